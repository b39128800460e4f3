"""A growth whose two levels the words themselves name: 受理纠纷520件……。受理数较上年的416件增长25%.

The base stands right before its change and is said to be of before; the level now is the one count that bears the subject of the
clause. So nothing has to be guessed, and what looks like a slip of theirs is one: divided by the new level, a sign wrong, a fall of
more than there was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths.changes import falls
from fazhi.audit.growths.increments import is_level
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

THAN = re.compile(
    r"(?:较|比|与|同|和|跟|对比|相较于?|相比于?|比照|对照)(?:[上去]一?年|前一?年|20\d\d年)(?:同期|全年|度|同一?时期)?的?(?P<own>[\u4e00-\u9fff]{0,4}?)$"
)
VERB = r"(?:增长|上升|增加|提高|提升|攀升|下降|减少|降低|回落|压减|压降|下跌|增幅|降幅|涨幅|升幅|减幅|[增升涨降减多少])"
GAP = re.compile(
    r"(?:相比|比较|相比较|来说|来看|而言)?，?(?P<subject>[\u4e00-\u9fff“”]{0,14}?)"
    rf"(?:同比|净|共|总体|大幅|明显|有所|略有|小幅|约|近|则|也|已)*{VERB}(?:幅度)?(?:了|为|达到?|约|近|是|：)*"
)
GAP_TO = re.compile(f"{GAP.pattern}(?:到|至|为)了?")
# What says nothing of which count is meant.
PLAIN = re.compile(
    r"全年|今年|本年|本期|年内|其中|全[镇乡县区市街省]|我[镇乡县区市街]|上述|总|类|案件|事项|数量|[件场人户起宗个份条]?次|[件人户起宗条份场家]数|[数量额]$|的|“|”"
)
PROFIT = re.compile(r"利润|亏|盈|净|收益|效益|增速|增长率|增幅|余额|差额|结余")
CLAUSE = re.compile(r"[，。；：、）（]")
LEAD, SHORTEST, HUNDRED = 24, 2, 100
BACK = 4
"""So many paragraphs before the growth its level now may stand."""
FEW = 2
TELLING = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """What is told instead of what should be."""

    message: str
    computed: Decimal | None


def slip(claim: Percentage, earlier: Sequence[Passage]) -> Slip | None:
    """The slip that a growth of two named levels is, or ``None`` where it is right or a level is left open."""
    figure, fall = claim.figure, falls(claim)
    if figure.vague or figure.bound or claim.order or figure.kind != "%":
        return None
    found = named(claim.passage, figure, earlier)
    if found is None:
        return _impossible(claim, fall)
    now, base = found
    change = HUNDRED * (now.exactly - base.exactly) / base.exactly
    change = -change if fall else change
    low, high = sorted(
        HUNDRED * (one - other) / other * (-1 if fall else 1)
        for one, other in ((now.low, base.high), (now.high, base.low))
    )
    over = fall and figure.value > HUNDRED and change > 0
    if rounding.fits(figure.value, low, high) or not over and not _slipped(figure, now, base, change):
        return _impossible(claim, fall)
    places = max(1, rounding.decimals(figure.value))
    way = "上升" if change < 0 and fall else "下降" if change < 0 else ""
    computed = rounding.show(abs(change), places)
    message = f"文中写{'降' if fall else '增'}{claim.stated}，按{now.text}与{base.text}相比应为{way}{computed}%。"
    return Slip(message, computed)


def named(
    passage: Passage, figure: Figure, earlier: Sequence[Passage], *, to: bool = False
) -> tuple[Figure, Figure] | None:
    """(level now, level before) of a change, both named by its own clause: 与上年的80场相比，全年宣传活动场次增长….

    ``to``: the verb is followed by 到 or 至.
    """
    text = passage.plain
    before = [each for each in passage.figures if each.end <= figure.start and each.sentence == figure.sentence]
    base = before[-1] if before else None
    if base is None or not base.count or base.vague or base.bound or base.value <= 0:
        return None
    than = THAN.search(text, max(0, base.start - LEAD), base.start)
    gap = (GAP_TO if to else GAP).fullmatch(text, base.end, figure.start)
    if than is None or gap is None:
        return None
    clause = CLAUSE.split(text[max(0, than.start() - LEAD) : than.start()])[-1]
    subject = PLAIN.sub("", gap["subject"]) or PLAIN.sub("", clause)
    subject = PLAIN.sub("", subject)
    if len(subject) < SHORTEST:
        return None
    now = _bearing(passage, subject, base, earlier)
    return None if now is None else (now, base)


def _bearing(passage: Passage, subject: str, base: Figure, earlier: Sequence[Passage]) -> Figure | None:
    """The one count of the unit that bears the most of the subject, in the paragraph or in the last one that has any."""
    words = pairs(subject)
    for each in (passage, *reversed(earlier)):
        found = [
            one for one in each.figures
            if one.kind == base.kind and one is not base and one.count and not one.vague and not one.bound
            and not one.compared and EARLIER.search(f"{one.period}{one.head}") is None and one.value > 0
            and (each is not passage or one.end <= base.start) and is_level(each, one)
            and (not one.period or one.period == each.now)
        ]  # fmt: skip
        scores = [len(words & pairs(f"{one.head}|{one.tail[:4]}")) for one in found]
        most = max(scores, default=0)
        if not most:
            continue
        best = [one for one, score in zip(found, scores, strict=True) if score == most]
        # 立案数 is of 本年立案74件, not of 以年初未结和本年立案之和83件
        best = [one for one in best if one.head.endswith(subject)] or best
        return best[0] if len({one.value for one in best}) == 1 and most * FEW >= len(words) else None
    return None


def _slipped(figure: Figure, now: Figure, base: Figure, change: Fraction) -> bool:
    """Was the change divided by the new level, or is it a misprint of itself; of three figures, or to the last unit?"""
    digits = rounding.telling(figure.value)
    by_new = change * base.exactly / now.exactly
    exactly = by_new == figure.exactly or digits >= TELLING and bool(rounding.fits(figure.value, by_new))
    if exactly and abs(by_new - change) >= 1:
        return True
    return change > 0 and digits >= TELLING and misprints.misprinted(figure.value, change)


def _impossible(claim: Percentage, fall: bool) -> Slip | None:
    """下降110%: nothing falls by more than all there was, but a profit may."""
    text, figure = claim.passage.plain, claim.figure
    if not fall or figure.value <= HUNDRED or PROFIT.search(text, claim.sentence.start, figure.start) is not None:
        return None
    before = [each for each in claim.sentence.figures if each.end <= figure.start]
    near = before[-1] if before else None
    if near is None or not near.count or GAP.fullmatch(text, near.end, figure.start) is None:
        return None
    return Slip(f"文中写降{claim.stated}；数量减少的幅度不可能超过100%，请按本期数与基期数重算。", None)
