"""A rate whose part is several outcomes together, by its definition: 审结146件，…撤销9件、变更2件、确认违法7件，直接纠错率12.3%."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from fazhi.audit.rates.binding import DUE
from fazhi.audit.rates.definite import ONE_WAY
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.percentages import Percentage
from fazhi.audit.text.wording import RateName

HUNDRED = 100
MOST = 5
ADDED_UP = re.compile(r"[两三四五][项类]?(?:合计|共计|共)$")


def slip(claim: Percentage, rule: RateName) -> tuple[Figure, Figure] | None:
    """(the outcomes together, all that were ended) of which the printed rate is a slip; ``None`` if no other is possible."""
    figure = claim.figure
    if rule.sum is None or figure.vague or figure.bound or figure.compared:
        return None
    counts = [
        each for each in claim.passage.figures
        if each.end <= claim.start and each.exact and each.count and not each.compared and figure.sentence - each.sentence <= 1
    ]  # fmt: skip
    parts = [each for each in counts if rule.sum.search(each.head)]
    # 审结110件，其中…撤销14件、…。按审结数计算，直接纠错率…
    parts = [each for each in parts if each.sentence == parts[-1].sentence][:MOST]
    if parts and ADDED_UP.search(parts[-1].head) is not None and parts[-1] is counts[-1]:
        parts = parts[-1:]  # 撤销、确认违法、责令履行三项合计15件，直接纠错率
    if not parts or len({each.kind for each in parts}) > 1 or any(rule.part.search(each.head) for each in counts):
        return None
    value = summed(parts)
    wholes = {
        each.value: each for each in counts
        if each.kind == parts[0].kind and each.value > value and each.end <= parts[0].start
        and rule.whole.search(each.head) and not ONE_WAY.search(each.head) and not DUE.search(each.head)
    }  # fmt: skip
    if len(wholes) != 1:
        return None
    whole = next(iter(wholes.values()))
    some = [summed(list(each)) for length in range(1, len(parts) + 1) for each in combinations(parts, length)]
    if any(rounding.fits_counts(figure.value, int(each), int(whole.value)) for each in some):
        return None
    text = "＋".join(each.text for each in parts)
    part = replace(parts[0], text=f"（{text}）" if len(parts) > 1 else text, value=value)
    right = HUNDRED * part.exactly / whole.exactly
    return (part, whole) if misprints.near(figure.value, right) or misprints.misprinted(figure.value, right) else None
