"""What a topic adds to a case, and the ledger row of it."""

from __future__ import annotations

from django.db import models

from fazhi.kernel.models import Dossier


class Topic(Dossier):
    """One topic of a meeting. `meeting` names the meeting; the views themselves stand, in their order, on the step `discuss`."""

    matter = models.CharField("议题类别", max_length=20)
    kind = models.CharField("会议种类", max_length=20)
    proposed_on = models.DateField("申报日期")
    meeting = models.CharField("会议", max_length=60, blank=True, default="")
    resolution = models.CharField("决定", max_length=10, blank=True, default="")
    discussed_on = models.DateField("讨论日期", null=True, blank=True)
    dissent = models.PositiveSmallIntegerField("不同意见数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "会议议题"


class TopicRow(models.Model):
    """One topic as the ledger shows it: a database view, read under the reader's own scope."""

    id = models.UUIDField(primary_key=True)
    town = models.CharField("乡镇区划代码", max_length=12)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=40)
    opener = models.CharField(max_length=40)
    matter = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    proposed_on = models.DateField()
    meeting = models.CharField(max_length=60)
    resolution = models.CharField(max_length=10)
    discussed_on = models.DateField(null=True)
    dissent = models.PositiveSmallIntegerField()
    closed_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "meetings_row"
