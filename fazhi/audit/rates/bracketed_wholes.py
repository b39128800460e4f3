"""A share of a whole whose parts stand in brackets behind it: 审理的2118件（本年受理1968件和上年结转150件）案件中，已审结1876件，占审理总数的95.33%.

What the brackets hold is the whole once more, to the last case; so many 中 is the whole and neither of them.
"""

from __future__ import annotations

import re

from fazhi.audit.text import misprints
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.countable import gives, in_full
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.percentages import Percentage

HUNDRED, PAIR = 100, 2
OPENED = "（"
OF_THEM = re.compile(r"）[^，。；、（）\d]{0,12}?(?<!其)(?<!集)中(?![心央国小学介队层部药医专])")
GAP = re.compile(r"，?(?:结案率|审结率|办结率|完成率|化解率|占[^，。；\d]{0,14})?(?:为|达到?|约)?")
ANOTHER = re.compile(r"新收|受理|结转|当年|本年|上年")


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), if the share is not of the whole, but near or of one of the bracketed."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role not in ("share", "rate") or claim.order or figure.vague or figure.bound:
        return None
    before = [each for each in claim.sentence.figures if each.end <= figure.start and in_full(each)]
    if not before or GAP.fullmatch(text, before[-1].end, figure.start) is None or ANOTHER.search(claim.link):
        return None
    part = before[-1]
    for whole in before[:-1]:
        if text[whole.end : whole.end + 1] != OPENED or whole.kind != part.kind:
            continue
        inside = [each for each in before if inside_bracket(text, whole.end, each.start) and each.kind == whole.kind]
        closing = text.find("）", whole.end)
        inside = [each for each in inside if each.end <= closing]
        alone = not any(closing < each.start < part.start for each in before)
        if len(inside) < PAIR or summed(inside) != whole.value or not alone or part.value > whole.value:
            continue
        if OF_THEM.match(text, closing, part.start) is None or gives(figure.value, part, whole):
            return None
        near = misprints.near(figure.value, HUNDRED * part.exactly / whole.exactly)
        return (part, whole) if near or any(gives(figure.value, part, each) for each in inside) else None
    return None
