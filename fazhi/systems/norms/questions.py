"""The kinds of question the forms of this system ask, with their words from terms.yaml."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from fazhi.kernel.today import today
from fazhi.systems.norms.terms import terms
from fazhi.web.fields import DayField

YES_NO = [("yes", "是"), ("no", "否")]


def choices(field: str) -> list[tuple[str, str]]:
    """One list of words as form choices."""
    return list(terms(field).items())


def radio(label: str, field: str, **kwargs: Any) -> forms.ChoiceField:
    """One of a few: all are seen at once and one tap answers."""
    return forms.ChoiceField(label=label, choices=lambda: choices(field), widget=forms.RadioSelect, **kwargs)


def text(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea, **kwargs)


def day_of(typed: Any) -> date:
    """A day as it was typed; today where nothing was, or nothing that is a day."""
    try:
        return DayField(required=False).clean(typed) or today()
    except forms.ValidationError:
        return today()


def told(label: str) -> forms.CharField:
    """What an action adds to a step: nobody is asked, but the case page must have a name for it."""
    return forms.CharField(label=label, required=False, widget=forms.HiddenInput)


def test(name: str) -> forms.ChoiceField:
    """One of the five tests: yes or no."""
    return forms.ChoiceField(label=terms("test")[name], choices=YES_NO, widget=forms.RadioSelect)
