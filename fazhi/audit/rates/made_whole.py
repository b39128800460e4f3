"""A share beside those of the other parts that make up a printed count: 459件，占24.27%；131件，占22.20%；1301件，占68.8%，共1891件.

Parts that make a count to the last one are its parts; where the shares of all others under the same words are of it, so is this one,
whatever other count would give the figure too (131件 of 590件).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.rates.counted_shares import Counted, counted
from fazhi.audit.text import misprints
from fazhi.audit.text.countable import sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
LONGEST = 12
LEAST, PAIR_LEAST = 20, 50
"""Smaller counts are the sum of some others, or of two, by chance."""
TELLING = 2
BARE, NAMED = 2, 4
"""So many paragraphs are from one share of a row to the next, without a name and under one."""
BACK, FAR_BACK = 14, 30
"""So many paragraphs before the first of its parts a total may stand, that of two and that of more."""
# 投诉中商品类131件
APART = re.compile(
    r"其中|[包内]含|包括|[\u4e00-\u9fff](?<!其)中(?![\u4e00-\u9fff]?[心介小医国央共型学])|(?<=[围区域镇乡县市省州境院校园网户])[里内](?!容)，?[\u4e00-\u9fff]"
)
END = re.compile(r"[。；]")
# 上年两者合计73件，占60.3%，前年合计58件，占59.8%: shares of several years have as many wholes.
OTHER_YEAR = re.compile(r"[上去前]年|同期|上一?年度")
LEAD = 12


@dataclass(frozen=True, slots=True)
class Row:
    """Shares one behind the other under one name, and the count that their parts come to."""

    shares: list[Counted]
    whole: Figure


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), if the share is the one of its row that is none of the whole."""
    known: dict[int, tuple[Figure, Figure]] | None = manuscript.memory.get("shares of wholes made up")
    if known is None:
        known = manuscript.memory["shares of wholes made up"] = {}
        for row in _rows(manuscript):
            odd = _odd(manuscript, row)
            if odd is not None:
                known.setdefault(id(odd.claim), (odd.part, row.whole))
    return known.get(id(claim))


def _rows(manuscript: Manuscript) -> Iterator[Row]:
    by_name: dict[tuple[str, str], list[Counted]] = {}
    for each in counted(manuscript):
        by_name.setdefault((each.part.kind, each.name), []).append(each)
    for (kind, name), group in by_name.items():
        printed = _printed(manuscript, kind) if len(group) > 1 else {}
        for begin in range(len(group)):
            value = group[begin].part.value
            for end in range(begin + 1, min(begin + LONGEST, len(group))):
                if group[end].claim.passage.index - group[end - 1].claim.passage.index > (NAMED if name else BARE):
                    break
                value += group[end].part.value
                row = group[begin : end + 1]
                if not _in_full(group, begin, end):
                    continue
                for more in (0, *_behind(row[-1])):
                    whole = _whole(printed, row, value + more)
                    if whole is not None:
                        yield Row(row, whole)


def _in_full(group: list[Counted], begin: int, end: int) -> bool:
    """Over several paragraphs, has it all the shares of each? 城市3.8万起 of the last one is no part beside 建筑物7.2万起 of this."""
    first, last = group[begin].claim.passage, group[end].claim.passage
    if first is last:
        return True
    starts = begin == 0 or group[begin - 1].claim.passage is not first
    return starts and (end + 1 == len(group) or group[end + 1].claim.passage is not last)


def _behind(last: Counted) -> Iterator[int]:
    """治安750起，占13.5%，其他4484起: the rest may be told without a share."""
    text, figures = last.claim.passage.plain, last.claim.sentence.figures
    nxt = next((each for each in figures if each.start >= last.claim.figure.end and each.kind == last.part.kind), None)
    if nxt is not None and nxt.exact and not nxt.compared and not END.search(text, last.claim.figure.end, nxt.start):
        if nxt.head.lstrip("，、").startswith(("其他", "其余", "其它")):
            yield int(nxt.value)


def _printed(manuscript: Manuscript, kind: str) -> dict[object, list[tuple[int, Figure]]]:
    """The counts of a unit by their value, with the paragraph."""
    memory = manuscript.memory.setdefault("counts by value", {})
    if kind not in memory:
        found: dict[object, list[tuple[int, Figure]]] = {}
        for passage in manuscript.passages:
            for each in passage.figures:
                if each.kind == kind and sound(each):
                    found.setdefault(each.value, []).append((passage.index, each))
        memory[kind] = found
    known: dict[object, list[tuple[int, Figure]]] = memory[kind]
    return known


def _whole(printed: dict[object, list[tuple[int, Figure]]], row: list[Counted], value: object) -> Figure | None:
    """The printed count of the value that stands before the row, or in it."""
    first, last = row[0], row[-1]
    begin, end = first.claim.passage.index, last.claim.passage.index
    parts, back = {id(each.part) for each in row}, FAR_BACK if len(row) > TELLING else BACK
    for index, each in printed.get(value, []):
        if id(each) in parts or each.value < LEAST or each.step != first.part.step or not begin - back <= index <= end:
            continue
        if index < begin or index == begin and each.end <= first.part.start:
            return each
    return None


def _odd(manuscript: Manuscript, row: Row) -> Counted | None:
    """The one share that is not of the whole, if all others are and it is a slip of theirs or that of another count."""
    odd = [each for each in row.shares if not each.bumped(row.whole)]
    witnesses = [each for each in row.shares if each.of(row.whole)]
    if len(odd) != 1 or sum(each.figures for each in witnesses) < TELLING or _inside(row):
        return None
    claim, part = odd[0].claim, odd[0].part
    if any(each.part.value == part.value for each in witnesses) or len(witnesses) == 1 and row.whole.value < PAIR_LEAST:
        return None
    computed = HUNDRED * part.exactly / row.whole.exactly
    if misprints.near(claim.figure.value, computed) or not misprints.too_far(claim.figure.value, computed):
        return odd[0]
    # 较大火灾60起、占92.3%，重大火灾5起、占83.3%: of 65 and of 6; two counts come to a third one by chance.
    return odd[0] if len(witnesses) > 1 and _of_another(manuscript, odd[0], row) else None


def _inside(row: Row) -> bool:
    """Is one of the parts said to be among another, or of another year?"""
    for each in row.shares:
        begin = max(each.claim.sentence.start, each.part.start - LEAD)
        words = re.split(r"[，；：]", each.claim.passage.plain[begin : each.part.start])[-1]
        if OTHER_YEAR.search(words) or each is not row.shares[0] and APART.search(words):
            return True
    told = (row.whole, *(each.part for each in row.shares))
    return len({each.period for each in told if each.period}) > 1


def _of_another(manuscript: Manuscript, odd: Counted, row: Row) -> bool:
    """Is the printed figure the share of some other count, of its paragraph or of those before?"""
    until = odd.claim.passage.index
    for found in _printed(manuscript, odd.part.kind).values():
        for index, each in found:
            if (
                index <= until
                and each.value > odd.part.value
                and each.low > 0
                and odd.of(each)
                and each.value != row.whole.value
            ):
                return True
    return False
