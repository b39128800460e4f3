"""Whether what a text cites is the law of the day: an article of a version that was amended or repealed is told, with the present one.

The shelf holds what the house works with, not all law: what it does not know is `unknown` and never called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fazhi.law import citations
from fazhi.law.citations import Citation
from fazhi.law.texts import Instrument, Shelf

Verdict = Literal["holds", "moved", "other_version", "lapsed", "unknown"]
DOUBTFUL = frozenset({"moved", "other_version", "lapsed"})
_YEAR = re.compile(r"^\s*[（(](\d{4})年")


@dataclass(frozen=True)
class Standing:
    """One citation as it stands on a day. `current`: the version that holds then, else the newest; None when unknown."""

    citation: Citation
    verdict: Verdict
    current: Instrument | None = None
    cited: Instrument | None = None

    @property
    def doubtful(self) -> bool:
        """Whether somebody should look again before relying on it."""
        return self.verdict in DOUBTFUL

    @property
    def sentence(self) -> str:
        """What to tell, in Chinese; empty when it holds."""
        quote, now, then = self.citation.quote, _named(self.current), _named(self.cited)
        return {
            "holds": "",
            "moved": f"“{quote}”在{then}中有收录，现行的是{now}，条文序号可能已经变动，请核对",
            "other_version": f"“{quote}”引用的是{then}，当日有效的是{now}",
            "lapsed": f"“{quote}”在当日已经失效（{now}）",
            "unknown": f"“{quote}”不在法规目录中，或者目录没有收录当日有效的版本，请自行核对",
        }[self.verdict]


def check(text: str, day: date, shelf: Shelf | None = None) -> list[Standing]:
    """Every citation of a text, in order, as it stands on a day."""
    return list(_check(text, day, shelf or citations.shelf()))


def _check(text: str, day: date, shelf: Shelf) -> Iterator[Standing]:
    for citation in citations.find(text):
        versions = shelf.versions(citation.title)
        held = shelf.find(citation.title, day)
        if held is None:
            ended = [one for one in versions if one.in_force_to is not None and one.in_force_to < day]
            yield Standing(citation, "lapsed" if ended else "unknown", ended[-1] if ended else None)
            continue
        other = _other_version(text, citation, versions, held)
        if other is not None:
            yield Standing(citation, "other_version", held, other)
            continue
        before = [one for one in versions if one.in_force_from < held.in_force_from and _has(one, citation)]
        if before and not _has(held, citation):
            yield Standing(citation, "moved", held, before[-1])
            continue
        yield Standing(citation, "holds", held)


def _other_version(
    text: str, citation: Citation, versions: tuple[Instrument, ...], held: Instrument
) -> Instrument | None:
    """The version that the citation names by its number or its year, when that is not the one that holds."""
    others = [one for one in versions if one is not held]
    if citation.number:
        return next((one for one in others if one.number == citation.number), None)
    behind = text.find("》", citation.start)
    year = _YEAR.match(text[behind + 1 : behind + 12]) if behind >= 0 else None
    if year is None:
        return None
    return next((one for one in others if one.id.endswith(f"-{year[1]}")), None)


def _has(instrument: Instrument, citation: Citation) -> bool:
    return citation.article is not None and instrument.words(citation.article) is not None


def _named(instrument: Instrument | None) -> str:
    if instrument is None:
        return ""
    until = f"，至 {instrument.in_force_to} 止" if instrument.in_force_to else ""
    version = instrument.version or instrument.number
    return f"《{instrument.short}》{version}（自 {instrument.in_force_from} 起施行{until}）"
