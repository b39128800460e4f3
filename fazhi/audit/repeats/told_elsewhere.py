"""Is a number told a second time of what it is told of here? Then it is no slip of another number.

劳动争议247件 … 247件劳动争议占纠纷受理总量的33.3%: that 742 disputes were received has the same figures by chance. Asked only of numbers
of three figures and more; shorter ones meet too often.
"""

from __future__ import annotations

from fazhi.audit.repeats.mentions import Mention
from fazhi.audit.repeats.tellings import Telling

LEAST, ALIKE = 3, 2
"""Figures of such a number; pairs of characters that two tellings of one thing share."""


class ToldElsewhere:
    """The tellings of a document by their number."""

    def __init__(self, tellings: list[Telling]) -> None:
        self._of = {id(each.mention): each for each in tellings}
        self._by_number: dict[object, list[Telling]] = {}
        for each in tellings:
            if len(each.mention.digits) >= LEAST:
                self._by_number.setdefault((each.mention.key, each.mention.digits), []).append(each)

    def another_thing(self, one: Mention, two: Mention) -> bool:
        """Is one of two numbers told again in words of its own, with which those of the other have nothing in common?"""
        first, second = self._of.get(id(one)), self._of.get(id(two))
        if first is None or second is None:
            return False
        return any(
            len(third.pairs & each.pairs) >= ALIKE and third.pairs.isdisjoint(other.pairs)
            for each, other in ((first, second), (second, first))
            for third in self._others(each, other)
        )

    def again(self, telling: Telling, besides: Telling) -> bool:
        """承接工单15624件 … 15624件工单中: does a third telling have the number, and a word in common?"""
        return any(not third.pairs.isdisjoint(telling.pairs) for third in self._others(telling, besides))

    def _others(self, telling: Telling, besides: Telling) -> list[Telling]:
        same = self._by_number.get((telling.mention.key, telling.mention.digits), [])
        return [each for each in same if each is not telling and each is not besides]
