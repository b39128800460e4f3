"""A list whose total is not printed, and what is told of that total behind it: each bears out the others, or speaks against them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.means.told_of_all import BASIS, Told, told_of_all
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.sums.unprinted_totals import Unprinted, unprinted_totals
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import in_scale
from fazhi.audit.text.manuscript import Manuscript, finding

MOST = 2_000
"""Up to so many every whole number is tried as that from which all is reckoned; of more only what a slip of an item makes."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every number behind such a list that is proven, either way, or for the list."""
    for listed in unprinted_totals(manuscript):
        told = told_of_all(manuscript, listed)
        right = [each for each in told if each.fits(listed.exactly)]
        wrong = [each for each in told if not each.fits(listed.exactly)]
        if right:
            yield from (_report(listed, each, Verdict.RIGHT) for each in right)
            if len(wrong) == 1:
                yield _report(listed, wrong[0], Verdict.WRONG)
        elif len(wrong) > 1:
            due = _total_of(wrong, listed)
            if due is not None:
                yield _of_the_list(listed, wrong, due)
        elif wrong and _sure(listed, wrong[0]):
            yield _report(listed, wrong[0], Verdict.WRONG, either=True)


def _sure(listed: Unprinted, told: Told) -> bool:
    """Is a number that nothing else bears out a growth, or plainly the one that is due with a slip, or would a slip of one item make it right?"""
    if told.kind is Kind.GROWTH:
        return True
    due = told.of(listed.exactly)
    if misprints.misprinted(told.figure.value / told.figure.scale, due / told.figure.scale):
        return True
    amounts = (listed.amount + turn - each.value for each in listed.parts for turn in misprints.turns(each.value))
    return any(told.fits(Fraction(amount)) for amount in amounts if amount > 0)


def _total_of(told: list[Told], listed: Unprinted) -> int | None:
    """The one whole number from which all is reckoned; of several the one that a slip of an item makes."""
    turned = {int(listed.amount + turn - each.value) for each in listed.parts for turn in misprints.turns(each.value)}
    low, high = int(max(each.value for each in listed.parts)), 2 * int(listed.amount)
    tried = range(low, high) if listed.amount <= MOST else sorted(each for each in turned if low <= each < high)
    fitting = [number for number in tried if all(each.fits(Fraction(number)) for each in told)]
    found = fitting if len(fitting) == 1 else [each for each in fitting if each in turned]
    return found[0] if len(found) == 1 else None


def _report(listed: Unprinted, told: Told, verdict: Verdict, *, either: bool = False) -> Finding:
    figure = told.figure
    value = told.of(listed.exactly)
    shown = rounding.show(
        value / figure.scale, 0 if told.exact else max(1, rounding.decimals(figure.value / figure.scale))
    )
    total = in_scale(listed.amount, listed.parts[0]) + listed.parts[0].unit
    unit = "%" if figure.percent else f"{figure.scale_word}{figure.unit}"
    account = f"前面各项合计{total}，{told.shown.format(total=total)}＝{shown}{unit}"
    wrong = verdict is Verdict.WRONG
    end = f"{account}，文中写{figure.text}。" if wrong else f"{account}，相符。"
    found = finding(
        listed.passage,
        (told.start, figure.end),
        kind=told.kind,
        verdict=verdict,
        rule="unprinted_total",
        message=end,
        stated=figure.text,
        computed=shown if wrong else None,
        basis=BASIS if wrong else "",
    )
    found.either = wrong and either
    return found


def _of_the_list(listed: Unprinted, told: list[Told], due: int) -> Finding:
    parts = listed.parts
    listing = "＋".join(in_scale(each.value, each) for each in parts)
    slips = [(each, due - listed.amount + each.value) for each in parts]
    turned = [(each, right) for each, right in slips if right > 0 and misprints.turned(each.value, right)]
    message = f"各项{listing}＝{in_scale(listed.amount, parts[0])}，后面的{'、'.join(each.figure.text for each in told)}都是按{due}算出的，各项中必有一误。"
    first, last = parts[0], parts[-1]
    span = (first.start - len(first.head), last.end)
    computed = None
    stated = f"{listed.amount:f}{first.unit}"
    if len(turned) == 1:
        slip, computed = turned[0]
        message += f"当是“{slip.head}{slip.text}”写错。"
        span, stated = (slip.start - len(slip.head), slip.end), slip.text
    return finding(
        listed.passage,
        span,
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="unprinted_total",
        message=message,
        stated=stated,
        computed=computed,
        basis=BASIS,
    )


RULE = Rule(
    id="unprinted_total",
    title="没有写出的总数",
    source=BASIS,
    why="只列各项不写合计，后面的月均、增幅、办结率却都按合计算，改了一处无从核对。",
    wrong="全年受理的举报，土地类139件、矿产类37件、其他类38件，月均17.8件，上年受理247件，下降14.3%",
    right="全年受理的举报，土地类139件、矿产类37件、其他类38件，月均17.8件，上年受理247件，下降13.4%",
    check=check,
)
