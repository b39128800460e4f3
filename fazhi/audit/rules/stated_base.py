"""A rate right behind a count and the whole that the words make its base: 31份合同中提出意见的20份，占51.3%; 应参检305家，参检289家.

So many 中, and so many who 应 do it, are the base of what follows in every one of the hundred and thirty such rates of clean
reports, whatever other count would give the figure too (decision 0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.corroboration import accounts
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import (
    before_its_list,
    both_named,
    bracketed_wholes,
    calculated_bases,
    common_bases,
    dealt_rates,
    decided_bases,
    deed_bases,
    done_or_not,
    few_in_words,
    first_outcomes,
    grades,
    latter,
    listed_shares,
    listed_together,
    made_whole,
    named_items,
    named_parts,
    next_in_rank,
    of_one_row,
    one_grade,
    parallel_rates,
    part_grown,
    partitioned,
    said_bases,
    said_wholes,
    share_doubts,
    split_rates,
    stated_bases,
    stocks,
    subgroup_bases,
    turned_shares,
    unfinished_bases,
    visited_bases,
    with_partial,
    with_the_rest,
    wrong_operands,
)
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.former_levels import FROM, past
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import Percentage, claims

NEAREST = 24
"""So many totals of the document are tried."""
ALL = re.compile(r"全部|所有|总")
FAR, HUNDRED = 10, 100
"""Times that a share is off which no slip and no neighbouring total make."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such rate that is not that of its two counts."""
    for claim in claims(manuscript.passages, "rate", "share", "other"):
        slip = _slip(manuscript, claim)
        if slip is not None and stated_bases.of_rounded(claim, *slip):
            continue
        if slip is not None and not before_its_list.divides_the_part(claim, *slip):
            yield _report(claim, *slip)
            continue
        yield from _in_words(claim)
        if claim.role == "other" and not stated_bases.reach(claim):
            continue
        pair = _pair(manuscript, claim)
        by_deed = deed_bases.pair(manuscript, claim) if pair is None else None
        pair = pair or by_deed
        if pair is None or stated_bases.fits(claim, *pair) or _of_total(manuscript, claim, pair[0]):
            continue
        if before_its_list.divides_the_part(claim, *pair):
            continue
        if (
            _of_the_year_before(claim, *pair)
            or _of_both_totals(claim, *pair)
            or share_doubts.of_what_was_used(claim, pair[0])
        ):
            continue
        if by_deed is not None and _of_namesake(manuscript, claim, *pair) or _of_its_total(claim, *pair):
            continue
        far = misprints.too_far(claim.figure.value, 100 * pair[0].exactly / pair[1].exactly)
        # Far from the whole that the words name, but to the last digit of another one: that one was divided by.
        far = (far or by_deed is not None and _far_off(claim, *pair)) and (
            by_deed is None or not deed_bases.of_another(manuscript, claim, pair[0])
        )
        far = far and not first_outcomes.proven_by_the_rest(claim, *pair)
        # 村代办4368件占53.8%, beside 镇中心8112件: divided by the other part of the same whole.
        far = far and not wrong_operands.explained(claim, *pair)
        if not far and not common_bases.by_companion(claim, pair[0]):
            yield _report(claim, *pair)


def _slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of a rate that is proven a slip by the reading that finds them."""
    return (
        part_grown.slip(claim)
        or with_partial.slip(claim)
        or one_grade.slip(claim)
        or next_in_rank.slip(claim)
        or latter.slip(claim)
        or partitioned.slip(claim)
        or stocks.slip(manuscript, claim)
        or made_whole.slip(manuscript, claim)
        or decided_bases.slip(claim)
        or done_or_not.slip(claim)
        or of_one_row.slip(manuscript, claim)
        or parallel_rates.slip(manuscript, claim)
        or dealt_rates.slip(claim)
        or turned_shares.slip(manuscript, claim)
        or turned_shares.slip_of_rate(manuscript, claim)
        or listed_together.slip(manuscript, claim)
        or split_rates.slip(claim)
        or unfinished_bases.slip(claim)
        or bracketed_wholes.slip(claim)
        or both_named.slip(claim)
        or named_items.slip(claim)
        or said_bases.slip(claim)
        or said_wholes.slip(manuscript, claim)
        or with_the_rest.slip(manuscript, claim)
        or before_its_list.slip(claim)
    )


def _in_words(claim: Percentage) -> Iterator[Finding]:
    """七件，办结六件，办结率87.51%"""
    for each in few_in_words.few(claim):
        places = max(1, rounding.decimals(claim.figure.value))
        computed = rounding.show(Fraction(100 * each.part, each.whole), places)
        formula = f"{each.part}{each.unit}÷{each.whole}{each.unit}＝{computed}%"
        yield finding(
            claim.passage,
            (claim.start, claim.figure.end),
            kind=Kind.RATE,
            verdict=Verdict.RIGHT if each.fits else Verdict.WRONG,
            rule="stated_base",
            message=f"{formula}，相符。" if each.fits else f"文中写{claim.stated}，按所写的两数应为{formula}。",
            stated=claim.stated,
            computed=computed,
            basis="" if each.fits else f"比率＝部分÷总体：{formula}",
        )


def _pair(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) by the first of the readings that finds them."""
    return (
        calculated_bases.pair(claim)
        or stated_bases.pair(claim)
        or grades.pair(claim)
        or listed_shares.pair(manuscript, claim)
        or subgroup_bases.pair(claim)
        or named_parts.pair(manuscript, claim)
        or first_outcomes.pair(claim)
        or visited_bases.pair(claim)
    )


