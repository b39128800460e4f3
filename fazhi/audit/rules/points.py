"""Percentage points: from A% to B% is B−A points, not per cent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations

from fazhi.audit.growths import (
    point_levels,
    points_beside,
    points_misused,
    points_of_years,
    points_short,
    points_then_and_now,
    points_told,
    speeds_compared,
)
from fazhi.audit.growths.by_period import NAME as PERIOD
from fazhi.audit.growths.comparison_base import not_last_year
from fazhi.audit.growths.increments import COMPARED
from fazhi.audit.growths.point_levels import Points
from fazhi.audit.growths.point_words import BOTH_PRINTED, DOWN, EARLIER, LEVEL_FIRST, NAMED_LEVEL, NUMBER, UP
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import percentages

LONGEST, NAME, PAIR = 20, 2, 2
MOVED = (points_short.short, points_of_years.moved, points_then_and_now.moved)
# The clause of the change has a subject of its own.
OWN_RATE = re.compile(r"%，([\u4e00-\u9fff]{0,8}?(?:率|比例|比重|占比|满意度|得分))")
AGAIN = re.compile(r"^(?:全年|今年|本年|该|这一|其|此)")
NEGATION = re.compile(r"[不未非]")
CLAUSE = re.compile(r"[，。；：]")
REACHED = re.compile(r"(?:升|降|增|减|提高|上升|下降|增加|提升)[到至]$")
SHARE = ("占比", "比例", "比重")
SHARE_OF = re.compile(r"(?:占比|比例|比重)(?:同比|环比|[比较][上去]年)?$")
VERB = re.compile(rf"^，(?:今年|本年|本季度|本期|同比|环比|共)?({UP}|{DOWN})了?$")
# Between two levels of one rate stand only a period and its verb.
LEVEL_OF = re.compile(rf"^[，；（]而?(?:今年|本年|本季度|本期|{PERIOD})则?(?:为|是|达到?|的)?$")
BEFORE_NOW = re.compile(r"去年|上年|同期|上季度|上月|前年")
LEVEL_BEFORE = re.compile(NUMBER + "$")
MOST = 12
"""So many levels before a change are tried."""
LEVELS = frozenset(("rate", "share", "other"))
RATE_OF = re.compile(r"([\u4e00-\u9fff]{2})率")
TURN = re.compile(rf"({UP}|{DOWN})了?$")
EARLIER_WORDS = re.compile(EARLIER)
OPENED = re.compile(r"而?(?:[去上]一?年|前年|上个?月|上季度)")
NEW_PERIOD = re.compile(r"今年|本年|[。；]|20\d\d年|季度|月|[比较]")
# 提高1.5%（上年94.9%）; 提高1.5%，上年同期为94.9%
BEHIND = re.compile(rf"[（，]而?{EARLIER}(?:[^，。；%\d]{{0,8}}率)?(?:仅|只)?[为是有]?")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every change between two percentages that are both printed."""
    if "%" not in manuscript.text and "百分点" not in manuscript.text:
        return
    seen = set()
    for each in _by_words(manuscript):
        seen.add((each.paragraph, each.end))
        yield each
    yield from _speeds(manuscript)
    yield from _towards(manuscript)
    for passage in manuscript.passages:
        for each in _called_percent(passage):
            if (each.paragraph, each.end) not in seen:
                seen.add((each.paragraph, each.end))
                yield each
        yield from _misused(passage)
        if "百分点" in passage.plain:
            for each in _apart(passage):
                if (each.paragraph, each.end) not in seen:
                    seen.add((each.paragraph, each.end))
                    yield each
            for each in chain(_beside(passage), _short(passage)):
                if (each.paragraph, each.end) not in seen:
                    seen.add((each.paragraph, each.end))
                    yield each


def _speeds(manuscript: Manuscript) -> Iterator[Finding]:
    """受理数增幅低于结案数增幅0.3个百分点, where they grew by 8.2% and 7.9%: the right number, the wrong way."""
    for passage, each in speeds_compared.compared(manuscript.passages):
        ahead = each.one.value - each.two.value
        if each.change.value != abs(ahead) or not ahead:
            continue
        wrong = (ahead < 0) != each.below
        message = f"{each.one.text}比{each.two.text}{'高' if ahead > 0 else '低'}{abs(ahead)}个百分点"
        message += "，文中写反了方向。" if wrong else "，相符。"
        verdict = Verdict.WRONG if wrong else Verdict.RIGHT
        yield _report(passage, (each.start, each.change.end), verdict, each.change.text, message, abs(ahead))


