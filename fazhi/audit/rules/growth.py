"""同比、环比、较上年…: growth recomputed where the text gives both levels or the level and the increase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from fazhi.audit.growths import (
    base_behind,
    beside_the_base,
    called_levels,
    closest,
    comparison_base,
    contrary,
    differences_apart,
    due_and_done,
    increments,
    judged_differences,
    kept_of,
    levels_apart,
    levels_said,
    moved_growths,
    of_the_opening,
    over_the_new,
    rounded_changes,
    rows,
    rows_apart,
    slipped_bases,
    steps,
)
from fazhi.audit.growths.changes import Levels, falls, fits_pair, levels, nearest, stands_before
from fazhi.audit.growths.differences import Difference, differences
from fazhi.audit.growths.grown_in_words import Told, grown
from fazhi.audit.growths.multiples import multiples
from fazhi.audit.growths.other_subjects import called_otherwise, compared_otherwise, of_the_topic
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import otherwise
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, periods, rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.own_subjects import of_another_thing
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, claims

ANNUAL = re.compile(r"年均|平均每年|年平均|月均")
RESPECTIVELY = re.compile(r"分别[^，。；]{0,6}$")
AT_CONSTANT_PRICES = re.compile(r"可比价|可比口径|不变价|扣除价格|实际增长|剔除")
# 增长4.2%（上年3198万元，因两户税收上划，增幅按剔除上划因素后的基数计算）
OTHER_BASE = re.compile(
    r"（[^（）]*(?:按|以|系)[^（）]{0,4}(?:剔除|扣除|同口径|可比口径|调整)[^（）]*(?:基数|口径|计算|测算)[^（）]*）"
)
PASSAGES = 4
"""So many passages before a growth this period's count may stand."""
SMALL, HUNDRED = 3000, 100
RISEN_TO = re.compile(r"(?<!幅达)(?<!幅度达)(?<!率达)[到至]$")
DIFFERENCES = (
    differences, base_behind.base_behind, differences_apart.bracketed, steps.steps, due_and_done.slips,
    differences_apart.proved, beside_the_base.beside_the_base,
)  # fmt: skip
PRINTED = re.compile(r"\d[\d,]*(?:\.\d+)?[万亿千]")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every percentage of growth, and one for an increase that its own two levels refute."""
    places = {id(each): at for at, each in enumerate(manuscript.passages)}
    wrong: set[tuple[int, int, int]] = set()
    for claim in claims(manuscript.passages, "growth"):
        at = places[id(claim.passage)]
        for result in _judge(claim, manuscript.passages[max(0, at - PASSAGES) : at]):
            wrong |= {(result.paragraph, result.start, result.end)} if result.verdict is Verdict.WRONG else set()
            yield result
    for at, passage in enumerate(manuscript.passages):
        if not passage.figures:
            continue
        if "倍" in passage.plain:
            yield from multiples(passage, manuscript.passages[max(0, at - PASSAGES) : at])
        for told in grown(passage):
            yield _in_words(passage, told)
        for called in called_levels.called(passage, manuscript.passages[max(0, at - PASSAGES) : at]):
            yield _called(passage, called)
        known = set()
        for each in chain.from_iterable(read(passage) for read in DIFFERENCES):
            known.add(each.change.start)
            if (passage.index, *passage.quote(each.base.start, each.base.end)[:2]) not in wrong:
                yield from judged_differences.judged(passage, each)
        for each in differences_apart.slips(passage, manuscript.passages[max(0, at - PASSAGES) : at], known):
            yield from judged_differences.judged(passage, each)


def _in_words(passage: Passage, told: Told) -> Finding:
    """由22件增至44件，翻了两番"""
    formula, said = _formula(told.pair.now, told.pair.base, 1), passage.plain[told.start : told.end]
    return finding(
        passage,
        (told.start, told.end),
        kind=Kind.GROWTH,
        verdict=Verdict.RIGHT if told.fits else Verdict.WRONG,
        rule="growth",
        message=f"{formula}，{'相符' if told.fits else f'文中写“{said}”不符'}。",
        computed=rounding.show(_change(told.pair), 1),
        basis="" if told.fits else "增减幅度＝（本期数－基期数）÷基期数",
    )


def _called(passage: Passage, told: called_levels.Called) -> Finding:
    """较上年的540件下降到10%, where there are 486 now"""
    said, right = f"{told.verb}{told.to}{told.figure.text}", f"{told.verb}{told.figure.text}"
    message = f"本期{told.now.text}、上期{told.base.text}，相差的才是{told.figure.text}，“{said}”应为“{right}”。"
    return finding(
        passage,
        (told.start, told.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="growth",
        message=message,
        computed=right,
        basis="“增减到”后面是现在的数，“增减了”后面是相差的数",
    )


def _judge(claim: Percentage, earlier: Sequence[Passage]) -> Iterator[Finding]:
    figure, text = claim.figure, claim.passage.plain
    left = text[max(claim.sentence.start, figure.start - 30) : figure.start]
    if ANNUAL.search(left[-12:]) or figure.vague:
        yield _report(claim, Verdict.UNSURE, "年均增长须有首末两年的数，或所写为约数，无法核对。")
        return
    if RISEN_TO.search(left) or text.startswith("相比", figure.end):  # 与2015年总额增长35.8%相比: the growth of then
        return
    if AT_CONSTANT_PRICES.search(text, claim.sentence.start, figure.start) or OTHER_BASE.match(text, figure.end):
        yield _report(claim, Verdict.UNSURE, "按可比价格计算或扣除价格因素的增幅，不能由现价两数推得。")
        return
    if (over := over_the_new.beside_its_base(claim.passage, claim.sentence, figure)) is not None:
        yield replace(_report(claim, Verdict.WRONG, over.message, over.computed), basis=over_the_new.BASIS)
        return
    said = levels_said.slip(claim, earlier)
    if said is not None:
        yield _report(claim, Verdict.WRONG, said.message, said.computed)
        return
    moved = moved_growths.slip(claim)
    if moved is not None:
        result = _report(claim, Verdict.WRONG, *moved[:2])
        result.basis = moved[2] or result.basis
        yield result
        return
    in_row = [
        each for each in rows.levels(claim) or rows_apart.levels(claim, earlier) if comparison_base.allowed(claim, each)
    ]
    if in_row:
        result = _compare(claim, in_row)
        if result.verdict is Verdict.HINT:
            result = _report(claim, Verdict.UNSURE, result.message, result.computed)
        yield result
        return
    named = rows.name(claim)
    by_name = _apart(claim, earlier, named) if named else None
    if by_name is not None:
        yield by_name
        return
    if RESPECTIVELY.search(left) or left.endswith("、"):
        yield _report(claim, Verdict.UNSURE, "“分别”所指各数的基期数未列出，无法核对。")
        return
    found = kept_of.levels(claim) or [*increments.levels(claim), *levels(claim)]
    found = [each for each in found if comparison_base.allowed(claim, each)]
    if found:
        result = _compare(claim, found)
        blamed = increments.refuted(claim, found) if result.verdict is Verdict.WRONG else None
        if blamed is not None:
            yield from judged_differences.judged(claim.passage, Difference([blamed.now], blamed.base, blamed.change))
            result = _compare(claim, [Levels(blamed.now, blamed.base, True)])
        yield result
        return
    apart = _apart(claim, earlier)
    if apart is not None:
        yield apart
        return
    opening = of_the_opening.level(claim)
    of_total = _compare(claim, opening) if opening else None
    if of_total is not None and of_total.verdict.settled:
        yield of_total
        return
    now = nearest(claim)
    if now is None:
        yield _report(claim, Verdict.UNSURE, "文中没有给出增减的本期数和基期数，无法核对。")
    else:
        yield _without_base(claim, now)


def _apart(claim: Percentage, earlier: Sequence[Passage], subject: str | None = None) -> Finding | None:
    """What levels that stand sentences apart settle."""
    pairs = levels_apart.levels(claim, earlier, subject)
    pairs = [each for each in pairs if comparison_base.allowed(claim, each)]
    result = _compare(claim, pairs) if pairs else None
    return result if result is not None and result.verdict.settled else None


def _compare(claim: Percentage, found: list[Levels]) -> Finding:
    figure, fall = claim.figure, falls(claim)
    places = max(1, rounding.decimals(figure.value))
    sound = [each for each in found if each.base.low > 0 and each.now.low >= 0]
    sound = [each for each in sound if not any(_rough(level) for level in (each.base, each.now))]
    sound = [each for each in sound if periods.of_one_length(each.now.period, each.base.period)]
    if not sound:
        return _report(claim, Verdict.UNSURE, "增减的本期数或基期数是约数，不作核对。")
    sound = increments.without_others(claim.passage, sound)
    for each in sound:
        roundings = fits_pair(figure, each, fall)
        if roundings:
            return _fitting(claim, each, places, roundings)
    if (more := next((each for each in sound if increments.is_the_change(figure, each, fall)), None)) is not None:
        return _report(claim, Verdict.RIGHT, f"{more.now.text}÷{more.base.text}＝{claim.stated}，相符。")
    if (turned := contrary.swapped_base(claim, sound, fall)) is not None:
        return turned
    certain = [each for each in sound if each.sure and not figure.bound]
    best = (certain or sound)[0]
    change = _change(best)
    if not certain and not figure.bound:
        slips = [each for each in sound if _looks_like(figure, each, fall, len(sound) == 1)]
        slips = slips or closest.only(figure, sound, fall)
        if len({(each.now.value, each.base.value) for each in slips}) == 1:
            certain, best, change = slips, slips[0], _change(slips[0])
    computed = rounding.show(-change if fall else change, places)
    opposite = rounding.fits(figure.value, change if fall else -change)
    if opposite and change:
        message = f"{best.now.text}与{best.base.text}相比是{'上升' if fall else '下降'}，文中写反了方向。"
        certain = (
            certain or sound
            if len(sound) == 1 and closest.telling(figure) and stands_before(claim, best.base)
            else certain
        )
        return _report(claim, Verdict.WRONG if certain else Verdict.HINT, message, computed)
    # 270件，同比上升11.11%，同比增加30件: the difference may be the slip as well.
    by = "按" if best.change is None else f"按相差{best.change.text}推算，"
    message = f"文中写{'降' if fall else '增'}{claim.stated}，{by}{_formula(best.now, best.base, places)}不符。"
    printed = any(each is best.now for each in claim.passage.figures)
    named = best.base if stands_before(claim, best.base) else None
    if increments.with_neighbours(claim, sound, fall) or closest.of_another_level(claim, best, fall):
        return _report(claim, Verdict.UNSURE, message + "但与文中数项之和相符，请核对。", computed)
    if (
        not best.only
        and not comparison_base.both_named(claim, best)
        and otherwise.as_change(claim.passage, figure, fall, None if printed else best.base, named)
    ):
        return _report(claim, Verdict.UNSURE, message + "但与文中另两数相符，请核对基期数。", computed)
    if not certain:
        return _report(claim, Verdict.HINT, message + "请核对基期数。", computed)
    if not named and _too_far(claim, best, fall):
        # 报道事故3906164起，其中涉及伤亡219521起；与去年相比，事故起数减少18839起，下降7.9%: of other levels
        return _report(claim, Verdict.UNSURE, message + "相差过大，可能另有所指，请核对。", computed)
    slipped = slipped_bases.told(claim, best)
    if slipped is not None:
        return slipped
    another = increments.of_another_count(claim, best, fall) or increments.of_another_level(claim, best)
    apart = best.change is not None and (
        called_otherwise(claim, best.now) or compared_otherwise(claim, best.change) or of_the_topic(claim, best.change)
    )
    if another or apart or of_another_thing(claim, best.now):
        return _report(claim, Verdict.UNSURE, message + "但与文中另一数相符，请核对。", computed)
    return _report(claim, Verdict.WRONG, message, computed)


def _rough(level: Figure) -> bool:
    # 立案多了86件 is by so many
    return bool(level.bound) or level.vague and not level.more or level.head.endswith(("多了", "少了"))


def _looks_like(figure: Figure, pair: Levels, fall: bool, alone: bool) -> bool:
    """Is a printed change so like that of an unsure pair that it can only be a slip of it?

    One figure is wrong, or the change was divided by the new level (156 of 184 printed as 17.9 % less), or it lies near and
    no other pair is in sight.
    """
    change = -_change(pair) if fall else _change(pair)
    if change <= 0:
        return False
    if misprints.misprinted(figure.value, change) or alone and misprints.near(figure.value, change):
        return True
    return (
        closest.telling(figure)
        and pair.now.low > 0
        and bool(rounding.fits(figure.value, change * pair.base.exactly / pair.now.exactly))
    )


def _too_far(claim: Percentage, pair: Levels, fall: bool) -> bool:
    """Is the printed change so far from that of its levels that it is hardly a slip, and not divided by the new level either?

    Not where nothing but the base and the increase stands between the level and it (3起同比增多1起，上升100%), or nothing but the
    increase between a printed base and it (较2021年的3896件多263件，增幅0.68%).
    """
    before = [each for each in claim.sentence.figures if each.end <= claim.figure.start and each.count]
    own = {each.value for each in (pair.base, pair.change) if each is not None}
    if pair.now.sentence == claim.figure.sentence and all(
        each.value in own for each in before if each.start >= pair.now.end
    ):
        return False
    if any(each is pair.base for each in before) and all(
        CHANGE.search(each.head) is not None for each in before if each.start >= pair.base.end
    ):
        return False
    change = -_change(pair) if fall else _change(pair)
    if change <= 0 or not misprints.too_far(claim.figure.value, change):
        return False
    if pair.now.low > 0 and rounding.fits(claim.figure.value, HUNDRED * pair.now.exactly / pair.base.exactly):
        return False  # 由23项压减到9项，压减39.1%: the level of now was printed as the change
    by_new = change * pair.base.exactly / pair.now.exactly if pair.now.low > 0 else change
    return not rounding.fits(claim.figure.value, by_new) and not misprints.figure_lost(claim.figure.value, change)


def _change(pair: Levels) -> Fraction:
    return 100 * (pair.now.exactly - pair.base.exactly) / pair.base.exactly


def _fitting(claim: Percentage, pair: Levels, places: int, roundings: frozenset[str]) -> Finding:
    computed = rounding.show(abs(_change(pair)), places)
    formula = _formula(pair.now, pair.base, places)
    if not claim.figure.bound and not rounding.fits(claim.figure.value, abs(_change(pair))):
        if rounded_changes.slipped(claim.figure, pair, falls(claim)):
            return _report(claim, Verdict.WRONG, f"{formula}，文中写{claim.stated}不符。", computed)
        message = f"{formula}；两数已取舍到万位，差异在取舍误差之内，不能断定。"
        return _report(claim, Verdict.UNSURE, message, computed)
    differences_apart.keep(claim, pair)
    return _report(claim, Verdict.RIGHT, f"{formula}，相符。", computed, roundings)


def _formula(now: Figure, base: Figure, places: int) -> str:
    change = 100 * abs(now.exactly - base.exactly) / base.exactly
    return f"({_number(now)}－{_number(base)})÷{_number(base)}＝{rounding.show(change, places)}%"


def _without_base(claim: Percentage, now: Figure) -> Finding:
    """Only this period's count: is there any whole base at all?"""
    figure = claim.figure
    fall = falls(claim)
    near = figure.start - now.end < 24
    if CHANGE.search(now.head) is not None:
        # 死亡人数增加6人，上升3.16%: how many more, no level
        return _report(claim, Verdict.UNSURE, f"文中没有给出{now.text}是在多少之上增减的，无法核对增减幅度。")
    if now.exact and near and 0 < now.value <= SMALL and figure.value < 1000 and not figure.bound:
        factor = 1 + (-1 if fall else 1) * figure.exactly / 100
        if factor > 0:
            guess = int(now.exactly / factor)
            if not any(_gives(now, base, figure.value, fall) for base in range(max(1, guess - 2), guess + 4)):
                message = f"没有哪个整数基数能使{now.text}{'下降' if fall else '增长'}{claim.stated}，请核对基期数。"
                return _report(claim, Verdict.HINT, message)
    return _report(claim, Verdict.UNSURE, f"文中没有给出{now.text}的基期数，无法核对增减幅度。")


def _gives(now: Figure, base: int, stated: Decimal, fall: bool) -> bool:
    change = base - int(now.value) if fall else int(now.value) - base
    return change >= 0 and bool(rounding.fits_counts(stated, change, base))


def _number(figure: Figure) -> str:
    """As printed: 1.86万 of 1.86万份."""
    printed = PRINTED.match(figure.text)
    if figure.step and printed is not None:
        return printed.group()
    return f"{figure.value.normalize():f}"


def _report(
    claim: Percentage,
    verdict: Verdict,
    message: str,
    computed: Decimal | str | None = None,
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
