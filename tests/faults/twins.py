"""Three towns with the same offices, people and work: two neighbours in one county, the third in another.

Whatever a person of a town can type carries that town's sign, a character found nowhere else, and beside it a character
that says in which field it was typed. So one look at any page tells whose words it repeats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from uuid import UUID

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.identifiers import new_id
from fazhi.people.models import Appointment, Certificate, Division, Office, Person, Post
from fazhi.people.roles import ROLES

TODAY = date(2026, 11, 23)
COUNTIES = {"500235000000": "云阳县", "500236000000": "奉节县"}
SIGNS = {"500235116000": "龘", "500235117000": "龗", "500236116000": "靐"}
HERE, NEIGHBOUR, FAR = SIGNS
# Where the characters for the fields begin: rare enough that no page of ours has one.
FIRST_FIELD = 0x3D00


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
    consultation: UUID = field(default_factory=new_id)
    norms: dict[str, UUID] = field(default_factory=dict)

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
    # What is done in a town is told next door, with these very towns.
    from tests.faults import planting, planting_decisions, planting_norms, planting_shared

    fields: dict[str, str] = {}
    for code, name in COUNTIES.items():
        Division.objects.create(code=code, name=name, level="county")
    towns = {code: _town(code, fields) for code in SIGNS}
    for code in COUNTIES:
        _post(f"supervisor-{code[:6]}", "监督员", "county_supervisor", code, "县司法局", "监督岗")
    Person.objects.create_person("nobody", "无岗位")
    for town in towns.values():
        with at(TODAY), scopes.within(town.code):
            planting.work(town)
            planting_shared.work(town)
            planting_norms.work(town)
            planting_decisions.work(town)
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
            town.people[role.id] = _post(username(code, role.id), name, role.id, place, office, f"{post}{role.id}")
            Certificate.objects.create(
                person_id=town.people[role.id].person_id,
                kind="legal",
                number=f"{town.mark('Certificate.number')}{role.id}",
                starts_on=date(2020, 1, 1),
            )
    return town


def username(code: str, role: str) -> str:
    """The account of a role in a town or county."""
    return f"supervisor-{code[:6]}" if ROLES[role].reach == "county" else f"{role}-{code[3:9]}"


def _post(account: str, name: str, role: str, division: str, office: str, title: str) -> Actor:
    held = Office.objects.get_or_create(division_id=division, name=office)[0]
    post = Post.objects.create(office=held, title=title, role=role)
    person = Person.objects.create_person(account, name)
    Appointment.objects.create(person=person, post=post, division_id=division, starts_on=date(2020, 1, 1))
    return actors_on(person, TODAY)[0]


def content(town: Town) -> bytes:
    """What is in every file of a town."""
    return f"file of {town.mark('Evidence.content')}".encode()


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
