"""What a person types at intake: parties that can be read, titles without names, eight things at most."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.registry import procedure
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes import intake
from fazhi.systems.disputes.forms import ReportForm


def test_parties_with_and_without_telephone() -> None:
    assert intake.parties("王小明 13800000000、李四；县电力公司 023-55100000") == [
        intake.Named("王小明", "13800000000"),
        intake.Named("李四"),
        intake.Named("县电力公司", "023-55100000"),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "至少填写一名"), ("12345", "读不懂"), ("王五、王五", "填写了两次"), ("、，", "至少填写一名")],
)
def test_unreadable_parties_are_named(typed: str, words: str) -> None:
    with pytest.raises(intake.UnreadableParties, match=words):
        intake.parties(typed)


@given(st.text(max_size=60))
def test_any_text_gives_parties_or_a_sentence(typed: str) -> None:
    try:
        found = intake.parties(typed)
    except intake.UnreadableParties as error:
        assert str(error).endswith("。")
    else:
        assert found and all(one.name for one in found)


def test_a_title_says_what_and_never_who() -> None:
    named = [intake.Named("覃大山")]
    assert intake.title("neighbours", "覃大山家排水沟", named) == "覃**家排水沟纠纷"
    assert intake.title("labour", "", named) == "劳动争议纠纷"


@pytest.mark.django_db
def test_registering_asks_for_eight_things_at_most(actor: Callable[[str], Actor]) -> None:
    kind = procedure("disputes", "mediation").opening
    with scopes.within(actor("grid_worker").town):
        form = ReportForm(step_kind=kind, actor=actor("grid_worker"))
        required = [name for name, field in form.fields.items() if field.required]
        villages = [code for code, _ in form.fields["village"].choices]
    assert len(required) <= 8, required
    assert [str(code) for code in villages] == ["500235116201"]
