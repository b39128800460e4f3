"""The earlier total, reckoned back from the parts of a total and from how each of them has changed.

受理9083件，同比减少9.65%。其中咨询5780件，同比减少22.49%；投诉3046件，同比增加38.45%；举报257件，同比减少35.1%
接收3443件，同比降2.82%：投诉971件（上年744件）；举报356件（656件）；咨询2116件（2143件）
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.growths.changes import VERBS, falls, nearest
from fazhi.audit.growths.increments import COMPARED, VERB
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import CLAUSE, Percentage, percentages
from fazhi.audit.text.rounding import decimals

FEWEST = 2
AMONG = re.compile(r"其中|包括|[：:]")
MOST, PAIR = 12, 3
LEAD = 16
YEAR = re.compile(r"同比|去年|上一?年|同期|20\d\d年")
LAST = re.compile(r"环比|上个?月|上周|上一?季度")
BASE = re.compile(r"[（，](?:而?(?:去年|上一?年|上个?月|上一?季度|上周|20\d\d年|同期)(?:同期|同月)?[为是有]?)?")
BOUND = re.compile(r"[；。：\n]")
AT_CONSTANT_PRICES = re.compile(r"可比价|可比口径|不变价|扣除价格|实际增长|剔除|生产总值|增加值|产值|GDP|同口径")
"""Their changes weigh otherwise than the amounts printed."""
COMPARISON = re.compile(r"第?[一二三四]季度|[上下]半年|1?\d月份?")


@dataclass(slots=True)
class Parted:
    """A total, its parts, and the span in which the total of before must have lain."""

    total: Figure
    parts: list[Figure]
    low: Fraction
    high: Fraction

    @property
    def change(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest change in per cent; 5.77万件 whose parts are printed in full are known to the last."""
        least = max(self.total.low, sum((each.low for each in self.parts), Fraction(0)))
        most = min(self.total.high, sum((each.high for each in self.parts), Fraction(0)))
        return 100 * (least - self.high) / self.high, 100 * (most - self.low) / self.low


def parted(claim: Percentage) -> Parted | None:
    """What the parts behind a total say of its change, if they add up to it and the change of each is told."""
    total = nearest(claim)
    if total is None or not _level(total) or total.value <= 0 or not _plain(claim) or _of_a_rate(claim, total):
        return None
    if AT_CONSTANT_PRICES.search(claim.passage.plain, claim.sentence.start) is not None:
        return None
    parts = _parts(claim.passage, total, claim.figure.end)
    if len(parts) < FEWEST or _item(claim.passage, total, parts):
        return None
    ends = [each.start for each in parts[1:]] + [_end(claim.passage, parts[-1])]
    bases = [_base(claim, part, end) for part, end in zip(parts, ends, strict=True)]
    known = [each for each in bases if each is not None]
    if len(known) < len(parts):
        return None
    low, high = sum((each[0] for each in known), Fraction(0)), sum((each[1] for each in known), Fraction(0))
    return Parted(total, parts, low, high) if low > 0 else None


def _item(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """其中：上划中央84.35亿元；上划自治区52.9亿元；……: is it itself the first of a list, and are those behind it no 其中 of its own?"""
    text = passage.plain
    opened = AMONG.search(text, max(0, total.begins - PAIR), total.start) is not None
    return opened and AMONG.search(text, total.end, parts[0].start) is None


def _of_a_rate(claim: Percentage, total: Figure) -> bool:
    """受理277924件，同比下降4.67%；结案率99.99%，同比上升0.04%: the second change is that of the rate."""
    between = (each for each in percentages(claim.passage) if total.end <= each.figure.start < claim.figure.start)
    return any(each.role != "growth" for each in between)


def _level(figure: Figure) -> bool:
    sound = figure.count and not figure.bound and (not figure.vague or figure.more)
    return sound and VERB.search(figure.head) is None and EARLIER.search(f"{figure.period}{figure.head}") is None


def _parts(passage: Passage, total: Figure, since: int) -> list[Figure]:
    """The counts behind the total, up to where they add up to it."""
    low = high = Fraction(0)
    parts = list[Figure]()
    for each in passage.figures:
        if each.start < since or each.kind != total.kind or not _level(each) or _in_brackets(passage, each):
            continue
        if each.compared or each.value >= total.value or len(parts) == MOST:
            return []
        parts.append(each)
        low, high = low + each.low, high + each.high
        if low > total.high:
            return []
        if high >= total.low and (total.step or each.step or low == total.low):
            return parts
    return []


def _in_brackets(passage: Passage, figure: Figure) -> bool:
    return passage.plain.rfind("（", figure.begins, figure.start) > passage.plain.rfind(
        "）", figure.begins, figure.start
    )


def _end(passage: Passage, last: Figure) -> int:
    match = BOUND.search(passage.plain, last.end)
    return match.start() if match is not None else len(passage.plain)


def _base(claim: Percentage, part: Figure, end: int) -> tuple[Fraction, Fraction] | None:
    """The span of the earlier level of one part: printed beside it, or reckoned from its change."""
    passage = claim.passage
    for each in passage.figures:
        if part.end <= each.start < end and each.kind == part.kind:
            plain = not each.vague and not each.bound and BASE.fullmatch(passage.plain, part.end, each.start)
            return (each.low, each.high) if plain else None
    changes = [each for each in percentages(passage) if each.role == "growth" and part.end <= each.figure.start < end]
    changes = [each for each in changes if _plain(each)]
    term = _term(claim)
    same = [each for each in changes if _term(each) == term]
    found = same or ([each for each in changes if not _term(each)] if len(changes) == 1 else [])
    if len(found) != 1 or found[0].figure.vague or found[0].figure.bound:
        return None
    return _before(part, found[0])


def _plain(claim: Percentage) -> bool:
    """Not 办结率提高, 罚款总额同比增长: has the clause of a change no subject of its own, or the count itself?"""
    text, since = claim.passage.plain, max(claim.sentence.start, claim.figure.start - 2 * LEAD)
    clause = CLAUSE.split(text[since : claim.figure.start])[-1]
    if re.search(r"\d", COMPARISON.sub("", COMPARED.sub("", clause))) is not None:
        return True
    return not VERBS.sub("", COMPARISON.sub("", COMPARED.sub("", clause))).strip("、都均")


def _term(claim: Percentage) -> str:
    """同比, 环比, or neither."""
    text = claim.passage.plain
    words = CLAUSE.split(text[max(claim.sentence.start, claim.figure.start - LEAD) : claim.figure.start])[-1]
    if LAST.search(words) is not None:
        return "both" if YEAR.search(words) is not None else "last"
    return "year" if YEAR.search(words) is not None else ""


def _before(part: Figure, change: Percentage) -> tuple[Fraction, Fraction] | None:
    """5780件 that are 22.49 % fewer were 7457: the percentage may have been rounded or cut off."""
    value, unit = change.figure.exactly, Fraction(1, 10 ** decimals(change.figure.value))
    least, most = value - unit / 2, value + unit
    if falls(change):
        least, most = -most, -least
    low, high = 1 + least / 100, 1 + most / 100
    return (part.low / high, part.high / low) if low > 0 else None
