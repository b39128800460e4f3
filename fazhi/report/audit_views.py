"""The auditor's page: reports handed in, one table of what came of them, progress while the worker is at it.

Only this session knows the tokens under which reports lie in `web.uploads`, for a day at most. The session remembers
names and what was asked; what came of a report lies beside it, so that nothing of its text enters the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fazhi.kernel import jobs
from fazhi.kernel.models import Job
from fazhi.people.divisions import level
from fazhi.report import auditing
from fazhi.report.audit_forms import MOST_FILES, AuditForm
from fazhi.report.auditing import Handed, Outcome
from fazhi.web import uploads

SESSION, JOB = "audited", "audit-job"
MOST_KEPT = 2 * MOST_FILES
LONGEST_STEM = 40


@dataclass(frozen=True)
class Line:
    """One report in the table: what was handed in and what came of it, if anything has."""

    handed: Handed
    outcome: Outcome | None

    @property
    def tone(self) -> str:
        """Colour of its badge."""
        if self.outcome is None:
            return "calm"
        clean = "calm" if self.nothing_to_check else "good"
        return "bad" if self.outcome.error or self.outcome.wrong else "warn" if self.outcome.hint else clean

    @property
    def nothing_to_check(self) -> bool:
        """It was read, and nothing in it could be judged: that is no clean bill."""
        told = self.outcome
        return told is not None and not (told.error or told.wrong or told.hint or told.unsure or told.right)

    @property
    def word(self) -> str:
        """What came of it in one word."""
        if self.outcome is None:
            return "还没有审校"
        if self.outcome.error:
            return "未审校"
        clean = "没有可核对的" if self.nothing_to_check else "未发现错误"
        return "有误" if self.outcome.wrong else "请核对" if self.outcome.hint else clean


def audit(request: HttpRequest) -> HttpResponse:
    """Take reports, and show what came of those of today."""
    posted = request.method == "POST"
    form = AuditForm(request.POST, request.FILES) if posted else AuditForm()
    if posted and form.is_valid():
        _take(request, form)
        return redirect("audit")
    context = {"form": form, "own_town": level(request.actor.town) == "town", "most": MOST_FILES}
    return render(request, "report/audit.html", context | _state(request), status=422 if form.errors else 200)


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """The table alone, which the page fetches again while the worker is at it."""
    return render(request, "report/_audited.html", _state(request))


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """End the work on what was handed in; what was audited stays."""
    job = _job(request)
    if job is not None and jobs.stop(request.actor, job.pk):
        messages.success(request, "已停止。审校完的结果保留，其余的可以接着审校。")
    return redirect("audit")


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Audit what was handed in and not audited: after a stop, or when a worker did not come to its end."""
    waiting = [line.handed for line in _lines(request) if line.outcome is None]
    job = _job(request)
    if job is not None:
        jobs.stop(request.actor, job.pk)
    if waiting:
        _to_worker(request, waiting)
    return redirect("audit")


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Remove everything this session handed in, before its day is over."""
    job = _job(request)
    if job is not None:
        jobs.stop(request.actor, job.pk)
    for handed in handed_in(request):
        uploads.forget(handed.token)
    request.session.pop(SESSION, None)
    request.session.pop(JOB, None)
    messages.success(request, "本次上传的报告和审校结果已全部清除。")
    return redirect("audit")


def handed_in(request: HttpRequest) -> list[Handed]:
    """What this session handed in, the latest first; to any other session it does not exist."""
    return msgspec.convert(request.session.get(SESSION, []), list[Handed])


def found(request: HttpRequest, token: str) -> Handed:
    """The report of this session under the token; 404 for any other, and for one that could not be read."""
    handed = next((one for one in handed_in(request) if one.token == token), None)
    came = auditing.outcome(token) if handed else None
    if handed is None or (came is not None and came.error):
        raise Http404
    return handed


def _take(request: HttpRequest, form: AuditForm) -> None:
    """Keep the uploads; audit them at once when that is quick, else leave them to the worker."""
    year, without, held = form.cleaned_data["year"], form.without, form.cleaned_data["held"]
    quick = auditing.is_quick([(file.name or "", file.size or 0) for file in form.uploads])
    handed = [Handed(_kept(file), file.name or "报告", year, without, held) for file in form.uploads]
    entries = [*handed, *handed_in(request)]
    for old in entries[MOST_KEPT:]:
        uploads.forget(old.token)
    request.session[SESSION] = msgspec.to_builtins(entries[:MOST_KEPT])
    if quick:
        source = auditing.figures_of(request.actor)
        for one in handed:
            auditing.examine(one, source)
    else:
        waiting = [line.handed for line in _lines(request) if line.outcome is None]
        job = _job(request)
        if job is not None:
            jobs.stop(request.actor, job.pk)
        _to_worker(request, waiting)


def _to_worker(request: HttpRequest, waiting: list[Handed]) -> None:
    arguments: dict[str, Any] = auditing.described(waiting)
    job = jobs.ask(request.actor, "audit", f"审校 {len(waiting)} 份报告", arguments)
    request.session[JOB] = str(job.pk)


def _kept(file: UploadedFile) -> str:
    file.name = _short(file.name or "报告")
    return uploads.keep(file)


def _job(request: HttpRequest) -> Job | None:
    """The last work this session asked for."""
    number = request.session.get(JOB)
    if number is None:
        return None
    return Job.objects.filter(pk=UUID(number), appointment_id=request.actor.appointment_id).first()


def _lines(request: HttpRequest) -> list[Line]:
    return [Line(one, _came(one)) for one in handed_in(request)]


def _came(handed: Handed) -> Outcome | None:
    """What came of a report; one that is gone says so."""
    came = auditing.outcome(handed.token)
    return came or (Outcome(auditing.GONE) if uploads.find(handed.token) is None else None)


def _state(request: HttpRequest) -> dict[str, Any]:
    """The table, its totals, and how far the worker has come."""
    lines = _lines(request)
    job = _job(request)
    live = job is not None and job.state in jobs.LIVE
    outcomes = [line.outcome for line in lines if line.outcome]
    return {
        "lines": lines,
        "job": job,
        "live": live,
        "waiting": sum(1 for line in lines if line.outcome is None),
        "current": next((line.handed.token for line in lines if line.outcome is None), ""),
        "done": len(outcomes),
        "unread": sum(1 for one in outcomes if one.error),
        "faulty": sum(1 for one in outcomes if one.wrong),
        "sums": {name: sum(getattr(one, name) for one in outcomes) for name in ("wrong", "hint", "unsure", "right")},
    }


def _short(name: str) -> str:
    """A name the disk takes (255 bytes), with the ending that tells formats apart and enough to recognise it."""
    path = Path(name)
    stem = "".join(one for one in path.stem if one.isalnum() or one in "-_")[:LONGEST_STEM] or "报告"
    ending = path.suffix[1:].lower()
    return f"{stem}.{ending}" if ending.isascii() and ending.isalnum() and len(ending) <= len("docx") else stem
