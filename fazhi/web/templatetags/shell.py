"""Tags of the shell: the law behind a step, days, badges of clocks, addresses that keep their filters."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.forms import CheckboxInput
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime

from fazhi.kernel.models import Clock
from fazhi.kernel.today import today
from fazhi.law import LawError, citations
from fazhi.people.roles import ROLES
from fazhi.web.badges import Badge, clock_badge, clock_kind
from fazhi.web.fields import is_group

register = template.Library()


@register.filter
def law(reference: str) -> str:
    """`instrument#article` in the words of a citation; what a person typed instead stays as it is."""
    return "、".join(_cited(part.strip()) for part in str(reference).split(";") if part.strip())


@lru_cache(maxsize=2048)
def _cited(reference: str) -> str:
    try:
        return citations.cite(reference)
    except LawError:
        return reference


@register.filter
def article(reference: str) -> dict[str, str]:
    """What is kept of an article: `cite`, and its own `text` or at least its `gist`; empty where nothing is kept."""
    try:
        instrument, place = citations.shelf().split(str(reference))
    except LawError:
        return {}
    words = instrument.words(place) if place else None
    kept = {"text": words.text, "gist": words.gist} if words else {}
    return {"cite": instrument.cite(place), **kept}


@register.filter
def day(value: Any) -> str:
    """A day as 2022-03-01; from ISO text, a date or a moment. Nothing is 「—」."""
    if not value:
        return "—"
    if isinstance(value, str):
        return value[:10]
    return localtime(value).strftime("%Y-%m-%d") if hasattr(value, "hour") else value.isoformat()


@register.filter
def moment(value: Any) -> str:
    """A moment in Asia/Shanghai as 2022-03-01 09:30."""
    return localtime(value).strftime("%Y-%m-%d %H:%M") if value else "—"


@register.filter
def long_day(value: date) -> str:
    """2022年3月1日 星期二."""
    return date_format(value, "Y年n月j日 l") if value else "—"


@register.filter
def file_size(size: int) -> str:
    """Bytes as KB or MB, at least 1 KB."""
    return f"{size / 1048576:.1f} MB" if size >= 1048576 else f"{max(1, round(size / 1024))} KB"


@register.filter
def badge_of(clock: Clock) -> Badge:
    """What a clock shows today."""
    return clock_badge(clock, today())


@register.filter
def clock_title(clock: Clock) -> str:
    """Name of a clock."""
    return clock_kind(clock)[0]


@register.filter
def group(field: Any) -> bool:
    """Whether a field is several boxes or circles under one legend."""
    return is_group(field)


@register.filter
def box(field: Any) -> bool:
    """Whether a field is one box to tick."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def item(mapping: dict[str, Any], key: str) -> Any:
    """A value of a mapping by a key that only the page knows."""
    return mapping.get(key, "")


@register.filter
def role(name: str) -> str:
    """Title of a role."""
    return ROLES[name].title


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The present query string with some values changed; an empty value drops the name."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"
