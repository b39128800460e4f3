"""The base of a change from this period's level and the increase printed beside it.

财政收入5210万元，多收310万元，增6.3%      死亡649人，比上年少26人，降3.9%      伤亡事故26起、死89人，死亡少9人，降9.2%
收入2236万元，占预算的8.9%，多收367万元，增幅19.6%      普查582人，比上次普查的446人多136人，升30.5%
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.growths import by_period
from fazhi.audit.growths.changes import Levels, adjacent, falls, fits, minus
from fazhi.audit.growths.increases_apart import OVER_YEARS
from fazhi.audit.sums.addition import spread
from fazhi.audit.sums.counts import unit_of
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGED_TO, DONE, EARLIER, OF_THE_PLAN, REMARK, changed_itself
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

VERB = re.compile(
    rf"(?:净|再|又|共)?(?:(?P<less>[少减短]{DONE}|减少|下降|降低|缩短|压缩|压减|压降|缩减|精简|净减|核减|削减|调减|精减|回落|降)"
    rf"|(?:[多增超]{DONE}|增加|增长|上升|提高|提升|净增|扩大?|加|升))了?(?:约|近)?$"
)
CHANGES = re.compile("[少减短降缩简落多增超升高扩加]")
PERIOD = (
    r"(?:今年|本年|去年|上年|上一?年度?|前一?年|前年|20\d\d年度?|上个?月|上一?季度|上周|第?[一二三四]季度|上半年|\d{1,2}月份?|年初|期初|上期|前期|"
    r"[一二三四五六七八九十]+年间?|一年来?|同期|年初?预算|预算|计划|目标)"
)
COMPARED = re.compile(
    rf"(?:比|较|与|同|和)?(?:{PERIOD}(?:同期|同月|同季|全年|末|底|度|的|来)*)+(?:相比|比|相较|增减)?|相比|同比|环比|[比较]|总体|分别|均|共|也|则|又|已"
)
THAN = re.compile(
    r"(?:比|较|同|与|和|由|从)[^，。；：、\d]{0,10}(?:(?:20\d\d|\d{1,2})[年月])?[^，。；：、\d]{0,6}的?$|(?:去年|上年|同期)[^，。；：、\d]{0,6}$"
)
THIS_YEAR = re.compile(r"(?:今年|本年|(?P<year>20\d\d)年)度?")
THAT_YEAR = re.compile(r"(?:[去上]一?年|前年)(?!末|底)")
LAST = "9999"
AGAIN = re.compile(r"）[，、]")
ANEW = re.compile(r"比|较|同比|环比|与")
CHANGED = re.compile(r"[增减升降多少]\D{0,4}\d")
CLAUSE = re.compile(r"[，。；：、（）]")
ASIDE = re.compile(
    r"占|(?<!公共)(?<!基金)预算(?:数|安排)?的?$|(?:计划|目标|任务)数?的?$|折|合计?$|相当于|其余|日均|月均|[人户件]均|平均|每"
)
FEWEST_SAID, HUNDRED = 2, 100
# 与2010年普查的725482人相比，增加25907人: what it is compared with is the base, whatever the report is about.
AGAINST = re.compile(r"相比较?，(?:共|净|累计|十年共?)?(?:增加|减少|增长|下降|多|少)了?")
TELLING = 3
"""Figures of a percentage that is hardly hit by chance."""
PAIR = 2
REACHED = 14
QUANTITY = re.compile(r"[数量额率]|次数?")
PLACE = {
    "起数": "起",
    "件数": "件",
    "人数": "人",
    "宗数": "宗",
    "户数": "户",
    "批数": "批",
    "批次": "批",
    "人次": "人次",
}
FARTHEST = 90
MOST_CLAUSES = 4


def is_the_change(figure: Figure, pair: Levels, fall: bool) -> bool:
    """同比多134家次（上年同期1352家次），增长9.9%: is what was taken for the level now how many more there are, of how many?"""
    verb = verb_of(pair.now.head)
    if verb is None or (verb["less"] is not None) != fall:
        return False
    return bool(rounding.fits(figure.value, HUNDRED * pair.now.exactly / pair.base.exactly))


def with_neighbours(claim: Percentage, found: Sequence[Levels], fall: bool) -> bool:
    """饮酒驾驶347起，醉酒驾驶65起，与上年同期的368起相比，增长12.0%: is it the growth of the last few counts of the sentence together?"""
    for pair in found:
        same = [each for each in claim.sentence.figures if each.end <= pair.now.end and each.kind == pair.now.kind]
        for size in range(PAIR, min(len(same), MOST_CLAUSES) + 1):
            run = same[-size:]
            if run[-1] is not pair.now or pair.base in run or not all(each.exact for each in run):
                continue
            change = 100 * (summed(run) - pair.base.value) / pair.base.value if pair.base.value > 0 else None
            if change is not None and rounding.fits(claim.figure.value, Fraction(-change if fall else change)):
                return True
    return False


def verb_of(words: str) -> re.Match[str] | None:
    """The verb of change that some words end in; hardly any hold one of its characters."""
    return VERB.search(words) if CHANGES.search(words) is not None else None


def levels(claim: Percentage) -> list[Levels]:
    """The levels that an increase beside a percentage tells, the likeliest first."""
    text = claim.passage.plain
    counts = [each for each in claim.sentence.figures if each.end <= claim.figure.start and each.count]
    # 面积1160万公顷（17400万亩），少97万公顷（1462万亩），降7.7%: the same once more, in another unit.
    while len(counts) > 1 and AGAIN.match(text, counts[-1].end) and text.startswith("（", counts[-1].start - 1):
        counts.pop()
    if not counts or not adjacent(claim, counts[-1]) or "其中" in text[counts[-1].end : claim.figure.start]:
        return []  # 比上年多支出18万元，其中专项支出下降12%
    change = counts[-1]
    named = by_period.pair(claim.passage, claim.sentence, change)
    if named is not None and abs(named[0].value - named[1].value) == change.value:
        # 2022年至2024年分别受理671件、763件、842件，2024年较2022年增加171件，两年增长25.5%
        return [Levels(*named, True, True)]
    if OF_THE_PLAN.search(change.head) and "同" in text[change.end : claim.figure.start]:
        return []
    start = max(
        [claim.sentence.start, *(match.end() for match in CLAUSE.finditer(text, claim.sentence.start, change.start))]
    )
    verb = VERB.search(text[start : change.start])
    # 减少材料34409份，平均每个事项减少14份，减少幅度60.2%: what each was spared tells no level.
    if verb is None or change.vague and not change.more or change.bound or "平均" in text[start : change.start]:
        return []
    fall = verb["less"] is not None
    both = _both_told(counts, fall)
    if both is not None:
        return [both]
    before = counts[-2] if len(counts) > 1 else None
    if before is not None and changed_itself(text, before.start):
        before = None
    if before is not None and before.start >= start:
        return _than(text, start, before, change, fall)
    if before is not None and (
        _of_year_before(before, change)
        or _of_past_year(claim.passage, before, change)
        or before.kind == change.kind
        and AGAINST.fullmatch(text, before.end, change.start) is not None
    ):
        return [Levels(minus(before, change, not fall), before, True, True, change)]
    told = _told_before(claim.passage, before, change, fall)
    if before is not None and told is not None:
        return [Levels(told, before, True, True, change)]
    subject = COMPARED.sub("", text[start : start + verb.start()])
    if before is not None and before.compared and _remarked(text[before.end : start], before, change):
        return [Levels(minus(before, change, not fall), before, True, True, change)]
    return _behind(claim.passage, [each for each in counts[:-1] if each.end <= start], change, subject, fall)


def _both_told(counts: list[Figure], fall: bool) -> Levels | None:
    """法定时限19.6个工作日，承诺时限5.1个工作日，压缩14.5个工作日，压缩比例74.0%: the two levels right before the change, which is theirs.

    人均可支配收入17386元，上年为16258元，增收1128元: that of before may stand second.
    """
    if len(counts) <= PAIR:
        return None
    base, now, change = counts[-PAIR - 1 :]
    if EARLIER.match(now.head):
        base, now = now, base
    if any(each.vague or each.bound or each.kind != change.kind for each in (base, now)) or not now.value:
        return None
    gone = base.value - now.value if fall else now.value - base.value
    return Levels(now, base, True, True) if gone == change.value > 0 else None


def _than(text: str, start: int, base: Figure, change: Figure, fall: bool) -> list[Levels]:
    """比上次普查的446人多136人: the base itself stands before the increase."""
    between = COMPARED.sub("", VERB.sub("", text[base.end : change.start]))
    if between or base.kind != change.kind or THAN.search(text[start : base.start]) is None:
        return []
    return [Levels(minus(base, change, not fall), base, True, True, change)]


def _remarked(between: str, base: Figure, change: Figure) -> bool:
    """18.36万元，较上年的21.60万元不升反降，减少了3.24万元: the base stands there, so that the increase makes none."""
    return base.kind == change.kind and REMARK.fullmatch(between.strip("，")) is not None


def _of_year_before(base: Figure, change: Figure) -> bool:
    """行政检查2023年4680次，2024年增加530次: the increase names this year, the level before it an earlier one."""
    named = THIS_YEAR.match(change.head)
    if named is None or base.kind != change.kind or not base.period.isdigit() or base.vague or base.bound:
        return False
    return change.clause - base.clause == 1 and base.period < (named["year"] or LAST)


def _of_past_year(passage: Passage, base: Figure, change: Figure) -> bool:
    """平均时长3.6个工作日，2023年为4.5个工作日，同比缩短0.9个工作日: in a report on 2024 the level of 2023 is the one compared with.

    2023年发生事故6起，同比增加2起: where none of now was told before it, 2023 is the year that is spoken of.
    """
    told = base.kind == change.kind and base.period.isdigit() and not base.vague and not base.bound
    if not told or change.clause - base.clause != 1 or base.period >= passage.now:
        return False
    if OVER_YEARS.match(change.head) is not None:
        return True
    before = [each for each in passage.figures if each.sentence == base.sentence and each.end <= base.start]
    before = [each for each in before if each.kind == base.kind and VERB.search(each.head) is None]
    return any(each.period != base.period for each in before)


def _told_before(passage: Passage, base: Figure | None, change: Figure, fall: bool) -> Figure | None:
    """全年办结2092件，…。2021年办结1976件，增加116件: a level of an earlier year, from which this year's was told before."""
    if base is None or base.kind != change.kind or not base.period.isdigit() or change.clause - base.clause != 1:
        return None
    level = base.value - change.value if fall else base.value + change.value
    found = [each for each in passage.figures if each.end <= base.start and each.kind == base.kind]
    found = [each for each in found if VERB.search(each.head) is None]
    return next((each for each in reversed(found) if each.value == level and not each.compared), None)


