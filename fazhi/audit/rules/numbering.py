"""Levels of numbering: 一、（一）1.（1）; none twice, none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.outline import Heading
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

SHORT = 40
NAMED = re.compile(
    r"标题(?:为|是|写)?[“\"]([一二三四五六七八九十])、[^”\"]*[”\"][^“\"。]{0,20}小标题[^“\"。]{0,8}[“\"]\1、[^”\"]*[”\"]"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Repeated and missing ordinals of the first two levels."""
    last: dict[int, Heading] = {}
    for each in manuscript.headings:
        if each.level > 2:
            last.pop(2, None)
            continue
        before = last.get(each.level)
        if each.level == 1:
            last.pop(2, None)
        last[each.level] = each
        result = _judge(manuscript, before, each)
        if result is not None:
            yield result
    if "小标题" in manuscript.text:
        for passage, match, offset in manuscript.matches(NAMED):
            span = (match.start() - offset, match.end() - offset)
            yield _report(passage, span, Verdict.WRONG, "下一层小标题又用同一层序号，应当用（一）。", "（一）")


def _judge(manuscript: Manuscript, before: Heading | None, each: Heading) -> Finding | None:
    passage = manuscript.passages[each.passage]
    span = (0, max(1, len(each.label) - len(passage.paragraph.number)))
    expected = before.ordinal + 1 if before is not None else 1
    if each.ordinal == expected or passage.paragraph.number:
        return None
    if each.ordinal == 1 or before is None:
        if before is not None and before.ordinal == 1:
            return _report(passage, span, Verdict.WRONG, f"序号“{each.label}”接连出现两次，层次不清。", None)
        return None
    if each.ordinal == before.ordinal:
        return _report(passage, span, Verdict.WRONG, f"序号“{each.label}”重复。", None)
    if each.ordinal > expected:
        between = manuscript.passages[before.passage + 1 : each.passage]
        hidden = any(len(other.plain) <= SHORT and not other.plain.endswith("。") for other in between)
        extract = not manuscript.title
        verdict = Verdict.HINT if hidden or extract or each.ordinal > expected + 1 else Verdict.WRONG
        message = f"序号由“{before.label}”跳到“{each.label}”，缺第{expected}项。"
        return _report(passage, span, verdict, message, None)
    return _report(passage, span, Verdict.HINT, f"序号“{each.label}”排在“{before.label}”之后，次序有误。", None)


def _report(passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, computed: str | None) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=verdict,
        rule="numbering",
        message=message,
        computed=computed,
        basis="GB/T 9704—2012第7.3.3条（层次序数依次为一、（一）1.（1））" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="numbering",
    title="层次序数",
    source="GB/T 9704—2012第7.3.3条",
    why="删一段、加一段之后序号没有顺延。",
    wrong="（一）加强学习；（二）健全制度；（二）强化监督",
    right="（一）加强学习；（二）健全制度；（三）强化监督",
    check=check,
)
