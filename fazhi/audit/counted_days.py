"""Which one of a yearly day it was: 2024年12月4日 was 第十一个国家宪法日, the day being kept since 2014."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit import numerals, wording
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.passages import Passage

Counted = tuple[tuple[int, int], str, str | None]
YEAR = re.compile(r"(20\d\d)年")
OTHER = re.compile(r"去年|上年|明年|次年|来年")
CHINESE = "零一二三四五六七八九"


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(wording.load("dates")["kept_since"], key=len, reverse=True))
    return re.compile(rf"第(?P<number>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})个[“‘\"《]?(?:全国)?(?P<name>{names})")


def counted(manuscript: Manuscript, passage: Passage, planned: bool) -> Iterator[Counted]:
    """(span, message, right words) for every such day whose number is not that of its year."""
    for match in _pattern().finditer(passage.plain):
        begin = max(passage.plain.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        lead = passage.plain[begin : match.start()]
        named = list(YEAR.finditer(lead))
        stated = int(named[-1][1]) if named else manuscript.year
        number = int(match["number"]) if match["number"].isdigit() else numerals.read(match["number"])
        if stated is None or not number or not named and (OTHER.search(lead) or planned):
            continue
        first = int(wording.load("dates")["kept_since"][match["name"]])
        if first + number - 1 == stated or not named and first + number - 1 == (manuscript.year or 0) + 1:
            continue
        right = stated - first + 1
        start = begin + named[-1].start() if named else match.start()
        message = (
            f"{match['name']}自{first}年起每年一次，{stated}年是第{right}个，第{number}个在{first + number - 1}年。"
        )
        yield (start, match.end()), message, f"第{right}个"
