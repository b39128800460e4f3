"""Which two levels a growth compares: this period's count and its base, from the ways in which reports put them.

86件，比上年的102件下降…      5422件，比2019年增加842件，增幅…      由120项增加到156项，增长…
1036件，同比增长8.9%（上年同期955件）      186件，较2022年的210件减少24件，下降…
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi.audit.growths import by_period
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import (
    CHANGE,
    CHANGED_TO,
    DONE,
    EARLIER,
    MATTERS,
    OF_THE_PLAN,
    PERIOD_WORDS,
    PREDICATE,
    TOTAL_OF,
    changed_itself,
)
from fazhi.audit.text.figures import Figure, in_scale
from fazhi.audit.text.items import in_list
from fazhi.audit.text.percentages import CLAUSE, Percentage
from fazhi.audit.text.without_parts import without_parts

DOWN = re.compile(r"下降|减少|降低|降幅|减幅|下跌|回落|压缩|缩短|缩减|压减|精简|下浮|减产|减收|[降减少]了?(?:约|近)?$")
UP = re.compile(r"增长|上升|增加|提高|提升|增幅|涨|升幅|攀升|上浮|增产|增收|扩大|[升增多]了?(?:约|近)?$")
SIGNED = re.compile(r"(?<![\d%])-$")
LISTED = re.compile(r"(?<![\d.])(?:\d{1,6}(?:\.\d{1,4})?%(?:（[^（）]{1,16}）)?[、和及与]){1,6}$")
# A level of before stands here, no difference to it: 上年同期的, 2022年受理, not 比上年多办.
LEVEL_BEFORE = re.compile(
    r"(?:去年|上一?年|同期|上(?:一?个)?月|[上前]一?周|前年|上一?季度|第?[一二三四]季度|20\d\d年|\d{1,2}月|同比|环比)(?:同期|同月|同季|全年|度|底|末|份)?(?:\d{1,2}[个家所][\u4e00-\u9fff]{1,4}?)?[^，。多少增减升降新再\d]{0,6}$"
)
# 较上年新登记的5380户, 比2023年多发的12起 is none
THAN_LEVEL = re.compile(r"(?:比|较|同|与)(?:去年|上一?年|20\d\d年)(?:同期|全年|度)?[^，。；：、\d%]{1,10}的$")
OPENING = re.compile(r"(?:年初|期初)[^，。；：、\d]{0,6}$")
THAN_OPENING = re.compile(r"[比较](?:年初|期初)")
COMPARED = re.compile(r"去年|上年|同期|比|较|20\d\d年")
FROM = re.compile(r"(?:由|从)[^，。；]{0,14}$")
# What may stand between a base and its percentage; anything else is another subject (去年同期102件，办结率提高…).
VERBS = re.compile(
    r"相比|同比|环比|总体|总量|数量|增长|上升|下降|减少|增加|提高|提升|降低|增幅|降幅|减幅|涨幅|升幅|下跌|回落|攀升|压缩|压减|缩短|缩减|精简|净增|上涨|增[产收]?|减[产收]?"
    r"|今年|本年|本期|本阶段|本季度|本月|[一两二三四五]年[来间]?"
    r"|率|幅度|比例|[升降多少]|了|约|近|达到?|为|超过?|有所|略有|稍有|小幅|明显|大幅|不[升增降减]反|[，的）（、-]"
)
# 环比336件下降…，同比239件增长…: a base that is named by the comparison itself.
BASE_HEAD = re.compile(rf"(?:同比|环比)[^，。增减升降多少]{{0,8}}$|{OF_THE_PLAN.pattern}")
AVERAGE = re.compile(r"[日月年户人件案批]均|平均|每")
YEAR = re.compile(r"^，?(20\d\d)年")
ASIDE = re.compile(r"^（\d[\d.,]{0,9}[^，。；（）\d]{1,6}）")
LEAD = 40
STRETCH = 90
SHORTEST = 2
MOST_TIMES = 3
"""A mean that has grown more than threefold, or shrunk to a third, was compared with something else."""
ADJACENT = 14
AFTER = re.compile(
    r"^；(?:去年|上年|上一年)(?:同期|全年)?(?:为|是|有|仅|仅有)?$|^[（，](?:其中|而)?(?:去年|上年|上一?个?月|上季度|上半年|前年|20\d\d年|同期|年初|期初)(?:同期|全年|度)?[^，。；）\d]{0,8}$"
)
OVER = r"(?:同比|环比|[比较](?:[去上]年|上个?月)(?:同期)?)?"
CHANGE_AFTER = re.compile(rf"^，{OVER}(增加|减少|增长|下降|[增减多少][收支]|多|少)了?$")
# 262件，同比下降2.60%，同比减少7件: nothing of another thing stands between the level, its change and the difference.
OF_PLAN = r"(?:，(?:[为占]|完成)[^，。；：、\d]{0,8}预算[^，。；：、\d]{0,4}\d[\d.]*%)?"
COMPARISON_ALONE = re.compile(f"{OF_PLAN}，{OVER}")
LIMIT_NOW = re.compile(r"实际|承诺")
THIS_PERIOD = re.compile(r"今年|本年|本期|20\d\d年")
NOW_IS = re.compile(r"，(?:今年|本年)(?:为|是|有|达)?")
COMPARISON = re.compile(r"比|较|增|减")
LESS = re.compile(rf"[少减]{DONE}了?$")
SUBJECT_END = re.compile(r"[净新再多少的已又]+$|^(?:总体|整体|分别|均)")
COPULA = re.compile(r"[为是有仅]$")


@dataclass(slots=True)
class Levels:
    """This period's figure and its base; ``sure``: is the pairing beyond doubt?

    ``only``: the words allow no other pair, so that no other is looked for.
    """

    now: Figure
    base: Figure
    sure: bool = False
    only: bool = False
    change: Figure | None = None
    """The printed increase from which one of the two was made."""


def falls(claim: Percentage) -> bool:
    """Is the change downwards? 降10.1%、7.8%和9.8%: the verb before a list is said of all of it."""
    text, end = claim.passage.plain, claim.figure.start
    if claim.link.endswith("（"):
        return DOWN.search(claim.name) is not None  # 少51572起（13.6%）
    listed = LISTED.search(text, max(claim.sentence.start, end - LEAD), end)
    end = listed.start() if listed is not None else end
    words = CLAUSE.split(text[max(claim.sentence.start, end - 12) : end])[-1]
    if SIGNED.search(words):
        return True
    down, up = list(DOWN.finditer(words)), list(UP.finditer(words))
    return bool(down) and (not up or down[-1].start() > up[-1].start())


def fits(figure: Figure, now: Figure, base: Figure, fall: bool) -> frozenset[str]:
    """The roundings under which the change from ``base`` to ``now`` is printed as ``figure``."""
    if now.exact and base.exact and not figure.bound:
        change = int(base.value - now.value) if fall else int(now.value - base.value)
        return rounding.fits_counts(figure.value, change, int(base.value)) if change >= 0 else frozenset()
    low = 100 * (now.low - base.high) / base.high
    high = 100 * (now.high - base.low) / base.low
    low, high = (-high, -low) if fall else (low, high)
    if figure.bound == "at_least" and high >= figure.exactly:
        return rounding.BOTH
    return rounding.fits(figure.value, low, high)


def fits_pair(figure: Figure, pair: Levels, fall: bool) -> frozenset[str]:
    """Like :func:`fits`; rounded amounts are taken from the printed increase, which narrows them (14亿元，少1.1亿元，降7.3%)."""
    now, base, change = pair.now, pair.base, pair.change
    if change is None or figure.bound or now.exact and base.exact:
        return fits(figure, now, base, fall)
    if (now.value < base.value) != fall:
        return frozenset()
    if now.start == change.start:
        below, above = base.high, base.low
    else:
        sign = 1 if fall else -1
        below, above = now.high + sign * change.low, now.low + sign * change.high
    if above <= 0:
        return frozenset()
    return rounding.fits(figure.value, 100 * change.low / below, 100 * change.high / above)


def levels(claim: Percentage) -> list[Levels]:
    """The levels that a percentage of growth may compare, the likeliest first."""
    text, sentence = claim.passage.plain, claim.sentence
    figures = [each for each in sentence.figures if each.end <= claim.figure.start and each.count]
    figures = [each for each in figures if claim.figure.start - each.end < STRETCH]
    named = by_period.pair(claim.passage, sentence, claim.figure)
    if named is not None:
        return [Levels(*named, True)]
    found = _after(claim, figures)
    if not figures:
        return found
    last = figures[-1]
    before = figures[-2] if len(figures) > 1 and figures[-2].kind == last.kind else None
    lead = text[sentence.start : last.start]
    if before is not None and CHANGED_TO.search(lead) and FROM.search(text[sentence.start : before.start]):
        return [*found, Levels(last, before, adjacent(claim, last))]
    if before is not None and CHANGED_TO.search(lead) and text[before.end : last.start].count("，") <= 1:
        # 法定时限455个工作日，承诺时限压减到98个工作日，压减…
        return [*found, Levels(last, before, adjacent(claim, last))]
    if CHANGE.search(lead) and not CHANGED_TO.search(lead):
        return found + _increased(claim, figures)
    if before is not None and _later(before, last):
        return [*found, Levels(last, before, adjacent(claim, last))]
    lead_in = text[max(sentence.start, last.start - 2 * ADJACENT) : last.start]
    if LEVEL_BEFORE.search(lead_in[-ADJACENT:]) or THAN_LEVEL.search(lead_in):
        return found + _than(claim, figures)
    if before is not None:
        lead_in, between = text[max(0, before.start - ADJACENT) : before.start], text[before.end : last.start]
        if EARLIER.search(lead_in) and THIS_PERIOD.search(between):
            level = LEVEL_BEFORE.search(lead_in) is not None and NOW_IS.fullmatch(between) is not None
            found.append(Levels(last, before, level and adjacent(claim, last)))
        elif "法定" in lead_in and LIMIT_NOW.search(between) and between.count("，") == 1:
            # 法定时限平均20个工作日，实际平均7.5个工作日，压缩…
            found.append(Levels(last, before, adjacent(claim, last)))
    return found


def _later(first: Figure, second: Figure) -> bool:
    """2022年投诉58件，2023年投诉9件: is the year of the second after the first one's (that of the text itself is not kept)?"""
    if first.compared or second.compared or not first.period.isdigit() or CHANGE.search(second.head):
        return False
    own = YEAR.match(second.head)
    later = own[1] if own is not None and not second.period else second.period
    return later.isdigit() and later > first.period


