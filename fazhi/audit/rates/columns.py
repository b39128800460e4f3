"""Columns of shares: several shares of one paragraph over one total, which thereby prove it (and one another).

咨询类33523件，占47.09%；求助类21570件，占30.30%；…      婚姻家庭160件（18.4%）、邻里278件（32%）、…
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.rates.binding import same_period
from fazhi.audit.rates.named_bases import named_elsewhere
from fazhi.audit.rates.portions import FIT_TOGETHER, GOAL, MOST, SHORTEST_NAME, Share, is_goal, names
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import EXACT, Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

NEAREST = 24
"""So many totals back the one of a column may stand."""
MOST_BASES = 40
DIVIDED = 100
"""Parts that make up a smaller total may do so by chance."""
"""So many counts are tried as the total of a column."""


BACK = 3
"""So many paragraphs back a total may stand that was rounded like its parts."""


@dataclass(slots=True)
class Column:
    """A total, the shares that fit it, and those among or beside them that do not and fit no other."""

    base: Figure
    fitting: list[Share]
    others: list[Share] = field(default_factory=list)


def agree(manuscript: Manuscript, passage: Passage, here: list[Share]) -> None:
    """Find the totals that several shares of one paragraph have in common."""
    group = [each for each in here if each.open and not each.inside]
    parts = {each.part.start for each in here if each.part is not None}
    if len(group) >= FIT_TOGETHER:
        for each in group:
            each.bases = [figure for figure in each.bases if figure.start not in parts]
    columns = _columns(manuscript, passage, group)
    taken = {id(each) for column in columns for each in column.fitting}
    for number, share in enumerate(group):
        if id(share) not in taken:
            near = [each for each in columns if _belongs(group, number, each)]
            if len(near) == 1:
                near[0].others.append(share)
            else:
                named_elsewhere(manuscript, share)
    for column in columns:
        _settle(passage, column)


def agree_across(manuscript: Manuscript, found: list[Share]) -> None:
    """（一）物业管理类3742件，占10.26%。…（二）停车类…，占…: paragraphs of one list, each with a share of one total."""
    loose = [each for each in found if each.open and each.agreed is None and not each.bases and not each.name]
    by_unit: dict[str, list[Share]] = {}
    for each in loose:
        by_unit.setdefault(each.part.kind if each.part is not None else "", []).append(each)
    for kind, group in by_unit.items():
        if len(group) <= FIT_TOGETHER:
            continue
        totals = manuscript.totals(kind, group[-1].claim.passage.index, MOST_BASES)
        base, fitting = _best(totals, group)
        if base is None or len(fitting) < FIT_TOGETHER or 2 * len(fitting) < len(group):
            continue
        for each in group:
            each.agreed, each.agreed_by = base, len(fitting) - (each in fitting)
            each.distant = True


def _columns(manuscript: Manuscript, passage: Passage, group: list[Share]) -> list[Column]:
    """The totals by the number of shares that fit them, each share in one column only."""
    found: list[Column] = []
    rest = list(group)
    while len(rest) >= FIT_TOGETHER or rest and not found and len(group) >= FIT_TOGETHER:
        base, fitting = _best(_bases(manuscript, passage, rest), rest)
        if (
            base is None
            or len(fitting) < FIT_TOGETHER
            and (found or not (_telling(passage, base, fitting) or _divided(manuscript, base, fitting, rest)))
        ):
            break
        found.append(Column(base, fitting))
        rest = [each for each in rest if each not in fitting]
    return found


def _belongs(group: list[Share], number: int, column: Column) -> bool:
    """Does a share that fits nothing stand among those of a column or next to them, of the same unit and manner?"""
    share, places = group[number], [each for each, one in enumerate(group) if one in column.fitting]
    first = column.fitting[0]
    assert share.part is not None and first.part is not None
    alike = share.part.kind == first.part.kind and share.bracketed == first.bracketed
    near = places[0] < number < places[-1] or any(
        all(one not in column.fitting and one is share or one in column.fitting for one in group[low : high + 1])
        for low, high in ((number, number + 1), (number - 1, number))
        if low >= 0 and high < len(group)
    )
    return alike and near and share.part.value < column.base.value


def _bases(manuscript: Manuscript, passage: Passage, group: list[Share]) -> list[Figure]:
    """What may be the total of a column: totals of the document up to here, counts of this paragraph, and the sum of the parts."""
    first = group[0].part
    assert first is not None
    kinds = (first.kind, "个") if first.kind in ("case", "case-time") else (first.kind,)
    found = [each for kind in kinds for each in manuscript.totals(kind, passage.index, NEAREST)]
    found += list(_rounded_before(manuscript, passage, first))
    found += [
        each for each in passage.figures
        if each.count and each.kind == first.kind and (each.more or not each.vague) and not each.bound
        and (same_period(passage, each, first) or not passage.now and not each.compared)
    ]  # fmt: skip
    found += list(_side_by_side(passage, found))
    found += [base for base, _begin, _end in _made_up(manuscript, group)]
    same = [each.part for each in group if each.part is not None and each.part.kind == first.kind]
    value = sum((each.value for each in same), EXACT)
    total = replace(first, text=f"{value.normalize():f}{first.unit}", value=value, step=max(each.step for each in same))
    return [*found[-MOST_BASES:], total]


def _rounded_before(manuscript: Manuscript, passage: Passage, part: Figure) -> Iterator[Figure]:
    """共有执业律师6.51万多人。…（另段）专职4.04万多人，占…: a total printed to the hundred, of parts that are so as well."""
    if part.exact:
        return
    at = bisect_left(manuscript.passages, passage.index, key=lambda each: each.index)
    for earlier in manuscript.passages[max(0, at - BACK) : at]:
        for each in earlier.figures:
            if each.kind == part.kind and each.step and not each.bound and (each.more or not each.vague):
                yield each


def _side_by_side(passage: Passage, counts: list[Figure]) -> Iterator[Figure]:
    """投诉1028件、举报268件按渠道：…: totals listed side by side are divided together."""
    here = [each for each in counts if any(each is other for other in passage.figures)]
    for left, right in pairwise(here):
        if passage.plain[left.end : right.start].startswith(("、", "和")) and right.sentence == left.sentence:
            value = left.value + right.value
            text = f"{left.text}＋{right.text}"
            yield replace(left, text=text, end=right.end, value=value, step=max(left.step, right.step))


def _best(bases: list[Figure], group: list[Share]) -> tuple[Figure | None, list[Share]]:
    """The base that most of the shares fit; of two the one named first."""
    best: tuple[Figure | None, list[Share]] = (None, [])
    tried: set[Decimal] = set()
    for base in bases:
        if base.value in tried:
            continue
        tried.add(base.value)
        fitting = [each for each in group if _after(each, base) and each.fits_figure(base)]
        if len(fitting) > len(best[1]):
            best = base, fitting
    return best


def _after(share: Share, base: Figure) -> bool:
    """A count that has a share of its own (财产保险公司156件，占28.36%) may be the total of the shares behind it."""
    return share.part is not None and share.part is not base and share.part.value < base.value


def _telling(passage: Passage, base: Figure, fitting: list[Share]) -> bool:
    """Does one share alone prove a total? With a decimal, and a base printed before it in the paragraph."""
    part = fitting[0].part
    printed = part is not None and any(
        each.value == base.value
        and each.kind == base.kind
        and (each.end <= part.start or each.sentence == part.sentence)
        for each in passage.figures
    )
    return printed and rounding.decimals(fitting[0].claim.figure.value) > 0


def _made_up(manuscript: Manuscript, group: list[Share]) -> Iterator[tuple[Figure, int, int]]:
    """简易程序1944件，占68.07%；普通程序912件，占26.82%: counts printed before of which shares side by side have all the parts."""
    parts = [each.part for each in group if each.part is not None]
    if not FIT_TOGETHER <= len(parts) <= MOST_BASES or len(parts) != len(group):
        return
    for begin, first in enumerate(parts):
        known = manuscript.printed.get(first.kind, {})
        amount = first.value
        for end in range(begin + 1, len(parts)):
            if parts[end].kind != first.kind:
                break
            amount += parts[end].value
            index, base = known.get(amount, (0, None))
            if base is not None and amount >= DIVIDED and index < group[begin].claim.passage.index:
                yield base, begin, end


def _divided(manuscript: Manuscript, base: Figure, fitting: list[Share], group: list[Share]) -> bool:
    """Is the one share that fits among those whose parts make up the base?"""
    at = group.index(fitting[0])
    return any(each is base and begin <= at <= end for each, begin, end in _made_up(manuscript, group))


def _settle(passage: Passage, column: Column) -> None:
    """Tell every share of a column its total and how many others prove it."""
    everyone = [*column.fitting, *column.others]
    common = bool(column.others) and _common_base(everyone)
    names_of = {each.name for each in column.fitting}
    for share in everyone:
        share.agreed = column.base
        if share in column.fitting:
            share.agreed_by = len(column.fitting) - 1
            continue
        # The first of a column names its total, the others are bare (占总投诉量的…；占…).
        heads = share.claim.start < column.fitting[0].claim.start and names_of == {""}
        # 占总投诉量的46.1%；……占总投诉数量的3.4%
        alike = any(each and share.name and (each in share.name or share.name in each) for each in names_of)
        another = share.name not in names_of and not heads and not alike and _of_another(share, passage, column.base)
        # 占预算的21.1%，……民生支出占一般公共预算支出的83.7%
        another = another or GOAL.search(share.name) is not None and not is_goal(column.base)
        # One share with a decimal counts for two: it was asked whether it proves the total.
        share.agreed_by = 0 if common or another else max(FIT_TOGETHER, len(column.fitting))


def _of_another(share: Share, passage: Passage, base: Figure) -> bool:
    """占部门总数的…: the share names its own total, and no count of that name has the value the others agree on."""
    if not share.name or len(share.name) < SHORTEST_NAME:
        return False
    return not any(names(share.name, each, MOST) for each in passage.figures if each.value == base.value)


def _common_base(group: list[Share]) -> bool:
    """Is there a whole number, printed or not, of which all shares of the group are shares?"""
    lowest, highest = Fraction(0), Fraction(10**12)
    for each in group:
        if each.part is None or each.claim.figure.value == 0:
            continue
        unit = Fraction(1, 10 ** rounding.decimals(each.claim.figure.value))
        stated = each.claim.figure.exactly
        lowest = max(lowest, 100 * each.part.low / (stated + unit))
        if stated > unit / 2:
            highest = min(highest, 100 * each.part.high / (stated - unit / 2))
    return math.ceil(lowest) <= math.floor(highest)
