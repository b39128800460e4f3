"""How personal data is shown by default: 张*, 138****1234, 500…1234, and names of parties in running text."""

from __future__ import annotations

MASK = "*"


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
    """Running text with each of these names masked, longest first."""
    for one in sorted(set(names), key=len, reverse=True):
        if len(one) > 1:
            text = text.replace(one, name(one))
    return text
