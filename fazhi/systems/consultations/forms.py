"""What a person is asked at each step of a consultation."""

from __future__ import annotations

from django import forms

from fazhi.kernel.terms import terms
from fazhi.web.forms import StepForm


class CommentForm(StepForm):
    """An opinion that came on paper, in a meeting or by telephone."""

    masked = frozenset({"words", "name"})
    source = forms.ChoiceField(
        label="来源", choices=lambda: [one for one in terms("consultations", "source").items() if one[0] != "web"]
    )
    words = forms.CharField(label="意见内容", max_length=2000, widget=forms.Textarea)
    name = forms.CharField(label="姓名或单位", max_length=60, required=False)


FORMS: dict[str, dict[str, type[StepForm]]] = {"public_consultation": {"record_comment": CommentForm}}
