"""A number taken up at once by a word as general as 次: 会前学法10次，每月1次，12次中请律师主讲4次; 申请5件。6件申请均已答复.

Only what was said can be taken up. If one count of that unit stands before it and the later number is greater, it is no part
of it; and if the later number stands nowhere else and no counts before it give it together, one of the two is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from fazhi.audit.repeats.mentions import Mention, pattern
from fazhi.audit.repeats.tellings import content
from fazhi.audit.text.figures import Figure

MOST = 8
TOGETHER = 3
MOST_TIMES = 2
EACH = re.compile(r"[每各均]|其中|不足|不少于")
PART = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{0,4}?)(?:之中|当中|里(?!程)|中(?![心央国小学介队层部药医专间])|均(?!价|衡)|全部|都|无一|悉数)"
)
# 16个行政村……，17个村（社区）平均: with what the bracket adds there are more of them.
WIDER = re.compile(r"[\u4e00-\u9fff]{1,3}（(?P<also>[\u4e00-\u9fff]{1,4})）")
ANOTHER = re.compile("开展|组织|进行|另外|此外|对")
MEASURES = frozenset(
    ("day", "小时", "分钟", "元", "公里", "千米", "米", "亩", "公顷", "吨", "公斤", "千克", "斤", "平方米", "平方公里")
)


def nameless(found: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """(mention, the one that it takes up with another number)."""
    said: set[tuple[tuple[str, str], str]] = set()
    for number, again in enumerate(found):
        if number:
            said.add((found[number - 1].key, found[number - 1].digits))
        name = PART.match(again.right) if not again.left and again.figure.unit else None
        if name is None or again.figure.kind in MEASURES or (again.key, again.digits) in said:
            continue
        before = [each for each in found[max(0, number - MOST) : number] if each.passage is again.passage]
        same = [each for each in before if each.key == again.key and EACH.search(each.left) is None]
        called = [each for each in same if name["name"] and each.left.endswith(name["name"])]
        same = called or [each for each in same if each.figure.sentence == again.figure.sentence]
        if len({each.figure.value for each in same}) != 1 or same[0].figure.value >= again.figure.value:
            continue
        other = same[0]
        if content(name["name"]) and name["name"] not in other.left + other.right:
            continue
        if again.figure.value > MOST_TIMES * other.figure.value or _named_again(other, again, name["name"]):
            continue
        if (
            _narrowed(other)
            or _of_more_kinds(other, again)
            or _together([each.figure for each in before], again.figure)
        ):
            continue
        yield again, other


def _named_again(other: Mention, again: Mention, name: str) -> bool:
    """制定文件9件。开展文件清理，146件文件中: between the two, the thing is named as one to which another deed is done."""
    between = again.passage.plain[other.figure.end + len(other.right) : again.figure.start]
    return bool(content(name)) and name in between and ANOTHER.search(between) is not None


def _of_more_kinds(other: Mention, again: Mention) -> bool:
    """按16个行政村计……，17个村（社区）: does a bracket name a second kind of them, of which the words of the other number say nothing?"""
    wider = WIDER.match(again.passage.plain, again.figure.end)
    behind = other.passage.plain[other.figure.end : other.figure.end + MOST]
    return wider is not None and wider["also"] not in other.left + behind


def _narrowed(mention: Mention) -> bool:
    return pattern("other").search(mention.left) is not None or bool(mention.figure.period or mention.compared)


def _together(before: list[Figure], figure: Figure) -> bool:
    """党委会3次、座谈会2场，5次会议均…: several counts together, whatever their unit, or a product of two."""
    values = [each.value for each in before]
    return any(
        sum(chosen) == figure.value for length in range(2, TOGETHER + 1) for chosen in combinations(values, length)
    ) or any(one * two == figure.value for one, two in combinations(values, 2))
