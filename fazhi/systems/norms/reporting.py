"""The issue report: the list of issued documents that goes to the county after each period (发文目录报送): drawn from the register of numbers.

How many periods a year has is the rule DOC-11; a list holds every number given in its period, whatever system drew it, and
those of an earlier period that came too late for the list of then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case
from fazhi.law import rules
from fazhi.papers.models import DocumentNumber
from fazhi.systems.norms.models import IssuedLine, IssueReport

MONTHS = 12
NAMES = {1: ("",), 2: ("上半年", "下半年"), 4: tuple(f"第{at}季度" for at in range(1, 5))}


@dataclass(frozen=True)
class Period:
    """A part of a year for which one list is sent."""

    title: str
    starts_on: date
    ends_on: date


def periods(town: str, year: int) -> list[Period]:
    """The periods of a year under the rule that held when it began."""
    return divided(year, int(rules.load().value_on("norms.catalogue_reports", date(year, 1, 1), town).value))


def divided(year: int, times: int) -> list[Period]:
    """A year in so many periods of whole months, twelve at most."""
    times = min(times, MONTHS)
    starts = [date(year, MONTHS * at // times + 1, 1) for at in range(times)]
    ends = [one - timedelta(days=1) for one in (*starts[1:], date(year + 1, 1, 1))]
    names = NAMES.get(times) or tuple(f"{one.month}月起" for one in starts)
    return [Period(f"{year}年{name}", *days) for name, *days in zip(names, starts, ends, strict=True)]


def open_periods(town: str, day: date) -> list[Period]:
    """What ended before the day, this year or last, and has no report yet; the newest first."""
    known = set(IssueReport.objects.filter(town=town).values_list("starts_on", flat=True))
    found = [one for year in (day.year - 1, day.year) for one in periods(town, year)]
    return [one for one in reversed(found) if one.ends_on < day and one.starts_on not in known]


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Open the report of one period, named by its first day; there is one for each."""
    town, asked = doing.actor.town, str(cleaned.get("period") or "")
    period = _period(town, asked)
    if doing.happened_on <= period.ends_on:
        raise Refused(f"{period.title}到 {period.ends_on} 才结束，没有启动报送，请在期满后办理。")
    known = IssueReport.objects.filter(town=town, starts_on=period.starts_on).exclude(pk=doing.request)
    taken = Refused(f"{period.title}的发文目录已经启动报送，没有重复登记；请在原事项中编制和报送。")
    if known.exists():
        raise taken
    fields = {"period": period.title, "starts_on": period.starts_on, "ends_on": period.ends_on}
    title = str(cleaned.get("title") or f"{period.title}发文目录")
    new = NewCase("norms", "issue_report", town, title[:120], id=doing.request)
    told = {"ends_on": period.ends_on.isoformat()}
    try:
        return act.begin(new, replace(doing, request=None, data=told, fields=fields))
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "issue_period_once":
            raise
        raise taken from None


def lines(case: Case) -> list[IssuedLine]:
    """The list as it was compiled last; none where nothing was issued."""
    held = IssuedLine.objects.filter(case=case, case__issuereport__documents__gt=0)
    return list(held.filter(edition=_edition(case)))


def numbers_to_list(case: Case) -> list[str]:
    """What a list compiled now would hold."""
    return [one.number for one in _to_list(IssueReport.objects.get(pk=case.pk))]


def _edition(case: Case) -> int:
    return IssuedLine.objects.filter(case=case).aggregate(last=Max("edition"))["last"] or 0


def _period(town: str, asked: str) -> Period:
    try:
        starts = date.fromisoformat(asked)
    except ValueError:
        raise Refused("没有选择报送期间，没有启动报送，请选择一期。") from None
    found = next((one for one in periods(town, starts.year) if one.starts_on == starts), None)
    if found is None:
        raise Refused(f"{starts} 不是一期的第一天，没有启动报送；每年报送几期以本地规定为准（DOC-11）。")
    return found


def _to_list(report: IssueReport) -> QuerySet[DocumentNumber]:
    """The numbers of the period, and those of a period already reported that no list that was sent has."""
    sent = IssueReport.objects.filter(town=report.town, sent_on__isnull=False)
    covered = sent.filter(starts_on__lte=OuterRef("issued_on"), ends_on__gte=OuterRef("issued_on"))
    listed = IssuedLine.objects.filter(town=report.town, number=OuterRef("number"), case__stage="sent")
    assert report.starts_on is not None, "a report is opened for a period"
    own = Q(issued_on__range=(report.starts_on, report.ends_on))
    left = Q(issued_on__lt=report.starts_on) & Q(Exists(covered))
    return DocumentNumber.objects.filter(own | left, ~Exists(listed), town=report.town).order_by("issued_on", "id")


def _compile(case: Case, doing: Doing) -> Doing:
    report, edition = IssueReport.objects.get(pk=case.pk), _edition(case) + 1
    rows = [
        IssuedLine(
            edition=edition,
            position=at,
            number=one.number,
            title=one.title,
            issued_on=one.issued_on,
            normative=one.registered,
            late=report.starts_on is not None and one.issued_on < report.starts_on,
        )
        for at, one in enumerate(_to_list(report), start=1)
    ]
    counts = {"documents": len(rows), "normative": sum(1 for one in rows if one.normative)}
    late = sum(1 for one in rows if one.late)
    said = {**doing.data, "counted": f"{len(rows)} 件" + (f"（其中补报 {late} 件）" if late else "")}
    return replace(doing, data=said, rows=rows, fields={**doing.fields, **counts, "compiled_on": doing.happened_on})


def _send(case: Case, doing: Doing) -> Doing:
    now, then = set(numbers_to_list(case)), {one.number for one in lines(case)}
    other = sorted(now ^ then)
    if other:
        raise Refused(
            f"编制目录以后发文登记簿有了变化（{'、'.join(other[:3])}{'等' if len(other) > 3 else ''}），"
            "没有报送，请重新编制目录。"
        )
    return replace(doing, fields={**doing.fields, "sent_on": doing.happened_on})


def _answered(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "answered_on": doing.happened_on})


PREPARATIONS: dict[str, act.Prepare] = {"compile_list": _compile, "send_list": _send, "record_receipt": _answered}
