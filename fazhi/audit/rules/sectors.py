"""第一、第二、第三产业: the three together are the whole economy, in amounts, in shares, and in what they add to its growth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.growths.sector_changes import NUMBERS, Told, borne, growth_before, moves, old_and_new
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.sums.sectors import sectors
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure, in_scale, summed
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

HUNDRED = Decimal(100)
SUM, CHANGES = "生产总值＝三次产业增加值之和，第二产业＝工业＋建筑业", "三次产业比重之和为100%，各比重的增减相抵"
BORNE = "三次产业的贡献率之和为100%，拉动之和为生产总值的增速"


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every row of three sectors that does not come to what it has to."""
    settled = [each for each in manuscript.found if each.kind is Kind.SUM and each.verdict is Verdict.WRONG]
    for passage in manuscript.passages:
        for total, parts in sectors(passage):
            result = _unlike(passage, total, parts)
            if not any(each.paragraph == result.paragraph and each.start == result.start for each in settled):
                yield result
        for told in moves(passage):
            yield from _moved(passage, told)
        for told in borne(passage):
            yield from _borne(passage, told)


def _unlike(passage: Passage, total: Figure, parts: list[Figure]) -> Finding:
    amount = in_scale(summed(parts), total) + total.unit
    told = ("三次产业增加值", "生产总值") if len(parts) == len(NUMBERS) else ("工业与建筑业增加值", "第二产业增加值")
    message = f"{told[0]}合计{amount}，与{told[1]}{total.text}不符。"
    return _report(passage, (total.start, parts[-1].end), Verdict.WRONG, message, SUM)


def _moved(passage: Passage, told: Told) -> Iterator[Finding]:
    ratios = old_and_new(passage, told.start)
    span = (told.start, told.end)
    if ratios is None:
        if abs(told.total) > 2 * told.slack:
            message = f"三次产业比重的增减相加为{_said(told.total)}个百分点，应当相抵，至少一个数有误。"
            yield _report(passage, span, Verdict.WRONG, message, CHANGES)
        return
    for name, old, new, change in zip(NUMBERS, *ratios, told.values, strict=True):
        place = max(rounding.place(old), rounding.place(new), rounding.place(change))
        if abs(new - old - change) > place:
            message = f"第{name}产业比重由{old}变为{new}，{_said(new - old)}个百分点，文中写{_said(change)}。"
            yield _report(passage, span, Verdict.WRONG, message, CHANGES)


def _said(change: Decimal) -> str:
    return f"{'下降' if change < 0 else '上升'}{abs(change)}"


def _borne(passage: Passage, told: Told) -> Iterator[Finding]:
    percent = told.word == "贡献率"
    due = HUNDRED if percent else growth_before(passage, told.start)
    if due is None:
        return
    slack = told.slack + (0 if percent else rounding.place(due) / 2)
    off = abs(told.total - due)
    if off <= slack:
        return
    name = "贡献率合计" if percent else "拉动合计"
    stated = "100%" if percent else f"生产总值增速{due}%"
    verdict = Verdict.WRONG if off > 2 * slack else Verdict.HINT
    yield _report(
        passage, (told.start, told.end), verdict, f"三次产业{name}{told.total}，与{stated}不符，请核对。", BORNE
    )


def _report(passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, basis: str) -> Finding:
    return finding(passage, span, kind=Kind.SUM, verdict=verdict, rule="sectors", message=message, basis=basis)


RULE = Rule(
    id="sectors",
    title="三次产业",
    source="第一、第二、第三产业合为全部经济",
    why="三次产业分在几句里写，中间夹着工业、建筑业，改了一个不易看出合不上。",
    wrong="三次产业结构为25.7:26.8:47.5，第一产业比重上升3.8个百分点，第二、第三产业比重分别回落2.2和1.1个百分点",
    right="三次产业结构为25.7:26.8:47.5，第一产业比重上升3.8个百分点，第二、第三产业比重分别回落2.2和1.6个百分点",
    check=check,
    late=True,
)
