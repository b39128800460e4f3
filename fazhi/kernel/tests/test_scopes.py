"""Scope is kept by PostgreSQL itself: outside of it a row is as if it did not exist."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from fazhi.kernel.models import NumberCounter
from fazhi.people import scopes
from fazhi.people.models import Appointment, Person, Post

pytestmark = pytest.mark.django_db


def _count() -> int:
    return NumberCounter.objects.count()


def test_rows_show_only_within_their_scope_and_never_after_the_transaction(town: str) -> None:
    with scopes.within(town):
        NumberCounter.objects.create(town=town, kind="probe", year=2022)
        assert _count() == 1
    assert _count() == 0
    with scopes.within("500235117000"):
        assert _count() == 0
    with scopes.within("500235000000"):
        assert _count() == 1


def test_after_a_scoped_transaction_the_setting_is_empty_and_still_hides_everything(town: str) -> None:
    with scopes.within(town):
        NumberCounter.objects.create(town=town, kind="probe", year=2022)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.scope', '', true)")
        assert _count() == 0


def test_a_row_of_another_town_cannot_be_written(town: str) -> None:
    with scopes.within(town), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        NumberCounter.objects.create(town="500235117000", kind="probe", year=2022)


def test_scopes_nest_and_return(town: str) -> None:
    with scopes.within("500235000000"):
        with scopes.within(town):
            assert scopes._read() == "500235116"
        assert scopes._read() == "500235"


def test_the_application_cannot_bypass_its_own_policies(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("fazhi_app", False, False)


@pytest.mark.parametrize("second", ["clerk", "security_admin", "audit_admin"])
def test_an_administrator_holds_no_other_kind_of_post_at_the_same_time(town: str, second: str) -> None:
    admin = Person.objects.get(username="system_admin")
    office = admin.appointments.get().post.office
    post = Post.objects.create(office=office, title="兼任", role=second)
    with pytest.raises(Exception, match="三员分立"), transaction.atomic():
        Appointment.objects.create(person=admin, post=post, division_id=town, starts_on=date(2021, 1, 1))


def test_an_administrator_may_become_a_clerk_after_leaving_the_post(town: str) -> None:
    held = Person.objects.get(username="system_admin").appointments.get()
    held.ends_on = date(2021, 12, 31)
    held.save()
    post = Post.objects.create(office=held.post.office, title="后任", role="clerk")
    Appointment.objects.create(person=held.person, post=post, division_id=town, starts_on=date(2022, 1, 1))
