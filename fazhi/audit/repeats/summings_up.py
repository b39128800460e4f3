"""A report tells its figures a second time where it sums up: in its opening, of its leaders, of what is still amiss.

总体来看，全年立案查处87件 … （三）全年立案87件. There the words are shorter and the deed may be called otherwise, but hardly a
figure is told that does not stand in the body; so less must agree than between any two sentences (:mod:`echoes`).
"""

from __future__ import annotations

import re

from fazhi.audit.repeats.covering import Common, cover, missing_in
from fazhi.audit.repeats.mentions import pattern
from fazhi.audit.repeats.tellings import Telling
from fazhi.audit.text import misprints

FEWEST = 2
"""Characters that say what was counted: 罚款."""
NAMED = 4
"""As many, where the numbers do not look alike."""
THREE = 3
NEAR = 20
"""Two values are near each other that differ by no more than such a part of the greater one."""
FEW = 8
"""Counts beside which the rarest of the common words stands."""
# 总体来看, 从全年工作实绩看, 一年来, 回顾全年
SUMMING = re.compile(
    r"总体[来上]?看|总的来[看说]|综上|总体上|从[^，。；：]{2,12}看，|[一半]年来|一季度来"
    r"|(?:回顾|综观|纵观|回眸)[^，。；：]{0,6}[全一这本今]年|(?:全年|年度|主要)[^，。；：]{0,4}(?:数据|指标)[^，。；：]{0,6}[：，]|[归总概]结起来|概括起来|综合起来"
)
SECTIONS = re.compile(r"第一责任|主要负责人|主要领导|问题|不足|困难|短板|薄弱")


def sums_up(telling: Telling) -> bool:
    """Does it stand in the opening, in the part on the leaders or on what is amiss, or in a sentence that sums up?"""
    return (
        telling.part == 0
        or SECTIONS.search(telling.section) is not None
        or SUMMING.search(telling.mention.passage.plain, telling.begin, telling.mention.figure.start) is not None
    )


def apart(again: Telling, other: Telling) -> bool:
    """Does one of the two sum up, and the other one not?"""
    return again.part != other.part and sums_up(again) != sums_up(other)


def summed_up(again: Telling, answering: list[tuple[Telling, Common]]) -> Telling | None:
    """The one of those that answer to the words of ``again`` that a report first told and then summed up, or summed up
    and then told, with another number."""
    if any(other.mention.figure.value == again.mention.figure.value for other, _common in answering):
        return None
    told = [(other, common) for other, common in answering if _one_thing(again, other, common)]
    alike = [other for other, common in told if _slip_of_the_hand(again, other, common)]
    if alike:
        return alike[0]
    exact = [other for other, common in told if _called_alike(again, other, common) and _beside(again, other)]
    if len({each.mention.figure.value for each in exact}) != 1:
        return None
    other, short = exact[0], len(again.mention.digits) == len(exact[0].mention.digits) < THREE
    named = any(one is other and common.told >= NAMED for one, common in told) and _heads_alike(again, other)
    return other if short and named or near_values(again, other) else None


def _slip_of_the_hand(again: Telling, other: Telling, common: Common) -> bool:
    """One figure wrong is a slip only where the other one has no further words: 抽查食品经营户326户 are not all 226户."""
    one, two = again.mention.digits, other.mention.digits
    return misprints.swapped(one, two) or misprints.alike(one, two) and _called_alike(again, other, common)


def _one_thing(again: Telling, other: Telling, common: Common) -> bool:
    if not apart(again, other) or common.told < FEWEST or common.rare > FEW or not one_deed(again, other):
        return False
    for one, two in ((again, other), (other, again)):
        narrowed = pattern("scope").search(one.lead)
        if narrowed is not None and narrowed.group() not in two.around:
            return False
    return True


def _called_alike(again: Telling, other: Telling, common: Common) -> bool:
    """Has the other one no further words, but for the body whose part need not name it again?"""
    rest = cover(other.modifier, again.sentence)[1]
    return common.mutual or not missing_in([pattern("bodies").sub("", each) for each in rest])


def one_deed(again: Telling, other: Telling) -> bool:
    """受理 is not 办结, but where one names no deed the words leave none to differ by."""
    one, two = (set(pattern("outcomes").findall(each.own)) for each in (again, other))
    return not one or not two or bool(one & two)


def near_values(again: Telling, other: Telling) -> bool:
    """Two long numbers that differ by a few hundredths: hardly ever two quantities of which the same words are said."""
    one, two = again.mention.figure.value, other.mention.figure.value
    return len(again.mention.digits) >= THREE and abs(one - two) * NEAR <= max(one, two)


def _heads_alike(again: Telling, other: Telling) -> bool:
    """对57个单位开展法治督察 is not told again by 51个单位法治督察反馈的问题."""
    rest = (
        cover(again.head, f"{other.sentence}|{other.frame}")[1]
        + cover(other.head, f"{again.sentence}|{again.frame}")[1]
    )
    return not missing_in(rest)


def _beside(again: Telling, other: Telling) -> bool:
    """法治建设工作会议 both times: does nothing that says which thing stand beside the one number alone?"""
    there = f"{other.own}|{other.inherited}|{other.around if again.definite else other.frame}"
    rest = cover(again.modifier, there)[1] + cover(again.head, there)[1]
    return not missing_in(rest)
