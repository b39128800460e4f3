"""`fazhi deadline RULE --from DATE`: when a period ends, which days did not count and why. Needs no database."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from fazhi.conf.commands.rule import standing
from fazhi.conf.errors import CommandError
from fazhi.law import LawError, dates, rules
from fazhi.law.dates import Deadline, Pause, Skipped
from fazhi.law.shapes import amount

SUMMARY = "推算期限：届满日，以及哪些天不计入、为什么"

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="规则", help="规则编号或代码，如 PEN-08")
    parser.add_argument(
        "--from",
        dest="start",
        metavar="日期",
        required=True,
        help="事由发生日（当日不计），如 2026-01-16；小时期限加时刻",
    )
    parser.add_argument("--at", metavar="区划代码", help="哪个地方，如 500235；不写为全国")
    parser.add_argument(
        "--pause",
        metavar="起..止",
        action="append",
        default=[],
        help="中止期间，首尾两日都不计入；事由有多种的写 起..止=事由",
    )
    parser.add_argument("--extended", action="store_true", help="已依法批准延长一次")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    try:
        start = dates.read_moment(arguments.start)
        value = rules.load().value_on(arguments.rule, _day(start), arguments.at)
        pauses = [_read_pause(text, value) for text in arguments.pause]
        result = dates.deadline(value, start, pauses=pauses, extended=arguments.extended)
    except LawError as error:
        raise CommandError(str(error)) from error
    if arguments.json:
        print(json.dumps(result.as_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(result)))
    return 0


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _read_pause(text: str, value: rules.RuleValue) -> Pause:
    """`A..B`, on the only ground the rule knows; `A..B=words of the ground` where it knows several."""
    span, _, named = text.partition("=")
    first, mark, last = span.partition("..")
    if not mark or not first.strip() or not last.strip():
        raise LawError(f"中止期间「{text}」写法不对，请写成 2026-03-02..2026-03-10（起、止两日都不计入）。")
    grounds = [ground for ground in value.pauses if named.strip() in (ground.basis, *ground.title.split("、"), "")]
    grounds = grounds or [ground for ground in value.pauses if named.strip() in ground.title]
    if not value.pauses:
        raise LawError(f"规则 {value.code}（{value.title}）没有可以中止的规定，不能扣除「{span}」这段时间。")
    if len(grounds) != 1:
        known = "、".join(f"{ground.title}（{ground.citation}）" for ground in value.pauses)
        raise LawError(f"请写明「{span}」因何中止，如 {span}={value.pauses[0].title}。可以中止的事由有：{known}。")
    return Pause(dates.read_day(first), dates.read_day(last), grounds[0].basis)


def _lines(result: Deadline) -> list[str]:
    value = result.value
    lines = [
        f"{value.code}  {value.title}：{value.phrase}",
        f"依据  {value.citation}（{standing(value)}）",
        f"起算  {_long(result.start)}" + ("（当日不计）" if not isinstance(result.start, datetime) else ""),
    ]
    if result.extension and value.extension:
        length = amount(result.extension, value.extension.unit)
        lines.append(f"延长  {length}，须经{value.extension.approver}批准（{value.extension.citation}）")
    for one in result.pauses:
        span = f"{one.pause.first} 至 {one.pause.last}"
        worth = f"，扣除 {one.days} 日" if one.days else "，不在期限之内，没有可以扣除的日子"
        lines.append(f"中止  {span} {one.ground.title}（{one.ground.citation}）{worth}")
    lines += _ends(result)
    if result.provisional:
        years = "、".join(f"{year}年" for year in result.years_needed)
        lines.append(f"暂定  {years}的放假安排通知尚未收录，以上日期按周末和法定节假日推算，通知收录后须重新推算。")
    if result.skipped:
        lines.append("不计入的日子：")
        lines += [f"  {span}  {why}" for span, why in _grouped(result.skipped)]
    working = _working_weekends(result)
    if working:
        lines.append("计入的周末（调休上班）：")
        lines += [f"  {day}  {why}" for day, why in working]
    return lines


def _ends(result: Deadline) -> list[str]:
    value = result.value
    if value.direction == "backward":
        return [f"最迟  应于 {_long(result.due)} 或者之前办理（倒算，不顺延）"]
    if value.bound == "at_least":
        rolled = f"；顺延至工作日为 {_long(result.due)}" if result.due != result.internal else ""
        return [f"最早  {_long(result.internal)} 届满，不得提前{rolled}"]
    if result.due == result.internal:
        return [f"届满  {_long(result.due)}"]
    return [
        f"内部  {_long(result.internal)}（顺延前的最后一日，内部办结以此为准）",
        f"届满  {_long(result.due)}（顺延之后）",
    ]


def _long(moment: date | datetime) -> str:
    text = f"{moment.year}年{moment.month}月{moment.day}日（{_WEEKDAYS[moment.weekday()]}）"
    return text + (f"{moment:%H:%M}" if isinstance(moment, datetime) else "")


def _grouped(skipped: Sequence[Skipped]) -> list[tuple[str, str]]:
    """Neighbouring days with one reason on one line."""
    groups: list[tuple[date, date, str]] = []
    for one in skipped:
        if groups and groups[-1][2] == one.why and one.day - groups[-1][1] == timedelta(days=1):
            groups[-1] = (groups[-1][0], one.day, one.why)
        else:
            groups.append((one.day, one.day, one.why))
    return [(f"{first}" if first == last else f"{first} 至 {last}", why) for first, last, why in groups]


def _working_weekends(result: Deadline) -> list[tuple[str, str]]:
    """The weekend days that did count: the first thing somebody recounting by hand stumbles on."""
    if result.value.unit != "workday":
        return []
    calendar = dates.standard_calendar()
    first, last = sorted((_day(result.start), _day(result.due)))
    left_out = {one.day for one in result.skipped}
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [(str(day), why) for day in days if day not in left_out and (why := calendar.why_work(day))]
