"""A rate or share that the other rules left open, though the words around it leave only one base.

办结13043件，办结率94%, and of all counts before only 13499件 is larger; 起诉308人，不起诉122人，不诉率29.4%: the two are all there are;
新收120件，旧存5件，审结118件，结案率95.4%.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.growths import levels_named
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import (
    both_together,
    carried_over,
    common_bases,
    foremost,
    only_bases,
    opposites,
    over_last_year,
    share_doubts,
    witnessed_bases,
)
from fazhi.audit.rules import Rule
from fazhi.audit.sums import done_and_left
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, claims

AFTER = frozenset(("rate", "share"))
READINGS = (
    opposites.pair,
    carried_over.pair,
    done_and_left.pair,
    both_together.pair,
    only_bases.pair,
    foremost.pair,
    witnessed_bases.pair,
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such rate that is a slip of its own two counts."""
    left_open = manuscript.left_open(AFTER)
    for claim in claims(manuscript.passages, "rate", "share"):
        _start, end, _quote = claim.passage.quote(claim.start, claim.figure.end)
        if (claim.passage.index, end) not in left_open:
            continue
        found = None
        pairs = (reading(claim) for reading in READINGS)
        pair = next((each for each in pairs if each is not None), None)
        if pair is not None and not (_far(claim, *pair) or _all_but(claim, pair[1])):
            found = _report(claim, *pair)
        other = opposites.complement(claim) if pair is None else None
        if other is not None:
            found = _of_complement(claim, other)
        together = foremost.added(claim) if found is None else None
        if together is not None:
            found = _of_shares(claim, *together)
        if found is not None:
            yield found
    for passage in manuscript.passages:
        if "的" in passage.plain and "%" in passage.plain:
            yield from (_of_level(passage, *each) for each in levels_named.slips(passage))
    for passage in manuscript.passages:
        yield from (_of_last_year(each) for each in over_last_year.over_last_year(passage))


def _far(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """Is the rate far from what the two give, or of a base that other shares of the passage imply?"""
    base = whole.exactly
    too_far = misprints.too_far(claim.figure.value, 100 * part.exactly / base)
    # 起诉348件427人，不起诉48件55人，不诉率11.59%: of cases or of persons?
    two_ways = any(each.start == whole.end and each.count for each in claim.passage.figures)
    if share_doubts.of_last_time(claim, whole):
        return True
    return too_far or two_ways or common_bases.by_two_together(claim, part) or common_bases.implied(claim, part, base)


def _all_but(claim: Percentage, whole: Figure) -> bool:
    """公示42件，公示及时率97.6%，1件迟2日: is it that of all but those told right behind it?"""
    behind = [each for each in claim.sentence.figures if each.start >= claim.figure.end][:1]
    return any(
        each.exact
        and each.kind == whole.kind
        and 0 < each.value < whole.value
        and rounding.fits_counts(claim.figure.value, int(whole.value - each.value), int(whole.value))
        for each in behind
    )


def _report(claim: Percentage, part: Figure, whole: Figure) -> Finding:
    computed = _computed(claim.figure, part, whole)
    formula = f"{part.text}÷{whole.text}＝{computed}%"
    message = f"文中写{claim.stated}，前文能作基数的只有{whole.text}，{formula}。"
    return _wrong(claim.passage, (claim.start, claim.figure.end), computed, message, formula)


def _of_complement(claim: Percentage, other: Figure) -> Finding:
    computed = 100 - other.value
    message = f"相反的两率合计应为100%，前面已写{other.text}，此处应为{computed}%，文中写{claim.stated}。"
    return _wrong(claim.passage, (claim.start, claim.figure.end), computed, message, f"100%－{other.text}＝{computed}%")


def _of_shares(claim: Percentage, total: Decimal, shares: list[Figure]) -> Finding:
    formula = f"{'＋'.join(each.text for each in shares)}＝{total}%"
    message = f"文中写{claim.stated}，按所列各项的占比，{formula}。"
    return _wrong(claim.passage, (claim.start, claim.figure.end), total, message, formula)


def _of_level(passage: Passage, figure: Figure, level: Figure, base: Figure) -> Finding:
    computed = _computed(figure, level, base)
    formula = f"{level.text}÷{base.text}＝{computed}%"
    return _wrong(passage, (figure.start, figure.end), computed, f"文中写{figure.text}，按{formula}不符。", formula)


def _of_last_year(each: over_last_year.Taken) -> Finding:
    """网上1658件，总量3268件，上年3542件，占46.8%: the whole is this year's."""
    computed = _computed(each.figure, each.part, each.whole)
    formula = f"{each.part.text}÷{each.whole.text}＝{computed}%"
    message = f"{formula}，文中写{each.figure.text}，是拿上年的{each.taken.text}作了总数。"
    told = _wrong(each.passage, (each.start, each.figure.end), computed, message, formula)
    told.basis = over_last_year.BASIS
    return told


def _computed(figure: Figure, part: Figure, whole: Figure) -> Decimal:
    return rounding.show(100 * part.exactly / whole.exactly, max(1, rounding.decimals(figure.value)))


def _wrong(passage: Passage, span: tuple[int, int], computed: Decimal, message: str, formula: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="only_base",
        message=message,
        computed=computed,
        basis=f"比率＝部分÷总体：{formula}",
    )


RULE = Rule(
    id="only_base",
    title="只有一个基数的比率",
    source="比率＝部分÷总体；前文能作总体的只有一个数，或者两种相反的结果合起来就是总体",
    why="总数在前一句，率没有随着重算，而率的名称不在词表里。",
    wrong="接到案件13499件，同比增长3.2%。办结13043件，办结率94%",
    right="接到案件13499件，同比增长3.2%。办结13043件，办结率97%",
    check=check,
    late=True,
    after=AFTER,
)
