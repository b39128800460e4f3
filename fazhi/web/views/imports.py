"""A workbook into a ledger, in two steps: look at the difference, then confirm. A faulty file comes back marked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.kernel import files, imports, jobs, workbooks
from fazhi.kernel.act import Refused
from fazhi.kernel.imports import Preview, importer_of
from fazhi.kernel.ledgers import Ledger
from fazhi.kernel.workbooks import LARGEST_WORKBOOK, BadWorkbook
from fazhi.web import uploads
from fazhi.web.forms import MEGABYTE, WorkbookForm
from fazhi.web.views.ledgers import XLSX, book_or_404, may_import

TOKEN = "workbook"
SHOWN = 50
GONE = "上传的文件已经不在（超过一天或已导入过），台账没有改动，请重新上传。"


def bring_in(request: HttpRequest, ledger_id: str) -> HttpResponse:
    """Upload a workbook and see what it would do."""
    book = _book(request, ledger_id)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    found: Preview | None = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LARGEST_WORKBOOK:
            form.add_error(
                "file", f"文件“{file.name}”超过 {LARGEST_WORKBOOK // MEGABYTE} MB，台账没有改动，请拆分后分批导入。"
            )
        else:
            token = uploads.keep(file)
            try:
                found = imports.preview(book, request.actor.town, _kept(token))
                request.session[TOKEN] = token
            except BadWorkbook as error:
                uploads.forget(token)
                form.add_error("file", str(error))
    context = {"book": book, "form": form, "found": found, "shown": SHOWN}
    if found:
        context |= _difference(book, found, request.actor.town)
    return render(request, "web/import.html", context, status=422 if form.errors else 200)


@require_POST
def confirm(request: HttpRequest, ledger_id: str) -> HttpResponse:
    """Write what was previewed: the file is compared again, so that nothing is written that was not so when written."""
    book = _book(request, ledger_id)
    path = uploads.find(request.session.get(TOKEN, ""))
    if path is None:
        messages.error(request, GONE)
        return HttpResponseRedirect(reverse("ledger-import", args=[ledger_id]))
    try:
        found = imports.preview(book, request.actor.town, path)
        if found.writes > imports.LONG_WORK and not found.faults:
            return _to_worker(request, book, path)
        written = imports.apply(book, request.actor, found)
    except (Refused, BadWorkbook) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("ledger-import", args=[ledger_id]))
    # Only when the rows are there for good: after a failed commit the same file can be confirmed again.
    transaction.on_commit(partial(uploads.forget, request.session.pop(TOKEN)))
    messages.success(request, f"已导入 {written} 条，台账中原有而表中没有的记录没有删除。")
    return HttpResponseRedirect(reverse("ledger", args=[ledger_id]))


def _to_worker(request: HttpRequest, book: Ledger, path: Path) -> HttpResponse:
    """Many rows: the worker writes them, and the page of the job shows how far it has come."""
    arguments = {"ledger": book.id, "name": path.name, "digest": files.store(path.read_bytes(), path.name)}
    job = jobs.ask(request.actor, "import", f"导入《{book.title}》", arguments)
    transaction.on_commit(partial(uploads.forget, request.session.pop(TOKEN)))
    return HttpResponseRedirect(reverse("job", args=[job.pk]))


def faults(request: HttpRequest, ledger_id: str) -> FileResponse:
    """The same workbook with a last column that says what is wrong in which row."""
    book = _book(request, ledger_id)
    path = uploads.find(request.session.get(TOKEN, ""))
    if path is None:
        raise Http404
    found = imports.preview(book, request.actor.town, path)
    with TemporaryDirectory() as folder:
        marked = Path(folder) / "faults.xlsx"
        workbooks.write_faults(found.sheet, found.faults, marked)
        name = f"{path.stem}（需要更正）.xlsx"
        return FileResponse(open(marked, "rb"), as_attachment=True, filename=name, content_type=XLSX)


def _book(request: HttpRequest, ledger_id: str) -> Ledger:
    book, _ = book_or_404(ledger_id)
    if not may_import(book, request.actor):
        raise PermissionDenied
    return book


def _kept(token: str) -> Path:
    path = uploads.find(token)
    if path is None:
        raise BadWorkbook(GONE)
    return path


def _difference(book: Ledger, found: Preview, town: str) -> dict[str, object]:
    """What changes, in the words of the workbook itself: what was typed, not what it was turned into."""
    importer = importer_of(book)
    titles = {name: title for title, name in importer.headings.items()}
    keys = [titles[name] for name in importer.key]
    existing = importer.existing(town)
    sound = [line for at, line in enumerate(found.sheet.rows, found.sheet.first_row) if at not in found.faults]
    typed = {tuple(line.get(key, "") for key in keys): line for line in sound if any(line.values())}
    fresh = [line for key, line in typed.items() if key not in existing][:SHOWN] if found.new else []
    return {
        "work": len(found.new) + len(found.changed),
        "keys": "、".join(keys),
        "titles": [title for title in titles.values() if title in found.sheet.headings],
        "new": fresh,
        "changed": [(said_key(importer.key, row), differs) for row, differs in found.changed[:SHOWN]],
        "removed": ["　".join(key) for key in found.removed[:SHOWN]],
        "faults": list(found.faults.items())[:SHOWN],
    }


def said_key(names: tuple[str, ...], row: Mapping[str, Any]) -> str:
    """The key of a row as a person would call it."""
    return "　".join(str(row.get(name, "")) for name in names)
