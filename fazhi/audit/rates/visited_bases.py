"""How many were content, of those that were asked: 受理418件，办结412件。办结件全部回访，满意397件，满意率96.4%.

Where all that were ended were visited, whoever is content is one of them, whatever other count gives the printed rate as well.
"""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

ASKED = re.compile(
    r"(?:^|[，。；：])(?:对)?(?:已)?办结的?(?:件|工单|事项|案件|诉求)?(?:全部|逐一|逐件|均)(?:进行了?|开展了?)?(?:电话)?回访"
)
ENDED = re.compile(r"(?<![未不])办结(?:工单|事项|案件)?$")
CONTENT = re.compile(r"满意")
REACH = 60


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(those that were content, those that were ended), or ``None`` where not all of these are said to have been visited."""
    figure, passage = claim.figure, claim.passage
    before = [each for each in passage.figures if each.end <= claim.start and each.count and each.exact]
    if claim.role != "rate" or CONTENT.search(claim.name) is None or figure.vague or figure.bound or not before:
        return None
    part = before[-1]
    asked = ASKED.search(passage.plain, max(0, part.start - REACH), part.start)
    if asked is None or CONTENT.search(f"{part.head}|{part.tail}") is None or not part.value:
        return None
    ended = [
        each for each in before if each.end <= asked.start() + 1 and each.kind == part.kind and ENDED.search(each.head)
    ]
    return (part, ended[-1]) if ended and ended[-1].value >= part.value else None
