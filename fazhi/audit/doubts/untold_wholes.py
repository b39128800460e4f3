"""A rate or share of a whole that is printed nowhere: what was held against it is a part of that whole.

A sparse report tells the parts and leaves out their total. Then the nearest number that could be a whole is only an item of a
list, one side of a division, the count at the year's beginning. What follows from all of them together is no slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from fazhi.audit.corroboration import counts, printed
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.rates import said_bases, unprinted_bases
from fazhi.audit.slips import receipts
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.passages import Passage

RULES = frozenset({"rate", "share", "stated_base", "only_base", "named_base"})
HUNDRED, PAIR = 100, 2
DEED, SUBJECT = 2, 3
"""So many characters say what was done, and of what it is told."""
OWN_RATE = re.compile(r"，?[\u4e00-\u9fff]{2,10}率(?:为|是|达到?)?")
OPENING, CLOSING = re.compile(r"[年期月]初"), re.compile(r"[年期月][末底]|现有|目前")
ALL, NAMELESS = re.compile(r"总|全"), re.compile(r"占比?[^的]{0,3}\d")
DEALT = re.compile(r"分别|依次")
LEAD = 30


@dataclass(frozen=True, slots=True)
class Division:
    """What a finding divides by what: the part, and the figures that have the value of its whole, of its own passage if there are any."""

    claim: Claim
    part: Figure
    wholes: tuple[Figure, ...]

    def by(self, figure: Figure) -> bool:
        """Is it what the part is divided by?"""
        return any(each is figure for each in self.wholes)


def division(claim: Claim) -> Division | None:
    """162件÷761件, as the message of a finding of these rules shows it; nothing of any other."""
    if claim.finding.rule not in RULES or not claim.last.percent:
        return None
    reckoned = next((each for each in reversed(claim.finding.message.split("，")) if "÷" in each), "")
    receipt = receipts.read(replace(claim.finding, stated=claim.last.text, message=reckoned))
    match receipt.account if receipt is not None else ():
        case (receipts.Number() as first, "÷", *rest):
            divided = {each.value for each in rest if isinstance(each, receipts.Number)}
        case _:
            return None
    parts = [each for each in claim.all if each.exactly == first.value]
    part = next((each for each in reversed(parts) if each.end <= claim.last.start), parts[0] if parts else None)
    if part is None:
        return None
    passages = [claim.passage, *claim.manuscript.passages]
    found = ([each for each in counts(one) if each.exactly in divided and each.kind == part.kind] for one in passages)
    wholes = next((each for each in found if each), [])
    return Division(claim, part, tuple(each for each in wholes if each is not part))


def of_an_untold_whole(told: Division) -> bool:
    """Is what is printed the share of the part in a whole that only its parts or its neighbours tell?"""
    if not rounding.decimals(told.claim.stated) or told.claim.last.value >= HUNDRED:
        return False
    if _told_in_full(told) or _said(told):
        return False
    if any(told.claim.comes_out(HUNDRED * part / whole) for part, whole in _readings(told) if whole > part):
        return True
    return _of_what_its_rate_tells(told) or _of_one_base(told)


def _told_in_full(told: Division) -> bool:
    """基本98项、配合64项、收回52项，三类共214项: do the part and its neighbours make up the whole?"""
    lists = (each for each in _lists(counts(told.claim.passage)) if any(one is told.part for one in each))
    return any(
        _sum([one for one in each if one is not whole]) == whole.exactly for each in lists for whole in told.wholes
    )


def _said(told: Division) -> bool:
    """调解成功率62.6%（以受理数为分母）: do the words say by what it was reckoned, and is that what it was held against?"""
    said = said_bases.said(told.claim.passage.plain, told.claim.last, told.claim.last.start - LEAD)
    return said is not None and any(each.head.endswith(said) for each in told.wholes)


def _readings(told: Division) -> Iterator[tuple[Fraction, Fraction]]:
    """The part, or the items of its list as far as it, and a whole of which it may be one."""
    part = told.part.exactly
    for passage in told.claim.manuscript.passages:
        for listed in _lists(counts(passage)):
            if any(each is told.part or told.by(each) for each in listed):
                total = _sum(listed)
                if not _printed(told, passage, listed, total):
                    yield part, total
                at = next((at for at, each in enumerate(listed[:-1]) if each is told.part), 0)
                if at > 1 and told.by(listed[at + 1]):
                    yield _sum(listed[: at + 1]), total  # 一至四级7人，五至六级13人，七至十级298人，未达到47人，达级率
    yield from ((part, part + each.exactly) for each in _other_sides(told))
    yield from ((part, each.exactly) for each in _closing(told))


def _printed(told: Division, passage: Passage, listed: list[Figure], total: Fraction) -> bool:
    """Is the sum of a list told as well, so that who divides by it divides by another number than the words say?

    村561件，镇143件，企业38件……三类456件，占受理总数的61.46%: not where the share is of all, and the number it was held against an item.
    """
    if any(each.exactly == total for each in (*counts(passage), *told.claim.all)):
        return True
    item = any(told.by(each) for each in listed)
    if len(listed) <= PAIR and not item:
        return True  # 化解8357起，另有85起: of two parts each has a rate that the other makes
    # 合同186件、决定53件……。参与审查88件，占35.6%: nor where it names no whole.
    quote = told.claim.finding.quote
    every = item and (ALL.search(quote) is not None or NAMELESS.match(quote) is not None)
    return not every and _anywhere(told, total, total)


def _anywhere(told: Division, low: Fraction, high: Fraction) -> bool:
    """Does the document print a count between the two?"""
    kind = told.part.kind
    return any(low <= each.exactly <= high for _passage, each in told.claim.manuscript.of_kind(kind))


def _lists(row: list[Figure]) -> Iterator[list[Figure]]:
    """准予1797件，不予12件，撤回27件: counts of one unit side by side, of one sentence or of one segment of it."""
    for place in ("sentence", "segment"):
        listed: list[Figure] = []
        for each in row:
            if listed and (each.kind != listed[0].kind or getattr(each, place) != getattr(listed[0], place)):
                if len(listed) > 1:
                    yield listed
                listed = []
            listed.append(each)
        if len(listed) > 1:
            yield listed


def _sum(listed: list[Figure]) -> Fraction:
    return sum((each.exactly for each in listed), Fraction(0))


def _other_sides(told: Division) -> Iterator[Figure]:
    """8名专职办结1752件……；另外61名兼职办结1896件; 申请人为公民的139件……；申请人为法人的29件: told of in the same words, it makes up the whole
    with the part."""
    part = told.part
    for each in told.claim.all:
        alike = each.head[-DEED:] == part.head[-DEED:] or each.head[:SUBJECT] == part.head[:SUBJECT]
        apart = each is not part and each.kind == part.kind and abs(each.sentence - part.sentence) <= 1
        later = max(each, part, key=lambda one: one.start)
        among = "其中" in told.claim.passage.plain[max(later.begins, min(each.end, part.end)) : later.start]
        if alike and apart and not among and len(part.head) >= DEED and not _moved(told, each):
            yield each


def _moved(told: Division, figure: Figure) -> bool:
    """Is it a change, or a level of the time before?"""
    return CHANGE.search(figure.head) is not None or past(figure, told.claim.passage.now)


def _closing(told: Division) -> Iterator[Figure]:
    """年初121人……年末118人……持证41人，占34.7%: of those there are at the end, held against those there were at the beginning."""
    if any(OPENING.search(f"{each.period}{each.head}") for each in told.wholes):
        for each in told.claim.earlier:
            if each.kind == told.part.kind and CLOSING.search(f"{each.period}{each.head}"):
                yield each


def _of_what_its_rate_tells(told: Division) -> bool:
    """书面协议中已履行305起，履行率97.8%；……26起，占书面协议的8.3%: of all that were to be fulfilled, as many as the rate of the 305 tells."""
    own = unprinted_bases.totals(told.part.low, told.claim.last.value, told.part.high)
    for whole in told.wholes:
        rate = next((each for each in told.claim.passage.figures if each.start >= whole.end), None)
        if own is None or rate is None or not rate.percent or rate is told.claim.last or rate.vague or rate.bound:
            continue
        gap = told.claim.passage.plain[whole.end : rate.start]
        of_it = unprinted_bases.totals(whole.low, rate.value, whole.high) if OWN_RATE.fullmatch(gap) else None
        if of_it is None or not _meet(own, of_it) or of_it[0] <= whole.exactly:
            continue
        # 应考148人，实考146人，参考率98.6%: those that were to come are told, and are merely the wrong ones.
        if not _anywhere(told, *of_it):
            return True
    return False


def _of_one_base(told: Division) -> bool:
    """80人合格、64人优秀，合格率、优秀率分别为98.8%和79.0%: of the base that the rate dealt out with it is of, and that is not the 80."""
    claim, text = told.claim, told.claim.passage.plain
    if claim.sentence is None or DEALT.search(text, claim.sentence.start, claim.last.start) is None:
        return False
    own = unprinted_bases.totals(told.part.low, claim.last.value, told.part.high)
    rates = [each for each in claim.sentence.figures if each.percent and each is not claim.last]
    stated = [each for each in rates if printed(each) is not None and each.value < HUNDRED]
    for whole in told.wholes:
        for rate in stated if whole.sentence == told.part.sentence else ():
            base = unprinted_bases.totals(whole.low, rate.value, whole.high)
            if own is not None and base is not None and _meet(own, base) and base[0] > whole.exactly:
                return True
    return False


def _meet(one: tuple[Fraction, Fraction], two: tuple[Fraction, Fraction]) -> bool:
    """Have the two ranges a whole number in common?"""
    return int(min(one[1], two[1])) >= max(one[0], two[0])
