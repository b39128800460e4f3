"""同比 reckoned from the year before the last, or from this year itself; any change whose base the words name, over what it led to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from fazhi.audit.growths import over_the_new
from fazhi.audit.growths.base_of_now import base_of_now
from fazhi.audit.growths.named_operands import named_operands
from fazhi.audit.growths.year_before_last import BASIS, Taken, year_before_last
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.manuscript import Manuscript, finding


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such percentage; of those taken over this year's level, for what no rule before has settled."""
    known = manuscript.settled(lambda each: each.kind is Kind.GROWTH)
    # 上年为698件，2022年为735件，同比降幅16.7%: that it follows from some year's number is no account of it.
    yield from map(_report, year_before_last(manuscript))
    for found in map(_report, base_of_now(manuscript)):
        if not any(each.meets(found) for each in known.get(found.paragraph, [])):
            yield found
    for over in chain(over_the_new.over_the_new(manuscript), named_operands(manuscript)):
        found = _over(over)
        held = [each for each in known.get(found.paragraph, []) if each.meets(found)]
        if not held or over.sure and not any(each.basis == over_the_new.BASIS for each in held):
            yield found


def _report(each: Taken) -> Finding:
    computed = rounding.show(each.change, max(1, rounding.decimals(each.figure.value)))
    now, base, stated = each.now.text, each.base.text, each.figure.text
    of_now = each.taken is each.now
    slip = f"是拿本期的{now}作了基数" if of_now else f"是按更早年份的{each.taken.text}算的"
    return finding(
        each.passage,
        (each.start, each.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="year_before_last",
        message=f"应与{'基期' if of_now else '上年'}的{base}相比，({now}－{base})÷{base}为{computed}%；文中写{stated}，{slip}。",
        stated=stated,
        computed=computed,
        basis=BASIS,
    )


def _over(each: over_the_new.Over) -> Finding:
    return finding(
        each.passage,
        (each.start, each.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="year_before_last",
        message=each.message,
        stated=each.figure.text,
        computed=each.computed,
        basis=over_the_new.BASIS,
    )


RULE = Rule(
    id="year_before_last",
    title="同比的基期",
    source=BASIS,
    why="几年的数并列时，算同比取错了年份。",
    wrong="由2022年的1204次、2023年的1152次降到今年的1086次，同比下降9.8%",
    right="由2022年的1204次、2023年的1152次降到今年的1086次，同比下降5.7%",
    check=check,
)
