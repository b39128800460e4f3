"""The lists of words of this system."""

from __future__ import annotations

from functools import partial

from fazhi.kernel import terms as lists

terms = partial(lists.terms, "norms")
title = partial(lists.title, "norms")
