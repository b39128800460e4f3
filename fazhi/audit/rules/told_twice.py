"""Two tellings of one number in any document, known to be one by a witness: shares, the order of the figures, words that define it."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats import bases_of_plans, changes_retold, general_rates, next_stage, targets_met
from fazhi.audit.repeats.borne_by_shares import refuted
from fazhi.audit.repeats.definite_again import definite_again
from fazhi.audit.repeats.started_from import started_from
from fazhi.audit.repeats.turned_numbers import turned
from fazhi.audit.repeats.verbatim import retold
from fazhi.audit.rules import Rule
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

BASIS = "同一期间、同一对象的同一数量只能有一个值"


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for each number that no rule before has called wrong."""
    wrong = {(each.paragraph, each.end) for each in manuscript.found if each.verdict is Verdict.WRONG}
    yield from _by_shares(manuscript, wrong)
    yield from _by_likeness(manuscript, wrong)
    yield from _by_name(manuscript, wrong)


def _by_shares(manuscript: Manuscript, wrong: set[tuple[int, int]]) -> Iterator[Finding]:
    """Where the shares behind it are those of the number told elsewhere."""
    for each in refuted(manuscript):
        there = manuscript.addresses.get(each.there.index, "")
        message = f"{there}写“{each.other.head}{each.other.text}”，此处其后{each.shares}项占比按{each.other.text}才算得通，写{each.figure.text}有误。"
        yield from _report(wrong, each.passage, each.figure, message, each.other)


def _by_likeness(manuscript: Manuscript, wrong: set[tuple[int, int]]) -> Iterator[Finding]:
    """Where the same words tell it twice, or its digits are turned."""
    for passage in manuscript.passages:
        for figure, other in general_rates.told_again(passage):
            message = f"前文写{other.text}，此处用来比较的同一个率写{figure.text}，数字颠倒，两处必有一误。"
            yield from _report(wrong, passage, figure, message, other)
    for (passage, figure), (earlier, other) in retold(manuscript):
        there = manuscript.addresses.get(earlier.index, "")
        message = f"{there}同一句话里写{other.text}，此处写{figure.text}，两处必有一误。"
        yield from _report(wrong, passage, figure, message, other)
    for (passage, figure), (earlier, other) in turned(manuscript):
        there = manuscript.addresses.get(earlier.index, "")
        if (earlier.index, earlier.quote(other.start, other.end)[1]) not in wrong:
            message = (
                f"{there}写“{other.head}{other.text}”，此处写“{figure.head}{figure.text}”，数字颠倒，两处必有一误。"
            )
            yield from _report(wrong, passage, figure, message, other)
    for (passage, figure), (earlier, other) in definite_again(manuscript):
        if (earlier.index, earlier.quote(other.start, other.end)[1]) not in wrong:
            there = manuscript.addresses.get(earlier.index, "")
            told = f"{other.head}{other.text}{other.tail}"
            message = f"{there}写“{told}”，此处又说起时写{figure.text}，同一数量前后不一，两处必有一误。"
            yield from _report(wrong, passage, figure, message, other)
    for level in started_from(manuscript):
        there = manuscript.addresses.get(level.there.index, "")
        told = f"{level.other.head}{level.other.text}"
        message = f"{there}写“{told}”，此处作为今年的数写成{level.figure.text}，同一数量前后不一，两处必有一误。"
        yield from _report(wrong, level.passage, level.figure, message, level.other)


def _by_name(manuscript: Manuscript, wrong: set[tuple[int, int]]) -> Iterator[Finding]:
    """Where the words name the number that is meant: nothing another rule has said of the place may stand in the way."""
    changes = ((each, "同一升降写作", changes_retold.BASIS) for each in changes_retold.changes_retold(manuscript))
    stages = ((each, "这一环节的数写作", next_stage.BASIS) for each in next_stage.next_stage(manuscript))
    targets = ((each, "同一数量写作", targets_met.BASIS) for each in targets_met.targets_met(manuscript))
    bases = ((each, "今年的数写作", bases_of_plans.BASIS) for each in bases_of_plans.bases_of_plans(manuscript))
    told: set[tuple[int, int]] = set()  # by two of them
    for level, said, basis in (*changes, *stages, *targets, *bases):
        other = level.other
        if (level.there.index, level.there.quote(other.start, other.end)[1]) not in wrong:
            where = manuscript.addresses.get(level.there.index, "")
            message = f"{where}{said}“{other.head}{other.text}”，此处写{level.figure.text}，两处必有一误。"
            yield from _report(told, level.passage, level.figure, message, other, basis)


def _report(
    wrong: set[tuple[int, int]], passage: Passage, figure: Figure, message: str, other: Figure, basis: str = BASIS
) -> Iterator[Finding]:
    place = passage.index, passage.quote(figure.start, figure.end)[1]
    if place in wrong:
        return
    wrong.add(place)
    yield finding(
        passage,
        (figure.start, figure.end),
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG,
        rule="told_twice",
        message=message,
        stated=figure.text,
        computed=other.text,
        basis=basis,
    )


RULE = Rule(
    id="told_twice",
    title="两处写到的同一数量",
    source=BASIS,
    why="前后两处写同一个数，一处颠倒了数字；后面的占比仍按原来的数计算，便是凭证。",
    wrong="收到申请23件……共办理25件，公开8件，占34.8%；不公开5件，占21.7%；其他10件，占43.5%",
    right="收到申请23件……共办理23件，公开8件，占34.8%；不公开5件，占21.7%；其他10件，占43.5%",
    check=check,
    late=True,
)
