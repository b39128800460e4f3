"""A share that names both its whole and its part, the part told elsewhere: 物业纠纷186件……。738件中物业纠纷已占25.2%."""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

AMONG = r"(?P<thing>[^，。；：\d]{0,8}?)中，?(?P<name>[\u4e00-\u9fff]{2,8}?)(?:已经?|就|约|仅|只|也|则|更|又)*占到?了?"
"""The words between the whole and the share: 件中物业纠纷已占."""
BETWEEN = re.compile(rf"{AMONG}(?:比|比例为)?")
ADDED = re.compile(r"(?:[类个]|人员|干部|队员|案件|事项|纠纷)$")
FEWEST = 10


def pair(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), or ``None`` where no one count of the document bears the name of the part."""
    figure = claim.figure
    before = [each for each in claim.sentence.figures if each.end <= figure.start]
    if claim.role != "share" or claim.order or not before or figure.vague or figure.bound or figure.compared:
        return None
    match = BETWEEN.fullmatch(claim.passage.plain, before[-1].end, figure.start)
    found = None if match is None else part(manuscript, claim.passage, before[-1], _short(match))
    return None if found is None else (found, before[-1])


def _short(match: re.Match[str]) -> str:
    """专职 of 48名调解员中专职调解员占: without the thing that both are."""
    name, short = match["name"], match["name"].removesuffix(match["thing"])
    return short if len(short) > 1 else name


def part(manuscript: Manuscript, here: Passage, whole: Figure, name: str) -> Figure | None:
    """The one count of the unit of the whole, less than it, that bears the name."""
    if not (whole.count and whole.exact) or whole.compared or whole.value < FEWEST:
        return None
    name = ADDED.sub("", name)
    found = {
        each.value: each
        for passage in manuscript.passages
        if name in passage.plain
        for each in passage.figures
        if each.kind == whole.kind and each.exact and 0 < each.value < whole.value and not each.compared
        if each.period in ("", here.now) and (ADDED.sub("", _bare(each.head)) == name or each.tail.startswith(name))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _bare(head: str) -> str:
    return head.removeprefix("其中").rstrip("共有为达类")
