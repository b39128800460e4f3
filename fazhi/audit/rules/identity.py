"""Words of another unit left over from a template: 我局 in a town's report, another town's name as the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

CORE = 2
LAST_LINES = 8
USUAL = 3
TOWNS = ("镇", "乡", "街道")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("units")[key], re.MULTILINE)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every self-name, subject and signature that is not the issuer's."""
    match = _pattern("title").search(manuscript.title)
    kind = match[2] if match is not None else _usual(manuscript)
    if kind is None:
        return
    for word in wording.load("units")["foreign"][kind]:
        if word in manuscript.text:
            yield from _selves(manuscript, word, kind)
    if match is None or kind not in TOWNS:
        return
    core = match[1][-CORE:]
    for passage, found, offset in manuscript.matches(_pattern("other")):
        if not found[1].endswith(core) and not re.search(_pattern("pronouns"), found[1]):
            span = (found.start(1) - offset, found.end() - offset)
            proven = found[3] is not None
            message = f"本文由{match[1]}{kind}印发，此处以“{found[1]}{found[2]}”为主语，当是套用其他单位文稿。"
            yield _report(passage, span, Verdict.WRONG if proven else Verdict.HINT, message, f"{match[1]}{kind}")
    for passage in manuscript.passages[-LAST_LINES:]:
        signed = _pattern("signature").match(passage.plain)
        if signed is not None and not signed[1].endswith(core):
            message = f"标题由{match[1]}{kind}印发，落款却是{passage.plain}。"
            yield _report(passage, (0, len(passage.plain)), Verdict.WRONG, message, f"{match[1]}{kind}")


def _usual(manuscript: Manuscript) -> str | None:
    """The kind of unit that a text without a telling title calls itself, if it does so often enough."""
    counts = {
        kind: sum(manuscript.text.count(word) for word in words)
        for kind, words in wording.load("units")["selves"].items()
        if kind in wording.load("units")["foreign"]
    }
    kind = max(counts, key=lambda each: counts[each])
    return kind if counts[kind] >= USUAL else None


def _selves(manuscript: Manuscript, word: str, kind: str) -> Iterator[Finding]:
    own = wording.load("units")["selves"][kind][0]
    for passage, match, offset in manuscript.matches(re.compile(f"{word}(?![所委办院])")):
        start = match.start() - offset
        before = passage.plain[:start]
        if before.count("“") > before.count("”"):
            continue
        message = f"本文是{kind}的报告，此处自称“{word}”，应为“{own}”。"
        yield _report(passage, (start, start + len(word)), Verdict.WRONG, message, own)


def _report(passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, computed: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.IDENTITY,
        verdict=verdict,
        rule="identity",
        message=message,
        computed=computed,
        basis="行文主体以标题和落款为准" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="identity",
    title="套用其他单位文稿",
    source="行文主体以标题和落款为准",
    why="借用兄弟单位或上级部门的文稿，称谓和地名没有改全。",
    wrong="青石镇的报告写“我局持续深化放管服改革”",
    right="青石镇的报告写“我镇在县委、县政府领导下”",
    check=check,
)
