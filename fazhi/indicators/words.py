"""A definition in words, made from its conditions: what is said of a figure cannot drift from what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi.indicators.definitions import Indicator
from fazhi.kernel.conditions import Condition, Period
from fazhi.kernel.ledgers import Ledger
from fazhi.papers.writing import written_date


def definition(indicator: Indicator, known: Mapping[str, Indicator], ledger: Ledger, period: Period) -> str:
    """One Chinese sentence: what is counted, in which ledger, under which conditions, with the period's dates in it."""
    if indicator.denominator:
        above, below = known[indicator.numerator], known[indicator.denominator]
    if indicator.kind == "rest":
        return f"“{below.title}”减去“{above.title}”；两数取自同一批对象。"
    if indicator.kind == "rate":
        return f"“{above.title}”除以“{below.title}”，以百分数表示；两数取自同一批对象。"
    where = "；".join(condition_in_words(condition, ledger, period) for condition in indicator.conditions)
    limits = f"，条件：{where}" if where else ""
    if indicator.kind == "count":
        return f"《{ledger.title}》中的记录数{limits}。"
    titles = [_title(ledger, column) for column in indicator.columns]
    if indicator.kind == "sum":
        divided = f"合计后除以 {indicator.divide_by}" if indicator.divide_by != 1 else "合计"
        return f"《{ledger.title}》中“{titles[0]}”{divided}{limits}。"
    return f"《{ledger.title}》中从“{titles[0]}”到“{titles[1]}”的天数的中位数{limits}。"


def rounding(indicator: Indicator) -> str:
    """How the figure was rounded."""
    if indicator.kind in ("count", "rest"):
        return "整数，不舍入"
    return f"保留 {indicator.decimals} 位小数，四舍五入" if indicator.decimals else "取整数，四舍五入"


def condition_in_words(condition: Condition, ledger: Ledger, period: Period) -> str:
    """One condition: 化解日期不晚于2022年12月31日."""
    title = _title(ledger, condition.column)
    last = written_date(min(period.last, period.cutoff))
    if condition.any_of:
        return f"{title}为{'、'.join(_value(ledger, condition.column, one) for one in condition.any_of)}之一"
    if condition.empty is not None:
        return f"{title}{'未填' if condition.empty else '已填'}"
    if condition.above is not None:
        return f"{title}大于{condition.above:g}"
    if condition.within:
        return f"{title}在{written_date(period.first)}至{last}之间"
    if condition.by:
        return f"{title}不晚于{written_date(period.cutoff)}"
    if condition.active_on:
        until = _title(ledger, condition.until)
        return f"{title}不晚于{written_date(period.cutoff)}，且{until}未填或不早于该日"
    return f"{title}为{_value(ledger, condition.column, condition.is_)}"


def _title(ledger: Ledger, name: str) -> str:
    for column in ledger.columns:
        if column.name == name:
            return column.title
    return str(getattr(ledger.model._meta.get_field(name), "verbose_name", name))


def _value(ledger: Ledger, name: str, value: Any) -> str:
    for column in ledger.columns:
        if column.name == name:
            return f"“{column.shown(value)}”"
    return f"“{value}”"
