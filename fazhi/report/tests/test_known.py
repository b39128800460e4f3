"""A town's Readings held against a document: frozen ones prove, the ledgers' own only hint, an empty ledger says nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from fazhi.audit import Audit, KnownFigures, Verdict, audit_text
from fazhi.indicators.models import FrozenReading
from fazhi.indicators.tests.rows import add_disputes
from fazhi.kernel import today
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Division
from fazhi.report import issuing, known
from fazhi.report.building import build

Actors = Callable[[str], Actor]
TITLE = "沙市镇2022年法治政府建设情况的报告"
SLIP = "2022年，我镇共排查发现546起矛盾纠纷，调处化解541起。"


def figures(town: Division, year: int = 2022) -> KnownFigures:
    with scopes.within(town.pk):
        found = known.figures(town, year, given=False)
    assert isinstance(found, KnownFigures)
    return found


def audit(town: Division, body: str = SLIP) -> Audit:
    return audit_text(f"{TITLE}\n县委、县政府：\n{body}\n沙市镇人民政府\n2023年1月31日", known=figures(town))


def test_without_an_edition_the_ledger_only_hints_and_says_of_when_it_is(year_2022: Division) -> None:
    with today.at(date(2023, 1, 5)):
        result = audit(year_2022)
    (hint,) = [each for each in result.of(Verdict.HINT) if each.rule == "ledger"]
    assert (hint.stated, hint.known and hint.known.printed) == ("541起", "545起")
    assert not result.count(Verdict.WRONG)
    assert "尚无冻结的读数" in result.ledger and "2023年1月5日" in result.ledger


def test_the_readings_of_an_edition_prove_a_figure_wrong(submitted: Division) -> None:
    result = audit(submitted)
    (wrong,) = result.of(Verdict.WRONG)
    assert wrong.known is not None
    assert (wrong.stated, wrong.known.printed, wrong.known.source) == (
        "541起",
        "545起",
        "/figures/2022/disputes.settled/",
    )
    assert "《调处轮次台账》" in wrong.basis
    assert "第1稿（已送签、待会签）" in result.ledger


def test_the_edition_holds_when_the_ledger_has_moved_on(submitted: Division, actor: Actors) -> None:
    with scopes.within(submitted.pk):
        edition = issuing.states(submitted.pk, 2022)[0].edition
        with today.at(date(2023, 1, 31)):
            issuing.sign(actor("mayor"), submitted.pk, edition.pk)
            issuing.sign(actor("secretary"), submitted.pk, edition.pk)
        add_disputes([{}, {}])
        issuing.submit(actor("editor"), build(submitted, 2022, keys=True))
    result = audit(submitted, "2022年，我镇共排查发现546起矛盾纠纷。")
    assert [each.verdict for each in result.findings if each.rule == "ledger"] == [Verdict.RIGHT]
    assert "第1稿（2023年1月31日签发）" in result.ledger


def test_an_altered_frozen_reading_proves_nothing(submitted: Division, monkeypatch: pytest.MonkeyPatch) -> None:
    def altered(row: FrozenReading) -> bool:
        return row.indicator != "disputes.settled"

    monkeypatch.setattr(known, "intact", altered)
    assert [each.verdict for each in audit(submitted).findings if each.rule == "ledger"] == [
        Verdict.RIGHT,
        Verdict.HINT,
    ]


def test_every_sentence_that_may_be_said_is_found_again_and_certain(submitted: Division) -> None:
    """The draft's own paragraphs, held against the figures it prints: each figure is bound, and to itself."""
    with scopes.within(submitted.pk):
        draft = issuing.states(submitted.pk, 2022)[0].draft
        found = known.figures(submitted, 2022, given=True)
    result = audit_text("\n".join(draft.paragraphs), year=2022, known=found)
    bound = {each.known.id for each in result.findings if each.known and each.verdict is Verdict.RIGHT}
    assert bound == set(draft.figures)
    assert not [each for each in result.findings if each.known and each.verdict is not Verdict.RIGHT]
    wrong = audit_text("\n".join(draft.paragraphs).replace("52名", "25名"), year=2022, known=found)
    assert [each.stated for each in wrong.of(Verdict.WRONG)] == ["25名"]


def test_a_sentence_under_several_headings_is_one_way_of_saying_it(year_2022: Division) -> None:
    says = [each.say for each in figures(year_2022).patterns]
    assert len(says) > 30 and len(says) == len(set(says))


def test_a_town_without_work_in_the_year_is_not_held_against_its_empty_ledger(year_2022: Division) -> None:
    with scopes.within(year_2022.pk):
        told = known.figures(year_2022, 2019, given=True)
    assert isinstance(told, str) and "没有登记" in told
