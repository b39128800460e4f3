"""Classes of size or age that overlap: 11—20人、21—51人、50—100人; 51人至100人、100人（含）以上."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

UNIT = r"(?P<unit>人|岁|周岁|件|家|户|万元|元|亩|平方米|年)"
BAND = re.compile(
    rf"(?<![\d.年月])(?P<low>\d{{1,5}})(?:人|岁|周岁|件|家|户|万元|元|亩|平方米|年)?(?:（含）)?[至\-～](?P<high>\d{{1,5}}){UNIT}(?:（(?P<with>不?含)）)?"
)
OPEN_END = re.compile(rf"(?<![\d.])(?P<low>\d{{1,5}}){UNIT}（含）以上")
FEWEST = 3
"""Classes that follow one another, from which how they are divided can be seen."""
LEAST_TOLD = 3
"""Characters between two classes: what is told of the first one."""
MOST_OVER = 2
"""A class that begins further below the end of the one before is one of another division."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every class that begins before the one before it ends, where the others do not."""
    for passage in manuscript.passages:
        text = passage.plain
        if "至" not in text and "-" not in text and "～" not in text:
            continue
        for row in _rows(passage):
            yield from _overlapping(passage, row)


def _rows(passage: Passage) -> Iterator[list[re.Match[str]]]:
    """Classes of one unit, each higher than the one before."""
    row: list[re.Match[str]] = []
    for match in BAND.finditer(passage.plain):
        if int(match["low"]) >= int(match["high"]):
            continue
        between = passage.plain[row[-1].end() : match.start()] if row else ""
        # 每户3-5人，4-6人: nothing is told of the classes.
        if row and (
            len(between) < LEAST_TOLD or match["unit"] != row[-1]["unit"] or int(match["low"]) <= int(row[-1]["low"])
        ):
            if len(row) >= FEWEST:
                yield row
            row = []
        row.append(match)
    if len(row) >= FEWEST:
        yield row


def _overlapping(passage: Passage, row: list[re.Match[str]]) -> Iterator[Finding]:
    gaps = [int(after["low"]) - int(before["high"]) for before, after in pairwise(row)]
    usual = [each for each in gaps if each in (0, 1)]
    if len(set(usual)) != 1 or len(usual) < len(gaps) - 1:
        return
    for (before, after), gap in zip(pairwise(row), gaps, strict=True):
        if -MOST_OVER <= gap < 0:
            message = f"“{before.group()}”与“{after.group()}”交叉，分档的界限应当前后相接。"
            yield _report(passage, before.span(), message)
    last = OPEN_END.search(passage.plain, row[-1].end())
    if last is None or usual[0] != 1 or last["unit"] != row[-1]["unit"] or row[-1]["with"]:
        return
    if int(last["low"]) == int(row[-1]["high"]):
        message = f"“{row[-1].group()}”与“{last.group()}”在{last['low']}{last['unit']}处交叉，其余各档不交叉。"
        yield _report(passage, last.span(), message)


def _report(passage: Passage, span: tuple[int, int], message: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=Verdict.WRONG,
        rule="bands",
        message=message,
        basis="分档统计的各档不得交叉",
    )


RULE = Rule(
    id="bands",
    title="分档的界限",
    source="分档统计的各档不得交叉",
    why="界限打错一位，同一个单位就落在两档里，合计便对不上。",
    wrong="11—20人的占21.06%，21—51人的占10.48%，50—100人的占1.9%",
    right="11—20人的占21.06%，21—50人的占10.48%，51—100人的占1.9%",
    check=check,
)
