"""Rows right behind their total, joined by one mark, that miss it though their words leave nothing out.

Of 、 lists nothing but the names stands between: 问题131个，其中高处作业57个、临时用电48个、起重机械32个、个人防护26个 are 163, and 131 leaves the
third out. Of two the names must be opposites (上半年19场次、下半年25场次; 主管网11.2公里、支管网12.5公里). A list below its total may leave things out
where 其中 opens it, and is read only without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.corroboration import accounts
from fazhi.audit.sums.addition import Addition, comes_out, rounded_away, slipped, spread
from fazhi.audit.sums.headed_lists import listed
from fazhi.audit.sums.levels import ROUND
from fazhi.audit.sums.misses import siblings
from fazhi.audit.sums.named_sums import NAMED
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import complementary
from fazhi.audit.text.passages import Passage

PAIR, THREE, LEAST, SLIGHT = 2, 3, 10, 3
PERSON = "person"
OPENED = re.compile(
    r"[^，。；：、\d]{0,10}(?:[，；（：。]|分为|包括)?(?:其中|具体为|分别为|包括|按[^，。；]{1,10}分)?[，：]?[^，。；：、\d]{1,18}"
)
# 乡镇（街道）调委会 is a name
GAP = re.compile(
    r"(?:（[^（）]{1,24}）)?(?P<mark>[、，]|[和及与])(?:[^，。；：、（）\d]|（(?!含)[\u4e00-\u9fff]{1,6}）){1,20}"
)
MORE = re.compile(r"(?:（[^（）]{1,24}）)?[、，；][^。：\d]{1,24}")
DIVIDED = re.compile(r"分别|分为|包括|具体|：")
OPENING = re.compile(rf"其中|{DIVIDED.pattern}|按")
SAID = re.compile(
    r"其中|含|另|每|均|累计|[上去]年|同期|增加|减少|增长|下降|办结|完成|年初|年末|结转|新增|党员|妇女|女性"
)
# 可并用多种措施; 同时具有两种身份
OVERLAP = re.compile(r"交叉|重复|同时|并用|重叠|兼|多种|为主|不少于")
PERIOD = re.compile(r"[上下]半年|[一二三四]季度")
HALVES = ("上半年", "下半年")
WHOLE_BY_TIME = frozenset((HALVES, ("一季度", "二季度"), ("三季度", "四季度")))
BEHIND, AMONG = 40, "其中"


def rows_under(passage: Passage) -> Iterator[Addition]:
    """Every such row with its total."""
    figures = [each for each in listed(passage) if each.count and not each.spelled]
    for at, total in enumerate(figures[:-PAIR]):
        parts = _row(passage, total, figures[at + 1 :])
        if len(parts) >= PAIR and not comes_out(total, parts) and not rounded_away(total, parts):
            behind = next((each for each in figures if each.start >= parts[-1].end), None)
            if not _explained(passage, total, parts, behind) and _proven(passage, total, parts, behind):
                yield Addition(passage, [total], parts, NAMED, True)


def _row(passage: Passage, total: Figure, behind: list[Figure]) -> list[Figure]:
    """The counts of the total's unit right behind it that one mark joins; empty if there is none."""
    text, first = passage.plain, behind[0]
    if not _sound(total) or CHANGE.search(total.head) is not None or first.kind != total.kind:
        return []
    opened = OPENED.fullmatch(text, total.end, first.start)
    if opened is None or OPENING.search(opened.group()) is None and _parallel(total, first):
        return []
    parts, marks = [first], set[str]()
    for each in behind[1:]:
        gap = GAP.fullmatch(text, parts[-1].end, each.start)
        if gap is None or each.kind != total.kind:
            break
        marks.add("、" if gap["mark"] in "和及与" else gap["mark"])
        parts.append(each)
    mixed = len(marks) != 1 or len(parts) >= THREE and "，" in marks
    return [] if mixed or not all(map(_item, parts)) else parts


def _parallel(total: Figure, first: Figure) -> bool:
    """对办理态度满意163件，对办理结果满意154件: are both said in the same words, so that neither holds the other?"""
    return len(total.head) >= PAIR and total.head[-PAIR:] == first.head[-PAIR:]


def _sound(figure: Figure) -> bool:
    return bool(figure.unit) and not (figure.vague or figure.bound or figure.compared or spread(figure))


def _item(figure: Figure) -> bool:
    return _sound(figure) and SAID.search(figure.head.removeprefix(AMONG)) is None


def _explained(passage: Passage, total: Figure, parts: list[Figure], behind: Figure | None) -> bool:
    """Is the sum printed elsewhere, or made with what stands beside, or do the words say that the parts overlap?"""
    amount, own = summed(parts), {each.start for each in (total, *parts)}
    same = [each for each in passage.figures if each.kind == total.kind and each.start not in own]
    before = [each for each in same if each.end <= total.start]
    if any(each.value == amount for each in same) or before and before[-1].value + total.value == amount:
        return True
    if behind is not None and behind.kind == total.kind and amount + behind.value == total.value:
        return True
    if siblings(passage.plain, total, parts) or _borne_out(passage, total, parts):
        return True
    return OVERLAP.search(passage.plain, parts[-1].end, parts[-1].end + BEHIND) is not None


def _borne_out(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """立案140件，其中简易84件、普通56件、快办23件，比上年的118件增加22件: is the total right by another account, so that some are counted twice?"""
    others = (each for each in accounts(passage) if not any(part in each for part in parts))
    return summed(parts) > total.value and any(total in each for each in others)


def _proven(passage: Passage, total: Figure, parts: list[Figure], behind: Figure | None) -> bool:
    opened = passage.plain[total.end : parts[0].start]
    off, slip = summed(parts) - total.value, slipped(parts, total)
    forgotten = off > 0 and any(each.value == off for each in parts)
    if len(parts) == PAIR:
        return AMONG in opened and not _goes_on(passage, parts, behind) and _opposites(passage, total, parts, slip)
    if any(each.value >= total.value for each in parts):
        return False
    if total.kind == PERSON:
        return forgotten and total.value >= LEAST
    if off > 0:
        return forgotten and total.value >= LEAST or slip or off in ROUND or off == 1
    return AMONG not in opened and DIVIDED.search(opened) is not None and (slip or -off in ROUND or off == -1)


def _goes_on(passage: Passage, parts: list[Figure], behind: Figure | None) -> bool:
    """县级中心1个、乡镇工作站12个、村（社区）工作室201个: is a third count joined to the two?"""
    if behind is None or behind.kind != parts[0].kind:
        return False
    return MORE.fullmatch(passage.plain, parts[-1].end, behind.start) is not None


def _opposites(passage: Passage, total: Figure, parts: list[Figure], slip: bool) -> bool:
    """Are the two of opposite kinds, and what is off no rest that might be told nowhere?

    Two halves are the whole year, two quarters the half of it that the report is on.
    """
    off = summed(parts) - total.value
    periods = tuple(match.group() if (match := PERIOD.search(each.head)) else "" for each in parts)
    if periods in WHOLE_BY_TIME and (off > 0 or periods == HALVES or "上半年" in passage.own):
        return True
    named = [replace(each, head=each.head.removeprefix(AMONG)) for each in parts]
    if periods != ("", "") or not complementary(named, total) or off < 0 and total.kind == PERSON:
        return False
    return slip or abs(off) in ROUND or off > 0 and (off <= SLIGHT or any(each.value == off for each in parts))
