"""From one level to another, told the wrong way round (优秀率由85.2%提高到84%; 投诉量由912件下降到964件), or as what it grew by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.growths.increased_by_level import Level, levels
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

UP = r"提高|上升|提升|增加|增长|扩大|扩充|攀升|上涨|升|增"
DOWN = r"下降|降低|减少|压缩|缩短|精简|压减|缩减|缩小|收窄|回落|下调|核减|降|减"
FROM = re.compile(
    r"(?:[由从]|比|较)(?:20\d\d年度?|去年|上年|上一年|年初|同期|期初|原来|过去|最初|此前|以前|改革前|整治前)*(?:同期)?的?[^，。；：、\d%由从]{0,6}$"
)
TO = re.compile(
    rf"(?:的)?[^，。；：、\d%]{{0,6}}?(?:(?P<up>{UP})|(?P<down>{DOWN}))了?[到至为](?:了|20\d\d年度?|今年|本年|年底|目前|现在)*的?[^，。；：、\d%]{{0,6}}"
)
# 排名由第8位上升到第3位, 由三级提升到二级, 时限由20天提升至15天: less is more there.
RANKED = re.compile(r"排名|名次|位次|位居|排位|第$|等级|级别|每|[:：∶比]$")
QUICKER = re.compile(r"时限|时效|时长|时间|用时|耗时|周期|速度|效率")
RANKS = frozenset(("位", "级", "名次", "等", "类", "年", "月", "日", "时", "点", "度", "版"))
TIME = frozenset(("天", "日", "个工作日", "工作日", "小时", "分钟", "秒", "个月", "周", "年"))
LEAD = 30
BASIS = "变动的方向由前后两数定"
# 由8个社区扩大到8个乡镇: not the same.
ENDED = re.compile(r"[的，。；：、（）]|$")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every 由…提高到… that falls, and 由…下降到… that rises; what the rule of growths or of points says of it is not said twice."""
    told = manuscript.settled(lambda each: each.kind is Kind.GROWTH)
    for passage in manuscript.passages:
        yield from (_level(passage, each) for each in levels(passage))
        if any(word in passage.plain for word in "到至为") and any(word in passage.plain for word in "由从比较"):
            for base, now in pairwise(passage.figures):
                result = _judge(passage, base, now)
                if result is not None and not any(_covers(each, result) for each in told.get(passage.index, ())):
                    yield result


def _level(passage: Passage, level: Level) -> Finding:
    base, now, way = level.base, level.now, "减少" if level.now.value < level.base.value else "增加"
    message = (
        f"由{base.text}{way}{now.text}与文中的{level.by.text}不合：{now.text}是变动后的数，应写“{way}到{now.text}”。"
    )
    return _report(passage, base, now, message, "“增加了”是增量，“增加到”是增加后的数", f"{way}到{now.text}")


def _covers(other: Finding, own: Finding) -> bool:
    return other.verdict is Verdict.WRONG and other.meets(own)


def _judge(passage: Passage, base: Figure, now: Figure) -> Finding | None:
    text = passage.plain
    if base.kind != now.kind or base.sentence != now.sentence:
        return None
    way = TO.fullmatch(text, base.end, now.start)
    lead = text[max(0, base.start - LEAD) : base.start]
    if way is None or FROM.search(lead) is None or RANKED.search(_clause(lead)) or RANKED.search(way.group()):
        return None
    if _unmoved(text, base, now, way):
        return _report(passage, base, now, f"由{base.text}到{now.text}没有变动，两数必有一误。", BASIS)
    if not (_printed(base) and _printed(now)):
        return None
    if base.unit in RANKS or way["up"] and (base.unit in TIME or QUICKER.search(_clause(lead))):
        return None
    rising = way["up"] is not None
    if base.value == now.value or (now.value > base.value) == rising:
        return None
    said, is_so = (way["up"], "下降") if rising else (way["down"], "上升")
    message = f"由{base.text}到{now.text}是{is_so}，文中写“{said}”，两数或方向有误。"
    return _report(passage, base, now, message, BASIS)


def _unmoved(text: str, base: Figure, now: Figure, way: re.Match[str]) -> bool:
    """由八人增至八人: is it one and the same whole count of one thing?"""
    bare = base.count and all(each.exact and each.unit for each in (base, now)) and base.value == now.value
    verb = way.start("up") if way["up"] is not None else way.start("down")
    return bare and verb == base.end and ENDED.match(text, now.end) is not None


def _report(
    passage: Passage, base: Figure, now: Figure, message: str, basis: str, computed: str | None = None
) -> Finding:
    return finding(
        passage,
        (base.start, now.end),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="direction",
        message=message,
        stated=now.text,
        computed=computed,
        basis=basis,
    )


def _printed(figure: Figure) -> bool:
    """Is it told as it is, without 余 or 以上?"""
    return not figure.vague and not figure.bound and not figure.spelled


def _clause(lead: str) -> str:
    return re.split(r"[，。；：]", lead)[-1]


RULE = Rule(
    id="direction",
    title="升降与前后两数",
    source=BASIS,
    why="前后两数有一个抄错，或者改了方向没有改数，读者一眼就看出来。",
    wrong="案卷优秀率由85.2%提高到83%",
    right="案卷优秀率由83%提高到85.2%",
    check=check,
    late=True,
)
