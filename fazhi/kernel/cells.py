"""What people type into cells of a workbook (a day into a form too), and how an export writes a value, so that it comes back
without a difference.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

_DAY = re.compile(r"^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?( 00:00:00)?$")
EARLIEST = date(1900, 1, 1)  # a workbook, to which every list goes and from which it comes back, knows no day before
EMPTY = "—"  # how an export writes an empty text


def day(text: str) -> date | None:
    """A day as people write it; ValueError quotes what was typed."""
    if not text:
        return None
    found = _DAY.match(text.strip())
    if not found:
        raise ValueError(f"“{text}”不是日期，请按 2022-03-01 的样子填写")
    try:
        meant = date(*(int(part) for part in found.groups()[:3]))
    except ValueError:
        raise ValueError(f"“{text}”这一天不存在，请核对年、月、日") from None
    if meant < EARLIEST:
        raise ValueError(f"“{text}”早于 {EARLIEST.year} 年，请核对年份")
    return meant


def number(text: str, title: str) -> Decimal | None:
    """A number of a cell, with or without separators; ValueError names the column."""
    try:
        found = Decimal(text.replace(",", "")) if text else None
    except InvalidOperation:
        raise ValueError(f"「{title}」“{text}”不是数字") from None
    if found is not None and not (found.is_finite() and 0 <= found < 10**12):
        raise ValueError(f"「{title}」“{text}”不是合理的数字")
    return found


def shown(value: Any) -> str:
    """A value as an export writes it."""
    if value is None:
        return ""
    if value == "":
        return EMPTY
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def filled(row: Mapping[str, str]) -> dict[str, str]:
    """A row in which an exported empty text is empty again."""
    return {name: "" if text == EMPTY else text for name, text in row.items()}
