"""Means whose total and number stand further off: shown right by a pair of counts, wrong by the one pair they misprint."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.means import divisors, mean_pairs, means, series, shared_by, spreading
from fazhi.audit.means.by_no_total import by_no_total
from fazhi.audit.means.by_said_numbers import by_said_numbers
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.excluded_units import excluded_units
from fazhi.audit.means.fewer_months import fewer_months
from fazhi.audit.means.means import Mean
from fazhi.audit.means.named_elsewhere import named_elsewhere
from fazhi.audit.means.of_another import of_another, since_a_start
from fazhi.audit.means.other_operands import BASIS, Slip, other_operands
from fazhi.audit.means.own_doings import own_doings
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import in_list
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.pairs import pairs as pairs_of
from fazhi.audit.text.passages import Passage

MOST_TOTALS = 8
"""So many counts before a mean are tried as its total."""
NEAR = 1
"""Sentences back: there total and number are bound by their place."""
ABOUT = Fraction(1, 20)
"""约21人 of 21.08."""
ABOUT_EXACTLY = Fraction(1, 2000)
TENTH = Fraction(1, 10)
EXACT_FIGURES = 4
"""约10169件 is not rounded, nor is 约32.5件."""
OF_NOW = re.compile(r"；(?:今年|本年|本期)(?:以来)?，?$")
ALMOST = re.compile(r"(?:近|将近|接近)\d?$")
AVERAGED = re.compile(r"均|每")

STAGE = re.compile(r"受理|立案|办结|审结|结案|成功|完成")
TWICE = re.compile(r"每个?[^，。；\d每]{1,4}每个?[天日周月季年]")
LEAD = 16
OPERANDS = (excluded_units, named_elsewhere, by_no_total, own_doings, other_operands, by_said_numbers, fewer_months)
"""What is asked where the words name both numbers and the mean is made of others."""
BY_TIME = frozenset({"average"})
"""The rule that divides by the months or days of what is told."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every mean of which the paragraph shows what it is made of, if its stretch of time did not give it."""
    settled = manuscript.shown_right(BY_TIME)
    told = {
        (each.paragraph, each.end)
        for each in manuscript.found
        # What the days alone gave may be doubted; where the words name both numbers it is not.
        if each.kind is Kind.RATE
        and each.verdict.settled
        and not (each.rule in BY_TIME and each.verdict is Verdict.WRONG)
    }
    for passage in manuscript.passages:
        if "均" not in passage.plain and "每" not in passage.plain:
            continue
        slips = {each.claim.figure.start: each for read in OPERANDS for each in read(manuscript, passage)}
        for figure in passage.figures:
            claim = means.mean(passage, figure)
            if claim is None or figure.bound or means.foreign(claim) or shared_by.of_the_others(claim):
                continue
            result = _judge(manuscript, claim)
            if result is not None and result.verdict is not Verdict.RIGHT and figure.start in slips:
                continue  # the words name both numbers
            if result is not None and (result.paragraph, result.end) not in settled:
                told.add((result.paragraph, result.end))
                yield result
        others = (_of_another(each) for each in slips.values())
        yield from (each for each in others if (each.paragraph, each.end) not in told)


def _of_another(slip: Slip) -> Finding:
    """The account that the words name, and the number that was taken in the place of one of theirs."""
    found = _report(slip.claim, slip.total, slip.number, Verdict.WRONG)
    if slip.taken:
        found.message += f"按{slip.taken}才得出{slip.claim.figure.text}，取错了数。"
    found.basis = BASIS
    return found


