"""Years and periods by which a report says what it is about, beside the title's: 统计期间, 向大会报告2023年…工作, the line under the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.manuscript import TITLE_LINES, Manuscript
from fazhi.audit.text.passages import Passage

Told = tuple[Passage, tuple[int, int], str, str]
"""(passage, span, message, right words)"""
# 向大会报告2023年…工作，对2025年工作提出安排意见: what is reported and what is planned lie two years apart.
REPORTED_AND_PLANNED = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?P<what>[^，。；\d]{0,30}(?:工作|情况))(?P<join>[^。；\d]{0,6}?)"
    r"(?P<next>20\d\d)年(?:度)?[^，。；\d]{0,16}(?:安排|打算|计划|意见|建议|思路|要点)"
)
JOINED = re.compile(r"^(?:[，、]?(?:并|同时)?(?:对|就|提出|及|和|与|暨)|、)")
# 统计期间：2022年1月1日至12月31日
COVERED = re.compile(
    r"(?:统计|报告|填报|数据|起止)(?:的)?(?:期间|周期|时段|时间|区间|期限|起止时间|期)(?:均?[为是自：从]){0,2}"
    r"(?P<year>20\d\d)年1月1日(?:至|到|-{1,2}|～)(?:(?P<last>20\d\d)年)?12月31日"
)
# 本报告数据截至2023年12月31日
COUNTED_UNTIL = re.compile(
    r"(?:本报告|本年报|本文|文中|以上|上述|所列|全部|所有)(?:所?[列用引涉及]{0,3})?(?:的)?(?:各项)?(?:统计)?(?:数据|数字)"
    r"[^，。；\d]{0,8}截[至止](?P<year>20\d\d)年12月(?:31日|底|末)"
)
OF_BEFORE = re.compile(r"上年|去年|对比|同期|上一年")
BEFORE_CONGRESS = re.compile(
    r"[—\-（]{0,4}(?P<date>(?P<year>20\d\d)年(?P<month>1?\d)月\d{1,2}日)[^，。；]{0,3}在[^，。；]{4,50}(?:会议|大会|全会)上"
)
YEAR = re.compile(r"20\d\d")
LOOKED_BACK = re.compile(r"(20\d\d)年(?:度)?[^，。\d]{0,14}(?:回顾|总结|工作情况|完成情况)$")
LAST_MONTH_OF_DRAFTS = 10
LEAD = 12
HALF_OR_QUARTER = re.compile(r"第[一二三四]季度|[上下]半年")
STATED = re.compile(r"(?:^|。)(?P<year>20\d\d)年(?P<part>第[一二三四]季度|[上下]半年)，(?P<rest>[^。；]{0,60})")
COMPARED = re.compile(r"同比|相比|比20|较|比上|以来|截至|曾|基础上|今年|本年")
IN_BRACKETS = re.compile(
    r"第?(?P<quarter>[一二三四])季度（(?P<first>1?\d)月(?:1日)?(?:至|到|-{1,2}|～)(?P<last>1?\d)月(?:(?P<day>\d{1,2})日)?）"
)
QUARTER = 3
OPENS = re.compile(r"(?P<year>20\d\d)年(?:度)?(?:，|是(?=[^。]{2,60}之年))")
LED = re.compile(r"领导下|指导下|支持下|现将|现报告|现总结|现就")


def told(manuscript: Manuscript) -> Iterator[Told]:
    """Every such year that cannot stand beside the title's."""
    yield from _apart(manuscript)
    yield from _congress(manuscript)
    yield from _quarter(manuscript)
    year = manuscript.year
    if year is None or not manuscript.title_passages:
        return
    yield from _half(manuscript, year)
    if not manuscript.whole_year or len(set(YEAR.findall(manuscript.subject))) > 1:
        return
    yield from _opening(manuscript, year)
    for pattern in (COVERED, COUNTED_UNTIL):
        for passage, match, offset in manuscript.matches(pattern):
            lead = passage.plain[: match.start() - offset][-LEAD:]
            if int(match["year"]) == year or OF_BEFORE.search(lead) or str(year) in match.group():
                continue
            message = f"标题为{year}年，此处的统计期间却是{match['year']}年。"
            yield passage, (match.start("year") - offset, match.end() - offset), message, f"{year}年"