def _short(passage: Passage) -> Iterator[Finding]:
    """满意率93.2%，离区定95%的目标还差2.8个百分点; 败诉率10.91%。上年14.06%，同比下降3.15个百分点"""
    for span, now, other, right, printed in chain.from_iterable(read(passage) for read in MOVED):
        same = printed == right
        message = (
            "与前后两个百分数相符。" if same else f"{now}%与{other}%相差{right}个百分点，文中写{printed}个百分点。"
        )
        verdict = Verdict.RIGHT if same else Verdict.WRONG
        yield _report(passage, span, verdict, f"{printed}个百分点", message, right)


def _misused(passage: Passage) -> Iterator[Finding]:
    for each in points_misused.misused(passage):
        yield finding(
            passage,
            (each.start, each.end),
            kind=Kind.TERM,
            verdict=Verdict.WRONG if each.certain else Verdict.HINT,
            rule="points",
            message=each.message,
            computed=each.right if each.certain else None,
            basis="百分点只用于两个百分数之差",
        )


def _called_percent(passage: Passage) -> Iterator[Finding]:
    """满意率96.4%，同比提高1.5%（上年94.9%）: what is the difference of two levels to the last place is points, and no per cent."""
    claims = [each for each in percentages(passage) if not each.figure.vague and not each.figure.bound]
    levels = [each.figure for each in claims if each.role in LEVELS and each.figure.percent]
    for change in (each.figure for each in claims if each.role == "growth"):
        verb = TURN.search(passage.plain, max(0, change.start - LONGEST), change.start)
        pair = _levels_of(passage, levels, change) if verb is not None else None
        if verb is None or pair is None or not _of_its_rate(passage, change, verb.start(), *pair):
            continue
        base, now = pair
        fall = re.fullmatch(DOWN, verb[1]) is not None
        difference = base.value - now.value if fall else now.value - base.value
        if difference == change.value:
            span = (min(base.start, now.start), max(base.end, change.end))
            yield from _judge(passage, span, f"{base.value}", f"{now.value}", verb[1], f"{change.value}", "%")


def _levels_of(passage: Passage, levels: list[Figure], change: Figure) -> tuple[Figure, Figure] | None:
    """(level before, level now): the last two before a change, or one before it and 上年94.9% right behind it."""
    at = bisect_left(levels, change.start, key=lambda each: each.end)
    near = [each for each in levels[max(0, at - PAIR) : at] if change.sentence - each.sentence < PAIR]
    number = bisect_left(passage.figures, change.start, key=lambda each: each.start)
    if near and near[-1] is passage.figures[number - 1] and (led := point_levels.reached(passage, number, near[-1])):
        return led  # 比上年的25.4%下降3.4%，降至22.0%
    behind = next((each for each in passage.figures if each.start >= change.end), None)
    if near and behind is not None and behind.percent and BEHIND.fullmatch(passage.plain, change.end, behind.start):
        return None if _of_before(passage, near[-1]) else (behind, near[-1])
    early = [(_of_before(passage, each) or _earlier(each, change)) and not _reached(passage, each) for each in near]
    if len(near) < PAIR or early.count(True) != 1:
        return None
    return (near[0], near[1]) if early[0] else (near[1], near[0])


def _then_before(passage: Passage, one: Figure, other: Figure) -> bool:
    """合格率93.75%，上年应考88人，合格80人，合格率90.91%: told of before from the mark behind the first of two levels of one name?"""
    text = passage.plain
    if _earlier(other, one):
        return True
    names = [
        RATE_OF.findall(CLAUSE.split(text[max(0, each.start - LONGEST) : each.start])[-1])[-1:] for each in (one, other)
    ]
    between = text[one.end + 1 : other.start]
    sound = names[0] == names[1] != [] and NEW_PERIOD.search(between) is None
    return sound and OPENED.match(between) is not None


