"""化解率、办结率、合格率 …: a named rate recomputed from its own two counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import (
    added_outcomes,
    binding,
    common_bases,
    definite,
    exceeding,
    excluded,
    nearly,
    opposites,
    own_bases,
    together,
)
from fazhi.audit.rates.binding import Binding
from fazhi.audit.rates.rate_readings import counted_otherwise, nearest, readings
from fazhi.audit.rules import Rule
from fazhi.audit.text import items, misprints, rounding
from fazhi.audit.text.countable import ITEM
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import RISEN, Percentage, claims
from fazhi.audit.text.wording import pattern

HUNDRED = 100
SUBJECT = 30
"""So far before the first of its counts the subject of a rate may stand."""
# 326件普通程序案件中的318件: the base could not be named more plainly.
OUT_OF = re.compile(r"[^，。；\d]{0,12}中的?")
CARRIED = re.compile(r"结转|遗留|旧存|积存|上年未|往年")
# 满意率（不含基本满意）: no other outcome is added.
ALONE = re.compile(r"不含|不包括|不计|剔除")
# 网办率由82.3%提高到88.9%: of the level of before no counts are printed, and those of the sentence before may be others.
FORMER = re.compile(r"率[^，。；\d]{0,4}[由从][^，。；%]{0,12}$")
LEAD = 6
NEGATIVE = ("不", "未", "非", "节")
"""批捕12.5万人，不捕11.5万人，不捕率…, 成交3.01亿元，节约0.86亿元，节资率…: its base is both together, or more."""
Counts = tuple[int, ...]
"""A part and its whole, by identity."""
NOTE = "报告中的比率由其自身的两个数重算"


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every named rate."""
    right: set[Counts] = set()
    for claim in claims(manuscript.passages, "rate", "plan"):
        found = binding.bind(claim)
        laid_down = own_bases.pair(manuscript, claim, found) or opposites.over_its_opposite(claim)
        if laid_down is not None and laid_down[1].low > 0:
            over = _over(claim, found, *laid_down)
            yield (_otherwise(claim, found) or over) if over.verdict is Verdict.WRONG else over
        elif claim.figure.value <= HUNDRED and claim.role == "rate":
            result = _judge(claim, found)
            slip = None
            if result.verdict is Verdict.WRONG:
                result = _otherwise(claim, found) or result
            open_yet = result.verdict in (Verdict.UNSURE, Verdict.HINT)
            if open_yet and not binding.dealt_out(claim) and not own_bases.based(claim):
                slip = nearly.pair(claim, found.rule) or added_outcomes.slip(claim, found.rule)
            if slip is not None and not own_bases.of_the_rest(claim, *slip):
                result = _otherwise(claim, found) or _wrong(claim, f"{found.rule.name}率", *slip)
            if result.verdict is Verdict.WRONG and counted_otherwise(
                manuscript, claim, found.part if slip is None else slip[0]
            ):
                result = _report(claim, Verdict.UNSURE, f"{found.rule.name}率与文中另外的数相符，请核对口径。")
            if result.verdict is Verdict.WRONG and common_bases.doubtful(claim, found, slip, result.computed):
                result = _report(
                    claim, Verdict.UNSURE, f"{found.rule.name}率当是按文中没有写出的另一基数计算，请核对口径。"
                )
            told = (id(found.part), *map(id, found.wholes[:1]))
            if result.verdict is Verdict.RIGHT:
                right.add(told)
            elif result.verdict is Verdict.WRONG and told in right and claim.figure.value == HUNDRED:
                # 应参保36208人，已参保35564人，参保率98.22%，脱贫人口参保率100%: the rate of the two counts is told, and this one is of some of them.
                result = _report(claim, Verdict.UNSURE, f"{found.rule.name}率当是其中一部分的，文中没有写出其基数。")
            yield result


