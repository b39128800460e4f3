"""The data dictionary: of every column of every table, whether it says something about a person; if so, what for, on
which article, for how long, and how it is shown (个人信息保护法 6, 17, 19, 51).

Each application keeps its own `dictionary.yaml` beside its models. `faults` is what keeps it whole: a column that
nobody declared is a fault, and so is a telephone or id number that is not encrypted.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml
from django.apps import apps
from django.db.models import Model

from fazhi.kernel import masks
from fazhi.kernel.encrypted import BlindIndex, EncryptedField
from fazhi.kernel.structure import Struct
from fazhi.law import rules
from fazhi.law.errors import LawError

OWN = "fazhi."
FILE = "dictionary.yaml"
# What must never lie in a table in plain, by the words of its title.
ENCRYPTED_WORDS = ("身份证", "电话", "手机", "银行卡", "账号号码")
HIDDEN, OPEN = "hidden", "open"


class Keeping(Struct):
    """A class of keeping: how long (a rule of law/books, none means for good), counted from which day."""

    id: str
    title: str
    basis: str
    rule: str = ""
    counted_from: str = ""


class Personal(Struct):
    """A column about a person. `mask`: a function of kernel.masks, `hidden` (on no page) or `open`; the last says why.

    `erase`, when its term ends: `key` gone with the data key, `mask` masked for good, `clear` replaced, `keep` (says why).
    """

    what: str
    mask: str
    erase: Literal["key", "mask", "clear", "keep"] = "keep"
    why: str = ""


class Table(Struct):
    """What one table is for. Without personal columns nothing else needs to be said."""

    purpose: str
    basis: str = ""
    retention: str = ""
    personal: dict[str, Personal] = {}
    plain: list[str] = []


class Dictionary(Struct):
    """One application's file."""

    tables: dict[str, Table]
    retention: list[Keeping] = []


class UnreadableDictionary(ValueError):
    """A dictionary cannot be read; the message names the file in Chinese."""


@cache
def of(application: str) -> Dictionary:
    """The dictionary of an application by its label; empty where there is no file."""
    package = apps.get_app_config(application).name
    file = resources.files(package).joinpath(FILE)
    if not file.is_file():
        return Dictionary(tables={})
    try:
        return msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")), Dictionary)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise UnreadableDictionary(f"{package} 的 {FILE} 无法读取：{error}") from error


def keepings() -> dict[str, Keeping]:
    """All classes of keeping by id."""
    return {one.id: one for application in applications() for one in of(application).retention}


def applications() -> list[str]:
    """Labels of our own applications, in the order in which they are installed."""
    return [config.label for config in apps.get_app_configs() if config.name.startswith(OWN)]


def own_models() -> list[type[Model]]:
    """All tables of the house that Django manages."""
    return [
        model
        for label in applications()
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.managed
    ]


def table_of(model: type[Model]) -> Table | None:
    """What the dictionary says of a model."""
    return of(model._meta.app_label).tables.get(model.__name__)


def faults() -> list[str]:
    """Everything that is missing, left over or contradictory, one Chinese sentence each; none means the dictionary is whole."""
    models = own_models()
    found = [sentence for model in models for sentence in of_model(model, table_of(model))]
    names = {(model._meta.app_label, model.__name__) for model in models}
    for label in applications():
        found += [
            f"{label} 的数据字典写了 {name}，而没有这张表。" for name in of(label).tables if (label, name) not in names
        ]
        found += [sentence for keeping in of(label).retention for sentence in _of_keeping(keeping)]
    return found


def of_model(model: type[Model], table: Table | None) -> list[str]:
    """The faults of one table."""
    label = model._meta.label
    if table is None:
        return [f"{label} 没有写进数据字典（{FILE}）。"]
    columns = {field.name: field for field in model._meta.concrete_fields}
    declared = [*table.plain, *table.personal]
    found = [f"{label}.{name} 没有写进数据字典。" for name in columns if name not in declared]
    found += [f"数据字典写了 {label}.{name}，而没有这一栏。" for name in declared if name not in columns]
    found += [
        f"{label}.{name} 在数据字典中写了两次。"
        for name in sorted({one for one in declared if declared.count(one) > 1})
    ]
    if table.personal:
        found += _of_purpose(label, table)
    for name, field in columns.items():
        title = str(getattr(field, "verbose_name", ""))
        secret = any(word in title for word in ENCRYPTED_WORDS)
        if secret and not isinstance(field, EncryptedField | BlindIndex):
            found.append(f"{label}.{name}（{title}）须加密存储，请改用 EncryptedField。")
        said = table.personal.get(name)
        if isinstance(field, EncryptedField | BlindIndex) and (said is None or said.erase != "key"):
            found.append(f"{label}.{name} 是加密存储的，应列为个人信息，erase 写 key。")
        if said is not None:
            found += _of_column(f"{label}.{name}", said, isinstance(field, EncryptedField | BlindIndex))
    return found


def _of_purpose(label: str, table: Table) -> list[str]:
    found = [] if _resolves(table.basis) else [f"{label} 的依据“{table.basis}”在法规库中找不到。"]
    if table.retention not in keepings():
        found.append(f"{label} 的保管类别“{table.retention}”没有定义。")
    return found


def _of_column(where: str, said: Personal, encrypted: bool) -> list[str]:
    found = []
    if said.mask not in (HIDDEN, OPEN) and not callable(getattr(masks, said.mask, None)):
        found.append(f"{where} 的遮蔽方式“{said.mask}”不存在。")
    if said.erase == "key" and not encrypted:
        found.append(f"{where} 没有加密存储，不能写 erase: key。")
    if (said.mask == OPEN or said.erase == "keep") and not said.why:
        found.append(f"{where} 不遮蔽或到期不销毁，须写明理由（why）。")
    return found


def _of_keeping(keeping: Keeping) -> list[str]:
    found = [] if _resolves(keeping.basis) else [f"保管类别 {keeping.id} 的依据“{keeping.basis}”在法规库中找不到。"]
    if keeping.rule:
        try:
            rules.load().rule(keeping.rule)
        except LawError:
            found.append(f"保管类别 {keeping.id} 所用的规则 {keeping.rule} 不存在。")
    return found


def _resolves(basis: str) -> bool:
    """Whether the shelf holds the instrument, and what it keeps of it includes the article."""
    if not basis:
        return False
    try:
        instrument, article = rules.load().shelf.split(basis)
    except LawError:
        return False
    return article is None or instrument.words(article) is not None
