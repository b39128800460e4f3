"""Local law: it fills and tightens where the rule is open to its level, and does nothing else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fazhi.law import LawError, places, rules

DAY = date(2026, 3, 2)


def local(value: int | str, since: str = "2025-01-01", **changes: Any) -> list[dict[str, Any]]:
    return [{"from": since, "value": value, "basis": "local-practice", "confidence": "local", **changes}]


def given(value: int, confidence: str = "statute") -> list[dict[str, Any]]:
    return [{"from": "2021-07-15", "value": value, "basis": "penalty-law-2021#60", "confidence": confidence}]


def test_county_tightens_a_maximum_for_all_its_towns(read_rule) -> None:
    book = read_rule(places={"500235": local(60)})
    for place in ("500235", "500235000000", "500235108", "500235108201"):
        value = book.value_on("EXA-01", DAY, place)
        assert (value.value, value.place, value.standing) == (60, "500235", "本地规定")
    assert book.value_on("EXA-01", DAY, "500234").value == 90
    assert book.value_on("EXA-01", DAY).place is None


def test_local_value_holds_from_its_own_day(read_rule) -> None:
    book = read_rule(places={"500235": local(60, "2026-01-01")})
    held = [book.value_on("EXA-01", day, "500235").value for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert held == [90, 60]


@pytest.mark.parametrize(("bound", "value"), [("at_most", 91), ("at_least", 89), ("exactly", 60)])
def test_loosening_is_refused(read_rule, bound: str, value: int) -> None:
    with pytest.raises(LawError, match=r"places/500235/rules\.yaml 的规则 common\.example：.*只能填补或者收紧"):
        read_rule(bound=bound, places={"500235": local(value)})


def test_raising_a_minimum_is_tightening(read_rule) -> None:
    assert read_rule(bound="at_least", places={"500235": local(120)}).value_on("EXA-01", DAY, "500235").value == 120


@pytest.mark.parametrize("value", [10, 200])
def test_what_the_law_leaves_open_may_be_filled_either_way(read_rule, value: int) -> None:
    book = read_rule(values=given(90, "local"), places={"500235": local(value)})
    assert book.value_on("EXA-01", DAY, "500235").value == value


def test_level_the_rule_is_not_open_to_is_refused(read_rule) -> None:
    with pytest.raises(LawError, match="只向省级、县级开放，乡级不得另行规定"):
        read_rule(places={"500235108": local(60)})
    with pytest.raises(LawError, match="不向任何一级开放"):
        read_rule(open_to=None, places={"500235": local(60)})


def test_county_may_not_loosen_what_its_province_tightened(read_rule) -> None:
    with pytest.raises(LawError, match="放宽了上位规定的 60日"):
        read_rule(places={"50": local(60, confidence="statute"), "500235": local(70)})


def test_county_filling_an_open_number_stays_under_the_province(read_rule) -> None:
    book = read_rule(values=given(90, "local"), places={"50": local(60), "500235": local(70)})
    assert (book.value_on("EXA-01", DAY, "500235").value, book.value_on("EXA-01", DAY, "500101").value) == (70, 60)


def test_local_value_that_a_later_law_overtakes_is_refused(read_rule) -> None:
    values = [*given(90), {"from": "2026-01-01", "value": 30, "basis": "penalty-law-2021#60", "confidence": "statute"}]
    with pytest.raises(LawError, match="放宽了上位规定的 30日"):
        read_rule(values=values, places={"500235": local(60)})


def test_province_that_tightens_later_overtakes_the_county_too(read_rule) -> None:
    with pytest.raises(LawError, match="放宽了上位规定的 50日"):
        read_rule(places={"50": local(50, "2026-01-01", confidence="statute"), "500235": local(60)})


def test_local_value_before_the_rule_itself_is_refused(read_rule) -> None:
    with pytest.raises(LawError, match="早于上位规定"):
        read_rule(places={"500235": local(60, "2020-01-01")})


def test_tightening_a_day_of_the_year_means_earlier(read_rule) -> None:
    values = [{**given(1)[0], "value": "03-01"}]
    book = read_rule(unit="month_day", roll="none", values=values, places={"500235": local("02-10")})
    assert book.value_on("EXA-01", DAY, "500235").value == "02-10"
    with pytest.raises(LawError, match="放宽"):
        read_rule(unit="month_day", roll="none", values=values, places={"500235": local("03-15")})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('place: "500234"\nname: 别处\nrules: []\n', "与文件夹名 500235 不一致"),
        (
            'place: "500235"\nname: 云阳县\nrules: [{rule: NOP-01, values: []}]\n',
            r"places/500235/rules\.yaml：没有规则「NOP-01」",
        ),
        ('place: "500235"\nname: 云阳县\nrules: [{rule: PEN-02, values: []}]\n', "没有任何取值"),
        ('place: "500235"\nrules: []\n', "缺少「name」"),
        ('place: "500235"\nname: 云阳县\nrulse: []\n', "不认识的字段「rulse」"),
    ],
)
def test_faulty_overlay_is_refused_by_name(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "500235").mkdir()
    (tmp_path / "500235" / "rules.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=message):
        rules.load(tmp_path)


def test_one_place_in_two_folders_is_refused(read_rule) -> None:
    with pytest.raises(LawError, match="同一个地方"):
        read_rule(places={"500235": local(60), "500235000000": local(50)})


def one_rule(folder: Path, code: str, value: int, basis: str = "local-practice", confidence: str = "local") -> None:
    """Write the overlay of one county with one value since 2025."""
    folder.mkdir(exist_ok=True)
    held = f"{{from: 2025-03-01, value: {value}, basis: {basis}, confidence: {confidence}}}"
    text = f"place: '{folder.name}'\nname: 某县\nrules:\n  - rule: {code}\n    values: [{held}]\n"
    (folder / "rules.yaml").write_text(text, encoding="utf-8")


def test_folder_named_by_the_environment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one_rule(tmp_path / "500235", "PEN-02", 7)
    monkeypatch.setenv("FAZHI_PLACES", str(tmp_path))
    assert rules.load().value_on("PEN-02", DAY, "500235").value == 7
    monkeypatch.delenv("FAZHI_PLACES")
    assert rules.load().value_on("PEN-02", DAY, "500235").value == 15


def test_missing_folder_is_said_not_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_PLACES", str(tmp_path / "nowhere"))
    with pytest.raises(LawError, match="FAZHI_PLACES"):
        rules.load()


def test_county_brings_its_own_documents(tmp_path: Path) -> None:
    folder = tmp_path / "500235" / "instruments"
    folder.mkdir(parents=True)
    text = """id: county-settlement-rules-2025
