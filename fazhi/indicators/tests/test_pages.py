"""The pages of the figures, as a signed-in person sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.indicators.tests.rows import OTHER_VILLAGE, add_disputes, add_staff, add_year
from fazhi.kernel import today
from fazhi.people.models import Person

RATE = "/figures/2022/disputes.settled_rate/"


@pytest.fixture
def visitor(town: str) -> Callable[[str], Client]:
    """A browser in which a standing person is signed in."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_rate_shows_its_sum_and_the_one_dispute_that_is_still_open(visitor: Callable[[str], Client]) -> None:
    add_year()
    text = page(visitor("editor"), RATE)
    assert "545 ÷ 546 × 100% = 99.8168% ≈ 99.8%" in text
    assert "未计入分子的 1 条" in text and "测545" in text
    assert "与计数一致" in text


def test_the_rest_lists_its_rows(visitor: Callable[[str], Client]) -> None:
    add_year(settled=2, found=3)
    text = page(visitor("editor"), "/figures/2022/disputes.open/")
    assert "3 − 2 = 1" in text and "测2" in text and "测1" not in text


def test_an_absurd_page_number_is_no_fault(visitor: Callable[[str], Client]) -> None:
    add_year(settled=2, found=3)
    for number in ("0", "-1", "x", "99999999999999999999"):
        page(visitor("clerk"), f"/figures/2022/disputes.found/?page={number}")


def test_each_row_leads_to_its_case(visitor: Callable[[str], Client]) -> None:
    (dispute,) = add_disputes([{}])
    assert f'href="/cases/{dispute.pk}/"' in page(visitor("clerk"), "/figures/2022/disputes.found/")


def test_a_figure_leads_to_the_rules_it_used(visitor: Callable[[str], Client]) -> None:
    text = page(visitor("clerk"), "/figures/2022/disputes.confirmed/")
    assert "/rules/disputes.confirmation_window/" in text and "不超过30日" in text


def test_nothing_to_count_is_shown_as_a_dash(visitor: Callable[[str], Client]) -> None:
    text = page(visitor("clerk"), RATE)
    assert re.search(r"<h1>[^<]*：—", text) and "100%</h1>" not in text


def test_all_figures_of_a_year_stand_on_one_page(visitor: Callable[[str], Client]) -> None:
    add_staff({"grid_worker": 52})
    text = page(visitor("mayor"), "/figures/2022/")
    assert "52名" in text and "/figures/2022/disputes.grid_workers/" in text


def test_the_number_of_queries_does_not_grow_with_the_rows(visitor: Callable[[str], Client]) -> None:
    client = visitor("editor")
    counts = []
    for more in (2, 40):
        add_year(settled=more, found=more)
        page(client, RATE)
        with CaptureQueriesContext(connection) as queries:
            page(client, RATE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_county_chooses_a_town_and_reads_it(visitor: Callable[[str], Client]) -> None:
    add_year(settled=3, found=4)
    client = visitor("county_supervisor")
    assert "?town=500235116000" in page(client, "/figures/2022/")
    assert "75%" in page(client, f"{RATE}?town=500235116000")


@pytest.mark.parametrize("town_code", ["500101001000", "500235116201", "abc", "500235999000"])
def test_the_county_finds_nothing_outside_its_towns(visitor: Callable[[str], Client], town_code: str) -> None:
    assert visitor("county_supervisor").get(f"{RATE}?town={town_code}").status_code == 404


def test_a_clerk_cannot_ask_for_another_town(visitor: Callable[[str], Client]) -> None:
    add_disputes([{}, {}, {}], village=OTHER_VILLAGE)
    client, address = visitor("clerk"), "/figures/2022/disputes.found/"
    assert client.get(f"{address}?town=500235117000").status_code == 404
    assert "沙市镇 2022 年排查发现矛盾纠纷：0起" in page(client, f"{address}?town=500235116000")


def test_a_village_post_sees_the_figure_and_not_the_rows(visitor: Callable[[str], Client]) -> None:
    (dispute,) = add_disputes([{}])
    text = page(visitor("grid_worker"), "/figures/2022/disputes.found/")
    assert "1起" in text and str(dispute.pk) not in text


@pytest.mark.parametrize("address", ["/figures/2022/disputes.nothing/", "/figures/1990/", "/figures/2999/"])
def test_what_does_not_exist_is_not_found(visitor: Callable[[str], Client], address: str) -> None:
    assert visitor("clerk").get(address).status_code == 404


def test_an_administrator_sees_no_figures(visitor: Callable[[str], Client]) -> None:
    assert visitor("system_admin").get("/figures/2022/").status_code == 403


def test_the_menu_opens_the_latest_full_year_with_cases(visitor: Callable[[str], Client]) -> None:
    add_disputes([{"found_on": date(2022, 6, 1)}, {"found_on": date(2024, 2, 1)}])
    with today.at(date(2024, 11, 1)):
        assert visitor("clerk").get("/figures/").headers["Location"] == "/figures/2022/"
        text = page(visitor("clerk"), "/figures/2022/")
    assert [f"/figures/{year}/" in text for year in (2021, 2023, 2024, 2025)] == [True, True, True, False]


def test_a_stranger_signs_in_first(town: str) -> None:
    assert Client().get("/figures/2022/").status_code == 302
