"""A 报告 that smuggles in a 请示."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript, finding

FORMULA = re.compile(r"批示|批复|批准|审批")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(wording.load("report")["request"]["wrong"])


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Requests for decision in a document whose title says 报告."""
    text = manuscript.text
    if "报告" not in manuscript.title or not any(word in text for word in ("请", "妥否", "当否")):
        return
    for passage, match, offset in manuscript.matches(_pattern()):
        if (
            "依申请" in passage.plain
            or "“" in passage.plain[max(0, match.start() - offset - 2) : match.start() - offset]
        ):
            continue
        proven = re.match(r"[妥当可是以如]", match.group()) is not None and FORMULA.search(match.group()) is not None
        yield finding(
            passage,
            (match.start() - offset, match.end() - offset),
            kind=Kind.STRUCTURE,
            verdict=Verdict.WRONG if proven else Verdict.HINT,
            rule="request",
            message="报告中不得夹带请示事项；需要上级答复的，另行请示，一文一事。",
            basis=wording.load("report")["request"]["basis"],
        )


RULE = Rule(
    id="request",
    title="报告夹带请示",
    source="《党政机关公文处理工作条例》第十五条",
    why="报告不需答复，夹带的请示会被搁置，且不合行文规则。",
    wrong="关于2023年法治政府建设情况的报告……妥否，请批示",
    right="关于2023年法治政府建设情况的报告……特此报告",
    check=check,
)
