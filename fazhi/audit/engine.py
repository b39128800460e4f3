"""From a document to its audit: run the rules, drop doubles, settle how the document rounds."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from fazhi.audit import against, lists, read, rules, second_look
from fazhi.audit.known import RULE as LEDGER
from fazhi.audit.known import TITLE as LEDGER_TITLE
from fazhi.audit.known import KnownFigures
from fazhi.audit.model import Audit, Document, Finding, Kind, Paragraph, Verdict
from fazhi.audit.text import rounding
from fazhi.audit.text.manuscript import Manuscript

RARE = 4
YEARS = range(2000, 2100)
"""The years that are looked for in a title."""
ORDER = {Verdict.WRONG: 0, Verdict.HINT: 1, Verdict.RIGHT: 2, Verdict.UNSURE: 3}


Source = Callable[[int | None, Sequence[str]], KnownFigures | str]
"""Asked with a document's year and the towns it names: the figures to hold it against, or a sentence on why there are none."""


def audit_file(
    path: str | Path,
    *,
    year: int | None = None,
    without: Mapping[str, str] | None = None,
    known: KnownFigures | Source | None = None,
) -> Audit:
    """Audit one file. ``without`` switches rules off, each with its reason (``ValueError`` for an unknown rule or none).

    ``year`` is the one reported on, where the title does not tell it (``ValueError`` for one that no title could).

    ``known`` are figures from outside, such as a ledger's, that the document is held against as well. Raises
    :class:`fazhi.audit.model.Unreadable` with one Chinese sentence when the file cannot be read.
    """
    check_switched_off(without)
    check_year(year)
    return audit_document(read.read(Path(path)), year=year, without=without, known=known)


def audit_text(
    text: str,
    *,
    name: str = "文本",
    year: int | None = None,
    without: Mapping[str, str] | None = None,
    known: KnownFigures | Source | None = None,
) -> Audit:
    """Audit plain text, one paragraph a line."""
    paragraphs = [Paragraph(index, line) for index, line in enumerate(text.splitlines(), start=1)]
    return audit_document(Document(name, "txt", paragraphs), year=year, without=without, known=known)


def audit_document(
    document: Document,
    *,
    year: int | None = None,
    without: Mapping[str, str] | None = None,
    known: KnownFigures | Source | None = None,
) -> Audit:
    """Audit a document that was already read."""
    off = check_switched_off(without)
    check_year(year)
    manuscript = Manuscript(document, year)
    with _collector_at_rest():
        findings = _findings(manuscript, off)
        _told_in_lists(document, manuscript.year, off, findings)
    ledger = ""
    if known is not None and LEDGER not in off:
        ledger = _against(manuscript, known, findings)
    findings = _without_doubles(findings)
    convention = rounding.settle(each.roundings for each in findings if each.kind is Kind.RATE and each.roundings)
    for each in findings:
        each.address = manuscript.addresses.get(each.paragraph, "")
    _remark_rounding(findings, convention)
    return Audit(document, findings, manuscript.year, convention, off, ledger)


def _findings(manuscript: Manuscript, off: Mapping[str, str]) -> list[Finding]:
    """What the rules say, looked at twice."""
    findings: list[Finding] = []
    for rule in rules.load().values():
        if rule.id not in off:
            manuscript.found = findings
            findings.extend(rule.check(manuscript))
    second_look.review(manuscript, findings)
    return findings


def _told_in_lists(document: Document, year: int | None, off: Mapping[str, str], findings: list[Finding]) -> None:
    """Add what comes out where every list of one item a line is read as one sentence, in place of what was left open."""
    together = lists.joined(document)
    if together is None:
        return
    lines = {each.index: each for each in document.paragraphs}
    for each in together.back(_findings(Manuscript(together.document, year), off), lines):
        same = [one for one in findings if one.kind is each.kind and one.meets(each)]
        if not any(one.verdict.settled for one in same):
            findings[:] = [one for one in findings if all(one is not other for other in same)] + [each]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for garbage meanwhile: all that the rules make stays in use to the end, and looking through it again and
    again took a fifth of the time. Where somebody else has switched the collector off, it stays off."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def rule_titles() -> dict[str, str]:
    """Every rule that can be switched off: id → Chinese title, that of the known figures last."""
    return {rule.id: rule.title for rule in rules.load().values()} | {LEDGER: LEDGER_TITLE}


def check_switched_off(without: Mapping[str, str] | None) -> dict[str, str]:
    """Rule → reason, without blanks around; ``ValueError`` with one Chinese sentence for an unknown rule or no reason."""
    known = rule_titles()
    off: dict[str, str] = {}
    for rule, reason in (without or {}).items():
        if rule not in known:
            raise ValueError(f"没有“{rule}”这条规则，未审校；可停用的规则有：{'、'.join(known)}。")
        if not reason.strip():
            raise ValueError(f"停用规则“{rule}”必须写明理由，未审校；请补写理由。")
        off[rule] = reason.strip()
    return off


def check_year(year: int | None) -> None:
    """``ValueError`` with one Chinese sentence for a year that no report is about."""
    if year is not None and year not in YEARS:
        raise ValueError(f"年度{year}不在{YEARS[0]}至{YEARS[-1]}之间，未审校；请写报告年度的四位数字，如 2022。")


def _against(manuscript: Manuscript, known: KnownFigures | Source, findings: list[Finding]) -> str:
    """Add what the known figures say; the sentence on what they are, or on why there are none."""
    figures = known if isinstance(known, KnownFigures) else known(manuscript.year, against.named(manuscript))
    if isinstance(figures, str):
        return figures
    findings.extend(against.check(manuscript, figures))
    return against.held(manuscript, figures) or figures.statement


def _remark_rounding(findings: list[Finding], convention: str) -> None:
    """In a document that rounds half-up throughout, say so beside the one figure that was cut off (and the reverse)."""
    single = [each for each in findings if len(each.roundings) == 1]
    for rounding_name, word in ((rounding.TRUNCATION, "截去尾数"), (rounding.HALF_UP, "四舍五入")):
        rare = [each for each in single if rounding_name in each.roundings]
        if convention == "mixed" and 0 < len(rare) <= len(single) / RARE:
            for each in rare:
                each.message += f"（本处{word}，与全文其余各处的取舍方式不同。）"


def _without_doubles(findings: list[Finding]) -> list[Finding]:
    """In the order of the text; of two findings of one kind on the same words the graver stays.

    What the document proves of itself and what a ledger says against it are two findings.
    """
    findings.sort(key=lambda each: (each.paragraph, each.start, each.end, ORDER[each.verdict]))
    kept: list[Finding] = []
    seen: set[tuple[int, int, int, Kind, bool]] = set()
    for each in findings:
        key = (each.paragraph, each.start, each.end, each.kind, each.rule == LEDGER)
        if key not in seen:
            seen.add(key)
            kept.append(each)
    return kept
