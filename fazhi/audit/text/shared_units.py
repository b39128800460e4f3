"""Units that stand once for a whole list: 咨询33、求助21、其他15件; 83.76、34.41、67.34万元; 28.2万吨：夏粮13.9、秋粮14.3."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.text.figures import EXACT, Figure


def from_the_last(text: str, found: list[Figure]) -> None:
    """Give the figures of a list joined by 、 the unit of the last one, and its 万 where all are printed alike."""
    factor, end = 1, -1
    for position in range(len(found) - 2, -1, -1):
        left, right = found[position], found[position + 1]
        between = text[left.end : right.start]
        if left.unit or not right.unit or not right.count or not between.startswith("、"):
            continue
        if any(mark in between for mark in "，。；："):
            continue
        left.unit, left.kind = right.unit, right.kind
        factor = max(right.scale, factor if right.end == end else 1)
        end = left.end
        if left.scale == 1 and (between == "、" or "." in left.text):
            _raise(left, factor)


# 36302件，比去年同期（35667）增长1.78%; 受理286件（上年：251），增长…
BEFORE = re.compile(
    r"[，；、（]?(?:同比|环比|[比较与同])?(?:去年|上年|上一年|20\d\d年|上月|上季度|前年|同期)(?:同期|同月|全年|度)?(?:的|为|是|：)?（?"
)


def from_the_level(text: str, found: list[Figure]) -> None:
    """Give what is printed in brackets without a unit, as the level of before, the unit of the level before the brackets."""
    for left, right in pairwise(found):
        if right.unit or not left.unit or not left.count or not text.startswith("）", right.end):
            continue
        if "（" in text[left.end : right.start] and BEFORE.fullmatch(text, left.end, right.start) is not None:
            right.unit, right.kind = left.unit, left.kind
            if right.scale == 1 and left.step:
                _raise(right, left.scale)


# 44件普通程序案卷……，优秀21卷、合格22卷
FILES = re.compile(r"[\u4e00-\u9fff]{0,8}案卷")


def of_files(text: str, found: list[Figure]) -> None:
    """Give files that are counted by cases the unit in which those behind them are counted."""
    for at, each in enumerate(found):
        if each.unit == "件" and FILES.match(text, each.end) and any(one.unit == "卷" for one in found[at + 1 :]):
            each.kind = "卷"


def from_the_total(total: Figure, parts: list[Figure]) -> list[Figure]:
    """The parts of a total that were printed without its unit, in its unit."""
    factor = total.scale
    result = []
    for each in parts:
        each = replace(each, unit=total.unit, kind=total.kind)
        if each.scale == 1:
            _raise(each, factor)
        result.append(each)
    return result


def _raise(figure: Figure, factor: int) -> None:
    exponent = figure.value.as_tuple().exponent
    if factor > 1:
        figure.step = Decimal(factor).scaleb(exponent) if isinstance(exponent, int) else EXACT
        figure.value *= factor
