"""The case machine's own rows: Case, Step, Clock, Evidence, Link and their kin. No system's name occurs here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from fazhi.kernel.encrypted import EncryptedField
from fazhi.people.identifiers import new_id
from fazhi.people.models import Appointment, Division, Person


class TownRow(models.Model):
    """A row that belongs to one town and is invisible outside its scope (row-level security, kernel.protection)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    town = models.CharField("乡镇区划代码", max_length=12, db_collation="C")

    class Meta:
        abstract = True


class LedgerRow(models.Model):
    """A row of a ledger: a database view, masked already, read under the reader's own scope."""

    id = models.UUIDField(primary_key=True)
    town = models.CharField("乡镇区划代码", max_length=12)

    class Meta:
        abstract = True


class Case(TownRow):
    """One matter carried through one procedure. `stage` changes only in `act`; a trigger refuses anything else."""

    system = models.CharField("体系", max_length=30)
    procedure = models.CharField("程序", max_length=40)
    number = models.CharField("编号", max_length=40)
    title = models.CharField("标题", max_length=120)
    village = models.ForeignKey(Division, verbose_name="村（社区）", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField("环节", max_length=40, default="", blank=True)
    version = models.PositiveIntegerField("步骤数", default=0)
    opened_on = models.DateField("发生日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    handler = models.ForeignKey(Appointment, verbose_name="承办", null=True, on_delete=models.PROTECT, related_name="+")
    search = SearchVectorField(null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "案件"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "number"], name="case_number_once_per_town"),
            models.CheckConstraint(
                condition=models.Q(version=0, stage="") | (models.Q(version__gt=0) & ~models.Q(stage="")),
                name="case_stage_comes_from_a_step",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["town", "system", "-opened_on", "-id"], name="case_ledger_order"),
            models.Index(fields=["town", "handler", "closed_on"], name="case_handler"),
            GinIndex(fields=["search"], name="case_search"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Step(TownRow):
    """One thing that was done in a case: append-only. Three dates: happened, recorded; evidence adds received."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="steps")
    sequence = models.PositiveIntegerField("次序")
    name = models.CharField("步骤", max_length=40)
    from_stage = models.CharField("原环节", max_length=40, blank=True)
    to_stage = models.CharField("新环节", max_length=40)
    person = models.ForeignKey(Person, verbose_name="办理人", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, verbose_name="任职", on_delete=models.PROTECT, related_name="+")
    signature = models.CharField("姓名与岗位", max_length=100)
    happened_on = models.DateField("发生日期")
    recorded_at = models.DateTimeField("记录时间")
    data = models.JSONField("内容", default=dict)
    reason = models.CharField("理由", max_length=500, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "步骤"
        ordering: ClassVar = ["sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "sequence"], name="step_sequence_once_per_case")
        ]


class Clock(TownRow):
    """A limit that runs (or ran) in a case, with the receipt of the rule it used."""

    STATES: ClassVar = [
        ("running", "计时中"),
        ("paused", "中止"),
        ("kept", "按期完成"),
        ("late", "逾期完成"),
        ("void", "不再适用"),
    ]
    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="clocks")
    name = models.CharField("期限", max_length=40)
    rule = models.CharField("规则", max_length=60)
    started_by = models.ForeignKey(Step, verbose_name="起算步骤", on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField("起算日")
    internal_on = models.DateField("届满日（未顺延）")
    due_on = models.DateField("届满日")
    provisional = models.BooleanField("暂定", default=False)
    extended = models.BooleanField("已延长", default=False)
    pauses = models.JSONField("中止", default=list)
    receipt = models.JSONField("计算凭据", default=dict)
    state = models.CharField("状态", max_length=10, choices=STATES, default="running")
    stopped_on = models.DateField("停止日", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [models.Index(fields=["town", "state", "due_on"], name="clock_due")]


class Evidence(TownRow):
    """A file that proves a step: content-addressed, write-once, with three dates."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="evidence")
    step = models.ForeignKey(Step, verbose_name="步骤", on_delete=models.PROTECT, related_name="evidence")
    paper = models.CharField("文书", max_length=60)
    name = models.CharField("文件名", max_length=200)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")
    digest = models.CharField("SM3 摘要", max_length=64)
    happened_on = models.DateField("形成日期")
    received_on = models.DateField("收到日期")
    recorded_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = verbose_name_plural = "佐证"
        ordering: ClassVar = ["recorded_at", "id"]


class Link(TownRow):
    """A dated, named relation between two cases: the same dispute from another source, an escalation, a sequel."""

    KINDS: ClassVar = [("same_matter", "同一事项"), ("opened_from", "由此引出"), ("related", "相关")]
    from_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links_out")
    to_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField("关系", max_length=20, choices=KINDS)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "关联"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["from_case", "to_case", "kind"], name="link_once"),
            models.CheckConstraint(condition=~models.Q(from_case=models.F("to_case")), name="link_between_two_cases"),
        ]