def _behind(passage: Passage, counts: list[Figure], change: Figure, subject: str, fall: bool) -> list[Levels]:
    """The counts before an increase, of which one is the level that it led to."""
    mean = _mean(counts, change, subject)
    if mean is not None:
        changed = _rounded(change)
        of_mean = Levels(_rounded(mean), minus(_rounded(mean), changed, fall), True, True, changed)
        if all(each.kind != mean.kind or each.sentence != mean.sentence for each in counts[:-1]):
            return [of_mean]
        # 罚款256万元，平均每件2.1万元，比上年增加0.3万元: of which of the two, only the percentage can tell.
        return [*_counted(passage, counts, change, subject, fall), replace(of_mean, sure=False, only=False)]
    return _counted(passage, counts, change, subject, fall)


def _counted(passage: Passage, counts: list[Figure], change: Figure, subject: str, fall: bool) -> list[Levels]:
    fit = [each for each in counts if unit_of(each) == unit_of(change) and change.start - each.end < FARTHEST]
    fit = [each for each in fit if (not each.vague or each.more) and not each.bound and is_level(passage, each)]
    # 由上年的13个增加到17个，增加4个，增幅30.8%: the level that it came to is of this year.
    if (
        len(fit) >= PAIR
        and fit[-1].clause - fit[-PAIR].clause == 1
        and abs(fit[-1].value - fit[-PAIR].value) == change.value
    ):
        # 七普314985人，六普334020人，十年少19035人: the increase itself tells which two it lies between.
        now, base = sorted(fit[-PAIR:], key=lambda each: each.value, reverse=not fall)
        return [Levels(now, base, True, True, change)]
    fit = [each for each in fit if not (each.compared or _of_before(each)) or _came_to(passage, each)]
    if not fit:
        return []
    own = len(subject) >= FEWEST_SAID
    if own:
        named = [each for each in fit if len(each.head) >= FEWEST_SAID and each.head[-FEWEST_SAID:] in subject]
        fit = [each for each in fit if said_of(subject, each)]
        # 酒驾312起、醉驾67起，酒驾醉驾减少81起: said of both together.
        sure = len(fit) == 1 and len(named) <= 1
    else:
        sure = not _listed(passage, fit) and passage.plain[fit[-1].end : change.start].count("，") < MOST_CLAUSES
    sure = sure and not subject[:1].isdigit()
    found = []
    for number, each in enumerate(reversed(fit[-2:])):
        certain = sure and not number and (each.segment == change.segment or _carried_on(passage, each, change))
        found.append(Levels(each, minus(each, change, fall), certain, certain and not own, change))
    return found[:1] if found and found[0].sure else found


