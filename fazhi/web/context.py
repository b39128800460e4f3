"""What every staff page needs around its content: menu, count of my work, name and post. Asked for only when shown."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from fazhi.kernel.registry import systems
from fazhi.people.actors import Actor
from fazhi.people.divisions import level
from fazhi.people.models import Division
from fazhi.web import access, menu
from fazhi.web.cases import count_of_mine
from fazhi.web.forms import form_of

PLACE = "place"


class Doors:
    """The pages a post may open, by the names of their addresses."""

    def __init__(self, actor: Actor | None) -> None:
        self._actor = actor

    def __getitem__(self, name: str) -> bool:
        return access.may(self._actor, name)


class Shell:
    """The frame of a page for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        # None only where no page of the staff layout is shown: before log-in, without a post, in trouble.
        self.actor: Any = getattr(request, "actor", None)

    @property
    def large_print(self) -> bool:
        """Whether this person asked for large print."""
        return getattr(getattr(self._request, "user", None), "large_print", False)

    @cached_property
    def place(self) -> str:
        """Name of the actor's town or county; kept in the session, since every page shows it."""
        code = self.actor.town
        known = self._request.session.get(PLACE, ["", ""])
        if known[0] != code:
            known = [code, Division.objects.filter(pk=code).values_list("name", flat=True).first() or code]
            self._request.session[PLACE] = known
        return known[1]

    @cached_property
    def sections(self) -> list[menu.Section]:
        """The ten headings."""
        return menu.sections(self.actor, self._request.path)

    @cached_property
    def shared(self) -> list[menu.Section]:
        """The work that several of the ten share."""
        return menu.shared_sections(self.actor, self._request.path)

    @cached_property
    def rooms(self) -> list[menu.Entry]:
        """Entries of other rooms."""
        return menu.rooms(self.actor, self._request.path)

    @cached_property
    def mine(self) -> str:
        """How many open cases this post handles, up to 99+."""
        return count_of_mine(self.actor)

    @cached_property
    def phone(self) -> str:
        """The page on which this post registers without a network; empty for posts that register nothing."""
        for installed in systems().values():
            for procedure in installed.procedures.values():
                where = {"system_id": installed.system.id, "procedure_id": procedure.id}
                # Only what a phone can ask by itself: the rest needs somebody at a desk.
                by_phone = form_of(installed.system.id, procedure, procedure.opening).unasked
                if by_phone and access.may(self.actor, "phone", **where):
                    return reverse("phone", kwargs=where)
        return ""

    @property
    def above_town(self) -> bool:
        """Whether the post looks at several towns, so that a village alone does not say where."""
        return level(self.actor.division) not in ("town", "village")

    @property
    def may(self) -> Doors:
        """Which pages this post may open: `shell.may.search` in a template."""
        return Doors(self.actor)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request)}
