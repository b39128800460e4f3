"""Kinds of questions that the forms of a decision ask, in the words of terms.yaml."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.kernel.terms import terms


def choices(field: str) -> list[tuple[str, str]]:
    """One list of words as form choices."""
    return list(terms("decisions", field).items())


def radio(label: str, field: str, **kwargs: Any) -> forms.ChoiceField:
    """One of a few: all are seen at once and one tap answers."""
    return forms.ChoiceField(label=label, choices=lambda: choices(field), widget=forms.RadioSelect, **kwargs)


def select(label: str, field: str, **kwargs: Any) -> forms.ChoiceField:
    """One of many."""
    return forms.ChoiceField(label=label, choices=lambda: [("", "请选择"), *choices(field)], **kwargs)


def text(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea, **kwargs)


def line(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, max_length=longest, **kwargs)


def count(label: str, **kwargs: Any) -> forms.IntegerField:
    """A number of people or opinions."""
    return forms.IntegerField(label=label, min_value=0, max_value=999_999, **kwargs)


def silent(label: str) -> forms.CharField:
    """An answer that nobody types: an action adds it, and the history shows it under this label."""
    return forms.CharField(label=label, required=False, widget=forms.HiddenInput)


def matter() -> forms.ChoiceField:
    """What the other system is told this is."""
    words = [("decision", "重大行政决策")]
    return forms.ChoiceField(label="送办类别", choices=words, initial="decision", widget=forms.HiddenInput)


def offer(form: forms.Form, name: str, offered: list[tuple[str, str]]) -> None:
    """Give a question its choices, which are only known when it is asked."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = offered
