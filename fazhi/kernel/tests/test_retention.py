"""What was kept for its whole term is listed, destroyed only by the audit administrator, and gone without breaking the log."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connections

from fazhi.kernel import act, retention, seals
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.encrypted import ERASED, same
from fazhi.kernel.keys import WrongKey
from fazhi.kernel.models import Case, DataKey, Erasure, Submission
from fazhi.kernel.search import matching
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.identifiers import new_id
from fazhi.people.models import Appointment, Office, Person, Post
from fazhi.systems.disputes import actions
from fazhi.systems.disputes.models import Party

TOWN, PHONE, NUMBER = "500235116000", "13800001234", "11010519491231002X"


@pytest.fixture
def unblocked(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def old_and_new(committed_town: str, unblocked: None) -> Iterator[tuple[Case, Case]]:
    """A dispute closed in 1990 and one closed in 2020, as committed rows: the keys are the owner's to destroy."""
    person = Person.objects.create_person("audit", "付清言")
    office = Office.objects.get(division_id=committed_town, name="司法所")
    post = Post.objects.create(office=office, title="审计管理员", role="audit_admin")
    Appointment.objects.create(person=person, post=post, division_id=committed_town, starts_on=date(2020, 1, 1))
    with scopes.within(committed_town):
        made = [_closed(day) for day in (date(1990, 3, 1), date(2020, 3, 1))]
    yield made[0], made[1]
    connections["owner"].close()


def _closed(day: date) -> Case:
    cleaned = {"parties": f"王小明 {PHONE}", "summary": "排水争执", "dispute_type": "neighbours", "source": "grid"}
    case = actions.begin(
        Doing("report", actor("grid_worker"), date(2022, 3, 1), request=new_id()),
        {**cleaned, "village": "500235116201"},
    )
    party = Party.objects.get(case=case)
    party.id_number = NUMBER
    act.record(actor("grid_worker"), "disputes.test", [party])
    # Closing through the door takes eight steps that are not the matter here; the log is told of the row as it then is.
    case.closed_on, case.handler_id = day, actor("clerk").appointment_id
    act.record(actor("clerk"), "disputes.test", [case])
    return case


def actor(username: str) -> Actor:
    return actors_on(Person.objects.get(username=username), date(2026, 1, 1))[0]


def wrapped(case: Case) -> list[str]:
    """The data keys of a case, as they lie in the database."""
    return list(DataKey.objects.using("owner").filter(holder=case.pk).values_list("wrapped", flat=True))


TODAY = date(2026, 11, 23)


def test_only_what_was_kept_for_its_whole_term_is_due(old_and_new: tuple[Case, Case]) -> None:
    with scopes.within(TOWN):
        [found] = retention.due(TODAY)
        assert retention.due(date(2020, 3, 1)) == []
        assert [one.due_on for one in retention.due(date(2050, 3, 2))] == [date(2020, 3, 1), date(2050, 3, 1)]
    assert (found.case.pk, found.kind, found.due_on) == (old_and_new[0].pk, "case_file", date(2020, 3, 1))
    with scopes.within("500235117000"):
        assert retention.due(TODAY) == []


@pytest.mark.parametrize(
    ("username", "which", "reason", "sentence"),
    [
        ("clerk", 0, "经鉴定无保存价值", "只能由审计管理员"),
        ("system_admin", 0, "经鉴定无保存价值", "只能由审计管理员"),
        ("audit", 1, "经鉴定无保存价值", "未到期"),
        ("audit", 0, "可以", "鉴定意见"),
    ],
)
def test_nobody_else_and_nothing_else(
    old_and_new: tuple[Case, Case], username: str, which: int, reason: str, sentence: str
) -> None:
    with scopes.within(TOWN), pytest.raises(Refused, match=sentence):
        retention.sign_off(actor(username), [old_and_new[which].pk], reason, TODAY)
    with scopes.within(TOWN):
        assert not Erasure.objects.exists()
        assert {party.phone for party in Party.objects.all()} == {PHONE}


def test_what_is_destroyed_is_gone_and_the_log_still_verifies(
    old_and_new: tuple[Case, Case], django_assert_num_queries: Callable[[int], object]
) -> None:
    old, new = old_and_new
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT phone, id_number FROM disputes_party ORDER BY case_id")
        before = cursor.fetchall()
        cursor.execute("SELECT body FROM kernel_submission")
        assert [body for (body,) in cursor.fetchall() if "小明" in body or not body] == []
    with scopes.within(TOWN):
        retention.sign_off(actor("audit"), [old.pk], "经鉴定无保存价值", TODAY)
    with scopes.within(TOWN):
        party, kept = Party.objects.get(case=old), Party.objects.get(case=new)
        assert (party.phone, party.id_number, party.name) == (ERASED, ERASED, "王**")
        assert (kept.phone, kept.id_number, kept.name) == (PHONE, NUMBER, "王小明")
        sent = {one.case_id: one.body for one in Submission.objects.all()}
        assert sent[old.pk] == ERASED and "王小明" in sent[new.pk]
        assert [one.case_id for one in Party.objects.filter(same(Party, "id_number", NUMBER))] == [new.pk]
        assert [case.pk for case in matching(Case.objects.all(), "小明")] == [new.pk]
        assert retention.due(TODAY) == []
        with pytest.raises(WrongKey, match="已依法销毁"):
            party.phone = "13900000000"
            party.save()
    assert wrapped(old) == ["", ""]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT phone, id_number FROM disputes_party ORDER BY case_id")
        assert cursor.fetchall() == before
    seals.seal()
    assert [one.sentence for one in seals.verify()] == []


def test_an_interrupted_destruction_is_finished_by_the_next_run(
    old_and_new: tuple[Case, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(retention, "destroy_signed", lambda: 0)
        with scopes.within(TOWN):
            retention.sign_off(actor("audit"), [old_and_new[0].pk], "经鉴定无保存价值", TODAY)
    assert all(wrapped(old_and_new[0]))
    assert retention.destroy_signed() == 1
    assert retention.destroy_signed() == 0
    assert wrapped(old_and_new[0]) == ["", ""]
