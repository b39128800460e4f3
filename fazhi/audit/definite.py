"""The one base that the words leave to a rate, though other counts stand near.

现有执法人员61名，其中58名持证      应考148人，实考146人，143人合格      已审结案件中，维持74件、…、其他4件，纠错率…
"""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit import binding, share_totals, wording
from fazhi.audit.binding import DUE
from fazhi.audit.figures import Figure
from fazhi.audit.percentages import Percentage

AMONG = re.compile(r"[，（]?其中(?:有|共有)?")
LEAST = 3
"""Items of a list that adds up to a base."""


def base(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """The base, if the words leave only one."""
    return _due(claim, rule, part) or _over(claim, rule, part) or _among(claim, part) or _of_outcomes(claim, rule, part)


def _sound(figure: Figure, part: Figure) -> bool:
    return figure.exact and part.exact and binding.same_unit(figure, part) and figure.value >= part.value > 0


def _among(claim: Percentage, part: Figure) -> Figure | None:
    """现有执法人员61名，其中58名: the count right before 其中."""
    before = [each for each in claim.sentence.figures if each.end <= part.start and each.count]
    if before and _sound(before[-1], part) and AMONG.fullmatch(claim.passage.plain, before[-1].end, part.start):
        return before[-1]
    return None


def _due(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """派遣7720件，应结案7487件，结案7263件，结案率…: of those that were due."""
    before = [each for each in claim.sentence.figures if each.end <= part.start and _sound(each, part)]
    due = [each for each in before if DUE.search(each.head) and rule.name[-2:-1] in each.head]
    return due[-1] if due else None


def _over(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """A rate that is by its name one of these only: 合格率 of those who sat the examination, not of those who should have."""
    if rule.over is None:
        return None
    before = [each for each in claim.sentence.figures if each.end <= part.start and _sound(each, part)]
    named = [each for each in before if rule.over.search(binding.words(each))]
    return named[-1] if named else None


def _of_outcomes(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """审结的案件中，维持92件、…、其他5件，直接纠错率…: what all outcomes add up to."""
    if not rule.firm:
        return None
    run = share_totals.whole_list(claim.passage, part)
    if len(run) < LEAST:
        before = [each for each in claim.sentence.figures if each.end <= part.start and _sound(each, part)]
        ended = [each for each in before if rule.whole.search(each.head)]
        return max(ended, key=lambda each: each.value, default=None)
    value = sum((each.value for each in run), part.value * 0)
    return replace(run[0], text=f"{value.normalize():f}{part.unit}", value=value)
