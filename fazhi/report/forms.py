"""What the editor fills in: one text of the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


class TextForm(forms.Form):
    """The words under one key; `seen` is the version she started from."""

    text = forms.CharField(label="文字", required=False, max_length=5000, strip=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Mapping[str, Any] | None, initial: Mapping[str, Any], rows: int) -> None:
        super().__init__(data, initial=dict(initial))
        widget = forms.Textarea if rows > 1 else forms.TextInput
        attributes = {"class": "form-control", "aria-describedby": "hint"}
        self.fields["text"].widget = widget(attrs=attributes | ({"rows": rows} if rows > 1 else {}))
