"""What the Word templates of papers/ may print of a decision: the dossier's fields and the last step that made the paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.kernel.linked import OPENED
from fazhi.kernel.models import Case, Evidence, Step
from fazhi.kernel.registry import procedure
from fazhi.kernel.terms import title
from fazhi.papers.writing import written_date
from fazhi.people.models import Division
from fazhi.systems.decisions.models import CONDITIONAL, Decision, Expert, Participation, TaskRow
from fazhi.web.printing import NothingToPrint

BLANK_DAY = "　　年　　月　　日"
# Answers a template may use although a step left them out.
OPTIONAL = {
    "draft_statement": ("consulted", "disagreement"),
    "execution_report": ("problems",),
}


def values(case: Case, paper: str) -> dict[str, Any]:
    """The names a template may use, with their values; NothingToPrint when the paper has no content yet."""
    graph = procedure(case.system, case.procedure)
    makers = [kind.id for kind in graph.steps if kind.prints == paper]
    step = case.steps.filter(name__in=makers).order_by("sequence").last()
    if step is None:
        raise NothingToPrint(f"{case.number} 还没有可以打印的{graph.papers.get(paper, paper)}，请先办理相应步骤。")
    dossier = Decision.objects.get(pk=case.pk)
    said = dict.fromkeys(OPTIONAL.get(paper, ()), "") | _said(step)
    return {**_usual(case, dossier), **said, **_further(case, paper, step)}


def _usual(case: Case, dossier: Decision) -> dict[str, Any]:
    town = Division.objects.get(pk=case.town).name
    worded = {name: title("decisions", name, getattr(dossier, name)) for name in ("matter_class", "proposer")}
    worded |= {name: title("decisions", name, getattr(dossier, name)) for name in ("risk", "risk_level", "evaluation")}
    return {
        **worded,
        "number": case.number,
        "title": case.title,
        "government": f"{town}人民政府",
        "lead_office": dossier.lead_office,
        "summary": dossier.summary,
        "duty": dossier.duty,
        "document_number": dossier.document_number or "　　〔　　〕　号",
        "decided_on": _day(dossier.decided_on),
        "steps": "、".join([*(words for name, words in CONDITIONAL.items() if getattr(dossier, name)), "合法性审查"]),
        "catalogue": dossier.catalogue_number or f"未列入目录：{dossier.outside_reason}",
    }


def _said(step: Step) -> dict[str, Any]:
    """The step's own answers, and its day and signature."""
    return {**step.data, "day": _day(step.happened_on), "who": step.signature.partition("（")[0], "reason": step.reason}


def _further(case: Case, paper: str, step: Step) -> dict[str, Any]:
    if paper == "start_form":
        study = case.steps.filter(name="study").last()
        names = ("necessity", "grounds", "feasibility")
        return {name: study.data.get(name, "") if study else "" for name in names}
    if paper == "hearing_record":
        held = Participation.objects.filter(case=case, mode="hearing").last()
        return {"notes": held.notes if held else ""}
    if paper == "expert_opinion":
        found = Expert.objects.filter(case=case)
        asked = ("expert", "unit", "speciality", "words")
        experts = [{name: getattr(one, name) for name in asked} | _view(one) for one in found]
        return {"experts": experts}
    if paper == "execution_report":
        return {"tasks": [_task(one) for one in TaskRow.objects.filter(case=case.pk).order_by("position")]}
    if paper == "archive_list":
        return {"papers": _papers(case)}
    return {}


def _view(one: Expert) -> dict[str, str]:
    return {"view": title("decisions", "view", one.view), "day": _day(one.given_on)}


def _task(one: TaskRow) -> dict[str, str]:
    done = f"{one.done_on} 完成，{one.words}" if one.done_on else "未完成"
    return {"matter": one.matter, "responsible": one.responsible, "due": f"{one.due_on}", "done": done}


def _papers(case: Case) -> list[dict[str, Any]]:
    """Everything that goes into the file, those of the cases it opened too, in the order in which it was made."""
    titles: dict[tuple[str, str], dict[str, str]] = {}
    found = []
    cases = [case.pk, *case.links_out.filter(kind=OPENED).values_list("to_case_id", flat=True)]
    kept = Evidence.objects.filter(case__in=cases).select_related("case").order_by("happened_on", "id")
    for at, one in enumerate(kept, start=1):
        own = (one.case.system, one.case.procedure)
        papers = titles.setdefault(own, dict(procedure(*own).papers))
        found.append(
            {"at": at, "paper": papers.get(one.paper, one.paper), "name": one.name, "day": f"{one.happened_on}"}
        )
    return found


def _day(value: date | None) -> str:
    return written_date(value) if value else BLANK_DAY
