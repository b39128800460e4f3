"""The case page, its evidence, its papers, and looking behind the masks for a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import select_template
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fazhi.kernel import act, files, unmask
from fazhi.kernel.act import Option, Refused
from fazhi.kernel.models import Case, Clock, Evidence, Link
from fazhi.kernel.registry import system
from fazhi.kernel.structure import WAIVE
from fazhi.kernel.today import today
from fazhi.law import LawError, rules
from fazhi.law.rules import RuleValue
from fazhi.people.actors import Actor
from fazhi.people.divisions import level
from fazhi.people.roles import ROLES
from fazhi.web import history
from fazhi.web.badges import clock_badge, nearest, stage_badge
from fazhi.web.cases import in_scope, reached
from fazhi.web.forms import UnmaskForm
from fazhi.web.printing import NothingToPrint, printer
from fazhi.web.stepper import nodes
from fazhi.web.views import errors

# Obstacles that lie in who somebody is: no filling of a form removes them.
PERSONAL = frozenset({"role", "reach", "apart", "awaits", "withdrawn", "certificate"})
SANDBOX = "default-src 'none'; sandbox"


def case_or_404(request: HttpRequest, case_id: UUID) -> Case:
    """The case with what its page shows around it; out of scope is the same as not existing."""
    cases = in_scope(request.actor).select_related("village", "handler__person", "handler__post__office")
    return get_object_or_404(cases, pk=case_id)


def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case page, masked."""
    found = case_or_404(request, case_id)
    return unexplained(request, found) or _page(request, found, UnmaskForm())


def unexplained(request: HttpRequest, found: Case) -> HttpResponse | None:
    """A post above the town opens a single file only after a reason, which the town can see; until then, where to give it."""
    above = level(request.actor.division) not in ("town", "village")
    return redirect("reason", found.pk) if above and not unmask.gave_reason(request.actor, found) else None