def _otherwise(claim: Percentage, found: Binding) -> Finding | None:
    """Right by another reading of the same words?"""
    for part, whole in readings(claim, found):
        roundings = _fits(claim, part, whole)
        if roundings:
            return _right(claim, part, whole, roundings)
    return None


def _over(claim: Percentage, found: Binding, part: Figure, base: Figure) -> Finding:
    """The rate held against the two counts that the report itself lays down."""
    roundings = _fits(claim, part, base)
    return _right(claim, part, base, roundings) if roundings else _wrong(claim, f"{found.rule.name}率", part, base)


def _judge(claim: Percentage, found: Binding) -> Finding:
    figure, rule = claim.figure, found.rule
    name = f"{rule.name}率"
    if figure.vague:
        return _report(claim, Verdict.UNSURE, f"{name}是约数（{figure.text}），不作精确核对。")
    if found.part is None:
        return _without_part(claim, found, name)
    wholes = [each for each in found.wholes if each.low > 0]
    found.wholes = wholes = [each for each in wholes if not each.vague and not each.bound] or wholes
    if not wholes:
        return _without_whole(claim, found, name)
    part = found.part
    found.others = nearest(part, found.others)
    found.wholes = wholes = nearest(part, wholes)
    if part.vague or part.bound or wholes[0].vague or wholes[0].bound:
        return _report(
            claim, Verdict.UNSURE, f"{name}的分子或分母是约数（{part.text}、{wholes[0].text}），不能据以重算。"
        )
    known = [each for each in (*wholes, *found.others) if each.low > 0]
    instead = _instead(claim, part, known)
    if instead is not None:
        return _wrong(claim, name, part, instead)
    alone = ALONE.search(claim.link) is not None
    only = definite.base(claim, rule, part) if not figure.bound and not own_bases.based(claim) else None
    if only is not None:
        for added in (None, None if alone else found.added):
            roundings = _fits(claim, part, only, added)
            if roundings:
                return _right(claim, part if added is None else joined([part, added]), only, roundings)
        if misprints.near(figure.value, _exactly(part, only)) or any(_fits(claim, part, each) for each in known):
            return _wrong(claim, name, part, only)
    found.wholes = wholes = excluded.without_excluded(claim.passage, part, wholes, known) or wholes
    others = excluded.of_its_year(part, found.others)
    others = excluded.without_excluded(claim.passage, part, others, known)
    for whole in wholes + others:
        for added in (None, None if alone else found.added):
            roundings = _fits(claim, part, whole, added)
            if roundings:
                return _right(claim, part if added is None else joined([part, added]), whole, roundings)
    remainder = together.with_remainder(claim, part, rule) if not alone else frozenset()
    if remainder:
        message = f"{part.text}与并列的另一数合为基数，相符。"
        return _report(claim, Verdict.RIGHT, message, claim.figure.exactly, remainder)
    saved = together.taken_off(claim, part, wholes)
    if saved is not None:
        return _right(claim, part, *saved)
    whole = _preferred(claim, wholes)
    for other in found.parts:
        if other is not whole and other.exact and binding.same_unit(other, whole) and other.value <= whole.value:
            roundings = _fits(claim, other, whole)
            if roundings:
                return _right(claim, other, whole, roundings)
    several = together.parts(claim, part, whole) if not alone else frozenset()
    if several:
        message = f"{part.text}连同并列的其他数÷{whole.text}，相符。"
        return _report(claim, Verdict.RIGHT, message, claim.figure.exactly, several)
    return _mismatch(claim, found, part, whole, name)


def _instead(claim: Percentage, part: Figure, known: list[Figure]) -> Figure | None:
    """The whole that the words name, where the printed rate is that of a count which they exclude."""
    for each in known:
        if each.exact and each.value >= part.value > 0 and _fits(claim, part, each):
            whole = excluded.in_place_of(claim.passage, part, each, known)
            if whole is not None and not _fits(claim, part, whole):
                return whole
    return None


