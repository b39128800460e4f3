"""A sum right behind its list that leaves one item out, whatever the words call it: 中心1个、站12个、室186个，三级实体平台共187个 (199).

The words before the sum name none of the items alone (撤销和变更共13件 does), nor a part of the year; and as many as they say are
added up. Neighbour of :mod:`forgotten_items`, which asks for barer words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import Addition
from fazhi.audit.sums.headed_lists import listed
from fazhi.audit.sums.named_sums import NAMED
from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

SUM = re.compile(
    r"[、，；](?P<name>[^，。；：、\d]{0,22}?)(?:合计|共计|总计|总人数|共有?|一共|相加|[加合]起来)[^，。；：、\d]{0,8}"
)
NUMBER = re.compile(r"([两二三四五六七八九])(?:个|[\u4e00-\u9fff])")
GAP = re.compile(r"(?:（[^（）]{1,20}）)?[、，；和及与][^。；：、\d]{1,30}")
SAID = re.compile(r"其中|含|另|每|均|累计|[上去]年|同期|增加|减少|增长|下降|年初|年末|结转|合计|共")
OF_SOME = re.compile(r"半年|季度|前|后|连同|其他|其余|占")
ADDS = re.compile(r"合计|共计|总计|总人数|总数|一共|相加|[加合]起来|以上|上述|共")
TWO = re.compile(r"[\u4e00-\u9fff]{2}")
FEWEST, BEHIND = 3, 4


def sums_of_all(passage: Passage) -> Iterator[Addition]:
    """Every such list with its sum."""
    figures = [each for each in listed(passage) if each.count and each.unit and not each.spelled]
    for at, total in enumerate(figures):
        said = SUM.fullmatch(passage.plain, figures[at - 1].end, total.start) if at >= FEWEST else None
        if said is None or OF_SOME.search(said["name"]) is not None or not _sound(total):
            continue
        row = _row(passage.plain, figures[:at])
        if any(summed(row[start:]) == total.value for start in range(len(row) - 1)):
            continue
        number = NUMBER.search(said["name"])
        lengths = range(FEWEST, len(row) + 1) if number is None else [numerals.read(number[1].replace("两", "二")) or 0]
        for parts in (row[-length:] for length in lengths if FEWEST <= length <= len(row)):
            over = summed(parts) - total.value
            alike = number is not None or all(each.kind == total.kind for each in parts)
            if (
                alike
                and all(map(_item, parts))
                and any(each.value == over for each in parts)
                and not _of_some(passage, parts, total)
            ):
                yield Addition(passage, [total], parts, NAMED, True)
                break


def _row(text: str, figures: list[Figure]) -> list[Figure]:
    """The counts joined by marks that end the figures."""
    row = figures[-1:]
    for each in reversed(figures[:-1]):
        if GAP.fullmatch(text, each.end, row[0].start) is None:
            break
        row.insert(0, each)
    return row


def _sound(figure: Figure) -> bool:
    return not (figure.vague or figure.bound or figure.compared)


def _item(figure: Figure) -> bool:
    return _sound(figure) and SAID.search(figure.head) is None


def _of_some(passage: Passage, parts: list[Figure], total: Figure) -> bool:
    """优秀与合格案卷合计255卷: do the words beside the sum name some of the items, and not the others?"""
    said = f"{passage.plain[parts[-1].end : total.start]}|{passage.plain[total.end : total.end + BEHIND]}"
    said = ADDS.sub("|", said)
    pairs = {said[at : at + 2] for at in range(len(said) - 1) if TWO.match(said, at) is not None}
    named = [sum(1 for each in parts if pair in each.head) for pair in pairs]
    return any(0 < each < len(parts) for each in named)
