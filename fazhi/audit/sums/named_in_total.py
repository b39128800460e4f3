"""A total whose own name says of what kinds it is: 查处商标侵权和专利违法案件131件，商标类案件占绝大多数，为93件，专利类38件.

Where each part bears one of the names that the total joins, and there are as many parts as names, nothing is left out.
"""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs

JOINED = re.compile(r"[、和及与]|以及")
MARKS = re.compile(r"[，。；：（）\d]")
OTHERS = re.compile(r"等|各|其[他它余]")
# 商标类案件占绝大多数: of both it is a case.
NOUN = re.compile(r"案件|纠纷|问题|事项|人员|工作|信访|项目|机构|组织|企业|单位|线索|事故|共|计|合")
LEAD = 40


def named_in_total(text: str, total: Figure, parts: list[Figure]) -> bool:
    """Is each part named by one name of the total and by no other one?"""
    name = MARKS.split(text[max(0, total.start - LEAD) : total.start])[-1] + total.tail
    names = [NOUN.sub("", each) for each in JOINED.split(name)]
    if len(names) != len(parts) or OTHERS.search(name) is not None:
        return False
    named = [pairs(each) for each in names]
    starts = [total.end, *(each.end for each in parts)]
    told = [pairs(MARKS.sub("|", text[start : each.start])) for start, each in zip(starts, parts, strict=False)]
    own = [each - set().union(*(other for other in named if other is not each)) for each in named]
    matched = [[number for number, each in enumerate(own) if each & words] for words in told]
    return sorted(each[0] for each in matched if len(each) == 1) == list(range(len(parts)))
