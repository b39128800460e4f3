"""What a person is asked at each step of a meeting, a topic and a task. The discussion is recorded on one page (discussing)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q

from fazhi.kernel.doing import Doing
from fazhi.kernel.registry import procedure
from fazhi.kernel.terms import terms
from fazhi.kernel.today import today
from fazhi.people.models import Appointment
from fazhi.systems.meetings import sitting
from fazhi.systems.meetings.discussing import DiscussForm
from fazhi.systems.meetings.models import Attendance, Meeting, Topic
from fazhi.web.fields import DayField
from fazhi.web.forms import StepForm


def choices(field: str) -> list[tuple[str, str]]:
    """One list of words as form choices."""
    return list(terms("meetings", field).items())


class ProposeForm(StepForm):
    """A topic is proposed by itself."""

    title = forms.CharField(label="议题名称", max_length=120)
    # Norms and decisions come from their own procedures, behind their gates.
    matter = forms.ChoiceField(label="议题类别", choices=lambda: [("other", terms("meetings", "matter")["other"])])
    kind = forms.ChoiceField(label="会议种类", choices=lambda: choices("kind"))


class ScheduleForm(StepForm):
    """Which of the meetings in preparation discusses it."""

    meeting = forms.ChoiceField(label="会议", choices=(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.case is not None
        kind = Topic.objects.get(pk=self.case.pk).kind
        found = sitting.planned(self.case.town, kind)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (case.number, f"{case.number} {case.title}（{one.planned_on}，{one.place}）") for case, one in found
        ]
        if not found:
            field.help_text = f"没有筹备中的{terms('meetings', 'kind').get(kind, '')}，请先筹备会议。"


class PlanForm(StepForm):
    """A meeting is prepared."""

    title = forms.CharField(label="会议名称", max_length=120, help_text="如：2022年第3次镇政府会议。")
    kind = forms.ChoiceField(label="会议种类", choices=lambda: choices("kind"))
    planned_on = DayField(label="计划召开日期")
    place = forms.CharField(label="地点", max_length=60)
    chair = forms.CharField(label="主持人", max_length=40, help_text="填写姓名；主持人最后发表意见并签发纪要。")


class ChangeForm(StepForm):
    """Another day, place or chair."""

    planned_on = DayField(label="计划召开日期")
    place = forms.CharField(label="地点", max_length=60)
    chair = forms.CharField(label="主持人", max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case:
            dossier = Meeting.objects.get(pk=self.case.pk)
            for name in ("planned_on", "place", "chair"):
                self.fields[name].initial = getattr(dossier, name)


class ArrangeForm(StepForm):
    """The order in which the topics are discussed: a number each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.case is not None
        dossier = Meeting.objects.get(pk=self.case.pk)
        self.numbers = {f"topic_{one.case_id.hex}": one.case for one in sitting.topics(self.case, dossier.agenda)}
        self.add(
            {
                name: forms.IntegerField(label=f"{case.number} {case.title}", min_value=1, max_value=99, initial=at)
                for at, (name, case) in enumerate(self.numbers.items(), start=1)
            }
        )

    def doing(self) -> Doing:
        """The numbers of the topics in their order; equal ones stay as they stood."""
        order = sorted(self.numbers, key=lambda name: self.cleaned_data[name])
        return replace(super().doing(), data={}, fields={"agenda": [self.numbers[name].number for name in order]})


