"""What a person is asked at each step of a normative document, up to its discussion; the rest stands in later_forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django import forms

from fazhi.kernel.doing import Doing
from fazhi.kernel.today import today
from fazhi.papers import register as numbers
from fazhi.systems.norms import conflicts, oversight_forms, versions
from fazhi.systems.norms.later_forms import (
    CarryInForm,
    CleanupForm,
    EndForm,
    EvaluateForm,
    ExtendForm,
    FileForm,
    FilingAnswerForm,
    InterpretForm,
    JudgeForm,
    PublishForm,
    PublishListForm,
    SignForm,
    StartRoundForm,
)
from fazhi.systems.norms.questions import choices, day_of, radio, test, text, told
from fazhi.systems.norms.terms import terms
from fazhi.web.fields import DayField
from fazhi.web.forms import PAPER, StepForm
from fazhi.web.reading import NoText, text_of


class Opening(StepForm):
    """A step that opens a case of another system."""

    matter = forms.ChoiceField(
        label="事项类别", choices=[("norm", "行政规范性文件")], required=False, widget=forms.HiddenInput
    )


class ProposeForm(StepForm):
    """Somebody wants a document made."""

    title = forms.CharField(label="文件名称", max_length=120, help_text="如：沙市镇农村自建房管理办法。")
    drafter = forms.CharField(label="起草科室", max_length=60)
    subject = forms.CharField(
        label="规范事项", max_length=60, help_text="管什么事，如：农村自建房。冲突检索按它查找同类文件。"
    )
    made_under = text("制定依据", 1000, help_text="写明《法律文件名称》第几条；没有直接上位法的写明上级文件。")
    trial = forms.BooleanField(label="暂行、试行", required=False)


class TestsForm(StepForm):
    """The five tests (statutes.md §3.2), each yes or no, and why."""

    body = test("body")
    rights = test("rights")
    binding = test("binding")
    repeated = test("repeated")
    public = test("public")
    identity_reason = text("认定理由", 500)


class IdentifyForm(TestsForm):
    """It is a normative document."""

    operators = forms.BooleanField(
        label="涉及经营者经济活动", required=False, help_text="涉及的，出台前必须经过公平竞争审查。"
    )


class IdentifyNotForm(TestsForm):
    """It is an ordinary document."""

    exclusion = forms.ChoiceField(
        label="排除情形", choices=lambda: [("", "不属于下列情形"), *choices("exclusion")], required=False
    )


class NumberForm(StepForm):
    """The mark of the issuing body; year and serial are drawn from the register."""

    mark = forms.CharField(label="机关代字", max_length=12, help_text="如：沙府发。年份和顺序号由登记簿自动编排。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].initial = numbers.last_mark(self.actor.town, "norms")


class PlanForm(StepForm):
    """Whether a document is needed at all, and what it must not hold (国办发〔2018〕37号)."""

    necessity = text("必要性、可行性", 1000)
    measures = text("拟规定的主要制度和措施", 1000)
    lawful_content = forms.BooleanField(
        label="已核对内容禁止事项",
        help_text="不增加法律法规以外的权力，不减少法定职责，不设定许可、处罚、强制、征收、收费，不违法减损权益或者增加义务。",
        error_messages={"required": "请核对内容禁止事项；有其中任何一项的，不得制定。"},
    )


class DraftForm(StepForm):
    """A version of the text: typed or pasted, or read out of the uploaded file."""

    text = forms.CharField(
        label="正文", max_length=2_000_000, required=False, widget=forms.Textarea,
        help_text="粘贴正文，或者在下面上传 .docx 文件，由系统读出文字；两样都有的以这里为准。",
    )  # fmt: skip
    note = forms.CharField(label="修改说明", max_length=300, required=False)
    length = told("正文字数")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = versions.latest(self.case) if self.case else None
        if version and not self.is_bound:
            self.fields["text"].initial = version.text
        self.fields["text"].widget.attrs["rows"] = "14"

    def asked_fields(self) -> list[forms.BoundField]:
        """The text is always in view."""
        return [field for field in self if field.is_hidden or field.name == "text" or not self._is_spare(field)]

    def spare_fields(self) -> list[forms.BoundField]:
        """All that may be left empty, except the text."""
        return [field for field in super().spare_fields() if field.name != "text"]

    def clean(self) -> dict[str, Any]:
        """There must be a text, from one place or the other."""
        clean = super().clean() or {}
        files = clean.get(f"{PAPER}draft") or []
        if self.errors or str(clean.get("text") or "").strip():
            return clean
        if not files:
            self.add_error("text", "没有正文：请粘贴正文，或者上传 .docx 文件。")
            return clean
        try:
            clean["text"] = text_of(files[0])
        except NoText as error:
            self.add_error(f"{PAPER}draft", str(error))
        return clean


class ReasonsForm(StepForm):
    """The drafting statement (起草说明)."""

    necessity = text("制定的必要性", 1000)
    process = text("起草过程", 1000)
    points = text("主要内容和需要说明的问题", 2000)


class BodiesForm(StepForm):
    """What other bodies say."""

    bodies = forms.CharField(label="征求意见的机关", max_length=200)
    opinions = text("意见", 1000)
    handled = text("处理情况", 1000)


class ConsultForm(Opening):
    """The draft goes before the public."""

    starts_on = DayField(label="开始日期")
    ends_on = DayField(label="截止日期")
    channel = forms.ChoiceField(
        label="公布渠道", choices=lambda: [one for one in choices("channel") if one[0] != "bulletin"]
    )
    shortened_reason = forms.CharField(label="缩短期限的理由", max_length=300, required=False)
    text = told("征求意见稿")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = today


class WaiveConsultationForm(StepForm):
    """Why the draft is not shown to the public."""

    waived_because = radio("不公开征求意见的情形", "waived_because")


class AdoptionForm(StepForm):
    """What became of the comments."""

    words = text("意见采纳情况说明", 2000)


class LookUpForm(StepForm):
    """The look-up, run now; one answer to every document that meets the draft."""

    version = told("检索的文稿")
    found = told("检索到的文件数")
    hits = told("检索结果和答复")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked as of the day the step will bear, which is the day the door looks up again.
        day = day_of(self.data.get("happened_on"))
        found = conflicts.of_case(self.case, versions.latest(self.case), day) if self.case else []
        self.asking = [hit for hit in found if hit.asks]
        for hit in self.asking:
            self.add(_answer_fields(hit))

    def doing(self) -> Doing:
        """The answers by document."""
        made = super().doing()
        answers = {
            hit.key: {name: made.data.get(f"{name}_{_slug(hit)}", "") for name in ("answer", "words")}
            for hit in self.asking
        }
        return replace(made, data={"answers": answers})


def _slug(hit: conflicts.Hit) -> str:
    """Part of a field's name: an answer belongs to its document, whatever else has come onto the register meanwhile."""
    return uuid5(NAMESPACE_OID, hit.key).hex


