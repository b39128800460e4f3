"""A walk through a procedure: somebody tries something, the model says whether it may happen, and the house must agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import DatabaseError, connection, models, transaction

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, NewEvidence, Refused
from fazhi.kernel.models import Case
from fazhi.kernel.registry import Installed, systems
from fazhi.kernel.structure import WAIVE, Procedure, StepKind
from fazhi.kernel.today import at
from fazhi.law import rules
from fazhi.people import scopes
from fazhi.people.actors import Actor, actor_of
from fazhi.people.identifiers import new_id
from fazhi.people.models import Appointment, Certificate, Office, Person, Post
from fazhi.people.roles import ROLES
from tests.faults.model import CERTIFIED, Diary, Intent, Line

Item = TypeVar("Item")
Choose = Callable[[Sequence[Any]], Any]
TODAY, BEGINNING = date(2025, 6, 2), date(2022, 3, 1)
VILLAGE, OTHER_TOWN = "500235116201", "500235117000"
PAUSES = (0, 0, 1, 3, 10, 40)


def cast(town: str) -> list[Actor]:
    """Two people of each role in the town, and two of them in the next town."""
    reach = {"village": VILLAGE, "town": town, "county": f"{town[:6]}000000"}
    places = [(role.id, reach[role.reach]) for role in ROLES.values() for _ in range(2)]
    places += [("clerk", OTHER_TOWN), ("mediator", OTHER_TOWN)]
    found = []
    for number, (role, division) in enumerate(places):
        office = Office.objects.get_or_create(division_id=division, name="办公室")[0]
        post = Post.objects.get_or_create(office=office, title=ROLES[role].title[:20], role=role)[0]
        person = Person.objects.create_person(f"walker{number}", f"走{number}")
        made = Appointment(person=person, post=post, division_id=division, starts_on=date(2020, 1, 1))
        made.save()
        if role in CERTIFIED:
            held = {"kind": CERTIFIED[role], "number": f"渝{number}", "starts_on": made.starts_on}
            Certificate.objects.create(person=person, **held)
        found.append(actor_of(made))
    return found


# What a step says that opens a case elsewhere: the least the other procedure needs to know.
OPENING: dict[str, dict[str, list[Any]]] = {
    "consultations.public_consultation": {"starts_on": ["2029-01-01"], "ends_on": ["2030-01-01"]},
    "reviews.legality_review": {"matter": ["other", "norm", "decision"]},
    "meetings.topic": {"matter": ["other"]},
    "meetings.task": {"due_on": ["2030-01-01"], "what": ["修路"], "office": ["办公室"]},
    "decisions.change": {"kind": ["adjust", "stop"], "plan": ["调整"]},
}


@dataclass
class Walk:
    """One case from its first step on. `taken` counts the legal steps of all walks, `closed` the gates seen closed."""

    installed: Installed
    procedure: Procedure
    town: str
    people: Sequence[Actor]
    taken: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)
    case: Case | None = None
    opener: Walk | None = None
    children: list[Walk] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.diary = Diary(self.procedure, self.town, VILLAGE)
        for one in self.installed.dossier(self.procedure.id)._meta.concrete_fields:
            self.diary.facts[one.name] = None if one.primary_key or one.null else one.get_default()

    @property
    def name(self) -> str:
        """How other procedures call this one."""
        return f"{self.installed.system.id}.{self.procedure.id}"

    def family(self) -> list[Walk]:
        """This case and those it opened, and those they opened, each with something that may be tried next."""
        return [one for one in self.everybody() if one.diary.stands_next()]

    def everybody(self) -> list[Walk]:
        """This case and all that came out of it."""
        return [self, *(one for child in self.children for one in child.everybody())]

    # -- what to try --------------------------------------------------------------------------------------------------

    def fair(self, choose: Choose, names: Sequence[str] = ()) -> Intent:
        """A step that stands next, tried by somebody whose it is, with everything it needs."""
        kind = self.diary.kind(choose(names or self.diary.stands_next()))
        own = [one for one in self.people if one.role in kind.by and one.division.startswith(self.town[:6])]
        papers = tuple(dict.fromkeys((*kind.needs, *kind.papers)))
        return self._intent(choose, kind, choose(own), papers, "情况属实", self._day() + timedelta(choose(PAUSES)))

    def wild(self, choose: Choose) -> Intent:
        """Any step by anybody with anything, on a day that may be wrong."""
        kind = self.diary.kind(choose([*(one.id for one in self.procedure.steps), WAIVE.id]))
        papers = tuple(one for one in kind.papers if choose((True, False)))
        day = self._day() + timedelta(choose((-1, 0, 1, 5, 5000)))
        return self._intent(choose, kind, choose(self.people), papers, choose(("", "情况属实")), day)

    def _day(self) -> date:
        return self.diary.lines[-1].day if self.diary.lines else self._beginning()

    def _beginning(self) -> date:
        """A day on which the law had all the limits of this procedure already."""
        firsts = [rules.load().rule(clock.rule).values[0].since for clock in self.procedure.clocks]
        return max([BEGINNING, *(one + timedelta(1) for one in firsts)])

    def _intent(
        self, choose: Choose, kind: StepKind, actor: Actor, papers: tuple[str, ...], reason: str, day: date
    ) -> Intent:
        facts = {name: choose(values) for name, values in self._telling(kind).items()}
        data = {name: choose(values) for name, values in self._answers(kind).items()}
        if kind is WAIVE:
            gates = [gate.id for one in self.procedure.steps for gate in one.gates]
            data = {"gate": choose([*gates, ""])}
        return Intent(kind.id, actor, day, facts, data, papers, reason, "local-practice" if reason else "")

    def _telling(self, kind: StepKind) -> dict[str, list[Any]]:
        """Values for the fields a step fills: those that gates and clocks look at, and at the beginning all that must be."""
        looked_at: dict[str, list[Any]] = {}
        conditions = [gate for one in self.procedure.steps for gate in one.gates]
        for tests in [
            *(g.when for g in conditions),
            *(g.unless for g in conditions),
            *(c.unless for c in self.procedure.clocks),
            *(one.certificate_when for one in self.procedure.steps),
        ]:
            for name, values in tests.items():
                looked_at.setdefault(name, []).extend(values)
        found: dict[str, list[Any]] = {}
        for name in kind.fills:
            one = self.installed.dossier(self.procedure.id)._meta.get_field(name)
            if name in looked_at:
                found[name] = list(dict.fromkeys([*looked_at[name], one.get_default()]))
            elif kind is self.procedure.opening and not one.null and not one.has_default():
                found[name] = [_something(one)]
        return {name: [value for value in values if value is not None] for name, values in found.items()}

    def _answers(self, kind: StepKind) -> dict[str, list[Any]]:
        """Values for what later gates will ask this step."""
        found: dict[str, list[Any]] = {}
        for one in self.procedure.steps:
            for gate in one.gates:
                if gate.kind == "opinion" and gate.step == kind.id:
                    found.setdefault(gate.field, ["别的"]).extend(gate.among)
                if gate.kind == "meeting" and gate.step == kind.id:
                    found |= {name: ["", "有"] for name in gate.fields}
                if gate.kind == "officers" and one is kind:
                    named = [{"person": str(one.person_id)} for one in self.people if one.role == "officer"]
                    found[gate.field] = [named, named[:1], [named[0], named[0]], [named[0], {"person": "9"}]]
        for waiting in self.opener.diary.waiting(self.name, kind.id) if self.opener else ():
            for name, values in waiting.awaits.when.items():
                found.setdefault(name, ["别的"]).extend(values)
        if kind.opens:
            found |= OPENING[kind.opens]
        return found

    # -- trying it ----------------------------------------------------------------------------------------------------

    def attempt(self, intent: Intent) -> str:
        """Try it for real. What differs from the model, or nothing."""
        expected, before = self.diary.allows(intent, TODAY), self._position()
        heard, answers = self._heard(intent)
        expected = expected and heard
        refusal: Refused | None = None
        try:
            with at(TODAY), scopes.within(intent.actor.town):
                self._do(intent)
        except Refused as error:
            refusal = error
        said = f"{intent.step}（{intent.actor.role}，{intent.day}，环节 {self.diary.stage or '无'}）"
        if refusal is None:
            self.diary.write(intent)
            self.taken[intent.step] += 1
            wrong = "" if expected else f"不应办成而办成：{said}"
            self._told_others(intent, answers)
        else:
            self.closed.update(one.gate for one in refusal.obstacles)
            wrong = f"应能办成而被拒绝：{said}：{refusal.sentence}" if expected else ""
            wrong = wrong or ("" if self._position() == before else f"被拒绝却有改动：{said}")
        for one in (self, *self._openers()):
            # What was refused and changed nothing need not be read again.
            place = before if one is self and refusal is not None else one._position()
            if one.case and place[:2] != (one.diary.stage, len(one.diary.lines)):
                wrong = wrong or f"环节与模型不符：{said}：{one.name} {place}"
        return wrong

    def _openers(self) -> list[Walk]:
        return [self.opener, *self.opener._openers()] if self.opener else []

    def _heard(self, intent: Intent) -> tuple[bool, list[tuple[Walk, Intent]]]:
        """Whether all that wait for this let it be, and what it is in each of them: an answer may answer a further case."""
        if self.opener is None:
            return True, []
        heard, answer = self.opener.diary.hears(self.name, intent)
        if not heard or answer is None:
            return heard, []
        told = Intent(answer.id, intent.actor, intent.day, {}, dict(intent.data))
        further, answers = self.opener._heard(told)
        return further, [(self.opener, told), *answers]

    def _told_others(self, intent: Intent, answers: list[tuple[Walk, Intent]]) -> None:
        """The case that a step opened is walked from now on too; a case that was answered has taken its step."""
        if self.diary.kind(intent.step).opens:
            self.children.append(self._child())
        for opener, told in answers:
            opener.diary.write(told)
            opener.diary.facts |= opener.written()
            opener.taken[told.step] += 1

    def _child(self) -> Walk:
        with scopes.within(self.town):
            made = Case.objects.filter(links_in__from_case=self.case).latest("opened_on", "id")
        installed = systems()[made.system]
        child = Walk(installed, installed.procedures[made.procedure], self.town, self.people, case=made, opener=self)
        with scopes.within(self.town):
            first = made.steps.select_related("appointment__post").get(sequence=1)
        told = (first.name, first.happened_on, first.person_id, dict(first.data), first.appointment.post.office_id)
        child.diary.lines, child.diary.stage = [Line(*told)], made.stage
        child.diary.facts |= child.written()
        child.diary.clocks = dict.fromkeys(child.diary.kind(first.name).clocks.start, "running")
        return child

    def written(self) -> dict[str, Any]:
        """The dossier's fields as the house wrote them, where its actions derive some themselves."""
        with scopes.within(self.town):
            dossier = self.installed.dossier(self.procedure.id).objects.get(pk=self.case.pk)
        return {one.name: getattr(dossier, one.attname) for one in dossier._meta.concrete_fields}

    def _do(self, intent: Intent) -> None:
        evidence = [NewEvidence(paper, f"{paper}.txt", paper.encode()) for paper in intent.papers]
        doing = Doing(
            intent.step, intent.actor, intent.day, intent.data, intent.fields, intent.reason, intent.basis, evidence
        )
        if self.case is None:
            if intent.step != self.procedure.opening.id:
                raise Refused("还没有案件。")
            new = NewCase(self.installed.system.id, self.procedure.id, VILLAGE, "走一遍")
            self.case = act.begin(new, doing)
        else:
            act.act(self.case.pk, doing)

    def _position(self) -> tuple[str, int, int]:
        if self.case is None:
            return ("", 0, 0)
        with scopes.within(self.town):
            told = Case.objects.annotate(taken=models.Count("steps")).values_list("stage", "version", "taken")
            return told.get(pk=self.case.pk)

    def force(self, choose: Choose) -> str:
        """Try to reach another stage past the door, by the ORM or by SQL. What went through, or nothing."""
        others = [one.id for one in self.procedure.stages if one.id != self.diary.stage]
        if self.case is None or not others:
            return ""
        stage = choose(others)
        how = choose(sorted(FORCES))
        before = self._position()
        try:
            with scopes.within(self.town), transaction.atomic():
                FORCES[how](self.case, stage)
        except DatabaseError:
            return "" if self._position() == before else f"{how} 被拒绝却有改动"
        return f"绕过办理改到「{stage}」：{how}"


