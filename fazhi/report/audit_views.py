"""Pages of the auditor: hand in reports, one table, each report with findings in its margin, summary, Word comments.

A file lies in `web.uploads` under a token that only this session holds, for a day at most. Only its name, counts and
conclusion are remembered; the findings are computed again for each page, so nothing of the text enters the database.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fazhi.audit import Audit, Unreadable, Verdict, audit_file, comments
from fazhi.audit.summary import headline
from fazhi.report import audit_pages
from fazhi.report.audit_forms import AuditForm
from fazhi.web import uploads

SESSION = "audited"
MOST_KEPT = 40
ON_ONE_PAGE = 12
LONGEST_STEM = 40
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def audit(request: HttpRequest) -> HttpResponse:
    """Take reports, and show what came of those of today."""
    posted = request.method == "POST"
    form = AuditForm(request.POST, request.FILES) if posted else AuditForm()
    if posted and form.is_valid():
        results = [_examine(file, form.cleaned_data["year"]) for file in form.uploads]
        entries = results + request.session.get(SESSION, [])
        for old in entries[MOST_KEPT:]:
            uploads.forget(old["token"])
        request.session[SESSION] = entries[:MOST_KEPT]
        return redirect("audit")
    entries = request.session.get(SESSION, [])
    return render(request, "report/audit.html", {"form": form, "entries": entries}, status=422 if form.errors else 200)


@require_safe
def audited(request: HttpRequest, token: str) -> HttpResponse:
    """One report: its paragraphs, and beside them the findings."""
    entry, result = _again(request, token)
    if isinstance(result, str):
        return _gone(request, result)
    everything = "all" in request.GET
    shown = audit_pages.notes(result, everything=everything)
    context = _context(entry, result) | {
        "rows": audit_pages.rows(result, shown),
        "shown": shown,
        "everything": everything,
    }
    return render(request, "report/audit_file.html", context)


@require_safe
def summary(request: HttpRequest, token: str) -> HttpResponse:
    """One page to print: the conclusion and the gravest findings."""
    entry, result = _again(request, token)
    if isinstance(result, str):
        return _gone(request, result)
    grave = [one for one in audit_pages.notes(result) if one.finding.verdict is not Verdict.UNSURE]
    grave.sort(key=lambda note: audit_pages.GRAVEST.index(note.finding.verdict))
    context = _context(entry, result) | {"shown": grave[:ON_ONE_PAGE], "further": len(grave[ON_ONE_PAGE:])}
    return render(request, "report/audit_summary.html", context)


@require_safe
def commented(request: HttpRequest, token: str) -> HttpResponseBase:
    """A copy of the .docx with the findings as Word comments."""
    entry, result = _again(request, token)
    if isinstance(result, str):
        return _gone(request, result)
    source = uploads.find(token)
    if source is None:
        raise Http404
    with tempfile.TemporaryDirectory(prefix="fazhi-audit-") as folder:
        target = Path(folder) / "commented.docx"
        try:
            comments.write(source, result, target)
        except Unreadable as error:
            return _gone(request, str(error))
        content = target.read_bytes()
    name = f"{Path(entry['name']).stem}（审校批注）.docx"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Remove everything this session handed in, before its day is over."""
    for entry in request.session.pop(SESSION, []):
        uploads.forget(entry["token"])
    messages.success(request, "本次上传的报告和审校结果已全部清除。")
    return redirect("audit")


def _examine(file: UploadedFile, year: int | None) -> dict[str, Any]:
    """Keep one upload and audit it; a file that cannot be read is removed at once and leaves its sentence."""
    name = file.name or "报告"
    file.name = _short(name)
    token = uploads.keep(file)
    result = _audit(token, year)
    entry: dict[str, Any] = {"token": token, "name": name, "asked": year}
    if isinstance(result, str):
        uploads.forget(token)
        return entry | {"error": result}
    counts = {verdict.value: result.count(verdict) for verdict in Verdict}
    return entry | counts | {"headline": headline(result), "year": result.year, "docx": _is_docx(result)}


def _audit(token: str, year: int | None) -> Audit | str:
    """The audit of a kept file, or the sentence on why there is none."""
    path = uploads.find(token)
    if path is None:
        return "这份报告已超过一天，原文件已清除，没有保留副本；请重新上传。"
    try:
        return audit_file(path, year=year)
    except Unreadable as error:
        return str(error)


def _again(request: HttpRequest, token: str) -> tuple[dict[str, Any], Audit | str]:
    """What this session handed in under the token; to any other session it does not exist."""
    entry = next((one for one in request.session.get(SESSION, []) if one["token"] == token), None)
    if entry is None or "error" in entry:
        raise Http404
    return entry, _audit(token, entry["asked"])


def _context(entry: dict[str, Any], result: Audit) -> dict[str, Any]:
    return {"entry": entry, "headline": headline(result), "notes": result.document.notes, "year": result.year}


def _gone(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("audit")


def _is_docx(result: Audit) -> bool:
    """Whether comments can be written: a converted .doc is read as .docx, but the kept file is not one."""
    return result.document.format == "docx" and not any("LibreOffice" in note for note in result.document.notes)


def _short(name: str) -> str:
    """A name the disk takes (255 bytes), with the ending that tells formats apart and enough to recognise it."""
    path = Path(name)
    stem = "".join(one for one in path.stem if one.isalnum() or one in "-_")[:LONGEST_STEM] or "报告"
    ending = path.suffix[1:].lower()
    return f"{stem}.{ending}" if ending.isascii() and ending.isalnum() and len(ending) <= len("docx") else stem
