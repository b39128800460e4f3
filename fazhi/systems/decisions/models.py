"""What a decision adds to a case, and the lists kept beside it.

Experts, bodies and officials stand here by the names under which they signed; citizens who comment stand in
consultations. A view on a draft is kept for ever with who held it (重大行政决策程序暂行条例 38).
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from fazhi.kernel.models import Case, Dossier, LedgerRow, TownRow

CLASSES = 20
# The three steps of the regulation that depend on the matter, by the dossier's field.
CONDITIONAL = {"participation": "公众参与", "argument": "专家论证", "risk": "风险评估"}


class Decision(Dossier):
    """One decision, one change of a decision, or the catalogue of one year: `kind`, `origin` and `year` tell them apart.

    `participation`, `argument` and `risk` are the three conditional steps of the regulation: empty until done; what was
    left out stands in the case as a waiver. `change` says that a change of this decision is under way.
    """

    matter_class = models.CharField("类别", max_length=CLASSES, blank=True, default="")
    catalogue_number = models.CharField("目录序号", max_length=20, blank=True, default="")
    outside_reason = models.CharField("未列入目录的理由", max_length=200, blank=True, default="")
    proposer = models.CharField("提出人", max_length=20, blank=True, default="")
    lead_office = models.CharField("承办单位", max_length=60, blank=True, default="")
    summary = models.TextField("决策事项", max_length=1000, blank=True, default="")
    duty = models.CharField("法律责任", max_length=300, blank=True, default="")
    started_on = models.DateField("启动日期", null=True, blank=True)
    affects_market = models.BooleanField("涉及市场主体经济活动", default=False)
    exploratory = models.BooleanField("国家尚无明确规定的探索性改革", default=False)
    consultation = models.CharField("公开征求意见", max_length=10, blank=True, default="")
    participation = models.CharField("公众参与", max_length=10, blank=True, default="")
    argument = models.CharField("专家论证", max_length=10, blank=True, default="")
    risk = models.CharField("风险评估结论", max_length=20, blank=True, default="")
    risk_level = models.CharField("风险等级", max_length=10, blank=True, default="")
    competition = models.CharField("公平竞争审查", max_length=10, blank=True, default="")
    sent_on = models.DateField("送审日期", null=True, blank=True)
    legality = models.CharField("合法性审查意见", max_length=10, blank=True, default="")
    findings = models.PositiveSmallIntegerField("提出意见条数", default=0)
    legal_risk = models.TextField("明示的法律风险", max_length=500, blank=True, default="")
    resolution = models.CharField("讨论决定", max_length=10, blank=True, default="")
    dissent = models.PositiveSmallIntegerField("不同意见数", default=0)
    discussed_on = models.DateField("讨论日期", null=True, blank=True)
    party = models.CharField("向党委请示报告", max_length=10, blank=True, default="")
    party_reported_on = models.DateField("报党委日期", null=True, blank=True)
    document_number = models.CharField("发文字号", max_length=60, blank=True, default="")
    decided_on = models.DateField("决定日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    channel = models.CharField("公布渠道", max_length=20, blank=True, default="")
    suspended_on = models.DateField("中止日期", null=True, blank=True)
    stopped_on = models.DateField("停止执行日期", null=True, blank=True)
    archived_on = models.DateField("归档日期", null=True, blank=True)
    evaluation = models.CharField("后评估结论", max_length=10, blank=True, default="")
    evaluated_on = models.DateField("后评估日期", null=True, blank=True)
    change = models.CharField("正在办理的变更", max_length=10, blank=True, default="")
    kind = models.CharField("变更种类", max_length=10, blank=True, default="")
    origin = models.CharField("原决策编号", max_length=40, blank=True, default="")
    reference = models.CharField("原台账编号", max_length=40, blank=True, default="")
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    agreed_on = models.DateField("党委同意日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "重大行政决策"


class CatalogueItem(TownRow):
    """A matter in the catalogue of one year. It is never changed: what leaves the catalogue gets a removal beside it."""

    case = models.ForeignKey(Case, verbose_name="目录", on_delete=models.PROTECT, related_name="catalogue_items")
    number = models.CharField("目录序号", max_length=20)
    year = models.PositiveSmallIntegerField("年度")
    matter = models.CharField("事项名称", max_length=120)
    matter_class = models.CharField("类别", max_length=CLASSES)
    lead_office = models.CharField("承办单位", max_length=60)
    planned = models.CharField("计划时间", max_length=40)
    listed_on = models.DateField("列入日期")
    agreed_on = models.DateField("党委同意增列日期", null=True, blank=True)
    reason = models.CharField("增列理由", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "目录事项"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "number"], name="catalogue_number_once"),
        ]


class CatalogueRemoval(TownRow):
    """A matter taken out of the catalogue, agreed by the Party committee, with its reason."""

    case = models.ForeignKey(Case, verbose_name="目录", on_delete=models.PROTECT, related_name="catalogue_removals")
    item = models.OneToOneField(CatalogueItem, verbose_name="事项", on_delete=models.PROTECT, related_name="removal")
    withdrawn_on = models.DateField("撤出日期")
    agreed_on = models.DateField("党委同意日期")
    reason = models.CharField("撤出理由", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "目录事项撤出"


class Participation(TownRow):
    """One way in which the public took part: comments on the draft, a hearing, a seminar, a survey."""

    case = models.ForeignKey(Case, verbose_name="事项", on_delete=models.PROTECT, related_name="participations")
    mode = models.CharField("方式", max_length=20)
    held_on = models.DateField("日期")
    days = models.PositiveSmallIntegerField("征求意见天数", null=True, blank=True)
    people = models.PositiveIntegerField("参加人数", default=0)
    opinions = models.PositiveIntegerField("意见条数", default=0)
    adopted = models.PositiveIntegerField("采纳条数", default=0)
    place = models.CharField("地点", max_length=60, blank=True, default="")
    notes = models.TextField("情况", max_length=2000, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "公众参与"
        ordering: ClassVar = ["held_on", "id"]


class Expert(TownRow):
    """The signed opinion of one expert, who has no interest in the matter (article 20)."""

    case = models.ForeignKey(Case, verbose_name="事项", on_delete=models.PROTECT, related_name="experts")
    given_on = models.DateField("论证日期")
    expert = models.CharField("专家姓名", max_length=40)
    unit = models.CharField("工作单位", max_length=60)
    speciality = models.CharField("专业领域", max_length=60)
    view = models.CharField("论证结论", max_length=10)
    words = models.TextField("论证意见", max_length=2000)

    class Meta:
        verbose_name = verbose_name_plural = "专家论证意见"
        ordering: ClassVar = ["given_on", "id"]


class Task(TownRow):
    """A piece of the execution of a decision: who answers for it, and by when."""

    case = models.ForeignKey(Case, verbose_name="事项", on_delete=models.PROTECT, related_name="decision_tasks")
    position = models.PositiveSmallIntegerField("次序")
    matter = models.CharField("任务", max_length=200)
    responsible = models.CharField("责任单位", max_length=60)
    assigned_on = models.DateField("下达日期")
    due_on = models.DateField("完成时限")

    class Meta:
        verbose_name = verbose_name_plural = "执行任务"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "position"], name="task_position_once")]


class TaskResult(TownRow):
    """A task that was done, with what shows it."""

    case = models.ForeignKey(Case, verbose_name="事项", on_delete=models.PROTECT, related_name="task_results")
    task = models.OneToOneField(Task, verbose_name="任务", on_delete=models.PROTECT, related_name="result")
    done_on = models.DateField("完成日期")
    words = models.CharField("完成情况", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "任务完成情况"


class DecisionRow(LedgerRow):
    """One decision. The five `…_step` columns say of each statutory step: done, waived, missing, or still to come."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=40)
    matter_class = models.CharField(max_length=20)
    in_catalogue = models.BooleanField()
    catalogue_number = models.CharField(max_length=20)
    proposer = models.CharField(max_length=20)
    opened_on = models.DateField()
    started_on = models.DateField(null=True)
    lead_office = models.CharField(max_length=60)
    summary = models.TextField()
    duty = models.CharField(max_length=300)
    consult_mode_days = models.TextField()
    opinions = models.PositiveIntegerField()
    adopted = models.PositiveIntegerField()
    experts = models.PositiveIntegerField()
    risk_level = models.CharField(max_length=10)
    risk = models.CharField(max_length=20)
    legality = models.CharField(max_length=10)
    legality_days = models.IntegerField(null=True)
    findings = models.PositiveIntegerField()
    discussed_on = models.DateField(null=True)
    resolution = models.CharField(max_length=10)
    dissent = models.PositiveSmallIntegerField()
    party_reported_on = models.DateField(null=True)
    document_number = models.CharField(max_length=60)
    decided_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    changes = models.PositiveIntegerField()
    evaluation = models.CharField(max_length=10)
    evaluated_on = models.DateField(null=True)
    participation_step = models.CharField(max_length=10)
    argument_step = models.CharField(max_length=10)
    risk_step = models.CharField(max_length=10)
    legality_step = models.CharField(max_length=10)
    discussion_step = models.CharField(max_length=10)
    closed_on = models.DateField(null=True)
    search = SearchVectorField(null=True)

    class Meta:
        managed = False
        db_table = "decisions_row"


