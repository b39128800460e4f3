"""The counts of a passage that may be told of one another, as totals or as parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.sums.addition import spread
from fazhi.audit.sums.counts import NEVER_PARTS, edges, unit_of
from fazhi.audit.sums.listing import ASIDE, BESIDES, NESTED, shares
from fazhi.audit.sums.remainders import left_over
from fazhi.audit.text.brackets import bracket_closed, inside_bracket
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.partitions import divided
from fazhi.audit.text.passages import Passage

LEAD, FARTHEST, MANY = 16, 600, 4
# 高中（含中职）6所
CLOSED_BRACKET = re.compile(r"（[^（）]{1,40}）")
SPLIT_NAMES = re.compile(r"[，；：。]")
# 来信168件，其中转办47件次; 来电8947个，其中转办2274件
UNCLEAR = re.compile(r"(?:同期|[比较][上去前]).{0,16}(?:有|的|是)$")
LIKE_CASES = frozenset(("case", "case-time", "个"))


def told_counts(passage: Passage) -> list[tuple[int, Figure]]:
    """The sound counts that are things counted, not what is said of them, each with its number among all figures."""
    found: list[tuple[int, Figure]] | None = passage.memory.get("told counts")
    if found is None:
        found = passage.memory["told counts"] = [
            (number, each)
            for number, each in enumerate(passage.figures)
            if sound(each) and ASIDE.search(each.head) is None and each.start not in edges(passage)
        ]
    return found


def sound(figure: Figure) -> bool:
    """May it be a total or a part: a count, neither vague nor spelled out, of nothing that is measured?"""
    if figure.bound or figure.compared or figure.spelled or figure.vague and not figure.more:
        return False
    return figure.count and figure.kind not in NEVER_PARTS and not spread(figure)


def like(one: Figure, other: Figure) -> bool:
    """Do they count the same: 来信168件，其中转办47件次?"""
    return one.kind == other.kind or one.kind in LIKE_CASES and other.kind in LIKE_CASES


def items_of(passage: Passage, following: list[Figure], total: Figure) -> Iterator[Figure]:
    """The counts of one sentence that may be things counted, not what is said of them."""
    text, first, end, skipped = passage.plain, None, total.end, -1
    for each in following:
        if each.start == total.end and not like(each, total):
            continue  # 审结95件134人，其中…: how many persons the cases are of
        if each.segment == skipped:
            continue
        if first is None:
            if each.sentence - total.sentence > 1:
                return
            first = each
        elif each.sentence != first.sentence or _ends(passage, first, each):
            return
        elif inside_bracket(text, first.start, each.start):
            continue
        elif _nested(text[max(end, each.begins) : each.start]):
            skipped = each.segment
            continue
        yield _of_each(text, end, each)
        end = each.end


def last_is_another(passage: Passage, parts: list[Figure]) -> bool:
    """市长信箱908件，同比下降6.7%；…；收到表扬信29件: are all but the last told with a percentage behind them?"""
    ends = [*(each.start for each in parts[1:]), parts[-1].end + LEAD]
    told = [
        any(each.percent and part.end <= each.start < end and each.segment == part.segment for each in passage.figures)
        for part, end in zip(parts, ends, strict=True)
    ]
    return len(parts) > MANY and all(told[:-1]) and not told[-1]


def _nested(gap: str) -> bool:
    if "中" not in gap and "含" not in gap and "包" not in gap:
        return False
    return NESTED.search(CLOSED_BRACKET.sub("", gap)) is not None


def _of_each(text: str, end: int, figure: Figure) -> Figure:
    """房管、人事各3件: as often as names stand before it."""
    if not figure.head.endswith("各"):
        return figure
    names = SPLIT_NAMES.split(text[end : figure.start])[-1].count("、")
    return replace(figure, value=figure.value * (names + (0 if text.startswith("、", end) else 1)))


def _ends(passage: Passage, first: Figure, figure: Figure) -> bool:
    """Does the list end before a count: too far on, out of its bracket, 另有N件, or divided once more?"""
    text = passage.plain
    if figure.start - first.start > FARTHEST or bracket_closed(text, first.start, figure.start):
        return True
    known: dict[int, bool] = passage.memory.setdefault("ends of told lists", {})
    if figure.start not in known:
        known[figure.start] = _begins_anew(passage, figure)
    return known[figure.start]


def _begins_anew(passage: Passage, figure: Figure) -> bool:
    text, begins = passage.plain, figure.start - len(figure.head)
    besides = BESIDES.match(figure.head) is not None and not left_over(passage, figure)
    # 4955件依法受理，占79.9%；另有1245件不予受理，占20.1%
    if besides and figure.start not in shares(passage):
        return True
    return divided(text[max(figure.begins, begins - LEAD) : begins]) is not None


def unclear(following: list[Figure], total: Figure, first: Figure) -> bool:
    """Does the sentence of a list tell of an increase of its unit that may be a count, or the other way round?"""
    same = (each for each in following if each.kind == total.kind and each.sentence == first.sentence)
    return any(UNCLEAR.search(each.head) is not None for each in same)


def of_one_kind(parts: list[Figure]) -> bool:
    """Are all of one unit, 件 and 件次 taken for one?"""
    return len({unit_of(each) for each in parts}) == 1
