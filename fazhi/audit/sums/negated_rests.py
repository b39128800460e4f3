"""What was not done, said in the words of what was: 应考9346人，实考9331人，参考率99.84%；……因病未考的15人.

未考, 没有调成, 无法检查 name the deed that is told of the count before them, and where that one stands right behind a count that is
not less, both must make it. Of a hundred such rests in clean reports one misses by a slip: there others were still open (decision
0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.sums.addition import Addition, slipped, spread
from fazhi.audit.sums.headed_lists import addable
from fazhi.audit.text import misprints
from fazhi.audit.text.denials import NEGATED, NOT, denied, told
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

# 连同上年结转的13件，审结188件，未结21件; 未成功5件，2件还在调解
OTHERS = re.compile(r"结转|连同|加上|积存|遗留|转入|还在|仍在|正在|尚在|在办|超期|其余|重复")
ASSIGNED, FULFILLED = re.compile(r"任务|计划|应|须"), re.compile(r"实际|完成")
TO_DO = re.compile(r"[应需须]")
SENTENCES = 2
BACK = 12
TWO = 2
BEHIND = 24


def negated_rests(passage: Passage) -> Iterator[Addition]:
    """One addition for each such rest that is right, or that misses its whole by a slip."""
    figures = passage.figures
    if len(figures) <= TWO or NOT.search(passage.plain) is None or NEGATED.search(passage.plain) is None:
        return
    for at, rest in enumerate(figures):
        deed = denied(passage, rest)
        if not deed:
            continue
        before = [each for each in figures[max(0, at - BACK) : at] if addable(each, rest) and not spread(each)]
        done = next((number for number in range(len(before) - 1, 0, -1) if told(before[number], deed)), 0)
        done = done or _fulfilled(before, rest)
        if not done and before and at + 1 < len(figures):
            yield from _then_done(passage, before, rest, figures[at + 1], deed)
        if not done or rest.sentence - before[done].sentence > SENTENCES:
            continue
        whole, part = before[done - 1], before[done]
        if whole.value < part.value or part.sentence - whole.sentence > SENTENCES:
            continue
        # 已办结27012件，按时办结26634件，未办结的446件: of neither of them is it the rest; but 应考86人，实考84人.
        if told(whole, deed) and TO_DO.search(whole.head) is None:
            continue
        right = whole.value == part.value + rest.value
        if OTHERS.search(passage.plain, whole.end, rest.end + BEHIND) is not None:
            continue
        if right or _slip(whole, part, rest) and not _explained(before, rest):
            yield Addition(passage, [whole], [part, rest], "left-over", True)


def _fulfilled(before: list[Figure], rest: Figure) -> int:
    """抽查任务268家，实际完成监督251家，因关闭无法检查的17家: whatever the deed is called, the two right before it were due and done."""
    if len(before) < TWO or rest.sentence != before[-1].sentence:
        return 0
    whole, part = before[-TWO:]
    due = ASSIGNED.search(whole.head) is not None and FULFILLED.search(part.head) is not None
    return len(before) - 1 if due and whole.sentence == part.sentence else 0


def _then_done(passage: Passage, before: list[Figure], rest: Figure, part: Figure, deed: str) -> Iterator[Addition]:
    """抽查1850户……未发现问题的1609户，发现问题的241户: first what was not, then what was."""
    whole = before[-1]
    near = part.sentence == rest.sentence and rest.sentence - whole.sentence <= SENTENCES
    if not near or not addable(part, rest) or not told(part, deed) or whole.value < rest.value:
        return
    if OTHERS.search(passage.plain, whole.end, part.end + BEHIND) is not None:
        return
    parts = [rest, part]
    if whole.value == summed(parts) or slipped(parts, whole, TWO) and not _explained(before, rest):
        yield Addition(passage, [whole], parts, "left-over", True)


def _explained(before: list[Figure], rest: Figure) -> bool:
    """Do any two counts before it leave the rest, or is it what one leaves of several?"""
    values = [each.value for each in before]
    for at, value in enumerate(values):
        several = (value - sum(values[begin:], Decimal(0)) for begin in range(at + 1, len(values)))
        if rest.value in several or any(value - each == rest.value for each in values[at + 1 :]):
            return True
    return False


def _slip(whole: Figure, part: Figure, rest: Figure) -> bool:
    left = whole.value - part.value
    unit = rest.step or Decimal(1)
    printed, right = (f"{(each / unit).quantize(Decimal(1)):f}" for each in (rest.value, left))
    return misprints.like_count(printed, right) or slipped([part, rest], whole)
