"""The queue of a phone replayed (T-04): shuffled, doubled, broken off, its clock wrong; and what it left behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client

from fazhi.kernel.models import Case, Evidence, LogEntry, NumberCounter, Step, Submission
from fazhi.people import scopes
from fazhi.web.tests.reports import ADDRESS, JSON, TOWN, sent

IDS = tuple(UUID(f"0197a000-0000-7000-8000-00000000000{at}") for at in range(5))
Reports = Mapping[UUID, Mapping[str, Any]]
COUNTED = (Step, Evidence, Submission, LogEntry)
# One delivery: which report, and whether it broke off in the middle of its body.
Delivery = tuple[UUID, bool]


@dataclass(frozen=True)
class Left:
    """What was answered (the last word on each report), and everything the deliveries became."""

    answers: Mapping[UUID, tuple[int, dict[str, Any]]]
    cases: list[tuple[Any, ...]]
    rows: Mapping[str, int]


def queue(seed: int) -> tuple[Reports, list[Delivery]]:
    """Up to five reports and up to eight deliveries more than there should be."""
    random = Random(seed)
    reports = {
        one: {
            "summary": random.choice(["滴水", "地界", "堆柴"]),
            "skew": random.randint(-2, 2),
            "photos": random.choices([b"one", b"two"], k=random.randint(0, 3)),
        }
        for one in random.sample(IDS, random.randint(1, len(IDS)))
    }
    noise = [(random.choice(list(reports)), random.random() < 0.5) for _ in range(random.randint(0, 8))]
    deliveries = [*((one, False) for one in reports), *noise]
    random.shuffle(deliveries)
    return reports, deliveries


def left() -> list[tuple[Any, ...]]:
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


def rows() -> dict[str, int]:
    """How many rows were written, and the last number given out."""
    with scopes.within(TOWN):
        counted = {model.__name__: model.objects.count() for model in COUNTED}
        return counted | dict(NumberCounter.objects.values_list("kind", "last"))


def replayed(client: Client, reports: Reports, deliveries: Iterable[Delivery]) -> Left:
    """What these deliveries leave. Nothing of it stays."""
    answers: dict[UUID, tuple[int, dict[str, Any]]] = {}
    with transaction.atomic():
        for request, broken_off in deliveries:
            if broken_off:
                begun = f'--x\r\nContent-Disposition: form-data; name="request"\r\n\r\n{request}'
                client.post(ADDRESS, begun.encode(), content_type="multipart/form-data; boundary=x", headers=JSON)
            else:
                answers[request] = sent(client, request, reports[request])
        found = Left(answers, left(), rows())
        transaction.set_rollback(True)
    return found


def differences(client: Client, reports: Reports, deliveries: list[Delivery]) -> list[str]:
    """In what a noisy delivery differs from one clean one in the order of first arrival."""
    first = dict.fromkeys(request for request, broken_off in deliveries if not broken_off)
    clean = replayed(client, reports, [(one, False) for one in first])
    # A phone whose clock is ahead is refused; every other report is there.
    arrived = sum(told.get("skew", 0) <= 0 for told in reports.values())
    wrong = [] if len(clean.cases) == arrived else [f"应有 {arrived} 件，实有 {len(clean.cases)} 件"]
    noisy = replayed(client, reports, deliveries)
    wrong += [f"{name} 与只送一遍的不同" for name in vars(clean) if getattr(clean, name) != getattr(noisy, name)]
    return wrong