def _mean(counts: list[Figure], change: Figure, subject: str) -> Figure | None:
    """人均可支配收入34902元，比上年增加1770元: the mean right before an increase of its unit."""
    last = counts[-1] if counts else None
    if last is None or subject or not spread(last) or last.unit != change.unit:
        return None
    sound = last.count and not (last.vague or last.bound or last.compared) and change.clause - last.clause == 1
    return last if sound and last.value > change.value else None


def _rounded(figure: Figure) -> Figure:
    """108公斤 a head is some 107.5 to 108.5: a mean and what it gained were rounded, whatever they are counted in."""
    return figure if figure.step else replace(figure, step=Decimal(1))


def _carried_on(passage: Passage, level: Figure, change: Figure) -> bool:
    """举报869件，比上年同月少159件，降15.5%；比7月多29件: compared once more, and without a word of its own."""
    if change.segment - level.segment != 1 or change.sentence != level.sentence or ANEW.match(change.head) is None:
        return False
    if not passage.plain.startswith(change.head, change.begins):
        return False
    same = [each for each in passage.figures if each.segment == level.segment and each.kind == level.kind]
    return all(each is level or VERB.search(each.head) for each in same)


def _of_before(figure: Figure) -> bool:
    """上年受理317件……。受理量减少31件, that of this year having been told before."""
    return THAT_YEAR.match(figure.head) is not None


