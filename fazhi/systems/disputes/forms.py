"""What a person is asked at each step of a dispute. Registering asks for eight things at most; a phone can do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from fazhi.people.divisions import level
from fazhi.people.models import Division
from fazhi.systems.disputes import intake
from fazhi.systems.disputes.duplicates import Candidate, candidates
from fazhi.systems.disputes.terms import terms
from fazhi.web.fields import DayField
from fazhi.web.forms import StepForm

# Where a report of this role usually comes from; whoever registers may say otherwise.
FIRST_SOURCE = {"grid_worker": "grid", "mediator": "visit"}


def choices(field: str) -> list[tuple[str, str]]:
    """One list of words as form choices."""
    return list(terms(field).items())


def radio(label: str, field: str, **kwargs: Any) -> forms.ChoiceField:
    """One of a few: all are seen at once and one tap answers."""
    return forms.ChoiceField(label=label, choices=lambda: choices(field), widget=forms.RadioSelect, **kwargs)


def text(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea, **kwargs)


class VillageField(forms.ModelChoiceField):
    """A village of the actor's division, by code."""

    def clean(self, value: Any) -> Any:
        """The 12-digit code."""
        chosen = super().clean(value)
        return chosen.code if chosen else ""


class ReportForm(StepForm):
    """A dispute is found. Required: day, village, source, type, parties, what happened, risk."""

    masked = frozenset({"parties", "summary"})
    # Possible duplicates cannot be shown without a network: what happened is recorded, and joined by the mediator later.
    unasked: ClassVar[Mapping[str, str]] = {"seen": "on"}
    named_by = ("dispute_type", "summary")
    village = VillageField(label="村（社区）", queryset=Division.objects.none(), empty_label="请选择")
    source = forms.ChoiceField(label="来源", choices=lambda: [("", "请选择"), *choices("source")])
    dispute_type = forms.ChoiceField(label="纠纷类型", choices=lambda: [("", "请选择"), *choices("dispute_type")])
    parties = forms.CharField(
        label="当事人", max_length=500, help_text="姓名或单位名称，后面可加电话；多人用顿号隔开。页面和台账只显示姓氏。"
    )
    summary = text("简要情况", 1000, help_text="什么事、在哪里、争什么。")
    risk = radio("风险等级", "risk", initial="yellow", help_text="黄色网格就地化解，橙色当天处置，红色立即上报。")
    subject = forms.CharField(
        label="争议事项", max_length=40, required=False, help_text="可不填，如：排水沟、宅基地边界。"
    )
    people = forms.IntegerField(label="涉及人数", min_value=1, max_value=9999, required=False)
    amount = forms.DecimalField(label="涉及金额（元）", min_value=0, max_digits=14, decimal_places=2, required=False)
    reference = forms.CharField(label="来件编号", max_length=60, required=False, help_text="12345 工单号、信访编号等。")
    join = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    found: Sequence[Candidate] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        division, village = self.actor.division, self.fields["village"]
        assert isinstance(village, VillageField)
        found = Division.objects.filter(level="village", code__startswith=self.actor.town[:9]).order_by("code")
        if level(division) == "village":
            found = found.filter(code=division)
            self.fields["village"].initial = division
            village.empty_label = None
        village.queryset = found
        self.fields["source"].initial = FIRST_SOURCE.get(self.actor.role, "")
        order = ["request", "happened_on", "village", "source", "dispute_type", "parties", "summary", "risk"]
        self.order_fields(order)

    def clean_parties(self) -> str:
        """Parties that can be read, or the sentence that says which cannot."""
        typed = self.cleaned_data["parties"]
        try:
            intake.parties(typed)
        except intake.UnreadableParties as error:
            raise forms.ValidationError(str(error)) from error
        return typed

    def clean(self) -> dict[str, Any]:
        """Possible duplicates are shown once before anything is registered, also where no script runs."""
        clean = super().clean() or {}
        if self.errors or clean.get("seen") or clean.get("join"):
            return clean
        names = [one.name for one in intake.parties(clean["parties"])]
        self.found = candidates(
            clean["village"], names, clean["summary"], clean["happened_on"], besides=clean.get("request")
        )
        if self.found:
            self.add_error(None, "可能与已登记的纠纷重复，请在下面选择并入，或者仍然登记为新的纠纷。")
        return clean


