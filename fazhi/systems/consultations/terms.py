"""The lists of words of this system, and which rule says how long a draft of each kind lies before the public."""

from __future__ import annotations

from functools import partial

from fazhi.kernel import terms as lists

RULES = {"norm": "norms.public_comment", "decision": "decisions.public_comment"}
terms = partial(lists.terms, "consultations")
title = partial(lists.title, "consultations")
