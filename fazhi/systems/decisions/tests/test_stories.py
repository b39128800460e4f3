"""Every story of scenarios/ comes true through the real door."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi.kernel import scenarios
from fazhi.people.actors import Actor

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return sorted(path.name for path in (Path(__file__).parent.parent / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("name", names())
def test_the_story_comes_true(name: str, actor: Callable[[str], Actor], db: None) -> None:
    scenarios.run(scenarios.stories("decisions")[name], actor)