def nearest(claim: Percentage) -> Figure | None:
    """The count that a percentage of growth without a base speaks of."""
    counts = [each for each in claim.sentence.figures if each.end <= claim.figure.start and each.count]
    return counts[-1] if counts and claim.figure.start - counts[-1].end < STRETCH else None


def _after(claim: Percentage, figures: list[Figure]) -> list[Levels]:
    """1036件，同比增长8.9%（上年同期955件）; 6842户，同比增长9.6%，上年同期为6243户"""
    text = claim.passage.plain
    after = next((each for each in claim.passage.figures if each.start > claim.figure.end), None)
    if after is None or not after.count:
        return []
    # 262件，同比下降2.60%，同比减少7件
    verb = CHANGE_AFTER.match(text[claim.figure.end : after.start])
    if verb is not None:
        fall = verb[1][0] in "减下少"
        levels = [
            Levels(each, minus(each, after, fall), False, False, after) for each in _now(claim, figures, after)[:2]
        ]
        if levels and COMPARISON_ALONE.fullmatch(text, levels[0].now.end, claim.start) is not None:
            levels[0].sure = levels[0].only = True
        return levels
    if AFTER.match(text[claim.figure.end : after.start]) is None:
        return []
    changes = [each for each in figures if CHANGE.search(text[claim.sentence.start : each.start])]
    now = _now(claim, [each for each in figures if each not in changes], after)
    near = [
        each for each in changes if each.kind == after.kind and text[each.end : claim.figure.start].count("，") <= 1
    ]
    found = [
        Levels(each, after, number == 0 and each.segment == claim.figure.segment) for number, each in enumerate(now)
    ]
    named = _named_before(claim, claim.figure, after)
    if named is not None and named not in now:
        found.append(Levels(named, after, not found))
    if near:
        found.insert(0, Levels(minus(after, near[-1], not _less(text, near[-1])), after, True))
    return found


