"""A level told as an increase: 持证人员由11名增加了14名, where 新增3名 stands beside it.

由A增加了B leaves A＋B. Where the document prints B－A as what came new, or as the percentage of it, B is what it came to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

FROM = re.compile(r"由[^，。；：、\d%由从]{0,10}$")
BY = re.compile(
    r"(?:增加|增长|扩大|扩充|增|减少|下降|降低|压减|减)了?(?![到至为])(?:20\d\d年度?|今年|本年|年底|年末|目前|现在)?的?"
)
NEW, GROWN = re.compile(r"[新增减]"), re.compile(r"[增减降]")
LEAD = 14


@dataclass(frozen=True, slots=True)
class Level:
    """``now`` is printed as the increase from ``base``; ``by`` shows it to be the level."""

    base: Figure
    now: Figure
    by: Figure


def levels(passage: Passage) -> Iterator[Level]:
    """Every such level that the same paragraph shows to be one."""
    if "由" not in passage.plain:
        return
    for base, now in pairwise(passage.figures):
        if base.kind == now.kind and base.sentence == now.sentence and _told_so(passage.plain, base, now):
            by = next((each for each in passage.figures if _shows(each, base, now)), None)
            left = base.value + now.value
            if by is not None and all(each.value != left for each in passage.figures if each.kind == now.kind):
                yield Level(base, now, by)


def _told_so(text: str, base: Figure, now: Figure) -> bool:
    return (
        all(each.exact and each.count for each in (base, now))
        and base.value != now.value
        and BY.fullmatch(text, base.end, now.start) is not None
        and FROM.search(text[max(0, base.start - LEAD) : base.start]) is not None
    )


def _shows(figure: Figure, base: Figure, now: Figure) -> bool:
    change = abs(now.exactly - base.exactly)
    if figure.percent:
        behind = figure.sentence == now.sentence and figure.start > now.end and GROWN.search(figure.head) is not None
        return behind and bool(base.value) and bool(rounding.fits(figure.value, 100 * change / base.exactly))
    return figure.kind == now.kind and figure.exactly == change and figure.exact and NEW.search(figure.head) is not None
