"""The words that say what a count counts, wherever in its sentence they stand; read by :mod:`fazhi.audit.repeats.echoes`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from fazhi.audit.repeats.mentions import (
    DEFINITE,
    MARK,
    QUOTES,
    Mention,
    alike,
    canonical,
    mentions,
    pattern,
    without_origin,
)
from fazhi.audit.text.manuscript import OWN_PERIOD, Manuscript
from fazhi.audit.text.pairs import pairs

PAIR = 2
FAR = 40_000
"""Characters: what is farther apart stands in a collection of texts, not in one report."""
BEFORE, BEHIND = 160, 40
"""Characters of its sentence in which the words of a count may stand."""
CLAUSE = 48
OPENING, LINE = 4, 60
HEADING = 16
SCOPE = 40
LONGEST_END = 8
NUMBERS = re.compile(r"（\d{1,2}）|\d[\d,.]*%?")
CLAUSES = re.compile(r"[，。；：！？\n]")
# 面对156件, 对法律顾问审查的19份: the count is the object that something is done with.
TAKEN = ("面对", "针对", "围绕", "对", "把", "将")
TAKEN_AT_ONCE = (*TAKEN, "上述", "前述", "以上")
# 对57个单位|开展督察: so far what is taken is told for the first time, but for 38名社区矫正对象|开展教育 it is known.
DEED = re.compile(r"开展|进行|实施|组织|作出|给予|予以|实行")
YEARLY = ("全年", "年内", "今年", "全年的", "年内的", "今年的")
# 全年立案查处的386件违法案件, 全年受理的矛盾纠纷312件中
ALL_YEAR = re.compile(r"(?:全年|年内|今年|[全本]季度?|[全本]月)[\u4e00-\u9fff]{2,14}的")
SHORT = 6
OBJECT = 12
"""Characters of a deed told without its thing (排查纠纷163件，成功化解160件), and of the deed and the thing before it."""
TOPIC = 40
"""Characters of the sentence with which a paragraph begins, and that may say of what it speaks."""
# 重点人员里26名高风险患者: what holds them is no name of theirs.
HOLDING = tuple("里中内")
# 601名国家代表和1192名省代表: what links two counts is the name of the first.
LINKED = tuple("和及与")
# 力争月均巡查由91.5次增至100次: what is aimed at is the second number.
AIMED = re.compile(r"^(?:力争|争取|确保|推动|计划)")
# 210天的一件: no name of what lasts so long.
ONE_OF_THEM = re.compile(r"[一二两三四五六七八九十][件起个名户次宗项]")
STOPS = "。！？\n"
# 400米自由泳, 120公里时速: a measure before a word is part of a name, of which there may be several.
MEASURES = frozenset(("米", "公里", "千米", "吨", "公斤", "千克", "岁", "分钟", "小时"))
OF_IT = "中里的"
REPORT = re.compile(r"报告|总结|通报|简报|汇报|[年季月]报|白皮书|情况")


class Words(NamedTuple):
    """What is read from the words on both sides of a number; see :class:`Telling`."""

    modifier: str
    head: str
    cut: bool
    topic: bool
    own: str
    strong: bool
    definite: bool


@dataclass
class Telling:
    """A mention with the words that say what it counts; ``number``: which of the mentions ``found`` it is.

    Most counts of a document are told but once. So words are read only when they are asked for, and then kept.
    """

    mention: Mention
    place: int
    part: int
    """Which of its parts 一、二、… of the document it stands in; 0 before the first."""
    section: str
    """The heading of that part."""
    found: list[Mention]
    number: int

    @cached_property
    def _read(self) -> Words:
        return _read(self.mention)

    @cached_property
    def modifier(self) -> str:
        """The words before the number."""
        return self._read.modifier

    @cached_property
    def head(self) -> str:
        """The words behind it."""
        return self._read.head

    @property
    def cut(self) -> bool:
        """Is it certain where the head ends?"""
        return self._read.cut

    @property
    def topic(self) -> bool:
        """Is the modifier only the clause before (化解周期偏长，210天的一件), for want of words beside the number?"""
        return self._read.topic

    @cached_property
    def own(self) -> str:
        """All words beside it."""
        return self._read.own

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two characters of these that stand side by side."""
        return frozenset(pairs(self.own))

    @cached_property
    def strong(self) -> bool:
        """Do the words say that all of it is meant?"""
        return self._read.strong

    @cached_property
    def definite(self) -> bool:
        """Do the words presuppose that it is known?"""
        return self._read.definite

    @cached_property
    def begin(self) -> int:
        """Where its sentence begins."""
        return max(self.mention.passage.plain.rfind(mark, 0, self.mention.figure.start) for mark in STOPS) + 1

    @cached_property
    def _texts(self) -> tuple[str, str]:
        around, sentence = _around(self.found, self.number, self.begin)
        return f"{around}|{self.inherited}", f"{sentence}|{self.inherited}"

    @property
    def around(self) -> str:
        """The words of its sentence, but for those of other counts of that unit."""
        return self._texts[0]

    @property
    def sentence(self) -> str:
        """All words of its sentence."""
        return self._texts[1]

    @cached_property
    def inherited(self) -> str:
        """The thing that it shares with the count before it, if it names none."""
        return _inherited(self.found, self.number)

    @cached_property
    def frame(self) -> str:
        """The sentence with which its paragraph begins."""
        return _frame(self.mention.passage.plain, self.begin)

    @cached_property
    def lead(self) -> str:
        """Its sentence as far as the number, without those who only helped."""
        start = self.mention.figure.start
        return pattern("helped").sub("", self.mention.passage.plain[max(self.begin, start - SCOPE) : start])

    @property
    def words(self) -> str:
        """All words by which it is named."""
        return f"{self.modifier}|{self.head}"


