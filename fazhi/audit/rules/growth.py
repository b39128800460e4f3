"""同比、环比、较上年…: growth recomputed where the text gives both levels or the level and the increase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit import rounding
from fazhi.audit.figures import Figure
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.percentages import Percentage, percentages
from fazhi.audit.rules import Rule

UP = re.compile(r"增长|上升|增加|提高|提升|增幅|涨|升幅|攀升|上浮")
DOWN = re.compile(r"下降|减少|降低|降幅|下跌|回落|压缩|缩短|缩减|压减|精简|下浮")
CHANGE = re.compile(r"(?:增加|增长|减少|下降|上升|多|少|提高|降低|增|减)了?$")
CHANGED_TO = re.compile(
    r"(?:增加|增长|减少|下降|上升|提高|降低|提升|增|减|压缩|缩短|降|升|扩大|扩展|发展)(?:到|至|为)(?:了|目前的?|现在的?)?$"
)
EARLIER = re.compile(
    r"去年|上年|同期|上月|上周|前年|上季度|(?:比|较|由|从)[^，。]{0,6}(?:20\d\d年|\d{1,2}月)|20\d\d年[^，。]{0,6}的$"
)
FROM = re.compile(r"(?:由|从)[^，。；]{0,14}$")
ANNUAL = re.compile(r"年均|平均每年|年平均|月均")
STRETCH = 90


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every percentage of growth."""
    for passage in manuscript.passages:
        if "%" not in passage.plain and "百分之" not in passage.plain:
            continue
        for claim in percentages(passage):
            if claim.role == "growth":
                result = _judge(claim)
                if result is not None:
                    yield result


def _judge(claim: Percentage) -> Finding | None:
    figure = claim.figure
    text = claim.passage.plain
    left = text[max(claim.sentence.start, figure.start - 30) : figure.start]
    if ANNUAL.search(left[-12:]) or figure.vague:
        return _report(claim, Verdict.UNSURE, "年均增长须有首末两年的数，或所写为约数，无法核对。")
    if re.search(r"(?:到|至)$", left):
        return None
    now, base, certain = _levels(claim)
    if now is None:
        return _report(claim, Verdict.UNSURE, "文中没有给出增减的本期数和基期数，无法核对。")
    if base is None:
        return _without_base(claim, now)
    if now.vague or base.vague or base.low <= 0 or now.bound or base.bound:
        return _report(claim, Verdict.UNSURE, "增减的本期数或基期数是约数，不作核对。")
    return _compare(claim, now, base, certain)


def _levels(claim: Percentage) -> tuple[Figure | None, Figure | None, bool]:
    """(this period, base period, is the pairing certain); the base may be made from level and increase."""
    text = claim.passage.plain
    figures = [each for each in claim.sentence.figures if each.end <= claim.figure.start and each.count]
    figures = [each for each in figures if claim.figure.start - each.end < STRETCH]
    if not figures:
        return None, None, False
    last = figures[-1]
    before_last = text[claim.sentence.start : last.start]
    if CHANGED_TO.search(before_last) and len(figures) > 1 and figures[-2].kind == last.kind:
        if FROM.search(text[claim.sentence.start : figures[-2].start]):
            return last, figures[-2], True
    if EARLIER.search(text[max(claim.sentence.start, last.start - 10) : last.start]) and _adjacent(claim, last):
        level = _named_before(claim, last) if len(figures) == 1 else None
        if level is not None:
            return level, last, True
    if len(figures) > 1 and figures[-2].kind == last.kind:
        earlier = figures[-2]
        between = text[earlier.end : last.start]
        if CHANGE.search(before_last) and not CHANGED_TO.search(before_last):
            third = figures[-3] if len(figures) > 2 and figures[-3].kind == last.kind else None
            if third is not None and EARLIER.search(text[third.end : earlier.start]):
                return third, earlier, True
            if EARLIER.search(between) or re.search(r"同比|环比|比|较", between):
                return (
                    earlier,
                    _minus(
                        earlier, last, DOWN.search(before_last[-6:]) is not None or before_last.endswith(("少", "减"))
                    ),
                    True,
                )
        lead_in = text[earlier.start - 14 if earlier.start > 14 else 0 : earlier.start]
        if EARLIER.search(between) and not re.search(r"[。；]", between):
            return earlier, last, _adjacent(claim, last)
        if EARLIER.search(lead_in) and not EARLIER.search(between) and re.search(r"今年|本年|本期|20\d\d年", between):
            return last, earlier, False
    return last, None, False


def _named_before(claim: Percentage, base: Figure) -> Figure | None:
    """调解纠纷6368件……。调解总量较上年5920件上升…: the level named in the sentence before, if only one can be meant."""
    passage = claim.passage
    clause = re.split(r"[。；，]", passage.plain[claim.sentence.start : base.start])[-1]
    subject = re.split(r"较|比|与|同", clause)[0].removesuffix("总量").removesuffix("数量").removesuffix("总数")
    if len(subject) < 2:
        return None
    earlier = [each for each in passage.sentences if each.end <= claim.sentence.start][-1:]
    figures = [each for sentence in earlier for each in sentence.figures if each.kind == base.kind and each.exact]
    named = [each for each in figures if subject[-2:] in f"{each.head}{each.tail}"]
    return figures[0] if named and named[0] is figures[0] and figures[0].period != base.period else None


