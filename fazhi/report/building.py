"""From a town and a year to its draft: the Readings and the editor's texts, compiled. Must run inside its scope."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.indicators.readings import Reading, read_all
from fazhi.people.models import Division
from fazhi.report import texts
from fazhi.report.draft import Draft, compile_draft
from fazhi.report.models import DraftText


@dataclass(frozen=True)
class Built:
    """A draft with what it was made from."""

    draft: Draft
    readings: dict[str, Reading]
    texts: dict[str, DraftText]


def build(town: Division, year: int, *, keys: bool = False) -> Built:
    """The draft as of now: one query a ledger, one for the texts. To be submitted it needs the keys of its rows."""
    readings = read_all(town.pk, year, keys=keys)
    written = texts.latest(town.pk, year)
    draft = compile_draft(town, year, readings, {key: one.text for key, one in written.items()})
    return Built(draft, readings, written)