def _preferred(claim: Percentage, wholes: list[Figure]) -> Figure:
    """The base to name in the message: a total of the sentence before an item of a list."""
    totals = [each for each in wholes if not items.in_list(claim.passage, each)]
    return (totals or wholes)[0]


def _fits(claim: Percentage, part: Figure, whole: Figure, added: Figure | None = None) -> frozenset[str]:
    """The roundings under which the two counts give the printed rate."""
    figure = claim.figure
    if not figure.bound and part.exact and whole.exact and (added is None or added.exact):
        counted = int(part.value) + (0 if added is None else int(added.value))
        return rounding.fits_counts(figure.value, counted, int(whole.value))
    low, high = binding.ratio(part, whole, added)
    if figure.bound == "at_least":
        return rounding.BOTH if high >= figure.exactly else frozenset()
    if figure.bound == "at_most":
        return rounding.BOTH if low <= figure.exactly else frozenset()
    return rounding.fits(figure.value, low, high)


def _mismatch(claim: Percentage, found: Binding, part: Figure, whole: Figure, name: str) -> Finding:
    places = max(1, rounding.decimals(claim.figure.value))
    computed = rounding.show(_exactly(part, whole), places)
    formula = f"{_plain(part)}÷{_plain(whole)}＝{computed}%"
    doubt = _doubt(claim, found, part, whole, formula)
    if doubt is not None:
        slips = _misprinted(claim, found, part) if doubt[2] else []
        if len(slips) != 1:
            return _report(claim, doubt[0], doubt[1])
        whole = slips[0]
    return _wrong(claim, name, part, whole)


def _wrong(claim: Percentage, name: str, part: Figure, whole: Figure) -> Finding:
    places = max(1, rounding.decimals(claim.figure.value))
    computed = rounding.show(_exactly(part, whole), places)
    formula = f"{_plain(part)}÷{_plain(whole)}＝{computed}%"
    message = f"文中称{name}{claim.stated}，按{_plain(part)}÷{_plain(whole)}应为{computed}%。"
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="rate",
        message=message,
        stated=claim.stated,
        computed=computed,
        basis=f"{NOTE}：{formula}",
    )


