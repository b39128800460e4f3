"""What is left of a total told in the text, in a table: 接警9654起，其中有效报警1593起 over 小计1593｜无效报警8061.

The names are opposites, and the part of the text stands in the same row; so a number that is a slip of the rest is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.repeats.told_in_tables import in_sentences
from fazhi.audit.text import misprints
from fazhi.audit.text.cells import amount, headed, tables
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.table_rows import Cell, Table

# 无效报警, 不合格, 未办结
OPPOSITE = re.compile(r"^(?:(无)效|[不未])([\u4e00-\u9fff]{1,6})")
BETWEEN = re.compile(r"^(?:数量?|共|合计|共计|的|有|为|了){0,3}$")
FAR = 16


@dataclass(frozen=True, slots=True)
class Left:
    """A cell, its name, and the total and the part whose difference it should be."""

    cell: Cell
    name: str
    total: Figure
    part: Figure

    @property
    def rest(self) -> Decimal:
        """What the part leaves."""
        return self.total.value - self.part.value


def refuted(manuscript: Manuscript) -> Iterator[Left]:
    """Every such cell that is a slip of the rest."""
    for table in tables(manuscript):
        for column in range(1, len(table[0])) if headed(table) else ():
            match = OPPOSITE.match(table[0][column].text)
            if match is not None:
                done = ("有效" if match[1] else "") + match[2]
                yield from _of_column(manuscript, table, column, done)


def _of_column(manuscript: Manuscript, table: Table, column: int, done: str) -> Iterator[Left]:
    for passage in manuscript.passages:
        if done not in passage.plain or not in_sentences(passage):
            continue
        for total, part in _told(passage, done):
            for row in table[1:]:
                printed = amount(row[column])
                held = any(amount(each) == part.value for at, each in enumerate(row) if at != column)
                left = Left(row[column], table[0][column].text, total, part)
                if printed is not None and held and misprints.plain_slip(printed, left.rest):
                    yield left


def _told(passage: Passage, done: str) -> Iterator[tuple[Figure, Figure]]:
    """The part of that name, and the total right before it in its sentence."""
    for number, part in enumerate(passage.figures):
        lead = passage.plain[max(0, part.start - FAR) : part.start]
        at = lead.rfind(done)
        sound = part.count and part.exact and not part.compared and not part.bound
        if at < 0 or not sound or BETWEEN.match(lead[at + len(done) :]) is None or lead[:at][-1:] in ("不", "未", "无"):
            continue
        before = [
            each for each in passage.figures[:number] if each.sentence == part.sentence and each.kind == part.kind
        ]
        if before and before[-1].count and before[-1].exact and before[-1].value > part.value:
            yield before[-1], part
