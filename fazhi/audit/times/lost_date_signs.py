"""Dates that lost 年, 月 or 日: 截止11底, 2024法治政府建设报告, 截至2024底, 2025年3月15，召开, 2025年315日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Lost = tuple[Passage, tuple[int, int], str, str | None]
"""(passage, span, message, the words with their sign)"""
MONTH_SIGN = re.compile(r"底(?<=\d底)(?:(?<=1\d底)|(?<!\d\d底))")
MONTH_LEAD = re.compile(r"(?:截[至止]|到)(?:20\d\d年)?(?:目前)?$")
YEAR_SIGN = re.compile(r"20[12]\d(?=法治政府建设|法治建设|度法治|第[一二三四]季度)(?<![\d年-]20\d\d)")
# 截至2024底, 2024上半年
PART_OF_YEAR = re.compile(r"[底末上下](?<=20[012]\d.)(?:(?<=[底末])|半年)")
YEAR = re.compile(r"(?<![\d年\-～.·—/])20[012]\d$")
# 3月15，召开会议: day and mark, or day and what is done on it; 1月12，2月15 are counts.
DAY_SIGN = re.compile(r"月(?:[1-9]|[12]\d|3[01])(?:(?=[，。；）])(?!，\d)|(?=召开|举行|举办|印发|上午|下午|结束))")
DAY_LEAD = re.compile(r"(?P<begins>20\d\d年|截[至止]|于|自|从|至(?=1?\d\Z))1?\d$")
# 2025年315日; 365日 is a year's length.
MONTH_AND_DAY = re.compile(r"年(?<=20\d\d年)(?!36[0-6])(?P<month>[1-9]|1[0-2])(?P<day>[1-9]|[12]\d|3[01])日(?![均内])")
LEAST_DIGITS = 3
LEAD = 12


def lost(manuscript: Manuscript) -> Iterator[Lost]:
    """Every date that lost a sign."""
    text = manuscript.text
    if "底" in text:
        yield from _month(manuscript)
    for passage, match, offset in manuscript.matches(YEAR_SIGN):
        message = f"“{match.group()}”后缺“年”字。"
        yield passage, (match.start() - offset, match.end() - offset), message, f"{match.group()}年"
    for passage, match, offset in manuscript.matches(PART_OF_YEAR):
        year = YEAR.search(passage.plain, max(0, match.start() - offset - LEAD), match.start() - offset)
        if year is not None:
            message = f"“{year.group()}”后缺“年”字。"
            yield passage, (year.start(), match.end() - offset), message, f"{year.group()}年{match.group()}"
    for passage, match, offset in manuscript.matches(DAY_SIGN):
        lead = DAY_LEAD.search(passage.plain, max(0, match.start() - offset - LEAD), match.start() - offset)
        if lead is not None:
            written = passage.plain[lead.start() : match.end() - offset]
            yield passage, (lead.start(), match.end() - offset), f"“{written}”后缺“日”字。", f"{written}日"
    for passage, match, offset in manuscript.matches(MONTH_AND_DAY):
        if len(match["month"] + match["day"]) >= LEAST_DIGITS:
            span = (match.start() - 4 - offset, match.end() - offset)
            yield passage, span, f"“{passage.plain[slice(*span)]}”缺“月”字。", None


def _month(manuscript: Manuscript) -> Iterator[Lost]:
    """截止11底"""
    text = manuscript.text
    for passage, match, offset in manuscript.matches(MONTH_SIGN):
        begin = match.start() - (2 if text.startswith("1", match.start() - 2) else 1)
        lead = MONTH_LEAD.search(text, max(offset, begin - LEAD), begin)
        if lead is not None:
            month = text[begin : match.start()]
            yield passage, (lead.start() - offset, match.end() - offset), f"“{month}底”缺“月”字。", f"{month}月底"
