"""A total that its list misses, where what is reckoned from it shows that the list is right.

培训8场，其中镇级5场、村级4场，共培训612人次，平均每场68人次: 612 are 68 for each of nine.
清单共列215项，包括基本118项、配合97项、收回86项，收回事项占28.6%: 86 are so much of 301.
The words between need not say that the list is whole: two numbers printed apart from one another do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.means import means
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import CLASSES, Figure, summed
from fazhi.audit.text.passages import Passage

BASIS = "总数应等于各分项之和，并与由它算出的平均数、占比相合"
FEWEST = 3
"""A total and two parts."""
MOST = 12
HUNDRED = 100
CASE = "案"
SHARE_OF = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12}?)(?:的|约)*占(?:总数|全部|比)?(?:的|为|约)*$")
TELLING = 2
"""Figures that a mean must have, unless it comes out without a rest."""


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A total, the parts that miss it, and what is reckoned from their sum."""

    total: Figure
    parts: list[Figure]
    witness: Figure


def witnessed_sums(passage: Passage) -> Iterator[Witnessed]:
    """Every total of a sentence that a mean or a share in the same sentence refutes together with its parts."""
    for witness in passage.figures:
        before = [each for each in passage.figures if each.sentence == witness.sentence and each.end <= witness.start]
        if len(before) >= FEWEST and not (witness.vague or witness.bound or witness.compared):
            told = _of_a_share(passage, witness, before) if witness.percent else _of_a_mean(passage, witness, before)
            if told is not None:
                yield told


def _of_a_mean(passage: Passage, witness: Figure, before: list[Figure]) -> Witnessed | None:
    claim = means.mean(passage, witness)
    if claim is None or claim.over or claim.per > 1 or not claim.plain or means.foreign(claim):
        return None
    kind = CLASSES["件"] if claim.thing == CASE else CLASSES.get(claim.thing, claim.thing)
    amount = next((each for each in reversed(before) if means.same_measure(each, witness) == 1 and _sound(each)), None)
    if amount is None or amount.kind == kind or amount.value <= witness.value:
        return None

    def borne_out(whole: Fraction) -> bool:
        mean = amount.exactly / whole / claim.scale
        telling = len(f"{claim.stated:f}".replace(".", "")) >= TELLING or mean == claim.stated
        return telling and bool(rounding.fits(claim.stated, mean))

    counts = [each for each in before if each.kind == kind and each.end <= amount.start]
    for total, parts in _readings(counts):
        if borne_out(_summed_exactly(parts)) and not borne_out(total.exactly):
            return Witnessed(total, parts, witness)
    return None


def _of_a_share(passage: Passage, witness: Figure, before: list[Figure]) -> Witnessed | None:
    """收回事项占28.6%: of a part by its own name."""
    match = SHARE_OF.search(passage.plain, max(0, witness.start - len(witness.head)), witness.start)
    if match is None or not rounding.decimals(witness.value):
        return None
    counts = [each for each in before if each.kind == before[0].kind]
    for total, parts in _readings(counts) if len(counts) == len(before) else ():
        named = [each for each in parts if each.head.endswith(match["name"])]
        of_sum, of_total = (
            any(rounding.fits(witness.value, HUNDRED * each.exactly / whole) for each in found)
            for whole, found in ((_summed_exactly(parts), named), (total.exactly, parts))
        )
        if len(named) == 1 and of_sum and not of_total:
            return Witnessed(total, parts, witness)
    return None


def _readings(counts: list[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    """The first count, or the last, as the total of all others; nothing where that comes out."""
    if FEWEST <= len(counts) <= MOST and all(_sound(each) and each.value > 0 for each in counts):
        readings = [(counts[0], counts[1:]), (counts[-1], counts[:-1])]
        if not any(total.value == summed(parts) for total, parts in readings):
            yield from readings


def _sound(figure: Figure) -> bool:
    return figure.count and figure.exact and not figure.compared and CHANGE.search(figure.head) is None


def _summed_exactly(parts: list[Figure]) -> Fraction:
    """The sum as a fraction."""
    return Fraction(summed(parts))
