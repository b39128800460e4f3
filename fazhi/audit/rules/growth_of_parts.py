"""A total cannot change otherwise than all its parts together: 9083件减少9.65%，其中5780件减少22.49%，3046件增加38.45%…

Where the parts add up to their total and the change of each is told, the total of before follows from them. Every percentage may
have been rounded or cut off, and every amount printed in 万, so the change of the total is a span; only what lies outside is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.growths import increases_of_parts, open_growths, parts_changed
from fazhi.audit.growths.changed_once import Change
from fazhi.audit.growths.changes import falls
from fazhi.audit.growths.grown_parts import Parted, parted
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import in_scale
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import Percentage

WIDEST = 1
"""Percentage points: of parts told so roughly nothing follows."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every growth of a total whose parts tell theirs."""
    for claim in open_growths.unsettled(manuscript):
        whole = parted(claim)
        if whole is not None and whole.change[1] - whole.change[0] <= WIDEST:
            yield _judge(claim, whole)
    known = open_growths.settled(manuscript)
    for total, parts, low, high in parts_changed.parted(manuscript):
        place = (total.passage.index, total.passage.quote(total.figure.start, total.figure.end)[1])
        if high - low <= WIDEST and place not in known:
            yield from _of_parts(total, parts, low, high)
    for passage in manuscript.passages:
        yield from (_of_increases(each) for each in increases_of_parts.parted(passage))


def _of_increases(found: increases_of_parts.Parted) -> Finding:
    """What the parts gained or lost is not what the total did."""
    total, parts = found.total, found.parts
    told = "、".join(f"{'减少' if each.less else '增加'}{each.change.text}" for each in parts)
    way, amount = ("减少" if found.amount < 0 else "增加"), in_scale(abs(found.amount), total.change)
    return finding(
        found.passage,
        (total.change.start, parts[-1].change.end),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="growth_of_parts",
        message=f"各部分{told}，合起来{way}{amount}{total.change.unit}，与总数的增减{total.change.text}不符。",
        stated=total.change.text,
        computed=abs(found.amount),
        basis="总数的增减＝各部分增减之和",
    )


def _of_parts(total: Change, parts: list[Change], low: Fraction, high: Fraction) -> Iterator[Finding]:
    """The change of the total lies outside of what its parts make; which of them is wrong they do not say."""
    least, most = (-high, -low) if total.fall else (low, high)
    if rounding.fits(total.figure.value, least, most):
        return
    computed = rounding.show((least + most) / 2, max(1, rounding.decimals(total.figure.value)))
    told = "、".join(f"{each.level.text}{'下降' if each.fall else '增长'}{each.figure.text}" for each in parts)
    way = "下降" if total.fall else "增长"
    yield finding(
        total.passage,
        (total.start, total.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="growth_of_parts",
        message=f"{told}，合起来{total.level.text}应{way}{computed}%，文中写{total.figure.text}，总数或其中一项的增减幅度有误。",
        stated=total.figure.text,
        computed=computed,
        basis="增减幅度＝（本期数－基期数）÷基期数，总数的基期数＝各部分基期数之和",
    )


def _judge(claim: Percentage, whole: Parted) -> Finding:
    low, high = whole.change
    if falls(claim):
        low, high = -high, -low
    places = max(1, rounding.decimals(claim.figure.value))
    computed = rounding.show(Fraction(low + high) / 2, places)
    right = bool(rounding.fits(claim.figure.value, low, high)) and high >= 0
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.RIGHT if right else Verdict.WRONG,
        rule="growth_of_parts",
        message=_message(claim, whole, f"{computed}", right),
        stated=claim.stated,
        computed=computed,
        basis="" if right else "增减幅度＝（本期数－基期数）÷基期数，总数的基期数＝各部分基期数之和",
    )


def _message(claim: Percentage, whole: Parted, computed: str, right: bool) -> str:
    parts = "、".join(each.text for each in whole.parts)
    way = "下降" if falls(claim) else "增长"
    told = f"{parts}各自的增减合起来，{whole.total.text}应{way}{computed}%"
    return f"{told}，相符。" if right else f"{told}，文中写{claim.stated}，总数或其中一项的增减幅度有误。"


RULE = Rule(
    id="growth_of_parts",
    title="总数与各部分的增减幅度",
    source="总数的基期数＝各部分基期数之和",
    why="总数和各部分的增减幅度分头计算，抄错一个，没有上年数也推得出来。",
    wrong="受理9083件，同比减少10.65%。其中咨询5780件，同比减少22.49%；投诉3046件，同比增加38.45%；举报257件，同比减少35.1%。",
    right="受理9083件，同比减少9.65%。其中咨询5780件，同比减少22.49%；投诉3046件，同比增加38.45%；举报257件，同比减少35.1%。",
    check=check,
    late=True,
)
