"""False alarms at scale: a true report that says less is still true, so whatever is called wrong only then is a false alarm.

From each report whole sentences with figures are left out, every one of them once, some in each reading. Rules that speak of how a report
is put together (numbering, contents, so many points announced) see the gap itself and are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit import Finding, Verdict, audit_text

TIMES = 10
"""Readings of each report: every tenth sentence with a figure is left out of each."""
SENTENCE = re.compile(r"[^。\n]*\d[^。\n]*。")
OF_THE_WHOLE = frozenset(("numbering", "structure", "announced", "ending"))


def thinned(text: str, times: int = TIMES) -> Iterator[str]:
    """The text so many times over, each time without other sentences that have a figure, until each was left out once."""
    found = list(SENTENCE.finditer(text))
    for first in range(min(times, len(found))):
        kept, position = "", 0
        for each in found[first::times]:
            kept += text[position : each.start()]
            position = each.end()
        yield kept + text[position:]


def alarms(text: str, times: int = TIMES) -> list[Finding]:
    """What is called wrong in a true report only where it says less; each place once."""
    told = {(each.rule, each.quote) for each in audit_text(text).of(Verdict.WRONG)}
    found = []
    for less in thinned(text, times):
        for each in audit_text(less).of(Verdict.WRONG):
            if each.rule not in OF_THE_WHOLE and (each.rule, each.quote) not in told:
                told.add((each.rule, each.quote))
                found.append(each)
    return found
