"""A rate or share that was held against a number which its own words do not allow to be its whole.

Where a sparse report does not print the whole, the nearest number is one of something else: of two subjects where the part is
of one, of last year, a mean, what was done where all there was is meant. No percentage of it proves anything.
"""

from __future__ import annotations

import re

from fazhi.audit.doubts.claim import Claim
from fazhi.audit.doubts.untold_wholes import Division
from fazhi.audit.rates.deed_bases import DEEDS
from fazhi.audit.sums.addition import spread
from fazhi.audit.text import wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past

PAIR, NEAR, LEAD = 2, 8, 30
MARKS = re.compile(r"[，。；：]")
NAMED = re.compile(
    r"占(?:全部|所有|本?[镇乡县区市街])?(?P<name>[\u4e00-\u9fff]{2,12}?)(?:总[数量额]|数量|件数|人数|数)?的"
)
RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12})率")
PLAIN_RATE = re.compile(r"(?:[^按及一当]{0,4}(?:总体|综合|调解|调处|成功))?$")
# 以办结的698件为基数
SAID_BASE = re.compile(r"[\u4e00-\u9fff]{0,4}(?:为|作)(?:基数|分母|底)")
BY_NAME = re.compile(r"(?:以|按照?)(?P<name>[\u4e00-\u9fff]{2,6}?)[件数量]{0,2}(?:来?计算|为分母|为基数|计)")
NOT_SO = ("未", "不", "尚未")
DRAWN = re.compile(r"^[件的案事项工单，]*(?:进行|开展)?(?:随机|抽|回访|评查|复查)")
TO_DO = re.compile(r"[应须需待未拟]|申请|责令|限期")
OF_IT, YEAR = re.compile(r"的(?:约|近)?"), re.compile(r"[上去前]年|20\d\d")
OF_LAST = re.compile(r"[上去]年|同期")
LAST = re.compile(r"[上去]年(?:同期|全年)?(?:为|的)?$")
FLOWS = (("收入", "支出"), ("支出", "收入"))
MEAN, AMONG = "均", ("中", "里", "内")
# 162件在15日内作出决定: how long it took is told of what was ended.
TIMED = re.compile(r"\d个?(?:日|天|工作日|月)[之以]?内|当[日天](?:内)?[办审调]")
JOINTS, TWO = "、和及与", "([\u4e00-\u9fff]{2})"
DIGIT, COUNTED = re.compile(r"\d"), re.compile(r"\d[\d.,]*[万亿]?[^\d，。；、]{0,4}[、和及与]?")
SHARE, ENDED, CAME_IN = "share", "ended", ("received", "new", "opened")
# C类与D类合计864户
ADDED = re.compile(r"[与和及、][^，。；]{1,8}(?:合计|共计|共)$")
ALL, SOME = (
    re.compile(r"全部|所有|总|全[市县区镇乡]"),
    re.compile(r"[两三四五六七八九][个类项家][^，。；]{0,8}(?:合计|共)"),
)


def of_a_wrong_whole(told: Division) -> bool:
    """Do the words say that the number which the part was divided by is not its whole?"""
    if _two_times(told) or SAID_BASE.match(told.claim.passage.plain, told.part.end) is not None:
        return True
    return bool(told.wholes) and all(_wrong(told, each) for each in told.wholes)


def _wrong(told: Division, whole: Figure) -> bool:
    return (
        _a_mean(told.claim, whole)
        or _done_already(told, whole)
        or _of_another_deed(told, whole)
        or _left_out(told.claim, whole)
        or _of_some(told.claim, whole)
        or _drawn(told.claim, whole)
        or _in_time(told, whole)
        or any(one in told.part.head and other in whole.head for one, other in FLOWS)
        or _of_two_subjects(told, whole)
    )


def _two_times(told: Division) -> bool:
    """2021年成功579件，成功率95.7%，今年…。没谈拢的19件: is the one of the two of a year before, and the other of this year?"""
    if any(OF_IT.fullmatch(told.claim.passage.plain, each.end, told.claim.last.start) for each in told.wholes):
        return False  # 664件，已接近去年全年1203件的54%
    now = told.claim.passage.now
    of_before = past(told.part, now)
    if of_before and YEAR.search(f"{told.part.period}{told.part.head}") is not None:
        return bool(told.wholes) and not any(past(each, now) for each in told.wholes)
    # 比上年同期1352家次多134家次。道路运输612家次，占41.2%
    # 今年118件，上年同期131件，为上年同期的91.0%
    if (
        OF_LAST.search(told.claim.passage.plain, max(0, told.claim.last.start - NEAR), told.claim.last.start)
        is not None
    ):
        return False
    last = all(past(each, now) and LAST.search(f"{each.period}{each.head}") for each in told.wholes)
    return bool(told.wholes) and not of_before and last


def _a_mean(claim: Claim, whole: Figure) -> bool:
    """全县平均每个乡镇受理760件……本镇350件，占受理数的46.1%: what falls to each of several is no whole, unless the share is said to be one of the mean."""
    return spread(whole) and MEAN not in claim.passage.plain[max(0, claim.last.start - NEAR) : claim.last.start]


