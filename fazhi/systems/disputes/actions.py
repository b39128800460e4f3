"""What a step of a dispute writes besides itself; every function ends in kernel.act.

A form (or an import, or a story) hands over a Doing; here it gets the dossier's derived fields and the further rows
(parties, sources, sessions, agreements). The door asks for them under the lock of the case's row, and only for a request
that was not heard before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from fazhi.kernel import act, masks
from fazhi.kernel.doing import Doing, NewCase, NotFound, Refused
from fazhi.kernel.models import Case, Step
from fazhi.people.divisions import town_of
from fazhi.systems.disputes import handlers, intake, rounds
from fazhi.systems.disputes.models import Agreement, Dispute, Party, Session, SourceRecord
from fazhi.systems.disputes.terms import terms

REOPENINGS = ("reopen", "reapply")
ALL_ROADS = ("arbitration", "administrative", "court")


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Register a dispute, or join the report to the dispute it repeats (`cleaned["join"]`); the dispute's case comes back."""
    named = intake.parties(cleaned["parties"])
    summary = intake.masked(cleaned["summary"], named)
    if cleaned.get("join"):
        return _join_report(doing, UUID(str(cleaned["join"])), summary, cleaned)
    procedure = "carried_over" if doing.step == "carry_found" else "mediation"
    village = str(cleaned["village"])
    title = intake.title(cleaned["dispute_type"], cleaned.get("subject") or "", named)
    fields = {
        "source": cleaned["source"],
        "dispute_type": cleaned["dispute_type"],
        "subject": intake.masked(cleaned.get("subject") or "", named),
        "summary": summary,
        "people": cleaned.get("people") or max(len(named), 1),
        "amount": cleaned.get("amount"),
        "risk": cleaned.get("risk") or "yellow",
        "level": "village",
        "found_on": doing.happened_on,
    }
    if procedure == "carried_over":
        fields["mediator"] = cleaned.get("mediator") or ""
    new = NewCase(
        system="disputes",
        procedure=procedure,
        village=village,
        title=title,
        words=masks.numbers_in(
            f"{cleaned.get('subject') or ''} {cleaned['summary']} {' '.join(one.name for one in named)}"
        ),
        id=cleaned.get("id") or doing.request,
    )
    rows = [
        *(Party(position=at, name=one.name, phone=one.phone) for at, one in enumerate(named, start=1)),
        _source(doing, summary, cleaned),
    ]
    return act.begin(new, replace(doing, request=None, data={"source": cleaned["source"]}, fields=fields, rows=rows))


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step of a dispute, with everything the step implies."""
    if doing.step == "merge":
        return _merge(case, doing)
    prepare = PREPARATIONS.get(doing.step)
    return act.act(case.pk, doing, lambda case, doing: _nameless(case, prepare(case, doing) if prepare else doing))


def _nameless(case: Case, doing: Doing) -> Doing:
    """What stays on the step for ever carries masked names: full ones lie in rows that can be destroyed (PIPL 47)."""
    texts = [value for value in (*doing.data.values(), doing.reason) if isinstance(value, str)]
    if all(text.isascii() for text in texts):
        return doing
    names = list(Party.objects.filter(case=case).values_list("name", flat=True))
    data = {
        name: masks.names_in(value, names) if isinstance(value, str) else value for name, value in doing.data.items()
    }
    return replace(doing, data=data, reason=masks.names_in(doing.reason, names))


def _source(doing: Doing, words: str, cleaned: Mapping[str, Any]) -> SourceRecord:
    return SourceRecord(
        source=cleaned["source"],
        reported_on=doing.happened_on,
        words=words,
        reference=cleaned.get("reference") or "",
    )


def _join_report(doing: Doing, target: UUID, words: str, cleaned: Mapping[str, Any]) -> Case:
    case = Case.objects.filter(pk=target, system="disputes").first()
    if case is None or case.town != town_of(str(cleaned["village"])):
        raise NotFound("没有找到要并入的纠纷，可能已经办结或不在您的管辖范围内，没有登记。")
    latest = case.steps.order_by("-sequence").values_list("happened_on", flat=True).first()
    joined = replace(
        doing,
        step="join_report",
        # The report may be older than the last step; what happens today is that it is joined.
        happened_on=max(doing.happened_on, latest or doing.happened_on),
        data={"source": cleaned["source"]},
        fields={},
        rows=[_source(doing, words, cleaned)],
    )
    act.act(case.pk, joined)
    return Case.objects.get(pk=case.pk)


def _merge(case: Case, doing: Doing) -> Step:
    """Two cases turn out to be one dispute: this one ends, the other gets its source; both stay linked, one is counted."""
    number = str(doing.data.get("into", "")).strip()
    other = Case.objects.filter(system="disputes", town=case.town, number=number).exclude(pk=case.pk).first()
    if other is None:
        raise Refused(f"没有找到编号为“{number}”的另一件纠纷，请核对编号，没有做任何改动。")
    # Always in one order: two disputes merged into each other at the same moment must not wait for each other.
    list(Case.objects.select_for_update().filter(pk__in=(case.pk, other.pk)).order_by("pk"))

    def join(step: Step) -> None:
        first = SourceRecord.objects.filter(case=case).first()
        dispute = Dispute.objects.get(pk=case.pk)
        source = SourceRecord(
            source=dispute.source,
            reported_on=dispute.found_on,
            words=first.words if first else dispute.summary,
            joined_from=case,
        )
        latest = other.steps.order_by("-sequence").values_list("happened_on", flat=True).first()
        joined = replace(
            doing,
            step="join_report",
            happened_on=max(doing.happened_on, latest or doing.happened_on),
            data={"source": dispute.source, "from": case.number},
            evidence=(),
            rows=[source],
            request=None,
        )
        act.act(other.pk, joined)
        act.link(case, other, "same_matter", step, doing.actor)

    return act.act(case.pk, doing, then=join)


def _accept(case: Case, doing: Doing) -> Doing:
    at = "town" if doing.step == "accept_town" else "village"
    fields = {**doing.fields, "accepted_on": doing.happened_on, "level": at}
    return replace(doing, fields=fields, handler=doing.handler or doing.actor.appointment_id)


def _mediate(case: Case, doing: Doing) -> Doing:
    said = dict(doing.data)
    dispute = Dispute.objects.get(pk=case.pk)
    session = Session(
        round=_round(case),
        level=dispute.level,
        held_on=doing.happened_on,
        place=said["place"],
        mediators=said["mediators"],
        attendants=said.pop("attendants"),
        notes=said.pop("notes"),
        result=said["result"],
    )
    first = min(filter(None, (dispute.mediated_on, doing.happened_on)))
    fields = {**doing.fields, "mediated_on": first}
    return replace(doing, data={**said, "level": dispute.level}, fields=fields, rows=[session])


def _agreement(case: Case, doing: Doing, form: str) -> tuple[dict[str, Any], Agreement]:
    said = dict(doing.data)
    agreement = Agreement(
        round=_round(case),
        form=form,
        way=said["way"],
        term_on=date.fromisoformat(str(said["term_on"])),
        **{name: said.pop(name) for name in ("parties", "facts", "disputed", "responsibilities", "content")},
    )
    return said, agreement


def _draft(case: Case, doing: Doing) -> Doing:
    said, agreement = _agreement(case, doing, "written")
    return replace(doing, data=said, rows=[agreement])


def _agree_oral(case: Case, doing: Doing) -> Doing:
    said, agreement = _agreement(case, doing, "oral")
    return replace(doing, data=said, fields=_agreed(doing, "oral"), rows=[agreement])


def _agree_written(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields=_agreed(doing, "written"))


def _agreed(doing: Doing, form: str) -> dict[str, Any]:
    # Articles 29 and 30: a written agreement holds from the last signature, an oral one from the day it was reached.
    return {**doing.fields, "agreement_form": form, "agreed_on": doing.happened_on}


def _perform_part(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={"performance": "partial"})


def _perform(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={"performance": "full", "performed_on": doing.happened_on})


def _follow_up(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={"followed_up_on": doing.happened_on})


def _settle(case: Case, doing: Doing) -> Doing:
    outcome = "mediated" if doing.step in ("settle", "carry_settled") else "other_road"
    return replace(doing, fields={**doing.fields, "settled_on": doing.happened_on, "outcome": outcome})


def _apply(case: Case, doing: Doing) -> Doing:
    _not_yet_confirmed(case)
    return replace(doing, fields={"confirmation": "applied"})


def _confirmed(case: Case, doing: Doing) -> Doing:
    _not_yet_confirmed(case)
    return replace(doing, fields={**doing.fields, "confirmed_on": doing.happened_on})


def _not_yet_confirmed(case: Case) -> None:
    """A ruling stands: a second application would take the first day of confirmation away."""
    if Dispute.objects.filter(pk=case.pk, confirmation="confirmed").exists():
        raise Refused(f"{case.number} 的调解协议已经司法确认，不必再次申请或登记，没有做任何改动。")


def _escalate_town(case: Case, doing: Doing) -> Doing:
    fields = {"escalated_on": doing.happened_on}
    return replace(doing, fields=fields, handler=handlers.town_desk(case.town, doing.happened_on))


def _escalate_county(case: Case, doing: Doing) -> Doing:
    # The level stays "town" until the county has answered: it may hand the dispute back.
    return replace(doing, fields={"escalated_on": doing.happened_on})


def _county_return(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={"level": "town"})


def _county_agreement(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**_agreed(doing, "written"), "level": "county"})


def _county_decision(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={"settled_on": doing.happened_on, "outcome": "other_road", "level": "county"})


def _refuse(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={"consent": "refused"})


def _tell_roads(case: Case, doing: Doing) -> Doing:
    missing = [terms("road")[road] for road in ALL_ROADS if road not in doing.data.get("roads", ())]
    if missing:
        raise Refused(f"终止调解时还应告知当事人：{'、'.join(missing)}；没有做任何改动，请告知后再登记。")
    return replace(doing, fields={"terminated_on": doing.happened_on, "outcome": "terminated"})


def _new_round(case: Case, doing: Doing) -> Doing:
    cleared: dict[str, Any] = dict.fromkeys(("agreed_on", "confirmed_on", "performed_on", "followed_up_on"))
    cleared |= dict.fromkeys(("settled_on", "terminated_on"))
    cleared |= dict.fromkeys(("agreement_form", "confirmation", "performance", "outcome"), "")
    reopened = {"reopened_on": doing.happened_on} if doing.step == "reopen" else {}
    fields = {**cleared, **reopened, "identity_matter": False, "consent": doing.fields.get("consent") or "all"}
    closed = rounds.closed_by(case, doing.happened_on)
    return replace(doing, fields=fields, rows=[closed], handler=doing.handler or doing.actor.appointment_id)


def _carry_accepted(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={"accepted_on": doing.happened_on})


def _carry_settled(case: Case, doing: Doing) -> Doing:
    form = str(doing.fields.get("agreement_form") or "")
    agreed = {"agreement_form": form, "agreed_on": doing.happened_on if form else None}
    return _settle(case, replace(doing, fields=agreed))


def _join_words(case: Case, doing: Doing) -> Doing:
    said = dict(doing.data)
    names = list(Party.objects.filter(case=case).values_list("name", flat=True))
    words = masks.names_in(str(said.pop("words")), names)
    return replace(doing, data=said, rows=[_source(doing, words, said)])


def _round(case: Case) -> int:
    return 1 + case.steps.filter(name__in=REOPENINGS).count()


PREPARATIONS: dict[str, act.Prepare] = {
    "accept": _accept,
    "accept_town": _accept,
    "mediate": _mediate,
    "draft_agreement": _draft,
    "agree_written": _agree_written,
    "agree_oral": _agree_oral,
    "county_agreement": _county_agreement,
    "perform_part": _perform_part,
    "perform": _perform,
    "follow_up": _follow_up,
    "settle": _settle,
    "settle_elsewhere": _settle,
    "county_decision": _county_decision,
    "apply_confirmation": _apply,
    "confirmation_result": _confirmed,
    "escalate_town": _escalate_town,
    "escalate_county": _escalate_county,
    "county_return": _county_return,
    "join_report": _join_words,
    "refuse": _refuse,
    "tell_roads": _tell_roads,
    "reapply": _new_round,
    "reopen": _new_round,
    "carry_accepted": _carry_accepted,
    "carry_settled": _carry_settled,
}
