"""What was never filled in, and signs that were lost."""
