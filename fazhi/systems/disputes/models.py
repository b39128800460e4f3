"""What a dispute adds to a case, and the lists the office keeps beside it.

Names, telephone and id numbers live only in Party; the running text of every other row carries masked names
(王**). No field describes a person's faith, health, past, petitioning or "stability", and none ever will.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from fazhi.kernel.encrypted import BlindIndex, EncryptedField
from fazhi.kernel.models import Case, Dossier, Entry, LedgerRow, TownRow
from fazhi.people.models import Division


class Dispute(Dossier):
    """One dispute, however many people reported it.

    `settled_on` (化解): the day on which the dispute was confirmed as settled, on evidence of an agreement that was
    performed and followed up, or of a decision reached by another road. It is emptied when the dispute is
    reopened and set again when it is settled again; how the round before stood is kept in Round. How often it was
    reported, mediated, settled and reopened is counted from its rows (view disputes_row).
    """

    source = models.CharField("来源", max_length=20)
    dispute_type = models.CharField("纠纷类型", max_length=20)
    subject = models.CharField("争议事项", max_length=60, blank=True, default="")
    summary = models.TextField("简要情况", max_length=1000)
    people = models.PositiveSmallIntegerField("涉及人数", default=2)
    amount = models.DecimalField("涉及金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    risk = models.CharField("风险等级", max_length=10, default="yellow")
    grave = models.BooleanField("重大纠纷", default=False)
    level = models.CharField("调处层级", max_length=10, default="village")
    lead_officer = models.CharField("包案领导", max_length=60, blank=True, default="")
    consent = models.CharField("调解意愿", max_length=20, blank=True, default="")
    mediator = models.CharField("调解员", max_length=100, blank=True, default="")
    mediator_choice = models.CharField("调解员产生方式", max_length=10, blank=True, default="")
    found_on = models.DateField("排查发现日期")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    escalated_on = models.DateField("上报日期", null=True, blank=True)
    mediated_on = models.DateField("首次调解日期", null=True, blank=True)
    identity_matter = models.BooleanField("涉及身份关系确认", default=False)
    agreement_form = models.CharField("协议形式", max_length=10, blank=True, default="")
    agreed_on = models.DateField("协议生效日期", null=True, blank=True)
    confirmation = models.CharField("司法确认", max_length=10, blank=True, default="")
    confirmed_on = models.DateField("司法确认日期", null=True, blank=True)
    performance = models.CharField("履行情况", max_length=10, blank=True, default="")
    performed_on = models.DateField("履行完毕日期", null=True, blank=True)
    followed_up_on = models.DateField("回访日期", null=True, blank=True)
    settled_on = models.DateField("化解日期", null=True, blank=True)
    terminated_on = models.DateField("终止日期", null=True, blank=True)
    reopened_on = models.DateField("重新调处日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=20, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "矛盾纠纷"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed_on=None) | ~Q(agreement_form=""), name="dispute_agreement_has_form"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["town", "-found_on"], name="dispute_found")]


class Party(TownRow):
    """A party to a dispute. The only place of names and numbers; every page shows them masked."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="dispute_parties")
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("姓名或名称", max_length=60)
    basics = models.CharField("基本情况", max_length=120, blank=True, default="")
    phone = EncryptedField("联系电话", max_length=20, blank=True, default="")
    id_number = EncryptedField("身份证号", max_length=18, blank=True, default="")
    id_number_index = BlindIndex("id_number")

    class Meta:
        verbose_name = verbose_name_plural = "当事人"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "position"], name="party_position_once")]


class SourceRecord(TownRow):
    """One report of a dispute: from whom it came, when, in which words. A dispute has at least one."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="dispute_sources")
    source = models.CharField("来源", max_length=20)
    reported_on = models.DateField("反映日期")
    words = models.TextField("反映内容", max_length=1000)
    reference = models.CharField("来件编号", max_length=60, blank=True, default="")
    joined_from = models.ForeignKey(
        Case, verbose_name="并入的案件", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "线索"
        ordering: ClassVar = ["reported_on", "id"]


class Session(TownRow):
    """One sitting of the mediators with the parties."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="dispute_sessions")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    level = models.CharField("层级", max_length=10)
    held_on = models.DateField("调解日期")
    place = models.CharField("地点", max_length=60)
    mediators = models.CharField("调解员", max_length=100)
    attendants = models.CharField("参加人员", max_length=200)
    notes = models.TextField("调解记录", max_length=2000)
    result = models.CharField("结果", max_length=10)

    class Meta:
        verbose_name = verbose_name_plural = "调解记录"
        ordering: ClassVar = ["held_on", "id"]


