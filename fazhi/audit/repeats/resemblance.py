"""How much two counts of a document are told in the same words, whatever words these are.

Words that few counts of the document share weigh more. No word is known beforehand and none must be there, so this carries
over to authors with words of their own; what it finds is the likeliest companion, not a proof.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations
from math import fsum, log
from typing import NamedTuple

from fazhi.audit.repeats.tellings import FAR, Telling, content
from fazhi.audit.repeats.two_lists import of_two_lists
from fazhi.audit.text.pairs import pairs

TELLING = 6.0
"""Words of such a weight say enough, even if nothing is said back; one rare word weighs about half of it."""
COMMON = 40
"""Two characters that stand with more counts tell nothing of any of them."""
# 日均12件 is computed, and 其中12件 is only a part.
NOT_TOLD = re.compile(r"^其中|[日月年户人件]均|平均")


class Resemblance(NamedTuple):
    """``share``: the weight of the words that two tellings have in common, of the weight of all their words, from 0 to 1;
    ``weight``: the former alone."""

    share: float
    weight: float
    other: Telling


class Resemblances:
    """All tellings of a document that may be compared. ``year`` is that of the report, which a telling need not name."""

    def __init__(self, told: list[Telling], year: str) -> None:
        self.told = [each for each in told if _comparable(each)]
        self._parts = [each for each in told if not _comparable(each)]
        self._year = year
        words = [_words(each) for each in self.told]
        counts = Counter(pair for each in words for pair in each)
        self._most = log(len(self.told) + 1)
        self._weights = {pair: self._most - log(count) if count <= COMMON else 0.0 for pair, count in counts.items()}
        self._words = words
        self._sums = [self._weigh(each) for each in words]

    def companions(self, number: int) -> list[Resemblance]:
        """The tellings of that unit and time that share words with the one of that number, the most alike first."""
        again = self.told[number]
        shared: dict[int, float] = defaultdict(float)
        # In one order, whatever the run: of floating sums and of equals the first decides.
        for pair in sorted(self._words[number]):
            for other in self._having.get((again.mention.key, pair), ()):
                shared[other] += self._weights[pair]
        shared.pop(number, None)
        return sorted(self._compared(number, shared), key=lambda each: -each.share)

    def told_as_part(self, number: int) -> bool:
        """Is the same number told in the same words as a part or a mean: 其中九小场所225家次?"""
        again = self.told[number].mention
        same = (each for each in self._parts if each.mention.key == again.key and each.mention.digits == again.digits)
        return any(not self._words[number].isdisjoint(_words(each)) for each in same)

    def permuted(self) -> Iterator[tuple[Telling, Telling, float]]:
        """All pairs of one unit and time whose figures are the same in another order and whose numbers are each told but
        once, with the share of the one's words that are said anywhere about the other, whichever of the two is greater."""
        groups: dict[tuple[tuple[str, str], str], list[int]] = defaultdict(list)
        single = Counter((each.mention.key, each.mention.digits) for each in [*self.told, *self._parts])
        for number, each in enumerate(self.told):
            if single[each.mention.key, each.mention.digits] == 1:
                groups[each.mention.key, "".join(sorted(each.mention.digits))].append(number)
        for group in groups.values():
            for one, two in combinations(group, 2):
                if self._together(self.told[one], self.told[two]):
                    yield self.told[one], self.told[two], self._said_around(one, two)

    def _said_around(self, one: int, two: int) -> float:
        """全年立案138件, and elsewhere 查处62处、减压阀318件: where next to nothing is said of the one, the other must share some of it."""
        there, back = self._around(one, two), self._around(two, one)
        shared = max(there * self._sums[one], back * self._sums[two])
        return max(there, back) if there and back or shared >= TELLING else 0.0

    def _around(self, number: int, other: int) -> float:
        """The share of its words that stand in the other's sentence or in what that is said under."""
        told = self.told[other]
        around = _pairs_of(f"{told.sentence}|{told.frame}|{told.section}")
        return self._weigh(self._words[number] & around) / self._sums[number] if self._sums[number] else 0.0

    def _compared(self, number: int, shared: dict[int, float]) -> Iterator[Resemblance]:
        again = self.told[number]
        for at, weight in shared.items():
            if weight and self._together(again, self.told[at]):
                yield Resemblance(2 * weight / (self._sums[number] + self._sums[at]), weight, self.told[at])

    def _together(self, one: Telling, two: Telling) -> bool:
        if self._period(one) != self._period(two) or abs(one.place - two.place) >= FAR:
            return False
        return not of_two_lists(*((each.mention.passage, each.mention.figure) for each in (one, two)))

    def _period(self, telling: Telling) -> str:
        return "" if telling.mention.period == self._year else telling.mention.period

    def _weigh(self, words: set[str]) -> float:
        return fsum(self._weights.get(each, self._most) for each in words)

    @cached_property
    def _having(self) -> dict[tuple[tuple[str, str], str], list[int]]:
        having: dict[tuple[tuple[str, str], str], list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for pair in words:
                if self._weights[pair]:
                    having[self.told[number].mention.key, pair].append(number)
        return having


def _comparable(telling: Telling) -> bool:
    mention = telling.mention
    return bool(mention.figure.unit) and not mention.compared and NOT_TOLD.search(mention.left) is None


def _words(telling: Telling) -> set[str]:
    """Every two characters of what it is told in, without those that say nothing of the thing."""
    return _pairs_of(f"{telling.own if telling.topic else telling.words}|{telling.inherited}")


def _pairs_of(words: str) -> set[str]:
    return {pair for each in words.split("|") for pair in pairs(content(each))}
