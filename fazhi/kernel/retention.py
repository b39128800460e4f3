"""When the term of keeping has ended: what is due, who lets it be destroyed, and how it is then gone (个人信息保护法 47).

Destroying is crypto-erasure: the case's data key is emptied, so its telephone and id numbers can never be read again in
any column, while each row keeps its ciphertext and so its digest in the log. What lies in plain (names of parties,
records of mediation) is masked or replaced through the one door and logged. Files are archives and stay.
Backups hold the key until they are themselves discarded: their term belongs into the same decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast
from uuid import UUID

from django.apps import apps
from django.db import transaction

from fazhi.kernel import act, dictionary, masks
from fazhi.kernel.doing import Refused
from fazhi.kernel.encrypted import ERASED, BlindIndex
from fazhi.kernel.models import Case, DataKey, Erasure, TownRow
from fazhi.kernel.registry import system
from fazhi.kernel.search import SearchVector
from fazhi.kernel.today import now
from fazhi.law import dates, rules
from fazhi.people.actors import Actor

OWNER = "owner"
SHORTEST_REASON = 4


@dataclass(frozen=True)
class Due:
    """A closed case whose personal data has been kept for its whole term."""

    case: Case
    kind: str
    title: str
    due_on: date
    basis: str


@lru_cache(maxsize=10_000)
def ends_on(kind: str, since: date, town: str, on: date) -> tuple[date, str] | None:
    """The last day of keeping of a class counted from a day in a town, and on what basis; None for what is kept for good.

    The schedule in force on the day somebody asks decides, not the one of the day the case was closed: a schedule is
    approved for what is on the shelves (档案法实施条例 19②).
    """
    keeping = dictionary.keepings()[kind]
    if not keeping.rule:
        return None
    counted = dates.deadline(rules.load().value_on(keeping.rule, on, town), since)
    return counted.due, f"{counted.basis}（{keeping.title}）"


def class_of(system_id: str, procedure: str) -> str:
    """The class of keeping of a procedure's cases: that of their dossier, else of a case."""
    table = dictionary.table_of(system(system_id).dossier(procedure))
    return table.retention if table and table.retention else "case_file"


def due(on: date) -> list[Due]:
    """The cases in the current scope whose term has ended by a day and which nobody has destroyed yet; longest first."""
    closed = Case.objects.filter(closed_on__lt=on, erasure=None).order_by("closed_on", "number")
    found = []
    for case in closed.iterator(chunk_size=1000):
        if case.closed_on is None:
            continue
        kind = class_of(case.system, case.procedure)
        ended = ends_on(kind, case.closed_on, case.town, on)
        if ended and ended[0] < on:
            found.append(Due(case, kind, dictionary.keepings()[kind].title, *ended))
    return found


def sign_off(actor: Actor, cases: Sequence[UUID], reason: str, on: date) -> list[Erasure]:
    """The audit administrator lets the personal data of some due cases be destroyed; done when this is committed.

    Refused changes nothing.
    """
    if actor.kind != "audit":
        raise Refused("到期销毁只能由审计管理员批准，没有销毁任何内容。")
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise Refused("批准销毁须写明鉴定意见（不少于四个字），没有销毁任何内容。")
    ready = {one.case.pk: one for one in due(on)}
    not_yet = [identifier for identifier in cases if identifier not in ready]
    if not_yet or not cases:
        raise Refused(f"所选事项中有 {len(not_yet)} 件未到期、已销毁或不在管辖范围内，没有销毁任何内容。")
    with transaction.atomic():
        signed = [_sign(actor, ready[identifier], reason) for identifier in cases]
        # The keys belong to the owner, who sees what was signed only once it is committed.
        transaction.on_commit(destroy_signed)
    return signed


def _sign(actor: Actor, ready: Due, reason: str) -> Erasure:
    case = ready.case
    signed = Erasure(
        town=case.town,
        case=case,
        kind=ready.kind,
        due_on=ready.due_on,
        basis=ready.basis[:200],
        reason=reason[:200],
        person_id=actor.person_id,
        signed_at=now(),
    )
    act.record(actor, "retention.erase", [signed, *_emptied(case)])
    # Names are found through this index; the log does not cover it, it is derived.
    Case.objects.filter(pk=case.pk).update(search=SearchVector(case.number, case.title))
    return signed


def _emptied(case: Case) -> Iterator[TownRow]:
    """The rows of a case that hold something about persons in plain, with it masked or replaced."""
    for model in apps.get_app_config(case.system).get_models():
        table = dictionary.table_of(model)
        names = {
            name: said for name, said in (table.personal if table else {}).items() if said.erase in ("mask", "clear")
        }
        if not names or "case" not in {field.name for field in model._meta.concrete_fields}:
            continue
        for row in model._base_manager.filter(case=case):
            for name, said in names.items():
                value = str(getattr(row, name) or "")
                if value:
                    setattr(row, name, getattr(masks, said.mask)(value) if said.erase == "mask" else ERASED)
            yield cast("TownRow", row)


def destroy_signed() -> int:
    """Empty the data keys of what was signed off; how many cases. Run again after an interruption it finishes what was left."""
    with transaction.atomic(using=OWNER):
        signed = Erasure.objects.using(OWNER).values_list("case_id", flat=True)
        keys = DataKey.objects.using(OWNER).filter(holder__in=signed).exclude(wrapped="")
        holders = list(keys.values_list("holder", flat=True))
        keys.update(wrapped="", erased_at=now())
        for model in apps.get_models():
            indexes = [field.name for field in model._meta.concrete_fields if isinstance(field, BlindIndex)]
            if indexes and holders and "case" in {field.name for field in model._meta.concrete_fields}:
                rows = model._base_manager.using(OWNER).filter(case_id__in=holders)
                rows.update(**dict.fromkeys(indexes, ""))
        return len(set(holders))
