"""The one base that the words leave to a rate, though other counts stand near.

现有执法人员61名，其中58名持证      应考148人，实考146人，143人合格      已审结案件中，维持74件、…、其他4件，纠错率…
"""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.rates import binding, share_totals
from fazhi.audit.rates.binding import DUE
from fazhi.audit.sums.remainders import left_over
from fazhi.audit.text import rounding, wording
from fazhi.audit.text.countable import not_beside
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

AMONG = re.compile(r"[，（]?其中(?:有|共有)?")
# 回访到6412件，其中满意6149件: the words of the part may stand between.
AMONG_THEM = re.compile(r"，其中[\u4e00-\u9fff]{2,8}")
# 经调解、和解结案41件: one way of ending.
ONE_WAY = re.compile(r"调解|和解|撤诉|撤回|终止|其中")
LEAST = 3
"""Items of a list that adds up to a base."""


def base(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """The base, if the words leave only one."""
    found = (
        _due(claim, rule, part)
        or _over(claim, rule, part)
        or _among(claim, rule, part)
        or _of_outcomes(claim, rule, part)
        or _with_left_over(claim, part)
    )
    # 年内审结36件，败诉4件；2023年审结29件，败诉4件: a rate of one year is over the count of that year.
    return found if found is None or binding.same_period(claim.passage, found, part) else None


def _sound(figure: Figure, part: Figure) -> bool:
    return figure.exact and part.exact and binding.same_unit(figure, part) and figure.value >= part.value > 0


def _among(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """现有执法人员61名，其中58名: the count right before 其中."""
    before = [each for each in claim.sentence.figures if each.end <= part.start and each.count]
    if not before or not _sound(before[-1], part):
        return None
    text, base = claim.passage.plain, before[-1]
    named = rule.whole.search(base.head) and AMONG_THEM.fullmatch(text, base.end, part.start)
    return base if named or AMONG.fullmatch(text, base.end, part.start) else None


def _due(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """派遣7720件，应结案7487件，结案7263件，结案率…: of those that were due."""
    before = [each for each in claim.sentence.figures if each.end <= part.start and _sound(each, part)]
    # 参保23150人，应参保23800人，参保率…: it may stand behind the part.
    before += [
        each
        for each in claim.sentence.figures
        if part.end <= each.start < each.end <= claim.start and _sound(each, part)
    ]
    before = [each for each in before if "其中" not in claim.passage.plain[each.end : part.start]]
    due = [each for each in before if DUE.search(each.head) and rule.name[-2:-1] in each.head]
    return due[-1] if due else None


def _over(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """A rate that is by its name one of these only: 合格率 of those who sat the examination, not of those who should have."""
    if rule.over is None:
        return None
    before = [each for each in claim.sentence.figures if each.end <= part.start and _sound(each, part)]
    named = [each for each in before if rule.over.search(binding.words(each)) and not _outcome(rule, each)]
    # 回访312件，其中办结的300件中满意291件: another count between may be meant.
    between = [each for each in before if named and each.start > named[-1].start]
    if any(rounding.fits(claim.figure.value, 100 * part.exactly / each.exactly) for each in between):
        return None
    return named[-1] if named else None


def _outcome(rule: wording.RateName, figure: Figure) -> bool:
    """参评920人，对窗口评价满意的912人，满意率99.1%，对部门评价满意的893人: does what is counted end with the outcome itself?"""
    head = figure.head.rstrip("的为有是")
    return any(each.end() == len(head) for each in rule.part.finditer(head))


def _with_left_over(claim: Percentage, part: Figure) -> Figure | None:
    """积案83件，…化解76件，化解率91.57%，剩余7件…: the count before that part and what is left make up."""
    passage = claim.passage
    here = [each for each in passage.figures if abs(each.sentence - part.sentence) <= 1 and each.exact]
    left = [each for each in here if part.end <= each.start and binding.same_unit(each, part)][:1]
    if not left or left[0].sentence != part.sentence or not left_over(passage, left[0]):
        return None
    before = [each for each in here if each.end <= part.start and _sound(each, part)]
    wholes = {each.value: each for each in before if each.value == part.value + left[0].value}
    return next(iter(wholes.values()), None)


def _of_outcomes(claim: Percentage, rule: wording.RateName, part: Figure) -> Figure | None:
    """审结的案件中，维持92件、…、其他5件，直接纠错率…: what all outcomes add up to."""
    if not rule.firm:
        return None
    run = share_totals.whole_list(claim.passage, part)
    if len(run) < LEAST:
        before = [each for each in claim.sentence.figures if each.end <= part.start and _sound(each, part)]
        before = not_beside(claim.passage, before, part)
        # 审结146件。…经调解结案41件: one way of ending is not all that were ended.
        ended = [each for each in before if rule.whole.search(each.head) and not ONE_WAY.search(each.head)]
        # 年内审结36件，败诉4件，…；2023年审结29件，败诉4件: each year has its own.
        ended = [each for each in ended if each.segment == part.segment] or ended
        return max(ended, key=lambda each: each.value, default=None)
    value = sum((each.value for each in run), part.value * 0)
    return replace(run[0], text=f"{value.normalize():f}{part.unit}", value=value)
