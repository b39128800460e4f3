"""Looking behind a mask: a reasoned act of one person, limited and logged before anything is shown; and who did so.

A file may name people as well, so taking one away is logged beside the looks. Whoever handles the case, or brought that
very file, is not asked why; anybody else must have given a reason at this case that day, and that look counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib import resources

import yaml
from django.db import connection, transaction
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from fazhi.kernel import act, masks
from fazhi.kernel.doing import Refused
from fazhi.kernel.models import Case, Download, Evidence, Unmasking
from fazhi.kernel.today import ZONE, now, today
from fazhi.people.actors import Actor
from fazhi.people.divisions import prefix

SHORTEST_REASON = 4
LOOKED, TOOK = "查看", "下载"


@dataclass(frozen=True)
class Look:
    """Somebody saw personal data of a case: who, when, why (of a file: which), at which case, and by looking or taking."""

    name: str
    looked_at: datetime
    reason: str
    number: str
    kind: str


@cache
def per_day() -> int:
    """How often one person may look in one day (unmask.yaml)."""
    text = resources.files("fazhi.kernel").joinpath("unmask.yaml").read_text(encoding="utf-8")
    return int(yaml.safe_load(text)["limit"]["per_day"])


def record(actor: Actor, case: Case, reason: str) -> Unmasking:
    """Log that this actor looks at the full personal data of a case, and why. Refused without a reason or too often."""
    # A reason is shown to whoever asks; a number somebody typed into it is nobody's reason.
    reason = masks.numbers_in(reason.strip())
    if len(reason) < SHORTEST_REASON:
        raise Refused("查看完整身份信息须写明事由（不少于四个字），没有显示任何信息。")
    with transaction.atomic():
        _wait_for_own_turn(actor)
        if looks_today(actor) >= per_day():
            raise Refused(
                f"您今天已查看完整身份信息 {per_day()} 次，达到每日上限，没有显示任何信息；"
                "确因工作需要的，请报单位负责人，次日再查看。"
            )
        looked = Unmasking(town=case.town, case=case, person_id=actor.person_id, looked_at=now(), reason=reason[:200])
        act.record(actor, "unmask", [looked])
    return looked


def looks_today(actor: Actor) -> int:
    """How often this person has looked behind masks since midnight (Asia/Shanghai), in the current scope."""
    return Unmasking.objects.filter(person_id=actor.person_id, looked_at__gte=_midnight()).count()


def gave_reason(actor: Actor, case: Case) -> bool:
    """Whether this person has given a reason at this case since midnight."""
    looks = Unmasking.objects.filter(case=case, person_id=actor.person_id, looked_at__gte=_midnight())
    return looks.exists()


def may_take(actor: Actor, evidence: Evidence) -> bool:
    """Whether a file may be handed out: to the handler, to who brought it, or after a reason (case and step loaded)."""
    own = actor.appointment_id == evidence.case.handler_id or actor.person_id == evidence.step.person_id
    return own or gave_reason(actor, evidence.case)


def take(actor: Actor, evidence: Evidence) -> None:
    """Log that this actor takes a file away."""
    taken = Download(
        town=evidence.town, case_id=evidence.case_id, evidence=evidence, person_id=actor.person_id, taken_at=now()
    )
    act.record(actor, "download", [taken])


def history(case: Case) -> list[Look]:
    """Everybody who saw personal data of a case, latest first (个人信息保护法 45: the person may ask)."""
    return _looks(Q(case=case))


def register(code: str, text: str, since: date | None, until: date | None, most: int) -> list[Look]:
    """Looks in a division, latest first, at most so many: by whom or at which case (`text`), in a range of days."""
    wanted = Q(town__gte=prefix(code), town__lt=f"{prefix(code)}~")
    if text:
        wanted &= Q(person__name__icontains=text) | Q(case__number__icontains=text)
    return _looks(wanted, since, until, most)


def _looks(wanted: Q, since: date | None = None, until: date | None = None, most: int | None = None) -> list[Look]:
    looked = _within(Unmasking.objects.filter(wanted), "looked_at", since, until)
    taken = _within(Download.objects.filter(wanted), "taken_at", since, until)
    first = looked.values_list(
        "person__name", "looked_at", Cast("reason", CharField()), "case__number", Value(LOOKED), "id"
    )
    second = taken.values_list("person__name", "taken_at", F("evidence__name"), "case__number", Value(TOOK), "id")
    both = first.order_by().union(second.order_by(), all=True).order_by("-looked_at", "-id")
    return [Look(*row[:-1]) for row in (both[:most] if most else both)]


def _within(rows: QuerySet, column: str, since: date | None, until: date | None) -> QuerySet:
    if since:
        rows = rows.filter(**{f"{column}__gte": datetime.combine(since, time.min, tzinfo=ZONE)})
    if until:
        rows = rows.filter(**{f"{column}__lte": datetime.combine(until, time.max, tzinfo=ZONE)})
    return rows


def _midnight() -> datetime:
    return datetime.combine(today(), time.min, tzinfo=ZONE)


def _wait_for_own_turn(actor: Actor) -> None:
    # Two windows of one person count one after the other; the lock goes with the transaction.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [(actor.person_id.int >> 1) & 0x7FFF_FFFF_FFFF_FFFF])
