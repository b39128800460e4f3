"""The lists that are kept of meetings, topics, tasks and members."""

from __future__ import annotations

from functools import partial

from fazhi.kernel import ledgers
from fazhi.kernel.ledgers import Column, Ledger
from fazhi.systems.meetings import importing
from fazhi.systems.meetings.models import MeetingRow, MemberRow, TaskRow, TopicRow

choice = partial(ledgers.choice, "meetings")
stage = partial(ledgers.stage, "meetings")

MEETINGS = Ledger(
    id="meetings.meetings",
    title="会议台账",
    model=MeetingRow,
    day="planned_on",
    order=("-planned_on",),
    basis="decision-procedure-regulation-2019#30",
    case="id",
    empty="还没有会议；先筹备会议，再把议题列入议程。",
    columns=(
        Column("number", "编号", search=True),
        Column("planned_on", "计划日期", "date"),
        choice("kind", "会议种类", filter=True),
        Column("title", "会议", search=True, wide=True),
        Column("held_on", "召开日期", "date"),
        Column("chair", "主持人", search=True),
        Column("expected", "应到", "number"),
        Column("present", "实到", "number"),
        Column("topics", "讨论议题", "number"),
        stage("meeting"),
        Column("place", "地点", listed=False),
        Column("minuted_on", "形成纪要日期", "date", listed=False),
        Column("signed_on", "签发日期", "date", listed=False),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)

TOPICS = Ledger(
    id="meetings.topics",
    title="会议议题台账",
    model=TopicRow,
    day="proposed_on",
    order=("-proposed_on",),
    basis="decision-procedure-regulation-2019#30",
    case="id",
    empty="还没有议题；从规范性文件或者决策事项中申报，也可以直接申报。",
    columns=(
        Column("number", "编号", search=True),
        Column("proposed_on", "申报日期", "date"),
        choice("matter", "类别", filter=True),
        Column("title", "议题", search=True, wide=True),
        Column("opener", "来件编号", search=True),
        choice("kind", "会议种类", filter=True),
        Column("meeting", "会议", search=True),
        stage("topic"),
        choice("resolution", "决定", filter=True),
        Column("discussed_on", "讨论日期", "date"),
        Column("dissent", "不同意见数", "number", listed=False),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)

TASKS = Ledger(
    id="meetings.tasks",
    title="督办台账",
    model=TaskRow,
    day="assigned_on",
    order=("-assigned_on",),
    basis="decision-procedure-regulation-2019#34",
    case="id",
    empty="还没有交办任务；在议题讨论决定之后交办。",
    columns=(
        Column("number", "编号", search=True),
        Column("assigned_on", "交办日期", "date"),
        Column("what", "任务", search=True, wide=True),
        Column("office", "责任单位", search=True),
        Column("responsible", "责任人", search=True),
        Column("due_on", "完成时限", "date"),
        Column("done_on", "完成日期", "date"),
        stage("task"),
        Column("topic", "来自议题", search=True, listed=False),
        Column("title", "名称", listed=False),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)

MEMBERS = Ledger(
    id="meetings.members",
    title="会议组成人员名录",
    model=MemberRow,
    day="starts_on",
    order=("number",),
    basis="decision-procedure-regulation-2019#30",
    importer=importing.MEMBERS,
    empty="还没有登记会议组成人员；可以用 Excel 导入。",
    columns=(
        Column("number", "编号", search=True),
        choice("kind", "会议种类", filter=True),
        Column("name", "姓名", search=True),
        Column("post", "职务", search=True, wide=True),
        Column("starts_on", "起始日期", "date"),
        Column("ends_on", "终止日期", "date"),
    ),
)

LEDGERS = (MEETINGS, TOPICS, TASKS, MEMBERS)
