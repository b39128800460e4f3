"""What the tests of the report share: a town with the figures of 2022, and browsers with somebody signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from fazhi.people.actors import Actor
    from fazhi.people.models import Division

STAFF = {"grid_worker": 52, "mediator": 36, "patrol": 36, "traffic": 5, "food_drug": 9}


@pytest.fixture
def year_2022(town: str) -> Division:
    """546 disputes found and 545 settled; the staff in place."""
    # Read here: pytest loads this file before Django has its settings.
    from fazhi.indicators.tests.rows import add_staff, add_year
    from fazhi.people.models import Division

    add_year()
    add_staff(STAFF)
    return Division.objects.get(pk=town)


WORDS = {
    "number": "沙市委文〔2023〕3号",
    "duty.schedule": "主要负责人亲自部署、亲自过问。",
    "duty.study": "带头学习《中华人民共和国宪法》。",
    "shortcomings": "学习不够深入。原因是联系实际不够。",
    "plan": "强化学习。把普法融入日常工作。",
}


@pytest.fixture
def submitted(year_2022: Division, actor: Callable[[str], Actor]) -> Division:
    """An edition with every word written, its Readings frozen, waiting for its signatures."""
    from fazhi.people import scopes
    from fazhi.report import issuing, texts
    from fazhi.report.building import build

    with scopes.within(year_2022.pk):
        for key, text in WORDS.items():
            texts.save(actor("editor"), year_2022.pk, 2022, key, text, 0)
        issuing.submit(actor("editor"), build(year_2022, 2022, keys=True))
    return year_2022


@pytest.fixture
def visitor(town: str) -> Callable[[str], Client]:
    """A browser in which a standing person is signed in."""

    from django.test import Client

    from fazhi.kernel.today import now
    from fazhi.people.models import Person

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        session = client.session
        # As a log-in leaves it: signing asks again only minutes later.
        session["proven"] = now().isoformat()
        session.save()
        return client

    return sign_in
