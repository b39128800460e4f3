"""A town's Readings as the auditor takes them: frozen where an edition froze them, else as the ledgers stand now.

The words by which a Reading is spoken of are those of the sentences that may be said of it, and its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.urls import reverse

from fazhi.audit import Known, KnownFigures, Pattern
from fazhi.indicators.freezing import intact
from fazhi.indicators.models import FrozenReading
from fazhi.indicators.readings import Reading, period_of, read_all
from fazhi.kernel import registry
from fazhi.kernel.today import now
from fazhi.papers.writing import written_date
from fazhi.people.models import Division
from fazhi.report import issuing
from fazhi.report.issuing import State
from fazhi.report.outline import town_words
from fazhi.report.sentences import written

EMPTY = "{town}{year}年度没有冻结的读数，台账里也没有登记，没有与台账核对。"


def figures(town: Division, year: int, *, given: bool, query: str = "") -> KnownFigures | str:
    """Frozen Readings of the edition that holds, the ledgers' own for the rest; a sentence where the town has none.

    `given`: somebody said that the document is this town's; `query`: kept on the addresses of the figures. Must run
    inside the town's scope.
    """
    live = read_all(town.pk, year, keys=False)
    state = _holding(issuing.states(town.pk, year))
    frozen = _frozen(state) if state else {}
    if not frozen and not any(reading.counted for reading in live.values()):
        return EMPTY.format(town=town.name, year=year)
    known = {name: _known(reading, query) for name, reading in live.items() if reading.value is not None}
    known |= {name: _kept(row, query) for name, row in frozen.items() if row.value is not None}
    return _assembled(town, year, known, _statement(town, year, state if frozen else None, len(frozen)), given)


def of_readings(town: Division, year: int, readings: Mapping[str, Reading]) -> KnownFigures:
    """The Readings a draft was compiled from."""
    known = {name: _known(reading, "") for name, reading in readings.items() if reading.value is not None}
    return _assembled(town, year, known, _statement(town, year, None, 0), True)


def _holding(states: Iterable[State]) -> State | None:
    """The latest issued edition; where none is issued yet, the latest that was submitted."""
    found = list(states)
    return next((state for state in found if state.issued), found[0] if found else None)


def _frozen(state: State) -> dict[str, FrozenReading]:
    """The Readings of an edition by id; one whose digest no longer fits proves nothing and is left out."""
    rows = FrozenReading.objects.filter(town=state.edition.town, batch=state.edition.pk)
    return {row.indicator: row for row in rows if intact(row)}


def _statement(town: Division, year: int, state: State | None, count: int) -> str:
    name = f"{town.name}{year}年度"
    moment = now()
    said = f"{written_date(moment)}{moment:%H:%M}"
    if state is None:
        return f"已与{name}台账核对：该年度尚无冻结的读数，用的是{said}的台账，不一致的只作提醒，不判为有误。"
    day = state.day
    signed = f"{written_date(day)}签发" if day else "已送签、待会签"
    return (
        f"已与{name}报告第{state.edition.serial}稿（{signed}）冻结的{count}项读数核对；"
        f"其余指标用的是{said}的台账，不一致的只作提醒。"
    )


def _known(reading: Reading, query: str) -> Known:
    is_rate = reading.unit == "%"
    return Known(
        id=reading.id,
        title=reading.title,
        unit=reading.unit,
        # As printed: 100, not 100.0.
        value=Decimal(reading.shown),
        definition=reading.definition,
        frozen=False,
        part=reading.numerator if is_rate else None,
        whole=reading.denominator if is_rate else None,
        source=_address(reading.year, reading.id, query),
    )


def _kept(row: FrozenReading, query: str) -> Known:
    """A frozen Reading; its value is taken as it was printed, so that 99.8 is not 99.8000."""
    kept = row.reading
    is_rate = kept["unit"] == "%"
    return Known(
        id=row.indicator,
        title=kept["title"],
        unit=kept["unit"],
        value=Decimal(str(kept["value"])),
        definition=kept["definition"],
        frozen=True,
        part=kept["numerator"] if is_rate else None,
        whole=kept["denominator"] if is_rate else None,
        source=_address(row.year, row.indicator, query),
    )


def _address(year: int, name: str, query: str) -> str:
    return reverse("figure", args=[year, name]) + query


def _assembled(town: Division, year: int, known: Mapping[str, Known], statement: str, given: bool) -> KnownFigures:
    words = town_words(town, year)
    kind = words["town_kind"]
    names = (words["our"], f"本{kind}", f"全{kind}", town.name, words["our_leaders"], words["government"])
    return KnownFigures(
        place=town.name,
        year=year,
        as_of=period_of(year).cutoff,
        statement=statement,
        names=names,
        given=given,
        figures=known,
        patterns=tuple(_patterns()),
        words={name: (word,) for name, word in words.items()} | _ways(year, names),
    )


def _ways(year: int, names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Words that a document may put in another way: how the town calls itself, and that the year is over."""
    ends = (f"{year}年底", "年底", "年末", f"{year}年12月31日", "12月31日", f"{year}年末")
    return {"our": names, "as_of": tuple(f"{before}{end}" for before in ("到", "截至", "截止") for end in ends)}


def _patterns() -> Iterable[Pattern]:
    """Every way in which a sentence may be said, once: whatever heading it is said under."""
    for system in registry.systems():
        for sentence in written(system):
            lists = {name: tuple(item.say for item in items) for name, items in sentence.lists.items()}
            for variant in sentence.variants:
                yield Pattern(variant.say, system, lists)
