"""A list that tells even of what there was none: 行政检察26件，裁判监督0件；审判监督52件；执行监督10件；跟进监督0件.

Who says twice that there was none leaves nothing out; so a list that misses its total by two figures turned round is wrong, even
where one of its parts is greater than the total, and so is one that misses it by a single wrong figure, or by a little.
"""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.alike_sums import one_turned
from fazhi.audit.sums.told_counts import items_of, like, told_counts
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

PAIR, THREE, FIFTH, MOST = 2, 3, 5, 24
LEAST = 10

Sum = tuple[Figure, list[Figure]]


def none_left_out(passage: Passage) -> Iterator[Sum]:
    """(total, parts) of every sentence that is such a list behind the count with which it begins."""
    counts = [each for _number, each in told_counts(passage)]
    for at, total in enumerate(counts):
        begins = at == 0 or counts[at - 1].sentence < total.sentence
        if not begins or not total.unit or total.value < LEAST:
            continue
        following = [each for each in counts[at + 1 :] if each.sentence == total.sentence][:MOST]
        parts = list(items_of(passage, following, total))
        alike = len(parts) == len(following) and all(like(each, total) for each in parts)
        if (
            alike
            and len(parts) >= THREE
            and sum(1 for each in parts if not each.value) >= PAIR
            and not any(each.step for each in (total, *parts))
            and _missed(total, parts)
        ):
            yield total, parts


def _missed(total: Figure, parts: list[Figure]) -> bool:
    off = abs(total.value - summed(parts))
    return one_turned(total, parts) or bool(off) and (off * FIFTH <= total.value or slipped(parts, total))
