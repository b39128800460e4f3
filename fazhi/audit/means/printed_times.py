"""Stretches of time that are printed beside a mean: 按250个工作日计, 开放60天, 三年共; 历时122天。其间……日均2航次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage, Sentence

LONGEST_PERIOD = 366
DAYS = frozenset(("天", "日", "个工作日", "工作日", "夜"))
MONTHS = frozenset(("个月",))
# 7个工作日内办结 is a limit, no stretch of time that work was spread over.
LIMIT = re.compile(r"[之以]?[内前]|时限")
LIMITED = re.compile(r"(?:压缩|缩短|延长|提前|不超过|超过|每|第|时限|期限)[^，。；]{0,4}$")
YEARS = re.compile(r"([两三四五六七八九十]|\d{1,2})(?:个)?年(?:来|间|共|累计|合计|总共|里|，共)")
# 上年假期为8天，今年假期少1天: another year's, from which this one's is told.
OF_ANOTHER_YEAR = re.compile(
    r"[，；（](?:今年|本年|20\d\d年)[^，。；\d]{0,8}(?:[多少长短]|增加|减少|延长|缩短)了?(?=\d)"
)
# 105个上学日, 122个禁渔日
OWN_DAYS = re.compile(r"[\u4e00-\u9fff]{1,4}日")
MOST_BEFORE = 40
"""So many figures before a mean the days are looked for."""


def in_sentence(passage: Passage, sentence: Sentence, figure: Figure, over: str, start: int) -> tuple[int, ...]:
    """The days, months or years (``over``) printed in the sentence of a mean, those of its own part of it if there are any."""
    if over == "year":
        lead = passage.plain[sentence.start : start]
        return tuple(value for match in YEARS.finditer(lead) if (value := numerals.counted(match[1])) > 1)
    units = DAYS if over == "day" else MONTHS
    found = [each for each in sentence.figures if each.unit in units and _stretch(passage, each)]
    own = [each for each in found if each.segment == figure.segment]
    return tuple(int(each.value) for each in own or found)


def days_before(passage: Passage, until: int) -> Iterator[int]:
    """Every number of days told in the paragraph before a place, whatever days they are (105个上学日)."""
    for each in [each for each in passage.figures if each.end <= until][-MOST_BEFORE:]:
        own = each.unit == "个" and OWN_DAYS.match(passage.plain, each.end) is not None
        if (own or each.unit in DAYS) and _stretch(passage, each):
            yield int(each.value)


def of_another_year(passage: Passage, figure: Figure) -> bool:
    """Is this year's stretch told behind it, by how much longer or shorter it was?"""
    return OF_ANOTHER_YEAR.match(passage.plain, figure.end) is not None


def _stretch(passage: Passage, figure: Figure) -> bool:
    limited = LIMITED.search(passage.plain[max(0, figure.start - 8) : figure.start]) is not None
    bounded = LIMIT.match(passage.plain, figure.end) is not None
    bounded = bounded or of_another_year(passage, figure)
    return figure.exact and 1 < figure.value <= LONGEST_PERIOD and not limited and not bounded
