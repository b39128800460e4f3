"""What a legality review adds to a case, and the ledger row of it."""

from __future__ import annotations

from django.db import models

from fazhi.kernel.models import Dossier


class Review(Dossier):
    """One matter under review. `due_on` is the day for which the sender asks; `findings` counts the objections raised."""

    matter = models.CharField("审查事项类别", max_length=20)
    urgent = models.BooleanField("应急处置或上级紧急命令", default=False)
    due_on = models.DateField("要求反馈日期", null=True, blank=True)
    submitted_on = models.DateField("送审日期")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    adviser = models.CharField("法律顾问、公职律师", max_length=100, blank=True, default="")
    opinion = models.CharField("审查意见", max_length=10, blank=True, default="")
    opinion_on = models.DateField("出具意见日期", null=True, blank=True)
    findings = models.PositiveSmallIntegerField("提出意见条数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "合法性审查"


class ReviewRow(models.Model):
    """One review as the ledger shows it: a database view over case and dossier, read under the reader's own scope."""

    id = models.UUIDField(primary_key=True)
    town = models.CharField("乡镇区划代码", max_length=12)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=40)
    opener = models.CharField(max_length=40)
    matter = models.CharField(max_length=20)
    urgent = models.BooleanField()
    submitted_on = models.DateField()
    accepted_on = models.DateField(null=True)
    adviser = models.CharField(max_length=100)
    opinion = models.CharField(max_length=10)
    opinion_on = models.DateField(null=True)
    findings = models.PositiveSmallIntegerField()
    closed_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "reviews_row"
