"""Chinese numerals as reports write them: 三次、十二项、两千余人、九成、百分之九十八点五.

Follows the everyday readings of GB/T 15835-2011; 数十、若干 name no number and are not read.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10_000, "亿": 100_000_000}


def read(words: str) -> int | None:
    """The whole number that ``words`` spells, or ``None`` when it spells none (一二 is a list, 一〇 a digit string: 10)."""
    if not words:
        return None
    if all(word in DIGITS for word in words):
        if len(words) == 1:
            return DIGITS[words]
        if "零" in words or "〇" in words:
            return int("".join(str(DIGITS[word]) for word in words))
        return None
    total = group = 0
    digit: int | None = None
    for word in words:
        if word in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[word]
        elif word in SCALES:
            group += (1 if digit is None else digit) * SCALES[word]
            digit = None
        elif word in GROUPS:
            total = (total + group + (digit or 0) or 1) * GROUPS[word]
            group, digit = 0, None
        else:
            return None
    return total + group + (digit or 0)


def counted(words: str) -> int:
    """A whole number in figures or in words; 0 where it is none."""
    return int(words) if words.isdigit() else read(words) or 0


def read_decimal(words: str) -> Decimal | None:
    """Like :func:`read`, with 点: 九十八点五 is 98.5."""
    whole, dot, part = words.partition("点")
    value = read(whole)
    if value is None:
        return None
    if not dot:
        return Decimal(value)
    if not part or any(word not in DIGITS for word in part):
        return None
    return Decimal(f"{value}." + "".join(str(DIGITS[word]) for word in part))
