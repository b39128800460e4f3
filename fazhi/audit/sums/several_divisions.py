"""One total divided by several turns: 从申请人看，公民52件，法人11件。从事项看，处罚25件，许可17件，其他21件。从类别看，……

Divisions of one total come to one number. Where two come to the same, and no total of that number is printed, the printed one
slipped; where it is printed, another division that misses it by a slip did.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.told_counts import LEAD, sound
from fazhi.audit.text import misprints
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import divided, named_rest
from fazhi.audit.text.passages import Passage

PAIR, THREE, MOST = 2, 3, 20
LEAST = 20
RANGE, NEAR = ("至", "到", "—", "-", "～"), 6
OPEN = re.compile(r"主要|前[三四五六十]|居前|等\d|多[的为]|其中")
# 从原因看，属实的41条中，等候17条、……: what is divided so is the count that the words name, and no other.
OUT_OF = re.compile(r"[^，。；：、\d]{0,6}(?<!其)中，")
EACH = re.compile(r"(?P<names>[^，。；：\d]*)各$")

Sum = tuple[Figure, list[Figure], Figure | None]


def several_divisions(passage: Passage) -> Iterator[Sum]:
    """(total, parts, the total if it is the one that slipped) of each division that misses its total, or of one that proves it wrong."""
    lists = list(_divisions(passage))
    if len(lists) < PAIR:
        return
    first = lists[0][0]
    before = [each for each in passage.figures if each.end <= first.start and each.kind == first.kind and sound(each)]
    times = Counter(value for each in lists for value in _sums(passage.plain, each))
    for amount, times_told in _likeliest(times, before):
        if amount < LEAST:
            return
        whole = next((each for each in before if each.value == amount), None)
        if whole is not None:
            missing = [each for each in lists if _misses(passage.plain, each, whole)]
            yield from ((whole, _spelled(passage.plain, each), None) for each in missing)
            return
        total = before[0] if before else None
        known = {each.value for each in passage.figures if each.kind == first.kind}
        if times_told < PAIR:
            return
        # 新收60件，上年结转3件; 收到65件，不予受理2件: what is divided is told by two counts.
        explained = {amount, abs(amount - total.value)} & known if total is not None else known
        if total is not None and not explained and _miswritten(total, lists, amount):
            proof = next(each for each in lists if amount in _sums(passage.plain, each))
            yield total, _spelled(passage.plain, proof), total


def _likeliest(times: Counter[Decimal], before: list[Figure]) -> list[tuple[Decimal, int]]:
    """The number to which most divisions come, or of those to which one comes the one that is printed before them."""
    most = times.most_common()
    printed = [each for each in most if any(one.value == each[0] for one in before)]
    return (most if most and most[0][1] >= PAIR else printed)[:1]


def _divisions(passage: Passage) -> Iterator[list[Figure]]:
    """The counts of every sentence or ； that says by what it divides, and tells nothing else."""
    text, begun = passage.plain, -1
    for at, first in enumerate(passage.figures):
        begins = first.start - len(first.head)
        lead = divided(text[max(0, begins - LEAD) : begins])
        if first.segment == begun or lead is None or lead.group().rstrip("，：").endswith("中"):
            continue
        begun = first.segment
        rest = [each for each in passage.figures[at:] if each.segment == first.segment]
        rest = [each for each in rest if not each.percent and not inside_bracket(text, first.start, each.start)]
        rest = [each for each in rest if not _of_age(text, each)]
        alike = all(each.kind == rest[0].kind and sound(each) for each in rest)
        if OUT_OF.match(text, first.end) is not None:
            continue
        if PAIR <= len(rest) <= MOST and alike and OPEN.search(text, begins, rest[-1].end) is None:
            yield rest


def _of_age(text: str, figure: Figure) -> bool:
    """35岁以下19人，36至50岁58人: no count, but what one is of."""
    return figure.unit == "岁" or text.startswith(RANGE, figure.end) and "岁" in text[figure.end : figure.end + NEAR]


def _counted(text: str, parts: list[Figure]) -> list[set[int]]:
    """As how many each part counts: 房管、人事各3件 is two, 卫生、地震和公路管理各1件 two or three."""
    found: list[set[int]] = []
    for at, each in enumerate(parts):
        said = EACH.search(text[parts[at - 1].end if at else each.start - len(each.head) : each.start])
        names = "" if said is None else said["names"].strip("、")
        apart = names.count("、") + 1
        found.append({1} if said is None else {apart, apart + sum(names.count(mark) for mark in "和及与")})
    return found


def _sums(text: str, parts: list[Figure]) -> set[Decimal]:
    ways = product(*_counted(text, parts))
    return {sum((each.value * many for each, many in zip(parts, way, strict=True)), Decimal(0)) for way in ways}


def _spelled(text: str, parts: list[Figure]) -> list[Figure]:
    counted = _counted(text, parts)
    return [replace(each, value=each.value * max(many)) for each, many in zip(parts, counted, strict=True)]


def _misses(text: str, parts: list[Figure], whole: Figure) -> bool:
    """Is a division off by a slip, and either too great, or down to 其他, or with two figures turned round?"""
    amount = summed(_spelled(text, parts))
    if whole.value in _sums(text, parts) or max(each.value for each in parts) >= whole.value:
        return False
    if any(len(each) > 1 for each in _counted(text, parts)) or not slipped(parts, whole, PAIR):
        return False
    missing = whole.value - amount
    turned = any(misprints.turned(each.value, each.value + missing) for each in parts if missing > 0)
    return amount > whole.value or named_rest(parts) or turned and len(parts) >= THREE


def _miswritten(total: Figure, lists: list[list[Figure]], amount: Decimal) -> bool:
    most = max(each.value for parts in lists for each in parts)
    earlier = EARLIER.search(f"{total.period}{total.head}") is not None
    return total.value > most and not earlier and slipped([replace(total, value=amount)], total, PAIR)
