"""Findings as Word comments in a copy of the .docx: each on exactly the words it speaks of. The original is not touched.

Word shows no comment inside a text box, footnote or endnote ([MS-OI29500] 2.1.315): a comment on words there stands on
the box or on the mark of the note in the body, and quotes the words.
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
import zipfile
import zlib
from bisect import bisect_left
from pathlib import Path

from docx import Document as open_docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from fazhi.audit.formats import docx as walker
from fazhi.audit.formats import numbering
from fazhi.audit.formats.archive import Archive
from fazhi.audit.model import Audit, Finding, Unreadable, Verdict
from fazhi.audit.summary import WORDS
from fazhi.audit.text.outline import NAMES as PLACES

AUTHOR = "法治审校"
INITIALS = "审"
BROKEN = (
    *(AttributeError, KeyError, TypeError, ValueError),  # python-docx: a part, a relation or an attribute is not there
    *(NotImplementedError, EOFError, OSError, zipfile.BadZipFile, zlib.error),  # zipfile: a damaged or foreign entry
    *(etree.XMLSyntaxError, OpcError),  # lxml, python-docx: a part that is no XML, no package
)
"""What a package answers whose other parts are damaged (each met in the fuzz); the reader needs only those with text."""


def write(source: Path, audit: Audit, target: Path) -> int:
    """Write ``source`` with a comment for each wrong or doubtful finding to ``target``; the number of comments.

    Raises :class:`Unreadable` when ``source`` is no .docx or ``target`` cannot be written; nothing is left behind then.
    """
    if audit.document.format != "docx":
        raise Unreadable(f"“{source.name}”不是 .docx 文件，不能加批注，未生成批注文件；请另存为 .docx 后再试。")
    if target.resolve() == source.resolve():
        raise Unreadable(f"批注文件不能与原文件“{source.name}”同名，原文件未改动；请另起文件名。")
    try:
        word = open_docx(str(source))
    except BROKEN as error:
        raise Unreadable(
            f"“{source.name}”能审校而不能加批注（文件包的其他部分已损坏），未生成批注文件；请用 WPS 打开后另存为 .docx 再试。"
        ) from error
    elements = _paragraphs(word, source)
    cuts: dict[int, _Cuts] = {}
    written = 0
    for finding in audit.of(Verdict.WRONG, Verdict.HINT):
        if finding.paragraph <= len(elements):
            runs, inside = _anchor(word, elements[finding.paragraph - 1], finding, cuts)
            if runs:
                word.add_comment(
                    [Run(run, word) for run in runs],  # type: ignore[arg-type]  # only the element of each run is used
                    text=_text(finding, inside),
                    author=AUTHOR,
                    initials=INITIALS,
                )
                written += 1
    _save(word, source, target)
    return written


def _paragraphs(word: WordDocument, source: Path) -> list[etree._Element]:
    """The ``w:p`` elements in the order in which the reader counted them; those of notes are copies."""
    found = walker.Walker(numbering.Numbering())
    found.body(word.element.body)
    archive = Archive(source)
    for part, place in walker.NOTES:
        if part in archive:
            found.notes(walker.parse(archive.part(part), source.name), place)
    return found.elements


def _anchor(
    word: WordDocument, paragraph: etree._Element, finding: Finding, cuts: dict[int, _Cuts]
) -> tuple[list[etree._Element], str]:
    """The runs a comment stands on, and the name of the place where Word would not show it (empty in the body)."""
    box = next(paragraph.iterancestors(qn("w:txbxContent")), None)
    note = next(paragraph.iterancestors(qn("w:footnote"), qn("w:endnote")), None)
    if note is not None:
        kind = etree.QName(note).localname
        marks = word.element.body.iter(qn(f"w:{kind}Reference"))
        run = next((each.getparent() for each in marks if each.get(qn("w:id")) == note.get(qn("w:id"))), None)
        return _outermost(run), PLACES[kind]
    if box is not None:
        return _outermost(box), PLACES["textbox"]
    if finding.paragraph not in cuts:
        cuts[finding.paragraph] = _Cuts(paragraph)
    return cuts[finding.paragraph].between(finding.start, finding.end), ""


def _outermost(element: etree._Element | None) -> list[etree._Element]:
    """The run of the body in which something lies, however deep."""
    if element is None:
        return []
    runs = [each for each in (element, *element.iterancestors()) if each.tag == qn("w:r")]
    return runs[-1:]


def _text(finding: Finding, inside: str) -> str:
    where = f"{inside}“{finding.quote}”：" if inside else ""
    lines = [f"〔{WORDS[finding.verdict]}〕{where}{finding.message}"]
    if finding.basis:
        lines.append(f"依据：{finding.basis}")
    return "\n".join(lines)


class _Cuts:
    """The runs of one paragraph with the characters each holds, kept while they are split: many comments may stand on one paragraph."""

    def __init__(self, paragraph: etree._Element) -> None:
        self.starts: list[int] = []
        self.runs: list[etree._Element] = []
        position = 0
        for run in _runs(paragraph):
            length = len(walker.text_of(run))
            if length:
                self.starts.append(position)
                self.runs.append(run)
            position += length
        self.length = position

    def between(self, start: int, end: int) -> list[etree._Element]:
        """The runs that hold characters ``start`` to ``end`` of the paragraph's text, split so that they hold no others."""
        first, last = self._boundary(start), self._boundary(end)
        return self.runs[first:last]

    def _boundary(self, position: int) -> int:
        """The number of the run that begins at ``position``, made by a split where none does."""
        number = bisect_left(self.starts, position)
        begins = number < len(self.starts) and self.starts[number] == position
        if begins or not number or position >= self.length:
            return number
        before = number - 1
        _first, rest = _split(self.runs[before], position - self.starts[before])
        self.starts.insert(number, position)
        self.runs.insert(number, rest)
        return number


