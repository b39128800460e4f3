"""Two columns under two totals: 队伍26支809人，其中甲类1支45人、乙类4支126人、丙类21支638人.

Where one column makes its total, the list is whole; so the other one must make its own total as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.sums.addition import Addition, slipped
from fazhi.audit.sums.partner_columns import counted, partner_columns
from fazhi.audit.text.figures import EXACT, Figure, summed
from fazhi.audit.text.passages import Passage

FEWEST = 6
"""Figures: two totals and two items of two figures each."""
JOINED = re.compile(r"[、，]?共?|[、，][\u4e00-\u9fff]{2}")
SUMMED_UP = re.compile(
    r"^(?:以上)?[\u4e00-\u9fff]{0,3}(?:合计|共计|总计|合起来|加起来|累计)[\u4e00-\u9fff]{0,4}$"
    r"|^(?:[一二两三四五六七八九十][次批轮类项者])?(?:一?共|计)[\u4e00-\u9fff]{0,4}$"
)
WIDEST = 3
"""No more characters stand between the two counts of a pair."""
BACK = 3
"""So many sentences before its list the two totals may stand."""
PAIR, LONG, TEN = 2, 3, 10
PLACES = {"house": "处", "household": "处", "所": "处"}
CASES_AND_PERSONS = ("case", "person")
SIXTH = 6
"""A column that misses its total by more than a sixth may be of another thing."""
Pair = tuple[Figure, Figure]


def twin_columns(passage: Passage) -> Iterator[Addition]:
    """The column that misses its total while its twin makes its own."""
    if len(passage.figures) < FEWEST:
        return
    earlier: list[Pair] = []
    every = list(runs(passage))
    for number, run in enumerate(every):
        before, after = every[number - 1] if number else [], every[number + 1] if number + 1 < len(every) else []
        if _closing(run, after) >= 0:
            continue
        at = _closing(before, run)
        closed = _of_run(passage, run[at], run[:at] or before) if at >= 0 else None
        if closed is not None:
            yield closed
            continue
        found = next(
            filter(None, (_of_run(passage, run[start], run[start + 1 :]) for start in range(len(run) - 2))), None
        )
        if found is None and len(run) >= PAIR:
            # 事故19起、死亡14人，…。分行业看，甲11起、死亡8人，…
            before = [each for each in earlier if kinds(each) == kinds(run[0])]
            before = [each for each in before if run[0][0].sentence - each[0].sentence <= BACK]
            ways = (_of_run(passage, each, run) for each in before if len(run) >= LONG or _sure(each, run))
            found = next(filter(None, ways), None)
        if found is not None:
            yield found
        earlier += run
    yield from partner_columns(passage)


def _closing(before: list[Pair], run: list[Pair]) -> int:
    """甲58份、3872万元；乙47份、1105万元；丙14份、237万元。合计119份、5214万元: which of a run are the totals of the columns in front of them?"""
    at = next((at for at, each in enumerate(run) if SUMMED_UP.search(each[0].head) is not None), -1)
    items = run[:at] if at > 0 else before
    near = at >= 0 and len(items) >= PAIR and kinds(items[-1]) == kinds(run[at])
    near = near and (len(items) >= LONG or _sure(run[at], items))
    return at if near and run[at][0].sentence - items[0][0].sentence <= 1 else -1


def runs(passage: Passage) -> Iterator[list[Pair]]:
    """Pairs of the same two units one after the other in one sentence."""
    run: list[Pair] = []
    for left, right in pairwise(passage.figures):
        if left.kind == right.kind or right.start - left.end > WIDEST or run and run[-1][1] is left:
            continue
        if JOINED.fullmatch(passage.plain, left.end, right.start) is None or not (counted(left) and counted(right)):
            continue
        if run and (kinds(run[-1]) != kinds((left, right)) or run[-1][0].sentence != left.sentence):
            yield run
            run = []
        run.append((left, right))
    yield run


def kinds(pair: Pair) -> tuple[str, str]:
    """The units of the two; 问题48处57起（燃气4家4起，经营21处30起，…）: 家 are places as well."""
    return PLACES.get(pair[0].kind, pair[0].kind), pair[1].kind


def _of_run(passage: Passage, totals: Pair, items: list[Pair]) -> Addition | None:
    columns = [[each[side] for each in items] for side in (0, 1)]
    made = [_makes(columns[side], totals[side]) for side in (0, 1)]
    if made[0] == made[1]:
        return None
    wrong = made.index(False)
    parts, total = columns[wrong], totals[wrong]
    off = abs(summed(parts) - total.value)
    if all(each.value <= total.value for each in parts) and (off * SIXTH <= total.value or slipped(parts, total)):
        return Addition(passage, [total], parts, "list", True)
    return None


def _sure(totals: Pair, items: list[Pair]) -> bool:
    """来访1386批2217人次。个体访1312批1605人次，集体访74批621人次: two items are the whole where one column comes out exactly.

    批捕257件292人，不捕69件70人 of 326件364人: with two persons of a case it was dealt otherwise.
    """
    columns = [[each[side] for each in items] for side in (0, 1)]
    made = [summed(columns[side]) == totals[side].value >= TEN for side in (0, 1)]
    if made[0] == made[1]:
        return False
    wrong = made.index(False)
    lacking = totals[wrong].value - summed(columns[wrong])
    few = 0 < lacking < TEN and kinds(totals) == CASES_AND_PERSONS
    return not few and slipped(columns[wrong], totals[wrong])


def _makes(parts: list[Figure], total: Figure) -> bool:
    if all(each.step == EXACT for each in (*parts, total)):
        return summed(parts) == total.value
    low, high = sum(each.low for each in parts), sum(each.high for each in parts)
    return total.low <= high and low <= total.high
