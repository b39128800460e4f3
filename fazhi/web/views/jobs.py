"""How far a piece of long work has come, and how it ended; and the wish to stop it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fazhi.kernel import jobs
from fazhi.kernel.jobs import LIVE
from fazhi.kernel.ledgers import all_ledgers
from fazhi.kernel.models import Job


def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job of the person who asked for it; the page looks again by itself until the work has ended."""
    found = Job.objects.filter(pk=job_id, appointment_id=request.actor.appointment_id).first()
    if found is None:
        raise Http404
    book = all_ledgers().get(found.arguments.get("ledger", ""))
    return render(request, "web/job.html", {"job": found, "live": found.state in LIVE, "book": book})


@require_POST
def stop(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """End a job of one's own; a job of somebody else does not exist."""
    if not Job.objects.filter(pk=job_id, appointment_id=request.actor.appointment_id).exists():
        raise Http404
    if not jobs.stop(request.actor, job_id):
        messages.error(request, "这项任务已经结束，不用再停。")
    return redirect("job", job_id)
