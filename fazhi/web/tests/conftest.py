"""A browser without a screen for each standing person, and a dispute to look at.

Everything is imported inside the fixtures: this file is read before Django knows its settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def on_a_working_day() -> Iterator[None]:
    """It is a Monday."""
    from fazhi.kernel.today import at
    from fazhi.web.tests.standing import TODAY

    with at(TODAY):
        yield


@pytest.fixture
def visit(town: str) -> Callable[[str], Any]:
    """A client logged in as a standing person: visit("clerk")."""
    from django.test import Client

    from fazhi.people.models import Person

    def log_in(username: str) -> Client:
        client = Client()
        person = Person.objects.get(username=username)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.fixture
def open_case(actor: Callable[[str], Any]) -> Callable[..., Any]:
    """Registers a dispute between 王小明 and 李春花: open_case(village, day, who)."""
    from fazhi.kernel.act import Doing
    from fazhi.kernel.today import at
    from fazhi.people import scopes
    from fazhi.systems.disputes import actions
    from fazhi.web.tests.standing import TODAY, VILLAGE

    def register(village: str = VILLAGE, day: Any = TODAY, who: str = "clerk") -> Any:
        doer = actor(who)
        said = {
            "village": village,
            "source": "grid",
            "dispute_type": "neighbours",
            "parties": "王小明 13812345678、李春花",
            "summary": "王小明与李春花因排水沟改道发生争执",
            "risk": "yellow",
        }
        with at(day), scopes.within(doer.town):
            return actions.begin(Doing(step="report", actor=doer, happened_on=day), said)

    return register


@pytest.fixture
def case(open_case: Callable[..., Any]) -> Any:
    """One dispute, registered today in 青石村."""
    return open_case()
