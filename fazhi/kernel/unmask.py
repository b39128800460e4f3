"""Looking behind a mask: a reasoned act of one person, logged before anything is shown."""

from __future__ import annotations

from fazhi.kernel import act
from fazhi.kernel.doing import Refused
from fazhi.kernel.models import Case, Unmasking
from fazhi.kernel.today import now
from fazhi.people.actors import Actor

SHORTEST_REASON = 4


def record(actor: Actor, case: Case, reason: str) -> Unmasking:
    """Log that this actor looks at the full personal data of a case, and why. Refused without a reason."""
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise Refused("查看完整身份信息须写明事由（不少于四个字），没有显示任何信息。")
    looked = Unmasking(town=case.town, case=case, person_id=actor.person_id, looked_at=now(), reason=reason[:200])
    act.record(actor, "unmask", [looked])
    return looked
