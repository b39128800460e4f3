"""The lists the office keeps: normative documents, everything issued, the numbers given out and reported, what holds,
what was cleaned up, what was reviewed from outside."""

from __future__ import annotations

from functools import partial

from fazhi.kernel import ledgers
from fazhi.kernel.ledgers import Column, Ledger
from fazhi.kernel.registry import system
from fazhi.papers.models import DocumentNumber
from fazhi.systems.norms import importing
from fazhi.systems.norms.models import (
    CleanupRow,
    IssuedRow,
    IssueReportRow,
    IssueRow,
    NormRow,
    OutsideReviewRow,
    RegisterRow,
)

choice = partial(ledgers.choice, "norms")
stage = partial(ledgers.stage, "norms")


def _procedures() -> dict[str, str]:
    return {one.id: one.title for one in system("norms").procedures.values()}


DOCUMENTS = Ledger(
    id="norms.documents",
    title="规范性文件全周期台账",
    model=NormRow,
    day="opened_on",
    order=("-opened_on",),
    basis="normative-document-notice-2018",
    case="id",
    opened=("document", "cleanup_round", "carried_over"),
    importer=importing.DOCUMENTS,
    empty="还没有行政规范性文件；未制定也是如实的情况。",
    columns=(
        Column("number", "编号", search=True),
        Column("opened_on", "提出日期", "date"),
        Column("title", "文件名称", search=True, wide=True),
        Column("document_number", "发文字号", search=True),
        stage(),
        choice("opinion", "审核意见", filter=True),
        Column("published_on", "公布日期", "date"),
        Column("expires_on", "有效期至", "date"),
        Column("filed_on", "备案日期", "date"),
        choice("cleanup", "清理结论", filter=True),
        Column("registration_number", "登记号", listed=False),
        Column("drafter", "起草科室", search=True, listed=False),
        Column("subject", "规范事项", search=True, listed=False),
        Column("made_under", "制定依据", listed=False, wide=True),
        Column("trial", "暂行、试行", "flag", filter=True, listed=False),
        Column("operators", "涉及经营者", "flag", listed=False),
        Column("normative", "行政规范性文件", "flag", listed=False),
        choice("consultation", "公开征求意见", filter=True, listed=False),
        Column("consult_starts_on", "征求意见开始日期", "date", listed=False),
        Column("consult_ends_on", "征求意见截止日期", "date", listed=False),
        Column("comments", "意见数", "number", listed=False),
        Column("adopted", "采纳数", "number", listed=False),
        choice("fair_competition", "公平竞争审查结论", listed=False),
        Column("submitted_on", "送审日期", "date", listed=False),
        Column("opinion_on", "审核意见日期", "date", listed=False),
        choice("resolution", "审议结果", listed=False),
        Column("met_on", "审议会议日期", "date", listed=False),
        Column("signer", "签发人", listed=False),
        Column("signed_on", "签发日期", "date", listed=False),
        choice("channel", "公布渠道", listed=False),
        Column("in_force_on", "施行日期", "date", listed=False),
        Column("filed_in_time", "按期报送备案", "flag", listed=False),
        Column("filing_number", "备案号", listed=False),
        choice("filing_result", "备案结果", listed=False),
        choice("evaluation", "评估结论", listed=False),
        Column("evaluated_on", "评估日期", "date", listed=False),
        Column("cleaned_on", "清理日期", "date", listed=False),
        Column("ended_on", "废止、失效日期", "date", listed=False),
        Column("procedure", "程序", "choice", choices=_procedures, listed=False),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)


ISSUES = Ledger(
    id="norms.issues",
    title="发文台账",
    model=IssueRow,
    day="identified_on",
    order=("-identified_on",),
    basis="local-practice",
    case="id",
    opened=("document",),
    empty="还没有认定过的文件。",
    columns=(
        Column("number", "编号", search=True),
        Column("document_number", "发文字号", search=True),
        Column("title", "标题", search=True, wide=True),
        Column("normative", "是否规范性文件", "flag", filter=True),
        Column("identified_on", "认定日期", "date"),
        Column("identity_reason", "认定理由", wide=True),
        choice("exclusion", "排除情形", filter=True),
        Column("drafter", "起草科室", search=True, listed=False),
        Column("issued_on", "印发日期", "date"),
        Column("quarter", "报送季度", filter=True),
    ),
)

NUMBERS = Ledger(
    id="norms.numbers",
    title="发文登记簿",
    model=DocumentNumber,
    day="issued_on",
    order=("-issued_on",),
    basis="official-document-rules-2012",
    empty="还没有编过发文字号；文件印发时自动登记。",
    columns=(
        Column("number", "发文字号", search=True),
        Column("registration_number", "登记号", search=True),
        Column("issued_on", "印发日期", "date"),
        Column("title", "文件标题", search=True, wide=True),
        Column("registered", "行政规范性文件", "flag", filter=True),
        Column("mark", "机关代字", search=True, listed=False),
        Column("year", "年份", "number", listed=False),
        Column("serial", "顺序号", "number", listed=False),
    ),
)

REGISTER = Ledger(
    id="norms.register",
    title="现行有效文件登记",
    model=RegisterRow,
    day="starts_on",
    order=("-starts_on",),
    basis="normative-document-notice-2018",
    importer=importing.REGISTER,
    empty="登记簿里还没有文件；本镇文件公布时自动登记，上级文件可用 Excel 导入。",
    columns=(
        Column("number", "发文字号", search=True),
        Column("title", "文件名称", search=True, wide=True),
        choice("level", "制定层级", filter=True),
        Column("issuer", "制定机关", search=True),
        Column("subject", "规范事项", search=True),
        Column("starts_on", "施行日期", "date"),
        Column("ends_on", "有效期至", "date"),
        Column("case_number", "办理编号"),
        Column("text", "正文", listed=False, wide=True),
    ),
)

CLEANUPS = Ledger(
    id="norms.cleanups",
    title="文件清理结果台账",
    model=CleanupRow,
    day="published_on",
    order=("-published_on",),
    basis="normative-document-notice-2018",
    empty="还没有公布过清理结果。",
    columns=(
        Column("round_number", "清理编号", search=True),
        Column("published_on", "公布日期", "date"),
        choice("scope_kind", "清理种类", filter=True),
        Column("document_number", "发文字号", search=True),
        Column("title", "文件名称", search=True, wide=True),
        choice("result", "清理结果", "cleanup", filter=True),
        Column("reason", "理由", wide=True),
    ),
)

REPORTS = Ledger(
    id="norms.reports",
    title="发文目录报送台账",
    model=IssueReportRow,
    day="starts_on",
    order=("-starts_on",),
    basis="local-practice",
    case="id",
    opened=("issue_report",),
    empty="还没有报送过发文目录；一期终了后从「启动发文目录报送」开始。",
    columns=(
        Column("number", "编号", search=True),
        Column("period", "报送期间", search=True),
        stage("issue_report"),
        Column("documents", "发文件数", "number"),
        Column("normative", "其中规范性文件", "number"),
        Column("due_on", "应报送日期", "date"),
        Column("sent_on", "报送日期", "date"),
        Column("sent_in_time", "按期报送", "flag", filter=True),
        Column("receiver", "报送机关", listed=False),
        Column("starts_on", "期间开始", "date", listed=False),
        Column("ends_on", "期间结束", "date", listed=False),
        Column("compiled_on", "编制日期", "date", listed=False),
        Column("answer", "收件机关的意见", listed=False, wide=True),
        Column("answered_on", "收到意见日期", "date", listed=False),
    ),
)

REPORTED = Ledger(
    id="norms.reported",
    title="发文目录",
    model=IssuedRow,
    day="issued_on",
    order=("-issued_on", "-position"),
    basis="local-practice",
    case="case",
    empty="还没有编制过发文目录。",
    columns=(
        Column("period", "报送期间", filter=True),
        Column("position", "序号", "number"),
        Column("number", "发文字号", search=True),
        Column("title", "文件标题", search=True, wide=True),
        Column("issued_on", "印发日期", "date"),
        Column("normative", "行政规范性文件", "flag", filter=True),
        Column("late", "补报", "flag", filter=True),
        Column("sent_on", "报送日期", "date"),
        Column("report_number", "报送编号", listed=False),
        Column("case", "事项", listed=False),
    ),
)

OUTSIDE = Ledger(
    id="norms.outside",
    title="文件审查台账",
    model=OutsideReviewRow,
    day="received_on",
    order=("-received_on",),
    basis="normative-document-notice-2018",
    case="id",
    opened=("outside_review",),
    empty="没有文件被附带审查或者备案审查；收到通知后从「登记审查通知」开始。",
    columns=(
        Column("number", "编号", search=True),
        Column("received_on", "收到日期", "date"),
        choice("kind", "审查种类", "outside_kind", filter=True),
        Column("title", "文件名称", search=True, wide=True),
        Column("document_number", "发文字号", search=True),
        Column("reviewer", "审查机关", search=True, listed=False),
        stage("outside_review"),
        choice("finding", "审查结论", filter=True),
        choice("handling", "处理方式", filter=True),
        Column("replied_on", "回复日期", "date"),
        Column("notice_number", "来文字号（案号）", search=True, listed=False),
        Column("article", "被审查的条款", listed=False),
        Column("answered_on", "书面答复日期", "date", listed=False),
        Column("answered_in_time", "按期书面答复", "flag", filter=True, listed=False),
        Column("found_on", "审查结论日期", "date", listed=False),
        Column("finding_words", "审查意见", listed=False, wide=True),
        Column("handled_on", "处理日期", "date", listed=False),
        Column("measures", "处理情况", listed=False, wide=True),
        Column("replied_in_time", "按期回复", "flag", filter=True, listed=False),
    ),
)

LEDGERS = (DOCUMENTS, ISSUES, NUMBERS, REPORTS, REPORTED, REGISTER, CLEANUPS, OUTSIDE)
