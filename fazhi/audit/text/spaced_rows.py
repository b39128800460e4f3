"""Tables copied as text whose cells only blanks set apart: 售后服务 15.64 17.49 ↑1.85, three such lines or more one after the other.

A name may be of several words, 店外经营 巡查上报 220 219 99.55%, and codes: 1.社会福利 万元 AB012 352.6 228.7 54.2. Two lines alone are
a table where others like them stand in the document and arrows say that they are no prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text import table_rows
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.table_rows import A_NUMBER, A_PERCENTAGE, Table

BLANKS = re.compile(r"[ \u00a0\u3000]+")
# The blanks before a number behind which nothing but numbers stand.
GAP = re.compile(rf"[ \u00a0\u3000]+(?=(?:(?:{A_NUMBER}|{A_PERCENTAGE})(?:[ \u00a0\u3000]+|$))+$)")
NAME = re.compile(r"^(?:[\u4e00-\u9fff（(]|\d{1,2}[.、][\u4e00-\u9fff]|[A-Z][.、 ]?[\u4e00-\u9fff])")
MARKED = re.compile(r"[|｜│┃\t。；：，]")
ARROW = re.compile(r"[↑↓▲▼]")
FEWEST_CELLS, FEWEST_ROWS, TWO = 3, 3, 2


def blocks(manuscript: Manuscript) -> Iterator[Table]:
    """The rows of each such table."""
    every = list(_runs(manuscript))
    long = {_shape(each[0]) for each in every if len(each) >= FEWEST_ROWS}
    for block in every:
        alike = len(block) == TWO and ARROW.search(block[0].original) is not None and _shape(block[0]) in long
        if len(block) >= FEWEST_ROWS or alike:
            yield table_rows.cells_of(block, "\t", GAP)


def _runs(manuscript: Manuscript) -> Iterator[list[Passage]]:
    """Lines of as many cells one after the other."""
    block: list[Passage] = []
    width = 0
    for passage in manuscript.passages:
        cells = _width(passage)
        if block and (cells != width or not 0 < passage.index - block[-1].index <= manuscript.stride):
            yield block
            block = []
        if cells:
            block, width = [*block, passage], cells
    if block:
        yield block


def _width(passage: Passage) -> int:
    """How many cells a line has; none unless it begins with a name and ends with nothing but numbers."""
    text = passage.original.strip()
    if passage.paragraph.cell is not None or MARKED.search(text) is not None or NAME.match(text) is None:
        return 0
    words = BLANKS.split(text)
    numbers = 0
    while numbers < len(words) and _number(words[-1 - numbers]):
        numbers += 1
    name = words[: len(words) - numbers]
    if not name or 1 + numbers < FEWEST_CELLS or any(_number(each) for each in name):
        return 0
    return 0 if len(name) == 1 and name[-1][-1].isdigit() else 1 + numbers


def _number(word: str) -> bool:
    return table_rows.NUMERIC.match(word) is not None or table_rows.PERCENT.match(word) is not None


def _shape(passage: Passage) -> tuple[bool, ...]:
    """How many cells a line has, and which of them are marked by arrows."""
    return tuple(ARROW.match(each) is not None for each in GAP.split(passage.original.strip()))
