"""What a share is a misprint of, and whether its words leave no other base."""

from __future__ import annotations

from decimal import Decimal

from fazhi.audit.rates import named_bases
from fazhi.audit.rates.binding import fraction
from fazhi.audit.rates.named_far_off import told_off
from fazhi.audit.rates.portions import Share, names
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import in_list
from fazhi.audit.text.manuscript import Manuscript

WRONG_BASE = "写明占何数的，应除以所写的那个总数"
LONG_NAME = 4
FEWEST = 2
TELLING = 3
"""Figures of a share that is hardly that of another count by chance."""
HUNDRED = 100
ALL = ("全部", "所有")


def misprint(share: Share) -> Decimal | None:
    """The one total near the share of which the printed figure is a plain misprint."""
    part, stated = share.part, share.claim.figure.value
    assert part is not None
    nearby = [each for each in share.nearby if not share.name or "总" in share.claim.link or names(share.name, each)]
    values = {each.value for each in [*share.bases, *nearby] if each.exact and each.value > 0}
    values |= share.elsewhere
    if not part.exact:
        return _of_amounts(share) or _said_elsewhere(share)
    if any(rounding.fits(stated, HUNDRED * part.exactly / fraction(each)) for each in values):
        return None  # 1264件，……求助486件；7月份158件，占全年的12.5%: it is that of one of them
    slips = [each for each in values if misprints.misprinted(stated, 100 * part.exactly / fraction(each))]
    if len(slips) > 1 and "总" in share.claim.link:
        slips = [each for each in slips if each == max(values)]
    return slips[0] if len(slips) == 1 else None if slips or values else _said_elsewhere(share)


def _of_amounts(share: Share) -> Decimal | None:
    """资金862万元，…；用于产业的525万元，占资金总量的69.0%: amounts in 万元, of which the words name the whole."""
    assert share.part is not None
    named = [each for each in share.bases if not each.bound and (not share.name or names(share.name, each))]
    named = [each for each in named if each.value]
    if len({each.value for each in named}) != 1 or share.fits_figure(named[0]):
        return None
    computed = 100 * share.part.exactly / named[0].exactly
    return named[0].value if misprints.misprinted(share.claim.figure.value, computed) else None


def _said_elsewhere(share: Share) -> Decimal | None:
    """罚没金额685.44万元……646.56万元，占罚没总额的93.43% (94.33): the one count of the document whose words have the name of the whole."""
    assert share.part is not None
    if "总" not in share.claim.link or share.bases or len(share.loosely) != 1:
        return None
    whole, stated = next(iter(share.loosely)), share.claim.figure.value
    right = rounding.show(100 * share.part.exactly / fraction(whole), rounding.decimals(stated))
    return whole if misprints.swapped(f"{stated:f}", f"{right:f}") else None


def wrong_base(manuscript: Manuscript, share: Share) -> Figure | None:
    """投诉8875件……商品类5936件，占投诉总量的44.10% (of all 13459件诉求): the count that bears the name, where the printed share is
    exactly that of a greater one which does not."""
    part, name = share.part, named_bases.core(share.name)
    stated = share.claim.figure.value
    if part is None or not part.exact or len(name) < FEWEST or share.claim.figure.vague or stated >= HUNDRED:
        return None
    base = named_bases.base(manuscript, share.claim.passage, part, share.name)
    if base is None or not base.exact or share.fits(base.value) or len(f"{stated:f}".replace(".", "")) < TELLING:
        return None
    others = [
        each
        for passage in manuscript.passages
        for each in passage.figures
        if each.exact and each.kind == part.kind and each.value > base.value and share.fits(each.value)
    ]
    # 共受理742件 … 742件中: it bears the name if it does so anywhere.
    named = any(name in f"{each.head}{each.tail}" for each in others)
    # 调解委员会187个，其中村调委会158个……占全部调委会的75.9%: all of them are those of the whole list.
    whole = any(each in share.claim.link for each in ALL) and any(
        each.end <= base.start and each.sentence == base.sentence for each in others
    )
    if whole and in_list(share.claim.passage, base):
        return None
    if any(told_off(share.claim.passage, each, part) for each in others):
        return None
    return base if len({each.value for each in others}) == 1 and not named else None


def called_so(share: Share, base: Decimal) -> bool:
    """农业总产值9515万元……3108万元，占农业总产值的2.7%: does the share name its base in the very words of the one count that has
    them, and has it lost one figure of what they give?"""
    assert share.part is not None
    right = 100 * share.part.exactly / fraction(base)
    if len(share.name) < LONG_NAME or not misprints.figure_lost(share.claim.figure.value, right):
        return False
    called = [each for each in share.claim.passage.figures if each.count and share.name in each.head]
    return len(called) == 1 and called[0].value == base and not called[0].compared
