"""A total that was divided once already, divided again in a paragraph of its own: 处罚308件。……大气128件，水74件，…，其他19件。

（三）区域分布  市本级62件，甲县57件，乙区48件，…: a list of five and more with which a paragraph begins and a sentence ends leaves nothing
out; that it is one of the total told paragraphs before shows in another list that comes to it, or in a share of items of its own.
受理的投诉举报事项按渠道分：来信10件，来电7646件，邮件149件，微信96件: the words call the total by its name, so that three are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.sums import alike_sums
from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.headed_lists import CROSSING, JOINED, MOST, addable, listed, run
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

FIVE, THREE, NAME = 5, 3, 4
BACK = 8
"""So many paragraphs before the list its total may stand."""
LEAST = 100
HUNDRED = 100
TENTH = Decimal("0.1")
# 分县区看，市本级62件，…; 一年来，
LEAD = re.compile(r"(?:[^，。；：、\d]{1,14}[看分计，：。]{1,2})?[^，。；：、\d]{1,16}")
NAMED = re.compile(r"(?P<name>[^，。；：、\d]{4,24})[按从依][^，。；：、\d]{2,12}[分看计]，?：?[^，。；：、\d]{0,8}")
PLACED = re.compile(r"[位居排][^，。；]{0,6}第|前[三四五六七八九十]|居前|主要|最")

Sum = tuple[Figure, list[Figure]]


def divided_again(manuscript: Manuscript, number: int) -> Iterator[Sum]:
    """(total, parts) where the list with which a passage begins misses, by a slip, the one count before that was divided."""
    passage = manuscript.passages[number]
    parts = _list(passage)
    if not parts:
        return
    before = [each for each in manuscript.passages[max(0, number - BACK) : number] if each.figures]
    near = [*before, passage, *manuscript.passages[number + 1 : number + 2]]
    own, amount = {id(each) for each in parts}, summed(parts)
    told = [each for earlier in near for each in earlier.figures if each.kind == parts[0].kind and id(each) not in own]
    # 检查412次，其中安全168次、…: a list that holds its own total is none of another one.
    if amount < LEAST or any(each.value == amount for each in told) or any(2 * each.value == amount for each in parts):
        return
    most = max(each.value for each in parts)
    wholes = [
        (earlier, each)
        for earlier in before
        for each in earlier.figures
        if addable(each, parts[0]) and each.value > most and not EARLIER.search(f"{each.period}{each.head}")
    ]
    missed = {
        each.value: each
        for _passage, each in wholes
        if abs(each.value - amount) <= each.value * TENTH and slipped(parts, each, THREE)
    }
    proven = {
        value: each
        for value, each in missed.items()
        if _called(passage, parts, each)
        or len(parts) >= FIVE
        and (_divided(before, each) or _shared(passage, parts, each))
    }
    if len(proven) == 1:
        yield next(iter(proven.values())), parts


def _list(passage: Passage) -> list[Figure]:
    """The list with which the passage begins and its first sentence ends."""
    figures = listed(passage)
    fewest = FIVE if _name(passage, figures) == "" else THREE
    if len(figures) < fewest or fewest == FIVE and LEAD.fullmatch(passage.plain, 0, figures[0].start) is None:
        return []
    if PLACED.search(passage.plain, 0, figures[0].start) is not None:
        return []
    for mark in JOINED:
        parts = run(passage.plain, figures[: MOST + 2], mark)
        if fewest <= len(parts) <= MOST:
            ended = passage.plain.startswith(("。", "；"), parts[-1].end)
            sound = all(addable(each, parts[0]) and CROSSING.search(each.head) is None for each in parts)
            return parts if ended and sound and all(each.unit for each in parts) else []
    return []


def _name(passage: Passage, figures: list[Figure]) -> str:
    """受理的投诉举报事项按渠道分：来信10件: by what name the passage divides what was told before."""
    named = NAMED.fullmatch(passage.plain, 0, figures[0].start) if figures else None
    return "" if named is None else named["name"]


def _called(passage: Passage, parts: list[Figure], total: Figure) -> bool:
    """Does the passage call the total by the name with which it was told?"""
    name = total.head[-NAME:]
    return len(name) == NAME and name in _name(passage, parts) and alike_sums.one_turned(total, parts)


def _divided(before: list[Passage], total: Figure) -> bool:
    """Do three counts and more of one sentence before make it up?"""
    for passage in before:
        for sentence in passage.sentences:
            same = [each for each in sentence.figures if addable(each, total) and each is not total]
            for begin in range(len(same)):
                if any(summed(same[begin:end]) == total.value for end in range(begin + THREE, len(same) + 1)):
                    return True
    return False


def _shared(passage: Passage, parts: list[Figure], total: Figure) -> bool:
    """市本级与甲县合计119件，占38.6%: is a share told behind the list that of an item, or of the first of them, in the total?"""
    behind = [each for each in passage.figures if each.start > parts[-1].end]
    wholes = [each.value for each in parts] + [each.value for each in behind if each.kind == total.kind]
    shares = [each for each in behind if each.percent and each.exact and sum(map(str.isdigit, each.text)) >= THREE]
    return any(
        rounding.fits(share.value, HUNDRED * Fraction(each) / total.exactly)
        and not rounding.fits(share.value, HUNDRED * Fraction(each) / Fraction(summed(parts)))
        for share in shares
        for each in wholes
    )
