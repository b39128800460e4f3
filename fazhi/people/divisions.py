"""Reading of 12-digit division codes (GB/T 2260 + GB/T 10114): 2 province, 2 city, 2 county, 3 town, 3 village.

A scope is a prefix of the code: everything below the division that the prefix names.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

LEVELS: Final[dict[str, int]] = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}
LEVEL_TITLES: Final[dict[str, str]] = {
    "province": "省（自治区、直辖市）",
    "city": "市（州）",
    "county": "县（区）",
    "town": "乡（镇、街道）",
    "village": "村（社区）",
}
CODE_LENGTH: Final = 12


class WrongDivisionCode(ValueError):
    """The text is not a division code; the message is a Chinese sentence for the person who typed it."""


def checked(code: str) -> str:
    """The code itself, or WrongDivisionCode."""
    if len(code) != CODE_LENGTH or not code.isascii() or not code.isdigit():
        raise WrongDivisionCode(
            f"区划代码「{code}」不对：应为 12 位数字（县 6 位＋乡镇 3 位＋村 3 位），请核对后重新填写，数据没有改动。"
        )
    return code


def prefix(code: str) -> str:
    """The significant part of a code: 500235100000 → 500235100, 500000000000 → 50.

    The town that ends in zero (…100) keeps its zero: digits are cut level by level, never one by one.
    """
    checked(code)
    lengths = sorted(LEVELS.values())
    longest = CODE_LENGTH
    for shorter, longer in reversed(list(pairwise(lengths))):
        if set(code[shorter:longer]) != {"0"}:
            return code[:longest]
        longest = shorter
    return code[:longest]


def level(code: str) -> str:
    """Level of a code: province, city, county, town or village."""
    length = len(prefix(code))
    return next(name for name, width in LEVELS.items() if width == length)


def town_of(code: str) -> str:
    """Code of the town that a village or town code lies in."""
    checked(code)
    return code[: LEVELS["town"]].ljust(CODE_LENGTH, "0")


def covers(scope: str, code: str) -> bool:
    """Whether a division (scope, 12 digits) contains another (code, 12 digits)."""
    return checked(code).startswith(prefix(scope))
