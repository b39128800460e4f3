"""The lists that are kept of meetings and topics."""

from __future__ import annotations

from fazhi.kernel.ledgers import Column, Ledger
from fazhi.kernel.registry import system
from fazhi.kernel.terms import terms
from fazhi.systems.meetings.models import TopicRow


def choice(name: str, title: str, **kwargs: bool) -> Column:
    """A column whose values come from terms.yaml."""
    return Column(name, title, "choice", choices=lambda: terms("meetings", name), **kwargs)


def stages() -> dict[str, str]:
    """Stage → title, over all procedures of this system."""
    return {stage.id: stage.title for one in system("meetings").procedures.values() for stage in one.stages}


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
        Column("stage", "环节", "choice", choices=stages, filter=True),
        choice("resolution", "决定", filter=True),
        Column("discussed_on", "讨论日期", "date"),
        Column("dissent", "不同意见数", "number", listed=False),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)

LEDGERS = (TOPICS,)
