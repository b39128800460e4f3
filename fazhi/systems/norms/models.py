"""What a normative document adds to a case: its fields, the versions of its text, and the register of what holds."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from fazhi.kernel.models import Case, Dossier, Entry, TownRow
from fazhi.kernel.search import vector_of
from fazhi.systems.norms import facts
from fazhi.systems.norms.rows import (
    CleanupRow,
    IssuedRow,
    IssueReportRow,
    IssueRow,
    NormRow,
    OutsideReviewRow,
    RegisterRow,
)

__all__ = [
    "CleanupItem",
    "CleanupRow",
    "IssueReport",
    "IssueReportRow",
    "IssueRow",
    "IssuedLine",
    "IssuedRow",
    "Norm",
    "NormRow",
    "OutsideReview",
    "OutsideReviewRow",
    "RegisterEntry",
    "RegisterRow",
    "RegisterWord",
    "Version",
    "named",
]  # fmt: skip


def named(title: str, number: str) -> str:
    """《…》（沙府发〔2016〕12号）, without the number where there is none."""
    return f"《{title}》（{number}）" if number else f"《{title}》"


class Norm(Dossier):
    """One document (or one clean-up round, which fills few of these).

    `normative` is empty until somebody has identified the document. `expires_on` is its last day; what held on a day is
    said by the register, so nothing has to run for a document to lapse.
    """

    drafter = models.CharField("起草科室", max_length=60, blank=True, default="")
    subject = models.CharField("规范事项", max_length=60, blank=True, default="")
    made_under = models.TextField("制定依据", max_length=1000, blank=True, default="")
    trial = models.BooleanField("暂行、试行", default=False)
    normative = models.BooleanField("行政规范性文件", null=True, blank=True)
    identified_on = models.DateField("认定日期", null=True, blank=True)
    identity_reason = models.CharField("认定理由", max_length=500, blank=True, default="")
    exclusion = models.CharField("排除情形", max_length=20, blank=True, default="")
    operators = models.BooleanField("涉及经营者经济活动", default=False)
    consultation = models.CharField("公开征求意见", max_length=10, blank=True, default="")
    consult_starts_on = models.DateField("征求意见开始日期", null=True, blank=True)
    consult_ends_on = models.DateField("征求意见截止日期", null=True, blank=True)
    comments = models.PositiveIntegerField("收到意见数", default=0)
    adopted = models.PositiveIntegerField("采纳数", default=0)
    fair_competition = models.CharField("公平竞争审查结论", max_length=10, blank=True, default="")
    submitted_on = models.DateField("送审日期", null=True, blank=True)
    opinion = models.CharField("审核意见", max_length=10, blank=True, default="")
    opinion_on = models.DateField("审核意见日期", null=True, blank=True)
    opinion_adopted = models.CharField("审核意见采纳情况", max_length=10, blank=True, default="")
    unadopted_reason = models.CharField("未采纳审核意见的理由", max_length=500, blank=True, default="")
    resolution = models.CharField("审议结果", max_length=10, blank=True, default="")
    met_on = models.DateField("审议日期", null=True, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True, default="")
    signed_on = models.DateField("签发日期", null=True, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    channel = models.CharField("公布渠道", max_length=20, blank=True, default="")
    in_force_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    filed_on = models.DateField("报送备案日期", null=True, blank=True)
    filing_number = models.CharField("备案号", max_length=60, blank=True, default="")
    filing_result = models.CharField("备案结果", max_length=10, blank=True, default="")
    evaluation = models.CharField("评估结论", max_length=10, blank=True, default="")
    evaluated_on = models.DateField("评估日期", null=True, blank=True)
    cleanup = models.CharField("清理结论", max_length=10, blank=True, default="")
    cleaned_on = models.DateField("清理日期", null=True, blank=True)
    ended_on = models.DateField("废止、失效日期", null=True, blank=True)
    reference = models.CharField("原发文字号", max_length=60, blank=True, default="")
    scope_kind = models.CharField("清理种类", max_length=10, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "行政规范性文件"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(in_force_on=None) | Q(expires_on__gte=models.F("in_force_on")),
                name="norm_expires_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(normative=True) | Q(published_on=None) | ~Q(opinion="") | ~Q(reference=""),
                name="norm_published_only_after_review",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["town", "-published_on"], name="norm_published")]


class Version(TownRow):
    """The text of a document as it stood after one step; every one is kept."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="norm_versions")
    made_on = models.DateField("形成日期")
    note = models.CharField("修改说明", max_length=300, blank=True, default="")
    text = models.TextField("正文")

    class Meta:
        verbose_name = verbose_name_plural = "文稿"
        ordering: ClassVar = ["id"]


