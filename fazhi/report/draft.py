"""The draft of a town's report: outline + sentences + Readings + what the editor wrote. Compiling writes nothing.

Missing sentences are listed and never invented; a part whose system does not stand yet says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from fazhi.indicators.readings import Reading
from fazhi.kernel import registry
from fazhi.people.models import Division
from fazhi.report.outline import Outline, Section, outline_for, town_words
from fazhi.report.pieces import Piece, lead, plain
from fazhi.report.prose import pieces
from fazhi.report.sentences import say, sentences

ORDINALS = "一二三四五六七八九十"
_TYPED_NUMBER = re.compile(rf"^\s*(?:（[{ORDINALS}]+）|[0-9]+[.．、]|[{ORDINALS}]+、)\s*")
BlockKind = Literal["heading", "paragraph", "note"]


class Block(msgspec.Struct, frozen=True):
    """One paragraph. `edit`: key of the text an editor may change here; a `note` is for the page only, not printed."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    edit: str = ""
    title: str = ""

    @property
    def text(self) -> str:
        """The paragraph as it is printed."""
        return "".join(piece.text for piece in self.pieces)


class Missing(msgspec.Struct, frozen=True):
    """Something the report lacks: where, what, and whether it is a figure or words. `edit`: where to write it."""

    where: str
    what: str
    is_figure: bool = False
    edit: str = ""


class Draft(msgspec.Struct, frozen=True):
    """The whole report as it would be printed now, and what it lacks."""

    town: str
    town_name: str
    year: int
    outline: str
    number: str
    lines: tuple[str, ...]
    addressee: str
    blocks: tuple[Block, ...]
    signature: tuple[str, ...]
    date: str
    missing: tuple[Missing, ...]

    @property
    def figures(self) -> list[str]:
        """Ids of the indicators it prints, each once, in order."""
        return list(dict.fromkeys(piece.figure for block in self.blocks for piece in block.pieces if piece.figure))

    @property
    def unsupported(self) -> list[tuple[Block, Piece]]:
        """Digits that nothing supports, with their paragraph."""
        return [(block, piece) for block in self.blocks for piece in block.pieces if piece.kind == "unsupported"]

    @property
    def paragraphs(self) -> list[str]:
        """Every printed paragraph from the title to the date, for an auditor or a reader."""
        printed = [block.text for block in self.blocks if block.kind != "note"]
        return [self.number, *self.lines, f"{self.addressee}：", *printed, *self.signature, self.date]


@dataclass
class _Compiler:
    """What goes into a draft while it is put together."""

    outline: Outline
    words: Mapping[str, str]
    readings: Mapping[str, Reading]
    texts: Mapping[str, str]
    blocks: list[Block] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    def fixed(self, text: str) -> str:
        """A fixed phrase of the outline with the town's words."""
        return text.format(**self.words)

    def chosen(self, key: str, otherwise: str) -> str:
        """What the editor wrote under a key, or the outline's own."""
        return self.texts.get(key, "").strip() or self.fixed(otherwise)


def compile_draft(town: Division, year: int, readings: Mapping[str, Reading], texts: Mapping[str, str]) -> Draft:
    """The draft of one town and year; NoOutline where no outline holds for the year."""
    outline = outline_for(year)
    work = _Compiler(outline, town_words(town, year), readings, texts)
    work.blocks.append(
        Block("paragraph", tuple(pieces(work.chosen("opening", outline.opening), readings)), "opening", "开头")
    )
    for position, section in enumerate(outline.sections):
        _section(work, section, ORDINALS[position])
    number = work.chosen("number", outline.number)
    if not texts.get("number", "").strip():
        work.missing.append(Missing("版头", "发文字号还没有填写", edit="number"))
    return Draft(
        town=town.pk,
        town_name=town.name,
        year=year,
        outline=outline.id,
        number=number,
        lines=tuple(work.fixed(line) for line in outline.lines),
        addressee=work.chosen("addressee", outline.addressee).rstrip("：:"),
        blocks=tuple(work.blocks),
        signature=tuple(work.fixed(line) for line in outline.signature),
        date=work.chosen("date", outline.date),
        missing=tuple(work.missing),
    )


def _section(work: _Compiler, section: Section, ordinal: str) -> None:
    heading = f"{ordinal}、{work.fixed(section.heading)}"
    work.blocks.append(Block("heading", (plain(heading),)))
    if section.kind == "systems":
        for position, one in enumerate(registry.headings()):
            _system(work, section, one, ORDINALS[position])
    elif section.kind == "parts":
        for position, part in enumerate(section.parts):
            where = f"{ordinal}、（{ORDINALS[position]}）{part.heading}"
            _typed(work, part.id, f"（{ORDINALS[position]}）{part.heading}。", where, part.hint)
    else:
        _items(work, section, heading)


def _system(work: _Compiler, section: Section, heading: registry.Heading, ordinal: str) -> None:
    """A part of section one: its run-in heading, what the editor wrote, then the sentences that may be said."""
    key = f"{section.id}.{heading.id}"
    opening = lead(f"（{ordinal}）{heading.heading}。")
    typed = pieces(_flat(work.texts.get(key, "")), work.readings)
    said: list[Piece] = []
    if heading.id in registry.systems():
        for sentence in sentences(heading.id):
            result = say(sentence, work.readings, work.words)
            said += result.pieces
            if sentence.required and not result.pieces:
                where = f"一、（{ordinal}）{heading.short}"
                work.missing.append(Missing(where, f"缺句“{sentence.title}”：{result.reason}", is_figure=True))
    elif not typed:
        typed = [plain(section.absent)]
    work.blocks.append(Block("paragraph", (opening, *typed, *said), key, f"（{ordinal}）{heading.short}"))


def _typed(work: _Compiler, key: str, heading: str, where: str, hint: str) -> None:
    text = _flat(work.texts.get(key, ""))
    if not text:
        work.missing.append(Missing(where, f"还没有填写（{hint}）", edit=key))
    work.blocks.append(Block("paragraph", (lead(heading), *pieces(text, work.readings)), key, where))


def _items(work: _Compiler, section: Section, heading: str) -> None:
    """Free items, one a line: the first sentence of each is its run-in heading; numbers typed by hand are replaced."""
    if section.lead:
        key = f"{section.id}.lead"
        work.blocks.append(
            Block("paragraph", tuple(pieces(work.chosen(key, section.lead), work.readings)), key, heading)
        )
    lines = [line.strip() for line in work.texts.get(section.id, "").splitlines() if line.strip()]
    if not lines:
        work.missing.append(Missing(heading, f"还没有填写（{section.hint}）", edit=section.id))
        work.blocks.append(Block("note", (plain("（还没有填写）"),), section.id, heading))
    for position, line in enumerate(lines[: len(ORDINALS)]):
        first, stop, rest = _TYPED_NUMBER.sub("", line).partition("。")
        number = f"（{ORDINALS[position]}）"
        body = tuple(pieces(rest, work.readings))
        title = pieces(first + (stop or "。"), work.readings)
        opening = tuple(lead(one.text) if one.kind == "plain" else one for one in (plain(number), *title))
        work.blocks.append(Block("paragraph", (*opening, *body), section.id, heading))


def _flat(text: str) -> str:
    """Typed text as one paragraph."""
    return "".join(line.strip() for line in text.splitlines())
