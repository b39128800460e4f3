"""Django system check over every sentences.yaml: readable, and every slot names what exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.core.checks import CheckMessage, Error, register

from fazhi.indicators.definitions import BrokenIndicator, all_definitions
from fazhi.kernel import registry
from fazhi.people.models import Division
from fazhi.report.outline import town_words
from fazhi.report.sentences import SLOT, Sentence, sentences


@register()
def sentences_are_sound(**options: Any) -> list[CheckMessage]:
    """One error a fault, in Chinese."""
    found: list[str] = []
    for system_id in registry.systems():
        try:
            found += [fault for sentence in sentences(system_id) for fault in faults(sentence)]
        except (registry.BrokenSystem, BrokenIndicator, msgspec.ValidationError) as error:
            found.append(f"体系 {system_id} 的 sentences.yaml 无法读取：{error}")
    return [Error(sentence, id="fazhi.E201") for sentence in found]


def faults(sentence: Sentence) -> Iterator[str]:
    """Names in a sentence that stand for nothing."""
    known = all_definitions()
    words = town_words(Division(name="某某镇"), 2022)
    for name in sorted(sentence.figures - set(known)):
        yield f"句子 {sentence.id} 用了不存在的指标 {name}。"
    whole = [*sentence.variants, *(item for items in sentence.lists.values() for item in items)]
    for name in sorted({name for variant in whole for name in SLOT.findall(variant.say) if "." not in name}):
        if name not in words and name not in sentence.lists:
            yield f"句子 {sentence.id} 用了不存在的名称 {name}。"
