"""待填写：这类事项比一般案件多哪些栏目。 What this kind of case adds, and the rows of its ledgers.

No field describes a person's faith, health, past, petitioning or "stability", and none ever will.
"""

from __future__ import annotations

from django.db import models

from fazhi.kernel.models import Dossier


class Matter(Dossier):
    """One matter from the day it is registered to the day it is finished."""

    subject = models.CharField("事由", max_length=60)
    begun_on = models.DateField("登记日期")
    finished_on = models.DateField("办结日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "事项"


class MatterRow(models.Model):
    """A row of the ledger: a database view over case and dossier, read under the reader's own scope."""

    id = models.UUIDField(primary_key=True)
    town = models.CharField("乡镇区划代码", max_length=12)
    village = models.CharField("村（社区）", max_length=12)
    village_name = models.CharField("村（社区）名称", max_length=60)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=40)
    begun_on = models.DateField()
    finished_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "skeleton_matter_row"
