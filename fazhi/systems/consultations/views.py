"""The public pages: the drafts of a town, and one draft with a box for comments. No account, no cookie, no trace of who came."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fazhi.kernel.doing import Refused
from fazhi.people import scopes
from fazhi.people.divisions import WrongDivisionCode, checked
from fazhi.people.models import Division
from fazhi.systems.consultations import actions, boards, quota
from fazhi.systems.consultations.forms import PublicForm

TOO_MANY = (
    "今天从您所在网络提交的意见已经达到上限，这一条没有提交，文字仍保留在下面；请明天再交，或者用书面、电话方式提出。"
)


@login_not_required
@require_safe
def board(request: HttpRequest, town: str) -> HttpResponse:
    """The drafts of a town that are, or were, before the public."""
    division = _town(town)
    with scopes.within(town):
        found = boards.drafts(town)
    return render(request, "consultations/board.html", {"town": division, "drafts": found})


# Without an account there is no session whose rights a foreign page could borrow; a token would only mean a cookie.
@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, town: str, case_id: UUID) -> HttpResponse:
    """One draft, with a box for comments while they are taken, and afterwards with the answers."""
    division, form = _town(town), PublicForm(request.POST if request.method == "POST" else None)
    with scopes.within(town):
        found = boards.draft(case_id)
        if found is None:
            raise Http404
        status = 200
        if request.method == "POST":
            status = _comment(request, town, case_id, form)
            if status == 303:
                return HttpResponseRedirect(f"{reverse('consultation-draft', args=[town, case_id])}?received=1")
        context = {
            "town": division,
            "draft": found,
            "dossier": found.dossier,
            "form": form,
            "received": "received" in request.GET,
            "least": boards.least_days(found.dossier),
            "told": boards.statistics(found.dossier) if found.phase == "published" else {},
        }
        return render(request, "consultations/draft.html", context, status=status)


def _comment(request: HttpRequest, town: str, case_id: UUID, form: PublicForm) -> int:
    """Take a comment; the status of the answer: 303 received, 422 unreadable, 409 too late, 429 too many."""
    if not form.is_valid():
        return 422
    clean = form.cleaned_data
    if clean["website"]:
        return 303
    try:
        if not quota.allows(request.META.get("REMOTE_ADDR", ""), town):
            form.add_error(None, TOO_MANY)
            return 429
        actions.comment(town, case_id, clean["words"], clean["name"], clean["request"])
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return 409
    return 303


def _town(code: str) -> Division:
    try:
        found = Division.objects.filter(code=checked(code), level="town").first()
    except WrongDivisionCode as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found
