"""A change taken over the level it led to, where the words name the base: 与2023年新收7318件相比，少收476件，降幅7.0% is 476÷6842, not 476÷7318.

`base_of_now` asks for two levels beside each other. Here the base is named by what stands right before its change, by the periods
(9月比8月减少782件，环比下降14.1%), or by 与上年的3519件相比 with this year's level earlier in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths import by_period
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, Sentence

CHANGED = re.compile(
    r"(?P<way>增长|上升|提高|增幅|增加|升幅|多出|高出|偏多|上涨|涨幅|增多|扩大"
    r"|下降|降幅|减少|降低|回落|减幅|缩短|下滑|压减|压降)(?:折合|了|为|达到?|是)?$"
)
FALL = re.compile(r"降|减|落|缩|滑")
THAN = re.compile(
    r"(?:(?<![占同])比|较|与|同(?!比)|和)(?:[上去]一?年|前年|20\d\d年|年初|期初|[上下]半年|[一二三四]季度|1?\d月|上月|上季度)[^，。；：、\d]{0,8}$"
)
# 环比二季度多26件, 比二季度多712件
OF_PERIOD = re.compile(r"(?:比|较)(?P<base>[上下]半年|[一二三四]季度|1?\d月)[^，。；：、\d]{0,4}$")
YEAR = re.compile(r"20\d\d(?=年)")
# 九成, 分别为, 、: what stands in a list has its level in another.
LISTED = re.compile(r"分别|依次|、[^，。；]{0,6}$")
ROW = frozenset("、和及")
BASIS = "增减幅度＝增减数÷基期数，基期数是文中写明的"
# What says nothing of which count is meant.
PLAIN = re.compile(
    r"[，。；：、（）\d“”]|全年|[今本上去前]年|同期|年初|期初|同比|相比|相较|比较|总[量数]|数量|[比较与同和为是有的了共约则也]"
)
LEAD, NEAR, BACK, HUNDRED, FEWEST, PAIR = 12, 14, 2, 100, 2, 2


@dataclass(frozen=True, slots=True)
class Over:
    """The percentage, where its words begin, what was divided by what, and what it should be in per cent."""

    passage: Passage
    figure: Figure
    start: int
    formula: str
    taken: str
    change: Fraction
    sure: bool
    """Do the words leave no other level, so that no reading of others is asked?"""

    @property
    def computed(self) -> Decimal:
        """As it should be printed."""
        return rounding.show(self.change, max(1, rounding.decimals(self.figure.value)))

    @property
    def message(self) -> str:
        """476件÷7318件为6.5%, and what was done instead."""
        told, stated = f"基数是文中写明的，{self.formula}为{self.computed}%", self.figure.text
        return f"{told}；文中写{stated}，是按{self.taken}算的。"


def over_the_new(manuscript: Manuscript) -> Iterator[Over]:
    """Every such percentage."""
    for passage in manuscript.passages:
        if "%" not in passage.plain:
            continue
        for sentence in passage.sentences:
            for figure in sentence.figures:
                claim = _claim(passage, sentence, figure)
                found = None if claim is None else claim.over()
                if found is not None:
                    yield found


def beside_its_base(passage: Passage, sentence: Sentence, figure: Figure) -> Over | None:
    """Such a percentage with its change and its base right before it: no other two levels are looked for."""
    claim = _claim(passage, sentence, figure)
    return None if claim is None else claim.of_its_base()


def _claim(passage: Passage, sentence: Sentence, figure: Figure) -> Claim | None:
    words = CHANGED.search(passage.plain, max(sentence.start, figure.start - LEAD), figure.start)
    if words is None or not figure.percent or figure.vague or figure.bound:
        return None
    return Claim(passage, sentence, figure, words)


class Claim:
    """One percentage of change."""

    def __init__(self, passage: Passage, sentence: Sentence, figure: Figure, words: re.Match[str]) -> None:
        self.passage, self.sentence, self.figure, self.start = passage, sentence, figure, words.start()
        self.sign = -1 if FALL.search(words["way"]) else 1
        self.before = [each for each in sentence.figures if each.end <= figure.start]
        last = self.before[-1] if self.before else None
        changed = last is not None and _counted(last) and CHANGE.search(last.head) is not None
        self.step = last if last is not None and changed and figure.start - last.end < NEAR else None

    def over(self) -> Over | None:
        return self.of_its_base() or self.of_its_periods() or self.of_a_level_before()

    def of_its_base(self) -> Over | None:
        """上年排查712件，今年减少74件，下降11.6%: the base, its change and the percentage side by side."""
        base = self.before[-BACK] if self.step is not None and len(self.before) >= BACK else None
        if base is None or self.step is None or not _counted(base) or base.unit != self.step.unit:
            return None
        if not self._former(base) or CHANGE.search(base.head) is not None or self._in_row(base):
            return None
        now = base.exactly + self.sign * self.step.exactly
        low, high = HUNDRED * self.step.low / base.high, HUNDRED * self.step.high / base.low
        if now <= 0 or rounding.fits(self.figure.value, low, high):
            return None
        if self._fits(self.step.exactly, now):
            return self._found(self.step.text, base, "本期数", HUNDRED * self.step.exactly / base.exactly)
        # 上年152件，同比增加34件，增长53.7%；2022年立案121件: over the base of another year
        for other in self._others(base):
            if self._fits(self.sign * (now - other.exactly), other.exactly):
                return self._found(self.step.text, base, other.text, HUNDRED * self.step.exactly / base.exactly)
        return None

    def _others(self, base: Figure) -> Iterator[Figure]:
        for each in self.passage.figures:
            if each is not base and each.sentence == base.sentence and each.unit == base.unit and _counted(each):
                if CHANGE.search(each.head) is None and past(each, self.passage.now) and each.value != base.value:
                    yield each

    def of_its_periods(self) -> Over | None:
        """下半年比上半年减少24起，下降12.4%; 三季度167件、四季度193件……比三季度多26件，增长13.5%."""
        for told in (self.step, self.figure):
            pair = None if told is None else by_period.pair(self.passage, self.sentence, told)
            found = None if pair is None else self._of_pair(*pair)
            if found is not None:
                return found
        if self.step is None:
            return None
        named = OF_PERIOD.search(self.passage.plain, self.sentence.start, self.step.start)
        if named is None:
            return None
        levels = [each for each in self.passage.figures if self._level_of_period(each)]
        bases = [each for each in levels if by_period.folded(each.period) == by_period.folded(named["base"])]
        pairs = [(now, base) for base in bases for now in levels if self._apart(now, base)]
        return self._of_pair(*pairs[0]) if len({(now.value, base.value) for now, base in pairs}) == 1 else None

    def _apart(self, now: Figure, base: Figure) -> bool:
        return self.step is not None and now.value - base.value == self.sign * self.step.value

    def _level_of_period(self, each: Figure) -> bool:
        near = each.end <= self.figure.start and self.figure.sentence - each.sentence <= BACK
        mine = self.step is not None and each is not self.step and each.kind == self.step.kind
        return near and mine and bool(each.period) and not each.compared and _counted(each)

    def _of_pair(self, now: Figure, base: Figure) -> Over | None:
        if not (_counted(now) and _counted(base)) or now.kind != base.kind:
            return None
        change = self.sign * (now.exactly - base.exactly)
        if change <= 0 or self._fits(change, base.exactly) or not self._fits(change, now.exactly):
            return None
        if self.step is not None and self.step.kind == now.kind and self.step.exactly != change:
            return None
        return self._found(f"({now.text}－{base.text})", base, now.text, HUNDRED * change / base.exactly)

    def of_a_level_before(self) -> Over | None:
        """受理申请3847件……。与上年的3519件相比，申请总量增长8.5%: no count of the paragraph gives it over the base, and one gives it over itself."""
        base = self.before[-1] if self.before else None
        if base is None or not _counted(base) or not self._former(base) or rounding.telling(self.figure.value) < FEWEST:
            return None
        lead = self.passage.plain[max(0, base.start - LEAD) : base.start]
        between = self.passage.plain[base.end : self.start]
        if CHANGE.search(base.head) or CHANGED_TO.search(lead) or self._in_row(base) or LISTED.search(between):
            return None
        levels = [each for each in self.passage.figures if each.unit == base.unit and each is not base]
        levels = [each for each in levels if _counted(each) and each.end <= self.start]
        if any(self._fits(self.sign * (each.exactly - base.exactly), base.exactly) for each in levels):
            return None
        levels = [each for each in levels if not past(each, self.passage.now) and CHANGE.search(each.head) is None]
        for now in reversed(levels):
            change = self.sign * (now.exactly - base.exactly)
            if self._fits(change, now.exactly) and self._of_its_subject(now, f"{base.head}，{between}"):
                formula, right = f"({now.text}－{base.text})", HUNDRED * change / base.exactly
                return self._found(formula, base, now.text, right, sure=False)
        return None

    def _of_its_subject(self, now: Figure, words: str) -> bool:
        """起诉人数上年为412人，同比增长, with 提起公诉438人; not 复查增长 with 检查720家次."""
        subject = set(PLAIN.sub("", words))
        return len(subject) < PAIR or len(subject & set(now.head)) >= PAIR

    def _former(self, base: Figure) -> bool:
        lead = self.passage.plain[max(0, base.start - LEAD - LEAD) : base.start]
        years = YEAR.findall(base.head)
        dated = bool(years) and bool(self.passage.now) and years[-1] < self.passage.now
        return past(base, self.passage.now) or dated or THAN.search(lead) is not None

    def _in_row(self, base: Figure) -> bool:
        """与去年的12起、5人相比: does the base stand in a row of several?"""
        text = self.passage.plain
        return text[base.end : base.end + 1] in ROW or any(
            each.end + 1 == base.start and text[each.end] in ROW for each in self.before
        )

    def _fits(self, change: Fraction, over: Fraction) -> bool:
        return bool(rounding.fits(self.figure.value, HUNDRED * change / over))

    def _found(self, change: str, base: Figure, taken: str, right: Fraction, *, sure: bool = True) -> Over:
        return Over(self.passage, self.figure, self.start, f"{change}÷{base.text}", taken, right, sure)


def _counted(figure: Figure) -> bool:
    return not figure.percent and bool(figure.unit) and not figure.vague and not figure.bound and figure.value > 0
