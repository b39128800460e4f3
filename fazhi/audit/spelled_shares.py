"""Shares told in words: 日常巡查21900件，占总数的一半      18个司法所中有12个…，占三分之二      30名，其中农民身份的有一半，即15名

A word stands for a stretch of shares; called wrong is only what lies clearly outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit import divided, numerals
from fazhi.audit.figures import Figure
from fazhi.audit.passages import Passage, Sentence

WORD = (
    r"(?P<about>近|接近|将近|约|大约|超过?|逾|不足|不到)?(?:(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])"
    r"|(?P<half>一半|半数)|(?P<tenths>[一二三四五六七八九])成(?P<five>半)?)(?P<more>以上|多|强)?"
)
SAID = re.compile(rf"占(?:比)?(?P<all>总数|全部|总量)?的?{WORD}(?=[，。；、）])")
THAT_IS = re.compile(rf"[有占]{WORD}(?=(?P<is>，即)\d)")
GAP = re.compile(r"[^，。；：\d]{0,14}，?")
OUT_OF = re.compile(r"[^，。；：\d]{0,10}中[^，。；：\d]{0,12}")
LEAST = 10
TENTH, PART = 8, 6
"""Percentage points that a word may be off: 四成 said of anything from 32 to 48, 四分之一 from 19 to 31."""
ROUND = 1
"""近三成 is less, 超三成 more; by so much either may be the round share itself."""
BELOW = ("近", "接近", "将近", "不足", "不到")
ABOVE = ("超", "超过", "逾")
FAR_BELOW = 12


@dataclass(slots=True)
class Spelled:
    """One share in words with its two counts."""

    start: int
    end: int
    part: Figure
    base: Figure
    fits: bool


def spelled(passage: Passage) -> Iterator[Spelled]:
    """The shares in words whose two counts the passage gives."""
    text = passage.plain
    if "分之" not in text and "成" not in text and "半" not in text:
        return
    for sentence in passage.sentences:
        if not sentence.figures:
            continue
        for pattern in (SAID, THAT_IS):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                pair = _told(passage, sentence, match) if pattern is SAID else _that_is(sentence, match)
                if pair is None:
                    continue
                part, base = pair
                fits = _within(100 * part.exactly / base.exactly, match)
                if fits or not _by_another(passage, part, match):
                    yield Spelled(match.start(), match.end(), part, base, fits)


def _told(passage: Passage, sentence: Sentence, match: re.Match[str]) -> tuple[Figure, Figure] | None:
    """The count right before 占, out of the one before it, or of what it and its neighbours add up to."""
    before = [each for each in sentence.figures if each.end <= match.start()]
    part = before[-1] if before else None
    if part is None or not _sound(part) or GAP.fullmatch(passage.plain, part.end, match.start()) is None:
        return None
    whole = before[-2] if len(before) > 1 else None
    if whole is not None and OUT_OF.fullmatch(passage.plain, whole.end, part.start) and not match["all"]:
        return (part, whole) if _of(part, whole) else None
    base = divided.proven(passage, part)
    return (part, base) if base is not None and _of(part, base) else None


def _that_is(sentence: Sentence, match: re.Match[str]) -> tuple[Figure, Figure] | None:
    """30名…，其中农民身份的有一半，即15名"""
    part = next((each for each in sentence.figures if each.start == match.end("is")), None)
    before = [each for each in sentence.figures if each.end <= match.start() and part and each.kind == part.kind]
    return (part, before[-1]) if part is not None and before and _sound(part) and _of(part, before[-1]) else None


def _by_another(passage: Passage, part: Figure, match: re.Match[str]) -> bool:
    """办结90件，其中调解45件，占一半；判决30件，占三分之一: 45 is the sum of two others by chance, and 90 gives the share."""
    before = [each for each in passage.figures if each.end <= part.start and _of(part, each)]
    return any(_within(100 * part.exactly / each.exactly, match) for each in before)


def _sound(figure: Figure) -> bool:
    return figure.count and figure.exact and not figure.compared


def _of(part: Figure, whole: Figure) -> bool:
    return _sound(whole) and whole.kind == part.kind and whole.value > part.value and whole.value >= LEAST


def _within(percent: Fraction, match: re.Match[str]) -> bool:
    said, off = _said(match)
    if match["about"] in BELOW:
        return said - max(off, FAR_BELOW) <= percent <= said + ROUND
    if match["about"] in ABOVE or match["more"]:
        return percent >= said - ROUND
    return abs(percent - said) <= off


def _said(match: re.Match[str]) -> tuple[Fraction, int]:
    """(the share in percent, how far off it may be)"""
    if match["half"]:
        return Fraction(50), PART
    if match["tenths"]:
        return Fraction(10 * (numerals.read(match["tenths"]) or 0) + (5 if match["five"] else 0)), TENTH
    return Fraction(100 * (numerals.read(match["above"]) or 0), numerals.read(match["below"]) or 1), PART
