"""Is a total one that the words of a mean exclude: of another stage, of the year before, or a part of which the share has just been told?

已办结18391件，……日均受理73.7件 is of those received, whose number is not told; 2023年受理117286件，2024年同比增长9.8%。日均受理352件 is of this
year's; 网上办理7356件，网办率59.0%。日均办件 is of all of them. No slip of the hand is looked for in such a mean.
"""

from __future__ import annotations

import re

from fazhi.audit.text import stages
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage

CLAUSE = re.compile(r"[，。；：（）]")
# 按受理案件平均，每件1.6万元
RECKONED = re.compile(r"^[按以依]")
LEAD, BEHIND = 24, 4
WHOLE_YEAR, STRETCH = "全年", re.compile(r"[一二三四]季度|[上下]半年")
# 网上办理7356件，网办率59.0%; 村级代办点代收1764件，占28.8%; but 受理742件，比上年增长
SHARE = re.compile(r"[^，。；：\d]{0,6}，占(?:比|[^，。；：\d]{0,10}的)?\d[\d.]*%")
RATE = re.compile(r"[^，。；：\d]{0,6}，[^，。；：\d]{0,8}率为?\d[\d.]*%")
DEALT = re.compile(r"分别|依次")
STARTED = re.compile(
    r"自(?:今年|本年|20\d\d年)?\d{1,2}月[^，。；]{0,8}起|(?:挂牌|揭牌|运行|启用|成立|组建|开通|上线)以来"
)
PART = re.compile(r"其中|网上|线上|网络|自助")


def of_another(passage: Passage, start: int, figure: Figure, total: Figure) -> bool:
    """Do the words of the mean, which begin at ``start``, exclude this total?"""
    if past(total, passage.now) and not past(figure, passage.now) and not _of_a_row(passage, total):
        return True
    said = _words(passage.plain, start, figure)
    if WHOLE_YEAR in said and _of_a_stretch(passage, total):
        return True
    return stages.apart(said, f"{total.head}|{total.tail[:BEHIND]}") or _a_part(passage, said, figure, total)


def _of_a_row(passage: Passage, total: Figure) -> bool:
    """2021年、2022年、2023年分别为5218件、5893件、6547件: of one of the years, and the words say not of which."""
    begin = max(passage.plain.rfind(mark, 0, total.start) for mark in "，。；") + 1
    return DEALT.search(passage.plain, begin, total.start) is not None


def since_a_start(passage: Passage, start: int) -> bool:
    """“周五说事”自4月起轮流举办，至年末共180件，月均20件; 挂牌以来……，月均: over fewer months than the year has, and how many is not told."""
    return STARTED.search(passage.plain, 0, start) is not None


def _of_a_stretch(passage: Passage, total: Figure) -> bool:
    """三季度266件，四季度又升到353件，全年平均每月104件: is it told of a part of the year?"""
    since = max((each.end for each in passage.figures if each.end <= total.start), default=0)
    return STRETCH.search(passage.plain, since, total.start) is not None


def _words(text: str, start: int, figure: Figure) -> str:
    """The clause of the mean, and the one before it that says by what it was reckoned."""
    clauses = CLAUSE.split(text[max(0, start - LEAD) : start])
    before = clauses[-2] if len(clauses) > 1 and not clauses[-1] and RECKONED.match(clauses[-2]) else ""
    return f"{before}|{clauses[-1]}{text[start : figure.start]}"


def _a_part(passage: Passage, said: str, figure: Figure, total: Figure) -> bool:
    """Of a part the share is told right behind it, and the mean stands in another sentence and does not speak of it."""
    if total.sentence == figure.sentence or not any(each is total for each in passage.figures):
        return False
    if SHARE.match(passage.plain, total.end) is not None:
        return pairs(total.head).isdisjoint(pairs(said)) or PART.search(total.head) is not None
    part = PART.search(total.head) is not None and RATE.match(passage.plain, total.end) is not None
    return part and PART.search(said) is None
