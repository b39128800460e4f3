"""What the tests of this room share: values made to measure, and rule books written into a folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fazhi.law import rules, texts
from fazhi.law.shapes import Extension, PauseGround, RuleValue

HEARING = PauseGround("听证", "licensing-law-2019#45", "《中华人民共和国行政许可法》第四十五条")


def value(number: int | str, unit: str, **changes: Any) -> RuleValue:
    """A rule value that counts `number` of `unit`, rolls forward and may pause for a hearing."""
    given: dict[str, Any] = {
        "id": "common.example",
        "code": "EXA-01",
        "title": "示例",
        "bound": "at_most",
        "basis": "civil-code-2020#202",
        "confidence": "statute",
        "since": date(2000, 1, 1),
        "place": None,
        "citation": "《中华人民共和国民法典》第二百零二条",
        "roll": "forward",
        "pauses": (HEARING,),
        "extension": Extension(30, "day", "reconsideration-law-2023#62", "负责人"),
    }
    return RuleValue(value=number, unit=unit, **{**given, **changes})


@pytest.fixture(scope="session")
def book() -> rules.RuleBook:
    return rules.load()


RULE = {
    "id": "common.example",
    "code": "EXA-01",
    "title": "示例期限",
    "unit": "day",
    "bound": "at_most",
    "roll": "forward",
    "open_to": ["province", "county"],
    "values": [{"from": "2021-07-15", "value": 90, "basis": "penalty-law-2021#60", "confidence": "statute"}],
}


@pytest.fixture
def read_rule(tmp_path: Path) -> Callable[..., rules.RuleBook]:
    """Write one rule, changed as asked, into a book of its own and read it; overlays by place code if given."""
    import yaml

    def read(*, places: dict[str, list[dict[str, Any]]] | None = None, **changes: Any) -> rules.RuleBook:
        kept = {name: content for name, content in {**RULE, **changes}.items() if content is not None}
        file = tmp_path / "books" / "common.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(yaml.safe_dump({"system": "common", "rules": [kept]}, allow_unicode=True), encoding="utf-8")
        for code, values in (places or {}).items():
            folder = tmp_path / "places" / code
            folder.mkdir(parents=True, exist_ok=True)
            content = {"place": code, "name": f"地方{code}", "rules": [{"rule": "common.example", "values": values}]}
            (folder / "rules.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return rules.read([file], texts.shelf(), tmp_path / "places" if places else None)

    return read
