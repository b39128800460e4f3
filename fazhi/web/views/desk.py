"""The desk: what is mine, near, late and new, across systems; each list whole; and the search of the whole house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.kernel.search import matching
from fazhi.kernel.today import today
from fazhi.people.actors import Actor
from fazhi.web import cases
from fazhi.web.attention import attention
from fazhi.web.cases import Part


@dataclass(frozen=True)
class Work:
    """One list of the desk: what it is called, in which order it stands, what it says when it is empty."""

    id: str
    title: str
    order: str
    empty: str
    tone: str
    find: Callable[[Actor, date, int], Part]


LEFT = (
    Work("mine", "我承办的", "未办结，最先到期的在前", "您手上没有未办结的事项。", "", cases.mine),
    Work("waiting", "等本岗位办理", "尚无承办人，由近及远", "没有等待本岗位接手的事项。", "quiet", cases.waiting),
    Work("new", "新报事项", "尚未进入下一环节，由近及远", "没有新报的事项。", "quiet", cases.newly_reported),
)
RIGHT = (
    Work("late", "已逾期", "管辖范围内，逾期最久的在前", "没有逾期的事项。", "bad", cases.late),
    Work("due", "即将到期", "管辖范围内，最先到期的在前", "近期没有到期的事项。", "warn", cases.due_soon),
)
TILES = ("mine", "late", "due", "waiting")


def desk(request: HttpRequest) -> HttpResponse:
    """Where a working day begins."""
    day, most = today(), attention().rows_per_list
    found = {work.id: (work, work.find(request.actor, day, most)) for work in (*LEFT, *RIGHT)}
    context = {
        "day": day,
        "due_soon_days": attention().due_soon_days,
        "tiles": [found[name] for name in TILES],
        "columns": [[found[work.id] for work in side] for side in (LEFT, RIGHT)],
    }
    return render(request, "web/desk.html", context)


def work(request: HttpRequest, name: str) -> HttpResponse:
    """One list of the desk, as far as it is counted."""
    chosen = next((one for one in (*LEFT, *RIGHT) if one.id == name), None)
    if chosen is None:
        raise Http404
    part = chosen.find(request.actor, today(), attention().count_up_to)
    return render(request, "web/work.html", {"work": chosen, "part": part})


def search(request: HttpRequest) -> HttpResponse:
    """Cases by number, title or name; the statement says whether the list is whole."""
    text = request.GET.get("q", "").strip()[:60]
    found = Part([])
    if text:
        limit = attention().count_up_to
        rows = cases.with_clocks(matching(cases.in_scope(request.actor), text)).order_by("-opened_on", "-id")
        taken = list(rows[: limit + 1])
        found = Part([cases.row_of(case, case.running, today()) for case in taken[:limit]], len(taken))
    return render(request, "web/search.html", {"text": text, "found": found})
