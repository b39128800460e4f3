"""A plan that starts from this year's number of what the body counts by the same name: 会前学法由今年的6次增加到10次, where it was 8次.

`levels_to_beat` asks for a slip of the hand. Where the name stands right before both numbers and the body has one number for it,
none is needed: 今年的 says that the two are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.text import plans
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

# 业务培训由今年的6期, 将案卷优秀率由今年的58.0%
NAMED = re.compile(
    r"(?:^|[，。；：、将把使对])(?P<name>[\u4e00-\u9fff“”（）]{2,14}?)(?:数量|总量|数)?[由从在](?:今年|本年)(?:全年)?(?:实际)?的?$"
)
FILLING = re.compile(r"(?:共计?|达到?|为|有|是|约|累计|合计|开展|组织|举办|了|的)+$")
LEAD, NAME, RATE, PAIR = 24, 4, 3, 2
"""Characters: of the words before a number, and of the name that both have at least; a rate is told by 率 as well."""


def started_from(manuscript: Manuscript) -> Iterator[Level]:
    """Every such number of a plan, and the one of the body."""
    planned = plans.planned(manuscript)
    for passage in manuscript.passages:
        if passage.index not in planned or "年" not in passage.plain:
            continue
        for figure in passage.figures:
            lead = passage.plain[max(0, figure.start - LEAD) : figure.start]
            match = None if figure.vague or figure.bound else NAMED.search(lead)
            other = None if match is None else _in_body(manuscript, planned, figure, match["name"])
            if other is not None:
                yield Level(passage, figure, *other)


def _in_body(
    manuscript: Manuscript, planned: frozenset[int], figure: Figure, name: str
) -> tuple[Passage, Figure] | None:
    """The one that bears most of the name; none if two do, or if the number is one of them."""
    told = [
        (_common(each, name), one, each)
        for one in manuscript.passages
        if one.index not in planned
        for each in one.figures
        if each.kind == figure.kind and each.percent == figure.percent and not (each.vague or each.bound)
        if not each.compared and not each.period
    ]
    most = max((common for common, _one, _each in told), default=0)
    if most < (RATE if figure.percent and name.endswith("率") else NAME):
        return None
    found = [(one, each) for common, one, each in told if common == most]
    found = [(one, each) for one, each in found if len(_words(each)) == most] or found
    values = {each.value for _one, each in found}
    one, other = found[0]
    said = one.plain[other.begins : other.end]
    named = all(name[at : at + PAIR] in said for at in range(len(name) - most - 1))
    return (one, other) if named and len(values) == 1 and figure.value not in values else None


def _words(figure: Figure) -> str:
    return FILLING.sub("", figure.head)


def _common(figure: Figure, name: str) -> int:
    """With how many of the same characters both end."""
    pairs = zip(reversed(_words(figure)), reversed(name), strict=False)
    return sum(1 for _each in takewhile(lambda pair: pair[0] == pair[1], pairs))
