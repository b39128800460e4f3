"""One noun counted in several units: 受理诉求287件，其中信箱41封、热线70通、留言8条      接待263件次，其中来信11件、来访76批

Such a list is only held against a total that opens it, and only a slip of the hand is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.sums.addition import Addition, slipped
from fazhi.audit.sums.counts import counted
from fazhi.audit.sums.joined_units import joined_units
from fazhi.audit.sums.listing import ASIDE
from fazhi.audit.text import misprints
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import closed, named_rest, pattern
from fazhi.audit.text.passages import Passage

UNITS = frozenset(("case", "case-time", "封", "条", "通", "批", "份", "time", "个", "项", "对", "batch"))
GENERAL = frozenset(("个", "项", "条", "次", "批"))
# 审查139件，较上年的118件增长17.8%。其中：合同87份、文件3件、决策6项、其他43件: divided in the sentence behind.
LATER = re.compile(r"[^。；\n]{0,60}。(?P<opened>其中[：，]?)")
OPENERS = ("，其中", "，包括", "：", "（含", "，含", "（其中")
DIVIDES = ("，包括", "，分为", "，具体为", "，具体包括")
STATEMENT_MARKS = "。；）"
FEWEST = 3
FIGURES = 3
VISITS = frozenset(("家次", "户次", "台次", "车次", "个", "处", "栋", "户", "time"))
"""检查2436家次，其中场所1614家次、高层386栋次: places that were visited."""
PLACES = frozenset(("处", "个", "条", "house", "所", "座", "支", "项"))
"""阵地28处，其中广场6个、长廊9条、书屋13个: things that stand somewhere. Only more of them than there are is believed."""
NEAR = 33
"""A sum that is off by a thirty-third or more may be of another list."""
LONGEST = 20
LEAD = 8
FEWEST_IN_THE_END = 2
CLOSED = re.compile(r"，(?:合计|共计|总计)[\u4e00-\u9fff]{0,4}$")
TEN = 10
HUNDRED, TWO, MOST = 100, 2, 12


def mixed_lists(passage: Passage) -> Iterator[Addition]:
    """A total with the items of its list, of which at least one has another unit."""
    yield from joined_units(passage)
    for units in (UNITS, VISITS, PLACES):
        if len(counted(passage).keys() & units) > 1:
            yield from _of_units(passage, units)


def _in_the_end(passage: Passage, found: list[Figure]) -> Iterator[Addition]:
    """决策5项、规范性文件2件、合同37份，合计44件: an enumeration, and its sum right behind it."""
    text = passage.plain
    for number, total in enumerate(found):
        if number < FEWEST_IN_THE_END or CLOSED.search(text, max(0, total.start - LEAD), total.start) is None:
            continue
        parts: list[Figure] = []
        following = total
        for each in reversed(found[:number]):
            gap = text[each.end : following.start]
            if following is total and not CLOSED.fullmatch(gap) or following is not total and not gap.startswith("、"):
                break
            parts.insert(0, each)
            following = each
        kinds = {each.kind for each in parts}
        off = abs(summed(parts) - total.value)
        slip = misprints.alike(f"{total.value:f}", f"{summed(parts):f}") or off * TEN <= total.value
        if len(parts) > 1 and len(kinds) > 1 and slip:
            yield Addition(passage, [total], parts, "list", True)


def _of_units(passage: Passage, units: frozenset[str]) -> Iterator[Addition]:
    found = [each for kind, same in counted(passage).items() if kind in units for each in same if each.exact]
    if units is VISITS:
        found = [each for each in found if each.unit.endswith("次") or each.tail.startswith("次")]
    if len({each.kind for each in found}) < 2:
        return
    found.sort(key=lambda each: each.start)
    yield from _in_the_end(passage, found)
    for number, total in enumerate(found[:-FEWEST]):
        begin = _opened(passage, total)
        if begin is None or total.compared or len(f"{total.value:f}") < FIGURES - 1:
            continue
        following = [each for each in found[number + 1 : number + 1 + LONGEST] if each.start >= begin]
        parts = _parts(passage, total, following, begin)
        if len(parts) >= FEWEST and len({each.kind for each in parts}) > 1:
            yield from _judged(passage, total, parts) if units is not PLACES else _too_many(passage, total, parts)


def _opened(passage: Passage, total: Figure) -> int | None:
    """Where the list of a total begins: right behind it, or in the next sentence if it is the first count of its own."""
    text, behind = passage.plain, total.end + len(total.tail)
    if text.startswith(OPENERS, behind):
        return behind + 1
    later = LATER.match(text, total.end)
    heads = all(
        each is total for each in passage.figures if each.sentence == total.sentence and each.start <= total.start
    )
    return later.end() if later is not None and heads else None


def _parts(passage: Passage, total: Figure, following: list[Figure], begin: int) -> list[Figure]:
    text, parts = passage.plain, list[Figure]()
    end, listed = begin, False
    for each in following:
        gap = text[end : each.start]
        if any(mark in gap for mark in STATEMENT_MARKS):
            break
        if each.compared or ASIDE.search(each.head) or inside_bracket(text, end, each.start):
            continue
        if each.unit in GENERAL and each.tail and not total.tail.startswith(each.tail[:1]):
            continue  # 向35个涉城部门派遣案件
        if listed and gap.startswith("，"):
            break  # 合同41份、文件2件、决策6件，提出意见67条
        listed = bool(parts) and gap.startswith("、")
        if parts and "，" in gap and pattern("statement").search(each.head) is not None:
            break
        parts.append(replace(each, kind=each.kind))
        end = each.end
    return parts


def _too_many(passage: Passage, total: Figure, parts: list[Figure]) -> Iterator[Addition]:
    """承办单位47家，其中镇街12个、区直部门28个、公共服务企业9家: each is named for itself, and one slip is too much."""
    names = {each.head.removeprefix("其中") for each in parts}
    named = len(names) == len(parts) and all(len(each) > 1 for each in names)
    if named and summed(parts) > total.value and slipped(parts, total, 1):
        yield Addition(passage, [total], parts, "list", True)


def _judged(passage: Passage, total: Figure, parts: list[Figure]) -> Iterator[Addition]:
    amount = summed(parts)
    if any(summed(parts[:end]) == total.value for end in range(2, len(parts) + 1)):
        end = next(end for end in range(2, len(parts) + 1) if summed(parts[:end]) == total.value)
        yield Addition(passage, [total], parts[:end], "list", True)
        return
    off = abs(amount - total.value)
    alike = misprints.alike(f"{total.value:f}", f"{amount:f}")
    # 来信186件，来访412批，网上1324件，来电260件 of 2200件次; 合同47份、文件5件、决策6项、其他12件 of 68件: none of a dozen misses so.
    if slipped(parts, total, MOST) and amount >= HUNDRED or named_rest(parts) and slipped(parts, total, TWO):
        yield Addition(passage, [total], parts, "list", True)
        return
    # 审查83件，包括合同58份、决策7项、文件4件、答复16件: what the words divide leaves nothing out.
    if passage.plain.startswith(DIVIDES, total.end + len(total.tail)) and slipped(parts, total, TWO):
        yield Addition(passage, [total], parts, "list", True)
        return
    if len(f"{total.value:f}") < FIGURES and not (off == TEN and closed(parts) and "共" in total.head):
        return  # 事项共59件，其中合同41份、规范性文件2件、决策6件: two figures prove little
    if (
        off in (TEN, 100)
        or alike
        or named_rest(parts)
        and off * NEAR <= total.value
        or amount > total.value
        and off * NEAR <= total.value
    ):
        yield Addition(passage, [total], parts, "list", True)
