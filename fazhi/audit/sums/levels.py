"""Lists by the levels of one hierarchy: 其中镇级12场、村级35场; 县级部门142次、乡镇76次.

Everything a county or a town does is done on one of its levels, so two neighbouring levels are nearly always the whole.
A list that stays below its total may still leave one out (企业调委会): there only a slip of the hand proves it wrong.
"""

from __future__ import annotations

import re
from functools import cache

from fazhi.audit.sums.addition import slipped
from fazhi.audit.text import wording
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import pattern

ROUND = frozenset((10, 100, 1000))
"""One figure miswritten by one."""
DEEDS = frozenset(("time", "session"))
"""Meetings and talks are held by somebody; bodies and cases may belong to none of the levels told."""
THREE_FIGURES = 100
FIFTH = 5
ABOVE = re.compile(r"行业性|及县|和县")
NAME = re.compile(r"[，、；。：\d]|其中")
# 全县建成县级公共法律服务中心1个
BUILT = re.compile(r"^(?:全[县区市镇乡])?(?:共|已)?(?:建成|建立|设立|设有|现有|建有|设)")
LONGEST = 24
COUNTY = re.compile(r"全[县区市]|我[县区市]|[县区市]级")


@cache
def _levels() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each) for each in wording.load("partitions")["levels"])


def levelled(text: str, parts: list[Figure]) -> bool:
    """Does each part belong to another level, and are they neighbours with the whole unit's own level among them?"""
    leads = (NAME.split(text[max(0, each.start - LONGEST) : each.start])[-1] for each in parts)
    names = [f"{BUILT.sub('', lead)}|{each.tail}" for lead, each in zip(leads, parts, strict=True)]
    found = [_level(each) for each in names]
    if len(found) < 2 or None in found or len(set(found)) < len(found):
        return False
    levels = sorted(each for each in found if each is not None)
    if levels[-1] - levels[0] >= len(levels):
        return False
    # 全县1000场，其中乡镇300场、村级600场 leave out what the county does itself.
    return levels[0] == 0 or any(ABOVE.search(each) for each in names) or COUNTY.search(text) is None


def missed(parts: list[Figure], total: Figure) -> bool:
    """Do the levels exceed their total, or stay below it by a slip?"""
    amount = summed(parts)
    off = abs(total.value - amount)
    if total.step or any(each.step for each in parts) or off * 2 > total.value:
        return False
    if amount > total.value:
        return total.kind != "person" and (slipped(parts, total) or off * FIFTH <= total.value)
    large = total.value >= THREE_FIGURES
    return slipped(parts, total) and large or off in ROUND and total.kind in DEEDS


def _level(name: str) -> int | None:
    if pattern("outcome").search(name) is not None:
        return None
    return next((number for number, each in enumerate(_levels()) if each.match(name) is not None), None)
