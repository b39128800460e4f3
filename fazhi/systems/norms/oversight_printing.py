"""What the papers of the list of issued documents and of a review from outside print."""

from __future__ import annotations

from typing import Any

from fazhi.kernel.models import Case, Step
from fazhi.papers.writing import written_date
from fazhi.systems.norms import force, reporting
from fazhi.systems.norms.models import IssueReport, OutsideReview, named
from fazhi.systems.norms.terms import title
from fazhi.web.printing import NothingToPrint

PROCEDURES = ("issue_report", "outside_review")


def values(case: Case, paper: str) -> dict[str, Any]:
    """The names a template may use, with their values; NothingToPrint when the paper has no content yet."""
    makers = {"issue_list": _issue_list, "answer_letter": _answer_letter, "reply_letter": _reply_letter}
    make = makers.get(paper)
    if make is None:
        raise NothingToPrint(f"这件事项没有名为“{paper}”的文书模板。")
    return {"number": case.number, "title": case.title, "issuer": force.issuer(case.town), **make(case)}


def _issue_list(case: Case) -> dict[str, Any]:
    report, step = IssueReport.objects.get(pk=case.pk), _last(case, "compile_list")
    assert report.starts_on is not None and report.ends_on is not None, "a report is opened for a period"
    lines = [
        {
            "position": one.position,
            "number": one.number,
            "title": one.title,
            "day": f"{one.issued_on}",
            "normative": "是" if one.normative else "否",
            "note": "补报" if one.late else "",
        }
        for one in reporting.lines(case)
    ]
    counted = f"共发文{report.documents}件，其中行政规范性文件{report.normative}件" if lines else "没有发文"
    return {
        "period": report.period,
        "span": f"{written_date(report.starts_on)}至{written_date(report.ends_on)}",
        "counted": counted,
        "lines": lines,
        "receiver": report.receiver or "县人民政府（县司法局）",
        "day": written_date(report.sent_on or step.happened_on),
    }


def _answer_letter(case: Case) -> dict[str, Any]:
    step = _last(case, "answer")
    said = {name: str(step.data.get(name) or "—") for name in ("grounds", "reasons")}
    return {**_review(case), **said, "day": written_date(step.happened_on)}


def _reply_letter(case: Case) -> dict[str, Any]:
    step = _last(case, "reply")
    return {**_review(case), "words": str(step.data.get("words") or "—"), "day": written_date(step.happened_on)}


def _review(case: Case) -> dict[str, Any]:
    review = OutsideReview.objects.select_related("entry").get(pk=case.pk)
    assert review.entry is not None, "a notice names a document"
    notice = f"（{review.notice_number.strip('（）')}）" if review.notice_number else ""
    return {
        "document": named(review.entry.title, review.entry.number),
        "document_title": review.entry.title,
        "reviewer": review.reviewer,
        "kind": title("outside_kind", review.kind),
        "notice": notice,
        "article": review.article or "有关条款",
        "received": written_date(review.received_on),
        "finding": title("finding", review.finding),
        "finding_words": review.finding_words or "—",
        "handling": title("handling", review.handling),
        "measures": review.measures or "—",
        "handled": written_date(review.handled_on) if review.handled_on else "",
    }


def _last(case: Case, name: str) -> Step:
    step = case.steps.filter(name=name).last()
    if step is None:
        raise NothingToPrint(f"{case.number} 还没有办理这一步，没有内容可以打印。")
    return step
