"""Three shares and more in a row that come to just over 100 %: 占66.02%，…占20.83%，…占10.08%，…占2.08%，…占1.99%.

Shares that overlap come near 100 % by chance, but hardly so that one wrong figure explains it: of 130 such rows in clean text
that add up, and one that does not, none did. What falls short of 100 % may leave something out; only a whole percent less, in
shares of two decimals, is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

HUNDRED = Decimal(100)
FEWEST = 3
CROSSING = Decimal(3)
"""A row that is more over 100 % is one of kinds that overlap."""
SLIGHT = Decimal("0.5")
FAR = Decimal(12)
LEAD = 30
SHARE = re.compile(r"占|比重|贡献率")
CHANGE = re.compile(r"同比|环比|[增降升跌涨]|提高|回落|[比较][上去]")
JOINED = re.compile(r"[、和及与]{1,2}[^，。；：\d]{0,10}")
CLAUSE = re.compile(r"[，。；：（]")
# 代表中女性占28.7%；居民委员会成员中女性占33.1%，居委会主任中女性占11.2%: each is of another whole.
NESTED = re.compile(
    r"其中|等[^，。；、]{0,6}合计|[，；][^，。；：、\d]{2,14}(?<![其集初高])中(?![心央国小学介队层部药医专级])[^，。；：、\d]{1,12}(?:\d[\d.]*[^，。；：、\d]{1,4}，)?占"
)


def share_rows(passage: Passage) -> Iterator[list[Figure]]:
    """Every row of shares of one sentence that misses 100 % by a slip."""
    for row in chain(_rows(passage), _enumerated(passage)):
        if any(_complete(row[:end]) for end in range(2, len(row) + 1)):
            continue
        if NESTED.search(passage.plain, row[0].start, row[-1].end) is None and _slips(row):
            yield row


def _rows(passage: Passage) -> Iterator[list[Figure]]:
    text, row = passage.plain, list[Figure]()
    for each in passage.figures:
        if not each.percent or each.vague or each.bound or each.compared:
            continue
        if row and each.sentence != row[-1].sentence:
            if len(row) >= FEWEST:
                yield row
            row = []
        begin = row[-1].end if row else max(0, each.start - LEAD)
        lead = CLAUSE.split(text[begin : each.start])[-1]
        joined = bool(row) and JOINED.fullmatch(text, begin, each.start) is not None
        if joined or SHARE.search(lead) is not None and CHANGE.search(lead) is None:
            row.append(each)
        elif row and CHANGE.search(lead) is None:
            if len(row) >= FEWEST:
                yield row
            row = []
    if len(row) >= FEWEST:
        yield row


def _enumerated(passage: Passage) -> Iterator[list[Figure]]:
    """分别占总数的66.17%、3.85%、29.98%；下年增加…: a row within one enumeration."""
    for row in _rows(passage):
        part = row[:1]
        for last, each in pairwise(row):
            if JOINED.fullmatch(passage.plain, last.end, each.start) is None:
                break
            part.append(each)
        if FEWEST <= len(part) < len(row):
            yield part


def _places(row: list[Figure]) -> int:
    return min(rounding.decimals(each.value) for each in row)


def _complete(row: list[Figure]) -> bool:
    unit = Decimal(1).scaleb(-_places(row))
    return abs(_sum(row) - HUNDRED) <= unit * (len(row) + 1) / 2


def _sum(row: list[Figure]) -> Decimal:
    return sum((each.value for each in row), Decimal(0))


def _slips(row: list[Figure]) -> bool:
    off, places = _sum(row) - HUNDRED, _places(row)
    if abs(off) > FAR or not places:
        return False
    if off < 0:
        return places > 1 and off == int(off) and one_wrong(row, off)
    # 小型客车49.20%，货车32.13%，摩托车26.67%: of what overlaps, some are 100 % but for one figure as well
    return off <= SLIGHT or off <= CROSSING and one_wrong(row, off) or len(row) > FEWEST and _one_turned(row, off)


def _one_turned(row: list[Figure], off: Decimal) -> bool:
    """走访占64.5%，网信占28.3%，来信占5.4%，电话占8.1%: would two figures turned round make it 100 % to the last place?"""
    return any(misprints.turned(each.value, each.value - off) for each in row if each.value > off)


def one_wrong(row: list[Figure], off: Decimal) -> bool:
    """Would one of them with one figure changed, or two swapped, make it 100 %, give or take what was rounded away?"""
    places = max(rounding.decimals(each.value) for each in row)
    unit = Decimal(1).scaleb(-places)
    for each in row:
        shown = _figures(each.value, places)
        for nearly in range(-(len(row) // 2), len(row) // 2 + 1):
            right = each.value - off + nearly * unit
            if right > 0 and (
                misprints.swapped(shown, _figures(right, places)) or misprints.one_wrong(shown, _figures(right, places))
            ):
                return True
    return False


def _figures(value: Decimal, places: int) -> str:
    return f"{value:.{places}f}".replace(".", "")
