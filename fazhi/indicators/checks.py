"""Django system check over every indicators.yaml: sound formulas, known ledgers, columns and rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist

from fazhi.indicators.definitions import BrokenIndicator, Indicator, all_definitions
from fazhi.kernel import ledgers, registry
from fazhi.law import rules
from fazhi.law.errors import LawError


@register()
def indicators_are_sound(**options: Any) -> list[CheckMessage]:
    """One error a fault, in Chinese."""
    try:
        found = [fault for one in all_definitions().values() for fault in faults(one)]
    except (BrokenIndicator, registry.BrokenSystem) as error:
        found = [str(error)]
    return [Error(sentence, id="fazhi.E101") for sentence in found]


def faults(one: Indicator) -> Iterator[str]:
    """What is wrong with a definition beyond its own file: ledger, columns, rules."""
    for name in one.rules:
        try:
            rules.load().rule(name)
        except LawError as error:
            yield f"指标 {one.id}：{error}"
    if one.denominator:
        return
    book = ledgers.all_ledgers().get(one.ledger)
    if book is None:
        yield f"指标 {one.id} 取数的台账 {one.ledger} 不存在。"
        return
    named = [name for condition in one.conditions for name in (condition.column, condition.until) if name]
    for name in dict.fromkeys((*named, *one.columns)):
        try:
            book.model._meta.get_field(name)
        except FieldDoesNotExist:
            yield f"指标 {one.id} 用到的列 {name} 不在台账 {one.ledger} 中。"
