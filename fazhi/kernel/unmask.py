"""Looking behind a mask: a reasoned act of one person, limited and logged before anything is shown; and who did so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from importlib import resources

import yaml
from django.db import connection, transaction

from fazhi.kernel import act
from fazhi.kernel.doing import Refused
from fazhi.kernel.models import Case, Unmasking
from fazhi.kernel.today import ZONE, now, today
from fazhi.people.actors import Actor

SHORTEST_REASON = 4


@dataclass(frozen=True)
class Look:
    """Somebody saw the full personal data of a case: who, when, and the reason given."""

    name: str
    looked_at: datetime
    reason: str


@cache
def per_day() -> int:
    """How often one person may look in one day (unmask.yaml)."""
    text = resources.files("fazhi.kernel").joinpath("unmask.yaml").read_text(encoding="utf-8")
    return int(yaml.safe_load(text)["limit"]["per_day"])


def record(actor: Actor, case: Case, reason: str) -> Unmasking:
    """Log that this actor looks at the full personal data of a case, and why. Refused without a reason or too often."""
    reason = reason.strip()
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
    midnight = datetime.combine(today(), time.min, tzinfo=ZONE)
    return Unmasking.objects.filter(person_id=actor.person_id, looked_at__gte=midnight).count()


def history(case: Case) -> list[Look]:
    """Everybody who saw the full personal data of a case, latest first (个人信息保护法 45: the person may ask)."""
    rows = Unmasking.objects.filter(case=case).order_by("-looked_at", "-id")
    return [Look(*row) for row in rows.values_list("person__name", "looked_at", "reason")]


def _wait_for_own_turn(actor: Actor) -> None:
    # Two windows of one person count one after the other; the lock goes with the transaction.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [(actor.person_id.int >> 1) & 0x7FFF_FFFF_FFFF_FFFF])
