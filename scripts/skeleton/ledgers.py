"""待填写：办公室要留哪些台账。 The lists the office keeps."""

from __future__ import annotations

from fazhi.kernel.ledgers import Column, Ledger
from fazhi.kernel.registry import system
from fazhi.systems.skeleton.models import MatterRow


def stages() -> dict[str, str]:
    """Stage → title, over all procedures of this system."""
    return {stage.id: stage.title for one in system("skeleton").procedures.values() for stage in one.stages}


MATTERS = Ledger(
    id="skeleton.matters",
    title="HEADING_SHORT事项台账",
    model=MatterRow,
    day="begun_on",
    order=("-begun_on",),
    basis="local-practice",
    case="id",
    empty="还没有登记事项。",
    columns=(
        Column("number", "编号", search=True),
        Column("begun_on", "登记日期", "date"),
        Column("village", "村（社区）", "division", filter=True),
        Column("title", "事由", search=True, wide=True),
        Column("stage", "环节", "choice", choices=stages, filter=True),
        Column("finished_on", "办结日期", "date"),
    ),
)

LEDGERS = (MATTERS,)
