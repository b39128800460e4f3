"""Growth and change: which two levels a percentage compares."""
