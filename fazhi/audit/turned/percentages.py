"""A percentage that is that of two counts beside it, but for two figures turned round.

预算32.6万元，实际支出28.7万元，支出为预算的80.8% (88.0): no pattern knows these words, and nothing is asked of them. In 600,000
characters of published pages no rule settles 446 shares and rates; of those hardly one comes out so by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.corroboration import counts, printed, runs
from fazhi.audit.rates import common_bases, not_told, own_operands
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import GROWTH, Percentage
from fazhi.audit.turned.account import Account

ROLES = frozenset(("rate", "share", "plan", "other"))
BEFORE = 8
"""So many counts before the percentage may be its part."""
WHOLES, BEHIND = 14, 2
"""So many before it and behind may be its whole."""
AMONG_OTHERS = re.compile(r"\d%?[、和及与](?:[\u4e00-\u9fff]{1,6})?$|分别")
BACK, TELLING = 6, 3
"""So many paragraphs back the whole may stand of a percentage of so many figures."""
# 末三为甲镇34.2%、乙镇41.7%、丙镇44.5%: each is of a place of its own.
FIRST_OF_ROW = re.compile(r"、[^，。；：、\d占率]{2,12}\d[\d.]*%")
OWN_PART = re.compile(r"，占比?")
"""农业类163件，占12.9%: the count right before is the part."""
FAILED, DUE = re.compile("[不未没]"), re.compile("应")
LEAST = 10
"""Counts of two units, each so great at least, may be part and whole (岗位13个，持证12名)."""
LEAD = 16
ITEM = re.compile(r"、[^，。；：、\d]{1,12}")
MOST_RUN, PAIR = 4, 2
HUNDRED = 100
LESS = "（"
"""Of what is left of the whole, the figures being the others: （85批次－6批次）÷85批次."""
Told = tuple[str, tuple[Figure, ...]]
"""An account as it is shown, and its numbers."""


def account(manuscript: Manuscript, number: int, claim: Percentage) -> Account | None:
    """What the percentage should be, if it is that of no two counts as printed, and of some with two figures turned."""
    stated = printed(claim.figure)
    if stated is None or not rounding.decimals(stated) or not asked(claim):
        return None
    beside = _Beside(manuscript, number, claim)
    if not_told.of_others(claim, [*beside.before, *beside.behind]):
        return None
    # 1.65% and 1.56% in a row: the other one is that of the counts.
    told = {each.value for each in claim.passage.figures if each.percent}
    turns = [each for each in misprints.turns(stated) if each not in told]
    for far in (False, True) if rounding.telling(stated) >= TELLING else (False,):
        if any(beside.comes_out(stated, together=True, far=far)):
            return None
        found = [Account(due, *told) for due in turns for told in beside.comes_out(due, far=far)]
        found = [each for each in found if not _of_some(claim, each) and not _side_by_side(claim, each)]
        found = [
            each
            for each in found
            if len(each.figures) != PAIR
            or each.formula.startswith(LESS)
            or own_operands.may_be_of(claim, *each.figures)
        ]
        if found:
            return found[0] if len({each.due for each in found}) == 1 else None
    return None


def _of_some(claim: Percentage, due: Account) -> bool:
    """监测点位7个，达标率85.7%: of six of the seven, and not 7 of 8 that were told before."""
    pair = due.figures if claim.role == "rate" and len(due.figures) == PAIR else None
    return pair is not None and (common_bases.of_some_of(claim, *pair) or common_bases.of_couples(claim, pair[0]))


def _side_by_side(claim: Percentage, due: Account) -> bool:
    """红色4期、橙色26期、黄色75期；准确率51.4%: of three items in a row and more none is the whole of its neighbour."""
    if len(due.figures) != PAIR:
        return False
    row, text = counts(claim.passage), claim.passage.plain
    first, last = sorted(due.figures, key=lambda each: each.start)
    places = [at for at, each in enumerate(row) if each is first or each is last]
    if len(places) != PAIR or places[1] - places[0] != 1:
        return False
    begin, end = places
    joined = ITEM.fullmatch(text, first.end, last.start) is not None
    before = begin > 0 and ITEM.fullmatch(text, row[begin - 1].end, first.start) is not None
    behind = end + 1 < len(row) and ITEM.fullmatch(text, last.end, row[end + 1].start) is not None
    return joined and (before or behind)


def asked(claim: Percentage) -> bool:
    """Is it told exactly, and as a share or a rate?"""
    figure, text = claim.figure, claim.passage.plain
    lead = text[max(0, figure.start - LEAD) : figure.start]
    since = max(text.rfind(mark, 0, figure.start) for mark in "。；") + 1
    if claim.order or AMONG_OTHERS.search(lead) or EARLIER.search(text, since, figure.start):
        return False  # 分别占32.3%和33.9%; 上年下半年为79件，占上年全年的54.1%
    if FIRST_OF_ROW.match(text, figure.end):
        return False
    plain = figure.percent and not figure.vague and not figure.bound and not figure.compared and not figure.spelled
    return plain and claim.role in ROLES and GROWTH.search(lead) is None


class _Beside:
    """The counts around a percentage."""

    def __init__(self, manuscript: Manuscript, number: int, claim: Percentage) -> None:
        row, figure = counts(claim.passage), claim.figure
        self.before = [each for each in row if each.end <= figure.start]
        self.behind = [each for each in row if each.start >= figure.end]
        self.own = [each for each in self.before if each.sentence == figure.sentence]
        near = self.before[-BEFORE:]
        back = PAIR if claim.role == "share" else 1
        # 镇级管理47项，…。城市管理占到一半以上，为57.4%: a sentence without a count is of those before it.
        self.parts = [
            each
            for each in near
            if each.sentence == figure.sentence or not self.own and figure.sentence - each.sentence <= back
        ]
        if self.own and OWN_PART.fullmatch(claim.passage.plain, self.own[-1].end, figure.start) is not None:
            self.parts = self.own[-1:]
        # 抽查85批次，不合格6批次，合格率99.2%; 应参保人数为48.69万人，据此计算参保率98.7%, and before that 参保47.62万人
        self.failed = [each for each in self.own[-PAIR:] if FAILED.search(each.head) is not None]
        self.due = [each for each in self.own if DUE.search(each.head) is not None]
        self.wholes = [*self.before[-WHOLES:], *self.behind[:BEHIND]]
        self.passages = manuscript.passages[max(0, number - BACK) : number]

    def comes_out(self, stated: Decimal, *, together: bool = False, far: bool = False) -> Iterator[Told]:
        """The accounts that give a percentage: of several counts in a row, and of one far off, only where that is asked for."""
        for part, whole in self._pairs(far):
            if _gives(stated, part.exactly, whole.exactly):
                yield f"{part.text}÷{whole.text}", (part, whole)
        for part in self.failed:
            for whole in self.wholes:
                # 满意921件、不满意27件: these are none of those.
                beside = whole.head and FAILED.sub("", part.head) == whole.head
                if whole.kind == part.kind and not beside and _gives(HUNDRED - stated, part.exactly, whole.exactly):
                    yield f"（{whole.text}－{part.text}）÷{whole.text}", (part, whole)
        for whole in self.due:
            for part in self.before[-BEFORE:]:
                if part.kind == whole.kind and _gives(stated, part.exactly, whole.exactly):
                    yield f"{part.text}÷{whole.text}", (part, whole)
        for value, run in runs(self.own[-BEFORE:], MOST_RUN if together else PAIR):
            for part in run if together or run[-1:] == self.own[-1:] else ():
                if part in self.own and _gives(stated, part.exactly, value):
                    yield f"{part.text}÷（{'＋'.join(each.text for each in run)}）", (part, *run)
            for whole in self.wholes if together else ():
                if whole.kind == run[0].kind and _gives(stated, value, whole.exactly):
                    yield f"（{'＋'.join(each.text for each in run)}）÷{whole.text}", (*run, whole)

    def _pairs(self, far: bool) -> Iterator[tuple[Figure, Figure]]:
        """(part, whole) of one unit beside it; the count right before it, and one of another unit, or of a paragraph before."""
        yield from (
            (part, whole)
            for part in self.parts
            for whole in self.wholes
            if whole.kind == part.kind and whole is not part
        )
        for part in self.before[-1:]:
            # 反馈12份，反馈率 is of no 41名 of another sentence.
            others = [each for each in self.wholes if each.kind != part.kind and each.sentence == part.sentence]
            yield from ((part, whole) for whole in others if min(part.exactly, whole.exactly) >= LEAST)
        for part in self.own[-1:] if far else ():
            told = (each for passage in self.passages for each in counts(passage))
            # 44期 of 226.3毫米: what is measured is no whole of what is counted.
            yield from (
                (part, whole)
                for whole in told
                if whole.kind == part.kind and (not part.exact or not 0 < whole.step < 1)
            )


def _gives(stated: Decimal, part: Fraction, whole: Fraction) -> bool:
    if stated > HUNDRED:  # 任务4000平方米，拆除4128平方米
        part, whole = (part, whole) if part > whole else (whole, part)
    elif part >= whole:
        return False
    if whole <= 0 or abs(HUNDRED * float(part) / float(whole) - float(stated)) > 1:
        return False  # exact fractions are dear
    return rounding.HALF_UP in rounding.fits(stated, part / whole * HUNDRED)
