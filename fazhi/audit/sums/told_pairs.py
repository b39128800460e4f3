"""Two outcomes of which everything has one, and before them, perhaps not right before, what they are of.

受理949宗，受理率为83.98%……受理797宗，不予受理152宗；办结768宗，在办29宗; 收到留言3059条，市级部门1904条……。已答复3055条，还有4条正在处理

That the two are all there is their names say; which count before them they are of is found by looking for it: any count of the
passage that is their sum settles the matter, and else one count alone must miss it by a slip of the hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.alike_sums import figures_alike
from fazhi.audit.sums.told_counts import like, told_counts
from fazhi.audit.sums.told_parts import PAIR, THREE, ToldParts
from fazhi.audit.text import rounding
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.misprints import may_be_slip
from fazhi.audit.text.partitions import closed, named_rest, opposed, pattern, pending
from fazhi.audit.text.passages import Passage

HUNDRED = 100
BACK = 8
"""So many counts before the pair its total may stand."""
TAIL, LEAD = 14, 24
# 已答复3055条，还有4条正在处理
DONE = re.compile(r"(?<!未)(?<!不)(?:办结|办完|审结|结案|已结|完成|答复|解决|化解|整改|成功|回复)")
UNDONE = re.compile(r"正在|在办|未(?:办|结|完|解|化|整|答)|尚未|推进|处理中|办理中")
CLAUSE = re.compile(r"[，。；：、\d]")
STOP = re.compile(r"[。；]|\d")
ANOTHER = re.compile(r"同期|[比较][上去前]|上年|去年|其中")


def told_pairs(passage: Passage) -> Iterator[ToldParts]:
    """Every pair of outcomes of a passage that misses its total by a slip."""
    counts = [each for _number, each in told_counts(passage)]
    for number, first in enumerate(counts[:-1]):
        before = _before(counts, number)
        second = _next(passage.plain, counts, number) if before else None
        # Hardly a sum is like a count before it, so the numbers are asked before the words.
        if second is None or not _may_slip(before, [first, second]):
            continue
        if not _opposites(passage.plain, first, second):
            continue
        told = _missed(passage, before, [first, second])
        if told is not None:
            yield told


def _may_slip(before: list[Figure], parts: list[Figure]) -> bool:
    """Is the sum like one of the counts before, or would it be with one part written otherwise?"""
    amount, rounded = summed(parts), any(each.step or each.more for each in parts)
    near = (each for each in before if rounded or each.step or each.more or may_be_slip(each.value - amount))
    return any(figures_alike(each, parts) >= PAIR or slipped(parts, each) for each in near)


def _before(counts: list[Figure], number: int) -> list[Figure]:
    """The last counts of the unit before one, in its sentence and the one before."""
    first = counts[number]
    found: list[Figure] = []
    for at in range(number - 1, -1, -1):
        each = counts[at]
        if len(found) == BACK or first.sentence - each.sentence > 1:
            break
        if like(each, first):
            found.append(each)
    return found[::-1]


def _next(text: str, counts: list[Figure], number: int) -> Figure | None:
    """The next count of the unit in the sentence, past what a bracket holds."""
    first = counts[number]
    for each in counts[number + 1 :]:
        if each.sentence != first.sentence:
            return None
        if not inside_bracket(text, first.start, each.start):
            same = each.kind == first.kind and ANOTHER.search(text, first.end, each.start) is None
            return each if same else None
    return None


def _opposites(text: str, first: Figure, second: Figure) -> bool:
    parts = [first, second]
    if not first.head and not second.head:
        return False  # 1个居委会，114个村民小组
    if any(named_rest([each]) for each in parts):
        return False  # 劳资83起、其他76起，调解成功566起
    if closed(parts) or opposed(parts) or closed([_in_full(text, each) for each in parts]):
        return True
    if DONE.search(first.head + first.tail[:4]) is None:
        return False
    # 还有568件没有超期、正在办
    behind = STOP.split(text[second.end : second.end + TAIL])[0]
    return UNDONE.search(f"{second.head}|{behind}") is not None


def _in_full(text: str, figure: Figure) -> Figure:
    """由村（社区）调委会就地化解331件: with the words of its name that stand before a bracket."""
    return replace(figure, head=CLAUSE.split(text[max(figure.begins, figure.start - LEAD) : figure.start])[-1])


def _missed(passage: Passage, before: list[Figure], parts: list[Figure]) -> ToldParts | None:
    amount = summed(parts)
    if _explained(passage, parts, amount):
        return None
    found: list[ToldParts] = []
    for total in before:
        if _an_item(passage, total, parts):
            continue
        told = ToldParts(passage, total, parts, [None, None])
        if told.fits() or _third(passage, parts, total.value - amount):
            return None
        if amount > total.value or not pending(parts):
            figures = figures_alike(total, parts)
            if figures >= THREE or slipped(parts, total) or figures >= PAIR and _of_rate(passage, parts, total, amount):
                found.append(told)
    if len({each.total.value for each in found}) > 1:
        found = [each for each in found if _same_outcome(each)]
    return found[0] if len({each.total.value for each in found}) == 1 else None


def _same_outcome(told: ToldParts) -> bool:
    """412件中，调处成功404件，……其中村级化解331件，镇级调处成功83件: is the same outcome told of the total and of a part?"""
    words = {each for part in (told.total, *told.parts) for each in pattern("outcome").findall(part.head)}
    return any(each in told.total.head and any(each in part.head for part in told.parts) for each in words)


def _an_item(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """维持1313件、驳回572件，和解759件，撤销413件: is the count before the two one of the same row?"""
    if passage.plain.startswith("、", total.end) and total.sentence == parts[0].sentence:
        return True
    return any(each.value > total.value for each in parts) and closed([total, *parts]) and not closed(parts, total)


def _explained(passage: Passage, parts: list[Figure], amount: Decimal) -> bool:
    """Is another count of the passage the sum?"""
    own = {each.start for each in parts}
    return any(each.value == amount and like(each, parts[0]) for each in passage.figures if each.start not in own)


def _third(passage: Passage, parts: list[Figure], rest: Decimal) -> bool:
    """全部受理，许可26462宗，不予许可102宗，撤销许可5宗: does a third outcome behind the two make up the total, or do several, past what a bracket holds?"""
    following = [each for each in passage.figures if each.start > parts[-1].start and like(each, parts[0])]
    following = [each for each in following if each.sentence == parts[0].sentence]
    beside = [each.value for each in following if not inside_bracket(passage.plain, parts[-1].end, each.start)]
    return any(each.value == rest for each in following) or rest in accumulate(beside)


def _of_rate(passage: Passage, parts: list[Figure], total: Figure, amount: Decimal) -> bool:
    """成功调解37件，还有2件正在调处，成功率97.4%: is the rate behind the two that of the one and the total, not of their sum?"""
    rates = [each for each in passage.figures if each.percent and each.sentence == parts[1].sentence]
    behind = next((each for each in rates if each.start > parts[1].end and each.exact), None)
    if behind is None or not total.value or sum(each.isdigit() for each in behind.text) < THREE:
        return False
    part = HUNDRED * parts[0].exactly
    of_total = rounding.fits(behind.value, part / total.exactly)
    return bool(of_total) and not rounding.fits(behind.value, part / Fraction(amount))
