"""How far a rate is from another one that is named: 满意率93.2%，离区定95%的目标还差1.8个百分点; 低于全市平均水平94.6%达2.2个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.text.passages import Passage

NUMBER = r"(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)"
SHORT = re.compile(
    rf"{NUMBER}%，[^，。；%\d]{{0,14}}?(?:距离|[离距与比]|低于|高于|超出|超过)[^，。；%\d]{{0,14}}{NUMBER}%(?:的)?[^，。；%\d]{{0,10}}?"
    rf"[，]?(?:还差|尚差|相差|差距为|还有|尚有|低|高|达|差|多|少)了?{NUMBER}个百分点"
)


def short(passage: Passage) -> Iterator[tuple[tuple[int, int], str, str, Decimal, Decimal]]:
    """(span, level, other level, right difference, printed difference) of each."""
    if "百分点" not in passage.plain:
        return
    for match in SHORT.finditer(passage.plain):
        now, other, printed = Decimal(match[1]), Decimal(match[2]), Decimal(match[3])
        yield match.span(), match[1], match[2], abs(now - other), printed