def _increased(claim: Percentage, figures: list[Figure]) -> list[Levels]:
    """151件，比上年增加28件，增长…; 比2020年的4236件增加236件，增长…; 受理数减少21件，降幅…"""
    text, change = claim.passage.plain, figures[-1]
    earlier = [each for each in figures[:-1] if each.kind == change.kind and not changed_itself(text, each.start)]
    if AVERAGE.search(change.head) is not None and all(AVERAGE.search(each.head) is None for each in earlier):
        return []  # 减少材料34409份，平均每个事项减少14份，减少幅度60.2%
    fall = _less(text, change)
    opening = _opening(text, earlier) if THAN_OPENING.search(change.head) is not None else None
    if opening is not None:
        return [Levels(minus(opening, change, not fall), opening, True, change=change)]
    base = earlier[-1] if earlier else None
    # 与上年的5起相比，火情2起，减少3起: the sign of an earlier level must be this one's, not that of the one before it.
    since = max([claim.sentence.start, *(each.end for each in figures if base is not None and each.end <= base.start)])
    # 物业比上年的612件下降12.1%，质量比上年增加33件，上升14.3%: that base has had its change.
    had_its_own = base is not None and any(
        each.percent and base.end <= each.start < change.start for each in claim.sentence.figures
    )
    if base is not None and not had_its_own and EARLIER.search(text[max(since, base.start - ADJACENT) : base.start]):
        if text[base.end : change.start].count("，") <= 1:
            return [Levels(minus(base, change, not fall), base, True, change=change)]
    compared = COMPARISON.search(text[base.end : change.start] if base is not None else "")
    # 酒驾312起、醉驾67起，酒驾醉驾减少81起: said of both together.
    together = sum(1 for each in earlier if len(each.head) > 1 and each.head[-2:] in change.head) > 1
    named = _named_before(claim, change)
    found = []
    for number, each in enumerate(_now(claim, earlier, change)):
        sure = number == 0 and compared is not None and (each.segment == change.segment or each is named)
        sure = sure and not together and own_subject(change, each)
        found.append(Levels(each, minus(each, change, fall), sure, change=change))
    if named is not None and all(each.now is not named for each in found):
        listed = all(in_list(claim.passage, each.now) for each in found)
        found.insert(0 if listed else len(found), Levels(named, minus(named, change, fall), listed, change=change))
    return found


