"""What a database administrator with SQL could do to one row, and which row `verify` then has to name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import DatabaseError

from fazhi.kernel import seals
from fazhi.kernel.digests import digest_of
from fazhi.kernel.models import LogEntry, Seal, SealedEntry
from fazhi.kernel.rows import entry_digest, row_digest, stored_fields

Named = tuple[str, str]


@dataclass(frozen=True)
class Tampered:
    """What was done, and the (table, row) that must be named for it."""

    how: str
    rows: frozenset[Named]


class Unfit(Exception):
    """This kind of tampering does not fit the row that was drawn; another is drawn."""


def sql(statement: str, *values: object) -> int:
    """One statement past every trigger and foreign key; the number of rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        changed = cursor.rowcount
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return changed


def _logged() -> list[type[models.Model]]:
    tables = set(LogEntry.objects.values_list("table", flat=True))
    return [model for model in apps.get_models() if model._meta.managed and model._meta.db_table in tables]


def _row(random: Random) -> models.Model:
    model = random.choice(_logged())
    return random.choice(list(model._base_manager.order_by("pk")))


def _expression(field: models.Field) -> str:
    """SQL for another value of the same kind; Unfit where there is none."""
    column = f'"{field.column}"'
    kinds: list[tuple[type[models.Field], str]] = [
        (models.DateTimeField, f"coalesce({column}, now()) + interval '1 day'"),
        (models.DateField, f"coalesce({column}, DATE '2022-01-01') + 1"),
        (models.BooleanField, f"NOT {column}"),
        (models.JSONField, """'{"改": 1}'::jsonb"""),
        (models.DecimalField, f"coalesce({column}, 0) + 1"),
        (models.IntegerField, f"coalesce({column}, 0) + 1"),
        (models.UUIDField, "gen_random_uuid()"),
        (models.CharField, f"left('改' || coalesce({column}, ''), {field.max_length or 200})"),
        (models.TextField, f"'改' || coalesce({column}, '')"),
    ]
    real = field.target_field if isinstance(field, models.ForeignKey) else field
    for kind, expression in kinds:
        if isinstance(real, kind) and real.get_internal_type() != "BinaryField":
            return expression
    raise Unfit


def _edit(row: models.Model, field: models.Field) -> frozenset[Named]:
    table, key = row._meta.db_table, row._meta.pk
    if field.primary_key:
        raise Unfit
    expression = _expression(field)
    if not sql(f'UPDATE {table} SET "{field.column}" = {expression} WHERE "{key.column}" = %s', row.pk):
        raise Unfit
    return frozenset({(table, str(row.pk))})


def edit(random: Random) -> Tampered:
    """One column of one row."""
    row = _row(random)
    field = random.choice(stored_fields(type(row)))
    return Tampered(f"改 {row._meta.db_table}.{field.column}", _edit(row, field))


def redate(random: Random) -> Tampered:
    """A day or a moment of one row."""
    row = _row(random)
    days = [one for one in stored_fields(type(row)) if isinstance(one, models.DateField)]
    if not days:
        raise Unfit
    field = random.choice(days)
    return Tampered(f"改日期 {row._meta.db_table}.{field.column}", _edit(row, field))


def delete(random: Random) -> Tampered:
    """One row away."""
    row = _row(random)
    sql(f'DELETE FROM {row._meta.db_table} WHERE "{row._meta.pk.column}" = %s', row.pk)
    return Tampered(f"删 {row._meta.db_table}", frozenset({(row._meta.db_table, str(row.pk))}))


