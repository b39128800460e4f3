"""One level as a multiple of the other: 3860平方米，为去年2150平方米的1.8倍."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.text import rounding
from fazhi.audit.text.manuscript import finding
from fazhi.audit.text.passages import Passage

MULTIPLE = re.compile(r"，?(?:是|为|达到?|相当于)(?:去年|上年|20\d\d年)(?:同期|全年)?的?")


def multiples(passage: Passage) -> Iterator[Finding]:
    """One finding for every such multiple."""
    for now, base, times in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        between = passage.plain[now.end : base.start]
        if times.kind != "倍" or passage.plain[base.end : times.start] != "的" or now.kind != base.kind:
            continue
        if MULTIPLE.fullmatch(between) is None or any(each.vague or each.bound for each in (now, base, times)):
            continue
        if base.low <= 0:
            continue
        right = bool(rounding.fits(times.value, now.low / base.high, now.high / base.low))
        computed = rounding.show(now.exactly / base.exactly, max(1, rounding.decimals(times.value)))
        message = f"{now.text}÷{base.text}＝{computed}倍，{'相符' if right else f'文中写{times.text}'}。"
        yield finding(
            passage,
            (base.start, times.end),
            kind=Kind.GROWTH,
            verdict=Verdict.RIGHT if right else Verdict.WRONG,
            rule="growth",
            message=message,
            stated=times.text,
            computed=computed,
            basis="" if right else "倍数＝本期数÷基期数",
        )
