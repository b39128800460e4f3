"""Chinese numerals up to 9999, as article numbers are written: 第一百二十条, 第十二款."""

from fazhi.law.errors import LawError

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")

# What a numeral may consist of, for use inside a regular expression.
NUMERAL = "[0-9０-９〇零一二两三四五六七八九十百千]+"


def to_chinese(number: int) -> str:
    """12 → 十二, 120 → 一百二十, 103 → 一百零三; 1 to 9999."""
    if not 0 < number < 10_000:
        raise LawError(f"「{number}」超出条文序号的范围。")
    names = "零一二三四五六七八九"
    result = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            result += names[digit] + name
        elif result and not result.endswith("零") and number % unit:
            result += "零"
    return result[1:] if result.startswith("一十") else result


def from_chinese(text: str) -> int:
    """十二 → 12, 一百零三 → 103, 一二〇 → 120, 12 → 12; LawError when it is no numeral."""
    plain = text.strip().translate(_FULL_WIDTH)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if plain and all(character in _DIGITS for character in plain):
        return int("".join(str(_DIGITS[character]) for character in plain))
    total = digit = 0
    last_unit = 10_000
    for character in plain:
        if character in _DIGITS:
            if digit:
                raise LawError(f"「{text}」不是数字。")
            digit = _DIGITS[character]
        elif character in _UNITS and _UNITS[character] < last_unit:
            last_unit = _UNITS[character]
            total += (digit or 1) * last_unit
            digit = 0
        else:
            raise LawError(f"「{text}」不是数字。")
    if not plain:
        raise LawError("条文序号是空的。")
    return total + digit
