"""Long work outside the request: asked for in the caller's transaction, done by a worker, with progress a person can watch.

A job carries only its id through the queue; what it needs lies in its own row, under row-level security. A room above
adds kinds of its own by a module `long_work` with `KINDS`; nobody registers anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, connections, transaction

from fazhi.kernel.act import Refused
from fazhi.kernel.models import Job
from fazhi.kernel.registry import offered
from fazhi.kernel.today import now
from fazhi.people import scopes
from fazhi.people.actors import Actor, actor_of
from fazhi.people.divisions import prefix
from fazhi.people.models import Appointment

Progress = Callable[[int, int], None]
# A kind of work: (actor, arguments, progress) → the sentence that says what was done. Kinds raise Refused or ValueError.
Work = Callable[[Actor, dict[str, Any], Progress], str]


LIVE = ("waiting", "running")
STOPPED = "已按要求停止，没有做完的部分没有保存。"
BROKEN = "系统出错，这件工作没有做成，没有保存任何改动；请把时间告诉系统管理员，修复后重新提交。"


class Stopped(Exception):
    """Somebody asked for an end while the work went on."""


@cache
def kinds() -> dict[str, Work]:
    """The kinds of long work: those of this room, and those of the rooms above, found by name."""
    from fazhi.kernel import imports

    found: dict[str, Work] = {"import": imports.work}
    for module in offered("long_work"):
        found |= module.KINDS
    return found


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


def stop(actor: Actor, job_id: UUID) -> bool:
    """End a job of one's own before its time; False when it had ended. Work in progress ends at its next step, undone."""
    mine = Job.objects.filter(pk=job_id, appointment_id=actor.appointment_id, state__in=LIVE)
    return bool(mine.update(state="failed", sentence=STOPPED, ended_at=now()))


def do(job_id: UUID, town: str) -> None:
    """Do a job (again, after a crash): all of it in one transaction, with its end recorded.

    A fault of ours ends it with a sentence and is raised; a lost database does not, for the job is then done again. Progress is where a wish to stop is heard. Once the transaction is committed the job is done, even if the wish came late.
    """
    with scopes.within(town):
        job = Job.objects.select_for_update(of=("self",)).filter(pk=job_id).first()
        if job is None or job.state not in LIVE:
            return
        appointment = Appointment.objects.select_related("person", "post__office").get(pk=job.appointment_id)
    with _beside() as write:

        def go_on(**values: Any) -> None:
            if not write(job, LIVE, **values):
                raise Stopped

        try:
            go_on(state="running")
            with scopes.within(town):
                sentence = kinds()[job.kind](
                    actor_of(appointment), job.arguments, lambda done, of: go_on(done=done, of=of)
                )
        except Stopped:
            return
        except (Refused, ValueError) as error:
            write(job, state="failed", sentence=str(error)[:500], ended_at=now())
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            write(job, state="failed", sentence=BROKEN, ended_at=now())
            raise
        else:
            write(job, state="done", sentence=sentence[:500], ended_at=now())


@contextmanager
def _beside() -> Iterator[Callable[..., bool]]:
    """A writer on a connection of its own, so that progress shows while the work's transaction is still open.

    It writes only while the job is in one of the given states (in any, when none are given), and says whether it did.
    """
    connection = connections.create_connection("default")
    try:

        def write(job: Job, states: tuple[str, ...] = (), **values: Any) -> bool:
            names = ", ".join(f'"{name}" = %s' for name in values)
            only = "AND state = ANY(%s)" if states else ""
            with connection.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT set_config(%s, %s, true)", [scopes.SETTING, prefix(job.town)])
                cursor.execute(
                    f"UPDATE kernel_job SET {names} WHERE id = %s {only}",
                    [*values.values(), job.pk, *([list(states)] if states else [])],
                )
                written = cursor.rowcount == 1
                cursor.execute("COMMIT")
            return written

        yield write
    finally:
        connection.close()
