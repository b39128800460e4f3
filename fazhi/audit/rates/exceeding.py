"""A base that is less than its part: 收到申请7412件，批准7910件，批准率97%."""

from __future__ import annotations

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
NEAR = 2
"""So many commas may stand between the two."""


def base(claim: Percentage, part: Figure) -> Figure | None:
    """收到申请7412件，批准7910件，批准率97%: a base below its part, with which a misprint of the part gives the rate."""
    if claim.figure.bound or not part.exact:
        return None
    for base in reversed(claim.sentence.figures):
        if base.end > part.start or not base.exact or base.kind != part.kind or not 0 < base.value < part.value:
            continue
        if claim.passage.plain[base.end : part.start].count("，") > NEAR:
            return None
        guess = int(claim.figure.exactly * base.exactly / HUNDRED)
        for count in range(max(0, guess - 1), guess + 3):
            if rounding.fits_counts(claim.figure.value, count, int(base.value)):
                if misprints.alike(str(count), f"{part.value:f}"):
                    return base
        return None
    return None
