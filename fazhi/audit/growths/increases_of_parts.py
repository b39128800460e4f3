"""A total and its parts, each with how much more or less it is than before: what the parts gained is what the total gained.

参保160.09万人，比上年同期增加7.66万人，其中在职118.91万人，增加5.20万人，退休41.18万人，增加2.46万人
参保48074万人，比上年末增加2453万人。其中，在职34917万人，退休13157万人，分别比上年末增加2058万人和395万人
决算比上年减少518378.24元。其中：出国减少466964.80元，车辆减少33348.44元，接待减少18065.00元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.growths.increments import verb_of
from fazhi.audit.sums.addition import comes_out, slipped
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

DEALT, NEXT = "分别", re.compile(r"[、，]?[和及与、]?")
AMONG = re.compile(r"其中|包括")
STOPS = re.compile("[；。]")
NAMED = re.compile(r"[\u4e00-\u9fff]{2}")
FEWEST, MOST = 2, 12
DIGITS, TURNED = 4, 3
"""Where no levels show that the list is whole, so many figures must agree."""


@dataclass(frozen=True, slots=True)
class Increase:
    """How much more or less, and of which level where that is printed."""

    level: Figure | None
    change: Figure
    less: bool

    @property
    def signed(self) -> Decimal:
        """What it adds to the total's."""
        return -self.change.value if self.less else self.change.value


@dataclass(frozen=True, slots=True)
class Parted:
    """The increase of a total and those of its parts, which come to something else."""

    passage: Passage
    total: Increase
    parts: list[Increase]

    @property
    def amount(self) -> Decimal:
        """What the parts come to."""
        return sum((each.signed for each in self.parts), Decimal(0))


def parted(passage: Passage) -> Iterator[Parted]:
    """Every total whose parts gained more or less than it did."""
    if AMONG.search(passage.plain) is None:
        return
    told = _told(passage)
    for at, total in enumerate(told):
        parts = _parts(passage, total, told[at + 1 : at + 1 + MOST])
        if not parts or _one_became_nothing(passage, total, parts):
            continue
        found = Parted(passage, total, parts)
        off = abs(found.amount - total.signed)
        if off > sum((each.change.step for each in (total, *parts)), Decimal(0)) / 2:
            if total.level is not None or _slip(found):
                yield found


def _one_became_nothing(passage: Passage, total: Increase, parts: list[Increase]) -> bool:
    """因公出国（境）费支出0万元: how much it was before is not told, so that the others need not come to the total's change."""
    return any(not each.value and total.change.end <= each.start < parts[-1].change.end for each in passage.figures)


def _told(passage: Passage) -> list[Increase]:
    """The increases of a passage in their order."""
    found, levels, row = list[Increase](), list[Figure](), list[Figure]()
    counts = [each for each in passage.figures if each.count and not each.vague and not each.bound]
    last = 0
    for each in counts:
        verb = verb_of(each.head)
        between = passage.plain[last : each.start]
        if verb is not None:
            same = [one for one in levels if one.kind == each.kind]
            near = bool(same) and STOPS.search(passage.plain, same[-1].end, each.start) is None
            row = same if DEALT in between else []
            found.append(Increase(same[-1] if near and not row else None, each, verb["less"] is not None))
            levels = levels if row else []
        elif row and found[-1].change.end == last and NEXT.fullmatch(between):
            found.append(Increase(None, each, found[-1].less))
        else:
            if row:
                found, levels, row = _dealt(found, row), [], []
            levels.append(each)
        last = each.end
    return _dealt(found, row) if row else found


def _dealt(found: list[Increase], levels: list[Figure]) -> list[Increase]:
    """The last increases given to the levels before them, one to each."""
    number = next((at for at, each in enumerate(reversed(found)) if each.level is not None), len(found))
    dealt, before = found[len(found) - number :], found[: len(found) - number]
    if not FEWEST <= len(dealt) <= len(levels):
        return found
    given = zip(levels[-len(dealt) :], dealt, strict=True)
    return [*before, *(Increase(level, each.change, each.less) for level, each in given)]


def _parts(passage: Passage, total: Increase, behind: list[Increase]) -> list[Increase]:
    """The increases that are those of its parts: their levels make up its own, or all are told without a level to the end of the list."""
    first = behind[0] if behind else None
    if first is None or (total.level is None) != (first.level is None):
        return []
    opens = (first.level or first.change).start
    if first.change.kind != total.change.kind or AMONG.search(passage.plain, total.change.end, opens) is None:
        return []
    if total.level is None:
        run = [each for each in behind if each.level is None and each.change.sentence == first.change.sentence]
        named = all(NAMED.search(each.change.head[:-FEWEST]) and each.change.kind == total.change.kind for each in run)
        return run if named and len(run) >= FEWEST else []
    levels = list[Figure]()
    for at, each in enumerate(behind, start=1):
        if each.level is None or each.level.kind != total.level.kind or each.change.kind != total.change.kind:
            return []
        levels.append(each.level)
        if len(levels) >= FEWEST and comes_out(total.level, levels):
            return behind[:at]
    return []


def _slip(found: Parted) -> bool:
    """All more or all less, and off by a slip of one number."""
    one_way = len({each.less for each in (found.total, *found.parts)}) == 1
    return one_way and slipped([each.change for each in found.parts], found.total.change, DIGITS, TURNED)
