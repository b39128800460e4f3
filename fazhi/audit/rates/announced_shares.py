"""Shares that words announce as a division of the whole: 按领域分，涉农38.4%，社会保障15.2%，……，其他7.6%.

So announced they need not be called shares. What comes to more than 100 % is believed where one wrong figure explains it; what
falls short of it only where the list goes down to 其他, for else the smaller kinds may not have been told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.rates.share_rows import one_wrong
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

HUNDRED = Decimal(100)
FEWEST, MANY = 3, 4
FAR, SLIPPED = Decimal(12), Decimal(3)
OPENING = re.compile(r"(?:^|[。；，：])(?:按照?|从|依)[^，。；：、\d]{1,12}[，：]")
ITEM = re.compile(r"[，、；和及]?(?P<name>[^，。；：（）\d%]{1,16}?)(?:，?占(?:比|总[数量])?(?:为|的)?|比[重例]为?)?")
# 同比, 办结率: no share of the division.
NO_SHARE = re.compile(r"同比|环比|[增降升跌涨率]|提高|回落|[比较][上去]|其中|合计|共计|每|均|居|最")
REST = re.compile(r"其[他它余]")


def announced_shares(passage: Passage) -> Iterator[list[Figure]]:
    """Every announced row of shares, with nothing but names between, that misses 100 %."""
    text = passage.plain
    if text.count("%") < FEWEST or ("按" not in text and "从" not in text and "依" not in text):
        return
    for opening in OPENING.finditer(text):
        row, names = _row(passage, opening.end())
        if len(row) >= FEWEST and _missed(row, names):
            yield row


def _row(passage: Passage, start: int) -> tuple[list[Figure], list[str]]:
    """The shares that follow one another from ``start`` on."""
    row: list[Figure] = []
    names: list[str] = []
    end = start
    for each in passage.figures:
        if each.start < start:
            continue
        item = ITEM.fullmatch(passage.plain, end, each.start)
        sound = each.percent and not (each.vague or each.bound or each.compared)
        if item is None or not sound or NO_SHARE.search(item["name"]) or OPENING.search(passage.plain, end, each.start):
            break
        row.append(each)
        names.append(item["name"])
        end = each.end
    return row, names


def _missed(row: list[Figure], names: list[str]) -> bool:
    amount = sum((each.value for each in row), Decimal(0))
    off, unit = amount - HUNDRED, Decimal(1).scaleb(-_places(row))
    if abs(off) <= unit * (len(row) + 1) / 2 or len(set(names)) < len(names):
        return False
    if REST.search(names[-1]):
        return abs(off) <= SLIPPED
    return 0 < off <= FAR and one_wrong(row, off)


def _places(row: list[Figure]) -> int:
    """The places of all of them, but for one that may have lost its zero: 12.8%、11.6%、16.8%、25%."""
    places = sorted(rounding.decimals(each.value) for each in row)
    return places[1] if len(places) >= MANY else places[0]
