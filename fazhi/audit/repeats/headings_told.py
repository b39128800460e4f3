"""A figure of a headline or of a short heading that its text tells otherwise, to as many places: 查处酒驾醉驾90.1万起 over …酒驾醉驾91.0万起.

Whoever writes a headline takes its figures from the text. One that the text has nowhere, while the very words of the headline
stand there beside a figure of the same unit and as many places that a slip of the hand makes of it, is that figure miswritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.repeats.mentions import alike
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage

LONGEST, LATEST = 50, 40
"""Characters of a headline, and paragraphs in which what it announces is told."""
SENTENCE = re.compile(r"[。；|\t]|，[^，]*，")
STOPS = re.compile(r"[。；！？]")
NO_WORDS = re.compile(r"[^\u4e00-\u9fff]")
AIMED = re.compile(r"力争|确保|争取|目标|计划|以上$|超$")
BEFORE, BEHIND = 16, 10
TOLD_BEFORE, TOLD_BEHIND = 80, 24
NEARLY_ALL, MOST_OF = 0.75, 0.5
FEWEST, THREE, FOUR = 2, 3, 4

Told = tuple[Passage, Figure, Passage, Figure]


def told_otherwise(manuscript: Manuscript) -> Iterator[Told]:
    """(headline, its figure, paragraph of the text, the figure there)."""
    passages = [each for each in manuscript.passages if each.paragraph.place == "body"]
    for number, title in enumerate(passages):
        if len(title.plain) > LONGEST or not title.figures or SENTENCE.search(title.plain) or AIMED.search(title.plain):
            continue
        body = [each for each in passages[number + 1 : number + LATEST] if STOPS.search(each.plain) is not None]
        for figure in title.figures if body and not manuscript.planned(title) else ():
            if _firm(figure):
                found = _told(title, figure, body)
                if found is not None:
                    yield title, figure, *found


def _firm(figure: Figure) -> bool:
    known = figure.percent or figure.count and (figure.unit != "" or figure.scale > 1)
    return (
        known and not (figure.vague or figure.bound or figure.spelled or figure.compared) and len(_digits(figure)) > 1
    )


def _digits(figure: Figure) -> str:
    return re.sub(r"\D", "", figure.text)


def _told(title: Passage, figure: Figure, body: list[Passage]) -> tuple[Passage, Figure] | None:
    """The one figure that the headline miswrites; nothing where its own is told anywhere."""
    same = [(passage, each) for passage in body for each in passage.figures if _one_kind(figure, each)]
    if any(_is_it(figure, each) for _passage, each in same):
        return None
    words = _words(f"{figure.head[-BEFORE:]}|{figure.tail[:BEHIND]}")
    if not words and len(_digits(figure)) > THREE:
        # 2021年环境处罚共132818件，116.87亿！: what it is told of stands before the other figure.
        words = _words(title.plain[max(0, figure.start - TOLD_BEHIND) : figure.start])
    meant = [told for told in same if _miswritten(figure, told[1]) and _said_there(figure, words, *told)]
    return meant[0] if len({each.value for _passage, each in meant}) == 1 else None


def _one_kind(figure: Figure, each: Figure) -> bool:
    """Of one unit; 116.87亿 in a headline leaves it out."""
    return each.kind == figure.kind or not figure.unit and each.count and each.scale == figure.scale


def _is_it(figure: Figure, each: Figure) -> bool:
    if (
        each.value == figure.value
        or figure.low <= each.exactly <= figure.high
        or each.low <= figure.exactly <= each.high
    ):
        return True
    one, two = sorted((figure.value, each.value), key=rounding.decimals)
    return figure.percent and bool(rounding.fits(one, Fraction(two)))


def _miswritten(figure: Figure, each: Figure) -> bool:
    """To as many places, and with one figure wrong or figures in another order."""
    if each.scale != figure.scale or each.vague or each.bound or each.spelled:
        return False
    return _places(figure) == _places(each) and misprints.like_count(_digits(figure), _digits(each))


def _places(figure: Figure) -> int:
    """How many figures stand behind the point."""
    return len(re.sub(r"\D", "", figure.text.partition(".")[2]))


def _words(text: str) -> set[str]:
    """Every two characters that stand side by side."""
    return {each for each in pairs(NO_WORDS.sub("|", alike(text))) if "|" not in each}


def _said_there(figure: Figure, words: set[str], passage: Passage, each: Figure) -> bool:
    """Do the words of the headline stand around the other figure, in its sentence?"""
    text = passage.plain
    begin = max((match.end() for match in STOPS.finditer(text, 0, each.start)), default=0)
    end = STOPS.search(text, each.end)
    around = text[max(begin, each.start - TOLD_BEFORE) : min(end.start() if end else len(text), each.end + TOLD_BEHIND)]
    common = words & pairs(alike(around))
    if len(common) < FEWEST:
        return False
    beside = bool(figure.head) and figure.head[-FOUR:] == each.head[-FOUR:] and len(figure.head) >= FOUR
    if len(_digits(figure)) < THREE:
        return beside
    return len(common) >= (
        MOST_OF if beside or misprints.swapped(_digits(figure), _digits(each)) else NEARLY_ALL
    ) * len(words)
