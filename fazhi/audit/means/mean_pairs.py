"""Which total and which number a mean that fits none of them must have been made of.

Totals before parts: 受理1854件，其中…1217件，日均7.4件. Named before unnamed: 受理18395件……按248个工作日计算，日均受理50.4件;
进社区55场，11个社区平均每个社区6场; 办结618件……办结案件件均罚没款6423元.
"""

from __future__ import annotations

import re
from fractions import Fraction

from fazhi.audit.means import means
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.means import Mean
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import in_list

Pair = tuple[Figure, Divisor]
MOST_PAIRS = 16
"""Of more pairs one looks like a misprint by chance."""
CLOSE = Fraction(3, 10)
"""A misprint of the one pair that the words name lies so near; a mean of other counts seldom does."""
CLOSER = Fraction(1, 2)
"""Within one sentence, or where the deed names the total."""
TOGETHER = Fraction(3, 20)
"""All that the total may be lies so near to the printed mean, and none of it gives it."""
SAME = 2
FEW = 2
TIMES = 10
"""A mean that is printed as more than so many times itself is not misprinted."""
BESIDE = 24
AVERAGED = re.compile(r"均|每")
MONTH = re.compile(r"(?:^|[，。；：、（])(?:其中)?(?:20\d\d年)?(?P<month>1?\d)月份?$")
MONTH_OF = re.compile(r"(?<!\d)(1?\d)月")
HALF = re.compile(r"[上下]半年$")
PUT_OFF = re.compile(r"[不未非]予?[\u4e00-\u9fff]{0,2}$")
ALL_TOLD = re.compile(r"合计|总计|总额|累计|共")
REACH = 20
RECKONED = re.compile(
    r"[按以](?:照)?(?:已|全年)?(?P<base>[\u4e00-\u9fff]{2}?)(?:的?案件|的)?(?:(?:件数|宗数|总数|数)?(?:来?计算|测算|来?算|计|平均)，?|[件宗总]?数)$"
)
OBJECT = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:案件|工单|诉求|纠纷)?$")


def mean_of(claim: Mean, total: Figure, number: Divisor) -> Fraction:
    """The mean, in the scale in which it is printed."""
    measure = means.same_measure(total, claim.figure) or means.ONE
    found = total.exactly / number.value
    return found if measure == claim.per == claim.scale == 1 else found * measure * claim.per / claim.scale


def of_month(claim: Mean, totals: list[Figure]) -> list[Figure] | None:
    """受理36432件，其中…9月10981件。日均396件；9月份日均366件: a month right before a mean is its total's; ``None`` if none is."""
    lead = claim.passage.plain[max(0, claim.start - 12) : claim.start]
    half = HALF.search(lead)
    if half is not None:
        # 上半年19件，下半年38件，……，下半年月均6.3件
        return [each for each in totals if each.period == half.group()] or totals
    match = MONTH.search(lead)
    if match is None:
        return totals
    named = [(each, MONTH_OF.search(f"{each.head}{each.period}")) for each in totals]
    own = [each for each, month in named if month is not None and month[1] == match["month"]]
    # 10月21486件，环比9月的20913件……。9月日均697件: that one is only compared with, but of the month.
    own = own or [each for each in means.around(claim) if each.compared and _of_that_month(claim, each, match["month"])]
    return own or (None if any(month is not None for _each, month in named) else totals)


def _of_that_month(claim: Mean, figure: Figure, month: str) -> bool:
    told = MONTH_OF.search(f"{figure.head}{figure.period}")
    before = figure.end <= claim.start and figure.kind == claim.figure.kind and figure.value > claim.figure.value
    return before and told is not None and told[1] == month


def of_one_name(claim: Mean, pairs: list[Pair]) -> list[Pair]:
    """罚款58.36万元，其中普通程序54.84万元……；普通程序87宗，宗均0.63万元: a number right before the mean and a total of its name; else all."""
    last = [each for each in means.around(claim) if each.end <= claim.start][-1:]
    found = [
        (total, number)
        for total, number in pairs
        if number.figure is not None
        and number.figure in last
        and len(number.figure.head) >= SAME
        and total.head.endswith(number.figure.head)
    ]
    return found or pairs


def misprinted(claim: Mean, pairs: list[Pair]) -> Pair | None:
    """The one pair whose mean the printed figure is but for a slip; where many are possible, only with the nearest total."""
    if len(pairs) > MOST_PAIRS:
        pairs = [pair for pair in pairs if pair[0] is pairs[0][0]]
    slips = {mean_of(claim, *pair): pair for pair in pairs if misprints.misprinted(claim.stated, mean_of(claim, *pair))}
    # 人均1.07亩, and 0.07 of two other counts: so far apart no slip of the hand puts them.
    slips = {mean: pair for mean, pair in slips.items() if mean * TIMES >= Fraction(claim.stated)}
    if len(slips) > 1:
        slips = {mean: pair for mean, pair in slips.items() if named(claim, pair[0])}
    return next(iter(slips.values())) if len(slips) == 1 and len(pairs) <= MOST_PAIRS else None


def only(claim: Mean, near: list[Pair]) -> Pair | None:
    """The one pair that place and words leave, if its mean is not far off; or of two the one that differs in one figure."""
    near, by_deed = likeliest(claim, near)
    means_of = {mean_of(claim, *pair): pair for pair in near}
    stated = Fraction(claim.stated)
    here = all(total.sentence == claim.figure.sentence for total, _number in near)
    wholly = any(ALL_TOLD.search(total.head) for total, _number in near)
    far = CLOSER if here or by_deed or wholly else CLOSE
    close = {mean: pair for mean, pair in means_of.items() if abs(stated - mean) <= far * mean}
    if len(means_of) == 1 and close:
        return next(iter(close.values()))
    places = rounding.decimals(claim.stated)
    alike = [
        pair for mean, pair in close.items()
        if misprints.one_wrong(str(claim.stated), str(rounding.show(mean, places)))
    ]  # fmt: skip
    return alike[0] if len(means_of) <= FEW and len(alike) == 1 else None