def _done_already(told: Division, whole: Figure) -> bool:
    """调解成功232件，其中和好97件、离婚135件，成功率52.8%: what was achieved is no base of the rate of achieving it."""
    rate = RATE.search(told.claim.finding.quote)
    if rate is None or wording.pattern("qualifiers").search(rate["name"]) is not None:
        return False
    deed = rate["name"][-PAIR:]
    if TO_DO.search(whole.head) is not None or whole.start > told.part.start:
        return False
    return whole.head.endswith(deed) and PLAIN_RATE.fullmatch(rate["name"][:-PAIR]) is not None


def _of_another_deed(told: Division, whole: Figure) -> bool:
    """受理纠纷538宗……37宗，占化解成功总数的7.0%: of those that were settled, whose number is not told."""
    named = NAMED.search(told.claim.finding.quote)
    deeds = [] if named is None else [deed for deed in DEEDS.values() if deed.search(named["name"])]
    if not deeds or not any(each.search(whole.head) for each in DEEDS.values()):
        return False
    same = [each for each in told.claim.all if each.kind == whole.kind and each.value > told.part.value]
    return not any(deed.search(f"{each.head}|{each.tail}") for deed in deeds for each in (whole, *same))


def _left_out(claim: Claim, whole: Figure) -> bool:
    """按时办结26634件，以办结件计算，按时办结率98.60%。未办结的446件: by those that were ended it was reckoned, without the others."""
    said = BY_NAME.search(claim.passage.plain[max(0, claim.last.start - LEAD) : claim.last.start])
    return said is not None and any(f"{each}{said['name']}" in whole.head for each in NOT_SO)


def _drawn(claim: Claim, whole: Figure) -> bool:
    """对已办结件随机回访21480件……退回312件，占办结件的1.16%: those that were drawn are not all that bear the name."""
    named = NAMED.search(claim.finding.quote)
    if named is None:
        return False
    name = named["name"].rstrip("件案数") or named["name"]
    _before, found, behind = whole.head.rpartition(name)
    return bool(found) and DRAWN.search(behind) is not None


def _of_two_subjects(told: Division, whole: Figure) -> bool:
    """投诉举报1096件……投诉中依法受理763件，受理率92.3%；举报立案58件: is it that of two subjects, and the part of a rate, or the name of a share,
    that of one?"""
    named, words = NAMED.search(told.claim.finding.quote), _clause(told, whole)
    if named is not None:
        # 刑事、民商事、行政案件合计4784件……占民商事结案的27.8%
        name = named["name"][:PAIR]
        return re.search(f"[\u4e00-\u9fff][{JOINTS}]{name}|{name}.?[{JOINTS}][\u4e00-\u9fff]", words) is not None
    clause = _clause(told, told.part)
    subject = clause[:PAIR]
    if RATE.search(told.claim.finding.quote) is None or len(subject) < PAIR:
        return False
    beside = re.search(f"(?:{TWO}[{JOINTS}]?{subject}|{subject}[{JOINTS}]?{TWO})$", words)
    other = "" if beside is None else beside[1] or beside[2]
    if beside is not None and beside[2] and other not in clause and clause[PAIR : PAIR + 1] in AMONG:
        return True  # 投诉中依法受理763件: of those, and not of the reports beside them
    clauses = MARKS.split(told.claim.passage.plain) if other and other not in clause else []
    return any(each.startswith(other) and subject not in each and DIGIT.search(each) for each in clauses)


def _of_some(claim: Claim, whole: Figure) -> bool:
    """临江、城东两个区局合计立案1150件……占全部立案数的37.4%: of all, and not of those that are added there, unless it is called as they are."""
    named = NAMED.search(claim.finding.quote)
    if named is None:
        return False
    added = ADDED.search(whole.head) is not None and named["name"][:PAIR] not in f"{whole.head}{whole.tail}"
    return added or ALL.search(named[0]) is not None and SOME.search(whole.head) is not None


def _in_time(told: Division, whole: Figure) -> bool:
    """受理449件……162件在15日内作出决定，占36.3%: of all that was decided so far, where the share names no whole."""
    text, since = told.claim.passage.plain, max(0, told.part.start - LEAD)
    clause = MARKS.split(text[since : told.part.start])[-1] + text[told.part.start : told.claim.last.start]
    if TIMED.search(clause) is None or NAMED.search(told.claim.finding.quote) is not None:
        return False
    came_in = any(DEEDS[each].search(whole.head) for each in CAME_IN)
    return told.claim.finding.rule == SHARE and came_in and DEEDS[ENDED].search(whole.head) is None


def _clause(told: Division, figure: Figure) -> str:
    """The words before a count, over its 、 as well, as far as the count before it."""
    passages = [told.claim.passage, *told.claim.manuscript.passages]
    passage = next(each for each in passages if any(one is figure for one in each.figures))
    clause = MARKS.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]
    return COUNTED.split(clause)[-1]
