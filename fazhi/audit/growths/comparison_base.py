"""Does the word of a comparison (同比, 环比) allow the base that was found for it?

5月受理62件（4月50件），同比增长12%: the bracket is of the month before, 同比 is said of the same month of last year.
"""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi.audit.growths.changes import Levels
from fazhi.audit.growths.increases_apart import another_matter
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import CLAUSE, Percentage
from fazhi.audit.text.quarters import QUARTERS

PART = re.compile(r"上个?月|上周|上一?季度|[一二三四]季度|上半年|(?<!\d)1?\d月")
YEAR = re.compile(r"去年|上一?年|前年|同期|同月|同季|20\d\d年")
LAST_YEAR = re.compile(r"去年|上一?年|前年|同期|20\d\d年")
LAST_OF_YEAR = re.compile(r"四季度|下半年|1[12]月|20\d\d年(?:\d|第?[一二三四])")
SECOND = re.compile(r"[多少][增减降升]了?(?:约|近)?$")
OF_A_SHARE = re.compile(r"的(?:约|近)?\d[\d.]*%")
# 四季度1263次，环比下降
ON_THE_LAST = re.compile(r"[，（]环比[\u4e00-\u9fff]{0,6}")
OF_TWO_YEARS_AGO, OF_LAST_YEAR = re.compile(r"前年"), re.compile(r"[去上]一?年")
OF_A_YEAR = re.compile(r"^[（，；](?:去年|上年|上一年|20\d\d年)(?:同期|全年|度)?的?|[为是]$")
BESIDE = re.compile(r"、(?!同比|环比)[^，。；：、（）\d]{1,8}\d[\d.,]*[^，。；：、（）\d]{1,4}[）。；、]")
LEAD, NEAR, REACH = 24, 8, 30


def _before_its_own_subject(claim: Percentage, pair: Levels) -> bool:
    """支出268万元，比上年多支出18万元，其中专项支出下降12%; 派单4567件。其中环保类增加263件，上升6.41%: are both levels told before the words of which the change is told?"""
    text = claim.passage.plain
    at = text.rfind("其中", claim.sentence.start, claim.figure.start)
    counts = [each for each in claim.sentence.figures if at < each.start < claim.figure.start and each.count]
    counts = [each for each in counts if pair.change is None or each.start != pair.change.start]
    levels = [each.end for each in claim.passage.figures if each is pair.now or each is pair.base]
    return at > max(levels, default=at) and not counts


def _of_another_name(claim: Percentage, pair: Levels) -> bool:
    """税收4387万元；非税1831万元，增长11.4%（上年同期税收4251万元、非税1643万元）: is the base one of several behind it, and another than the level by its name?"""
    text, base = claim.passage.plain, pair.base
    if (
        base.start < claim.figure.end
        or not text.startswith("（", claim.figure.end)
        or BESIDE.match(text, base.end) is None
    ):
        return False
    name = OF_A_YEAR.sub("", text[claim.figure.end : base.start])
    own = pair.now.segment == claim.figure.segment and pair.now.head.removeprefix("其中").startswith(name)
    return bool(name) and not own


def _base_of_a_share(passage: Passage, level: Figure) -> bool:
    """完成预算1840万元的101.2%，比上年的1795.1万元增长3.7%: what a share is printed of is a plan, no level that was reached."""
    printed = any(each is level for each in passage.figures)
    return printed and OF_A_SHARE.match(passage.plain, level.end) is not None


def not_last_year(passage: Passage, change: Figure, base: Figure) -> bool:
    """7月比例为57.2%……。1-7月，比例为54.8%，同比下降3.6个百分点: is the change one of a year, and the base of another month?"""
    text = passage.plain
    if base.period.isdigit() or "同比" not in text[max(0, change.start - NEAR) : change.start]:
        return False
    begin = max(text.rfind(mark, 0, base.start) for mark in "，。；：（") + 1
    return LAST_YEAR.search(f"{base.period}{text[begin : base.start]}") is None


def allowed(claim: Percentage, pair: Levels) -> bool:
    """Not: 同比 from the month or quarter before, 环比 from the year before."""
    text, base = claim.passage.plain, pair.base
    if pair.change is not None and another_matter(claim, pair.change):
        return False
    if _before_its_own_subject(claim, pair) or _base_of_a_share(claim.passage, pair.now):
        return False
    if _of_another_name(claim, pair):
        return False
    # 存款5516亿元，较上年同期多增251亿元: so much more was added than the year before.
    if pair.change is not None and SECOND.search(pair.change.head) is not None:
        return False
    # 受理1168件……。2024年受理1096件。两年对照，增加72件，上升6.6%: what is told of another year is no level of this one.
    past = pair.now.period.isdigit() and not claim.figure.period and pair.now.sentence != claim.figure.sentence
    if pair.change is not None and past:
        return False
    # 审执结91.06万件，比前五年上升30.7%，其中2012年审结208193件: what is told off behind it is no base.
    if base.start > claim.figure.end and "其中" in text[claim.figure.end : base.start]:
        return False
    words = CLAUSE.split(text[max(claim.sentence.start, claim.figure.start - LEAD) : claim.figure.start])[-1]
    if base.head.endswith(("同比", "环比")):
        return base.head[-2:] in words or not words  # 三季度受理336件，……，同比239件增长40.6%
    named = f"{base.period}{base.head}"
    if "同比" in words:
        if OF_TWO_YEARS_AGO.search(named) is not None and OF_LAST_YEAR.search(text, claim.sentence.start, base.start):
            return False  # 2964家次，去年同期2571家次，前年同期2208家次，同比增长15.3%
        # 去年二季度受理50件，审结40件: of that year is the whole segment.
        return PART.search(named) is None or YEAR.search(text, base.begins, base.start) is not None
    if "环比" in words:
        # 去年四季度受理50件，今年一季度环比: the one before it, after all; and 2024年4月 tells only the year of both.
        return LAST_YEAR.search(named) is None or LAST_OF_YEAR.search(named) is not None
    return True


def both_named(claim: Percentage, pair: Levels) -> bool:
    """……，下半年比上半年增长50%; 三季度1342次；四季度1263次，环比下降3.4%: do the words say which two are compared?"""
    now, base = pair.now.period, pair.base.period
    lead = claim.passage.plain[max(claim.sentence.start, claim.figure.start - REACH) : claim.figure.start]
    if (base, now) in pairwise(QUARTERS) and ON_THE_LAST.fullmatch(
        claim.passage.plain, pair.now.end, claim.figure.start
    ):
        return True
    return bool(now and base) and any(f"{now}{word}{base}" in lead for word in "比较")
