"""Parts, with anything said of each, and behind them what they come to: 有效警情6689起，降22.2%，无效35006起，各类报警41695起.

The counterpart of :mod:`told_parts`: the total bears a word that sums up (全市, 总数, 各类, 合计) and nothing else in the paragraph
explains it. Any row of counts before it that comes out settles the matter; else it must miss the whole row by one figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from fazhi.audit.sums.addition import rounded_away, spread
from fazhi.audit.sums.alike_sums import figures_alike
from fazhi.audit.sums.counts import NEVER_PARTS, edges
from fazhi.audit.sums.listing import ASIDE, shares
from fazhi.audit.sums.told_parts import FIVE, HUNDRED, PAIR, THREE, ToldParts
from fazhi.audit.text import rounding
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.figures import EXACT, Figure
from fazhi.audit.text.partitions import pattern
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.shared_units import from_the_total

TOTAL = re.compile(
    r"(?:合计|总计|共计|总共|总[数量额]|各类[\u4e00-\u9fff]{0,6}|全[市县区省镇乡街]|[两三四五六]者|以上)[\u4e00-\u9fff]{0,4}$|^共$"
)
SUMMED_UP = re.compile("[计共总类全者以]")
STRONG = re.compile(r"合计|总计|共计|总[数量额]|各类")
# 其中, 率, 成功: a row of stages, not of parts.
ALONE = re.compile(r"。(?:以上|各项|各类)?(?:合计|总计|共计)[\u4e00-\u9fff]{0,4}$")
SUBSET = re.compile(r"其中|[率均]|成功|办结|满意|比上|较上|同期|等")
BACK = 40
HUNDRED_TIMES = 100


def told_before(passage: Passage) -> Iterator[ToldParts]:
    """Every total of a passage that misses the parts told before it by a slip."""
    for number, total in enumerate(passage.figures):
        if number < PAIR or SUMMED_UP.search(total.head) is None or not _sound(total):
            continue
        if TOTAL.search(total.head) is None:
            continue
        before = passage.figures[max(0, number - BACK) : number]
        items = list(_items(passage, before, total)) or _bare_sums(before, total)
        if len(items) < PAIR or _comes_out(passage, items, total):
            continue
        yield from [each for each in _ways(passage, items, total) if _slips(each)][:1]


def _items(passage: Passage, before: list[Figure], total: Figure) -> Iterator[Figure]:
    text = passage.plain
    # …，占1.3%；其他23件，占0.5%。合计4696件。
    alone = ALONE.search(text, 0, total.start) is not None
    for each in before:
        near = each.sentence == total.sentence or alone and each.sentence == total.sentence - 1
        same = near and each.kind == total.kind
        if (
            same
            and _sound(each)
            and each.start not in edges(passage)
            and not ASIDE.search(each.head)
            and not inside_bracket(text, before[0].start, each.start)
        ):
            yield each


def _bare_sums(before: list[Figure], total: Figure) -> list[Figure]:
    """甲线依次为2479、…，合计15314；乙线依次为692、…，合计6023；两者总计21337件: sums that were printed without a unit."""
    bare = [each for each in before if not each.kind and each.sentence == total.sentence and each.exact]
    return from_the_total(total, [each for each in bare if STRONG.search(each.head) is not None])


def _comes_out(passage: Passage, items: list[Figure], total: Figure) -> bool:
    """Is any row of them, or any other count of the passage, all that the total is?"""
    until = list(accumulate((each.value for each in items), initial=EXACT))
    rows = [
        items[start:end]
        for start in range(len(items))
        for end in range(start + PAIR, len(items) + 1)
        if until[end] - until[start] == total.value or total.step
    ]
    if any(rounded_away(total, row) for row in rows):
        return True
    return any(each.kind == total.kind and each.value == total.value for each in passage.figures if each is not total)


def _ways(passage: Passage, items: list[Figure], total: Figure) -> Iterator[ToldParts]:
    """All of the sentence, what stands since its last ；, and what its shares make a whole."""
    stated = shares(passage)
    shared = [each for each in items if each.start in stated]
    amounts = list(accumulate(stated[each.start] for each in shared))
    whole = next(
        (end for end, each in enumerate(amounts, start=1) if abs(each - HUNDRED) <= Decimal("0.05") * (end + 1)), 0
    )
    for parts in (shared[:whole], items, [each for each in items if each.segment == total.segment]):
        if len(parts) >= PAIR:
            yield ToldParts(passage, total, parts, [stated.get(each.start) for each in parts])


def _slips(told: ToldParts) -> bool:
    total, parts = told.total, told.parts
    figures = figures_alike(total, parts)
    if any(each.value >= total.value for each in parts) or not figures or told.explained():
        return False
    if told.shared_out() and _borne_out(told):
        return figures >= PAIR
    if SUBSET.search(told.passage.plain, parts[0].start - len(parts[0].head), total.start - len(total.head)):
        return False
    if any(pattern("stage").search(each.head) for each in parts):
        return False
    if told.whole():
        return figures >= PAIR
    strong = STRONG.search(total.head) is not None
    many = len(parts) >= THREE
    return figures >= (PAIR if strong and many else THREE if strong or many else FIVE)


def _borne_out(told: ToldParts) -> bool:
    """Are all shares those of the sum, but for one that was evened out to make 100 %, and not all those of the total?"""

    def fitting(whole: Decimal) -> int:
        pairs = zip(told.parts, told.shares, strict=True)
        return sum(
            1
            for part, share in pairs
            if share is not None and rounding.fits(share, HUNDRED_TIMES * part.exactly / Fraction(whole))
        )

    return fitting(told.amount) >= max(len(told.parts) - 1, PAIR, fitting(told.total.value) + 1)


def _sound(figure: Figure) -> bool:
    exact = not (figure.vague or figure.bound or figure.compared or figure.spelled)
    return exact and figure.count and figure.kind not in NEVER_PARTS and not spread(figure)
