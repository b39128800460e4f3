"""One total with its parts, as every reader of sums hands it to the rule; and what no sum may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.figures import CLASSES, EXACT, PERCENT, Figure, summed
from fazhi.audit.text.passages import Passage

# 甲214.6万元、乙187.4万元、其他各项合计379.5万元: an item itself.
REST_OF_LIST = re.compile(r"(?:其他|其余|其它|剩余)[\u4e00-\u9fff]{0,6}(?:合计|共计|总计|一共|共)$")
NOT_ADDED = frozenset((PERCENT, "day", "个月", "小时", "个小时", "分钟", "天", "日"))
"""Lengths of time are no parts of one another."""
# 平均每案8000元, 每件补助800元, 人均3份: a mean or a price is no part of an amount and no total; but 每月见面类33名 counts.
SPREAD = re.compile(
    r"平均|[日月年周户人件案批次场期村车宗起]均|每(?:一|个)*(?:件|案|起|宗|人|名|位|户|家|次|场|期|份|亩|公顷|吨|辆|村|社区|学时)(?![\u4e00-\u9fff]{0,6}[类型级]$)"
)
COUNTED = frozenset(CLASSES.values()) | frozenset("个项条部份本所处批台套张篇辆块幅轮册类村站栋只头组课")
"""What is counted is whole; of what is weighed, measured or paid even whole numbers were rounded."""
# 按每村（社区）3名配备, of which the words are cut off by the bracket
LAID_DOWN = ("配备", "标准", "的标准")
CARRIED = re.compile(r"结转|遗留|转入")
ADDED_UP = re.compile(r"[共计总合有]$")
# 3月底前完成2个，6月底前完成1个，9月底前完成其余3个: each is due at a date of its own.
DUE_BY = re.compile(r"(?:年|季度|\d[月日])(?:[底末初]|[上中下]旬)?[之以]?前[^，。；：、\d]{0,6}$")
DUE_LEAD = 16
MEASURE = re.compile(r"(销售|营业|零售|交易|成交|投资|出口|进口|增加|产)总?[额量值](?:达到?|为|是|完成)?$")


@dataclass(slots=True)
class Addition:
    """A total with its parts. ``form`` says how the text ties them: 其中 | brackets | colon | total-last | pair | plain."""

    passage: Passage
    totals: list[Figure]
    """Candidates, the nearest first: a list after 其中 may divide the one or the other."""
    parts: list[Figure]
    form: str
    complete: bool
    """Do the words show that the parts exhaust the total?"""

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last figure."""
        every = [self.totals[0], *self.parts]
        return min(each.start for each in every), max(each.end for each in every)


def spread(figure: Figure) -> bool:
    """Is the figure a mean or a price for each of several things?"""
    head = figure.head
    if not head and figure.tail.startswith(LAID_DOWN):
        return True
    return ("均" in head or "每" in head) and SPREAD.search(head) is not None


def scheduled(passage: Passage, counts: list[Figure]) -> bool:
    """Is each of them due by a date of its own, so that none is the total of the others?"""
    leads = (passage.plain[max(0, each.start - DUE_LEAD) : each.start] for each in counts)
    return all(DUE_BY.search(each) is not None for each in leads)


def levels(totals: list[Figure], parts: list[Figure]) -> list[Figure]:
    """接收1527件，上年为1306件，增加221件，其中投诉1184件: the counts, the nearest first, without a change that is less than one of the parts, and
    without the level it was told against."""
    most = max((each.value for each in parts), default=EXACT)
    kept = [each for each in totals if each.value >= most or CHANGE.search(each.head) is None]
    if len(kept) == len(totals):
        return totals
    return [
        each for each in kept if not each.compared and EARLIER.search(f"{each.period}{each.head}") is None
    ] or totals


ONLY_TURNED = 20
"""No count has so many figures: where so many are asked, no single wrong one is believed."""


def slipped(parts: list[Figure], total: Figure, fewest: int = misprints.FEWEST, turned: int = 2) -> bool:
    """Would one part, or the total, with two figures of ``turned`` or more swapped, or one changed of ``fewest`` or more, make the sum
    right?"""
    every = [*parts, total]
    unit = min((each.step for each in every if each.step), default=Decimal(1))
    amount = summed(parts)
    missing = total.value - amount
    whole = all(each.value >= 0 and not each.value % unit for each in every)
    if whole and not misprints.may_be_slip(missing / unit):
        return False

    def shown(value: Decimal) -> str:
        return f"{(value / unit).quantize(Decimal(1)):f}"

    def alike(printed: str, right: str) -> bool:
        changed = len(printed) >= fewest and misprints.one_wrong(printed, right)
        return changed or len(printed) >= turned and misprints.swapped(printed, right)

    if alike(shown(total.value), shown(amount)):
        return True
    return any(each.value + missing >= 0 and alike(shown(each.value), shown(each.value + missing)) for each in parts)


def among_some(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """办结54件，其中调解19件，维持17件，受理前化解9件: may 其中 leave some of it untold? Of sixty such lists in published pages nine are below
    their total, and two of these, that are right, miss it as if by a slip of two or three figures."""
    return summed(parts) < total.value and "其中" in passage.plain[total.end : parts[0].start]


def unlike(total: Figure, parts: list[Figure]) -> bool:
    """涉及15个乡镇、29个行政村，共计231个小班; 18个村、3个社区，共划分网格96个: is what is counted called otherwise than each of the parts, and far
    from their sum?"""
    amount = summed(parts)
    near = amount <= total.value * 2 and total.value <= amount * 2
    nouns = [each.tail[:2] for each in parts]
    named = total.tail[:2] or ("" if ADDED_UP.search(total.head) else total.head[-2:])
    return not near and all(map(len, nouns)) and named not in ("", *nouns)


def rounded_away(total: Figure, parts: list[Figure]) -> bool:
    """May the parts make up the total but for their rounding: 8793元、2467元、1321元、2715元 of 15294元?"""
    least = Decimal(0) if total.kind in COUNTED else Decimal(1)
    return abs(total.value - summed(parts)) <= sum(max(each.step, least) for each in (total, *parts)) / 2


def comes_out(total: Figure, parts: list[Figure]) -> bool:
    """Do the parts make up the total if all were rounded alike, or all cut off alike?

    144.18万＋29.64万 may be 173.83万 (or 173.82万); three amounts printed in 0.1亿 are never 0.3亿 less than their total.
    """
    amount = summed(parts)
    if amount == total.value:
        return True
    steps = sum((each.step for each in parts), Decimal(0))
    if not steps and not total.step:
        return False
    rounded = abs(total.value - amount) <= (steps + total.step) / 2
    return rounded or amount - total.step < total.value < amount + steps


def rests_on_rounding(total: Figure, parts: list[Figure]) -> bool:
    """148.5万元 of 112万元 and 35.6万元: do they come to it only if a part was rounded further than the total and another part were?"""
    finest = min(each.step for each in (total, *parts))
    coarse = [each for each in parts if each.step > finest]
    alike = [replace(each, step=finest) for each in parts]
    return bool(finest and coarse) and total.step == finest and not comes_out(total, alike)


def of_another_measure(addition: Addition, part: Figure) -> bool:
    """零售总额67.6亿元，其中限额以上零售额4.0亿元，批发业销售额103.8亿元: is what the part measures no part of what its totals measure?"""
    measure = MEASURE.search(part.head)
    return measure is not None and all(
        MEASURE.search(each.head) is not None and measure[1] not in each.head for each in addition.totals
    )
