"""How long a document holds: carried in once and rightly dated, extended by an evaluation each, ended by what ends it first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fazhi.indicators.readings import read_all
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.systems.norms import actions, importing, register
from fazhi.systems.norms.models import CleanupItem, Norm, NormRow, RegisterEntry
from fazhi.systems.norms.tests.telling import TOWN, VIEWS, propose, take, walk

pytestmark = pytest.mark.django_db
Actors = Callable[[str], Actor]
OLD: dict[str, Any] = {
    "reference": "沙府发〔2020〕9号",
    "subject": "集镇卫生",
    "published_on": date(2020, 6, 1),
    "in_force_on": date(2020, 7, 1),
    "expires_on": date(2022, 6, 30),
}


def carry(actor: Actors, **changes: Any) -> Case:
    doing = Doing("carry_in", actor("clerk"), date(2022, 1, 5), fields={**OLD, **changes}, request=new_id())
    with at(date(2022, 1, 5)), scopes.within(TOWN):
        return actions.begin(doing, {"title": "沙市镇集镇卫生管理办法"})


def last_day(case: Case) -> date | None:
    with scopes.within(TOWN):
        return RegisterEntry.objects.get(case=case).ends_on


def test_days_that_stand_the_wrong_way_round_are_refused_in_words(actor: Actors) -> None:
    with pytest.raises(Refused, match="「有效期至」早于施行日期"):
        carry(actor, expires_on=date(2020, 6, 30))
    with pytest.raises(Refused, match="「备案日期」早于公布日期"):
        carry(actor, filed_on=date(2020, 5, 31))


def test_a_document_is_carried_in_once_and_says_nothing_of_a_review_that_nobody_recorded(actor: Actors) -> None:
    case = carry(actor)
    with pytest.raises(Refused, match="已经补录过"):
        carry(actor)
    with scopes.within(TOWN):
        assert NormRow.objects.get(pk=case.pk).opinion == ""


def test_whether_a_carried_document_was_filed_in_time_nobody_can_say(actor: Actors) -> None:
    carry(actor, filed_on=date(2020, 6, 10), opinion="lawful")
    with scopes.within(TOWN):
        found = {name: one.value for name, one in read_all(TOWN, 2020).items() if name.startswith("norms.")}
    assert (found["norms.filed"], found["norms.filed_timed"], found["norms.filing_timeliness"]) == (1, 0, None)
    assert found["norms.reviewed"] == 1


def test_a_repeal_does_not_bring_back_what_had_lapsed(actor: Actors) -> None:
    case = carry(actor)
    take(case, "repeal", actor("clerk"), date(2023, 1, 5), why="补办", ended_on=date(2023, 2, 1))
    assert last_day(case) == date(2022, 6, 30)
    with scopes.within(TOWN):
        assert Norm.objects.get(pk=case.pk).ended_on == date(2022, 7, 1)
        assert not register.on(TOWN, date(2022, 12, 1)).exists()


def test_a_document_cannot_end_before_it_was_published(actor: Actors) -> None:
    with pytest.raises(Refused, match="早于公布日期 2020-06-01"):
        take(carry(actor), "repeal", actor("clerk"), date(2022, 2, 1), why="笔误", ended_on=date(2002, 2, 1))


def test_each_extension_needs_its_own_evaluation_and_a_late_copy_changes_nothing(actor: Actors) -> None:
    case, clerk, day = walk(actor, "file"), actor("clerk"), date(2026, 10, 9)
    take(case, "evaluate", clerk, date(2026, 10, 8), evaluation="keep", words="有效")
    doing = Doing("extend", clerk, day, fields={"expires_on": date(2031, 10, 8)}, request=new_id())
    with at(day), scopes.within(TOWN):
        first = actions.carry_out(case, doing)
        with pytest.raises(Refused, match="还没有再评估"):
            actions.carry_out(case, replace(doing, request=new_id(), fields={"expires_on": date(2031, 10, 9)}))
    take(case, "repeal", clerk, date(2026, 12, 1), why="另行规定", ended_on=date(2026, 12, 1))
    with at(date(2026, 12, 2)), scopes.within(TOWN):
        assert actions.carry_out(Case.objects.get(pk=case.pk), doing).pk == first.pk
    assert last_day(case) == date(2026, 11, 30)


def cleanup(actor: Actors) -> Case:
    with at(date(2022, 3, 1)), scopes.within(TOWN):
        fields = {"scope_kind": "yearly"}
        return actions.begin(Doing("start_round", actor("clerk"), date(2022, 3, 1), fields=fields), fields)


def test_a_list_is_published_though_one_document_was_repealed_meanwhile(actor: Actors) -> None:
    clerk, day, case = actor("clerk"), date(2022, 3, 2), carry(actor)
    round_ = cleanup(actor)
    take(round_, "judge", clerk, day, entry=str(case.pk), result="repeal", why="不再需要")
    take(round_, "propose_topic", clerk, day, kind="government_meeting")
    take(round_, "meetings.schedule", actor("mayor"), day, meeting="第3次镇政府会议")
    take(round_, "meetings.discuss", clerk, day, chair="向镇长", resolution="passed", views=VIEWS)
    take(case, "repeal", clerk, day, why="先行废止", ended_on=day)
    round_ = take(round_, "publish_list", clerk, date(2022, 3, 3), channel="website", place="网站")
    with scopes.within(TOWN):
        assert round_.stage == "listed" and round_.links_out.filter(to_case=case, kind="related").count() == 1
    assert last_day(case) == date(2022, 3, 1)


def test_a_round_judges_what_is_in_force_only(actor: Actors) -> None:
    clerk, case, round_ = actor("clerk"), carry(actor), cleanup(actor)
    take(case, "repeal", clerk, date(2022, 3, 1), why="先行废止", ended_on=date(2022, 3, 1))
    with pytest.raises(Refused, match="没有找到要清理的文件"):
        take(round_, "judge", clerk, date(2022, 3, 2), entry=str(case.pk), result="keep", why="试")
    with scopes.within(TOWN):
        assert not CleanupItem.objects.exists()


def test_an_ordinary_document_has_one_number(actor: Actors) -> None:
    case, clerk, day = propose(actor), actor("clerk"), date(2022, 3, 2)
    take(case, "identify_not", clerk, day, public="no", exclusion="internal_rule", identity_reason="内部制度")
    doing = Doing("number_ordinary", clerk, day, data={"mark": "沙府办"}, request=new_id())
    with at(day), scopes.within(TOWN):
        first, again = (actions.carry_out(Case.objects.get(pk=case.pk), doing) for _ in range(2))
        assert first.pk == again.pk
        with pytest.raises(Refused, match="已经编为 沙府办〔2022〕1号"):
            actions.carry_out(case, replace(doing, request=new_id()))


def test_a_long_text_comes_back_from_a_workbook_uncut(actor: Actors) -> None:
    text = "第一条 试。" * 5_000 + "\n" + "第二条 试。"
    assert len(text) > importing.LONGEST_CELL > text.index("\n") - 1
    row = {
        "number": "县府发〔2019〕1号",
        "title": "县办法",
        "issuer": "县政府",
        "level": "县",
        "starts_on": "2020-01-01",
    }
    with scopes.within(TOWN):
        entry = RegisterEntry(
            town=TOWN, number=row["number"], title="县办法", level="county", starts_on=date(2020, 1, 1), text=text
        )
        entry.save(force_insert=True)
        values = importing.REGISTER.cleaner(TOWN)({**row, "text": text[: importing.LONGEST_CELL].strip()})
        importing.REGISTER.write(actor("clerk"), values)
        assert RegisterEntry.objects.get().text == text
        with pytest.raises(Refused, match="是本镇文件"):
            importing.REGISTER.write(actor("clerk"), {**values, "level": "town"})


def test_a_workbook_carries_documents_in_and_says_which_it_knows(actor: Actors) -> None:
    row = {"document_number": "沙府发〔2020〕9号", "title": "沙市镇集镇卫生管理办法", "published_on": "2020-06-01"}
    with at(date(2022, 1, 5)), scopes.within(TOWN):
        clean, write = importing.DOCUMENTS.cleaner(TOWN), importing.DOCUMENTS.write
        write(actor("clerk"), clean({**row, "opinion": "合法", "expires_on": "—"}))
        assert NormRow.objects.get().opinion == "lawful"
        with pytest.raises(Refused, match="已经补录过.*整份没有导入"):
            write(actor("clerk"), clean(row))
        with pytest.raises(ValueError, match="「有效期至」早于施行日期"):
            clean({**row, "expires_on": "2020-05-01"})
