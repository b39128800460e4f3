"""What may be said: the `sentences.yaml` of every system, with slots bound to indicators. Nothing else is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from fazhi.indicators.readings import Reading
from fazhi.kernel import registry
from fazhi.kernel.structure import Struct
from fazhi.report.pieces import Piece, figure, plain

SLOT = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")


class Proviso(Struct):
    """A proviso on one figure: `is` a value or `above` one. A figure without a value meets none."""

    indicator: str
    above: int | None = None
    equal: int | None = None

    def met(self, readings: Mapping[str, Reading]) -> bool:
        """Whether the Reading has a value that passes."""
        reading = readings.get(self.indicator)
        if reading is None or reading.value is None:
            return False
        return (self.above is None or reading.value > self.above) and (
            self.equal is None or reading.value == self.equal
        )


class Variant(Struct):
    """Words that may be said when all conditions hold."""

    say: str
    when: tuple[Proviso, ...] = ()


class Sentence(Struct):
    """A sentence with its variants; `lists` name runs of items joined by 、, of which only the true ones are said.

    `heading`: of a system that several share, the one of the ten under whose heading the sentence is said.
    """

    id: str
    title: str
    variants: tuple[Variant, ...]
    lists: dict[str, tuple[Variant, ...]] = msgspec.field(default_factory=dict)
    required: bool = False
    heading: str = ""

    @property
    def figures(self) -> set[str]:
        """Every indicator the sentence names."""
        whole = [*self.variants, *(item for items in self.lists.values() for item in items)]
        named = {name for variant in whole for name in SLOT.findall(variant.say) if "." in name}
        return named | {test.indicator for variant in whole for test in variant.when}


@dataclass(frozen=True)
class Said:
    """What came of a sentence: its pieces, or none and the reason why it cannot be said."""

    sentence: Sentence
    pieces: tuple[Piece, ...]
    reason: str = ""


class BrokenSentence(ValueError):
    """A sentence names what does not exist; the Chinese text says what."""


@cache
def sentences(heading: str) -> tuple[Sentence, ...]:
    """What is said under the heading of an installed system, in order: its own sentences, then those of shared systems."""
    shared = [one for system in registry.shared() for one in written(system.id) if one.heading == heading]
    return (*written(heading), *shared)


@cache
def written(system_id: str) -> tuple[Sentence, ...]:
    """The sentences of one system's file."""
    folder = next(item for item in registry.folders() if item.name == system_id)
    entries = registry.read_data(folder, "sentences.yaml", tuple[dict[str, Any], ...])
    return tuple(_read(entry) for entry in entries)


def say(sentence: Sentence, readings: Mapping[str, Reading], words: Mapping[str, str]) -> Said:
    """The first variant whose conditions hold and whose figures all have values, or the reason why none does."""
    reason = "各种说法的条件都不成立"
    for variant in sentence.variants:
        if not all(test.met(readings) for test in variant.when):
            continue
        try:
            return Said(sentence, tuple(_filled(variant.say, sentence, readings, words)))
        except _Unsayable as error:
            reason = str(error)
    return Said(sentence, (), reason)


class _Unsayable(ValueError):
    """A slot has nothing to print."""


def _filled(
    text: str, sentence: Sentence, readings: Mapping[str, Reading], words: Mapping[str, str]
) -> Iterator[Piece]:
    end = 0
    for slot in SLOT.finditer(text):
        if slot.start() > end:
            yield plain(text[end : slot.start()])
        yield from _slot(slot.group(1), sentence, readings, words)
        end = slot.end()
    if end < len(text):
        yield plain(text[end:])


def _slot(name: str, sentence: Sentence, readings: Mapping[str, Reading], words: Mapping[str, str]) -> Iterator[Piece]:
    if name in words:
        yield plain(words[name])
    elif name in sentence.lists:
        yield from _listed(sentence.lists[name], sentence, readings, words)
    else:
        reading = readings.get(name)
        if reading is None or reading.value is None:
            raise _Unsayable(f"指标 {name} 没有读数")
        yield figure(reading)


def _listed(
    items: Iterable[Variant], sentence: Sentence, readings: Mapping[str, Reading], words: Mapping[str, str]
) -> Iterator[Piece]:
    said = [item for item in items if all(test.met(readings) for test in item.when)]
    if not said:
        raise _Unsayable("没有可以列举的内容")
    for position, item in enumerate(said):
        if position:
            yield plain("、")
        yield from _filled(item.say, sentence, readings, words)


def _read(entry: dict[str, Any]) -> Sentence:
    return msgspec.convert(_renamed(entry), Sentence)


def _renamed(value: Any) -> Any:
    """`is` is a word of Python: the test of equality is called `equal` inside."""
    if isinstance(value, dict):
        return {("equal" if key == "is" else key): _renamed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item) for item in value]
    return value
