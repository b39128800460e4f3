"""What the tests of the report share: a town with the figures of 2022, and browsers with somebody signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

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
