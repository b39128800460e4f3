"""Sentences: said only from figures, in the variant whose conditions hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fazhi.kernel import registry, today
from fazhi.people.models import Division
from fazhi.report import sentences as told
from fazhi.report.checks import faults, misplaced
from fazhi.report.outline import town_words
from fazhi.report.sentences import Proviso, Sentence, Variant, say, sentences
from fazhi.report.tests.test_prose import reading

WORDS = town_words(Division(name="沙市镇"), 2022)


def figures(**values: str | None) -> dict:
    return {f"disputes.{name}": reading(f"disputes.{name}", value) for name, value in values.items()}


def said(sentence: Sentence, readings: dict) -> str:
    return "".join(piece.text for piece in say(sentence, readings, WORDS).pieces)


def of(name: str) -> Sentence:
    return next(one for one in sentences("disputes") if one.id == name)


def outcome(found: str, settled: str, rate: str | None) -> str:
    readings = figures(found=found, settled=settled, settled_rate=rate)
    readings["disputes.settled_rate"] = replace(readings["disputes.settled_rate"], unit="%")
    return said(of("disputes.outcome"), readings)


def test_the_sentence_of_the_seed_is_said_with_the_right_rate() -> None:
    expected = "2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达99.8%。"
    assert outcome("546", "545", "99.8") == expected


def test_a_year_without_disputes_is_said_plainly() -> None:
    assert outcome("0", "0", None) == "2022年，我镇未排查发现矛盾纠纷。"


def test_a_missing_figure_leaves_the_sentence_unsaid_with_the_reason() -> None:
    result = say(of("disputes.outcome"), figures(found="3"), WORDS)
    assert result.pieces == () and "disputes.settled" in result.reason


def test_no_condition_met_leaves_the_sentence_unsaid() -> None:
    assert say(of("disputes.outcome"), {}, WORDS).reason == "各种说法的条件都不成立"


def test_a_list_names_only_what_there_is() -> None:
    staff = figures(
        grid_workers="52", mediators="36", patrol_members="0", traffic_persuaders="5", food_drug_assistants="0"
    )
    posts = figures(sentinel_posts="3", posts_in_villages="1", posts_at_stations="0", posts_at_pharmacies="2")
    staff = {name: replace(one, unit="名") for name, one in staff.items()}
    assert said(of("disputes.sentinels"), staff | posts) == (
        "在各村（社区）、药店附近设置交通安全劝导员5名、网格员52名、人民调解员36名，发挥对矛盾纠纷排查发现的哨点作用。"
    )


def test_every_sentence_of_the_house_names_what_exists() -> None:
    assert [fault for name in registry.systems() for one in sentences(name) for fault in faults(one)] == []


@pytest.fixture
def shared_sentence(monkeypatch: pytest.MonkeyPatch) -> Sentence:
    """The shared system of reviews says one sentence under (七)."""
    mine = Sentence(id="reviews.said", title="审查", variants=(Variant(say="审查。"),), heading="disputes")
    real = told.written
    monkeypatch.setattr(told, "written", lambda name: (mine,) if name == "reviews" else real(name))
    sentences.cache_clear()
    yield mine
    sentences.cache_clear()


def test_a_shared_system_speaks_under_the_heading_it_names_after_its_own_sentences(shared_sentence: Sentence) -> None:
    assert sentences("disputes") == (*told.written("disputes"), shared_sentence)
    assert shared_sentence not in sentences("meetings")


@pytest.mark.parametrize(
    ("system", "heading", "words"),
    [
        ("reviews", "", "应以 heading 写明"),
        ("reviews", "nowhere", "应以 heading 写明"),
        ("disputes", "norms", "不应写 heading"),
        ("reviews", "norms", ""),
    ],
)
def test_only_a_shared_system_says_under_whose_heading(
    monkeypatch: pytest.MonkeyPatch, system: str, heading: str, words: str
) -> None:
    one = Sentence(id="x", title="x", variants=(Variant(say="说。"),), heading=heading)
    monkeypatch.setattr("fazhi.report.checks.written", lambda _: (one,))
    found = list(misplaced(system))
    assert len(found) == bool(words) and all(words in sentence for sentence in found)


def test_an_unknown_slot_is_a_fault() -> None:
    sentence = Sentence(id="x", title="x", variants=(Variant(say="{disputes.nothing}，{nobody}"),))
    assert len(list(faults(sentence))) == 2


@pytest.mark.parametrize(("value", "met"), [("0", False), ("1", True), (None, False)])
def test_a_figure_without_a_value_meets_no_condition(value: str | None, met: bool) -> None:
    readings = figures(found=value)
    assert Proviso(indicator="disputes.found", above=0).met(readings) is met
    assert not Proviso(indicator="disputes.other", equal=0).met(readings)
    assert Proviso(indicator="disputes.found", equal=0).met(readings) is (value is not None and Decimal(value) == 0)


def test_what_is_open_is_said_as_of_the_cut_off_day() -> None:
    assert said(of("disputes.open"), figures(open="1")) == "到年底尚有1起未化解。"
    assert said(of("disputes.open"), figures(open="0")) == ""
    with today.at(date(2022, 6, 30)):
        words = town_words(Division(name="沙市镇"), 2022)
    assert words["as_of"] == "到2022年6月30日"


def test_a_street_is_called_a_street() -> None:
    words = town_words(Division(name="青龙街道"), 2022)
    assert (words["our"], words["government"]) == ("我街道", "青龙街道办事处")
