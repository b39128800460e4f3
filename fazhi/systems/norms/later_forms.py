"""What a person is asked from the signature of a document to its end, in a clean-up round, and of a document carried in."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.systems.norms import cleaning
from fazhi.systems.norms.questions import choices, radio, text, told
from fazhi.web.fields import DayField
from fazhi.web.forms import StepForm


class SignForm(StepForm):
    """The head of the town signs."""

    words = forms.CharField(label="签发意见", max_length=200, initial="同意印发。")


class PublishForm(StepForm):
    """Where and when it was published, from when to when it holds."""

    channel = radio("公布渠道", "channel")
    place = forms.CharField(label="公布位置", max_length=200, help_text="网页地址，或者公告栏、公报的位置。")
    in_force_on = DayField(label="施行日期")
    expires_on = DayField(label="有效期至")
    early_reason = forms.CharField(
        label="提前施行的理由", max_length=300, required=False, help_text="距公布不足规定间隔即施行的填写。"
    )


class InterpretForm(StepForm):
    """The policy is explained."""

    way = forms.CharField(label="解读方式", max_length=60, help_text="文字、图解、新闻发布等。")
    place = forms.CharField(label="发布位置", max_length=200)


class FileForm(StepForm):
    """To whom the document is reported."""

    receiver = forms.CharField(label="备案机关", max_length=60, initial="县人民政府（县司法局）")
    copies = forms.IntegerField(label="报送份数", min_value=1, max_value=99, initial=5)


class FilingAnswerForm(StepForm):
    """What the filing body answered."""

    filing_number = forms.CharField(label="备案号", max_length=60)
    filing_result = radio("备案结果", "filing_result")
    words = forms.CharField(label="说明", max_length=300, required=False)


class EvaluateForm(StepForm):
    """How the document has worked."""

    evaluation = radio("评估结论", "evaluation")
    words = text("评估情况", 1000)


class ExtendForm(StepForm):
    """Until when it goes on."""

    expires_on = DayField(label="新的有效期至")


class CleanupForm(StepForm):
    """What the clean-up says of it."""

    why = forms.CharField(label="理由", max_length=300)
    round = told("清理事项")


class EndForm(CleanupForm):
    """From when it holds no more."""

    ended_on = DayField(label="自何日起不再有效")
    replaced_by = forms.CharField(label="由哪件文件代替", max_length=120, required=False)


class StartRoundForm(StepForm):
    """A round begins."""

    title = forms.CharField(
        label="清理名称", max_length=120, required=False, help_text="不填即为“某年行政规范性文件定期（专项）清理”。"
    )
    scope_kind = radio("清理种类", "scope_kind", initial="yearly")
    subject = forms.CharField(label="清理范围", max_length=60, initial="现行有效的全部行政规范性文件")
    made_under = text("清理依据", 1000, required=False, help_text="专项清理写明哪部上位法制定、修改或者废止。")


class JudgeForm(StepForm):
    """What is said of one document."""

    entry = forms.ChoiceField(label="文件")
    result = radio("清理意见", "cleanup")
    why = forms.CharField(label="理由", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = cleaning.subjects(self.case) if self.case else []
        entry = self.fields["entry"]
        assert isinstance(entry, forms.ChoiceField)
        entry.choices = [(str(one.pk), str(one)) for one in found]


class PublishListForm(StepForm):
    """Where the list was published."""

    channel = radio("公布渠道", "channel")
    place = forms.CharField(label="公布位置", max_length=200)
    counts = told("清理结果")


class CarryInForm(StepForm):
    """A document of an earlier year."""

    title = forms.CharField(label="文件名称", max_length=120)
    reference = forms.CharField(label="发文字号", max_length=60)
    drafter = forms.CharField(label="起草科室", max_length=60, required=False)
    subject = forms.CharField(label="规范事项", max_length=60)
    made_under = text("制定依据", 1000, required=False)
    published_on = DayField(label="公布日期")
    in_force_on = DayField(label="施行日期")
    expires_on = DayField(label="有效期至", required=False)
    opinion = forms.ChoiceField(
        label="审核意见", choices=lambda: [("", "没有记录"), *choices("opinion")], required=False
    )
    signer = forms.CharField(label="签发人", max_length=40, required=False)
    filed_on = DayField(label="备案日期", required=False)
    filing_number = forms.CharField(label="备案号", max_length=60, required=False)
    text = forms.CharField(label="正文", max_length=2_000_000, required=False, widget=forms.Textarea)
