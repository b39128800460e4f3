"""For the security administrator: whose second factor stands, and taking it away when a telephone is lost."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fazhi.accounts import factors
from fazhi.accounts.forms import ResetForm
from fazhi.accounts.models import FactorReset
from fazhi.kernel import act
from fazhi.kernel.today import now, today
from fazhi.people.actors import Actor
from fazhi.people.divisions import prefix
from fazhi.people.models import Person
from fazhi.web.proof import fresh_identity


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in post in the administrator's town: who can be reset first, then who has nothing to reset."""
    found = within(request.actor).annotate(
        apps=Count("authenticators", Q(authenticators__kind="totp"), distinct=True),
        passkeys=Count("authenticators", Q(authenticators__kind="passkey"), distinct=True),
    )
    context = {
        "enrolled": [one for one in found if one.apps or one.passkeys],
        "others": [one for one in found if not (one.apps or one.passkeys)],
        "resets": FactorReset.objects.filter(town=request.actor.town)
        .select_related("person", "administrator")
        .order_by("-reset_at")[:20],
    }
    return render(request, "accounts/people.html", context)


@fresh_identity()
@require_POST
def reset(request: HttpRequest) -> HttpResponse:
    """Take somebody's second factors away, for a reason that stays in the log."""
    form = ResetForm(request.POST)
    form.is_valid()
    person = within(request.actor).filter(username=form.cleaned_data.get("username", "")).first()
    if person is None:
        messages.error(request, "没有找到这个账号，或者不在您的管辖范围内，没有重置。")
        return redirect("people")
    if "reason" in form.errors:
        messages.error(request, f"重置{person.name}的二次核验须写明事由（四个字以上，二百个字以内），没有重置。")
        return redirect("people")
    if person.pk == request.actor.person_id:
        messages.error(request, "不能重置自己的二次核验，请由另一名安全管理员办理；没有重置。")
        return redirect("people")
    with transaction.atomic():
        row = FactorReset(
            town=request.actor.town,
            person=person,
            administrator_id=request.actor.person_id,
            reason=form.cleaned_data["reason"],
            reset_at=now(),
        )
        act.record(request.actor, "accounts.reset", [row])
        factors.clear(person)
    messages.success(request, f"已重置{person.name}的二次核验，其各处登录已经结束；事由已记入日志。")
    return redirect("people")


def within(actor: Actor) -> QuerySet[Person]:
    """Persons in post today at or below the administrator's division."""
    held = Q(appointments__ends_on=None) | Q(appointments__ends_on__gte=today())
    reach = Q(appointments__division__code__startswith=prefix(actor.division), appointments__starts_on__lte=today())
    return Person.objects.filter(held, reach).distinct().order_by("name", "username")
