"""A mean that is what two numbers before it give, but for two figures turned round: 护林员64名……巡护21504人次，人均363次 (336)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from fazhi.audit.corroboration import counts, printed
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.turned.account import Account

MEAN = re.compile(r"(?:均|平均每?[\u4e00-\u9fff]{0,6})[\u4e00-\u9fff]{0,6}$")
LEAD = 16
BEFORE = 16
"""So many numbers before a mean may be what was dealt out, or among how many."""
BACK, TELLING = 6, 3
"""So many paragraphs back stands what a mean of so many figures is divided by."""
MOST = 60
"""So many numbers of them are tried."""
MONTHS = Fraction(12)
MONTH = re.compile(r"(?<![\d至])月")
"""月均, but not the month that a date names: 以6月底在册人数计，人均走访4.0次."""
SINGLE = re.compile(r"([件案人户])均|平均每([名户件])")
UNITS = {
    "件": ("件", "起", "宗", "案", "件次"),
    "案": ("件", "起", "宗", "案"),
    "人": ("人", "名", "位", "万人"),
    "名": ("人", "名", "位", "万人"),
    "户": ("户", "家", "万户"),
}
SHARED_OUT = 5
"""So many at least have a mean; of fewer nearly every number is one."""


def turned(passages: Sequence[Passage], number: int) -> Iterator[tuple[Figure, Account]]:
    """Every mean of a passage that no numbers before it give as printed, and some with two figures turned round."""
    passage = passages[number]
    row = counts(passage)
    back = [each for one in passages[max(0, number - BACK) : number] for each in counts(one)][-MOST:]
    for at, figure in enumerate(row):
        stated = printed(figure)
        lead = passage.plain[max(0, figure.start - LEAD) : figure.start]
        if stated is None or figure.spelled or MEAN.search(lead) is None or EARLIER.search(lead):
            continue
        before = row[max(0, at - BEFORE) : at]
        further = back if rounding.telling(stated) >= TELLING else []
        found = list(_means(before, [*before, *further], figure, MONTH.search(lead) is not None))
        if any(rounding.fits(stated, value) for value, _account in found):
            continue
        accounts = [
            Account(due, formula, figures)
            for due in misprints.turns(stated)
            for value, (formula, figures) in found
            if rounding.HALF_UP in rounding.fits(due, value)
        ]
        if len({each.due for each in accounts}) == 1:
            yield figure, accounts[0]


def _of_its_things(mean: Figure, among: Figure) -> bool:
    """件均罚没 is over cases, 人均 and 平均每名 over persons: of no other unit."""
    each = SINGLE.search(mean.head)
    return each is None or among.unit in UNITS[each[1] or each[2]]


def _means(
    before: Sequence[Figure], numbers: Sequence[Figure], mean: Figure, monthly: bool
) -> Iterator[tuple[Fraction, tuple[str, tuple[Figure, ...]]]]:
    """Of what is counted in the unit of the mean, or whose unit ends so (21504人次, 人均336次; 12万元, 每件300元)."""
    for dealt in before:
        if not dealt.unit.endswith(mean.unit):
            continue
        value = dealt.exactly / mean.scale
        if monthly:
            yield value / MONTHS, (f"{dealt.text}÷{MONTHS}", (dealt,))
        for among in numbers:
            if (
                among is not dealt
                and _of_its_things(mean, among)
                and SHARED_OUT <= among.exactly < dealt.exactly
                and among.kind != dealt.kind
            ):
                share = value / among.exactly
                if monthly:
                    yield share / MONTHS, (f"{dealt.text}÷{among.text}÷{MONTHS}", (dealt, among))
                else:
                    yield share, (f"{dealt.text}÷{among.text}", (dealt, among))
