"""What words say a list or a share is out of: 转办工单中，… ← 转各承办单位办理1842件; 投诉中商品类占58.3%."""

from __future__ import annotations

import re

from fazhi.audit.text.partitions import pattern

PIECE = 2
OUT_OF = re.compile(r"[\u4e00-\u9fff]{0,4}?(?<![其集])[中里](?![心央国小学介队层部药医专])[\u4e00-\u9fff]{2}")


def speaks_of(words: str, scope: str) -> bool:
    """Do the words of a total tell all that a scope tells: 转各承办单位办理 ← 转办; 成功调处 ← 调处成功?"""
    pieces = [scope[at : at + PIECE] for at in range(0, len(scope) - 1, PIECE)]
    if len(scope) % PIECE:
        pieces.append(scope[-PIECE:])
    found = all(re.search(f"{re.escape(each[0])}.{{0,6}}{re.escape(each[1])}", words) for each in pieces)
    return found and (pattern("negation").search(words) is None or pattern("negation").search(scope) is not None)


def picks_from(subject: str, name: str) -> bool:
    """投诉中商品类: is what bears the name, with which the subject begins, the whole out of which this picks something?"""
    return subject.startswith(name) and OUT_OF.match(subject, len(name)) is not None
