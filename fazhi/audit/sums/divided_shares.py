"""A share and the shares it is made of: 食品、药品、化妆品占比93.5%。其中，占比分别达56.19%、27.22%和11.89%, which are 95.3%.

The items may be shares of the greater one, or leave some out; so only two neighbouring figures turned round are a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

PAIR, THREE, MOST = 2, 3, 12
HUNDRED, NEAR = Decimal(100), Decimal(1)
LEAD, FAR = 12, 60
SHARED = re.compile(r"占比|比重|占")
OPENED = re.compile(r"[，。；]其中")
# 其中甲类占其60%
OF_IT = re.compile(r"占(?:其|该|此|上述|这)|[升降增减]")

Row = tuple[Figure, list[Figure]]


def divided_shares(passage: Passage) -> Iterator[Row]:
    """(the share, its items) of every such row."""
    text, every = passage.plain, [each for each in passage.figures if each.percent]
    for at, whole in enumerate(every[:-PAIR]):
        first = every[at + 1]
        gap = text[whole.end : first.start]
        if (
            OPENED.match(gap) is None
            or len(gap) > FAR
            or SHARED.search(text[max(0, whole.start - LEAD) : whole.start]) is None
        ):
            continue
        items = [each for each in every[at + 1 : at + 1 + MOST] if each.sentence == first.sentence]
        said = text[whole.end : items[-1].start]
        if len(items) >= PAIR and SHARED.search(said) is not None and OF_IT.search(said) is None:
            if first.sentence - whole.sentence <= 1 and _turned(whole, items):
                yield whole, items


def _turned(whole: Figure, items: list[Figure]) -> bool:
    if any(each.vague or each.bound for each in (whole, *items)) or any(each.value >= whole.value for each in items):
        return False
    amount = sum((each.value for each in items), Decimal(0))
    missing = whole.value - amount
    if not missing or abs(amount - HUNDRED) <= NEAR:
        return False
    rows = [(whole, amount), *((each, each.value + missing) for each in items)]
    return any(_like(each, right) for each, right in rows if right > 0)


def _like(figure: Figure, right: Decimal) -> bool:
    """93.5 and 95.30: three figures and more, of which two neighbours are turned round."""
    places = rounding.decimals(figure.value)
    printed, computed = figure.value.scaleb(places), right.scaleb(places)
    long = len(f"{printed:f}") >= THREE and places > 0
    return long and computed == int(computed) and misprints.turned(Decimal(int(printed)), Decimal(int(computed)))
