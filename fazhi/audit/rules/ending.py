"""A paragraph that breaks off without a full stop above the heading of a new part: ……占31.3% / （三）复议机关收案情况."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import list_marks
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import STROKES, Passage

BASIS = "GB/T 15834—2011《标点符号用法》"
SHORTEST = 25
"""Characters of a paragraph that cannot be a heading or a caption."""
BROKEN_OFF = re.compile(r"[\u4e00-\u9fff\d%，、]$")
# A sentence of several clauses; a heading has one or two.
SENTENCES = re.compile(r"[。；]|，[^，]*，")
# What is shown: the last number and its unit, or the last words; 99.6%和93.8% is cut between its figures, not within one.
TAIL = re.compile(r"(?:\d[\d.,]*)?[^\d。，；：、]{0,8}[，、]?$")
LONGEST = 40
STOP = re.compile(r"[。！？]")
# 组长：…，成员：…; 办公时间：…: lists of particulars end as they like.
PARTICULARS = "："


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """The paragraph before each heading, where it was left without a mark or with that of a clause."""
    headings = {each.passage for each in manuscript.headings}
    for position in sorted(headings):
        passage = manuscript.passages[position - 1] if position else None
        if passage is None or not _of_sentences(passage, position - 1 in headings):
            continue
        if _of_a_bare_list(manuscript, position - 1, headings):
            continue
        last = passage.plain[-1]
        if last in "，、":
            yield _report(passage, f"这一段以“{last}”结尾，下面已另起一部分，当是句号误写或文字没有写完。")
        else:
            yield _report(passage, "这一段末尾没有标点，当是漏了句号（或冒号），或文字没有写完。")


def _of_sentences(passage: Passage, heading: bool) -> bool:
    """Is it prose that should end in a full stop and does not?"""
    text, told = passage.plain, passage.paragraph
    if told.place != "body" or told.cell is not None or len(text) < SHORTEST or BROKEN_OFF.search(text) is None:
        return False
    last = max((match.end() for match in STOP.finditer(text)), default=0)
    if PARTICULARS in text[last:] or STROKES.search(text) is not None:
        return False
    return last > 0 or not heading and SENTENCES.search(text) is not None


def _of_a_bare_list(manuscript: Manuscript, position: int, headings: set[int]) -> bool:
    """• 咨询类110件，占40.5% / • 求助类97件，占35.8%: do lines beside this one, of its list or above it, end without a mark too?"""
    mark = list_marks.mark(manuscript.passages[position].paragraph)
    for at in (position - 1, position + 1):
        if 0 <= at < len(manuscript.passages) and BROKEN_OFF.search(manuscript.passages[at].plain) is not None:
            line = manuscript.passages[at]
            if list_marks.mark(line.paragraph) == mark != "" or at < position and line.figures and at not in headings:
                return True
    return False


def _report(passage: Passage, message: str) -> Finding:
    shown = TAIL.search(passage.plain, max(0, len(passage.plain) - LONGEST))
    return finding(
        passage,
        shown.span() if shown else (0, len(passage.plain)),
        kind=Kind.FORMAT,
        verdict=Verdict.WRONG,
        rule="ending",
        message=message,
        basis=BASIS,
    )


RULE = Rule(
    id="ending",
    title="段末的句号",
    source=BASIS,
    why="段落末尾补了一个数、删了半句，句号常常跟着没有了，读者不知道话说完没有。",
    wrong="全年收到复议申请6200件，依法受理4955件，占79.9%；不予受理1245件，占20.1%\n（二）被申请人情况",
    right="全年收到复议申请6200件，依法受理4955件，占79.9%；不予受理1245件，占20.1%。\n（二）被申请人情况",
    check=check,
)