def _reached(passage: Passage, figure: Figure) -> bool:
    """一季度末为76.4%，到6月底升到91.8%: the level now, whatever month it is of."""
    return REACHED.search(passage.plain, max(0, figure.start - LONGEST), figure.start) is not None


def _of_its_rate(passage: Passage, change: Figure, verb: int, base: Figure, now: Figure) -> bool:
    """Does the clause of the change name the rate of this period's level, or nothing, standing right behind both?"""
    text = passage.plain
    last = max((each.end for each in (base, now) if each.end <= change.start), default=0)
    words = COMPARED.sub("", EARLIER_WORDS.sub("", CLAUSE.split(text[max(last, verb - LONGEST) : verb])[-1])).strip(
        "的）（"
    )
    names = [
        RATE_OF.findall(CLAUSE.split(text[max(0, each.start - LONGEST) : each.start])[-1])[-1:] for each in (base, now)
    ]
    if all(names) and names[0] != names[1]:
        return False  # 按期办结率为98.4%，二季度满意率为91.6%，提高6.8%
    if not words or SHARE_OF.search(text, max(0, verb - LONGEST), verb) is not None:
        return change.clause - max(each.clause for each in (base, now) if each.end <= change.start) < PAIR
    own = RATE_OF.search(words)
    leads = [text[max(0, each.start - LONGEST) : each.start] for each in (base, now)]
    return own is not None and words.endswith("率") and any(f"{own[1]}率" in each for each in leads)


def _beside(passage: Passage) -> Iterator[Finding]:
    """成功率98.3%，2020年成功率为97.1%，提高了1.2个百分点: the last two percentages before a change, one of them said to be of before.

    Of seventy such changes in clean reports none is that of other two, so nothing more is asked than that no two of the
    paragraph give it.
    """
    levels = [each.figure for each in percentages(passage) if each.role in LEVELS]
    levels = [each for each in levels if not each.vague and not each.bound]
    for change in passage.figures:
        if change.kind != POINTS or change.vague or change.bound:
            continue
        at = bisect_left(levels, change.start, key=lambda each: each.end)
        rates = [each for each in levels[max(0, at - MOST) : at] if points_beside.told_near(passage, each, change)]
        verb = TURN.search(passage.plain, max(0, change.start - LONGEST), change.start)
        if len(rates) < PAIR or verb is None:
            continue
        if rates[-1].clause < change.clause - PAIR and not _of_one_rate(passage, change, rates[-PAIR:]):
            continue
        early = [_of_before(passage, each) for each in rates[-PAIR:]]
        # 合格率98.15%，上年同样108人参加、合格103人，合格率95.37%: a period holds until another is told.
        early = early if any(early) else [_earlier(*rates[-PAIR:]), _then_before(passage, *rates[-PAIR:])]
        given = any(abs(one.value - two.value) == change.value for one, two in combinations(rates, PAIR))
        base, now = rates[-PAIR:] if early[0] else rates[:-3:-1]
        near = misprints.near(change.value, abs(now.exactly - base.exactly))
        if early.count(True) == 1 and near and not given and not _foreign(passage, change, base, now):
            span = (min(base.start, now.start), change.end)
            yield from _judge(passage, span, f"{base.value}", f"{now.value}", verb[1], f"{change.value}", "个百分点")


def _foreign(passage: Passage, change: Figure, base: Figure, now: Figure) -> bool:
    """好评率上季度为95.5%，办结率比上季度提高2.0个百分点: has the change a rate of its own, which is not that of both levels?"""
    own = RATE_OF.search(passage.plain, max(base.end, now.end), change.start)
    leads = (passage.plain[max(0, each.start - LONGEST) : each.start] for each in (base, now))
    return own is not None and any(own[1] not in each for each in leads) or not_last_year(passage, change, base)


def _of_one_rate(passage: Passage, change: Figure, levels: list[Figure]) -> bool:
    """成功率97.1%。两下一比，受理数增长13.6%，成功率提高1.0个百分点: named again, and so are both levels."""
    own = RATE_OF.search(passage.plain, max(0, change.start - LONGEST), change.start)
    leads = (passage.plain[max(0, each.start - LONGEST) : each.start] for each in levels)
    return own is not None and all(f"{own[1]}率" in each for each in leads)