def _doubt(
    claim: Percentage, found: Binding, part: Figure, whole: Figure, formula: str
) -> tuple[Verdict, str, bool] | None:
    """Why the two counts may not be those of the rate: a verdict, its reason, and whether a plain misprint settles it."""
    rule, name = found.rule, f"{found.rule.name}率"
    lead = claim.passage.plain[max(claim.sentence.start, claim.start - LEAD) : claim.figure.start]
    if "金额" in lead and part.kind != "元":
        return Verdict.UNSURE, f"{name}是按金额计算的，文中最近的两数为{formula}，请核对口径。", False
    if _of_its_own_part(claim, part) or own_bases.of_some(claim, part, whole):
        return Verdict.UNSURE, f"{name}所说的另有件数，文中最近的两数为{formula}，请核对口径。", False
    if pattern("outside").search(claim.name) and not pattern("outside_base").search(binding.words(whole)):
        return Verdict.UNSURE, f"文中没有给出{name}的基数，无法核对。", False
    if FORMER.search(claim.passage.plain, claim.start, claim.figure.start):
        return Verdict.UNSURE, f"{claim.stated}是{name}变动前的水平，文中两数为{formula}，不作核对。", False
    if RISEN.search(claim.link) and part.sentence != claim.figure.sentence:
        return Verdict.UNSURE, f"{name}的两数不在本句，文中最近的两数为{formula}，请核对口径。", True
    gap = claim.passage.plain[claim.figure.end : part.start]
    if "%" in gap:
        return Verdict.UNSURE, f"{name}的两数不在其近旁，文中其后的两数为{formula}，请核对口径。", False
    if found.made or OUT_OF.fullmatch(claim.passage.plain[whole.end : part.start]):
        return None
    low, _high = binding.ratio(part, whole)
    opened = rule.name == "结案" and "立案" in whole.head and CARRIED.search(claim.passage.plain) is None
    if rule.carried and claim.figure.exactly < low and not opened:
        return Verdict.UNSURE, f"{name}按文中两数为{formula}，但分母可能含上年结转，不能断定有误。", True
    named = own_bases.based(claim)[:2] in binding.words(whole) if own_bases.based(claim) else False
    if rule.name[:1] in NEGATIVE and not rule.known:
        return Verdict.UNSURE, f"{name}的基数没有写明；按文中两数为{formula}，请核对口径。", True
    if rule.strict and not named and not rule.whole.search(whole.head):
        return Verdict.UNSURE, f"{name}的基数不明，文中最近的两数为{formula}。", False
    if items.in_list(claim.passage, whole):
        return Verdict.UNSURE, f"{name}的基数不明，文中最近的两数为{formula}。", True
    dealt = binding.dealt_out(claim)
    if dealt or binding.of_a_kind(claim.passage, rule, part):
        return Verdict.UNSURE, f"{name}的基数没有写明；按文中两数为{formula}，请核对口径。", not dealt
    since = min(part.start, whole.start)
    if binding.narrower(claim, rule, max(0, since - SUBJECT)):
        return Verdict.UNSURE, f"{name}另有限定（{claim.name}），按文中两数为{formula}，请核对口径。", True
    between = claim.passage.plain[part.end : claim.start]
    every = claim.figure.value == HUNDRED and misprints.turned(part.value, whole.value)  # 596件，办结569件
    if "其中" in between and re.search(r"\d", between.partition("其中")[2]) and not every:
        return Verdict.HINT, f"{name}与文中两数（{formula}）不符；若专指“其中”一项，请写明。", False
    if rule.soft or (rule.firm and not rule.whole.search(binding.words(whole))):
        return Verdict.UNSURE, f"{name}的基数没有写明；按文中两数为{formula}，请核对口径。", True
    if not found.sure or (not rule.known and whole.clause < part.clause - 1):
        beside = ITEM.fullmatch(claim.passage.plain, whole.end, part.start) is not None  # 特困人员36人、社会代养老人9人
        return Verdict.HINT, f"{name}与文中两数（{formula}）不符，请核对其口径。", not beside
    return None


def _of_its_own_part(claim: Percentage, part: Figure) -> bool:
    """新收3268件，办结3264件；……；网格上报事件21436件，办结率99.4%: is a count of its own told in the rate's part of the sentence?"""
    segment = claim.figure.segment
    own = [
        each for each in claim.sentence.figures if each.segment == segment and each.end <= claim.start and each.count
    ]
    return bool(own) and part.segment < segment


def _misprinted(claim: Percentage, found: Binding, part: Figure) -> list[Figure]:
    """The counts of which the printed rate would be a plain misprint."""
    others = [each for each in found.others if each.exact and each.sentence == part.sentence]
    slips: dict[Decimal, Figure] = {}
    for each in [*found.wholes, *others]:
        if each.value >= part.value and each.low > 0 and binding.same_unit(each, part):
            if misprints.misprinted(claim.figure.value, _exactly(part, each)):
                slips.setdefault(each.value, each)
    return list(slips.values())


def _exactly(part: Figure, whole: Figure) -> Fraction:
    return 100 * part.exactly / whole.exactly


