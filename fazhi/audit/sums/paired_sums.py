"""Two columns told side by side, of which one comes out: what is proven of the one binds the other.

追发待遇1873人、2896.5万元。……工程建设1206人、2085.3万元，制造业341人、402.7万元，…: the persons make up a count told paragraphs before,
so the amounts must make up the amount told beside it. 大气128件、1024.6万元，水74件、687.2万元，…。大气、水两类合计202件、1711.8万元: likewise
of those that a sum behind the list names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from fazhi.audit.sums.addition import comes_out, slipped
from fazhi.audit.sums.totals import NAME_MARK
from fazhi.audit.sums.twin_columns import Pair, kinds, runs
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

PAIR, THREE, FOUR, MOST = 2, 3, 4, 12
BACK = 8
"""So many paragraphs before the columns their totals may stand."""
SIXTH = 6
"""A column that misses its total by more than a sixth may be of another thing."""
LEAD = 40
STOPS = re.compile(r"[，。；：\n\d]")
# 大气、水两类合计; 城关与东岗两镇共
TOGETHER = re.compile(
    r"(?P<names>[^，。；：\d]{2,30}?)(?:[两二三四五六](?:[类项者地家个种镇乡县区部]|领域|行业|部门){1,2})?(?:合计|共计|总计|一共|相加|合起来|加起来|共|计)[^、，。；：\d]{0,4}$"
)
OF_A_KIND = re.compile(r"[两二三四五六类领域行业方面]+$")

Sum = tuple[Figure, list[Figure]]


def paired_sums(manuscript: Manuscript, number: int) -> Iterator[Sum]:
    """(total, parts) of every column of the passage of that number that misses its total while its twin makes its own."""
    passage = manuscript.passages[number]
    columns = [each for each in runs(passage) if each]
    for run in columns:
        found = _told_before(manuscript, number, run) if len(run) >= PAIR else None
        if found is not None:
            yield found
    told = list(chain.from_iterable(columns))
    for at, totals in enumerate(told):
        parts = _named(passage, told[max(0, at - MOST) : at], totals)
        found = _twin(parts, totals) if len(parts) >= PAIR else None
        if found is not None:
            yield found


def _named(passage: Passage, before: list[Pair], totals: Pair) -> list[Pair]:
    """大气、水两类合计: the pairs that the words before a sum name, each of them by the beginning of its name."""
    lead = STOPS.split(passage.plain[max(0, totals[0].start - LEAD) : totals[0].start])[-1]
    match = TOGETHER.fullmatch(lead)
    if match is None:
        return []
    found: list[Pair] = []
    for name in NAME_MARK.split(match["names"]):
        core = OF_A_KIND.sub("", name)
        own = [each for each in before if core and each[0].head.startswith(core) and kinds(each) == kinds(totals)]
        if len(own) != 1:
            return []
        found += own
    return found


def _twin(items: list[Pair], totals: Pair) -> Sum | None:
    """The column that misses its total, where the other one makes it exactly."""
    columns = [[each[side] for each in items] for side in (0, 1)]
    made = [comes_out(totals[side], columns[side]) for side in (0, 1)]
    if made[0] == made[1]:
        return None
    parts, total = columns[made.index(False)], totals[made.index(False)]
    off = abs(summed(parts) - total.value)
    return (total, parts) if off * SIXTH <= total.value or slipped(parts, total) else None


def _told_before(manuscript: Manuscript, number: int, run: list[Pair]) -> Sum | None:
    """The column that misses by a slip the one count of its unit told beside the total that the other column makes."""
    columns = [[each[side] for each in run] for side in (0, 1)]
    earlier = manuscript.passages[max(0, number - BACK) : number]
    here = manuscript.passages[number]
    year = str(manuscript.year or "")
    for side in (0, 1):
        proven, open_ = columns[side], columns[1 - side]
        if not _telling(proven):
            continue
        for passage in (*earlier, here):
            before = [each for each in passage.figures if passage is not here or each.end <= run[0][0].start]
            before = [each for each in before if _level(each, year)]
            wholes = [each for each in before if each.kind == proven[0].kind and each.value == summed(proven)]
            for whole in wholes:
                beside = [each for each in before if each.kind == open_[0].kind and each.sentence == whole.sentence]
                if passage is here and len(run) < THREE and whole.sentence != run[0][0].sentence:
                    continue
                found = _missed(open_, beside)
                if found is not None:
                    return found
                if any(comes_out(each, open_) for each in beside):
                    return None
    return None


def _telling(parts: list[Figure]) -> bool:
    """Of so many figures that it is no chance that they make up a number which is printed."""
    figures = len(f"{summed(parts):f}".rstrip("0").replace(".", ""))
    return figures >= (THREE if len(parts) >= THREE else FOUR)


def _level(figure: Figure, year: str) -> bool:
    """Is it a count of now, printed in full?"""
    past = figure.period.isdigit() and figure.period != year or EARLIER.search(f"{figure.period}{figure.head}")
    return figure.count and not (figure.vague or figure.bound or figure.compared or past)


def _missed(parts: list[Figure], beside: list[Figure]) -> Sum | None:
    most = max(each.value for each in parts)
    if any(comes_out(each, parts) for each in beside):
        return None
    missed = {each.value: each for each in beside if each.value > most and slipped(parts, each)}
    return (next(iter(missed.values())), parts) if len(missed) == 1 else None
