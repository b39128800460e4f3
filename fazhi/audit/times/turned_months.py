"""Months of one year told the wrong way round: 2024年11月制定清单，并于同年10月印发; 9月开工，6月竣工 may end a year later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.passages import Passage

FIRST = r"(?<![\d\-至到—])(?P<first>1?\d)月(?:份|初|中旬|上旬|下旬|底)?(?![\d至到\-—～]|\d日)"
LAST = r"(?P<last>1?\d)月(?:份|初|中旬|上旬|下旬|底)?(?![\d至到\-—～])"
# What is begun, and what ends it; 制定, and what is done with it then.
BEGUN = re.compile(
    rf"{FIRST}，?[^，。；：、\d]{{0,6}}(?:启动|动员|部署|开始|立项|开工|制定|起草)[^，。；：\d]{{0,24}}，(?:并|至|到)?(?:[于在])?(?:同年|当年){LAST}"
    r"[^，。；：、\d]{0,8}(?:完成|结束|收官|收尾|验收|竣工|印发|公布|销号)"
)


def turned(passage: Passage) -> Iterator[tuple[tuple[int, int], str]]:
    """(span, message) of every end that is told to lie before its beginning in one year."""
    if passage.plain.count("月") < 2:
        return
    for match in BEGUN.finditer(passage.plain):
        first, last = int(match["first"]), int(match["last"])
        if last < first <= 12:
            yield match.span(), f"“{first}月”才开始的事，“{last}月”已经完成，月份当有误。"
