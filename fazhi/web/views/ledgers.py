"""The ledger page: filters, range, order, pages, the statement of what is listed; and the same part as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.kernel import ledgers, workbooks
from fazhi.kernel.ledgers import Column, Ledger
from fazhi.kernel.registry import Installed, system
from fazhi.kernel.structure import Procedure
from fazhi.kernel.today import today
from fazhi.people.actors import Actor
from fazhi.people.divisions import level
from fazhi.people.models import Division
from fazhi.web import access
from fazhi.web.ledger_query import Asked, asked, year_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Heading:
    """A column heading: its link sorts, and `order` says how the page is sorted now."""

    column: Column
    sort: str
    order: str = "none"


@dataclass(frozen=True)
class Line:
    """One row: where it leads, and its cells beside their columns."""

    url: str
    cells: tuple[tuple[Column, str], ...]

    @property
    def drawn(self) -> list[tuple[str, str, str]]:
        """Heading, style class and text of each cell: a page of fifty rows asks for nothing else five hundred times."""
        return [(column.title, _style(column), text) for column, text in self.cells]


def _style(column: Column) -> str:
    return ("wide" if column.wide else "short") + (" number" if column.kind in ("number", "date") else "")


def book_or_404(name: str) -> tuple[Ledger, Installed]:
    """The ledger and the system that keeps it."""
    try:
        return ledgers.ledger(name), system(name.partition(".")[0])
    except KeyError as error:
        raise Http404 from error


def may_import(book: Ledger, actor: Actor) -> bool:
    """Whether this post may bring a workbook into this ledger: who keeps the books stands in permissions.yaml."""
    kept = level(actor.division) == "town" and access.may(actor, "ledger-import", ledger_id=book.id)
    return book.importer is not None and kept


def openings(installed: Installed, actor: Actor) -> list[Procedure]:
    """The procedures of a system that this post may open."""
    return [one for one in installed.procedures.values() if one.opened_by(actor.role)]


def _openings_of(book: Ledger, installed: Installed, actor: Actor) -> list[Procedure]:
    if not book.cases:
        return []
    return [one for one in openings(installed, actor) if not book.opened or one.id in book.opened]


def ledger(request: HttpRequest, ledger_id: str) -> HttpResponse:
    """One page of a ledger."""
    book, installed = book_or_404(ledger_id)
    question = asked(book, request.actor, request.GET)
    page = ledgers.page(book, question.town, question.criteria)
    year = year_of(today())
    context = {
        "book": book,
        "installed": installed,
        "asked": question,
        "page": page,
        "statement": question.named(page.statement),
        "headings": [_heading(column, question.criteria.sort) for column in book.listed],
        "lines": lines(book, page.rows),
        "may_import": may_import(book, request.actor),
        "may_export": access.may(request.actor, "ledger-export", ledger_id=book.id),
        "openings": _openings_of(book, installed, request.actor),
        "year": year,
    }
    return render(request, "web/ledger.html", context)


def lines(book: Ledger, rows: list[dict[str, Any]]) -> list[Line]:
    """Rows as a page shows them; names of villages are asked for once."""
    places = _places(book, rows)
    return [
        Line(
            reverse("case", args=[row[book.case]]) if book.case else "",
            tuple((column, _shown(column, row[column.name], places)) for column in book.listed),
        )
        for row in rows
    ]


def _places(book: Ledger, rows: list[dict[str, Any]]) -> dict[str, str]:
    names = [column.name for column in book.listed if column.kind == "division" and not column.titles()]
    codes = {row[name] for row in rows for name in names}
    return dict(Division.objects.filter(pk__in=codes).values_list("code", "name")) if codes else {}


def _shown(column: Column, value: Any, places: dict[str, str]) -> str:
    return places[value] if column.kind == "division" and value in places else column.shown(value)


def _heading(column: Column, sort: str) -> Heading:
    if sort == column.name:
        return Heading(column, f"-{column.name}", "ascending")
    return Heading(column, column.name, "descending" if sort == f"-{column.name}" else "none")


def export(request: HttpRequest, ledger_id: str) -> FileResponse:
    """The asked part, whole, as a workbook whose second line says what it is."""
    book, _ = book_or_404(ledger_id)
    question: Asked = asked(book, request.actor, request.GET)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        workbooks.export(book, question.town, question.criteria, path)
        name = f"{book.title}{today():%Y%m%d}.xlsx"
        return FileResponse(open(path, "rb"), as_attachment=True, filename=name, content_type=XLSX)
