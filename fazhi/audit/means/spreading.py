"""What a mean of the neighbourhood may be made of: every count of its unit near it, over every number of its things.

Rules ``mean`` and ``per_unit`` speak where frames of words tie a mean to its total. Here only two things are asked: which counts
near by bear the unit of the mean (检查3296户次，户均2次; 检查56矿次，平均每矿4次), and how many of the things there are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.means import divisors, means
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.means import Mean
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

AVERAGED = re.compile(r"[均每各]")
SOME = re.compile(r"示范|先进|创建|建成|命名|试点|新增|重点|获评|[省市县国家]级|部分|有的")
JOINED = re.compile(r"[^。；：\d]{0,24}")
FAR = 2
"""Units of the last printed place: what is further off is neither rounded nor cut off to the mean."""
LISTED = re.compile(r"[、，和及与]?[、和及与][^，。；：、\d]{0,10}")
BACK = 2
"""So many paragraphs before a mean still speak of its matter."""
MOST = 16
ABOUT = Fraction(1, 10)
"""约20人 of 21.6; who writes 约 or 左右 rounds, but not by a fifth."""
LEAD = 6
WORKING_DAYS, RECKONED = frozenset(("个工作日", "工作日")), re.compile(r"[按以][\u4e00-\u9fff]{0,4}$")
AGAIN, FIRST = re.compile(r"复|再|重|回头看"), re.compile(r"首|初")
OTHER_GROUP = re.compile(r"[，、；][^，。；：、\d]{1,10}(?:\d[^，。；：、\d]{0,4})?")
ADDED = re.compile(r"一并|并入|合并|连同|加上|计入|算入")
SUMMED = re.compile(r"^[，（]?(?:共计?|合计|总计)")


@dataclass(frozen=True, slots=True)
class Made:
    """A mean made of a total and a number, both found near it."""

    total: Figure
    number: Divisor
    mean: Fraction
    low: Fraction
    high: Fraction


def made(claim: Mean, total: Figure, number: Divisor) -> Made:
    """What the two make, in the scale in which the mean is printed."""
    factor = Fraction(claim.per, claim.scale) * (means.same_measure(total, claim.figure) or Fraction(1))
    return Made(
        total,
        number,
        total.exactly * factor / number.value,
        total.low * factor / number.high,
        total.high * factor / number.low,
    )


def gives(claim: Mean, one: Made) -> bool:
    """Does it print as the mean, or about so?"""
    if claim.figure.bound == "at_least":
        return one.high >= Fraction(claim.stated)
    if claim.figure.bound == "at_most":
        return one.low <= Fraction(claim.stated)
    if claim.figure.vague and abs(Fraction(claim.stated) - one.mean) <= ABOUT * one.mean:
        return True
    return bool(rounding.fits(claim.stated, one.low, one.high))


def totals(claim: Mean) -> list[Figure]:
    """The counts before the mean in its paragraph that may have been spread out, the nearest first."""
    before = [each for each in means.around(claim) if each.end <= claim.figure.start]
    return [each for each in reversed(before) if spreadable(claim, claim.passage, each)][:MOST]


def spreadable(claim: Mean, passage: Passage, each: Figure) -> bool:
    """Is it a count of the mean's unit, greater than the mean, and itself neither a mean nor an increase?"""
    if each.vague or each.bound or each.percent or not each.count or _past(claim, each):
        return False
    if not of_one_measure(claim, passage, each) or CHANGE.search(each.head) is not None:
        return False
    if passage is claim.passage and means.set_aside(passage, each, claim.start):
        return False
    factor = Fraction(claim.per, claim.scale) * (means.same_measure(each, claim.figure) or Fraction(1))
    if each.exactly * factor <= Fraction(claim.stated):
        return False
    return AVERAGED.search(passage.plain[max(0, each.start - LEAD) : each.start]) is None


def _past(claim: Mean, figure: Figure) -> bool:
    """Is the figure of a year before the mean's?"""
    now = claim.passage.now
    return past(figure, "" if past(claim.figure, now) else now)


