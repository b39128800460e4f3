"""T-22 to T-25: no field, choice or heading grades or tags persons; no number leads from one system to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import models

from fazhi.kernel import dictionary, encrypted, imports, keys, ledgers, registry, schema, workbooks
from fazhi.kernel.digests import sm3
from fazhi.kernel.forbidden import advice
from fazhi.kernel.workbooks import BadWorkbook
from fazhi.people.actors import Actor
from fazhi.systems.disputes.models import Dispute, Party, Staff
from fazhi.systems.disputes.tests.telling import report
from tests.faults import lanes, unbuilt

SCHEMA = "每张表、台账、表单、程序：没有给人分级、打分、贴标签的栏目、选项和名称"
HEADINGS = "表头含禁用词（拆行、加空格、夹零宽字符）的工作簿：一律退回并说明合法的写法，什么也不写入"
APART = "同一证件号在不同体系得不同的索引，库中没有明文，密文次次不同，不带密钥算不出索引"
DECLARED = "每张表的每一栏都写进数据字典，写明用途、依据、保管和遮蔽"
BOOK = "disputes.staff"
Fields = dict[str, tuple[type[models.Model], str, Callable[[], models.Field]]]
FORBIDDEN: Fields = {
    "当事人多一栏 risk_level": (Party, "risk_level", lambda: models.CharField("风险等级", max_length=9, default="")),
    "当事人多一栏“关注”": (Party, "remark", lambda: models.BooleanField("重点关注", default=False)),
    "纠纷多一栏宗教信仰": (Dispute, "remark", lambda: models.CharField("宗教信仰", max_length=9, default="")),
    "纠纷多一栏 risk_score": (Dispute, "risk_score", lambda: models.IntegerField("分值", default=0)),
    "队伍多一项“重点人员”": (
        Staff,
        "sort",
        lambda: models.CharField("类别", max_length=9, default="a", choices=[("a", "普通"), ("b", "重点人员")]),
    ),
}
UNDECLARED: Fields = {
    "多一栏没有写进数据字典": (Party, "age", lambda: models.IntegerField("年龄", default=0)),
    "多一栏电话没有加密": (Party, "mobile", lambda: models.CharField("手机号", max_length=11, default="")),
}


def test_nothing_in_the_house_grades_or_tags_persons(record_property: lanes.Record) -> None:
    lanes.hold(record_property, "T-22", SCHEMA, unbuilt.looked_through(), (), schema.faults())


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_field_that_must_not_be_is_noticed(record_property: lanes.Record, name: str) -> None:
    model, column, field = FORBIDDEN[name]
    with unbuilt.added(model, column, field()):
        found = [one for one in schema.faults() if column in one]
    assert schema.faults() == []
    lanes.caught(record_property, "T-22", name, 1, found)


def test_every_column_is_declared(record_property: lanes.Record) -> None:
    lanes.hold(record_property, "T-25", DECLARED, unbuilt.looked_through(), (), dictionary.faults())


@pytest.mark.parametrize("name", UNDECLARED)
def test_a_field_that_nobody_declared_is_noticed(record_property: lanes.Record, name: str) -> None:
    model, column, field = UNDECLARED[name]
    with unbuilt.added(model, column, field()):
        found = [one for one in dictionary.faults() if column in one]
    assert dictionary.faults() == []
    lanes.caught(record_property, "T-25", name, 1, found)


def taken_in(town: str, folder: Path, seed: int, word: str) -> list[str]:
    """One workbook with a heading that may not be: what is wrong with how it is refused."""
    random, file = Random(seed), folder / "名册.xlsx"
    heading = unbuilt.heading(random, word)
    file.write_bytes(unbuilt.sheet(random, heading))
    try:
        imports.preview(ledgers.ledger(BOOK), town, file)
    except BadWorkbook as refusal:
        said = advice() in str(refusal) and not Staff.objects.exists()
        return [] if said else [f"{heading!r}：{refusal}"]
    return [f"{heading!r}：照样读入"]


def test_a_heading_that_must_not_be_is_refused(in_town: str, tmp_path: Path, record_property: lanes.Record) -> None:
    taken, words = lanes.seeds(2 * len(unbuilt.words()), 1000), unbuilt.words()
    wrong = [one for seed in taken for one in taken_in(in_town, tmp_path, seed, words[seed % len(words)])]
    lanes.hold(record_property, "T-23", HEADINGS, len(taken), taken, wrong)


def test_a_sound_workbook_is_read(in_town: str, tmp_path: Path) -> None:
    file = tmp_path / "名册.xlsx"
    file.write_bytes(unbuilt.sheet(Random(1), "备注"))
    assert imports.preview(ledgers.ledger(BOOK), in_town, file).writes == 1


def test_headings_that_nobody_looks_at_are_noticed(
    in_town: str, tmp_path: Path, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "forbidden_word", lambda heading: None)
    wrong = [one for seed, word in enumerate(unbuilt.words()[:5]) for one in taken_in(in_town, tmp_path, seed, word)]
    lanes.caught(record_property, "T-23", "不看表头", 5, wrong)


def linked(numbers: list[str]) -> list[str]:
    """Indexes of one number that are the same in two systems, or that anybody could compute."""
    wrong = []
    for number in numbers:
        indexes = {system: encrypted.index_of(system, number) for system in registry.systems()}
        wrong += [
            f"{one} 与 {other} 的索引相同" for one, other in combinations(indexes, 2) if indexes[one] == indexes[other]
        ]
        wrong += [f"{system} 的索引是 SM3" for system, index in indexes.items() if index == sm3(number.encode())]
        wrong += [] if encrypted.index_of("disputes", number) == indexes["disputes"] else ["同一体系内索引不同"]
    return wrong


def stored(actor: Callable[[str], Actor], numbers: list[str]) -> list[str]:
    """Each number given by two parties: what of it lies open, and whether equal numbers are equal ciphertexts."""
    for number in numbers:
        case = report(actor("clerk"), date(2022, 3, 1))
        for party in Party.objects.filter(case=case):
            party.id_number = number
            party.save()
    text = unbuilt.everything()
    sealed = list(Party.objects.values_list("id_number", flat=True))
    wrong = [f"{number} 以明文落库" for number in numbers if number in text]
    assert len(sealed) == 2 * len(numbers)
    return wrong if len(set(map(str, sealed))) == len(sealed) else [*wrong, "相同的号码密文相同"]


def test_no_number_leads_from_one_system_to_another(
    in_town: str, actor: Callable[[str], Actor], record_property: lanes.Record
) -> None:
    taken = lanes.seeds(1, 1)
    random, count = Random(taken[0]), lanes.amount(200, 10_000)
    numbers = [unbuilt.number(random) for _ in range(count)]
    wrong = [*linked(numbers), *stored(actor, numbers[:10])]
    lanes.hold(record_property, "T-24", APART, count, taken, wrong)


def one_key(patch: pytest.MonkeyPatch) -> None:
    derive = keys._derive
    patch.setattr(keys, "_derive", lambda key, purpose, system: derive(key, purpose, ""))


def no_key(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(encrypted, "keyed", lambda key, content: sm3(content))


@pytest.mark.parametrize(("name", "put"), [("各体系共用一把索引密钥", one_key), ("索引是不带密钥的摘要", no_key)])
def test_an_index_that_links_is_noticed(
    in_town: str,
    record_property: lanes.Record,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    put: Callable[[pytest.MonkeyPatch], Any],
) -> None:
    put(monkeypatch)
    lanes.caught(record_property, "T-24", name, 1, linked([unbuilt.number(Random(1))]))
