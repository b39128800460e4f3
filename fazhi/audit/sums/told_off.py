"""A sum of which the next sentence tells what became of it, one ；for each part, with more said of the part behind its count.

全年投入经费38.4万元，比上年增加6.4万元。其中报酬补助22.08万元，按46名网格员计算，每人每年4800元；设备9.6万元；宣传3.2万元；以案定补3.52万元，…

What heads its ；is the part; what follows it there (每人每年4800元, 增长两成) is said of it. Only a slip of the hand is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, takewhile

from fazhi.audit.sums.addition import NOT_ADDED, comes_out, slipped, spread
from fazhi.audit.sums.headed_lists import CROSSING
from fazhi.audit.sums.listing import ASIDE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage, Sentence

THREE, MOST, PAIR = 3, 12, 2
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
OPENED = re.compile(r"其中[，：]?[^，。；：、\d]{0,20}")
NAMED = re.compile(r"(?:其中[，：]?)?[^，。；：、\d]{2,20}")
OPEN_END = re.compile(r"等|另")


def told_off(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, parts) of every such sentence whose parts miss the total of the sentence before by a slip."""
    text, sentences = passage.plain, passage.sentences
    for before, sentence in pairwise(sentences):
        if text.count("；", sentence.start, sentence.end) < PAIR or not text.startswith("其中", sentence.start):
            continue
        total = _total(before)
        parts = [] if total is None else _parts(passage, sentence, total)
        if total is None or len(parts) < THREE or len({each.step for each in parts}) > PAIR:
            continue
        if any(comes_out(total, parts[:end]) for end in range(PAIR, len(parts) + 1)):
            continue
        own = {each.start for each in parts}
        told = (each for each in passage.figures if each.kind == total.kind and each.start not in own)
        # 求助类874宗，建议及其他类474宗: two parts may share the last ；.
        made = {summed(parts), total.value - summed(parts)}
        if any(each.value in made for each in told) or any(each.value >= total.value for each in parts):
            continue
        if _near(total, summed(parts)) and slipped(parts, total, THREE if len(parts) > THREE else MOST):
            yield total, parts


def _near(total: Figure, amount: Decimal) -> bool:
    """Is the sum too great, or short of the total by more than a trifle and less than a part that may not be told of?"""
    return amount > total.value or total.value * HUNDREDTH < total.value - amount <= total.value * TENTH


def _total(sentence: Sentence) -> Figure | None:
    """The first count of a sentence."""
    first = next((each for each in sentence.figures if each.count and not each.percent), None)
    return first if first is not None and _sound(first) and ASIDE.search(first.head) is None else None


def _parts(passage: Passage, sentence: Sentence, total: Figure) -> list[Figure]:
    """The counts that head their ；, as far as they are of the total's unit."""
    heads: dict[int, Figure] = {}
    for each in sentence.figures:
        heads.setdefault(each.segment, each)
    text = passage.plain
    parts = list(takewhile(lambda each: _part(text, each, total), heads.values()))
    if not parts or OPENED.fullmatch(text, sentence.start, parts[0].start) is None:
        return []
    last = parts[-1]
    return parts if OPEN_END.match(text, last.end) is None and len(parts) == len(heads) else []


def _part(text: str, figure: Figure, total: Figure) -> bool:
    named = NAMED.fullmatch(text, figure.begins, figure.start) is not None
    return figure.kind == total.kind and _sound(figure) and named and CROSSING.search(figure.head) is None


def _sound(figure: Figure) -> bool:
    exact = not (figure.vague or figure.bound or figure.compared or spread(figure))
    return exact and figure.count and bool(figure.unit) and figure.kind not in NOT_ADDED
