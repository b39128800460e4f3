"""A rate of one of several groups, each told with its own whole before: 上级交办35件、区级自排61件。……区级自排的化解54件，化解率88.5%."""

from __future__ import annotations

import re

from fazhi.audit.text import wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

GAP = re.compile(r"[，（]?")
TRAILING = re.compile(r"(?:的|类|案件|纠纷|事项|问题|已|均|全部|成功|一次性|当场|现场|及时|依法|年内|当年)+$")
LEADING = re.compile(r"^(?:其中|包括|分别为|有|含)")
BACK = 3
SHORTEST = 2


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), or ``None`` where the part is not said of one group, or the group has not just one whole."""
    figure, text = claim.figure, claim.passage.plain
    before = [each for each in claim.passage.figures if each.end <= claim.start and each.count]
    if claim.role != "rate" or not before or figure.vague or figure.bound or figure.compared:
        return None
    part, name = before[-1], claim.name.removesuffix("率")
    if not part.exact or part.value <= 0 or GAP.fullmatch(text, part.end, claim.start) is None:
        return None
    rule = wording.rate_name(name)
    deed = next((each for each in rule.part.finditer(part.head) if each.end() == len(part.head)), None)
    group = "" if deed is None else TRAILING.sub("", LEADING.sub("", part.head[: deed.start()]))
    # 重大隐患整改58项，隐患整改率97.3%: a rate that is called after more than the group is not its own.
    called = "" if deed is None else name.removesuffix(deed.group())
    if called not in ("", group):
        return None
    if not rule.known or len(group) < SHORTEST or rule.part.search(group) is not None:
        return None
    wholes = {
        each.value: each
        for each in before[:-1]
        if each.kind == part.kind and each.exact and not each.compared and part.sentence - each.sentence <= BACK
        if rule.part.search(each.head) is None
        if TRAILING.sub("", LEADING.sub("", each.head).rstrip("有共")) == group
    }
    whole = next(iter(wholes.values())) if len(wholes) == 1 else None
    return (part, whole) if whole is not None and whole.value >= part.value else None
