"""How form fields look and what they say when something is wrong; every form of the house wears this."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates

from fazhi.kernel import cells

_MANY = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class Renderer(DjangoTemplates):
    """Django's own renderer with our field: label, hint, error and control tied together for screen readers."""

    field_template_name = "web/_field.html"


class DayInput(forms.DateInput):
    """The browser's own date control."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day as people write it: 2022-03-01, 2022.3.1, 2022年3月1日. A day that does not exist is named as such."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        """The day, or an error that quotes what was typed."""
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return cells.day(str(value))
        except ValueError as error:
            raise forms.ValidationError(f"{error}。") from None


class DressedForm(forms.Form):
    """A form in the house's clothes. Also mixed into Django's own log-in and password forms."""

    default_renderer = Renderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            dress(name, field)

    def add(self, further: Mapping[str, forms.Field]) -> None:
        """Fields that are only known when the form is made."""
        for name, field in further.items():
            dress(name, field)
            self.fields[name] = field


def dress(name: str, field: forms.Field) -> None:
    """Give a field its classes and Chinese words for an empty answer."""
    if isinstance(field, forms.DateField) and isinstance(field.widget, forms.DateInput):
        field.widget = _as_day(field.widget)
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, forms.Select):
        widget.attrs.setdefault("class", "form-select")
    elif not isinstance(widget, forms.HiddenInput):
        widget.attrs.setdefault("class", "form-control")
    if isinstance(widget, forms.Textarea):
        widget.attrs["rows"] = "4"
    asked = "请选择" if isinstance(widget, forms.Select | forms.RadioSelect) else "请填写"
    if isinstance(field, forms.FileField):
        asked = "请上传"
    field.error_messages["required"] = f"{asked}“{field.label or name}”。"
    if isinstance(field, forms.ChoiceField):
        field.error_messages["invalid_choice"] = f"“%(value)s”不在“{field.label or name}”的可选范围内，请重新选择。"


def _as_day(widget: forms.DateInput) -> DayInput:
    return widget if isinstance(widget, DayInput) else DayInput(widget.attrs)


def is_group(field: forms.BoundField) -> bool:
    """Whether a field is several boxes or circles under one legend."""
    return isinstance(field.field.widget, _MANY)
