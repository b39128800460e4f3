"""A rate printed again without its counts: 优秀118卷，优秀率32.78% … 案卷评查优秀率仅为38.72%.

Two rates of one name whose figures stand in another order, where the paragraph of the one has all words by which the other is
named, are one rate miswritten once. Which of the two it is may be told by the counts beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.repeats.covering import cover
from fazhi.audit.repeats.mentions import alike, canonical, pattern
from fazhi.audit.repeats.tellings import FAR, content, places
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import FROM_LEVEL
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage, claims

THREE = 3
ENDING = 2
"""Characters of its name before 率 by which a rate is known: 优秀率, 满意率."""
MOST = 20
LEAD = 12


def retold_rates(manuscript: Manuscript, planned: frozenset[int]) -> Iterator[tuple[Percentage, Percentage, bool]]:
    """(rate, the other one, whether the other one follows from the counts beside it)."""
    known: dict[tuple[str, int], list[Percentage]] = {}
    starts = places(manuscript)
    year = manuscript.year_told
    for claim in claims(manuscript.passages, "rate"):
        figure = claim.figure
        digits = figure.text.rstrip("%").replace(".", "")
        if figure.compared or figure.vague or figure.bound or figure.period not in ("", year) or len(digits) < THREE:
            continue
        if "." not in figure.text or claim.passage.index in planned and not _reached(claim):
            continue
        same = known.setdefault((claim.name[-ENDING:], rounding.decimals(figure.value)), [])
        far = [each for each in same[-MOST:] if starts[id(claim.passage)] - starts[id(each.passage)] <= FAR]
        if all(each.figure.value != figure.value for each in far):
            for earlier in far:
                yield from _contradicting(earlier, claim)
        same.append(claim)


def _reached(claim: Percentage) -> bool:
    """力争在98.6%的基础上再提升; 优秀率由2024年的74.5%提高到80%以上: of a plan, the level from which it starts."""
    text, figure = claim.passage.plain, claim.figure
    return (
        text.startswith("的基础", figure.end)
        or FROM_LEVEL.search(text, max(0, figure.start - LEAD), figure.start) is not None
    )


def _contradicting(earlier: Percentage, later: Percentage) -> Iterator[tuple[Percentage, Percentage, bool]]:
    one, two = (each.figure.text.rstrip("%").replace(".", "") for each in (earlier, later))
    if earlier.passage is later.passage:
        return
    if not (misprints.swapped(one, two) or _one_name(earlier, later, one, two) or _one_base(earlier, later)):
        return
    if not (_named_in(earlier, later) or _named_in(later, earlier)):
        return
    first, again = _follows(earlier), _follows(later)
    if not again:
        yield later, earlier, first
    if not first:
        yield earlier, later, again


def _one_name(earlier: Percentage, later: Percentage, one: str, two: str) -> bool:
    """床位使用率59.0%, and far behind 床位使用率仅为56.0%: one figure is wrong of a rate whose whole name is the same."""
    short, name = sorted((earlier.name, later.name), key=len)
    long = len(short) > ENDING and name.endswith(short)
    return long and misprints.one_wrong(one, two) and _follows(earlier) and not _follows(later)


def _one_base(earlier: Percentage, later: Percentage) -> bool:
    """受理643件，调解成功率96.9% … 受理643件，……调解成功629件，调解成功率97.8%: of one name, and of the same number of cases."""
    if earlier.name != later.name or len(earlier.name) <= ENDING:
        return False
    for told, again in ((earlier, later), (later, earlier)):
        wholes, before = _wholes(told), [each for each in again.sentence.figures if each.end <= again.start]
        if before and not _follows(again) and len(f"{before[-1].value:f}") >= THREE:
            if any(each.kind == before[-1].kind and each.value == before[-1].value for each in wholes):
                return True
    return False


def _wholes(claim: Percentage) -> list[Figure]:
    """The counts before it of which the one right before it makes it."""
    counts = _counts(claim)
    if not counts:
        return []
    part = counts[-1]
    wholes = [each for each in counts[:-1] if each.kind == part.kind and each.value]
    return [each for each in wholes if rounding.fits_counts(claim.figure.value, int(part.value), int(each.value))]


def _named_in(claim: Percentage, other: Percentage) -> bool:
    """Are all words of the one's name found in the other's paragraph?"""
    name = alike(canonical(claim.name))
    rest = cover(name, alike(other.passage.plain))[1]
    missing = "".join(pattern("filler").sub("", content(each)) for each in rest)
    return len(claim.name) > ENDING and not missing


def _follows(claim: Percentage) -> bool:
    """Do two of the counts before it in its sentence give it? Beds and those who lie in them are of two units."""
    counts = _counts(claim)
    pairs = ((part, whole) for part in counts for whole in counts if part is not whole)
    return any(
        whole.value and bool(rounding.fits_counts(claim.figure.value, int(part.value), int(whole.value)))
        for part, whole in pairs
    )


def _counts(claim: Percentage) -> list[Figure]:
    """The exact counts before it in its sentence."""
    return [each for each in claim.sentence.figures if each.count and each.exact and each.end <= claim.start]
