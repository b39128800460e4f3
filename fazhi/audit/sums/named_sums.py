"""What is said of a list of which the words, or their order, name every item and the total."""

from __future__ import annotations

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.sums.addition import Addition
from fazhi.audit.text.figures import in_scale, summed
from fazhi.audit.text.manuscript import finding

NAMED = "named"
"""The form of such an addition."""
BASIS = "总数与各项在文中逐一写明，各项之和应等于总数"
"""No other account is asked for (docs/decisions/0020)."""


def report(addition: Addition, rule: str) -> Finding:
    """The items miss their total."""
    total, amount = addition.totals[0], summed(addition.parts)
    listing = "＋".join(in_scale(each.value, each) for each in addition.parts)
    return finding(
        addition.passage,
        addition.span,
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule=rule,
        message=f"分项{listing}＝{in_scale(amount, total)}，与总数{total.text}不符。",
        stated=total.text,
        computed=amount,
        basis=BASIS,
    )
