"""`fazhi rule ID`: what a rule says on a day in a place, on what basis, and how sure that is. Needs no database."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime

from fazhi.conf.errors import CommandError
from fazhi.law import LawError, dates, rules
from fazhi.law.reading import BEIJING
from fazhi.law.shapes import amount

SUMMARY = "查一条规则：数字、依据、效力（编号或代码，如 MED-03）"

_UNITS = {
    "day": "按自然日计算",
    "workday": "按工作日计算",
    "month": "按月计算，届满于对应日，没有对应日的为当月最后一日",
    "year": "按年计算，届满于对应日，没有对应日的为当月最后一日",
    "hour": "按小时连续计算，夜间和节假日不停",
    "minute": "按分钟连续计算，夜间和节假日不停",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="规则", help="规则编号或代码，如 disputes.confirmation_window、MED-03")
    parser.add_argument("--on", metavar="日期", help="哪一天的规定，如 2026-01-16（默认今天）")
    parser.add_argument("--at", metavar="区划代码", help="哪个地方，如 500235；不写为全国")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    try:
        book = rules.load()
        day = dates.read_day(arguments.on) if arguments.on else datetime.now(BEIJING).date()
        value = book.value_on(arguments.rule, day, arguments.at)
    except LawError as error:
        raise CommandError(str(error)) from error
    if arguments.json:
        print(json.dumps(value.as_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(book, value, day)))
    return 0


def _lines(book: rules.RuleBook, value: rules.RuleValue, day: date) -> list[str]:
    instrument, article = book.shelf.split(value.basis, day)
    words = instrument.words(article) if article else None
    lines = [
        f"{value.code}  {value.title}（{value.id}）",
        f"规定  {value.phrase}",
        f"依据  {value.citation}",
        *([f"原文  {words.text}"] if words and words.text else [f"要旨  {words.gist}"] if words and words.gist else []),
        f"效力  {standing(value)}，自 {value.since} 起",
    ]
    if value.unit in _UNITS:
        lines.append(f"计算  {'；'.join(_counting(value))}")
    if value.extension:
        extension = value.extension
        length = amount(extension.value, extension.unit)
        lines.append(f"延长  可延长一次，不超过{length}，须经{extension.approver}批准（{extension.citation}）")
    lines += [f"中止  {pause.title}的时间不计算在内（{pause.citation}）" for pause in value.pauses]
    if value.note:
        lines.append(f"说明  {value.note}")
    rule = book.rule(value.id)
    if len(rule.values) > 1:
        history = (f"{one.since} 起 {amount(one.value, rule.unit)}（{book.cite(one.basis)}）" for one in rule.values)
        lines.append(f"沿革  {'；'.join(history)}")
    stem = rule.code.rstrip("abcdefghijklmnopqrstuvwxyz")
    siblings = [one for one in book if one.id != rule.id and one.code.rstrip("abcdefghijklmnopqrstuvwxyz") == stem]
    if siblings:
        lines.append(f"另见  {'；'.join(f'{one.code} {one.title}' for one in siblings)}")
    return lines


def _counting(value: rules.RuleValue) -> list[str]:
    said = [_UNITS[value.unit]]
    if value.direction == "backward":
        said.append("自事项之日倒算，不得顺延")
    elif value.unit not in ("hour", "minute"):
        said.append("开始之日不计算在内")
    if value.unit not in ("workday", "hour", "minute") and value.direction == "forward":
        said.append("届满日遇休息日的顺延至其后第一个工作日" if value.roll == "forward" else "届满日不顺延")
    return said


def standing(value: rules.RuleValue) -> str:
    """法定, 待本地确认（默认值，不是法律规定的数字）, or whose local rule it is."""
    whose = f"（区划代码 {value.place}）" if value.place else ""
    hint = "（默认值，请由本地确认）" if value.standing == "待本地确认" else ""
    return f"{value.standing}{whose}{hint}"