def _of_total(manuscript: Manuscript, claim: Percentage, part: Figure) -> bool:
    """占受理案件总数的, where what was received before in the document gives the share."""
    known = manuscript.totals(part.kind, claim.passage.index, NEAREST) if "总" in claim.link else []
    return any(stated_bases.fits(claim, part, each) for each in known if each.value >= part.value)


def _of_namesake(manuscript: Manuscript, claim: Percentage, part: Figure, whole: Figure) -> bool:
    """受理纠纷318件 … 服务事项受理18264件 … 87件，占受理量的27.4%: so far off is the one count that bears the name, another one does too."""
    share = 100 * part.exactly / whole.exactly
    if share and max(share, claim.figure.exactly) < FAR * min(share, claim.figure.exactly):
        return False
    return deed_bases.of_another(manuscript, claim, part)


def _far_off(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """行政应诉审结1087件 … 复议后又起诉的183件，占审结数的12.2%: of another matter, told in another paragraph, unless the share looks like a slip of it."""
    here = any(each is whole for each in claim.passage.figures)
    return not here and not misprints.near(claim.figure.value, HUNDRED * part.exactly / whole.exactly)


def _of_the_year_before(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """上年办件量为16895件，同比增长10.2%。网上办理12553件，网办率67.4%: of this year no count is a part of that.

    优秀60卷、良好70卷、合格18卷、不合格2卷，优良率86.7%，上年优良率81.4%: nor is a rate of last year made of this year's counts.
    """
    now = claim.passage.now
    told = past(claim.figure, now) and FROM.search(claim.figure.head) is None
    if told and not past(part, now) and not past(whole, now):
        return True
    return (
        EARLIER.search(f"{whole.period}{whole.head}") is not None
        and EARLIER.search(f"{part.period}{part.head}") is None
        and part.sentence != whole.sentence
    )


def _of_its_total(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """全年21386件中，即办件18945件，承诺件2441件……网上办理9821件，占全部办件的45.9%: is it the share of what the whole is only an item of?"""
    return ALL.search(claim.link) is not None and any(
        any(each is whole for each in account[:-1]) and stated_bases.fits(claim, part, account[-1])
        for account in accounts(claim.passage)
        if not account[-1].percent and account[-1].kind == part.kind
    )


def _of_both_totals(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """问题21个，立行立改9个、分阶段10个、持续2个。完成16个，其中立行立改9个、分阶段7个，整改率76.2%: is it that of all that was done, of all there was?"""
    before = [each for each in claim.sentence.figures if each.end <= part.end and each.kind == part.kind and each.exact]
    done = [each for at, each in enumerate(before[:-1]) if each.value == summed(before[at + 1 :])]
    return any(
        any(each is whole for each in account[:-1]) and stated_bases.fits(claim, done[-1], account[-1])
        for account in (accounts(claim.passage) if done else ())
        if account[-1].kind == part.kind and account[-1].value >= done[-1].value
    )


def _report(claim: Percentage, part: Figure, whole: Figure) -> Finding:
    places = rounding.decimals(claim.figure.value) or 1
    computed = rounding.show(100 * part.exactly / whole.exactly, places)
    formula = f"{part.text}÷{whole.text}＝{computed}%"
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="stated_base",
        message=f"文中写{claim.stated}，按所写的基数应为{formula}。",
        stated=claim.stated,
        computed=computed,
        basis=f"比率＝部分÷总体：{formula}",
    )


RULE = Rule(
    id="stated_base",
    title="写明基数的比率",
    source="比率＝部分÷总体；总体以文中写明的为准",
    why="分母换成了相近的另一个总数，算出来也像那么回事。",
    wrong="审查合同31份、文件8份，合计39份；31份合同中提出意见的20份，占51.3%",
    right="审查合同31份、文件8份，合计39份；31份合同中提出意见的20份，占64.5%",
    check=check,
)
