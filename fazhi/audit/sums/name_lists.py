"""Names that are listed and counted: 17个城市分别为甲、乙、…      甲局、乙局、…和丙局12个单位      本报告由…、…12个部分组成

A list ends in 、 or in one 和 before its last name. What holds a 等 may leave names out; what holds figures is no mere list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.partitions import pattern
from fazhi.audit.text.passages import Passage

LISTED = re.compile(
    r"[^，。；：、（）\d]{0,10}[，（]?(?:分[别別]|依次)[为是爲]：?([^，。；：（）\d]{3,400})(?=[，。；）\n]|$)"
)
# 受委托的单位共5个，包括甲站、乙站、…; 无业务的单位4个：甲局、乙局、…
INCLUDED = re.compile(
    r"(?:[^，。；：、（）\d]{0,10}[，（：](?:包括|即|具体为|具体是)：?|：)((?:[^，。；：（）\d]|（[^（）、，。\d]{1,20}）){3,300})(?=[，。；）\n]|$)"
)
INCLUDED_UNITS = frozenset("个家类项")
# 出台《甲条例》《乙办法》2部
TITLES = re.compile(r"((?:《[^《》]{2,60}》(?:（[^（）]{1,20}）)?[、和及与]?){2,20})(等)?(?:共|共计)?$")
# 制定平安建设、停车场管理、养老服务3部地方性法规: what the names of rules end in, so that none holds a 、 of its own.
RULES = re.compile(r"^[\u4e00-\u9fff]{0,3}(?:法规|规章|条例|规范性文件|制度|办法|规定)")
RULE_NAME = re.compile(
    r"(?:管理|保护|促进|防治|建设|服务|条例|办法|规定|利用|发展|保障|治理|监督|处置|执法|制度|机制)$"
)
QUOTED = re.compile(r"((?:“[^“”]{1,20}”[、和及与]?){3,20})(等)?(?:这|共)?$")
IN_WORDS = re.compile(r"(?<=[\u4e00-\u9fff])(?<!第)([三四五六七八九十])个(?=[\u4e00-\u9fff])")
LAWS = frozenset("部项件个份")
COMPOSED = re.compile(r"(?:由|包括|分为)([^。；：，（）\d]{6,300})$")
BREAK = re.compile(r"[，。；：（）！？\n\d]")
JOINED = re.compile(r"[和及与]|以及")
OPEN = re.compile(r"等|其中|除|以外|之外|[“”《》]")
LEAST, FEWEST, MOST = 2, 3, 60
SLIP = 2
LONGEST_PLACE, LONGEST_LEAD = 4, 12
BACK, FAR = 400, 24
MARKS, ENDING = 2, 4
"""Characters between the last quoted name and the count; characters by which names are of one sort."""


@dataclass(frozen=True, slots=True)
class NameList:
    """What is said (17个, 前五位), how many that are, where it stands with its names, and how many these can be."""

    said: str
    value: Decimal
    start: int
    end: int
    least: int
    most: int

    @property
    def fits(self) -> bool:
        """Can the names be as many as is said?"""
        return self.least <= self.value <= self.most

    @property
    def slip(self) -> bool:
        """Is the count so near that it can only count these names?"""
        return self.least - SLIP <= self.value <= self.most + SLIP


def _list(figure: Figure, start: int, end: int, least: int, most: int) -> NameList:
    return NameList(figure.text, figure.value, start, end, least, most)


def name_lists(passage: Passage) -> Iterator[NameList]:
    """Every count of a passage whose names are listed right behind or right before it."""
    if passage.plain.count("、") < SLIP and passage.plain.count("》") < SLIP:
        return
    for figure in passage.figures:
        if figure.count and figure.exact and LEAST <= figure.value <= MOST and not figure.compared:
            for reader in READERS:
                found = reader(passage, figure)
                if found is not None:
                    yield found
                    break
    yield from _in_words(passage)


def _behind(passage: Passage, figure: Figure) -> NameList | None:
    """7个城市分别为：甲、乙、…和丙"""
    lead = passage.plain[figure.end : figure.end + LONGEST_LEAD]
    if figure.value < FEWEST or "分" not in lead and "依" not in lead:
        return None
    match = LISTED.match(passage.plain, figure.end)
    if match is None:
        return None
    names = match[1].split("、")
    if len(names) < FEWEST or OPEN.search(match[1]) is not None:
        return None
    joined = len(JOINED.findall(match[1]))
    return _list(figure, figure.start, match.end(), len(names), len(names) + joined)


def _composed(passage: Passage, figure: Figure) -> NameList | None:
    """本报告由甲情况、乙情况、…、其他事项6个部分组成: the words of a part may hold a 和 of their own."""
    if not figure.tail.startswith("部分组成"):
        return None
    match = COMPOSED.search(passage.plain[max(0, figure.start - BACK) : figure.start])
    if match is None:
        return None
    names = match[1].removesuffix("等").removesuffix("共").split("、")
    if len(names) < FEWEST:
        return None
    # …被申请复议、提起诉讼情况、…: one part with a 、 of its own.
    whole = sum(1 for each in names if each.endswith(("情况", "事项", "部分")))
    joined = len(JOINED.findall(names[-1]))
    return _list(figure, figure.start - len(match[1]), figure.end, whole or len(names), len(names) + joined)


def _before(passage: Passage, figure: Figure) -> NameList | None:
    """对甲局、乙局、…和丙局12个单位; 甲、乙、…和丙10个省市: names of one sort, all that stands before the count."""
    found = _named_before(passage, figure.start, figure.tail) if figure.tail else None
    return None if found is None else _list(figure, figure.start - found[0], figure.end, *found[1:])


def _in_words(passage: Passage) -> Iterator[NameList]:
    """甲、乙、丙、丁四个片区: right behind a name a count in words is read as none."""
    for match in IN_WORDS.finditer(passage.plain):
        found = _named_before(passage, match.start(), passage.plain[match.end() : match.end() + LONGEST_LEAD])
        value = numerals.read_decimal(match[1])
        if found is not None and value is not None:
            yield NameList(match.group(), value, match.start() - found[0], match.end(), *found[1:])


def _named_before(passage: Passage, start: int, tail: str) -> tuple[int, int, int] | None:
    """(length of the words, how many names at least and at most) of organs or places that are listed right before a count of such.

    甲、乙、丙和丁等3个市 may leave some out, but names no more than it counts.
    """
    organs = pattern("counted_organs").match(tail) is not None
    places = not organs and pattern("counted_places").match(tail) is not None
    if not organs and not places:
        return None
    lead = BREAK.split(passage.plain[max(0, start - BACK) : start])[-1].removeprefix("其中")
    listed = lead.removesuffix("等")
    if len(lead) == BACK or OPEN.search(listed) is not None:
        return None
    names = listed.split("、")
    if len(names) < FEWEST or JOINED.search("、".join(names[:-1])) is not None:
        return None
    rest = [*names[1:-1], *JOINED.split(names[-1])]
    sound = all(pattern("organ").search(each) for each in rest) if organs else all(_place(each) for each in rest)
    number = len(names) + len(JOINED.findall(names[-1]))
    return (len(lead), number, number if listed == lead else MOST) if sound else None


def _included(passage: Passage, figure: Figure) -> NameList | None:
    """受委托的单位共5个，包括甲站、乙站、丙站、丁站和戊办公室"""
    match = INCLUDED.match(passage.plain, figure.end) if figure.unit in INCLUDED_UNITS else None
    if match is None or OPEN.search(match[1]) is not None:
        return None
    names = match[1].split("、")
    joined = len(JOINED.findall(match[1]))
    if len(names) <= FEWEST or abs(figure.value - len(names)) > joined + 1:
        return None
    return _list(figure, figure.start, match.end(), len(names), len(names) + joined)


def _titles(passage: Passage, figure: Figure) -> NameList | None:
    """出台《甲条例》《乙办法》2部; 《甲》《乙》《丙》等5部 may leave some out, but names no more than it counts."""
    if figure.unit not in LAWS or passage.plain.count("》", max(0, figure.start - BACK), figure.start) < LEAST:
        return None
    match = TITLES.search(passage.plain, max(0, figure.start - BACK), figure.start)
    if match is None:
        return None
    names = match[1].count("》")
    return _list(figure, match.start(), figure.end, names, MOST if match[2] else names)


def _rules(passage: Passage, figure: Figure) -> NameList | None:
    """制定平安建设、停车场管理、养老服务3部地方性法规"""
    if figure.unit not in LAWS or RULES.match(figure.tail) is None:
        return None
    lead = BREAK.split(passage.plain[max(0, figure.start - BACK) : figure.start])[-1]
    names = lead.split("、")
    if len(names) < FEWEST or OPEN.search(lead) is not None or not all(RULE_NAME.search(each) for each in names):
        return None
    joined = len(JOINED.findall(lead))
    return _list(figure, figure.start - len(lead), figure.end, len(names), len(names) + joined)


def _quoted(passage: Passage, figure: Figure) -> NameList | None:
    """发生“1·4”、“1·21”、“3·9”三起命案; “甲”“乙”“丙”等4项 may leave some out, but names no more than it counts."""
    near = passage.plain[max(0, figure.start - MARKS) : figure.start]
    match = QUOTED.search(passage.plain, max(0, figure.start - BACK), figure.start) if "”" in near else None
    if match is None:
        return None
    names = match[1].count("”")
    return _list(figure, match.start(), figure.end, names, MOST if match[2] else names) if names >= FEWEST else None


def _alike(passage: Passage, figure: Figure) -> NameList | None:
    """设立甲人民调解委员会、乙人民调解委员会、丙人民调解委员会3个行业性人民调解委员会: all names end as what is counted does."""
    text, start = passage.plain, figure.start
    start -= text[start - 1 : start] in ("共", "这")
    ending = text[max(0, start - ENDING) : start]
    if (
        "、" not in text[max(0, start - FAR) : start]
        or ending not in BREAK.split(text[figure.end : figure.end + FAR])[0]
    ):
        return None
    lead = BREAK.split(text[max(0, start - BACK) : start])[-1]
    names = lead.split("、")
    if len(names) < FEWEST or len(ending) < ENDING or OPEN.search(lead) is not None:
        return None
    own = list(takewhile(lambda each: each.endswith(ending), reversed(names)))
    # 甲调委会、乙和丙调委会, 调委会下甲调委会: two in one
    several = any(JOINED.search(each) or each.count(ending) > 1 for each in own)
    if len(own) < FEWEST or several:
        return None
    return _list(figure, start - len("、".join(own)), figure.end, len(own), len(own))


READERS = (_behind, _composed, _before, _included, _titles, _rules, _quoted, _alike)


def _place(name: str) -> bool:
    return SLIP <= len(name) <= LONGEST_PLACE and pattern("no_place").search(name) is None
