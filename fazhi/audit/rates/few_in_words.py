"""A rate of a few that are told in words: 领办重点信访事项七件，办结六件，办结率85.71%.

So small numbers in words are mostly no counts (一件事), so that they are read here only, of one unit, right before their rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.text import misprints, numerals, rounding
from fazhi.audit.text.percentages import Percentage

NUMBER = r"[一二两三四五六七八九十]{1,3}"
UNIT = r"[件起宗例案条项个处名人户家份期场次卷批所支]"
SAID = re.compile(
    rf"(?P<all>{NUMBER})(?P<unit>{UNIT})[\u4e00-\u9fff]{{0,8}}[，、](?:其中|已|年内|全年|年底前)*(?P<words>[\u4e00-\u9fff“”]{{1,10}}?)(?P<part>{NUMBER})(?P=unit)"
    r"[\u4e00-\u9fff]{0,4}，(?P<name>[\u4e00-\u9fff]{1,8})率(?:高?达到?|为|是)?$"
)
NOT_SO = re.compile(r"[不未非]|尚|余下|其余|剩")
HUNDRED, LEAD = 100, 60


@dataclass(frozen=True, slots=True)
class Few:
    """Two counts in words with their rate."""

    part: int
    whole: int
    unit: str
    fits: bool


def few(claim: Percentage) -> Iterator[Few]:
    """The two counts of the rate, where both are told in words; a rate that does not look like theirs is none of them."""
    figure = claim.figure
    if claim.role != "rate" or figure.vague or figure.bound or figure.compared:
        return
    text = claim.passage.plain
    match = SAID.search(text[max(claim.sentence.start, figure.start - LEAD) : figure.start])
    if match is None or NOT_SO.search(match["words"]) is not None or not set(match["name"]) & set(match["words"]):
        return
    part, whole = (numerals.read(match[each].replace("两", "二")) for each in ("part", "all"))
    if part is None or whole is None or not 0 < part <= whole:
        return
    right = HUNDRED * Fraction(int(part), int(whole))
    fits = bool(rounding.fits(figure.value, right))
    inverse = part < whole and bool(rounding.fits(figure.value, HUNDRED * Fraction(int(whole), int(part))))
    if fits or inverse or misprints.misprinted(figure.value, right):
        yield Few(int(part), int(whole), match["unit"], fits)
