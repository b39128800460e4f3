"""T-12: whatever appointments are made and changed, nobody is an administrator and anything else on the same day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import combinations
from random import Random
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, connections, transaction

from fazhi.people.actors import actors_on
from fazhi.people.models import Appointment, Office, Person, Post
from fazhi.people.roles import ROLES
from tests.faults import lanes

CLAIM = "六步以内任意的任职、改期、换岗、换人、改岗位角色（两人合谋）：没有人同日既是三员之一又任别职"
AT_ONCE = "两人同时给同一人任三员和业务岗：只有一个成"
BEGAN, LENGTH, STEPS = date(2026, 1, 1), 40, 6
SERIES, MOST_SERIES = 200, 10
COLLUDING = ("grid_worker", "clerk")


def holdings(person: Person) -> list[tuple[str, date, date]]:
    """What a person is, from when to when."""
    found = Appointment.objects.filter(person=person).select_related("post")
    return [(ROLES[one.post.role].kind, one.starts_on, one.ends_on or date.max) for one in found]


def clashes(people: list[Person]) -> list[str]:
    """Who is an administrator and something else on one day; asked of the rows, not of the trigger."""
    return [
        f"{person.name}同日是 {one[0]} 和 {other[0]}"
        for person in people
        for one, other in combinations(holdings(person), 2)
        if one[0] != other[0] and max(one[1], other[1]) <= min(one[2], other[2])
    ]


def span(random: Random) -> dict[str, date | None]:
    """Some days, now and then without an end."""
    first = BEGAN + timedelta(days=random.randrange(LENGTH))
    last = None if random.random() < 0.3 else first + timedelta(days=random.randrange(LENGTH))
    return {"starts_on": first, "ends_on": last}


def step(random: Random, people: list[Person], posts: list[Post]) -> None:
    """One change of who holds what, as somebody with the application's rights could make it."""
    held = list(Appointment.objects.filter(person__in=people).order_by("id"))
    one = random.choice(held) if held else None
    match random.choice(["appoint", "appoint", "dates", "post", "person", "role", "end"]):
        case "dates" if one:
            Appointment.objects.filter(pk=one.pk).update(**span(random))
        case "post" if one:
            Appointment.objects.filter(pk=one.pk).update(post=random.choice(posts))
        case "person" if one:
            Appointment.objects.filter(pk=one.pk).update(person=random.choice(people))
        case "role" if one:
            Post.objects.filter(pk=one.post_id).update(role=random.choice(list(ROLES)))
        case "end" if one:
            one.delete()
        case _:
            Appointment.objects.create(
                person=random.choice(people), post=random.choice(posts), division_id="500235116000", **span(random)
            )


@pytest.fixture
def settled(town: str) -> tuple[list[Person], list[Post]]:
    """Two people in their business posts, and a post of every role."""
    office = Office.objects.create(division_id=town, name="试验机构")
    posts = Post.objects.bulk_create(Post(office=office, title=role, role=role) for role in ROLES)
    return list(Person.objects.filter(username__in=COLLUDING)), posts


def trial(seed: int, people: list[Person], posts: list[Post]) -> tuple[int, list[str]]:
    """A walk of at most six steps, and what came of it. Nothing stays. How many steps were let through is told too."""
    random, done, wrong = Random(seed), 0, []
    with transaction.atomic():
        for _ in range(random.randint(1, STEPS)):
            try:
                with transaction.atomic():
                    step(random, people, posts)
                done += 1
            except DatabaseError:
                continue
            wrong += [f"seed {seed}: {one}" for one in clashes(people)]
        transaction.set_rollback(True)
    return done, wrong


def test_no_sequence_of_grants_makes_an_administrator_of_somebody_with_another_post(
    settled: tuple[list[Person], list[Post]], record_property: lanes.Record
) -> None:
    taken = lanes.seeds(200, 10_000)
    found = [trial(one, *settled) for one in taken]
    # Walks of which nothing was let through would prove nothing.
    assert sum(done for done, _ in found) > len(taken)
    lanes.hold(record_property, "T-12", CLAIM, len(taken), taken, [one for _, wrong in found for one in wrong])


@contextmanager
def without(trigger: str, table: str) -> Iterator[None]:
    """The owner takes a trigger away; the transaction of the test brings it back."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(f"DROP TRIGGER {trigger} ON {table}")
        cursor.execute("SET ROLE fazhi_app")
    yield


@pytest.mark.parametrize(
    ("name", "trigger", "table"),
    [
        ("去掉任职上的触发器", "administrators_apart", "people_appointment"),
        ("去掉岗位角色上的触发器", "role_of_a_held_post", "people_post"),
    ],
)
def test_a_guard_that_is_gone_is_noticed(
    settled: tuple[list[Person], list[Post]], record_property: lanes.Record, name: str, trigger: str, table: str
) -> None:
    with without(trigger, table):
        wrong = [one for seed in range(1, 201) for one in trial(seed, *settled)[1]]
    lanes.caught(record_property, "T-12", name, 200, wrong)


def appointed_at_once(rounds: int, series: int = 0) -> list[str]:
    """A person without a post gets two at the same moment, one of them an administrator's; who ends up with both.

    Every ``series`` takes people of its own.
    """
    office = Office.objects.get(division_id="500235116000", name="司法所")
    posts = [Post.objects.get_or_create(office=office, title=role, role=role)[0] for role in ("audit_admin", "officer")]
    people = [Person.objects.create_person(f"new{series * rounds + number}", "新人") for number in range(rounds)]
    gate = Barrier(2)

    def give(post: Post) -> None:
        try:
            for person in people:
                gate.wait()
                try:
                    Appointment.objects.create(person=person, post=post, division_id="500235116000", starts_on=BEGAN)
                except DatabaseError:
                    continue
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(give, posts))
    idle = [f"{person.username} 一个也没任上" for person in people if not actors_on(person, BEGAN)]
    return clashes(people) + idle


def test_two_grants_at_once_have_one_effect(committed_town: str, record_property: lanes.Record) -> None:
    rounds = lanes.amount(50, 500)
    lanes.hold(record_property, "T-12", AT_ONCE, rounds, (), appointed_at_once(rounds))


@pytest.fixture
def unlocked(committed_town: str) -> Iterator[Callable[[], None]]:
    """The trigger, for as long as a test lasts, without the lock that makes two grants wait for each other."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('fazhi_keep_administrators_apart'::regproc)")
        whole = cursor.fetchone()[0]
        kept = [line for line in whole.splitlines() if "pg_advisory_xact_lock" not in line]
        assert len(kept) == len(whole.splitlines()) - 1
        cursor.execute("\n".join(kept))
        yield committed_town
        cursor.execute(whole)


def test_grants_that_do_not_wait_for_each_other_are_noticed(unlocked: str, record_property: lanes.Record) -> None:
    # Two that do not wait need not meet: on a machine that is busy with other tests, 200 of them once did not.
    for series in range(MOST_SERIES):
        wrong = appointed_at_once(SERIES, series)
        if wrong:
            break
    lanes.caught(record_property, "T-12", "触发器不加锁", (series + 1) * SERIES, wrong)
