"""From a document to its audit: run the rules, drop doubles, settle how the document rounds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fazhi.audit import read, rounding, rules
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.model import Audit, Document, Finding, Kind, Paragraph, Verdict

RARE = 4
ORDER = {Verdict.WRONG: 0, Verdict.HINT: 1, Verdict.RIGHT: 2, Verdict.UNSURE: 3}


def audit_file(path: str | Path, *, year: int | None = None, without: Mapping[str, str] | None = None) -> Audit:
    """Audit one file. ``without`` switches rules off, each with its reason.

    Raises :class:`fazhi.audit.model.Unreadable` with one Chinese sentence when the file cannot be read.
    """
    return audit_document(read.read(Path(path)), year=year, without=without)


def audit_text(
    text: str, *, name: str = "文本", year: int | None = None, without: Mapping[str, str] | None = None
) -> Audit:
    """Audit plain text, one paragraph a line."""
    paragraphs = [Paragraph(index, line) for index, line in enumerate(text.splitlines(), start=1)]
    return audit_document(Document(name, "txt", paragraphs), year=year, without=without)


def audit_document(document: Document, *, year: int | None = None, without: Mapping[str, str] | None = None) -> Audit:
    """Audit a document that was already read."""
    manuscript = Manuscript(document, year)
    findings: list[Finding] = []
    for rule in rules.load().values():
        if rule.id not in (without or {}):
            findings.extend(rule.check(manuscript))
    findings = _without_doubles(findings)
    convention = rounding.settle(each.roundings for each in findings if each.kind is Kind.RATE and each.roundings)
    for each in findings:
        each.address = manuscript.addresses.get(each.paragraph, "")
    _remark_rounding(findings, convention)
    return Audit(document, findings, manuscript.year, convention, dict(without or {}))


def _remark_rounding(findings: list[Finding], convention: str) -> None:
    """In a document that rounds half-up throughout, say so beside the one figure that was cut off (and the reverse)."""
    single = [each for each in findings if len(each.roundings) == 1]
    for rounding_name, word in ((rounding.TRUNCATION, "截去尾数"), (rounding.HALF_UP, "四舍五入")):
        rare = [each for each in single if rounding_name in each.roundings]
        if convention == "mixed" and 0 < len(rare) <= len(single) / RARE:
            for each in rare:
                each.message += f"（本处{word}，与全文其余各处的取舍方式不同。）"


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
