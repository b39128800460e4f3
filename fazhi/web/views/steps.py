"""Opening a case and taking a step: the form, the one door behind it, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import select_template
from django.urls import reverse

from fazhi.kernel import act, clocks, submissions, unmask
from fazhi.kernel.act import Conflict, Refused
from fazhi.kernel.models import Case
from fazhi.kernel.registry import Installed, system
from fazhi.kernel.structure import SAME, WAIVE, ClockUse, Procedure, StepKind
from fazhi.law.errors import NoValue
from fazhi.web.forms import StepForm, form_of
from fazhi.web.proof import fresh_identity
from fazhi.web.views import answers, errors
from fazhi.web.views.cases import PERSONAL, case_or_404, personal


def open_case(request: HttpRequest, system_id: str, procedure_id: str) -> HttpResponse:
    """Register a new case."""
    installed, procedure = procedure_or_404(system_id, procedure_id)
    if procedure.only_opened:
        raise Http404
    kind = procedure.opening
    form = _form(request, installed, procedure, kind, None)
    if request.method == "POST" and form.is_valid():
        try:
            with _lawful():
                case = installed.module("actions").begin(form.doing(), form.cleaned_data)
        except Refused as refused:
            return _refused(request, refused, form, installed, procedure, None)
        if answers.asked(request):
            return answers.done(case, f"已登记，编号 {case.number}。")
        messages.success(request, f"已登记，编号 {case.number}。")
        return HttpResponseRedirect(reverse("case", args=[case.pk]))
    return _page(request, form, installed, procedure, None)


def signs(request: HttpRequest, case_id: UUID, step: str) -> bool:
    """Whether the step is a signature, for which somebody proves anew who they are (procedure.yaml)."""
    found = Case.objects.filter(pk=case_id).values_list("system", "procedure").first()
    try:
        return found is not None and system(found[0]).procedures[found[1]].step(step).signs
    except KeyError:
        return False


@fresh_identity(when=signs, before=True)
def step(request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
    """Take one step in a case."""
    case = case_or_404(request, case_id)
    installed = system(case.system)
    procedure = installed.procedures[case.procedure]
    option = next((one for one in act.options(case, request.actor) if one.step.id == step), None)
    kind = option.step if option else _kind_or_404(procedure, step)
    form = _form(request, installed, procedure, kind, case)
    if option is None and not _heard_before(request, form, case):
        return _trouble(request, 409, errors.moved_on(case.number, kind.title))
    if request.method != "POST" and form.shows_people and option and not personal(option):
        try:
            _log_look(request, case, kind)
        except Refused as refused:
            return errors.page(request, 403, errors.too_many_looks(refused.sentence))
    if request.method == "POST" and form.is_valid():
        try:
            with _lawful():
                _carry_out(installed, case, form)
        except Refused as refused:
            return _refused(request, refused, form, installed, procedure, case)
        if answers.asked(request):
            return answers.done(case, f"已办理：{case.number}{kind.title}。")
        messages.success(request, f"已办理：{kind.title}。")
        return HttpResponseRedirect(reverse("case", args=[case.pk]))
    return _page(request, form, installed, procedure, case, obstacles=option.obstacles if option else ())


def _log_look(request: HttpRequest, case: Case, kind: StepKind) -> None:
    """Names stand in the form before anything is typed: opening it goes on record like a look, once a day."""
    if not unmask.gave_reason(request.actor, case):
        unmask.record(request.actor, case, f"填写“{kind.title}”")


@contextmanager
def _lawful() -> Iterator[None]:
    """A day on which the law had no rule yet is for whoever typed it to correct, like anything the door refuses."""
    try:
        yield
    except NoValue as error:
        raise Refused(f"{error}没有做任何改动，请核对所填的日期。") from error


def _carry_out(installed: Installed, case: Case, form: StepForm) -> None:
    if form.step_kind is WAIVE:
        act.act(case.pk, form.doing())
    else:
        installed.module("actions").carry_out(case, form.doing())


def _form(
    request: HttpRequest, installed: Installed, procedure: Procedure, kind: StepKind, case: Case | None
) -> StepForm:
    made = form_of(installed.system.id, procedure, kind)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return made(*sent, step_kind=kind, actor=request.actor, case=case)


def _page(
    request: HttpRequest,
    form: StepForm,
    installed: Installed,
    procedure: Procedure,
    case: Case | None,
    *,
    obstacles: tuple = (),
    status: int = 200,
) -> HttpResponse:
    wrong = request.method == "POST" and form.errors
    status = 422 if wrong and status == 200 else status
    if answers.asked(request) and wrong:
        return answers.wrong(form, status)
    names = [f"{installed.system.id}/_step_{form.step_kind.id}.html"]
    names += [f"{installed.system.id}/_intake.html"] if case is None else []
    barred = [one for one in obstacles if one.gate in PERSONAL]
    context = {
        "form": form,
        "barred": barred,
        "kind": form.step_kind,
        "installed": installed,
        "procedure": procedure,
        "case": case,
        "obstacles": obstacles,
        "files": bool(form.step_kind.papers or form.step_kind.needs) or form.is_multipart(),
        **_consequences(installed, procedure, form.step_kind, case),
        "body_template": select_template([*names, "web/_form.html"]),
    }
    return render(request, "web/step.html", context, status=status)


def _trouble(request: HttpRequest, status: int, known: errors.Trouble) -> HttpResponse:
    return answers.trouble(known, status) if answers.asked(request) else errors.page(request, status, known)


def _consequences(installed: Installed, procedure: Procedure, kind: StepKind, case: Case | None) -> dict[str, object]:
    """What the step will do, told before it is taken. Limits that never run in such a case are not spoken of."""
    use = kind.clocks
    dossier = installed.dossier(procedure.id)._default_manager.get(pk=case.pk) if case and use != ClockUse() else None

    def titles(*names: str) -> list[str]:
        kinds = [procedure.clock(name) for name in names]
        return [one.title for one in kinds if dossier is None or clocks.runs(one, dossier)]

    return {
        "moves_from": procedure.stage(case.stage).title if case else "",
        "moves_to": "" if kind.to in (SAME, case.stage if case else "") else procedure.stage(kind.to).title,
        "starts": titles(*use.start),
        "stops": titles(*use.stop, *use.void),
    }


def _refused(
    request: HttpRequest,
    refused: Refused,
    form: StepForm,
    installed: Installed,
    procedure: Procedure,
    case: Case | None,
) -> HttpResponse:
    form.add_error(None, refused.sentence)
    status = 409 if isinstance(refused, Conflict) else 422
    return _page(request, form, installed, procedure, case, obstacles=refused.obstacles, status=status)


def procedure_or_404(system_id: str, procedure_id: str) -> tuple[Installed, Procedure]:
    """A system and one of its procedures."""
    try:
        installed = system(system_id)
        return installed, installed.procedures[procedure_id]
    except KeyError as error:
        raise Http404 from error


def _kind_or_404(procedure: Procedure, name: str) -> StepKind:
    try:
        return procedure.step(name)
    except KeyError as error:
        raise Http404 from error


def _heard_before(request: HttpRequest, form: StepForm, case: Case) -> bool:
    """The same form once more, because the first answer was lost on the way: it gets the same answer again."""
    return (
        request.method == "POST"
        and form.is_valid()
        and submissions.answered(case.town, form.cleaned_data.get("request"))
    )
