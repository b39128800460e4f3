"""What the rules left open, and what a plain slip of one number would make right: that is no chance.

行政执法事项96项，其中行政处罚28项、检查9项、强制5项: 其中 need not tell all; but with 82 in the place of 28 it tells all, to the item.
Of what is left open in three million characters without slips no account comes out so; of planted slips every twentieth.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.corroboration import counts
from fazhi.audit.doubts.places import lying_on
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.slips import receipts
from fazhi.audit.slips.receipts import Receipt
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.manuscript import Manuscript

Slip = tuple[Decimal, Decimal]
"""A number, and what it must be."""
TURNED = "turned"
"""What has no other proof than that is not called wrong against another account."""
FEWEST, TELLING, LONG = 3, 3, 4
"""Numbers of a list that has to be no further looked at; figures of a percentage or mean that hardly any is by chance, and of one of two parts."""
RATES = frozenset(("rate", "miswritten"))
STOP = "。"
KINDS = frozenset((Kind.SUM, Kind.RATE))
JOINED = re.compile(r"(?:（[^（）]*）)?[、，][^，。；：、\d]{1,18}")
RESULT = "按{account}应为{due}，文中写{stated}，{how}。"
SUM, RATE = "分项之和＝总数", "比率＝部分÷总体"
ONE = "其中一个数当是{how}。"


def prove(manuscript: Manuscript, findings: Sequence[Finding], doubted: Collection[int]) -> None:
    """Call wrong what the rules only asked about, where a plain slip of one number makes the shown account right; not what another
    account makes right as well (``doubted``, by identity)."""
    for finding in findings:
        asked = finding.kind in KINDS and not finding.verdict.settled and finding.rule != TURNED
        receipt = receipts.read(finding) if asked else None
        if receipt is None or receipt.comes_out:
            continue
        moved = receipt.point_moved if finding.rule in RATES else None
        if moved is not None:
            slips = [(receipt.printed, moved)]  # 163辆次÷4862辆次: 33.5% for 3.35%
        elif id(finding) in doubted:
            slips = _firm(manuscript, finding, receipt)
        else:
            plain = misprints.how if finding.kind is Kind.SUM else misprints.turned
            slips = [each for each in receipt.slips() if plain(*each)]
        if slips:
            slip = min(slips, key=lambda each: each[0] != receipt.printed)
            if _telling(manuscript, finding, receipt, slip):
                _call_wrong(finding, receipt, *slip)


def _firm(manuscript: Manuscript, finding: Finding, receipt: Receipt) -> list[Slip]:
    """满意197件，满意率92.6%, of 204: what shows two figures turned round, against whatever else gives what is printed by chance; the part
    must be told last of its unit."""
    lying = lying_on(manuscript, finding) if finding.rule in RATES and receipt.numbers else None
    if lying is None:
        return []
    value, unit = receipt.numbers[0]
    told = [each for each in counts(lying[0]) if each.end <= lying[1][-1].start and each.unit == unit]
    result = next(receipt.slips())
    return [result] if told and told[-1].value == value and misprints.turned(*result) else []


def _telling(manuscript: Manuscript, finding: Finding, receipt: Receipt, slip: Slip) -> bool:
    """Can it hardly be chance? Of two parts each must be told right behind the other, and a part that slipped be a long number."""
    if finding.kind is Kind.RATE:
        return not receipt.exact and rounding.telling(receipt.printed) >= TELLING
    numbers = {value for value, _unit in receipt.numbers}
    lying = lying_on(manuscript, finding) if len(receipt.numbers) < FEWEST else None
    if lying is None:
        return True
    printed, due = slip
    if printed != receipt.printed and rounding.telling(due) < LONG:
        return (
            False  # 其中下水道堵塞175件、乱停放164件, of 879: 715 would do, and so would many an item that is not told
        )
    passage, inside = lying
    parts = [each for each in inside if each.value in numbers and each.value != receipt.printed * receipt.scale]
    return all(JOINED.fullmatch(passage.plain, one.end, two.start) for one, two in pairwise(parts))


def _call_wrong(finding: Finding, receipt: Receipt, number: Decimal, due: Decimal) -> None:
    account, how = receipts.shown(finding), misprints.how(number, due) or misprints.POINT
    finding.verdict = Verdict.WRONG
    if finding.kind is Kind.SUM:
        # What the others make of the total, until it is settled which of them is the slip.
        finding.message = f"{finding.message.split(STOP)[0]}{STOP}{ONE.format(how=how)}"
        finding.computed, finding.basis = receipt.amount, finding.basis or SUM
    else:
        finding.message = RESULT.format(account=account, due=f"{due:f}{receipt.unit}", stated=finding.stated, how=how)
        finding.computed, finding.basis = due, finding.basis or RATE
