"""Reads the first sheet of a workbook, alone in a child process with little memory and time. Prints JSON; imports nothing of ours.

Run as a script: `python sheet.py FILE`. Answers {"rows": [[...]], "merged": [[row, column], ...], "hidden": n} or {"fault": name}.
"""

from __future__ import annotations

import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

UNPACKED_BYTES = 300 * 1024 * 1024
FILES_INSIDE = 2_000
RATIO = 150
MEMORY_BYTES = 300 * 1024 * 1024
SECONDS = 4
ROWS = 50_000
COLUMNS = 200
CELLS = 1_000_000


def main(path: Path) -> dict[str, object]:
    """The first sheet's cells as text, dates as YYYY-MM-DD, or the name of what is wrong with the file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if not zipfile.is_zipfile(path):
        return {"fault": "text" if _is_text(path) else "not_workbook"}
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if (
            len(entries) > FILES_INSIDE
            or unpacked > UNPACKED_BYTES
            or unpacked > RATIO * max(path.stat().st_size, 20_000)
        ):
            return {"fault": "bomb"}
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    if sheet.total_height > ROWS or sheet.total_width > COLUMNS or sheet.total_height * sheet.total_width > CELLS:
        return {"fault": "too_many"}
    # Row by row: all cells a second time as Python objects would not go into the memory of this process.
    rows = [[_text(cell) for cell in row] for row in _padded(sheet)]
    merged = [[low[0], low[1]] for low, _ in (sheet.merged_cell_ranges or [])]
    return {"rows": rows, "merged": merged}


def _padded(sheet: CalamineSheet) -> Iterator[list[object]]:
    """The rows from the first line on, each from the first column on: the parser itself begins at the first filled column."""
    left = sheet.start[1] if sheet.start else 0
    for row in sheet.iter_rows():
        yield ["" for _ in range(left)] + list[object](row)


def _is_text(path: Path) -> bool:
    with open(path, "rb") as file:
        return b"\0" not in file.read(4096)


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        # 18-digit numbers typed as numbers are already damaged in Excel (15 significant digits): say so, never guess.
        return "#精度丢失" if abs(cell) >= 1e15 else (str(int(cell)) if cell.is_integer() else repr(cell))
    if isinstance(cell, time | timedelta | bool):
        return str(cell)
    return str(cell).strip()


if __name__ == "__main__":
    try:
        answer = main(Path(sys.argv[1]))
    except MemoryError:
        answer = {"fault": "bomb"}
    # The parser meets whatever people send; nine kinds of error were seen, and all mean the same: it is not readable.
    except Exception as error:  # noqa: BLE001
        answer = {"fault": "broken", "kind": type(error).__name__}
    json.dump(answer, sys.stdout, ensure_ascii=False)
