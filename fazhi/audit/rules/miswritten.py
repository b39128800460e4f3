"""A rate or share that no other rule could bind, and that is the value of counts nearby but for a slip of the hand.

Two figures swapped, or one of four wrong, hardly ever happen by chance: of a thousand numbers of three figures two or three are
so like another. So the words are asked for little here, only that the part stands beside the rate and the whole before it.
Before that every reading is tried: if any two counts of the stretch give the printed figure, nothing is said (decision 0016).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit import misprints, rounding
from fazhi.audit.figures import Figure
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.percentages import Percentage, percentages
from fazhi.audit.rules import Rule

ROLES = frozenset(("rate", "share"))
BACK = 8
"""So many paragraphs before the rate its whole may stand: the items of one part."""
MOST = 60
"""So many counts are tried."""
PARTS = 3
"""So many counts right before the rate may be its part."""
FEWEST = 3
NEXT_TO = 4
MATTERS = frozenset(("case", "case-time", "batch", "time", "person-time"))
"""来访574批次，占信访总量2146件次: so counted, matters are set against one another."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and the whole that it may be of."""

    part: Figure
    whole: Figure


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such rate."""
    settled = {
        (each.paragraph, each.end) for each in manuscript.found if each.verdict.settled and each.kind is Kind.RATE
    }
    for number, passage in enumerate(manuscript.passages):
        if "%" not in passage.plain:
            continue
        for claim in percentages(passage):
            if claim.role in ROLES and _telling(claim) and not _settled(claim, settled):
                pair = _slip(manuscript, number, claim)
                if pair is not None:
                    yield _report(claim, pair)


def _telling(claim: Percentage) -> bool:
    """An exact figure of three digits or more, of this period."""
    figure = claim.figure
    exact = not figure.vague and not figure.bound and not figure.compared
    return exact and rounding.decimals(figure.value) > 0 and len(_digits(figure.value).rstrip("0")) >= FEWEST


def _settled(claim: Percentage, settled: set[tuple[int, int]]) -> bool:
    sample = _report(claim, None)
    return (sample.paragraph, sample.end) in settled


def _slip(manuscript: Manuscript, number: int, claim: Percentage) -> Pair | None:
    """The one pair that the figure miswrites, if no pair gives it."""
    here = [each for each in claim.passage.figures if _sound(each)]
    before = [each for each in here if each.end <= claim.figure.start]
    region = list(before)
    for passage in reversed(manuscript.passages[max(0, number - BACK) : number]):
        region += [each for each in passage.figures if _sound(each)]
    behind = [each for each in here if each.start > claim.figure.end]
    region = (region + behind)[:MOST]
    near = [each for each in before if each.sentence == claim.figure.sentence][-PARTS:]
    told = [each for each in here if 0 <= claim.figure.sentence - each.sentence <= 1]
    if not near or any(_gives(claim, part, whole, told) for part in told for whole in region):
        return None
    slips = {
        (part.value, whole.value): Pair(part, whole)
        for part in near
        for whole in region
        if part.kind == whole.kind and 0 < part.value < whole.value and _like(claim.figure.value, part, whole)
    }
    return next(iter(slips.values())) if len(slips) == 1 else None


def _sound(figure: Figure) -> bool:
    return figure.count and figure.exact and figure.value > 1


def _gives(claim: Percentage, part: Figure, whole: Figure, told: list[Figure]) -> bool:
    """Is the printed figure that of the two, or of what is left of the whole? Beside it 13人 may be of 65个单位."""
    if part.value >= whole.value:
        return False
    if part.kind != whole.kind and not {part.kind, whole.kind} <= MATTERS and whole not in told:
        return False
    value, places = float(claim.figure.value), rounding.decimals(claim.figure.value)
    share = 100 * float(part.value) / float(whole.value)
    step = 10.0**-places
    return min(abs(share - value), abs(100 - share - value)) <= step


def _like(stated: Decimal, part: Figure, whole: Figure) -> bool:
    computed = 100 * part.exactly / whole.exactly
    places = rounding.decimals(stated)
    printed, right = _digits(stated), _digits(rounding.show(computed, places))
    if misprints.swapped(printed, right) and len(printed) == len(right):
        return True
    # 15.54% where 341÷2196 gives 15.53%: so near, another whole is likelier than a slip.
    if len(printed) <= FEWEST or not misprints.one_wrong(printed, right):
        return False
    return abs(int(printed) - int(right)) > NEXT_TO


def _digits(value: Decimal) -> str:
    return f"{value:f}".replace(".", "").lstrip("0")


def _report(claim: Percentage, pair: Pair | None) -> Finding:
    places = max(1, rounding.decimals(claim.figure.value))
    computed = None if pair is None else rounding.show(100 * pair.part.exactly / pair.whole.exactly, places)
    formula = "" if pair is None else f"{pair.part.text}÷{pair.whole.text}＝{computed}%"
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="miswritten",
        message=f"文中写{claim.stated}，按{formula}，数字写错了一位或颠倒了两位。",
        stated=claim.stated,
        computed=computed,
        basis=f"比率＝部分÷总体：{formula}",
    )


RULE = Rule(
    id="miswritten",
    title="写颠倒或写错一位的比率",
    source="比率＝部分÷总体",
    why="总数写在前几段，比率抄错一位，逐句核对看不出来。",
    wrong="排查732起。成功化解714起，化解成功率95.7%",
    right="排查732起。成功化解714起，化解成功率97.5%",
    check=check,
    late=True,
)
