"""A total of two places or three, and behind it one count of the same name of each: 两地共登记投诉举报84.59万件。……甲省投诉举报总量60.75万件。乙市
投诉举报总量23.84万件.

两地 says how many there are; as many counts of that name, each of another place, leave nothing out, whatever stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.sums.told_counts import sound
from fazhi.audit.text import misprints, numerals
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

PLACES = re.compile(
    r"(?P<number>[两三四五])(?:地|省市?|市|县|区|州|镇|乡|街道|院|所|村|局)(?![\u4e00-\u9fff]{0,2}级)[^，。；：]{0,40}$"
)
OWN = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{1,6}[省市县区州镇乡])(?:共|登记|接收|受理|处理)*(?P<name>[\u4e00-\u9fff]{4,12}?)(?:总[数量]|量|数|共|为|达)*$"
)
LEAD, NAME, AHEAD = 60, 4, 6
DIGITS = 3

Sum = tuple[Figure, list[Figure]]


def told_of_places(passage: Passage) -> Iterator[Sum]:
    """(total, parts) of every such total that its places miss by two figures turned round."""
    text = passage.plain
    for at, total in enumerate(passage.figures[:-2]):
        match = PLACES.search(text[max(0, total.start - LEAD) : total.start])
        if match is None or not sound(total) or len(total.head) < NAME or EARLIER.search(total.head):
            continue
        number = numerals.read(match["number"]) or 0
        behind = [each for each in passage.figures[at + 1 :] if each.sentence - total.sentence <= AHEAD]
        behind = [each for each in behind if each.kind == total.kind and sound(each)]
        told = [(OWN.match(each.head), each) for each in behind]
        own = [
            (each["place"], figure) for each, figure in told if each is not None and total.head.endswith(each["name"])
        ]
        parts = [figure for _place, figure in own]
        if len(parts) == number == len({place for place, _figure in own}) and _turned(total, parts):
            if all(each.value != summed(parts) for each in passage.figures):
                yield total, parts


def _turned(total: Figure, parts: list[Figure]) -> bool:
    """Is the total, or a part, off by two neighbouring figures turned round, all printed to one place?"""
    if any(each.step != total.step for each in parts) or max(each.value for each in parts) >= total.value:
        return False
    unit = total.step or Decimal(1)
    amount = summed(parts)
    missing = total.value - amount
    rows = [(total.value, amount), *((each.value, each.value + missing) for each in parts)]
    shown = [(one / unit, right / unit) for one, right in rows if right > 0]
    return bool(missing) and any(
        len(f"{one:f}".split(".")[0]) >= DIGITS
        and misprints.turned(one.quantize(Decimal(1)), right.quantize(Decimal(1)))
        for one, right in shown
    )
