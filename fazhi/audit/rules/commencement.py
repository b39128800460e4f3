"""Since when an instrument holds: 《法治宣传教育法》自2025年11月1日起施行, not 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import antecedents, wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.titles import distance

DAY = r"(?P<day>(?P<year>20\d\d)年(?P<month>1?\d)月(?:(?P<of>\d{1,2})日)?)(?:起|开始)?(?:正式|全面|修订)?(?:施行|实施|生效)"
TITLE = r"《(?:中华人民共和国)?(?P<title>[^《》（）\n]{3,40})》"
SINCE = re.compile(
    rf"{TITLE}(?P<between>[^《》。；\d]{{0,16}}?)(?:[已将]?[自于从]|(?<=》)|，|（(?:20\d\d年(?:修[订正]|制定)，)?自?){DAY}"
)
# 自2024年7月1日起施行的《消费者权益保护法实施条例》
BEFORE = re.compile(rf"{DAY}的(?P<between>[^《》。；，\d]{{0,8}}?){TITLE}")
# 该条例自2021年5月1日起施行; 自2026年5月20日该法施行以来
REFERRED = re.compile(rf"该(?P<class>法|条例|办法|规定)(?:已|将|正式)?[自于从]{DAY}")
REFERRED_BEHIND = re.compile(
    r"[自于从](?P<day>(?P<year>20\d\d)年(?P<month>1?\d)月(?:(?P<of>\d{1,2})日)?)(?:起)?该(?P<class>法|条例|办法|规定)(?:正式|修订)?(?:施行|实施|生效)"
)
# 修订后的治安管理处罚法自2026年1月1日施行
UNMARKED = re.compile(rf"(?:法|条例)[自于从]{DAY}")
YEAR_ALONE = re.compile(rf"{TITLE}(?:自|从)(?P<day>(?P<year>20\d\d)年)(?:起)?(?:正式|修订)?(?:施行|实施)以来")
# 《…》的修改决定, and local measures to carry it out.
OTHER = re.compile(r"修正案|决定|办法|细则|意见|方案|解释|前|废止")
SLIP = 2
"""Characters by which a name may miss the one whose day is given."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every day of commencement that is none of the instrument's, and every name that is not that of the day's instrument."""
    if "施行" not in manuscript.text and "实施" not in manuscript.text and "生效" not in manuscript.text:
        return
    found = [*manuscript.matches(SINCE), *manuscript.matches(BEFORE)]
    for passage, match, offset in found:
        if OTHER.search(match["between"]) is not None:
            continue
        days = _days().get(match["title"])
        if days is None:
            yield from _misnamed(passage, match, offset)
        elif not any(_same(day, match) for day in days):
            certain = (manuscript.year or 0) <= _data()["as_of"]
            right = "或".join(f"{day.year}年{day.month}月{day.day}日" for day in days)
            message = f"《{match['title']}》自{right}起施行，文中写{match['day']}。"
            span = (match.start("day") - offset, match.end("day") - offset)
            yield _report(passage, span, Verdict.WRONG if certain else Verdict.HINT, message, right)
    yield from _referred(manuscript)


def _referred(manuscript: Manuscript) -> Iterator[Finding]:
    """该条例自…起施行, 修订后的治安管理处罚法自…施行, 《…》自2026年施行以来: named before, without marks, by the year alone."""
    for pattern in (REFERRED, REFERRED_BEHIND, UNMARKED, YEAR_ALONE):
        for passage, match, offset in manuscript.matches(pattern):
            named = match.groupdict()
            if "class" in named:
                title = next(iter(antecedents.before(passage.plain, match.start() - offset, named["class"])), None)
            else:
                title = _unmarked(passage, match, offset) if pattern is UNMARKED else match["title"]
            days = _days().get(title or "")
            if days is None or any(_agrees(day, match) for day in days):
                continue
            certain = (manuscript.year or 0) <= _data()["as_of"]
            right = "或".join(f"{day.year}年{day.month}月{day.day}日" for day in days)
            message = f"《{title}》自{right}起施行，文中写{match['day']}。"
            span = (match.start("day") - offset, match.end("day") - offset)
            yield _report(passage, span, Verdict.WRONG if certain else Verdict.HINT, message, right)


def _unmarked(passage: Passage, match: re.Match[str], offset: int) -> str | None:
    """修订后的治安管理处罚法自2026年1月1日施行"""
    name = match.start() - offset + (1 if match.group().startswith("法") else 2)
    return antecedents.without_marks(antecedents.words(passage.plain, name), _days())


def _agrees(day: date, match: re.Match[str]) -> bool:
    return _same(day, match) if match.groupdict().get("month") else str(day.year) == match["year"]


def _misnamed(passage: Passage, match: re.Match[str], offset: int) -> Iterator[Finding]:
    """《信访工作办法》自2022年5月1日施行: on that day came 信访工作条例."""
    if not match["of"]:
        return
    meant = [
        title
        for title, days in _days().items()
        if any(_same(day, match) for day in days) and distance(title, match["title"], SLIP) <= SLIP
    ]
    if len(meant) == 1:
        message = f"自{match['day']}起施行的是《{meant[0]}》，不是《{match['title']}》。"
        span = (match.start("title") - 1 - offset, match.end("title") + 1 - offset)
        yield _report(passage, span, Verdict.WRONG, message, f"《{meant[0]}》")


@cache
def _data() -> Any:
    return wording.load("commencement")


@cache
def _days() -> dict[str, list[date]]:
    days: dict[str, list[date]] = _data()["days"]
    return days


def _same(day: date, match: re.Match[str]) -> bool:
    of = match["of"]
    return (day.year, day.month) == (int(match["year"]), int(match["month"])) and (of is None or day.day == int(of))


def _report(passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, computed: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.CITATION,
        verdict=verdict,
        rule="commencement",
        message=message,
        computed=computed,
        basis=str(_data()["basis"]) if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="commencement",
    title="法律的施行日期",
    source="各法律、法规、文件的施行日期条款（data/commencement.yaml）",
    why="施行日期写错一年，报告年度能不能引用它就说反了。",
    wrong="《中华人民共和国法治宣传教育法》自2024年11月1日起施行",
    right="《中华人民共和国法治宣传教育法》自2025年11月1日起施行",
    check=check,
)
