"""From draft to issued report: texts by the editor, frozen Readings, two countersigns, nothing ever changed."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from django.db import ProgrammingError, transaction

from fazhi.indicators.models import FrozenReading
from fazhi.indicators.tests.rows import add_disputes
from fazhi.kernel import seals, today
from fazhi.kernel.models import LogEntry
from fazhi.kernel.rows import row_digest
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Division
from fazhi.report import issuing, texts
from fazhi.report.building import build
from fazhi.report.document import write
from fazhi.report.issuing import NotIssued, State, states
from fazhi.report.models import Countersign, DraftText, Edition
from fazhi.report.texts import NotSaved

Actors = Callable[[str], Actor]
TABLES = {"report_drafttext", "report_edition", "report_countersign", "indicators_frozenreading"}
WORDS = {
    "number": "沙市委文〔2023〕3号",
    "duty.schedule": "主要负责人亲自部署、亲自过问。",
    "duty.study": "带头学习《中华人民共和国宪法》。",
    "shortcomings": "学习不够深入。原因是联系实际不够。",
    "plan": "强化学习。把普法融入日常工作。",
}


@pytest.fixture
def written(year_2022: Division, actor: Actors) -> Division:
    """A report with every word written."""
    with scopes.within(year_2022.pk):
        for key, text in WORDS.items():
            texts.save(actor("editor"), year_2022.pk, 2022, key, text, 0)
    return year_2022


def submit(town: Division, actor: Actor) -> Edition:
    with scopes.within(town.pk):
        return issuing.submit(actor, build(town, 2022, keys=True))


def sign(town: Division, actor: Actor, edition: Edition) -> State:
    with scopes.within(town.pk):
        return issuing.sign(actor, town.pk, edition.pk)


def test_only_the_editor_writes(year_2022: Division, actor: Actors) -> None:
    for role in ("clerk", "mayor", "county_supervisor", "stranger"):
        with scopes.within(year_2022.pk), pytest.raises(NotSaved, match="只有本镇的报告编辑"):
            texts.save(actor(role), year_2022.pk, 2022, "plan", "某事。", 0)
    with scopes.within(year_2022.pk):
        assert not DraftText.objects.exists()


def test_a_second_editor_does_not_overwrite_the_first(written: Division, actor: Actors) -> None:
    with scopes.within(written.pk):
        texts.save(actor("editor"), written.pk, 2022, "plan", "新的打算。", 1)
        with pytest.raises(NotSaved, match="刚刚被别人改过"):
            texts.save(actor("editor"), written.pk, 2022, "plan", "旧稿上的修改。", 1)
        assert texts.latest(written.pk, 2022)["plan"].text == "新的打算。"
        assert DraftText.objects.filter(key="plan").count() == 2


def test_pasted_control_characters_are_left_out(year_2022: Division, actor: Actors) -> None:
    with scopes.within(year_2022.pk):
        saved = texts.save(actor("editor"), year_2022.pk, 2022, "duty.study", "带头\x0b学法。\r\n认真\x00研讨。", 0)
        assert saved.text == "带头学法。\n认真研讨。"
        assert write(build(year_2022, 2022).draft)[:2] == b"PK"


def test_what_was_copied_from_last_year_is_named(year_2022: Division, actor: Actors) -> None:
    old = "法治理论学习深度、广度有待加强。2021年联系工作实际开展研讨不够，原因是学用结合不紧。"
    new = {
        "shortcomings": old.replace("2021", "2022"),
        "plan": "强化干部学法，把普法融入日常工作，每季度研究一次执法问题。",
    }
    with scopes.within(year_2022.pk):
        texts.save(actor("editor"), year_2022.pk, 2021, "shortcomings", old, 0)
        texts.save(actor("editor"), year_2022.pk, 2021, "plan", "推进综合行政执法改革，组织执法人员培训和考试。", 0)
        for key, text in new.items():
            texts.save(actor("editor"), year_2022.pk, 2022, key, text, 0)
        assert texts.copied(year_2022.pk, 2022, texts.latest(year_2022.pk, 2022)) == ["shortcomings"]


def test_control_of_persons_is_not_saved(year_2022: Division, actor: Actors) -> None:
    with scopes.within(year_2022.pk), pytest.raises(NotSaved, match="不能写入报告"):
        texts.save(actor("editor"), year_2022.pk, 2022, "measures.disputes", "加强对涉稳人员的管控。", 0)


def test_an_incomplete_report_is_not_submitted(year_2022: Division, actor: Actors) -> None:
    with pytest.raises(NotIssued, match="报告还缺 5 处"):
        submit(year_2022, actor("editor"))


def test_a_typed_digit_is_not_submitted(written: Division, actor: Actors) -> None:
    with scopes.within(written.pk):
        texts.save(actor("editor"), written.pk, 2022, "duty.study", "学习12次。", 1)
    with pytest.raises(NotIssued, match="手工填写的数字没有依据（如“12次”）"):
        submit(written, actor("editor"))


def test_submitting_freezes_every_figure_that_is_printed(written: Division, actor: Actors) -> None:
    edition = submit(written, actor("editor"))
    with scopes.within(written.pk):
        frozen = dict(FrozenReading.objects.filter(batch=edition.pk).values_list("indicator", "printed"))
    assert frozen["disputes.settled_rate"] == "99.8%"
    assert set(frozen) == set(State(edition, ()).draft.figures)


def test_both_heads_must_sign(written: Division, actor: Actors) -> None:
    edition = submit(written, actor("editor"))
    with today.at(date(2023, 1, 30)):
        first = sign(written, actor("mayor"), edition)
    assert (first.issued, first.waiting, first.day) == (False, ["党委书记"], None)
    with today.at(date(2023, 1, 31)):
        second = sign(written, actor("secretary"), edition)
    assert (second.issued, second.signers) == (True, ["谭书记", "向镇长"])
    # The date of a joint document is that of the last signature (党政机关公文处理工作条例).
    assert second.final.date == "2023年1月31日"


def test_nobody_else_signs_and_nobody_twice(written: Division, actor: Actors) -> None:
    edition = submit(written, actor("editor"))
    for role in ("editor", "clerk", "county_supervisor"):
        with pytest.raises(NotIssued, match="不能签发"):
            sign(written, actor(role), edition)
    sign(written, actor("mayor"), edition)
    with pytest.raises(NotIssued, match="已经签发过"):
        sign(written, actor("mayor"), edition)


def test_an_older_edition_can_no_longer_be_signed(written: Division, actor: Actors) -> None:
    first = submit(written, actor("editor"))
    submit(written, actor("editor"))
    with pytest.raises(NotIssued, match="又有新的送签稿"):
        sign(written, actor("mayor"), first)


def test_an_edition_keeps_its_figures_when_the_ledger_moves_on(written: Division, actor: Actors) -> None:
    edition = submit(written, actor("editor"))
    add_disputes([{}, {}])
    with scopes.within(written.pk):
        (state,) = states(written.pk, 2022)
        now = build(written, 2022).draft
    assert state.edition == edition
    assert "546起" in "".join(state.draft.paragraphs) and "548起" in "".join(now.paragraphs)


def test_editions_and_texts_cannot_be_changed(written: Division, actor: Actors) -> None:
    submit(written, actor("editor"))
    with scopes.within(written.pk):
        for model in (Edition, DraftText):
            with pytest.raises(ProgrammingError), transaction.atomic():
                model.objects.update(year=2021)


def test_another_town_sees_none_of_it(written: Division, actor: Actors) -> None:
    submit(written, actor("editor"))
    with scopes.within("500235117000"):
        assert not Edition.objects.exists() and not DraftText.objects.exists()


def test_texts_editions_signatures_and_readings_stand_in_the_sealed_log(written: Division, actor: Actors) -> None:
    edition = submit(written, actor("editor"))
    with scopes.within(written.pk):
        issuing.sign(actor("secretary"), written.pk, edition.pk)
        logged = dict(LogEntry.objects.filter(table__in=TABLES).values_list("row", "row_digest"))
        kept = [row for model in (DraftText, Edition, Countersign, FrozenReading) for row in model.objects.all()]
        assert {str(row.pk): row_digest(row) for row in kept} == logged
        assert {row._meta.db_table for row in kept} == TABLES


def test_an_issued_report_carries_the_seal_of_the_log_out_of_the_house(
    written: Division, actor: Actors, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = submit(written, actor("editor"))
    monkeypatch.setattr(seals, "newest", lambda: "ab" * 32)
    halfway = sign(written, actor("secretary"), edition)
    assert (halfway.seal, _printed(halfway)) == ("", False)
    issued = sign(written, actor("mayor"), edition)
    assert (issued.seal, _printed(issued)) == ("ab" * 32, True)


def _printed(state: State) -> bool:
    document = docx.Document(io.BytesIO(write(state.final, signers=state.signers, seal=state.seal)))
    last = document.paragraphs[-1].text
    assert ("核验码" in last) == bool(state.seal)
    return "ab" * 32 in last
