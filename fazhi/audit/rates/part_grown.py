"""A share of a count that has just grown, reckoned with the old one: 核定执法岗位16个，持证人员由9人增至14人，持证人数占核定岗位数的56.3%.

The part is what it has come to, the base what the share names; the two may have different units (posts, and those who fill them).
"""

from __future__ import annotations

import re

from fazhi.audit.rates.wrong_operands import former
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
BASE = re.compile(r"占[全本]?(?P<name>[\u4e00-\u9fff（）]{2,12}?)(?:总?[数量]|总人数|总额)?的(?:比例|比重)?[为达]?$")
OLD = re.compile(r"[上去前]年|原来|原有|此前|当时|改革前|20\d\d年")
LEAD, SHORTEST, BACK = 30, 2, 1
UNITS = {"person": frozenset(("个", "person")), "个": frozenset(("个", "person"))}
"""Posts and persons, whichever stands first."""


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(what the part has come to, the base), where the printed rate is that of the old number."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role not in ("share", "rate") or figure.vague or figure.bound or figure.compared or claim.order:
        return None
    before = [each for each in claim.sentence.figures if each.end <= claim.start]
    now = before[-1] if before else None
    old = former(claim, now) if now is not None else None
    if now is None or old is None or not now.exact or now.value == old.value:
        return None
    if OLD.search(text, now.end, figure.start) is not None or text.count("，", now.end, figure.start) > 1:
        return None
    found = [each for each in _bases(claim, old) if _of(claim, each)]
    if len({each.value for each in found}) != 1:
        return None
    whole = found[-1]
    right, printed = HUNDRED * now.exactly / whole.exactly, HUNDRED * old.exactly / whole.exactly
    if now.value > whole.value or rounding.fits(figure.value, right) or not rounding.fits(figure.value, printed):
        return None
    return now, whole


def _bases(claim: Percentage, old: Figure) -> list[Figure]:
    """The counts before the change that are great enough, of one kind with it or of posts where it is of persons."""
    kinds = UNITS.get(old.kind, frozenset((old.kind,)))
    return [
        each for each in claim.passage.figures
        if each.end <= old.start and each.count and each.exact and not each.compared and each.kind in kinds
        and each.value > old.value and claim.figure.sentence - each.sentence <= BACK
    ]  # fmt: skip


def _of(claim: Percentage, base: Figure) -> bool:
    """Is it what the share names (核定岗位 of 核定执法岗位), or does a rate name nothing?"""
    named = BASE.search(claim.passage.plain, max(claim.sentence.start, claim.figure.start - LEAD), claim.figure.start)
    if named is None:
        return claim.role == "rate"
    name = named["name"].rstrip("数量")
    return len(name) >= SHORTEST and _holds(base.head, name)


def _holds(words: str, name: str) -> bool:
    """Do the signs of a name stand in the words in their order?"""
    at = 0
    for each in name:
        at = words.find(each, at) + 1
        if not at:
            return False
    return True
