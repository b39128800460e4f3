"""The lists the office keeps: decisions, the catalogue, participation, experts, tasks of the execution."""

from __future__ import annotations

from functools import partial

from fazhi.kernel import ledgers
from fazhi.kernel.ledgers import Column, Ledger
from fazhi.systems.decisions import importing
from fazhi.systems.decisions.models import CatalogueRow, DecisionRow, ExpertRow, ParticipationRow, TaskRow

choice = partial(ledgers.choice, "decisions")
stage = partial(ledgers.stage, "decisions")


def step(name: str, title: str) -> Column:
    """Whether one of the five statutory steps was taken."""
    return choice(name, title, "done", filter=True, listed=False)


DECISIONS = Ledger(
    id="decisions.decisions",
    title="决策事项台账",
    model=DecisionRow,
    day="opened_on",
    order=("-opened_on",),
    basis="decision-procedure-regulation-2019#33",
    case="id",
    importer=importing.DECISIONS,
    empty="还没有决策事项；先编制年度目录，再按目录提出决策建议。",
    columns=(
        Column("number", "编号", search=True),
        Column("opened_on", "提出日期", "date"),
        Column("title", "事项名称", search=True, wide=True),
        choice("matter_class", "类别", filter=True),
        Column("in_catalogue", "是否列入目录", "flag", filter=True),
        Column("lead_office", "承办单位", search=True),
        stage("decision", "carried_over"),
        Column("decided_on", "决定日期", "date"),
        Column("published_on", "公布日期", "date"),
        Column("catalogue_number", "目录序号", listed=False),
        choice("proposer", "提出人", listed=False),
        Column("started_on", "启动日期", "date", listed=False),
        Column("summary", "决策事项", listed=False, wide=True),
        Column("duty", "决策责任", listed=False, wide=True),
        Column("consult_mode_days", "公众参与方式及天数", listed=False),
        Column("opinions", "意见条数", "number", listed=False),
        Column("adopted", "采纳条数", "number", listed=False),
        Column("experts", "论证专家人数", "number", listed=False),
        choice("risk_level", "风险等级", filter=True, listed=False),
        choice("risk", "风险评估结论", filter=True, listed=False),
        choice("legality", "合法性审查意见", filter=True, listed=False),
        Column("legality_days", "合法性审查天数", "number", listed=False),
        Column("findings", "提出意见条数", "number", listed=False),
        Column("discussed_on", "讨论日期", "date", listed=False),
        choice("resolution", "讨论决定", filter=True, listed=False),
        Column("dissent", "不同意见数", "number", listed=False),
        Column("party_reported_on", "报党委日期", "date", listed=False),
        Column("document_number", "发文字号", search=True, listed=False),
        Column("changes", "调整（停止）次数", "number", listed=False),
        choice("evaluation", "后评估结论", filter=True, listed=False),
        Column("evaluated_on", "后评估日期", "date", listed=False),
        step("participation_step", "公众参与"),
        step("argument_step", "专家论证"),
        step("risk_step", "风险评估"),
        step("legality_step", "合法性审查"),
        step("discussion_step", "集体讨论决定"),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)

CATALOGUE = Ledger(
    id="decisions.catalogue",
    title="决策事项目录",
    model=CatalogueRow,
    day="listed_on",
    order=("-year", "number"),
    basis="decision-procedure-regulation-2019#3③",
    case="case",
    importer=importing.CATALOGUE,
    empty="还没有编制目录；从「编制年度目录」开始，也可以用 Excel 导入。",
    columns=(
        Column("number", "目录序号", search=True),
        Column("year", "年度", "number"),
        Column("matter", "事项名称", search=True, wide=True),
        choice("matter_class", "类别", filter=True),
        Column("lead_office", "承办单位", search=True),
        Column("planned", "计划时间"),
        Column("published_on", "公布日期", "date"),
        Column("decision", "决策编号", search=True),
        Column("listed_on", "列入日期", "date", listed=False),
        Column("agreed_on", "党委同意日期", "date", listed=False),
        choice("channel", "公布渠道", listed=False),
        Column("added", "年中增列", "flag", filter=True, listed=False),
        Column("withdrawn_on", "撤出日期", "date"),
        Column("reason", "增列、撤出理由", listed=False),
        Column("case", "目录事项", listed=False),
    ),
)

PARTICIPATION = Ledger(
    id="decisions.participation",
    title="公众参与台账",
    model=ParticipationRow,
    day="held_on",
    order=("-held_on",),
    basis="decision-procedure-regulation-2019#14",
    case="case",
    empty="还没有公众参与的记录；在决策事项的步骤里登记。",
    columns=(
        Column("held_on", "日期", "date"),
        Column("number", "决策编号", search=True),
        Column("title", "事项名称", search=True, wide=True),
        choice("mode", "方式", filter=True),
        Column("days", "征求意见天数", "number"),
        Column("people", "参加人数", "number"),
        Column("opinions", "意见条数", "number"),
        Column("adopted", "采纳条数", "number"),
        Column("place", "地点", listed=False),
        Column("case", "案件", listed=False),
    ),
)

EXPERTS = Ledger(
    id="decisions.experts",
    title="专家论证台账",
    model=ExpertRow,
    day="given_on",
    order=("-given_on",),
    basis="decision-procedure-regulation-2019#19",
    case="case",
    empty="还没有专家论证的记录；在决策事项的步骤里逐人登记。",
    columns=(
        Column("given_on", "论证日期", "date"),
        Column("number", "决策编号", search=True),
        Column("title", "事项名称", search=True, wide=True),
        Column("expert", "专家姓名", search=True),
        Column("unit", "工作单位", search=True),
        Column("speciality", "专业领域"),
        choice("view", "论证结论", filter=True),
        Column("case", "案件", listed=False),
    ),
)

TASKS = Ledger(
    id="decisions.tasks",
    title="决策执行任务台账",
    model=TaskRow,
    day="assigned_on",
    order=("-assigned_on",),
    basis="decision-procedure-regulation-2019#34",
    case="case",
    empty="还没有执行任务；决定公布后分解任务。",
    columns=(
        Column("number", "决策编号", search=True),
        Column("title", "事项名称", search=True, wide=True),
        Column("position", "次序", "number"),
        Column("matter", "任务", search=True, wide=True),
        Column("responsible", "责任单位", search=True),
        Column("assigned_on", "下达日期", "date"),
        Column("due_on", "完成时限", "date"),
        Column("done_on", "完成日期", "date"),
        Column("words", "完成情况", listed=False),
        Column("case", "案件", listed=False),
    ),
)

LEDGERS = (DECISIONS, CATALOGUE, PARTICIPATION, EXPERTS, TASKS)
