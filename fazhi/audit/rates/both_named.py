"""A share in whose words both its part and its whole are called by their names: 收入100223万元……。税收66342万元，增收10304万元，税收收入占地方财政收入66.19%.

Both must be the one count of the paragraph that is called so, and the printed share the figures of theirs in another order, or with one
wrong: what stands between is often the change of the one or the other.
"""

from __future__ import annotations

import re

from fazhi.audit.text import misprints
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

NAMES = re.compile(
    r"(?:^|[，；。）])(?P<part>[\u4e00-\u9fff]{2,10}?)占(?:全[市县区镇乡])?(?P<whole>[\u4e00-\u9fff]{2,12}?)(?:总[量额数]?)?(?:的?(?:比[重例]|份额))?(?:为|达到?|的)?$"
)
DONE = re.compile(r"(?:累计|共|已|实际)?(?:完成|实现|入库|达到?|为|收到|受理|办理|发生|支出|[有共])+$")
LEAD = 40


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of a share that is a misprint of theirs."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role != "share" or claim.order or figure.vague or figure.bound or figure.compared:
        return None
    match = NAMES.search(text[max(0, figure.start - LEAD) : figure.start])
    if match is None or match["part"] == match["whole"]:
        return None
    part, whole = _called(claim, match["part"]), _called(claim, match["whole"])
    if part is None or whole is None or part.kind != whole.kind or not part.value < whole.value:
        return None
    share = 100 * part.exactly / whole.exactly
    return (part, whole) if not gives(figure.value, part, whole) and misprints.misprinted(figure.value, share) else None


def _called(claim: Percentage, name: str) -> Figure | None:
    """The one count before the share in its paragraph of which the name, and no more, is said."""
    before = [each for each in claim.passage.figures if each.end <= claim.start and sound(each) and not each.compared]
    found = [each for each in before if DONE.sub("", each.head).removeprefix("其中").endswith(name)]
    return found[0] if len({each.value for each in found}) == 1 else None
