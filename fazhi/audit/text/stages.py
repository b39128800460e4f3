"""What may have become of a matter: taken in, ended, settled. Of each stage there is a number of its own."""

from __future__ import annotations

import re

STAGES = tuple(
    re.compile(each)
    for each in (
        r"(?<!不予)受理|立案|收到|收案|收件|新收|登记|接[收报到]|申请|送审|排查",
        r"办结|审结|结案|执结|已结|审查",
        r"[调化]解成功|调[处解]?成功|调成|化解|成功[调化]解|合格|满意",
    )
)


def apart(one: str, other: str) -> bool:
    """Do both words name a stage, and none that they share: 日均受理 and 办结18391件?"""
    first, second = (_named(each) for each in (one, other))
    return bool(first) and bool(second) and first.isdisjoint(second)


def _named(words: str) -> set[int]:
    return {number for number, each in enumerate(STAGES) if each.search(words) is not None}