def _came_to(passage: Passage, figure: Figure) -> bool:
    return CHANGED_TO.search(passage.plain, max(0, figure.start - REACHED), figure.start) is not None


def without_others(passage: Passage, pairs: list[Levels]) -> list[Levels]:
    """收入10244万元，少4927万元，其中土地10065万元，少4808万元，降32.3%: the first level has had its own increase.

    Nor is 380442 the level now where it stands as the base: 伤304919人，比380442人少75523人.
    """
    first = pairs[0]
    if not first.only:
        return pairs
    printed = passage.figures
    changed = {
        id(each) for each, behind in pairwise(printed) if VERB.search(behind.head) and behind is not first.change
    }
    return [each for each in pairs if each.only or each.now is not first.base and id(each.now) not in changed]


def of_another_count(claim: Percentage, pair: Levels, fall: bool) -> bool:
    """Does another count of the paragraph give the percentage, with the base or the increase that the claim states?

    邻里201件，山林94件……。山林纠纷比上年的108件下降13.0%: the count that bears the name. 上年受理317件……。受理量减少31件，降幅9.8%: that
    of the year before.
    """
    text, begin = claim.passage.plain, claim.sentence.start
    others = [
        each for each in claim.passage.figures
        if each.exact and each.kind == pair.base.kind and each.end <= claim.figure.start and each.value > 0
    ]  # fmt: skip
    if all(each is not pair.base for each in claim.passage.figures):
        change = abs(pair.now.exactly - pair.base.exactly)
        of_before = [
            each for each in others
            if EARLIER.search(f"{each.period}{each.head}") and not CHANGED_TO.search(each.head)
        ]  # fmt: skip
        return any(rounding.fits(claim.figure.value, HUNDRED * change / each.exactly) for each in of_before)
    if all(each is not pair.now for each in claim.passage.figures):
        return False  # 412起。总量比2023年的376起增加46起，增长9.6%: the increase is the slip
    name = CLAUSE.split(text[begin : pair.base.start])[-1][:FEWEST_SAID]
    if name in pair.now.head:
        return False
    return any(name in each.head and fits(claim.figure, each, pair.base, fall) for each in others)


