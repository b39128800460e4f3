"""How personal data is shown by default: 张*, 138****1234, 500…1234, and names of parties in running text."""

from __future__ import annotations

import re

MASK = "*"
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def name(text: str) -> str:
    """The family name and a star for each further character: 王小明 → 王**."""
    return text[:1] + MASK * (len(text) - 1)


def phone(text: str) -> str:
    """First three and last four digits; anything shorter than that is hidden whole."""
    return text[:3] + MASK * (len(text) - 7) + text[-4:] if len(text) > 7 else MASK * len(text)


def id_number(text: str) -> str:
    """First three and last four characters."""
    return phone(text)


def names_in(text: str, names: list[str]) -> str:
    """Running text with each of these names masked, longest first, and every telephone and id number that was typed into it."""
    for one in sorted(set(names), key=len, reverse=True):
        if len(one) > 1:
            text = text.replace(one, name(one))
    return numbers_in(text)


def numbers_in(text: str) -> str:
    """Running text with mobile telephones and 18-digit id numbers (GB 11643-1999, check digit right) masked."""
    text = _IDENTITY.sub(lambda found: id_number(found[0]) if _is_identity(found[0]) else found[0], text)
    return _MOBILE.sub(lambda found: phone(found[0]), text)


def _is_identity(text: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11] == text[17].upper()
