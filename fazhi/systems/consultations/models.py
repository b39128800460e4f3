"""What a consultation adds to a case: the draft before the public, its days, and the comments that came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.models import Case, Dossier, LedgerRow, TownRow


class Consultation(Dossier):
    """One draft before the public from `starts_on` to `ends_on` (both included). `text` is what the public reads."""

    matter = models.CharField("征求意见事项类别", max_length=20)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("截止日期")
    shortened_reason = models.CharField("缩短期限的理由", max_length=300, blank=True, default="")
    channel = models.CharField("公布渠道", max_length=20, default="website")
    text = models.TextField("征求意见稿", blank=True, default="")
    closed_on = models.DateField("实际截止日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开征求意见"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="consultation_ends_after_it_starts")
        ]


class CommentGroup(TownRow):
    """Comments that say the same, with the one answer they get (重大行政决策程序暂行条例 18)."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="comment_groups")
    position = models.PositiveSmallIntegerField("序号")
    gist = models.CharField("意见要点", max_length=300)
    answer = models.CharField("采纳情况", max_length=10)
    words = models.CharField("答复和理由", max_length=1000)

    class Meta:
        verbose_name = verbose_name_plural = "归并意见"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "position"], name="comment_group_position_once")
        ]


class Comment(TownRow):
    """One opinion on a draft. Whoever comments need not say who they are."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="public_comments")
    source = models.CharField("来源", max_length=20)
    received_on = models.DateField("收到日期")
    words = models.TextField("意见内容", max_length=2000)
    name = models.CharField("姓名或单位", max_length=60, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "意见"
        ordering: ClassVar = ["received_on", "id"]


class GroupedComment(TownRow):
    """Which group a comment belongs to: exactly one, so that it gets exactly one answer."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="+")
    comment = models.OneToOneField(Comment, verbose_name="意见", on_delete=models.PROTECT, related_name="grouped")
    group = models.ForeignKey(CommentGroup, verbose_name="归并", on_delete=models.PROTECT, related_name="grouped")

    class Meta:
        verbose_name = verbose_name_plural = "意见归并"


class Quota(models.Model):
    """How many comments came from one place on one day. The place is a digest under a salt that is thrown away with the day:
    nobody, not even we, can tell afterwards who commented (个人信息保护法 6).
    """

    day = models.DateField("日期")
    place = models.CharField("来处摘要", max_length=64)
    count = models.PositiveIntegerField("条数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "网上意见限量"
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "place"], name="quota_once")]


class Salt(models.Model):
    """The day's salt for Quota; the next day's first comment deletes it together with the counts."""

    day = models.DateField("日期", primary_key=True)
    salt = models.CharField("盐值", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "当日盐值"


class ConsultationRow(LedgerRow):
    """One consultation as the ledger shows it: a database view, read under the reader's own scope."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=40)
    opener = models.CharField(max_length=40)
    matter = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    shortened_reason = models.CharField(max_length=300)
    channel = models.CharField(max_length=20)
    comments = models.PositiveIntegerField()
    groups = models.PositiveIntegerField()
    adopted = models.PositiveIntegerField()
    partly = models.PositiveIntegerField()
    declined = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "consultations_row"
