"""What the generic pages do not show: nothing yet."""
