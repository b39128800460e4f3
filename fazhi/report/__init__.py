"""The annual report: outline, sentences bound to Readings, draft, issue."""