def insert(random: Random) -> Tampered:
    """A row that no step wrote: a copy of one that a step did, under another key."""
    row = _row(random)
    table, key = row._meta.db_table, row._meta.pk.column
    unique = {"sequence": "sequence + 1000", "number": "number || '补'", "kind": "'related'"}
    columns = [field.column for field in row._meta.concrete_fields]
    values = ["gen_random_uuid()" if name == key else unique.get(name, f'"{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    before = set(type(row)._base_manager.values_list("pk", flat=True))
    sql(f'INSERT INTO {table} ({names}) SELECT {", ".join(values)} FROM {table} WHERE "{key}" = %s', row.pk)
    (made,) = set(type(row)._base_manager.values_list("pk", flat=True)) - before
    return Tampered(f"添 {table}", frozenset({(table, str(made))}))


def swap(random: Random) -> Tampered:
    """The same column of two rows, each with the other's value."""
    first = _row(random)
    model, field = type(first), random.choice(stored_fields(type(first)))
    others = [one for one in model._base_manager.all() if getattr(one, field.attname) != getattr(first, field.attname)]
    if field.primary_key or field.unique or not others:
        raise Unfit
    second = random.choice(others)
    table, key, name = model._meta.db_table, model._meta.pk.column, field.column
    sql(
        f'UPDATE {table} a SET "{name}" = b."{name}" FROM {table} b '
        f'WHERE (a."{key}", b."{key}") IN ((%s, %s), (%s, %s))',
        *(first.pk, second.pk, second.pk, first.pk),
    )
    return Tampered(f"换 {table}.{name}", frozenset({(table, str(first.pk)), (table, str(second.pk))}))


def _entry(random: Random) -> LogEntry:
    return random.choice(list(LogEntry.objects.order_by("serial")))


def edit_log(random: Random) -> Tampered:
    """One column of one line of the log."""
    entry = _entry(random)
    field = random.choice([one for one in entry._meta.concrete_fields if not one.primary_key])
    _edit(entry, field) if field.name not in ("digest", "row_digest") else sql(
        f"UPDATE kernel_logentry SET {field.column} = %s WHERE serial = %s", digest_of(random.random()), entry.serial
    )
    return Tampered(f"改日志 {field.column}", frozenset({("kernel_logentry", str(entry.serial))}))


def delete_log(random: Random) -> Tampered:
    """One line of the log away."""
    entry = _entry(random)
    sql("DELETE FROM kernel_logentry WHERE serial = %s", entry.serial)
    return Tampered("删日志", frozenset({("kernel_logentry", str(entry.serial))}))


def sign_again(random: Random) -> Tampered:
    """A row altered and its line in the log made to fit, digests and all."""
    row = _row(random)
    field = random.choice(stored_fields(type(row)))
    _edit(row, field)
    entry = LogEntry.objects.filter(table=row._meta.db_table, row=str(row.pk)).latest("serial")
    entry.row_digest = row_digest(type(row)._base_manager.get(pk=row.pk))
    sql(
        "UPDATE kernel_logentry SET row_digest = %s, digest = %s WHERE serial = %s",
        *(entry.row_digest, entry_digest(entry), entry.serial),
    )
    return Tampered(
        f"改 {row._meta.db_table}.{field.column} 并重签日志", frozenset({("kernel_logentry", str(entry.serial))})
    )


KINDS: tuple[Callable[[Random], Tampered], ...] = (
    edit, redate, delete, insert, swap, edit_log, delete_log, sign_again,
)  # fmt: skip


def cut_tail() -> None:
    """The last seal away, with everything it covers."""
    last = Seal.objects.order_by("-serial").values_list("serial", flat=True)[0]
    entries = list(SealedEntry.objects.filter(seal=last).values_list("entry__serial", "entry__table", "entry__row"))
    for serial, table, row in entries:
        model = next(one for one in apps.get_models() if one._meta.db_table == table)
        sql(f'DELETE FROM {table} WHERE "{model._meta.pk.column}" = %s', row)
        sql("DELETE FROM kernel_logentry WHERE serial = %s", serial)
    sql("DELETE FROM kernel_sealedentry WHERE seal_id = %s", last)
    sql("DELETE FROM kernel_seal WHERE serial = %s", last)


def hash_everything_again(random: Random) -> None:
    """One row altered, its line in the log made to fit, and all seals made anew."""
    sign_again(random)
    sql("DELETE FROM kernel_sealedentry")
    sql("DELETE FROM kernel_seal")
    seals.seal()


def named(checkpoint: str = "") -> set[Named]:
    """What `verify` names now."""
    return {(one.table, one.row) for one in seals.verify(checkpoint)}


def trial(random: Random, times: int) -> list[str]:
    """Tamper so many times, undoing each; what was not named."""
    wrong = []
    for number in range(times):
        kind = KINDS[number % len(KINDS)]
        while True:
            try:
                with transaction.atomic():
                    done = kind(random)
                    found = named()
                    transaction.set_rollback(True)
            except (Unfit, DatabaseError):
                continue
            break
        if not done.rows <= found:
            wrong.append(f"{done.how}：未指出 {sorted(done.rows - found)}，只指出 {sorted(found)[:3]}")
    return wrong


def outside(attack: Callable[[], Any], expected: str, given: str) -> list[str]:
    """Attack the whole log, undoing it; whether the checkpoint kept outside tells."""
    with transaction.atomic():
        attack()
        found = named(given)
        transaction.set_rollback(True)
    return [] if ("kernel_seal", expected[:12]) in found else ["外存封签没有发现末尾被截或整体重写"]
