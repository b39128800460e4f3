"""Years, days and periods that contradict each other or the title."""
