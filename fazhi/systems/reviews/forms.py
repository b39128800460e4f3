"""What a person is asked at each step of a review."""

from __future__ import annotations

from django import forms

from fazhi.kernel.terms import terms
from fazhi.web.fields import DayField
from fazhi.web.forms import StepForm


def choices(field: str) -> list[tuple[str, str]]:
    """One list of words as form choices."""
    return list(terms("reviews", field).items())


class SubmitForm(StepForm):
    """Something is sent to review by itself."""

    title = forms.CharField(label="送审事项名称", max_length=120)
    matter = forms.ChoiceField(label="审查事项类别", choices=lambda: [("", "请选择"), *choices("matter")])
    urgent = forms.BooleanField(label="属于突发事件应急处置或者执行上级紧急命令", required=False)
    due_on = DayField(label="要求反馈日期", required=False)


class MaterialsForm(StepForm):
    """Which materials are missing."""

    missing = forms.CharField(label="需补正的材料", max_length=300)


class AdviserForm(StepForm):
    """Who gave legal advice."""

    adviser = forms.CharField(label="法律顾问、公职律师", max_length=100)


class OpinionForm(StepForm):
    """The reviewer's opinion, with the articles it rests on."""

    opinion = forms.ChoiceField(label="审查意见", choices=lambda: choices("opinion"), widget=forms.RadioSelect)
    findings = forms.IntegerField(label="提出意见条数", min_value=0, max_value=999, initial=0)
    articles = forms.CharField(label="依据的条文", max_length=500, required=False, widget=forms.Textarea)
    comments = forms.CharField(label="意见内容", max_length=2000, widget=forms.Textarea)


FORMS: dict[str, dict[str, type[StepForm]]] = {
    "legality_review": {
        "submit": SubmitForm,
        "ask_materials": MaterialsForm,
        "hear_adviser": AdviserForm,
        "give_opinion": OpinionForm,
    }
}
