"""A list that closes with what there was none of: 抽取案卷20卷，评定优秀7卷、合格13卷，无不合格案卷.

Where the words name the last of a set of outcomes of which every case has one, and say that none had it, the list is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.headed_lists import MOST, PAIR, addable, listed
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import closed, of_one_set, pending
from fazhi.audit.text.passages import Passage

NONE = re.compile(
    r"[^，。；：、\d]{0,6}[，；](?:均|且|全年|全部)?(?:没有|未(?:出现|发现|发生|有)|不存在|无|零)(?:一[件份卷起户人例宗])?(?P<name>[^，。；：、\d]{2,10})(?=[，。；）])"
)
JOINED = re.compile(r"[^，。；：、（）\d]{0,6}[、，；和及][^，。；：、（）\d]{1,12}")
BACK = 3
"""So many counts of the unit before the list may be its total."""
FEWEST = 1


def absent_rests(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, parts) of every such list that misses its total by a slip."""
    figures = listed(passage)
    for at, last in enumerate(figures):
        match = NONE.match(passage.plain, last.end) if at >= PAIR else None
        if match is None:
            continue
        parts = _row(passage.plain, figures[max(0, at - MOST) : at + 1], match["name"])
        none = replace(last, head=match["name"], tail="")
        if len(parts) < PAIR or not closed([*parts, none]) or pending([*parts, none]):
            continue
        before = [each for each in figures if each.end <= parts[0].start and each.kind == last.kind][-BACK:]
        if not before or any(each.value == summed(parts) for each in before):
            continue
        total = before[-1]
        near = addable(total, last) and last.sentence - total.sentence <= 1
        # 回访126人，满意108人、基本满意16人，没有不满意的: two may have said nothing.
        if total.kind == "person" and summed(parts) < total.value:
            continue
        if near and all(each.value <= total.value for each in parts) and slipped(parts, total, FEWEST):
            yield total, parts


def _row(text: str, before: list[Figure], none: str) -> list[Figure]:
    """The counts of the last one's unit that stand in one row with it and are outcomes of the same set."""
    found: list[Figure] = []
    for each in reversed(before):
        joined = not found or addable(each, found[0]) and JOINED.fullmatch(text, each.end, found[0].start) is not None
        if not joined or not of_one_set(f"{each.head}|{each.tail}", none):
            break
        found.insert(0, each)
    return found
