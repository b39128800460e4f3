"""同比 and 环比 confused; a fall of several 倍."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

YEAR_ON_YEAR = re.compile(
    r"同比(?:与|较|比|，)?(?:上个?月|上周|上季度|前一[月周日])"
    r"|(?:较|比|与|同)(?:上个?月|上周|上季度|前一[月周日])(?:相比)?[^，。；、同环\d]{0,4}同比"
    r"|[一二三四]季度同比(?:较|比|与)?(?:上|第?[一二三四])季度"
    r"|(?:与|同|和)(?:今年|本年)?(?:第?[一二三四]季度|上季度|上个?月)(?:的?\d[\d,.]*[\u4e00-\u9fff]{1,3})?(?:相?比|相较)，?同比"
)
MONTH_ON_MONTH = re.compile(
    r"环比(?:与|较|比|，)?(?:去年|上年|上一年|20\d\d年)(?:同期)?"
    r"|(?:较|比|与|同)(?:去年|上年|上一年|20\d\d年)(?:同期)?(?:相比)?[^，。；、同环\d]{0,4}环比"
    r"|(?:与|同|和)(?:去年|上年|20\d\d年)(?:同期|全年)?(?:的?\d[\d,.]*[\u4e00-\u9fff]{1,3})?(?:相?比|相较)，?环比"
)
TIMES_LESS = re.compile(r"(?:减少|下降|降低|缩短|压缩)了?(?:近|约|超过?)?(\d+(?:\.\d+)?|[一二两三四五六七八九十])倍")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every confused term of comparison."""
    for pattern, word, used in ((YEAR_ON_YEAR, "环比", "同比"), (MONTH_ON_MONTH, "同比", "环比")):
        if used not in manuscript.text:
            continue
        for passage, match, offset in manuscript.matches(pattern):
            message = f"“{match.group()}”：与上一期相比称环比，与上年同期相比称同比，此处应为“{word}”。"
            yield _report(passage, (match.start() - offset, match.end() - offset), message, word)
    if "倍" not in manuscript.text:
        return
    for passage, match, offset in manuscript.matches(TIMES_LESS):
        message = f"“{match.group()}”：减少不能用倍数表示，应写减少百分之几或减少到几分之几。"
        yield _report(passage, (match.start() - offset, match.end() - offset), message, None)


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str | None) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.TERM,
        verdict=Verdict.WRONG,
        rule="comparison_term",
        message=message,
        computed=computed,
        basis="统计用语：同比对上年同期，环比对上一统计期；GB/T 15835—2011",
    )


RULE = Rule(
    id="comparison_term",
    title="同比、环比与倍数",
    source="统计用语通则",
    why="月报改年报时“环比”常误留为“同比”。",
    wrong="受理1205件，环比去年同期下降5.2%",
    right="受理1205件，同比下降5.2%，环比上升1.1%",
    check=check,
)
