"""Every story of scenarios/ comes true through the real door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from fazhi.kernel import scenarios
from fazhi.people.actors import Actor

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return sorted(path.name for path in (Path(__file__).parent.parent / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("name", names())
def test_the_story_comes_true(name: str, actor: Callable[[str], Actor], db: None) -> None:
    scenarios.run(scenarios.stories("disputes")[name], actor)


@pytest.mark.parametrize(
    ("at", "change", "words"),
    [
        (1, {"expect": scenarios.Expected(stage="settled")}, "应在环节 settled，实际在 accepted"),
        (1, {"refused": "不得调解"}, "应当拒绝：不得调解，实际：办成了"),
        (3, {"refused": ""}, "应当办成，实际：矛调〔2022〕1号「签订书面协议」未办理"),
        (0, {"expect": scenarios.Expected(due={"acceptance": date(2022, 3, 6)})}, "期限 acceptance 应到 2022-03-06"),
    ],
)
def test_a_story_told_wrongly_is_broken(
    actor: Callable[[str], Actor], at: int, change: dict[str, object], words: str
) -> None:
    story = scenarios.stories("disputes")["written_agreement.yaml"]
    steps = list(story.steps)
    steps[at] = structs.replace(steps[at], **change)
    with pytest.raises(scenarios.StoryBroken, match=words):
        scenarios.run(structs.replace(story, steps=tuple(steps)), actor)
