"""An increase told in a sentence of its own, of the total with which its paragraph begins: 共受理各类案件1803件（旧存240件），结案894件。与上年同比，
受案增加167件，上升10.21%.

The words that say what grew are so general that they can only be said of that total.
"""

from __future__ import annotations

import re

from fazhi.audit.growths.changes import Levels, adjacent, falls, minus
from fazhi.audit.growths.increments import CLAUSE, COMPARED, verb_of
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

GENERAL = re.compile(r"(?:受案|收案|办件|受理|接收|接警|来电|案件|工单|诉求|信访|投诉|举报|总?[数量])*")
TOTAL = re.compile(r"共|总|受理|收到|接到|接收|转派")


def level(claim: Percentage) -> list[Levels]:
    """The total now, and what it was before the increase; none unless the sentence itself has no other count before it."""
    passage = claim.passage
    own = [each for each in claim.sentence.figures if each.end <= claim.figure.start and each.count]
    change = own[0] if len(own) == 1 else None
    if change is None or change.vague or change.bound or not adjacent(claim, change):
        return []
    lead = CLAUSE.split(passage.plain[claim.sentence.start : change.start])[-1]
    verb = verb_of(lead)
    total = next((each for each in passage.figures if each.count), None)
    if verb is None or total is None or GENERAL.fullmatch(COMPARED.sub("", lead[: verb.start()])) is None:
        return []
    return [Levels(total, minus(total, change, falls(claim)), False, False, change)] if _opens(total, change) else []


def _opens(total: Figure, change: Figure) -> bool:
    """Is it a total of the same unit, sentences before, and greater?"""
    apart = total.sentence < change.sentence and total.kind == change.kind and total.value > change.value
    return apart and total.exact and not total.compared and TOTAL.search(total.head) is not None
