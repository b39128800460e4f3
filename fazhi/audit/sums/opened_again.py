"""A total of which some are told, and behind them all of them by kinds: 诉求1655件，其中甲市573件，乙县278件；包括咨询1127件、求助257件、……

Four kinds and more, joined by 、, of one sentence with the total: what they come to is more than any other count before them,
so they can be of none but the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.alike_sums import one_turned
from fazhi.audit.sums.headed_lists import CROSSING, addable, listed, run
from fazhi.audit.sums.told_counts import sound
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

FOUR, PAIR, MOST = 4, 2, 24
TENTH = 10
OPENED = re.compile(
    r"(?:[；，](?:[^，。；：、\d]{0,6}(?:包括|包含|涵盖|分为|分别[为是]))[：，]?|；)[^，。；：、\d]{2,10}"
)
# 主要包括, 包括……等
SOME = re.compile(r"主要|等|较多|前[三四五六]|重点")
ENDED = re.compile(r"[，。；]|$")

Sum = tuple[Figure, list[Figure]]


def opened_again(passage: Passage) -> Iterator[Sum]:
    """(total, parts) of every such list that misses the total of its sentence by a slip."""
    figures, text = listed(passage), passage.plain
    if "、" not in text or len(figures) < FOUR + PAIR:
        return
    for at in range(PAIR, len(figures) - FOUR + 1):
        first = figures[at]
        if OPENED.fullmatch(text, figures[at - 1].end, first.start) is None:
            continue
        parts = run(text, figures[at : at + MOST], "、")
        if len(parts) >= FOUR and ENDED.match(text, parts[-1].end) and all(_item(each) for each in parts):
            if SOME.search(text, figures[at - 1].end, parts[-1].end) is None:
                total = _total(passage, parts)
                if total is not None:
                    yield total, parts


def _item(figure: Figure) -> bool:
    return bool(figure.unit) and sound(figure) and CROSSING.search(figure.head) is None


def _total(passage: Passage, parts: list[Figure]) -> Figure | None:
    """The count with which the sentence begins, if the list is too great to be of any other one, and misses it by a slip."""
    before = [each for each in passage.figures if each.end <= parts[0].start and each.sentence == parts[0].sentence]
    before = [each for each in before if addable(each, parts[0]) and sound(each)]
    amount = summed(parts)
    if len(before) < PAIR or any(each.value == amount for each in passage.figures if each.kind == parts[0].kind):
        return None
    total, others = before[0], before[1:]
    earlier = EARLIER.search(f"{total.period}{total.head}") is not None
    if earlier or any(each.value * PAIR > amount and each.value >= total.value for each in others):
        return None
    if any(slipped(parts, each) or abs(each.value - amount) * TENTH <= amount for each in others):
        return None
    off = abs(total.value - amount)
    if off * TENTH > total.value or not slipped(parts, total):
        return None
    return total if amount > total.value or one_turned(total, parts) else None
