"""Lists that say how many items they have: 线索187条，来源有四个渠道：日常巡查96条，群众举报43条，卫片监测31条，部门移送17条.

Also those whose items are told by their order: 首批赋权24项，第二批14项，共承接38项; 共投放186万尾，第一次102万尾，第二次84万尾.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.sums.addition import Addition, comes_out, slipped
from fazhi.audit.sums.headed_lists import CROSSING, SHARE, addable, listed
from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

NUMBERED = re.compile(
    r"(?P<number>[两二三四五六七八九])(?:个|大|种|类|条|方面)?"
    r"(?:渠道|部分人?员?|方面|途径|来源|层级|领域|环节|板块|类别|情形|类型|种类|类)(?:组成|构成)?[：，][^，。；：、\d]{1,16}$"
)
NEXT = re.compile(rf"{SHARE}[，、；和][^，。；：、\d]{{1,20}}")
ORDINAL = re.compile(
    r"(?:^|[，、；。：（]|\d[月日年])[^，。；：、\d]{0,6}?(?:第(?P<number>[一二三四五六])|(?P<first>首))(?P<thing>[批次期轮])[^，。；：、\d]{0,10}$"
)
# 下达120万元……累计支出186万元: of another deed
OTHER_DEED = re.compile(r"支出|使用|整改|化解|办结|完成|行使|兑现|兑付|评查|销号|结案|审结|合格|满意|报销")
ALL = re.compile(r"共|累计|合计|总")
LEAD, NAME = 40, 8
PAIR, MOST = 2, 6
BACK = 12
"""So many counts before a list its total may stand."""
NEAR = 8
"""A sum off by more than an eighth is of something else."""


def numbered_lists(passage: Passage) -> Iterator[Addition]:
    """One addition for each such list with its total."""
    figures = listed(passage)
    if len(figures) <= PAIR:
        return
    for at, first in enumerate(figures):
        yield from _numbered(passage, figures, at, first)
    if "第二" in passage.plain:
        yield from _by_order(passage, figures)


def _numbered(passage: Passage, figures: list[Figure], at: int, first: Figure) -> Iterator[Addition]:
    text = passage.plain
    match = NUMBERED.search(text, max(first.begins, first.start - LEAD), first.start)
    number = numerals.read(match["number"].replace("两", "二")) if match is not None else None
    if match is None or not number:
        return
    parts = figures[at : at + number]
    row = len(parts) == number and all(NEXT.fullmatch(text, one.end, two.start) for one, two in pairwise(parts))
    behind = figures[at + number : at + number + 1]
    goes_on = behind and behind[0].kind == first.kind and NEXT.fullmatch(text, parts[-1].end, behind[0].start)
    if not row or goes_on or not all(addable(each, first) and not CROSSING.search(each.head) for each in parts):
        return
    # 由三部分人组成: the number before the list is none of its counts.
    before = [
        each
        for each in figures[max(0, at - BACK) : at]
        if each.end <= match.start("number") and each.sentence >= first.sentence - 1
    ]
    before = [each for each in before if addable(each, first) and each.value > max(part.value for part in parts)]
    if not before or any(comes_out(each, parts) for each in before[:-1]):
        return
    total, amount = before[-1], summed(parts)
    main = "主要" in text[max(0, match.start() - NAME) : match.start()]
    less = main and amount < total.value
    if comes_out(total, parts) or not less and abs(total.value - amount) * NEAR <= total.value:
        yield Addition(passage, [total], parts, "numbered", True)


def _by_order(passage: Passage, figures: list[Figure]) -> Iterator[Addition]:
    """The counts of the first, the second, … of one thing, and what they come to."""
    run: list[int] = []
    thing = ""
    for at, each in enumerate(figures):
        match = _ordinal(passage, each)
        if match is None or not addable(each, each):
            continue
        number = 1 if match["first"] else numerals.read(match["number"]) or 0
        follows = run and match["thing"] == thing and number == len(run) + 1 and addable(each, figures[run[0]])
        near = follows and each.sentence - figures[run[0]].sentence <= 1
        run, thing = ([at], match["thing"]) if number == 1 else ([*run, at] if near else [], thing)
        if PAIR <= len(run) <= MOST:
            yield from _of_row(passage, figures, run)


def _ordinal(passage: Passage, figure: Figure) -> re.Match[str] | None:
    return ORDINAL.search(passage.plain, max(0, figure.start - LEAD), figure.start)


def _of_row(passage: Passage, figures: list[Figure], row: list[int]) -> Iterator[Addition]:
    run = [figures[at] for at in row]
    behind = figures[row[-1] + 1 : row[-1] + 2]
    if behind and _ordinal(passage, behind[0]) is not None:
        return  # the row goes on
    near = [*figures[max(0, row[0] - 1) : row[0]], *behind]
    wholes = [each for each in near if addable(each, run[0]) and abs(each.sentence - run[-1].sentence) <= 1]
    wholes = [each for each in wholes if ALL.search(each.head) and OTHER_DEED.search(each.head) is None]
    for whole in wholes:
        off = abs(whole.value - summed(run))
        near_enough = slipped(run, whole) or off * NEAR <= whole.value
        if whole.value > max(each.value for each in run) and (comes_out(whole, run) or near_enough):
            yield Addition(passage, [whole], run, "numbered", True)
            return
