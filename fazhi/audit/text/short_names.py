"""Short names made of the first characters of what they stand for: 达标 of 达到县级标准, 持证 of 持有执法证."""

from __future__ import annotations

import re

MARK = re.compile(r"[，。；：]")
SUFFIX = re.compile(r"(?:面|数量|总量|总数|[数量额率]|[件人户个村家]数?)$")
SHORTEST = 2


def stands_for(short: str, text: str, at: int) -> bool:
    """Is ``short``, without 数 or 面, spelled by characters of the clause around ``at``, in their order?"""
    name = SUFFIX.sub("", short)
    if len(name) < SHORTEST:
        return False
    start = max((match.end() for match in MARK.finditer(text, 0, at)), default=0)
    end = MARK.search(text, at)
    clause = text[start : end.start() if end is not None else len(text)]
    position = 0
    for each in name:
        position = clause.find(each, position) + 1
        if not position:
            return False
    return True
