"""同比 reckoned from the year before the last, or from this year itself."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.growths.base_of_now import base_of_now
from fazhi.audit.growths.year_before_last import BASIS, year_before_last
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.manuscript import Manuscript, finding


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such percentage."""
    for each in year_before_last(manuscript):
        computed = rounding.show(each.change, rounding.decimals(each.figure.value))
        now, base = each.now.text, each.base.text
        yield finding(
            each.passage,
            (each.start, each.figure.end),
            kind=Kind.GROWTH,
            verdict=Verdict.WRONG,
            rule="year_before_last",
            message=f"同比应与上年的{base}相比，({now}－{base})÷{base}为{computed}%；文中写{each.figure.text}，是按更早年份的{each.taken.text}算的。",
            stated=each.figure.text,
            computed=computed,
            basis=BASIS,
        )
    known = manuscript.settled(lambda each: each.kind is Kind.GROWTH)
    for one in base_of_now(manuscript):
        computed = rounding.show(one.change, max(1, rounding.decimals(one.figure.value)))
        now, base = one.now.text, one.base.text
        found = finding(
            one.passage,
            (one.start, one.figure.end),
            kind=Kind.GROWTH,
            verdict=Verdict.WRONG,
            rule="year_before_last",
            message=f"应与基期的{base}相比，({now}－{base})÷{base}为{computed}%；文中写{one.figure.text}，是拿本期的{now}作了基数。",
            stated=one.figure.text,
            computed=computed,
            basis=BASIS,
        )
        if not any(each.start < found.end and found.start < each.end for each in known.get(found.paragraph, [])):
            yield found


RULE = Rule(
    id="year_before_last",
    title="同比的基期",
    source=BASIS,
    why="几年的数并列时，算同比取错了年份。",
    wrong="由2022年的1204次、2023年的1152次降到今年的1086次，同比下降9.8%",
    right="由2022年的1204次、2023年的1152次降到今年的1086次，同比下降5.7%",
    check=check,
)
