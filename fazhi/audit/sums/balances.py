"""What there is, told before what came and went: 持证122人……年内新增11人，退休、调离收回7人，上年末持证118人.

As :mod:`fazhi.audit.sums.flows`, but the stock of today stands before the rest, perhaps sentences before. Which of the counts told
until then it is, the words need not say: if none of them balances and one alone misses by a slip, that one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.sums.headed_lists import PAIR, addable
from fazhi.audit.sums.stock_roles import CAME, WENT, came_or_went
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

# 调增3项、调减5项，调整前为48项: before what was done, as at the beginning of the year.
OPENING = re.compile(
    r"(?:(?:上年|去年|前年)年?[末底]|年初|期初|(?:调整|清理|取消|压减|优化|整合|改革|修订|变更)前)[^，。；：、\d]{0,6}$"
)
YEAR_ENDS = re.compile("[初末底前]")
# 由年初的132项, 比上年末的224户: no account of what came and went.
COMPARED = re.compile(r"[由从比较与]")
LEAD, MOVES = 14, 3
CLAUSE = re.compile(r"[，。；：]")


class Balance:
    """``opening`` and what came and went, whether or not it makes the stock of today."""

    def __init__(self, passage: Passage, opening: Figure, moves: list[tuple[int, Figure]]) -> None:
        self.passage, self.opening, self.moves = passage, opening, moves
        self.left = opening.value + sum(sign * each.value for sign, each in moves)
        """What there should be."""

    @property
    def formula(self) -> str:
        """118人＋11人－7人"""
        return self.opening.text + "".join(f"{'＋' if sign > 0 else '－'}{each.text}" for sign, each in self.moves)

    def missed(self) -> Figure | None:
        """The stock of today that was told before, if it alone misses by a slip and no count is what should be there."""
        counts = [each for each in self.passage.figures if addable(each, self.opening)]
        if any(each.value == self.left for each in counts):
            return None
        told = [each for each in counts if each.end <= self.moves[0][1].start and each is not self.opening]
        slips = {each.value: each for each in told if self._slips(each)}
        return next(iter(slips.values())) if len(slips) == 1 else None

    def _slips(self, stock: Figure) -> bool:
        off = stock.value - self.left
        every = [(stock.value, self.left), (self.opening.value, self.opening.value + off)]
        every += [(each.value, each.value + sign * off) for sign, each in self.moves]
        return any(_alike(printed, right) for printed, right in every)


def balances(passage: Passage) -> Iterator[Balance]:
    """One for every opening stock with at least two moves in its sentence."""
    text = passage.plain
    if YEAR_ENDS.search(text) is None:
        return
    for opening in passage.figures:
        if YEAR_ENDS.search(text, max(0, opening.start - LEAD), opening.start) is None:
            continue
        lead = CLAUSE.split(text[max(0, opening.start - LEAD) : opening.start])[-1]
        if not opening.count or OPENING.search(lead) is None or COMPARED.search(lead) is not None:
            continue
        same = [each for each in passage.figures if each.sentence == opening.sentence and _moved(each, opening)]
        moves = [(sign, each) for each in same if (sign := _sign(text, each))]
        # 新接收12人，解除15人，借调1人: something came or went in other words.
        known = {id(each) for _sign, each in moves}
        # 年初为44人；安置帮教对象118人: what stands behind the ；is told of others.
        last = max([opening, *(each for _sign, each in moves)], key=lambda each: each.start)
        same = [each for each in same if each.segment <= last.segment]
        if PAIR <= len(moves) <= MOVES and all(id(each) in known or each.start < moves[0][1].start for each in same):
            yield Balance(passage, opening, moves)


def _moved(figure: Figure, opening: Figure) -> bool:
    return figure is not opening and addable(figure, opening)


def _sign(text: str, figure: Figure) -> int:
    """1 for what came, -1 for what went, 0 for anything else."""
    clause = CLAUSE.split(text[max(0, figure.start - LEAD) : figure.start])[-1]
    told = came_or_went(re.split("、", clause)[-1]) or came_or_went(clause)
    return {CAME: 1, WENT: -1}.get(told, 0)


def _alike(printed: Decimal, right: Decimal) -> bool:
    return right >= 0 and misprints.like_count(f"{printed:f}", f"{right:f}")