def told(manuscript: Manuscript) -> list[Telling]:
    """One for every count of the body, in the order of the text, with the period of none that is the report's own."""
    known: list[Telling] | None = manuscript.memory.get("told")
    if known is None:
        found = [
            each
            for passage in manuscript.passages
            if passage.paragraph.place == "body"
            for each in mentions(passage)
            if each.figure.unit not in MEASURES or not each.figure.tail or each.figure.tail[0] in OF_IT
        ]
        own = _own_periods(manuscript)
        for each in found:
            each.period = "" if each.period in own else each.period
        known = manuscript.memory["told"] = _tellings(manuscript, found)
    return known


def is_report(manuscript: Manuscript) -> bool:
    """Does its title call it one, and is it no collection of several?"""
    opening = [each.plain for each in manuscript.passages[:OPENING] if len(each.plain) <= LINE]
    each_told = told(manuscript)
    return bool(each_told) and each_told[-1].place < FAR and any(REPORT.search(each) for each in opening)


def _tellings(manuscript: Manuscript, found: list[Mention]) -> list[Telling]:
    starts = places(manuscript)
    tops = [each for each in manuscript.headings if each.level == 1]
    sections = ["", *(each.words for each in tops)]
    begun = [each.paragraph for each in tops]
    return [
        Telling(each, starts[id(each.passage)] + each.figure.start, part, sections[part], found, number)
        for number, each in enumerate(found)
        for part in (bisect_right(begun, each.passage.index),)
    ]


def places(manuscript: Manuscript) -> dict[int, int]:
    """At which character of the document each of its passages begins, by the identity of the passage."""
    lengths = accumulate((len(each.plain) + 1 for each in manuscript.passages), initial=0)
    return {id(passage): start for passage, start in zip(manuscript.passages, lengths, strict=False)}


def _own_periods(manuscript: Manuscript) -> frozenset[str]:
    """The periods that the opening lines name as those of the document: 上半年 of a 半年报, 一年来 of any."""
    opening = [each.plain for each in manuscript.passages[:OPENING] if len(each.plain) <= LINE]
    return frozenset(period for each in opening for period in OWN_PERIOD.findall(each)) | {"一年来"}


@lru_cache(maxsize=4096)
def content(words: str) -> str:
    """What remains of words without those that say nothing of which thing is counted."""
    return pattern("generic").sub("", words)