def _something(one: models.Field) -> Any:
    if isinstance(one, models.DateField):
        return BEGINNING
    return "某" if isinstance(one, models.CharField | models.TextField) else 1


def _by_sql(statement: str) -> Callable[[Case, str], None]:
    def run(case: Case, stage: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"stage": stage, "case": case.pk})

    return run


def _born_late(case: Case, stage: str) -> None:
    twin = Case.objects.get(pk=case.pk)
    twin.pk, twin.number, twin.stage = new_id(), "伪造", stage
    twin.save(force_insert=True)


def _forged(case: Case, stage: str) -> None:
    """A step of an earlier day told again, as if it led elsewhere, and the case moved along with it."""
    case = Case.objects.get(pk=case.pk)
    kind = case.steps.latest("sequence")
    kind.id, kind.sequence, kind.from_stage, kind.to_stage = new_id(), case.version + 1, case.stage, stage
    kind.name = f"{kind.name}_again"
    kind.save(force_insert=True)
    Case.objects.filter(pk=case.pk).update(stage=stage, version=kind.sequence)


def _swapped(case: Case, stage: str) -> None:
    Case.objects.filter(pk=case.pk).update(procedure=f"not_{case.procedure}")


def _saved(case: Case, stage: str) -> None:
    again = Case.objects.get(pk=case.pk)
    again.stage = stage
    again.save()


FORCES: dict[str, Callable[[Case, str], None]] = {
    "update()": lambda case, stage: Case.objects.filter(pk=case.pk).update(stage=stage) and None,
    "save()": _saved,
    "insert": _born_late,
    "insert step": _forged,
    "update procedure": _swapped,
    "UPDATE": _by_sql("UPDATE kernel_case SET stage = %(stage)s WHERE id = %(case)s"),
    "UPDATE version": _by_sql("UPDATE kernel_case SET stage = %(stage)s, version = version + 1 WHERE id = %(case)s"),
    "UPDATE step": _by_sql("UPDATE kernel_step SET to_stage = %(stage)s WHERE case_id = %(case)s"),
    "DELETE step": _by_sql("DELETE FROM kernel_step WHERE case_id = %(case)s AND %(stage)s <> ''"),
}
