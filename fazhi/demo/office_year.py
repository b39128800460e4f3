"""What the town's office did in 2022 beside disputes: reviews, village rules and meetings, told as stories and lived through the door."""

from __future__ import annotations

from importlib import resources

import msgspec
import yaml
from django.db import transaction

from fazhi.demo.plan import YEAR
from fazhi.demo.skeleton import Cast
from fazhi.demo.source import facts, identifier
from fazhi.kernel import act, scenarios
from fazhi.kernel.models import Case
from fazhi.kernel.today import at, today
from fazhi.systems.meetings.models import Member
from fazhi.systems.reviews.models import Adviser

FOLDER = "office"


def live_missing(cast: Cast) -> int:
    """Live the stories that are not there yet, each in one transaction; how many."""
    if today().year <= YEAR:
        return 0
    _lists(cast)
    stories = [one for one in _stories() if not _known(one)]
    for story in stories:
        with transaction.atomic():
            scenarios.run(story, cast.accounts.__getitem__)
    return len(stories)


def _stories() -> list[scenarios.Story]:
    """The stories of the year by the day on which they begin, so that their numbers follow the calendar."""
    files = [one for one in resources.files("fazhi.demo").joinpath(FOLDER).iterdir() if one.name.endswith(".yaml")]
    found = [
        msgspec.convert(yaml.safe_load(one.read_text(encoding="utf-8")), scenarios.Story)
        for one in sorted(files, key=lambda one: one.name)
    ]
    return sorted(found, key=lambda story: story.steps[0].day)


def _known(story: scenarios.Story) -> bool:
    first = story.steps[0]
    return Case.objects.filter(
        system=story.system, procedure=first.begin, title=first.answers["title"], opened_on=first.day
    ).exists()


def _lists(cast: Cast) -> None:
    """The lawyers of the town and the members of its meetings, entered by the clerk on the first day."""
    clerk, since, told = cast.accounts["clerk"], facts()["in_post_since"], facts()
    with transaction.atomic(), at(since):
        if not Adviser.objects.filter(town=clerk.town).exists():
            advisers = [
                Adviser(
                    id=identifier(since, "adviser", number),
                    town=clerk.town,
                    number=f"LS-{number:02d}",
                    starts_on=since,
                    **one,
                )
                for number, one in enumerate(told["advisers"], start=1)
            ]
            act.record(clerk, "reviews.advisers", advisers)
        if not Member.objects.filter(town=clerk.town).exists():
            people = [(kind, one) for kind, listed in told["meeting_members"].items() for one in listed]
            members = [
                Member(
                    id=identifier(since, "member", number),
                    town=clerk.town,
                    number=f"ZC-{number:02d}",
                    kind=kind,
                    starts_on=since,
                    **one,
                )
                for number, (kind, one) in enumerate(people, start=1)
            ]
            act.record(clerk, "meetings.members", members)
