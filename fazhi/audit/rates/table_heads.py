"""What the names of its columns say of a column: 2022年1—9月｜2023年1—9月｜同比增幅（%）, 接收量｜办结量｜办结率.

Where the head names what is compared, few rows are enough.
"""

from __future__ import annotations

import re

from fazhi.audit.text.table_rows import Table

YEAR = re.compile(r"(20\d\d)年?")
COUNTED = r"(?:数据|数量|件数|总数|数|量)?"
EARLIER = re.compile(rf"^(?:去年|上年)?(?:同期|同时期){COUNTED}$|^(?:去年|上年|上期|上月|上周|上季度){COUNTED}$")
LATER = re.compile(rf"^(?:本|今|当)[年期月周季]度?{COUNTED}$|^今年{COUNTED}$")
ASIDE = re.compile(r"（[^）]*）|去年|上年|今年|本年|\s")
GROWN = re.compile(r"[同环]比|[较比](?:去|上|同期)|增[长幅减降加/、]|升降|变化|比较|[±+]|幅度")
POINTS = re.compile(r"百分点|比重变化|占比变化")
OF_VALUE = re.compile(
    r"总值|增加值|产值|GDP|产业|工业|农业|林业|牧业|渔业|建筑业|服务业|人均|收入|支出|投资|零售|税|存款|贷款|价格|指数"
)
"""生产总值330.2｜310.5｜5.4: of what is measured in money the growth is often told at the prices of another year."""
OF_BUDGETS = re.compile(r"税|支出|收入|补助|结余")
AT_PRICES = re.compile(r"同口径|可比|剔除|居民|农[村民]|城镇|可支配|人均|总值|产值|营业收入|业务收入")
NAMES = 2


def compared(table: Table, at: int) -> tuple[int, int] | None:
    """The later and the earlier of the two columns right before a growth, where their names tell which they are."""
    if at <= NAMES or GROWN.search(table[0][at].text) is None:
        return None
    one, other = (table[0][each].text for each in (at - 2, at - 1))
    if _follows(one, other):
        return at - 2, at - 1
    return (at - 1, at - 2) if _follows(other, one) else None


def _follows(later: str, earlier: str) -> bool:
    """2022年第一季度（件） after 去年2021年第一季度（件）, 本期 after 去年同期"""
    now, then = YEAR.search(later), YEAR.search(earlier)
    rest = [ASIDE.sub("", YEAR.sub("", each)) for each in (later, earlier)]
    if now is not None and then is not None:
        return int(now[1]) == int(then[1]) + 1 and rest[0] == rest[1]
    name = re.sub(r"（[^）]*）", "", earlier)
    return then is None and EARLIER.match(name) is not None and (now is not None or LATER.match(later) is not None)


def of_points(table: Table, at: int) -> bool:
    """比较结果（百分点）"""
    return POINTS.search(table[0][at].text) is not None


def measured_in_money(label: str) -> bool:
    """Is the growth of a row perhaps told at other prices?"""
    return OF_VALUE.search(label) is not None


def of_the_budget(table: Table, label: str) -> bool:
    """增值税, 教育支出: what is told as it was paid, at the prices of its year; not under 同口径增减."""
    told = "".join(each.text for each in table[0]) + label
    return OF_BUDGETS.search(label) is not None and AT_PRICES.search(told) is None
