"""A total that the words divide: 公开信息3437条，包括：人事信息12条，政务动态1740条，公告公示225条，其他类信息1827条.

Words that divide (分为、包括、按类别分, a colon) leave nothing out; 其中 does where the list goes down to 其他. So it has to make the count
right before it, however far it misses it: who wrote last year's number in one place misses by more than a slip. Of 360 such lists of
published pages and reports all make it but two, which are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.headed_lists import CROSSING, JOINED, MOST, NAME, addable, listed, run
from fazhi.audit.sums.rest_lists import REST, to_the_rest
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript

FEWEST, LEAST = 3, 10
NEAR = 8
"""In so many paragraphs before and behind, a count that is the sum shows that the list is of that one."""
TWICE = 2
CHANGED = r"(?:，(?:同比|环比|[比较][^，。；：、\d]{1,8})[^，。；：]{1,24}){0,2}"
DIVIDED = re.compile(
    rf"[^，。；：、（）\d]{{0,8}}{CHANGED}"
    r"(?:[，。；]?(?:其中)?(?:[按从][^，。；：、\d]{2,10}(?:分类?|看|划分|来看|分为|统计)|共?分为[^，。；：\d]{0,6}|划分为|包括|包含|具体[为是]|具体包括"
    rf"|(?:具体|分类|各类|构成)(?:情况(?=：)|(?:情况)?(?:为|如下))|(?P<among>其中(?:包括)?)|分别[为是])[：，]?|：|（){NAME}"
)
# 主要包括、重点: not all of it; 多选, 同时涉及: of several kinds at once
SOME = re.compile(r"主要|重点|涉及|突出|部分|多选|重复|交叉|同时|前[三五十]|等")


def divided_in_words(manuscript: Manuscript, number: int) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, parts) of every such list that does not make its total."""
    passage = manuscript.passages[number]
    text, figures = passage.plain, listed(passage)
    if len(figures) <= FEWEST:
        return
    for at, total in enumerate(figures[:-FEWEST]):
        first = figures[at + 1]
        opened = DIVIDED.fullmatch(text, total.end, first.start) if _whole(total, first) else None
        if opened is None or SOME.search(text, total.end, first.start) is not None:
            continue
        for mark in JOINED:
            parts = to_the_rest(run(text, figures[at + 1 : at + MOST + 2], mark))
            all_told = opened["among"] is None or REST.search(parts[-1].head) is not None
            if len(parts) >= FEWEST and all_told and all(_item(each, total) for each in parts):
                if not _made(manuscript, number, total, parts) and _ended(text, parts[-1]):
                    yield total, parts
                break


def _whole(total: Figure, first: Figure) -> bool:
    earlier = EARLIER.search(f"{total.period}{total.head}") is not None or CROSSING.search(total.head) is not None
    return not earlier and total.exact and bool(total.unit) and total.value >= LEAST and addable(total, first)


def _item(figure: Figure, total: Figure) -> bool:
    named = CROSSING.search(figure.head) is None and SOME.search(figure.head) is None
    return named and figure.exact and figure.unit == total.unit and figure.period in ("", total.period)


def _ended(text: str, last: Figure) -> bool:
    """Does the list end there?"""
    return text[last.end + len(last.tail) : last.end + len(last.tail) + 1] in ("。", "；", "）", "")


def _made(manuscript: Manuscript, number: int, total: Figure, parts: list[Figure]) -> bool:
    """Do they make it, or another count near by, or come to nothing like it?"""
    amount = summed(parts)
    if (
        not total.value < TWICE * amount < TWICE * TWICE * total.value
        or max(each.value for each in parts) >= total.value
    ):
        return True
    near = manuscript.passages[max(0, number - NEAR) : number + NEAR + 1]
    own = {id(each) for each in parts}
    sums = {amount, amount - parts[-1].value}
    return any(
        each.value in sums
        for passage in near
        for each in passage.figures
        if each.kind == total.kind and id(each) not in own
    )
