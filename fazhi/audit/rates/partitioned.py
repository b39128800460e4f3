"""A share of one of two that make the whole, printed as what the other one gives: 检查144次，双随机54次，占60%，专项90次 (54÷90).

Whole and both parts stand in one breath, the parts make the whole to the last one, and the printed share is to the last digit that of
the other part, or of one part out of the other: 信访32件，初次26件，重复6件，重复信访占81.3% (26÷32).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.rates.stated_bases import fits
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

# 占余下的62.5%, 占前者的: of another base on purpose.
OTHER_BASE = re.compile(r"余|剩|前者|后者|相当|[比倍]|上年|去年|同期|20\d\d|应|计划|目标")
SUBJECT = re.compile(
    r"[，；。、：](?P<subject>[\u4e00-\u9fff“”]{2,12}?)(?:件数|数量|数|量|者)?(?:又|则|约|仅|只|就|已|也|的)*(?:占|比例|比重)?$"
)
ALL = re.compile(
    r"占?(?:[全总][部数体量]?|其|比例?|比重|[\u4e00-\u9fff]{2,10}(?:总[数量件额]|数|量)|全部[\u4e00-\u9fff]{2,8}|的|为|达到?|约|到|了|，)*"
)
AMONG = re.compile(r"[中里内]|包括|包含|含")
OPENED = re.compile(r"其中|包括|包含|分为|分别|[：]|[按从][^，。；]{1,8}[分看]|一[是类种]")
BEFORE_BRACKET = re.compile(r"[，。；：、（）]|\d")
TELLING, HUNDRED, GAP, NAME = 3, 100, 16, 24
FEWEST = 10


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of a share that the other part explains, or ``None``."""
    figure = claim.figure
    if claim.role != "share" or claim.order or figure.vague or figure.bound or figure.compared:
        return None
    if OTHER_BASE.search(claim.link) is not None or ALL.match(claim.link) is None:
        return None
    counts = [
        each for each in claim.sentence.figures if each.count and each.exact and not each.compared and each.value > 0
    ]
    before = [each for each in counts if each.end <= claim.start]
    if not before:
        return None
    named = _named(claim, before)
    part = named or before[-1]
    if named is None and claim.passage.plain[part.end : claim.start].strip("，（仅约就也只已又则其"):
        return None
    for other, whole in _made(claim.passage.plain, part, counts, before):
        own = rounding.fits(figure.value, HUNDRED * part.exactly / whole.exactly)
        if whole.value < FEWEST or own or named is None and fits(claim, part, whole):
            return None
        # Without a subject of its own 占 may be said of either part, but not of the one that is told only behind it.
        turned = [HUNDRED * part.exactly / other.exactly, HUNDRED * whole.exactly / part.exactly]
        if named is not None or other.start > claim.start:
            turned.append(HUNDRED * other.exactly / whole.exactly)
        if any(_gives(figure, each) for each in turned):
            return part, whole
    return None


def _named(claim: Percentage, before: list[Figure]) -> Figure | None:
    """重复信访占: the one count that the subject of the share calls by its name."""
    text = claim.passage.plain
    found = SUBJECT.search(text, max(before[-1].end, claim.start - NAME), claim.start)
    if found is None:
        return None
    words = pairs(found["subject"])
    names = {id(each): _name(text, each) for each in before}
    called = [each for each in before if words and len(words & pairs(names[id(each)][-GAP:])) * 2 >= len(words)]
    called = [each for each in called if found["subject"][:2] in names[id(each)]] or called
    return called[-1] if len({each.value for each in called}) == 1 else None


def _name(text: str, figure: Figure) -> str:
    """非现场（电子警察、视频巡查）查处18781起: what stands before a bracket belongs to the name."""
    begun = figure.start - len(figure.head)
    opened = text.rfind("（", 0, begun) if text.endswith("）", 0, begun) else -1
    return (
        f"{BEFORE_BRACKET.split(text[max(0, opened - GAP) : opened])[-1]}{figure.head}" if opened > 0 else figure.head
    )


def _made(text: str, part: Figure, counts: list[Figure], before: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The other part right beside a part, and the count before both that the two make up."""
    same = [each for each in counts if each.kind == part.kind]
    at = next(number for number, each in enumerate(same) if each is part)
    for number in (at - 1, at + 1):
        if not 0 <= number < len(same):
            continue
        other = same[number]
        first, second = sorted((part, other), key=lambda each: each.start)
        if AMONG.search(text, first.end, second.start) is not None:
            continue  # 22名检察官中45岁以上的12人: the one is a part of the other
        for whole in before:
            if whole.kind != part.kind or whole.start >= first.start or whole.value != part.value + other.value:
                continue
            beside = not any(whole.end <= each.start < first.start for each in counts)
            if beside or OPENED.search(text, whole.end, first.start) is not None:
                yield other, whole


def _gives(figure: Figure, share: Fraction) -> bool:
    """To the last of three digits, or without any rounding."""
    digits = rounding.telling(figure.value)
    return figure.exactly == share or digits >= TELLING and bool(rounding.fits(figure.value, share))
