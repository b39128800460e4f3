"""One level, compared with one and the same period, has changed by one percentage, however often that is told.

接收信息3732件。其中咨询2439件，同比下降3.5%，环比增长15.8% … 本月共受理咨询2439件，同比下降5.3%，环比增长15.8%
共发生事故3415起，同比下降29.5% … 事故3415起、死亡3208人，同比分别下降25.9%、24.4%
直接纠错率13.4%，同比提高4.4个百分点 … 直接纠错率13.4%，同比提高4.8个百分点
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths import counted_growths
from fazhi.audit.growths.increments import verb_of
from fazhi.audit.repeats.mentions import alike
from fazhi.audit.repeats.tellings import content
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import PERCENT, POINTS, Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage, Sentence

YEAR, MONTH = "year", "month"
VERBS = r"(?P<verb>增长|上升|增加|提高|提升|上涨|升高|下降|减少|降低|回落|下跌|[增升涨降减])(?:幅度?|率)?(?:为|达到?|了|约|近)?"
CHANGED = re.compile(
    r"次?(?P<closed>[^）]{0,8}）)?[，、（；]{0,2}(?P<own>[\u4e00-\u9fff]{2,8}?[量数])?(?:均|也)?"
    r"(?:(?P<month>环比|[与比较]上(?:个?月|周|季度|一?[月周]))|(?P<year>同比|[与比较](?:去年|上年|上一年|(?P<of>20\d\d)年)(?:同期|全年|度)?))"
    rf"(?:上年|去年|上月|上周|相比)?，?(?:总体|小幅|大幅|明显|略有|有所)?(?P<dealt>分别|依次)?{VERBS}"
)
OF_YEAR = re.compile(r"(20\d\d)年")
TOTALS = frozenset(("总量", "数量", "件数", "起数", "总数"))
NEXT = re.compile(r"[、和及与，]{1,2}(?:增长|上升|增加|提高|提升|下降|减少|降低|[增升降减])?")
SIDE_BY_SIDE = re.compile(r"[、，和及与]{1,2}[\u4e00-\u9fff]{0,10}")
FALLS = frozenset("下减降回跌")
DIGITS = 3
"""Figures of a count that hardly another count has by chance."""
ENDING = 3
"""Characters by which a rate is known: 纠错率, 满意率."""
MOST = 12
LEAD = 24
SHARE = re.compile(r"^[，（]占[^，。；：、\d]{0,12}$")
NAME = re.compile(r"[，。；：、（）！？“”\d%]")

Key = tuple[str, Decimal, str, str]


@dataclass(slots=True)
class Change:
    """What is told of a level: by how much it has changed since the year or the month before."""

    passage: Passage
    level: Figure
    figure: Figure
    start: int
    since: str
    fall: bool

    @property
    def key(self) -> Key:
        return self.level.kind, self.level.value, self.since, self.figure.kind

    @property
    def name(self) -> str:
        """The words right before the level."""
        words = NAME.split(self.passage.plain[max(0, self.level.start - LEAD) : self.level.start])
        return words[-1] or (words[-2] if len(words) > 1 else "")


def contradicted(manuscript: Manuscript) -> Iterator[tuple[Change, Change]]:
    """(a change, the other one that is told of the same level), the later first; both ways where nothing says which is right."""
    known: dict[Key, list[Change]] = {}
    for passage in manuscript.passages:
        for sentence in passage.sentences if "比" in passage.plain or "较" in passage.plain else ():
            for each in told(passage, sentence):
                if _firm(each):
                    known.setdefault(each.key, []).append(each)
    for same in known.values():
        if 1 < len(same) <= MOST:
            yield from _unlike(same)


def told(passage: Passage, sentence: Sentence) -> Iterator[Change]:
    """Every change of the sentence with the level it is told of."""
    text, levels, end = passage.plain, list[Figure](), sentence.start
    since, fall, number, dealt, begun, own = "", False, 0, False, 0, ""
    for figure in sentence.figures:
        between = text[end : figure.start]
        match = CHANGED.fullmatch(between) if levels and figure.kind in (PERCENT, POINTS) else None
        if match is not None:
            since, fall = _since(match, passage), match["verb"][0] in FALLS
            number, dealt = 0, match["dealt"] is not None
            own = match["own"] or ""
            begun = end + max(match.start("month"), match.start("year"))
        elif dealt and number and figure.kind in (PERCENT, POINTS) and NEXT.fullmatch(between):
            verb = between.strip("、和及与，")
            fall, begun = (verb[0] in FALLS if verb else fall), figure.start
        elif levels and not number and _said_between(figure, between):
            end = figure.end
            continue
        else:
            joined = bool(levels) and not number and SIDE_BY_SIDE.fullmatch(between) is not None
            levels, number, dealt, end = ([*levels, figure] if joined else [figure]), 0, False, figure.end
            continue
        level = levels[number] if dealt and number < len(levels) else levels[-1] if not dealt else None
        number, end = number + 1, figure.end
        if level is not None and (not own or _named(passage, level, own)):
            yield Change(passage, level, figure, begun, since, fall)


def _since(match: re.Match[str], passage: Passage) -> str:
    """与2020年同期相比 is 同比 in what tells of 2021, and any other year is one of its own."""
    if match["month"]:
        return MONTH
    year, told = match["of"], OF_YEAR.search(passage.plain)
    now = passage.now or (told[1] if told is not None else "")
    return YEAR if year is None or now.isdigit() and int(now) == int(year) + 1 else year


def _said_between(figure: Figure, between: str) -> bool:
    """359件，占受理总量20%，环比增加10.12%; 359件，比10月增加33件，环比增长10.12%; 6689起（239起/天），……: what stands there is no level."""
    return figure.percent and SHARE.search(between) is not None or between == "（" or verb_of(figure.head) is not None


def _named(passage: Passage, level: Figure, own: str) -> bool:
    """各类有效报警共6689起，有效报警量比上月下降22.2%: is the change said of the level by its name?"""
    return own in TOTALS or own[:-1].rstrip("总数") in passage.plain[max(0, level.start - LEAD) : level.start]


def _firm(one: Change) -> bool:
    """Are both printed as they are, the level in so many figures that it is not another one by chance?"""
    level, figure = one.level, one.figure
    if level.vague or level.bound or level.compared or level.spelled or figure.vague or figure.bound:
        return False
    if level.percent:
        return figure.kind == POINTS and "." in level.text and len(one.name) >= ENDING
    return level.count and figure.kind == PERCENT and len(_digits(level.text)) >= DIGITS


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")


def _unlike(told: list[Change]) -> Iterator[tuple[Change, Change]]:
    """Of those that are told of one thing, the ones of which another tells otherwise; of a value that stands twice, none."""
    for number, later in enumerate(told):
        for other in told[:number]:
            if not _one_thing(later, other) or _agree(later, other):
                continue
            both = [sum(_agree(each, one) for each in told) for one in (later, other)]
            first, again = _impossible(other), _impossible(later)
            if not (_slip(later, other) or first or again or min(both) < max(both)):
                continue
            if not (first and not again) and both[0] <= both[1]:
                yield later, other
            if not (again and not first) and both[1] <= both[0]:
                yield other, later


def _one_thing(one: Change, other: Change) -> bool:
    """Is it said of one thing, of no two years, and in two sentences? One sentence tells the whole and a part of it."""
    if one.passage is other.passage and one.figure.sentence == other.figure.sentence:
        return False
    years = {each.level.period for each in (one, other) if each.level.period.isdigit()}
    if len(years) > 1:
        return False
    names = [each.name for each in (one, other)]
    if one.level.percent:
        return names[0][-ENDING:] == names[1][-ENDING:]
    words = [pairs(content(alike(each))) for each in names]
    return bool(words[0] & words[1])


def _agree(one: Change, other: Change) -> bool:
    """12.3% and 12.34% are one, rounded or cut off."""
    if one.fall != other.fall:
        return False
    first, second = sorted((one.figure.value, other.figure.value), key=rounding.decimals)
    return first == second or bool(rounding.fits(first, Fraction(second)))


def _slip(one: Change, other: Change) -> bool:
    first, second = _digits(one.figure.text), _digits(other.figure.text)
    return one.figure.value == other.figure.value or misprints.like_count(first, second)


def _impossible(one: Change) -> bool:
    """Is there no whole number from which the level has so changed?"""
    level, figure = one.level, one.figure
    if figure.kind == POINTS or level.kind not in counted_growths.WHOLE or not level.exact:
        return False
    return level.value <= counted_growths.MOST and not counted_growths.possible(level, figure.value, one.fall)
