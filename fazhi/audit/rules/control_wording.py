"""Sentences that put classes of persons under 管控 — shown with the lawful wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript, finding

BEFORE = 70
AFTER = 24


@cache
def _pattern() -> re.Pattern[str]:
    data = wording.load("persons")
    classes = "|".join(each["words"] for each in data["classes"])
    return re.compile(rf"(?:{classes})")


@cache
def _controlled() -> re.Pattern[str]:
    return re.compile(wording.load("persons")["controlled"])


def _clause(text: str, start: int, end: int) -> tuple[int, int] | None:
    """From the class of persons to the word 管控, in either order, within one sentence; ``None`` if no class is near."""
    begin = max(text.rfind(mark, 0, start) for mark in "。；") + 1
    before = _pattern().search(text, max(begin, start - BEFORE), start)
    if before is not None:
        return before.start(), end
    after = _pattern().search(re.split(r"[。；，]", text[end : end + AFTER])[0])
    return None if after is None else (start, end + after.end())


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every clause that names a class of persons and 管控."""
    for passage, match, offset in manuscript.matches(_controlled()):
        span = _clause(passage.plain, match.start() - offset, match.end() - offset)
        if span is None:
            continue
        words = passage.plain[span[0] : span[1]]
        named = [each for each in wording.load("persons")["classes"] if re.search(each["words"], words)]
        lawful = "；".join(each["lawful"] for each in named)
        yield finding(
            passage,
            span,
            kind=Kind.TERM,
            verdict=Verdict.HINT,
            rule="control_wording",
            message=f"按人群类别“管控”没有法律依据，公开后易生争议，建议改为：{lawful}。",
            computed=lawful,
            basis="；".join(dict.fromkeys(each["basis"] for each in named)),
        )


RULE = Rule(
    id="control_wording",
    title="对人群的“管控”表述",
    source="《个人信息保护法》《精神卫生法》《戒毒条例》",
    why="法律规定的是服务和帮扶；按信仰、健康、信访等给人归类“管控”既无依据，也不宜公开。",
    wrong="加强对精神病患者、社区矫正人员、吸毒人员等重点人员的管控",
    right="协助卫生院为精神障碍患者开展随访服务26次",
    check=check,
)
