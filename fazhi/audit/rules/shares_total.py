"""Shares that present themselves as a whole must add up to 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit import rounding
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.percentages import Percentage, percentages
from fazhi.audit.rules import Rule

HUNDRED = Decimal(100)
FEWEST = 3


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Each sentence with three or more shares, the last of them 其他 or 其余."""
    for passage in manuscript.passages:
        if passage.plain.count("占") < FEWEST or ("其他" not in passage.plain and "其余" not in passage.plain):
            continue
        by_sentence: dict[int, list[Percentage]] = {}
        for claim in percentages(passage):
            if claim.role == "share":
                by_sentence.setdefault(claim.sentence.start, []).append(claim)
        for claims in by_sentence.values():
            result = _judge(claims)
            if result is not None:
                yield result


def _judge(claims: list[Percentage]) -> Finding | None:
    last = claims[-1]
    lead = last.passage.plain[claims[-2].figure.end if len(claims) > 1 else 0 : last.start]
    if len(claims) < FEWEST or not ("其他" in lead or "其余" in lead):
        return None
    if any(each.figure.vague or each.figure.bound for each in claims):
        return None
    total = sum((each.figure.value for each in claims), Decimal(0))
    unit = Decimal(1).scaleb(-min(rounding.decimals(each.figure.value) for each in claims))
    span = (claims[0].start, last.figure.end)
    if abs(total - HUNDRED) <= unit * len(claims) / 2 + unit / 2:
        verdict, message = Verdict.RIGHT, f"各项占比合计{total}%，在取舍误差之内。"
    elif total > HUNDRED:
        verdict, message = Verdict.WRONG, f"各项占比合计{total}%，应为100%。"
    else:
        # 邻里纠纷占三成，…: a share may be put in words, or stand in another sentence.
        verdict, message = Verdict.HINT, f"各项占比合计{total}%，若已列全应为100%。"
    return finding(
        last.passage,
        span,
        kind=Kind.SUM,
        verdict=verdict,
        rule="shares_total",
        message=message,
        stated=f"{total}%",
        computed=HUNDRED,
        basis="各项占比之和为100%" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="shares_total",
    title="占比之和",
    source="列全的各项占比之和为100%，容许每项半个末位的取舍误差",
    why="改了一项占比，其余没有重算。",
    wrong="邻里纠纷占45%，婚姻纠纷占35%，其他纠纷占25%",
    right="邻里纠纷占45%，婚姻纠纷占35%，其他纠纷占20%",
    check=check,
)
