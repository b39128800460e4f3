"""Pages of the annual report: the draft with its margin, the editor's texts, the Word file, the way to its issue."""

from __future__ import annotations

import io
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fazhi.indicators.places import report_year, town_of, towns_under, years_beside
from fazhi.kernel import registry
from fazhi.kernel.today import today
from fazhi.papers import fonts, pdf
from fazhi.papers.errors import PaperError
from fazhi.people.models import Division
from fazhi.report import issuing, texts
from fazhi.report.building import Built, build
from fazhi.report.document import write
from fazhi.report.draft import ORDINALS
from fazhi.report.findings import remarks
from fazhi.report.forms import TextForm
from fazhi.report.known import of_readings
from fazhi.report.outline import NoOutline, outline_for, town_words
from fazhi.web.proof import fresh_identity

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The report of the year that is due."""
    return redirect("report", report_year(request.actor.town))


@require_safe
def report(request: HttpRequest, year: int) -> HttpResponse:
    """The draft: every figure opens its Reading; in the margin what is missing, unsupported or found wrong."""
    town = _town(request, year)
    if town is None:
        return render(request, "report/towns.html", {"year": year, "towns": towns_under(request.actor.division)})
    built = build(town, year)
    states = issuing.states(town.pk, year)
    same = bool(states) and states[0].draft.paragraphs == built.draft.paragraphs
    context = {
        "year": year,
        "town": town,
        "draft": built.draft,
        "remarks": remarks(built.draft, of_readings(town, year, built.readings)),
        "may_edit": texts.may_edit(request.actor, town.pk),
        "may_sign": request.actor.role in issuing.HEADS and request.actor.division == town.pk,
        "states": states,
        "latest": states[0] if states else None,
        "same": same,
        "copied": [_places(town, year)[key] for key in texts.copied(town.pk, year, built.texts)],
        "changes": issuing.changes(states[0].draft, built.draft) if states else [],
        "query": _query(request),
        "with_pdf": pdf.available(),
        "missing_fonts": fonts.missing() if pdf.available() else (),
        "years": [one for one in years_beside(town.pk, year) if _known(one)],
        "figures": [built.readings[name] for name in built.draft.figures],
    }
    return render(request, "report/draft.html", context)


def edit(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """One text of the report: the editor changes it, others read it."""
    town = _town(request, year)
    place = _places(town, year).get(key) if town else None
    if place is None or town is None:
        raise Http404
    built = build(town, year)
    last = built.texts.get(key)
    form = TextForm(
        request.POST or None,
        {"text": last.text if last else "", "seen": last.version if last else 0},
        place.rows,
    )
    if request.method == "POST" and form.is_valid():
        try:
            texts.save(request.actor, town.pk, year, key, form.cleaned_data["text"], form.cleaned_data["seen"])
        except texts.NotSaved as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, f"“{place.title}”已保存。")
            return redirect(reverse("report", args=[year]) + f"#{key}")
    context = {
        "year": year,
        "town": town,
        "place": place,
        "form": form,
        "last": last,
        "may_edit": texts.may_edit(request.actor, town.pk),
        "readings": built.readings.values(),
        "blocks": [block for block in built.draft.blocks if block.edit == key and block.kind != "note"],
    }
    return render(request, "report/text.html", context, status=422 if form.errors else 200)


@require_safe
def download(request: HttpRequest, year: int) -> FileResponse:
    """The draft as it is now, in Word."""
    built = _built(request, year)
    return _file(write(built.draft), f"{built.draft.town_name}{year}年法治政府建设情况的报告（草稿）.docx", DOCX)


@require_safe
def download_pdf(request: HttpRequest, year: int) -> HttpResponseBase:
    """The draft as PDF, where LibreOffice is installed."""
    built = _built(request, year)
    try:
        content = pdf.convert(write(built.draft))
    except PaperError as error:
        messages.error(request, str(error))
        return redirect(reverse("report", args=[year]) + _query(request))
    return _file(content, f"{built.draft.town_name}{year}年法治政府建设情况的报告（草稿）.pdf", "application/pdf")


@require_POST
def submit(request: HttpRequest, year: int) -> HttpResponse:
    """Freeze the draft and send it to both heads."""
    try:
        edition = issuing.submit(request.actor, _built(request, year, keys=True))
    except issuing.NotIssued as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"第 {edition.serial} 稿已送签，文字和全部读数已冻结；待党委书记、镇长会签。")
    return redirect("report", year)


@fresh_identity()
@require_POST
def sign(request: HttpRequest, year: int, edition_id: UUID) -> HttpResponse:
    """Countersign an edition."""
    town = _town(request, year)
    if town is None:
        raise Http404
    try:
        state = issuing.sign(request.actor, town.pk, edition_id)
    except issuing.NotIssued as error:
        messages.error(request, str(error))
    else:
        waiting = f"，还待{'、'.join(state.waiting)}签发" if state.waiting else "，两位主要负责人已会签，报告签发"
        messages.success(request, f"您已签发第 {state.edition.serial} 稿{waiting}。")
    return redirect("report", year)


@require_safe
def edition_docx(request: HttpRequest, year: int, edition_id: UUID) -> FileResponse:
    """An edition in Word, exactly as it was submitted; once issued, with its date and signers."""
    town = _town(request, year)
    found = [one for one in issuing.states(town.pk, year) if one.edition.pk == edition_id] if town else []
    if not found:
        raise Http404
    state = found[0]
    content = write(state.final, signers=state.signers, made_at=state.edition.made_at, seal=state.seal)
    word = "" if state.issued else f"（第{state.edition.serial}稿，待会签）"
    return _file(content, f"{state.draft.town_name}{year}年法治政府建设情况的报告{word}.docx", DOCX)


def _town(request: HttpRequest, year: int) -> Division | None:
    if not _known(year):
        raise Http404
    return town_of(request.actor, request.GET)


def _known(year: int) -> bool:
    """Whether a report may exist for the year."""
    try:
        outline_for(year)
    except NoOutline:
        return False
    return year <= today().year


def _built(request: HttpRequest, year: int, *, keys: bool = False) -> Built:
    town = _town(request, year)
    if town is None:
        raise Http404
    return build(town, year, keys=keys)


def _places(town: Division, year: int) -> dict[str, texts.Place]:
    titles = tuple((one.id, f"（{ORDINALS[one.order - 1]}）{one.short}") for one in registry.headings())
    return texts.places(outline_for(year), titles, town_words(town, year))


def _file(content: bytes, name: str, media_type: str) -> FileResponse:
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=media_type)


def _query(request: HttpRequest) -> str:
    return f"?town={request.GET['town']}" if request.GET.get("town") else ""
