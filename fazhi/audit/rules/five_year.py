"""The years of five-year plans: “九五”普法规划（2026—2030年）, “十四五”收官之年 2025."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import plans, wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

SPAN = r"(?P<first>20\d\d)年?[-～至到]{1,2}(?P<last>20\d\d)年?"
NAME = r"[“\"]?(?P<name>十[三四五六]五|[六七八九]五)[”\"]?"
BESIDE = (
    re.compile(rf"(?<!十){NAME}普法(?:规划|工作|依法治理)?[》”\"]?（{SPAN}）"),
    re.compile(rf"第(?P<name>[六七八九])个五年(?:普法)?规划（{SPAN}）"),
    re.compile(rf"{SPAN}[“\"](?P<name>[六七八九]五)[”\"]普法"),
    re.compile(rf"[“\"](?P<name>十[三四五六]五)[”\"](?:规划|时期)?（{SPAN}）"),
)
NUMBERED = {each: f"{each}五" for each in "六七八九"}
PLACE = re.compile(
    rf"(?P<year>20\d\d)年(?:既|也|正|又)?(?:是|系|为|作为){NAME}(?:普法)?(?:规划|工作|时期)?(?:的)?"
    r"(?P<place>收官|收尾|开局|启动|起步|末|首|第一|最后一)(?:之)?年"
)
NUMBER = re.compile(
    rf"(?P<year>20\d\d)年(?:既|也|正|又)?(?:是|系|为){NAME}(?:普法)?(?:规划|工作|时期)?(?:实施)?的?第(?P<number>[一二三四五])(?:个?年(?!度))"
)
NUMBERS = "一二三四五"
# 为全面完成“十三五”规划目标任务…而努力奋斗, at the end of a report on 2024.
STRIVEN_FOR = re.compile(
    rf"(?:为[^。；，\d]{{0,12}}|奋力|力争)(?:完成|实现|落实){NAME}[^。；]{{0,40}}(?:奋斗|努力|贡献)"
)
OF_PLAN = re.compile(
    rf"(?P<plan>[\u4e00-\u9fff]{{2,6}}(?:行动|工程|攻坚|计划|规划|纲要|方案|条例))(?:实施)?(?:方案)?[》”]?(?P<years>（{SPAN}）)"
)
PLACE_OF = re.compile(r"《(?:[\u4e00-\u9fff]{0,8}[省市县区州旗镇乡]|我[省市县区州旗])")
LAST = ("收官", "收尾", "末", "最后一")


@cache
def _years() -> Any:
    return wording.load("instruments")["five_year"]["years"]


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every stretch of years beside the name of a plan, and every year called its first or last."""
    yield from _told_otherwise(manuscript)
    if "五" not in manuscript.text:
        return
    for pattern in BESIDE:
        for passage, match, offset in manuscript.matches(pattern, having="五"):
            first, last = _years()[NUMBERED.get(match["name"], match["name"])]
            if (int(match["first"]), int(match["last"])) != (first, last):
                message = f"“{NUMBERED.get(match['name'], match['name'])}”是{first}—{last}年，不是{match['first']}—{match['last']}年。"
                yield _report(passage, (match.start() - offset, match.end() - offset), message, f"{first}—{last}年")
    year = plans.year(manuscript) or manuscript.year
    for passage, match, offset in manuscript.matches(STRIVEN_FOR, having="五") if year is not None else ():
        last = _years()[match["name"]][1]
        if year is not None and last < year - 1:
            message = f"“{match['name']}”到{last}年已经期满，不能再作为{year}年的目标。"
            begin = match.start("name") - offset
            yield _report(passage, (begin, begin + len(match["name"])), message, "")
    for passage, match, offset in manuscript.matches(NUMBER, having="五"):
        first, last = _years()[match["name"]]
        year_of, told = int(match["year"]), first + NUMBERS.index(match["number"])
        if year_of != told:
            message = f"“{match['name']}”第{match['number']}年是{told}年，不是{year_of}年。"
            right = f"第{NUMBERS[year_of - first]}年" if first <= year_of <= last else f"{told}年"
            span = (match.start("year") - offset, match.end() - offset)
            yield replace(_report(passage, span, message, right), stated=f"第{match['number']}年")
    for passage, match, offset in manuscript.matches(PLACE, having="五"):
        right = _years()[match["name"]][match["place"] in LAST]
        if int(match["year"]) != right:
            message = f"“{match['name']}”{match['place']}之年是{right}年，不是{match['year']}年。"
            yield _report(passage, (match.start("year") - offset, match.end() - offset), message, f"{right}年")


def _told_otherwise(manuscript: Manuscript) -> Iterator[Finding]:
    """治本攻坚三年行动（2024—2026年） … 治本攻坚三年行动（2023—2025年）: one plan with two stretches of years."""
    told: dict[str, list[tuple[Passage, tuple[int, int], str]]] = {}
    for passage, match, offset in manuscript.matches(OF_PLAN) if "（20" in manuscript.text else ():
        years = f"{match['first']}—{match['last']}年"
        span = (match.start("years") - offset, match.end("years") - offset)
        told.setdefault(match["plan"], []).append((passage, span, years))
    for plan, places in told.items():
        count = Counter(years for _passage, _span, years in places)
        most = max(count.values())
        often = [years for years, times in count.items() if times == most]
        right = _known(plan) if len(count) > 1 else frozenset()
        for passage, span, years in places if len(count) > 1 else ():
            if years in right:
                continue
            # Told once each, either may be the slip. A plan of 2016—2020年 has one after it of the same name.
            other = next((each for each in often if each != years and _overlap(each, years)), None)
            if other is not None and not (right and _of_a_place(passage, span[0], plan)):
                message = f"“{plan}”别处写{other}，此处写{years}，两处必有一误。"
                yield replace(
                    _report(passage, span, message, other), kind=Kind.REPEAT, basis="同一行动、规划的起止年份只能有一个"
                )


def _of_a_place(passage: Passage, end: int, plan: str) -> bool:
    """《浮瓷市法治政府建设实施纲要（2017—2020年）》 is another one than that of the state, which is on record."""
    start = passage.plain.rfind("《", 0, end)
    return start >= 0 and PLACE_OF.match(passage.plain, start, end) is not None and plan in passage.plain[start:end]


def _known(plan: str) -> frozenset[str]:
    """The stretches of years of an outline that are on record: where one of two is right, only the other is wrong."""
    titles = wording.load("instruments")["years"]["titles"]
    return frozenset(
        f"{first}—{last}年" for title, editions in titles.items() if title.endswith(plan) for first, last in editions
    )


def _overlap(one: str, other: str) -> bool:
    """Do two stretches of years have one in common?"""
    (begin, end), (first, last) = (map(int, re.findall(r"20\d\d", each)) for each in (one, other))
    return max(begin, first) <= min(end, last)


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.DATE,
        verdict=Verdict.WRONG,
        rule="five_year",
        message=message,
        computed=computed,
        basis=str(wording.load("instruments")["five_year"]["basis"]),
    )


RULE = Rule(
    id="five_year",
    title="五年规划的年份",
    source="国民经济和社会发展五年规划、五年普法规划的起止年份",
    why="换届换规划的年份最容易沿用旧稿：“九五”普法写成上一个五年。",
    wrong="出台“九五”普法规划（2021—2025年）",
    right="出台“九五”普法规划（2026—2030年）",
    check=check,
)
