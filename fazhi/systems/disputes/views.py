"""What the generic pages do not show: possible duplicates while somebody is still typing."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from fazhi.kernel.today import today
from fazhi.people.divisions import WrongDivisionCode
from fazhi.systems.disputes import intake
from fazhi.systems.disputes.duplicates import Candidate, candidates
from fazhi.web.fields import DayField


@require_POST
def duplicates(request: HttpRequest) -> HttpResponse:
    """A fragment with disputes that may be the one being typed; empty when there are none or too little is known."""
    return render(request, "disputes/_duplicates.html", {"found": _found(request)})


def _found(request: HttpRequest) -> list[Candidate]:
    village, summary = request.POST.get("village", ""), request.POST.get("summary", "")
    try:
        names = [one.name for one in intake.parties(request.POST.get("parties", ""))]
    except intake.UnreadableParties:
        names = []
    try:
        day = DayField(required=False).clean(request.POST.get("happened_on")) or today()
        if not request.actor.reaches(village):
            return []
    except (WrongDivisionCode, ValidationError):
        return []
    return candidates(village, names, summary, day) if names or summary.strip() else []
