"""The titles of statutes that are known, and which of them a title that is none of them was meant to be."""

from __future__ import annotations

import re
from functools import cache

from fazhi.audit.text import wording

PREFIX = "中华人民共和国"
CLASS = re.compile(r"(?:条例|办法|规定|法)$")
SHORTEST_STEM = 4


@cache
def laws() -> frozenset[str]:
    """Every law, those that have ended included."""
    return frozenset(wording.load("statutes")["laws"]["titles"].split())


@cache
def instruments() -> frozenset[str]:
    """Laws, regulations and central documents that are known by their title."""
    articles = wording.load("statutes")["articles"]
    named = [*articles["last"], *articles["before"], *wording.load("commencement")["days"]]
    return laws() | frozenset(named) | frozenset(wording.load("instruments")["distinctive"])


def distance(one: str, other: str, most: int) -> int:
    """Characters to change, add or leave out to make one title of the other; ``most + 1`` where they are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for number, character in enumerate(one, 1):
        last, row = row, [number]
        for at, against in enumerate(other, 1):
            row.append(min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (character != against)))
        if min(row) > most:
            return most + 1
    return row[-1]


@cache
def nearest(title: str, most: int) -> str | None:
    """The one law that a title misses by fewer characters than any other, at most so many; one as long before others."""
    far = {law: (distance(title, law, most), abs(len(law) - len(title))) for law in laws()}
    least = min(far.values())
    found = [law for law, much in far.items() if much == least]
    return found[0] if least[0] <= most and len(found) == 1 else None


@cache
def turned_about(title: str) -> str | None:
    """劳动争议仲裁调解法: the one law that has the same characters in another order."""
    own = sorted(title)
    found = [law for law in laws() if len(law) == len(title) and sorted(law) == own]
    return found[0] if len(found) == 1 else None


@cache
def cut_short(title: str) -> str | None:
    """治安处罚法: the one law of whose title characters were left out."""
    found = [law for law in laws() if len(law) > len(title) and _within(title, law)]
    return found[0] if len(found) == 1 else None


def _within(title: str, law: str) -> bool:
    rest = iter(law)
    return all(character in rest for character in title)


@cache
def of_another_class(title: str) -> str | None:
    """保障农民工工资支付法: the one known instrument of that stem, which is no 法 but a 条例."""
    if title in instruments():
        return None
    own = stem(title)
    if len(own) < SHORTEST_STEM:
        return None
    found = [each for each in instruments() if stem(each) == own]
    return found[0] if len(found) == 1 else None


def stem(title: str) -> str:
    """A title without the word that says of which class it is."""
    return CLASS.sub("", title)


@cache
def distinctive(title: str) -> str | None:
    """The central document that nobody else has one like, by a title that misses it by a few characters (市法治政府建设实施纲要 is a city's own)."""
    if not title or title in instruments():
        return None
    found = [
        each for each in wording.load("instruments")["distinctive"]
        if each[-1] == title[-1] and distance(title, each, _most(each)) <= _most(each) and not title.endswith(each)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _most(title: str) -> int:
    """法治县建设实施纲要 may be a county's own; there is no second 重大行政决策程序…条例."""
    return 1 if title.startswith("法治") and title[-1] in "要划" else len(title) // 5
