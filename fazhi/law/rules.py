"""Which number held: `load()` the books, then `book.value_on(id or code, day, place)`.

Books lie in `books/<system>.yaml`, or with the system itself in `fazhi/systems/<system>/rules.yaml`, which then takes
its place. Over them lie the overlays of `places/`. A value carries its basis, its confidence and the day it began.
"""

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from fazhi.law import overlays, texts
from fazhi.law import places as localities
from fazhi.law.books import read_book
from fazhi.law.errors import LawError, NoValue
from fazhi.law.overlays import Overlay, held_on
from fazhi.law.shapes import DatedValue, Extension, PauseGround, Rule, RuleValue
from fazhi.law.texts import Shelf

__all__ = ["DatedValue", "Extension", "PauseGround", "Rule", "RuleBook", "RuleValue", "load", "read"]

_BOOKS = Path(__file__).resolve().parent / "books"
_SYSTEMS = Path(__file__).resolve().parent.parent / "systems"


class RuleBook:
    """All rules with their overlays. Lookups take the id (`disputes.confirmation_window`) or the code (`MED-03`)."""

    def __init__(self, rules: Iterable[Rule], shelf: Shelf) -> None:
        self.shelf = shelf
        self._rules: dict[str, Rule] = {}
        self._codes: dict[str, Rule] = {}
        self._overlays: dict[str, Overlay] = {}
        for rule in rules:
            for name, taken in ((rule.id, self._rules), (rule.code, self._codes)):
                if name in taken:
                    other = taken[name].source
                    raise LawError(
                        f"{rule.source} 的规则 {rule.id}：「{name}」已被 {other} 使用，请改用别的编号或代码。"
                    )
            self._rules[rule.id] = self._codes[rule.code] = rule

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """The places that have local law, highest level first."""
        return tuple(sorted(self._overlays.values(), key=lambda overlay: (len(overlay.place), overlay.place)))

    def rule(self, name: str) -> Rule:
        """The rule with that id or code; LawError suggests near ones."""
        plain = unicodedata.normalize("NFKC", name).strip().replace("—", "-").replace("–", "-")
        head, mark, tail = plain.partition("-")
        found = self._rules.get(plain.lower()) or self._codes.get(f"{head.upper()}{mark}{tail.lower()}")
        if found is None:
            near = self.near(name)
            hint = (
                f"相近的有：{'、'.join(f'{rule.code} {rule.title}' for rule in near)}" if near else "请核对编号或代码"
            )
            raise LawError(f"没有规则「{name}」。{hint}。")
        return found

    def near(self, name: str, most: int = 4) -> list[Rule]:
        """Rules somebody may have meant: a title that holds the words, or a similar code or id."""
        if any("一" <= character <= "鿿" for character in name):
            return [rule for rule in self if name in rule.title][:most]
        names = {**{rule.code.lower(): rule for rule in self}, **{rule.id: rule for rule in self}}
        matches = difflib.get_close_matches(name.strip().lower(), names, n=most, cutoff=0.6)
        return list({names[match].id: names[match] for match in matches}.values())

    def place(self, text: str) -> str:
        """The division prefix for a code, or for the name of a place that has local law (云阳县)."""
        for overlay in self._overlays.values():
            if text.strip() == overlay.name:
                return overlay.place
        return localities.prefix(text)

    def value_on(self, name: str, day: date, place: str | None = None) -> RuleValue:
        """What the rule said on that day in that place; LawError before its first value."""
        rule = self.rule(name)
        held = self._held_under(rule, day, localities.above(self.place(place)) if place else ())
        if held is None:
            first = rule.values[0]
            raise NoValue(
                f"规则 {rule.code}（{rule.title}）在 {day} 没有取值：已收录的最早取值自 {first.since} 起生效。"
            )
        extension = rule.extension and replace(rule.extension, citation=self.cite(rule.extension.basis, day))
        pauses = tuple(replace(pause, citation=self.cite(pause.basis, day)) for pause in rule.pauses)
        return RuleValue(
            id=rule.id,
            code=rule.code,
            title=rule.title,
            unit=rule.unit,
            bound=rule.bound,
            value=held.value,
            basis=held.basis,
            confidence=held.confidence,
            since=held.since,
            place=held.place,
            citation=self.cite(held.basis, day),
            roll=rule.roll,
            direction=rule.direction,
            extension=extension,
            pauses=pauses,
            note=rule.note,
        )

    def cite(self, reference: str, day: date | None = None) -> str:
        """A reference in the words of a legal citation."""
        instrument, article = self.shelf.split(reference, day)
        return instrument.cite(article)

    def _held_under(self, rule: Rule, day: date, heads: Iterable[str]) -> DatedValue | None:
        held = held_on(rule.values, day)
        for head in heads:
            overlay = self._overlays.get(head)
            held = (overlay and held_on(overlay.values.get(rule.id, ()), day)) or held
        return held

    def lay(self, found: Iterable[Overlay]) -> None:
        """Lay local law over the books, highest level first, refusing what loosens."""
        for overlay in sorted(found, key=lambda one: len(one.place)):
            if overlay.place in self._overlays:
                other = self._overlays[overlay.place].source
                raise LawError(f"{overlay.source} 与 {other} 说的是同一个地方，请合并为一份。")
            above = localities.above(overlay.place)[:-1]
            overlays.check_against(
                overlay, self, partial(self._held_under, heads=above), partial(self._changes, heads=above)
            )
            self._overlays[overlay.place] = overlay

    def _changes(self, rule: Rule, heads: Iterable[str]) -> list[date]:
        laid = [self._overlays[head].values.get(rule.id, ()) for head in heads if head in self._overlays]
        return [value.since for values in (rule.values, *laid) for value in values]


def _standard_books() -> list[Path]:
    """A system keeps its own book when its folder has one; the others lie here."""
    own = {path.parent.name: path for path in sorted(_SYSTEMS.glob("*/rules.yaml"))}
    here = {path.stem: path for path in sorted(_BOOKS.glob("*.yaml"))}
    return list({**here, **own}.values())


def read(books: Iterable[Path], shelf: Shelf, places: Path | None = None) -> RuleBook:
    """A rule book from given files; nothing is kept between calls. LawError names the file and the rule at fault."""
    book = RuleBook([rule for path in books for rule in read_book(path, shelf)], shelf)
    if places is not None:
        files = sorted(places.glob("*/rules.yaml"))
        book.lay([overlays.read_overlay(path, book.rule, shelf) for path in files])
    return book


@lru_cache(maxsize=8)
def _load(places: Path | None) -> RuleBook:
    return read(_standard_books(), texts.shelf(places), places)


def load(places: Path | None = None) -> RuleBook:
    """The rule book of this house with the local law of a folder (default: `places.folder()`); read once per folder."""
    chosen = places if places is not None else localities.folder()
    if chosen is not None and not chosen.is_dir():
        raise LawError(f"地方设置文件夹「{chosen}」不存在，请核对路径。")
    return _load(chosen.resolve() if chosen is not None else None)
