"""What the worked examples explain. That each comes out: tests/faults/test_deadlines.py."""

from datetime import date

from fazhi.law import dates, rules


def test_every_day_between_is_explained_for_the_spring_festival(book: rules.RuleBook) -> None:
    result = dates.deadline(book.value_on("PEN-05", date(2026, 2, 12)), date(2026, 2, 12))
    assert [one.day.day for one in result.skipped] == list(range(15, 24))
    assert {one.why for one in result.skipped} == {"春节放假（国办发明电〔2025〕7号）"}
