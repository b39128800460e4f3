"""未结24458件，降15.1%: what was unfinished a year ago is carried over, so its count is told or follows from the others.

Carried over, plus new, less finished, is unfinished. Said outright (旧存28802件), or reckoned back: unfinished, plus finished, less
new. The balance itself proves that the counts belong together, or, where nothing was carried over in words, the nearness of the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.growths import open_growths
from fazhi.audit.growths.changes import falls
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import Percentage

UNFINISHED = re.compile(r"(?:未结|未办结|未审结|未执结|尚未结案|结存|存案)(?:案件)?(?:数|为|有|共)?$")
CARRIED = re.compile(r"(?:旧存|结转|上年(?:旧存|未结|结存))(?:案件)?(?:的|为|有)?$")
RECEIVED = re.compile(r"(?:新收|收案|受理|接收|新立)(?:各类|民事|行政)?(?:诉讼)?(?:案件)?$")
FINISHED = re.compile(r"(?:^|[、，已])(?:共|年内)?(?:审结|办结|结案|审执结|执结)(?:各类)?(?:案件)?$")
JOINED = re.compile(
    r"，(?:同比|比上年|较上年|比去年|较去年|[^，。；：\d]{0,6}同期)?(?:增长|上升|增加|下降|减少|降低|升|降|增|减)(?:幅)?(?:为|达)?了?"
)
HUNDRED = 100


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every growth of the unfinished whose base is carried over."""
    if "结" not in manuscript.text:
        return
    for claim in open_growths.unsettled(manuscript):
        now = _unfinished(claim)
        base = _base(claim, now) if now is not None else None
        if now is not None and base is not None:
            yield from _judge(claim, now, base)


def _unfinished(claim: Percentage) -> Figure | None:
    counts = [each for each in claim.sentence.figures if each.end <= claim.figure.start and each.count]
    if not counts or not counts[-1].exact or UNFINISHED.search(counts[-1].head) is None:
        return None
    gap = JOINED.fullmatch(claim.passage.plain, counts[-1].end, claim.figure.start)
    return counts[-1] if gap is not None else None


def _base(claim: Percentage, now: Figure) -> int | None:
    """What was carried over into the period, if the other counts of the sentence tell it beyond doubt."""
    counts = [
        each for each in claim.sentence.figures if each.end <= now.start and each.exact and each.kind == now.kind
    ]  # fmt: skip
    received, finished, carried = (_one(counts, each) for each in (RECEIVED, FINISHED, CARRIED))
    if received is None or finished is None:
        return None
    if carried is not None:
        balanced = carried.value + received.value - finished.value == now.value
        return int(carried.value) if balanced and carried.value > 0 else None
    base = int(now.value + finished.value - received.value)
    # 受理500件，审结480件，未结20件: what was received holds what was carried over.
    return base if base > 0 and received.value - finished.value != now.value else None


def _one(counts: list[Figure], pattern: re.Pattern[str]) -> Figure | None:
    found = [each for each in counts if pattern.search(each.head) is not None]
    return found[0] if len(found) == 1 else None


def _judge(claim: Percentage, now: Figure, base: int) -> Iterator[Finding]:
    change = HUNDRED * Fraction(int(now.value) - base, base)
    change = -change if falls(claim) else change
    computed = rounding.show(change, max(1, rounding.decimals(claim.figure.value)))
    right = bool(rounding.fits(claim.figure.value, change))
    if not right and not misprints.near(claim.figure.value, change):
        return
    told = f"由收结存推算上年结转{base}{now.unit}，{now.text}{'下降' if falls(claim) else '增长'}{computed}%"
    yield finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.RIGHT if right else Verdict.WRONG,
        rule="growth_of_unfinished",
        message=f"{told}，相符。" if right else f"{told}，文中写{claim.stated}。",
        stated=claim.stated,
        computed=computed,
        basis="" if right else "结转数＋新收数－办结数＝未结数",
    )


RULE = Rule(
    id="growth_of_unfinished",
    title="未结案件的增减幅度",
    source="结转数＋新收数－办结数＝未结数",
    why="未结案件的增减幅度写错，收案、结案、结转各数就在同一句里。",
    wrong="收案321件，另有旧存28件，审结325件，未结24件，降16.3%。",
    right="收案321件，另有旧存28件，审结325件，未结24件，降14.3%。",
    check=check,
    late=True,
)
