"""A list and what it came to by and by: 进机关12场、进学校18场、进企业9场，累计开展39场."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import Addition
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

# 其中村级169件，镇级38件，两级合计成功207件: what adds up the parts is no part.
CUMULATED = re.compile(r"，(?:全年)?(?:累计|共)[\u4e00-\u9fff]{2,4}")
ITEM_GAP = re.compile(r"[、和及与][^，。；：、\d]{1,12}")
FEWEST = 3


def summed_up(passage: Passage, before: list[Figure], total: Figure) -> Iterator[Addition]:
    """进机关12场、进学校18场、进企业9场，累计开展39场: what is 累计 behind its list is that, where it is so but for a slip."""
    if not before or CUMULATED.fullmatch(passage.plain, before[-1].end, total.start) is None:
        return
    parts: list[Figure] = []
    for figure in reversed(before):
        gap = passage.plain[figure.end : parts[0].start] if parts else ""
        if figure.kind != total.kind or parts and ITEM_GAP.fullmatch(gap) is None:
            break
        parts.insert(0, figure)
    amount = summed(parts)
    if len(parts) >= FEWEST and (amount == total.value or misprints.like_count(f"{amount:f}", f"{total.value:f}")):
        yield Addition(passage, [total], parts, "total-last", True)
