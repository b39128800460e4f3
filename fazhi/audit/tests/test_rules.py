"""Every rule against the sentences in the YAML beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from fazhi.audit import Finding, Verdict, audit_text, rules
from fazhi.audit.text.manuscript import Manuscript

FOLDER = Path(rules.__file__).parent
RULES = rules.load()
TOGETHER = 100
"""So many sentences make one document: rules compare its paragraphs with one another."""
SENTENCES = {name: yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")) for name in RULES}


def _of(name: str, text: str) -> list[Finding]:
    others = {each: "单独检验一条规则" for each in RULES if each not in RULES[name].after | {name}}
    return audit_text(text, without=others).findings


def _cases(key: str) -> list[Any]:
    return [
        pytest.param(name, case, id=f"{name}-{number}")
        for name, sentences in SENTENCES.items()
        for number, case in enumerate(sentences.get(key) or [])
    ]


@pytest.mark.parametrize(("name", "case"), _cases("wrong"))
def test_a_failing_sentence_is_found(name: str, case: dict[str, Any]) -> None:
    wrong = {each.quote: each for each in _of(name, case["text"]) if each.verdict is Verdict.WRONG}
    assert case["quote"] in wrong
    if "computed" in case:
        told, right = case["computed"], wrong[case["quote"]].computed
        assert (right if isinstance(told, str) else float(str(right))) == told
    # Other rules may bear out what this one calls wrong, and so silence it: who audits gets the word of all of them.
    shown = [each for each in audit_text(case["text"]).findings if each.verdict is Verdict.WRONG]
    assert any(each.meets(wrong[case["quote"]]) for each in shown)
    assert [each.quote for each in shown if not each.basis] == []


@pytest.mark.parametrize(("name", "text"), _cases("right"))
def test_a_passing_sentence_is_left_alone(name: str, text: str) -> None:
    assert [each.quote for each in _of(name, text) if each.verdict is Verdict.WRONG] == []


@pytest.mark.parametrize(("name", "case"), _cases("hint"))
def test_a_doubtful_sentence_is_a_hint(name: str, case: dict[str, Any]) -> None:
    found = _of(name, case["text"])
    assert [each.quote for each in found if each.verdict is Verdict.HINT] == [case["quote"]]
    assert [each.quote for each in found if each.verdict is Verdict.WRONG] == []


@pytest.mark.parametrize("name", list(RULES))
def test_a_rule_says_where_it_comes_from_and_shows_itself(name: str) -> None:
    rule = RULES[name]
    assert all([rule.title, rule.source, rule.why, rule.wrong, rule.right])
    assert name in SENTENCES


@pytest.mark.parametrize("name", list(RULES))
def test_quotes_are_exact_passages(name: str) -> None:
    for case in (SENTENCES[name].get("wrong") or []) + (SENTENCES[name].get("hint") or []):
        lines = case["text"].splitlines()
        for each in _of(name, case["text"]):
            assert lines[each.paragraph - 1][each.start : each.end] == each.quote


def test_where_only_passages_with_a_word_are_scanned_nothing_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The word that a rule names must stand in every match of its pattern."""
    scanned, all_of = [], Manuscript.matches

    def both(manuscript: Manuscript, pattern: re.Pattern[str], having: str = "") -> Any:
        if having:
            narrow, wide = ([each[1].span() for each in all_of(manuscript, pattern, of)] for of in (having, ""))
            assert narrow == wide, (pattern.pattern, having)
            scanned.extend(wide)
        return all_of(manuscript, pattern, having)

    monkeypatch.setattr(Manuscript, "matches", both)
    cases = [case for sentences in SENTENCES.values() for of_kind in sentences.values() for case in of_kind or []]
    for some in (cases[at : at + TOGETHER] for at in range(0, len(cases), TOGETHER)):
        audit_text("\n".join(case if isinstance(case, str) else case["text"] for case in some), year=2024)
    assert len(scanned) > 100
