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
THIRD = 3
ABOVE = re.compile(r"行业性|及县|和县")
NAME = re.compile(r"[，、；。：\d]|其中")
# 全县建成县级公共法律服务中心1个
BUILT = re.compile(r"^(?:全[县区市镇乡])?(?:共|已)?(?:建成|建立|设立|设有|现有|建有|设)")
LONGEST = 24
COUNTY = re.compile(r"全[县区市]|我[县区市]|[县区市]级")


@cache
def _hierarchies() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Each from the highest level to the lowest."""
    return tuple(tuple(re.compile(each) for each in levels) for levels in wording.load("partitions")["levels"])


def levelled(text: str, parts: list[Figure]) -> bool:
    """Does each part belong to another level, and are they neighbours with the whole unit's own level among them?"""
    leads = (NAME.split(text[max(0, each.start - LONGEST) : each.start])[-1] for each in parts)
    names = [f"{BUILT.sub('', lead)}|{each.tail}" for lead, each in zip(leads, parts, strict=True)]
    # 全县1000场，其中乡镇300场、村级600场 leave out what the county does itself.
    from_above = any(ABOVE.search(each) for each in names) or COUNTY.search(text) is None
    return any(_neighbours(names, levels, from_above=from_above) for levels in _hierarchies())


def _neighbours(names: list[str], levels: tuple[re.Pattern[str], ...], *, from_above: bool) -> bool:
    found = [_level(each, levels) for each in names]
    if len(found) < 2 or None in found or len(set(found)) < len(found):
        return False
    told = sorted(each for each in found if each is not None)
    return told[-1] - told[0] < len(told) and (told[0] == 0 or from_above)


def missed(parts: list[Figure], total: Figure) -> bool:
    """Do the levels exceed their total, or stay below it by a slip?"""
    amount = summed(parts)
    off = abs(total.value - amount)
    if total.step or any(each.step for each in parts) or off * 2 > total.value:
        return False
    if amount > total.value:
        return total.kind != "person" and (slipped(parts, total) or off * THIRD <= total.value)
    large = total.value >= THREE_FIGURES
    return slipped(parts, total) and large or off in ROUND and total.kind in DEEDS


def _level(name: str, levels: tuple[re.Pattern[str], ...]) -> int | None:
    if pattern("outcome").search(name) is not None:
        return None
    return next((number for number, each in enumerate(levels) if each.match(name) is not None), None)
