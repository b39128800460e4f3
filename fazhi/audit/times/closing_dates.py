"""A closing date before the last day that the report itself counts up to: 截止2015年12月31日，公开信息23条……2015年3月15日.

The year is that of the counts, told in the report, so that no title is needed. A term that runs until then (有效期至2015年12月31日,
2015年12月31日前完成) is another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.manuscript import Day, Manuscript
from fazhi.audit.text.passages import Passage

Early = tuple[Day, str]
"""(closing date, the words up to which the report counts)"""
COUNTED = re.compile(
    r"(?:统计(?:的)?(?:期限|期间|时间)[^。；]{0,24}?(?:至|到|-|—)(?P<of>20\d\d)年12月(?:31日|底)"
    r"|截[至止]到?(?P<year>20\d\d)年12月(?:31日|底)，[^。；\d]{0,40}(?:公开|受理|办理|办结|开展|累计|共|发布|收到)[^。；\d]{0,12}\d)"
)
TO_COME = re.compile(r"将|应当|要求|必须|须|力争|确保|计划|预计|目标|有效期|申报|报名")
LAST_MONTH_OF_DRAFTS = 10
UNDER_TITLE = 3
LONGEST = 16


def early(manuscript: Manuscript) -> Iterator[Early]:
    """The closing date, if it lies before the end of what is counted."""
    if "12月" not in manuscript.text:
        return
    signed = manuscript.signed or _under_title(manuscript)
    if signed is None or signed.month > LAST_MONTH_OF_DRAFTS:
        return
    for passage, match, offset in manuscript.matches(COUNTED):
        begin = max(passage.plain.rfind(mark, 0, match.start() - offset) for mark in "。；") + 1
        told = TO_COME.search(passage.plain, begin, match.end() - offset) is None
        if told and int(match["year"] or match["of"]) == signed.year:
            yield signed, f"{signed.year}年12月31日"
            return


def _under_title(manuscript: Manuscript) -> Day | None:
    """衡山县2021年度报告 / （2021年1月25日）: a date alone on one of the first lines."""
    first: set[int] = {each.index for each in manuscript.passages[1:UNDER_TITLE]}
    for day in manuscript.days:
        if day.passage.index in first and _alone(day.passage):
            return day
    return None


def _alone(passage: Passage) -> bool:
    return len(passage.plain) <= LONGEST
