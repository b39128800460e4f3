"""Counts with the words by which they are known: 设司法所16个 states a number, 16个司法所中有4个 takes it up again.

A number is taken up again (``Mention.form``) where the words presuppose it: some or every one of so many, the so many that
were …, an amount that something is a share of. What is taken up must have been said, and with the same value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fazhi.audit.text import wording
from fazhi.audit.text.change_words import FROM_LEVEL
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

BRACKETED = re.compile(r"（[^（）]{0,40}）")
QUOTED = 12, 8
"""Characters before and behind a number that are quoted with it."""
MARKS = "，。；：、！？\n"
CLAUSES = "，。；：！？\n"
MARK = re.compile(f"[{MARKS}]")
FARTHEST = 48
"""Characters before a number, and half as many after it, in which its words are looked for."""
LISTED = ("、", "，")
LEAST_LISTED = 10
"""What has no unit and is less numbers a paragraph (3、) more often than it counts."""
LEFT_OVER = "余其剩还尚"
SPELLED_UNITS = frozenset("次名人件起宗场期批份家户例")
QUOTES = re.compile(r"[“”‘’《》\x00]")
RISEN = re.compile(
    r"^(?:的)?(?:增加|提高|提升|增|扩大|扩充|发展|减少|降低|下降|降|减|压减|压缩|增长|上升|调整|达)(?:(?:到|至|为)(?:(?:年末|年底|期末|目前|今年|现在)的?)?)?$"
)
CHANGING = re.compile(r"^[^，。；：]{0,12}?(?:[增减升降扩缩压提]|发展|调整|达)")
THOUGH = re.compile(r"虽(?:有|达|已|然有)?$")
AMONG = re.compile(r"^.{2,12}?[中里](?=[^心央])")
DONE = re.compile(r"已(.{2,3})$")
RECKONED = re.compile(r"^(?:算|计算|计|测算|折算)")
COUNTED = re.compile(r"(?:^|，|的[^，。；]{0,8})在$|(?:计入|含在|算在|包含在|包括在|均在|都在|列入|纳入)$")
WITHIN = re.compile(r"^(?:[之以]?[外内里]|中|[\u4e00-\u9fff]{0,4}总?数[，。；]|[，。；])")
SHARE_OF = re.compile(r"的(?:[一二三四五六七八九十百]+分之|\d|近?[一二三四五六七八九]成)")
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
    right: str
    """The words on both sides, up to the next mark or number."""
    all: bool
    """Do the words say that it is all there is: 未销号的18处中, 现有90名中?"""
    period: str
    compared: bool
    digits: str
    """The printed number without its point: 473 for 47.3万元."""
    key: tuple[str, str]
    """What must agree beside the name: the unit, and how the number is printed (万, places)."""
    proper: bool = False
    """Is the name one in quotation marks, as 组织“周五法治课堂”22期?"""
    base: Figure | None = None
    """The count before it in its sentence: of 1087名 128名 are 专职."""

    @property
    def quote(self) -> str:
        """The number with a few words on either side, as it stands in the text."""
        text, figure = self.passage.plain, self.figure
        start = max(figure.begins, figure.start - QUOTED[0])
        start += max(text[start : figure.start].rfind(mark) for mark in "，：、") + 1
        return text[start : min(len(text), figure.end + QUOTED[1])].split("，")[0].split("。")[0] or figure.text


@dataclass(frozen=True, slots=True)
class Said:
    """What the words on both sides of a number say; see :class:`Mention`."""

    form: str
    name: str
    thing: str
    whole: int
    all: bool


@cache
def pattern(key: str) -> re.Pattern[str]:
    """A pattern of ``data/mentions.yaml``."""
    return re.compile(wording.load("mentions")[key])


@cache
def _same() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(variant), word) for variant, word in wording.load("mentions")["same"]]


@cache
def _any_same() -> re.Pattern[str]:
    return re.compile("|".join(variant for variant, _word in wording.load("mentions")["same"]))


@cache
def _end_of_thing() -> re.Pattern[str]:
    data = wording.load("mentions")
    return re.compile(rf"^(?P<thing>.{{0,12}}?)(?:(?P<some>{data['some']})|(?P<every>{data['every']}))")


def mentions(passage: Passage) -> list[Mention]:
    """All printed counts and amounts of a passage, in the order of the text."""
    figures = passage.figures
    if not figures:
        return []
    text = passage.plain
    quoted = QUOTES.search(text) is not None or "（" in text
    if "（" in text:
        text = BRACKETED.sub(lambda match: "\x00" * len(match.group()), text)
        figures = [each for each in figures if text[each.start] != "\x00"]
    found: list[Mention] = []
    last: Figure | None = None
    end = 0
    for number, figure in enumerate(figures):
        begin, end = end, figure.end
        if not figure.count or figure.vague or figure.bound or figure.spelled and not _told_in_words(figure):
            last = None
            continue
        if not figure.unit and (text[end : end + 1] not in LISTED or figure.value < LEAST_LISTED):
            last = None
            continue
        following = figures[number + 1].start if number + 1 < len(figures) else len(text)
        left = MARK.split(text[max(begin, figure.start - FARTHEST) : figure.start])[-1]
        right = MARK.split(text[end : min(following, end + FARTHEST // 2)], maxsplit=1)[0]
        if quoted:
            left, right = QUOTES.sub("", left), QUOTES.sub("", right)
        before = found[-1] if found and found[-1].figure is last else None
        if not left and before is not None and begin == figure.start:
            left = before.left  # 来访91批352人次: one deed counted in two ways
        risen = before is not None and RISEN.search(left) is not None
        mention = _mention(passage, text, figure, before.name if risen and before is not None else left, right)
        if risen:
            mention.period, mention.compared = "", False  # 由2023年的72名增加到90名: the 90 are of this year
        mention.proper = text[figure.start - 1 : figure.start] == "”"
        if last is not None and last.sentence == figure.sentence:
            mention.base = last
        if mention.name and mention.name[0] in LEFT_OVER:
            _left_over(mention, found)
        found.append(mention)
        last = figure
    return found


def _told_in_words(figure: Figure) -> bool:
    return figure.unit in SPELLED_UNITS and figure.value > 1


def _left_over(mention: Mention, found: list[Mention]) -> None:
    """已销号949处，余下18处: the 未销号."""
    if pattern("left_over").match(mention.name) is None:
        return
    same = [each for each in found if each.key == mention.key and each.figure.sentence == mention.figure.sentence]
    done = DONE.search(same[-1].name) if same else None
    if done is not None:
        mention.name = f"未{done[1]}"


def _mention(passage: Passage, text: str, figure: Figure, left: str, right: str) -> Mention:
    said = _said(left, right)
    name, topic = said.name, ""
    if not name or said.form == "subject":
        topic = _topic(text, figure)
        name = name or ("" if said.form else topic)
    places, scale = "", ""
    if figure.step:
        match = NUMBER.search(figure.text)
        digits = "" if match is None else match.group().replace(",", "")
        places, digits = "." * len(digits.partition(".")[2]), digits.replace(".", "")
        scale = "万" if "万" in figure.text else "亿" if "亿" in figure.text else ""
    else:
        digits = f"{figure.value:f}"
    return Mention(
        passage,
        figure,
        name,
        said.thing,
        said.whole,
        said.form,
        topic,
        left,
        right,
        said.all,
        figure.period,
        figure.compared,
        digits,
        (figure.kind, places + scale),
    )


@lru_cache(maxsize=4096)
def _said(left: str, right: str) -> Said:
    """Form, name and thing of a number from the words on both sides of it."""
    form, modifier, name = "", "", left
    if left.endswith(("这", "上述", "前述", "以上")):
        form = "these"
    elif ("由" in left or "从" in left) and FROM_LEVEL.search(left) is not None and CHANGING.match(right):
        name, form = FROM_LEVEL.sub("", left), "base"
    elif "虽" in left and THOUGH.search(left) is not None:
        name, form = THOUGH.sub("", left), "though"
    elif left.endswith("的") and len(left) > 2:
        form, modifier = "which", canonical(left[:-1])
    name = canonical(name)
    tail, whole = right.removeprefix("的"), 0
    ended = _end_of_thing().match(right) if right else None
    if ended is not None:
        form = form or ("some" if ended["some"] else "every")
        tail = ended["thing"].removeprefix("的")
        whole = len(modifier) + len(alike(tail))
        if right.startswith("的") and not modifier:
            form, whole = "of", 0
    elif form == "which":
        whole = len(modifier)
    if left.endswith("按") and RECKONED.match(right) or COUNTED.search(left) and WITHIN.match(right + "，"):
        form, name = "reckoned", ""
    elif not form:
        form, name = _plain_form(left, right, name)
    everything = bool(ended and ended["some"] and (modifier or pattern("stock").match(left)))
    return Said(form, name[-LONGEST_NAME:], alike(modifier + tail)[:LONGEST_NAME], whole, everything)


def _plain_form(left: str, right: str, name: str) -> tuple[str, str]:
    """(form, name) where neither side ends in a word that tells it at once."""
    if "占" in left and SHARE_OF.match(right) is not None:
        return "share", name.rpartition("占")[2]
    if right.startswith("的"):
        return "of", name
    if not name or left.endswith(("里", "中", "内")):
        return "subject", name
    return ("all" if left.endswith(("全部", "所有", "全体")) else ""), name


def without_origin(left: str) -> str:
    """巡查由91.5次增至100次: the words before a number without the one that says from where it rises."""
    return FROM_LEVEL.sub("", left) if "由" in left or "从" in left else left


@cache
def _ends_of_links() -> frozenset[str]:
    """Every character that a word of linking may end in: all of its pattern, which has neither classes nor wildcards."""
    return frozenset(wording.load("mentions")["link"])


def canonical(words: str) -> str:
    """The words of a thing without those that only lead on or link."""
    previous = ""
    while words and words != previous:
        previous = words
        leading = pattern("lead").match(words)
        if leading is not None:
            words = words[leading.end() :]
        if words and words[-1] in _ends_of_links():
            words = pattern("link").sub("", words)
    return alike(words)


@lru_cache(maxsize=4096)
def alike(words: str) -> str:
    if _any_same().search(words) is not None:
        for variant, word in _same():
            words = variant.sub(word, words)
    return words


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """司法所 of 设司法所."""
    return pattern("verbs").sub("", name) or name


def _topic(text: str, figure: Figure) -> str:
    """公证员仍少，全市68名中…: the clause before, if it has no figure of its own."""
    before = text[max(0, figure.start - FARTHEST) : figure.start]
    end = max(before.rfind(mark) for mark in CLAUSES)
    if end < 0 or before[end] not in "，：":
        return ""
    clause = QUOTES.sub("", before[max(before.rfind(mark, 0, end) for mark in CLAUSES) + 1 : end])
    topic = canonical(clause)
    return "" if re.search(r"\d", topic) else topic[:LONGEST_NAME]
