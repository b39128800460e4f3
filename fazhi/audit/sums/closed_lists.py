"""A list, and right behind it what it comes to: 党委会学法10次，中心组学法4次，会前学法24次，全年共组织学法38次.

Of a hundred and thirty such lists in clean reports, one misses its total by a slip of the hand: that is last year's (decision 0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import comes_out, slipped
from fazhi.audit.sums.headed_lists import CROSSING, JOINED, LAST, MOST, PAIR, THREE, addable, listed
from fazhi.audit.text import numerals
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

# 累计上线34项 counts what was there before as well.
TOTAL = re.compile(r"(?:共计?|合计|总计|一共)[^，。；：、\d]{0,10}$")
TOGETHER = re.compile(r"共|[合总]计")
NUMBER = re.compile(r"([两二三四五六七八九])[\u4e00-\u9fff](?:共计?|合计|总计)[^，。；：、\d]{0,10}$")
BEFORE = 16
CARRIED = re.compile(r"，加上?(?:20\d\d年)?(?:上年|去年)?[^，。；：\d]{1,10}")
# 完成结转的11个项目，新开工15个
NAMED = re.compile(r"[\u4e00-\u9fff]{2}，[^，。；：、\d]{1,14}")
NAME = re.compile(r"[，、；][^。；：\d]{1,24}")


def closed_lists(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, parts) of every such list that misses its total by a slip."""
    text = passage.plain
    if TOGETHER.search(text) is None:
        return
    figures = [each for each in listed(passage) if not _of_items(text, each)]
    for at, total in enumerate(figures):
        head = text[max(0, total.start - BEFORE) : total.start]
        if TOGETHER.search(head) is None or not _counted(total, total) or TOTAL.search(head) is None:
            continue
        if EARLIER.search(f"{total.period}{total.head}"):
            continue
        parts = _parts(text, figures[max(0, at - MOST - 1) : at], total)
        said = NUMBER.search(head)
        all_said = said is not None and numerals.read(said[1]) == len(parts)
        fewest = PAIR if len(parts) >= THREE or all_said else THREE
        # 140.99万元，40.65万元，合计181.65万元: two amounts that were rounded
        made = any(comes_out(total, parts[begin:]) for begin in range(len(parts) - 1))
        if PAIR <= len(parts) <= MOST and not made and slipped(parts, total, fewest):
            yield total, parts


def _of_items(text: str, figure: Figure) -> bool:
    """完成结转的11个项目，新开工15个，两项合计26个: 两项 are the counts before it."""
    return figure.spelled and TOGETHER.match(text, figure.end) is not None


def _parts(text: str, before: list[Figure], total: Figure) -> list[Figure]:
    """The counts of the total's unit that stand in one row before it, the last of them right before it."""
    if not before or NAME.fullmatch(text, before[-1].end, total.start) is None:
        return []
    found: list[Figure] = []
    for each in reversed(before):
        gap = (each.end, found[0].start) if found else None
        joined = gap is None or any(mark.fullmatch(text, *gap) for mark in (LAST, CARRIED, NAMED, *JOINED.values()))
        if not joined or not _counted(each, total):
            break
        if CROSSING.search(each.head):
            return []  # 被申请人60、421、782件，共1263件: the list began with it
        found.insert(0, each)
    return found


def _counted(figure: Figure, total: Figure) -> bool:
    return bool(figure.unit) and addable(figure, total) and figure.sentence == total.sentence