class CatalogueRow(LedgerRow):
    """One matter of a year's catalogue, with what became of it."""

    case = models.UUIDField()
    number = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=120)
    matter_class = models.CharField(max_length=20)
    lead_office = models.CharField(max_length=60)
    planned = models.CharField(max_length=40)
    listed_on = models.DateField()
    agreed_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    channel = models.CharField(max_length=20)
    added = models.BooleanField()
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField()
    decision = models.CharField(max_length=40)

    class Meta:
        managed = False
        db_table = "decisions_catalogue_row"


class ParticipationRow(LedgerRow):
    """One way in which the public took part in one decision."""

    case = models.UUIDField()
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    mode = models.CharField(max_length=20)
    held_on = models.DateField()
    days = models.PositiveSmallIntegerField(null=True)
    people = models.PositiveIntegerField()
    opinions = models.PositiveIntegerField()
    adopted = models.PositiveIntegerField()
    place = models.CharField(max_length=60)

    class Meta:
        managed = False
        db_table = "decisions_participation_row"


class ExpertRow(LedgerRow):
    """One expert's opinion on one decision."""

    case = models.UUIDField()
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    given_on = models.DateField()
    expert = models.CharField(max_length=40)
    unit = models.CharField(max_length=60)
    speciality = models.CharField(max_length=60)
    view = models.CharField(max_length=10)

    class Meta:
        managed = False
        db_table = "decisions_expert_row"


class TaskRow(LedgerRow):
    """One task of the execution."""

    case = models.UUIDField()
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=200)
    responsible = models.CharField(max_length=60)
    assigned_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    words = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "decisions_task_row"
