"""A number of days told of a stretch that has not so many: 7月28日至8月2日防汛值守16天; and 5月1日至9月30日主汛期的135天里.

More days than there are between both ends are never right, whatever was done on them. Fewer may be (值守3天 of 30), unless the
stretch itself is called by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text import numerals
from fazhi.audit.times.begun_and_ended import Stretch, stretches

Told = tuple[tuple[int, int], str, str]
"""(span, message, right length)"""
NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十百]{2,5})"
# Behind the last day: of two or three clauses, without another figure.
SO_MANY = re.compile(
    rf"(?P<between>[^。；：\d]{{0,40}}?|[^。；：]{{0,50}}?，[^，。；：\d]{{0,6}}(?:坚守|值守|驻守|驻扎|守护|守候|奋战|鏖战|坚持|忙碌|连续[\u4e00-\u9fff]{{2,4}})了?(?:整整|足足)?)(?<![第前近约逾超后晚早满百十]){NUMBER}(?:天|个昼夜)(?!然|气|数|[内前后余多以左]|工作日|的?(?:法定|规定|时限|期限|有效|假))"
)
# 主汛期的153天里, 这31天时间, ，31天里
CALLED = re.compile(
    rf"(?:[（(][^（）()]{{1,8}}[）)])?(?:[\u4e00-\u9fff“”]{{0,10}}?(?:期间?|阶段|时段|季节?|周|月)(?:的|这|，)|的|这|的这|，这|，在这|，)(?:整整|前后|短短)?{NUMBER}天"
    r"(?:的?时间(?:里|内|中|段内)?|当中|之中|里|中|间)(?=[，\u4e00-\u9fff])(?!有\d)"
)
# Days of another measure, of many together, of a term or of a longer time than the stretch.
OTHER_MEASURE = re.compile(
    r"工作日|均|每|时限|时长|限期|期限|法定|规定|承诺|压缩|缩短|节约|提前|提速|延长|推迟|滞后|[较比离距]|逾期|超期|拘留|累计|合计|总计|分别|各|等(?:待|候)|"
    r"[全今去上当本次]年|年[内度初底来]|以来|至今|已|有效期|保质期|工期|周期|公示期|保管|保存|假期|剩余|还有|后(?=，)|随后|之后|此后|此前|另|其[中他余]|隔离|有期|月"
)
MOST_CLAUSES, REACH = 3, 16
WEEK, LONG = 7, 75
"""Days of the longest stretch of which the working days alone might be counted."""
# What goes on over Saturday and Sunday, so that all its days are counted.
WITHOUT_REST = re.compile(
    r"征求[^，。；]{0,6}意见|征集|公示|公告|公布|挂网|张贴|值守|值班|备勤|[防主]汛|汛期|抗旱|防火|禁烧|禁火|禁渔|禁捕|封山|封控|展[示览出]|黄金周|假期|长假|春运|昼夜|24小时|宣传[周月]"
)


def told(text: str, year: int | None) -> Iterator[Told]:
    """Every number of days that the stretch before it has not."""
    found = stretches(text, 0, len(text), year)
    ended: set[int] = set()
    """Two readers of stretches may see one and the same."""
    for at, each in enumerate(found):
        begin = max(text.rfind(mark, 0, each.start) for mark in "。；\n") + 1
        alone = not any(other.end > begin and other.start < each.start for other in found[:at])
        if each.span is None or not each.span.days[0] or not alone:
            continue
        match = CALLED.match(text, each.end)
        if match is None or each.whole or not _fewer(text, each, match):
            match = SO_MANY.match(text, each.end)
            if match is None or numerals.counted(match["number"]) <= each.span.days[-1] or not _of_it(match["between"]):
                continue
        if match.end() not in ended:
            ended.add(match.end())
            yield _told(each, match)


def _told(stretch: Stretch, match: re.Match[str]) -> Told:
    days = stretch.span.days[-1] if stretch.span is not None else 0
    return (stretch.start, match.end()), f"“{stretch.text}”共{days}天，文中写{match['number']}天。", f"{days}天"


def _of_it(between: str) -> bool:
    return between.count("，") <= MOST_CLAUSES and OTHER_MEASURE.search(between) is None


def worked(days: int, number: float, words: str) -> bool:
    """May ``number`` be the working days of so many days, by the words of what was done on them?"""
    near = WEEK <= days <= LONG and days * 5 / WEEK - 6 <= number <= days * 5 / WEEK + 2
    return near and WITHOUT_REST.search(words) is None


def _fewer(text: str, stretch: Stretch, match: re.Match[str]) -> bool:
    """Neither all its days, nor all but the first, nor about its working days."""
    days = stretch.span.days[0] if stretch.span is not None else 0
    number = numerals.counted(match["number"])
    return 0 < number < days - 1 and not worked(days, number, text[stretch.start : match.end() + REACH])
