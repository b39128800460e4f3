"""How far a piece of long work has come, and how it ended."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.kernel.ledgers import all_ledgers
from fazhi.kernel.models import Job

LIVE = ("waiting", "running")


def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job of the person who asked for it; the page looks again by itself until the work has ended."""
    found = Job.objects.filter(pk=job_id, appointment_id=request.actor.appointment_id).first()
    if found is None:
        raise Http404
    book = all_ledgers().get(found.arguments.get("ledger", ""))
    return render(request, "web/job.html", {"job": found, "live": found.state in LIVE, "book": book})
