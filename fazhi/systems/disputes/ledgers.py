"""The lists the office keeps: disputes, the rounds of each, mediation sessions, staff, sentinel posts."""

from __future__ import annotations

from functools import partial

from fazhi.kernel import ledgers
from fazhi.kernel.ledgers import Column, Ledger
from fazhi.systems.disputes import importing
from fazhi.systems.disputes.models import DisputeRow, RoundRow, SentinelRow, SessionRow, StaffRow

choice = partial(ledgers.choice, "disputes")
stage = partial(ledgers.stage, "disputes")

VILLAGE = (
    Column("village", "村（社区）", "division", filter=True),
    Column("village_name", "村（社区）名称", search=True, listed=False),
)

DISPUTES = Ledger(
    id="disputes.disputes",
    title="矛盾纠纷台账",
    model=DisputeRow,
    day="found_on",
    order=("-found_on",),
    basis="mediation-law-2010#27",
    case="id",
    importer=importing.DISPUTES,
    empty="还没有登记纠纷；网格员、调解员和经办人都可以登记。",
    columns=(
        Column("number", "编号", search=True),
        Column("found_on", "排查发现日期", "date"),
        *VILLAGE,
        choice("dispute_type", "纠纷类型", filter=True),
        Column("title", "纠纷", search=True, wide=True),
        Column("parties", "当事人", masked=True),
        choice("source", "来源", filter=True),
        choice("risk", "风险等级", filter=True),
        choice("level", "调处层级", filter=True),
        stage(),
        Column("settled_on", "化解日期", "date"),
        Column("sources", "线索数", "number", listed=False),
        Column("summary", "简要情况", masked=True, listed=False, wide=True),
        Column("people", "涉及人数", "number", listed=False),
        Column("amount", "涉及金额（元）", "number", listed=False),
        Column("grave", "重大纠纷", "flag", filter=True, listed=False),
        Column("lead_officer", "包案领导", listed=False),
        Column("mediator", "调解员", listed=False),
        Column("accepted_on", "受理日期", "date", listed=False),
        Column("escalated_on", "上报日期", "date", listed=False),
        Column("mediated_on", "首次调解日期", "date", listed=False),
        Column("sessions", "调解次数", "number", listed=False),
        choice("agreement_form", "协议形式", filter=True, listed=False),
        Column("agreed_on", "协议生效日期", "date", listed=False),
        choice("confirmation", "司法确认", filter=True, listed=False),
        Column("confirmed_on", "司法确认日期", "date", listed=False),
        choice("performance", "履行情况", filter=True, listed=False),
        Column("performed_on", "履行完毕日期", "date", listed=False),
        Column("followed_up_on", "回访日期", "date", listed=False),
        Column("settlements", "化解次数", "number", listed=False),
        Column("terminated_on", "终止日期", "date", listed=False),
        Column("reopened_on", "重新调处日期", "date", listed=False),
        Column("rounds", "调处轮次", "number", listed=False),
        choice("outcome", "结果", filter=True, listed=False),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)

ROUNDS = Ledger(
    id="disputes.rounds",
    title="调处轮次台账",
    model=RoundRow,
    day="found_on",
    order=("-found_on", "-round"),
    basis="mediation-law-2010#27",
    case="case",
    empty="还没有登记纠纷。",
    columns=(
        Column("number", "编号", search=True),
        Column("round", "轮次", "number"),
        Column("found_on", "排查发现日期", "date"),
        *VILLAGE,
        choice("dispute_type", "纠纷类型", filter=True),
        Column("title", "纠纷", search=True, wide=True),
        Column("starts_on", "本轮起始日期", "date"),
        Column("ends_on", "本轮终止日期", "date"),
        choice("level", "调处层级", filter=True),
        Column("accepted_on", "受理日期", "date"),
        Column("agreed_on", "协议生效日期", "date"),
        Column("settled_on", "化解日期", "date"),
        choice("source", "来源", filter=True, listed=False),
        Column("people", "涉及人数", "number", listed=False),
        Column("amount", "涉及金额（元）", "number", listed=False),
        Column("first_accepted_on", "首次受理日期", "date", listed=False),
        Column("mediated_on", "首次调解日期", "date", listed=False),
        choice("agreement_form", "协议形式", filter=True, listed=False),
        choice("confirmation", "司法确认", filter=True, listed=False),
        Column("confirmed_on", "司法确认日期", "date", listed=False),
        choice("performance", "履行情况", filter=True, listed=False),
        Column("performed_on", "履行完毕日期", "date", listed=False),
        Column("followed_up_on", "回访日期", "date", listed=False),
        Column("terminated_on", "终止日期", "date", listed=False),
        Column("reopened_on", "重新调处日期", "date", listed=False),
        choice("outcome", "结果", filter=True, listed=False),
        Column("case", "案件", listed=False),
    ),
)

SESSIONS = Ledger(
    id="disputes.sessions",
    title="调解记录台账",
    model=SessionRow,
    day="held_on",
    order=("-held_on",),
    basis="mediation-law-2010#27",
    case="case",
    empty="还没有调解记录。",
    columns=(
        Column("held_on", "调解日期", "date"),
        Column("number", "纠纷编号", search=True),
        Column("title", "纠纷", search=True, wide=True),
        *VILLAGE,
        choice("dispute_type", "纠纷类型", filter=True),
        choice("level", "层级", filter=True),
        Column("place", "地点"),
        Column("mediators", "调解员", search=True),
        choice("result", "结果", "session_result", filter=True),
        Column("round", "轮次", "number", listed=False),
        Column("case", "案件", listed=False),
    ),
)

STAFF = Ledger(
    id="disputes.staff",
    title="基层队伍台账",
    model=StaffRow,
    day="starts_on",
    order=("number",),
    basis="mediation-law-2010#9",
    importer=importing.STAFF,
    empty="还没有登记人员；可以用 Excel 导入。",
    columns=(
        Column("number", "编号", search=True),
        choice("role", "类别", "staff_role", filter=True),
        Column("name", "姓名", search=True),
        *VILLAGE,
        Column("place", "所在哨点", search=True, wide=True),
        Column("starts_on", "聘任日期", "date"),
        Column("ends_on", "离任日期", "date"),
    ),
)

SENTINELS = Ledger(
    id="disputes.sentinels",
    title="哨点台账",
    model=SentinelRow,
    day="starts_on",
    order=("number",),
    basis="local-practice",
    importer=importing.SENTINELS,
    empty="还没有登记哨点；可以用 Excel 导入。",
    columns=(
        Column("number", "编号", search=True),
        choice("kind", "类型", "sentinel_kind", filter=True),
        Column("name", "名称", search=True),
        *VILLAGE,
        Column("place", "位置", search=True, wide=True),
        Column("people", "在岗人数", "number"),
        Column("starts_on", "设立日期", "date"),
        Column("ends_on", "撤销日期", "date"),
    ),
)

LEDGERS = (DISPUTES, ROUNDS, SESSIONS, STAFF, SENTINELS)
