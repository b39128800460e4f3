"""What shows that a list need not be all of its total, or that its reader missed a part of it.

Bulletins tell off what is worth telling: the greatest kinds with their shares, and the rest in another sentence or nowhere.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit import rounding
from fazhi.audit.addition import Addition
from fazhi.audit.figures import Figure, summed
from fazhi.audit.listing import shares

HUNDRED = 100
LACKING = Decimal(2)
"""Percentage points that roundings do not take from a whole."""
TWO = 2
STAGE = re.compile(r"(?<!不)(?<!不予)(?:有效|受理|转办|交办|办结|答复|回复|反馈|处理)(?:了)?$")
BODIES = frozenset(("house", "个"))
BODY = re.compile(r"单位|部门|乡镇|街道|企业|机构")
# 其他违法犯罪2件, 其余案件
REST = re.compile(r"其[他余它](?P<of>[\u4e00-\u9fff]{2,8})$")
KINDS = re.compile(
    r"(?:各?类|信息|方面|类型|事项|问题|案件|纠纷|情况|情形|原因|领域|部门|单位|工单|诉求|投诉|事件|性质|人员|途径|渠道)+"
)


def left_open(addition: Addition) -> bool:
    """Is it open whether the parts are all of the total?"""
    parts = addition.parts
    return (
        _shares_lack(addition)
        or _shares_of_another(addition)
        or _rest_of_some(parts)
        or _parts_between(addition)
        or _stages(parts)
        or _bodies_in_both(addition)
    )


def _shares_lack(addition: Addition) -> bool:
    """560起：城市162起，占28.9%；集镇166起，占29.6%；农村112起，占20%；县城80起，占14.3%: right, and 92.8 % together."""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    if not total.exact or summed(parts) >= total.value:
        return False
    stated = shares(passage)
    if not all(each.start in stated for each in parts):
        return False
    if not all(rounding.fits(stated[each.start], HUNDRED * each.exactly / total.exactly) for each in parts):
        return False
    told = sum((stated[each.start] for each in parts), Decimal(0))
    return told < HUNDRED - LACKING


def _shares_of_another(addition: Addition) -> bool:
    """县政府部门的140件；事项中投诉75件，占49.66%；公开16件，占10.59%: of 151, whatever these are; unless they are of the sum."""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    stated = shares(passage)
    told = [(part, stated[part.start]) for part in parts if part.start in stated]
    if len(told) < TWO or not total.exact:
        return False

    def fits(whole: Decimal) -> bool:
        return any(rounding.fits(share, HUNDRED * part.exactly / Fraction(whole)) for part, share in told)

    return not fits(total.value) and not fits(summed(parts))


def _rest_of_some(parts: list[Figure]) -> bool:
    """违纪37件，职务违法犯罪7件，其他违法犯罪2件: what is left of the crimes, not of all."""
    match = REST.search(parts[-1].head)
    if match is None or KINDS.fullmatch(match["of"]):
        return False
    named = [each.head.endswith(match["of"]) for each in parts[:-1]]
    return any(named) and not all(named)


def _stages(parts: list[Figure]) -> bool:
    """来信389件，有效372件，都已转办，办结365件: one after the other what became of the same letters."""
    later = parts[1:]
    falling = all(one.value >= other.value for one, other in pairwise(parts))
    return falling and len(later) > 1 and all(STAGE.search(each.head) for each in later)


def _bodies_in_both(addition: Addition) -> bool:
    """单位4家，3家单位逾期未办理，2家单位逾期办理: a body may have done both."""
    total, parts = addition.totals[0], addition.parts
    bodies = total.kind in BODIES and all(BODY.match(each.tail) for each in parts)
    return bodies and len(parts) == TWO and summed(parts) > total.value


def _parts_between(addition: Addition) -> bool:
    """质量7563件，占80.8%；计量96件；其他667件，占7.1%: do counts that stand between the parts complete them to a count before?"""
    parts, passage = addition.parts, addition.passage
    own = {each.start for each in parts}
    between = [
        each
        for each in passage.figures
        if parts[0].start < each.start < parts[-1].start and each.start not in own and each.kind == parts[0].kind
    ]
    if not between or not all(each.exact for each in between):
        return False
    amount = summed(parts) + summed(between)
    return any(each.value == amount and each.end <= parts[0].start for each in passage.figures)
