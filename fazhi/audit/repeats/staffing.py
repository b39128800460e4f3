"""A report's own people, counted once in the body and once where it says what is amiss: 在岗26人 … 28名在岗队员中还有4名未持证.

There are few kinds of them (``data/staffing.yaml``), and each has one number; so the words need agree in the kind alone. Of such
pairs, one told where the report sums up, in some two hundred clean reports none differs by a slip of the hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from fazhi.audit.repeats.summings_up import apart
from fazhi.audit.repeats.tellings import Telling
from fazhi.audit.text import misprints, wording

LEAD, AHEAD = 24, 14
MARKS = re.compile(r"[，。；：（）、\d]")
MOST = 2
"""Numbers of one kind of people; where a third is told, they are of several bodies."""


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(words) for kind, words in wording.load("staffing")["kinds"].items()}


@cache
def _others() -> re.Pattern[str]:
    return re.compile(wording.load("staffing")["others"])


def staff_pairs(told: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """(where it sums up, in the body): two numbers of one kind of people that differ by a slip of the hand."""
    by_kind: dict[str, list[Telling]] = defaultdict(list)
    for each in told:
        if each.mention.figure.kind == "person" and (kind := _kind(each)):
            by_kind[kind].append(each)
    for same in by_kind.values():
        for again in same:
            others = [each for each in same if each.mention.figure.value != again.mention.figure.value]
            # Told twice, it is told of something.
            if len(same) - len(others) > 1 or len({each.mention.figure.value for each in others}) > MOST:
                continue
            for other in others:
                if apart(again, other) and _slip(again, other):
                    yield again, other


def _kind(telling: Telling) -> str:
    """Which kind of people a count counts; empty if none, or only some of them."""
    mention = telling.mention
    text, figure = mention.passage.plain, mention.figure
    if mention.compared or not figure.exact:
        return ""
    before = MARKS.split(text[max(0, figure.start - LEAD) : figure.start])[-1]
    words = f"{before}|{MARKS.split(text[figure.end : figure.end + AHEAD])[0]}"
    if _others().search(f"{before}|") is not None:
        return ""
    kind = next((kind for kind, pattern in _kinds().items() if pattern.search(words)), "")
    return "" if kind == "none" else kind


def _slip(again: Telling, other: Telling) -> bool:
    one, two = again.mention.digits, other.mention.digits
    return misprints.like_count(one, two)
