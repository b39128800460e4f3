"""Averages: what was divided, and by what."""
