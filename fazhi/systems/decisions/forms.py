"""What a person is asked at each step of a decision, of its changes, and of the yearly catalogue."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.kernel.models import Case
from fazhi.papers import register as numbers
from fazhi.systems.decisions import argument_forms, catalogue, catalogue_forms
from fazhi.systems.decisions.models import CatalogueItem, Decision, Task
from fazhi.systems.decisions.questions import line, offer, radio, select, silent, text
from fazhi.web.fields import DayField
from fazhi.web.forms import StepForm

OUTSIDE = "outside"


class ProposeForm(StepForm):
    """A matter is proposed: from the catalogue, or outside it with the reason."""

    title = line("事项名称", 100, help_text="如：沙市场镇老旧供水管网改造方案。")
    matter_class = select("类别", "matter_class", help_text="重大行政决策程序暂行条例第三条的五类。")
    catalogue_number = forms.ChoiceField(label="目录事项")
    outside_reason = line("未列入目录的理由", 200, required=False, help_text="不在年度目录内的必须填写。")
    proposer = select("提出人", "proposer")
    lead_office = line("承办单位", 60)
    summary = text("决策事项和建议理由", 1000)
    affects_market = forms.BooleanField(
        label="涉及市场主体经济活动", required=False, help_text="勾选后须有公平竞争审查的结论才能送审。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = CatalogueItem.objects.filter(town=self.actor.town, case__stage__in=catalogue.IN_FORCE, removal=None)
        listed = [(one.number, f"{one.number} {one.matter}") for one in items.order_by("-year", "number")[:200]]
        offer(self, "catalogue_number", [("", "请选择"), *listed, (OUTSIDE, "不在年度目录内")])

    @staticmethod
    def _is_spare(field: forms.BoundField) -> bool:
        # Whoever chooses "outside the catalogue" must see what is asked then.
        return StepForm._is_spare(field) and field.name != "outside_reason"

    def clean_catalogue_number(self) -> str:
        """The number of the item; empty outside the catalogue."""
        chosen = self.cleaned_data["catalogue_number"]
        return "" if chosen == OUTSIDE else chosen

    def clean(self) -> dict[str, Any]:
        """A matter outside the catalogue says why."""
        clean = super().clean() or {}
        if clean.get("catalogue_number") == "" and not (clean.get("outside_reason") or "").strip():
            self.add_error("outside_reason", "不在年度目录内的事项，请写明未列入目录的理由。")
        return clean


class StudyForm(StepForm):
    """Necessity, legality and feasibility of what was proposed (article 10)."""

    necessity = text("必要性", 500)
    grounds = text("法律政策依据", 500)
    feasibility = text("可行性和成本效益", 500)


class StartForm(StepForm):
    """The procedure is begun: who works it out, and what legal responsibility that carries (article 11)."""

    lead_office = line("承办单位", 60)
    duty = line(
        "决策责任",
        300,
        initial="承办单位对草案的真实、完整负责；违反程序造成重大损失的，依照条例第三十八条至第四十一条追究责任。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case and not self.is_bound:
            held = Decision.objects.filter(pk=self.case.pk).values_list("lead_office", flat=True).first()
            self.fields["lead_office"].initial = held


class EndForm(StepForm):
    """Why it goes no further."""

    words = line("理由", 300)


class DraftForm(StepForm):
    """The draft with its grounds; more than one where opinions differ widely (articles 12, 13)."""

    alternatives = forms.IntegerField(
        label="备选方案数", min_value=1, max_value=9, initial=1, help_text="分歧较大的，可以提出两个以上方案。"
    )
    consulted = line("协商的单位", 200, required=False)
    disagreement = text("不一致意见及说明", 500, required=False, help_text="协商不能取得一致的，写明各方意见和理由。")
    affects_market = forms.BooleanField(label="涉及市场主体经济活动", required=False)
    exploratory = forms.BooleanField(label="国家尚无明确规定的探索性改革事项", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case and not self.is_bound:
            held = Decision.objects.filter(pk=self.case.pk).values_list("affects_market", flat=True).first()
            self.fields["affects_market"].initial = held


class PartyForm(StepForm):
    """The Party committee was asked and answered (article 31)."""

    reply = text("党委意见", 500)


class SignForm(StepForm):
    """The chief signs; year and serial of the number are drawn from the register of the town."""

    mark = line("机关代字", 12, help_text="如：沙府发。年份和顺序号由发文登记簿自动编排。")
    document_number = silent("发文字号")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].initial = numbers.last_mark(self.actor.town, "decisions")


class PublishForm(StepForm):
    """Where the decision can be read (article 32)."""

    channel = select("公布渠道", "channel", initial="website")
    place = line("公布位置", 200, help_text="网页标题、公开栏所在地。")


class InterpretForm(StepForm):
    """How it was explained."""

    way = line("解读方式", 60)
    words = text("解读内容", 1000)


class TaskForm(StepForm):
    """A task: who, what, until when (article 34)."""

    matter = line("任务", 200)
    responsible = line("责任单位", 60)
    due_on = DayField(label="完成时限")


class FinishForm(StepForm):
    """Which task was done."""

    task = forms.ChoiceField(label="任务", widget=forms.RadioSelect)
    words = line("完成情况", 300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "task", open_tasks(self.case))


def open_tasks(case: Case | None) -> list[tuple[str, str]]:
    """Tasks of a decision that are not done yet, as choices."""
    found = Task.objects.filter(case=case, result=None) if case else []
    return [(str(one.position), f"{one.position}. {one.matter}（{one.responsible}）") for one in found]


class ExecutionForm(StepForm):
    """How the execution stands (article 35)."""

    progress = text("执行情况", 1000)
    problems = text("存在的问题和建议", 1000, required=False)


class ChangeForm(StepForm):
    """A decision in force is to be changed or ended: by the same procedure (article 37)."""

    kind = radio("变更种类", "kind")
    plan = text("调整（停止）的内容和理由", 1000)


class AdjustedForm(StepForm):
    """The number of the changing decision; nobody fills it in here."""

    document_number = line("发文字号", 60)


class EvaluateForm(StepForm):
    """Evaluation by a body that took no part in the argument or the assessment (article 36)."""

    evaluator = line("评估单位", 60, help_text="承担决策作出前主要论证评估工作的单位不能承担。")
    evaluation = radio("评估结论", "evaluation")
    words = text("评估意见", 1000)


class ArchiveForm(StepForm):
    """Where the file lies (article 33)."""

    volume = line("档号", 60)


# A change goes the road of a decision, so it is asked the same.
SHARED: dict[str, type[StepForm]] = {
    "draft": DraftForm,
    "open_comments": argument_forms.CommentsForm,
    "comments_summarised": argument_forms.SummaryForm,
    "record_participation": argument_forms.ParticipationForm,
    "announce_hearing": argument_forms.AnnounceHearingForm,
    "hold_hearing": argument_forms.HearingForm,
    "give_expert_opinion": argument_forms.ExpertForm,
    "conclude_argument": argument_forms.ConcludeForm,
    "assess_risk": argument_forms.RiskForm,
    "review_competition": argument_forms.CompetitionForm,
    "adjust_draft": argument_forms.AdjustForm,
    "send_for_review": argument_forms.ReviewForm,
    "review_lawful": argument_forms.OpinionForm,
    "review_amend": argument_forms.OpinionForm,
    "review_unlawful": argument_forms.OpinionForm,
    "revise_draft": argument_forms.AdjustForm,
    "state_legal_risk": argument_forms.LegalRiskForm,
    "submit_discussion": argument_forms.DiscussForm,
    "discussion_passed": argument_forms.ResolutionForm,
    "discussion_amended": argument_forms.ResolutionForm,
    "discussion_deferred": argument_forms.ResolutionForm,
    "discussion_rejected": argument_forms.ResolutionForm,
    "settle_text": argument_forms.AdjustForm,
    "report_to_party": PartyForm,
    "abandon": EndForm,
    "sign_change": SignForm,
}
FORMS: dict[str, dict[str, type[StepForm]]] = {
    "decision": {
        **SHARED,
        "propose": ProposeForm,
        "study": StudyForm,
        "decide_start": StartForm,
        "decline_start": EndForm,
        "sign": SignForm,
        "publish": PublishForm,
        "interpret": InterpretForm,
        "assign_task": TaskForm,
        "finish_task": FinishForm,
        "report_execution": ExecutionForm,
        "resume": EndForm,
        "open_change": ChangeForm,
        "adjusted": AdjustedForm,
        "stop": AdjustedForm,
        "evaluate": EvaluateForm,
        "archive": ArchiveForm,
    },
    "change": SHARED,
    "catalogue": {
        "compile": catalogue_forms.CompileForm,
        "list_item": catalogue_forms.ItemForm,
        "send_back": EndForm,
        "publish_catalogue": PublishForm,
        "add_item": catalogue_forms.AddItemForm,
        "withdraw_item": catalogue_forms.WithdrawItemForm,
    },
    "carried_over": {"carry": catalogue_forms.CarryForm},
}
