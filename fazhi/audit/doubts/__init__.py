"""Other accounts of what a rule called wrong, asked by :mod:`fazhi.audit.second_look` (docs/decisions/0020)."""