@require_POST
def look(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case page once without masks, after the reason has been logged."""
    found = case_or_404(request, case_id)
    form = UnmaskForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        unmask.record(request.actor, found, form.cleaned_data["reason"])
    except Refused as refused:
        form.add_error("reason", refused.sentence)
        return _page(request, found, form, status=422)
    return _page(request, found, UnmaskForm(), unmasked=True)


def _page(
    request: HttpRequest, found: Case, form: UnmaskForm, *, unmasked: bool = False, status: int = 200
) -> HttpResponse:
    installed, day = system(found.system), today()
    procedure = installed.procedures[found.procedure]
    steps, evidence = list(found.steps.all()), list(found.evidence.all())
    clocks = list(found.clocks.all())
    for clock in clocks:
        clock.case = found
    dossier = installed.dossier(found.procedure).objects.get(pk=found.pk)
    due = None if found.closed_on else nearest(clocks)
    context: dict[str, Any] = {
        "case": found,
        "installed": installed,
        "procedure": procedure,
        "stage": stage_badge(found),
        "due": clock_badge(due, day) if due else None,
        "nodes": nodes(procedure, found, steps, clocks, day),
        "clocks": [(clock, clock_badge(clock, day)) for clock in clocks],
        "events": history.events(procedure, found, steps, evidence, open_masks=unmasked),
        "evidence": [(one, procedure.papers.get(one.paper, one.paper)) for one in evidence],
        "links": _links(found, request.actor),
        "dossier": dossier,
        "facts": history.facts(found.system, dossier),
        "facts_template": select_template(
            [f"{found.system}/_facts_{procedure.id}.html", f"{found.system}/_facts.html", "web/_facts.html"]
        ),
        "unmasked": unmasked,
        "unmask_form": form,
        **_next(found, request),
        "papers": _papers(procedure, steps, request.actor.role),
    }
    return render(request, "web/case.html", context, status=status)


def _next(found: Case, request: HttpRequest) -> dict[str, Any]:
    options = act.options(found, request.actor)
    open_now = [option for option in options if option.may]
    main = next((option for option in open_now if not option.step.optional), None)
    rest = [option for option in open_now if option is not main and option.step is not WAIVE]
    closed = sorted((one for one in options if not one.may and one.step is not WAIVE), key=personal)
    return {
        "main": main,
        "others": [option for option in rest if not option.step.optional],
        "optional": [option for option in rest if option.step.optional],
        "waive": _waiver(open_now, closed),
        "closed_steps": closed,
        # A post that could take the step, were something not missing, sees at once what is missing.
        "closed_open": main is None and not found.closed_on and any(not personal(option) for option in closed),
    }


def _waiver(open_now: list[Option], closed: list[Option]) -> Option | None:
    """The recorded waiver, where this post may take it and something closed can be waived at all."""
    waivable = any(obstacle.waivable for option in closed for obstacle in option.obstacles)
    return next((option for option in open_now if option.step is WAIVE), None) if waivable else None


def personal(option: Option) -> bool:
    """Whether only somebody else can take the step: no paper and no waiting removes what stands in the way."""
    return any(one.gate in PERSONAL for one in option.obstacles)


def _links(found: Case, actor: Actor) -> list[tuple[str, Case]]:
    """What a case is related to, as far as this post sees it."""
    kinds = dict(Link.KINDS)
    out = found.links_out.select_related("to_case").filter(reached(actor, "to_case__"))
    back = found.links_in.select_related("from_case").filter(reached(actor, "from_case__"))
    return [(kinds[one.kind], one.to_case) for one in out] + [(kinds[one.kind], one.from_case) for one in back]


def _papers(procedure: Any, steps: list[Any], role: str) -> list[tuple[str, str]]:
    """Papers whose content is there to be printed, for the posts that make them: those of the steps that were taken."""
    if printer() is None:
        return []
    done = {step.name for step in steps}
    kinds = [kind for kind in procedure.steps if kind.prints and kind.id in done and role in kind.by]
    return [(kind.prints, procedure.papers.get(kind.prints, kind.prints)) for kind in kinds]


def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """A file as it was stored, always as a download, never run by the browser; who takes it is on record."""
    files_in_scope = Evidence.objects.filter(case__in=in_scope(request.actor)).select_related("case", "step")
    found = get_object_or_404(files_in_scope, pk=evidence_id)
    if not unmask.may_take(request.actor, found):
        return redirect("reason", found.case_id)
    try:
        content = files.read(found.digest)
    except FileNotFoundError:
        return errors.page(request, 500, errors.LOST_FILE)
    except ValueError as altered:
        return errors.page(request, 500, errors.altered_file(str(altered)))
    unmask.take(request.actor, found)
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def paper(request: HttpRequest, case_id: UUID, paper: str) -> HttpResponse:
    """A paper of the case, printed from its Word template. It names people in full, so it is for the posts that make it,
    and each printing is logged like any look behind a mask.
    """
    found, printing = case_or_404(request, case_id), printer()
    procedure = system(found.system).procedures[found.procedure]
    makers = [kind for kind in procedure.steps if kind.prints == paper]
    if printing is None or not makers:
        raise Http404
    roles = [role for kind in makers for role in kind.by]
    if request.actor.role not in roles:
        return errors.page(
            request, 403, errors.not_yours(procedure.papers[paper], [ROLES[role].title for role in roles])
        )
    try:
        # A look that shows nothing is none: what was not printed leaves no trace of a print.
        with transaction.atomic():
            unmask.record(request.actor, found, f"打印{procedure.papers[paper]}")
            printed = printing(found, paper, request.actor)
    except Refused as refused:
        return errors.page(request, 403, errors.faulty_template(refused.sentence))
    except NothingToPrint as nothing:
        return errors.page(request, 404, errors.nothing_to_print(str(nothing)))
    except ValueError as fault:
        return errors.page(request, 500, errors.faulty_template(str(fault)))
    response = HttpResponse(printed.content, content_type=printed.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, printed.name)
    return response


def clock(request: HttpRequest, clock_id: UUID) -> HttpResponse:
    """Why a limit ends on this day: the rule, the count, each day that was skipped and why."""
    clocks = Clock.objects.select_related("case__village", "started_by").filter(case__in=in_scope(request.actor))
    found = get_object_or_404(clocks, pk=clock_id)
    if closed := unexplained(request, found.case):
        return closed
    procedure = system(found.case.system).procedures[found.case.procedure]
    context = {
        "clock": found,
        "case": found.case,
        "installed": system(found.case.system),
        "badge": clock_badge(found, today()),
        "started_by": history.step_title(procedure, found.started_by.name),
        "receipt": found.receipt,
        "value": _value(found),
    }
    return render(request, "web/clock.html", context)


def _value(clock: Clock) -> RuleValue | None:
    """The rule as it held on the day the clock started; None where the books no longer know it (the receipt still does)."""
    try:
        return rules.load().value_on(clock.rule, clock.started_on, clock.town)
    except LawError:
        return None
