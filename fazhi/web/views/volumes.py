"""The whole file of a case, to be read, printed and taken away; and the case under the rules of another day."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.kernel.models import Case
from fazhi.kernel.registry import system
from fazhi.kernel.today import today
from fazhi.web import access
from fazhi.web import other_day as days
from fazhi.web import volume as volumes
from fazhi.web.fields import DayField
from fazhi.web.printing import binder
from fazhi.web.views.cases import case_or_404, unexplained

# Days of change offered for choice: more would be a list, not a choice.
OFFERED = 6


def volume(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole file on one page, which prints as it stands."""
    found = case_or_404(request, case_id)
    asked = unexplained(request, found)
    if asked:
        return asked
    context = {**_place(found), "volume": volumes.volume(found, request.actor), "printed_on": today()}
    return render(request, "web/volume.html", {**context, "bindable": _bindable(request, found)})


def _bindable(request: HttpRequest, found: Case) -> bool:
    return binder() is not None and access.may(request.actor, "volume-document", case_id=found.pk)


def document(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole file as a Word document."""
    found, bind = case_or_404(request, case_id), binder()
    if bind is None:
        raise Http404
    bound = bind(volumes.volume(found, request.actor))
    response = HttpResponse(bound.content, content_type=bound.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, bound.name)
    return response


def other_day(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The limits and gates of a case under the rules of the day asked for."""
    found = case_or_404(request, case_id)
    asked = unexplained(request, found)
    if asked:
        return asked
    installed = system(found.system)
    procedure = installed.procedures[found.procedure]
    clocks = list(found.clocks.order_by("started_on", "id"))
    field, typed, wrong, compared = DayField(label="日期"), request.GET.get("on", ""), "", None
    day = None
    if typed:
        try:
            day = field.clean(typed)
            compared = days.compare(procedure, found, list(found.steps.all()), clocks, day, today())
        except ValidationError as error:
            wrong = error.messages[0]
    context = {
        **_place(found),
        "procedure": procedure,
        "typed": typed,
        "day": day,
        "wrong": wrong,
        "differing": [one for one in compared or () if one.why],
        "same": [one for one in compared or () if not one.why],
        "asked": compared is not None,
        "turning": days.turning_days(procedure, clocks)[:OFFERED],
    }
    return render(request, "web/other_day.html", context, status=422 if wrong else 200)


def _place(found: Case) -> dict[str, object]:
    return {"case": found, "installed": system(found.system)}
