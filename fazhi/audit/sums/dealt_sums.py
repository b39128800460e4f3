"""Numbers dealt out in a row and their sum right behind: 四项经费分别为96.3万元、84.7万元、52.6万元和71.8万元，四项共计233.6万元 (305.4).

No name stands between them, so nothing else can be added up; but 前两批合计 and 上半年合计 are the sum of some, and 累计 may hold what was before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import Addition, comes_out, slipped
from fazhi.audit.sums.named_sums import NAMED
from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

DEALT = re.compile(r"(?:分别|依次)[^，。；：、\d]{0,8}$")
JOINED = re.compile(r"[、和及与]|以及")
SUM = re.compile(
    r"(?:（[^（）\d]{1,12}）)?[，；](?P<name>[^，。；：、\d]{0,14}?)(?P<word>合计|共计|总计|共有?|一共|相加|[加合]起来|累计)[^，。；：、\d]{0,8}"
)
NUMBER = re.compile(r"([两二三四五六七八九])[\u4e00-\u9fff]")
# 前三个村合计, 上半年合计, 周一至周五合计, 城区合计
OF_SOME = re.compile(r"前|后|半年|季度|至|到|其中|另|加|连同|占|[和与及]")
# 分别涉及12个村、8个村，共15个村: some of them are the same.
OVERLAP = re.compile(r"涉及|覆盖|惠及|去重|不重复|交叉|扣除|剔除")
LEAD, PAIR, SLIGHT = 24, 2, 2
ROUND = frozenset((10, 100))
CUMULATED = "累计"


def dealt_sums(passage: Passage) -> Iterator[Addition]:
    """Every such row whose sum is another one."""
    if "分别" not in passage.plain and "依次" not in passage.plain:
        return
    figures = [each for each in passage.figures if not each.spelled]
    for at, first in enumerate(figures[:-PAIR]):
        if not first.unit or DEALT.search(passage.plain, max(0, first.start - LEAD), first.start) is None:
            continue
        parts = _row(passage.plain, figures[at:])
        behind = figures[at + len(parts) : at + len(parts) + 1]
        if len(parts) >= PAIR and behind and _misses(passage.plain, parts, behind[0]):
            yield Addition(passage, behind, parts, NAMED, True)


def _row(text: str, figures: list[Figure]) -> list[Figure]:
    parts = figures[:1]
    for each in figures[1:]:
        if JOINED.fullmatch(text, parts[-1].end, each.start) is None:
            break
        parts.append(each)
    return parts


def _misses(text: str, parts: list[Figure], total: Figure) -> bool:
    """Does the sum leave one of them out, or differ from theirs by a slip?"""
    said = SUM.fullmatch(text, parts[-1].end, total.start)
    if (
        said is None
        or OF_SOME.search(said["name"]) is not None
        or OVERLAP.search(text[max(0, parts[0].start - LEAD) : total.end])
    ):
        return False
    number = NUMBER.search(said["name"])
    if number is not None and numerals.read(number[1].replace("两", "二")) != len(parts):
        return False
    sound = all(not (each.vague or each.bound) and each.count for each in (*parts, total))
    if not sound or total.unit != parts[-1].unit or comes_out(total, parts):
        return False
    off = summed(parts) - total.value
    if said["word"] == CUMULATED and off < 0:
        return False
    return any(each.value == off for each in parts) or slipped(parts, total) or abs(off) <= SLIGHT or abs(off) in ROUND
