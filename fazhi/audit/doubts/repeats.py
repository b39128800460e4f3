"""Two numbers called one quantity that are two."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

from fazhi.audit.corroboration import Account, accounts
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

WORDS = 4
"""Words in front of a number that tell what it counts."""
MANY = 100
"""Of so many a slip of the hand is likelier than two quantities that look alike."""
RECALL, NEAR = "recall", Decimal("0.5")
QUOTED = re.compile(r"写“(.+?)”[，。]")  # 写“年初全镇有“法律明白人”63名”，
ENDED = re.compile(r"([办审调]结|化解|结案|整改|销号)的$")
SENTENCE, LEFT = re.compile(r"[。；]"), re.compile(r"结转|未结|在办|积案|积存|剩余|遗留")
SHARE = re.compile(r"[，、（]?占[^，。；：、\d]{0,10}(\d{1,2}(?:\.\d+)?)%")
MARKS, AMONG = re.compile(r"[\d，。；：、（）]"), re.compile(r"当?中|里")


class RepeatClaim(Claim):
    """Of a number that another one contradicts."""

    def not_one_quantity(self) -> bool:
        """Are both of two numbers borne out, each where it stands, or both told in one sentence? Then they are two quantities."""
        others = self._others
        if any(passage is not self.passage and self._told_beside(each) for passage, each in others):
            return True
        if self._too_unlike([each for _passage, each in others]):
            return True
        places = ((self.passage, self.last), *others)
        if any(_share_of(*one, two) for one in places for _passage, two in places):
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
        if any(self._further_than(*each) or self._of_what_is_left(*each) for each in others):
            return True
        return any(
            _borne_out(self.passage, self.last, other) and _borne_out(passage, other, self.last)
            for passage, other in others
        )

    @cached_property
    def _others(self) -> list[tuple[Passage, Figure]]:
        """The numbers it was held against, each with where it stands."""
        return [
            (passage, each)
            for quoted in QUOTED.findall(self.finding.message)
            for passage in self.manuscript.passages
            if quoted in passage.plain
            for each in self._told_apart(passage, quoted)
            if each.kind == self.last.kind and each.value != self.last.value
        ]

    def _told_apart(self, passage: Passage, quoted: str) -> list[Figure]:
        """The figures of a quotation, unless it is of the finding's own words."""
        found = _figures_of(passage, quoted)
        return [] if any(each is self.last for each in found) else found

    def _too_unlike(self, others: list[Figure]) -> bool:
        """工伤认定35件 … 合计只有11件: far apart, and neither a slip of the hand for the other? Of 216 slips that are found so none is lost."""
        value = self.last.value
        return (
            self.finding.rule == RECALL
            and bool(others)
            and not any(
                abs(each.value - value) <= NEAR * max(each.value, value)
                or misprints.slip_of_the_hand(each.value, value)
                or misprints.swapped(*_digits(self.last, each))
                for each in others
            )
        )

    def _further_than(self, passage: Passage, other: Figure) -> bool:
        """审结的4件行政诉讼中 … 行政诉讼案件5件，审结4件: are only those meant that came to an end, of which the other sentence tells as many,
        or none at all?"""
        ended = ENDED.search(self.last.head)
        if ended is None or self.last.value >= other.value:
            return False
        sentence = next(each for each in passage.sentences if each.start <= other.start < each.end)
        if any(each.value == self.last.value and ended[1] in each.head for each in sentence.figures):
            return True
        return ended[1] not in passage.plain[sentence.start : sentence.end]

    def _of_what_is_left(self, passage: Passage, other: Figure) -> bool:
        """年末结转比年初多5件，其中水面承包10件 … 本年受理的153件中，水面承包58件: is the one a part of a rest, and the other one not?"""
        told = [bool(LEFT.search(_wholes(*each))) for each in ((self.passage, self.last), (passage, other))]
        return told[0] != told[1]

    def _right_in_front_of(self, passage: Passage, other: Figure) -> bool:
        """Is the one told of the other: 2023年的5件中判决驳回诉讼请求4件?"""
        told = ((passage, other, self.last), (self.passage, self.last, other))
        return any(
            each.kind == whole.kind
            and each.value == whole.value
            and MARKS.search(where.plain, each.end, figure.start) is None
            for where, figure, whole in told
            for each in [each for each in where.figures if each.end <= figure.start][-1:]
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


def _wholes(passage: Passage, figure: Figure) -> str:
    """The clause before that of a number told with 其中."""
    lead = passage.plain[: figure.start].rpartition("其中")
    if not lead[1] or MARKS.search(lead[2]) is not None:
        return ""
    return SENTENCE.split(lead[0])[-1]


def _digits(one: Figure, other: Figure) -> tuple[str, str]:
    return f"{one.value:f}", f"{other.value:f}"


def _borne_out(passage: Passage, figure: Figure, other: Figure) -> bool:
    """Is there an account of it that the other number would not fit as well? 497件，占举报量的14%, of 3618 and of 3681."""
    return any(
        each is figure and not _fits_as_well(account, figure, other)
        for account in accounts(passage)
        for each in account
    )


def _fits_as_well(account: Account, figure: Figure, other: Figure) -> bool:
    """Would the percentage at the end of an account follow from the other number too, rounded or cut off?"""
    part, base = (other if each is figure else each for each in account[:2])
    if not account[-1].percent or part.exactly <= 0 or base.exactly <= 0:
        return False
    share = 100 * part.exactly / base.exactly
    return any(rounding.fits(account[-1].value, each) for each in (share, abs(share - 100)))


def _share_of(passage: Passage, part: Figure, whole: Figure) -> bool:
    """6起重大火灾 … 其中重大火灾5起、占总数的83.3%: is the one, by its own words, a part of the other?"""
    match = SHARE.match(passage.plain, part.end)
    if match is None or not part.exact or not whole.exact or part.value >= whole.value:
        return False
    return bool(rounding.fits_counts(Decimal(match[1]), int(part.value), int(whole.value)))


def _figures_of(passage: Passage, quoted: str) -> list[Figure]:
    start = passage.plain.find(quoted)
    return [each for each in passage.figures if start <= each.start and each.end <= start + len(quoted)]
