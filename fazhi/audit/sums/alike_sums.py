"""How like a printed total is to the sum of its parts: of how many figures both are, where they differ in one of them.

673件 of 637件 in parts; 63万多件 of 17.34万多, 29.5万多 and 7万多, which are 53万 or 54万.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed

TEN = 10
MANY = 4
"""Of so many figures being off by one is a slip, where nothing was rounded."""
FEW = 4
"""So many round numbers that 多 leaves open are tried."""


def figures_alike(total: Figure, parts: list[Figure]) -> int:
    """Of how many figures total and sum are, where they differ in one of them; else 0."""
    if not rough(total, parts):
        whole = not any(each.step or each.value % 1 for each in (total, *parts))
        if whole and not misprints.may_be_slip(total.value - summed(parts)):
            return 0
        return alike(*shown(total, parts))
    # 63万多件 of 17.34万多, 29.5万多 and 7万多, which are 53万 or 54万.
    unit = Fraction(total.step or 1)
    low, high = (int(each / unit) for each in between(parts))
    printed = f"{int(total.exactly / unit)}"
    return max((alike(printed, f"{each}") for each in range(low, high + 1)), default=0) if high - low < FEW else 0


def longest_turned(total: Figure, parts: list[Figure]) -> int:
    """Of how many figures the longest part is that would make the sum right with two of them turned round; else 0."""
    missing = total.value - summed(parts)
    if any(each.step or each.more for each in (total, *parts)):
        return 0
    turned = (each for each in parts if misprints.turned(each.value, max(each.value + missing, Decimal(0))))
    return max((len(f"{each.value:f}") for each in turned), default=0)


def one_turned(total: Figure, parts: list[Figure]) -> bool:
    """Is the total, or one of the parts, what it should be with two figures turned round?

    A list below its total may leave something out; that a turn makes it right to the last one is no chance.
    """
    amount, missing = summed(parts), total.value - summed(parts)
    rows = [(total.value, amount), *((each.value, each.value + missing) for each in parts)]
    return missing != 0 and any(misprints.turned(one, right) for one, right in rows if right > 0)


def alike(printed: str, right: str) -> int:
    """Of how many figures they are, where two are swapped, one is wrong, or one is off by one."""
    by_one = abs(int(printed) - int(right))
    carried = by_one >= TEN and f"{by_one}".strip("0") == "1" or by_one == 1 and len(right) >= MANY
    like = misprints.swapped(printed, right) or misprints.one_wrong(printed, right) or carried
    return len(right) if like else 0


def rough(total: Figure, parts: list[Figure]) -> bool:
    """Does one of them say 多?"""
    return any(each.more for each in (total, *parts))


def between(parts: list[Figure]) -> tuple[Fraction, Fraction]:
    """The least and the greatest that the parts come to."""
    return sum((each.low for each in parts), Fraction(0)), sum((each.high for each in parts), Fraction(0))


def shown(total: Figure, parts: list[Figure]) -> tuple[str, str]:
    """The figures of the total and of the sum, in the smallest unit printed."""
    unit = min((each.step for each in (total, *parts) if each.step), default=Decimal(1))
    printed, right = (f"{(each / unit).quantize(Decimal(1)):f}" for each in (total.value, summed(parts)))
    return printed, right
