"""What a meeting, a topic and a task add to a case, who belongs to which meeting, who came, and the ledger rows of it all."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fazhi.kernel.models import Case, Dossier, Entry, LedgerRow, TownRow


class Meeting(Dossier):
    """One meeting. `agenda`: numbers of its topics in the order of discussion; topics not named there follow by number."""

    kind = models.CharField("会议种类", max_length=20)
    planned_on = models.DateField("计划召开日期")
    place = models.CharField("地点", max_length=60)
    chair = models.CharField("主持人", max_length=40)
    agenda = models.JSONField("议程次序", default=list, blank=True)
    held_on = models.DateField("召开日期", null=True, blank=True)
    expected = models.PositiveSmallIntegerField("应到人数", default=0)
    present = models.PositiveSmallIntegerField("实到人数", default=0)
    attendants = models.CharField("列席人员", max_length=300, blank=True, default="")
    minuted_on = models.DateField("形成纪要日期", null=True, blank=True)
    signed_on = models.DateField("签发日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会议"


class Attendance(TownRow):
    """Whether a member came to a meeting, and if not, why. Only who came speaks and is counted."""

    case = models.ForeignKey(Case, verbose_name="案件", on_delete=models.PROTECT, related_name="meeting_attendance")
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60, blank=True, default="")
    present = models.BooleanField("到会", default=True)
    why = models.CharField("缺席原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "到会情况"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "position"], name="attendance_position_once"),
            models.UniqueConstraint(fields=["case", "name"], name="attendance_name_once"),
        ]


class Topic(Dossier):
    """One topic of a meeting. `meeting` is the meeting's number; the views stand, in their order, on the step `discuss`."""

    matter = models.CharField("议题类别", max_length=20)
    kind = models.CharField("会议种类", max_length=20)
    proposed_on = models.DateField("申报日期")
    meeting = models.CharField("会议", max_length=60, blank=True, default="")
    resolution = models.CharField("决定", max_length=10, blank=True, default="")
    discussed_on = models.DateField("讨论日期", null=True, blank=True)
    dissent = models.PositiveSmallIntegerField("不同意见数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "会议议题"
        indexes: ClassVar = [models.Index(fields=["town", "meeting"], name="topic_meeting")]


class Task(Dossier):
    """What somebody has to do out of a resolution, until when. The proof is the evidence of the step `finish`."""

    what = models.CharField("任务", max_length=300)
    office = models.CharField("责任单位", max_length=60)
    assigned_on = models.DateField("交办日期")
    due_on = models.DateField("完成时限")
    done_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "督办任务"


class Member(Entry):
    """Somebody who belongs to one kind of meeting by office, from one day to another, in the order of the list."""

    number = models.CharField("编号", max_length=20)
    kind = models.CharField("会议种类", max_length=20)
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "会议组成人员"
        constraints: ClassVar = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(fields=["town", "number"], name="member_number_once"),
        ]


class Row(LedgerRow):
    """What the ledgers of cases have in common."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=40)
    closed_on = models.DateField(null=True)

    class Meta:
        abstract = True


class MeetingRow(Row):
    """One meeting, with how many topics it discussed."""

    kind = models.CharField(max_length=20)
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    place = models.CharField(max_length=60)
    chair = models.CharField(max_length=40)
    expected = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    topics = models.PositiveSmallIntegerField()
    minuted_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "meetings_meeting_row"


class TopicRow(Row):
    """One topic."""

    opener = models.CharField(max_length=40)
    matter = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    proposed_on = models.DateField()
    meeting = models.CharField(max_length=60)
    resolution = models.CharField(max_length=10)
    discussed_on = models.DateField(null=True)
    dissent = models.PositiveSmallIntegerField()

    class Meta:
        managed = False
        db_table = "meetings_row"


class TaskRow(Row):
    """One task, with the topic it comes from and who has it."""

    topic = models.CharField(max_length=40)
    what = models.CharField(max_length=300)
    office = models.CharField(max_length=60)
    responsible = models.CharField(max_length=40)
    assigned_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "meetings_task_row"


class MemberRow(LedgerRow):
    """One member of one kind of meeting."""

    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "meetings_member_row"
