"""What a legality review adds to a case, the filing of village rules, the legal advisers, and the ledger rows of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fazhi.kernel.models import Case, Dossier, Entry, LedgerRow, TownRow


class Review(Dossier):
    """One matter under review.

    `due_on` is the day for which the sender asks; `materials` are the ids of materials.yaml that have come; `findings`
    counts the objections raised and `adopted` those the sender took over. `counterparty` (an organisation), `amount` and
    `signed_on` are of contracts only; `reference` is the number of an older ledger a contract was carried over from.
    """

    matter = models.CharField("审查事项类别", max_length=20)
    urgent = models.BooleanField("应急处置或上级紧急命令", default=False)
    due_on = models.DateField("要求反馈日期", null=True, blank=True)
    submitted_on = models.DateField("送审日期")
    materials = models.JSONField("送审材料", default=list, blank=True)
    counterparty = models.CharField("合同相对方", max_length=100, blank=True, default="")
    amount = models.DecimalField("合同金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    adviser = models.CharField("法律顾问、公职律师", max_length=100, blank=True, default="")
    opinion = models.CharField("审查意见", max_length=10, blank=True, default="")
    opinion_on = models.DateField("出具意见日期", null=True, blank=True)
    findings = models.PositiveSmallIntegerField("提出意见条数", default=0)
    adoption = models.CharField("采纳情况", max_length=10, blank=True, default="")
    adopted = models.PositiveSmallIntegerField("采纳意见条数", default=0)
    signed_on = models.DateField("合同签订日期", null=True, blank=True)
    reference = models.CharField("原台账编号", max_length=40, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "合法性审查"


class VillageRules(Dossier):
    """Village rules (or a charter) that a village files with the town, and what the town found (村民委员会组织法 31)."""

    kind = models.CharField("种类", max_length=10)
    adopted_on = models.DateField("通过日期")
    filed_on = models.DateField("报备日期")
    result = models.CharField("审查结论", max_length=10, blank=True, default="")
    correction = models.TextField("责令改正的内容", max_length=1000, blank=True, default="")
    ordered_on = models.DateField("责令改正日期", null=True, blank=True)
    corrected_on = models.DateField("改正日期", null=True, blank=True)
    concluded_on = models.DateField("备案日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "村规民约备案"


class Adviser(Entry):
    """A legal counsel or government lawyer of the town, for the term of the contract (中办发〔2016〕30号). No fees are kept."""

    number = models.CharField("编号", max_length=20)
    kind = models.CharField("类别", max_length=20)
    name = models.CharField("姓名", max_length=40)
    firm = models.CharField("律师事务所或单位", max_length=60)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "法律顾问、公职律师"
        constraints: ClassVar = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(fields=["town", "number"], name="adviser_number_once"),
        ]


class Service(TownRow):
    """One piece of advice that a lawyer gave in a review: on which day, for how many hours, under which number."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="review_services")
    adviser = models.ForeignKey(
        Adviser,
        verbose_name="法律顾问、公职律师",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
    )
    name = models.CharField("姓名", max_length=40)
    firm = models.CharField("律师事务所或单位", max_length=60, blank=True, default="")
    served_on = models.DateField("服务日期")
    hours = models.DecimalField("用时（小时）", max_digits=5, decimal_places=1, null=True, blank=True)
    opinion_no = models.CharField("意见书编号", max_length=60, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "法律顾问服务"
        ordering: ClassVar = ["served_on", "id"]


class Row(LedgerRow):
    """What the ledgers of cases have in common."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)

    class Meta:
        abstract = True


class Reviewed(Row):
    """The columns of a review, whether of the whole list or of those still open."""

    stage = models.CharField(max_length=40)
    opener = models.CharField(max_length=40)
    matter = models.CharField(max_length=20)
    urgent = models.BooleanField()
    submitted_on = models.DateField()
    submitter = models.CharField(max_length=100)
    due_on = models.DateField(null=True)
    limit_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    adviser = models.CharField(max_length=100)
    services = models.PositiveSmallIntegerField()
    reviewer = models.CharField(max_length=100)
    opinion = models.CharField(max_length=10)
    opinion_on = models.DateField(null=True)
    findings = models.PositiveSmallIntegerField()
    adoption = models.CharField(max_length=10)
    adopted = models.PositiveSmallIntegerField()
    closed_on = models.DateField(null=True)

    class Meta:
        abstract = True


class ReviewRow(Reviewed):
    """One review."""

    class Meta:
        managed = False
        db_table = "reviews_row"


class QueueRow(Reviewed):
    """One review that waits for its opinion."""

    class Meta:
        managed = False
        db_table = "reviews_queue_row"


class ContractRow(Row):
    """One contract that was reviewed. `passed`: found lawful, or changed as the reviewer asked."""

    stage = models.CharField(max_length=40)
    counterparty = models.CharField(max_length=100)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    submitted_on = models.DateField()
    reviewer = models.CharField(max_length=100)
    opinion = models.CharField(max_length=10)
    opinion_on = models.DateField(null=True)
    findings = models.PositiveSmallIntegerField()
    adoption = models.CharField(max_length=10)
    passed = models.BooleanField()
    signed_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "reviews_contract_row"


class VillageRulesRow(Row):
    """One filing of village rules."""

    village = models.CharField("村（社区）", max_length=12)
    village_name = models.CharField("村（社区）名称", max_length=60)
    stage = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    adopted_on = models.DateField()
    filed_on = models.DateField()
    result = models.CharField(max_length=10)
    correction = models.TextField()
    ordered_on = models.DateField(null=True)
    corrected_on = models.DateField(null=True)
    concluded_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "reviews_village_rules_row"


class ServiceRow(Row):
    """One piece of advice, with the review it was given in."""

    case = models.UUIDField()
    matter = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    firm = models.CharField(max_length=60)
    served_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    opinion_no = models.CharField(max_length=60)

    class Meta:
        managed = False
        db_table = "reviews_service_row"


class AdviserRow(LedgerRow):
    """One adviser, with how often advice was given."""

    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    firm = models.CharField(max_length=60)
    services = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "reviews_adviser_row"
