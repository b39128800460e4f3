"""A change told before the level that it is from: 公开信息143条，比上年多25条，上年为118条."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.growths.differences import Difference
from fazhi.audit.text.figures import whole_before
from fazhi.audit.text.passages import Passage

CHANGE = re.compile(r"，(?:同比|[比较](?:上年|去年|20\d\d年)(?:同期)?)(?:增加|减少|[多少增减])了?")
LEVEL = re.compile(r"，(?:上年|去年|20\d\d年)(?:同期|全年)?(?:为|是|有)?")
ENDS = ("，", "。", "；", "）")


def base_behind(passage: Passage) -> Iterator[Difference]:
    """Every change whose level now stands right before it, and whose level before right behind it."""
    figures, text = passage.figures, passage.plain
    for now, change, base in zip(figures, figures[1:], figures[2:], strict=False):
        if not now.kind == change.kind == base.kind or not (now.exact and change.exact and base.exact):
            continue
        if (
            CHANGE.fullmatch(text, now.end, change.start) is None
            or LEVEL.fullmatch(text, change.end, base.start) is None
        ):
            continue
        if not now.compared and text.startswith(ENDS, base.end):
            row = [
                each
                for each in figures
                if each.end <= now.end and each.kind == now.kind and each.sentence == now.sentence
            ]
            yield Difference([*whole_before(row), now], base, change, proved=True)
