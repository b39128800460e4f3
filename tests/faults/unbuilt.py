"""What must never be built, put in for as long as a test lasts (T-22 to T-25): fields, choices, headings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from random import Random

import xlsxwriter
from django.apps import apps
from django.db import connections, models

from fazhi.kernel import dictionary, forbidden
from fazhi.kernel.ledgers import all_ledgers

HEADINGS = ("编号", "类别", "姓名", "村（社区）名称", "聘任日期")
# How people write a heading so that it fits: over two lines, spaced out, in wide letters, with marks nobody sees.
WRITTEN = (
    "{}",
    "是否{}",
    "{}类别",
    "（{}）",
    "{0[0]} {0[1]}",
    "{0[0]}\n{0[1]}",
    "{0[0]}\u3000{0[1]}",
    "{0[0]}\u200b{0[1]}",
)


@contextmanager
def added(model: type[models.Model], name: str, field: models.Field) -> Iterator[None]:
    """A column more in a table of the house, as a change of its models.py would bring it."""
    field.contribute_to_class(model, name)
    try:
        yield
    finally:
        model._meta.local_fields.remove(field)
        model._meta._expire_cache()
        delattr(model, name)
        apps.clear_cache()


def looked_through() -> int:
    """How many columns of tables and of ledgers there are."""
    columns = sum(len(model._meta.concrete_fields) for model in dictionary.own_models())
    return columns + sum(len(ledger.columns) for ledger in all_ledgers().values())


@cache
def words() -> tuple[str, ...]:
    """Every word that no heading may hold."""
    return tuple(forbidden._lists()["words"])


def heading(random: Random, word: str) -> str:
    """The word as somebody might write it above a column."""
    pattern = random.choice(WRITTEN)
    return pattern.format((word[0], word[1:]) if "[" in pattern else word)


def sheet(random: Random, more: str) -> bytes:
    """A workbook of the staff ledger that could come in, but for one column."""
    names, file = [*HEADINGS], BytesIO()
    names.insert(random.randrange(len(names) + 1), more)
    values = dict(zip(HEADINGS, ("P-1", "网格员", "测试员", "青石村", "2022-01-01"), strict=True))
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        for at, name in enumerate(names):
            page.write_string(0, at, name)
            page.write_string(1, at, values.get(name, "是"))
    return file.getvalue()


def number(random: Random) -> str:
    """An id number with its check digit."""
    body = f"500235{random.randint(1950, 2005)}{random.randint(1, 12):02}{random.randint(1, 28):02}{random.randint(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(one) * weight for one, weight in zip(body, weights, strict=True)) % 11]


def everything() -> str:
    """Every row of every table of work, as text."""
    found: list[str] = []
    with connections["default"].cursor() as cursor:
        for model in dictionary.own_models():
            cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [model._meta.db_table])
            if cursor.fetchone()[0]:
                cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')
                found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)
