"""What a person is asked when the list of issued documents is reported, and when a body outside reviews a document."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.kernel.today import today
from fazhi.systems.norms import outside, reporting
from fazhi.systems.norms.questions import radio, text, told
from fazhi.systems.norms.terms import terms
from fazhi.web.forms import StepForm

FEW = 5


class OpenReportForm(StepForm):
    """Which period is reported."""

    period = forms.ChoiceField(label="报送期间", help_text="列出今年和去年已经期满、还没有启动报送的各期。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = reporting.open_periods(self.actor.town, today())
        offered = [(one.starts_on.isoformat(), f"{one.title}（{one.starts_on} 至 {one.ends_on}）") for one in found]
        period = self.fields["period"]
        assert isinstance(period, forms.ChoiceField)
        period.choices = offered or [("", "没有应报而未报的期间")]


class CompileForm(StepForm):
    """Nothing is asked: the register has it all; the page says how much that is."""

    counted = told("编入件数")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = reporting.numbers_to_list(self.case) if self.case else []
        which = f"：{'、'.join(found[:FEW])}{'等' if len(found) > FEW else ''}" if found else "，即没有发文"
        self.fields["happened_on"].help_text = f"提交后从发文登记簿编入 {len(found)} 件{which}。"


class SendForm(StepForm):
    """To whom the list goes."""

    receiver = forms.CharField(label="报送机关", max_length=60, initial="县人民政府（县司法局）")


class ReceiptForm(StepForm):
    """What the receiver said."""

    answer = forms.CharField(label="收件机关的意见", max_length=300, initial="已收悉。")


class NoticeForm(StepForm):
    """Who reviews which document, and why."""

    kind = radio("审查种类", "outside_kind")
    entry = forms.ChoiceField(label="被审查的文件")
    reviewer = forms.CharField(label="审查机关", max_length=60, help_text="如：云阳县人民政府（行政复议机关）。")
    notice_number = forms.CharField(label="来文字号（案号）", max_length=60, required=False)
    article = forms.CharField(label="被审查的条款", max_length=200, required=False, help_text="如：第三条。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry = self.fields["entry"]
        assert isinstance(entry, forms.ChoiceField)
        entry.choices = [("", "请选择"), *((str(one.pk), str(one)) for one in outside.ours(self.actor.town))]


class AnswerForm(StepForm):
    """The written answer of the body that made the document (行政复议法 58)."""

    grounds = text("制定的依据", 1000, help_text="写明《法律文件名称》第几条。")
    reasons = text("被审查条款的理由和说明", 2000)


class LawfulForm(StepForm):
    """Found lawful."""

    finding_words = text("审查意见摘要", 500, required=False)


class UnlawfulForm(StepForm):
    """Found unlawful, in part or as a whole."""

    finding = forms.ChoiceField(
        label="审查结论",
        choices=lambda: [one for one in terms("finding").items() if one[0] in outside.WRONG],
        widget=forms.RadioSelect,
    )
    finding_words = text("审查意见、处理建议摘要", 500)


class EndReviewForm(StepForm):
    """Why no finding was made."""

    why = forms.CharField(label="终止的原因", max_length=300, help_text="如：申请人撤回申请。")


class CorrectForm(StepForm):
    """What we did about it. A repeal is entered in the document's own case together with this."""

    handling = radio(
        "处理方式",
        "handling",
        help_text="选“废止”的，该文件同日废止，写进它自己的事项和登记簿；只停止执行有关条款的，写明哪一条。",
    )
    measures = text("处理情况", 500)


class ReplyForm(StepForm):
    """The reply to the body that reviewed."""

    words = text("回复内容", 1000)


FORMS: dict[str, dict[str, type[StepForm]]] = {
    "issue_report": {
        "open_report": OpenReportForm,
        "compile_list": CompileForm,
        "send_list": SendForm,
        "record_receipt": ReceiptForm,
    },
    "outside_review": {
        "receive_notice": NoticeForm,
        "answer": AnswerForm,
        "found_lawful": LawfulForm,
        "found_unlawful": UnlawfulForm,
        "end_review": EndReviewForm,
        "correct": CorrectForm,
        "reply": ReplyForm,
    },
}
