"""Which other two counts may a rate be made of? Asked after the rule has found it wrong by the words' first reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.rates import binding
from fazhi.audit.rates.binding import Binding
from fazhi.audit.text import rounding, wording
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import RISEN, Percentage

GRADE = re.compile(r"优良|优秀|良好|合格|达标|满意")
ALL = re.compile(r"合计|共|总计")
NOT = re.compile(r"[不未非]")
NEXT = re.compile(r"[、，][^，。；：、\d]{0,8}")
OUT_OF = re.compile(r"[^，。；：、\d]{0,12}[中里](?:的|，)?[^，。；：、\d]{0,8}")
PAIR, NEAR, LONGEST = 2, 4, 30
AREA, AREAS = "面积", frozenset(("亩", "平方米", "公顷", "平方公里"))
ADDED = re.compile(r"(?:^|[，。；])(?:再)?(?:加上|连同|算上)[^，。；：、\d]*$")
DEFINED = re.compile(r"按[^，。；：（）\d]{2,12}（(?P<names>[^（）\d]{4,40})）[^，。；：\d]{0,4}，$")
NAMES = re.compile(r"[、和及]")
MONEY = "元"
CARRIED = re.compile(r"结转|遗留|旧存|积存")
OUTSIDE = re.compile(r"(?:案|庭|诉|院|委)外|诉前|案前|立案前")
INCLUDED = re.compile(r"（(?:其中)?(?:含|包括|包含)")
MOST_AROUND = 60
"""So many counts around the part are tried."""


def readings(claim: Percentage, found: Binding) -> Iterator[tuple[Figure, Figure]]:
    """(part, whole), the part no more than the whole."""
    others = (
        *_risen(claim),
        *_out_of(claim),
        *_with_carried(claim, found),
        *_with_outside(claim, found),
        *_beside(claim, found),
        *_all_but(claim),
        *_graded(claim),
        *_listed(claim, found),
    )
    for part, whole in others:
        if part.exact and whole.exact and part.kind == whole.kind and 0 < part.value <= whole.value:
            yield part, whole
    for part, whole in _without_included(claim, found):
        if part.kind == whole.kind and part.value <= whole.value:
            yield part, whole


def _risen(claim: Percentage) -> Iterator[tuple[Figure, Figure]]:
    """优秀分别为21卷、29卷，优秀率由45.7%提高到55.8%: the later of two rates may be of the later of two counts."""
    if RISEN.search(claim.link) is None:
        return
    own = [each for each in claim.passage.figures if each.end <= claim.start and each.count]
    own = [each for each in own if claim.figure.sentence - each.sentence <= 1]
    yield from ((own[-1], whole) for whole in own[:-1])


def _out_of(claim: Percentage) -> Iterator[tuple[Figure, Figure]]:
    """查出426个，整改402个；上年查出的389个问题中当年整改361个，整改率92.8%: of whatever year, what it says itself to be out of."""
    for whole, part in pairwise(_before(claim)[-PAIR:]):
        if _adjacent(claim, part) and OUT_OF.fullmatch(claim.passage.plain, whole.end, part.start) is not None:
            yield part, whole


def _with_carried(claim: Percentage, found: Binding) -> Iterator[tuple[Figure, Figure]]:
    """排查214起，连同上年结转6起共220起，调解成功213起: of what is said to be both, though 上年 stands before it."""
    before = _before(claim)
    for new, carried, both in zip(before, before[1:], before[2:], strict=False):
        told = CARRIED.search(carried.head) is not None and ALL.search(both.head) is not None
        if found.part is not None and told and new.value + carried.value == both.value:
            yield found.part, both


def counted_otherwise(manuscript: Manuscript, claim: Percentage, part: Figure | None) -> bool:
    """Is the rate one of other counts by its words, or of another amount?"""
    by_words = part is not None and (_by_measure(claim, part) or _with_others(claim, part) or _defined(claim, part))
    return by_words or another_amount(manuscript, claim, part)


def _by_measure(claim: Percentage, part: Figure) -> bool:
    """图斑42个127.4亩……恢复图斑31个96.2亩，面积恢复率75.5%: do two areas give what is called a rate of area?"""
    if AREA not in claim.name or part.kind in AREAS:
        return False
    areas = [each for each in claim.passage.figures if each.kind in AREAS and each.end <= claim.start and each.low > 0]
    pairs = ((one, two) for at, two in enumerate(areas[-MOST_AROUND:]) for one in areas[-MOST_AROUND:][at + 1 :])
    return any(
        one.kind == two.kind and rounding.fits(claim.figure.value, *binding.ratio(one, two)) for one, two in pairs
    )


def _with_others(claim: Percentage, part: Figure) -> bool:
    """加上申请人撤回的64件，综合纠错率18.7%: is the part only added to those told before?"""
    begun = claim.passage.plain.rfind("；", 0, part.start) + 1
    lead = claim.passage.plain[max(begun, part.start - LONGEST) : part.start]
    return part.end <= claim.start and ADDED.search(lead) is not None


def _defined(claim: Percentage, part: Figure) -> bool:
    """按“直接纠错”（撤销、责令履行）计，直接纠错率12.2%: do the counts that the words name give it together, out of one before?"""
    begun = max(0, claim.start - 2 * LONGEST)
    told = DEFINED.search(claim.passage.plain[begun : claim.start])
    if told is None:
        return False
    names = NAMES.split(told["names"])
    counts = [each for each in claim.passage.figures if each.end <= begun + told.start() and each.kind == part.kind]
    named = [each for each in counts if each.exact and any(name in each.head for name in names)]
    both = summed(named)
    return bool(named) and any(
        each.exact and each.value > both and rounding.fits(claim.figure.value, 100 * Fraction(both) / each.exactly)
        for each in counts[-MOST_AROUND:]
    )


def another_amount(manuscript: Manuscript, claim: Percentage, part: Figure | None) -> bool:
    """入库471.5万元，……433.1万元，当年执行到位率89.1% (of 罚没486.3万元): money at many stages; does one told elsewhere give the rate?"""
    if (
        part is None
        or part.kind != MONEY
        or wording.rate_name(claim.name).known
        or not rounding.decimals(claim.figure.value)
    ):
        return False
    amounts = (each for passage in manuscript.passages for each in passage.figures if each.kind == MONEY)
    greater = (each for each in amounts if each.value > part.value and not each.bound)
    return any(rounding.fits(claim.figure.value, *binding.ratio(part, each)) for each in greater)


def _beside(claim: Percentage, found: Binding) -> Iterator[tuple[Figure, Figure]]:
    """三类调解成功分别为496件、251件、35件，合计782件，成功率89.1% (of 878): the count right before the rate, and any other before it."""
    before = _before(claim)
    if not before or before[-1] is found.part or not _adjacent(claim, before[-1]) or not ALL.search(before[-1].head):
        return
    yield from ((before[-1], whole) for whole in before[:-1])


def _all_but(claim: Percentage) -> Iterator[tuple[Figure, Figure]]:
    """水产品144批次，不合格3批次，合格率97.9%: what was not, right before the rate, taken off the count before it."""
    before = _before(claim)
    if len(before) < PAIR or not _adjacent(claim, before[-1]) or NOT.search(before[-1].head[-NEAR:]) is None:
        return
    whole, rest = before[-PAIR:]
    left = replace(rest, text=f"（{whole.text}－{rest.text}）", value=whole.value - rest.value)
    yield left, whole


def _graded(claim: Percentage) -> Iterator[tuple[Figure, Figure]]:
    """评为优8个、良13个、中3个，优良率87.5%: the upper grades of all that were graded."""
    run: list[Figure] = []
    for each in reversed(_before(claim)):
        if run and (each.kind != run[0].kind or NEXT.fullmatch(claim.passage.plain, each.end, run[0].start) is None):
            break
        run.insert(0, each)
    if len(run) <= PAIR or GRADE.search(claim.name) is None or not _adjacent(claim, run[-1]):
        return
    whole = replace(run[-1], text=f"{summed(run):f}{run[-1].unit}", value=summed(run))
    for upper in (run[:end] for end in range(1, len(run))):
        text = "＋".join(each.text for each in upper)
        yield replace(upper[-1], text=f"（{text}）", value=summed(upper)), whole


def _listed(claim: Percentage, found: Binding) -> Iterator[tuple[Figure, Figure]]:
    """法院审结3件，改判2件、发回重审1件，采纳率100%: both together, of any count before them."""
    before = _before(claim)
    if len(before) <= PAIR or not _adjacent(claim, before[-1]) or before[-PAIR].kind != before[-1].kind:
        return
    if NEXT.fullmatch(claim.passage.plain, before[-PAIR].end, before[-1].start) is None:
        return
    both = before[-PAIR:]
    text = "＋".join(each.text for each in both)
    # 办结569件，其中交办366件，直接答复203件，办结率100%: that the items are all of their own total says nothing of the rate
    wholes = [each for each in before[:-PAIR] if each is not found.part or each.value != summed(both)]
    yield from ((replace(both[-1], text=f"（{text}）", value=summed(both)), whole) for whole in wholes)


def _before(claim: Percentage) -> list[Figure]:
    """The counts of the sentence of the rate and of the one before, up to the rate."""
    return [
        each
        for each in claim.passage.figures
        if each.end <= claim.start and each.count and not each.percent and claim.figure.sentence - each.sentence <= 1
    ]


def _adjacent(claim: Percentage, count: Figure) -> bool:
    gap = claim.passage.plain[count.end : claim.start]
    return gap.count("，") <= 1 and "。" not in gap and "；" not in gap and "%" not in gap


def _with_outside(claim: Percentage, found: Binding) -> Iterator[tuple[Figure, Figure]]:
    """受理137起，其中调解53起；案外调解111起，调解率66.1%: what was settled outside is none of those taken up, and is added to both."""
    outside = found.part
    if outside is None or OUTSIDE.search(outside.head) is None:
        return
    for whole in found.wholes[:1]:
        every = replace(whole, value=whole.value + outside.value)
        for each in _before(claim):
            if each.kind == outside.kind and each is not outside and each.value <= whole.value:
                yield replace(each, value=each.value + outside.value), every


def _without_included(claim: Percentage, found: Binding) -> Iterator[tuple[Figure, Figure]]:
    """立案53件，结案50件（含上年立案2件），当年立案结案率90.6%: what the bracket says is counted in may be left out of the rate.

    综合利用量309.6万吨（含利用往年堆存量21.4万吨），当年产生量的综合利用率为69.9%
    """
    part = found.part
    if part is None or INCLUDED.match(claim.passage.plain, part.end) is None:
        return
    inside = next((each for each in claim.sentence.figures if each.start > part.end), None)
    if inside is None or inside.vague or inside.bound or inside.kind != part.kind or inside.value >= part.value:
        return
    left = replace(part, text=f"（{part.text}－{inside.text}）", value=part.value - inside.value)
    yield from ((left, whole) for whole in (*found.wholes, *found.others))


def nearest(part: Figure, counts: list[Figure]) -> list[Figure]:
    """Of the counts of an endless sentence those around the part, in their order: each is held against all others."""
    if len(counts) <= MOST_AROUND:
        return counts
    near = sorted(counts, key=lambda each: abs(each.start - part.start))[:MOST_AROUND]
    kept = {id(each) for each in near}
    return [each for each in counts if id(each) in kept]
