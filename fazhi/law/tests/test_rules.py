"""Asking the rule book: by id or code, on a day, in a place."""

import re
from datetime import date

import pytest

from fazhi.law import LawError, rules

TODAY = date(2026, 3, 2)

# Every limit of the reference that has a number, by code; a code that vanishes is a limit nobody watches any more.
CODES = re.findall(
    r"\S+",
    """
LRN-03 LRN-04 LRN-06 LRN-07 FUN-01 FUN-02 FUN-03 FUN-04 FUN-05 FUN-06 FUN-08
DOC-01 DOC-01a DOC-02 DOC-03 DOC-04 DOC-05 DOC-05a DOC-06 DOC-07 DOC-08 DOC-09 DOC-09a DOC-09b DOC-10 DOC-11
DEC-01 DEC-02 DEC-03
PEN-01 PEN-01a PEN-02 PEN-03 PEN-04 PEN-05 PEN-06 PEN-07 PEN-08 PEN-09 PEN-10 PEN-10a PEN-11 PEN-11a PEN-12 PEN-13
PEN-13a PEN-14 PEN-15 PEN-15a PEN-16 PEN-17 PEN-17a PEN-18 PEN-18a PEN-19 PEN-19a PEN-19b
ENF-01 ENF-02 ENF-03 ENF-05 ENF-06 ENF-09 ENF-09a ENF-09b ENF-10 XFER-01 XFER-01a XFER-02 XFER-02a XFER-02b XFER-02c
EMG-01 EMG-02 EMG-03 EMG-04 EMG-04a EMG-05 EMG-05a EMG-11 EMG-11a EMG-12 EMG-13 EMG-13a EMG-13b EMG-13c EMG-14
MED-02 MED-03 MED-04 MED-04a REC-01 REC-01a REC-02 REC-03 REC-04 REC-05 REC-06 REC-06a REC-07 REC-08
LIT-01 LIT-02 LIT-02a LIT-02b LIT-03 LIT-05
PET-01 PET-02 PET-03 PET-04 PET-05 PET-06 PET-06a PET-07 PET-07a PET-08
GOV-01 GOV-02 GOV-03 GOV-04 GOV-05 GOV-06 GOV-06a
SUP-01 SUP-02 SUP-02a SUP-03 SUP-04 SUP-04a SUP-05 SUP-06 SUP-07 SUP-09 SUP-10
VID-01 VID-01a VID-03 VID-11 LEAD-01 LEAD-02 LEAD-03
""",
)


@pytest.mark.parametrize("code", CODES)
def test_every_coded_limit_has_a_value_and_a_citation(book: rules.RuleBook, code: str) -> None:
    value = book.value_on(code, TODAY)
    assert value.code == code
    assert value.citation and value.phrase and value.confidence in ("statute", "local")


@pytest.mark.parametrize("name", ["disputes.confirmation_window", "MED-03", "med-03", "ＭＥＤ－０３", " MED-03 "])
def test_rule_is_found_by_id_and_by_code_however_typed(book: rules.RuleBook, name: str) -> None:
    assert book.rule(name).id == "disputes.confirmation_window"


@pytest.mark.parametrize(
    ("name", "near"),
    [("MED-33", "MED-03"), ("disputes.confirmation_windows", "MED-03"), ("司法确认", "MED-03"), ("PEN08", "PEN-08")],
)
def test_unknown_rule_suggests_near_ones(book: rules.RuleBook, name: str, near: str) -> None:
    with pytest.raises(LawError, match=f"没有规则「{name}」.*{near}"):
        book.rule(name)


def test_unlike_any_rule_asks_to_check(book: rules.RuleBook) -> None:
    with pytest.raises(LawError, match="请核对编号或代码"):
        book.rule("zzzzzzzzzzzz")


def test_value_carries_exactly_the_promised_json(book: rules.RuleBook) -> None:
    assert book.value_on("MED-03", TODAY).as_json() == {
        "id": "disputes.confirmation_window",
        "code": "MED-03",
        "title": "共同申请司法确认的期限",
        "unit": "day",
        "bound": "at_most",
        "value": 30,
        "basis": "《中华人民共和国人民调解法》第三十三条",
        "confidence": "statute",
        "since": "2011-01-01",
        "place": None,
    }


def test_old_values_stay_with_their_own_basis(book: rules.RuleBook) -> None:
    old, new = (book.value_on("CYB-01", day) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    assert old.citation == "《中华人民共和国网络安全法》第二十一条"
    assert new.citation == "《中华人民共和国网络安全法》第二十三条第三项"


def test_clock_keeps_the_rule_of_the_day_it_started(read_rule) -> None:
    later = {"from": "2024-01-01", "value": 60, "basis": "penalty-law-2021#60", "confidence": "statute"}
    first = {"from": "2021-07-15", "value": 90, "basis": "penalty-law-2021#60", "confidence": "statute"}
    book = read_rule(values=[first, later])
    assert [book.value_on("EXA-01", day).value for day in (date(2023, 12, 31), date(2024, 1, 1))] == [90, 60]


def test_day_before_the_first_value_is_refused_with_the_first_day(book: rules.RuleBook) -> None:
    with pytest.raises(LawError, match="自 2024-01-01 起"):
        book.value_on("REC-04", date(2023, 12, 31))


def test_default_of_ours_is_never_called_law(book: rules.RuleBook) -> None:
    default, law = book.value_on("PEN-02", TODAY), book.value_on("PEN-07", TODAY)
    assert (default.confidence, default.standing) == ("local", "待本地确认")
    assert (law.confidence, law.standing) == ("statute", "法定")


def test_practice_without_law_is_never_statute(book: rules.RuleBook) -> None:
    bad = [
        rule.id for rule in book for one in rule.values if one.basis == "local-practice" and one.confidence != "local"
    ]
    assert bad == []


def test_rights_of_citizens_are_not_open_to_tightening(book: rules.RuleBook) -> None:
    rights = [
        "PEN-05",
        "PEN-09",
        "PEN-17",
        "PEN-17a",
        "MED-03",
        "REC-01",
        "LIT-02",
        "LIT-02a",
        "PET-06",
        "PET-07",
        "GOV-04",
    ]
    assert {code: book.rule(code).open_to for code in rights} == dict.fromkeys(rights, ())


def test_minimum_counted_backwards_is_never_rolled(book: rules.RuleBook) -> None:
    backward = [rule for rule in book if rule.direction == "backward"]
    assert {rule.code for rule in backward} >= {"PEN-06", "DEC-02", "REC-07", "ENF-06"}
    assert {(rule.bound, rule.roll) for rule in backward} == {("at_least", "none")}


def test_a_system_with_its_own_folder_keeps_its_own_book(book: rules.RuleBook) -> None:
    assert book.rule("MED-03").source == "disputes/rules.yaml"


def test_loading_twice_reads_once() -> None:
    assert rules.load() is rules.load()
