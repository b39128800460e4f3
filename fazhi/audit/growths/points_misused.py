"""个百分点 said where no two percentages are compared: 调解1693件，比上年提升17个百分点; 维持的66件，占91.7个百分点.

And the other way about: 结案率97.19%，同比上升6.7%, of which nobody can say whether it rose from 90.49% or from 91.09%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.text.passages import Passage

NUMBER = r"(?P<by>\d{1,4}(?:\.\d{1,2})?)个百分点"
COUNT = re.compile(
    r"(?<![\d.])(?P<count>\d{1,9}(?:件次|人次|批次|[件起宗人户次个批例]))，"
    r"(?P<points>(?:同比|环比|[比较](?:上年|去年|上月)(?:同期)?)"
    rf"(?:提高|上升|增长|提升|增加|下降|降低|减少|回落)了?{NUMBER})"
)
# 其中工业占2.1个百分点 of a growth of 6个百分点 is no share; 提升化解率6.7个百分点 is a change.
LEVEL = re.compile(
    r"(?P<points>(?P<name>所?占(?:了)?|(?:占比|[\u4e00-\u9fff]{2}率)(?:高?达到?了?|为|是|仅为|只有))(?:约|近)?"
    rf"{NUMBER})(?!的|之差)"
)
PERCENTAGES = re.compile(r"率|占|比例|比重|%")
OF_POINTS = re.compile(r"百分点|增长|拉动|贡献|[增降变]幅|提高|下降|上升|相差|[利息税费汇]率|变[动化]|增[长速]|差")
# not 发病率, 失业率, 利率: of these it is usual to say by what share they fell
RATE_RISEN = re.compile(
    r"(?P<name>(?:办结|结案|审结|办理|满意|合格|优良|达标|成功|化解|纠错|败诉|调解|调处|出庭|出庭应诉|履约|按时|按期|及时|回复|接通|覆盖|知晓|就业|信访|起诉|批捕|执行|调撤|改判|发回|上诉)率)"
    r"(?:为|达到?|是)?(?:\d{1,3}(?:\.\d{1,2})?%，?)?(?:同比|环比|[较比](?:上年|去年|上月)(?:同期)?)"
    r"(?P<rise>(?:上升|提高|提升|下降|降低|减少|增加|增长|回落)了?(?P<by>\d{1,2}(?:\.\d{1,2})?)%)(?!个?百分)"
)
LEAST = 5
"""What is said to be smaller may be meant for a difference after all."""


@dataclass(slots=True)
class Misused:
    """Where the words stand, and what should be printed instead."""

    start: int
    end: int
    message: str
    right: str
    certain: bool = True


def misused(passage: Passage) -> Iterator[Misused]:
    """Counts that grow by points, and rates and shares that are so many points."""
    text = passage.plain
    for match in RATE_RISEN.finditer(text) if "率" in text else ():
        message = (
            f"“{match['name']}”的升降一般按百分点计：“{match['rise']}”若是两个率相差的数，应写“{match['by']}个百分点”。"
        )
        yield Misused(match.start("rise"), match.end(), message, f"{match['by']}个百分点", certain=False)
    if "百分点" not in text:
        return
    for match in COUNT.finditer(text):
        begin = _segment(text, match.start())
        if PERCENTAGES.search(text, begin, match.end()) is None:
            message = f"{match['count']}是件数，其增减应写“%”，不写“个百分点”。"
            yield Misused(match.start("points"), match.end(), message, f"{match['by']}%")
    for match in LEVEL.finditer(text):
        begin = _segment(text, match.start())
        if OF_POINTS.search(text, begin, match.start("by")) is None and float(match["by"]) >= LEAST:
            message = f"“{match['name']}”后面是一个比率，应写“{match['by']}%”，不写“个百分点”。"
            yield Misused(match.start("points"), match.end(), message, f"{match['by']}%")


def _segment(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
