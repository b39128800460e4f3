"""Tables: the line 合计 against the lines above it, the column 合计 against the columns before it."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.sums import disclosure_form
from fazhi.audit.sums.table_levels import levelled, unnamed_rows
from fazhi.audit.sums.table_pairs import pairs
from fazhi.audit.sums.table_sums import Sum, Sums, table_sums
from fazhi.audit.text.cells import tables
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.table_blocks import sides

MOST_SHOWN = 40


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every total of every table whose rows can be laid under one another."""
    for table in (side for each in tables(manuscript) for side in sides(each)):
        for sums in (*table_sums(table), *levelled(table), *unnamed_rows(table), *pairs(table)):
            proof = sums.proof
            for each in sums.of:
                if each.fits or proof or each.tells:
                    yield _report(each, sums, proof)

    for sums in disclosure_form.sums(manuscript):
        for each in sums.of:
            if not each.fits or each.tells:
                yield _report(each, sums, sums.proof)
    for found in disclosure_form.unbalanced(manuscript):
        yield _not_balanced(found)


def _not_balanced(found: disclosure_form.Unbalanced) -> Finding:
    received, after = sum(found.received), found.settled + found.left
    added = "＋".join(f"{each}" for each in found.received)
    return finding(
        found.cell.passage,
        (found.cell.start, found.cell.start + len(found.cell.text)),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="table",
        message=f"第一项加第二项为{added}＝{received}，第三项总计加第四项为{found.settled}＋{found.left}＝{after}，应当相等。",
        stated=found.cell.text,
        computed=received - found.left,
        basis="第一项加第二项之和，等于第三项加第四项之和",
    )


def _report(each: Sum, sums: Sums, proof: bool) -> Finding:
    right = each.fits
    verdict = Verdict.RIGHT if right else Verdict.WRONG if proof else Verdict.HINT
    what = "行" if sums.by_row else "列"
    added = "＋".join(f"{part}" for part in each.parts if part)
    shown = f"（{added}）" if not right and len(added) <= MOST_SHOWN else ""
    label = each.label or each.cell.text
    return finding(
        each.cell.passage,
        (each.cell.start, each.cell.start + len(each.cell.text)),
        kind=Kind.SUM,
        verdict=verdict,
        rule="table",
        message=f"表中各{what}之和为{each.made}{shown}，与“{label}”{'相符' if right else '不符'}。",
        stated=each.cell.text,
        computed=each.made,
        basis="表内合计等于各行（列）之和" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="table",
    title="表格合计",
    source="表内合计等于各行（列）之和",
    why="改动一格后合计未重算。",
    wrong="婚姻纠纷20、邻里纠纷18，合计39",
    right="婚姻纠纷20、邻里纠纷18，合计38",
    check=check,
)
