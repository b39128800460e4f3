"""Half a year that is not its two quarters: 一季度41件、二季度58件、三季度67件、四季度46件……下半年两个季度共125件 (113).

The words name the two, so that it comes to the sum of two others (58 and 67) is no excuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from fazhi.audit.sums.addition import Addition, comes_out, slipped
from fazhi.audit.sums.named_sums import NAMED
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.quarters import QUARTERS

HALVES = {"上半年": QUARTERS[:2], "下半年": QUARTERS[2:]}
SAID = re.compile(r"[，。；、：](?P<half>[上下]半年)(?:的?[两2二]个季度)?(?P<name>[^，。；：、\d]{0,6})$")
PLAIN = re.compile(r"(?:合计|共计|总计|一共|共|总[量数额]|为|有|是|则|达)+")
GAP = re.compile(r"[、，；和及与][^，。；：、\d]{0,10}")
LEAD, NEAR, YEAR = 20, 2, len(QUARTERS)


def quarters_halved(passage: Passage) -> Iterator[Addition]:
    """Every such half behind the four quarters."""
    if "季度" not in passage.plain or "半年" not in passage.plain:
        return
    for row in _rows(passage):
        for total in passage.figures:
            said = SAID.search(passage.plain, max(row[-1].end, total.start - LEAD), total.start)
            if said is None or not _alike(row[-1], total) or not _of_same(passage, row, said["name"]):
                continue
            parts = [each for each in row if each.period in HALVES[said["half"]]]
            if not comes_out(total, parts) and (_of_others(row, total) or slipped(parts, total)):
                yield Addition(passage, [total], parts, NAMED, True)


def _rows(passage: Passage) -> Iterator[list[Figure]]:
    """The counts of the four quarters, side by side."""
    figures = [each for each in passage.figures if each.count and each.period in QUARTERS]
    for at in range(len(figures) - YEAR + 1):
        row = figures[at : at + YEAR]
        joined = all(GAP.fullmatch(passage.plain, one.end, two.start) for one, two in pairwise(row))
        alike = all(_alike(row[0], each) and _sound(each) for each in row)
        if joined and alike and tuple(each.period for each in row) == QUARTERS:
            yield row


def _sound(figure: Figure) -> bool:
    return not (figure.vague or figure.bound or figure.compared or figure.spelled)


def _alike(last: Figure, total: Figure) -> bool:
    return last.unit == total.unit and total.sentence - last.sentence <= NEAR and _sound(total)


def _of_same(passage: Passage, row: list[Figure], name: str) -> bool:
    """上半年办结218起 is not of 一季度受理126起: are the words of the half those of its quarters?"""
    first = row[0].start
    before = passage.plain[passage.plain.rfind("。", 0, first) + 1 : first]
    return all(each in before for each in PLAIN.sub("|", name).split("|"))


def _of_others(row: list[Figure], total: Figure) -> bool:
    """Is it two other quarters, or three?"""
    return any(summed(list(each)) == total.value for size in (2, 3) for each in combinations(row, size))