def of_one_measure(claim: Mean, passage: Passage, each: Figure) -> bool:
    """检查3296户次，户均2次; 检查56矿次，平均每矿4次; 抽查1032项次，平均每个项目12次."""
    if claim.figure.unit and f"{each.unit}{passage.plain[each.end : each.end + 2]}".startswith(
        (
            f"{claim.thing}{claim.figure.unit}",
            f"{claim.thing[:1]}{claim.figure.unit}",
            f"{claim.thing[-1:]}{claim.figure.unit}",
        )
    ):
        return True
    return each.kind == claim.figure.kind or means.same_measure(each, claim.figure) is not None and bool(each.unit)


def numbers(manuscript: Manuscript, claim: Mean) -> list[Divisor]:
    """How many of the things there are, the nearest in the paragraph first, else as the document names them."""
    known = [
        each for each in divisors.divisors(manuscript, claim) if each.figure is None or not _past(claim, each.figure)
    ]
    if claim.over:
        own = [each for each in known if each.figure is not None and each.figure.segment == claim.figure.segment]
        return [replace(each, certain=True) for each in own] if len(own) == 1 else known
    # 民主法治示范村16个……每村平均6.9名: not all the villages.
    return [each for each in known if each.figure is None or SOME.search(each.figure.head[-12:]) is None]


def printed_base(claim: Mean, known: list[Divisor]) -> bool:
    """按办结46宗计, 按全年249个工作日算: the text itself says by how many it divides, so that no other number explains the mean."""
    return bool(claim.base) and len(known) == 1 and known[0].certain and known[0].text in claim.base


def explained(manuscript: Manuscript, claim: Mean, known: list[Divisor], dropped: set[int]) -> bool:
    """Does any total near by, alone or with its neighbour, over any number of such things near by, give the mean?

    ``dropped``: the figures that are numbers of something else, being parts or called by another name.
    """
    by = known if printed_base(claim, known) else known + _all_numbers(manuscript, claim)
    by = [each for each in by if each.low > 0 and (each.figure is None or id(each.figure) not in dropped)]
    return any(
        gives(claim, made(claim, total, number))
        for total in _all_totals(manuscript, claim)
        for number in by
        if total is not number.figure and _in_reach(claim, total, number)
    )


def _in_reach(claim: Mean, total: Figure, number: Divisor) -> bool:
    """May the two give the mean? Asked in floats, for nearly none of all these pairs do and the exact reckoning is dear."""
    if total.step or number.low != number.high or claim.figure.vague or claim.figure.bound:
        return True
    factor = float(means.same_measure(total, claim.figure) or means.ONE) * claim.per / claim.scale
    off = abs(float(total.value) * factor / float(number.value) - float(claim.stated))
    return off <= FAR * 10.0 ** -rounding.decimals(claim.stated)


def told_otherwise(claim: Mean) -> bool:
    """Is the mean made of a total and a number that stand closer to it than others?

    32名领导接待118批246人次，平均每批2.08人: the two counts right before it. 市场所11个，所均12人，共132人: the one before, the other behind.
    93起、121.8万元，其中对单位71起、118.5万元……单位起均1.67万元: the two of which its own words speak.
    """
    text = claim.passage.plain
    near = [each for each in means.around(claim) if each.count and not each.percent and not each.vague]
    before = [each for each in near if each.end <= claim.start and each.sentence >= claim.figure.sentence - BACK]
    behind = [each for each in near if each.start > claim.figure.end and SUMMED.search(each.head)]
    pairs = list(zip(before[-2:-1], before[-1:], strict=False)) + list(zip(before[-1:], behind[:1], strict=False))
    words = means.BREAK.split(text[max(0, claim.start - LEAD) : claim.start])[-1]
    if len(words) > 1:
        pairs += [pair for pair in pairwise(before) if words in pair[0].head]
    if claim.base:
        # 受理514件，……调解成功503件。以18个村、2个社区计，平均每个村（社区）25.7件: by what it was divided is said, not what.
        over = [(each, number) for each in totals(claim) for number in divisors.stated(claim)]
        if any(rounding.fits(claim.stated, one.low, one.high) for one in (made(claim, *each) for each in over)):
            return True
    made_otherwise = _made_of_the_rest(claim, before) or of_those_left(claim)
    return made_otherwise or any(_made_of(claim, *pair) for pair in pairs)


