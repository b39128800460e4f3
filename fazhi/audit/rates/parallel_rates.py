"""Rates of one name told in parallel: 刑事139件，……新收92件，结案78件，结案率56.12%; 民事2129件，……新收1527件，结案1030件，结案率67.45%.

Which of the counts before a rate is divided by which, the others of its name show: where all of them are the last count out of the first,
this one is too, and that 67.45% is that of the newly received explains only how it came about. 大街59条、点位38处，问题22处，问题率22.7%: or
out of the first two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.rates.shares import MORE
from fazhi.audit.text import items, misprints, rounding, wording
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage, percentages

HUNDRED = 100
PAIR, MOST, MOST_AROUND = 2, 6, 40
NAME, LABEL = 2, 2
SURE, TELLING = 5, 3
# 已办5696件, 已办结1177件
SAYS_NOTHING = re.compile(r"[已了共]|累计|(?:截[至止])?目前|(?<=办)结$")
SENTENCE, NEAREST, SEGMENT = range(3)
NEAR = 6
"""So many paragraphs away the others may stand."""
Way = tuple[int, tuple[int, ...]]
"""Which of the counts is the part, and which are the whole."""


@dataclass(frozen=True, slots=True)
class Told:
    """A rate and the counts told before it: those of its sentence since the last rate, the two nearest, or all of its part of the sentence."""

    claim: Percentage
    paragraph: int
    counts: tuple[Figure, ...]
    view: int

    @property
    def figures(self) -> int:
        """How many figures tell something; of all that there were, 100% tells little."""
        value = self.claim.figure.value
        return 1 if value == HUNDRED else len(f"{value:f}".replace(".", "").lstrip("0"))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Their units in order."""
        return tuple(each.kind for each in self.counts)

    def pair(self, way: Way) -> tuple[Figure, Figure]:
        """(part, whole) of that way."""
        whole = [self.counts[each] for each in way[1]]
        return self.counts[way[0]], whole[0] if len(whole) == 1 else joined(whole)

    def fits(self, way: Way) -> bool:
        """Is the rate that of the two?"""
        part, whole = self.pair(way)
        return gives(self.claim.figure.value, part, whole)


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of the one way in which all others of the name are reckoned, if the printed figure is not that of them."""
    if claim.role != "rate" or claim.figure.value >= HUNDRED or not _plain(claim):
        return None
    found: dict[tuple[object, object], tuple[Figure, Figure]] = {}
    views = _told(manuscript).get(id(claim), [])
    near = _around(manuscript, claim) if views else []
    for own in views:
        others = [each for each in near if _parallel(own, each)]
        for way in _ways(own):
            if _shown(own, way, others):
                if own.fits(way) or any(own.fits(each) and _shown(own, each, others) for each in _ways(own)):
                    return None
                part, whole = own.pair(way)
                found[part.value, whole.value] = part, whole
    if len(found) != 1:
        return None
    part, whole = next(iter(found.values()))
    computed = HUNDRED * part.exactly / whole.exactly
    miswritten = _slipped(manuscript, claim, part, computed) or _count_slipped(claim, part, whole)
    return (part, whole) if miswritten else None


def _count_slipped(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """受理38件，结案16件，结案率26.32%, which is that of 10件: is one of the counts a slip of the one that gives the rate?"""
    figure = claim.figure
    # 化解21件。县领导包案化解率81.25% speaks of other cases.
    if part.sentence != figure.sentence or len(f"{figure.value:f}".replace(".", "").strip("0")) < TELLING:
        return False
    for printed, right in (
        (part.value, Fraction(whole.exactly * figure.exactly, HUNDRED)),
        (whole.value, Fraction(HUNDRED * part.exactly) / figure.exactly),
    ):
        meant = round(right)
        pair = (meant, int(whole.value)) if printed == part.value else (int(part.value), meant)
        exact = pair[1] > 0 and bool(rounding.fits_counts(figure.value, *pair))
        if exact and misprints.like_count(f"{printed:f}", f"{meant}"):
            return True
    return False


def _slipped(manuscript: Manuscript, claim: Percentage, part: Figure, computed: Fraction) -> bool:
    """Is it near, or that of another count before the rate?"""
    figure = claim.figure
    if abs(computed - figure.exactly) * 10 ** rounding.decimals(figure.value) <= 1:
        return False
    if misprints.near(figure.value, computed):
        return True
    bases = [each for told in _told(manuscript)[id(claim)] for each in told.counts if each.value > part.value]
    return any(rounding.fits(figure.value, HUNDRED * part.exactly / each.exactly) for each in bases)


def _plain(claim: Percentage) -> bool:
    figure = claim.figure
    return not (figure.vague or figure.bound or figure.compared) and len(claim.name.removesuffix("率")) >= NAME


def _around(manuscript: Manuscript, claim: Percentage) -> list[Told]:
    """The rates told before and behind it."""
    told = _told(manuscript)
    place = list(told).index(id(claim))
    return [each for views in list(told.values())[max(0, place - MOST_AROUND) : place + MOST_AROUND] for each in views]


def _told(manuscript: Manuscript) -> dict[int, list[Told]]:
    """By the id of each rate: the counts before it, in the ways that they may be looked at."""
    known: dict[int, list[Told]] | None = manuscript.memory.get("rates with the counts before them")
    if known is None:
        known = manuscript.memory["rates with the counts before them"] = {}
        for passage in manuscript.passages:
            last = 0
            for claim in percentages(passage) if "率" in passage.plain else ():
                if claim.role != "rate":
                    continue
                if _plain(claim):
                    known[id(claim)] = list(_views(claim, last))
                last = claim.figure.end
    return known


def _views(claim: Percentage, since: int) -> Iterator[Told]:
    """The counts since the last rate: of the whole sentence, and the nearest ones behind 其中."""
    text, index = claim.passage.plain, claim.passage.index
    told = [
        each for each in claim.passage.figures
        if each.end <= claim.start and claim.figure.sentence - each.sentence <= 1 and sound(each)
        and not each.spelled and MORE.search(each.head) is None
        and not items.bracketed_off(text, each, claim.start)
    ]  # fmt: skip
    counts = [each for each in told if since <= each.start]
    own = [each for each in counts if each.sentence == claim.figure.sentence]
    if PAIR <= len(own) <= MOST:
        yield Told(claim, index, tuple(own), SENTENCE)
    if len(counts) >= PAIR and counts[-1].kind == counts[-2].kind and "其中" not in counts[-1].head:
        yield Told(claim, index, tuple(counts[-PAIR:]), NEAREST)
    # 受理86件，办结80件，办结率93.0%，满意71件，满意率82.6%
    segment = [each for each in told if each.segment == claim.figure.segment]
    if own and PAIR < len(segment) <= MOST and len(segment) > len(own):
        yield Told(claim, index, tuple(segment), SEGMENT)


def _parallel(own: Told, other: Told) -> bool:
    """Is it another rate of the same name, with counts of the same units in the same order before it?"""
    if other.claim is own.claim or other.view != own.view or abs(other.paragraph - own.paragraph) > NEAR:
        return False
    one, two = (each.claim.name.removesuffix("率") for each in (own, other))
    qualifiers = [found[0] if found else "" for found in map(wording.pattern("qualifiers").search, (one, two))]
    alike = (one.endswith(two) or two.endswith(one)) and qualifiers[0] == qualifiers[1]
    return alike and own.kinds == other.kinds


def _ways(told: Told) -> Iterator[Way]:
    """What may be divided by what: one of the last two by one before it, or by the first two together."""
    number = len(told.counts)
    for part in {number - 1, number - 2} - {0}:
        for whole in range(part):
            if told.counts[whole].value >= told.counts[part].value:
                yield part, (whole,)
        if part >= PAIR:
            yield part, (0, 1)


def _shown(own: Told, way: Way, others: list[Told]) -> bool:
    """Do all of the others that can be reckoned so come out, and tell enough?"""
    reckoned = [each for each in others if way in set(_ways(each))]
    if not reckoned or not all(each.fits(way) for each in reckoned):
        return False
    if any(not set(_labels(own, way)) & set(_labels(each, way)) for each in reckoned):
        return False
    told = sum(each.figures for each in reckoned)
    if len(reckoned) >= PAIR and told >= SURE:
        return True
    # One other only: with the very same words before the part, and near at hand. Where the rate is that of another of its own counts
    # (应办42件，其中结转3件、新立案39件，结案37件，结案率88.1%), both must be called the same.
    first = reckoned[0]
    if any(own.fits(each) and each in set(_ways(first)) for each in _ways(own)):
        return False  # two that are reckoned in two ways: which of them is the slip?
    mine, theirs = _labels(own, way), _labels(first, way)
    same = mine[0] == theirs[0] != "" and (mine == theirs or not _of_its_own(own, way))
    return same and first.paragraph == own.paragraph and first.figures >= TELLING


def _of_its_own(own: Told, way: Way) -> bool:
    """Is the printed figure the share of the part in another count of its sentence?"""
    part = own.counts[way[0]]
    counts = [each for each in own.claim.sentence.figures if each.end <= own.claim.start and each.kind == part.kind]
    stated = own.claim.figure.value
    wholes = [each for each in counts if each.value >= part.value and sound(each)]
    return any(gives(stated, part, each) for each in wholes)


def _labels(told: Told, way: Way) -> tuple[str, ...]:
    """How the part and the whole are called, in their last characters."""
    used = (way[0], *way[1])
    return tuple(SAYS_NOTHING.sub("", told.counts[each].head)[-LABEL:] for each in used)
