"""A paragraph prepared for the rules: plain text with a way back to the original, sentences, figures with their words.

``Passage.plain`` differs from the paragraph only in width and spacing: full-width digits become half-width, half-width
brackets and commas full-width, spaces inside Chinese text and conversion marks such as ``[bookmark: …]`` go away; 去岁 is read
as 去年.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice
from string import digits
from typing import Any

from fazhi.audit.model import Paragraph
from fazhi.audit.text import quarters, shared_units, wording, year_rows
from fazhi.audit.text.figures import Figure, few_in_words, figures

WIDTH = str.maketrans(
    dict(zip("０１２３４５６７８９％．(),;:?!﹪~〜", "0123456789%.（），；：？！%～～", strict=True))
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-")
)
WIDE = re.compile("[" + re.escape("".join(chr(each) for each in WIDTH)) + "]")
# 常住人口[2]为751389人: the number of a note, as bulletins print it
ARTEFACT = re.compile(
    r"\[bookmark[:：][^\]]*\]|\[?OLE_LINK\d+\]?|(?<=[\u4e00-\u9fff）])\[\d{1,2}\]|[\u200b\u200c\u200d\ufeff\u00ad]"
)
INVISIBLE = re.compile(r"[\u200b\u200c\u200d\ufeff\u00ad]")
# 一、本级收入 | 2095 | 一、本级支出 | 4894: a row of a table of plain text.
STROKES = re.compile("[|｜│┃]")
# 1. 12个村受理142件: the space behind the number of an item keeps it apart from a count.
NUMBERED = re.compile(r"\s*\d{1,2}\.(?= +\d[\d.,]*[\u4e00-\u9fff])")
SPACE = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
# 1, 537.4万元: a space behind the mark is dropped with the others.
THOUSANDS = re.compile(r"(?<=\d)，(?= ?\d{3}(?!\d))")
# 預算數1089，0827，000元: by ten thousands, as Taiwan's papers print thousands of dollars.
MYRIADS = re.compile(r"(?<!\d)\d{1,4}(?:，\d{4})+,\d{3}(?!\d)")
# 4 598个: thousands set apart as in printed statistics.
GROUPED = re.compile(r"(?<![\d.] )(?<![\d.])\d{1,3}(?: \d{3})+(?=[\u4e00-\u9fff])")
# 不及去岁的512件: another word for 去年; not in 过去岁月.
LAST_YEAR = re.compile(r"(?<!过)去岁(?!月)")
SENTENCE_END = re.compile(r"[。！？\n]")
BOUNDARY = re.compile(r"[，。；：、（）！？“”《》\n]")
PERIOD_START = re.compile(r"[\d今本全当去上同前往以此历改下近一二三四五六七八九十两]")
NUMERALS, OF_TIME = re.compile(r"[\d一二三四五六七八九十两]+"), frozenset("年月季")
# What the second character of a period that begins with no number can be.
SECOND = re.compile(r"[年月期周个季往前革半三\d一二三四五六七八九十两]")
PERIOD = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:(?P<month>1?\d)月(?:份)?)?(?!\d{1,2}[月日]|\d?-)|(?P<bare>1?\d)月份?(?!\d|底)"
    r"|(?P<now>今年以?来?|本年度?|全年|本月|当月|当年)"
    r"|(?P<last>去年同期|上年同期|去年|上年度?|同期|前年|上月|上周|上(?:一?个)月|[上前]一周|往年|前期|上一?季度|去年底|上年末|以往|此前|历年|改革前)"
    r"|(?P<span>上半年|下半年|前三季度|[一二三四]季度|近[一二两三四五六七八九十\d]+年来?|[一二两三四五六七八九十\d]+年来|五年)"
)
# 去年同期2045件, （2022年为31176起）: a level put beside another one; what follows it speaks of this period again.
# 加上上年结转的9件，共审结145件: what was carried over does not put the rest into that year.
BASE_LEVEL = re.compile(
    r"年?(?:结转|转入|结存|遗留)|(?:同期|全年|的)?(?:数)?(?:为|是|有|仅)?(?:\d[\d,.]*[万亿]?[\u4e00-\u9fff]{1,3}|\d[\d.]*%)(?:[）。；，]|$)"
)
# 全年罚款238.6万元，上年罚款214.9万元，其中…: what is told of last year ends with its clause.
LAST_LEVEL = re.compile(r"(?:同期)?[^，。；：、\d]{1,8}\d[\d,.]*[万亿]?[\u4e00-\u9fff]{1,3}[，；（]")
OF_THAT_YEAR = ("全年", "当年")
UNTIL = ("至", "-", "到", "～")
CLAUSE_END = re.compile(r"[，；：。）]")
LONGEST = 3_000
MOST_NUMBERS = 150
"""Characters and numbers of one passage at most; no paragraph of a report that was read had more than sixty numbers."""
RUN_OF_DIGITS = re.compile(r"\d[\d.]*")
COMPARING = ("比", "较", "与", "由", "从", "同", "比照")


@dataclass(slots=True)
class Sentence:
    """From one full stop to the next, as offsets into the plain text; ``figures`` are those inside."""

    start: int
    end: int
    figures: list[Figure]


OPENING_YEAR = re.compile(r"(?:[（]?[一二三四五六七八九十\d]{1,2}[）、.])?(?P<year>20\d\d)年度?(?=[，,全])")


class Passage:
    """One paragraph as the rules see it."""

    def __init__(self, paragraph: Paragraph, base: int = 0, end: int | None = None) -> None:
        self.paragraph = paragraph
        self.index = paragraph.index
        self.base = base
        """Where this passage begins in its paragraph: 0, unless the paragraph was too long for one passage."""
        self.original = paragraph.text if base == 0 and end is None else paragraph.text[base:end]
        self.plain, self._map = plain_text(self.original)
        self.now = ""
        """The year that the whole document is about; a figure of that year and one of no year are of one period."""
        self.own: frozenset[str] = frozenset()
        """The periods of the whole document (2024, 上半年): a figure of one of these needs no other."""
        self.memory: dict[str, Any] = {}
        """What the readers of claims found here, kept for the next rule that asks."""

    def quote(self, start: int, end: int) -> tuple[int, int, str]:
        """(start, end, exact text) in the original paragraph for a span of the plain text."""
        if self._map is not None:
            start, end = self._map[start], self._map[end - 1] + 1
        return self.base + start, self.base + end, self.original[start:end]

    @cached_property
    def figures(self) -> list[Figure]:
        """All figures with head, tail, clause, sentence and period filled in."""
        found = list(figures(self.plain))
        if found:
            _words_around(self.plain, found)
            self._of_the_opening_year(found)
            for each in found:
                if each.period in self.own:
                    each.period = ""
        return found

    def _of_the_opening_year(self, found: list[Figure]) -> None:
        """2006年，全市共收到63件。从申请人看，公民53件……: where no other period is named, the whole paragraph is of that year."""
        opening = OPENING_YEAR.match(self.plain)
        if opening is None or opening["year"] == self.now or (end := self.plain.find("。")) < 0:
            return
        if PERIOD.search(self.plain, end) is None:
            for each in found:
                if not each.period and not each.compared and each.start > end:
                    each.period = opening["year"]

    @cached_property
    def with_few(self) -> list[Figure]:
        """The figures, and beside them the few in words that may be a fixed phrase as well: 核销五处，新增三处.

        For readers whose own words say that something is counted.
        """
        few = [
            each
            for each in few_in_words(self.plain)
            if all(each.end <= a.start or a.end <= each.start for a in self.figures)
        ]
        if not few:
            return self.figures
        found = sorted([*(replace(each) for each in self.figures), *few], key=lambda each: each.start)
        _words_around(self.plain, found)
        for each in found:
            if each.period in self.own:
                each.period = ""
        return found

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Sentences that hold at least one figure."""
        result: dict[int, Sentence] = {}
        starts = [0] + [match.end() for match in SENTENCE_END.finditer(self.plain)]
        for figure in self.figures:
            number = figure.sentence
            if number not in result:
                end = starts[number + 1] if number + 1 < len(starts) else len(self.plain)
                result[number] = Sentence(starts[number], end, [])
            result[number].figures.append(figure)
        return list(result.values())


