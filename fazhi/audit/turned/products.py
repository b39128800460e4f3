"""A sum of money that so many at so much each make up, but for two figures turned round: 对718件按每件200元发放，共计13.46万元 (14.36).

Only figures turned round: a sum may well hold more than these. Of two rates (D级每户3.2万元、C级每户0.8万元) each is that of one count, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.corroboration import counts, printed
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.turned.account import Account

EACH = re.compile(r"(?<!平均)每一?个?(?P<thing>人次|[\u4e00-\u9fff])[^，。；：、\d]{0,10}$")
PAID = re.compile(
    r"(?:共|合计|累计|总计|计|发放|补助|补贴|兑现|支付|奖励|拨付|投入|收取|缴纳|资金|金)[^，。；：、\d]{0,8}$"
)
LEAD, TELLING, PAIR = 16, 3, 2
MONEY = "元"
PERSONS = frozenset("人名")
Rate = tuple[Figure, str]
"""So much, and for one of what."""


def turned(passage: Passage) -> Iterator[tuple[Figure, Account]]:
    """Every sum that no such product gives as printed, and one of them with two figures turned round."""
    text = passage.plain
    if "每" not in text or MONEY not in text:
        return
    row = counts(passage)
    rates = list(_rates(text, row))
    for total in row if rates else ():
        stated = None if total.spelled or not total.unit.endswith(MONEY) else printed(total)
        if stated is None or rounding.telling(stated) < TELLING or PAID.search(_lead(text, total)) is None:
            continue
        own = [each for each in rates if each[0] is not total and abs(each[0].sentence - total.sentence) <= 1]
        products = list(_products(row, total, own)) if len(own) <= PAIR else []
        dues = [(_due(total, stated, amount), used) for amount, used in products]
        if any(due == stated for due, _used in dues):
            continue
        found = [(due, used) for due, used in dues if misprints.turned(stated, due)]
        if len(found) == 1:
            due, used = found[0]
            yield total, Account(due, "＋".join(f"{so_many.text}×{each.text}" for so_many, each in used), used[0])


def _rates(text: str, row: list[Figure]) -> Iterator[Rate]:
    for figure in row:
        match = EACH.search(_lead(text, figure)) if figure.unit.endswith(MONEY) else None
        if match is not None:
            yield figure, match["thing"]


def _products(
    row: list[Figure], total: Figure, rates: list[Rate]
) -> Iterator[tuple[Decimal, list[tuple[Figure, Figure]]]]:
    """What the rates make of the counts of their things: of one rate with each of them, of two with any two in their order."""
    things = [
        [each for each in row if _of(each, thing) and 0 <= total.sentence - each.sentence <= 1]
        for _rate, thing in rates
    ]
    if len(rates) == 1:
        (rate, _thing) = rates[0]
        yield from ((so_many.value * rate.value, [(so_many, rate)]) for so_many in things[0])
    elif len(rates) == PAIR:
        (first, _one), (second, _other) = rates
        for one in things[0]:
            for other in things[1]:
                if one.start < other.start:
                    used = [(one, first), (other, second)]
                    yield sum((so_many.value * each.value for so_many, each in used), Decimal(0)), used


def _of(figure: Figure, thing: str) -> bool:
    named = figure.unit.startswith(thing) or figure.tail.startswith(thing)
    return figure.value > 1 and (named or thing in PERSONS and figure.kind == "person")


def _due(total: Figure, stated: Decimal, amount: Decimal) -> Decimal:
    return (amount / total.scale).quantize(Decimal(1).scaleb(-rounding.decimals(stated)))


def _lead(text: str, figure: Figure) -> str:
    return text[max(0, figure.start - LEAD) : figure.start]
