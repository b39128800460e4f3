"""A headline that tells a figure of its text: 专职律师数占7.8% over 专职律师39.73万人，占84%; 接到举报3.47万件 over 34725件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats import headings_told
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

Told = tuple[Passage, tuple[int, int], str, str]
"""(passage of the headline, span, message, right words)"""
LONGEST = 60
BODY = 3
"""Paragraphs under a headline in which its figure is told."""
SHARE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?)(?:人?[数數]量?|总[数數])?占比?(?P<told>(?P<number>\d{1,2}(?:\.\d{1,2})?)%)"
)
QUOTED = re.compile(r"标题(?:称|为|写|是|说)(?P<title>[^。；]{4,60}?)，(?:而)?(?:报告)?(?:概述|正文)")
HANZI = re.compile(r"[^\u4e00-\u9fff]")
FEWEST_DIGITS = 3
ALIKE = 2
"""Characters in a row that the words of both must share."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every figure of a headline that its text tells otherwise."""
    for title, span, body in _headlines(manuscript):
        for passage, place, message, right in (*_shares(title, span, body), *_counts(title, span, body)):
            yield _report(passage, place, message, right)
    known = {(each.paragraph, each.end) for each in manuscript.found if each.rule == "headline"}
    for title, figure, passage, told in headings_told.told_otherwise(manuscript):
        if (title.index, title.quote(figure.start, figure.end)[1]) in known:
            continue
        there = manuscript.addresses.get(passage.index, "正文")
        message = f"标题写{figure.text}，{there}写“{told.head}{told.text}”，两处必有一误。"
        yield _report(title, (figure.start, figure.end), message, told.text)


def _report(passage: Passage, place: tuple[int, int], message: str, right: str) -> Finding:
    return finding(
        passage,
        place,
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG,
        rule="headline",
        message=message,
        computed=right,
        basis="标题与正文的同一数量应当一致",
    )


def _headlines(manuscript: Manuscript) -> Iterator[tuple[Passage, tuple[int, int], list[tuple[Passage, int]]]]:
    """(passage, span of the headline, what is under it and where that begins)"""
    passages = manuscript.passages
    if len(passages) > 1 and len(passages[0].plain) <= LONGEST and not re.search(r"[。；]", passages[0].plain):
        yield passages[0], (0, len(passages[0].plain)), [(each, 0) for each in passages[1 : 1 + BODY]]
    if "标题" in manuscript.text:
        for passage, match, offset in manuscript.matches(QUOTED):
            start, end = match.start("title") - offset, match.end("title") - offset
            yield passage, (start, end), [(passage, end)]


def _shares(title: Passage, span: tuple[int, int], body: list[tuple[Passage, int]]) -> Iterator[Told]:
    for match in SHARE.finditer(title.plain, *span):
        told = re.compile(
            rf"{match['name']}[^，。；%]{{0,16}}，占比?(?:[^，。；\d%]{{0,8}}的)?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?)%"
        )
        found = {each["number"] for passage, start in body for each in told.finditer(passage.plain, start)}
        stated = match["number"]
        everything = {f"{each.value:f}" for passage, _start in body for each in passage.figures if each.percent}
        if len(found) == 1 and stated not in everything and not _fits(stated, Decimal(next(iter(found)))):
            right = f"{next(iter(found))}%"
            yield title, match.span("told"), f"标题写{match['told']}，正文写{match['name']}占{right}。", right


def _fits(stated: str, value: Decimal) -> bool:
    step = Decimal(1).scaleb(-len(stated.partition(".")[2]))
    return Decimal(stated) in (value.quantize(step, ROUND_HALF_UP), value.quantize(step, ROUND_DOWN))


def _counts(title: Passage, span: tuple[int, int], body: list[tuple[Passage, int]]) -> Iterator[Told]:
    for figure in title.figures:
        if not span[0] <= figure.start < span[1] or not figure.count or not figure.step or figure.vague or figure.bound:
            continue
        under = [each for passage, start in body for each in passage.figures if each.start >= start]
        same = [each for each in under if each.kind == figure.kind and each.count and each is not figure]
        if any(_is_it(figure, each) for each in same):
            continue
        digits = _digits(figure.value / figure.step)
        meant = [
            each
            for each in same
            if each.step < figure.step
            and not each.vague
            and not each.compared
            and _share_words(title.plain[span[0] : figure.start], each)
            and len(digits) >= FEWEST_DIGITS
            and any(
                misprints.alike(digits, _digits((each.value / figure.step).quantize(Decimal(1), way)))
                for way in (ROUND_HALF_UP, ROUND_DOWN)
            )
        ]
        if len({each.value for each in meant}) == 1:
            message = f"标题写{figure.text}，正文写{meant[0].text}。"
            yield title, (figure.start, figure.end), message, meant[0].text


def _is_it(figure: Figure, each: Figure) -> bool:
    return each.value == figure.value or figure.low <= each.exactly <= figure.high


def _digits(value: Decimal) -> str:
    return f"{value:f}".partition(".")[0]


def _share_words(before: str, each: Figure) -> bool:
    words, other = HANZI.sub("", before), HANZI.sub("", each.head + each.tail)
    return any(words[at : at + ALIKE] in other for at in range(len(words) - 1))


RULE = Rule(
    id="headline",
    title="标题与正文的数字",
    source="标题与正文的同一数量应当一致",
    why="标题另拟，数字重打一遍，正文改了标题未改。",
    wrong="标题写接到举报4.37万件，正文写接到举报34725件",
    right="标题写接到举报3.47万件，正文写接到举报34725件",
    check=check,
)