def _of_before(passage: Passage, figure: Figure) -> bool:
    begin = max(passage.plain.rfind(mark, 0, figure.start) for mark in "，。；：（") + 1
    if EARLIER_WORDS.search(passage.plain, begin, figure.start) is not None:
        return True
    # 上年调解成功355件，成功率96.5%; 88件，败诉率9.1%，2023年审结75件、败诉11件，败诉率14.7%，同比下降
    segment = max(passage.plain.rfind(mark, 0, figure.start) for mark in "。；") + 1
    dated = figure.period.isdigit() and figure.period < passage.now and not figure.compared
    return dated or OPENED.match(passage.plain, segment, figure.start) is not None


def _apart(passage: Passage) -> Iterator[Finding]:
    """合格率……；较上年2.8%的不合格率下降0.4个百分点: levels found by their names; a far result means that they were not found."""
    by_words = (*points_told.changes(passage), *point_levels.changes(passage), *points_beside.compared(passage))
    yield from chain.from_iterable(_between(passage, each) for each in by_words)
    for low, high, first, change in points_beside.ends(passage):
        if misprints.near(change.value, Fraction(high - low)):
            span = (first.figure.start, change.end)
            yield from _judge(passage, span, f"{low}", f"{high}", "提高", f"{change.value}", "个百分点")


def _between(passage: Passage, each: Points) -> Iterator[Finding]:
    distance = each.base.value - each.now.value if each.fall else each.now.value - each.base.value
    distance = abs(distance) if each.fall is None else distance
    if each.firm or misprints.near(each.change.value, Fraction(distance)):
        fall = each.base.value > each.now.value if each.fall is None else each.fall
        span = (min(each.base.start, each.now.start), each.change.end)
        if each.base.sentence == each.change.sentence and not each.quoted:
            span = (each.base.start, each.change.end)
        values = (f"{each.base.value}", f"{each.now.value}", "下降" if fall else "提高", f"{each.change.value}")
        yield from _judge(passage, span, *values, "个百分点")


def _towards(manuscript: Manuscript) -> Iterator[Finding]:
    """持证率提高到100%，较2023年提高8个百分点, where 92% is told of 2023 elsewhere."""
    for passage, each in points_told.towards(manuscript):
        values = (f"{each.base.value}", f"{each.now.value}", "下降" if each.fall else "提高", f"{each.change.value}")
        yield from _judge(passage, (each.now.start, each.change.end), *values, "个百分点")


def _by_words(manuscript: Manuscript) -> Iterator[Finding]:
    for pattern, groups in BOTH_PRINTED:
        for passage, match, offset in manuscript.matches(pattern):
            span = (match.start() - offset, match.end() - offset)
            yield from _judge(passage, span, *(match[each] for each in groups))
    for pattern, base, verb in LEVEL_FIRST:
        for passage, match, offset in manuscript.matches(pattern):
            level = LEVEL_BEFORE.search(manuscript.text, max(offset, match.start() - LONGEST), match.start())
            if level is not None and _same_rate(manuscript.text[offset : level.start()], match.group()):
                span = (level.start() - offset, match.end() - offset)
                yield from _judge(passage, span, match[base], level[1], match[verb], match[verb + 1], match[verb + 2])
    for passage in manuscript.passages:
        if "百分点" in passage.plain:
            yield from _in_row(passage)
    for passage, match, offset in manuscript.matches(NAMED_LEVEL):
        before = manuscript.text[offset : match.start()]
        name = before[-NAME:]
        said = set(re.findall(re.escape(name) + r"率(?:高?达到?|为|是)?(\d+(?:\.\d+)?)%", before))
        if len(said) == 1 and len(name) == NAME and NEGATION.search(before[:-NAME][-1:]) is None:
            span = (match.start() - offset, match.end() - offset)
            yield from _judge(passage, span, match[1], said.pop(), match[2], match[3], match[4])


def _same_rate(before: str, match: str) -> bool:
    """优秀卷比例为28.7%，不合格卷比例较…下降: a clause with a rate of its own says nothing of the level before it."""
    own = OWN_RATE.match(match)
    if own is None:
        return True
    name = AGAIN.sub("", EARLIER_WORDS.sub("", own[1], count=1))
    if name in SHARE:
        return True
    clause = CLAUSE.split(before)[-1]
    at = clause.rfind(name)
    return at >= 0 and NEGATION.search(clause[max(0, at - 1) : at]) is None


