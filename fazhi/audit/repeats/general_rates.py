"""总体合格率为98.26%……22类食品的合格率高于总体合格率98.62%: the rate of all, told again as the level that others are held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

NAMED = re.compile(
    r"(?P<compared>[高低优好差]于|超过|超出|达到)?(?P<name>(?:总体|综合|平均|整体)[\u4e00-\u9fff]{1,4}率)(?:为|达到?|是|的|仅|（)*(?P<rate>\d+\.\d+)%"
)
ANOTHER = re.compile(r"[上去前]年|同期|20\d\d年|目标|要求|全[国省市]|上月|上[一半]")


def told_again(passage: Passage) -> Iterator[tuple[Figure, Figure]]:
    """(the level told again, what it was before), where the figures of one are those of the other in another order."""
    text = passage.plain
    found = list(NAMED.finditer(text)) if "率" in text else []
    for one, two in pairwise(found):
        same = one["name"] == two["name"] and one["compared"] is None and two["compared"] is not None
        if same and ANOTHER.search(text, max(0, two.start() - 12), two.start()) is None:
            first, again = (_figure(passage, each) for each in (one, two))
            if first is not None and again is not None and misprints.swapped(*_digits(one, two)):
                yield again, first


def _digits(one: re.Match[str], two: re.Match[str]) -> tuple[str, str]:
    return one["rate"].replace(".", ""), two["rate"].replace(".", "")


def _figure(passage: Passage, match: re.Match[str]) -> Figure | None:
    return next((each for each in passage.figures if each.start == match.start("rate") and each.percent), None)