def _adjacent(claim: Percentage, base: Figure) -> bool:
    """Nothing but the verb of change stands between the base and the percentage."""
    gap = claim.passage.plain[base.end : claim.figure.start]
    return len(gap) <= 14 and gap.count("，") <= 1


def _minus(level: Figure, change: Figure, fall: bool) -> Figure:
    """The base figure from a level and its increase (or decrease)."""
    sign = -1 if fall else 1
    value = level.value - sign * change.value
    return Figure(
        change.start, change.end, f"{value}{level.unit}", value, max(level.step, change.step), level.unit, level.kind,
        level.vague or change.vague, level.bound or change.bound, False,
    )  # fmt: skip


def _compare(claim: Percentage, now: Figure, base: Figure, certain: bool) -> Finding:
    figure = claim.figure
    text = claim.passage.plain
    words = text[max(claim.sentence.start, figure.start - 12) : figure.start]
    down = list(DOWN.finditer(words))
    up = list(UP.finditer(words))
    fall = bool(down) and (not up or down[-1].start() > up[-1].start())
    change = 100 * (now.exactly - base.exactly) / base.exactly
    low = 100 * (now.low - base.high) / base.high
    high = 100 * (now.high - base.low) / base.low
    if fall:
        change, low, high = -change, -high, -low
    places = max(1, rounding.decimals(figure.value))
    computed = rounding.show(change, places)
    roundings = rounding.fits(figure.value, low, high)
    if figure.bound == "at_least" and high >= figure.exactly:
        roundings = rounding.BOTH
    formula = f"({_number(now)}－{_number(base)})÷{_number(base)}＝{rounding.show(abs(change), places)}%"
    if roundings:
        return _report(claim, Verdict.RIGHT, f"{formula}，相符。", computed, roundings)
    if change < 0 and rounding.fits(figure.value, -high, -low):
        opposite = "上升" if fall else "下降"
        verdict = Verdict.WRONG if certain else Verdict.HINT
        return _report(claim, verdict, f"{now.text}与{base.text}相比是{opposite}，文中写反了方向。", computed)
    message = f"文中写{'降' if fall else '增'}{claim.stated}，按{formula}不符。"
    if not certain or figure.bound:
        return _report(claim, Verdict.HINT, message + "请核对基期数。", computed)
    return _report(claim, Verdict.WRONG, message, computed)


def _without_base(claim: Percentage, now: Figure) -> Finding:
    """Only this period's count: is there any whole base at all?"""
    figure = claim.figure
    words = claim.passage.plain[max(claim.sentence.start, figure.start - 12) : figure.start]
    fall = DOWN.search(words) is not None
    near = claim.figure.start - now.end < 24
    if now.exact and near and 0 < now.value <= 3000 and figure.value < 1000 and not figure.bound:
        factor = 1 + (-1 if fall else 1) * figure.exactly / 100
        if factor > 0:
            guess = int(now.exactly / factor)
            bases = range(max(1, guess - 2), guess + 4)
            if not any(_gives(now, base, figure.value, fall) for base in bases):
                message = f"没有哪个整数基数能使{now.text}{'下降' if fall else '增长'}{claim.stated}，请核对基期数。"
                return _report(claim, Verdict.HINT, message)
    return _report(claim, Verdict.UNSURE, f"文中没有给出{now.text}的基期数，无法核对增减幅度。")


def _gives(now: Figure, base: int, stated: Decimal, fall: bool) -> bool:
    change = base - int(now.value) if fall else int(now.value) - base
    return change >= 0 and bool(rounding.fits_counts(stated, change, base))


def _number(figure: Figure) -> str:
    return f"{figure.value.normalize():f}"


def _report(
    claim: Percentage,
    verdict: Verdict,
    message: str,
    computed: Decimal | None = None,
    roundings: frozenset[str] = frozenset(),
) -> Finding:
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.GROWTH,
        verdict=verdict,
        rule="growth",
        message=message,
        stated=claim.stated,
        computed=computed,
        basis="增减幅度＝（本期数－基期数）÷基期数" if verdict is Verdict.WRONG else "",
        roundings=roundings,
    )


RULE = Rule(
    id="growth",
    title="同比、环比与增减幅度",
    source="增减幅度＝（本期数－基期数）÷基期数",
    why="上年数或增量改了，百分比没有重算；升降方向抄反。",
    wrong="新收申请5422件，比2019年增加842件，增幅为15.53%",
    right="8月有效报警6689起，去年同期7210起，下降7.2%",
    check=check,
)