def _without_part(claim: Percentage, found: Binding, name: str) -> Finding:
    figure = claim.figure
    whole = found.wholes[0] if found.wholes else None
    if whole is None:
        return _report(claim, Verdict.UNSURE, f"文中没有给出{name}的分子和分母，无法核对。")
    opposite = opposites.all_but(claim, found.rule, whole)
    if opposite is not None:
        roundings = _fits(claim, opposite, whole)
        if roundings:
            return _right(claim, opposite, whole, roundings)
        if misprints.near(figure.value, _exactly(opposite, whole)) and not together.of_another_whole(
            claim, opposite, whole
        ):
            return _wrong(claim, name, opposite, whole)
    # 应考148人，除1人因病外全部参考; but 兽药1批次，饲料全部合格。总体合格率94.6%
    every = found.every and whole.segment == figure.segment
    if every and whole.exact and whole.value and not figure.bound and not whole.head.endswith("除"):
        if figure.value == 100:
            return _right(claim, whole, whole, rounding.BOTH)
        message = f"文中称{_plain(whole)}全部办妥，{name}却是{claim.stated}，应为100%。"
        return _report(claim, Verdict.WRONG, message, computed=Fraction(100))
    for other in found.parts:
        if other is not whole and other.exact and whole.exact and binding.same_unit(other, whole):
            roundings = _fits(claim, other, whole) if other.value <= whole.value else frozenset()
            if roundings:
                return _right(claim, other, whole, roundings)
    return _report(claim, Verdict.UNSURE, f"文中只有{whole.text}，没有给出{name}的分子，无法核对。")


def _without_whole(claim: Percentage, found: Binding, name: str) -> Finding:
    part = found.part
    assert part is not None
    only = definite.base(claim, found.rule, part) if not claim.figure.bound and not own_bases.based(claim) else None
    if only is not None:
        roundings = _fits(claim, part, only)
        if roundings or misprints.near(claim.figure.value, _exactly(part, only)):
            return _right(claim, part, only, roundings) if roundings else _wrong(claim, name, part, only)
    for other in found.others:
        if other.exact and part.exact and other.value >= part.value > 0:
            roundings = _fits(claim, part, other)
            if roundings:
                return _right(claim, part, other, roundings)
    whole = own_bases.completed(claim, part)
    if whole is not None and part.exact and not claim.figure.bound:
        found.wholes, found.made = [whole], True
        roundings = _fits(claim, part, whole)
        return _right(claim, part, whole, roundings) if roundings else _mismatch(claim, found, part, whole, name)
    exceeded = exceeding.base(claim, part)
    if exceeded is not None:
        message = f"{name}为{claim.stated}，{_plain(part)}却多于其基数{_plain(exceeded)}，件数当有误。"
        return _report(claim, Verdict.WRONG, message)
    return _report(claim, Verdict.UNSURE, f"文中只有{part.text}，没有给出{name}的基数，无法核对。")


def _right(claim: Percentage, part: Figure, whole: Figure, roundings: frozenset[str]) -> Finding:
    places = max(1, rounding.decimals(claim.figure.value))
    computed = rounding.show(100 * part.exactly / whole.exactly, places)
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.RIGHT,
        rule="rate",
        message=f"{_plain(part)}÷{_plain(whole)}＝{computed}%，相符。",
        stated=claim.stated,
        computed=computed,
        roundings=frozenset() if claim.figure.bound else roundings,
    )


def _report(
    claim: Percentage,
    verdict: Verdict,
    message: str,
    computed: Fraction | None = None,
    roundings: frozenset[str] = frozenset(),
) -> Finding:
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=verdict,
        rule="rate",
        message=message,
        stated=claim.stated,
        computed=None if computed is None else rounding.show(computed, rounding.decimals(claim.figure.value)),
        basis=NOTE if verdict is Verdict.WRONG else "",
        roundings=roundings,
    )


def _plain(figure: Figure) -> str:
    return figure.text


RULE = Rule(
    id="rate",
    title="比率与其两个数",
    source="《法治政府建设与责任落实督察工作规定》要求报告情况真实；比率由报告自己的两个数推得",
    why="比率是上级最先看的数字，手工改写时最常与件数脱节；545÷546是99.8%，写成99.9%即与原文不符。",
    wrong="共排查发现546起矛盾纠纷，调处化解545起，化解率达99.9%",
    right="受理纠纷10199件，调解成功10168件，调处成功率99.7%",
    check=check,
)
