"""Two or three numbers of places, and right behind them how many these are together: 9个镇、5个乡共14个乡镇; 8个街道、4个镇合计12个街道（镇）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import Addition
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

PLACE = r"个(?:镇|乡|街道|村|社区|居委会|居民委员会|县|市|区|旗|园区|开发区)"
TOGETHER = re.compile(
    rf"(?P<one>\d{{1,4}}){PLACE}[、和及与](?P<two>\d{{1,4}}){PLACE}(?:[、和及与](?P<three>\d{{1,4}}){PLACE})?[，、]?(?:共有?|合计|共计|总计|一共)(?P<total>\d{{1,4}})个"
)


def composed_names(passage: Passage) -> Iterator[Addition]:
    """One addition for each such total."""
    if "个" not in passage.plain:
        return
    starts: dict[int, Figure] = {}
    for match in TOGETHER.finditer(passage.plain):
        starts = starts or {each.start: each for each in passage.figures}
        names = [name for name in ("one", "two", "three", "total") if match[name] is not None]
        found = [starts.get(match.start(name)) for name in names]
        told = [each for each in found if each is not None and each.exact]
        if len(told) == len(found):
            yield Addition(passage, told[-1:], told[:-1], "gathered", True)
