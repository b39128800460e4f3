"""全年立案的165件案件, where 全年立案143件 was told: a number of the whole year, taken up with another value."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats.year_totals import BASIS, Taken, year_totals
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every number so taken up that the rules before have not settled."""
    settled = {(each.paragraph, each.end) for each in manuscript.found if each.verdict is Verdict.WRONG}
    for each in year_totals(manuscript):
        result = _report(manuscript, each)
        if (result.paragraph, result.end) not in settled:
            yield result


def _report(manuscript: Manuscript, taken: Taken) -> Finding:
    quote = taken.there.quote(taken.other.start - len(taken.other.head), taken.other.end)[-1]
    there = manuscript.addresses.get(taken.there.index, "")
    return finding(
        taken.passage,
        (taken.figure.start, taken.figure.end),
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG,
        rule="year_total",
        message=f"{there}写“{quote}”，此处说的是同一件事，却写{taken.figure.text}，两处必有一误。",
        stated=taken.figure.text,
        computed=taken.other.text,
        basis=BASIS,
    )


RULE = Rule(
    id="year_total",
    title="再次说到的全年数",
    source=BASIS,
    why="后文回头说“全年立案的多少件”，常常照抄了上年的数，或前文改了后文没有跟着改。",
    wrong="全年立案143件。……综合行政执法队全年立案的165件案件已全部归档",
    right="全年立案143件。……综合行政执法队全年立案的143件案件已全部归档",
    check=check,
)
