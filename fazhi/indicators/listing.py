"""All Readings of a town and year, as JSON for scripts and as lines for people."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fazhi.indicators.readings import Reading
from fazhi.papers.writing import width


def as_json(town: str, year: int, readings: Sequence[Reading]) -> str:
    """`{"town", "year", "readings": [...]}`; exact decimals are JSON numbers, never floats."""
    whole = {"town": town, "year": year, "readings": [reading.as_json() for reading in readings]}
    encoded = msgspec.json.Encoder(decimal_format="number").encode(whole)
    return msgspec.json.format(encoded, indent=2).decode()


def as_text(town: str, year: int, readings: Sequence[Reading]) -> str:
    """One line a figure: id, title, value, parts of a rate; then what the figures cover."""
    lines = [f"{town}　{year} 年度指标（截至 {readings[0].cut_off}）" if readings else f"{town} 还没有启用任何体系。"]
    wide = max((_width(reading.id) for reading in readings), default=0)
    titles = max((_width(reading.title) for reading in readings), default=0)
    for reading in readings:
        parts = f"　（{reading.numerator} ÷ {reading.denominator}）" if reading.denominator is not None else ""
        printed = _padded(reading.printed, 10, right=True)
        lines.append(f"{_padded(reading.id, wide)}  {_padded(reading.title, titles)}  {printed}{parts}")
    if readings:
        lines += [
            "",
            "各项均由台账逐条计数得出，未设其他筛选；“—”表示没有可以计算的对象。口径、条件和记录编号见 --json。",
        ]
    return "\n".join(lines)


def _width(text: str) -> int:
    """Columns of a terminal."""
    return round(2 * width(text))


def _padded(text: str, columns: int, right: bool = False) -> str:
    space = " " * max(columns - _width(text), 0)
    return space + text if right else text + space
