"""The number and the year of an instrument in brackets behind its name: （国务院令第731号）, （2011年修订）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

TITLE = r"《(?:中华人民共和国)?(?P<title>[^《》（）\n]{3,50})》"
NUMBERED = re.compile(
    rf"{TITLE}（(?P<number>(?:中华人民共和国)?国务院令(?:第)?\d{{3}}号|国(?:办)?发〔\d{{4}}〕\d{{1,3}}号)"
)
REVISED = re.compile(rf"{TITLE}（(?P<year>20\d\d)年(?:新)?修[订正]")
IN_TITLE = re.compile(r"《(?:中华人民共和国)?(?P<title>[^《》（）\n]{3,50})（(?P<year>20\d\d)年(?:新)?修[订正]）》")
STATE = "中华人民共和国"


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every number that is another instrument's, and every year in which the instrument was not revised."""
    if "》（" in manuscript.text:
        for passage, match, offset in manuscript.matches(NUMBERED):
            right = _data()["numbers"].get(match["title"])
            stated = (
                match["number"].removeprefix(STATE).replace("国务院令第", "国务院令").replace("国务院令", "国务院令第")
            )
            if right is not None and stated != right and right[:3] == stated[:3]:
                message = f"《{match['title']}》的文号是{right}，文中写{match['number']}。"
                yield _report(passage, (match.start("number") - offset, match.end("number") - offset), message, right)
    if "年修" in manuscript.text or "年新修" in manuscript.text:
        for pattern in (REVISED, IN_TITLE):
            for passage, match, offset in manuscript.matches(pattern):
                years = _revised().get(match["title"])
                if years and int(match["year"]) not in years and int(match["year"]) <= _as_of():
                    right = "、".join(f"{each}年" for each in sorted(years)[-2:])
                    message = f"《{match['title']}》没有{match['year']}年修订的文本（最近的修改在{right}）。"
                    yield _report(passage, (match.start("year") - offset, match.end() - offset), message, right)


@cache
def _data() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = wording.load("numbers")
    return data


@cache
def _revised() -> dict[str, set[int]]:
    """Title → the years a version of it may be called after: that in which it was passed, and that in which it began to hold."""
    return {
        title: {year for day in days for year in ((day.year, day.year - 1) if day.month <= EARLY else (day.year,))}
        for title, days in wording.load("commencement")["days"].items()
        if len(days) > 1
    }


EARLY = 6
"""A version that holds from the first half of a year may have been passed in the year before."""


@cache
def _as_of() -> int:
    return int(wording.load("commencement")["as_of"])


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.CITATION,
        verdict=Verdict.WRONG,
        rule="instrument_number",
        message=message,
        computed=computed,
        basis=str(_data()["basis"]),
    )


RULE = Rule(
    id="instrument_number",
    title="文号和修订年份",
    source="国务院公报所载发文字号（data/numbers.yaml）；各法律历次修改的年份（data/commencement.yaml）",
    why="文号、修订年份靠记忆写，一位之差就成了另一个文件。",
    wrong="《重大行政决策程序暂行条例》（国务院令第731号）",
    right="《重大行政决策程序暂行条例》（国务院令第713号）",
    check=check,
)
