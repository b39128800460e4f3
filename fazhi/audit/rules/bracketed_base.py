"""This period's level, then that of before in brackets, then the change: 出生436人，比去年同期（429）多7人, 7.57‰，比去年同期（7.53‰）上升0.04个千分点.

The base may stand without its unit and be of a kind no other rule knows (例, ‰, 天 with decimals, 性别比136). Nothing stands between the
level and the comparison, nothing between the bracket and the verb, so nothing else can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.growths.increments import VERB
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
# Looked for from the bracket, which is rare: （429）多7人
CHANGE = re.compile(
    rf"（(?P<base>{NUMBER})(?P<unit>[%‰]|[\u4e00-\u9fff]{{0,3}})）(?:的|相比)?，?(?P<verb>上升|增加|增长|提高|多|下降|减少|降低|少|缩短|回落)[\u4e00-\u9fff]?"
    rf"(?P<change>{NUMBER})(?P<of>个百分点|个千分点|[\u4e00-\u9fff]{{1,3}})"
)
LEVEL = re.compile(
    rf"(?<![\d.])(?P<now>{NUMBER})(?P<unit>[%‰]|[\u4e00-\u9fff]{{0,2}})，(?:比|较|同|与)(?:[去上]一?年|前年|20\d\d年|上个?月|上季度|上周)?"
    r"(?:\d{1,2}月(?:份|底|末)?|[上下]半年|第?[一二三四]季度)?(?:同期|同月|同季|全年|底|末|度)?(?:水平)?$"
)
# 55人/平方公里，低于全县平均水平（23.06人/平方公里）
BESIDE = re.compile(
    rf"(?<![\d.])(?P<now>{NUMBER})(?P<unit>[%‰]|[\u4e00-\u9fff/]{{0,8}})，(?P<verb>低于|高于)[^，。；（）\d]{{2,14}}（(?P<base>{NUMBER})(?P<of>[%‰]|[\u4e00-\u9fff/]{{0,8}})）"
)
LEAD, SHORT = 50, 8
FALLING = frozenset("下减降少缩回")
POINTS = {"%": "个百分点", "‰": "个千分点"}
OF_A_RATIO = "个比值"
LARGE = frozenset("万亿千百")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every such change."""
    if "）" not in manuscript.text:
        return
    if "于" in manuscript.text:
        yield from _beside(manuscript)
    settled = manuscript.settled(lambda each: each.kind is Kind.GROWTH)
    for passage, match, offset in manuscript.matches(CHANGE):
        start, end = match.start() - offset, match.end() - offset
        level = LEVEL.search(passage.plain, max(0, start - LEAD), start)
        if (
            level is None
            or VERB.search(passage.plain, max(0, level.start() - SHORT), level.start())
            or not _of_one_unit(level["unit"], match["unit"], match["of"])
        ):
            continue
        result = _judge(passage, (level.start(), end), level["now"], match)
        if all(each.end != result.end for each in settled.get(result.paragraph, ())):
            yield result


def _beside(manuscript: Manuscript) -> Iterator[Finding]:
    """A level said to lie below another that is smaller, or above one that is greater."""
    for passage, match, offset in manuscript.matches(BESIDE, having="于"):
        now, base = Decimal(match["now"]), Decimal(match["base"])
        below = match["verb"] == "低于"
        if match["of"] not in ("", match["unit"]) or now == base or (now < base) == below:
            continue
        yield finding(
            passage,
            (match.start() - offset, match.end() - offset),
            kind=Kind.TERM,
            verdict=Verdict.WRONG,
            rule="bracketed_base",
            message=f"{now}{'大' if below else '小'}于{base}，文中写“{match['verb']}”。",
            computed="高于" if below else "低于",
            basis="高于、低于应与前后两数相符",
        )


def _of_one_unit(now: str, base: str, change: str) -> bool:
    """436人（429）多7人, 7.57‰（7.53‰）上升0.04个千分点, 136（130）上升6个比值"""
    if base not in ("", now):
        return False
    return change == POINTS[now] if now in POINTS else change == now or not now and change == OF_A_RATIO


def _judge(passage: Passage, span: tuple[int, int], level: str, match: re.Match[str]) -> Finding:
    now, base, change = Decimal(level), Decimal(match["base"]), Decimal(match["change"])
    fall = match["verb"][0] in FALLING
    actual = base - now if fall else now - base
    # 12.3万元与11.1万元: both rounded, so that the change may be off by one of the last place.
    amounts = any(rounding.decimals(each) for each in (now, base)) or match["of"][0] in LARGE
    right = abs(actual - change) <= (max(map(rounding.place, (now, base))) if amounts else 0)
    way = "下降" if base > now else "上升"
    message = f"由{base}到{now}，{way}{abs(actual)}{match['of']}，" + (
        "相符。" if right else f"文中写{match['verb']}{match['change']}。"
    )
    return finding(
        passage,
        span,
        kind=Kind.GROWTH,
        verdict=Verdict.RIGHT if right else Verdict.WRONG,
        rule="bracketed_base",
        message=message,
        stated=f"{match['change']}{match['of']}",
        computed=abs(actual),
        basis="" if right else "增减数＝本期数－基期数",
    )


RULE = Rule(
    id="bracketed_base",
    title="括号里的基期数",
    source="增减数＝本期数－基期数",
    why="本期数、括号里的上期数和增减数写在一起，改了一个忘了另一个。",
    wrong="出生436人，比去年同期（429）多8人",
    right="出生436人，比去年同期（429）多7人",
    check=check,
    late=True,
)
