"""May two mentions tell one quantity at all? Asked of many pairs before any words are compared, the cheapest question first."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from fazhi.audit.repeats.distinct import distinct
from fazhi.audit.repeats.mentions import SHARE_OF, Mention
from fazhi.audit.repeats.tellings import FAR, places
from fazhi.audit.text import plans
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs

# 同比减少11起、146人: the second of two changes.
PLACE = re.compile(r"[\u4e00-\u9fff]{1,5}[省市州盟县区旗镇乡村]")
THING = 3
CHANGED_PAIR = re.compile(rf"{CHANGE.pattern.removesuffix('$')}\d[\d.,]*万?[\u4e00-\u9fff]{{1,2}}[、和]$")
PAIR_WIDTH = 24
# 1.煤矿发生1起、下落不明4人 … 6.渔业船舶发生1起、下落不明5人
ITEM = re.compile(r"(?:\d{1,2}[.、．]|（\d{1,2}）)(?P<name>[^\d，。；：]{2,16}?)(?:发生|共|有)?\d")
SHORT_ITEM = 60
# 前年年初结转8件，应办105件，审结93件，年末未结12件; but 上年结转9件，本年新收277件
YEAR_BEFORE = re.compile(r"(?:上|去|前)年(?:年初|全年|同期|共|[受办审]理|受案|登记)")
THIS_YEAR = re.compile(r"[今本]年")
SEGMENT = re.compile(r"[。；\n]")
SEGMENT_LENGTH = 80
OTHERS = re.compile(r"其[他它余](?:各?类|方面|类型|事项|问题|案件|纠纷)?$")


class Facts(NamedTuple):
    """What the comparison asks of a mention alone, read once however many others it is compared with."""

    place: int
    """Where its passage begins."""
    period: str
    """Empty where it is the one of the document."""
    unlike: bool
    """Is it a level of another year put beside the present one?"""
    joint: bool
    others: bool
    """Is it what is left of a list?"""
    base: bool
    """Is it the base of a share?"""
    changed: bool
    """Is it by how much something has changed?"""
    item: str
    """What the short numbered item is about in which it stands; empty elsewhere."""
    beside: Figure | None
    """The count that follows it at once: 134人 of 受理97件134人."""


class Comparison:
    """Whether two mentions of a document may be of one quantity."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._planned = plans.planned(manuscript)
        self._year = manuscript.year_told
        self._next = str(int(self._year or 0) + 1)
        self._places = places(manuscript)
        self._facts: dict[int, tuple[Mention, Facts]] = {}

    def __call__(self, other: Mention, again: Mention) -> bool:
        """Both of one period, in one text, and not said by their words or the numbers beside them to be two things."""
        return self.of_one_text(other, again) and not self.apart(other, again)

    def of_one_text(self, other: Mention, again: Mention) -> bool:
        """The cheap half of it: both of one period, near each other, and not two of which each is a rest or a base."""
        one, two = self._facts_of(other), self._facts_of(again)
        if one.unlike or two.unlike or not self._one_period(again, one, two):
            return False
        if abs(one.place - two.place) > FAR or one.joint != two.joint:
            return False  # 党委会、镇长办公会共研究9次 … 镇长办公会研究4次
        if one.changed or two.changed or one.item and two.item and one.item != two.item:
            return False
        # What is left of two lists; 为预算1400万元的48.9%…为预算2400万元的43.1%: bases of two subjects.
        return not (one.others and two.others or one.base and two.base)

    def apart(self, other: Mention, again: Mention) -> bool:
        """The dear half: do the words or the numbers beside them say that they are two things?"""
        if from_to(other, again):
            return True
        if other.figure.value == again.figure.value:
            return False
        return _apart(other, again, self._facts_of(other).beside, self._facts_of(again).beside)

    def period(self, mention: Mention) -> str:
        """The period of a mention; empty where it is the one of the document."""
        return "" if mention.period == self._year else mention.period

    def _one_period(self, again: Mention, one: Facts, two: Facts) -> bool:
        if again.form == "base" and again.passage.index in self._planned:
            return one.period == "" and again.period in ("", self._year, self._next)
        return one.period == two.period

    def _facts_of(self, mention: Mention) -> Facts:
        known = self._facts.get(id(mention))
        if known is None:
            known = self._facts[id(mention)] = mention, self._read(mention)
        return known[1]

    def _read(self, mention: Mention) -> Facts:
        figure = mention.figure
        return Facts(
            self._places[id(mention.passage)],
            self.period(mention),
            mention.compared and mention.form != "base" or _of_the_year_before(mention),
            _joint(mention),
            OTHERS.search(mention.left) is not None,
            SHARE_OF.match(mention.passage.plain, figure.end) is not None,
            CHANGED_PAIR.search(mention.passage.plain[max(0, figure.start - PAIR_WIDTH) : figure.start]) is not None,
            _item(mention),
            next((each for each in mention.passage.figures if each.start == figure.end), None),
        )