def _answer_fields(hit: conflicts.Hit) -> dict[str, forms.Field]:
    said = "；".join(f"{terms('hit')[one.kind]}：{one.what}" for one in hit.points if one.kind != "article")
    return {
        f"answer_{_slug(hit)}": forms.ChoiceField(
            label=hit.name, choices=choices("hit_answer"), widget=forms.RadioSelect, help_text=said[:400]
        ),
        f"words_{_slug(hit)}": forms.CharField(label=f"说明（{hit.name[:30]}）", max_length=300, required=False),
    }


class FairReviewForm(StepForm):
    """The fair-competition review."""

    fair_competition = radio("审查结论", "fair_competition")
    words = text(
        "审查情况",
        1000,
        help_text="逐项对照市场准入和退出、商品和要素自由流动、影响生产经营成本、影响生产经营行为的标准。",
    )


class SendForReviewForm(Opening):
    """What goes to the reviewer."""

    materials = forms.MultipleChoiceField(
        label="送审材料", choices=lambda: choices("material"), widget=forms.CheckboxSelectMultiple
    )
    urgent = forms.BooleanField(label="属于突发事件应急处置或者执行上级紧急命令", required=False)
    due_on = DayField(label="要求反馈日期", required=False)


class AmendForm(DraftForm):
    """The text as amended after the review, and what was not adopted."""

    opinion_adopted = radio("审核意见采纳情况", "opinion_adopted")
    unadopted_reason = text("未采纳的意见和理由", 500, required=False, help_text="没有全部采纳的必须填写。")


class UnadoptedForm(StepForm):
    """Why an opinion was not adopted."""

    unadopted_reason = text("未采纳审核意见的理由", 500)


class TopicForm(Opening):
    """Which meeting is asked to discuss it."""

    kind = radio("会议种类", "meeting_kind", initial="government_meeting")


class OpinionForm(StepForm):
    """Names of what a review answers; nobody fills it here."""

    articles = told("依据的条文")
    findings = told("提出意见条数")
    opinion_words = told("意见内容")


class ResolutionForm(StepForm):
    """Names of what a discussion answers; nobody fills it here."""

    meeting = told("会议")
    dissent = told("不同意见数")


FORMS: dict[str, dict[str, type[StepForm]]] = {
    **oversight_forms.FORMS,
    "document": {
        "propose": ProposeForm,
        "identify": IdentifyForm,
        "identify_not": IdentifyNotForm,
        "number_ordinary": NumberForm,
        "plan": PlanForm,
        "draft": DraftForm,
        "revise": DraftForm,
        "state_reasons": ReasonsForm,
        "ask_bodies": BodiesForm,
        "consult": ConsultForm,
        "waive_consultation": WaiveConsultationForm,
        "revise_after_comments": DraftForm,
        "explain_adoption": AdoptionForm,
        "look_up": LookUpForm,
        "fair_review": FairReviewForm,
        **dict.fromkeys(("review_lawful", "review_amend", "review_unlawful"), OpinionForm),
        **dict.fromkeys(
            [f"discussion_{name}" for name in ("passed", "amended", "deferred", "rejected")], ResolutionForm
        ),
        "send_for_review": SendForReviewForm,
        "amend_as_reviewed": AmendForm,
        "explain_unadopted": UnadoptedForm,
        "propose_topic": TopicForm,
        "finalise": DraftForm,
        "sign": SignForm,
        "assign_number": NumberForm,
        "publish": PublishForm,
        "interpret": InterpretForm,
        "file": FileForm,
        "filing_answer": FilingAnswerForm,
        "evaluate": EvaluateForm,
        "extend": ExtendForm,
        "cleanup_keep": CleanupForm,
        "cleanup_amend": CleanupForm,
        "repeal": EndForm,
        "lapse": EndForm,
    },
    "cleanup_round": {
        "start_round": StartRoundForm,
        "judge": JudgeForm,
        **dict.fromkeys(("discussion_passed", "discussion_returned"), ResolutionForm),
        "propose_topic": TopicForm,
        "publish_list": PublishListForm,
    },
    "carried_over": {
        "carry_in": CarryInForm,
        "cleanup_keep": CleanupForm,
        "cleanup_amend": CleanupForm,
        "repeal": EndForm,
        "lapse": EndForm,
    },
}
