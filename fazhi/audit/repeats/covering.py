"""What the words of two counts have in common, in whatever order they stand; read by :mod:`fazhi.audit.repeats.echoes`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi.audit.repeats.mentions import pattern
from fazhi.audit.repeats.tellings import PAIR, Telling, content
from fazhi.audit.text.pairs import pairs

NAMED = 4
"""Characters of a name behind a number by which the thing is known, whatever follows."""
THREE = 3
NEGATIONS = "不未非无没"
REMAINING = re.compile(r"(?:尚|仍|还)?未[^的未]{2,4}的?$")


@dataclass(frozen=True, slots=True)
class Common:
    """What the words of one mention have in common with those around another.

    ``told``: how many of the characters say of which thing; ``full``: all its words are there; ``mutual``: and the other
    one has no further words; ``beside``: how many of them stand beside the other number; ``rare``: with how many counts
    the rarest of these stands.
    """

    characters: int
    told: int
    beside: int
    full: bool
    mutual: bool
    rare: int
    share: float


def cover(words: str, text: str) -> tuple[list[str], list[str]]:
    """(pieces of ``words`` of two characters or more that stand in ``text``, what is left between them)."""
    pieces: list[str] = []
    rest: list[str] = []
    at = begun = 0
    while at < len(words):
        size = PAIR
        while at + size <= len(words) and words[at : at + size] in text:
            size += 1
        size -= 1
        if size < PAIR:
            at += 1
            continue
        if at > begun:
            rest.append(words[begun:at])
        pieces.append(words[at : at + size])
        at = begun = at + size
    if begun < len(words):
        rest.append(words[begun:])
    return pieces, rest


def missing_in(rest: list[str], frame: str = "") -> int:
    """Characters of what is left that do say something, and not only what the paragraph begins with."""
    missing = sum(len(pattern("filler").sub("", content(each))) for each in rest)
    if missing and frame:
        return missing_in([piece for each in rest for piece in cover(each, frame)[1]])
    return missing


NOTHING = Common(0, 0, 0, False, False, 0, 0)


def compared(again: Telling, other: Telling, having: dict[str, list[int]], whole: bool = False) -> Common:
    """What the two have in common; with ``whole``, nothing unless all the words of the one stand around the other."""
    if whole and not _same_thing(again, other):
        return NOTHING
    modifiers, left = cover(_modifier(again, other), other.around)
    if again.topic and modifiers and len(modifiers[0]) >= NAMED and again.modifier.startswith(modifiers[0]):
        left = []  # 信访积案化解周期|偏长，210天的一件
    if whole and left and missing_in(left, other.frame):
        return NOTHING
    heads, behind = cover(again.head, other.around)
    if behind and heads and again.head.startswith(heads[0]) and heads[0] in other.own:
        heads, behind = cover(again.head, other.sentence)
    if heads and not (again.cut and pattern("stock").match(again.mention.left) is None):
        # 2起山林权属争议|取证困难: a predicate follows the name
        least = THREE if again.mention.form == "these" and heads[0] == other.modifier else NAMED
        behind = [] if again.head.startswith(heads[0]) and len(heads[0]) >= least else behind
    pieces = [*modifiers, *heads]
    telling = [each for each in pieces if content(each)]
    characters = sum(len(each) for each in pieces) if telling else 0
    missing = missing_in([*left, *behind], other.frame)
    share = characters / (characters + missing) if characters else 0
    if missing or not characters or not _same_thing(again, other):
        return Common(characters, 0, 0, False, False, 0, share)
    shared = {pair for each in pieces for pair in pairs(each)} & other.pairs
    telling_pairs = [pair for pair in shared if content(pair)]
    return Common(
        characters,
        sum(len(content(each)) for each in telling),
        sum(len(each) for each in cover(again.modifier, other.own)[0] + cover(again.head, other.own)[0]),
        bool(telling_pairs),
        not missing_in(cover(other.modifier, again.sentence)[1]),
        min((len(having[pair]) for pair in telling_pairs), default=0),
        share,
    )


def _same_thing(again: Telling, other: Telling) -> bool:
    """Not 12块奖牌 and 13块金牌, nor what was done and what was not."""
    if again.head and other.head and pairs(again.head).isdisjoint(pairs(other.head)):
        return False
    negated = {each for each in NEGATIONS if each in again.words} - set(other.own)
    return not negated or remaining(again, other)


def _modifier(again: Telling, other: Telling) -> str:
    return REMAINING.sub("", again.modifier) if remaining(again, other) else again.modifier


def remaining(again: Telling, other: Telling) -> bool:
    """尚未化解的2起 are what is called 剩余2起."""
    return REMAINING.search(again.modifier) is not None and pattern("left_over").match(other.mention.left) is not None
