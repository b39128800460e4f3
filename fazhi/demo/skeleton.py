"""The demo town itself: divisions, offices, posts, people, accounts, staff and sentinel posts. Making it twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fazhi.demo.source import chance, facts, identifier, names
from fazhi.kernel import act
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor, actor_of
from fazhi.people.models import Appointment, Certificate, Division, Office, Person, Post
from fazhi.people.roles import ROLES
from fazhi.systems.disputes.models import SentinelPost, Staff

PASSWORD = "fazhi-demo-2022"  # printed on the screen of whoever loads the demo; the demo holds invented data only


@dataclass(frozen=True)
class Account:
    """How somebody may log in to the demo."""

    username: str
    name: str
    role: str
    office: str


@dataclass(frozen=True)
class Cast:
    """Everybody who acts in the demo: `accounts` by username, mediators and grid workers by village code."""

    accounts: dict[str, Actor]
    mediators: dict[str, list[Actor]]
    grid_workers: dict[str, list[Actor]]


def accounts() -> list[Account]:
    """The accounts of the demo, one a role."""
    return [
        Account(one["username"], one["name"], ROLES[one["role"]].title, one["office"]) for one in facts()["accounts"]
    ]


def build() -> None:
    """Make what is missing of the town, in one transaction."""
    with transaction.atomic():
        _divisions()
        hashed = "" if Person.objects.filter(username="grid").exists() else make_password(PASSWORD)
        for one in facts()["accounts"]:
            _appoint(one["username"], one["name"], one, hashed)
        for village in facts()["villages"]:
            for role, post, people in _village_staff(village):
                for number, name in enumerate(people, start=1):
                    if role in ("mediator", "grid_worker"):
                        place = {
                            "at": village["code"],
                            "office": f"{village['name']}{_body(role)}",
                            "post": post,
                        }
                        _appoint(f"{role}-{village['code'][-3:]}-{number}", name, {**place, "role": role}, "!")
    since = facts()["in_post_since"]
    clerk = cast().accounts["clerk"]
    with at(since), scopes.within(clerk.town):
        _lists(clerk, since)


def cast() -> Cast:
    """Everybody as actors, in one query."""
    held = Appointment.objects.select_related("person", "post__office").order_by("person__username")
    everybody = [(one.person.username, actor_of(one)) for one in held]
    named = {one["username"] for one in facts()["accounts"]}
    mediators: dict[str, list[Actor]] = {}
    grids: dict[str, list[Actor]] = {}
    for username, actor in everybody:
        if username.startswith("mediator-"):
            mediators.setdefault(actor.division, []).append(actor)
        elif actor.role == "grid_worker":
            grids.setdefault(actor.division, []).append(actor)
    return Cast({username: actor for username, actor in everybody if username in named}, mediators, grids)


def _divisions() -> None:
    told = facts()
    rows = [(told["county"], "county", None), (told["town"], "town", told["county"]["code"])]
    rows.append((told["other_town"], "town", told["county"]["code"]))
    rows += [(one, "village", told["town"]["code"]) for one in told["villages"]]
    rows += [(one, "village", told["other_town"]["code"]) for one in told["other_villages"]]
    Division.objects.bulk_create(
        [Division(code=one["code"], name=one["name"], level=level, parent_id=parent) for one, level, parent in rows],
        ignore_conflicts=True,
    )


def _appoint(username: str, name: str, place: dict[str, Any], password: str) -> None:
    if Person.objects.filter(username=username).exists():
        return
    person = Person.objects.create(username=username, name=name, password=password)
    office = Office.objects.get_or_create(division_id=place["at"], name=place["office"])[0]
    post = Post.objects.get_or_create(office=office, title=place["post"], defaults={"role": place["role"]})[0]
    since = facts()["in_post_since"]
    Appointment.objects.create(person=person, post=post, division_id=place["at"], starts_on=since)
    for kind, number in place.get("certificates", {}).items():
        Certificate.objects.create(person=person, kind=kind, number=number, starts_on=since)


def _body(role: str) -> str:
    return "人民调解委员会" if role == "mediator" else ""


def _village_staff(village: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """Role, title of the post and names for one village; the demo's grid worker is one of their village's."""
    told, dice = facts(), chance("staff", village["code"])
    known = [one["name"] for one in told["accounts"] if one["role"] == "grid_worker" and one["at"] == village["code"]]
    people = names(dice, village["grids"] + told["mediators_a_village"] + told["patrols_a_village"] + 1)
    cut = village["grids"] - len(known)
    grids, rest = people[:cut], people[cut:]
    mediators, rest = rest[: told["mediators_a_village"]], rest[told["mediators_a_village"] :]
    return [
        ("grid_worker", "网格员", grids),
        ("mediator", "人民调解员", mediators),
        ("patrol", "治安巡逻队员", rest[: told["patrols_a_village"]]),
        ("food_drug", "食品药品安全协管员", rest[told["patrols_a_village"] : told["patrols_a_village"] + 1]),
    ]


def _lists(clerk: Actor, since: date) -> None:
    """The ledgers of sentinel posts and staff, written by the clerk through the one door."""
    if Staff.objects.filter(town=clerk.town).exists():
        return
    told = facts()
    posts = [
        {"kind": "village", "name": f"{one['name']}哨点", "place": f"{one['name']}便民服务中心", "at": one["code"]}
        for one in told["villages"]
    ] + told["sentinels"]
    sentinels = {
        one["name"]: SentinelPost(
            id=identifier(since, "sentinel", one["name"]),
            town=clerk.town,
            number=f"SD-{number:02d}",
            kind=one["kind"],
            name=one["name"],
            place=one["place"],
            village_id=one["at"],
            starts_on=since,
        )
        for number, one in enumerate(posts, start=1)
    }
    act.record(clerk, "disputes.sentinels", list(sentinels.values()))
    act.record(clerk, "disputes.staff", _staff(clerk, since, sentinels))


def _staff(clerk: Actor, since: date, sentinels: dict[str, SentinelPost]) -> list[Staff]:
    told = facts()
    shops = {one["at"]: one["name"] for one in told["sentinels"] if one["kind"] in ("shop", "pharmacy")}
    people: list[tuple[str, str, str, str]] = []
    for village in told["villages"]:
        code, own = village["code"], f"{village['name']}哨点"
        known = [one["name"] for one in told["accounts"] if one["role"] == "grid_worker" and one["at"] == code]
        people += [("grid_worker", name, code, own) for name in known]
        for role, _, members in _village_staff(village):
            place = shops.get(code, own) if role == "food_drug" else own
            people += [(role, name, code, place) for name in members]
    walkers = names(chance("traffic"), len(told["traffic_at"]))
    people += [
        ("traffic", name, sentinels[place].village_id, place)
        for name, place in zip(walkers, told["traffic_at"], strict=True)
    ]
    return [
        Staff(
            id=identifier(since, "staff", number),
            town=clerk.town,
            number=f"DW-{number:03d}",
            role=role,
            name=name,
            village_id=code,
            sentinel=sentinels[place],
            starts_on=since,
        )
        for number, (role, name, code, place) in enumerate(people, start=1)
    ]