def _judge(manuscript: Manuscript, claim: Mean) -> Finding | None:
    own = _totals(claim)
    if OF_NOW.search(claim.passage.plain[max(0, claim.start - LEAD) : claim.start]) is not None:
        # 去年登记64件，月均21.3件；今年月均31.8件: what stands before the ；is of another year.
        own = [each for each in own if each.segment == claim.figure.segment]
    totals = mean_pairs.of_month(claim, own or _of_paragraph_before(manuscript, claim))
    if totals is None:
        return None
    totals = [each for each in totals if each.exactly]
    numbers = mean_pairs.of_named_number(claim, divisors.divisors(manuscript, claim))
    # 2856件，比上年减少268件: not over the change.
    numbers = [each for each in numbers if each.figure is None or CHANGE.search(each.figure.head) is None]
    if TWICE.search(claim.passage.plain, max(0, claim.start - 1), claim.figure.start) is not None:
        return None  # 平均每个网格每月上报6.4件: spread out twice
    pairs = [(total, number) for total in totals for number in numbers if total is not number.figure]
    every, pairs = pairs, shared_by.narrowed(claim, mean_pairs.of_one_name(claim, pairs))
    if claim.over:
        pairs += series.pairs(claim)
    for total, number in pairs:
        if _fits(claim, total, number):
            return _report(claim, total, number, Verdict.RIGHT) if own and _near(claim, total, number) else None
    pair = mean_pairs.misprinted(claim, pairs)
    if pair is None and claim.plain:
        near = [each for each in pairs if own and each[1].certain and mean_pairs.told(claim, each[0])]
        near = near or [each for each in pairs if own and _near(claim, *each)]
        near = (mean_pairs.with_the_whole(claim, pairs) if own else []) or near
        pair = mean_pairs.only(claim, near) or mean_pairs.any_of(claim, pairs if own else [])
        pair = None if pair is not None and shared_by.of_another(claim, pair[0]) else pair
    if pair is None or any(_of_a_stage(claim, number) and _fits(claim, total, number) for total, number in every):
        return None
    if shared_by.of_those_done(claim, *pair) or of_another(claim.passage, claim.start, claim.figure, pair[0]):
        return None
    if pair[1].figure is None and since_a_start(claim.passage, claim.start):
        return None
    if (
        _of_a_farther(claim, totals, numbers)
        or _over_a_farther(claim, pair, numbers)
        or spreading.told_otherwise(claim)
    ):
        return None
    if _over_both(claim, pair) or spreading.group_by_group(claim, pair[1]) or spreading.with_another(claim, *pair):
        return None
    if shared_by.of_another_place(*pair):
        return None
    # 63名干部参加考试。“法律明白人”由55名增加到77名，11个村平均每村7名: of the level that was just told.
    grown = [each for each in claim.passage.figures if each.end <= claim.start and CHANGED_TO.search(each.head)]
    if any(each.kind == pair[0].kind and _fits(claim, each, pair[1]) for each in grown):
        return None
    lead = claim.passage.plain[max(0, claim.figure.start - LEAD) : claim.figure.start]
    level = means.levels().search(lead) is not None and not mean_pairs.misprinted(claim, [pair])
    return _report(claim, *pair, Verdict.HINT if level else Verdict.WRONG)


def _over_both(claim: Mean, pair: mean_pairs.Pair) -> bool:
    """专项检查36次、日常巡查420次，发现隐患1260处，平均每次2.8处: is it spread over two that no printed total holds?"""
    number = pair[1].figure
    if number is None or in_list(claim.passage, number) or divisors.named(claim):
        return False
    return spreading.of_pair(claim, spreading.made(claim, *pair))


def _of_a_stage(claim: Mean, number: Divisor) -> bool:
    """收到申请742件，立案受理618件，……涉及金额1869.20万元，案均3.02万元: the cases at a stage may be meant, though they are a part of all."""
    figure = number.figure
    if figure is None or STAGE.search(figure.head) is None:
        return False
    return "其中" not in figure.head or shared_by.spoken_of_again(claim, figure)


def _of_a_farther(claim: Mean, totals: list[Figure], numbers: list[Divisor]) -> bool:
    """受理514件，……（八种纠纷）……成功503件。以20个村计，平均25.7件: does a count behind all those that were tried give it?"""
    farther = [each for each in _all_totals(claim) if all(each is not total for total in totals)]
    return any(_fits(claim, total, number) for total in farther for number in numbers)


def _over_a_farther(claim: Mean, pair: mean_pairs.Pair, tried: list[Divisor]) -> bool:
    """受理348件。按来源分，……；按内容分，……。办结345件。挽回23.68万元，件均680元: does a number behind all those that were tried give it, and
    does the total not name its own (已结案84件……已结案件罚款41.16万元)?"""
    total, number = pair
    if number.figure is None or not pairs_of(number.figure.head).isdisjoint(pairs_of(total.head)):
        return False
    return any(_fits(claim, total, each) for each in divisors.beyond(claim, tried))


def _all_totals(claim: Mean) -> list[Figure]:
    passage, end = claim.passage, claim.figure.start
    return [each for each in means.around(claim) if each.end <= end and _sound(claim, each, passage)]


