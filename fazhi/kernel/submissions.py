"""Requests that carry a client-made id: the same id and content has one effect, however often it arrives.

The same id with another content is a conflict, and both contents are kept for a person to judge, under the key of the
case: they say of persons what the case says, and go when its term ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from fazhi.kernel.digests import digest_of, sm3
from fazhi.kernel.doing import Conflict, Doing, NewCase
from fazhi.kernel.encrypted import BlindIndex, EncryptedField
from fazhi.kernel.keys import WrongKey
from fazhi.kernel.models import Submission
from fazhi.kernel.today import now


@dataclass
class Once:
    """`answer` is the id this request was answered with before, or is set by the one who answers it now, with its case.

    `kept` is set where something else is to be kept than what was sent (names masked, as the step says them).
    """

    answer: UUID | None = None
    case: UUID | None = None
    kept: dict[str, Any] | None = None


@contextmanager
def once(request: UUID | None, town: str, body: dict[str, Any]) -> Iterator[Once]:
    """A transaction in which a request is answered once. Without an id it is only a transaction."""
    body = _stringly(body)
    try:
        with transaction.atomic():
            earlier = Once(_known(request, town, body))
            given = earlier.answer
            yield earlier
            if request is not None and given is None:
                kept = _stringly(earlier.kept or body)
                _keep(request, town, digest_of(body), kept, earlier)
    except _OtherBody as other:
        if request is not None:
            _keep(request, town, digest_of(body), body, Once(case=other.case))
        raise Conflict("这个提交编号已经用过，而两次的内容不同；两份都已保留，请工作人员核对后处理。") from None


def answered(town: str, request: UUID | None) -> bool:
    """Whether a request was carried out before; its sender may not have heard the answer and ask again."""
    return request is not None and Submission.objects.filter(town=town, request=request, accepted=True).exists()


class _OtherBody(Exception):
    def __init__(self, case: UUID | None) -> None:
        super().__init__()
        self.case = case


def _known(request: UUID | None, town: str, body: dict[str, Any]) -> UUID | None:
    if request is None:
        return None
    # Two deliveries of one request wait for each other; the lock goes with the transaction.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [request.int & 0x7FFF_FFFF_FFFF_FFFF])
    known = Submission.objects.filter(town=town, request=request, accepted=True).first()
    if known is None:
        return None
    if known.digest != digest_of(body):
        raise _OtherBody(known.case_id)
    return known.answer


def _keep(request: UUID, town: str, digest: str, body: dict[str, Any], once: Once) -> None:
    row = Submission(town=town, request=request, digest=digest, case_id=once.case, answer=once.answer)
    row.received_at, row.accepted = now(), once.answer is not None
    if not row.accepted and Submission.objects.filter(town=town, request=request, digest=digest).exists():
        return
    row.body = json.dumps(body, ensure_ascii=False)
    try:
        row.save(force_insert=True)
    except WrongKey:  # raised before anything is written: what the case said of persons was destroyed
        row.body = ""
        row.save(force_insert=True)


def plain(value: NewCase | Doing) -> dict[str, Any]:
    """A request as plain values, for comparing two of the same id: evidence by digest, the actor by appointment."""
    content = {name: item for name, item in vars(value).items() if name not in {"actor", "evidence", "rows"}}
    if isinstance(value, Doing):
        content["actor"] = value.actor.appointment_id
        content["evidence"] = [[one.paper, one.name, sm3(one.content)] for one in value.evidence]
        content["rows"] = [told(row) for row in value.rows]
    return content


def told(row: models.Model) -> dict[str, str]:
    """What a row says, without its key, for comparing two deliveries of one request."""
    skipped = {row._meta.pk.attname, "case_id", "town"}
    fields = [field for field in row._meta.concrete_fields if field.attname not in skipped]
    return {field.attname: _compared(field, row) for field in fields if not isinstance(field, BlindIndex)}


def _compared(field: models.Field, row: models.Model) -> str:
    # What is encrypted in its own table must not lie open in this one.
    return field.compared(row) if isinstance(field, EncryptedField) else str(getattr(row, field.attname))


def _stringly(item: Any) -> Any:
    if isinstance(item, dict):
        return {str(name): _stringly(inner) for name, inner in item.items()}
    if isinstance(item, list | tuple):
        return [_stringly(inner) for inner in item]
    return item if isinstance(item, str | int | float | bool) or item is None else str(item)
