"""Who may open a page at all: a mark on the view that the middleware reads before the view runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable)
BUSINESS = "business"


def for_kinds(*kinds: str) -> Callable[[View], View]:
    """Open the page to posts of these kinds (business, system, security, audit); unmarked views are for business alone.

    The three administrators are three people, none of whom sees business (GB/T 22239-2019 8.1.5).
    """

    def mark(view: View) -> View:
        view.kinds = frozenset(kinds)
        return view

    return mark


def without_post(view: View) -> View:
    """Open the page also to somebody who holds no post today, or has not chosen one of several."""
    view.without_post = True
    return view


def needs_post(view: Callable) -> bool:
    """Whether the view works only for somebody in a post."""
    return getattr(view, "login_required", True) and not getattr(view, "without_post", False)


def kinds_of(view: Callable) -> frozenset[str]:
    """The kinds of post for which the view is."""
    return getattr(view, "kinds", frozenset({BUSINESS}))