def _opening(text: str, earlier: list[Figure]) -> Figure | None:
    """年初为8778户，新增806户、退出942户，期末较期初减少136户: what there was is the base, not what came or went."""
    return next(
        (each for each in reversed(earlier) if OPENING.search(text[max(0, each.start - 12) : each.start])), None
    )


def own_subject(figure: Figure, level: Figure | None) -> bool:
    """Has the clause of a comparison no subject of its own (合计952起，酒驾同比减少81起 speaks of another count)?"""
    subject = subject_of(figure)
    if len(subject) < 2 or level is None:
        return True
    return subject[-2:] in f"{level.head}{level.tail}"


def subject_of(figure: Figure) -> str:
    """酒驾 of 酒驾同比减少81起."""
    words = PERIOD_WORDS.sub("", EARLIER.sub("", figure.head))
    return SUBJECT_END.sub("", TOTAL_OF.sub("", PREDICATE.split(words)[0])).removeprefix("其中")


def _less(text: str, change: Figure) -> bool:
    lead = text[: change.start][-6:]
    return DOWN.search(lead) is not None or LESS.search(lead) is not None


def _than(claim: Percentage, figures: list[Figure]) -> list[Levels]:
    """86件，比上年的102件下降…; 调解总量较上年5920件上升…"""
    base = figures[-1]
    levels_now = _now(claim, without_parts(figures[:-1]), base)
    # 1010亿元，增长率为30.8%，而上年同期仅为249.5亿元，增长率为59%: that is the growth of the year before.
    of_before = not claim.figure.compared and EARLIER.search(claim.figure.period) is not None
    since = levels_now[0].end if levels_now else claim.sentence.start
    of_before = of_before and any(each.percent and since < each.end <= base.start for each in claim.sentence.figures)
    near = adjacent(claim, base) and not of_before
    named = _named_before(claim, base)
    beside = near or not of_before and levels_now[:1] != [] and _of_subject(claim, base, levels_now[0])
    found = [
        Levels(each, base, beside and number == 0 and each.segment == base.segment and own_subject(base, each))
        for number, each in enumerate(levels_now)
    ]
    if named is not None and near:
        found.insert(0, Levels(named, base, True))
    if found:
        return found
    earlier = [each for each in claim.passage.figures if each.end <= claim.sentence.start and each.exact]
    earlier = [each for each in _now(claim, without_parts(earlier), base) if EARLIER.search(each.period) is None]
    if not near:
        earlier = _said_in_gap(claim, base, earlier)
    return [Levels(each, base) for each in earlier[:3]]


def _said_in_gap(claim: Percentage, base: Figure, levels_now: list[Figure]) -> list[Figure]:
    """受理312件……。与上年的338件相比，受理量下降…: the levels that the words before the verb name, if they are one."""
    gap = claim.passage.plain[base.end : claim.figure.start]
    subject = PERIOD_WORDS.sub("", VERBS.sub("", gap)).removesuffix("量")
    if len(gap) > LEAD or gap.count("，") > 1 or len(subject) < 2:
        return []
    named = [each for each in levels_now if subject[-2:] in f"{each.head}{each.tail}"]
    return named if len({each.value for each in named}) == 1 else []


def _of_subject(claim: Percentage, base: Figure, now: Figure) -> bool:
    """上年收到98件，申请量上升28.6%: what stands before the verb is what this period's count was called."""
    gap = claim.passage.plain[base.end : claim.figure.start]
    subject = PERIOD_WORDS.sub("", VERBS.sub("", gap)).removesuffix("量")
    return (
        len(gap) <= ADJACENT and gap.count("，") <= 1 and len(subject) > 1 and subject[-2:] in f"{now.head}{now.tail}"
    )