class Submission(TownRow):
    """What a client sent under its own id. The same id and body gives the same answer; another body is kept beside it.

    A body says of persons what the case says, and goes with its key when the case's term ends.
    """

    case = models.ForeignKey(
        Case, verbose_name="案件", on_delete=models.PROTECT, related_name="submissions", null=True, db_index=False
    )
    request = models.UUIDField("请求编号")
    digest = models.CharField("内容摘要", max_length=64)
    body = EncryptedField("内容", blank=True, default="")
    answer = models.UUIDField("答复对象", null=True)
    received_at = models.DateTimeField("收到时间")
    accepted = models.BooleanField("已采用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "提交"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["town", "request"], condition=models.Q(accepted=True), name="submission_accepted_once"
            ),
            models.UniqueConstraint(fields=["town", "request", "digest"], name="submission_body_once"),
        ]


class Unmasking(TownRow):
    """Somebody looked at full personal data of a case, and said why. The citizen may ask for this list (个人信息保护法 45)."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="unmaskings")
    person = models.ForeignKey(Person, verbose_name="查看人", on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField("查看时间")
    reason = models.CharField("事由", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "身份信息查看"
        ordering: ClassVar = ["looked_at", "id"]
        indexes: ClassVar = [models.Index(fields=["town", "-looked_at"], name="unmasking_newest")]


class Download(TownRow):
    """Somebody took a file of a case away: it may name people, so every download stands beside the looks behind masks."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="downloads")
    evidence = models.ForeignKey(Evidence, verbose_name="佐证", on_delete=models.PROTECT, related_name="downloads")
    person = models.ForeignKey(Person, verbose_name="下载人", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField("下载时间")

    class Meta:
        verbose_name = verbose_name_plural = "佐证下载"
        ordering: ClassVar = ["taken_at", "id"]
        indexes: ClassVar = [models.Index(fields=["town", "-taken_at"], name="download_newest")]


class DataKey(TownRow):
    """The key under which one case (or entry) of one system keeps its personal data; wrapped by a master key outside.

    With `wrapped` emptied what it encrypted is gone for good. Only the owner may change one (rotation, destruction).
    """

    system = models.CharField("体系", max_length=30)
    holder = models.UUIDField("所属事项")
    key = models.CharField("主密钥编号", max_length=16)
    wrapped = models.TextField("加密后的数据密钥", blank=True)
    made_at = models.DateTimeField("生成时间")
    erased_at = models.DateTimeField("销毁时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "数据密钥"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["system", "holder"], name="data_key_once"),
            models.CheckConstraint(
                condition=models.Q(wrapped="", erased_at__isnull=False)
                | (~models.Q(wrapped="") & models.Q(erased_at=None)),
                name="data_key_is_kept_or_erased",
            ),
        ]


class Erasure(TownRow):
    """An audit administrator let the personal data of a case be destroyed, its term of keeping having ended."""

    case = models.OneToOneField(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="erasure")
    kind = models.CharField("保管类别", max_length=40)
    due_on = models.DateField("保管期满日")
    basis = models.CharField("依据", max_length=200)
    reason = models.CharField("鉴定意见", max_length=200)
    person = models.ForeignKey(Person, verbose_name="批准人", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField("批准时间")

    class Meta:
        verbose_name = verbose_name_plural = "到期销毁"


class Job(TownRow):
    """A piece of long work that a worker does: how far it has come, and in one sentence how it ended."""

    STATES: ClassVar = [("waiting", "等待中"), ("running", "进行中"), ("done", "已完成"), ("failed", "未完成")]
    kind = models.CharField("种类", max_length=40)
    title = models.CharField("名称", max_length=120)
    appointment = models.ForeignKey(Appointment, verbose_name="发起人", on_delete=models.PROTECT, related_name="+")
    arguments = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=10, choices=STATES, default="waiting")
    done = models.PositiveIntegerField("已处理", default=0)
    of = models.PositiveIntegerField("总数", default=0)
    sentence = models.CharField("结果", max_length=500, blank=True, default="")
    asked_at = models.DateTimeField("提交时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering: ClassVar = ["-asked_at"]


class NumberCounter(models.Model):
    """The last number given out, per town, kind and year; raised in the transaction that uses the number."""

    town = models.CharField("乡镇区划代码", max_length=12, db_collation="C")
    kind = models.CharField("编号种类", max_length=40)
    year = models.PositiveIntegerField("年度")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号"
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "kind", "year"], name="counter_once")]


