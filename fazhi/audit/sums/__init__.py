"""Totals and their parts: which figures are presented as the parts of which total."""