class AcceptForm(StepForm):
    """The mediators take the dispute: with whose consent, by whom, chosen by the parties or appointed (article 19)."""

    consent = radio("当事人意愿", "consent", initial="all")
    mediator = forms.CharField(label="调解员", max_length=100)
    mediator_choice = radio("调解员产生方式", "mediator_choice", initial="chosen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mediator"].initial = self.actor.name


class MediateForm(StepForm):
    """One sitting: where, who sat, who came, what was said, how it ended."""

    masked = frozenset({"attendants", "notes"})
    place = forms.CharField(label="地点", max_length=60)
    mediators = forms.CharField(label="调解员", max_length=100)
    attendants = forms.CharField(label="参加人员", max_length=200, help_text="当事人和被邀请参加的人。")
    notes = text("调解记录", 2000)
    result = radio("本次结果", "session_result", initial="continued")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mediators"].initial = self.actor.name


class AgreementForm(StepForm):
    """Everything article 29 asks an agreement to hold."""

    masked = frozenset({"parties", "facts", "disputed", "responsibilities", "content"})
    shows_people = True
    parties = text("当事人基本情况", 1000, help_text="逐人写明姓名、性别、年龄、住址；单位写明名称、住所、负责人。")
    facts = text("纠纷的主要事实", 1000)
    disputed = text("争议事项", 500)
    responsibilities = text("各方当事人的责任", 500)
    content = text("达成协议的内容", 2000)
    way = forms.ChoiceField(label="履行的方式", choices=lambda: choices("way"))
    term_on = DayField(label="履行的期限")
    identity_matter = forms.BooleanField(
        label="涉及确认身份关系、收养关系或者婚姻关系", required=False, help_text="这类协议人民法院不予受理司法确认。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case and not self.is_bound:
            named = self.case.dispute_parties.all()
            self.fields["parties"].initial = "\n".join(f"{one.name}，" for one in named)

    def clean(self) -> dict[str, Any]:
        """The term cannot lie before the agreement."""
        clean = super().clean() or {}
        day, term = clean.get("happened_on"), clean.get("term_on")
        if day and term and term < day:
            self.add_error("term_on", f"履行期限 {term} 早于协议日期 {day}，请核对后重新填写。")
        return clean


class CountyAgreementForm(StepForm):
    """The county's mediators brought about an agreement."""

    identity_matter = forms.BooleanField(label="涉及确认身份关系、收养关系或者婚姻关系", required=False)


class PerformForm(StepForm):
    """What has been performed."""

    what = forms.CharField(label="履行内容", max_length=200)


class FollowUpForm(StepForm):
    """A visit after the agreement (article 31)."""

    way = radio("回访方式", "follow_up_way", initial="home")
    finding = radio("回访情况", "follow_up", initial="kept")
    words = forms.CharField(label="说明", max_length=300, required=False)


class ConfirmationForm(StepForm):
    """Both parties ask the court together (article 33)."""

    court = forms.CharField(
        label="人民法院",
        max_length=60,
        help_text="当事人住所地、标的物所在地或者调解组织所在地的基层人民法院（民事诉讼法第二百零五条）。",
    )
    jointly = forms.BooleanField(
        label="双方当事人共同提出申请", error_messages={"required": "司法确认须由双方当事人共同申请。"}
    )


class ConfirmationResultForm(StepForm):
    """What the court answered."""

    confirmation = forms.ChoiceField(
        label="结果",
        widget=forms.RadioSelect,
        choices=lambda: [one for one in choices("confirmation") if one[0] != "applied"],
    )
    ruling = forms.CharField(label="裁定书文号", max_length=60)


class LeaderForm(StepForm):
    """Which leader answers for a grave dispute."""

    lead_officer = forms.CharField(label="包案领导", max_length=60, help_text="姓名和职务。")
    grave = forms.BooleanField(label="确定为重大纠纷", required=False, initial=True)


class AssessForm(StepForm):
    """The risk of a dispute (of the matter, never of a person)."""

    risk = radio("风险等级", "risk")
    grave = forms.BooleanField(label="确定为重大纠纷", required=False)


class DangerForm(StepForm):
    """Who was told that the dispute may turn violent (article 25)."""

    told = forms.CharField(label="报告对象", max_length=60, help_text="公安派出所或者其他有关部门。")
    measures = forms.CharField(label="已采取的预防措施", max_length=300)


class EscalateForm(StepForm):
    """Why the dispute goes up a level."""

    why = forms.CharField(label="上报原因", max_length=300)


class EscalateCountyForm(EscalateForm):
    """Which county body takes it."""

    body = forms.CharField(label="报送单位", max_length=60, initial="县矛盾纠纷调处化解中心")


class CountyAnswerForm(StepForm):
    """What the county answered."""

    words = forms.CharField(label="说明", max_length=300)


class EndForm(StepForm):
    """Why mediation came to nothing."""

    masked: ClassVar[frozenset[str]] = frozenset()
    words = forms.CharField(label="情况说明", max_length=300, help_text="不写姓名。")


class RoadsForm(StepForm):
    """All three roads are told (article 26); the door refuses fewer."""

    roads = forms.MultipleChoiceField(
        label="已告知的途径", choices=lambda: choices("road"), widget=forms.CheckboxSelectMultiple
    )
    told_how = forms.CharField(label="告知方式", max_length=60, help_text="当面、电话或书面。")


class NewRoundForm(StepForm):
    """The dispute is taken up again."""

    consent = forms.ChoiceField(
        label="当事人意愿",
        widget=forms.RadioSelect,
        choices=lambda: [one for one in choices("consent") if one[0] != "refused"],
        initial="all",
    )


class OtherRoadForm(StepForm):
    """How the dispute ended elsewhere."""

    road = radio("解决途径", "road")
    document = forms.CharField(label="文书名称及文号", max_length=100)


class JoinForm(StepForm):
    """A further report of the same dispute."""

    source = forms.ChoiceField(label="来源", choices=lambda: choices("source"))
    words = text("反映内容", 1000)
    reference = forms.CharField(label="来件编号", max_length=60, required=False)


class MergeForm(StepForm):
    """The other dispute, by its number."""

    into = forms.CharField(label="并入的纠纷编号", max_length=40, help_text="如：矛调〔2022〕17号。")


class ArchiveForm(StepForm):
    """Where the file lies."""

    volume = forms.CharField(label="卷号", max_length=40)


class CarryFoundForm(ReportForm):
    """A dispute of an earlier year, from a ledger kept on paper."""

    mediator = forms.CharField(label="调解员", max_length=100, required=False)


class CarrySettledForm(StepForm):
    """How it ended then."""

    agreement_form = forms.ChoiceField(
        label="协议形式", choices=lambda: [("", "没有协议"), *choices("agreement_form")], required=False
    )


FORMS: dict[str, dict[str, type[StepForm]]] = {
    "mediation": {
        "report": ReportForm,
        "accept": AcceptForm,
        "accept_town": AcceptForm,
        "mediate": MediateForm,
        "draft_agreement": AgreementForm,
        "agree_oral": AgreementForm,
        "county_agreement": CountyAgreementForm,
        "perform_part": PerformForm,
        "perform": PerformForm,
        "follow_up": FollowUpForm,
        "apply_confirmation": ConfirmationForm,
        "confirmation_result": ConfirmationResultForm,
        "assign_leader": LeaderForm,
        "assess": AssessForm,
        "report_danger": DangerForm,
        "escalate_town": EscalateForm,
        "escalate_county": EscalateCountyForm,
        "county_return": CountyAnswerForm,
        "county_decision": CountyAnswerForm,
        "refuse": EndForm,
        "fail": EndForm,
        "tell_roads": RoadsForm,
        "reapply": NewRoundForm,
        "reopen": NewRoundForm,
        "settle_elsewhere": OtherRoadForm,
        "join_report": JoinForm,
        "merge": MergeForm,
        "archive": ArchiveForm,
    },
    "carried_over": {
        "carry_found": CarryFoundForm,
        "carry_settled": CarrySettledForm,
    },
}