def _made_of_the_rest(claim: Mean, before: list[Figure]) -> bool:
    """公证38620件……市直两家办理17920件，县级7家平均2957件: what the one group left, over the number of the other right before the mean."""
    near = [each for each in means.around(claim) if claim.start - LEAD < each.end <= claim.figure.start]
    number = near[-1] if near else None
    if number is None or not divisors.counts(claim.passage, number, claim.thing):
        return False
    some = [
        each
        for each in before
        if each is not number and each.segment == number.segment and of_one_measure(claim, claim.passage, each)
    ]
    wholes = [
        each for each in claim.passage.figures if each.end <= claim.start and each.exact and not _past(claim, each)
    ]
    rests = [
        replace(each, value=each.value - some[-1].value)
        for each in wholes
        if some and each.kind == some[-1].kind and each.value > some[-1].value
    ]
    made_of = (made(claim, rest, divisors.of(number, False)) for rest in rests)
    return any(rounding.fits(claim.stated, each.low, each.high) for each in made_of)


def _made_of(claim: Mean, number: Figure, total: Figure) -> bool:
    """Is the one a number of such things, the other a total of the mean's unit, and do they give it?"""
    number, total = (number, total) if divisors.counts(claim.passage, number, claim.thing) else (total, number)
    if not divisors.counts(claim.passage, number, claim.thing) or not of_one_measure(claim, claim.passage, total):
        return False
    one = made(claim, total, divisors.of(number, False))
    return number.segment == total.segment and bool(rounding.fits(claim.stated, one.low, one.high))


def of_pair(claim: Mean, made: Made) -> bool:
    """口头协议176件、书面协议128件，涉及金额486.3万元，每件成功案件1.6万元: does the number with the one it is listed with give the mean?"""
    number = made.number.figure
    if number is None:
        return False
    figures, text = claim.passage.figures, claim.passage.plain
    beside = [
        each
        for each in figures
        if each.kind == number.kind
        and each is not number
        and LISTED.fullmatch(text, min(each.end, number.end), max(each.start, number.start))
    ]
    both = (made.mean * number.exactly / (number.exactly + each.exactly) for each in beside)
    return any(rounding.fits(claim.stated, each) for each in both)


def with_another(claim: Mean, total: Figure, number: Divisor) -> bool:
    """补助342.4万元，……；社区经费18.6万元，若一并计算，17个村（社区）平均21.2万元: do the words add a count that was told since?"""
    text = claim.passage.plain
    if ADDED.search(text, total.end, claim.start) is None:
        return False
    since = [each for each in means.around(claim) if total.end <= each.start and each.end <= claim.start]
    both = (
        made(claim, replace(total, value=total.value + each.value), number) for each in since if each.kind == total.kind
    )
    return any(rounding.fits(claim.stated, one.low, one.high) for one in both)


def of_those_left(claim: Mean) -> bool:
    """检查1274家次，其中复查318家次；发现隐患3068条，平均每家次首查3.2条: over what those leave that were
    checked again."""
    near = [each for each in means.around(claim) if each.count and not each.percent and not each.vague]
    before = [each for each in near if each.end <= claim.start and each.sentence >= claim.figure.sentence - BACK]
    for number, part in pairwise(before):
        rest = number.exactly - part.exactly
        told_off = part.kind == number.kind and part.head.startswith("其中") and rest > 1
        told_off = told_off and AGAIN.search(part.head) is not None and FIRST.search(claim.deed) is not None
        if not told_off or not divisors.counts(claim.passage, number, claim.thing):
            continue
        left = replace(divisors.of(number, False), low=rest, high=rest, value=rest)
        found = (made(claim, each, left) for each in before if of_one_measure(claim, claim.passage, each))
        if any(rounding.fits(claim.stated, each.low, each.high) for each in found):
            return True
    return False


