"""行政复议与行政诉讼案件之比为1.96∶1: a ratio held against the counts of the two things it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

MARK = re.compile(r"\d[∶：]\d")
LONGEST, LONGEST_RIGHT = 60, 12
RATIO = re.compile(
    r"(?P<one>[\u4e00-\u9fff“”]{2,14}?)(?:与|和|同|对)(?P<other>[\u4e00-\u9fff“”]{2,14}?)(?:的(?:数量|件数|人数|案件)?)?(?:之比|比例|比率|比)"
    r"(?:约|大约)?(?:为|是|达到?)?(?:约)?(?P<left>\d{1,6}(?:\.\d{1,4})?)[∶：](?P<right>\d{1,6}(?:\.\d{1,4})?)(?![\d.∶：])"
)
# What a name may be said without: 一审行政诉讼案件 is counted as 一审行政诉讼案件1105件, 行政复议 as 行政复议申请2166件.
LOOSE = re.compile(r"^(?:全[省市县区镇年]|其中|本年)|(?:案件|申请|数量|总数|人数|数)$")
REACH = 8
"""Paragraphs before a ratio in which its counts are looked for."""
MOST = 4


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every ratio whose two counts the text names."""
    if "比" not in manuscript.text or ("∶" not in manuscript.text and "：" not in manuscript.text):
        return
    for passage, match, offset in _ratios(manuscript):
        number = manuscript.passages.index(passage)
        before = [each for one in manuscript.passages[max(0, number - REACH) : number] for each in one.figures]
        before += [each for each in passage.figures if each.end <= match.start() - offset]
        ones, others = _of(before, match["one"]), _of(before, match["other"])
        pairs = [
            (one, other) for one in ones for other in others if one.value != other.value and one.kind == other.kind
        ]
        result = _judge(match, pairs)
        if result is None:
            continue
        (one, other), verdict = result
        right = Fraction(match["right"])
        computed = rounding.show(one.exactly / other.exactly * right, max(1, rounding.decimals(Decimal(match["left"]))))
        message = f"{one.text}÷{other.text}＝{computed}∶{match['right']}，"
        yield finding(
            passage,
            (match.start("left") - offset, match.end() - offset),
            kind=Kind.RATE,
            verdict=verdict,
            rule="ratio",
            message=message + ("相符。" if verdict is Verdict.RIGHT else f"文中写{match['left']}∶{match['right']}。"),
            computed=computed,
            basis="比＝前项÷后项" if verdict is Verdict.WRONG else "",
        )


def _ratios(manuscript: Manuscript) -> Iterator[tuple[Passage, re.Match[str], int]]:
    """Every ratio with its names: looked for from its mark backwards, for names stand everywhere and marks hardly ever."""
    for mark in MARK.finditer(manuscript.text):
        passage, offset = manuscript.located(mark.start())
        match = RATIO.search(manuscript.text, max(offset, mark.start() - LONGEST), mark.end() + LONGEST_RIGHT)
        if match is not None and match.start("left") <= mark.start() < match.end("right"):
            yield passage, match, offset


def _of(figures: list[Figure], name: str) -> list[Figure]:
    """The last counts that bear a name."""
    core = LOOSE.sub("", LOOSE.sub("", name.strip("“”")))
    sound = (each for each in figures if each.exact and each.count and not each.compared and each.value > 0)
    return [each for each in sound if core in f"{each.head}|{each.tail}"][-MOST:] if core else []


def _judge(match: re.Match[str], pairs: list[tuple[Figure, Figure]]) -> tuple[tuple[Figure, Figure], Verdict] | None:
    stated, right = Decimal(match["left"]), Fraction(match["right"])
    if right == 0:
        return None
    for pair in pairs:
        if rounding.fits(stated, pair[0].exactly / pair[1].exactly * right):
            return pair, Verdict.RIGHT
    slips = [pair for pair in pairs if misprints.misprinted(stated, pair[0].exactly / pair[1].exactly * right)]
    return (slips[0], Verdict.WRONG) if len(slips) == 1 else None


RULE = Rule(
    id="ratio",
    title="两数之比",
    source="比＝前项÷后项",
    why="比由两个数算出，改写时两数变了比没有跟着变，或者数字抄倒。",
    wrong="行政复议申请2254件，行政诉讼案件1127件，行政复议与行政诉讼案件之比为2.02∶1",
    right="行政复议申请2254件，行政诉讼案件1127件，行政复议与行政诉讼案件之比为2.00∶1",
    check=check,
)