def _runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs whose text the reader saw, in order."""
    runs = []
    for run in paragraph.iter(qn("w:r")):
        hidden = False
        for parent in run.iterancestors():
            if parent is paragraph:
                break
            hidden = hidden or parent.tag in walker.SKIPPED
        if not hidden:
            runs.append(run)
    return runs


def _split(run: etree._Element, at: int) -> tuple[etree._Element, etree._Element]:
    """Two runs of the same form in place of one, the first with ``at`` characters."""
    rest = copy.deepcopy(run)
    _keep(run, 0, at)
    _keep(rest, at, 1 << 30)
    run.addnext(rest)
    return run, rest


def _keep(run: etree._Element, start: int, end: int) -> None:
    """Drop all text of a run outside ``start``:``end``; what has no text stays in the first part."""
    position = 0
    for child in list(run):
        if child.tag == qn("w:rPr"):
            continue
        piece = child.text or "" if child.tag == qn("w:t") else walker.BREAKS.get(child.tag, "")
        length = len(piece) if piece or child.tag == qn("w:t") else (1 if child.tag == qn("w:sym") else 0)
        first, last = max(start - position, 0), min(end - position, length)
        position += length
        if child.tag == qn("w:t"):
            child.text = piece[first:last] if first < last else ""
            child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            if not child.text:
                run.remove(child)
        elif (first >= last and length) or (not length and start > 0):
            run.remove(child)


def _save(word: WordDocument, source: Path, target: Path) -> None:
    """Write beside the target and move into place, so that a full disk leaves no half file."""
    try:
        handle, name = tempfile.mkstemp(suffix=".docx", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise Unreadable(
            f"无法在“{target.parent}”写文件，未生成批注文件；请检查文件夹是否存在、磁盘是否已满。"
        ) from error
    try:
        word.save(name)
        shutil.copymode(source, name)
        os.replace(name, target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise Unreadable(f"无法写入“{target}”，未生成批注文件；请检查该文件是否正被打开、磁盘是否已满。") from error
