"""What the report room keeps, append-only: the editor's words, editions submitted for signing, and countersigns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fazhi.kernel.models import TownRow
from fazhi.people.models import Person


class DraftText(TownRow):
    """What the editor wrote under one key of the outline; every change is a further version, the last one holds."""

    year = models.PositiveSmallIntegerField("年度")
    key = models.CharField("位置", max_length=60)
    version = models.PositiveIntegerField("版次")
    text = models.TextField("文字", max_length=5000, blank=True)
    written_by = models.ForeignKey(Person, verbose_name="填写人", on_delete=models.PROTECT, related_name="+")
    signature = models.CharField("姓名与岗位", max_length=100)
    written_at = models.DateTimeField("填写时间")

    class Meta:
        verbose_name = verbose_name_plural = "报告文字"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "year", "key", "version"], name="draft_text_version_once")
        ]


class Edition(TownRow):
    """A report submitted for signing: its whole text; its id is the batch of the Readings frozen with it."""

    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveSmallIntegerField("稿次")
    content = models.JSONField("全文")
    digest = models.CharField("SM3 摘要", max_length=64)
    made_by = models.ForeignKey(Person, verbose_name="送签人", on_delete=models.PROTECT, related_name="+")
    signature = models.CharField("姓名与岗位", max_length=100)
    made_at = models.DateTimeField("送签时间")

    class Meta:
        verbose_name = verbose_name_plural = "送签稿"
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "year", "serial"], name="edition_serial_once")]


class Countersign(TownRow):
    """One of the two signatures a joint report needs (党政机关公文处理工作条例: every issuing office's head signs)."""

    ROLES: ClassVar = [("secretary", "党委书记"), ("mayor", "镇长")]
    edition = models.ForeignKey(Edition, verbose_name="送签稿", on_delete=models.PROTECT, related_name="countersigns")
    role = models.CharField("签发岗位", max_length=20, choices=ROLES)
    person = models.ForeignKey(Person, verbose_name="签发人", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("姓名", max_length=40)
    digest = models.CharField("所签稿的摘要", max_length=64)
    signed_on = models.DateField("签发日期")
    signed_at = models.DateTimeField("签发时间")
    seal = models.CharField("签发时的日志封签", max_length=64, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会签"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "role"], name="countersign_once_per_role"),
            models.CheckConstraint(
                condition=models.Q(role__in=["secretary", "mayor"]), name="countersign_by_the_heads"
            ),
        ]
