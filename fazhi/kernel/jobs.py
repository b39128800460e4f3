"""Long work outside the request: asked for in the caller's transaction, done by a worker, with progress a person can watch.

A job carries only its id through the queue; what it needs lies in its own row, under row-level security.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from fazhi.kernel.act import Refused
from fazhi.kernel.models import Job
from fazhi.kernel.today import now
from fazhi.people import scopes
from fazhi.people.actors import Actor, actor_of
from fazhi.people.divisions import prefix
from fazhi.people.models import Appointment

Progress = Callable[[int, int], None]
# A kind of work: (actor, arguments, progress) → the sentence that says what was done. Kinds raise Refused or ValueError.
Work = Callable[[Actor, dict[str, Any], Progress], str]


def kinds() -> dict[str, Work]:
    """The kinds of long work of this room."""
    from fazhi.kernel import imports

    return {"import": imports.work}


def ask(actor: Actor, kind: str, title: str, arguments: dict[str, Any]) -> Job:
    """Queue a piece of work in the caller's transaction: rolled back with it, never half asked for."""
    from fazhi.kernel.tasks import do_job

    with transaction.atomic():
        job = Job.objects.create(
            town=actor.town,
            kind=kind,
            title=title[:120],
            appointment_id=actor.appointment_id,
            arguments=arguments,
            asked_at=now(),
        )
        do_job.defer(job=str(job.pk), town=job.town)
        return job


def do(job_id: UUID, town: str) -> None:
    """Do a job (again, after a crash): all of it in one transaction, with its end recorded whatever happens."""
    with scopes.within(town):
        job = Job.objects.select_for_update(of=("self",)).filter(pk=job_id).first()
        if job is None or job.state in ("done", "failed"):
            return
        appointment = Appointment.objects.select_related("person", "post__office").get(pk=job.appointment_id)
    with _beside() as write:
        write(job, state="running")
        try:
            with scopes.within(town):
                sentence = kinds()[job.kind](
                    actor_of(appointment), job.arguments, lambda done, of: write(job, done=done, of=of)
                )
        except (Refused, ValueError) as error:
            write(job, state="failed", sentence=str(error)[:500], ended_at=now())
        else:
            write(job, state="done", sentence=sentence[:500], ended_at=now())


@contextmanager
def _beside() -> Iterator[Callable[..., None]]:
    """A writer on a connection of its own, so that progress shows while the work's transaction is still open."""
    connection = connections.create_connection("default")
    try:

        def write(job: Job, **values: Any) -> None:
            names = ", ".join(f'"{name}" = %s' for name in values)
            with connection.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT set_config(%s, %s, true)", [scopes.SETTING, prefix(job.town)])
                cursor.execute(f"UPDATE kernel_job SET {names} WHERE id = %s", [*values.values(), job.pk])
                cursor.execute("COMMIT")

        yield write
    finally:
        connection.close()
