"""A rate of this year, the same of the year before, and by how much it moved: 败诉率10.91%。上年……败诉率14.06%，本年同比下降3.15个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.passages import Passage

MOVED = re.compile(
    r"(?:今年|本年|本期)?(?:的?(?P<name>[\u4e00-\u9fff]{2,8}率))?(?:同比|[比较](?:上年|去年)(?:同期)?)(?:提高|上升|增加|提升|下降|降低|回落|减少)了?$"
)
NAMED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8}率)(?:仅?[为是]|达到?|分别为)?$")
# 54.9%，比上年提高1.5个百分点；常住人口……65.9%: that is the move of the first.
EARLIER = re.compile(r"(?<![比较与同])[上去]年")
LEAD, BACK, PAIR, NAME = 24, 4, 2, 3


def moved(passage: Passage) -> Iterator[tuple[tuple[int, int], str, str, Decimal, Decimal]]:
    """(span, rate now, rate before, right move, printed move) of every move told behind the two rates of one name.

    The text puts the second of them into the year before.
    """
    text = passage.plain
    for at, points in enumerate(passage.figures):
        told = MOVED.search(text, max(0, points.start - LEAD), points.start) if points.kind == POINTS else None
        if told is None or points.vague or points.bound:
            continue
        rates = [each for each in passage.figures[:at] if each.percent][-PAIR:]
        names = [NAMED.search(text, max(0, each.start - LEAD), each.start) for each in rates]
        if len(rates) < PAIR or points.sentence - rates[0].sentence > BACK:
            continue
        called = {each["name"][-NAME:] for each in names if each is not None}
        called |= {told["name"][-NAME:]} if told["name"] else set()
        if None in names or len(called) > 1 or not _of_before(text, *rates):
            continue
        now, before = (each.value for each in rates)
        right, printed = abs(now - before), points.value
        # Each was rounded by itself, and so was what lies between them.
        slack = sum((rounding.place(each) for each in (now, before)), Decimal(0)) / 2
        right = printed if abs(printed - right) <= slack else right
        yield (told.start(), points.end), f"{now}", f"{before}", right, printed


def _of_before(text: str, now: Figure, before: Figure) -> bool:
    """Is the second rate said to be of the year before, and the first not?"""
    first = text[text.rfind("。", 0, now.start) + 1 : now.start].rpartition("，")[2]
    return EARLIER.search(text, now.end, before.start) is not None and EARLIER.search(first) is None
