"""A share of several counts that its words name: 涉外5183件，涉港澳台1021件；涉外和涉港澳台占16.06%; 渔政、农药、动物卫生监督列前三位，占64.1%."""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.figures import Figure, summed
from fazhi.audit.portions import Share

AND = re.compile(r"[、和及与]")
CLAUSES = re.compile(r"[，。；：（）]")
TAIL = re.compile(r"(?:[两二三四五六七八九]?[类项者种]|等|合计|共计|案件|问题|案|类|一共|共|均|仅|就|的)+$")
PLACED = re.compile(r"(?:列|居|排名?|位[居列])[^，。；]{0,2}前[^，。；]{0,3}$")
LEAD, SHORTEST = 60, 2


def of_named_together(share: Share) -> Figure | None:
    """The sum of the counts that the words before the share name, if that and a greater count of the paragraph give it."""
    part, claim = share.part, share.claim
    if part is None or not part.exact:
        return None
    clauses = CLAUSES.split(claim.passage.plain[max(0, claim.start - LEAD) : claim.start])
    words = clauses[-1] or (clauses[-2] if len(clauses) > 1 else "")
    names = [TAIL.sub("", each) for each in AND.split(PLACED.sub("", words))]
    if len(names) < SHORTEST or any(len(each) < SHORTEST or any(one.isdigit() for one in each) for each in names):
        return None
    before = [each for each in claim.passage.figures if each.end <= claim.start and each.kind == part.kind]
    before = [each for each in before if each.exact and not each.compared]
    found = [next((each for each in reversed(before) if each.head.endswith(name)), None) for name in names]
    parts = [each for each in found if each is not None]
    if len(parts) < len(names):
        return None
    total = replace(part, value=summed(parts), text="＋".join(each.text for each in parts))
    together = replace(share, part=total)
    return total if any(each.value > total.value and together.fits(each.value) for each in before) else None
