"""Indicators: definitions in, Readings out, on any engine."""
