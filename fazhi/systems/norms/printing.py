"""What the Word templates of papers/ may print of a document, and the document itself under its red head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from fazhi.kernel.models import Case, Step
from fazhi.law.numerals import to_chinese
from fazhi.papers import register as numbers
from fazhi.papers.official import Head, OfficialDocument, Words
from fazhi.papers.writing import written_date
from fazhi.systems.norms import cleaning, force, oversight_printing, versions
from fazhi.systems.norms.models import Norm, RegisterEntry
from fazhi.systems.norms.terms import terms, title
from fazhi.web.printing import NothingToPrint

BLANK = "　　年　　月　　日"
ENCLOSURES = ("备案报告", "正式文本", "起草说明", "制定依据", "合法性审核意见书")


def values(case: Case, paper: str) -> dict[str, Any]:
    """The names a template may use, with their values; NothingToPrint when the paper has no content yet."""
    if case.procedure in oversight_printing.PROCEDURES:
        return oversight_printing.values(case, paper)
    make = PAPERS.get(paper)
    if make is None:
        raise NothingToPrint(f"规范性文件没有名为“{paper}”的文书模板。")
    norm = Norm.objects.get(pk=case.pk)
    return {**_usual(case, norm), **make(case, norm)}


def built(case: Case, paper: str) -> bytes | None:
    """The official text with its red head and number, from the version that stands; None for what a template prints."""
    if paper != "official":
        return None
    given, version = numbers.numbers_of(case), versions.latest(case)
    if not given or version is None:
        raise NothingToPrint(f"{case.number} 还没有登记编号或者没有正文，不能印制正式文本。")
    issuer, issued = force.issuer(case.town), given[0].issued_on
    document = OfficialDocument(case.title, datetime.combine(issued, time()))
    document.head(Head((issuer,), given[0].number, letterhead="red"))
    document.title([case.title])
    for line in versions.paragraphs(version.text):
        document.paragraph([Words(line)])
    document.signature([issuer], written_date(issued))
    return document.content()


def _usual(case: Case, norm: Norm) -> dict[str, Any]:
    given = numbers.numbers_of(case)
    return {
        "number": case.number,
        "title": case.title,
        "issuer": force.issuer(case.town),
        "drafter": norm.drafter,
        "made_under": norm.made_under or "—",
        "document_number": given[0].number if given else norm.reference,
        "registration_number": given[0].registration_number if given else "",
        "consultation": _consultation(norm),
        "day": BLANK,
    }


def _consultation(norm: Norm) -> str:
    if norm.consultation == "held":
        days = f"自{_day(norm.consult_starts_on)}至{_day(norm.consult_ends_on)}公开征求意见"
        return f"{days}，收到意见{norm.comments}条，采纳{norm.adopted}条。"
    return "依法没有公开征求意见。" if norm.consultation == "waived" else "尚未公开征求意见。"


def _statement(case: Case, norm: Norm) -> dict[str, Any]:
    step = _last(case, "state_reasons")
    said = {name: str(step.data.get(name) or "—") for name in ("necessity", "process", "points")}
    return {**said, "day": written_date(step.happened_on)}


def _fair_review(case: Case, norm: Norm) -> dict[str, Any]:
    step = _last(case, "fair_review")
    return {
        "operators": "涉及" if norm.operators else "不涉及",
        "words": str(step.data.get("words") or "—"),
        "conclusion": title("fair_competition", norm.fair_competition),
        "reviewed": written_date(step.happened_on),
    }


def _registration(case: Case, norm: Norm) -> dict[str, Any]:
    return {
        "fair_competition": title("fair_competition", norm.fair_competition) if norm.fair_competition else "不涉及",
        "opinion": f"{title('opinion', norm.opinion)}（{_day(norm.opinion_on)}）",
        "resolution": f"{title('resolution', norm.resolution)}（{_day(norm.met_on)}）",
        "signed": f"{norm.signer}，{_day(norm.signed_on)}",
        "published": f"{_day(norm.published_on)}，{title('channel', norm.channel)}",
        "force": f"自{_day(norm.in_force_on)}起施行，有效期至{_day(norm.expires_on)}",
    }


def _filing_report(case: Case, norm: Norm) -> dict[str, Any]:
    step = _last(case, "file")
    return {
        "receiver": str(step.data.get("receiver") or "县人民政府"),
        "published_day": _day(norm.published_on),
        "in_force": _day(norm.in_force_on),
        "expires": _day(norm.expires_on),
        "enclosures": list(ENCLOSURES),
        "day": _day(norm.filed_on),
    }


def _end_notice(case: Case, norm: Norm) -> dict[str, Any]:
    step = case.steps.filter(name__in=("repeal", "lapse")).last()
    if step is None:
        raise NothingToPrint(f"{case.number} 没有废止，也没有宣布失效，没有公告可以打印。")
    why = str(step.data.get("why") or "—").rstrip("。")
    ending = "废止" if step.name == "repeal" else "失效"
    return {"ending": ending, "ended": f"自{_day(norm.ended_on)}", "why": why, "day": written_date(step.happened_on)}


def _list(case: Case, norm: Norm) -> dict[str, Any]:
    items = list(cleaning.judged(case).values())
    groups: list[Mapping[str, Any]] = []
    for name, words in terms("cleanup").items():
        found = [_line(one.entry, one.reason) for one in items if one.result == name]
        if found:
            groups.append({"title": f"{to_chinese(len(groups) + 1)}、{words}", "documents": found})
    step = case.steps.filter(name="discussion_passed").last()
    meeting = str(step.data.get("meeting") or "") if step else ""
    return {"groups": groups, "meeting": meeting or "镇政府会议", "day": _day(norm.published_on)}


def _line(entry: RegisterEntry, reason: str) -> str:
    return f"{entry}：{reason.rstrip('。')}。"


def _last(case: Case, name: str) -> Step:
    step = case.steps.filter(name=name).last()
    if step is None:
        raise NothingToPrint(f"{case.number} 还没有办理这一步，没有内容可以打印。")
    return step


def _day(day: date | None) -> str:
    return written_date(day) if day else BLANK


PAPERS: dict[str, Callable[[Case, Norm], dict[str, Any]]] = {
    "statement": _statement,
    "fair_review": _fair_review,
    "registration": _registration,
    "filing_report": _filing_report,
    "end_notice": _end_notice,
    "list": _list,
}
