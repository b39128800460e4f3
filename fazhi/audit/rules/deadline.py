"""The two dates of an annual report: to the level above by 1 March, to the public by 1 April of the year after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import dates, wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

YEAR = re.compile(r"(20\d\d)年(?:度)?[^，。；\d]{0,12}报告[^。\d]{0,14}$")
STATED = re.compile(r"20(\d\d)[-年.](\d{1,2})[-月.](\d{1,2})日?")
DEED = re.compile(r"(日期|发布|公开|公布|报送|上报|印发)[^\d。]{0,6}$")

LEAD = 8


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """成文日期 of a whole report, and any sentence that dates a report's submission or publication."""
    first = wording.load("report")["dates"]["first_year"]
    for passage, match, offset in manuscript.matches(STATED):
        stated = DEED.search(manuscript.text, max(offset, match.start() - LEAD), match.start())
        if stated is None:
            continue
        day = dates.day(2000 + int(match[1]), int(match[2]), int(match[3]))
        year = YEAR.search(manuscript.text, max(offset, stated.start() - 36), stated.start())
        if day is not None and year is not None and int(year[1]) >= first:
            deed = "submit" if stated[1] in ("报送", "上报") else "publish"
            yield _judge(passage, (match.start() - offset, match.end() - offset), int(year[1]), day, deed)
    signed = manuscript.signed
    if signed is None or not manuscript.annual_report or manuscript.year is None or manuscript.year < first:
        return
    day = dates.day(signed.year, signed.month, signed.day)
    if day is not None:
        yield _signed(signed.passage, (signed.start, signed.end), manuscript.year, day)


def _limit(year: int, deed: str) -> tuple[date, str]:
    data = wording.load("report")["dates"][deed]
    return date(year + 1, data["month"], data["day"]), data["basis"]


def _judge(passage: Passage, span: tuple[int, int], year: int, day: date, deed: str) -> Finding:
    limit, basis = _limit(year, deed)
    if day > limit:
        return _report(
            passage, span, Verdict.WRONG, f"{year}年度报告应于{_say(limit)}前完成，文中日期已逾期。", _say(limit), basis
        )
    return _report(passage, span, Verdict.RIGHT, f"未超过{_say(limit)}。", None, basis)


def _signed(passage: Passage, span: tuple[int, int], year: int, day: date) -> Finding:
    submit, submit_basis = _limit(year, "submit")
    publish, publish_basis = _limit(year, "publish")
    if day > publish:
        message = f"成文日期晚于{_say(publish)}，报送和公开均已逾期。"
        return _report(passage, span, Verdict.WRONG, message, _say(submit), publish_basis)
    if day > submit:
        message = f"成文日期晚于{_say(submit)}，已过向上一级报告的期限。"
        return _report(passage, span, Verdict.HINT, message, _say(submit), submit_basis)
    if day.year == year and day.month == 12:
        return _report(passage, span, Verdict.UNSURE, "报告在年终前成文，全年数字是否为实数请确认。", None, "")
    if day.year <= year:
        message = f"成文日期{_say(day)}早于所报年度（{year}年）结束，年份当有误。"
        return _report(
            passage, span, Verdict.WRONG, message, f"{year + 1}年{day.month}月{day.day}日", "年度报告在年度结束后成文"
        )
    return _report(passage, span, Verdict.RIGHT, f"成文日期未超过{_say(submit)}。", None, submit_basis)


def _say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _report(
    passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, computed: str | None, basis: str
) -> Finding:
    return finding(
        passage, span, kind=Kind.DATE, verdict=verdict, rule="deadline", message=message, computed=computed, basis=basis
    )


RULE = Rule(
    id="deadline",
    title="3月1日与4月1日",
    source="《法治政府建设与责任落实督察工作规定》第二十三条、第二十四条（2019年4月15日起施行）",
    why="逾期报送、公开会被通报；成文日期照抄上年也由此发现。",
    wrong="2024年度报告，公开日期2025-05-12",
    right="2022年度报告，公开日期2023-03-23",
    check=check,
)
