"""What is asked between the draft and the discussion: participation, experts, risk, competition, review, materials."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.kernel.today import today
from fazhi.law import dates, rules
from fazhi.systems.decisions import actions
from fazhi.systems.decisions.questions import choices, count, line, matter, radio, select, silent, text
from fazhi.web.fields import DayField
from fazhi.web.forms import StepForm


class CommentsForm(StepForm):
    """The draft goes before the public (article 15)."""

    matter = matter()
    starts_on = DayField(label="公布日期")
    ends_on = DayField(label="截止日期")
    channel = select("公布渠道", "channel", initial="website")
    text = text("征求意见稿正文", 100_000, help_text="公开页面上显示的文字，不写不宜公开的内容。")
    shortened_reason = line(
        "缩短期限的理由", 300, required=False, help_text="少于规定期限的必须填写，并与征求意见稿一同公布。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = today()
        value = rules.load().value_on("decisions.public_comment", day, self.actor.town)
        self.fields["starts_on"].initial = day
        self.fields["ends_on"].initial = dates.deadline(value, day).due
        self.fields["ends_on"].help_text = f"{value.phrase}（{value.citation}）。"


class SummaryForm(StepForm):
    """How a consultation ended; nobody fills it in."""

    comments = count("收到意见条数")
    adopted = count("采纳条数")
    partly = count("部分采纳条数")
    declined = count("不采纳条数")
    days = count("征求意见天数")
    closed_on = DayField(label="截止日期")


class ParticipationForm(StepForm):
    """A seminar, a survey, a visit."""

    mode = forms.ChoiceField(
        label="方式",
        widget=forms.RadioSelect,
        choices=lambda: [one for one in choices("mode") if one[0] not in ("public_comments", "hearing")],
    )
    place = line("地点", 60, required=False)
    people = count("参加（回收问卷）人数")
    opinions = count("意见条数")
    adopted = count("采纳条数")
    notes = text("主要意见及采纳情况", 2000)


class AnnounceHearingForm(StepForm):
    """The list of participants is published and they get the draft (articles 16, 17)."""

    hearing_on = DayField(label="听证会日期")
    place = line("听证地点", 60)
    participants = text("听证参加人产生方式和名单公布情况", 500)


class HearingForm(StepForm):
    """A hearing (article 17)."""

    place = line("听证地点", 60)
    host = line("主持人", 40)
    people = count("参加人数")
    opinions = count("意见条数")
    adopted = count("采纳条数")
    notes = text("听证情况", 2000)


class ExpertForm(StepForm):
    """The signed opinion of one expert (articles 19, 20)."""

    expert = line("专家姓名", 40)
    unit = line("工作单位", 60)
    speciality = line("专业领域", 60)
    view = radio("论证结论", "view")
    words = text("论证意见", 2000)
    no_interest = forms.BooleanField(
        label="专家声明与决策事项没有直接利害关系",
        error_messages={"required": "不得选择与决策事项有直接利害关系的专家。"},
    )


class ConcludeForm(StepForm):
    """What became of the experts' opinions."""

    experts = silent("提出论证意见的专家")
    adoption = text("采纳情况", 1000, help_text="逐条说明采纳了什么；没有采纳的写明理由。")


class RiskForm(StepForm):
    """Level, consequence and conclusion (articles 22–24)."""

    assessor = line("评估单位", 60)
    reused = forms.BooleanField(label="已按有关规定评估，采用原评估结论", required=False)
    consequences = text("可能的不利影响", 500)
    measures = text("防范和化解措施", 500)
    risk_level = radio("风险等级", "risk_level")
    risk = forms.ChoiceField(
        label="评估结论",
        widget=forms.RadioSelect,
        choices=lambda: [one for one in choices("risk") if one[0] != "adjusted"],
    )


class CompetitionForm(StepForm):
    """Fair-competition review of the draft (article 29)."""

    reviewer = line("审查单位", 60)
    competition = radio("审查结论", "competition")
    words = text("审查意见", 500)


class AdjustForm(StepForm):
    """What was changed in the draft, and why."""

    changes = text("调整内容", 1000)


class ReviewForm(StepForm):
    """Sending the draft to legality review (article 26)."""

    matter = matter()
    urgent = silent("少于规定时间")
    due_on = DayField(label="要求的审查完成日期")
    urgent_reason = line("提前的理由", 200, required=False, help_text="少于规定的工作日才需要填写。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = actions.review_due(self.actor.town, today())


class OpinionForm(StepForm):
    """The reviewer's answer; nobody fills it in here."""

    articles = line("引用的条款", 500)


class LegalRiskForm(StepForm):
    """The legal risk is stated to those who decide (article 25)."""

    legal_risk = text("法律风险", 500)


class DiscussForm(StepForm):
    """The materials of article 29, ticked off."""

    matter = matter()
    kind = select("会议种类", "meeting_kind", initial="government_meeting")
    materials = forms.MultipleChoiceField(
        label="提请讨论的材料", choices=lambda: choices("materials"), widget=forms.CheckboxSelectMultiple
    )


class ResolutionForm(StepForm):
    """How the meeting decided; nobody fills it in here."""

    meeting = line("会议", 60)
    chair = line("主持人", 40)
    chair_reason = line("与多数意见不一致的理由", 500)
