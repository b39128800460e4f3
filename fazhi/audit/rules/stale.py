"""Last year's number where the report sums up: 排查426起，较上年的463起减少37起，下降8.0% … 存在的问题：全年排查463起.

A growth that follows from two counts proves which of them is this year's and which last year's. Where another paragraph tells of
the same things with last year's number, and no word there speaks of last year, it was not brought up to date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats.not_updated import not_updated
from fazhi.audit.repeats.tellings import Telling, content, is_report, told
from fazhi.audit.rules import Rule
from fazhi.audit.text import plans
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.pairs import pairs

# (426－463)÷463＝7.99%，相符。
FOLLOWS = re.compile(r"^[（(](\d+(?:\.\d+)?)－(\d+(?:\.\d+)?)[）)]÷\2＝")
EARLIER = re.compile(r"上一?年|[去前]年|同期|以往|历年|往年|[比较]")
# 其他26件 … 其他站所34件: the rest of a list has no name of its own.
REST = re.compile(r"其[他它余]|剩余|余下")
HALF, FEWEST = 2, 2
BASIS = "同一期间、同一对象的同一数量只能有一个值"


class Levels(NamedTuple):
    """What a growth proves: the count of this year and that of the year before, and where."""

    now: Decimal
    before: Decimal
    paragraph: int


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every count that is the one of the year before."""
    if not is_report(manuscript):
        return
    said = set()
    for each in _retold_as_now(manuscript):
        said.add((each.paragraph, each.end))
        yield each
    for each in _not_updated(manuscript):
        if (each.paragraph, each.end) not in said:
            yield each


def _retold_as_now(manuscript: Manuscript) -> Iterator[Finding]:
    planned = plans.planned(manuscript)
    # 计划批准650件，比今年增加32件: a growth that is aimed at proves nothing of this year.
    proven = [each for each in _levels(manuscript) if each.paragraph not in planned]
    tellings = told(manuscript) if proven else []
    for levels in proven:
        current = [each for each in tellings if each.mention.figure.value == levels.now]
        for again in tellings:
            if again.mention.passage.index == levels.paragraph or again.mention.passage.index in planned:
                continue
            if again.mention.figure.value != levels.before or not _undated(manuscript, again):
                continue
            if not _counted(manuscript, levels, again):
                continue
            named = next((each for each in current if _of_the_same(again, each)), None)
            if named is not None:
                yield _report(manuscript, again, named)
                break


def _not_updated(manuscript: Manuscript) -> Iterator[Finding]:
    """Those that no growth need prove: wherever else the number stands, it is told of the year before."""
    now = {(each.paragraph, each.before): each.now for each in _levels(manuscript)}
    for level in not_updated(manuscript):
        there, figure = level.there, level.figure
        told = there.plain[
            max(there.plain.rfind(mark, 0, level.other.start) for mark in "，。；：") + 1 : level.other.end
        ]
        due = now.get((there.index, level.other.value))
        yield finding(
            level.passage,
            (figure.start, figure.end),
            kind=Kind.REPEAT,
            verdict=Verdict.WRONG,
            rule="stale",
            message=f"{manuscript.addresses.get(there.index, '')}写“{told}”，{figure.text}是文中所写的上年数，此处没有更新。",
            stated=figure.text,
            computed=None if due is None else f"{due}{figure.unit}",
            basis=BASIS,
        )


def _levels(manuscript: Manuscript) -> Iterator[Levels]:
    growths = manuscript.settled(lambda each: each.kind is Kind.GROWTH and each.verdict is Verdict.RIGHT)
    for paragraph, found in growths.items():
        for each in found:
            match = FOLLOWS.match(each.message)
            if match is not None and match[1] != match[2] and min(len(match[1]), len(match[2])) >= FEWEST:
                yield Levels(Decimal(match[1]), Decimal(match[2]), paragraph)


def _counted(manuscript: Manuscript, levels: Levels, telling: Telling) -> bool:
    """一至四季度分别审核68件、74件、80件和90件，四季度比三季度增长12.5% tells nothing of 80人次: is there a count of its unit in that growth?"""
    return any(
        each.kind == telling.mention.figure.kind and each.value in (levels.now, levels.before)
        for passage in manuscript.passages
        if passage.index == levels.paragraph
        for each in passage.figures
    )


def _undated(manuscript: Manuscript, telling: Telling) -> bool:
    """Is nothing said of another year in its paragraph so far, and is its period the report's own?"""
    mention = telling.mention
    lead = mention.passage.plain[: mention.figure.start]
    earlier = manuscript.year is not None and f"{manuscript.year - 1}年" in lead
    return (
        not mention.compared
        and mention.period in ("", str(manuscript.year))
        and not earlier
        and not EARLIER.search(lead)
    )


def _of_the_same(again: Telling, current: Telling) -> bool:
    """Are most of the words by which the one is named found beside the other, a count of the same unit?"""
    if again.mention.key != current.mention.key or again.mention.passage is current.mention.passage:
        return False
    words = {pair for each in (again.modifier, again.head) for pair in pairs(REST.sub("", content(each)))}
    return bool(words) and HALF * len(words & current.pairs) >= len(words)


def _report(manuscript: Manuscript, again: Telling, current: Telling) -> Finding:
    mention, figure = again.mention, current.mention.figure
    there = manuscript.addresses.get(current.mention.passage.index, "")
    return finding(
        mention.passage,
        (mention.figure.start, mention.figure.end),
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG,
        rule="stale",
        message=f"{there}写“{current.mention.quote}”，{mention.figure.text}是文中所写的上年数，此处没有更新。",
        stated=mention.figure.text,
        computed=figure.text,
        basis=BASIS,
    )


RULE = Rule(
    id="stale",
    title="沿用上年的数",
    source=BASIS,
    why="在上年的报告上改，正文换了数，问题部分和述职部分的没有换。",
    wrong="一、全年排查纠纷426起，较上年的463起减少37起，下降8.0%……三、全年排查纠纷463起，仍处高位",
    right="一、全年排查纠纷426起，较上年的463起减少37起，下降8.0%……三、全年排查纠纷426起，仍处高位",
    check=check,
    late=True,
    after=frozenset({"growth"}),
)
