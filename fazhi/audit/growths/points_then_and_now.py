"""A rate of this year and the same of the year before, with their counts between them, and by how many points it moved.

成功率97.2%；上年调解成功1631件，以上年受理数为基数，成功率为96.4%，一年间提高0.8个百分点      网格上报占46.1%，去年同期网格上报为338件，
占41.6%，占比提升4.5个百分点      以上半年95.9%的化解率为起点，力争年底达到97.0%以上，再提高1.1个百分点
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import percentages

Moved = tuple[tuple[int, int], str, str, Decimal, Decimal]
VERB = re.compile(
    r"(?:下降|降低|减少|回落|下滑|提高|上升|增长|提升|增加|攀升|相差|高出|升|降|高|低)(?:了|达到?|为|共|有|出|是)*$"
)
THEN = re.compile(r"(?<![比较与同])(?:[上去]一?年|20\d\d年)(?!来)")
NOW = re.compile(r"[今本]年|本期")
RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]*[\u4e00-\u9fff]{2}率)(?:仅|只有|为|是|达到?|高达)*$")
# 占受理总量的60.0%, with 线上办理51684件 before it
SHARE = re.compile(r"(?P<name>[^占]*)占[^占]*$")
PERIOD = re.compile(r"[^\u4e00-\u9fff]|[上去今本]年|同期|全年|[为是有共达]")
OWN = re.compile(r"[\u4e00-\u9fff]{2}率")
# 比上年, 与之相比 compare with what was told; 比全县平均 with something else.
ELSEWHERE = re.compile(r"(?<![占相对])[较比](?!上年|去年|同期|之)")
# 以上半年95.9%的化解率为起点，力争年底达到97.0%以上，再提高
STARTED = re.compile(r"[以从由在][^，。；%\d]{0,10}$")
FROM = re.compile(r"的?[^，。；%\d]{0,10}(?:为起点|为基础|的?基础上)，[^，。；%\d]{0,12}[到至]")
AGAIN = re.compile(r"(?:以上)?，(?:再|净|还要|即|共)?(?:提高|提升|上升|增加)了?")
CLAUSE = re.compile(r"[，。；：（）、]")
LEAD, BACK, BESIDE, PAIR = 40, 6, 14, 2


def moved(passage: Passage) -> Iterator[Moved]:
    """(span, level now, level before, right move, printed move) of every such move that is not what lies between the two."""
    if "百分点" not in passage.plain:
        return
    levels = [each.figure for each in percentages(passage) if each.role in ("rate", "share", "other")]
    levels = [each for each in levels if each.percent and not each.vague]
    for points in passage.figures:
        turn = VERB.search(passage.plain, max(0, points.start - BESIDE), points.start)
        if points.kind != POINTS or points.vague or points.bound or turn is None:
            continue
        before = [each for each in levels if each.end <= points.start]
        if len(before) < PAIR or any(
            abs(one.value - two.value) == points.value for one, two in product(before, before)
        ):
            continue
        found = _aimed(passage, before[-2], before[-1], points) or _then_and_now(passage, before, points)
        if found is not None:
            now, base = found
            right = abs(now.value - base.value)
            slack = sum((rounding.place(each.value) for each in found), Decimal(0)) / 2
            if right and abs(points.value - right) > slack:
                yield (turn.start(), points.end), f"{now.value}", f"{base.value}", right, points.value


def _aimed(passage: Passage, base: Figure, now: Figure, points: Figure) -> tuple[Figure, Figure] | None:
    """The level a plan starts from, the one it aims at, and the points, side by side."""
    text = passage.plain
    sound = STARTED.search(text, max(0, base.start - LEAD), base.start) and FROM.fullmatch(text, base.end, now.start)
    sound = sound and AGAIN.fullmatch(text, now.end, points.start)
    return (now, base) if sound else None


def _then_and_now(passage: Passage, before: list[Figure], points: Figure) -> tuple[Figure, Figure] | None:
    """The last level is told of the year before, and a level before that year is named has its name."""
    text, base = passage.plain, before[-1]
    name = _name(passage, base)
    if name is None or base.bound or base.sentence != points.sentence or points.clause - base.clause > PAIR:
        return None
    since = _then(passage, base)
    words = text[base.end : points.start]
    own = OWN.search(words)
    if since is None or ELSEWHERE.search(words) or own is not None and not name.endswith(own[0]):
        return None
    for now in reversed(before[:-1]):
        if now.start < since and points.sentence - now.sentence <= BACK and not now.bound:
            called = _name(passage, now)
            if called is not None and _one(called, name):
                return now, base
    return None


def _then(passage: Passage, base: Figure) -> int | None:
    """Where the words turn to the year before, in the part of the sentence that ends with a level, and not back."""
    text = passage.plain
    begun = max(text.rfind(mark, 0, base.start) for mark in "。；") + 1
    years = [
        each for each in THEN.finditer(text, begun, base.start) if not each[0][0].isdigit() or each[0] < passage.now
    ]
    return years[-1].start() if years and NOW.search(text, years[-1].end(), base.start) is None else None


def _name(passage: Passage, level: Figure) -> str | None:
    """调解和解率; 线上办理 and 占 of a share."""
    clause = _clause(passage, level.start)
    rate, share = RATE.search(clause), SHARE.search(clause)
    if rate is not None:
        return rate["name"]
    if share is None:
        return None
    name = PERIOD.sub("", share["name"])
    counts = [each for each in passage.figures if each.end <= level.start and each.count]
    if len(name) < PAIR and counts and level.start - counts[-1].end < BESIDE:
        name = PERIOD.sub("", _clause(passage, counts[-1].start))
    return f"{name}占" if len(name) >= PAIR else None


def _clause(passage: Passage, until: int) -> str:
    return CLAUSE.split(passage.plain[max(0, until - LEAD) : until])[-1]


def _one(one: str, other: str) -> bool:
    """调解成功率 and 成功率; 网格上报 and 网格上报; not 满意率 and 不满意率."""
    if one[-1] != other[-1]:
        return False
    short, long = sorted((one, other), key=len)
    if one.endswith("占"):
        return short[:-1] in long
    return long.endswith(short) and long[: -len(short)][-1:] not in ("不", "未", "非")
