"""The two percentages between which a change in percentage points lies, where other words or clauses stand between them.

合格率2.4%；较上年2.8%的不合格率下降0.4个百分点      网上渠道942件，占24.4%；……。网上渠道的占比较上月的22.1%提高2.3个百分点
不合格率2.7%，比2022年（2.8%）低0.1个百分点      上季度参评率为85.1%，本季度提高4.2个百分点      办结率98.8%，而解决率90.4%，相差8.4个百分点
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi.audit.growths.increments import COMPARED
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.passages import Passage

VERB = re.compile(
    r"(?:(?P<less>下降|降低|减少|回落|低于?|降)|(?P<more>提高|上升|增长|提升|增加|高出?|升)|(?P<apart>相差|差))了?$"
)
RATE = re.compile(r"[\u4e00-\u9fff]{2}(?:率|占比|比例|比重)$")
# 较上年2.8%的不合格率下降, 比2022年（2.8%）低, 与上年的11.9%相比下降
AFTER_BASE = re.compile(r"^）?(?:的(?P<name>[\u4e00-\u9fff]{1,8}率))?(?:相比|比|相较)?，?")
THAN = re.compile(r"(?:(?<!占)比|较|与|同)[^，。；：、\d]{0,8}(?:(?:20\d\d|\d{1,2})[年月])?[^，。；：、\d]{0,6}（?$")
CLAUSE = re.compile(r"[，。；：、]")
NOW = re.compile(r"^，(?:今年|本年|本季度|本月|本期|本阶段)?$")
AND = re.compile(r"^，而?(?P<name>[^，。；\d]{0,12})$")
TO = re.compile(r"，(?:下降|降低|降|回落|提高|上升|提升|升|达)(?:到|至|为)")
SAID = re.compile(r"的?(?:占比|比例|比重)$")
LEAD = 40
FARTHEST = 200
# 占68.7%，仍是最主要的处罚方式，但比上年的72.2%下降…: a remark on the same share.
OF_THE_SAME = re.compile(r"，(?:仍|依然|继续|依旧|居|排名?|位居|保持|虽|属|高于|低于|为)[^，。；：\d率]{1,20}，但?")
NEIGHBOURS = 15


@dataclass(slots=True)
class Points:
    """From ``base`` to ``now`` are so many points; ``fall`` is None where only the distance is told."""

    base: Figure
    now: Figure
    change: Figure
    fall: bool | None
    firm: bool = False
    """Are both named so plainly that a far result is no sign that they are the wrong ones?"""
    quoted: bool = False
    """Do both stand right before the change, so that the quote holds both?"""


def changes(passage: Passage) -> list[Points]:
    """All changes in points whose two levels are printed, by the frames above."""
    found = []
    for number, change in enumerate(passage.figures):
        if change.kind != POINTS or change.vague or change.bound or not number:
            continue
        before = passage.figures[number - 1]
        if not before.percent or before.vague or before.bound or change.sentence != before.sentence:
            continue
        verb = VERB.search(passage.plain[before.end : change.start])
        if verb is None:
            continue
        link = passage.plain[before.end : before.end + verb.start()]
        levels = _apart(passage, number, link) if verb["apart"] else _levels(passage, number, before, link)
        levels = levels or reached(passage, number, before)
        if levels is not None:
            fall = None if verb["apart"] else verb["less"] is not None
            found.append(Points(levels[0], levels[1], change, fall))
    return found


def _levels(passage: Passage, number: int, base: Figure, link: str) -> tuple[Figure, Figure] | None:
    """(level before, level now) where the base stands right before the change."""
    clause = CLAUSE.split(passage.plain[max(0, base.start - LEAD) : base.start])[-1]
    than, after = THAN.search(clause), AFTER_BASE.match(link)
    if than is not None and after is not None and not COMPARED.sub("", link[after.end() :]):
        said = clause[: than.start()]
        subject = after["name"] or (said if SAID.search(said) else COMPARED.sub("", said))
        return _with(
            base, _named(passage, number - 1, subject) if len(subject) > 1 else _just_before(passage, base, clause)
        )
    if NOW.match(COMPARED.sub("", link)) is None or EARLIER.search(clause) is None:
        return None
    name = RATE.search(clause.rstrip("为是达到"))
    return _with(base, _named(passage, number - 1, name.group())) if name is not None else None


def reached(passage: Passage, number: int, base: Figure) -> tuple[Figure, Figure] | None:
    """较2023年的3.8%下降1.2个百分点，降至2.6%: the level that the change led to."""
    clause = CLAUSE.split(passage.plain[max(0, base.start - LEAD) : base.start])[-1]
    after = passage.figures[number + 1] if number + 1 < len(passage.figures) else None
    if after is None or not after.percent or after.vague or after.bound or THAN.search(clause) is None:
        return None
    return (base, after) if TO.fullmatch(passage.plain, passage.figures[number].end, after.start) else None


def _with(base: Figure, now: Figure | None) -> tuple[Figure, Figure] | None:
    return None if now is None else (base, now)


def _just_before(passage: Passage, base: Figure, clause: str) -> Figure | None:
    """不合格率2.7%，比2022年（2.8%）低…: the percentage in the clause before."""
    start = base.start - len(clause)
    levels = [each for each in passage.figures if each.end <= start and each.sentence == base.sentence]
    if not levels or not levels[-1].percent or levels[-1].vague or levels[-1].bound or levels[-1].compared:
        return None
    gap = passage.plain[levels[-1].end : start]
    if gap == "，":
        return levels[-1]
    return levels[-1] if OF_THE_SAME.fullmatch(gap) and abs(levels[-1].value - base.value) <= NEIGHBOURS else None


def _named(passage: Passage, number: int, subject: str) -> Figure | None:
    """The one percentage before that the subject names: 参评率, 网上渠道的占比."""
    base, text = passage.figures[number], passage.plain
    share = SAID.search(subject)
    name = subject[: share.start()] if share is not None else subject
    if not name:
        # 互联网22907件，占26.2%，占比较上年同期（23.6%）提高2.6个百分点: the share that was just told
        told = passage.figures[number - 1 : number]
        sound = [each for each in told if each.percent and not (each.vague or each.bound or each.compared)]
        return next((each for each in sound if "占" in each.head and each.sentence == base.sentence), None)
    found = []
    for each in passage.figures[:number]:
        if not each.percent or each.vague or each.bound or each.compared or base.start - each.end > FARTHEST:
            continue
        if EARLIER.search(f"{each.period}{each.head}") or base.sentence - each.sentence > 1:
            continue
        lead = text[max(each.begins, each.start - LEAD) : each.start]
        if share is not None:
            fit = name[-4:] in lead and "占" in lead.rpartition(name[-4:])[2]
        else:
            at = lead.rfind(name)
            fit = (
                at >= 0
                and lead[at + len(name) :].strip("为是达到高") == ""
                and lead[at - 1 : at] not in ("不", "未", "非")
            )
        if fit:
            found.append(each)
    return found[-1] if len({each.value for each in found}) == 1 else None


def _apart(passage: Passage, number: int, link: str) -> tuple[Figure, Figure] | None:
    """办结率98.8%，而解决率90.4%，相差…: two rates side by side."""
    if number < 2 or COMPARED.sub("", link).strip("，二两者首尾") or "，" not in link:
        return None
    first, second = passage.figures[number - 2 : number]
    between = AND.match(passage.plain[first.end : second.start])
    if not first.percent or first.vague or first.bound or between is None or not RATE.search(between["name"]):
        return None
    return first, second
