"""The generic pages show everything a decision needs; what is its own stands in the templates."""