family: county-settlement-rules
title: 某县矛盾纠纷分级调处办法
kind: local
issuer: 某县人民政府
in_force_from: 2025-01-01
confidence: statute
verified: full_text
"""
    (folder / "county-settlement-rules-2025.yaml").write_text(text, encoding="utf-8")
    one_rule(tmp_path / "500235", "ESC-02", 7, "county-settlement-rules-2025#8", "statute")
    value = rules.load(tmp_path).value_on("ESC-02", DAY, "500235")
    assert (value.value, value.citation) == (7, "《某县矛盾纠纷分级调处办法》第八条")


def test_places_shipped_are_found_and_named(book: rules.RuleBook) -> None:
    assert [(overlay.place, overlay.name) for overlay in book.overlays] == [("50", "重庆市"), ("500235", "云阳县")]
    assert book.place("云阳县") == "500235"
    plan = book.value_on("EMG-05", DAY, "500235108000")
    assert (plan.citation, plan.place, plan.standing) == ("《重庆市突发事件应对条例》第十五条", "50", "法定")


@pytest.mark.parametrize("code", ["", "5", "50023", "5002351", "云阳", "50023510800A", "999999", "000000000000"])
def test_what_is_no_division_code_is_refused(code: str) -> None:
    with pytest.raises(LawError, match="不是区划代码"):
        places.prefix(code)


@pytest.mark.parametrize(
    ("code", "head", "level"),
    [
        ("500000000000", "50", "province"), ("510100", "5101", "city"), ("500235000000", "500235", "county"),
        ("500235108000", "500235108", "town"), ("500235108201", "500235108201", "village"),
    ],
)  # fmt: skip
def test_code_stands_for_its_level(code: str, head: str, level: str) -> None:
    assert (places.prefix(code), places.level(code)) == (head, level)
