"""Lists of one item a line, read as the sentence they are: 分季度看：/ • 一季度1216次；/ • 二季度1307次，环比增长7.5%；…

Every rule reads a paragraph; of a list each line is one, and what its figures are reckoned from stands on the line before.
So the document is read once more with each list as one paragraph. Only sums, rates and growths are taken from that reading,
each back at its own line: whatever is said of form, of dates or of words is said of the lines as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from fazhi.audit.model import Document, Finding, Kind, Paragraph
from fazhi.audit.text import list_marks

KINDS = frozenset({Kind.SUM, Kind.RATE, Kind.GROWTH})
LOOSE = frozenset({"misadded"})
"""These put a sum together of whatever counts stand near: over the lines of a list there are too many of them."""
LONGEST_ITEM = 80
"""Characters: what is longer is a paragraph of its own that happens to bear a number."""
MOST_ITEMS = 20
"""What is longer is a table: each of its lines is held against the total above them, and nothing else can be."""
TITLE, BEFORE, BEHIND = 6, 4, 1
"""Paragraphs: from the top, before and behind a list, that are read with it."""
# 2.物业管理。3572件中涉及…: a caption, and what follows is a paragraph about another thing.
CAPTION = re.compile(r"[^\d，；：。]{1,12}。.")
# 14个——社区居委会，其中…; 986件　微信小程序; 412条，审查中提出的意见
TURNED = re.compile(
    r"(?P<number>\d[\d.,]*[万亿]?[\u4e00-\u9fff]{1,3}?)(?:\s*[—–-]{1,2}\s*|[\s\u3000]+|[：:，]\s*)"
    r"(?P<name>[\u4e00-\u9fff“”（）、]{2,16})(?=[，；。]|$)"
)
ENDS, BREAK, COLONS = "。；;，,、", "；", ("：", ":")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line inside a joined paragraph."""

    at: int
    paragraph: int
    start: int
    length: int

    def within(self, finding: Finding) -> tuple[int, int] | None:
        """What of a finding lies on this stretch, as a span of its line."""
        start, end = max(finding.start, self.at), min(finding.end, self.at + self.length)
        shift = self.start - self.at
        return (start + shift, end + shift) if start < end else None


@dataclass(slots=True)
class Joined:
    """The document with every list as one paragraph, and the way back."""

    document: Document
    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    """Index of a joined paragraph → what it is made of, in order."""
    leads: set[int] = field(default_factory=set)
    """Indices of the lines above the lists: 分季度看："""

    def back(self, findings: Iterable[Finding], lines: dict[int, Paragraph]) -> Iterator[Finding]:
        """What was proven of a list either way, at the line where it begins."""
        for each in findings:
            if not each.verdict.settled or each.kind not in KINDS or each.rule in LOOSE:
                continue
            told = [(one.paragraph, span) for one in self.pieces.get(each.paragraph, ()) if (span := one.within(each))]
            # • 维持121件；• 驳回27件；…: nothing tells that an item is a total; what stands above the list is one.
            if told and (not each.either or told[0][0] in self.leads):
                line = told[0][0]
                spans = [span for paragraph, span in told if paragraph == line]
                start, end = min(spans)[0], max(end for _start, end in spans)
                yield replace(each, paragraph=line, start=start, end=end, quote=lines[line].text[start:end])


def joined(document: Document) -> Joined | None:
    """``None`` if the document has no list of one item a line."""
    result = Joined(replace(document, paragraphs=[]))
    # Copied from a page, a text has an empty line after each.
    paragraphs = [each for each in document.paragraphs if each.text.strip()]
    at = 0
    while at < len(paragraphs):
        items = paragraphs[at : _end_of_list(paragraphs, at)]
        if _told_as_one(items):
            _join(result, items)
        else:
            result.document.paragraphs.extend(items)
        at += len(items)
    _keep_what_is_near(result)
    return result if result.pieces else None


def _keep_what_is_near(result: Joined) -> None:
    """Every list with what stands around it, and the title: what else the document says was asked in the first reading."""
    told = result.document.paragraphs
    kept = set(range(TITLE))
    for at, each in enumerate(told):
        if each.index in result.pieces:
            kept.update(range(at - BEFORE, at + BEHIND + 1))
    result.document.paragraphs = [each for at, each in enumerate(told) if at in kept]


def _end_of_list(paragraphs: list[Paragraph], at: int) -> int:
    """Behind the last of the items that begin here, all with the same sort of mark; behind this paragraph if it is none."""
    mark, end = _mark(paragraphs[at]), at + 1
    while mark and end < len(paragraphs) and _mark(paragraphs[end]) == mark:
        end += 1
    if mark == BREAK and end < len(paragraphs) and _short(paragraphs[end]):
        end += 1
    return end


def _told_as_one(items: list[Paragraph]) -> bool:
    captions = any(CAPTION.match(each.text, list_marks.words_from(each)) for each in items)
    return 1 < len(items) <= MOST_ITEMS and not captions


def _mark(paragraph: Paragraph) -> str:
    """The sort of mark before an item, or the one behind it where there is none before: 邻里纠纷54件；"""
    if not _short(paragraph):
        return ""
    return list_marks.mark(paragraph) or (BREAK if paragraph.text.rstrip().endswith((BREAK, ";")) else "")


def _short(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= LONGEST_ITEM and paragraph.place == "body"


def _join(result: Joined, items: list[Paragraph]) -> None:
    done = result.document.paragraphs
    pieces: list[Piece] = []
    lead = done[-1] if done else None
    text = ""
    # 分季度看：right above the first item
    if lead is not None and lead.index not in result.pieces and lead.text.rstrip().endswith(COLONS):
        text = lead.text
        pieces.append(Piece(0, lead.index, 0, len(text)))
        result.leads.add(lead.index)
        done.pop()
    for each in items:
        for start, end in _in_order(each.text, list_marks.words_from(each)):
            pieces.append(Piece(len(text), each.index, start, end - start))
            text += each.text[start:end]
        if each is not items[-1]:
            text += BREAK
    done.append(replace(items[-1], text=text))
    result.pieces[items[-1].index] = pieces


def _in_order(line: str, start: int) -> Iterator[tuple[int, int]]:
    """The stretches of an item in the order of a sentence, without its last mark: 14个——居委会，其中… is 居委会14个，其中…."""
    end = max(start, len(line.rstrip().rstrip(ENDS)))
    turned = TURNED.match(line, start, end)
    if turned is not None:
        yield turned.span("name")
        yield turned.span("number")
        start = turned.end()
    yield start, end
