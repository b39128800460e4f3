"""A list that tells even of what there was none: 行政检察26件，裁判监督0件；审判监督52件；执行监督10件；跟进监督0件.

Who says twice that there was none, or tells of one in thousands (共13499件。其中投诉9880件；举报3618件；咨询1件), leaves nothing out; so a list that misses its total by two figures turned round is wrong, even
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
LEAST, THOUSANDS = 10, 2000

Sum = tuple[Figure, list[Figure]]


def none_left_out(passage: Passage) -> Iterator[Sum]:
    """(total, parts) of every sentence that is such a list behind the count with which it begins."""
    counts = [each for _number, each in told_counts(passage)]
    for at, total in enumerate(counts):
        begins = at == 0 or counts[at - 1].sentence < total.sentence
        if not begins or not total.unit or total.value < LEAST:
            continue
        following = _following(passage, counts[at + 1 :], total)[:MOST]
        parts = list(items_of(passage, following, total))
        alike = len(parts) == len(following) and all(like(each, total) for each in parts)
        if (
            alike
            and len(parts) >= THREE
            and _to_the_last(passage, total, parts)
            and not any(each.step for each in (total, *parts))
            and _missed(total, parts)
        ):
            yield total, parts


def _following(passage: Passage, counts: list[Figure], total: Figure) -> list[Figure]:
    """The counts of its sentence, or, where there are none of its unit, of the one behind it that begins with 其中."""
    own = [each for each in counts if each.sentence == total.sentence]
    behind = [each for each in counts if each.sentence == total.sentence + 1]
    begins = passage.plain.find("。", total.end) + 1
    if any(like(each, total) for each in own) or not behind or not passage.plain.startswith("其中", begins):
        return own
    return behind


def _to_the_last(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """Not of 咨询3189件，投诉1920件，其他2件, where the first is an item as well."""
    none, among = sum(1 for each in parts if not each.value), "其中" in passage.plain[total.end : parts[0].start]
    return none >= PAIR or among and any(0 < each.value * THOUSANDS <= total.value for each in parts)


def _missed(total: Figure, parts: list[Figure]) -> bool:
    off = abs(total.value - summed(parts))
    return one_turned(total, parts) or bool(off) and (off * FIFTH <= total.value or slipped(parts, total))
