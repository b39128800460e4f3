"""The lists that are kept of consultations."""

from __future__ import annotations

from functools import partial

from fazhi.kernel import ledgers
from fazhi.kernel.ledgers import Column, Ledger
from fazhi.systems.consultations.models import ConsultationRow

choice = partial(ledgers.choice, "consultations")
stage = partial(ledgers.stage, "consultations")

CONSULTATIONS = Ledger(
    id="consultations.consultations",
    title="公开征求意见台账",
    model=ConsultationRow,
    day="starts_on",
    order=("-starts_on",),
    basis="decision-procedure-regulation-2019#15",
    case="id",
    empty="还没有公开征求意见的事项；从规范性文件或者决策事项中发起。",
    columns=(
        Column("number", "编号", search=True),
        choice("matter", "类别", filter=True),
        Column("title", "征求意见事项", search=True, wide=True),
        Column("opener", "来件编号", search=True),
        Column("starts_on", "开始日期", "date"),
        Column("ends_on", "截止日期", "date"),
        stage(),
        Column("comments", "意见条数", "number"),
        Column("adopted", "采纳", "number"),
        Column("partly", "部分采纳", "number", listed=False),
        Column("declined", "不采纳", "number", listed=False),
        Column("taken", "采纳和部分采纳", "number", listed=False),
        Column("groups", "归并组数", "number", listed=False),
        Column("closed_on", "实际截止日期", "date", listed=False),
        Column("published_on", "公布采纳情况日期", "date", listed=False),
        choice("channel", "公布渠道", listed=False),
        Column("shortened_reason", "缩短期限的理由", listed=False),
    ),
)

LEDGERS = (CONSULTATIONS,)
