"""What the Word templates of papers/ may print of a dispute. A printed paper carries full names: it is for the parties."""

from __future__ import annotations

from typing import Any

from fazhi.kernel.models import Case
from fazhi.kernel.today import today
from fazhi.law import rules
from fazhi.papers.writing import written_date
from fazhi.systems.disputes.models import Agreement, Dispute, Party
from fazhi.systems.disputes.terms import title
from fazhi.web.printing import NothingToPrint

RIGHT = "双方当事人认为有必要的，可以自本协议生效之日起{days}日内共同向人民法院申请司法确认。"


def values(case: Case, paper: str) -> dict[str, Any]:
    """The names a template may use, with their values; NothingToPrint when the paper has no content yet."""
    if paper != "agreement":
        raise NothingToPrint(f"矛盾纠纷没有名为“{paper}”的文书模板。")
    agreement = Agreement.objects.filter(case=case).order_by("round", "id").last()
    if agreement is None:
        raise NothingToPrint(f"{case.number} 还没有拟定调解协议，请先填写协议的各项内容。")
    dispute = Dispute.objects.get(pk=case.pk)
    return {
        "number": case.number,
        "parties": [line for line in agreement.parties.splitlines() if line.strip()],
        "facts": agreement.facts,
        "disputed": agreement.disputed,
        "responsibilities": agreement.responsibilities,
        "content": agreement.content,
        "way": title("way", agreement.way),
        "term": written_date(agreement.term_on),
        # Courts refuse to confirm agreements on personal status (法释〔2011〕5号 4): such parties are not told otherwise.
        "confirmation": "" if dispute.identity_matter else RIGHT.format(days=_window(case, dispute)),
        "signers": list(Party.objects.filter(case=case).values_list("name", flat=True)),
        "mediator": dispute.mediator,
        "committee": f"{case.village.name if dispute.level == 'village' else ''}人民调解委员会",
        "day": written_date(dispute.agreed_on) if dispute.agreed_on else "　　年　　月　　日",
    }


def _window(case: Case, dispute: Dispute) -> str:
    day = dispute.agreed_on or today()
    return str(rules.load().value_on("disputes.confirmation_window", day, case.town).value)
