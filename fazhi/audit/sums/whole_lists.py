"""Lists that say themselves that they are whole: of a scope, of a division, of all quarters, or down to 其他.

转办工单中，县直部门承办10306件，乡镇承办4917件，企业承办828件      四个季度分别开展48场、61场、45场、60场      从来源看，…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.sums.counts import counted
from fazhi.audit.sums.listing import ASIDE, following_items
from fazhi.audit.text.brackets import bracket_closed
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.partitions import closed, divided, opposed, opposites, pattern
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.quarters import HALVES, QUARTERS
from fazhi.audit.text.scopes import PIECE

FEWEST, LONGEST, LONGEST_SET = 2, 40, 4
LEAD = 30
# 转办工单中，…; 在调处成功的纠纷中，…; 属实线索涉及…
SCOPE = re.compile(
    r"(?:^|[。；，])(?:其中，?)?(?:在|上述|这些|全部|以上|所有|经|全年|本[年月季周])?(?P<scope>[^，。；：、\d]{2,12}?)"
    r"(?:[中里](?:，|：|(?=[^，。；：]))|涉及)[^，。；：\d]{0,16}$"
)
SCOPED = re.compile(r"[中里]|涉及")
# What is sorted, not what happened to it: 转办|工单, 调处成功|的纠纷.
SORTED = re.compile(
    r"(?:的)?(?:案件|矛盾|纠纷|工单|诉求|事项|线索|问题|人员|对象|申请|事故|警情|信访件?|件次?|信件|单位|企业|决定|建议|提案|投诉|举报|数量|数|量)+$"
)
CORE = re.compile(r"^(?:已经?|所|被|均|共|全部|全年)|的|已")
# 在6月的考试中，报名88人，通过31人: what happened at it is no kind of it.
AMID = re.compile(r"[中里][，：]?$")
IN_TURN = re.compile(r"(?:依次|分别)(?:为|是|有|占)?[^，。；：、\d]{0,8}$")
# ——结构。婚姻183起；…    2.结案方式。调解461件，裁决211件: the heading of an item announces its list.
TOPIC = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:结构|构成|类型|类别|方式|分布|渠道|来源|领域|行业|级别|层级)(?:方面|情况)?(?:上看)?[。：]"
)
TOPIC_ENDS = ("。", "：")
# 办理506件。……。工单分类：求决类460件、…; 共1655件，其中大湖市573件；包括咨询1127件、…
ANNOUNCED = re.compile(
    r"(?:分类|类别|类型|构成|结构)(?:情况)?(?:如下)?：$|(?<=[，；。])(?:主要)?(?:包括|包含|分为)：?$"
)
# 转办2114宗，…。其中转办事项：咨询类51宗、…
SCOPE_NAMED = re.compile(r"(?:^|[。；])(?:其中，?)?(?P<scope>[^，。；：、\d]{4,10})：$")
# 受理466件，成功458件；其中，土地141件，占30.3%；…；其他85件
OPENERS = ("：", "包括", "包含", "分为")
AMONG = re.compile(r"(?:^|[；。])其中，[^，。；：、\d]{1,12}$")
BARE = re.compile(r"[^，；：、\d]{0,16}")
WITHIN = ("中", "里")
FOREMOST = re.compile(r"前[一二两三四五六七八九十\d]+|居前|位居|最[高多大]|主要|部分|等")


@dataclass(frozen=True, slots=True)
class WholeList:
    """The items, what they are the whole of, and by which words."""

    ways: list[list[Figure]]
    """Where the list may end, the longest first."""
    tie: str
    """scope | periods | divided | in turn | rest | opposites"""
    scope: str = ""
    """The words of the scope that tell what happened to its cases: 转办, 调处成功."""
    begins: int = 0
    """Where the list with its opening words begins."""


def whole_lists(passage: Passage) -> Iterator[WholeList]:
    """Every such list of a passage."""
    for counts in counted(passage).values():
        by_sentence: dict[int, list[Figure]] = {}
        for each in counts:
            if each.exact and not each.compared:
                by_sentence.setdefault(each.sentence, []).append(each)
        for same in by_sentence.values():
            if len(same) >= FEWEST:
                yield from _of_sentence(passage, same)


def _of_sentence(passage: Passage, same: list[Figure]) -> Iterator[WholeList]:
    text, skip = passage.plain, -1
    by_period = "季度" in text or "半年" in text
    rested = pattern("closing").search(text) is not None
    for number, first in enumerate(same[:-1]):
        if first.start <= skip or first.tail.endswith(WITHIN):
            continue  # 56316件转办工单中，镇（街道）承办31847件: what it is divided into follows
        found = _periods(passage, same[number:]) if by_period else None
        if found is not None:
            skip = found.ways[0][-1].start
            yield found
            continue
        opened = _opening(text, first)
        if opened is None and not (rested and _begins_a_list(text, first, number)):
            continue
        items = [first, *following_items(text, same[number + 1 : number + LONGEST], first)]
        ways = _ways(text, items)
        if opened is not None and ways:
            skip = items[-1].start
            yield WholeList(ways, *opened)
            continue
        ways = [each for each in ways if pattern("closing").search(each[-1].head) is not None and closed(each)]
        if ways:
            yield WholeList(ways, "rest", "", first.start - len(first.head))
    # The search through all words is the dearest: it comes last.
    paired = list(_opposites(same))
    start, end = same[0].start - len(same[0].head), same[-1].end + len(same[-1].tail)
    if paired and opposites().search(text, start, end) is not None:
        yield from paired


def _begins_a_list(text: str, first: Figure, number: int) -> bool:
    """May a list down to 其他 begin with this count, the first of its sentence or the first after 其中?"""
    lead = text[max(0, first.begins - 1, first.start - LEAD) : first.start] if number else ""
    among = not number or "其中" in lead and AMONG.search(lead) is not None
    return among and ASIDE.search(first.head) is None


def _opposites(same: list[Figure]) -> Iterator[WholeList]:
    """准予许可2829件，不予许可17件; 社区受理4381件，街道调委会受理806件: neighbours of which every case is one."""
    number = 0
    while number < len(same) - 1:
        run = same[number : number + 1]
        for each in same[number + 1 : number + LONGEST_SET]:
            if each.segment != run[-1].segment or each.clause - run[-1].clause > 1 or ASIDE.search(each.head):
                break
            run.append(each)
        ways = [run[:end] for end in range(len(run), 1, -1)]
        ways = [each for each in ways if exhaustive(each) and not _named_total(each)]
        if ways:
            yield WholeList(ways[:1], "opposites", "", run[0].start - len(run[0].head))
        number += len(ways[0]) if ways else 1


def _named_total(parts: list[Figure]) -> bool:
    """受理96件，其中未成功4件; …，其余4件: what is told off the first, and what is left of something before."""
    return "其中" in parts[1].head or pattern("closing").search(parts[-1].head) is not None


def _opening(text: str, first: Figure) -> tuple[str, str, int] | None:
    """(tie, scope, where it begins) of a list that opens here."""
    lead = text[max(first.begins, first.start - LEAD) : first.start]
    before = text[max(0, first.begins - 1) : first.begins]
    match = SCOPE.search(before + lead) if SCOPED.search(lead) is not None else None
    if match is not None:
        scope = CORE.sub("", SORTED.sub("", match["scope"]))
        if len(scope) >= PIECE:
            return "scope", scope, first.start - len(lead) - len(before) + match.start("scope")
    named = _by_colon(text, first, before + lead)
    if named is not None:
        return named
    announced = divided(lead[: len(lead) - len(first.head)])
    if announced is not None and AMID.search(announced.group()) is None:
        if FOREMOST.search(lead) is not None:
            return None
        return "divided", "", first.start - len(lead) + announced.start()
    if _is_topic(text, first):
        return ("divided", "", first.begins) if FOREMOST.search(lead) is None else None
    in_turn = ("依次" in lead or "分别" in lead) and IN_TURN.search(lead) is not None
    if in_turn and FOREMOST.search(lead) is None:
        # 公开356条，网站、公众号两个渠道分别发布214条、142条: what stands before the clause may be the total.
        return "in turn", "", max(text.rfind(each, 0, first.start) for each in "，；。：") + 1
    return None


def _by_colon(text: str, first: Figure, lead: str) -> tuple[str, str, int] | None:
    """A list behind a colon or 包括, as far as its words are those of a list."""
    words = lead[: len(lead) - len(first.head)]
    if FOREMOST.search(lead) is not None or not words.endswith(OPENERS):
        return None
    begins = first.start - len(first.head) - 1
    if ANNOUNCED.search(words) is not None:
        return "divided", "", begins
    match = SCOPE_NAMED.search(words) if SORTED.search(words[:-1]) is not None else None
    scope = "" if match is None else CORE.sub("", SORTED.sub("", match["scope"]))
    return ("scope", scope, begins) if len(scope) >= PIECE else None


def _is_topic(text: str, first: Figure) -> bool:
    """Is the sentence before a count no more than the heading of its list?"""
    if (
        text[first.begins - 1 : first.begins] not in TOPIC_ENDS
        or BARE.fullmatch(text, first.begins, first.start) is None
    ):
        return False
    topic = TOPIC.search(text, max(0, first.begins - LEAD), first.begins)
    return topic is not None and topic.end() == first.begins


def _ways(text: str, items: list[Figure]) -> list[list[Figure]]:
    """All items of a list, then those of its first ；, then those joined by 、 alone."""
    segment = [each for each in items if each.segment == items[0].segment]
    joined = items[:1]
    for each in items[1:]:
        if not text.startswith(("、", "和", "及"), joined[-1].end + len(joined[-1].tail)):
            break
        joined.append(each)
    found = {len(each): each for each in (items, segment, joined) if len(each) >= FEWEST}
    return [found[each] for each in sorted(found, reverse=True)]


def _periods(passage: Passage, following: list[Figure]) -> WholeList | None:
    """一季度4起、二季度6起、三季度5起、四季度4起; 四个季度分别开展48场、61场、45场、60场; 上半年…、下半年…"""
    text, first = passage.plain, following[0]
    lead = text[max(first.begins, first.start - LEAD) : first.start]
    run = following[: len(QUARTERS)]
    if tuple(each.period for each in run) == QUARTERS:
        return WholeList([run], "periods", "", first.start - len(lead))
    for names in (QUARTERS, HALVES):
        if names[0] not in lead and names[0] != first.period:
            continue
        parts = [first]
        for each in following[1:]:
            if len(parts) < len(names) and names[len(parts)] in text[parts[-1].end : each.start]:
                parts.append(each)
        whole = len(parts) == len(names)
        if whole and not bracket_closed(text, first.start, parts[-1].start):
            return WholeList([parts], "periods", "", first.start - len(lead))
    return None


def exhaustive(parts: list[Figure]) -> bool:
    """Do the names of the items themselves exhaust what they are items of?"""
    return closed(parts) or opposed(parts)