def of_another_level(claim: Percentage, pair: Levels) -> bool:
    """特大事故26起……，事故起数减少12起，下降31.6%: does some level of the passage, with the printed increase, give the percentage?"""
    change, fall = pair.change, falls(claim)
    if change is None or not change.value or len(f"{claim.figure.value:f}".replace(".", "")) < TELLING:
        return False
    for each in claim.passage.figures:
        if each.kind == change.kind and each.start != change.start and each.exact and not each.compared:
            base = each.exactly + change.exactly if fall else each.exactly - change.exactly
            if base > 0 and rounding.fits(claim.figure.value, HUNDRED * change.exactly / base):
                return True
    return False


@dataclass(slots=True)
class Refuted:
    """An increase that its base and a level printed before refute, while they give the percentage behind it."""

    now: Figure
    base: Figure
    change: Figure


def refuted(claim: Percentage, found: list[Levels]) -> Refuted | None:
    """处罚36起……。对比上年的44起，减少6起，降幅18.2%: 36 of 44 gives the rate, so the increase is the slip."""
    printed, fall = claim.passage.figures, falls(claim)
    for pair in found:
        change = next((each for each in printed if each.start == pair.now.start and each is not pair.now), None)
        if change is None or all(each is not pair.base for each in printed) or claim.figure.bound:
            continue
        levels_now = [
            each for each in printed
            if each.end <= pair.base.start and each.kind == pair.base.kind and not each.compared
            and not each.vague and not each.bound and each.step == pair.base.step
            and EARLIER.search(f"{each.period}{each.head}") is None and fits(claim.figure, each, pair.base, fall)
        ]  # fmt: skip
        if len({each.value for each in levels_now}) == 1:
            return Refuted(levels_now[-1], pair.base, change)
    return None


def is_level(passage: Passage, figure: Figure) -> bool:
    """No increase itself, no share or budget, nothing in brackets, not what a plan was missed by."""
    if OF_THE_PLAN.search(figure.head):
        return False
    lead = passage.plain[max(0, figure.start - len(figure.head) - 1) : figure.start]
    if VERB.search(figure.head) or ASIDE.search(figure.head) or passage.plain[figure.end : figure.end + 1] == "/":
        return VERB.search(figure.head) is None and not ASIDE.search(figure.head) and figure.tail[1:2] not in "天日月"
    opened = passage.plain.rfind("（", figure.begins, figure.start)
    return lead != "" and opened <= passage.plain.rfind("）", figure.begins, figure.start)


def said_of(subject: str, figure: Figure) -> bool:
    """Are the words before an increase (死亡, 起数, 受理量) said of this count?"""
    unit, words = PLACE.get(subject[-2:]), figure.head + figure.tail
    if unit is not None:
        # 人数; 参考人数
        return figure.unit == unit and (len(subject) < 2 * FEWEST_SAID or subject[-4:-2] in words)
    name = QUANTITY.sub("", subject) or subject
    return name[-2:] in words or len(name) == FEWEST_SAID and figure.head[-1:] in name and figure.head != ""


def _listed(passage: Passage, fit: list[Figure]) -> bool:
    """甲镇12件、乙镇15件，增加3件; 受理42件，其中甲镇12件，增加3件: the increase may be one of several counts'."""
    last, text = fit[-1], passage.plain
    total, mark, _item = text[last.begins : last.start].rpartition("其中")
    # 粮食6638万吨，多59万吨，升0.9%，其中稻谷613万吨，多36万吨: the total has had its own increase.
    if mark and CHANGED.search(total) is None:
        return total != ""
    return len(fit) > 1 and "、" in text[fit[-2].end : last.start] and "，" not in text[fit[-2].end : last.start]
