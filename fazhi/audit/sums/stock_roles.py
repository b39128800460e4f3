"""What the words beside a count make it in an account of a stock: what there was, what came, what went, what there is.

上年末在册52人，当年新增14人，因外出务工等退出6人，年末在册60人: read once for each passage, for the accounts and for what is told again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import groupby

from fazhi.audit.sums.addition import NOT_ADDED, spread
from fazhi.audit.text import wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

OPENING, CLOSING, DUE, WHOLE, DATED, NET, LEVEL = "opening", "closing", "due", "whole", "dated", "net", "level"
CAME, WENT, NONE = "came", "went", ""
MOVES, ENDS = frozenset((CAME, WENT, NET)), frozenset((CLOSING, LEVEL))
MARK = re.compile(r"[，。；：、（）]")
APART = re.compile(r"[比较与][\u4e00-\u9fff\d]{0,16}$|同比|环比|其中|包括|含")
FROM, TO = (
    re.compile(r"[由从][\u4e00-\u9fff\d]{0,12}$"),
    re.compile(r"[\u4e00-\u9fff]{0,4}[到至为](?:(?:今|本|当|20\d\d)年?(?:年?[末底])?的?)?[\d一二两三四五六七八九十百]"),
)
# 在上年95项的基础上, 在现有64个站点的基础上, 在现有163个调解组织基础上
BEFORE_IT = re.compile(
    r"在?(?:[上去前]一?年|原有?|现有|目前|原来|年初|[上去]年[末底]|原先|此前|过去)[\u4e00-\u9fff]{0,6}$"
)
# 累计达到8个（2022年底为3个）
LEVEL_BEFORE = re.compile(r"^（20\d\d年(?:年)?[末底][\u4e00-\u9fff]{0,4}$")
GROUND = re.compile(r"[，]?[\u4e00-\u9fff]{0,8}?基础(?:上|之上)")
REASON = re.compile("[因经由]")
# 新发现并拆除3处
JOINED = re.compile("[并后且又再]")
LISTED = re.compile(r"、(?![^，。；：、\d]*[比较其])[^，。；：、（）\d]{2,12}")
# 以年初未结和本年立案之和83件为基数
SUMMED = re.compile("之和$")
# 以应参保人数48920人为基数: what a rate is one of
AS_BASE = re.compile("为(?:基数|分母)|来?计算|测算")
TOGETHER = "连同"
ASKED = re.compile("(?:申请|申报|报名)(?:的|了|有|共)*$")
STOCK = re.compile("[初末底原前旧净剩余缺空]|结转|基础上|保留|[尚现共]有|总[数量]")
WORTH = re.compile(rf"{STOCK.pattern}|应(?:当|予)?(?:办|处理|审|调处)|需要?(?:办|处理|审)")
"""Without any of these words a passage tells of no stock."""
CHANGED, OF_THEM = re.compile(r"(?:作了?|进行了?|予以)(?:更新|修订|修改|完善|优化)"), re.compile(r"^另?外?对")
LEAD, AHEAD = 40, 6
PAIR = 2

Roles = list[tuple[str, Figure]]


def roles(passage: Passage) -> list[dict[str, Roles]]:
    """For each sentence with counts, those of one unit, each with its role."""
    known: list[dict[str, Roles]] | None = passage.memory.get("stock roles")
    if known is None:
        worth = WORTH.search(passage.plain) is not None
        known = passage.memory["stock roles"] = list(_of_sentences(passage)) if worth else []
    return known


def _of_sentences(passage: Passage) -> Iterator[dict[str, Roles]]:
    for by_kind in by_sentence(passage):
        read = ((kind, _roles(passage, same)) for kind, same in by_kind.items())
        yield {kind: of_kind for kind, of_kind in read if of_kind}


def by_sentence(passage: Passage) -> Iterator[dict[str, list[Figure]]]:
    """The counts of each sentence, by their unit."""
    for _number, figures in groupby(passage.with_few, key=lambda each: each.sentence):
        by_kind: dict[str, list[Figure]] = {}
        for each in figures:
            if each.count and each.unit and each.kind not in NOT_ADDED:
                by_kind.setdefault(each.kind, []).append(each)
        if by_kind:
            yield by_kind


def _roles(passage: Passage, same: list[Figure]) -> Roles:
    """Each count with its role, and behind them 无结转下年, by which nothing is left; 三件 without a role may be no count."""
    told = [(_role(passage, each), each) for each in _without_parts(passage, same)]
    plainly = {each.start for each in passage.figures}
    told = [(role, each) for role, each in _told_together(passage, told) if role or each.start in plainly]
    told = [each for each in _granted(passage, told) if not _changed_in_place(passage, each[1])]
    if not told:
        return []
    last = told[-1][1]
    nothing = words("nothing").match(passage.plain, last.end)
    if nothing is not None:
        phrase = nothing.group().lstrip("，；")
        left = replace(
            last, start=nothing.end() - len(phrase), end=nothing.end(), text=phrase, value=Decimal(0), head=""
        )
        told.append((CLOSING, left))
    return told


def _changed_in_place(passage: Passage, figure: Figure) -> bool:
    """新增1216条，下线387条，另对2154条作了更新: neither came nor went."""
    return (
        CHANGED.match(passage.plain, figure.end) is not None
        and OF_THEM.search(words_before(passage, figure)[0]) is not None
    )


def _told_together(passage: Passage, told: Roles) -> Roles:
    """新增规上工业企业4家、限上商贸企业2家: a list without another word is all of what came."""
    roles: Roles = []
    for role, each in told:
        before = roles[-1] if roles else None
        if role == NONE and each.exact and before is not None and before[0] in (CAME, WENT):
            role = before[0] if LISTED.fullmatch(passage.plain, before[1].end, each.start) is not None else role
        roles.append((role, each))
    return roles


def _granted(passage: Passage, told: Roles) -> Roles:
    """年内收到入库申请52名，经审核后纳入37名: those who asked came only so far as they were taken in, who are told next."""
    kept: Roles = []
    for at, (role, each) in enumerate(told):
        next_role, granted = told[min(at + 1, len(told) - 1)]
        both = role == next_role == CAME and granted is not each and granted.value <= each.value
        asked = both and ASKED.search(words_before(passage, each)[0]) is not None
        if not asked or ASKED.search(words_before(passage, granted)[0]) is not None:
            kept.append((role, each))
    return kept


def _without_parts(passage: Passage, same: list[Figure]) -> list[Figure]:
    """新增21件（上级交办13件、自行排查8件）: those of the figures that are not told in brackets as parts of one before."""
    text, kept = passage.plain, list[Figure]()
    for each in same:
        opened = text.rfind("（", 0, each.start)
        inside = opened > text.rfind("）", 0, each.start)
        # 累计达到8个（2022年底为3个）
        ends = inside and any(words(role).search(passage.plain, opened, each.start) for role in (OPENING, DATED))
        if ends or not (inside and kept and kept[-1].end <= opened and kept[-1].sentence == each.sentence):
            kept.append(each)
    return kept


@cache
def words(role: str) -> re.Pattern[str]:
    return re.compile(wording.load("stocks")[role])


def words_before(passage: Passage, figure: Figure) -> tuple[str, str]:
    """(the words of its own between two marks, all words since the figure before it)."""
    before = [each.end for each in passage.figures if each.end <= figure.start and each.sentence == figure.sentence]
    stop = max(passage.plain.rfind(mark, 0, figure.start) for mark in "。！？\n") + 1
    lead = passage.plain[max([stop, figure.start - LEAD, *before[-1:]]) : figure.start]
    return MARK.split(lead)[-1], lead


def _role(passage: Passage, figure: Figure) -> str:
    """What the words beside a count make it."""
    own, lead = words_before(passage, figure)
    if figure.vague or figure.bound or spread(figure) or SUMMED.search(own) is not None:
        return NONE
    if own.startswith(("以", "按")) and AS_BASE.match(passage.plain, figure.end) is not None:
        return NONE
    if APART.search(lead) is not None:
        return NET if "其中" not in lead and words(NET).search(own) is not None else NONE
    if FROM.search(own) is not None and TO.match(passage.plain, figure.end) is not None:
        return OPENING
    if GROUND.match(passage.plain, figure.end) is not None and BEFORE_IT.search(own) is not None:
        return OPENING
    if LEVEL_BEFORE.search(lead) is not None and _year_before(passage, own):
        return OPENING
    if own.startswith(TOGETHER) and words(DUE).search(own) is not None:
        return DUE  # 连同上年结转共256件
    for role in (OPENING, CLOSING, DUE, WHOLE, DATED, NET):
        if words(role).search(own) is not None:
            # 拆除总量6.20万平方米 is what all that went comes to.
            summed = role == WHOLE and (words(WENT).search(own) is not None or "新" in own)
            return NONE if summed else role
    move = came_or_went(own)
    if move or words(LEVEL).search(own) is not None:
        return move or LEVEL
    for role in (OPENING, CLOSING, DATED):  # 上年末，全镇在册52人
        if words(role).search(lead) is not None:
            return role
    behind = passage.plain[figure.end : figure.end + AHEAD]
    return came_or_went(MARK.split(behind)[0]) or NONE


def _year_before(passage: Passage, own: str) -> bool:
    """（2022年底为3个）, in a report on 2023"""
    dated = words(DATED).search(own)
    return dated is not None and dated[1] != passage.now


def came_or_went(told: str) -> str:
    """Did something come or go? Of both in one breath the first says it (承接上级下放的3项), or the one behind a reason (因撤并调入3人)."""
    found = [(each.start(), role) for role in (WENT, CAME) for each in words(role).finditer(told)]
    if len({role for _start, role in found}) > 1:
        if JOINED.search(told) is not None:
            return NONE
        return max(found)[1] if REASON.search(told) is not None else min(found)[1]
    return found[0][1] if found else NONE
