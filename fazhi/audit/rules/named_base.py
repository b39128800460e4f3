"""A rate or a share of which the words name both counts, so that what else gives the printed number gives it by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import (
    another_than_named,
    closed_divisions,
    item_shares,
    named_far_off,
    one_breath,
    plan_fulfilled,
    spelled_items,
)
from fazhi.audit.rates.over_last_year import Taken
from fazhi.audit.rates.spelled_shares import Spelled, in_words
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, claims

BY_UNIT = re.compile(r"（按(?P<unit>[\u4e00-\u9fff]{1,2}?)[数计算]{0,2}）")
AFTER = frozenset(("rate", "share"))
"""What these looked at is asked here again by the names of the counts, which no other account excuses."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such rate that is not that of its two counts."""
    asked = {(each.paragraph, each.end) for each in manuscript.found if each.rule in AFTER}
    for claim in claims(manuscript.passages, "rate", "share", "other"):
        seen = claim.role == "other" or (claim.passage.index, claim.figure.end + claim.passage.base) in asked
        if not seen:
            continue
        divided = closed_divisions.slip(claim) or item_shares.slip(manuscript, claim)
        beside = one_breath.slip(claim) if divided is None else None
        if _by_another_unit(claim, divided or beside):
            continue
        if divided is not None:
            yield _report(claim, *divided, closed_divisions.BASIS)
        elif beside is not None:
            yield _report(claim, *beside, one_breath.BASIS)
    yield from (_said(*each) for each in spelled_items.slips(manuscript))
    for claim in claims(manuscript.passages, "rate", "plan", "other"):
        fulfilled = plan_fulfilled.slip(claim)
        if fulfilled is not None:
            yield _report(claim, *fulfilled, plan_fulfilled.BASIS)
    for passage in manuscript.passages:
        yield from map(_of_another, another_than_named.another_than_named(passage))
        yield from map(_of_another, named_far_off.named_far_off(manuscript, passage))


def _by_another_unit(claim: Percentage, counts: tuple[Figure, Figure] | None) -> bool:
    """47户146人，消除率（按户）74.6%: does the bracket name another unit than that of the counts?"""
    said = BY_UNIT.search(claim.passage.plain, claim.start, claim.figure.start)
    return counts is not None and said is not None and said["unit"] not in counts[0].unit


def _of_another(each: Taken) -> Finding:
    """演练26场，其中消防15场，占演练总场次的31.3% (of 培训48场)"""
    computed = rounding.show(100 * each.part.exactly / each.whole.exactly, rounding.decimals(each.figure.value) or 1)
    formula = f"{each.part.text}÷{each.whole.text}＝{computed}%"
    return finding(
        each.passage,
        (each.start, each.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="named_base",
        message=f"按所写的总数，{formula}，文中写{each.figure.text}，是拿{each.taken.text}作了总数。",
        stated=each.figure.text,
        computed=computed,
        basis=another_than_named.BASIS,
    )


def _report(claim: Percentage, part: Figure, whole: Figure, basis: str) -> Finding:
    computed = rounding.show(100 * part.exactly / whole.exactly, rounding.decimals(claim.figure.value) or 1)
    found = finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="named_base",
        message=f"文中写{claim.stated}，按所写的基数应为{part.text}÷{whole.text}＝{computed}%。",
        stated=claim.stated,
        computed=computed,
        basis=basis,
    )
    found.either = _part_may_have_slipped(claim, part, whole)
    return found


def _part_may_have_slipped(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """不合格27批次 of 214, 7.9%: 17 of them are 7.9 %, so which of the two was miswritten nothing tells."""
    due = round(whole.exactly * Fraction(claim.figure.value) / 100)
    made = part.exact and whole.exact and rounding.fits_counts(claim.figure.value, due, int(whole.value))
    return bool(made) and misprints.like_count(f"{part.value:f}", f"{due}")


def _said(passage: Passage, found: Spelled) -> Finding:
    """邻里纠纷占到四分之一左右 of 138件 out of 412件"""
    said = passage.plain[found.start : found.end]
    share = found.part.exactly / found.base.exactly
    formula = f"{found.part.text}÷{found.base.text}＝{rounding.show(100 * share, 1)}%"
    return finding(
        passage,
        (found.start, found.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="named_base",
        message=f"文中称{said}，按{formula}不符。",
        computed=in_words(share) or rounding.show(100 * share, 1),
        basis=closed_divisions.BASIS,
    )


RULE = Rule(
    id="named_base",
    title="各以其名相称的部分与总体",
    source="比率＝部分÷总体；部分与总体各以其名相称",
    why="分母换成了相近的另一个数，而文中已经写明是谁占谁。",
    wrong="评查案卷150卷，评为优秀102卷、合格44卷、不合格4卷，优秀率69.9%",
    right="评查案卷150卷，评为优秀102卷、合格44卷、不合格4卷，优秀率68.0%",
    check=check,
    late=True,
    after=AFTER,
)
