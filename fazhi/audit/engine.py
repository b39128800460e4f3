"""From a document to its audit: run the rules, drop doubles, settle how the document rounds."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from fazhi.audit import read, rounding, rules
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.model import Audit, Document, Finding, Kind, Paragraph, Verdict

ORDER = {Verdict.WRONG: 0, Verdict.HINT: 1, Verdict.RIGHT: 2, Verdict.UNSURE: 3}


def audit_file(path: str | Path, *, year: int | None = None, without: Collection[str] = ()) -> Audit:
    """Audit one file. ``without`` names rules to leave out.

    Raises :class:`fazhi.audit.model.Unreadable` with one Chinese sentence when the file cannot be read.
    """
    return audit_document(read.read(Path(path)), year=year, without=without)


def audit_text(text: str, *, name: str = "文本", year: int | None = None, without: Collection[str] = ()) -> Audit:
    """Audit plain text, one paragraph a line."""
    paragraphs = [Paragraph(index, line) for index, line in enumerate(text.splitlines(), start=1)]
    return audit_document(Document(name, "txt", paragraphs), year=year, without=without)


def audit_document(document: Document, *, year: int | None = None, without: Collection[str] = ()) -> Audit:
    """Audit a document that was already read."""
    manuscript = Manuscript(document, year)
    findings: list[Finding] = []
    for rule in rules.load().values():
        if rule.id not in without:
            findings.extend(rule.check(manuscript))
    findings = _without_doubles(findings)
    convention = rounding.settle(each.roundings for each in findings if each.kind is Kind.RATE and each.roundings)
    for each in findings:
        each.address = manuscript.addresses.get(each.paragraph, "")
    return Audit(document, findings, manuscript.year, convention)


def _without_doubles(findings: list[Finding]) -> list[Finding]:
    """In the order of the text; of two findings of one kind on the same words the graver stays."""
    findings.sort(key=lambda each: (each.paragraph, each.start, each.end, ORDER[each.verdict]))
    kept: list[Finding] = []
    seen: set[tuple[int, int, int, Kind]] = set()
    for each in findings:
        key = (each.paragraph, each.start, each.end, each.kind)
        if key not in seen:
            seen.add(key)
            kept.append(each)
    return kept
