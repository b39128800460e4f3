"""Places of one or several kinds, each so often, and how often that is: 镇级开展2次，14个村和3个社区各开展1次，合计19次; 八个村每村开展4场，全乡共32场."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.text import numerals
from fazhi.audit.text.passages import Passage

NUMBER = r"(?:\d{1,3}(?!\d)|[一二两三四五六七八九十]{1,3})"
PLACE = r"(?:行政村|自然村|村(?!民|组|级)(?:（社区）|（居）)?|社区|乡镇|街道|镇|学校|网格|站所|小区|企业)"
PLACES = rf"{NUMBER}(?:个|家|所){PLACE}"
DEED = r"[^，。；：、\d均每各一二两三四五六七八九十]"
ALL = re.compile(
    rf"(?:(?P<first>\d{{1,3}})(?P<once>[次场期])[，、])?(?P<places>{PLACES}(?:[、和及与]{PLACES}){{0,2}}){DEED}{{0,4}}(?:每个?{PLACE}?|每一个|各){DEED}{{0,16}}"
    rf"(?P<times>{NUMBER})(?P<of>[次场期])，(?:全[镇乡县年]|两级|镇村)?{DEED}{{0,4}}(?:合计|共计|总计|累计|共){DEED}{{0,6}}(?P<count>\d{{1,4}})(?P=of)(?=[，。；、）])"
)
COUNT = re.compile(rf"({NUMBER})(?:个|家|所)")
NOT_EACH_YEAR = re.compile(r"每[月季周年半]|至少|不少于|以上|约|余")


@dataclass(frozen=True, slots=True)
class Together:
    """Where it is told, the printed total, and what the places make."""

    span: tuple[int, int]
    words: str
    stated: int
    made: int
    unit: str


def places_together(passage: Passage) -> Iterator[Together]:
    """Every such total, right or wrong."""
    text = passage.plain
    if "各" not in text and "每" not in text:
        return
    for match in ALL.finditer(text):
        if NOT_EACH_YEAR.search(match.group()) is not None or match["once"] not in (None, match["of"]):
            continue
        number = sum(_value(each) for each in COUNT.findall(match["places"]))
        made, first = number * _value(match["times"]), int(match["first"] or 0)
        stated = int(match["count"])
        if number > 1 and made:
            made = made if stated == made else made + first
            yield Together(match.span(), match.group(), stated, made, match["of"])


def _value(printed: str) -> int:
    return int(printed) if printed.isdigit() else numerals.counted(printed)
