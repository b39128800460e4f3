"""Lists of the same things elsewhere in the document: 共76件（建议34件、提案42件），其中主办35件（建议24件、提案11件），会办41件（建议10件、提案31件）.

Whether 其中 or a bracket tells all of its total the words often leave open. Where other lists of the same names make their totals,
the names are all there are, and the one list that misses its total is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from fazhi.audit.sums.addition import Addition, slipped
from fazhi.audit.text.figures import Figure

BASIS = "同样几项在文中别处合计与总数相符，即已列全"
NAME, PAIR = 4, 2
LEAST = 5
"""A total below it is made by chance."""
Names = frozenset[str]


def names(addition: Addition) -> Names:
    """What the parts are called, each by its last characters; empty where two are called alike or one is not called at all."""
    called = [_called(each) for each in addition.parts]
    return frozenset(called) if all(called) and len(set(called)) == len(called) >= PAIR else frozenset()


def _called(part: Figure) -> str:
    return part.head.rsplit("其中", 1)[-1].lstrip("，、：有为")[-NAME:]


def witnessed(made: Iterable[Addition], missed: Iterable[Addition]) -> list[Addition]:
    """Of the additions that miss their totals those whose names make theirs elsewhere, where no other list of the names misses its own.

    One other list may come out by chance: then a slip of one number has to explain what is off.
    """
    right: dict[Names, list[Addition]] = defaultdict(list)
    for each in made:
        right[names(each)].append(each)
    wrong: dict[Names, list[Addition]] = defaultdict(list)
    for each in missed:
        wrong[names(each)].append(each)
    alone = [(each, right[key]) for key, (each, *others) in wrong.items() if key and not others]
    return [each for each, others in alone if _shown(each, others)]


def _shown(addition: Addition, others: list[Addition]) -> bool:
    """Not where it is one of them told again: 示范村10个，其中省级3个、市级7个 …… 16个行政村中，省级示范村3个、市级7个."""
    again = any(_values(each) == _values(addition) for each in others)
    telling = sum(1 for each in others if each.totals[0].value >= LEAST)
    enough = telling >= PAIR or telling > 0 and slipped(addition.parts, addition.totals[0], PAIR)
    # 建议2件（主办2件、会办0件）、3件（主办2件、会办1件）、6件（主办3件、会办3件）: three small ones are no chance either.
    return (enough or len(others) > PAIR) and not again


def _values(addition: Addition) -> list[Decimal]:
    return sorted(each.value for each in addition.parts)
