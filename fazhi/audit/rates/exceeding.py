"""A base that is less than its part: 收到申请7412件，批准7910件，批准率97%."""

from __future__ import annotations

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import CAME_NEWLY
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
NEAR = 2
"""So many commas may stand between the two."""


def base(claim: Percentage, part: Figure) -> Figure | None:
    """收到申请7412件，批准7910件，批准率97%: a base below its part, with which a misprint of the part gives the rate.

    受理428件，成功474件，成功率98.3%: or of which a misprint (482) gives it.
    """
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
        if CAME_NEWLY.search(claim.passage.plain, base.begins, base.start) is not None or not claim.figure.value:
            return None  # 新收4364件，审结4477件，结案率96.0%: some were left of the year before
        if any(base.end <= each.start and each.end <= part.start for each in claim.sentence.figures):
            return None  # 由1215个增至1460个；抽测在线1421个，在线率93.7%
        guess = int(HUNDRED * part.exactly / claim.figure.exactly)
        for whole in range(max(1, guess - 1), guess + 3):
            fits = rounding.fits_counts(claim.figure.value, int(part.value), whole)
            if fits and misprints.alike(str(whole), f"{base.value:f}"):
                return base
        return None
    return None
