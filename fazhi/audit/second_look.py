"""Before a contradiction is called proven: is there another account under which everything printed is right?

The rules read words, and clerks find words that no rule has met. So what a rule calls wrong is looked at once more without
any words (docs/decisions/0020): are all the numbers it holds against each other borne out by other accounts beside them, or
does the printed percentage or mean follow from other numbers of the same sentence? Then somebody has to look; nothing is proven.
A number that really slipped is hardly ever borne out: of 1,387 planted slips that were found six are lost by this, and of 64
figures falsely called wrong in reports nobody had tuned to, 29.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.corroboration import NUMBER, SMALLEST_TOTAL, accounts, comes_out, counts, printed, runs
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

REMARK = "（但这几个数在文中另有算得通的读法，不能断定有误，请人工核对。）"
FIGURES = 3
"""Printed figures that a mean must have: nearly every mean of fewer follows from some two numbers of a sentence."""
OWN_LIST = 3
"""Items of a list that make up the base of one of them: two of them are too often no whole."""
HALF = PAIR = 2
TENTH = 10
FAR = 3
"""Times that a mean is off which a slip of the hand hardly ever makes."""
NEAR = 12
"""Counts on either side of a figure that it may follow from."""
ASIDE = re.compile(r"[中里](?:[共又]?有)?$|每|递[增减]|平均")
WORDS = 4
"""Words in front of a number that tell what it counts."""
MANY = 100
"""Of so many a slip of the hand is likelier than two quantities that look alike."""
MARKS, AMONG = re.compile(r"[\d，。；：、（）]"), re.compile(r"当?中|里")
FEW = 3
"""Of three numbers of one list a slip of the sign makes another account; of more, with the total behind, it hardly does."""
YEARS = (365, 366)
DAYS = "day"
RATE = re.compile(r"([\u4e00-\u9fff]{2,12})率")
WHOLE, NEARLY = Decimal(100), Decimal("0.15")
OTHER_YEAR = re.compile(r"[上去前]年")
COMPUTED = re.compile(r"(?:＝|应为)(\d+(?:\.\d+)?)")
ITSELF = re.compile(r"按(\d[\d.,]*)([\u4e00-\u9fff]{1,2})÷\1\2(?!＋)")
TOTAL = re.compile(r"总数(\d[\d,]*(?:\.\d+)?)")
ELSEWHERE = re.compile(r"全[县市省国区]|平均水平|兄弟|周边|邻|上年|去年|前年|同期")
EACH_OF_THEM = re.compile(r"，人均[^，。；\d]{0,6}")
PERSON = "person"
CALENDAR = "average"
MEANS = frozenset({CALENDAR, "mean", "per_unit", "spread"})
SURE = frozenset({"stated_base"})
"""Of these the words themselves say what is divided by what."""
RISES = frozenset({"growth", "growth_retold", "annual_growth"})


def review(manuscript: Manuscript, findings: list[Finding]) -> None:
    """Turn into a hint, with a remark, whatever was called wrong and has another account for all that is printed."""
    right = [each for each in findings if each.verdict is Verdict.RIGHT and each.kind is Kind.RATE]
    for each in findings:
        if each.verdict is Verdict.WRONG and (_retold(each, right) or explained(manuscript, each)):
            each.verdict, each.computed = Verdict.HINT, None  # what may be right is given no correction
            each.message += REMARK


def _retold(finding: Finding, right: list[Finding]) -> bool:
    """按期办结率99.2%, held against other counts where it is summed up: is it right where another paragraph has it with its own?"""
    name = RATE.search(finding.quote) if finding.kind is Kind.RATE else None
    if name is None:
        return False
    same = [each for each in right if each.stated == finding.stated and each.paragraph != finding.paragraph]
    names = [match[1] for match in (RATE.search(each.quote) for each in same) if match is not None]
    return any(each.endswith(name[1]) or name[1].endswith(each) for each in names)


def explained(manuscript: Manuscript, finding: Finding) -> bool:
    """Is there an account beside the one that a finding reckons with, under which what is printed is right?"""
    passage = _passage_of(manuscript, finding)
    if passage is None:
        return False
    inside = [each for each in passage.figures if _within(passage, each, finding)]
    if not inside or printed(inside[-1]) is None:
        return False
    claim = Claim(manuscript, passage, finding, inside)
    if claim.last.percent and finding.kind is Kind.SUM:
        return claim.shares_of_several()
    if finding.kind is Kind.SUM:
        return claim.list_of_others()
    if finding.kind is Kind.REPEAT:
        return claim.not_one_quantity()
    if claim.right_beside():
        return True
    if claim.last.percent and finding.kind in (Kind.RATE, Kind.GROWTH) and finding.rule not in SURE:
        return any(claim.other_percentages())
    return finding.rule in MEANS and any(claim.other_means())


def _passage_of(manuscript: Manuscript, finding: Finding) -> Passage | None:
    of_paragraph: dict[int, list[Passage]] | None = manuscript.memory.get("passages of a paragraph")
    if of_paragraph is None:
        of_paragraph = manuscript.memory["passages of a paragraph"] = {}
        for each in manuscript.passages:
            of_paragraph.setdefault(each.index, []).append(each)
    own = of_paragraph.get(finding.paragraph, [])
    return next((each for each in own if 0 <= finding.start - each.base < len(each.original)), None)


def _within(passage: Passage, figure: Figure, finding: Finding) -> bool:
    start, end, _quote = passage.quote(figure.start, figure.end)
    return start < finding.end and finding.start < end


class Claim:
    """A finding that was called wrong, with the figures it lies on and the numbers its message reckons with."""

    def __init__(self, manuscript: Manuscript, passage: Passage, finding: Finding, inside: list[Figure]) -> None:
        self.manuscript, self.passage, self.finding, self.inside = manuscript, passage, finding, inside
        self.numbers = {Decimal(each.replace(",", "")) for each in NUMBER.findall(finding.message)}
        self.last = inside[-1]
        self.stated = printed(self.last) or Decimal(0)
        self.all = counts(passage)
        self.earlier = [each for each in self.all if each.end <= self.last.start][-NEAR:]
        sentence = next((each for each in passage.sentences if each.start <= self.last.start < each.end), None)
        self.sentence = sentence
        start, end = (sentence.start, sentence.end) if sentence else (self.last.start, self.last.end)
        self.before = [each for each in self.earlier if each.start >= start]
        behind = [each for each in self.all if self.last.end <= each.start and each.end <= end]
        self.beside = [*self.before, *(each for each in self.all if each is self.last), *behind[:NEAR]]

    def used(self, figure: Figure) -> bool:
        """Does the message reckon with it?"""
        return printed(figure) in self.numbers

    def comes_out(self, value: Fraction) -> bool:
        """Is what is printed this value, rounded?"""
        return comes_out(self.stated, value)

    def list_of_others(self) -> bool:
        """Do a list and its total not belong together, because an account of their own bears out every number of them, or
        all but one which no slip of the hand would make the right one?"""
        if self._made_by_the_first():
            return True
        reckoned = self._reckoned()
        total = self._total(reckoned)
        own = {each.start for each in reckoned}
        others = [
            account
            for account in accounts(self.passage)
            if not own.issuperset(each.start for each in account) or len(account) > FEW and account[-1] is total
        ]
        known = {each.start for account in others for each in account}
        left = [each for each in reckoned if each.start not in known]
        if len(reckoned) < PAIR:
            return False
        if not left or self._closed_by_the_last(reckoned):
            return True
        if len(left) > 1:
            return False
        sure = {each.start for account in others if account[-1].percent for each in account}
        return len(reckoned) > PAIR and _of_no_list(left[0], reckoned, self.inside, sure)

    def _closed_by_the_last(self, reckoned: list[Figure]) -> bool:
        """114名，45岁以下的38名，4个村各2名，加起来8名，其余106名: do the last two and more of them make the total by themselves?"""
        total = self._total(reckoned)
        parts = sorted((each for each in reckoned if each is not total), key=lambda each: each.start)
        if total is None or total.value < SMALLEST_TOTAL:
            return False
        # Without a first item of one or two, a list that is off by so much comes out by chance.
        starts = [at for at in range(1, len(parts) - 1) if summed(parts[:at]) * TENTH >= total.value]
        return any(summed(parts[at:]) == total.value for at in starts)

    def _made_by_the_first(self) -> bool:
        """书面206件、口头105件，书面中有38件申请了确认; 36场、…、60场，每年递增6场，合计240场: do the items make the total without the last, which
        is told as no item?"""
        total = self._stated_total
        listed = [
            each for each in self.inside if self.used(each)
        ] or self.inside  # 各项合计349: the items are not told again
        items = [each for each in listed if printed(each) != total]
        if len(items) <= PAIR or summed(items[:-1]) != total:
            return False
        return ASIDE.search(self.passage.plain[items[-2].end : items[-1].start]) is not None

    def _reckoned(self) -> list[Figure]:
        """The numbers of a list and its total, which may stand outside of what is quoted; none if it is nowhere in its paragraph."""
        found = [each for each in self.inside if self.used(each)]
        if self._stated_total is None or self._total(found) is not None:
            return found
        total = self._total(list(reversed(self.all)))
        return [] if total is None else [*found, total]

    @property
    def _stated_total(self) -> Decimal | None:
        match = TOTAL.search(self.finding.message)
        return None if match is None else Decimal(match[1].replace(",", ""))

    def _total(self, among: list[Figure]) -> Figure | None:
        return next((each for each in among if printed(each) == self._stated_total), None)

    def shares_of_several(self) -> bool:
        """占18.5%，上年占14.0%: are shares of several years or of several wholes added up, of which some are 100 % by themselves?"""
        text = self.passage.plain[self.inside[0].start : self.last.end]
        shares = [each.value for each in self.inside if each.percent]
        lasts = (shares[at:] for at in range(1, len(shares) - PAIR))
        whole = any(abs(sum(each) - WHOLE) <= NEARLY for each in lasts)
        return whole or OTHER_YEAR.search(text) is not None

    def right_beside(self) -> bool:
        """人均从86.3件涨到102.1件: is what the finding would have instead printed in the same sentence, or is a count divided by itself?"""
        computed = COMPUTED.search(self.finding.message)
        if computed is None or self.finding.kind is not Kind.RATE:
            return False
        if ITSELF.search(self.finding.message) is not None:
            return True
        right = Decimal(computed[1])
        same = [] if self.sentence is None else [each for each in self.sentence.figures if each.kind == self.last.kind]
        return any(printed(each) == right and each is not self.last for each in same)

    def not_one_quantity(self) -> bool:
        """Are both of two numbers borne out, each where it stands, or both told in one sentence? Then they are two quantities."""
        quoted = self.finding.message.partition("“")[2].partition("”")[0]
        others = [
            (passage, each)
            for passage in self.manuscript.passages
            if quoted and quoted in passage.plain
            for each in _figures_of(passage, quoted)
            if each.kind == self.last.kind and each.value != self.last.value
        ]
        if any(passage is not self.passage and self._told_beside(each) for passage, each in others):
            return True
        few = self.last.value < MANY and not any(
            misprints.swapped(*_digits(self.last, each)) for _passage, each in others
        )
        if few and any(self._told_under_its_words(*each) for each in ((self.passage, self.last), *others)):
            return True
        # 7件积案化解了七成多 … 7件信访积案化解5件: there it stands beside the other one, in one breath.
        if any(self._right_in_front_of(*each) for each in others):
            return True
        # 年末未结23件，比上年末增加9件: the other one, 14, is that of the year before.
        behind = [each for each in self.beside if each.start > self.last.start and each.kind == self.last.kind]
        changes = {each.value for each in behind if CHANGE.search(each.head)}
        if any(abs(each.value - self.last.value) in changes for _passage, each in others):
            return True
        return _borne_out(self.passage, self.last) and any(_borne_out(*other) for other in others)

    def _right_in_front_of(self, passage: Passage, other: Figure) -> bool:
        before = [each for each in passage.figures if each.end <= other.start][-1:]
        return any(
            each.kind == self.last.kind
            and each.value == self.last.value
            and MARKS.search(passage.plain, each.end, other.start) is None
            for each in before
        )

    def _told_under_its_words(self, passage: Passage, figure: Figure) -> bool:
        """还有7件正在调解、结转下年 … 结转下年的7件里: where a number is taken up again, do the words in front of it stand in another
        paragraph with that number, though not as its name?"""
        words = passage.plain[: figure.start].removesuffix("的")[-WORDS:]
        if AMONG.match(passage.plain, figure.end) is None or MARKS.search(words) is not None:
            return False
        return any(
            each.kind == figure.kind
            and each.value == figure.value
            and words in other.plain[sentence.start : sentence.end]
            for other in self.manuscript.passages
            if other is not passage and words in other.plain
            for sentence in other.sentences
            for each in sentence.figures
        )

    def _told_beside(self, other: Figure) -> bool:
        return any(each.kind == other.kind and each.value == other.value for each in self.beside)

    def other_percentages(self) -> Iterator[bool]:
        """The other ways in which a printed percentage may follow from the counts in front of it."""
        if self.finding.rule in RISES:
            yield self._share_said_as_rise()
            return
        if rounding.decimals(self.stated):
            yield from map(self.comes_out, self._shares())
        elif self.stated == 100:
            yield any(total == each.exactly for total, row in runs(self.beside) for each in self._apart(row))

    def _share_said_as_rise(self) -> bool:
        """多134家次（上年同期1352家次），增长9.9%: the increase of the level of before, which no rise is reckoned from."""
        pairs = [(more, less) for more in self.before for less in self.before if more.kind == less.kind]
        return "增" in self.finding.message and any(
            self.used(more)
            and self.used(less)
            and less.exactly * HALF < more.exactly
            and self.comes_out(less.exactly / more.exactly * 100)
            for more, less in pairs
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
        for total, row in runs(self.earlier):
            if len(row) >= OWN_LIST:
                yield from (each.exactly / total * 100 for each in row if self.used(each))

    def _apart(self, row: list[Figure]) -> list[Figure]:
        first, last = row[0].start, row[-1].start
        return [each for each in self.before if each.kind == row[0].kind and not first <= each.start <= last]

    def other_means(self) -> Iterator[bool]:
        """The other ways in which a printed mean may follow from the numbers of its sentence."""
        yield self._of_somebody_else() or self._far_off()
        scale = Fraction(self.last.value) / Fraction(self.stated) if self.stated else Fraction(1)
        beside = [each for each in self.beside if each is not self.last]
        for total, row in runs(beside):
            yield len(row) >= OWN_LIST and row[0].kind == self.last.kind and self.comes_out(total / len(row) / scale)
        if self.finding.rule == CALENDAR and sum(self.used(each) for each in beside) < PAIR:
            # 按105个上学日计算，每天42人次: held against days of the calendar, though a number of the sentence divides it.
            means = (one.exactly / two.exactly / scale for one in beside for two in beside if one is not two)
            yield from (self.comes_out(mean) if self._telling else mean == self.stated for mean in means if mean > 1)
        if self._telling:
            yield from map(self.comes_out, self._means_of_rests(scale))

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
        """户均联合部门2.6个, held against 11÷297: hardly of these two."""
        computed = COMPUTED.search(self.finding.message)
        if computed is None or self.finding.rule == CALENDAR:
            return False
        right = Decimal(computed[1])
        return all(_far(right, each) for each in (self.stated, self.last.value))

    @property
    def _telling(self) -> bool:
        return len(self.stated.as_tuple().digits) >= FIGURES

    def _means_of_rests(self, scale: Fraction) -> Iterator[Fraction]:
        """其余17名人均办理37.5件: what the first of two numbers leaves, dealt out to the number right before the mean."""
        if not self.before or self.used(self.before[-1]):
            return
        for whole in (each for each in self.earlier if self.used(each)):
            for less in self.earlier:
                if less.kind == whole.kind and less.exactly < whole.exactly:
                    yield (whole.exactly - less.exactly) / self.before[-1].exactly / scale


def _far(one: Decimal, other: Decimal) -> bool:
    far = not one or not other or max(one, other) > FAR * min(one, other)
    return far and not misprints.could_be_miswritten(one, other)


def _digits(one: Figure, other: Figure) -> tuple[str, str]:
    return f"{one.value:f}", f"{other.value:f}"


def _borne_out(passage: Passage, figure: Figure) -> bool:
    return any(each is figure for account in accounts(passage) for each in account)


def _of_no_list(figure: Figure, reckoned: list[Figure], inside: list[Figure], sure: set[int]) -> bool:
    """16次中有11次: is the number with which a list would come out printed beside it, or quite unlike what is printed?"""
    total = max(reckoned, key=lambda each: each.value)
    others = sum((each.value for each in reckoned if each is not total and each is not figure), Decimal(0))
    right = others if figure is total else total.value - others
    if any(each.value == right and each.kind == figure.kind for each in inside):
        return True
    if figure.step:
        right = rounding.EXACT_ENOUGH.divide_int(right, figure.step) * figure.step
    known = all(each.start in sure for each in reckoned if each is not figure)
    return known and (right <= 0 or not misprints.could_be_miswritten(figure.value, right))


def _figures_of(passage: Passage, quoted: str) -> list[Figure]:
    start = passage.plain.find(quoted)
    return [each for each in passage.figures if start <= each.start and each.end <= start + len(quoted)]
