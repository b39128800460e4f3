"""Who should have come, who came and who did not: 应参加64人，实到61人，……；不合格的2人会同缺考的3人.

However far on in the paragraph those who stayed away are told, they are what the first two leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.sums.addition import Addition
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import finding
from fazhi.audit.text.passages import Passage

DUE = re.compile(r"应(?:参加|参考|参训|出席|到|考|训)[^，。；：\d]{0,24}$")
CAME = re.compile(r"(?:实际?(?:参加|参考|参训|出席|到会|到|考|训)(?:考试|测试|培训)?的?(?:人员|干部)?)$")
AWAY = re.compile(r"(?:缺考|缺席|缺训|未参考|未参加|未参训|未到会?)(?:考试|测试|培训)?的?(?:人员|干部)?(?:有|共)?$")
LEAD = 32
PERSON = "person"
BASIS = "应到人数－实到人数＝未到人数"
"""The words themselves say what is the whole and what its parts: no other account is asked for (docs/decisions/0020)."""


def absentees(passage: Passage) -> Iterator[Addition]:
    """One addition for each two such counts behind which a single count of those who stayed away is told."""
    text = passage.plain
    if "应" not in text or "实" not in text:
        return
    people = [
        each for each in passage.figures if each.kind == PERSON and each.count and each.exact and not each.compared
    ]
    for at, due in enumerate(people[:-2]):
        came = people[at + 1]
        if not _said(text, due, DUE) or not _said(text, came, CAME) or came.value > due.value:
            continue
        until = next((each.start for each in people[at + 2 :] if _said(text, each, DUE)), len(text))
        away = [each for each in people[at + 2 :] if each.start < until and _said(text, each, AWAY)]
        if len(away) == 1:
            yield Addition(passage, [due], [came, away[0]], "absent", True)


def _said(text: str, figure: Figure, words: re.Pattern[str]) -> bool:
    return words.search(text, max(0, figure.start - LEAD), figure.start) is not None


def report(addition: Addition, rule: str) -> Finding:
    """What was told last, of those who stayed away, was not reckoned anew."""
    due, (came, away) = addition.totals[0], addition.parts
    left = due.value - came.value
    return finding(
        addition.passage,
        addition.span,
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule=rule,
        message=f"应到{due.text}，实到{came.text}，未到的应为{left:f}{away.unit}，文中写{away.text}。",
        stated=away.text,
        computed=f"{left:f}{away.unit}",
        basis=BASIS,
    )
