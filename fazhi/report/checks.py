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
from fazhi.report.sentences import SLOT, Sentence, written


@register()
def sentences_are_sound(**options: Any) -> list[CheckMessage]:
    """One error a fault, in Chinese."""
    found: list[str] = []
    for system_id in registry.systems():
        try:
            found += [fault for sentence in written(system_id) for fault in faults(sentence)]
            found += misplaced(system_id)
        except (registry.BrokenSystem, BrokenIndicator, msgspec.ValidationError) as error:
            found.append(f"体系 {system_id} 的 sentences.yaml 无法读取：{error}")
    return [Error(sentence, id="fazhi.E201") for sentence in found]


def misplaced(system_id: str) -> Iterator[str]:
    """Sentences that would be said nowhere, or in two places: only a shared system says under whose heading."""
    headings = {one.id for one in registry.headings()}
    for sentence in written(system_id):
        if registry.system(system_id).system.heading and sentence.heading:
            yield f"句子 {sentence.id} 不应写 heading：它只在本体系的标题下。"
        elif not registry.system(system_id).system.heading and sentence.heading not in headings:
            yield f"句子 {sentence.id} 应以 heading 写明在十个部分的哪一部分说。"


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
