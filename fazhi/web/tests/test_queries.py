"""Pages ask a bounded number of questions: as many for twelve cases as for two, and none of them a COUNT."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fazhi.kernel.models import Case
from fazhi.web.tests.standing import Open, Visit

pytestmark = pytest.mark.django_db
# Around every page: session, person, posts, transaction, scope in and out, name of the town, count of mine.
DESK, LEDGER, CASE = 22, 13, 25


def asked(client: Client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in seen.captured_queries]


@pytest.mark.parametrize(("address", "budget"), [("desk", DESK), ("ledger", LEDGER)])
def test_a_list_asks_no_more_for_many_rows_than_for_few(
    visit: Visit, open_case: Open, address: str, budget: int
) -> None:
    url = reverse("ledger", args=["disputes.disputes"]) if address == "ledger" else reverse("desk")
    client = visit("mediator")
    for _ in range(2):
        open_case()
    few = asked(client, url)
    for _ in range(5):
        open_case()
    many = asked(client, url)
    assert len(many) <= len(few) + 2
    assert len(many) <= budget, "\n".join(many)
    assert not [sql for sql in many if "COUNT(" in sql.upper()]


def test_a_case_page_asks_a_bounded_number_of_questions(visit: Visit, case: Case) -> None:
    seen = asked(visit("mediator"), reverse("case", args=[case.pk]))
    assert len(seen) <= CASE, "\n".join(seen)
    assert not [sql for sql in seen if "COUNT(" in sql.upper()]