def likeliest(claim: Mean, near: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs that words and place leave, the strongest word first; and those of them that the deed names."""
    near = [pair for pair in near if _touching(claim, *pair)] or near
    by_deed = [pair for pair in near if told(claim, pair[0])]
    near = [pair for pair in by_deed if _of_thing(claim, pair[0])] or by_deed or near
    near = [pair for pair in near if pair[0].sentence == claim.figure.sentence] or near
    near = [pair for pair in near if named(claim, pair[0])] or near
    near = [pair for pair in near if not _a_part(claim, *pair)] or near
    near = [pair for pair in near if _adjacent(claim, *pair)] or near
    return near, by_deed


def _touching(claim: Mean, total: Figure, number: Divisor) -> bool:
    """挽回74.6万元，其中讨薪19件41.8万元，件均2.2万元: stand the two with nothing between them, and nothing but a comma before the mean?"""
    figure = number.figure
    if figure is None or figure.end != total.start and total.end != figure.start:
        return False
    return claim.passage.plain[max(figure.end, total.end) : claim.start] == "，"


def any_of(claim: Mean, pairs: list[Pair]) -> Pair | None:
    """来电32846个，人工接通32317个……。话务员46名，人均接听673.3个: one number beside the mean, and totals that all lie near."""
    numbers = {id(number): number for _total, number in pairs}
    if len(numbers) != 1 or rounding.decimals(claim.stated) == 0 or len(pairs) <= 1:
        return None
    figure = next(iter(numbers.values())).figure
    if figure is None or figure.sentence != claim.figure.sentence or claim.start - figure.end > BESIDE:
        return None
    stated = Fraction(claim.stated)
    found = [(mean_of(claim, *pair), pair) for pair in pairs]
    if any(abs(stated - mean) > TOGETHER * mean for mean, _pair in found):
        return None
    return min(found, key=lambda each: abs(stated - each[0]))[1]


def named(claim: Mean, total: Figure) -> bool:
    """派驻中队平均每队6.6名 ← 派驻中队73名: do the words before the mean name the total?"""
    words = AVERAGED.split(claim.subject)
    name = f"{total.head}|{total.tail}"
    return any(each[at : at + SAME] in name for each in words for at in range(len(each) - 1))


def of_named_number(claim: Mean, numbers: list[Divisor]) -> list[Divisor]:
    """办结618件，立案642件……办结案件件均6423元, or 按办结案件计算，平均每件: what the mean is said of names the number; else all of them."""
    said = RECKONED.search(claim.passage.plain, max(0, claim.start - REACH), claim.start)
    if said is not None:
        of_said = [each for each in numbers if each.figure is not None and each.figure.head.endswith(said["base"])]
        return of_said
    clause = means.BREAK.split(claim.passage.plain[max(0, claim.start - 10) : claim.start])[-1]
    match = OBJECT.search(clause)
    if match is None or claim.over:
        return numbers
    found = [each for each in numbers if each.figure is not None and match[1][:SAME] in each.figure.head]
    return found if len(found) == 1 and found[0].certain else numbers


def with_the_whole(claim: Mean, pairs: list[Pair]) -> list[Pair]:
    """处罚3742件……简易程序1496件；普通程序2246件。罚没合计1568.36万元，平均每件0.42万元: the amount of all is spread over all."""
    total = next((each for each, _number in pairs if ALL_TOLD.search(each.head)), None)
    if total is None or claim.over or total.sentence != claim.figure.sentence:
        return []
    numbers = [number for each, number in pairs if each is total and number.figure is not None]
    for at, whole in enumerate(numbers):
        figure = whole.figure
        parts = [each for each in numbers[:at] if each.figure is not None and not each.figure.compared]
        if figure is None or figure.compared or len(parts) < FEW:
            continue
        if any(sum(each.value for each in parts[:end]) == whole.value for end in range(FEW, len(parts) + 1)):
            return [(total, whole)]
    return []


def told(claim: Mean, total: Figure) -> bool:
    """日均受理 ← 受理18395件, not 不予受理67件; 平均每个社区开展 ← 进社区55场: does the total bear the deed, or the thing?"""
    if _of_thing(claim, total):
        return True
    deed = claim.deed[-SAME:]
    if len(deed) < SAME or in_list(claim.passage, total):
        return False
    at = total.head.rfind(deed)
    return at >= 0 and at >= len(total.head) - 2 * SAME and PUT_OFF.search(total.head[:at]) is None


def _of_thing(claim: Mean, total: Figure) -> bool:
    return len(claim.thing) >= SAME and not claim.over and claim.thing in total.head


def _a_part(claim: Mean, total: Figure, number: Divisor) -> bool:
    """Is the total, or the number, an item told off from another?"""
    figure = None if claim.over else number.figure
    return in_list(claim.passage, total) or figure is not None and in_list(claim.passage, figure)


def _adjacent(claim: Mean, total: Figure, number: Divisor) -> bool:
    """当月819.5万元，10524人，月人均778.7元: are they the last two figures before the mean?"""
    last = [each for each in means.around(claim) if each.end <= claim.start][-2:]
    return total in last and number.figure in last
