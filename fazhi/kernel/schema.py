"""Does anything in the house name what it must never hold? Tables, lists, workbook headings, forms and steps are looked
through for the words of forbidden.yaml: a field `faith`, a choice 「重点人员」, a heading 「前科」, a party with a `risk`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Field, Model
from django.forms import Form

from fazhi.kernel import dictionary
from fazhi.kernel.forbidden import forbidden_identifier, forbidden_word, of_persons
from fazhi.kernel.ledgers import Ledger, all_ledgers
from fazhi.kernel.registry import systems

PERSON_MASKS = ("name", "phone", "id_number")


def faults() -> list[str]:
    """Every forbidden name in the house, one Chinese sentence each."""
    found = [one for model in dictionary.own_models() for one in of_model(model)]
    found += [one for ledger in all_ledgers().values() for one in of_ledger(ledger)]
    for installed in systems().values():
        for procedure in installed.procedures.values():
            titles = [*(step.title for step in procedure.steps), *(stage.title for stage in procedure.stages)]
            found += _words(f"程序「{procedure.title}」", [*titles, *procedure.papers.values()])
        for steps in installed.module("forms").FORMS.values():
            found += [one for form in steps.values() for one in of_form(form)]
    return found


def of_model(model: type[Model]) -> list[str]:
    """Names, titles and choices of a table; one whose rows are persons may not grade or tag them either."""
    where, meta = f"表 {model._meta.label}", model._meta
    found = [*_names(where, [model.__name__]), *_words(where, [str(meta.verbose_name), str(meta.db_table_comment)])]
    for field in meta.concrete_fields:
        at = f"{where} 的 {field.name}"
        found += _names(at, [field.name])
        found += _words(at, [str(field.verbose_name), str(field.help_text), *_choices(field)])
    if _holds_persons(model):
        for field in meta.concrete_fields:
            word = of_persons(field.name, str(field.verbose_name))
            if word:
                found.append(f"{where} 登记的是人，{field.name} 含“{word}”：不得给人分级、打分或贴标签。")
    return found


def of_ledger(ledger: Ledger) -> list[str]:
    """Title, columns, choices of a ledger, and the headings of the workbooks it takes in."""
    where = f"台账「{ledger.title}」"
    found = _words(where, [ledger.title])
    for column in ledger.columns:
        found += _names(f"{where} 的 {column.name}", [column.name])
        found += _words(f"{where} 的 {column.name}", [column.title, *column.titles().values()])
    headings = ledger.importer.headings if ledger.importer else {}
    return [*found, *_words(f"{where} 的导入表头", headings)]


def of_form(form: type[Form]) -> list[str]:
    """Labels, help and choices of a form."""
    found = []
    for name, field in form.base_fields.items():
        at = f"表单 {form.__module__}.{form.__name__} 的 {name}"
        choices = getattr(field, "choices", ())
        shown = [] if callable(choices) else [str(title) for _, title in _flat(choices)]
        found += [*_names(at, [name]), *_words(at, [str(field.label or ""), str(field.help_text), *shown])]
    return found


def _holds_persons(model: type[Model]) -> bool:
    table = dictionary.table_of(model)
    return table is not None and any(one.mask in PERSON_MASKS for one in table.personal.values())


def _choices(field: Field) -> list[str]:
    return [f"{value} {title}" for value, title in _flat(field.flatchoices or ())]


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for value, title in choices:
        if isinstance(title, list | tuple):
            yield from _flat(title)
        else:
            yield value, title


def _names(where: str, names: Iterable[str]) -> list[str]:
    return [f"{where} 的名称含禁用的“{word}”。" for name in names if (word := forbidden_identifier(name))]


def _words(where: str, texts: Iterable[str] | Mapping[str, Any]) -> list[str]:
    return [f"{where} 含禁用的“{word}”（{text}）。" for text in texts if (word := forbidden_word(text))]
