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
DAY_SIGN = re.compile(
    r"月(?:[1-9]|[12]\d|3[01])(?:(?=[，。；）])(?!，\d)|(?=召开|举行|举办|印发|上午|下午|结束|全[县市区镇乡]|我[县市区镇乡局院]|正式))"
)
DAY_LEAD = re.compile(r"(?P<begins>20\d\d年|[去今上当]年|截[至止]|于|自|从|至(?=1?\d\Z))1?\d$")
# 2025年315日; 365日 is a year's length.
MONTH_AND_DAY = re.compile(r"年(?<=20\d\d年)(?!36[0-6])(?P<month>[1-9]|1[0-2])(?P<day>[1-9]|[12]\d|3[01])日(?![均内])")
# 截至20201231日, 20078月, 20231月1日: the year runs on into the month.
FUSED_DAY = re.compile(
    r"日(?![均内])(?<=20[0-4]\d\d\d日)|日(?![均内])(?<=20[0-4]\d\d\d\d日)|日(?![均内])(?<=20[0-4]\d\d\d\d\d日)"
)
FUSED_MONTH = re.compile(r"月(?![均份])(?<=20[0-4]\d\d月)|月(?![均份])(?<=20[0-4]\d1\d月)")
FUSED = re.compile(r"(?<![\d.\-—/〔])20[0-4]\d(?P<rest>\d{1,4})$")
MONTHS, LAST_DAY = 12, 31
# 2007年45日: no month has so many days.
NO_SUCH_DAY = re.compile(r"年(?<=20[0-4]\d年)(?P<month>[1-9])(?P<day>[1-9])日(?![均内])")
# 泉政发〔202465号: the bracket of the year was never closed.
OPEN_BRACKET = re.compile(r"〔20[0-4]\d\d{1,4}号")
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
    yield from _fused(manuscript)


def _fused(manuscript: Manuscript) -> Iterator[Lost]:
    """The year and what follows it in one row of figures."""
    for pattern, missing in ((FUSED_DAY, "“年”“月”"), (FUSED_MONTH, "“年”")):
        for passage, match, offset in manuscript.matches(pattern):
            end = match.end() - offset
            row = FUSED.search(passage.plain, max(0, end - 1 - LEAD), end - 1)
            if row is not None and _a_date(row["rest"], day=pattern is FUSED_DAY):
                yield passage, (row.start(), end), f"“{passage.plain[row.start() : end]}”缺{missing}字。", None
    for passage, match, offset in manuscript.matches(NO_SUCH_DAY):
        if int(match["month"] + match["day"]) > LAST_DAY:
            span = (match.start() - 4 - offset, match.end() - offset)
            yield passage, span, f"“{passage.plain[slice(*span)]}”缺“月”字。", None
    for passage, match, offset in manuscript.matches(OPEN_BRACKET) if "〔20" in manuscript.text else ():
        yield passage, (match.start() - offset, match.end() - offset), f"“{match.group()}”的年份后缺“〕”。", None


def _a_date(rest: str, *, day: bool) -> bool:
    """Do the figures behind a year name a month, and a day if they should?"""
    if not day:
        return 1 <= int(rest) <= MONTHS
    cuts = range(1, min(len(rest), LEAST_DIGITS))
    return any(1 <= int(rest[:at]) <= MONTHS and 1 <= int(rest[at:]) <= LAST_DAY for at in cuts)


def _month(manuscript: Manuscript) -> Iterator[Lost]:
    """截止11底"""
    text = manuscript.text
    for passage, match, offset in manuscript.matches(MONTH_SIGN):
        begin = match.start() - (2 if text.startswith("1", match.start() - 2) else 1)
        lead = MONTH_LEAD.search(text, max(offset, begin - LEAD), begin)
        if lead is not None:
            month = text[begin : match.start()]
            yield passage, (lead.start() - offset, match.end() - offset), f"“{month}底”缺“月”字。", f"{month}月底"
