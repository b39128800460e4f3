"""待填写：每一步要问哪些话。 What a person is asked; a step without a form of its own has the plain one."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.people.models import Division
from fazhi.web.forms import StepForm


class VillageField(forms.ModelChoiceField):
    """A village of the actor's town, by code."""

    def clean(self, value: Any) -> Any:
        """The 12-digit code."""
        chosen = super().clean(value)
        return chosen.code if chosen else ""


class RegisterForm(StepForm):
    """A matter is registered: where, what about, on which day."""

    village = VillageField(label="村（社区）", queryset=Division.objects.none(), empty_label="请选择")
    subject = forms.CharField(label="事由", max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        village = self.fields["village"]
        assert isinstance(village, VillageField)
        found = Division.objects.filter(level="village", code__startswith=self.actor.town[:9])
        village.queryset = found.order_by("code")
        self.order_fields(["request", "happened_on", "village", "subject"])


FORMS: dict[str, dict[str, type[StepForm]]] = {"handling": {"register": RegisterForm}}
