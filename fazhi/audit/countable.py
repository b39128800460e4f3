"""Which figures can be the part or the whole of a rate at all."""

from __future__ import annotations

import re

from fazhi.audit.figures import Figure

LASTING = frozenset(("秒", "秒钟", "分钟", "小时", "个小时"))
"""15秒内接通49870次，15秒接通率…: how long something took is neither part nor base."""
# 每轮抽查50卷，第一轮优秀14卷、第二轮优秀19卷，全年优秀率33.0%: of one round, not of all.
EACH_TIME = re.compile(r"每(?:轮|次|期|批|季度?|月|年|半年|周|个|家)")


def countable(figure: Figure) -> bool:
    """Is it a number of things, and of all of them?"""
    return figure.count and figure.unit not in LASTING and EACH_TIME.match(figure.head) is None