def _now(claim: Percentage, figures: list[Figure], base: Figure) -> list[Figure]:
    """This period's counts of the base's unit, totals before items of a list, the nearest first."""
    same = [each for each in reversed(figures) if each.kind == base.kind and not each.compared]
    # 来信256件，比去年同期237件次上升: matters are counted so or so
    same = same or [each for each in reversed(figures) if {each.kind, base.kind} <= MATTERS and not each.compared]
    same = [each for each in same if not each.vague and not each.bound and each is not base]
    same = [each for each in same if BASE_HEAD.search(each.head) is None]
    means = [each for each in same if AVERAGE.search(each.head) is not None]
    same = [each for each in same if each not in means]
    # 收入23612万元，…；人均可支配收入24860元，比上年的23250元增长6.9%: the mean stands next to the base.
    if means and (not same or means[0].start > same[0].start) and _of_one_mean(claim, means[0], base):
        return means[:1]
    totals = [each for each in same if not in_list(claim.passage, each)]
    return totals + [each for each in same if each not in totals]


def _of_one_mean(claim: Percentage, mean: Figure, base: Figure) -> bool:
    """人均可支配收入24860元，比上年的23250元增长…: a mean is compared with the base in the clause right behind it."""
    ordered = mean.end <= base.start and claim.passage.plain.count("，", mean.end, base.start) <= 1
    return ordered and 0 < base.value < MOST_TIMES * mean.value < MOST_TIMES**2 * base.value


def adjacent(claim: Percentage, base: Figure) -> bool:
    """Nothing but the verb of change stands between the base and the percentage."""
    gap = ASIDE.sub("", claim.passage.plain[base.end : claim.figure.start])
    return len(gap) <= ADJACENT and gap.count("，") <= 1 and not VERBS.sub("", gap)


def stands_before(claim: Percentage, base: Figure) -> bool:
    """较上年的18件增长50.00%; 上年推送650条，同比增长…: the base is named as that of before, right before its change."""
    lead = claim.passage.plain[max(claim.sentence.start, base.start - ADJACENT) : base.start]
    named = base.compared or EARLIER.search(CLAUSE.split(lead)[-1]) is not None
    return named and base.sentence == claim.figure.sentence and adjacent(claim, base)


def _named_before(claim: Percentage, base: Figure, alike: Figure | None = None) -> Figure | None:
    """调解纠纷6368件……。调解总量较上年5920件上升…: the level named before by the subject of this clause, if it is one."""
    passage = claim.passage
    clause = CLAUSE.split(passage.plain[claim.sentence.start : base.start])[-1]
    subject = TOTAL_OF.sub("", COPULA.sub("", EARLIER.sub("", PREDICATE.split(clause)[0])))
    if len(subject) < 2:
        return None
    figures = [
        each for each in passage.figures
        if each.end <= base.start - len(clause) and each.kind == (alike or base).kind and each.exact and not each.compared
        and not changed_itself(passage.plain, each.start)
    ]  # fmt: skip
    if AVERAGE.search(clause) is None:
        figures = [each for each in figures if AVERAGE.search(each.head) is None]
    whole = [each for each in figures if len(subject) > SHORTEST and subject in f"{each.head}{each.tail}"]
    if len({each.value for each in whole}) == 1:
        return whole[-1]
    # 应急管理27宗、其他36宗……，应急管理类案件上年18宗: the item whose own words begin the subject.
    begun = [each for each in figures if len(each.head) > SHORTEST and subject.startswith(each.head)]
    if len({each.value for each in begun}) == 1:
        return begun[-1]
    named = [each for each in figures if subject[-2:] in f"{each.head}{each.tail}" and not in_list(passage, each)]
    if len({each.value for each in named}) == 1 and not whole:
        return named[-1]
    last = [each for each in named if each.sentence == named[-1].sentence]
    # 调解纠纷6368件，调解成功6217件。调解总量…: the first of one sentence, when the others are parts of it.
    return last[0] if last and all(each.value <= last[0].value for each in last) else None


def minus(level: Figure, change: Figure, fall: bool) -> Figure:
    """The other level from one level and the increase (or decrease) between them."""
    value = level.value + change.value if fall else level.value - change.value
    return Figure(
        change.start, change.end, f"{in_scale(value, level)}{level.unit}", value, max(level.step, change.step), level.unit, level.kind,
        level.vague and not level.more or change.vague and not change.more, level.bound or change.bound, False,
    )  # fmt: skip
