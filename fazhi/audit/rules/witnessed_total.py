"""A total that its parts miss, where a mean or a share beside them is reckoned from what the parts come to."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.means.witnessed_sums import BASIS, witnessed_sums
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.figures import in_scale, summed
from fazhi.audit.text.manuscript import Manuscript, finding


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such total."""
    for passage in manuscript.passages:
        for each in witnessed_sums(passage) if len(passage.figures) > 3 else ():
            amount = summed(each.parts)
            listing = "＋".join(in_scale(part.value, part) for part in each.parts)
            message = (
                f"分项{listing}＝{in_scale(amount, each.total)}，与总数{each.total.text}不符；"
                f"后面的{each.witness.text}也是由{in_scale(amount, each.total)}算出的。"
            )
            every = [each.total, *each.parts]
            yield finding(
                passage,
                (min(one.start for one in every), max(one.end for one in every)),
                kind=Kind.SUM,
                verdict=Verdict.WRONG,
                rule="witnessed_total",
                message=message,
                stated=each.total.text,
                computed=amount,
                basis=BASIS,
            )


RULE = Rule(
    id="witnessed_total",
    title="总数与分项、平均数",
    source="加总关系；平均数＝总量÷个数，占比＝部分÷总数",
    why="总数抄错了，后面的平均数、占比还是按对的数算的，三处一比就知道错在哪里。",
    wrong="全年举办法治培训8场，其中镇级5场、村级4场，共培训612人次，平均每场68人次",
    right="全年举办法治培训9场，其中镇级5场、村级4场，共培训612人次，平均每场68人次",
    check=check,
)
