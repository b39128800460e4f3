"""The demo town's normative documents: each a story lived through the same actions as on any day, each in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import yaml
from django.db import transaction

from fazhi.demo.skeleton import Cast
from fazhi.demo.source import identifier
from fazhi.kernel import act, scenarios
from fazhi.kernel.doing import Doing
from fazhi.kernel.models import Case
from fazhi.kernel.scenarios import Story, Told
from fazhi.kernel.today import at
from fazhi.people.actors import Actor
from fazhi.systems.norms import actions, cleaning, conflicts, versions
from fazhi.systems.norms.models import Norm, RegisterEntry

FILE = "documents.yaml"


@cache
def told() -> dict[str, Any]:
    """documents.yaml."""
    return yaml.safe_load(resources.files("fazhi.demo").joinpath(FILE).read_text(encoding="utf-8"))


def live_missing(cast: Cast) -> int:
    """Live every story whose document does not stand yet; returns how many. The town's scope must be open."""
    clerk = cast.accounts["clerk"]
    _above(clerk)
    known = set(Case.objects.filter(system="norms").values_list("title", flat=True))
    lived = 0
    for one in told()["stories"]:
        if one["steps"][0]["with"]["title"] not in known:
            with transaction.atomic():
                _live(one, cast)
            lived += 1
    return lived


def _above(clerk: Actor) -> None:
    """What holds from above, as the office imports it."""
    known = set(RegisterEntry.objects.values_list("number", flat=True))
    for one in told()["above"]:
        if one["number"] not in known:
            entry = RegisterEntry(id=identifier(one["starts_on"], "register", one["number"]), town=clerk.town, **one)
            with at(one["starts_on"]):
                act.record(clerk, "norms.register", [entry])


def _live(one: Mapping[str, Any], cast: Cast) -> None:
    story = msgspec.convert({"title": one["title"], "steps": one["steps"], "system": "norms"}, Story)
    cases: dict[str, Case] = {}
    for step in story.steps:
        # A story knows nothing of what the look-up will find, nor of the places on the register: both are asked here.
        if step.do == "look_up":
            step = msgspec.structs.replace(step, answers={"answers": _answers(cases[step.case], step)})
        if step.begin and "reviewed" in one:
            step = msgspec.structs.replace(step, answers={**step.answers, "entry": _entry(one["reviewed"])})
        if step.do == "propose_topic" and "round" in one:
            _judge(cases[step.case], one["round"], cast.accounts["clerk"], step)
        cases |= scenarios.go_on(msgspec.structs.replace(story, steps=(step,)), cast.accounts.__getitem__, cases)


def _answers(case: Case, step: Told) -> dict[str, dict[str, str]]:
    norm, version = Norm.objects.get(pk=case.pk), versions.latest(case)
    text = version.text if version else ""
    hits = conflicts.look_up(case.town, case.title, norm.subject, text, step.day, besides=case.pk)
    return {one.key: {"answer": "consistent", "words": "与县里规定一致。"} for one in hits if one.asks}


def _entry(title: str) -> str:
    """Where a document stands on the register."""
    return str(RegisterEntry.objects.values_list("pk", flat=True).get(title=title))


def _judge(case: Case, said: Mapping[str, Mapping[str, str]], clerk: Actor, step: Told) -> None:
    for entry in cleaning.subjects(case):
        data = {"entry": str(entry.pk), **said[entry.title]}
        with at(step.day):
            actions.carry_out(Case.objects.get(pk=case.pk), Doing("judge", clerk, step.day, data=data))
