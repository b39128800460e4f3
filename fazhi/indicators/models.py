"""Readings that were frozen: what a figure was, on which rows and rules it rested, on the day the report was fixed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fazhi.kernel.models import TownRow


class FrozenReading(TownRow):
    """One Reading as it stood when it was frozen; append-only. `batch` holds together what was frozen at once."""

    batch = models.UUIDField("批次")
    year = models.PositiveSmallIntegerField("年度")
    indicator = models.CharField("指标", max_length=80)
    version = models.PositiveSmallIntegerField("口径版本")
    value = models.DecimalField("数值", max_digits=24, decimal_places=4, null=True, blank=True)
    printed = models.CharField("印出的数", max_length=40)
    cut_off = models.DateField("截止日")
    reading = models.JSONField("读数全文")
    rows = models.JSONField("计入的记录")
    rules = models.JSONField("所用规则")
    digest = models.CharField("SM3 摘要", max_length=64)
    frozen_at = models.DateTimeField("冻结时间")
    frozen_by = models.CharField("冻结人", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "冻结读数"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "batch", "indicator"], name="frozen_reading_once_per_batch")
        ]
        indexes: ClassVar = [models.Index(fields=["town", "year", "indicator"], name="frozen_reading_year")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.printed}"
