"""待填写：办公室要留哪些台账。 The lists the office keeps."""

from __future__ import annotations

from fazhi.kernel.ledgers import Column, Ledger, stage
from fazhi.systems.skeleton.models import MatterRow


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
        stage("skeleton"),
        Column("finished_on", "办结日期", "date"),
    ),
)

LEDGERS = (MATTERS,)
