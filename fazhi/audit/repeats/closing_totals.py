"""The totals that a report draws together at its end: 回顾全年，查处案件241件，办件7.53万件, where the body has 214 and 73500.

As in the opening (:mod:`opening_totals`), what stands in such a paragraph, or in such a sentence (把以上各项归总，…), was told above,
in other words and often in 万 or in Chinese numerals. Where most of its counts are found there, one that is not, and that a
single count of the body holds in another order of figures, is that count miswritten; the words have next to nothing to say. Of
two figures only, or with one of them wrong, the words must name it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.repeats.summings_up import SUMMING
from fazhi.audit.repeats.words_beside import words_beside, words_of
from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BEGUN = 24
"""So many characters into a paragraph, or a sentence, it says that it sums up."""
# 把以上各项归总，… 将前述各账合并来看，… 回顾一年来的工作，… 盘点全年，…
DRAWN = re.compile(
    r"(?:以上|上述|前述|各项|各账|诸项|几项|全部)[^，。；：\d]{0,12}(?:归总|汇总|合并|归并|归拢|加总|合计|合起来|加起来|相加|归到一起|放到一起|放在一起|盘点|算总账|总括|列在一起)"
    r"|(?:回顾|盘点|总结|梳理|回看|回望|检视|细数|综观|纵观|概览|小结)(?:这|过去)?(?:一年|全年|本年|今年|年度|20\d\d年)"
    r"|(?:归总|汇总|总括|归纳|合并|概括)(?:起来|来看|下来|各项|全年|以上|上述|看)|(?:算|拉)(?:一算|个?)?总账|一年下来|全年下来|从年初到年末|用数字(?:说话|来说)"
)
# 回顾一年来的工作，成绩是有的，但也存在不少问题
AMISS = re.compile(r"问题|不足|短板|差距|欠缺|薄弱")
FEWEST, HALF = 3, 2
MOST = 40
"""So many counts of one paragraph are looked at."""
LONG = 3
"""Significant figures of a number that is hardly another one turned round by chance."""
LEAD, SENTENCE, BEHIND = 40, 120, 10
"""Characters before a count of the body, and behind it, that may name it."""
NO_TOTAL = re.compile(r"均|每|未|仍有|尚有|还有|只有|仅|其[他它中余]|不足$|不到$|不满$|少于$")
CLAUSE = re.compile(r"[，。；：（]")
SHARED = 2
"""Pairs of characters that must be alike where one figure is wrong."""


class Closing(NamedTuple):
    """Where a passage sums up: from where to where."""

    passage: Passage
    begin: int
    end: int
    drawn: bool
    """Does it say that it draws together what was told, and not only that it looks at all of it?"""


def closing_totals(manuscript: Manuscript) -> Iterator[Level]:
    """Every count of such a paragraph or sentence that the body has otherwise."""
    closing = [each for passage in manuscript.passages for each in _closings(passage)]
    if not closing:
        return
    inside = {id(each) for stretch in closing for each in _figures(stretch)}
    body = [
        (passage, each)
        for passage in manuscript.passages
        for each in passage.figures
        if id(each) not in inside and _sound(each)
    ]
    values = {(each.kind, each.value) for _passage, each in body}
    for stretch in closing:
        counts = [each for each in _figures(stretch)[:MOST] if _sound(each)]
        lost = [each for each in counts if (each.kind, each.value) not in values]
        if len(counts) < FEWEST or len(lost) * HALF > len(counts):
            continue
        for figure in counts:
            found = _turned(stretch, figure, body, told=figure not in lost)
            if found is not None:
                yield Level(stretch.passage, figure, *found)


def _closings(passage: Passage) -> Iterator[Closing]:
    """The whole paragraph that begins by summing up, else each sentence that does."""
    text = passage.plain
    drawn = DRAWN.search(text, 0, BEGUN) is not None and AMISS.search(text, 0, BEGUN + BEGUN) is None
    if drawn or SUMMING.search(text, 0, BEGUN) is not None:
        yield Closing(passage, 0, len(text), drawn)
        return
    for sentence in passage.sentences:
        begun = min(sentence.end, sentence.start + BEGUN)
        if DRAWN.search(text, sentence.start, begun) is not None and AMISS.search(text, sentence.start, begun) is None:
            yield Closing(passage, sentence.start, sentence.end, True)


def _figures(stretch: Closing) -> list[Figure]:
    return [each for each in stretch.passage.figures if stretch.begin <= each.start < stretch.end]


def _sound(figure: Figure) -> bool:
    plain = figure.count and not (figure.vague or figure.bound or figure.compared)
    of_now = EARLIER.search(f"{figure.period}{figure.head}") is None and CHANGE.search(figure.head) is None
    return plain and of_now and NO_TOTAL.search(figure.head) is None


def _turned(
    stretch: Closing, figure: Figure, body: list[tuple[Passage, Figure]], *, told: bool
) -> tuple[Passage, Figure] | None:
    """The one count of the body that holds the same figures in another order, or is named alike but for one of them.

    Where the number is ``told`` in the body, that must be of another thing.
    """
    name = _name(stretch.passage, figure)
    found: dict[bool, dict[object, tuple[Passage, Figure]]] = {True: {}, False: {}}
    if told and any(
        other.kind == figure.kind
        and other.value == figure.value
        and name & words_beside(there, other, SENTENCE, BEHIND)
        for there, other in body
    ):
        return None
    for there, other in body:
        # 万 against 件: of one size the two must be for all that.
        of_one_size = max(figure.value, other.value) < 10 * min(figure.value, other.value)
        if other.kind != figure.kind or not of_one_size:
            continue
        if _is_it(figure, other, len(name & words_beside(there, other, SENTENCE, BEHIND)), told):
            found[_in_another_order(figure, other)].setdefault(other.value, (there, other))
    best = found[True] or (found[False] if stretch.drawn else {})
    return next(iter(best.values())) if len(best) == 1 else None


def _is_it(figure: Figure, other: Figure, shared: int, told: bool) -> bool:
    """By the figures alone if there are enough of them, else by how many words they share as well."""
    if _in_another_order(figure, other):
        return shared >= SHARED if told else len(f"{figure.value:f}") >= LONG or shared > 0
    one_wrong = any(len(row[0]) > 1 and misprints.one_wrong(*row) for row in _rows(figure, other))
    return one_wrong and not told and shared >= SHARED


def _in_another_order(figure: Figure, other: Figure) -> bool:
    return any(misprints.swapped(*row) for row in _rows(figure, other))


def _rows(figure: Figure, other: Figure) -> list[tuple[str, str]]:
    """The figures of both as they are read, and without the noughts of 万."""
    return [(f"{figure.value:f}", f"{other.value:f}"), (significant(figure), significant(other))]


def _name(passage: Passage, figure: Figure) -> set[str]:
    lead = CLAUSE.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]
    return words_of(f"{lead}|{CLAUSE.split(figure.tail)[0][:BEHIND]}")


def significant(figure: Figure) -> str:
    """73500 and 7.35万 alike: 735."""
    return f"{figure.value:f}".replace(".", "").strip("0")
