"""A rate of one of the parts that make a count to the last one: 评查120卷，评为优秀96卷、合格22卷、不合格2卷，优秀率81.4% (96÷118).

Or of what was done and what was not: 监测对象87户，已有61户消除风险，尚未消除的还有26户，风险消除率78.2%. What was divided up so is what each part is a part of;
that of one part, or of several together, is no slip, nor is what the next number in a row of deeds makes of the one before (整改287份、复查281份).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from fazhi.audit.text import rounding
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

BASIS = "比率＝部分÷总体：各部分之和恰为总体"
EARLIER = re.compile(r"上一?[年季月]|[去前]年|同期|上半年|往年|\d年")
CHANGED = re.compile(r"[增减升降]|新|剔除|扣除|多|少|比|较|结转|年初|由|从|达到|累计达")
NOT = re.compile(r"未|没|无|不")
LEFT = re.compile(r"^(?:其余|剩余|剩下|余下|其他|另|尚|还有|仍有)")
OPENED = re.compile(r"其中|包括|分为|分别|：|[按从][^，。；]{1,8}[分看]|评[为定]|由|中")
CLOSED = re.compile(r"，(?:以上|[一二三四五六七八九两][^，。；：\d]{1,4})?(?:合计|总计|共计|共)[^，。；：\d]{0,4}")
SHARE = re.compile(r"所?占(?:比例|比重|比|[全总][部数体量]?|数量)?(?:的|为|达到?|高达|约|到了?|了|，)*")
OUT_OF = re.compile(r"[^，。；：、\d]{1,10}")
BESIDE = re.compile(r"[^，。；：、\d]{0,4}，?")
# 满意率按已评价件数计, 扣除撤回后成功率, 整体整改率: of another base on purpose.
OTHER_BASE = re.compile(r"[按以]|参[加评考训]|扣除|剔除|除去|不含|应|有效|整体|全部|综合|合计|连同|共|累计")
MEASURE = re.compile(
    r"按(?:(?P<money>金额)|(?P<area>面积)|(?P<house>户数?)|(?P<person>人数?)|(?P<place>处数?)|件数?)(?:来?计算?|算)?的?"
)
MEASURED = {
    "money": {"元"},
    "area": {"亩", "平方米", "公顷"},
    "house": {"household"},
    "person": {"person"},
    "place": {"处"},
}
LEAST, MOST = 10, 9
BEFORE, BEHIND, LEAD = 16, 8, 14
HUNDRED = 100

NEAR = 60
"""So many figures before a rate and behind it are looked at."""


@dataclass(slots=True)
class Division:
    """A count, and the parts that make it; or what was done of it, and the rest that was not."""

    whole: Figure
    parts: list[Figure]
    rest: Figure | None = None

    def explains(self, stated: Figure) -> bool:
        """Is the rate that of one part, or of several together?"""
        some = (each for many in range(1, len(self.parts) + 1) for each in combinations(self.parts, many))
        return any(gives(stated.value, joined(list(each)), self.whole) for each in some)


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of a rate that no part of its division gives."""
    figure, text = claim.figure, claim.passage.plain
    if figure.vague or figure.bound or figure.compared or claim.order:
        return None
    if claim.role != "rate" and not (claim.link.startswith(("占", "所占")) and SHARE.fullmatch(claim.link)):
        return None
    if EARLIER.search(text, max(claim.sentence.start, claim.start - LEAD), figure.start) is not None:
        return None
    row = _counts(claim)
    for division in _divisions(claim, row):
        part = _done(claim, division) if division.rest is not None else _named(claim, division)
        if part is None or division.explains(figure):
            continue
        if _beside(claim, part, division) and not _of_others(claim, part, division, row):
            return part, division.whole
    return None


def _divisions(claim: Percentage, row: list[Figure]) -> Iterator[Division]:
    """Those of the sentence of a rate, whose whole the sentence before it may tell."""
    here, text = claim.figure.sentence, claim.passage.plain
    for at, whole in enumerate(row):
        if whole.sentence not in (here - 1, here) or whole.value < LEAST or EARLIER.search(whole.head[-BEFORE:]):
            continue
        behind = [each for each in row[at + 1 :] if each.kind == whole.kind]
        if whole.end <= claim.start:
            parts = making(whole, [each for each in behind[:MOST] if not _changed(each)], behind)
            if parts and all(each.sentence == here for each in parts):
                if OPENED.search(text, whole.end, parts[0].start) is not None:
                    yield Division(whole, parts)
            before = [each for each in row[:at] if each.kind == whole.kind and each.sentence == here == whole.sentence]
            parts = making(whole, before[::-1][:MOST], before[::-1])[::-1]
            if parts and CLOSED.fullmatch(text, parts[-1].end, whole.start) is not None:
                yield Division(whole, parts)
        yield from _done_and_not(claim, whole, [each for each in behind if each.sentence == here])


def making(whole: Figure, some: list[Figure], row: list[Figure]) -> list[Figure]:
    """The first two and more of a row that make the whole, if none of them is left out."""
    together = Fraction(0)
    for number, (each, told) in enumerate(zip(some, row, strict=False), start=1):
        together += each.exactly
        if each is not told or together > whole.exactly:
            return []
        if together == whole.exactly:
            return some[:number] if number > 1 else []
    return []


def _changed(figure: Figure) -> bool:
    return CHANGED.search(figure.head[-6:]) is not None or EARLIER.search(figure.head) is not None


