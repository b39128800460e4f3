"""What somebody answers for: figures from outside the document, and the words by which they are spoken of.

The auditor knows no ledger. Whoever has one (the room of the report, a script) hands its figures in as plain values;
:mod:`fazhi.audit.against` holds the document against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

RULE = "ledger"
"""The id of findings that rest on figures from outside; it can be switched off like any rule."""
TITLE = "与台账核对"
SOURCE = "报告的每个数字由工作台账数出；签发稿的读数送签时冻结，任何人不能改动"
WHY = "数字在转抄和改写中走样，文稿自身看不出来；只有同一句式或同一指标名称、同一年度、同一单位，又不限于某村、某月、某项的，才判为有误。"
WRONG = "2022年，我镇共排查发现540起矛盾纠纷（冻结的读数为546起）"
RIGHT = "青石村共排查发现20起矛盾纠纷（不是全镇的数）"


@dataclass(frozen=True, slots=True)
class Known:
    """One figure. ``value`` as printed (a rate in percent), with its ``unit``; ``part`` and ``whole`` of a rate.

    ``frozen``: nobody can change it any more; only such a figure proves a document wrong. ``source``: where to look at it.
    """

    id: str
    title: str
    unit: str
    value: Decimal
    definition: str
    frozen: bool
    part: int | None = None
    whole: int | None = None
    source: str = ""

    @property
    def printed(self) -> str:
        """Value and unit: 546起, 99.8%."""
        return f"{self.value:f}{self.unit}"

    def as_json(self) -> dict[str, Any]:
        """The figure beside a claim in the JSON answer."""
        whole = self.value == self.value.to_integral_value()
        return {
            "id": self.id,
            "title": self.title,
            "value": int(self.value) if whole else float(self.value),
            "unit": self.unit,
            "definition": self.definition,
            "frozen": self.frozen,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence in which figures are spoken of: words with ``{id}`` where one stands; ``group``: what it speaks about.

    Other names in braces are words of :attr:`KnownFigures.words` or of ``lists``: runs of items joined by 、.
    """

    say: str
    group: str
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """The figures of one place and year.

    ``names``: how a document of that place speaks of it (我镇, 沙市镇); ``given``: the caller says that the document is of
    this place; otherwise the document itself has to. ``as_of``: the day up to which was counted; ``statement``: one
    Chinese sentence that says what these figures are and of when. ``words`` are what other braces of the patterns may
    be put as; the word ``our`` is the place itself, and a sentence may leave it out.
    """

    place: str
    year: int
    as_of: date
    statement: str
    names: tuple[str, ...]
    given: bool
    figures: Mapping[str, Known]
    patterns: tuple[Pattern, ...]
    words: Mapping[str, tuple[str, ...]]