def passages(paragraph: Paragraph) -> Iterator[Passage]:
    """One passage, or several where somebody pasted a book into one paragraph: work grows with the square of a passage."""
    text, start = paragraph.text, 0
    while (length := _length(text, start)) < len(text) - start:
        cut = max(text.rfind(mark, start + length // 2, start + length) for mark in "。；，\n ")
        end = cut + 1 if cut > 0 else start + length
        yield Passage(paragraph, start, end)
        start = end
    yield Passage(paragraph, start) if start == 0 else Passage(paragraph, start, len(text))


def _length(text: str, start: int) -> int:
    """How many characters of a text one passage may hold from ``start`` on."""
    length = min(len(text) - start, LONGEST)
    if length > MOST_NUMBERS and sum(text.count(each, start, start + length) for each in digits) > MOST_NUMBERS:
        after = next(islice(RUN_OF_DIGITS.finditer(text, start, start + length), MOST_NUMBERS, None), None)
        length = length if after is None else after.start() - start
    return max(length, 2)


@cache
def _script() -> tuple[re.Pattern[str], dict[int, int]]:
    """Pages in traditional script are read as if in simplified; each character has one for it."""
    data = wording.load("characters")
    return re.compile(f"[{data['traditional']}]"), str.maketrans(data["traditional"], data["simplified"])


def row_of_table(text: str) -> bool:
    """Is it a line of a table of plain text, its cells set apart by strokes or tabs?"""
    return "\t" in text or STROKES.search(text) is not None


def plain_text(text: str) -> tuple[str, list[int] | None]:
    """(plain text, position in the original of each of its characters — ``None`` when they are the same)."""
    plain = text if WIDE.search(text) is None else text.translate(WIDTH)
    traditional, simplified = _script()
    if traditional.search(plain) is not None:
        plain = plain.translate(simplified)
    plain = LAST_YEAR.sub("去年", plain) if "去岁" in plain else plain
    grouped = "，" in plain and "," in text and THOUSANDS.search(plain) is not None
    plain = THOUSANDS.sub(",", plain) if grouped else plain
    myriads = list(MYRIADS.finditer(plain)) if grouped else []
    clean = "[" not in plain and "OLE_LINK" not in plain and INVISIBLE.search(plain) is None
    if clean and not myriads and SPACE.search(plain) is None:
        return plain, None
    drop: list[tuple[int, int]] = [match.span() for match in ARTEFACT.finditer(plain)]
    drop += [(at, at + 1) for match in myriads for at in range(*match.span()) if plain[at] in "，,"]
    drop += [
        (each, each + 1) for match in GROUPED.finditer(plain) for each in range(*match.span()) if plain[each] == " "
    ]
    numbered = NUMBERED.match(plain)
    for match in SPACE.finditer(plain):
        if numbered is not None and match.start() == numbered.end():
            continue
        left, right = plain[match.start() - 1 : match.start()], plain[match.end() : match.end() + 1]
        if not (left.isdigit() and (right.isdigit() or right == ".")) and not (_latin(left) and _latin(right)):
            drop.append(match.span())
    if not drop:
        return plain, None
    gone = {position for start, end in drop for position in range(start, end)}
    kept = [position for position in range(len(plain)) if position not in gone]
    return "".join(plain[position] for position in kept), kept


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _words_around(text: str, found: list[Figure]) -> None:
    """Fill head (words before, up to the nearest mark or figure), tail, clause, segment, sentence and period."""
    marks = [match.start() for match in BOUNDARY.finditer(text)]
    sentence_ends = [position for position in marks if text[position] in "。！？\n"]
    clause_ends = [position for position in marks if text[position] in "，。；：！？\n"]
    segment_ends = [position for position in marks if text[position] in "；。！？\n"]
    marks.append(len(text))
    previous_end = 0
    for position, figure in enumerate(found):
        start, end = figure.start, figure.end
        figure.sentence = bisect_right(sentence_ends, start)
        figure.clause = bisect_right(clause_ends, start)
        figure.segment = bisect_right(segment_ends, start)
        figure.begins = segment_ends[figure.segment - 1] + 1 if figure.segment else 0
        before = bisect_right(marks, start - 1)
        figure.head = text[max(previous_end, marks[before - 1] + 1 if before else 0) : start]
        limit = marks[bisect_left(marks, end)]
        if position + 1 < len(found):
            limit = min(limit, found[position + 1].start)
        figure.tail = text[end:limit]
        previous_end = end
    # 受理9083件。其中咨询5780件: what is told off stands in the period of its total.
    _periods(text, found, [each for each in sentence_ends if not text.startswith("其中", each + 1)])
    shared_units.from_the_last(text, found)
    if "（" in text:
        shared_units.from_the_level(text, found)
    if "案卷" in text and "卷、" in text:
        shared_units.of_files(text, found)
    if "季度" in text or "下半年" in text:
        quarters.name_periods(text, found)
    if "年" in text and "、" in text:
        year_rows.name_years(text, found)


def _periods(text: str, found: list[Figure], sentence_ends: list[int]) -> None:
    """A figure belongs to the last period named in its sentence; a period of comparison holds only for its own clause."""
    marks: list[tuple[int, str, bool, int, int]] = []
    position = 0
    while (start := PERIOD_START.search(text, position)) is not None:
        run = NUMERALS.match(text, start.start())
        if run is not None and text[run.end() : run.end() + 1] not in OF_TIME:
            position = run.end()  # a number that is followed by no 年, 月 or 季度
            continue
        match = PERIOD.match(text, start.start()) if run is not None or SECOND.match(text, start.end()) else None
        if match is None:
            position = start.end()
            continue
        position = match.end()
        if match["bare"] and (text[match.start() - 1 : match.start()].isdigit() or _spanned(text, match)):
            continue
        lead = text[max(0, match.start() - 3) : match.start()]
        compared = lead.endswith(COMPARING) and lead != "经比较"  # 经比较，2020年度“三公”经费41万元
        name = "" if match["now"] else match.group()
        if match["year"] and not match["month"]:
            name = match["year"]
        if match.group() in OF_THAT_YEAR and marks and marks[-1][4] > match.start():
            # 2003年有调解员15463名，全年共调解…: all of that year.
            of_year = marks[-1][1].isdigit() and marks[-1][3] == bisect_right(sentence_ends, match.start())
            name = marks[-1][1] if of_year and not marks[-1][2] else name
        brief = compared or (match["now"] is None and BASE_LEVEL.match(text, match.end()) is not None)
        # 下半年环比较上半年增长12.3%；按期办结908件: the comparison alone is of that half.
        brief = brief or match["span"] is not None and text.startswith(("环比", "同比", "较", "比"), match.end())
        brief = brief or match["last"] is not None and LAST_LEVEL.match(text, match.end()) is not None
        end = CLAUSE_END.search(text, match.end()) if brief else None
        reach = len(text) if end is None else end.start()
        if text.rfind("（", 0, match.start()) > text.rfind("）", 0, match.start()):
            closing = text.find("）", match.end())
            reach = min(reach, closing) if closing >= 0 else reach
        marks.append((match.start(), name, compared, bisect_right(sentence_ends, match.start()), reach))
    if not marks:
        return
    for figure in found:
        for mark, name, compared, sentence, reach in reversed(marks):
            if mark > figure.start or reach <= figure.start:
                continue
            if sentence != bisect_right(sentence_ends, figure.start):
                break
            figure.period, figure.compared = name, compared
            break


def _spanned(text: str, match: re.Match[str]) -> bool:
    """1至11月, 7月至9月: no period of its own, but the one of the whole text or the one named with it."""
    return text[match.start() - 1 : match.start()] in UNTIL or text[match.end() : match.end() + 1] in UNTIL
