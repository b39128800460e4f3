"""Counts with the words by which they are known: 设司法所16个 states a number, 16个司法所中有4个 takes it up again.

A number is taken up again (``Mention.form``) where the words presuppose it: some or every one of so many, the so many that
were …, an amount that something is a share of. What is taken up must have been said, and with the same value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fazhi.audit import wording
from fazhi.audit.figures import Figure
from fazhi.audit.passages import Passage

BRACKETED = re.compile(r"（[^（）]{0,40}）")
MARK = re.compile(r"[，。；：、！？\n]")
CLAUSE = re.compile(r"[，。；：！？\n]")
QUOTES = re.compile(r"[“”‘’《》\x00]")
FROM = re.compile(r"(?:由|从)(?:20\d\d年度?|上年|去年|年初|原来)?的?$")
RISEN = re.compile(
    r"^(?:的)?(?:增加|提高|提升|增|扩大|扩充|发展|减少|降低|下降|降|减|压减|压缩|增长|上升)(?:到|至|为)?$"
)
THOUGH = re.compile(r"虽(?:有|达|已|然有)?$")
AMONG = re.compile(r"^.{2,12}?[中里](?=[^心央])")
DONE = re.compile(r"已(.{2,3})$")
RECKONED = re.compile(r"^(?:算|计算|计|测算|折算)")
LISTED = re.compile(r"[、，]")
COUNTED = re.compile(r"(?:计入|含在|算在|包含在|包括在|均在|都在|列入|纳入)$")
WITHIN = re.compile(r"^(?:[之以]?[外内里]|中|[\u4e00-\u9fff]{0,4}总?数[，。；]|[，。；])")
ALL = re.compile(r"(?:全部|所有|全体)$")
THESE = re.compile(r"(?:这|上述|前述|以上)$")
SHARE_OF = re.compile(r"^的(?:[一二三四五六七八九十百]+分之|\d|近?[一二三四五六七八九]成)")
NUMBER = re.compile(r"[\d,]+(?:\.\d+)?")
LONGEST_NAME = 16
DEFINITE = frozenset(("some", "every", "which", "these", "though", "base", "share", "of", "reckoned", "all"))


@dataclass(slots=True)
class Mention:
    """One count. ``name``: the words before it; ``thing``: its modifier and the words after it, the thing of 16个司法所中.

    ``whole``: how much of ``thing`` surely is the name; 0 where only its beginning can be.
    """

    passage: Passage
    figure: Figure
    name: str
    thing: str
    whole: int
    form: str
    topic: str
    left: str
    all: bool = False
    """Do the words say that it is all there is: 未销号的18处中, 现有90名中?"""
    period: str = ""
    compared: bool = False
    base: Figure | None = None
    """The count before it in its sentence: of 1087名 128名 are 专职."""

    @property
    def digits(self) -> str:
        """The printed number without its point: 473 for 47.3万元."""
        match = NUMBER.search(self.figure.text)
        return "" if match is None else match.group().replace(",", "").replace(".", "")

    @property
    def key(self) -> tuple[str, str]:
        """What must agree beside the name: the unit, and how the number is printed (万, places)."""
        match = NUMBER.search(self.figure.text)
        places = "" if match is None else "." * len(match.group().partition(".")[2])
        scale = next((each for each in "万亿" if each in self.figure.text), "")
        return self.figure.kind, places + scale


@cache
def pattern(key: str) -> re.Pattern[str]:
    """A pattern of ``data/mentions.yaml``."""
    return re.compile(wording.load("mentions")[key])


@cache
def _same() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(variant), word) for variant, word in wording.load("mentions")["same"]]


@cache
def _end_of_thing() -> re.Pattern[str]:
    data = wording.load("mentions")
    return re.compile(rf"^(?P<thing>.{{0,12}}?)(?:(?P<some>{data['some']})|(?P<every>{data['every']}))")


def mentions(passage: Passage) -> list[Mention]:
    """All printed counts and amounts of a passage, in the order of the text."""
    text = BRACKETED.sub(lambda match: "\x00" * len(match.group()), passage.plain)
    found: list[Mention] = []
    last: Figure | None = None
    end = 0
    for figure in passage.figures:
        if text[figure.start] == "\x00":
            continue
        left, right = _around(text, figure, end, passage)
        end = figure.end
        if (
            not figure.count
            or not (figure.unit or LISTED.match(text, figure.end))
            or figure.vague
            or figure.bound
            or figure.spelled
        ):
            last = None
            continue
        before = found[-1] if found and found[-1].figure is last else None
        if before is not None and RISEN.search(left) is not None:
            left = before.name
        mention = _mention(passage, text, figure, left, right)
        if before is not None and left == before.name:
            mention.period, mention.compared = "", False  # 由2023年的72名增加到90名: the 90 are of this year
        if last is not None and last.sentence == figure.sentence:
            mention.base = last
        _left_over(mention, found)
        found.append(mention)
        last = figure
    return found


def _left_over(mention: Mention, found: list[Mention]) -> None:
    """已销号949处，余下18处: the 未销号."""
    if pattern("left_over").match(mention.name) is None:
        return
    same = [each for each in found if each.key == mention.key and each.figure.sentence == mention.figure.sentence]
    done = DONE.search(same[-1].name) if same else None
    if done is not None:
        mention.name = f"未{done[1]}"


def _around(text: str, figure: Figure, end: int, passage: Passage) -> tuple[str, str]:
    """The words from the mark or figure before to a figure, and from it to the next mark or figure."""
    start = max((match.end() for match in MARK.finditer(text, max(end, figure.start - 60), figure.start)), default=end)
    stop = MARK.search(text, figure.end)
    limit = len(text) if stop is None else stop.start()
    following = next((each.start for each in passage.figures if each.start >= figure.end), limit)
    left, right = text[max(start, end) : figure.start], text[figure.end : min(limit, following, figure.end + 24)]
    return QUOTES.sub("", left), QUOTES.sub("", right)


def _mention(passage: Passage, text: str, figure: Figure, left: str, right: str) -> Mention:
    form, modifier = "", ""
    name = left
    if THESE.search(left) is not None:
        form = "these"
    elif FROM.search(left) is not None:
        name, form = FROM.sub("", left), "base"
    elif THOUGH.search(left) is not None:
        name, form = THOUGH.sub("", left), "though"
    elif left.endswith("的") and len(left) > 2:
        form, modifier = "which", canonical(left[:-1])
    name = canonical(name)
    tail, whole = right.removeprefix("的"), 0
    ended = _end_of_thing().match(right)
    if ended is not None:
        form = form or ("some" if ended["some"] else "every")
        tail = ended["thing"].removeprefix("的")
        whole = len(modifier) + len(_alike(tail))
        if right.startswith("的") and not modifier:
            form, whole = "of", 0
    elif form == "which":
        whole = len(modifier)
    if not form and SHARE_OF.search(right) is not None and "占" in left:
        form, name = "share", name.rpartition("占")[2]
    elif not form and right.startswith("的"):
        form = "of"
    elif not form and (not name or left.endswith(("里", "中", "内"))):
        form = "subject"
    if left.endswith("按") and RECKONED.match(right) or COUNTED.search(left) and WITHIN.match(right + "，"):
        form, name = "reckoned", ""
    elif not form and ALL.search(left) is not None:
        form = "all"
    all_there_is = bool(ended and ended["some"] and (modifier or pattern("stock").match(left)))
    topic = "" if name and form != "subject" else _topic(text, figure)
    if not name and not form:
        name = topic
    name, thing = name[-LONGEST_NAME:], _alike(modifier + tail)[:LONGEST_NAME]
    return Mention(passage, figure, name, thing, whole, form, topic, left, all_there_is, figure.period, figure.compared)


def canonical(words: str) -> str:
    """The words of a thing without those that only lead on or link."""
    previous = None
    while words != previous:
        previous = words
        words = pattern("link").sub("", pattern("lead").sub("", words))
    return _alike(words)


def _alike(words: str) -> str:
    for variant, word in _same():
        words = variant.sub(word, words)
    return words


def bare(name: str) -> str:
    """司法所 of 设司法所."""
    return pattern("verbs").sub("", name) or name


def _topic(text: str, figure: Figure) -> str:
    """公证员仍少，全市68名中…: the clause before, if it has no figure of its own."""
    marks = list(CLAUSE.finditer(text, max(0, figure.start - 60), figure.start))
    if not marks or marks[-1].group() not in "，：":
        return ""
    begun = marks[-2].end() if len(marks) > 1 else max(0, figure.start - 60)
    clause = QUOTES.sub("", text[begun : marks[-1].start()])
    return "" if re.search(r"\d", clause) else canonical(clause)[:LONGEST_NAME]
