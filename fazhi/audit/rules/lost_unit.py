"""A rate or share without its sign, a count without its unit where the rest of the row has them: 满意率97。占6.14%；占5.49；."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.blanks import lost_percent
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

SHARE = re.compile(r"占(?:比(?:为|达)?|[^，。；：、\d%]{0,8}的)?\d{1,2}\.\d{1,2}(?P<sign>%|(?=[，。；）]))")
FEWEST = 2
"""Of a single other share nothing is known by the row."""
# 公共服务类374，占比5.0%, beside 城市管理类817件，占比11.1%.
COUNT = re.compile(
    r"(?<=[\u4e00-\u9fff“”])(?P<number>\d{1,6})(?P<unit>件次|人次|件|起|宗|人|户|个|例|次|条|项|名)?"
    r"(?=，占(?:比|[^，。；：、\d%]{0,8}的)?\d{1,3}(?:\.\d{1,2})?%)"
)
# 审结复议案件4696，审结率为83.4%: a count of cases without the unit that every other one has.
OF_CASES = re.compile(
    r"(?:受理|审结|办结|收到|接到|办理)[\u4e00-\u9fff]{0,8}(?:案件|申请|诉求|工单|投诉|举报|纠纷)(?P<number>\d{2,6})(?=，[\u4e00-\u9fff]{2,6}率)"
)
UNIT = "件"
DEALT = re.compile(r"分别|依次|各占")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every figure of a row that lacks what the others of its row have."""
    for passage in manuscript.passages:
        if "占" in passage.plain and "%" in passage.plain:
            yield from _units(passage)
        if any(each in passage.plain for each in "占率比较"):
            yield from _signs(passage)
        if "率" in passage.plain and passage.plain.count(UNIT) >= FEWEST:
            for match in OF_CASES.finditer(passage.plain):
                told = f"“{match.group()}”缺计量单位。"
                yield _report(passage, match.span(), told, f"{match['number']}{UNIT}")


def _signs(passage: Passage) -> Iterator[Finding]:
    told: list[tuple[int, int]] = []
    for span, right in lost_percent.lost(passage):
        told.append(span)
        yield _report(passage, span, f"“{passage.plain[span[0] : span[1]]}”缺百分号。", right)
    found = list(SHARE.finditer(passage.plain))
    bare = [each for each in found if not each["sign"]]
    if not bare or len(found) - len(bare) < FEWEST or len(bare) * FEWEST > len(found) or DEALT.search(passage.plain):
        return
    for match in bare:
        if not any(start < match.end() and match.start() < end for start, end in told):
            yield _report(passage, match.span(), f"“{match.group()}”缺百分号。", f"{match.group()}%")


def _units(passage: Passage) -> Iterator[Finding]:
    found = list(COUNT.finditer(passage.plain))
    bare = [each for each in found if not each["unit"]]
    units = {each["unit"] for each in found if each["unit"]}
    # 行政处罚2100，占33.9%；行政强制705，占11.4%；行政不作为490件，占7.9%；行政征收232件，占3.7%: however many lack it
    if not bare or len(units) != 1 or len(found) - len(bare) < FEWEST:
        return
    unit = units.pop()
    for match in bare:
        yield _report(
            passage, match.span(), f"“{match.group()}”缺计量单位，同列各项都写“{unit}”。", f"{match.group()}{unit}"
        )


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=Verdict.WRONG,
        rule="lost_unit",
        message=message,
        computed=computed,
        basis="同列各项的写法应当一致；数字须有单位",
    )


RULE = Rule(
    id="lost_unit",
    title="同列中缺单位的数字",
    source="同列各项的写法应当一致；数字须有单位",
    why="一串占比里漏一个百分号、一串件数里漏一个“件”，转抄的人就会读错。",
    wrong="食品类65件，占41.3%；服装类43件，占27.4%；家居类22件，占14.0；家电类27件，占17.2%",
    right="食品类65件，占41.3%；服装类43件，占27.4%；家居类22件，占14.0%；家电类27件，占17.2%",
    check=check,
)
