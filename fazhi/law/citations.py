"""Citations as they stand in documents: 《…》第…条第…款第…项, read out of a text and printed from a reference.

Article numbers may be Chinese or Arabic, items bracketed or not; lists (第三条、第五条) and spans (第三条至第六条)
are read as one citation per article named. Which version of an instrument held is asked of the shelf (`texts`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fazhi.law import places, texts
from fazhi.law.errors import LawError
from fazhi.law.numerals import NUMERAL, from_chinese
from fazhi.law.texts import Article, Instrument, Shelf

__all__ = ["Article", "Citation", "Instrument", "cite", "find", "in_force", "shelf", "versions"]

# A title may hold one inner 〈…〉 or 《…》; 80 characters are more than any title on record has.
_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,80}》){2,120})》")
_NUMBER = re.compile(r"^\s*[（(]([^（）()〔〕\n]{1,20}〔\d{4}〕\s*\d+\s*号|国务院令第\s*\d+\s*号)[)）]")
_ARTICLE = re.compile(
    rf"第\s*(?P<number>{NUMERAL})\s*条(?:之(?P<insert>{NUMERAL}))?"
    rf"(?:\s*第\s*(?P<paragraph>{NUMERAL})\s*款)?"
    rf"(?:\s*第\s*[（(]?(?P<item>{NUMERAL})[)）]?\s*项)?"
)
_BETWEEN = re.compile(r"^\s*(?:、|，|,|和|及|以及|与|或者|或)?\s*")
_SPAN = re.compile(r"^\s*(?:至|到|[-—～~])\s*")


@dataclass(frozen=True)
class Citation:
    """One citation of a text: `quote` is text[start:end], `article` None when only the title is named."""

    title: str
    quote: str
    start: int
    end: int
    article: Article | None = None
    number: str = ""

    def instrument(self, day: date | None = None, shelf: Shelf | None = None) -> Instrument | None:
        """The version in force on a day, without a day the newest; None when none is on the shelf."""
        return (shelf or _shelf()).find(self.title, day)


def _shelf() -> Shelf:
    folder = places.folder()
    return texts.shelf(folder.resolve() if folder is not None else None)


def shelf() -> Shelf:
    """All instruments of this house, local ones included."""
    return _shelf()


def cite(reference: str, day: date | None = None, *, short: bool = False) -> str:
    """`penalty-law-2021#60` → 《中华人民共和国行政处罚法》第六十条; LawError when it is not on the shelf."""
    instrument, article = _shelf().split(reference, day)
    return instrument.cite(article, short=short)


def versions(title: str) -> tuple[Instrument, ...]:
    """All versions on the shelf under a title, oldest first; empty when the title is unknown."""
    return _shelf().versions(title)


def in_force(title: str, day: date) -> Instrument | None:
    """The version of a title that held on a day; None when none held or (see `versions`) the title is unknown."""
    return _shelf().find(title, day)


def find(text: str) -> list[Citation]:
    """Every citation of a text in order; a title with three articles gives three, a bare title one."""
    return list(_find(text))


def _find(text: str) -> Iterator[Citation]:
    for match in _TITLE.finditer(text):
        title, end = re.sub(r"\s+", "", match[1]), match.end()
        numbered = _NUMBER.match(text[end:])
        number = re.sub(r"\s+", "", numbered[1]) if numbered else ""
        end += numbered.end() if numbered else 0
        found = False
        first = True
        while (position := _next_article(text, end, first)) is not None:
            article, start, end = position
            begin = match.start() if first else start
            yield Citation(title, text[begin:end], begin, end, article, number)
            found, first = True, False
        if not found:
            yield Citation(title, text[match.start() : end], match.start(), end, None, number)


def _next_article(text: str, end: int, first: bool) -> tuple[Article, int, int] | None:
    """The article that follows directly, or after 、 和 至 once one was read; with where it begins and ends."""
    rest = text[end : end + 60]
    gap = re.match(r"\s*", rest) if first else (_SPAN.match(rest) or _BETWEEN.match(rest))
    skip = gap.end() if gap else 0
    match = _ARTICLE.match(rest, skip)
    if match is None:
        return None
    try:
        parts = {name: from_chinese(part) if part else 0 for name, part in match.groupdict().items()}
    except LawError:
        return None
    if parts["number"] == 0:
        return None
    return Article(**parts), end + match.start(), end + match.end()
