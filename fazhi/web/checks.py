"""Django system check over permissions.yaml and the addresses of the house."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from fazhi.web.inventory import faults


@register()
def permissions_are_complete(**options: Any) -> list[CheckMessage]:
    """Every page has its line, every line its page: one error a fault, in Chinese."""
    return [Error(sentence, id="fazhi.E301") for sentence in faults()]
