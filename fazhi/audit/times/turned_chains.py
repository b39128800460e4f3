"""Deeds of one matter, dated by month or day, that stand the wrong way round: 3月开工，当年1月建成; 自7月1日起施行，9月征求意见."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Turned = tuple[tuple[int, int], str]
"""(span, message)"""
SENTENCE = re.compile(r"[^。；！？]+")
DATED = re.compile(
    r"(?<![\d至到\-～])(?:(?P<year>(?:19|20)\d\d)年|(?P<same>当年|同年))?"
    r"(?:(?P<month>1?\d)月|(?P<that>当月|同月))(?:(?P<day>\d{1,2})日|(?P<third>[上中下])旬|份|初|底|末)?(?![至到\-～\d])"
)
CLAUSE = re.compile(r"[，、]")
THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
WHOLE = (1, 31)
# 6月立案3起，5月结案2起; 9月新开工4个，6月竣工2个: many matters, not one.
COUNTED = re.compile(r"\d(?:件|起|宗|个|项|户|处|家|条|座|公里)")
# 审议通过实施方案: what was passed is another paper.
OBJECT = re.compile(r"(?!并|后|[，、；。]|$)")
CLOSE = 4
"""Months: so far back a later deed may be dated without the year between being meant."""
REACH = 40
STORY = 60


@dataclass(frozen=True, slots=True)
class Deed:
    """One dated deed: its year (0: not told), month, first and last day that may be meant, and where it is told."""

    year: int
    month: int
    first: int
    last: int
    sure: bool
    """Is it told to be of the same year as the deed before?"""
    start: int
    end: int
    words: str


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("dates")[key])


@cache
def _chains() -> list[list[re.Pattern[str]]]:
    return [[re.compile(each) for each in chain] for chain in wording.load("dates")["chains"]]


@cache
def _rules() -> list[re.Pattern[str]]:
    return [re.compile(each) for each in wording.load("dates")["rules"]]


def turned(manuscript: Manuscript, passage: Passage) -> Iterator[Turned]:
    """Every pair of deeds in one sentence of which the later one is dated before the earlier one."""
    text = passage.plain
    if text.count("月") < 2:
        return
    for sentence in SENTENCE.finditer(text):
        if sentence.group().count("月") < 2 or _words("years_apart").search(sentence.group()):
            continue
        deeds = list(_deeds(text, *sentence.span()))
        for one, other in pairwise(deeds):
            if _matter(manuscript, text, one, other) or _document(text, one, other):
                yield (one.start, other.end), f"“{_quoted(one)}”在前、“{_quoted(other)}”在后，日期与先后次序不符。"


def _quoted(deed: Deed) -> str:
    return deed.words[:REACH]


def _deeds(text: str, begin: int, end: int) -> Iterator[Deed]:
    found = list(DATED.finditer(text, begin, end))
    year = month = 0
    for number, match in enumerate(found):
        # 2024年9月开工，2024年3月竣工: printed with the year, both are of it.
        again = number > 0 and match["year"] is not None and found[number - 1]["year"] == match["year"]
        same = match["same"] is not None or match["that"] is not None or again
        year = int(match["year"]) if match["year"] else year
        month = int(match["month"]) if match["month"] else month
        limit = found[number + 1].start() if number + 1 < len(found) else end
        words = text[match.start() : min(limit, match.end() + REACH)]
        if not 1 <= month <= 12:
            continue
        day = int(match["day"] or 0)
        first, last = (day, day) if day else THIRDS.get(match["third"] or "", WHOLE)
        yield Deed(year, month, first, last, same, match.start(), match.end(), words.rstrip("，、于在自"))


def _matter(manuscript: Manuscript, text: str, one: Deed, other: Deed) -> bool:
    """3月开工建设，当年1月建成投用: the same matter goes on, and its end lies before its beginning."""
    if (other.month, other.last) >= (one.month, one.first) or other.start - one.end > STORY:
        return False
    of_now = one.year in (0, other.year) and (not one.year or one.year >= (manuscript.year or 0))
    if not other.sure and (not of_now or one.month - other.month > CLOSE):
        return False
    between = text[one.end : other.end] + CLAUSE.split(text[other.end : other.end + REACH])[0]
    if _words("other_matter").search(text, one.end, other.start) is not None or COUNTED.search(
        text, one.end, other.start
    ):
        return False
    if _words("another_part").search(between) is not None:
        return False
    return any(_follows(chain, one, other) for chain in _chains())


def _follows(chain: list[re.Pattern[str]], one: Deed, other: Deed) -> bool:
    first, second = _stage(chain, one.words), _stage(chain, other.words)
    if second is not None and _only_named(chain[second], other.words):
        return False
    return first is not None and second is not None and first < second


def _stage(chain: list[re.Pattern[str]], words: str) -> int | None:
    """How far the matter is when the first deed told is done."""
    found = [
        (match.start(), number) for number, stage in enumerate(chain) if (match := stage.search(words)) is not None
    ]
    return min(found)[1] if found else None


def _only_named(stage: re.Pattern[str], words: str) -> bool:
    """5月办结的案件: a deed by which something else is named."""
    match = stage.search(words)
    return match is not None and words.startswith("的", match.end())


def _document(text: str, one: Deed, other: Deed) -> bool:
    """自7月1日起施行，9月上旬完成征求意见: a rule is asked about, passed, and in force, in that order."""
    if not one.year or other.start - one.end > STORY:
        return False
    first, second = _stage(_rules(), one.words), _stage(_rules(), other.words)
    if first is None or second is None or first == second:
        return False
    if _words("another_version").search(text[one.end : other.end] + other.words.replace("修改通过", "通过")):
        between = text[one.end : other.start]
        if first > second or _words("another_version").search(between.replace("修改通过", "").replace("修订通过", "")):
            return False
    if "《" in text[one.end : other.end] or "《" in other.words:
        return False
    year = other.year or one.year
    earlier, later = (one.year, one.month, one.last), (year, other.month, other.first)
    if first > second:
        match = _rules()[second].search(other.words)
        return later > earlier and match is not None and OBJECT.match(other.words, match.end()) is None
    return (year, other.month, other.last) < (one.year, one.month, one.first)
