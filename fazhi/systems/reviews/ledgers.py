"""The lists the reviewers keep: reviews, those still waiting, contracts, village rules, advisers and their services."""

from __future__ import annotations

from functools import partial

from fazhi.kernel import ledgers
from fazhi.kernel.ledgers import Column, Ledger
from fazhi.systems.reviews import importing
from fazhi.systems.reviews.models import (
    AdviserRow,
    ContractRow,
    QueueRow,
    ReviewRow,
    ServiceRow,
    VillageRulesRow,
)

choice = partial(ledgers.choice, "reviews")
stage = partial(ledgers.stage, "reviews")

QUEUE = Ledger(
    id="reviews.queue",
    title="待审查事项",
    model=QueueRow,
    day="submitted_on",
    order=("submitted_on",),
    basis="legality-review-opinion-2018",
    case="id",
    empty="没有等待审查的事项。",
    columns=(
        Column("number", "编号", search=True),
        Column("submitted_on", "送审日期", "date"),
        choice("matter", "审查事项类别", filter=True),
        Column("title", "送审事项", search=True, wide=True),
        Column("submitter", "送审人"),
        stage("legality_review"),
        Column("accepted_on", "受理日期", "date"),
        Column("limit_on", "审查期限", "date"),
        Column("due_on", "要求反馈日期", "date"),
        Column("urgent", "应急或紧急命令", "flag", filter=True, listed=False),
        Column("opener", "来件编号", search=True, listed=False),
        Column("adviser", "法律顾问、公职律师", listed=False),
    ),
)

REVIEWS = Ledger(
    id="reviews.reviews",
    title="合法性审查台账",
    model=ReviewRow,
    day="submitted_on",
    order=("-submitted_on",),
    basis="legality-review-opinion-2018",
    case="id",
    empty="还没有送审事项。",
    columns=(
        Column("number", "编号", search=True),
        Column("submitted_on", "送审日期", "date"),
        choice("matter", "审查事项类别", filter=True),
        Column("title", "送审事项", search=True, wide=True),
        Column("opener", "来件编号", search=True),
        stage("legality_review", "carried_contract"),
        choice("opinion", "审查意见", filter=True),
        Column("opinion_on", "出具意见日期", "date"),
        Column("findings", "提出意见条数", "number"),
        choice("adoption", "采纳情况", filter=True, listed=False),
        Column("adopted", "采纳意见条数", "number", listed=False),
        Column("submitter", "送审人", listed=False),
        Column("reviewer", "审查人", listed=False),
        Column("adviser", "法律顾问、公职律师", listed=False),
        Column("services", "法律顾问参与次数", "number", listed=False),
        Column("urgent", "应急或紧急命令", "flag", filter=True, listed=False),
        Column("accepted_on", "受理日期", "date", listed=False),
        Column("limit_on", "审查期限", "date", listed=False),
        Column("due_on", "要求反馈日期", "date", listed=False),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)

CONTRACTS = Ledger(
    id="reviews.contracts",
    title="合同（协议）审查台账",
    model=ContractRow,
    day="submitted_on",
    order=("-submitted_on",),
    basis="local-practice",
    case="id",
    importer=importing.CONTRACTS,
    empty="还没有送审合同；以前年度的可以用 Excel 导入。",
    columns=(
        Column("number", "编号", search=True),
        Column("submitted_on", "送审日期", "date"),
        Column("title", "合同名称", search=True, wide=True),
        Column("counterparty", "相对方", search=True),
        Column("amount", "金额（元）", "number"),
        Column("reviewer", "审查人"),
        choice("opinion", "审查意见", filter=True),
        choice("adoption", "采纳情况", filter=True),
        Column("signed_on", "签订日期", "date"),
        Column("opinion_on", "出具意见日期", "date", listed=False),
        Column("findings", "提出意见条数", "number", listed=False),
        Column("passed", "审查通过", "flag", filter=True, listed=False),
        stage("legality_review", "carried_contract", listed=False),
    ),
)

VILLAGE_RULES = Ledger(
    id="reviews.village_rules",
    title="村规民约备案台账",
    model=VillageRulesRow,
    day="filed_on",
    order=("-filed_on",),
    basis="village-committee-law-2025#31",
    case="id",
    empty="还没有村规民约报备。",
    columns=(
        Column("number", "编号", search=True),
        Column("filed_on", "报备日期", "date"),
        Column("village", "村（社区）", "division", filter=True),
        Column("village_name", "村（社区）名称", search=True, listed=False),
        choice("kind", "种类", filter=True),
        Column("title", "名称", search=True, wide=True),
        Column("adopted_on", "通过日期", "date"),
        stage("village_rules"),
        choice("result", "审查结论", filter=True),
        Column("correction", "纠正意见", wide=True),
        Column("ordered_on", "责令改正日期", "date", listed=False),
        Column("corrected_on", "改正日期", "date", listed=False),
        Column("concluded_on", "备案日期", "date"),
    ),
)

SERVICES = Ledger(
    id="reviews.services",
    title="法律顾问服务台账",
    model=ServiceRow,
    day="served_on",
    order=("-served_on",),
    basis="legal-adviser-opinion-2016",
    case="case",
    empty="还没有法律顾问、公职律师参与审查的记录。",
    columns=(
        Column("served_on", "日期", "date"),
        Column("name", "姓名", search=True),
        Column("firm", "律所或单位", search=True),
        choice("kind", "类别", "adviser_kind", filter=True),
        choice("matter", "服务事项", filter=True),
        Column("number", "审查编号", search=True),
        Column("title", "事项名称", search=True, wide=True),
        Column("hours", "用时（小时）", "number"),
        Column("opinion_no", "意见书编号", search=True),
        Column("case", "案件", listed=False),
    ),
)

ADVISERS = Ledger(
    id="reviews.advisers",
    title="法律顾问、公职律师名录",
    model=AdviserRow,
    day="starts_on",
    order=("number",),
    basis="legal-adviser-opinion-2016",
    importer=importing.ADVISERS,
    empty="还没有登记法律顾问、公职律师；可以用 Excel 导入。",
    columns=(
        Column("number", "编号", search=True),
        choice("kind", "类别", "adviser_kind", filter=True),
        Column("name", "姓名", search=True),
        Column("firm", "律所或单位", search=True, wide=True),
        Column("services", "参与审查次数", "number"),
        Column("starts_on", "聘期自", "date"),
        Column("ends_on", "聘期至", "date"),
    ),
)

LEDGERS = (QUEUE, REVIEWS, CONTRACTS, VILLAGE_RULES, SERVICES, ADVISERS)
