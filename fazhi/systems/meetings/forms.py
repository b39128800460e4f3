"""What a person is asked at each step of a topic."""

from __future__ import annotations

from django import forms

from fazhi.kernel.terms import terms
from fazhi.web.forms import StepForm


def choices(field: str) -> list[tuple[str, str]]:
    """One list of words as form choices."""
    return list(terms("meetings", field).items())


class ProposeForm(StepForm):
    """A topic is proposed by itself."""

    title = forms.CharField(label="议题名称", max_length=120)
    matter = forms.ChoiceField(label="议题类别", choices=lambda: choices("matter"), initial="other")
    kind = forms.ChoiceField(label="会议种类", choices=lambda: choices("kind"))


class ScheduleForm(StepForm):
    """Which meeting discusses it."""

    meeting = forms.CharField(label="会议", max_length=60, help_text="如：2022 年第 3 次镇政府会议。")


FORMS: dict[str, dict[str, type[StepForm]]] = {"topic": {"propose": ProposeForm, "schedule": ScheduleForm}}
