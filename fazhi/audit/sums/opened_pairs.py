"""Two parts that 其中 opens or that stand right behind their total, and two figures in the wrong order:

强制164件，……。其中强制措施118件，强制执行64件      罚款462.8万元，应急管理275.4万元，交通运输178.4万元

Two parts need not be all, so nothing is said but where one of the three, its figures in another order, makes them exactly all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.sums.headed_lists import CROSSING, SHARE, addable, listed
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

OPENED = re.compile(r"(?:^|[，。；（：])其中[，：]?[^，。；：、\d]{1,16}$")
# 镇级109件、社区125件: of what a 、 joins something may be left out, which :mod:`headed_lists` weighs.
BETWEEN = re.compile(rf"{SHARE}[，；][^，。；：、\d]{{1,16}}")
HEADED = re.compile(r"，[^，。；：、\d]{2,16}")
NEXT = re.compile(rf"{SHARE}[，、；和][^，。；：、\d]{{1,16}}")
LEAD = 24
STOPS = "。！？\n"
FIGURES, PAIR, NINE = 2, 2, 9
BACK = 8
"""So many counts before the pair its total may stand."""
MARKS = frozenset("，；（占")
THOUSAND = 1000


def opened_pairs(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, both parts) of every such pair that misses its total by figures in another order."""
    text = passage.plain
    figures = listed(passage)
    for at, (one, two) in enumerate(pairwise(figures)):
        if one.kind != two.kind or text[one.end : one.end + 1] not in MARKS:
            continue
        before = [each for each in figures[max(0, at - BACK) : at] if each.kind == one.kind]
        # The words are asked last: hardly any two counts miss a third by nines.
        if not any(_by_nines(each, one, two) for each in before) or not _joined(text, one, two):
            continue
        lead = text[max(0, one.start - LEAD) : one.start]
        opened = "其中" in lead and OPENED.search(lead) is not None
        total = _divided(text, before, one, two) if opened else _headed(text, before, one)
        if total is None or not _swapped(total, one, two):
            continue
        behind = figures[at + PAIR] if at + PAIR < len(figures) else None
        if not _goes_on(text, two, behind, None if opened else total.value - one.value):
            amount = one.value + two.value
            known = any(each.value == amount for each in figures if each.kind == one.kind)
            # 受理21件，包括信函2件、网络19件。其中公开10件，部分公开2件: it is right already, and 其中 need not tell all.
            if not known and not _made_by_others(total, before):
                yield total, [one, two]


def _made_by_others(total: Figure, before: list[Figure]) -> bool:
    """Do two counts right behind the total make it?"""
    same = [each for each in before if each.start > total.end and each.sentence == total.sentence]
    return any(summed([one, two]) == total.value for one, two in pairwise(same))


def _headed(text: str, before: list[Figure], one: Figure) -> Figure | None:
    """罚款462.8万元，应急管理275.4万元，交通运输178.4万元: the count right before the pair, the first of its unit in its sentence."""
    same = [each for each in before if each.sentence == one.sentence]
    if len(same) != 1 or HEADED.fullmatch(text, same[0].end, one.start) is None or not addable(same[0], same[0]):
        return None
    # 邻里178件，物业132件，婚姻64件: of smaller numbers the first of a list is the sum of others by chance.
    step = min((each.step for each in (same[0], one) if each.step), default=Decimal(1))
    return same[0] if same[0].value > one.value and same[0].value >= THOUSAND * step else None


def _joined(text: str, one: Figure, two: Figure) -> bool:
    crossing = any(CROSSING.search(each.head) for each in (one, two))
    sound = one.kind == two.kind and one.count and two.count and addable(two, two) and addable(one, one)
    return sound and not crossing and BETWEEN.fullmatch(text, one.end, two.start) is not None


def _divided(text: str, before: list[Figure], one: Figure, two: Figure) -> Figure | None:
    """The first count of the unit in the sentence that the pair divides: its own, or the one before where 其中 begins it."""
    begins = text.startswith("其中", max(text.rfind(mark, 0, one.start) for mark in STOPS) + 1)
    total = next((each for each in before if each.sentence == one.sentence - begins), None)
    if total is None or not addable(total, total) or total.value <= max(one.value, two.value):
        return None
    return total


def _goes_on(text: str, two: Figure, behind: Figure | None, left: Decimal | None) -> bool:
    """Is there a third part, no more than what is ``left``?"""
    if behind is None or behind.kind != two.kind or behind.sentence != two.sentence:
        return False
    if left is not None and behind.value > left:
        return False  # 许可1828件，交通运输1742件，应急管理86件，全程网办1594件
    return NEXT.fullmatch(text, two.end, behind.start) is not None


def _by_nines(total: Figure, one: Figure, two: Figure) -> bool:
    """Numbers with the same figures in another order differ by nines."""
    missing = total.value - one.value - two.value
    unit = min((each.step for each in (total, one, two) if each.step), default=Decimal(1))
    return missing != 0 and missing / unit % NINE == 0


def _swapped(total: Figure, one: Figure, two: Figure) -> bool:
    every = (total, one, two)
    unit = min((each.step for each in every if each.step), default=Decimal(1))
    missing = total.value - summed([one, two])
    if missing == 0 or any(each.value % unit for each in every):
        return False

    def swapped(printed: Decimal, right: Decimal) -> bool:
        rows = (f"{(each / unit).quantize(Decimal(1)):f}" for each in (printed, right))
        return right > 0 and misprints.swapped(*rows)

    return swapped(total.value, total.value - missing) or any(
        len(f"{each.value / unit:f}") >= FIGURES and swapped(each.value, each.value + missing) for each in (one, two)
    )
