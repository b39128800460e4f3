"""What a phone's queue sends arrives once, whatever the network did to it; and what it is answered, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fazhi.kernel.models import Case, Erasure, Evidence, Submission
from fazhi.kernel.today import now, today
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes import actions
from fazhi.web.tests.standing import VILLAGE, Visit

pytestmark = pytest.mark.django_db
ADDRESS = "/open/disputes/mediation/"
JSON = {"accept": "application/json"}
TOWN = "500235116000"
IDS = st.integers(0, 4).map(lambda at: UUID(f"0197a000-0000-7000-8000-00000000000{at}"))
REPORTS = st.dictionaries(
    IDS,
    st.fixed_dictionaries(
        {
            "summary": st.sampled_from(["滴水", "地界", "堆柴"]),
            "skew": st.integers(-2, 2),
            "photos": st.lists(st.sampled_from([b"one", b"two"]), max_size=3),
        }
    ),
    min_size=1,
)


def body(request: UUID, told: Mapping[str, Any]) -> dict[str, Any]:
    """A report as the queue sends it; the same photograph may be in it twice."""
    files = [SimpleUploadedFile(f"{at}.jpg", photo, "image/jpeg") for at, photo in enumerate(told.get("photos", ()))]
    return {
        "request": str(request),
        "happened_on": (today() + timedelta(days=told.get("skew", 0))).isoformat(),
        "village": VILLAGE,
        "source": "grid",
        "dispute_type": "neighbours",
        "parties": told.get("parties", "司徒{0}、司空{0}".format("甲乙丙丁戊己庚辛"[int(str(request)[-1]) % 8])),
        "summary": told.get("summary", "滴水"),
        "risk": "yellow",
        "seen": "on",
        "paper_photo": files,
    }


def sent(client: Client, request: UUID, told: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
    answer = client.post(ADDRESS, body(request, told), headers=JSON)
    return answer.status_code, answer.json()


def state() -> list[tuple[Any, ...]]:
    """Everything the reports became, without the moments at which it was written."""
    with scopes.within(TOWN):
        return [
            (
                case.pk,
                case.number,
                case.title,
                case.stage,
                case.opened_on,
                case.dispute.summary,
                tuple(case.dispute_parties.values_list("name", flat=True)),
                tuple(case.dispute_sources.values_list("words", "reported_on")),
                tuple(sorted(case.evidence.values_list("paper", "name", "digest", "happened_on"))),
                tuple(case.clocks.values_list("name", "due_on", "state")),
                case.steps.count(),
            )
            for case in Case.objects.select_related("dispute").order_by("number")
        ]


def replayed(client: Client, reports: Mapping[UUID, Any], deliveries: Iterable[tuple[UUID, bool]]) -> list[Any]:
    """The state after these deliveries; a truncated one breaks off in the middle of its body. Nothing stays."""
    with transaction.atomic():
        for request, truncated in deliveries:
            if truncated:
                client.post(ADDRESS, b'--x\r\nContent-Disposition: form-data; name="request"\r\n\r\n' + str(request).encode(),
                            content_type="multipart/form-data; boundary=x", headers=JSON)  # fmt: skip
            else:
                assert sent(client, request, reports[request])[0] in (200, 422)
        found = state()
        transaction.set_rollback(True)
    return found


def differences(client: Client, reports: Mapping[UUID, Any], deliveries: list[tuple[UUID, bool]]) -> bool:
    """Whether a noisy delivery leaves anything else than one clean one in the order of first arrival."""
    first = dict.fromkeys(request for request, truncated in deliveries if not truncated)
    clean = replayed(client, reports, [(one, False) for one in first])
    # A phone whose clock is ahead is refused; every other report is there.
    assert len(clean) == sum(told.get("skew", 0) <= 0 for told in reports.values())
    return clean != replayed(client, reports, deliveries)


@st.composite
def queues(draw: st.DrawFn) -> tuple[dict[UUID, Any], list[tuple[UUID, bool]]]:
    """Reports, and their deliveries: shuffled, doubled, broken off."""
    reports = draw(REPORTS)
    noise = draw(st.lists(st.tuples(st.sampled_from(sorted(reports)), st.booleans()), max_size=8))
    return reports, draw(st.permutations([*((one, False) for one in reports), *noise]))


def test_a_queue_replayed_shuffled_doubled_and_broken_off_is_one_clean_run(visit: Visit) -> None:
    client = visit("grid_worker")

    @settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(queue=queues())
    def replay(queue: tuple[dict[UUID, Any], list[tuple[UUID, bool]]]) -> None:
        assert not differences(client, *queue)

    replay()


def test_an_endpoint_that_takes_everything_it_gets_is_noticed(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = actions.begin
    monkeypatch.setattr(actions, "begin", lambda doing, cleaned: begin(replace(doing, request=None), cleaned))
    request = UUID("0197a000-0000-7000-8000-000000000001")
    assert differences(visit("grid_worker"), {request: {}}, [(request, False), (request, False)])


def test_the_same_id_with_the_same_content_has_the_same_answer(visit: Visit) -> None:
    client, request = visit("grid_worker"), UUID(int=7)
    first, again = (
        sent(client, request, {"photos": [b"one", b"one"]}),
        sent(client, request, {"photos": [b"one", b"one"]}),
    )
    assert first == again
    assert first[0] == 200 and first[1]["sentence"] == f"已登记，编号 {first[1]['number']}。"
    with scopes.within(TOWN):
        assert Evidence.objects.count() == 2


def test_the_same_id_with_other_content_is_a_conflict_and_both_are_kept(visit: Visit) -> None:
    client, request = visit("grid_worker"), UUID(int=7)
    sent(client, request, {})
    status, told = sent(client, request, {"summary": "另一件事"})
    assert status == 409 and "两份都已保留" in told["sentence"]
    with scopes.within(TOWN):
        assert (Case.objects.count(), Submission.objects.count()) == (1, 2)


def test_a_report_that_was_settled_meanwhile_says_so(visit: Visit, actor: Callable[[str], Actor]) -> None:
    from fazhi.systems.disputes.tests.telling import take

    client, request = visit("grid_worker"), UUID(int=7)
    sent(client, request, {})
    with scopes.within(TOWN):
        case = Case.objects.get()
    for step in ("refuse", "tell_roads"):
        case = take(case, step, actor("mediator"), today())
    status, told = sent(client, request, {})
    assert (status, told["sentence"]) == (200, f"已登记，编号 {case.number}；此后已办结（终止调解）。")


def test_a_report_whose_content_was_destroyed_is_gone_in_plain_words(
    visit: Visit, actor: Callable[[str], Actor]
) -> None:
    client, request = visit("grid_worker"), UUID(int=7)
    sent(client, request, {})
    with scopes.within(TOWN):
        case = Case.objects.get()
        Erasure.objects.create(
            town=TOWN, case=case, kind="case_file", due_on=today(), basis="local-practice", reason="期满",
            person_id=actor("clerk").person_id, signed_at=now(),
        )  # fmt: skip
    status, told = sent(client, request, {})
    assert status == 410 and "已依法销毁" in told["sentence"]


def test_what_is_wrong_is_one_sentence_that_names_the_field_and_nothing_is_kept(visit: Visit) -> None:
    status, told = sent(visit("grid_worker"), UUID(int=7), {"parties": "12345"})
    assert status == 422
    assert told["fields"] == ["parties"] and "“当事人”：" not in told["sentence"] and "读不懂" in told["sentence"]
    with scopes.within(TOWN):
        assert not Case.objects.exists() and not Submission.objects.exists()


def test_a_post_that_registers_nothing_is_told_so(visit: Visit) -> None:
    status, told = sent(visit("officer"), UUID(int=7), {})
    assert status == 403 and "由网格员、人民调解员" in told["sentence"] and "没有改动" in told["sentence"]
    assert visit("officer").get(reverse("phone", args=["disputes", "mediation"])).status_code == 403
    assert visit("clerk").get(reverse("phone", args=["norms", "document"])).status_code == 404


def test_the_page_is_for_whoever_is_logged_in_and_carries_no_token(visit: Visit) -> None:
    address = reverse("phone", args=["disputes", "mediation"])
    assert Client().get(address).status_code == 302
    page = visit("grid_worker").get(address).content.decode()
    assert "廖网格" in page and "csrfmiddlewaretoken" not in page
    told = visit("grid_worker").get(reverse("phone-token")).json()
    assert set(told) == {"person", "token"} and f'data-person="{told["person"]}"' in page


def test_the_worker_comes_from_its_own_address_without_a_log_in() -> None:
    answer = Client().get(reverse("phone-worker"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
