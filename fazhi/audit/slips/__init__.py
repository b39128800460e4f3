"""Of figures that contradict each other, which one is the slip (docs/decisions/0031)."""
