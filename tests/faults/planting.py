"""What is done in each of the twin towns: disputes on all their roads, lists, looks, jobs, the report of the year.

Every column that somebody types into must carry the town's mark; a test names the columns that do not yet.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.accounts.models import FactorReset
from fazhi.kernel import act, jobs, submissions, unmask
from fazhi.kernel.act import Conflict, Doing, NewEvidence
from fazhi.kernel.ledgers import ledger
from fazhi.kernel.models import Case, Clock, Erasure, Evidence
from fazhi.kernel.registry import procedure
from fazhi.kernel.today import now
from fazhi.people.identifiers import new_id
from fazhi.people.models import Division
from fazhi.report import issuing, texts
from fazhi.report.building import build
from fazhi.systems.disputes import actions
from fazhi.systems.disputes.models import Party
from tests.faults.twins import TODAY, Town, content

TEXTS = ("number", "measures.disputes", "duty.schedule", "duty.study", "shortcomings", "plan")


def work(town: Town) -> None:
    """Everything that is kept whatever the system, and disputes."""
    _lists(town)
    for village in town.villages:
        first = village == town.villages[0]
        case = _report(town, "grid_worker" if first else "clerk", village)
        town.evidence[village] = Evidence.objects.get(case=case).pk
        town.open_cases[village] = case.pk
        town.clocks[village] = Clock.objects.filter(case=case).first().pk
        town.closed_cases[village] = _whole_road(town, village, "mediator" if first else "clerk").pk
    _detours(town)
    _looks(town)
    _report_of_the_year(town)
    for role in ("clerk", "grid_worker"):
        job = jobs.ask(
            town.people[role],
            "import",
            town.mark("Job.title"),
            {"ledger": "disputes.staff", "name": town.mark("Job.arguments")},
        )
        job.state, job.sentence, job.ended_at = "failed", town.mark("Job.sentence"), now()
        job.save()
        town.jobs[role] = job.pk


def _lists(town: Town) -> None:
    clerk = town.people["clerk"]
    shared = {"village_name": f"第{town.villages[0][6:]}村", "starts_on": "2022-01-01"}
    rows = {
        "disputes.sentinels": {
            "kind": "village",
            "name": town.mark("SentinelPost.name"),
            "place": town.mark("SentinelPost.place"),
        },
        "disputes.staff": {
            "role": "grid_worker",
            "name": town.mark("Staff.name"),
            "place": town.mark("SentinelPost.name"),
        },
    }
    for name, row in rows.items():
        importer = ledger(name).importer
        assert importer
        number = town.mark("SentinelPost.number" if name.endswith("sentinels") else "Staff.number")
        importer.write(clerk, importer.cleaner(town.code)({**shared, **row, "number": number}))


def _report(town: Town, role: str, village: str, subject: str = "Dispute.subject") -> Case:
    name = town.mark("Party.name")
    said = {
        "village": village,
        "source": "grid",
        "dispute_type": "neighbours",
        "parties": f"{name} {town.phone}、{town.mark('Party.second')}",
        "subject": town.mark(subject),
        "summary": f"{name}（{town.phone}）{town.mark('Dispute.summary')}",
        "reference": town.mark("SourceRecord.reference"),
        "risk": "yellow",
    }
    photo = NewEvidence(
        "photo", f"{town.mark('Evidence.name')}.jpg", content(town), f"image/{town.mark('Evidence.media_type')}"
    )
    doing = Doing("report", town.people[role], date(2026, 11, 2), evidence=[photo], request=new_id())
    case = actions.begin(doing, said)
    Party.objects.filter(case=case, position=2).update(basics=town.mark("Party.basics"))
    party = Party.objects.get(case=case, position=1)
    party.id_number = town.id_number
    party.save()
    return case


def take(town: Town, case: Case, step: str, role: str, papers: tuple[str, ...] = (), **said: Any) -> Case:
    """One step in a case of a town."""
    kind = procedure("disputes", case.procedure).step(step)
    doing = Doing(
        step=step,
        actor=town.people[role],
        happened_on=date(2026, 11, 10),
        data={name: value for name, value in said.items() if name not in kind.fills},
        fields={name: value for name, value in said.items() if name in kind.fills},
        reason=town.mark("Step.reason") if kind.judgement or kind.reopens else "",
        evidence=[NewEvidence(paper, f"{town.mark('Evidence.name')}.pdf", content(town)) for paper in papers],
    )
    actions.carry_out(case, doing)
    return Case.objects.get(pk=case.pk)


def _whole_road(town: Town, village: str, role: str) -> Case:
    case = _report(town, role, village)
    accepted = {"consent": "all", "mediator": town.mark("Dispute.mediator"), "mediator_choice": "chosen"}
    case = take(town, case, "accept" if role == "mediator" else "accept_town", role, **accepted)
    sat = {name: town.mark(f"Session.{name}") for name in ("place", "mediators", "attendants", "notes")}
    case = take(town, case, "mediate", role, ("session_record",), result="agreed", **sat)
    parts = {
        name: town.mark(f"Agreement.{name}") for name in ("parties", "facts", "disputed", "responsibilities", "content")
    }
    case = take(town, case, "draft_agreement", role, way="once", term_on="2026-12-31", identity_matter=False, **parts)
    case = take(town, case, "agree_written", role, ("agreement",))
    case = take(town, case, "perform", role, what=town.mark("Step.data"))
    case = take(town, case, "follow_up", role, way="home", finding="kept", words=town.mark("Step.words"))
    return take(town, case, "settle", role)


def _detours(town: Town) -> None:
    """A leader, a waiver, a danger, a merger, one request with two contents."""
    village = town.villages[0]
    case = _report(town, "clerk", village, "second.subject")
    case = take(town, case, "assign_leader", "mayor", lead_officer=town.mark("Dispute.lead_officer"), grave=True)
    case = take(town, case, "report_danger", "clerk", told=town.mark("Step.told"), measures=town.mark("Step.measures"))
    accepted = {"consent": "all", "mediator": town.mark("Dispute.mediator"), "mediator_choice": "appointed"}
    case = take(town, case, "accept_town", "clerk", **accepted)
    act.act(
        case.pk,
        Doing(
            "waive",
            town.people["legal_reviewer"],
            date(2026, 11, 10),
            data={"gate": "G7-2"},
            reason=town.mark("Step.reason"),
            basis=town.mark("Step.basis"),
        ),
    )
    other = _report(town, "clerk", village, "third.subject")
    take(town, other, "merge", "clerk", into=case.number)
    town.detours += [case.pk, other.pk]
    request = new_id()
    for words in ("first", town.mark("Submission.body")):
        try:
            with submissions.once(request, town.code, {"said": words}):
                pass
        except Conflict:
            continue


def _looks(town: Town) -> None:
    case = Case.objects.get(pk=town.closed_cases[town.villages[0]])
    for role in ("clerk", "grid_worker"):
        unmask.record(town.people[role], case, town.mark("Unmasking.reason") + "核对")
    unmask.take(town.people["clerk"], Evidence.objects.filter(case=case).first())
    reset = FactorReset(
        town=town.code,
        person_id=town.people["clerk"].person_id,
        administrator_id=town.people["security_admin"].person_id,
        reason=town.mark("FactorReset.reason"),
        reset_at=now(),
    )
    act.record(town.people["security_admin"], "accounts.reset", [reset])
    erasure = Erasure(
        town=town.code,
        case=Case.objects.get(pk=town.closed_cases[town.villages[1]]),
        kind="case_file",
        due_on=TODAY,
        basis="archives-law-2020#13",
        reason=town.mark("Erasure.reason"),
        person_id=town.people["audit_admin"].person_id,
        signed_at=now(),
    )
    act.record(town.people["audit_admin"], "retention.erase", [erasure])


def _report_of_the_year(town: Town) -> None:
    division, editor = Division.objects.get(pk=town.code), town.people["editor"]
    for key in TEXTS:
        texts.save(
            editor, town.code, TODAY.year, key, f"{town.mark('DraftText.text')}。{town.mark('DraftText.more')}。", 0
        )
    town.edition = issuing.submit(editor, build(division, TODAY.year, keys=True)).pk
    issuing.sign(town.people["mayor"], town.code, town.edition)