class Agreement(TownRow):
    """What the parties agreed, in the parts of article 29 of 人民调解法. A later draft of a round stands for it."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="dispute_agreements")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    form = models.CharField("形式", max_length=10)
    parties = models.TextField("当事人基本情况", max_length=1000)
    facts = models.TextField("主要事实", max_length=1000)
    disputed = models.TextField("争议事项", max_length=500)
    responsibilities = models.TextField("各方责任", max_length=500)
    content = models.TextField("协议内容", max_length=2000)
    way = models.CharField("履行方式", max_length=20)
    term_on = models.DateField("履行期限")

    class Meta:
        verbose_name = verbose_name_plural = "调解协议"
        ordering: ClassVar = ["round", "id"]


class Round(TownRow):
    """How a dispute stood in a round that is over: written when it is taken up again, never changed (see rounds.py).

    `ends_on` is the last day on which the round stood, the day before the next one began. A round that began and ended
    on one day stood on none, and ends before it starts.
    """

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="dispute_rounds")
    round = models.PositiveSmallIntegerField("轮次")
    starts_on = models.DateField("本轮起始日期")
    ends_on = models.DateField("本轮终止日期")
    level = models.CharField("调处层级", max_length=10)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    mediated_on = models.DateField("首次调解日期", null=True, blank=True)
    agreement_form = models.CharField("协议形式", max_length=10, blank=True, default="")
    agreed_on = models.DateField("协议生效日期", null=True, blank=True)
    confirmation = models.CharField("司法确认", max_length=10, blank=True, default="")
    confirmed_on = models.DateField("司法确认日期", null=True, blank=True)
    performance = models.CharField("履行情况", max_length=10, blank=True, default="")
    performed_on = models.DateField("履行完毕日期", null=True, blank=True)
    followed_up_on = models.DateField("回访日期", null=True, blank=True)
    settled_on = models.DateField("化解日期", null=True, blank=True)
    terminated_on = models.DateField("终止日期", null=True, blank=True)
    reopened_on = models.DateField("重新调处日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=20, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "调处轮次"
        ordering: ClassVar = ["round"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "round"], name="dispute_round_once")]


class SentinelPost(Entry):
    """A place where disputes are noticed early: a village, a station, a market, a shop, a pharmacy. Places, not persons."""

    number = models.CharField("编号", max_length=20)
    kind = models.CharField("类型", max_length=20)
    name = models.CharField("名称", max_length=60)
    place = models.CharField("位置", max_length=100)
    village = models.ForeignKey(Division, verbose_name="村（社区）", on_delete=models.PROTECT, related_name="+")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "哨点"
        constraints: ClassVar = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(fields=["town", "number"], name="sentinel_number_once"),
        ]


class Staff(Entry):
    """Somebody who finds or mediates disputes for the town, in one role, from one day to another."""

    number = models.CharField("编号", max_length=20)
    role = models.CharField("类别", max_length=20)
    name = models.CharField("姓名", max_length=40)
    village = models.ForeignKey(Division, verbose_name="村（社区）", on_delete=models.PROTECT, related_name="+")
    sentinel = models.ForeignKey(
        SentinelPost, verbose_name="所在哨点", null=True, blank=True, on_delete=models.PROTECT, related_name="staff"
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "队伍"
        constraints: ClassVar = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(fields=["town", "number"], name="staff_number_once"),
        ]


class Row(LedgerRow):
    """What the ledgers of cases have in common."""

    village = models.CharField("村（社区）", max_length=12)
    village_name = models.CharField("村（社区）名称", max_length=60)

    class Meta:
        abstract = True


class DisputeRow(Row):
    """One dispute. A case that was joined to another is not here: one dispute, however many sources, is counted once."""

    number = models.CharField(max_length=40)
    procedure = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=40)
    parties = models.TextField()
    source = models.CharField(max_length=20)
    sources = models.PositiveSmallIntegerField()
    dispute_type = models.CharField(max_length=20)
    summary = models.TextField()
    people = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    risk = models.CharField(max_length=10)
    grave = models.BooleanField()
    level = models.CharField(max_length=10)
    lead_officer = models.CharField(max_length=60)
    mediator = models.CharField(max_length=100)
    found_on = models.DateField()
    accepted_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)
    mediated_on = models.DateField(null=True)
    sessions = models.PositiveSmallIntegerField()
    agreement_form = models.CharField(max_length=10)
    agreed_on = models.DateField(null=True)
    confirmation = models.CharField(max_length=10)
    confirmed_on = models.DateField(null=True)
    performance = models.CharField(max_length=10)
    performed_on = models.DateField(null=True)
    followed_up_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    settlements = models.PositiveSmallIntegerField()
    terminated_on = models.DateField(null=True)
    reopened_on = models.DateField(null=True)
    rounds = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20)
    closed_on = models.DateField(null=True)
    search = SearchVectorField(null=True)

    class Meta:
        managed = False
        db_table = "disputes_row"


class RoundRow(Row):
    """One round of one dispute, past or running, and from which day to which it stood: on any day one round a dispute.

    `id` is the case for the first round, and for a later one the row that closed the round before: it never changes.
    A dispute joined to another stood until the day before it was joined.
    """

    case = models.UUIDField()
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    round = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=20)
    dispute_type = models.CharField(max_length=20)
    people = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    level = models.CharField(max_length=10)
    found_on = models.DateField()
    accepted_on = models.DateField(null=True)
    first_accepted_on = models.DateField(null=True)
    mediated_on = models.DateField(null=True)
    agreement_form = models.CharField(max_length=10)
    agreed_on = models.DateField(null=True)
    confirmation = models.CharField(max_length=10)
    confirmed_on = models.DateField(null=True)
    performance = models.CharField(max_length=10)
    performed_on = models.DateField(null=True)
    followed_up_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    terminated_on = models.DateField(null=True)
    reopened_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "disputes_round_row"


class SessionRow(Row):
    """One mediation session, with its dispute's number; attendants are in the case file only."""

    case = models.UUIDField()
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    dispute_type = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10)
    held_on = models.DateField()
    place = models.CharField(max_length=60)
    mediators = models.CharField(max_length=100)
    result = models.CharField(max_length=10)

    class Meta:
        managed = False
        db_table = "disputes_session_row"


class StaffRow(Row):
    """One person on the staff, with the post where they stand."""

    number = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    place = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "disputes_staff_row"


class SentinelRow(Row):
    """One sentinel post, with how many people stand there now."""

    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=100)
    people = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "disputes_sentinel_row"
