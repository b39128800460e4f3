"""The document held against figures from outside it: a frozen figure proves a claim wrong, where it surely is that figure.

Sure is a claim in a sentence (or under the title) by which the figure is spoken of, of the whole place and the whole
year. Whatever narrows it — a village, a month, 其中, five years, last year, a draft dated before the year was out — takes
the certainty away; what cannot be the same figure (another unit, another period) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from fazhi.audit import frames
from fazhi.audit.frames import BOUND, MARK, Bound, Frame
from fazhi.audit.known import RULE, Known, KnownFigures
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.text import figures, rounding, wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import SENTENCE_END, Passage

QUOTED = re.compile(r"[“《][^”》]*[”》]")
NEAR = Fraction(1, 10)
HUNDRED = Decimal(100)
SIGNED_WITHIN, LONGEST_LINE = 8, 30
FEWEST_WORDS, FEWEST_IN_SENTENCE = 4, 12
MOST_MORE = 4
HANZI = re.compile(r"[^\u4e00-\u9fff]")
YEAR, DIGITS = re.compile(r"^[一二三四五六七八九零]{0,3}年度?"), "0123456789〇"
PARTIAL = "句中没有写明是{place}全年的总数，不能断定有误"


@dataclass(slots=True)
class Words:
    """The patterns of one set of known figures, compiled once."""

    known: KnownFigures
    frames: list[Frame]
    titles: re.Pattern[str]
    figure_of: dict[str, str]
    period: re.Pattern[str]
    names: re.Pattern[str]
    lead: re.Pattern[str]

    @classmethod
    def of(cls, known: KnownFigures) -> Words:
        """The patterns for ``known``."""
        data = wording.load("known")
        titles, figure_of = frames.titles(known)
        names = "|".join(re.escape(name) for name in sorted(known.names, key=len, reverse=True)) or "(?!)"
        period = data["period"].replace("{year}", str(known.year))
        counted = "|".join(re.escape(title) for title in sorted(figure_of, key=len, reverse=True)) or "(?!)"
        item = f"(?:{counted})(?:{data['between']}){data['about']}{MARK}|{MARK}(?:{counted})"
        return cls(
            known,
            [frame for each in known.patterns if (frame := frames.compile_frame(each, known)) is not None],
            titles,
            figure_of,
            re.compile(period),
            re.compile(names),
            # Atomic: 共有 may also be read as 共 and 有, and a page of them would be tried in every way.
            re.compile(f"(?>{period}|{names}|{item}|{data['neutral']}|{BOUND}(?:，?(?:其中|包括|分别为)：?，?)?)*+"),
        )


@dataclass(slots=True)
class Marked:
    """A passage in which every figure is one character, and the spans that are surely bound, with what they speak about."""

    passage: Passage
    text: str
    figures: dict[int, Figure]
    certain: list[tuple[int, int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, passage: Passage) -> Marked:
        """The marked text of a passage."""
        text, end, found = "", 0, {}
        for figure in passage.figures:
            text += passage.plain[end : figure.start]
            found[len(text)] = figure
            text += MARK
            end = figure.end
        return cls(passage, text + passage.plain[end:], found)

    def sentence(self, at: int) -> int:
        """Where the sentence of an offset begins."""
        return max((match.end() for match in SENTENCE_END.finditer(self.text, 0, at)), default=0)

    def lead(self, start: int) -> str:
        """The words of the sentence before ``start``, bound spans as one mark."""
        words, end = "", self.sentence(start)
        for first, last, _group in sorted(self.certain):
            # A span is there once for each of its figures, and two spans may overlap.
            if end <= first and last <= start:
                words += self.text[end:first] + BOUND
                end = last
        return re.sub(wording.load("known")["numbering"], "", words + self.text[end:start])


def held(manuscript: Manuscript, known: KnownFigures) -> str:
    """Why the document is not held against these figures at all; empty when it is."""
    if manuscript.year is not None and manuscript.year != known.year:
        return f"文稿是{manuscript.year}年度的，台账数字是{known.year}年度的，没有与台账核对。"
    towns = named(manuscript)
    if towns and not names_place(towns, known.place):
        return f"文稿写明是{towns[0]}的报告，没有与{known.place}的台账核对。"
    return ""


def names_place(towns: Iterable[str], place: str) -> bool:
    """Whether one of the named towns is the place: 云阳县沙市镇 is 沙市镇."""
    return any(town.endswith(place) for town in towns)


def named(manuscript: Manuscript) -> list[str]:
    """The towns that the title names; where it names none, those of the signature."""
    last = [each.plain for each in manuscript.passages[-SIGNED_WITHIN:] if len(each.plain) < LONGEST_LINE]
    return _towns([each.plain for each in manuscript.title_passages]) or _towns(last)


def _towns(lines: Iterable[str]) -> list[str]:
    pattern = re.compile(wording.load("known")["town"])
    found = (re.sub("^(?:中共|关于)", "", _unyeared(match)) for line in lines for match in pattern.finditer(line))
    return list(dict.fromkeys(town for town in found if not re.match("[各全本我]|乡镇", town)))


def _unyeared(match: re.Match[str]) -> str:
    """青石镇 of 2024年青石镇: the year is no part of the name, though 年丰乡 has one of its own."""
    behind_digits = match.start() > 0 and match.string[match.start() - 1] in DIGITS
    return YEAR.sub("", match.group()) if behind_digits else match.group()


def check(manuscript: Manuscript, known: KnownFigures) -> Iterator[Finding]:
    """One finding for every claim that one of the known figures speaks to."""
    if held(manuscript, known):
        return
    words = Words.of(known)
    doubt = _of_document(manuscript, known)
    above = _headings(manuscript)
    for position, passage in enumerate(manuscript.passages):
        if passage.figures:
            marked = Marked.of(passage)
            part = doubt or _of_part(above[position], known)
            yield from _in_passage(marked, words, part, above[position])


def _of_document(manuscript: Manuscript, known: KnownFigures) -> str:
    """What takes the certainty from every figure of the document."""
    if re.search(wording.load("known")["other_part"], manuscript.title):
        return "标题表明不是全年的报告，不能断定有误"
    signed = manuscript.signed
    if signed is not None and (signed.year, signed.month, signed.day) < known.as_of.timetuple()[:3]:
        return f"落款早于台账的统计截止日{known.as_of.year}年{known.as_of.month}月{known.as_of.day}日，不能断定有误"
    if not known.given and not names_place(named(manuscript), known.place):
        return f"文稿的标题和落款没有写明是{known.place}，不能断定有误"
    return ""


def _headings(manuscript: Manuscript) -> list[list[str]]:
    """The words of the headings above each passage."""
    by_passage = {each.passage: each for each in manuscript.headings}
    above: dict[int, str] = {}
    result = []
    for position in range(len(manuscript.passages)):
        current = by_passage.get(position)
        if current is not None:
            above = {level: words for level, words in above.items() if level < current.level}
            above[current.level] = current.words
        result.append(list(above.values()))
    return result


def _of_part(headings: list[str], known: KnownFigures) -> str:
    data = wording.load("known")
    for words in headings:
        years = re.findall(data["other_year"], words)
        if re.search(data["other_part"], words) or (years and str(known.year) not in years):
            return "这一部分的标题表明不是本年全年的数，不能断定有误"
    return ""


def _in_passage(marked: Marked, words: Words, part: str, above: list[str]) -> Iterator[Finding]:
    """Bound by sentences first, then by titles, then by likeness; each figure once."""
    known = words.known
    done: set[int] = set()
    bound = [each for frame in words.frames for each in frames.by_frame(frame, marked.text)]
    bound.sort(key=lambda each: (each.start, -each.end, each.at))
    for each in bound:
        if each.at not in done and _same_period(marked.figures[each.at], known.year):
            doubt = part or _doubt(marked, words, each, above, by_title=False)
            yield from _judge(marked, known, each, doubt, done)
    for match in words.titles.finditer(marked.text):
        at = match.start("last") if match["last"] else match.start("first")
        if at in done or not _same_period(marked.figures[at], known.year):
            continue
        title = match["before"] or match["after"]
        each = Bound(at, words.figure_of[title], match.start(), match.end(), "", False)
        doubt = part or _doubt(marked, words, each, above, by_title=True)
        if not doubt or len(title) >= FEWEST_WORDS:
            yield from _judge(marked, known, each, doubt, done)
    for at, figure in marked.figures.items():
        if at not in done and figure.count | figure.percent and _same_period(figure, known.year):
            name = _alike(figure, words)
            if name:
                each = Bound(at, name, at, at + 1, "", False)
                doubt = f"措辞与台账指标“{known.figures[name].title}”相近而不同，不能断定有误"
                yield from _judge(marked, known, each, doubt, done)


def _same_period(figure: Figure, year: int) -> bool:
    return figure.period in ("", str(year), f"{year}年12月")


def _doubt(marked: Marked, words: Words, each: Bound, above: list[str], *, by_title: bool) -> str:
    """Why it is not certain that the words speak of the whole place and the whole year; empty when it is."""
    lead = marked.lead(each.start)
    whole = PARTIAL.format(place=words.known.place)
    if words.lead.fullmatch(lead) is None:
        return whole
    begin = marked.sentence(each.start)
    before = QUOTED.sub("", marked.text[:begin])
    dated = words.period.search(lead) or words.period.search(marked.text[each.start : each.end])
    data = wording.load("known")
    years = [one for one in re.findall(data["other_year"], before) if one != str(words.known.year)]
    if not dated and (years or re.search(data["other_part"] + "|去年|上年|以来", before)):
        return whole
    if each.subject or words.names.search(lead):
        return ""
    last = max((match.end() for match in SENTENCE_END.finditer(marked.text, 0, max(begin - 1, 0))), default=0)
    # In this sentence or the one before, what it speaks of was surely the whole place.
    if any(last <= first < each.start and (by_title or group == each.group) for first, _last, group in marked.certain):
        return ""
    previous = QUOTED.sub("", marked.text[last:begin])
    narrowed = re.search(data["scope"], previous) or re.search(data["place"], before + "。".join(above))
    # A few words without a subject (开展培训3次) may speak of anybody.
    general = len(HANZI.sub("", marked.text[each.start : each.end])) < FEWEST_IN_SENTENCE
    return whole if by_title or general or narrowed else ""


def _alike(figure: Figure, words: Words) -> str:
    """The one figure whose title holds all the words around the claim in their order; empty when there are none or two."""
    own = HANZI.sub("", words.period.sub("", words.names.sub("", figure.head + figure.tail))).removeprefix("共")
    if len(own) < FEWEST_WORDS:
        return ""
    fitting = {
        title: name
        for title, name in words.figure_of.items()
        if len(title) <= len(own) + MOST_MORE and _within(own, title)
    }
    shortest = min(map(len, fitting), default=0)
    nearest = [name for title, name in fitting.items() if len(title) == shortest]
    return nearest[0] if len(nearest) == 1 else ""


def _within(words: str, title: str) -> bool:
    rest = iter(title)
    return all(letter in rest for letter in words)


def _judge(marked: Marked, known: KnownFigures, each: Bound, doubt: str, done: set[int]) -> Iterator[Finding]:
    figure, one = marked.figures[each.at], known.figures[each.figure]
    mine = next(figures.figures(one.printed), None)
    rough = figure.vague or bool(figure.bound)
    if mine is None or mine.kind != figure.kind or (doubt and rough):
        return
    done.add(each.at)
    if not doubt:
        marked.certain.append((each.start, each.end, each.group))
    verdict, remark = _of_rough(figure, mine) if rough else _verdict(figure, mine, one, doubt)
    standing = "冻结的读数" if one.frozen else "现在的台账"
    message = f"{known.place}{known.year}年度{standing}“{one.title}”为{one.printed}，文中写{figure.text}{remark}。"
    result = finding(
        marked.passage,
        (figure.start, figure.end),
        kind=Kind.RATE if figure.percent else Kind.REPEAT,
        verdict=verdict,
        rule=RULE,
        message=message,
        stated=figure.text,
        computed=one.value,
        basis=f"口径：{one.definition}",
    )
    result.known = one
    yield result


def _verdict(figure: Figure, mine: Figure, one: Known, doubt: str) -> tuple[Verdict, str]:
    """What to hold of a claim, and how the sentence on it ends."""
    all_of_them = figure.percent and figure.value == HUNDRED and mine.value != HUNDRED
    if _agrees(figure, mine, one) and not all_of_them:
        return Verdict.RIGHT, "，一致"
    if doubt:
        return Verdict.UNSURE, f"；{doubt}"
    if all_of_them and _agrees(figure, mine, one):
        # 545 of 546 rounds to 100 %, but reads as if none were left.
        return Verdict.HINT, "；取整后写作100%，容易误读为全部办妥"
    if figure.unit != mine.unit:
        return Verdict.UNSURE, f"；单位“{figure.unit}”与台账的“{mine.unit}”不同，不能断定有误"
    if one.frozen:
        return Verdict.WRONG, "，不一致"
    if not one.value:
        return Verdict.UNSURE, "；可能尚未登记，不能断定有误"
    return Verdict.HINT, "；读数尚未冻结，请与台账核对"


def _agrees(figure: Figure, mine: Figure, one: Known) -> bool:
    if not figure.percent:
        return figure.low <= mine.high and mine.low <= figure.high
    if one.whole:
        return bool(rounding.fits_counts(figure.value, one.part or 0, one.whole))
    half = Fraction(rounding.place(one.value)) / 2
    return bool(rounding.fits(figure.value, Fraction(one.value) - half, Fraction(one.value) + half))


def _of_rough(figure: Figure, mine: Figure) -> tuple[Verdict, str]:
    """500余起 and 546起 do not contradict each other; nor do 500起以上 and 546起."""
    stated, counted = figure.exactly, mine.exactly
    if figure.bound:
        fits = counted >= stated if figure.bound == "at_least" else counted <= stated
    else:
        fits = abs(counted - stated) <= NEAR * max(counted, stated)
    return (Verdict.RIGHT, "，是约数，不矛盾") if fits else (Verdict.UNSURE, "，是约数，不作精确核对")
