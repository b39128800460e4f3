"""Acts for which a person proves once more who they are: a mark on the view, which the room of accounts enforces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

View = TypeVar("View", bound=Callable)


@dataclass(frozen=True)
class Proof:
    """When a view asks for proof: `when` looks at the request and the view's arguments; `before` asks on opening too."""

    when: Callable[..., bool] | None
    before: bool


def fresh_identity(*, when: Callable[..., bool] | None = None, before: bool = False) -> Callable[[View], View]:
    """Ask for password, code or passkey unless it was given a few minutes ago; the form that was sent goes on afterwards.

    `when(request, **arguments)` narrows it, such as to the steps that sign. With `before` the page itself is not shown
    without proof: for forms with files, which cannot be carried through.
    """

    def mark(view: View) -> View:
        view.proof = Proof(when, before)
        return view

    return mark


def proof_of(view: Callable) -> Proof | None:
    """What the view asks for."""
    return getattr(view, "proof", None)