class RegisterEntry(Entry):
    """A document that holds (or held) here, ours or one from above: `ends_on` is its last day, empty while none is set.

    `citations` and `facts` are read out of the text when it is saved, and so is `search`: title, subject and number by
    pairs of characters, the articles it cites and the keys of its facts as whole words.
    """

    number = models.CharField("发文字号", max_length=60)
    title = models.CharField("文件名称", max_length=120)
    level = models.CharField("制定层级", max_length=10, default="town")
    issuer = models.CharField("制定机关", max_length=60, blank=True, default="")
    subject = models.CharField("规范事项", max_length=60, blank=True, default="")
    text = models.TextField("正文", blank=True, default="")
    case = models.ForeignKey(
        Case, verbose_name="事项", null=True, blank=True, on_delete=models.PROTECT, related_name="norm_entries"
    )
    citations = models.JSONField("引用的条文", default=list, blank=True)
    facts = models.JSONField("数字、日期和许可禁止", default=list, blank=True)
    search = SearchVectorField(null=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "现行有效文件"
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="register_search"),
            models.Index(fields=["town", "-starts_on", "-id"], name="register_order"),
            models.Index(fields=["town", "number"], name="register_number"),
            models.Index(fields=["town", "title"], name="register_title"),
        ]

    def __str__(self) -> str:
        return named(self.title, self.number)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Read the text anew, so that what is compared is always what is written."""
        found = facts.read(self.text)
        self.citations = [one.as_json() for one in found.citations]
        self.facts = [one.as_json() for one in found.facts]
        self.search = vector_of(facts.words(self.title, self.subject, self.number, found))
        super().save(*args, **kwargs)


class RegisterWord(models.Model):
    """A register word, under which the look-up finds a document: a pair of its subject (~), an article (#) or a fact (=) whole.

    PostgreSQL itself writes these rows out of `search` (migration 0006): equality finds them through an index under
    row-level security, where a tsquery would have to read every document of the town.
    """

    id = models.BigAutoField(primary_key=True)
    town = models.CharField("乡镇区划代码", max_length=12, db_collation="C")
    word = models.TextField("检索词", db_collation="C")
    entry = models.ForeignKey(
        RegisterEntry, verbose_name="文件", on_delete=models.PROTECT, related_name="words", db_index=False
    )

    class Meta:
        verbose_name = verbose_name_plural = "文件检索词"
        indexes: ClassVar = [
            models.Index(fields=["word", "town"], include=["entry"], name="register_word"),
            models.Index(fields=["entry"], name="register_word_entry"),
        ]


class IssueReport(Dossier):
    """The list of what was issued in one period, sent to the county; one for each period."""

    period = models.CharField("报送期间", max_length=20, blank=True, default="")
    starts_on = models.DateField("期间开始", null=True, blank=True)
    ends_on = models.DateField("期间结束", null=True, blank=True)
    documents = models.PositiveIntegerField("发文件数", default=0)
    normative = models.PositiveIntegerField("其中规范性文件", default=0)
    compiled_on = models.DateField("编制日期", null=True, blank=True)
    receiver = models.CharField("报送机关", max_length=60, blank=True, default="")
    sent_on = models.DateField("报送日期", null=True, blank=True)
    answer = models.CharField("收件机关的意见", max_length=300, blank=True, default="")
    answered_on = models.DateField("收到意见日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发文目录报送"
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "starts_on"], name="issue_period_once")]


class IssuedLine(TownRow):
    """One document on a list that was compiled; the last `edition` of a report counts. `late`: of a period reported before."""

    case = models.ForeignKey(Case, verbose_name="发文目录", on_delete=models.PROTECT, related_name="issued_lines")
    edition = models.PositiveSmallIntegerField("第几次编制")
    position = models.PositiveIntegerField("序号")
    number = models.CharField("发文字号", max_length=40)
    title = models.CharField("文件标题", max_length=120)
    issued_on = models.DateField("印发日期")
    normative = models.BooleanField("行政规范性文件")
    late = models.BooleanField("补报", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "发文目录的一行"
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [models.Index(fields=["town", "number"], name="issued_line_number")]


class OutsideReview(Dossier):
    """What a court, a reconsideration body or the filing body found in one of our documents, and what became of it."""

    kind = models.CharField("审查种类", max_length=20)
    entry = models.ForeignKey(
        RegisterEntry, verbose_name="被审查的文件", null=True, on_delete=models.PROTECT, related_name="outside_reviews"
    )
    reviewer = models.CharField("审查机关", max_length=60)
    notice_number = models.CharField("来文字号（案号）", max_length=60, blank=True, default="")
    article = models.CharField("被审查的条款", max_length=200, blank=True, default="")
    received_on = models.DateField("收到日期")
    answered_on = models.DateField("书面答复日期", null=True, blank=True)
    finding = models.CharField("审查结论", max_length=10, blank=True, default="")
    found_on = models.DateField("审查结论日期", null=True, blank=True)
    finding_words = models.CharField("审查意见", max_length=500, blank=True, default="")
    handling = models.CharField("处理方式", max_length=10, blank=True, default="")
    handled_on = models.DateField("处理日期", null=True, blank=True)
    measures = models.CharField("处理情况", max_length=500, blank=True, default="")
    replied_on = models.DateField("回复日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "附带审查和备案审查"


class CleanupItem(TownRow):
    """What a round says of one document. The last word on a document in a round counts."""

    case = models.ForeignKey(Case, verbose_name="清理", on_delete=models.PROTECT, related_name="cleanup_items")
    entry = models.ForeignKey(
        RegisterEntry, verbose_name="文件", on_delete=models.PROTECT, related_name="cleanup_items"
    )
    result = models.CharField("清理意见", max_length=10)
    reason = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "清理意见"
        ordering: ClassVar = ["id"]
