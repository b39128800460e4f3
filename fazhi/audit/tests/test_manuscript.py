"""A document as the rules read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from fazhi.audit import audit_text, rules
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Found = Iterable[tuple[Passage, re.Match[str], int]]


def test_where_only_passages_with_a_word_are_scanned_nothing_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The word that a caller names must stand in every match of its pattern."""
    scanned, all_of = [], Manuscript.matches

    def both(manuscript: Manuscript, pattern: re.Pattern[str], having: str = "") -> Found:
        if having:
            narrow, wide = ([each[1].span() for each in all_of(manuscript, pattern, of)] for of in (having, ""))
            assert narrow == wide, (pattern.pattern, having)
            scanned.extend(wide)
        return all_of(manuscript, pattern, having)

    monkeypatch.setattr(Manuscript, "matches", both)
    sentences = [text for rule in rules.load() for cases in examples(rule).values() for text in map(words, cases)]
    audit_text("\n".join(sentences), year=2024)
    assert len(scanned) > 100


def examples(rule: str) -> dict[str, list[str | dict[str, str]]]:
    """The failing and passing sentences of a rule."""
    path = Path(rules.__file__).with_name(f"{rule}.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


def words(case: str | dict[str, str]) -> str:
    """The text of a sentence, whether or not something is said of it."""
    return case if isinstance(case, str) else case["text"]
