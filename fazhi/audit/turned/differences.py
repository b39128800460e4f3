"""A difference that is that of two numbers beside it, but for two figures turned round: 新登记4312户……注销2051户，净增2216户 (2261)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from fazhi.audit.corroboration import counts, printed
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.turned.account import Account

SAID = re.compile(r"(?:净增?加?|结余|结转|余|剩余?|相差|[多少]|节约|增加|减少|下降|[增减])了?$")
BEFORE, BEHIND = 6, 3
TELLING = 3
"""Figures of a number that is hardly ever the difference of two others by chance."""


def turned(passage: Passage) -> Iterator[tuple[Figure, Account]]:
    """Every difference of a passage that no numbers beside it give as printed, and some with two figures turned round."""
    row = counts(passage)
    for at, figure in enumerate(row):
        stated = None if figure.spelled else printed(figure)
        if stated is None or rounding.telling(stated) < TELLING or SAID.search(figure.head) is None:
            continue
        beside = [*row[max(0, at - BEFORE) : at], *row[at + 1 : at + 1 + BEHIND]]
        same = [each for each in beside if each.kind == figure.kind]
        pairs = list(permutations(same, 2))
        if any(one.value - two.value == figure.value for one, two in pairs):
            continue
        found = [
            Account(due, f"{one.text}－{two.text}", (one, two))
            for due in misprints.turns(stated)
            if not any(each.value == due * figure.scale for each in row)  # 结余2261件，比上年多2216件
            for one, two in pairs
            if one.value - two.value == due * figure.scale
        ]
        if len({each.due for each in found}) == 1:
            yield figure, found[0]
