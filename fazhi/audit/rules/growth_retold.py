"""全年发生事故9起，同比下降33.3% … 9起事故中……，上年共发生12起，少了3起: a growth told again follows from the levels told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths import (
    changed_once,
    levels_in_tables,
    measured_pairs,
    open_growths,
    rows_of_years,
    said_before,
    told_apart,
    two_changes,
)
from fazhi.audit.growths.changes import falls
from fazhi.audit.growths.retold import Told, by_counts, by_name
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """What is open of the growths of one part, and told in another."""
    for claim, count, told, witnessed in by_counts(manuscript):
        yield from _judge(manuscript, claim, count, told, witnessed)
    for claim, other in by_name(manuscript):
        there = manuscript.addresses.get(other.passage.index, "")
        message = (
            f"{there}同一增减幅度写作{other.figure.text}，且与该处的本期数、基期数相符，此处写{claim.figure.text}有误。"
        )
        yield _report(claim, Kind.REPEAT, Verdict.WRONG, message, other.figure.value)
    for change, against in changed_once.contradicted(manuscript):
        yield _of_one_level(manuscript, change, against)
    settled = open_growths.settled(manuscript)
    for passage, span, figure, row in levels_in_tables.refuted(manuscript):
        if (passage.index, passage.quote(*span)[1]) not in settled:
            yield _of_table(passage, span, figure, row)

    for passage, each in rows_of_years.wrong(manuscript):
        if (passage.index, passage.quote(each.start, each.figure.end)[1]) not in settled:
            yield _of_years(passage, each)
    yield from _apart(manuscript)


def _said_before(manuscript: Manuscript) -> Iterator[Finding]:
    """A change of the one number of the sentence before."""
    for claim, change, level, growth in said_before.said_before(manuscript):
        computed = rounding.show(growth, max(1, rounding.decimals(claim.figure.value)))
        way = "下降" if falls(claim) else "增长"
        message = f"前一句写{level.text}，按相差{change.text}推算应{way}{computed}%，文中写{claim.stated}。"
        yield _report(claim, Kind.GROWTH, Verdict.WRONG, message, computed)


def _measured(found: measured_pairs.Measured) -> Finding:
    """处数下降28.8%, of 37处 and the 52处 of the year before."""
    change = HUNDRED * abs(found.now.exactly - found.base.exactly) / found.base.exactly
    computed = rounding.show(change, max(1, rounding.decimals(found.claim.figure.value)))
    formula = f"{found.base.text}变为{found.now.text}，{'下降' if falls(found.claim) else '增长'}{computed}%"
    if rounding.fits(found.claim.figure.value, change):
        return _report(found.claim, Kind.GROWTH, Verdict.RIGHT, f"由{formula}，相符。", computed)
    return _report(found.claim, Kind.GROWTH, Verdict.WRONG, f"由{formula}，文中写{found.claim.stated}不符。", computed)


def _beside_another(change: two_changes.Change, now: Figure) -> Finding:
    """A change that is not of the level which another change beside it has."""
    base = now.value - change.moved
    computed = rounding.show(
        HUNDRED * change.figure.exactly / Fraction(base), max(1, rounding.decimals(change.claim.figure.value))
    )
    way = "增长" if change.moved > 0 else "下降"
    message = f"本期数若为{now.text}（另一处增减与它相符），基期数为{base}{now.unit}，应{way}{computed}%，文中写{change.claim.stated}。"
    return _report(change.claim, Kind.GROWTH, Verdict.WRONG, message, computed)


def _of_years(passage: Passage, each: rows_of_years.Between) -> Finding:
    """A change between two years of a row."""
    points = each.figure.kind == POINTS
    computed = rounding.show(each.change, max(1, rounding.decimals(each.figure.value)))
    message = f"由{each.base.text}到{each.now.text}，应为{computed}{'个百分点' if points else '%'}，文中写{each.figure.text}。"
    return _found(passage, (each.start, each.figure.end), Verdict.WRONG, message, each.figure.text, computed)


def _apart(manuscript: Manuscript) -> Iterator[Finding]:
    """What another telling of the level, or of the growth, shows."""
    for each in told_apart.wholes(manuscript):
        there = manuscript.addresses.get(each.passage.index, "")
        message = (
            f"没有哪个整数的基期数能使{each.now.text}{each.claim.stated}，{there}写“{each.other.head}{each.other.text}”则算得出，"
            "两处必有一误。"
        )
        span = (each.now.start, each.claim.figure.end)
        yield _found(each.claim.passage, span, Verdict.WRONG, message, each.claim.stated, each.other.text)
    yield from _said_before(manuscript)
    for measured in measured_pairs.measured_pairs(manuscript):
        yield _measured(measured)
    for moved, now in two_changes.two_changes(manuscript):
        yield _beside_another(moved, now)
    for passage, figure, change, meant in told_apart.increases(manuscript):
        message = (
            f"{change.level.text}，增减{change.figure.text}，应增减{meant}{figure.unit}左右，此处写{figure.text}不符。"
        )
        yield _found(passage, (figure.start, figure.end), Verdict.WRONG, message, figure.text, f"{meant}{figure.unit}")
    for claim, more, level in told_apart.by_the_new_level(manuscript):
        base = level.value - more.value
        computed = rounding.show(
            HUNDRED * Fraction(more.value) / Fraction(base), max(1, rounding.decimals(claim.figure.value))
        )
        message = (
            f"{more.text}÷（{level.text}－{more.text}）＝{computed}%，文中按本期数{level.text}计算，写{claim.stated}。"
        )
        yield _found(claim.passage, (claim.start, claim.figure.end), Verdict.WRONG, message, claim.stated, computed)


def _found(
    passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, stated: str, computed: Decimal | str
) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.GROWTH,
        verdict=verdict,
        rule="growth_retold",
        message=message,
        stated=stated,
        computed=computed,
        basis="增减幅度＝（本期数－基期数）÷基期数" if verdict is Verdict.WRONG else "",
    )


def _of_table(passage: Passage, span: tuple[int, int], figure: Figure, row: levels_in_tables.Row) -> Finding:
    """The table has both levels."""
    computed = rounding.show(row.change, max(1, rounding.decimals(figure.value)))
    message = f"表中“{row.label}”由{row.before}变为{row.now}，增减{computed}%，此处写{figure.text}不符。"
    return _found(passage, span, Verdict.WRONG, message, figure.text, computed)


def _of_one_level(manuscript: Manuscript, change: changed_once.Change, other: changed_once.Change) -> Finding:
    """The other telling has another change of the same level."""
    there = manuscript.addresses.get(other.passage.index, "")
    told = other.passage.plain[other.level.start : other.figure.end]
    return finding(
        change.passage,
        (change.start, change.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="growth_retold",
        message=f"{there}写“{told}”，此处同一数量的同一增减幅度写作{change.figure.text}，两处必有一误。",
        stated=change.figure.text,
        computed=other.figure.value,
        basis="同一数量与同一时期相比，增减幅度只有一个",
    )


def _judge(manuscript: Manuscript, claim: Percentage, count: Figure, told: Told, witnessed: bool) -> Iterator[Finding]:
    """Right, or a slip: the other growth of the row follows from its own levels, or this one is all but the computed one."""
    now, base = int(told.now.value), int(told.base.value)
    change = HUNDRED * Fraction(now - base, base)
    change = -change if falls(claim) else change
    stated = claim.figure.value
    there = manuscript.addresses.get(told.passage.index, "")
    computed = rounding.show(change, max(1, rounding.decimals(stated)))
    formula = f"({now}－{base})÷{base}" if now >= base else f"({base}－{now})÷{base}"
    lead = f"{there}写明{count.text}的基期数为{told.base.text}，{formula}＝{abs(computed)}%"
    if rounding.fits(stated, change):
        yield _report(claim, Kind.GROWTH, Verdict.RIGHT, f"{lead}，相符。", computed)
    elif change < 0 and (rounding.fits(stated, -change) or witnessed):
        yield _report(claim, Kind.GROWTH, Verdict.WRONG, f"{lead}，文中写反了方向。", computed)
    elif change > 0 and (witnessed or _slip(stated, change, Fraction(base, now) if now else Fraction(1))):
        yield _report(claim, Kind.GROWTH, Verdict.WRONG, f"{lead}，文中写{claim.stated}不符。", computed)


def _slip(stated: Decimal, change: Fraction, inverse: Fraction) -> bool:
    """One figure wrong, hardly off, or divided by the new level."""
    return misprints.near(stated, change) or bool(rounding.fits(stated, change * inverse))


def _report(claim: Percentage, kind: Kind, verdict: Verdict, message: str, computed: Decimal) -> Finding:
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=kind,
        verdict=verdict,
        rule="growth_retold",
        message=message,
        stated=claim.stated,
        computed=computed,
        basis="增减幅度＝（本期数－基期数）÷基期数" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="growth_retold",
    title="前后各处所写的增减幅度",
    source="增减幅度＝（本期数－基期数）÷基期数",
    why="开头和问题部分再说一遍的增减幅度不带上年数，正文里却写着；一处改了，另一处没有跟着改。",
    wrong="全年发生事故9起、死亡8人，同比分别下降33.3%和27.3%。\n事故9起，比上年的12起减少3起；死亡8人，比上年的11人减少3人。",
    right="全年发生事故9起、死亡8人，同比分别下降25.0%和27.3%。\n事故9起，比上年的12起减少3起；死亡8人，比上年的11人减少3人。",
    check=check,
    late=True,
    after=frozenset({"growth"}),
)
