"""Every story of scenarios/ comes true through the real door, and is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi.indicators.readings import read_all
from fazhi.kernel import scenarios
from fazhi.people import scopes
from fazhi.people.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (Path(__file__).parent.parent / "scenarios").glob("*.yaml"))
)
def test_the_story_comes_true(name: str, actor: Callable[[str], Actor]) -> None:
    scenarios.run(scenarios.stories("skeleton")[name], actor)


def test_what_was_done_is_counted(actor: Callable[[str], Actor]) -> None:
    scenarios.run(scenarios.stories("skeleton")["registered_and_finished.yaml"], actor)
    town = actor("clerk").town
    with scopes.within(town):
        found = read_all(town, 2022, ["skeleton.registered", "skeleton.finished"])
    assert [reading.printed for reading in found.values()] == ["1件", "1件"]