def group_by_group(claim: Mean, number: Divisor) -> bool:
    """二、三类已完成的575户户均7730元，一类户均286元: is the mean of one group, of which the number stands right before it, and that of another one
    told next, so that the total of both is that of neither?"""
    figure, text = number.figure, claim.passage.plain
    if figure is None or figure.end != claim.start or not figure.head.endswith("的"):
        return False
    behind = next((each for each in claim.passage.figures if each.start >= claim.figure.end), None)
    other = means.mean(claim.passage, behind) if behind is not None and behind.kind == claim.figure.kind else None
    beside = other is not None and OTHER_GROUP.fullmatch(text, claim.figure.end, other.start) is not None
    return beside and other is not None and other.thing == claim.thing


def near_passages(manuscript: Manuscript, claim: Mean, back: int = BACK) -> list[Passage]:
    """The paragraph of the mean, those before it and the one behind it."""
    at = bisect_left(manuscript.passages, claim.passage.index, key=lambda each: each.index)
    return manuscript.passages[max(0, at - back) : at + 2]


def _all_totals(manuscript: Manuscript, claim: Mean) -> list[Figure]:
    found: list[Figure] = []
    for passage in near_passages(manuscript, claim):
        here = means.around(claim) if passage is claim.passage else passage.figures[-2 * MOST :]
        here = [each for each in here if each.count and not each.percent and of_one_measure(claim, passage, each)]
        here = [each for each in here if not _past(claim, each)]
        found += here
        found += _together(claim, passage, here)
    return found


def _all_numbers(manuscript: Manuscript, claim: Mean) -> list[Divisor]:
    if claim.over:
        lengths = {"day": (365, 366), "month": (12, 6), "quarter": (4,), "week": (52,)}.get(claim.over, ())
        units = divisors.TIMES[claim.over]
        printed = [each for each in means.around(claim) if each.unit in units and each.exact and each.value > 1]
        printed += _working_days(manuscript, claim) if claim.over == "day" else []
        return [Divisor(Fraction(each), Fraction(each), Fraction(each), str(each), None, False) for each in lengths] + [
            divisors.of(each, False) for each in printed
        ]
    found: list[Figure] = []
    for passage in near_passages(manuscript, claim):
        here = means.around(claim) if passage is claim.passage else passage.figures[-2 * MOST :]
        here = [each for each in here if divisors.counts(passage, each, claim.thing) and not _past(claim, each)]
        found += here
        found += _together(claim, passage, here)
    return [divisors.of(each, False) for each in found]


def _working_days(manuscript: Manuscript, claim: Mean) -> list[Figure]:
    """按250个工作日计，日均375件 … 存在问题：以日均375件的规模: by the days by which the document reckons that very mean elsewhere."""
    return [
        each
        for passage in manuscript.passages
        if "工作日" in passage.plain and passage is not claim.passage
        for each in passage.figures
        if each.unit in WORKING_DAYS and each.exact and each.value > 1 and RECKONED.search(each.head) is not None
        if any(_of_days(claim, each, told) for told in passage.figures)
    ]


def _of_days(claim: Mean, days: Figure, told: Figure) -> bool:
    """Does the mean stand behind those days in their sentence?"""
    same = told.value == claim.figure.value and told.unit == claim.figure.unit
    return same and told.sentence == days.sentence and told.start > days.end


def _together(claim: Mean, passage: Passage, here: list[Figure]) -> list[Figure]:
    """口头协议155件，书面协议86份，件均…: two neighbours as one; about so many is explained by too much already."""
    if claim.figure.vague:
        return []
    return [
        replace(one, value=one.value + two.value)
        for one, two in pairwise(here)
        if one.kind == two.kind and JOINED.fullmatch(passage.plain, one.end, two.start) is not None
    ]
