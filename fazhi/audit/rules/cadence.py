"""A stated rhythm against the count of the year: 每季度一次 ↔ 4次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import numerals
from fazhi.audit.text.manuscript import Manuscript, finding

CADENCE = re.compile(
    r"每(?P<period>两个?月|半月|半年|季度|季|月|周[一二三四五]?|年)(?:至少|定期|固定|集中)*(?:(?P<verb>[\u4e00-\u9fff]{0,8}?)(?P<times>[一二两三四]|\d)[次场期])?"
    r"(?P<between>[^。；]{0,40}?)(?P<lead>全年|共|累计|先后|年内)(?P<what>[^，。；\d]{0,10})(?P<count>\d+)(?P<vague>余)?(?P<unit>次|场|期)"
)
# 联席机制全年运行26次，每月两次: the rhythm says how the count came about.
APPOSED = re.compile(
    r"(?:全年|年内|一年)(?P<what>[^，。；：\d]{0,12})(?P<count>\d{1,3})(?P<unit>次|场|期)[，（](?:坚持|基本|即|平均)?"
    r"每(?P<period>两个?月|半月|半年|季度|季|月|周)(?P<times>[一二两三四]|\d)[次场期](?=[，。；、）])"
)
PART_OF_YEAR = re.compile(r"自|起|以来|\d月|季度|半年|暂停|停")
WEEKS = 2
A_YEAR = {"两月": 6, "两个月": 6, "半月": 24, "半年": 2, "季度": 4, "季": 4, "月": 12, "周": 52, "年": 1}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Rhythm and count of one sentence. More or fewer meetings than planned is possible: no more than a hint, unless the
    rhythm only tells how the count came about."""
    if "每" not in manuscript.text:
        return
    yield from _apposed(manuscript)
    for passage, match, offset in manuscript.matches(CADENCE):
        period = "周" if match["period"].startswith("周") else match["period"]
        times = match["times"]
        each = 1 if times is None else (int(times) if times.isdigit() else numerals.read(times) or 1)
        expected, stated = A_YEAR[period] * each, int(match["count"])
        span = (match.start() - offset, match.end() - offset)
        same = stated == expected
        if same:
            message = f"每{match['period']}{each}次，一年{expected}次，相符。"
        else:
            message = f"每{match['period']}{each}次，一年应为{expected}次，文中写{stated}次；若属实请说明。"
        yield finding(
            passage,
            span,
            kind=Kind.REPEAT,
            verdict=Verdict.RIGHT if same else Verdict.HINT,
            rule="cadence",
            message=message,
            stated=f"{stated}{match['unit']}",
            computed=f"{expected}{match['unit']}",
        )


def _apposed(manuscript: Manuscript) -> Iterator[Finding]:
    """全年运行26次，每月两次: here the rhythm is told of what was done, so it proves the count."""
    for passage, match, offset in manuscript.matches(APPOSED):
        start = match.start() - offset
        begin = max(passage.plain.rfind(mark, 0, start) for mark in "。；") + 1
        if PART_OF_YEAR.search(passage.plain, begin, start) or PART_OF_YEAR.search(match["what"]):
            continue
        times = int(match["times"]) if match["times"].isdigit() else numerals.read(match["times"]) or 1
        expected, stated = A_YEAR[match["period"]] * times, int(match["count"])
        same = abs(stated - expected) <= (WEEKS if match["period"] == "周" else 0)
        message = f"每{match['period']}{match['times']}次，一年{expected}次，"
        yield finding(
            passage,
            (start, match.end() - offset),
            kind=Kind.REPEAT,
            verdict=Verdict.RIGHT if same else Verdict.WRONG,
            rule="cadence",
            message=message + ("相符。" if same else f"文中写{stated}次。"),
            stated=f"{stated}{match['unit']}",
            computed=f"{expected}{match['unit']}",
            basis="" if same else "一年十二个月、四个季度",
        )


RULE = Rule(
    id="cadence",
    title="频次与次数",
    source="一年十二个月、四个季度",
    why="制度写“每季度一次”，总结写“全年2次”，上级一眼可见。",
    wrong="每季度召开1次专题会议，全年共召开2次",
    right="每季度召开1次专题会议，全年共召开4次",
    check=check,
)
