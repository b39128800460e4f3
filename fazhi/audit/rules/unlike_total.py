"""A list whose shares are all reckoned over its own sum, and that sum is not the total announced before it.

11月受理诉求284406件。其中咨询124599件，占63.72%；…；其他9791件，占5.01%, of 195532 together. That a list leaves kinds out is no
fault; but one that goes down to 其他, and divides each of its items by their own sum, is all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates.portions import Share
from fazhi.audit.rates.shares import TOTAL, shares
from fazhi.audit.rates.witnessed_totals import Witnessed, witnessed_totals
from fazhi.audit.rules import Rule
from fazhi.audit.text.figures import Figure, in_scale, summed
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

WITNESSED = "并列各项的占比用同一总数"
FEWEST = 3
"""So many shares must be those of the sum, and not of the total."""
REST = re.compile(r"^[，；、]?(?:其他|其它|其余)")
# 。从被反映人看，  。其中  ：
OPENED = re.compile(r"[，。；：]{0,2}(?:其中|[从按以][^，。；：、\d]{1,12})?[，：]?[^，。；：、\d]{0,16}")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such list."""
    by_passage: dict[int, list[Share]] = {}
    passages: dict[int, Passage] = {}
    for share in shares(manuscript):
        part = share.part
        if part is not None and part.exact and not share.together and not share.claim.order:
            passages[id(share.claim.passage)] = share.claim.passage
            by_passage.setdefault(id(share.claim.passage), []).append(share)
    for at, found in by_passage.items():
        for row in _rows(found):
            result = _judge(passages[at], row)
            if result is not None and not any(_told(each, result) for each in manuscript.found):
                yield result
    for witnessed in witnessed_totals(manuscript):
        yield _witnessed(witnessed)


def _witnessed(each: Witnessed) -> Finding:
    """Where the list tells only the first few, so that nothing can be added up."""
    total, right = each.total, in_scale(each.right, each.total)
    return finding(
        each.passage,
        (total.start, each.row[-1].claim.figure.end),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="unlike_total",
        message=f"所列{len(each.row)}项占比都按{right}{total.unit}计算，与前文总数{total.text}不符。",
        stated=total.text,
        computed=each.right,
        basis=WITNESSED,
    )


def _told(known: Finding, result: Finding) -> bool:
    """Has a rule of sums said it already?"""
    same = known.paragraph == result.paragraph and known.start == result.start
    return same and known.kind is Kind.SUM and known.verdict is Verdict.WRONG


def _rows(found: list[Share]) -> Iterator[list[Share]]:
    """The shares of one unit down to 其他."""
    row: list[Share] = []
    for share in found:
        assert share.part is not None
        if row and row[-1].part is not None and row[-1].part.kind != share.part.kind:
            row = []
        row.append(share)
        if REST.search(share.part.head) is not None:
            yield row
            row = []


def _judge(passage: Passage, row: list[Share]) -> Finding | None:
    parts = [each.part for each in row if each.part is not None]
    total = next((each for each in reversed(passage.figures) if each.end <= parts[0].start and each.count), None)
    if total is None or total.kind != parts[0].kind or not _announced(passage, total, parts[0]):
        return None
    amount = summed(parts)
    if amount == total.value or not _reckoned(row, amount, total):
        return None
    # 其中诉求195532件属于…: a count that explains the difference.
    known = {each.value for each in passage.figures}
    if {amount, abs(total.value - amount)} & known:
        return None
    return finding(
        passage,
        (total.start, row[-1].claim.figure.end),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="unlike_total",
        message=f"所列各项合计{in_scale(amount, total)}{total.unit}，占比也按{in_scale(amount, total)}{total.unit}计算，与前文总数{total.text}不符。",
        stated=total.text,
        computed=amount,
        basis="分项之和＝总数；占比＝分项÷总数",
    )


def _announced(passage: Passage, total: Figure, first: Figure) -> bool:
    return (
        total.exact
        and not total.compared
        and TOTAL.search(total.head) is not None
        and OPENED.fullmatch(passage.plain, total.end, first.start) is not None
    )


def _reckoned(row: list[Share], amount: Decimal, total: Figure) -> bool:
    """Are all shares those of the sum, and enough of them not those of the total?"""
    if not all(each.fits(amount) for each in row):
        return False
    return sum(1 for each in row if not each.fits(total.value)) >= FEWEST


RULE = Rule(
    id="unlike_total",
    title="占比的基数与所写的总数",
    source="分项之和＝总数；占比＝分项÷总数",
    why="总数取自一张表、分项和占比取自另一张表，两处口径或数字不同。",
    wrong="共受理诉求840件。其中咨询312件，占43.3%；求助228件，占31.7%；投诉120件，占16.7%；其他60件，占8.3%",
    right="共受理诉求720件。其中咨询312件，占43.3%；求助228件，占31.7%；投诉120件，占16.7%；其他60件，占8.3%",
    check=check,
    late=True,
)
