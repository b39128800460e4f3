"""What the Word templates of papers/ may print of a review: the opinion letter, and the order to correct village rules."""

from __future__ import annotations

from typing import Any

from fazhi.kernel.models import Case, Step
from fazhi.kernel.terms import title
from fazhi.law import citations
from fazhi.papers.writing import written_date
from fazhi.people.models import Division
from fazhi.systems.reviews.actions import review_of, text_of
from fazhi.systems.reviews.models import VillageRules
from fazhi.web.printing import NothingToPrint


def values(case: Case, paper: str) -> dict[str, Any]:
    """The names a template may use, with their values; NothingToPrint when the paper has no content yet."""
    if paper == "opinion_letter":
        return _opinion(case)
    if paper == "correction_order":
        return _correction(case)
    raise NothingToPrint(f"合法性审查没有名为“{paper}”的文书模板。")


def _opinion(case: Case) -> dict[str, Any]:
    given = _last(case, "give_opinion")
    dossier = review_of(case)
    cited = text_of(given.data.get("articles"))
    quotes = list(dict.fromkeys(one.quote for one in citations.find(cited))) or _lines(cited)
    return {
        "number": case.number,
        "title": case.title,
        "matter": title("reviews", "matter", dossier.matter),
        "addressee": _sender(case),
        "submitted": written_date(dossier.submitted_on),
        "opinion": title("reviews", "opinion", dossier.opinion),
        "lawful": dossier.opinion == "lawful",
        "articles": quotes or ["（未引用具体条文）"],
        "findings": dossier.findings,
        "comments": _lines(str(given.data.get("comments") or "")) or ["没有提出修改意见。"],
        "advisers": dossier.adviser,
        "reviewer": given.signature.partition("（")[0],
        "office": given.appointment.post.office.name,
        "day": written_date(given.happened_on),
    }


def _correction(case: Case) -> dict[str, Any]:
    ordered, dossier = _last(case, "order_correction"), VillageRules.objects.get(pk=case.pk)
    clock = case.clocks.filter(name="correction_limit").latest("started_on", "pk")
    return {
        "number": case.number,
        "title": case.title,
        "addressee": _committee(case.village.name),
        "filed": written_date(dossier.filed_on),
        "correction": _lines(dossier.correction),
        "until": written_date(clock.due_on),
        "government": Division.objects.get(pk=case.town).government,
        "day": written_date(ordered.happened_on),
    }


def _committee(village: str) -> str:
    """The committee of a village or of a community: 青石村村民委员会, 沙市社区居民委员会."""
    if village.endswith("委员会"):
        return village
    return village + ("居民委员会" if village.endswith("社区") else "村民委员会")


def _last(case: Case, name: str) -> Step:
    steps = case.steps.filter(name=name).select_related("appointment__post__office")
    found = steps.order_by("-sequence").first()
    if found is None:
        raise NothingToPrint(f"{case.number} 还没有办到这一步，没有可以打印的内容。")
    return found


def _sender(case: Case) -> str:
    """The office that sent the matter: that of who submitted it."""
    step = case.steps.select_related("appointment__post__office").get(sequence=1)
    return str(step.appointment.post.office.name)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
