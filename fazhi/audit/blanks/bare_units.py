"""A unit at the end of its clause and no number before it: 发出风险提示函份。 涉及群众人次， 群体性欠薪起，比上年少了7起。

Which characters make a word of a unit (月份, 卷宗) was counted in clean reports and newspapers; where one of hardly any
does, whatever else stands before it is a thing that was to be counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

END = r"(?=[，。；、）\n]|\Z)"
NUMERAL = "一二三四五六七八九十百千万亿零〇两半几数多余每各某单双逐按论计整这那哪该述"
THING = 2
"""Characters of the thing that is counted."""
NAMELESS = "个"
"""信访件次 may be spoken of without a number; what ends in 个 never is."""
DIGIT = re.compile(r"\d")
ORDINAL = re.compile(r"(?:备?注|说明)?[：:]?\s*（?\d{1,2}[）、.．]")
NAMED = re.compile(r"[、和及][^，。；]{0,20}?(?:人数|数量|起数|件数|损失)")


def bare(manuscript: Manuscript) -> Iterator[tuple[Passage, tuple[int, int]]]:
    """(passage, span of the thing and its unit) for every number that is missing."""
    for passage, match, offset in manuscript.matches(_units()):
        start, end = match.start() - offset, match.end() - offset
        if NAMED.match(passage.plain, end) is not None:
            continue  # 受灾人次、失踪人数、倒塌房屋数量分别下降…: no count, but what is counted
        if passage.paragraph.place == "body" and (match.group() == NAMELESS or _counts(passage, start)):
            yield passage, (start - THING, end)
    for passage, match, offset in manuscript.matches(_told_again()):
        if passage.paragraph.place == "body":
            yield passage, (match.start() - offset - THING, match.end("unit") - offset)


def _counts(passage: Passage, start: int) -> bool:
    """Does its sentence count other things, as one that was to be filled in does?"""
    ordinal = ORDINAL.match(passage.plain)
    begin = max(passage.plain.rfind("。", 0, start) + 1, ordinal.end() if ordinal is not None else 0)
    end = passage.plain.find("。", start)
    return DIGIT.search(passage.plain, begin, end if end >= 0 else len(passage.plain)) is not None


@cache
def _units() -> re.Pattern[str]:
    """Two characters of a thing, and a unit that makes no word with them."""
    readings = (
        rf"{re.escape(unit)}{END}(?<=[\u4e00-\u9fff][^\W\da-zA-Z{NUMERAL}{words}]{re.escape(unit)})"
        for unit, words in wording.load("blanks")["bare_units"].items()
    )
    return re.compile(rf"(?:{'|'.join(readings)})")


@cache
def _told_again() -> re.Pattern[str]:
    """欠薪起，比上年少了7起: the same unit right behind, with the number of the change."""
    words = wording.load("blanks")["words_of_units"]
    return re.compile(
        rf"(?P<unit>[{''.join(words)}])(?<=[\u4e00-\u9fff][^\W\da-zA-Z{NUMERAL}].)"
        rf"(?<!{')(?<!'.join(f'[{before}]{unit}' for unit, before in words.items())})"
        r"，[比较同](?:[上去]年|20\d\d年|上年同期|比)?[^，。；\d]{0,6}(?:[多少增减升降]|增加|减少|上升|下降|增长)了?\d[\d.]{0,7}(?P=unit)"
    )