def _of_the_year_before(mention: Mention) -> bool:
    """Does its part of the sentence begin with the year before, and not come back to this one?"""
    start = mention.figure.start
    lead = SEGMENT.split(mention.passage.plain[max(0, start - SEGMENT_LENGTH) : start])[-1]
    return YEAR_BEFORE.match(lead) is not None and THIS_YEAR.search(lead) is None


def from_to(one: Mention, two: Mention) -> bool:
    """从6000人减少到2000人: two levels of one thing, not one level stated twice."""
    if one.passage is not two.passage or one.figure.sentence != two.figure.sentence:
        return False
    first, second = sorted((one.figure, two.figure), key=lambda each: each.start)
    # 比上学年的3.6课时增加0.6课时
    grown = CHANGE.search(one.passage.plain, first.end, second.start) is not None
    return grown or CHANGED_TO.search(one.passage.plain[first.end : second.start]) is not None


def _apart(other: Mention, again: Mention, first: Figure | None, second: Figure | None) -> bool:
    """Of two numbers that differ: do those beside them, or the words, say that they are of two things?"""
    if first is not None and second is not None and first.kind == second.kind and first.value != second.value:
        return True  # 受理97件134人 … 批准逮捕79件101人
    if _of_two_places(other, again) or _for_two_things(other, again):
        return True
    if _grown_to(other, again) or _grown_to(again, other):
        return True
    if _told_beside(other, again) or _told_beside(again, other):
        return True  # 案件38件，上年为31件 … 由31件增加到38件: both numbers stand there
    return distinct((other.passage, other.figure), (again.passage, again.figure))


def _grown_to(one: Mention, two: Mention) -> bool:
    """由2名增至3名 … 3名审查员中: is the number of the other one what this one grew to, and this one that of before?"""
    text, end = one.passage.plain, one.figure.end
    after = next((each for each in one.passage.figures if each.start >= end), None)
    return (
        after is not None
        and after.kind == two.figure.kind
        and after.value == two.figure.value
        and after.sentence == one.figure.sentence
        and CHANGED_TO.search(text[end : after.start]) is not None
    )


def _of_two_places(one: Mention, two: Mention) -> bool:
    """并原市539.10万人云同市309.87万人: a table without its lines, each number behind the name of its place."""
    names = [each.name.strip() for each in (one, two)]
    return all(map(PLACE.fullmatch, names)) and names[0] != names[1]


def _for_two_things(one: Mention, two: Mention) -> bool:
    """引进投资2000万元的养殖场一个 … 引进投资5000万元能源公司一家: what an amount is for stands behind it."""
    first, second = one.right.removeprefix("的"), two.right.removeprefix("的")
    if one.figure.kind != "元" or min(len(first), len(second)) < THING:
        return False
    return pairs(first).isdisjoint(pairs(second))


def _item(mention: Mention) -> str:
    match = ITEM.match(mention.passage.plain) if len(mention.passage.plain) <= SHORT_ITEM else None
    return "" if match is None else match["name"]


def _told_beside(one: Mention, two: Mention) -> bool:
    """Is the number of the other mention printed in the sentence of this one as well?"""
    if len(two.digits) == 1:
        return False  # Single figures stand in any sentence by chance.
    if two.passage is one.passage and two.figure.sentence == one.figure.sentence:
        return False
    by_sentence: dict[int, set[tuple[str, Decimal]]] | None = one.passage.memory.get("told in sentence")
    if by_sentence is None:
        by_sentence = one.passage.memory["told in sentence"] = {}
        for each in one.passage.figures:
            by_sentence.setdefault(each.sentence, set()).add((each.kind, each.value))
    return (two.figure.kind, two.figure.value) in by_sentence.get(one.figure.sentence, ())


def _joint(mention: Mention) -> bool:
    """党委会、镇长办公会研究9次: is it said of several together, and not of the last item of a list (党委会5次、镇长办公会4次)?"""
    begin = mention.figure.start - len(mention.left)
    if mention.passage.plain[max(0, begin - 1) : begin] != "、":
        return False
    return all(each.end != begin - 1 for each in mention.passage.figures)
