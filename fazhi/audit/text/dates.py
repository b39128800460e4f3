"""Printed days as days of the calendar."""

from __future__ import annotations

from datetime import date

A_LEAP_YEAR = 2024
"""For days that are told without a year: any of them may be meant."""


def day(year: int, month: int, number: int) -> date | None:
    """The day, or ``None`` where the calendar has none (2月30日)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None
