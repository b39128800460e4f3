"""Changes dealt out in order whose two levels stand a sentence apart, matched by name, by unit and by order.

受理8642件……；审结8207件。受理数和结案数与上年的7985件、7604件相比，分别上升8.2%和7.9%
追发1873人、2896.5万元。上年同期为2314人、3412.8万元，两项指标分别下降19.1%和15.1%
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi.audit.growths import named_years, rows
from fazhi.audit.growths.changes import Levels, falls, fits
from fazhi.audit.growths.increments import is_level, said_of
from fazhi.audit.growths.levels_apart import could_be, of_before
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import in_list
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

FEWEST = 2
BACK = 2
"""So many sentences before the levels of before may stand those of now."""
LEAD = 20
MARK = re.compile(r"[，。；]")
NO_NAME = re.compile(r"[两三四\d]项|二者|两者|上述|指标|分别|依次|均$|^各")
NAMES = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}[、和及与]){1,4}[\u4e00-\u9fff]{2,8}?(?=(?:同比|环比|[与同和比较](?:去年|上一?年|20\d\d年)))"
)
SPLIT = re.compile(r"[、和及与]")

Row = list[Percentage]
Pairs = list[tuple[Figure, Figure]]


def levels(claim: Percentage, earlier: Sequence[Passage]) -> list[Levels]:
    """The pair of levels of a change dealt out, beyond doubt because one of its row fits its own; or of two years of a row."""
    row = rows.list_of(claim)
    if len(row) < FEWEST:
        return named_years.levels(claim)
    number = next(at for at, each in enumerate(row) if each.figure is claim.figure)
    for pairs in _readings(claim.passage, row, earlier):
        fitting = [bool(fits(each.figure, *pair, falls(each))) for each, pair in zip(row, pairs, strict=True)]
        if any(fitting):
            return [Levels(*pairs[number], True, True)]
    return []


def name(claim: Percentage) -> str:
    """受理数 or 结案数 of 受理数和结案数与上年的7985件、7604件相比，分别上升8.2%和7.9%; nothing for a growth that stands alone."""
    row = rows.list_of(claim)
    number = next(at for at, each in enumerate(row) if each.figure is claim.figure)
    return _names(claim.passage, row)[number] if len(row) >= FEWEST else ""


def _readings(passage: Passage, row: Row, earlier: Sequence[Passage]) -> Iterator[Pairs]:
    """Every way in which the counts here and those of a sentence before are the levels that the row compares."""
    first, end, size = row[0].figure, row[-1].figure.end, len(row)
    names = _names(passage, row)
    counts = [each for each in passage.figures if _could_be(each)]
    behind = [each for each in counts if each.start >= end][:size]
    if len(behind) == size and rows.follow(passage, row, behind):
        # ……，结案8207件。同比分别上升8.2%、7.9%，上年为7985件、7604件
        for sentence in _sentences(passage, counts, first, earlier):
            matched = _matched(passage, behind, [each for each in sentence if not of_before(passage, each)], names)
            if matched:
                yield list(zip(matched, behind, strict=True))
        return
    counts = [each for each in counts if each.end <= first.start]
    last = counts[-size:]
    if len(last) < size or last[0].sentence != last[-1].sentence or first.sentence - last[0].sentence > 1:
        return
    given = _are_bases(passage, last)
    for sentence in _sentences(passage, counts, last[0], earlier):
        others = [each for each in sentence if of_before(passage, each) != given]
        matched = _matched(passage, last, others, names if given else [""] * size)
        if matched:
            yield [(new, old) if given else (old, new) for old, new in zip(last, matched, strict=True)]


def _could_be(figure: Figure) -> bool:
    return not figure.spelled and could_be(figure)


def _are_bases(passage: Passage, counts: list[Figure]) -> bool:
    """与上年的7985件、7604件相比; 较上年（7985件、7604件）"""
    first = counts[0]
    lead = MARK.split(passage.plain[max(first.begins, first.start - LEAD) : first.start])[-1]
    return EARLIER.search(f"{lead}{first.period if first.compared else ''}") is not None or of_before(passage, first)


def _sentences(
    passage: Passage, counts: list[Figure], first: Figure, earlier: Sequence[Passage]
) -> Iterator[list[Figure]]:
    """The counts of the sentences before, the nearest first; of the paragraph before only its last one."""
    for back in range(1, BACK + 1):
        yield [each for each in counts if each.sentence == first.sentence - back and is_level(passage, each)]
    if earlier and first.sentence == 0:
        whole = [each for each in earlier[-1].figures if _could_be(each) and is_level(earlier[-1], each)]
        yield [each for each in whole if each.sentence == whole[-1].sentence]


def _matched(passage: Passage, here: list[Figure], others: list[Figure], names: list[str]) -> list[Figure]:
    """One of ``others`` for each count here: by its name, by being the only one left of its unit, or by the order."""
    # What is told off behind 其中 is compared with nothing; in another paragraph it is not asked.
    left = [each for each in others if each not in passage.figures or not in_list(passage, each)]
    found: dict[int, Figure] = {}
    while (more := next(_only(here, left, names, found), None)) is not None:
        found[more[0]] = more[1]
        left = [each for each in left if each is not more[1]]
    for kind in {each.kind for at, each in enumerate(here) if at not in found}:
        wanted = [at for at, each in enumerate(here) if each.kind == kind and at not in found]
        in_order = [each for each in left if each.kind == kind]
        if len(wanted) != len(in_order):
            return []
        found |= dict(zip(wanted, in_order, strict=True))
    return [found[at] for at in range(len(here))]


def _only(
    here: list[Figure], left: list[Figure], names: list[str], found: dict[int, Figure]
) -> Iterator[tuple[int, Figure]]:
    """(which of the counts here, the one that it can be matched with): the named first."""
    alike = [[other for other in left if other.kind == each.kind] for each in here]
    for at, (same, name) in enumerate(zip(alike, names, strict=True)):
        named = [other for other in same if name and said_of(name, other)]
        if at not in found and len(named) == 1:
            yield at, named[0]
    for at, same in enumerate(alike):
        if at not in found and len(same) == 1:
            yield at, same[0]


def _names(passage: Passage, row: Row) -> list[str]:
    """受理数 and 结案数, of what stands at the head of the sentence or before each of them; where none is said, nothing."""
    opened = NAMES.match(passage.plain[row[0].sentence.start : row[0].figure.start])
    names = SPLIT.split(opened.group()) if opened is not None else rows.names_in(passage, row)
    if len(names) != len(row):
        return [""] * len(row)
    return ["" if NO_NAME.search(each) else each for each in names]
