"""Two neighbouring figures in each other's place: what proves a slip where the words leave a doubt (docs/decisions/0032)."""
