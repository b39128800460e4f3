"""Does a count speak of what a list is the whole of (转办工单中，… ← 转各承办单位办理1842件)?"""

from __future__ import annotations

import re

from fazhi.audit.text.partitions import pattern

PIECE = 2


def speaks_of(words: str, scope: str) -> bool:
    """Do the words of a total tell all that a scope tells: 转各承办单位办理 ← 转办; 成功调处 ← 调处成功?"""
    pieces = [scope[at : at + PIECE] for at in range(0, len(scope) - 1, PIECE)]
    if len(scope) % PIECE:
        pieces.append(scope[-PIECE:])
    found = all(re.search(f"{re.escape(each[0])}.{{0,6}}{re.escape(each[1])}", words) for each in pieces)
    return found and (pattern("negation").search(words) is None or pattern("negation").search(scope) is not None)
