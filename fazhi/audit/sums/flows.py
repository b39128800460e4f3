"""Stocks and flows: what there was, what came and what went make what there is.

年初在册183人，新接收147人，解除152人，年末在册178人      新收156件，加上年结转11件，共办理167件      新增4个，累计19个（截至上年底15个）
承接31项，退回9项，保留22项
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.sums.addition import Addition
from fazhi.audit.sums.counts import counted
from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import FROM_LEVEL
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import pattern
from fazhi.audit.text.passages import Passage

OPENING, CLOSING, CAME, WENT = "stock_before", "stock_after", "came", "went"
STOCK = re.compile("[初末底应原旧结转承由从]")
"""What the words for a stock before hold, asked first."""
TO = re.compile(r"(?:增加|减少|调整|下降|上升|变)?[增减]?(?:到|至|为)\d")
CHANGED = re.compile(r"[由从][^，。；]{0,16}(?:到|至|为)\d")
NEAR_PART = 8
"""A closing stock that is off by more than an eighth speaks of something else."""
COMPARED = re.compile(r"[比较](?:上年|去年|20\d\d年|上月)[^，。；]{0,16}(?:减少|增加|下降|增长|[增减多少])了?$")
LEAD = 16
MOST = 6
FEWEST_FIGURES = 3
"""Of fewer nearly every number is a slip of every other."""


def flows(passage: Passage) -> Iterator[Addition]:
    """One addition for each sentence with one stock before, one after, and what came or went between."""
    for counts in counted(passage).values():
        if len(counts) <= 2:
            continue
        by_sentence: dict[int, list[Figure]] = {}
        for each in counts:
            by_sentence.setdefault(each.sentence, []).append(each)
        for same in by_sentence.values():
            if len(same) > 2 and _opened(passage) and all(not each.vague and not each.bound for each in same[:MOST]):
                yield from _balanced(passage, same)


def _opened(passage: Passage) -> bool:
    """Does the passage tell of a stock before at all?"""
    opened: bool | None = passage.memory.get("stock before")
    if opened is None:
        # 年底 tells of one where a figure follows it, in whatever letters.
        text = passage.plain
        opened = STOCK.search(text) is not None and (
            "年底" in text or CHANGED.search(text) is not None or pattern(OPENING).search(text) is not None
        )
        passage.memory["stock before"] = opened
    return opened


def _role(passage: Passage, figure: Figure) -> str:
    """What the words before a count make it: a stock before or after, something that came or went."""
    begins = passage.plain.rfind("，", 0, figure.start) + 1
    words = passage.plain[max(begins, figure.start - LEAD, figure.begins) : figure.start]
    if COMPARED.search(passage.plain, max(figure.begins, figure.start - 2 * LEAD), figure.start) is not None:
        return ""  # 结余15930万元，比上年的16660万元减少730万元: no flow, but a comparison
    # 调出1人、调入2人: each has its own word.
    own = words.rpartition("、")[2]
    words = own if any(pattern(role).search(own) is not None for role in (WENT, CAME)) else words
    if pattern("changed_to").search(figure.head) is not None:
        return CLOSING
    if FROM_LEVEL.search(figure.head) is not None and TO.match(passage.plain, figure.end) is not None:
        return OPENING  # 干部由61名增加到67名
    for role in (OPENING, CLOSING, WENT, CAME):
        if pattern(role).search(words) is not None:
            return role
    return ""


def _balanced(passage: Passage, same: list[Figure]) -> Iterator[Addition]:
    roles = [(_role(passage, each), each) for each in same]
    run: list[tuple[str, Figure]] = []
    for role, each in roles:
        if not role:
            if run and run[-1][0] == CLOSING:
                break
            continue
        if role == CLOSING and any(known == CLOSING for known, _figure in run):
            break
        run.append((role, each))
    before = [each for role, each in run if role == OPENING]
    after = [each for role, each in run if role == CLOSING]
    came = [each for role, each in run if role == CAME]
    went = [replace(each, value=-each.value) for role, each in run if role == WENT]
    if len(before) != 1 or len(after) != 1 or not came + went or len(run) > MOST:
        return
    if FROM_LEVEL.search(before[0].head) is not None and not (came and went):
        return  # 新建广场1处、楼道6个，阵地由11处增加到18处: not all that came is of its unit
    parts, total = sorted([*before, *came, *went], key=lambda each: each.start), after[0]
    amount = summed(parts)
    if amount != total.value and any(before[0].value + each.value == total.value for each in came):
        return  # 新增规上企业3家、限上商贸企业2家，规上企业由14家增加到17家: one of those that came is of another kind
    told = {each.start for each in [*parts, total]}
    unnamed = [
        each
        for each in same
        if parts[0].start < each.start < total.start and each.start not in told and not each.compared
    ]
    if amount != total.value and unnamed:
        yield from _with_unnamed(passage, parts, total, unnamed)
        return
    off = abs(amount - total.value)
    # 年初73处，核销6处，年末79处: added instead of taken off.
    turned = len(parts) == 2 and amount + 2 * abs(parts[-1].value) == total.value
    slip = (
        turned or misprints.like_count(f"{total.value:f}", f"{amount:f}") or off * NEAR_PART <= total.value or off <= 1
    )
    # 276人，新接收158人、解除117人，末263人: two figures of what went, put right, make it come out.
    slip = slip or any(
        misprints.swapped(f"{abs(each.value):f}", f"{abs(each.value - amount + total.value):f}") for each in parts
    )
    if amount == total.value or slip:
        yield Addition(passage, [total], parts, "flow", True)


def _with_unnamed(passage: Passage, parts: list[Figure], total: Figure, unnamed: list[Figure]) -> Iterator[Addition]:
    """新接收12人，解除15人，借调1人: one that came or went in other words, where either way round a slip alone is left."""
    if len(unnamed) > 1 or len(f"{total.value:f}") < FEWEST_FIGURES:
        return
    amount, other = summed(parts), unnamed[0]
    readings = [(amount + each.value, each) for each in (other, replace(other, value=-other.value))]
    slips = [each for reckoned, each in readings if misprints.alike(f"{total.value:f}", f"{reckoned:f}")]
    if len(slips) == 1 and all(reckoned != total.value for reckoned, _each in readings):
        row = sorted([*parts, slips[0]], key=lambda each: each.start)
        yield Addition(passage, [total], row, "flow", True)
