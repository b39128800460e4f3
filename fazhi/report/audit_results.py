"""What came of one report: the document with its findings in the margin, a summary to print, a copy with Word comments;
and the findings of all reports of the session in one workbook."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from fazhi.audit import Audit, Unreadable, Verdict, comments, rule_titles
from fazhi.audit.summary import headline
from fazhi.report import audit_pages, audit_workbook, auditing
from fazhi.report.audit_views import found, handed_in
from fazhi.report.auditing import GONE, WAITING, Handed
from fazhi.web import uploads

ON_ONE_PAGE = 12
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
USUAL = (Verdict.WRONG, Verdict.HINT)


@require_safe
def audited(request: HttpRequest, token: str) -> HttpResponse:
    """One report: its paragraphs, and beside them the findings. `show` names the verdicts to be seen."""
    handed = found(request, token)
    result = auditing.answer(token)
    if result is None:
        return _gone(request, _why_none(token))
    chosen = audit_pages.chosen(request.GET.getlist("show"), USUAL)
    shown = audit_pages.notes(result, chosen)
    context = _context(handed, result) | {
        "blocks": audit_pages.blocks(result, shown),
        "shown": shown,
        "index": [note for note in shown if note.finding.verdict in USUAL],
        "choices": audit_pages.choices(result, chosen),
    }
    return render(request, "report/audit_file.html", context)


@require_safe
def summary(request: HttpRequest, token: str) -> HttpResponse:
    """One page to print: the conclusion and the gravest findings."""
    handed = found(request, token)
    result = auditing.answer(token)
    if result is None:
        return _gone(request, _why_none(token))
    grave = audit_pages.notes(result, USUAL)
    grave.sort(key=lambda note: audit_pages.GRAVEST.index(note.finding.verdict))
    context = _context(handed, result) | {"shown": grave[:ON_ONE_PAGE], "further": len(grave[ON_ONE_PAGE:])}
    return render(request, "report/audit_summary.html", context)


@require_safe
def commented(request: HttpRequest, token: str) -> HttpResponseBase:
    """A copy of the .docx with the findings as Word comments."""
    handed = found(request, token)
    result, source = auditing.answer(token), uploads.find(token)
    if result is None or source is None:
        return _gone(request, _why_none(token))
    with tempfile.TemporaryDirectory(prefix="fazhi-audit-") as folder:
        target = Path(folder) / "commented.docx"
        try:
            comments.write(source, result, target)
        except Unreadable as error:
            return _gone(request, str(error))
        content = target.read_bytes()
    return _file(content, f"{Path(handed.name).stem}（审校批注）.docx", DOCX)


@require_safe
def workbook(request: HttpRequest) -> HttpResponseBase:
    """Every report of the session in one workbook: a line a report, a line a finding."""
    lines = [(handed, auditing.outcome(handed.token)) for handed in handed_in(request)]
    if not any(outcome for _handed, outcome in lines):
        return _gone(request, "还没有审校结果，没有可导出的内容；请先上传报告。")
    content = audit_workbook.write(
        [(handed.name, outcome, auditing.answer(handed.token)) for handed, outcome in lines if outcome]
    )
    return _file(content, "报告审校结果.xlsx", XLSX)


def _context(handed: Handed, result: Audit) -> dict[str, Any]:
    titles = rule_titles()
    return {
        "handed": handed,
        "docx": auditing.is_docx(result),
        "headline": headline(result),
        "notes": result.document.notes,
        "ledger": result.ledger,
        "year": result.year,
        "off": [(titles.get(rule, rule), reason) for rule, reason in result.without.items()],
    }


def _file(content: bytes, name: str, media_type: str) -> FileResponse:
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=media_type)


def _why_none(token: str) -> str:
    return WAITING if uploads.find(token) else GONE


def _gone(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("audit")
