"""Is a count one item of a list or of a bracket, and which words say nothing about what is counted?"""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

SIDE_BY_SIDE = re.compile(r"[^，。；：\d]{0,6}[、和及与][^，。；：、\d]{0,12}")
# 新收案件2000件，审结1950件，未结150件: what came newly is not all there was; some were left of the year before.
CAME_NEWLY = re.compile(r"新(?:收|立|受理|接)")
UNFINISHED = re.compile(
    r"(?<!上年)(?<!旧存)(?:未[审办执]?结|尚未办结|在办)(?:各类|的|案件|案|件数|数|尚有|尚|还有|共|为|有|[：，])*$"
)
# What says nothing about which things are counted.
SAYS_NOTHING = re.compile(
    r"其中|全[年省市县区镇乡国]|[上下]半年|[\d一二三四]季度|本[月季年]|[当该][月年]|共计?|合计|总计|累计|分别|各类|各级|群众|消费者|市民|公众|依法|现有"
    r"|受理|收到|接到|接收|登记|排查|发现|承办|新收|案件|事项|案卷|工单|诉求|信件|[件人户]数|总[数量]|数量|[的为有达是约数量共各和计了已对第从在，]|\W"
)


def in_list(passage: Passage, figure: Figure) -> bool:
    """Is the count an item after 其中 (or inside brackets), not a total of its sentence?"""
    lead = passage.plain[figure.begins : figure.start]
    if lead.count("（") > lead.count("）"):
        return True
    at = lead.rfind("其中")
    if at < 0:
        return False
    # 其中市容88次、食品33次，发现隐患143处: another unit begins another matter.
    first = next((each for each in passage.figures if each.start >= figure.begins + at and each.count), figure)
    return first.kind == figure.kind or "，" not in passage.plain[first.end : figure.start]


def behind_whole_list(passage: Passage, figure: Figure) -> bool:
    """问题54个，其中普法类17个、合同类37个，年底前整改50个: do the counts from 其中 as far as this one make up the one before 其中?"""
    begin = figure.begins + passage.plain[figure.begins : figure.start].rfind("其中")
    same = [each for each in passage.figures if each.kind == figure.kind and each.count and each.end <= figure.start]
    items = [each.value for each in same if each.start >= begin]
    before = [each.value for each in same if figure.begins <= each.start and each.end <= begin]
    return len(items) > 1 and bool(before) and sum(items) == before[-1]


def bracketed_off(text: str, figure: Figure, until: int) -> bool:
    """Does the figure stand in a bracket that is closed before ``until`` (325件（其中无照经营210件），占9%)?"""
    opening, closing = text.rfind("（", 0, figure.start), text.find("）", figure.end, until)
    return opening >= 0 and closing >= 0 and "）" not in text[opening : figure.start] and closing + 1 < until
