"""The number of a whole year taken up by what was done: 全年立案143件 …… 全年立案的165件案件已全部归档.

全年……的 leaves no part of it out, so there is only one such number. What was done must be said of both in the same words, and of
what, unless the deed says it (合法性审查, 送审).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.text import plans
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import in_list
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage

BASIS = "同一份报告里，同一事项的全年数（年末数）只有一个"
AGAIN = re.compile(r"(?P<time>全年(?:共|累计)?|年[末底]|20\d\d年(?:度|全年)?)(?P<deed>[\u4e00-\u9fff]{2,12})的$")
LEADS = re.compile(r"^(?:我[镇乡局所街]|全[镇乡县]|街道|经|被|已|共|所|由|予以|累计)+")
# 受理 and 办理 are done to many things, so these must be named; 送审 and 在册 only to some. Of meetings each kind is told by itself.
OF_ANYTHING = re.compile(r"(?:受理|办理|处理|排查|完成|收到|接到|处置|办结|化解|解决|发现|检查|整改|登记|调解|接待)$")
OF_SEVERAL = re.compile(r"召开|开展|组织|举办|举行|研究|参加|培训|发放")
GENERAL = re.compile(r"^(?:案件|事项|问题|人|对象|项目|[件起名])?(?:中|里|，|已|均|全部|无一|都|有|、)?")
PART = re.compile(r"其中|[上去前]年|同期|新增|比|较|由|从|[上下]半年|季度|\d月|[不未][\u4e00-\u9fff]{0,2}$")
YEAR = re.compile(r"全年|年[末底]|共|累计|今年|本年|20\d\d年")
OTHER_YEAR = re.compile(r"20\d\d(?=年)")
PIECE = re.compile(r"[，。；：、\d]")
LEAD, NAME, DEED, PAIR, TIMES, TEN = 24, 6, 4, 2, 3, 10


@dataclass(frozen=True, slots=True)
class Taken:
    """The number taken up, and where it was first told."""

    passage: Passage
    figure: Figure
    there: Passage
    other: Figure


def year_totals(manuscript: Manuscript) -> Iterator[Taken]:
    """Every number so taken up that is none of those told of the same deed, where these are all one."""
    planned = plans.planned(manuscript)
    for passage in manuscript.passages:
        if "年" not in passage.plain or passage.index in planned:
            continue
        for figure in passage.figures:
            if not figure.count or not figure.exact or figure.value < TEN:
                continue
            match = AGAIN.search(passage.plain, max(figure.begins, figure.start - LEAD), figure.start)
            # 2023年解除的267人, in the report on 2024: the words name another year.
            if match is None or any(year != manuscript.year_told for year in OTHER_YEAR.findall(match["time"])):
                continue
            deed = LEADS.sub("", match["deed"])
            if len(deed) >= PAIR and OF_SEVERAL.search(deed) is None:
                yield from _told(manuscript, passage, figure, deed)


def _told(manuscript: Manuscript, here: Passage, figure: Figure, deed: str) -> Iterator[Taken]:
    noun = GENERAL.sub("", figure.tail[:NAME])
    if OF_ANYTHING.search(deed) is not None and not noun:
        return
    named = pairs(figure.tail[:NAME]) if OF_ANYTHING.search(deed) is not None else set()
    found: dict[Decimal, tuple[Passage, Figure]] = {}
    for passage, each in manuscript.of_kind(figure.kind):
        if passage is here or not each.exact or each.compared or in_list(passage, each):
            continue
        lead = passage.plain[max(each.begins, each.start - LEAD) : each.start]
        piece = PIECE.split(lead)[-1]
        if any(year != manuscript.year_told for year in OTHER_YEAR.findall(lead)):
            continue
        if deed[-DEED:] not in piece or PART.search(piece) is not None or YEAR.search(lead) is None:
            continue
        if not named or named & pairs(f"{piece}|{each.tail[:NAME]}"):
            found.setdefault(each.value, (passage, each))
    if figure.value not in found and len(found) == 1:
        there, other = next(iter(found.values()))
        least, most = sorted((figure.value, other.value))
        if most <= TIMES * least:
            yield Taken(here, figure, there, other)
