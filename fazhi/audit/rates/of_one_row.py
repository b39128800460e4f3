"""A share in one row with others under one name, all of which are of one printed count: 145件、95件、55件，分别占23.7%、9.3%、9.0%.

No total need be made up of the parts, for a row tells the foremost only. But who reckons all others of a row from 612 reckons this one
from 612 too, and 95 of 1023 is no reading of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from fazhi.audit.rates.counted_shares import Counted, counted
from fazhi.audit.rates.named_bases import core
from fazhi.audit.rates.turned_shares import turnings
from fazhi.audit.rates.unprinted_bases import totals
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import SAYS_NOTHING
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
TELLING, WITNESSES = 3, 2
SURE = 5
"""So many figures of the others together are hardly of one count by chance."""
BACK, LONGEST = 20, 30
NEXT = re.compile(r"[，、；和及与]?[^，。；：\d]{0,30}")
APART = re.compile(
    r"其中|[包内]含|包括|(?:中|(?<=[围区域镇乡县市省州境院校园网户])[里内])(?!容)，?[\u4e00-\u9fff]|[上去前]年|同期|20\d\d年"
)
BRACKETS = re.compile(r"（[^（）]*）")
NAME = 2


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), if the share is the one of its row that is none of the count that all others are of."""
    known: dict[int, tuple[Figure, Figure]] | None = manuscript.memory.get("shares of one row")
    if known is None:
        known = manuscript.memory["shares of one row"] = {}
        for row in _rows(counted(manuscript)):
            for odd in row:
                whole = _whole(manuscript, odd, row) if len(row) > WITNESSES else None
                whole = whole or _of_few(manuscript, odd, row)
                if whole is not None:
                    known.setdefault(id(odd.claim), (odd.part, whole))
    return known.get(id(claim))


def _rows(shares: list[Counted]) -> Iterator[list[Counted]]:
    """Shares one behind the other in one paragraph, under one name, with nothing between them but their items."""
    row: list[Counted] = []
    for each in shares:
        if row and (len(row) == LONGEST or not _continues(row[-1], each)):
            yield row
            row = []
        row.append(each)
    yield row


def _continues(last: Counted, here: Counted) -> bool:
    one, two = last.claim, here.claim
    if one.passage is not two.passage or last.part.kind != here.part.kind or last.name != here.name:
        return False
    if last.dealt and here.dealt:
        return one.series == two.series
    if last.dealt or here.dealt or last.part.step != here.part.step:
        return False
    between = BRACKETS.sub("", one.passage.plain[one.figure.end : here.part.start]).strip("（）")
    return NEXT.fullmatch(between) is not None and APART.search(between) is None


def _whole(manuscript: Manuscript, odd: Counted, row: list[Counted]) -> Figure | None:
    """The one count that all others of the row are of and the odd one is not."""
    others = [each for each in row if each is not odd]
    if odd.claim.figure.value >= HUNDRED or sum(each.figures for each in others) < SURE:
        return None
    if max(each.figures for each in others) < NAME:
        return None
    parts = {id(each.part) for each in row}
    greatest = max(each.part.value for each in row)
    found: dict[object, Figure] = {}
    for each in _counts(manuscript, odd):
        if id(each) not in parts and each.value > greatest and all(one.of(each) for one in others):
            found.setdefault(each.value, each)
    if not found or any(odd.bumped(each) for each in found.values()):
        return None
    whole = next(iter(found.values()))
    if len(found) > 1 and whole.high - whole.low == 0:
        whole = next((each for each in found.values() if core(odd.name)[:NAME] in each.head), whole)
    figure, computed = odd.claim.figure, HUNDRED * odd.part.exactly / whole.exactly
    if misprints.near(figure.value, computed) or not misprints.too_far(figure.value, computed):
        return whole
    return whole if any(odd.of(each) for each in _counts(manuscript, odd) if each.value > odd.part.value) else None


def _of_few(manuscript: Manuscript, odd: Counted, row: list[Counted]) -> Figure | None:
    """投诉13件，占总量的38%，处罚12件，占总量的53%: no one total has both as its shares, and of the one count of which 13 are 38%, 12 are 35%."""
    others = [each for each in row if each is not odd]
    if not others or odd.claim.figure.value >= HUNDRED or sum(each.figures for each in others) < WITNESSES:
        return None
    if any(each.part.value == odd.part.value for each in others) or not _at_odds(odd, others):
        return None
    found: dict[object, Figure] = {}
    for each in _counts(manuscript, odd):
        if each.value > max(one.part.value for one in row) and all(one.of(each) for one in others):
            found.setdefault(each.value, each)
    slips = [each for each in found.values() if _slipped(odd, each, others)]
    instead = [each for each in _counts(manuscript, odd) if each.value > odd.part.value and odd.of(each)]
    if instead:
        return _called(odd, others, list(found.values()), instead)
    if len(slips) != 1:
        return None
    # Might as well one of the others be the slip?
    for other in others if len(row) == WITNESSES else ():
        for each in _counts(manuscript, other):
            if each.value > odd.part.value and odd.of(each) and _slipped(other, each, [odd]):
                return None
    return slips[0]


def _called(odd: Counted, others: list[Counted], wholes: list[Figure], instead: list[Figure]) -> Figure | None:
    """投诉132件，其中商品类投诉103件。……食品52件，占总投诉的50.49%，质量37件，占总投诉的28.03%: of the two counts that one is meant which is
    called by the name and nothing more."""
    name = core(odd.name).removeprefix("总")
    if len(name) < NAME or max(each.figures for each in others) <= TELLING:
        return None
    plain = [each for each in wholes if SAYS_NOTHING.sub("", each.head) == name]
    if len(wholes) != 1 or len(plain) != 1 or any(SAYS_NOTHING.sub("", each.head) == name for each in instead):
        return None
    return plain[0]


def _at_odds(odd: Counted, others: list[Counted]) -> bool:
    """Is there no total, printed or not, of which the odd share and the others are shares?"""
    own = totals(odd.part.low, odd.claim.figure.value, odd.part.high)
    for each in others:
        span = totals(each.part.low, each.claim.figure.value, each.part.high)
        if own is not None and span is not None and (own[1] < span[0] or span[1] < own[0]):
            return True
    return False


def _slipped(odd: Counted, whole: Figure, others: list[Counted]) -> bool:
    """Two figures turned round, or one of three wrong where the others tell much."""
    stated, part = odd.claim.figure.value, odd.part
    low, high = HUNDRED * part.low / whole.high, HUNDRED * part.high / whole.low
    if odd.figures > 1 and any(rounding.fits(each, low, high) for each in turnings(stated)):
        return True
    if odd.bumped(whole):
        return False
    return max(each.figures for each in others) > TELLING and misprints.misprinted(stated, (low + high) / 2)


def _counts(manuscript: Manuscript, odd: Counted) -> list[Figure]:
    """The sound counts of the unit up to its paragraph."""
    until = odd.claim.passage.index
    key = ("sound counts", odd.part.kind)
    memory = manuscript.memory.setdefault("sound counts of a unit", {})
    if key not in memory:
        memory[key] = [
            (passage.index, each)
            for passage, each in manuscript.of_kind(odd.part.kind)
            if sound(each)
        ]  # fmt: skip
    begin = bisect_left(memory[key], until - BACK, key=lambda each: each[0])
    return [each for _index, each in memory[key][begin : bisect_right(memory[key], until, key=lambda each: each[0])]]