def _in_row(passage: Passage) -> Iterator[Finding]:
    """2021年为94.2%，2022年为96.1%，提高1.9个百分点: the last two levels before the change, one of them of an earlier period."""
    text = passage.plain
    for number, change in enumerate(passage.figures):
        if change.kind != POINTS or change.vague or change.bound or number < PAIR:
            continue
        first, second = passage.figures[number - PAIR : number]
        verb = VERB.search(text[second.end : change.start])
        if not first.percent or not second.percent or verb is None or first.sentence != change.sentence:
            continue
        if any(each.vague or each.bound for each in (first, second)) or second.compared:
            continue
        if LEVEL_OF.search(text[first.end : second.start]) is None:
            continue
        early = [_earlier(first, second), _earlier(second, first)]
        if early.count(True) == 1:
            base, now = (first, second) if early[0] else (second, first)
            span = (first.start, change.end)
            yield from _judge(passage, span, f"{base.value}", f"{now.value}", verb[1], f"{change.value}", "个百分点")


def _earlier(one: Figure, other: Figure) -> bool:
    """Is the one of a period before the other's?"""
    if BEFORE_NOW.search(one.period):
        return not BEFORE_NOW.search(other.period)
    return one.period.isdigit() and other.period.isdigit() and int(one.period) < int(other.period)


def _judge(
    passage: Passage, span: tuple[int, int], base: str, now: str, verb: str, change: str, unit: str
) -> Iterator[Finding]:
    before, after, stated = Decimal(base), Decimal(now), Decimal(change)
    fall = re.fullmatch(f"{DOWN}|[降跌减]幅", verb) is not None
    difference = (before - after) if fall else (after - before)
    quote = f"{change}{unit}"
    if unit == "个百分点":
        if rounding.fits(stated, Fraction(difference)):
            yield _report(passage, span, Verdict.RIGHT, quote, "与前后两个百分数相符。", difference)
        elif rounding.unlike(before, after, stated) and rounding.may_come_of_rounding(
            before, after, abs(difference - stated)
        ):
            message = f"{base}%与{now}%相差{difference}，文中写{quote}；差异可能出自两数的取舍，不能断定。"
            yield _report(passage, span, Verdict.HINT, quote, message, difference)
        else:
            message = f"由{base}%到{now}%是{'下降' if after < before else '上升'}{abs(difference)}个百分点，文中写{verb}{quote}。"
            yield _report(passage, span, Verdict.WRONG, quote, message, abs(difference))
        return
    relative = 100 * Fraction(difference) / Fraction(before) if before else Fraction(0)
    ways = rounding.fits(stated, relative)
    # 94.9% to 96.4% printed as 1.5%: what is the difference to the last place is hardly the relative change cut off.
    if ways and (difference != stated or rounding.HALF_UP in ways):
        yield _report(passage, span, Verdict.RIGHT, quote, "按相对增幅计算相符。", stated)
    elif difference == stated:
        message = f"由{base}%到{now}%相差{difference}，应写“{difference}个百分点”，不是“{quote}”。"
        yield _report(passage, span, Verdict.WRONG, quote, message, f"{difference}个百分点")
    else:
        computed = rounding.show(relative, max(1, rounding.decimals(stated)))
        message = f"由{base}%到{now}%相差{difference}个百分点，相对变化{computed}%，文中写{quote}。"
        yield _report(passage, span, Verdict.WRONG, quote, message, f"{difference}个百分点")


def _report(
    passage: Passage, span: tuple[int, int], verdict: Verdict, stated: str, message: str, computed: Decimal | str
) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.GROWTH,
        verdict=verdict,
        rule="points",
        message=message,
        stated=stated,
        computed=computed,
        basis="百分点＝两个百分数之差" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="points",
    title="百分点",
    source="百分点是两个百分数之差",
    why="“提高1.3%”与“提高1.3个百分点”相差甚远。",
    wrong="化解率由97.2%提升至98.5%，提高1.5个百分点",
    right="化解率由97.2%提升至98.5%，提高1.3个百分点",
    check=check,
)
