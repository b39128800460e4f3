"""What the queue calls. procrastinate finds this module by its name."""

from __future__ import annotations

from uuid import UUID

from django.db import close_old_connections
from procrastinate.contrib.django import app


@app.task(name="fazhi.do_job", queue="fazhi")
def do_job(job: str, town: str) -> None:
    """Do one job (kernel.jobs)."""
    from fazhi.kernel import jobs

    close_old_connections()
    try:
        jobs.do(UUID(job), town)
    finally:
        close_old_connections()
