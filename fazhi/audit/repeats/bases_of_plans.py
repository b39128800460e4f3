"""This year's number from which a plan starts, by what it is said of: 在今年评查85宗案卷的基础上, where the body has 评查案卷120宗.

Unlike :mod:`started_from` the name may stand behind the number as well, and the body may word it otherwise: it has one number of that
unit in whose clause most of the name's words stand, and nowhere the one that is printed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.repeats.words_beside import words_of
from fazhi.audit.text import plans
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BASIS = "计划所依据的今年的数，就是正文所写的数"
HALF_YEAR = "上半年"
NOW = r"(?P<now>今年|本年度?|上半年|现有|目前|现在|20\d\d年)"
NAMED = re.compile(
    rf"(?:^|[，。；：、将把使对])(?P<name>[\u4e00-\u9fff“”（）]{{2,16}}?)(?:次数|数量|总量|数)?(?:[由从在]|(?P<within>控制在)|[稳保][定持]在){NOW}(?:全年)?(?:实际)?的?$"
)
ON_THAT = re.compile(rf"在{NOW}的?(?P<name>[\u4e00-\u9fff“”]{{0,8}})$")
BASE = re.compile(r"(?P<thing>[\u4e00-\u9fff“”（）]{0,12}?)的?基础上")
GENERAL = re.compile(r"开展|组织|举办|完成|办理|落实|全年|共|推动|持续|实现|力争|数量")
# 涉企检查由上年的405次压减到312次
SINCE = re.compile(rf"[\u4e00-\u9fff][由从](?:上一?年|去年)的\d[\d.]*[\u4e00-\u9fff]{{1,2}}{CHANGED_TO.pattern}")
A_PART = re.compile(r"其中|未|[还尚仍]有|其[他它余]|新[增建设聘]|增[设补配]|[撤退]|流失|调[入出离]")
CLAUSE, NEXT, STOP = re.compile(r"[，。；：]"), re.compile(r"[，。；、\d]"), re.compile(r"[。；]")
# 年内参加轮训98名 says nothing of how many there are.
BESIDES = re.compile(r"轮训|培训|参[加训会]|评[为选定]|表彰")
LEAD, BEHIND, SHORT, HALF = 30, 16, 2, 2
Told = dict[Decimal, tuple[Passage, Figure]]


def bases_of_plans(manuscript: Manuscript) -> Iterator[Level]:
    """Every such number of a plan, and the one of the body."""
    planned = plans.planned(manuscript)
    for passage in manuscript.passages:
        for figure in passage.figures if passage.index in planned or "基础上" in passage.plain else ():
            name = _name(manuscript, planned, passage, figure)
            words = words_of(GENERAL.sub("|", name)) if name else set()
            found = _in_body(manuscript, planned, passage, figure, words) if words else {}
            if len(found) == 1:
                yield Level(passage, figure, *next(iter(found.values())))


def _sound(figure: Figure, *, within: bool = False) -> bool:
    """控制在2025年的312次以内 names the very number."""
    open_ended = figure.vague or figure.bound and not within
    return (figure.count or figure.percent) and not (open_ended or figure.spelled) and figure.value > 0


def _name(manuscript: Manuscript, planned: frozenset[int], passage: Passage, figure: Figure) -> str:
    """评查|案卷 of 在今年评查85宗案卷的基础上; nothing where no plan starts from the number."""
    lead = CLAUSE.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]
    named = NAMED.search(lead) if passage.index in planned else None
    on_that = ON_THAT.search(lead)
    base = BASE.match(passage.plain, figure.end)
    match = named or on_that
    if match is None or match["now"] == HALF_YEAR and HALF_YEAR not in passage.own:
        return ""
    if match["now"].startswith("20") and match["now"] != f"{manuscript.year}年":
        return ""
    if not _sound(figure, within=match is named and named["within"] is not None):
        return ""
    if named is not None:
        return named["name"]
    if base is None:
        return ""
    name = f"{match['name']}|{base['thing']}"
    if len(name) > SHORT:
        return name
    before = STOP.split(passage.plain[max(0, figure.start - LEAD) : figure.start - len(lead)])[-1]
    return f"{before}|{STOP.split(passage.plain[base.end() : base.end() + BEHIND])[0]}"


def _in_body(
    manuscript: Manuscript, planned: frozenset[int], passage: Passage, figure: Figure, words: set[str]
) -> Told:
    """What the body tells in most of the words, by value; nothing if it has the number itself.

    Nor where one word is all the name (培训) and the unit (期) is told of other things too.
    """
    found: dict[int, Told] = {}
    near: set[Decimal] = set()
    of_its_unit: set[Decimal] = set()
    for there in manuscript.passages:
        if there is passage or there.index in planned:
            continue
        for each in there.figures:
            if each.kind != figure.kind or each.unit != figure.unit or not _sound(each):
                continue
            own, around = _clause(there, each), _before(there, each)
            if words & own or words & around and BESIDES.search(each.head) is None:
                near.add(each.value)
            of_its_unit.add(each.value)
            common = len(words & own)
            if common * HALF >= len(words) and _of_now(manuscript, there, each):
                found.setdefault(common, {}).setdefault(each.value, (there, each))
    if not found or figure.value in near or len(words) == 1 and len(of_its_unit) > 1:
        return {}
    return found[max(found)]


def _of_now(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """Of the report's own time, no change, and no part or rest of it."""
    if SINCE.search(passage.plain, max(0, figure.start - LEAD), figure.start) is not None:
        return True
    if figure.compared or past(figure, str(manuscript.year or "")) or CHANGE.search(figure.head) is not None:
        return False
    if figure.period not in ("", str(manuscript.year)):
        return False
    return A_PART.search(f"{figure.head}{NEXT.split(passage.plain[figure.end : figure.end + BEHIND])[0]}") is None


def _clause(passage: Passage, figure: Figure) -> set[str]:
    begun = max(passage.plain.rfind(mark, 0, figure.start) for mark in "。；，、") + 1
    behind = NEXT.split(passage.plain[figure.end : figure.end + BEHIND])[0]
    return words_of(f"{passage.plain[begun : figure.start]}|{behind}")


def _before(passage: Passage, figure: Figure) -> set[str]:
    return words_of(passage.plain[passage.plain.rfind("。", 0, figure.start) + 1 : figure.start])
