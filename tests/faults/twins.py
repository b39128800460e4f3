"""Three towns with the same offices, people and work: two neighbours in one county, the third in another.

Whatever a person of a town can type carries that town's sign, a character found nowhere else, and beside it a character
that says in which field it was typed. So one look at any page tells whose words it repeats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.kernel import act, jobs, submissions, unmask
from fazhi.kernel.act import Conflict, Doing, NewEvidence
from fazhi.kernel.ledgers import ledger
from fazhi.kernel.models import Case, Clock, Erasure, Evidence
from fazhi.kernel.registry import procedure
from fazhi.kernel.today import at, now
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.identifiers import new_id
from fazhi.people.models import Appointment, Division, Office, Person, Post
from fazhi.people.roles import ROLES
from fazhi.report import issuing, texts
from fazhi.report.building import build
from fazhi.systems.disputes import actions
from fazhi.systems.disputes.models import Party

TODAY = date(2026, 11, 23)
COUNTIES = {"500235000000": "云阳县", "500236000000": "奉节县"}
SIGNS = {"500235116000": "龘", "500235117000": "龗", "500236116000": "靐"}
HERE, NEIGHBOUR, FAR = SIGNS
# Where the characters for the fields begin: rare enough that no page of ours has one.
FIRST_FIELD = 0x3D00
TEXTS = ("number", "measures.disputes", "duty.schedule", "duty.study", "shortcomings", "plan")


@dataclass
class Town:
    """One town: its sign, its people by role, and the ids of what was done there, by village."""

    code: str
    fields: dict[str, str]
    people: dict[str, Actor] = field(default_factory=dict)
    open_cases: dict[str, UUID] = field(default_factory=dict)
    closed_cases: dict[str, UUID] = field(default_factory=dict)
    detours: list[UUID] = field(default_factory=list)
    evidence: dict[str, UUID] = field(default_factory=dict)
    clocks: dict[str, UUID] = field(default_factory=dict)
    jobs: dict[str, UUID] = field(default_factory=dict)
    edition: UUID = field(default_factory=new_id)

    @property
    def sign(self) -> str:
        """The character that only this town's people type."""
        return SIGNS[self.code]

    @property
    def villages(self) -> tuple[str, str]:
        """Codes of its two villages; the village posts sit in the first."""
        return f"{self.code[:9]}201", f"{self.code[:9]}202"

    def mark(self, where: str) -> str:
        """What somebody of this town typed in a field: the town's sign, then the field's, twice."""
        known = self.fields.setdefault(where, chr(FIRST_FIELD + len(self.fields)))
        return f"{self.sign}{known}{self.sign}"

    @property
    def phone(self) -> str:
        """A telephone number of a party, whose last four digits differ from town to town."""
        return f"1397{list(SIGNS).index(self.code)}318451"

    @property
    def id_number(self) -> str:
        """An identity number (no real one: the region code does not exist)."""
        return f"9910{list(SIGNS).index(self.code)}119491231002X"


def settle() -> dict[str, Town]:
    """All three towns, worked in as people do; within a transaction or committed, as the caller has it."""
    fields: dict[str, str] = {}
    for code, name in COUNTIES.items():
        Division.objects.create(code=code, name=name, level="county")
    towns = {code: _town(code, fields) for code in SIGNS}
    for code in COUNTIES:
        _post(f"supervisor-{code[:6]}", "监督员", "county_supervisor", code, "县司法局", "监督岗")
    Person.objects.create_person("nobody", "无岗位")
    for town in towns.values():
        with at(TODAY), scopes.within(town.code):
            _work(town)
    return towns


def _town(code: str, fields: dict[str, str]) -> Town:
    town = Town(code, fields)
    Division.objects.create(code=code, name=f"第{code[3:9]}镇", level="town", parent_id=f"{code[:6]}000000")
    for village in town.villages:
        Division.objects.create(code=village, name=f"第{village[6:]}村", level="village", parent_id=code)
    for role in ROLES.values():
        if role.reach != "county":
            place = town.villages[0] if role.reach == "village" else code
            office, post = town.mark("Office.name"), town.mark("Post.title")
            name = town.mark("Person.name")
            town.people[role.id] = _post(
                username(code, role.id), name, role.id, place, office, f"{post}{role.id}", town.mark("certificate")
            )
    return town


def username(code: str, role: str) -> str:
    """The account of a role in a town or county."""
    return f"supervisor-{code[:6]}" if ROLES[role].reach == "county" else f"{role}-{code[3:9]}"


def _post(account: str, name: str, role: str, division: str, office: str, title: str, certificate: str = "") -> Actor:
    held = Office.objects.get_or_create(division_id=division, name=office)[0]
    post = Post.objects.create(office=held, title=title, role=role)
    person = Person.objects.create_person(account, name)
    Appointment.objects.create(
        person=person, post=post, division_id=division, certificate=certificate, starts_on=date(2020, 1, 1)
    )
    return actors_on(person, TODAY)[0]


def _work(town: Town) -> None:
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
        importer.write(clerk, importer.clean(town.code, {**shared, **row, "number": number}))


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


def content(town: Town) -> bytes:
    """What is in every file of a town."""
    return f"file of {town.mark('Evidence.content')}".encode()


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


def report_in_word() -> bytes:
    """A report with a rate that its own figures contradict."""
    document, kept = docx.Document(), BytesIO()
    document.add_paragraph("一、共排查纠纷546起，化解545起，化解率99.9%。")
    document.save(kept)
    return kept.getvalue()


def faulty_workbook() -> SimpleUploadedFile:
    """A workbook of staff whose only row has a day that does not exist."""
    book = openpyxl.Workbook()
    book.active.append(("编号", "类别", "姓名", "村（社区）名称", "聘任日期"))
    book.active.append(("W-1", "网格员", "某某", "第201村", "2022.2.30"))
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("队伍.xlsx", kept.getvalue())