def _totals(claim: Mean) -> list[Figure]:
    """The counts that may have been spread out: of the mean's unit, greater, no mean and no increase; the nearest first."""
    passage, figure = claim.passage, claim.figure
    found = [
        each for each in _all_totals(claim)[-MOST_TOTALS:][::-1] if not means.set_aside(passage, each, claim.start)
    ]
    if any(means.OF_A_SHARE.search(passage.plain, each.end, claim.start) for each in found[:1]):
        return []
    behind = [each for each in means.around(claim) if each.start > figure.end and _sound(claim, each, passage)]
    if behind and _in_next_brackets(passage.plain, figure, behind[0]):
        found.insert(0, behind[0])
    return found


def _of_paragraph_before(manuscript: Manuscript, claim: Mean) -> list[Figure]:
    """2.5 罚款总额1486.2万元…  2.6 以598件次罚款计，次均2.49万元."""
    number = bisect_left(manuscript.passages, claim.passage.index, key=lambda each: each.index)
    before = manuscript.passages[number - 1] if number else None
    if before is None or claim.over:
        return []
    return [each for each in before.figures if _sound(claim, each, before)][:MOST_TOTALS]


def _sound(claim: Mean, each: Figure, passage: Passage) -> bool:
    if each.vague or each.bound or each.percent or not each.count or each.compared:
        return False
    measure = means.same_measure(each, claim.figure)
    if measure is None or each.exactly * measure <= claim.figure.exactly or CHANGE.search(each.head) is not None:
        return False
    lead = passage.plain[max(0, each.start - 6) : each.start]
    return AVERAGED.search(lead) is None


def _in_next_brackets(text: str, figure: Figure, each: Figure) -> bool:
    """平均每案见面3.5次（共112次）"""
    gap = text[figure.end : each.start]
    return gap.count("（") == 1 and "）" not in gap and "。" not in gap and len(gap) <= 16


def _near(claim: Mean, total: Figure, number: Divisor) -> bool:
    """Do the words leave little doubt: the total at most a sentence back, the number as well, or known to the document?"""
    here = total.end <= claim.figure.start or total.sentence == claim.figure.sentence
    return here and claim.figure.sentence - total.sentence <= NEAR and number.certain


def _fits(claim: Mean, total: Figure, number: Divisor) -> bool:
    mean = low = high = mean_pairs.mean_of(claim, total, number)
    if total.step:
        low, high = mean * total.low / total.exactly, mean * total.high / total.exactly
    if number.low != number.high:
        low, high = low * number.value / number.high, high * number.value / number.low
    if claim.figure.vague:
        if rounding.fits(claim.stated, low, high):
            return True
        if not rounding.decimals(claim.stated) and abs(Fraction(claim.stated) - mean) < 1:
            return True  # 252人÷31天，平均每天近9人
        rest = Fraction(claim.stated) - mean
        lead = claim.passage.plain[max(0, claim.figure.start - LEAD) : claim.figure.start + 1]
        if ALMOST.search(lead) and 0 < rest <= Fraction(claim.stated) * TENTH:
            return True  # 近50家 of 47.6
        telling = rounding.decimals(claim.stated) or len(f"{claim.stated:f}".rstrip("0")) >= EXACT_FIGURES
        return abs(Fraction(claim.stated) - mean) <= (ABOUT_EXACTLY if telling else ABOUT) * mean
    return bool(rounding.fits(claim.stated, low, high))


def _report(claim: Mean, total: Figure, number: Divisor, verdict: Verdict) -> Finding:
    computed = rounding.show(mean_pairs.mean_of(claim, total, number), max(1, rounding.decimals(claim.stated)))
    scale = claim.figure.scale_word
    times = f"×{claim.per}" if claim.per > 1 else ""
    message = f"{total.text}÷{number.text}{times}＝{computed}{scale}{claim.figure.unit}，"
    message += "相符。" if verdict is Verdict.RIGHT else f"文中写{claim.figure.text}。"
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=verdict,
        rule="mean",
        message=message,
        stated=claim.figure.text,
        computed=computed,
        basis="平均数＝总数÷个数" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="mean",
    title="平均数与前文的总数",
    source="平均数＝总数÷个数（天数、月数）",
    why="总数、个数写在前一句或全文别处，平均数改错一个数字便无人对照。",
    wrong="受理案件412件，罚款3268.4万元；单案平均罚款7.39万元",
    right="受理案件412件，罚款3268.4万元；单案平均罚款7.93万元",
    check=check,
)
