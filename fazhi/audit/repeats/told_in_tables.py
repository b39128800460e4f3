"""Numbers of a table told in a sentence: 第二产业增加值339.85亿元，增长4.5% over 第二产业｜338.95｜4.5; 受理2207宗……，具体见下表 over 2270.

Which cell a number of the text is, is told by the name of its row, and proved by others of the same sentence: a number of the same
row, or two of the same column. Where the sentence itself refers to the table, what it says must stand there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.text import misprints
from fazhi.audit.text.cells import tables, turned
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, row_of_table
from fazhi.audit.text.table_rows import Table

PRINTED = re.compile(r"^[-+↑↓▲▼]?(\d[\d,]{0,14}(?:\.\d{1,10})?)(?:%|[\u4e00-\u9fff]{0,3})$")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
LABEL = re.compile(r"^(?:其中：)?([\u4e00-\u9fff]{2,12})$")
HEADS = re.compile(r"^(?:合计|总计|共计|总数|小计|其他|其它|序号|单位|类别|类型|项目|指标)$")
REFERS = re.compile(r"[见如](?:下表|附表|表[一二三四五六七八九十\d]|表格)")
BEHIND = re.compile(
    r"^(?:（GDP）)?(?:则|也|仅|只|就|共|已|累计|分别|数量?|总量|总数|增加值|案件|类|警情|[为有是达收到接受理]){0,4}$"
)
STOPS = re.compile("[；。]")
SMALL = frozenset("0123456789")
FAR = 18
TWO, THREE, FOUR = 2, 3, 4


@dataclass(slots=True)
class Told:
    """A figure of the text, and the cells of the row that has its name."""

    figure: Figure
    printed: str
    label: str
    cells: dict[int, str]
    table: int
    column: int
    """Whose head stands between the name of the row and the number, if one does: 行政许可|处理决定数量|776件."""


@dataclass(slots=True)
class Row:
    """The numbers of a row by column, its name, and the heads of the columns."""

    table: int
    label: str
    cells: dict[int, str]
    heads: list[str]


Refuted = tuple[Passage, Figure, str, str]
"""(passage, figure, what the table has, the name of the row or nothing)"""


def refuted(manuscript: Manuscript) -> Iterator[Refuted]:
    """Every figure of the text that is a cell of a table with a slip of the hand."""
    every = tables(manuscript)
    rows = [*told_rows(every), *told_rows([turned(each) for each in every], -len(every))]
    printed = {text for each in every for row in each for cell in row if (text := _printed(cell.text))}
    printed |= {text for each in manuscript.passages if (text := _printed(each.plain))}
    if not printed:
        return
    for passage in manuscript.passages:
        if in_sentences(passage):
            if passage.figures and len(passage.figures) > 1:
                found = list(_by_name(passage, rows))
                yield from found
                known = {each[1].start for each in found}
                yield from (each for each in _in_full(passage, rows) if each[1].start not in known)
            if REFERS.search(passage.plain) is not None:
                yield from _referring(passage, printed)


def _in_full(passage: Passage, rows: list[Row]) -> Iterator[Refuted]:
    """“离婚纠纷”新收2821件，占比10.83%，较去年同期下降26.27%, where the row has 27.26: behind its name two numbers and more are its own, and one is none."""
    text = passage.plain
    for row in rows:
        if len(row.label) < THREE or text.count(row.label) != 1:
            continue
        at, cells = text.find(row.label), row.cells.values()
        stop = STOPS.search(text, at)
        told = [each for each in passage.figures if at < each.start < (len(text) if stop is None else stop.start())]
        own = {printed_of(each) for each in told} & set(cells)
        odd = [each for each in told if printed_of(each) not in own]
        if len(own) < TWO or len(odd) != 1 or len(printed_of(odd[0]).replace(".", "")) < THREE:
            continue
        # A change since the year before is a cell of the row like the others.
        sound = not odd[0].vague and not odd[0].bound if odd[0].percent else _firm(odd[0])
        meant = [cell for cell in cells if cell not in own and _slip(printed_of(odd[0]), cell)]
        if sound and len(meant) == 1:
            yield passage, odd[0], meant[0], row.label


def in_sentences(passage: Passage) -> bool:
    """Is it running text, and no row nor cell of a table?"""
    return passage.paragraph.cell is None and not row_of_table(passage.original)


def _printed(text: str) -> str:
    match = PRINTED.match(text.strip())
    return match[1].replace(",", "") if match is not None else ""


def told_rows(every: list[Table], first: int = 0) -> Iterator[Row]:
    """The rows with a name; of a name that two rows of a table have, none."""
    for number, table in enumerate(every, start=first):
        found: dict[str, list[dict[int, str]]] = defaultdict(list)
        for row in table:
            label = next((match[1] for each in row[:TWO] if (match := LABEL.match(each.text))), "")
            cells = {at: text for at, each in enumerate(row) if (text := _printed(each.text))}
            if label and cells and HEADS.match(label) is None:
                found[label].append(cells)
        heads = [each.text for each in table[0]]
        yield from (Row(number, label, rows[0], heads) for label, rows in found.items() if len(rows) == 1)


def _by_name(passage: Passage, rows: list[Row]) -> Iterator[Refuted]:
    """The one figure that is not what the table has, while others of the sentence or of the column are."""
    own = [row for row in rows if row.label in passage.plain]
    every = [each for figure in passage.figures for each in told(passage, figure, own)]
    for each in every:
        if each.printed in each.cells.values() or not _firm(each.figure):
            continue
        for at, cell in each.cells.items():
            if not _slip(each.printed, cell) or _told_too(passage, cell, each.figure):
                continue
            beside = each.column == at or _beside(passage, each, at)
            column = sum(
                one.cells.get(at) == one.printed for one in every if one.table == each.table and one is not each
            )
            others = sum(
                one.cells.get(at, one.printed) != one.printed
                for one in every
                if one.table == each.table and one is not each and one.label != each.label
            )
            if beside or column > 1 > others or column == 1 and not others and len(cell) >= THREE <= len(each.label):
                yield passage, each.figure, cell, each.label
                break


def told(passage: Passage, figure: Figure, rows: list[Row]) -> Iterator[Told]:
    """The row whose name stands right before a figure."""
    lead = passage.plain[max(figure.begins, figure.start - FAR) : figure.start]
    number = printed_of(figure)
    named = list[Told]()
    for row in rows if number else ():
        at = lead.rfind(row.label)
        between = lead[at + len(row.label) :] if at >= 0 else "，"
        column = row.heads.index(between) if len(between) >= THREE and between in row.heads else -1
        if column > 0 or BEHIND.match(between) is not None:
            named.append(Told(figure, number, row.label, row.cells, row.table, column))
    # Names of rows, and those of columns, whose tables were turned and counted below nought.
    for group in ([each for each in named if each.table >= 0], [each for each in named if each.table < 0]):
        longest = max((len(each.label) for each in group), default=0)
        yield from (each for each in group if len(each.label) == longest)


def _firm(figure: Figure) -> bool:
    return not (figure.vague or figure.bound or figure.compared or EARLIER.search(f"{figure.period}{figure.head}"))


def _slip(printed: str, cell: str) -> bool:
    """To as many places, of three figures and more; of two only their order."""
    if len(printed.partition(".")[2]) != len(cell.partition(".")[2]):
        return False
    one, other = printed.replace(".", ""), cell.replace(".", "")
    return misprints.swapped(one, other) or min(len(one), len(other)) >= THREE and misprints.one_wrong(one, other)


def _told_too(passage: Passage, cell: str, figure: Figure) -> bool:
    """Does the paragraph have the number of the cell as well, of something else or of another year?"""
    return any(each is not figure and NUMBER.match(each.text) and printed_of(each) == cell for each in passage.figures)


def printed_of(figure: Figure) -> str:
    number = NUMBER.match(figure.text)
    return number[0].replace(",", "") if number is not None else ""


def _beside(passage: Passage, told: Told, at: int) -> bool:
    """Does the same clause or the next tell another number of the same row, of two figures and more?"""
    others = {cell for column, cell in told.cells.items() if column != at and len(cell.replace(".", "")) >= TWO}
    figures = [each for each in passage.figures if each.segment == told.figure.segment]
    where = figures.index(told.figure)
    return any(printed_of(each) in others for each in figures[where + 1 : where + TWO])


def _referring(passage: Passage, printed: set[str]) -> Iterator[Refuted]:
    """罚没收入11871.5万元，具体见表二, where the table has 11817.5 and nowhere 11871.5."""
    for figure in passage.figures:
        number = printed_of(figure)
        if len(number) < FOUR or number in printed or figure.percent or not figure.count or not _firm(figure):
            continue
        after = REFERS.search(passage.plain, figure.end)
        if after is None or "。" in passage.plain[figure.end : after.start()]:
            continue
        turned = [cell for cell in printed if _turned(number, cell)]
        if len(turned) == 1:
            yield passage, figure, turned[0], ""


def _turned(number: str, cell: str) -> bool:
    same = number.find(".") == cell.find(".") and len(number) == len(cell)
    return same and misprints.swapped(number.replace(".", ""), cell.replace(".", ""))
