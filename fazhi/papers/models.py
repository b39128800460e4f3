"""The register of document numbers: one book for every document the town issues, whatever system it comes from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from fazhi.kernel.models import Case, TownRow
from fazhi.kernel.numbers import next_serial


class DocumentNumber(TownRow):
    """One number given out: 沙府发〔2022〕3号. Drawn when the row is written, so a refused step leaves no gap.

    `registration` is the serial of the unified register of normative documents (国办发〔2018〕37号: 统一登记、统一编号、
    统一印发), drawn with the number where `registered` is set and empty elsewhere.
    """

    mark = models.CharField("机关代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    serial = models.PositiveIntegerField("顺序号")
    number = models.CharField("发文字号", max_length=40)
    title = models.CharField("文件标题", max_length=120)
    case = models.ForeignKey(Case, verbose_name="事项", on_delete=models.PROTECT, related_name="document_numbers")
    issued_on = models.DateField("印发日期")
    registered = models.BooleanField("行政规范性文件", default=False)
    registration = models.PositiveIntegerField("登记顺序号", null=True, blank=True)
    registration_number = models.CharField("登记号", max_length=40, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "发文字号"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "mark", "year", "serial"], name="document_number_once"),
            models.UniqueConstraint(fields=["town", "year", "registration"], name="document_registration_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["town", "-issued_on", "-id"], name="document_number_order")]

    def __str__(self) -> str:
        return self.number

    def draw(self, town: str) -> None:
        """Take the next number of the mark and the year, in the transaction that will write the row."""
        self.town, self.year = town, self.issued_on.year
        self.serial = next_serial(town, f"document:{self.mark}", self.year)
        self.number = f"{self.mark}〔{self.year}〕{self.serial}号"
        if self.registered:
            self.registration = next_serial(town, "document_registration", self.year)
            self.registration_number = f"登〔{self.year}〕{self.registration}号"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Draw the number where none is drawn yet; a row once written is never written again."""
        if self.serial is None:
            self.draw(self.town)
        super().save(*args, **kwargs)
