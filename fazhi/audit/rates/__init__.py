"""Rates and shares: which two counts a percentage is made of."""
