"""Parts that are more than their total because it was divided twice, or because one of them is told of again."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from fazhi.audit.sums.addition import Addition
from fazhi.audit.text.figures import Figure, summed


def divided_twice(addition: Addition) -> bool:
    """97处，其中当场整改68处、限期整改29处，整改完成94处、未完成3处: do the first parts make up the total, and the others again?"""
    values, total = [each.value for each in addition.parts], addition.totals[0].value
    return any(sum(values[:end]) == total == sum(values[end:]) for end in range(2, len(values)))


def told_again(addition: Addition) -> bool:
    """503件中，口头协议331件，书面协议172件，书面协议当场履行的140件; 37206人，汉族21757人，少数民族15449人，回族14604人，其他少数民族845人:
    do the first parts make up the total, and the rest say more of one of them, or divide it?"""
    parts, total = addition.parts, addition.totals[0].value
    for end in range(2, len(parts)):
        if summed(parts[:end]) == total:
            rest = summed(parts[end:])
            divides = len(parts) - end > 1 and any(each.value == rest for each in parts[:end])
            return divides or all(
                any(1 < len(one.head) < len(each.head) and each.head.startswith(one.head) for one in parts[:end])
                for each in parts[end:]
            )
    return False


def of_another_whole(addition: Addition, total: Figure, amount: Decimal) -> bool:
    """按期办结421件。初次信访352件，重复信访76件。从性质看，求决类316件、建议类83件、检举类29件: do two counts of a sentence of their own, which
    stands between, come to what the list does? Then both divide a whole that is not told here."""
    first, figures = addition.parts[0], addition.passage.figures
    if all(each is not total for each in figures) or any(each.value == amount for each in figures):
        return False
    between = [each for each in figures if each.start > total.end and each.end <= first.start]
    between = [each for each in between if each.kind == total.kind and each.exact and not each.compared]
    return any(
        one.value + two.value == amount and total.sentence < one.sentence == two.sentence < first.sentence
        for one, two in pairwise(between)
    )