def _apart(manuscript: Manuscript) -> Iterator[Told]:
    """报告2023年工作，对2025年工作提出安排: between what was done and what is to be done no year is left out."""
    for passage in manuscript.passages[:TITLE_LINES]:
        for match in REPORTED_AND_PLANNED.finditer(passage.plain):
            stated, following = int(match["year"]), int(match["next"])
            if following - stated < 2 or JOINED.match(match["join"]) is None:
                continue
            planned = manuscript.year == stated
            right = stated + 1 if planned else following - 1
            message = f"报告的是{stated}年的工作，安排的却是{following}年的工作，两者应当前后相接。"
            yield passage, match.span("next" if planned else "year"), message, f"{right}年"


def _congress(manuscript: Manuscript) -> Iterator[Told]:
    """——2024年1月16日在…会议上, over 一、2024年工作回顾: the year was not over."""
    reviewed = [
        int(match[1]) for each in manuscript.headings if each.level == 1 and (match := LOOKED_BACK.search(each.words))
    ]
    if len(set(reviewed)) != 1:
        return
    for passage in manuscript.passages[:TITLE_LINES]:
        match = BEFORE_CONGRESS.match(passage.plain)
        if match is None:
            continue
        held = (int(match["year"]), int(match["month"]))
        if held <= (reviewed[0], LAST_MONTH_OF_DRAFTS):
            message = f"报告回顾的是{reviewed[0]}年的工作，会议却在{match['date']}，年份当有误。"
            yield passage, match.span("date"), message, f"{reviewed[0] + 1}年"


def _half(manuscript: Manuscript, year: int) -> Iterator[Told]:
    """2023年上半年，我街道…, at the opening of 2024年上半年工作总结."""
    parts = HALF_OR_QUARTER.findall(manuscript.title)
    if len(parts) != 1:
        return
    for passage in manuscript.passages[len(manuscript.title_passages) : len(manuscript.title_passages) + 3]:
        for match in STATED.finditer(passage.plain):
            if (
                match["part"] != parts[0]
                or int(match["year"]) == year
                or COMPARED.search(match["rest"])
                or f"{year}年{parts[0]}" in passage.plain
            ):
                continue
            message = f"标题为{year}年{parts[0]}，开头写成{match['year']}年{parts[0]}。"
            yield passage, (match.start("year"), match.end("part")), message, f"{year}年{parts[0]}"


def _opening(manuscript: Manuscript, year: int) -> Iterator[Told]:
    """2023年，石梁镇在县委、县政府的坚强领导下…，现将有关情况报告如下, over 2024年工作总结."""
    first = min((each.passage for each in manuscript.headings if each.level == 1), default=TITLE_LINES)
    for passage in manuscript.passages[len(manuscript.title_passages) : first]:
        match = OPENS.match(passage.plain)
        if match is None or str(year) in passage.plain or COMPARED.search(passage.plain) is not None:
            continue
        if int(match["year"]) == year - 1 and LED.search(passage.plain) is not None:
            message = f"标题为{year}年，开头写成{match['year']}年。"
            yield passage, (match.start("year"), match.end("year") + 1), message, f"{year}年"


def _quarter(manuscript: Manuscript) -> Iterator[Told]:
    """第三季度（7月1日至8月30日）: a quarter that begins with its first month ends with its third."""
    if "季度（" not in manuscript.text:
        return
    for passage, match, offset in manuscript.matches(IN_BRACKETS):
        begins = QUARTER * "一二三四".index(match["quarter"]) + 1
        if int(match["first"]) == begins and int(match["last"]) != begins + QUARTER - 1 and int(match["last"]) <= 12:
            right = f"{begins}月至{begins + QUARTER - 1}月"
            message = f"“{match.group()}”：{match['quarter']}季度是{right}。"
            yield passage, (match.start() - offset, match.end() - offset), message, right
