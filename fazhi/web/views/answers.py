"""What a script on the page is told instead of a page: one Chinese sentence, and the number when something was registered.

The phone's queue sends a form again until it hears one of these, so every answer to the same request is the same.
"""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from fazhi.kernel.models import Case, Erasure
from fazhi.kernel.registry import system
from fazhi.web.views.errors import Trouble

JSON = "application/json"
ERASED = "已经登记过，编号 {number}；这件事保管期满，内容已依法销毁，不再恢复，请从手机上删去这一条。"


def asked(request: HttpRequest) -> bool:
    """Whether a script asks and not somebody before a page."""
    return request.headers.get("Accept", "") == JSON


def done(case: Case, sentence: str) -> HttpResponse:
    """It is registered. A case that has gone on meanwhile says so; one whose content was destroyed is 410."""
    if Erasure.objects.filter(case=case).exists():
        return JsonResponse({"number": case.number, "sentence": ERASED.format(number=case.number)}, status=410)
    if case.closed_on:
        stage = system(case.system).procedures[case.procedure].stage(case.stage).title
        sentence = f"{sentence.rstrip('。')}；此后已办结（{stage}）。"
    return JsonResponse({"number": case.number, "url": reverse("case", args=[case.pk]), "sentence": sentence})


def wrong(form: Form, status: int = 422) -> HttpResponse:
    """Nothing was registered: which field is wrong, and how, in the words of the form."""
    said = [str(error) for error in form.non_field_errors()]
    for name in form.errors:
        if name in form.fields:
            label = form.fields[name].label or name
            said += [str(error) if str(label) in str(error) else f"“{label}”：{error}" for error in form.errors[name]]
    return JsonResponse(
        {"sentence": "".join(said), "fields": sorted(set(form.errors) & set(form.fields))}, status=status
    )


def trouble(known: Trouble, status: int) -> HttpResponse:
    """What an error page would have said, in one line."""
    return JsonResponse({"sentence": f"{known.happened}{known.kept}{known.advice}"}, status=status)