class ConveneForm(StepForm):
    """Who of the members came, who else sat in."""

    chair = forms.CharField(label="主持人", max_length=40)
    attendants = forms.CharField(label="列席人员", max_length=300, required=False, help_text="不参加表决，不计入意见。")
    # Never asked: under this label the history tells who did not come.
    absent = forms.CharField(label="缺席", required=False, widget=forms.HiddenInput)
    further = forms.CharField(
        label="名录以外的到会组成人员",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="每行一人，写“姓名 职务”。长期的组成人员请在「会议组成人员名录」中登记。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.case is not None
        dossier = Meeting.objects.get(pk=self.case.pk)
        self.fields["chair"].initial = dossier.chair
        self.fields["happened_on"].label = "召开日期"
        self.fields["happened_on"].initial = min(dossier.planned_on, today())
        self.listed = sitting.members(self.case.town, dossier.kind, min(dossier.planned_on, today()))
        made: dict[str, forms.Field] = {}
        # By their ids, not their places: the list may change while the page is being filled in.
        for one in self.listed:
            made[f"present_{one.pk.hex}"] = forms.BooleanField(
                label=f"{one.name}（{one.post}）到会", required=False, initial=True
            )
            reason = forms.TextInput(attrs={"placeholder": "缺席原因"})
            made[f"why_{one.pk.hex}"] = forms.CharField(
                label=f"{one.name}缺席原因", max_length=100, required=False, widget=reason
            )
        self.add(made)
        self.order_fields(["request", "happened_on", "chair", *made, "attendants", "further"])

    @property
    def people(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The box and the reason of each member, for the page."""
        return [(self[f"present_{one.pk.hex}"], self[f"why_{one.pk.hex}"]) for one in self.listed]

    @property
    def rest(self) -> list[forms.BoundField]:
        """Every other field in its order."""
        return [one for one in self if not one.name.startswith(("present_", "why_"))]

    def clean_further(self) -> list[dict[str, Any]]:
        """A line of attendance for each line typed; name and post may stand apart by a Chinese space as well."""
        found = []
        for line in self.cleaned_data["further"].splitlines():
            name, post = (*line.split(maxsplit=1), "", "")[:2]
            for field, said in (("name", name), ("post", post)):
                column = Attendance._meta.get_field(field)
                assert isinstance(column, models.CharField) and column.max_length
                if len(said) > column.max_length:
                    raise forms.ValidationError(
                        f"“{said[:10]}……”超过 {column.max_length} 字，不能作为{column.verbose_name}；请每行一人，写“姓名 职务”。"
                    )
            if name:
                found.append({"name": name, "post": post.strip(), "present": True, "why": ""})
        return found

    def doing(self) -> Doing:
        """One line of attendance for each member, in the order of the list, then for everybody else who came."""
        clean, told = self.cleaned_data, super().doing()
        listed = [
            {
                "name": one.name,
                "post": one.post,
                "present": clean[f"present_{one.pk.hex}"],
                "why": clean[f"why_{one.pk.hex}"],
            }
            for one in self.listed
        ]
        return replace(told, data={"attendance": [*listed, *clean["further"]]})

    @classmethod
    def retold(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The history names who did not come."""
        return {"absent": data["absent"]} if data.get("absent") else {}


class AssignForm(StepForm):
    """A task out of the resolution: what, by whom, until when."""

    what = forms.CharField(label="任务", max_length=300, widget=forms.Textarea)
    appointment = forms.ChoiceField(label="责任人", choices=())
    due_on = DayField(label="完成时限")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["appointment"]
        assert isinstance(field, forms.ChoiceField)
        self.posts = {str(one.pk): (one.person.name, one.post.office.name) for one in _in_post(self.actor.town)}
        field.choices = [("", "请选择"), *((key, f"{name}（{office}）") for key, (name, office) in self.posts.items())]

    def clean(self) -> dict[str, Any]:
        """No task is due before it is given."""
        clean = super().clean() or {}
        day, due = clean.get("happened_on"), clean.get("due_on")
        if day and due and due < day:
            self.add_error("due_on", f"完成时限 {due} 早于交办日期 {day}，请核对后重新填写。")
        return clean

    def doing(self) -> Doing:
        """With the name and the office of who is responsible."""
        told = super().doing()
        name, office = self.posts[str(told.data["appointment"])]
        return replace(told, data={**told.data, "office": office, "responsible": f"{name}（{office}）"})

    @classmethod
    def retold(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The history names who is responsible."""
        who = data.get("responsible") or data.get("office", "")
        return {"what": data.get("what", ""), "appointment": who, "due_on": data.get("due_on", "")}


def _in_post(town: str) -> list[Appointment]:
    """Who could be given a task: everybody in post in the town today whose post may report it done."""
    day = today()
    found = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, division_id=town)
    roles = procedure("meetings", "task").step("finish").by
    return list(
        found.filter(post__role__in=roles).select_related("person", "post__office").order_by("post__office__name", "id")
    )


class ProgressForm(StepForm):
    """How far it has come."""

    words = forms.CharField(label="进展情况", max_length=500, widget=forms.Textarea)


class PostponeForm(StepForm):
    """Until when, and why not as it was."""

    due_on = DayField(label="调整后的完成时限")
    why = forms.CharField(label="调整理由", max_length=300)
    before = forms.CharField(label="原时限", required=False, widget=forms.HiddenInput)


class DropForm(StepForm):
    """Why it is not done."""

    why = forms.CharField(label="终止理由", max_length=300)


class WhyForm(StepForm):
    """Why a topic leaves the agenda, or a meeting is not held."""

    why = forms.CharField(label="原因", max_length=300)


FORMS: dict[str, dict[str, type[StepForm]]] = {
    "topic": {
        "propose": ProposeForm,
        "schedule": ScheduleForm,
        "unschedule": WhyForm,
        "discuss": DiscussForm,
        "assign_task": AssignForm,
        "withdraw": WhyForm,
    },
    "meeting": {
        "plan": PlanForm,
        "change_plan": ChangeForm,
        "arrange": ArrangeForm,
        "convene": ConveneForm,
        "cancel": WhyForm,
    },
    "task": {
        "progress": ProgressForm,
        "postpone": PostponeForm,
        "finish": ProgressForm,
        "drop": DropForm,
    },
}
