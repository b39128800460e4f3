"""Who looked at whom: giving a reason before a file is opened, the looks at one case, and the register of the town."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fazhi.kernel import unmask
from fazhi.kernel.act import Refused
from fazhi.kernel.registry import system
from fazhi.people.divisions import level
from fazhi.web.fields import DayField, DressedForm
from fazhi.web.forms import UnmaskForm
from fazhi.web.views.cases import case_or_404, unexplained

SHOWN = 100


class RegisterForm(DressedForm):
    """Which part of the register: whom or which case, from when to when."""

    q = forms.CharField(label="姓名或编号", required=False, max_length=40)
    since = DayField(label="起始日期", required=False)
    until = DayField(label="截止日期", required=False)


def reason(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Why this post opens a file that is not its own work: put on record, then the file is open for the day."""
    found = case_or_404(request, case_id)
    form = UnmaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unmask.record(request.actor, found, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error("reason", refused.sentence)
        else:
            messages.success(request, "事由已记录，今天可以查阅本件和下载佐证。")
            return redirect("case", found.pk)
    above = level(request.actor.division) not in ("town", "village")
    context = {"case": found, "installed": system(found.system), "form": form, "above": above}
    return render(request, "web/reason.html", context, status=422 if form.errors else 200)


def case_looks(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everybody who saw personal data of a case, so that a party who asks can be told."""
    found = case_or_404(request, case_id)
    context = {"case": found, "installed": system(found.system), "looks": unmask.history(found)}
    return unexplained(request, found) or render(request, "web/case_looks.html", context)


def looks(request: HttpRequest) -> HttpResponse:
    """The register for the audit administrator: who, when, at which case, why; nothing of what was seen."""
    form = RegisterForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    asked = (said.get("q", ""), said.get("since"), said.get("until"))
    found = unmask.register(request.actor.division, *asked, SHOWN + 1)
    context = {"form": form, "looks": found[:SHOWN], "more": len(found) > SHOWN, "filtered": any(asked)}
    return render(request, "web/looks.html", context)
