"""The page on which a discussion is recorded: a row for each member present in the order of speaking, the chair's the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from fazhi.kernel.doing import Doing
from fazhi.kernel.terms import terms
from fazhi.systems.meetings import sitting
from fazhi.systems.meetings.models import Attendance, Meeting, Topic
from fazhi.web.forms import StepForm

LONGEST_WORDS = 500


@dataclass(frozen=True)
class Speaker:
    """One row of the page; the chair has no order to fill in."""

    member: Attendance
    is_chair: bool
    order: forms.BoundField | None
    view: forms.BoundField
    words: forms.BoundField


class DiscussForm(StepForm):
    """Every view in the order of speaking, then what was decided. Works by keyboard and without script."""

    resolution = forms.ChoiceField(
        label="决定", choices=lambda: list(terms("meetings", "resolution").items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="作出决定的理由",
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text="决定与多数人意见不一致的，应当写明理由。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.case is not None
        self.meeting = sitting.meeting_case(self.case.town, Topic.objects.get(pk=self.case.pk).meeting)
        self.dossier = Meeting.objects.get(pk=self.meeting.pk) if self.meeting else None
        self.members = self._in_order()
        made: dict[str, forms.Field] = {}
        for at, one in enumerate(self.members):
            if not self._chairs(one):
                made[f"order_{at}"] = forms.IntegerField(
                    label=f"{one.name}的发言次序", min_value=1, max_value=99, initial=at + 1
                )
            made[f"view_{at}"] = forms.ChoiceField(
                label=f"{one.name}的意见", choices=list(terms("meetings", "view").items()), widget=forms.RadioSelect
            )
            made[f"words_{at}"] = forms.CharField(
                label=f"{one.name}的发言要点", max_length=LONGEST_WORDS, required=False
            )
        self.add(made)
        self.fields["happened_on"].label = "讨论日期"
        if self.dossier and self.dossier.held_on:
            self.fields["happened_on"].initial = self.dossier.held_on
        self.order_fields(["request", "happened_on", *made, "resolution", "reason"])

    def _in_order(self) -> list[Attendance]:
        """The members who came, the chair at the end."""
        came = sitting.present(self.meeting) if self.meeting else []
        return sorted(came, key=self._chairs)

    def _chairs(self, member: Attendance) -> bool:
        return self.dossier is not None and member.name == self.dossier.chair

    @property
    def speakers(self) -> list[Speaker]:
        """The rows of the page."""
        return [
            Speaker(
                one,
                self._chairs(one),
                None if self._chairs(one) else self[f"order_{at}"],
                self[f"view_{at}"],
                self[f"words_{at}"],
            )
            for at, one in enumerate(self.members)
        ]

    @property
    def before(self) -> list[forms.BoundField]:
        """What stands above the rows."""
        return [self["request"], self["happened_on"]]

    @property
    def after(self) -> list[forms.BoundField]:
        """What stands below the rows."""
        above = {one.name for one in self.before}
        return [one for one in self if one.name not in above and not one.name.startswith(("order_", "view_", "words_"))]

    def clean(self) -> dict[str, Any]:
        """Two members do not speak at the same time."""
        clean = super().clean() or {}
        seen: dict[int, str] = {}
        for at, one in enumerate(self.members):
            order = clean.get(f"order_{at}")
            if order is None:
                continue
            if order in seen:
                self.add_error(f"order_{at}", f"发言次序 {order} 与{seen[order]}重复，请改正。")
            seen[order] = one.name
        return clean

    def doing(self) -> Doing:
        """The views in the order of speaking, the chair's the last."""
        clean, told = self.cleaned_data, super().doing()
        rows = sorted(
            range(len(self.members)), key=lambda at: (self._chairs(self.members[at]), clean.get(f"order_{at}", 0))
        )
        views = [
            {
                "name": self.members[at].name,
                "post": self.members[at].post,
                "view": clean[f"view_{at}"],
                "words": clean[f"words_{at}"],
            }
            for at in rows
        ]
        return replace(told, data={"views": views, "reason": told.reason})

    @classmethod
    def retold(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The history tells the decision and its reason; the views stand, each in its row, on the topic."""
        return {name: data[name] for name in ("resolution", "reason") if name in data}
