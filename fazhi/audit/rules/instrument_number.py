"""The number and the year of an instrument in brackets behind its name: （国务院令第731号）, （2011年修订）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

TITLE = r"《(?:中华人民共和国)?(?P<title>[^《》（）\n]{3,50})》"
NUMBERED = re.compile(
    rf"{TITLE}（(?P<number>(?:中华人民共和国)?国务院令(?:第)?\d{{3}}号|国(?:办)?发〔\d{{4}}〕\d{{1,3}}号)"
)
REVISED = re.compile(rf"{TITLE}（(?P<year>20\d\d)年(?:新)?修[订正]")
IN_TITLE = re.compile(r"《(?:中华人民共和国)?(?P<title>[^《》（）\n]{3,50})（(?P<year>20\d\d)年(?:新)?修[订正]）》")
STATE = "中华人民共和国"
# 《…意见》（人社部发〔2022〕71号），该意见2022年印发; （法释〔2020〕3号）…，该规定自2020年7月1日起施行
OF_YEAR = re.compile(
    r"》（[^（）〔《》]{1,10}〔(?P<of>20\d\d)〕(?:第)?\d{1,4}号）[^。《》]{0,60}?[该本](?:意见|规定|办法|通知|方案|规则|条例|细则|解释)"
    r"(?:已|将)?[于自从]?(?P<year>20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起)?(?P<deed>印发|出台|发布|公布|下发|施行|实施)"
)
ORDER = re.compile(r"（[^（）《》]{2,12}令(?:20\d\d年)?第(?P<number>\d{1,3})号）")
# 将第30号令关于首违不罚的规定细化; 原第8号令同时废止 speaks of another.
ORDER_AGAIN = re.compile(r"(?<![原旧与和、及])第(?P<number>\d{1,3})号令(?=关于|规定|明确|的(?:规定|要求))")


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
    yield from _against_itself(manuscript)


def _against_itself(manuscript: Manuscript) -> Iterator[Finding]:
    """人社部发〔2012〕71号 that was 2022年印发; 令第30号 that is 第13号令 further on in its paragraph."""
    for passage, match, offset in manuscript.matches(OF_YEAR) if "〔20" in manuscript.text else ():
        of, year = match["of"], match["year"]
        at_once = match["deed"] not in ("施行", "实施")
        late = not at_once and of < year and not misprints.alike(of, year)
        # What is issued in December may hold, and be made known, from January on.
        if of != year and int(year) - int(of) != 1 and not late:
            span = (match.start("of") - offset, match.end("of") - offset)
            message = f"文号是{of}年的，文中又说{year}年{match['deed']}，两处必有一误。"
            yield _report(passage, span, message, year, "发文字号的年份是印发的年份")
    for passage in manuscript.passages if "号令" in manuscript.text else ():
        orders = {each["number"] for each in ORDER.finditer(passage.plain)}
        again = list(ORDER_AGAIN.finditer(passage.plain))
        for each in again if len(orders) == 1 else ():
            (number,) = orders
            if each["number"] != number:
                message = f"本段前文引用的是第{number}号令，此处写第{each['number']}号令，两处必有一误。"
                yield _report(passage, each.span(), message, f"第{number}号令", "同一文件的文号只能有一个")


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


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str, basis: str = "") -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.CITATION,
        verdict=Verdict.WRONG,
        rule="instrument_number",
        message=message,
        computed=computed,
        basis=basis or str(_data()["basis"]),
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
