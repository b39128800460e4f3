"""T-02: two neighbouring towns with the same offices and work, and no byte of the one at the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.urls import reverse

from fazhi.conf.command import main
from fazhi.papers import pdf
from fazhi.people.identifiers import new_id
from tests.faults import lanes, leaking, twins, visiting
from tests.faults.twins import HERE, NEIGHBOUR
from tests.faults.visiting import Visitor

CLAIM = "两镇的每一处文字各带记号：清单、检索、重复提示、导出、指标、文件、出错页、跳转，别镇的记号一个也不出现"
House = SimpleNamespace
# Who has searches, lists or workbooks of a kind of their own; the other roles see what the clerk sees, or nothing.
SEARCHING = ("clerk", "grid_worker", "officer", "audit_admin", "county_supervisor")
FEW = ("clerk", "audit_admin", "county_supervisor", "grid_worker")
# What people type and no page shows: the sweep cannot meet it.
ON_NO_PAGE = {
    "Certificate.number",
    "Erasure.reason",
    "Evidence.media_type",
    "Job.arguments",
    "Party.basics",
    "Submission.body",
}
# What stands only on the page of a single document, which the sweep does not open for every role.
ON_ONE_PAGE = {"Version.note", "Document.necessity", "Document.reason", "Norm.unadopted_reason"}


@pytest.fixture(autouse=True)
def no_printing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "convert", lambda content: content)


def asked(house: House, visitor: Visitor, *, whole: bool) -> Iterator[leaking.Request]:
    yield from leaking.readings(visitor, house.towns, house.routes, house.table, whole=whole)
    if visitor.role in SEARCHING:
        yield from leaking.searches(visitor, house.towns)
        yield from leaking.likeness(house.towns)


def answers(house: House, roles: Iterable[str], *, whole: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Each answer's text and what leaks in it."""
    for role in roles:
        visitor = house.people[role]
        own = leaking.own_codes(visitor)
        for request, text in leaking.sweep(visitor, asked(house, visitor, whole=whole and role == "clerk")):
            if house.table.pages[request.name].scope == "public":
                text = leaking.without_published(text, house.towns)
            yield text, [f"{role} {request}：{leak}" for leak in leaking.leaks(text, house.towns, own)]


def walk(house: House, roles: Iterable[str], *, whole: bool = False) -> tuple[int, list[str], set[str]]:
    """How many answers, each leak, and which fields of one's own town were seen at all."""
    number, wrong, seen = 0, [], set()
    here = house.towns[HERE]
    for text, leaks in answers(house, roles, whole=whole):
        number += 1
        wrong += leaks
        seen |= {where for where, known in here.fields.items() if where not in seen and f"{here.sign}{known}" in text}
    return number, wrong, seen


def test_every_column_a_person_types_into_carries_a_mark(house: House) -> None:
    assert list(leaking.typed_columns())
    for town in house.towns.values():
        assert leaking.without_row_security(lambda town=town: leaking.unmarked(town)) == []


def test_no_byte_of_another_town_comes_back(house: House, record_property: lanes.Record) -> None:
    roles = list(house.people) if lanes.full() else leaking.unlike(house.people, house.table)
    number, wrong, seen = walk(house, roles, whole=True)
    lanes.hold(record_property, "T-02", CLAIM, number, [], wrong)
    # The sweep meets every field of one's own town, so it would meet theirs.
    assert set(house.towns[HERE].fields) - seen - ON_ONE_PAGE == ON_NO_PAGE


def test_row_security_alone_keeps_a_careless_page_from_leaking(
    house: House, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaking.careless(monkeypatch)
    number, wrong, _ = walk(house, FEW[: lanes.amount(2, len(FEW))])
    lanes.hold(record_property, "T-02", "页面漏了全部条件，数据库的行级安全仍然挡住", number, [], wrong)


def test_the_pages_alone_keep_a_town_apart_where_row_security_is_off(
    house: House, record_property: lanes.Record
) -> None:
    number, wrong, _ = leaking.without_row_security(lambda: walk(house, FEW[: lanes.amount(2, len(FEW))]))
    lanes.hold(record_property, "T-02", "数据库的行级安全关掉，页面自己的条件仍然挡住", number, [], wrong)


def test_both_walls_down_are_noticed(
    house: House, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaking.careless(monkeypatch)
    leaks = (leaked for _text, leaked in answers(house, ["clerk"]))
    number, wrong = leaking.without_row_security(lambda: lanes.until_caught(leaks))
    lanes.caught(record_property, "T-02", "页面漏了条件，行级安全也关掉", number, wrong)


def test_nothing_that_is_sent_changes_another_town(house: House, record_property: lanes.Record) -> None:
    wrong, tries = [], 0
    for role in ("clerk", "editor", "mayor", "grid_worker", "mediator", "legal_reviewer", "county_supervisor"):
        visitor = house.people[role]
        for request in leaking.intrusions(visitor, house.towns):
            tries += 1
            wrong += [f"{role} {request}：{fault}" for fault in leaking.intruded(visitor, request, house.towns)]
    lanes.hold(
        record_property, "T-02", "送到别镇去的、带着别镇编号送来的，什么也改不了，也问不出什么", tries, [], wrong
    )


def test_an_intrusion_is_noticed(house: House, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch) -> None:
    leaking.careless(monkeypatch)
    visitor = house.people["clerk"]
    faults = (leaking.intruded(visitor, each, house.towns) for each in leaking.intrusions(visitor, house.towns))
    number, wrong = leaking.without_row_security(lambda: lanes.until_caught(faults))
    lanes.caught(record_property, "T-02", "两道墙都倒了，往别镇送", number, wrong)


def test_where_one_is_sent_next_says_nothing_of_another_town(house: House) -> None:
    other = house.towns[NEIGHBOUR]
    for case in (other.open_cases[other.villages[0]], new_id()):
        wanted = reverse("case", args=[case])
        for role in (visiting.ANONYMOUS, "clerk"):
            client = house.people[role].client
            answer = client.get(f"{reverse('login')}?next={wanted}", secure=True)
            assert other.sign not in leaking.text_of(visiting.Visit(answer, answer.content, []))
            assert answer.status_code == (200 if role == visiting.ANONYMOUS else 302)
        assert client.get(answer.headers["Location"], secure=True).status_code == 404


@pytest.mark.parametrize("verb", ["export", "figures", "report"])
def test_a_command_for_one_town_says_nothing_of_another(
    house: House, verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / ("a.docx" if verb == "report" else "a.xlsx")
    words = {
        "export": ["export", "disputes.disputes", str(file), "--town", HERE],
        "figures": ["figures", str(twins.TODAY.year), "--town", HERE, "--json"],
        "report": ["report", str(twins.TODAY.year), "--town", HERE, "--out", str(file)],
    }[verb]
    assert main(words) in (0, 1)
    told = capsys.readouterr()
    content = file.read_bytes() if file.exists() else told.out.encode()
    text = told.out + told.err + leaking.text_of(visiting.Visit(HttpResponse(), content, []))
    assert leaking.leaks(text, house.towns, {HERE}) == []
    if verb != "figures":
        assert house.towns[HERE].sign in text


def test_a_command_in_the_name_of_somebody_from_another_town_is_refused(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "队伍.xlsx"
    file.write_bytes(twins.faulty_workbook().read())
    stranger = twins.username(NEIGHBOUR, "clerk")
    assert main(["import", "disputes.staff", str(file), "--town", HERE, "--as", stranger]) == 2
    assert "在本镇没有任职" in capsys.readouterr().err
