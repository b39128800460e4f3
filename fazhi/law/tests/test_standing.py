"""Citations checked against the law of a day: what holds, what was amended, what is no longer in force, what is not known."""

from __future__ import annotations

from datetime import date

import pytest

from fazhi.law.standing import check
from fazhi.law.texts import Article, Instrument, Shelf, Words


def version(year: int, until: date | None, *articles: int, number: str = "") -> Instrument:
    return Instrument(
        id=f"fishing-law-{year}", family="fishing-law", title="中华人民共和国垂钓法", short="垂钓法", kind="law",
        number=number, issuer="某机关", in_force_from=date(year, 1, 1), in_force_to=until, confidence="statute",
        verified="full_text", version=f"{year}年修正", articles={Article(one): Words(gist="某事") for one in articles},
    )  # fmt: skip


OLD = version(2010, date(2019, 12, 31), 5, 7, number="国务院令第1号")
NEW = version(2020, None, 5, 9, number="国务院令第2号")
SHELF = Shelf([OLD, NEW])


@pytest.mark.parametrize(
    ("text", "day", "verdict", "words"),
    [
        ("《垂钓法》第五条", date(2022, 3, 1), "holds", ""),
        ("《中华人民共和国垂钓法》第七条", date(2015, 3, 1), "holds", ""),
        ("《垂钓法》第七条", date(2022, 3, 1), "moved", "现行的是《垂钓法》2020年修正（自 2020-01-01 起施行）"),
        ("《垂钓法》（国务院令第1号）第五条", date(2022, 3, 1), "other_version", "引用的是《垂钓法》2010年修正"),
        ("《垂钓法》（2010年修正）", date(2022, 3, 1), "other_version", "当日有效的是《垂钓法》2020年修正"),
        ("《垂钓法》（国务院令第2号）第五条", date(2022, 3, 1), "holds", ""),
        ("《垂钓法》第五条", date(2009, 3, 1), "unknown", "请自行核对"),
        ("《放风筝法》第五条", date(2022, 3, 1), "unknown", "请自行核对"),
    ],
)
def test_a_citation_stands_as_the_day_has_it(text: str, day: date, verdict: str, words: str) -> None:
    [found] = check(text, day, SHELF)
    assert found.verdict == verdict
    assert words in found.sentence and bool(found.sentence) == (verdict != "holds")


def test_what_was_repealed_without_a_successor_has_lapsed() -> None:
    [found] = check("《垂钓法》第五条", date(2022, 3, 1), Shelf([OLD]))
    assert (found.verdict, found.current) == ("lapsed", OLD)
    assert "至 2019-12-31 止" in found.sentence


def test_the_house_knows_that_village_rules_moved_to_another_article() -> None:
    [before, after] = (check("《村民委员会组织法》第二十七条", day)[0] for day in (date(2022, 5, 1), date(2026, 5, 1)))
    assert (before.verdict, after.verdict) == ("holds", "moved")
    assert check("《村民委员会组织法》第三十一条", date(2026, 5, 1))[0].verdict == "holds"
