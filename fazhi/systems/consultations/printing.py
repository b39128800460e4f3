"""What the Word templates of papers/ may print of a consultation. Both papers are for the public: no names."""

from __future__ import annotations

from typing import Any

from fazhi.kernel.models import Case
from fazhi.papers.writing import written_date
from fazhi.people.models import Division
from fazhi.systems.consultations import boards
from fazhi.systems.consultations.models import CommentGroup, Consultation
from fazhi.systems.consultations.terms import title
from fazhi.web.printing import NothingToPrint


def values(case: Case, paper: str) -> dict[str, Any]:
    """The names a template may use, with their values; NothingToPrint when the paper has no content yet."""
    dossier = Consultation.objects.get(pk=case.pk)
    if paper not in ("announcement", "summary"):
        raise NothingToPrint(f"公开征求意见没有名为“{paper}”的文书模板。")
    if paper == "summary" and dossier.closed_on is None:
        raise NothingToPrint(f"{case.number} 还没有截止汇总，没有采纳情况可以打印。")
    town = Division.objects.get(pk=case.town)
    return {
        "number": case.number,
        "title": case.title,
        "town": town.name,
        "government": town.government,
        "shortened_reason": dossier.shortened_reason,
        "channel": title("channel", dossier.channel),
        "day": written_date(dossier.starts_on if paper == "announcement" else dossier.closed_on or dossier.ends_on),
        **boards.statistics(dossier),
        "starts_on": written_date(dossier.starts_on),
        "ends_on": written_date(dossier.ends_on),
        "answered": [
            {"position": one.position, "gist": one.gist, "answer": title("answer", one.answer), "words": one.words}
            for one in CommentGroup.objects.filter(case=case)
        ],
    }
