"""Shares dealt out by position: as many counts, and perhaps as many totals, as shares.

A 138起、B 121起、C 86起，分别占33.5%、29.4%和20.9%      火灾8万起、亡543人，占全国23.7万起、1407人的33.8%和38.6%
"""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi.audit.rates import dealt_rows
from fazhi.audit.rates.portions import LONGEST_NAME, Share
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage, percentages

TOGETHER = re.compile(r"共|合计|总计")
FOREMOST = re.compile(r"(?:前|居前)[两二三四五]位?[\u4e00-\u9fff]{0,6}$")
LEAD = 12
# 公安局30件、街道7件；按照类型来分，主要为行政处罚和举报投诉，分别占30.6%、23.5%: of counts that are not told.
DIVIDED_ANEW = re.compile(r"；[^；]{0,6}(?:按|从|以)[^，；]{1,8}(?:分|看)")
STOP = re.compile(r"[。；]")


def dealt_out(manuscript: Manuscript, claim: Percentage, before: list[Figure]) -> Share:
    """The share with the count and the totals that belong to its place in the series."""
    run = [each for each in percentages(claim.passage) if each.order and each.series == claim.series]
    named = [each for each in claim.sentence.figures if run[0].start < each.start and each.end <= run[0].figure.start]
    named = [each for each in named if each.count]
    earlier = [each for each in before if each.end <= run[0].start]
    counts = [each for each in earlier if not TOGETHER.search(each.head)]
    row = None
    if claim.order <= len(run):
        # 共发生火灾14.3万起、914人死亡，分别占…: in a row of several units what is of all of them is the first.
        row = dealt_rows.bases(manuscript, claim, counts, run) or dealt_rows.of_units(manuscript, claim, earlier, run)
    if row is not None:
        return Share(claim, row[0][claim.order - 1], [row[1][claim.order - 1]], inside=True)
    parts = _foremost(claim, counts, run) or _parts(claim, counts, len(run))
    if len(parts) < len(run) or claim.order > len(run):
        return Share(claim, None)
    part = parts[claim.order - 1]
    if named:
        same = [each for each in named if each.kind == part.kind]
        return Share(claim, part, same, inside=len(same) == 1) if same else Share(claim, None)
    if len({each.kind for each in parts}) == 1:
        bases = [each for each in before if each not in parts and each.kind == part.kind and each.value >= part.value]
        return Share(claim, part, bases)
    bases = [each for each in _row(claim, parts, run) if each.kind == part.kind]
    return Share(claim, part, bases, inside=bool(bases)) if bases else Share(claim, None)


def _foremost(claim: Percentage, counts: list[Figure], run: list[Percentage]) -> list[Figure]:
    """邻里92件、婚姻74件、土地58件、其他24件，前三位依次占…: the first of the list, which is in order."""
    lead = claim.passage.plain[max(0, run[0].start - LEAD) : run[0].start]
    if FOREMOST.search(lead) is None or len(counts) <= len(run):
        return []
    same = [each for each in counts if each.kind == counts[-1].kind and each.sentence == counts[-1].sentence]
    listed = [same[-1]]
    for each in reversed(same[:-1]):
        gap = claim.passage.plain[each.end : listed[0].start]
        if STOP.search(gap) or len(gap) > LONGEST_NAME:
            break
        listed.insert(0, each)
    while (
        len(listed) > len(run)
        and listed[0].value < listed[1].value
        or listed
        and listed[0].value == sum(each.value for each in listed[1:])
    ):
        listed.pop(0)
    return listed[: len(run)]


def _parts(claim: Percentage, counts: list[Figure], number: int) -> list[Figure]:
    """The last counts before the series: all of one unit, or each of another."""
    if not counts:
        return []
    last = counts[-number:]
    between = claim.passage.plain[last[-1].end : claim.start]
    if DIVIDED_ANEW.search(between) is not None:
        return []
    if len({each.kind for each in last}) not in (1, len(last)):
        last = [each for each in counts if each.kind == counts[-1].kind][-number:]
    gaps = [claim.passage.plain[left.end : right.start] for left, right in pairwise(last)]
    return [] if any(STOP.search(gap) or len(gap) > LONGEST_NAME for gap in gaps) else last


def _row(claim: Percentage, parts: list[Figure], run: list[Percentage]) -> list[Figure]:
    """The earlier counts of the same units that stand together and give at least one of the shares."""
    kinds = {each.kind for each in parts}
    best: tuple[int, list[Figure]] = (0, [])
    rows: dict[tuple[int, int], dict[str, Figure]] = {}
    for each in claim.passage.figures:
        if each.end <= parts[0].start and each.count and each.kind in kinds and not each.vague and not each.bound:
            rows.setdefault((each.sentence, each.segment), {}).setdefault(each.kind, each)
    for row in rows.values():
        if len(row) < len(kinds) or any(row[each.kind].value < each.value for each in parts):
            continue
        pairs = [Share(one, part) for one, part in zip(run, parts, strict=False)]
        fitting = sum(1 for each in pairs if each.part is not None and each.fits_figure(row[each.part.kind]))
        if fitting > best[0]:
            best = fitting, list(row.values())
    return best[1]
