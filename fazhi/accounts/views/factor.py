"""The second factor: asked for after the password, set up, taken away, and reset by a security administrator."""

from __future__ import annotations

import base64
import binascii

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.accounts import factors, passkeys, recovery, terms, totp
from fazhi.accounts.onward import enrolling, next_address, onward, second
from fazhi.accounts.views.log_in import own
from fazhi.people.models import Person
from fazhi.web.proof import fresh_identity

SALT = "fazhi.accounts.seed"
WRONG = "核验码不对，没有登录。请核对后重试；动态口令每 30 秒更换，用过的不能再用。"
CLOSED = "核验连续出错次数过多，没有登录。请 {minutes} 分钟后再试；手机丢失的，请联系本单位安全管理员重置。"
UNSCANNED = "动态口令不对，没有登记。请核对手机时间是否准确，再填现在显示的六位数字。"


@login_not_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for a code."""
    person = request.pending
    if person is None:
        return HttpResponseRedirect(next_address(request))
    if request.owed == factors.ENROL:
        return HttpResponseRedirect(enrolling(request))
    if "code" not in request.POST and "passkey" not in request.POST:
        return second(request)
    right = factors.attempt(person, lambda: is_right(request, person))
    if right:
        factors.passed(request)
        return onward(request, person)
    return second(request, WRONG if right is False else CLOSED.format(minutes=terms.number("code", "minutes")))


def is_right(request: HttpRequest, person: Person) -> bool:
    """Whether the passkey, the six digits or the recovery code are this person's."""
    if request.POST.get("passkey"):
        return passkeys.accept(request, factors.SECOND, request.POST["passkey"]) == person
    return factors.is_code(person, request.POST.get("code", ""))


def enrolling_person(request: HttpRequest) -> Person | None:
    """Who may set up a factor here: somebody who is in, or who is let in only to do this."""
    if request.user.is_authenticated:
        return request.user
    return request.pending if request.owed == factors.ENROL else None


@login_not_required
@fresh_identity(before=True)
def factors_page(request: HttpRequest) -> HttpResponse:
    """What is set up, and what may be added."""
    person = enrolling_person(request)
    if person is None or factors.mode_for(person) == "off":
        return HttpResponseRedirect(reverse("login"))
    context = {
        "person": person,
        "held": list(person.authenticators.all()),
        "codes_left": recovery.left(person),
        "obliged": request.pending is not None,
        "next": next_address(request),
    }
    return render(request, "accounts/factors.html", context)


@login_not_required
@fresh_identity(before=True)
def enrol_totp(request: HttpRequest) -> HttpResponse:
    """A square to scan, and the code that shows it was scanned. The seed travels in the page until then."""
    person = enrolling_person(request)
    if person is None or factors.mode_for(person) == "off":
        return HttpResponseRedirect(reverse("login"))
    seed, wrong = _seed(request, person), ""
    if seed and "code" in request.POST:
        if totp.enrol(person, seed, "".join(request.POST["code"].split())):
            return done(request, person, "动态口令")
        wrong = UNSCANNED
    seed = seed or totp.fresh_seed()
    context = {
        "square": segno.make(totp.address_of(seed, person), error="m").svg_data_uri(scale=5, border=2),
        "typed": _grouped(base64.b32encode(seed).decode("ascii")),
        "seed": signing.dumps([str(person.pk), seed.hex()], salt=SALT),
        "wrong": wrong,
        "next": next_address(request),
    }
    return render(request, "accounts/totp.html", context)


def done(request: HttpRequest, person: Person, title: str) -> HttpResponse:
    """A factor was kept; recovery codes are shown when these are the first."""
    codes = factors.enrolled(request, person)
    if codes:
        return render(request, "accounts/codes.html", {"codes": codes, "person": person, "next": next_address(request)})
    messages.success(request, f"{title}已登记；其他各处的登录已经结束。")
    return HttpResponseRedirect(reverse("account"))


@fresh_identity()
@require_POST
def renew_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes; the old ones no longer open."""
    person = own(request)
    if not person.authenticators.exists():
        messages.error(request, "您还没有登记二次核验方式，没有生成恢复码；登记第一种时会一并给出。")
        return redirect("factors")
    context = {"codes": recovery.renew(person), "person": person, "next": reverse("account")}
    return render(request, "accounts/codes.html", context)


@fresh_identity()
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Take one factor away; the last one only where none is required."""
    person = own(request)
    held = {str(one.pk): one for one in person.authenticators.all()}
    chosen = held.get(request.POST.get("factor", ""))
    if chosen is None:
        messages.error(request, "没有找到要删除的核验方式，没有删除；请刷新页面后再试。")
    elif len(held) == 1 and factors.mode_for(person) == "required":
        messages.error(request, "您的岗位须有二次核验，只剩这一种，没有删除；请先登记另一种。")
    else:
        chosen.delete()
        if len(held) == 1:
            person.recovery_codes.all().delete()
        messages.success(request, f"“{chosen.title}”已删除。")
    return redirect("factors")


def _seed(request: HttpRequest, person: Person) -> bytes | None:
    try:
        whose, seed = signing.loads(request.POST.get("seed", ""), salt=SALT, max_age=terms.guessing())
        return bytes.fromhex(seed) if whose == str(person.pk) else None
    except (signing.BadSignature, binascii.Error, ValueError):
        return None


def _grouped(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
