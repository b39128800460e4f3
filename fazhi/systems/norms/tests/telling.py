"""Normative documents as tests need them: one at any point of its road, by the people whose work it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fazhi.kernel.doing import Doing, NewEvidence, Refused
from fazhi.kernel.models import Case
from fazhi.kernel.registry import system
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.models import Person
from fazhi.systems.norms import actions
from fazhi.systems.norms.models import RegisterEntry

Actors = Callable[[str], Actor]
TOWN = "500235116000"
TITLE, TEXT = "沙市镇农村自建房管理办法", "第一条 每户宅基地面积不得超过一百五十平方米。\n第二条 建房保证金每户五千元。"
TESTS = dict.fromkeys(("body", "rights", "binding", "repeated", "public"), "yes")
PROPOSAL = {"title": TITLE, "drafter": "村镇建设服务中心", "subject": "农村自建房", "made_under": "上级文件"}
VIEWS = [
    {"name": "游副镇长", "post": "副镇长", "view": "agree", "words": "同意"},
    {"name": "向镇长", "post": "镇长", "view": "agree", "words": "同意"},
]
Road = tuple[tuple[str, str, str, Mapping[str, Any]], ...]
ROAD: Road = (
    ("2022-03-02", "clerk", "identify", {**TESTS, "operators": False, "identity_reason": "普遍适用"}),
    ("2022-03-03", "clerk", "plan", {"necessity": "需要", "measures": "审批", "lawful_content": True}),
    ("2022-03-10", "clerk", "draft", {"text": TEXT}),
    ("2022-03-10", "clerk", "waive_consultation", {"waived_because": "secret"}),
    ("2022-03-11", "clerk", "look_up", {}),
    ("2022-03-11", "clerk", "send_for_review", {"materials": ["draft"], "urgent": True}),
    ("2022-03-14", "legal", "reviews.accept", {}),
    ("2022-03-15", "legal", "reviews.give_opinion", {"opinion": "lawful", "comments": "合法"}),
    ("2022-03-16", "clerk", "propose_topic", {"kind": "government_meeting"}),
    ("2022-03-16", "mayor", "meetings.schedule", {"meeting": "2022年第3次镇政府会议"}),
    ("2022-03-17", "clerk", "meetings.discuss", {"chair": "向镇长", "resolution": "passed", "views": VIEWS}),
    ("2022-03-18", "mayor", "sign", {"words": "同意"}),
    ("2022-03-18", "clerk", "assign_number", {"mark": "沙府规"}),
    ("2022-03-21", "clerk", "publish", {"channel": "website", "place": "网站", "in_force_on": date(2022, 5, 1), "expires_on": date(2027, 4, 30)}),
    ("2022-03-25", "clerk", "file", {"receiver": "县政府", "copies": 5}),
)  # fmt: skip


def propose(actor: Actors, day: date = date(2022, 3, 1), who: str = "clerk", **changes: Any) -> Case:
    """A document proposed on that day."""
    person = actor(who)
    said = {**PROPOSAL, **changes}
    fields = {name: said[name] for name in ("drafter", "subject", "made_under")}
    with at(day), scopes.within(person.town):
        return actions.begin(Doing("propose", person, day, fields=fields), said)


def take(case: Case, step: str, person: Actor, day: date, papers: tuple[str, ...] = (), **said: Any) -> Case:
    """One step of this case, or, written reviews.accept, of the last case of that system it opened."""
    owner, _, name = step.rpartition(".")
    with at(day), scopes.within(person.town):
        if owner:
            opened = Case.objects.filter(links_in__from_case=case, system=owner).order_by("id").last()
            if opened is None:
                raise Refused(f"没有打开过 {owner}。")
            case = opened
        installed = system(case.system)
        kind = installed.procedures[case.procedure].step(name)
        if step == "meetings.schedule":
            said = {"meeting": _planned(case, day, str(said["meeting"]))}
        if step == "meetings.discuss":
            _convened(case, day, said["views"])
        doing = Doing(
            name,
            person,
            day,
            data={key: value for key, value in said.items() if key not in kind.fills},
            fields={key: value for key, value in said.items() if key in kind.fills},
            reason="依法不公开" if kind.judgement else "",
            evidence=[NewEvidence(paper, f"{paper}.txt", paper.encode()) for paper in papers or kind.needs],
        )
        installed.module("actions").carry_out(case, doing)
        return Case.objects.get(pk=case.pk)


def walk(actor: Actors, until: str, case: Case | None = None, *, text: str = TEXT) -> Case:
    """A document on the shortest lawful road, up to and including this step."""
    case = case or propose(actor)
    for day, who, step, said in ROAD:
        given = {**said, "text": text} if step == "draft" else said
        take(case, step, actor(who), date.fromisoformat(day), **given)
        if step == until:
            break
    with scopes.within(case.town):
        return Case.objects.get(pk=case.pk)


def enter(number: str, title: str, text: str, subject: str = "", **changes: Any) -> RegisterEntry:
    """A document on the register of the town, from above unless said otherwise; the town's scope must be open."""
    said = {"level": "county", "issuer": "县人民政府", "starts_on": date(2020, 1, 1), "town": TOWN, **changes}
    row = RegisterEntry(number=number, title=title, subject=subject, text=text, **said)
    row.save(force_insert=True)
    return row


def _clerk(day: date) -> Actor:
    return actors_on(Person.objects.get(username="clerk"), day)[0]


def _planned(topic: Case, day: date, title: str) -> str:
    """The number of a meeting that is being prepared for a topic."""
    said = {"title": title, "kind": "government_meeting", "planned_on": day, "place": "会议室", "chair": "向镇长"}
    return system("meetings").module("actions").begin(Doing("plan", _clerk(day), day), said).number


def _convened(topic: Case, day: date, views: list[dict[str, str]]) -> None:
    """The topic's meeting, with everybody there who will speak."""
    meeting = Case.objects.get(links_out__to_case=topic, system="meetings", procedure="meeting")
    present = [{"name": one["name"], "post": one.get("post") or "副镇长"} for one in views]
    convening = Doing("convene", _clerk(day), day, data={"attendance": present, "attendants": "工作人员"})
    system("meetings").module("actions").carry_out(meeting, convening)