def _read(mention: Mention) -> Words:
    figure, text = mention.figure, mention.passage.plain
    left, right = mention.left, mention.right
    at_once = left.endswith(TAKEN_AT_ONCE)
    modifier = "" if at_once or left.endswith(LINKED) or left.endswith(HOLDING) else canonical(without_origin(left))
    head, end = ("", "|") if mention.form == "base" else _head(right)
    if mention.form == "base":
        modifier = AIMED.sub("", modifier)
    strong = (
        bool(head)
        and left.endswith(YEARLY)
        or right != ""
        and pattern("whole").match(right) is not None
        or "的" in left
        and ALL_YEAR.search(left) is not None
        or pattern("every_time").match(text, figure.end) is not None
    )
    definite = (
        strong
        or mention.form in DEFINITE
        or (bool(content(DEED.split(head)[0])) if at_once else left.startswith(TAKEN))
        or end == "的"
        and len(modifier + head) > PAIR
        or bool(head)
        and pattern("stock").match(left) is not None
    )
    own = f"{alike(left)}|{alike(right)}"
    said = content(modifier + head)
    topic = (len(said) < PAIR or not pattern("filler").sub("", said)) and not pattern("left_over").match(left)
    if topic:
        before = canonical(_clause_before(text, figure.start))
        own = f"{before}|{own}"
        modifier = before if definite or not modifier else modifier
    return Words(modifier, head, bool(end), topic, own, strong, definite)


def _head(right: str) -> tuple[str, str]:
    """The name behind a number, and what ends it: 专题研究法治工作的党委会|均形成…, 高风险患者|的监护人."""
    right = right.removeprefix("的")
    if ONE_OF_THEM.match(right) is not None:
        return "", "的"
    end = pattern("ends").search(right)
    if end is None:
        return alike(right), "" if right else "|"
    if end.group() == "的":
        further = pattern("ends").search(right, end.end())
        if further is not None and further.start() - end.end() <= LONGEST_END and further.group() != "的":
            end = further
    return alike(right[: end.start()]), end.group()


def _clause_before(text: str, start: int) -> str:
    parts = CLAUSES.split(text[max(0, start - CLAUSE) : start])
    return alike(NUMBERS.sub("", QUOTES.sub("", parts[-2]))) if len(parts) > 1 else ""


def _around(found: list[Mention], number: int, begin: int) -> tuple[str, str]:
    """The sentence of a count without numbers: first without the words of other counts of its unit, then with them.

    A short sentence before it is its heading: 4.重复来电。本月来电3次以上的有286人.
    """
    mention = found[number]
    figure, text = mention.figure, mention.passage.plain
    heading = max(text.rfind(mark, 0, max(0, begin - 1)) for mark in STOPS) + 1
    if begin - heading <= HEADING:
        begin = heading
    begin = max(begin, figure.start - BEFORE)
    end = min([len(text), figure.end + BEHIND, *(at for mark in STOPS if (at := text.find(mark, figure.end)) >= 0)])
    own = (figure.start - len(mention.left), figure.end + len(mention.right))
    kept, position = [], begin
    for first, last in sorted(_others(found, number, begin, end)):
        first, last = (first, min(last, own[0])) if first < own[0] else (max(first, own[1]), last)
        if first < last:
            kept.append(text[position : max(position, first)])
            position = max(position, last)
    kept.append(text[position:end])
    beside = f"|{alike(mention.left)}"
    return _plain("|".join(kept)) + beside, _plain(text[begin:end]) + beside


def _inherited(found: list[Mention], number: int) -> str:
    """排查矛盾纠纷163件，成功化解160件: the thing to which the second deed was done."""
    mention, before = found[number], found[number - 1] if number else None
    if before is None or before.figure.sentence != mention.figure.sentence or before.key != mention.key:
        return ""
    if before.passage is not mention.passage or mention.right or not 0 < len(mention.left) <= SHORT:
        return ""
    return canonical(before.left)[-OBJECT:]


def _frame(text: str, begin: int) -> str:
    """（六）加强行政复议。…: the sentence with which the paragraph begins, where it is another one."""
    end = text.find("。", 0, begin)
    return alike(text[:end][:TOPIC]) if end >= 0 else ""


def _plain(words: str) -> str:
    return alike(MARK.sub("|", QUOTES.sub("", NUMBERS.sub("|", words))))


def _others(found: list[Mention], number: int, begin: int, end: int) -> list[tuple[int, int]]:
    """Where the words of other counts of the unit stand, as far as they lie between ``begin`` and ``end``."""
    mention = found[number]
    spans = []
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(found) and found[at].passage is mention.passage:
            other = found[at]
            if not begin <= other.figure.start < end:
                break
            if other.key == mention.key:
                spans.append((other.figure.start - len(other.left), other.figure.end + len(other.right)))
            at += step
    return spans
