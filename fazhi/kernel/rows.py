"""The digest of a database row: the same for the object that was saved and for the row read back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from fazhi.kernel.digests import digest_of
from fazhi.kernel.encrypted import BlindIndex, EncryptedField
from fazhi.kernel.models import LogEntry


def row_digest(row: models.Model) -> str:
    """SM3 over all stored columns of a row (encrypted ones as ciphertext), except indexes, which are derived.

    What is null is left out: a column added in a later year, nullable, leaves the digests of the rows before it as they were.
    """
    stored = ((field.attname, _stored(field, row)) for field in stored_fields(type(row)))
    return digest_of({name: value for name, value in stored if value is not None})


def stored_fields(model: type[models.Model]) -> list[models.Field]:
    """The concrete columns that the digest covers."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, SearchVectorField | BlindIndex)]


def _stored(field: models.Field, row: models.Model) -> Any:
    if isinstance(field, EncryptedField):
        return field.stored(row)
    value = getattr(row, field.attname)
    if isinstance(field, models.DecimalField) and value is not None:
        return Decimal(value).quantize(Decimal(1).scaleb(-field.decimal_places))
    if isinstance(field, models.ForeignKey):
        return None if value is None else str(value)
    return value if isinstance(field, models.JSONField) or value is None else field.to_python(value)


def entry_digest(entry: LogEntry) -> str:
    """SM3 over every column of a log entry but its serial and digest."""
    return digest_of(
        [entry.town, entry.recorded_at, entry.actor, entry.action, entry.table, entry.row, entry.row_digest]
    )
