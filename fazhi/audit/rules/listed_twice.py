"""One item listed twice in a row of counts with their shares: 科教类5条，占4.85%；科教类信息5条，占4.85%.

Only where the name and the count are the same: two items of one name with different counts may be of two periods or of two offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

ITEM = re.compile(
    r"(?:(?<=[，。；：、中])|^)(?P<name>[\u4e00-\u9fff、“”]{3,24}?)(?:共|有|为)?(?P<count>[1-9]\d{0,5})(?P<unit>[条件起宗项份])，占[^，。；\d]{0,10}\d{1,2}(?:\.\d{1,2})?%"
)
# 科教类的信息 and 科教类 are one name.
ADDED = re.compile(r"(?:的)?(?:信息|案件|事项|纠纷|诉求|工单|类)+$")
OPENING = re.compile(r"^(?:其中|包括|分别是|从内容看|按内容分)[，：]?")
SHORTEST = 2
FEWEST = 3
"""So many items are a list that tells each thing once."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every item that stands a second time in its list."""
    if "占" not in manuscript.text:
        return
    for passage in manuscript.passages:
        if passage.plain.count("，占") >= FEWEST:
            yield from _twice(passage)


def _twice(passage: Passage) -> Iterator[Finding]:
    items = list(ITEM.finditer(passage.plain))
    seen: dict[tuple[str, str, str], re.Match[str]] = {}
    for item in items if len(items) >= FEWEST else ():
        name = ADDED.sub("", OPENING.sub("", item["name"]))
        key = (name, item["count"], item["unit"])
        first = seen.setdefault(key, item)
        # After a full stop another list may begin, by another office or by other marks.
        apart = "。" in passage.plain[first.start() : item.start()]
        if first is not item and len(name) >= SHORTEST and not apart:
            yield finding(
                passage,
                item.span(),
                kind=Kind.REPEAT,
                verdict=Verdict.WRONG,
                rule="listed_twice",
                message=f"“{item['name']}{item['count']}{item['unit']}”在同一列举中已经列过一次，重复列出，或者名称有误。",
                basis="同一列举中各项应当互不重复",
            )


RULE = Rule(
    id="listed_twice",
    title="重复列出的项目",
    source="同一列举中各项应当互不重复",
    why="分类清单照上年的抄，一类列了两遍，各项之和就多出一份。",
    wrong="规划类6条，占5.83%；机构职能类13条，占7.3%；教育类5条，占4.85%；机构职能类信息13条，占7%。",
    right="规划类6条，占5.83%；机构职能类13条，占7.3%；教育类5条，占4.85%；业务动态类13条，占7.3%。",
    check=check,
)
