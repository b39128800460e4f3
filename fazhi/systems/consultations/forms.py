"""What a person is asked at each step of a consultation, and what the public is asked on a draft's page."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.kernel import masks
from fazhi.people.identifiers import new_id
from fazhi.systems.consultations import boards
from fazhi.systems.consultations.models import CommentGroup
from fazhi.systems.consultations.terms import terms
from fazhi.web.fields import DayField, DressedForm
from fazhi.web.forms import StepForm

LONGEST = 2000


class PublicForm(DressedForm):
    """A comment by somebody without an account. `website` is a field no person sees: what fills it in is a machine."""

    request = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(label="您的意见", max_length=LONGEST, widget=forms.Textarea)
    name = forms.CharField(label="姓名或单位", max_length=60, required=False, help_text="可以不填；填写的不会公布。")
    website = forms.CharField(label="网址", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request"].initial = new_id


class CommentForm(StepForm):
    """An opinion that came on paper, in a meeting or by telephone."""

    source = forms.ChoiceField(
        label="来源", choices=lambda: [one for one in terms("source").items() if one[0] != "web"]
    )
    words = forms.CharField(label="意见内容", max_length=LONGEST, widget=forms.Textarea)
    name = forms.CharField(label="姓名或单位", max_length=60, required=False, help_text="不公布。")


class ExtendForm(StepForm):
    """A later last day."""

    ends_on = DayField(label="延长到")
    why = forms.CharField(label="延长的原因", max_length=300)


class AnswerForm(StepForm):
    """Which comments say the same, and the one answer they get."""

    comments = forms.MultipleChoiceField(label="归并的意见", widget=forms.CheckboxSelectMultiple)
    group = forms.ChoiceField(label="归入", required=False)
    gist = forms.CharField(label="意见要点", max_length=300, required=False, help_text="新的一组填写；将向社会公布。")
    answer = forms.ChoiceField(
        label="采纳情况", choices=lambda: list(terms("answer").items()), widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(
        label="答复和理由", max_length=1000, widget=forms.Textarea, required=False, help_text="将向社会公布。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is None:
            return
        waiting, groups = boards.ungrouped(self.case), CommentGroup.objects.filter(case=self.case)
        comments, group = self.fields["comments"], self.fields["group"]
        assert isinstance(comments, forms.ChoiceField) and isinstance(group, forms.ChoiceField)
        names = boards.names(self.case)
        comments.choices = [(str(one.pk), masks.names_in(one.words, names)) for one in waiting]
        group.choices = [
            ("", "新的一组"),
            *((str(one.position), f"第 {one.position} 组：{one.gist}") for one in groups),
        ]

    @staticmethod
    def _is_spare(field: forms.BoundField) -> bool:
        """Nothing of this form is folded away: which fields are needed depends on the group."""
        return False


class PublishForm(StepForm):
    """What the step tells besides: nobody is asked, but the history must have a name for it."""

    days = forms.IntegerField(label="征求意见天数", required=False, widget=forms.HiddenInput)


FORMS: dict[str, dict[str, type[StepForm]]] = {
    "public_consultation": {
        "record_comment": CommentForm,
        "extend": ExtendForm,
        "answer_group": AnswerForm,
        "publish_summary": PublishForm,
    }
}
