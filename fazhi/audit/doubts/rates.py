"""A percentage or a mean that follows from other numbers of its sentence than the ones it was held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.corroboration import accounts, printed, runs
from fazhi.audit.doubts import mean_readings, rate_readings
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.model import Kind
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO, EARLIER
from fazhi.audit.text.figures import Figure

FIGURES = 3
"""Printed figures that a mean must have: nearly every mean of fewer follows from some two numbers of a sentence."""
OWN_LIST = 3
"""Items of a list that make up the base of one of them: two of them are too often no whole."""
HALF = PAIR = 2
PERIOD = re.compile(r"[一二三四]季度|[上下]半年|(?<!\d)1?\d月")
COMPARED_TO = re.compile(r"[比较与同][^，；。]{0,4}$")
PAST = re.compile(r"[上去前]年")
FAR = 2
"""Times that a mean is off which a slip of the hand hardly ever makes."""
VERY_FAR = 30
HUNDRED, POINT_MOVED = 100, (-2, -1, 1, 2)
"""166.25元 of 1662.5: so far apart, and yet the same figures."""
YEARS = (365, 366)
DAYS = "day"
ITSELF = re.compile(r"按(\d[\d.,]*)([\u4e00-\u9fff]{1,2})÷\1\2(?!＋)")
TOTAL_SHARE = re.compile(r"占[^，。；]{0,8}总[数量]")
ELSEWHERE = re.compile(r"全[县市省国区]|平均水平|兄弟|周边|邻|上年|去年|前年|同期")
EACH_OF_THEM = re.compile(r"，人均[^，。；\d]{0,6}")
FINE, PUNISHED = re.compile(r"罚"), re.compile(r"(?<!不予)(?<!免予)处罚(?:决定)?$|罚款(?:决定)?$")
PERSON = "person"
ONLY_BASE = "only_base"
CALENDAR, MISPRINT, POINTS = "average", "miswritten", "points"
STATED_BASE = "stated_base"
RISES = frozenset({"growth", "growth_retold", "annual_growth"})


class RateClaim(Claim):
    """Of a rate, a share, a growth or a mean."""

    def right_beside(self) -> bool:
        """人均从86.3件涨到102.1件: is what the finding would have instead printed in the same sentence, or is a count divided by itself?"""
        right = self.computed
        if right is None or self.finding.kind is not Kind.RATE:
            return False
        if ITSELF.search(self.finding.message) is not None:
            return not rate_readings.of_two_as_many(self)
        if self.finding.rule == STATED_BASE:
            return False  # 85件、47件、47件，分别占23.4%、19.2%、12.9%: as many as those are 12.9% as well
        same = [] if self.sentence is None else [each for each in self.sentence.figures if each.kind == self.last.kind]
        return any(printed(each) == right and each is not self.last and not self._as_many(each) for each in same)

    def _as_many(self, other: Figure) -> bool:
        """公开6件，占60%；无法提供6件，占50%: is it the share of another count that is as great?"""
        one, two = (
            [each for each in self.all if each.count and each.end <= share.start] for share in (self.last, other)
        )
        return bool(one and two) and one[-1] is not two[-1] and one[-1].exactly == two[-1].exactly

    def of_before(self) -> bool:
        """Is it where something began, and not what the counts before it come to, or a change of something else?"""
        return (
            self.last.percent and self.began or self.finding.rule == POINTS and rate_readings.of_another_subject(self)
        )

    def other_percentages(self) -> Iterator[bool]:
        """The other ways in which a printed percentage may follow from the counts in front of it."""
        if self.finding.rule in RISES:
            yield self._share_said_as_rise() or self._of_another_period()
            yield rate_readings.of_another_place(self) or rate_readings.of_a_row(self)
            yield rate_readings.between_other_levels(self)
            return
        if self._of_past_part():
            yield True
        # 合计68个，占总数的43.6%: who looks for a misprint in numbers farther off has passed over the one it is said of.
        yield self.finding.rule == MISPRINT and self._passed_over()
        yield rate_readings.of_the_whole_done(self) or rate_readings.of_a_sibling(self)
        yield rate_readings.of_another_instance(self)
        yield from map(self.comes_out, rate_readings.of_grades_weighed(self))
        if rounding.decimals(self.stated):
            yield from map(self.comes_out, self._shares())
            yield from map(self.comes_out, rate_readings.of_one_base(self))
            yield from map(self.comes_out, rate_readings.of_joined_counts(self))
            yield from map(self.comes_out, rate_readings.of_two_units(self))
            yield from map(self.comes_out, rate_readings.of_two_deeds(self))
        elif self.stated == 100:
            # 受理596件，办结569件，其中交办366件，答复203件: that these are all of what was done says nothing of the rate.
            done = min((each.exactly for each in self.before if self.used(each)), default=None)
            yield any(total == each.exactly != done for total, row in runs(self.beside) for each in self._apart(row))

    def _passed_over(self) -> bool:
        """Does the number right before it, which is no item of a list, not belong to what it was held against?"""
        nearest = self.before[-1] if self.before else None
        lists = [account for account in accounts(self.passage) if not account[-1].percent]
        item = any(each is nearest for account in lists for each in account[:-1])
        return nearest is not None and not self.used(nearest) and not item

    def _share_said_as_rise(self) -> bool:
        """多134家次（上年同期1352家次），增长9.9%: the increase of the level of before, which no rise is reckoned from."""
        pairs = [(more, less) for more in self.before for less in self.before if more.kind == less.kind]
        return "增" in self.finding.message and any(
            EARLIER.search(f"{more.period}{more.head}") is not None
            and self.used(more)
            and self.used(less)
            and less.exactly * HALF < more.exactly
            and self.comes_out(less.exactly / more.exactly * 100)
            for more, less in pairs
        )

    def _of_another_period(self) -> bool:
        """二季度受理214件，三季度多22件，增10.3%: is the level told of another period than the change behind it?"""
        if len(self.before) < PAIR or CHANGE.search(self.before[-1].head) is None:
            return False
        level, change = self.before[-PAIR:]
        between = self.passage.plain[level.end : change.start]
        # 受理359件，比10月份增加33件 tells both of the one month, and 33÷359 is the slip itself.
        told = any(COMPARED_TO.search(between[: each.start()]) is None for each in PERIOD.finditer(between))
        same = level.kind == change.kind and level.exactly > change.exactly
        return told and same and self.comes_out(change.exactly / level.exactly * 100)

    def _of_past_part(self) -> bool:
        """上年网上提交31件，占21.2%: is the part of a year before, and what it was held against of none?"""
        part = self.before[-1] if self.before else None
        if part is None or PAST.match(part.period) is None or not self.used(part):
            return False
        wholes = [
            each
            for passage in self.manuscript.passages
            for each in passage.figures
            if each.kind == part.kind and self.used(each) and each.value > part.value
        ]
        return bool(wholes) and not any(PAST.match(each.period) for each in wholes)

    def of_a_whole_list(self) -> bool:
        """排查412起，化解405起。婚姻126起、邻里98起、土地87起、劳资43起、其他58起，婚姻类占31.1%: are the kinds, of which it is the share of one, all
        of the number that it was held against? Then that is what they are shares of."""
        return any(
            len(account) > OWN_LIST
            and not account[-1].percent
            and self.used(account[-1])
            and any(self.used(each) for each in account[:-1])
            and all(one.end <= two.start for one, two in pairwise(account[:-1]))
            and account[-2].end <= self.last.start
            for account in accounts(self.passage)
        )

    def other_differences(self) -> bool:
        """法律明白人由112名增至196名，村均由4名增至7名，净增84名: is the printed change that of two other levels side by side?"""
        if rate_readings.between_moves(self):
            return True
        same = [each for each in self.beside if each.kind == self.last.kind and each is not self.last]
        text = self.passage.plain
        return any(
            abs(one.exactly - two.exactly) == self.last.exactly
            and CHANGED_TO.search(text[one.end : two.start]) is not None
            for one, two in pairwise(same)
        )

    def _shares(self) -> Iterator[Fraction]:
        for base in self.before:
            for part in self.before:
                if part is not base and part.kind == base.kind and part.exactly <= base.exactly and not self.used(base):
                    if not self.used(part):
                        yield part.exactly / base.exactly * 100
                    yield (base.exactly - part.exactly) / base.exactly * 100
            if base.kind == DAYS and self.used(base):
                yield from (base.exactly / days * 100 for days in YEARS)
        for total, row in runs(self.beside):
            yield from (total / each.exactly * 100 for each in self._apart(row) if total <= each.exactly)
        if self.finding.rule == ONLY_BASE:
            # 共365人……。一至四级7人，五至六级13人，七至十级298人，未达到47人，达级率87.1%
            wholes = [each for each in self.earlier if self.sentence is None or each.start < self.sentence.start]
            for total, row in runs(self.before):
                yield from (total / each.exactly * 100 for each in wholes if each.kind == row[0].kind and each.exactly)
        if TOTAL_SHARE.search(self.finding.quote) is not None:
            # 村级调成83件，镇级调成32件；……52件，占调成总数的45.2%
            for total, row in runs(self.before):
                yield from (each.exactly / total * 100 for each in self._apart(row) if self.used(each))
        for total, row in runs(self.earlier):
            if len(row) >= OWN_LIST:
                yield from (each.exactly / total * 100 for each in row if self.used(each))

    def _apart(self, row: list[Figure]) -> list[Figure]:
        first, last = row[0].start, row[-1].start
        return [each for each in self.before if each.kind == row[0].kind and not first <= each.start <= last]

    def other_means(self) -> Iterator[bool]:
        """The other ways in which a printed mean may follow from the numbers of its sentence."""
        yield self._of_somebody_else() or self._far_off()
        yield mean_readings.of_a_sum(self) or mean_readings.of_what_it_names(self)
        if self.finding.rule == CALENDAR:
            yield mean_readings.of_another_stretch(self)
        else:
            yield mean_readings.of_the_nearest(self)
        yield rate_readings.of_another_item(self) or rate_readings.exact_quotient(self)
        scale = Fraction(self.last.scale)
        beside = [each for each in self.beside if each is not self.last]
        for total, row in runs(beside):
            yield len(row) >= OWN_LIST and row[0].kind == self.last.kind and self.comes_out(total / len(row) / scale)
        if self.finding.rule == CALENDAR and sum(self.used(each) for each in beside) < PAIR:
            # 按105个上学日计算，每天42人次: held against days of the calendar, though a number of the sentence divides it.
            means = (one.exactly / two.exactly / scale for one in beside for two in beside if one is not two)
            yield from (self.comes_out(mean) if self._telling else mean == self.stated for mean in means if mean > 1)
        if self._telling:
            yield from map(self.comes_out, self._means_of_rests(scale))
        yield from map(self.comes_out, self._means_of_fines(scale))

    def _of_somebody_else(self) -> bool:
        """全县人均是8.3件; 上年6人，人均19.8件: does its clause speak of another place or year, or name its own number of people?"""
        text, begins = self.passage.plain, self.last.start
        begin = max(text.rfind(mark, 0, begins) for mark in "，；。：") + 1
        used = [each.start for each in self.before if self.used(each)]
        if ELSEWHERE.search(text, begin, begins) is not None and used and max(used) < begin:
            return True
        nearest = self.before[-1] if self.before else None
        if nearest is None or nearest.kind != PERSON or self.used(nearest):
            return False
        return EACH_OF_THEM.fullmatch(text, nearest.end, begins) is not None

    def _far_off(self) -> bool:
        """户均联合部门2.6个, held against 11÷297: hardly of these two; 每个大厅办理19.7万件，日均784件, against 6.02亿件 of all halls."""
        if self.computed is None:
            return False
        if self.finding.rule == CALENDAR:
            least, most = sorted((self.computed, self.last.value))
            return most > VERY_FAR * least > 0
        right = self.computed.normalize()  # 61.0 and 16 have the same figures
        return all(_far(right, each) for each in (self.stated, self.last.value))

    @property
    def _telling(self) -> bool:
        return len(self.stated.as_tuple().digits) >= FIGURES

    def _means_of_fines(self, scale: Fraction) -> Iterator[Fraction]:
        """立案22件，其中处罚15件……；罚款3.45万元，平均每件0.23万元: who was not punished paid no fine."""
        fines = [each for each in self.before if self.used(each) and FINE.search(each.head)]
        punished = [each for each in self.earlier if PUNISHED.search(each.head) and not self.used(each)]
        yield from (one.exactly / two.exactly / scale for one in fines for two in punished if one.kind != two.kind)

    def _means_of_rests(self, scale: Fraction) -> Iterator[Fraction]:
        """其余17名人均办理37.5件: what the first of two numbers leaves, dealt out to the number right before the mean."""
        if not self.before or self.used(self.before[-1]):
            return
        for whole in (each for each in self.earlier if self.used(each)):
            for less in self.earlier:
                if less.kind == whole.kind and less.exactly < whole.exactly:
                    yield (whole.exactly - less.exactly) / self.before[-1].exactly / scale


def _far(one: Decimal, other: Decimal) -> bool:
    moved = [other.scaleb(places) for places in POINT_MOVED]
    if any(abs(one - each) * HUNDRED <= max(one, each) for each in moved):
        return False
    far = not one or not other or max(one, other) > FAR * min(one, other)
    return far and not misprints.could_be_miswritten(one, other)
