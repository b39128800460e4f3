"""The procedures as rows, so that PostgreSQL itself refuses a step that no procedure knows, whoever writes it.

`fazhi migrate` writes them anew from the procedure.yaml files; the application may only read them. A trigger on kernel_step
(kernel.protection.ROADS) then lets in only the next step of a case, along a road of its procedure, by somebody who took
none of the steps it must be apart from, and an awaited step only with the answer it waits for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from fazhi.kernel.models import Apart, Road
from fazhi.kernel.registry import systems
from fazhi.kernel.structure import SAME, WAIVE, Procedure, StepKind


def write(using: str = "owner") -> None:
    """Replace the rows by what the installed procedures say now."""
    roads, parted = list[Road](), list[Apart]()
    for installed in systems().values():
        for procedure in installed.procedures.values():
            name = {"system": installed.system.id, "procedure": procedure.id}
            roads += [Road(**name, **road) for road in _roads(procedure)]
            parted += [Apart(**name, step=step, other=other) for step, other in _parted(procedure)]
    with transaction.atomic(using=using):
        Road.objects.using(using).all().delete()
        Road.objects.using(using).bulk_create(roads)
        Apart.objects.using(using).all().delete()
        Apart.objects.using(using).bulk_create(parted)


def _roads(procedure: Procedure) -> Iterator[dict[str, Any]]:
    waivable = set[str]()
    for step in procedure.steps:
        for stage in step.from_stages or ("",):
            yield {
                "step": step.id,
                "from_stage": stage,
                "to_stage": stage if step.to == SAME else step.to,
                **_answer(step),
            }
            waivable |= {stage} if any(gate.waivable for gate in step.gates) else set()
    yield from ({"step": WAIVE.id, "from_stage": stage, "to_stage": stage} for stage in sorted(waivable))


def _answer(step: StepKind) -> dict[str, Any]:
    if step.awaits is None:
        return {}
    return {"awaits_of": step.awaits.of, "awaits_step": step.awaits.step, "awaits_when": step.awaits.when}


def _parted(procedure: Procedure) -> Iterator[tuple[str, str]]:
    return ((step.id, other) for step in procedure.steps for other in step.apart_from)
