"""A share with two of its figures in each other's place, whose whole is called by its name somewhere before: 占毒品总量的72.9% (79.2).

That a share of another whole were by chance the one of the count that bears its name, with two figures turned round, happens to two or
three of a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from fazhi.audit.rates.counted_shares import Counted, counted
from fazhi.audit.sums.counts import unit_of
from fazhi.audit.text import rounding
from fazhi.audit.text.countable import sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
LEAD, TAIL, NAME = 40, 8, 3
CALLED, WELL_CALLED = Fraction(3, 5), Fraction(3, 4)
FEW, MANY = 2, 4
"""Of two figures every tenth number is another one turned round: only where the whole is well called; of four any two may be."""
WIDEST, OF_MANY = 5, 8
"""Units of the last place between which the share lies, where part or whole are rounded."""
BACK = 12
OF_THE_YEAR = re.compile(r"^(?:[当全本]年|同期|全部|所有|[该本]市|全[市省县区国])")
ONLY = re.compile(r"其中|同类|该类|此类|上年|去年|同期")
MARK = re.compile(r"[，；。：（]")
MARKED = re.compile(r"[，、（]?")
PAIR = 2
Found = tuple[Passage, Figure]


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of which the printed share is with two figures turned round, or ``None``."""
    known: dict[int, tuple[Figure, Figure]] | None = manuscript.memory.get("shares turned round")
    if known is None:
        known = manuscript.memory["shares turned round"] = {}
        for each in counted(manuscript):
            whole = _whole(manuscript, each)
            if whole is not None:
                known[id(each.claim)] = each.part, whole
    return known.get(id(claim))


def slip_of_rate(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """受理358.27万件……。在线解答263.04万件，在线解答率74.32% (73.42): of a rate of four figures the only whole with which it is that."""
    figure = claim.figure
    sound_rate = claim.role == "rate" and not (figure.vague or figure.bound or figure.compared)
    before = [each for each in claim.sentence.figures if each.end <= claim.start and not each.percent]
    if not sound_rate or not before or not MARKED.fullmatch(claim.passage.plain, before[-1].end, claim.start):
        return None
    rate = Counted(claim, before[-1], claim.name)
    stem = claim.name.partition("率")[0][-PAIR:]
    if not sound(rate.part) or len(stem) < PAIR or stem not in rate.part.head or rate.figures < MANY:
        return None
    wholes = {each.value: each for _passage, each in _wholes(manuscript, rate)}
    found = [each for each in wholes.values() if _turned(rate, each)]
    return (rate.part, found[0]) if len(found) == 1 and not any(rate.of(each) for each in wholes.values()) else None


def _whole(manuscript: Manuscript, share: Counted) -> Figure | None:
    """The one count that bears the name and gives the share with two figures turned round."""
    name = OF_THE_YEAR.sub("", share.name)
    of_all = "总" in share.claim.link
    if (
        share.dealt
        or len(name) < NAME
        and not (of_all and name)
        or ONLY.search(share.claim.link)
        or share.claim.figure.value >= HUNDRED
    ):
        return None
    wholes = list(_wholes(manuscript, share))
    if not wholes or any(share.of(each) for _passage, each in wholes):
        return None
    values = {each.value: each for _passage, each in wholes}
    if len(values) == 1 and of_all and share.figures > FEW:
        # 缴获毒品25.9吨。……境外毒品20.5吨，占年缴毒总量的72.9%: nothing else is counted so
        only = next(iter(values.values()))
        return only if _turned(share, only) else None
    words = pairs(name)
    called = [(Fraction(len(words & _words(*each)), len(words)), each[1]) for each in wholes] if words else []
    found = {each.value: (score, each) for score, each in called if score >= CALLED and _turned(share, each)}
    if not found:
        return None
    best = max(each for each, _whole in called)
    if len(found) > 1:
        # 上报事件9213件，办结9201件: both give it, and only the first is called so by the words right before it.
        found = {value: each for value, each in found.items() if words & pairs(each[1].head) and each[0] == best}
    if len(found) != 1:
        return None
    score, whole = next(iter(found.values()))
    well = score >= WELL_CALLED and {each.value for one, each in called if one == best} == {whole.value}
    return whole if well or share.figures > FEW and score == best else None


def _wholes(manuscript: Manuscript, share: Counted) -> Iterator[Found]:
    """The sound counts of its unit that stand before it and are greater."""
    part, claim = share.part, share.claim
    for passage in manuscript.within(claim.passage.index - BACK, claim.passage.index):
        for each in passage.figures:
            if passage is claim.passage and each.end > part.start:
                break
            if each.value > part.value and unit_of(each) == unit_of(part) and sound(each):
                yield passage, each


def _words(passage: Passage, figure: Figure) -> set[str]:
    """The pairs of characters around a count, from the beginning of its sentence on."""
    begin = max(figure.start - LEAD, next((s.start for s in passage.sentences if s.start <= figure.start < s.end), 0))
    # 1708件，占总上报事件的18.54%: how the next clause calls another count says nothing of this one.
    behind = MARK.split(passage.plain[figure.end : figure.end + TAIL], maxsplit=1)[0]
    return pairs(f"{passage.plain[begin : figure.start]}|{behind}")


def _turned(share: Counted, whole: Figure) -> bool:
    """Is one of the numbers that become the printed one by turning two figures round the share of that whole?"""
    stated, part = share.claim.figure.value, share.part
    low, high = HUNDRED * part.low / whole.high, HUNDRED * part.high / whole.low
    if (high - low) * 10 ** rounding.decimals(stated) > (OF_MANY if share.figures >= MANY else WIDEST):
        return False
    return any(rounding.fits(each, low, high) for each in turnings(stated))


def turnings(stated: Decimal) -> Iterator[Decimal]:
    """The numbers that become the printed one by turning two figures round: two neighbours, of four figures any two."""
    text = f"{stated:f}"
    places = [at for at, each in enumerate(text) if each.isdigit()]
    for left, right in combinations(range(len(places)), 2):
        one, two = places[left], places[right]
        if text[one] != text[two] and (right - left == 1 or len(places) >= MANY):
            row = list(text)
            row[one], row[two] = row[two], row[one]
            yield Decimal("".join(row))
