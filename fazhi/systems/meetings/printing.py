"""What the Word template of the minutes may print of a meeting: who came, each topic, each view in its order, what was decided."""

from __future__ import annotations

from typing import Any

from fazhi.kernel.models import Case, Step
from fazhi.kernel.terms import title
from fazhi.law.numerals import to_chinese
from fazhi.papers.writing import written_date
from fazhi.people.models import Division
from fazhi.systems.meetings import sitting
from fazhi.systems.meetings.actions import title_of_view
from fazhi.systems.meetings.models import Attendance, Meeting
from fazhi.web.printing import NothingToPrint


def values(case: Case, paper: str) -> dict[str, Any]:
    """The names a template may use, with their values; NothingToPrint when the paper has no content yet."""
    dossier = Meeting.objects.filter(pk=case.pk).first()
    if paper != "minutes" or dossier is None:
        raise NothingToPrint(f"会议没有名为“{paper}”的文书模板。")
    if dossier.held_on is None:
        raise NothingToPrint(f"{case.number} 还没有登记召开，没有可以打印的纪要。")
    people = list(Attendance.objects.filter(case=case))
    return {
        "number": case.number,
        "title": case.title,
        "kind": title("meetings", "kind", dossier.kind),
        "held": written_date(dossier.held_on),
        "place": dossier.place,
        "chair": dossier.chair,
        "present": "、".join(_named(one) for one in people if one.present),
        "absent": "、".join(_named(one) + (f"（{one.why}）" if one.why else "") for one in people if not one.present),
        "attendants": dossier.attendants,
        "counts": f"应到{dossier.expected}人，实到{dossier.present}人",
        "topics": [_topic(at, one.case) for at, one in enumerate(sitting.topics(case, dossier.agenda), start=1)],
        "government": Division.objects.get(pk=case.town).name,
        "day": written_date(dossier.minuted_on or dossier.held_on),
    }


def _named(one: Attendance) -> str:
    return f"{one.name}（{one.post}）" if one.post else one.name


def _topic(at: int, case: Case) -> dict[str, Any]:
    step = discussed(case)
    said = step.data if step else {}
    return {
        "ordinal": to_chinese(at),
        "number": case.number,
        "title": case.title,
        "views": [view_line(one) for one in said.get("views", ())],
        "resolution": title("meetings", "resolution", str(said.get("resolution", ""))) or "没有讨论",
        "reason": str(said.get("reason") or ""),
    }


def discussed(case: Case) -> Step | None:
    """The step on which a topic's discussion is recorded; None before it was discussed."""
    return case.steps.filter(name="discuss").order_by("-sequence").first()


def view_line(view: dict[str, Any]) -> str:
    """游副镇长（副镇长）：不同意。车位不足。"""
    post = f"（{view['post']}）" if view.get("post") else ""
    words = str(view.get("words") or "").strip()
    return f"{view.get('name', '')}{post}：{title_of_view(view)}。{words}"
