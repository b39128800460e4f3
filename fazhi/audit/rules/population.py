"""Persons in a household and men to a hundred women, as a census bulletin tells them beside their counts."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.means.households import HUNDRED, Reckoned, reckoned
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.manuscript import Manuscript, finding


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such number whose two counts the paragraph tells."""
    for passage in manuscript.passages:
        if "户" in passage.plain or "性别比" in passage.plain:
            for each in reckoned(passage):
                yield _report(each)


def _report(told: Reckoned) -> Finding:
    computed = rounding.show(told.times * told.over.exactly / told.under.exactly, rounding.decimals(told.figure.value))
    formula = f"{told.over.text}÷{told.under.text}{'×100' if told.times == HUNDRED else ''}＝{computed}"
    return finding(
        told.passage,
        (told.figure.start, told.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.RIGHT if told.fits else Verdict.WRONG,
        rule="population",
        message=f"{formula}，相符。" if told.fits else f"文中写{told.figure.text}，按所写的两数应为{formula}。",
        stated=told.figure.text,
        computed=computed,
        basis="" if told.fits else formula,
    )


RULE = Rule(
    id="population",
    title="户规模与性别比",
    source="平均每户人口＝家庭户人口÷家庭户数；性别比＝男性人口÷女性人口×100",
    why="人口数核改后，户均人口和性别比没有重算。",
    wrong="共有家庭户54179户，家庭户人口为180849人，平均每个家庭户的人口为3.43人",
    right="共有家庭户54179户，家庭户人口为180849人，平均每个家庭户的人口为3.34人",
    check=check,
)
