"""A share of what a place has, told elsewhere under that very name: 耕地18.62万亩 …… 还田离田合计18.25万亩，占耕地面积的98.0%.

A stock (land, people, villages, staff) has one size in a report, however far off it is told; what was done does not belong here.
"""

from __future__ import annotations

import re

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

STOCK = (
    r"(?:[\u4e00-\u9fff]{0,4}(?:耕地|农田|林地|水田|旱地|草地|湿地|水面|园地|土地|辖区|行政区域|幅员|国土|绿地|基本农田|公益林|茶园|果园)"
    r"|(?:常住|户籍|农业|城镇|农村|流动|总)人口|常住户|农户|农业户|网格员|调解员|志愿者|党员|行政村|自然村|村民小组|村（社区）|社区|网格|楼栋"
    r"|在册企业|市场主体|经营主体|个体工商户|在编人员|在岗人员|执法人员|机关干部|干部职工|学校|中小学|中小学校)"
)
SHARE = re.compile(
    rf"[，、]?(?:正好|恰好|已|约|仅|就|共)?占到?了?(?:全[县市区镇乡街省]|辖区|本[县市区镇乡])?(?:道)?(?P<name>{STOCK})(?:总?面积|总?[数量]|总?人数|总?户数)?的(?:比例|比重)?[为达]?"
)
TO_ALL = re.compile(r"(?:总?面积|总数|总量|总?人数|总?户数|数量|共有|现有|共|有|达到?|为|约|[，：])*$")
SOME = re.compile(
    r"占用|违法|复垦|整治|流转|浇灌|灌溉|新增|减少|增加|其中|改造|建成|治理|撂荒|恢复|退|征|损毁|受灾|人均|户均|村均"
)
GAP = 16
HUNDRED = 100


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the count right before the share, the one stock of that name), where the printed share is another."""
    figure = claim.figure
    before = [each for each in claim.sentence.figures if each.end <= claim.start]
    if claim.role != "share" or claim.order or not before or figure.vague or figure.bound or figure.compared:
        return None
    part = before[-1]
    match = SHARE.fullmatch(claim.passage.plain, part.end, figure.start)
    if match is None or not _sound(part) or part.period not in ("", claim.passage.now):
        return None
    found = _stocks(manuscript, claim.passage, match["name"], part)
    if len({each.value for each in found}) != 1:
        return None
    whole = found[0]
    low, high = HUNDRED * part.low / whole.high, HUNDRED * part.high / whole.low
    right = HUNDRED * part.exactly / whole.exactly
    if whole.value < part.value or rounding.fits(figure.value, low, high):
        return None
    near = misprints.near(figure.value, right) or not misprints.too_far(figure.value, right)
    return (part, whole) if near else None


def _stocks(manuscript: Manuscript, here: Passage, name: str, part: Figure) -> list[Figure]:
    """The counts of the unit that bear the name and nothing more."""
    found = []
    for passage, each in manuscript.of_kind(part.kind):
        if name not in passage.plain or each is part or not _sound(each) or each.period not in ("", here.now):
            continue
        words = TO_ALL.sub("", each.head)
        lead = passage.plain[max(0, each.start - GAP) : each.start]
        called = words.endswith(name) or each.tail.startswith(name)
        if called and SOME.search(lead.rpartition("。")[2].rpartition("；")[2].rpartition("，")[2]) is None:
            found.append(each)
    return found


def _sound(figure: Figure) -> bool:
    return figure.count and not figure.vague and not figure.bound and not figure.compared and figure.value > 0
