"""Means that no frame of words ties to their total, held against the one total and number that stand near them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.means import mean_pairs, means, shared_by, spreading
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.means import Mean
from fazhi.audit.means.of_another import of_another, since_a_start
from fazhi.audit.means.spreading import Made
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

SEASON = re.compile(r"期[间内]")
FROM = re.compile(r"[由从至]$")
CHANGE = re.compile(r"上升|下降|增|减|升|降|提高")
# 平均每个社区每月2次 is spread out twice.
TWICE = re.compile(r"每|[年月周日]")
MONTHLY = "月人"
"""低保452人，支出116.32万元，月人均214.46元 is spread over the months as well."""
NEAR = 1
"""Sentences back: there total and number are bound by their place."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every mean that the rules before left open and that its neighbourhood contradicts."""
    settled = manuscript.settled(lambda each: each.rule in OF_MEANS)
    for passage in manuscript.passages:
        if "均" not in passage.plain:
            continue
        for figure in passage.figures:
            claim = means.mean(passage, figure)
            if (
                claim is None
                or figure.bound
                or figure.more
                or not claim.plain
                or claim.thing == MONTHLY
                or means.foreign(claim)
                or shared_by.of_the_others(claim)
                or TWICE.search(claim.deed)
                or _changed(claim)
            ):
                continue
            if _of_its_own_clause(passage, claim.start) or _over_a_season(claim):
                continue
            start, end, _quote = passage.quote(figure.start, figure.end)
            if any(start < each.end and each.start < end for each in settled.get(passage.index, [])):
                continue
            contradicted = _contradicted(manuscript, claim)
            if contradicted is not None:
                yield _report(claim, contradicted)


def _of_its_own_clause(passage: Passage, start: int) -> bool:
    """火灾137起。摩托车抢劫有所上升（日均3.5起）: the clause before the brackets tells no count, so the mean is not of one told before."""
    if passage.plain[start - 1 : start] != "（":
        return False
    begin = max(passage.plain.rfind(mark, 0, start) for mark in "，。；：") + 1
    return not any(begin <= each.start < start for each in passage.figures)


def _over_a_season(claim: Mean) -> bool:
    """期间巡航366艘次，日均3艘次: over days of which the document says no number."""
    start = max(claim.passage.plain.rfind(mark, 0, claim.start) for mark in "。；") + 1
    return bool(claim.over) and SEASON.search(claim.passage.plain, start, claim.start) is not None


def _changed(claim: Mean) -> bool:
    """平均每日由521人次上升至3931人次"""
    return FROM.search(claim.passage.plain[max(0, claim.figure.start - 1) : claim.figure.start]) is not None or (
        CHANGE.match(claim.passage.plain[claim.figure.end : claim.figure.end + 4]) is not None
    )


def _contradicted(manuscript: Manuscript, claim: Mean) -> Made | None:
    """What the mean should be, where total and number are the only ones and nothing near by gives it as printed."""
    known = spreading.numbers(manuscript, claim)
    pairs = [
        (total, number)
        for total in spreading.totals(claim)
        for number in known
        if total is not number.figure and _near(claim, total, number)
    ]
    kept = shared_by.narrowed(claim, pairs)
    dropped = {id(number.figure) for _total, number in pairs} - {id(number.figure) for _total, number in kept}
    of_parts = (number.figure for _total, number in pairs if number.figure is not None)
    dropped -= {id(each) for each in of_parts if shared_by.spoken_of_again(claim, each)}
    if not kept or spreading.explained(manuscript, claim, known, dropped - {id(None)}):
        return None
    # 罚没款386.42万元：罚款297.15万元，没收违法所得89.27万元: all of it was spread out.
    parts = set(shared_by.parts_of_wholes([each for each in spreading.totals(claim) if not each.vague][::-1]))
    kept = [each for each in kept if id(each[0]) not in parts] or kept
    pairs, _by_deed = mean_pairs.likeliest(claim, kept)
    found = {each.mean: each for each in (spreading.made(claim, *pair) for pair in pairs)}
    one = next(iter(found.values()))
    if len(found) > 1 or shared_by.of_another(claim, one.total):
        return None
    if shared_by.of_those_done(claim, one.total, one.number):
        return None
    if of_another(claim.passage, claim.start, claim.figure, one.total):
        return None
    if one.number.figure is None and since_a_start(claim.passage, claim.start):
        return None
    if spreading.of_pair(claim, one) or _told_later(claim, one) or spreading.of_those_left(claim):
        return None
    if spreading.group_by_group(claim, one.number):
        return None
    return one


def _told_later(claim: Mean, made: Made) -> bool:
    """带队自查2316次，平均每家企业6次；全县142家规模以上工贸企业中……: a number of which only what follows speaks, and the mean far off."""
    number = made.number.figure
    later = (
        number is not None
        and any(each is number for each in claim.passage.figures)
        and number.segment > claim.figure.segment
    )
    return later and misprints.too_far(claim.stated, made.mean)


def _near(claim: Mean, total: Figure, number: Divisor) -> bool:
    sentence = claim.figure.sentence
    if sentence - total.sentence > NEAR:
        return False
    figure = number.figure
    return True if figure is None or claim.base else number.certain


def _report(claim: Mean, proven: Made) -> Finding:
    computed = rounding.show(proven.mean, max(1, rounding.decimals(claim.stated)))
    scale = claim.figure.scale_word
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="spread",
        message=f"{proven.total.text}÷{proven.number.text}＝{computed}{scale}{claim.figure.unit}，文中写{claim.figure.text}。",
        stated=claim.figure.text,
        computed=computed,
        basis="平均数＝总数÷个数",
    )


OF_MEANS = frozenset(("average", "mean", "per_unit", "product"))
RULE = Rule(
    id="spread",
    title="平均数与近处的总数和个数",
    source="平均数＝总数÷个数（天数、月数）",
    why="总数、个数就在近处，只是说法不同，平均数抄错便无人对照。",
    wrong="查处违法建设39处、建筑面积6240平方米，处均106平方米",
    right="查处违法建设39处、建筑面积6240平方米，处均160平方米",
    check=check,
    late=True,
)
