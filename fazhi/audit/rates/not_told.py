"""A rate or share of counts, or of a place, that the text does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fazhi.audit.text import wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

PLACE = re.compile(r"全[国省市区县州镇乡]|最高法|全系统")


def of_others(claim: Percentage, here: Iterable[Figure]) -> bool:
    """受理69件，结案61件；负责人出庭应诉率84.8%; 审结1909件，占全国审结总数的67.91%: of counts, or of a place, that are not told."""
    told = "|".join(f"{each.head}{each.tail}" for each in here)
    if claim.role == "rate":
        rule = wording.rate_name(claim.name.removesuffix("率"))
        return rule.known and not rule.soft and not any(each.search(told) for each in (rule.part, rule.whole))
    place = PLACE.search(claim.passage.plain, claim.start, claim.figure.start)
    return place is not None and place.group() not in told