class Road(models.Model):
    """One way a case of a procedure may go, from stage to stage by a step; read by the trigger on steps (kernel.roads)."""

    system = models.CharField("体系", max_length=30)
    procedure = models.CharField("程序", max_length=40)
    step = models.CharField("步骤", max_length=40)
    from_stage = models.CharField("原环节", max_length=40, blank=True)
    to_stage = models.CharField("新环节", max_length=40)
    awaits_of = models.CharField("等待的程序", max_length=80, blank=True, default="")
    awaits_step = models.CharField("等待的步骤", max_length=40, blank=True, default="")
    awaits_when = models.JSONField("等待的结果", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "程序路径"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["system", "procedure", "step", "from_stage"], name="road_once")
        ]


class Apart(models.Model):
    """Two steps of a procedure that one person may not both take; read by the trigger on steps (kernel.roads)."""

    system = models.CharField("体系", max_length=30)
    procedure = models.CharField("程序", max_length=40)
    step = models.CharField("步骤", max_length=40)
    other = models.CharField("须分开的步骤", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "职责分离"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["system", "procedure", "step", "other"], name="apart_once")
        ]


class LogEntry(models.Model):
    """One line of the append-only log. `digest` covers every other column; seals cover the digests."""

    serial = models.BigAutoField(primary_key=True)
    town = models.CharField("乡镇区划代码", max_length=12, db_collation="C")
    recorded_at = models.DateTimeField("记录时间")
    actor = models.CharField("办理人", max_length=100)
    action = models.CharField("动作", max_length=80)
    table = models.CharField("表", max_length=60)
    row = models.CharField("行", max_length=40)
    row_digest = models.CharField("行摘要", max_length=64)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "日志"
        indexes: ClassVar = [models.Index(fields=["table", "row"], name="log_row")]


class Seal(models.Model):
    """A Merkle root over a batch of log digests, chained to the seal before it (RFC 6962 tree, SM3)."""

    serial = models.BigAutoField(primary_key=True)
    sealed_at = models.DateTimeField("封存时间")
    count = models.PositiveIntegerField("条数")
    root = models.CharField("根摘要", max_length=64)
    chain = models.CharField("链摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "封存"


class SealedEntry(models.Model):
    """Which seal covers a log entry, where in its tree, and the digest it had then: so a line that was rewritten is named."""

    entry = models.OneToOneField(LogEntry, primary_key=True, on_delete=models.PROTECT, related_name="sealed")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    digest = models.CharField("封存时的摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "封存条目"


class Dossier(models.Model):
    """The fields one kind of case adds. Each system has its own subclass; `town` repeats so that rows protect themselves."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="%(class)s")
    town = models.CharField("乡镇区划代码", max_length=12, db_collation="C")

    class Meta:
        abstract = True


class Entry(TownRow):
    """A dated item of a list that is not a case: a person on the staff, a sentinel post. Valid from one day to another."""

    starts_on = models.DateField("起始日期")
    ends_on = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="%(class)s_ends_after_it_starts",
            )
        ]