def _done_and_not(claim: Percentage, whole: Figure, row: list[Figure]) -> Iterator[Division]:
    """129起当场制止，对制止无效的34起: what was done, and behind it what is said not to be, or to be left."""
    text = claim.passage.plain
    for at, part in enumerate(row):
        if part.end > claim.start or _changed(part) or NOT.search(part.head) is not None:
            continue
        if at and row[at - 1].value >= part.value and OUT_OF.fullmatch(text, row[at - 1].end, part.start) is not None:
            continue  # 销号19项，其中到期应完成的17项已完成16项、未到期提前完成3项: out of those that were due
        for rest in row[at + 1 : at + 3]:
            if part.exactly + rest.exactly != whole.exactly:
                continue
            if LEFT.match(rest.head) or NOT.search(rest.head) and pairs(_words(rest)) & pairs(_words(part)):
                yield Division(whole, [part, rest], rest)


def _counts(claim: Percentage) -> list[Figure]:
    """The sound counts of the passage; 15.3万元 of 剩余2笔、15.3万元 has the words of the 2笔 beside it."""
    row: list[Figure] = []
    last: Figure | None = None
    at = bisect_left(claim.passage.figures, claim.figure.start, key=lambda each: each.start)
    for each in claim.passage.figures[max(0, at - NEAR) : at + NEAR]:
        beside = last is not None and claim.passage.plain[last.end : each.start] in ("", "、")
        if last is not None and beside and not each.head and each.kind != last.kind:
            each = replace(each, head=last.head)
        if sound(each) and not each.spelled:
            row.append(each)
        last = each
    return row


def _words(figure: Figure) -> str:
    return figure.head[-BEFORE:] + figure.tail[:BEHIND]


def _name(claim: Percentage, part: Figure) -> str:
    """What the rate is called, without how it is measured (按处数拆除率, 拆除率按处数为); empty where it has another base."""
    name = claim.name.rpartition("其中")[2]
    before = MEASURE.match(name)
    measure = before or MEASURE.match(claim.link)
    name = name if before is None else name[before.end() :]
    if measure is not None:
        if any(measure[by] and part.kind not in kinds for by, kinds in MEASURED.items()):
            return ""
    return "" if OTHER_BASE.search(name) is not None else name


def _called(name: str, figure: Figure, common: set[str]) -> bool:
    return bool((pairs(name) - common) & pairs(_words(figure)))


def _named(claim: Percentage, division: Division) -> Figure | None:
    """The one part of a list that the rate bears the name of; of a share that has none, the part right before it."""
    parts, name = division.parts, _name(claim, division.parts[0])
    if claim.role != "rate":
        before = [each.start for each in claim.sentence.figures if each.end <= claim.start and each.count]
        last = next((each for each in parts if before and each.start == before[-1]), None)
        return None if last is None else _right_before(claim, last)
    # 四个季度分别为87件、104件: no words of their own; 抽取134件，履行129件，还有5件: some of one part.
    again = any(each.exactly == sum(other.exactly for other in parts[at + 1 :]) for at, each in enumerate(parts[:-2]))
    if again or not name or any(len(each.head) < 2 for each in parts):
        return None
    common = set.intersection(*(pairs(_words(each)) for each in parts))
    if _called(name, division.whole, common):
        return None
    negated = NOT.search(name) is not None
    alike = [each for each in parts if (NOT.search(each.head[-BEFORE:]) is not None) == negated]
    called = [each for each in alike if _called(name, each, common) and name[-2:] in _words(each)]
    return called[0] if len(called) == 1 else None


def _right_before(claim: Percentage, part: Figure) -> Figure | None:
    return part if BESIDE.fullmatch(claim.passage.plain, part.end, claim.start) is not None else None


def _done(claim: Percentage, division: Division) -> Figure | None:
    """What was done, if the rate is called by it and told right behind it or the rest."""
    part = division.parts[0]
    if claim.role != "rate":
        return _right_before(claim, part)
    name = _name(claim, part)
    if not name or NOT.match(name) is not None:
        return None
    named = name[-1] in _words(part) and not _called(name, division.whole, set())
    return part if named or _called(name, part, set()) else None


def _beside(claim: Percentage, part: Figure, division: Division) -> bool:
    """Does nothing but the division stand between the part and its rate?"""
    told = {each.start for each in (division.whole, *division.parts)}
    between = [each for each in claim.passage.figures if part.end <= each.start < claim.start]
    if division.rest is not None and any(each.kind != part.kind and each.count for each in between):
        return False
    return part.segment == claim.figure.segment and not any(
        each.percent or each.count and each.start not in told for each in between
    )


def _of_others(claim: Percentage, part: Figure, division: Division, row: list[Figure]) -> bool:
    """Is it the rate of other counts that stand there, or of what one deed made of the one before?"""
    stated, rest = claim.figure.value, [each for each in division.parts if each is not part]
    if claim.role != "rate" and any(
        each.value > division.whole.value and each.kind == part.kind and gives(stated, part, each) for each in row
    ):
        return True
    before = [each for each in rest if each.end <= part.start and each.value > part.value]
    if any(rounding.fits(stated, HUNDRED * part.exactly / each.exactly) for each in before):
        return True
    others = [each for each in row if each.kind == part.kind and all(each is not one for one in rest)]
    return any(
        one.value != part.value and two.value > one.value and rounding.fits(stated, HUNDRED * one.exactly / two.exactly)
        for one in others
        for two in others
    )
