"""What the generic pages do not show: versions side by side, conflicts, the register on a day, a clean-up round at a glance."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case
from fazhi.kernel.registry import system
from fazhi.kernel.today import today
from fazhi.people.divisions import level
from fazhi.systems.norms import actions, cleaning, register
from fazhi.systems.norms import conflicts as looking
from fazhi.systems.norms import versions as texts
from fazhi.systems.norms.models import Norm
from fazhi.systems.norms.questions import day_of
from fazhi.systems.norms.terms import terms
from fazhi.web.views.cases import case_or_404


def _norm_or_404(request: HttpRequest, case_id: UUID, *procedures: str) -> Case:
    case = case_or_404(request, case_id)
    if case.system != "norms" or case.procedure not in procedures:
        raise Http404
    return case


def in_force(request: HttpRequest) -> HttpResponse:
    """What was in force on a day, and which of ours rest on law that has changed since."""
    day, actor = day_of(request.GET.get("on")), request.actor
    if level(actor.division) not in ("town", "village"):
        return HttpResponseRedirect(reverse("ledger", args=["norms.register"]))
    held = list(register.on(actor.town, day))
    ours = [one for one in held if one.level == "town"]
    context = {
        "day": day,
        "ours": ours,
        "above": [(title, [one for one in held if one.level == name]) for name, title in terms("level").items() if name != "town"],
        "coming": list(register.coming(actor.town, day)),
        "soon": sum(1 for one in ours if register.soon(one, day)),
        "outdated": register.outdated(ours, day),
        "installed": system("norms"),
    }  # fmt: skip
    return render(request, "norms/register.html", context)


def versions(request: HttpRequest, norm_id: UUID) -> HttpResponse:
    """Two versions of the text side by side; without a choice the last two."""
    case = _norm_or_404(request, norm_id, "document")
    found = texts.of_case(case)
    old, new = _chosen(request, "old", len(found), len(found) - 1), _chosen(request, "new", len(found), len(found))
    blocks = texts.compare(found[old - 1].text, found[new - 1].text) if found and old != new else []
    context = {
        "case": case,
        "installed": system("norms"),
        "versions": list(enumerate(found, start=1)),
        "old": old,
        "new": new,
        "blocks": blocks,
        "changes": texts.changes(blocks),
        "only": texts.paragraphs(found[new - 1].text) if found and not blocks else [],
        "drawn": found[new - 1] if found else None,
    }
    return render(request, "norms/versions.html", context)


def _chosen(request: HttpRequest, name: str, most: int, usual: int) -> int:
    """The number of a version, from 1; what is not one of them is the usual one."""
    asked = request.GET.get(name, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    return number if 1 <= number <= most else max(usual, 1)


def conflicts(request: HttpRequest, norm_id: UUID) -> HttpResponse:
    """Every document in force that the latest version meets, with the words of both."""
    case = _norm_or_404(request, norm_id, "document")
    version, answering = texts.latest(case), system("norms").procedures["document"].step("look_up")
    hits = looking.of_case(case, version, today())
    context = {
        "case": case,
        "installed": system("norms"),
        "version": version,
        "norm": Norm.objects.get(pk=case.pk),
        "hits": hits,
        "asking": sum(1 for one in hits if one.asks),
        "may_answer": case.stage in answering.from_stages and request.actor.role in answering.by,
    }
    return render(request, "norms/conflicts.html", context)


def cleanup(request: HttpRequest, norm_id: UUID) -> HttpResponse:
    """A clean-up round: every document with what is said of it; several may be judged at once."""
    case = _norm_or_404(request, norm_id, "cleanup_round")
    kind = system("norms").procedures["cleanup_round"].step("judge")
    open_now = case.stage == "judging"
    said: dict[str, str] = {}
    wrong = ""
    if request.method == "POST":
        said = {name: str(value) for name, value in request.POST.items() if name.startswith(("result_", "why_"))}
        try:
            done = _judge_all(case, request, said)
            messages.success(request, f"已登记 {done} 件清理意见。")
            return HttpResponseRedirect(reverse("norms-cleanup", args=[case.pk]))
        except Refused as refused:
            wrong = refused.sentence
    judged = cleaning.judged(case)
    listed = [one.entry for one in judged.values()] if not open_now else cleaning.subjects(case)
    changed = {one.entry.pk for one in register.outdated(listed, today())}
    lines = [
        {
            "entry": one,
            "item": judged.get(one.pk),
            "changed": one.pk in changed,
            "expired": bool(one.ends_on and one.ends_on < today()),
            "result": said.get(f"result_{one.pk}", ""),
            "why": said.get(f"why_{one.pk}", ""),
        }
        for one in listed
    ]
    context = {
        "case": case,
        "installed": system("norms"),
        "lines": lines,
        "left": sum(1 for one in lines if one["item"] is None),
        "results": terms("cleanup"),
        "may_judge": open_now and request.actor.role in kind.by,
        "wrong": wrong,
        "counts": [(title, sum(1 for one in judged.values() if one.result == name)) for name, title in terms("cleanup").items()],
    }  # fmt: skip
    return render(request, "norms/cleanup.html", context, status=422 if wrong else 200)


def _judge_all(case: Case, request: HttpRequest, said: dict[str, str]) -> int:
    """Every document for which a result was chosen, in one transaction; Refused names the one that lacks a reason."""
    chosen = {
        name.removeprefix("result_"): value for name, value in said.items() if name.startswith("result_") and value
    }
    if not chosen:
        raise Refused("没有选择任何一件的清理意见，没有做任何改动；请至少选择一件。")
    names = {str(one.pk): str(one) for one in cleaning.subjects(case)}
    for entry in chosen:
        if not said.get(f"why_{entry}", "").strip():
            raise Refused(
                f"{names.get(entry, '一件文件')}没有写明理由，没有做任何改动；已填的内容都还在，请补充后再提交。"
            )
    with transaction.atomic():
        for entry, result in chosen.items():
            data = {"entry": entry, "result": result, "why": said[f"why_{entry}"].strip()}
            actions.carry_out(Case.objects.get(pk=case.pk), Doing("judge", request.actor, today(), data=data))
    return len(chosen)
