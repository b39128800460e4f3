"""A list that goes down to 其他, of which some items have a share: 刑事310起，占5.6%；治安750起，占13.5%；其他4848起.

The shares tell of which count printed before the list is, however far before; and with 其他 it is all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.rates.portions import Share
from fazhi.audit.rates.shared_wholes import dealt
from fazhi.audit.rates.shares import shares
from fazhi.audit.sums.listing import ASIDE, NESTED
from fazhi.audit.sums.told_counts import sound
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

PAIR, THREE = 2, 3
BACK = 60
"""So many paragraphs, and cells of tables, before the list its total may stand."""
TENTH, LEAST = 10, 100
REST = re.compile(r"^(?:以及|及|和)?(?:其他|其它|其余)(?!违)")

Sum = tuple[Passage, Figure, list[Figure]]


def shared_rests(manuscript: Manuscript) -> list[Sum]:
    """(passage, total, parts) of every such list of the document that misses its total by a slip."""
    known: list[Sum] | None = manuscript.memory.get("shared rests")
    if known is None:
        known = manuscript.memory["shared rests"] = list(_found(manuscript))
    return known


def _found(manuscript: Manuscript) -> Iterator[Sum]:
    by_sentence: dict[tuple[int, int], list[Share]] = {}
    for share in dealt(shares(manuscript)):
        if share.part is not None and not share.together and rounding.decimals(share.claim.figure.value):
            by_sentence.setdefault((id(share.claim.passage), share.part.sentence), []).append(share)
    for row in by_sentence.values():
        parts = _parts(row[0].claim.passage, row)
        if parts:
            total = _total(manuscript, row, parts)
            if total is not None:
                yield row[0].claim.passage, total, parts


def _parts(passage: Passage, row: list[Share]) -> list[Figure]:
    """All counts of the unit from the first with a share to 其他, which has none and ends the sentence."""
    own = [each.part for each in row if each.part is not None]
    kind = own[-1].kind
    first = next(each for each in own if each.kind == kind)
    same = [each for each in passage.figures if each.sentence == first.sentence and each.kind == kind]
    same = [
        each
        for each in same
        if each.start >= first.start and not inside_bracket(passage.plain, first.start, each.start)
    ]
    told = {each.start for each in own}
    counted = all(sound(each) and each.exact and ASIDE.search(each.head) is None for each in same)
    ended = len(same) >= THREE and REST.search(same[-1].head) is not None and same[-1].start not in told
    nested = counted and ended and NESTED.search(passage.plain, first.end, same[-1].start) is not None
    return same if counted and ended and not nested else []


def _total(manuscript: Manuscript, row: list[Share], parts: list[Figure]) -> Figure | None:
    """The one count before the list that all shares are of, if its parts miss it by a slip of one that has no share."""
    passage, amount = row[0].claim.passage, summed(parts)
    number = next(at for at, each in enumerate(manuscript.passages) if each is passage)
    earlier = [each for other in manuscript.passages[max(0, number - BACK) : number] for each in other.figures]
    before = [*earlier, *(each for each in passage.figures if each.end <= parts[0].start)]
    told = [each for each in row if each.part is not None and each.part in parts]
    before = [each for each in before if each.kind == parts[0].kind and sound(each) and each.value >= LEAST]
    if len(told) < PAIR or any(each.value == amount for each in before):
        return None
    wholes = [each for each in before if all(share.fits(each.value) for share in told)]
    wholes = [each for each in wholes if not EARLIER.search(f"{each.period}{each.head}")]
    if len({each.value for each in wholes}) != 1 or not _slipped(told, parts, wholes[-1]):
        return None
    return wholes[-1]


def _slipped(told: list[Share], parts: list[Figure], total: Figure) -> bool:
    missing = total.value - summed(parts)
    if abs(missing) * TENTH > total.value:
        return False
    proven = {each.part.start for each in told if each.part is not None}
    open_ = [each for each in parts if each.start not in proven and each.value + missing > 0]
    rows = [(f"{each.value:f}", f"{each.value + missing:f}") for each in open_]
    if missing < 0:
        return any(misprints.swapped(*row) or misprints.one_wrong(*row) for row in rows if len(row[0]) == len(row[1]))
    return any(misprints.alike(*row) for row in rows)
