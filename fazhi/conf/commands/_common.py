"""What several commands ask for in the same words: the town, the ledger, on whose behalf."""

from __future__ import annotations

from fazhi.conf.errors import CommandError
from fazhi.kernel.ledgers import Ledger, all_ledgers
from fazhi.kernel.today import today
from fazhi.people.actors import Actor, actor_of, actors_on
from fazhi.people.divisions import WrongDivisionCode
from fazhi.people.lookup import find_division, only_town
from fazhi.people.models import Appointment, Person


def chosen_town(text: str) -> str:
    """Code of the town named on the command line, or of the only one."""
    try:
        return (find_division(text) if text else only_town()).code
    except WrongDivisionCode as error:
        raise CommandError(str(error)) from error


def chosen_ledger(name: str) -> Ledger:
    """The ledger of this id."""
    known = all_ledgers()
    if name not in known:
        raise CommandError(f"没有名为 {name} 的台账，现有：{'、'.join(known)}；没有做任何改动。")
    return known[name]


def actor_in(town: str, username: str = "") -> Actor:
    """The post of a named account in a town, or of the town's clerk."""
    if username:
        person = Person.objects.filter(username=username, is_active=True).first()
        held = [actor for actor in (actors_on(person, today()) if person else []) if actor.reaches(town)]
        if not held:
            raise CommandError(f"账号 {username} 今天在本镇没有任职，请核对账号，没有做任何改动。")
        return held[0]
    clerk = (
        Appointment.objects.filter(division_id=town, post__role="clerk", starts_on__lte=today(), ends_on=None)
        .select_related("person", "post__office")
        .order_by("starts_on", "id")
        .first()
    )
    if clerk is None:
        raise CommandError("本镇今天没有在任的经办人，请用 --as 指明账号，没有做任何改动。")
    return actor_of(clerk)
