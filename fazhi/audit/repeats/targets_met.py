"""What was reached of a target, against the body: 投诉办结率：目标值98.0%，完成值98.3%, where 受理投诉……办结率99.1%.

A line that sets target and result side by side names the result; where the body has but one number by that name, the two are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BASIS = "目标完成情况与正文所写的同一数量只能有一个值"
NAMED = re.compile(
    r"(?:^|[•。；])(?:\d{1,2}[.、．])?\s*(?P<name>[\u4e00-\u9fff“”（）]{3,16})[：，]?(?:年度|全年)?(?:目标|任务|计划|指标)(?:值|数|任务)?(?:为|是)?$"
)
REACHED = re.compile(r"(?:以上|以下)?[，、；](?:全年|年度)?(?:实际)?(?:完成|达到|实绩|实现)(?:值|数)?(?:为|是|了)?")
AIMED = re.compile(r"目标|任务|计划")
EARLIER = re.compile(r"上一?年|[去前]年|同期")
STOPS, CLAUSE = "。；•", re.compile(r"[，。；]")
ALL = re.compile(r"全年|本年|共|累计|合计|总")
BESIDE, LEAD, RATE = 12, 40, 3


def targets_met(manuscript: Manuscript) -> Iterator[Level]:
    """Every result that is not the body's, and the one of the body."""
    for passage in manuscript.passages:
        for target, result in pairwise(passage.figures):
            if target.kind != result.kind or result.vague or result.bound:
                continue
            named = None
            if REACHED.fullmatch(passage.plain, target.end, result.start) is not None:
                named = NAMED.search(passage.plain[max(0, target.start - LEAD) : target.start])
            found = {} if named is None else _in_body(manuscript, passage, result, named["name"])
            if len(found) == 1 and result.value not in found:
                yield Level(passage, result, *next(iter(found.values())))


def _in_body(
    manuscript: Manuscript, passage: Passage, result: Figure, name: str
) -> dict[Decimal, tuple[Passage, Figure]]:
    """The numbers of the body that bear the name, by their value."""
    found: dict[Decimal, tuple[Passage, Figure]] = {}
    for there in manuscript.passages:
        if there is passage or there.paragraph.place == "table":
            continue
        for each in there.figures:
            if each.kind != result.kind or each.unit != result.unit or not _sound(manuscript, there, each):
                continue
            if _rate(there, each, name) if each.percent else _count(there, each, name):
                found.setdefault(each.value, (there, each))
    return found


def _sound(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """Of now, and neither a target nor a change."""
    of_now = figure.period in ("", str(manuscript.year))
    if figure.vague or figure.bound or figure.compared or not of_now or past(figure, str(manuscript.year or "")):
        return False
    begun = max(passage.plain.rfind(mark, 0, figure.start) for mark in STOPS) + 1
    if EARLIER.search(passage.plain, begun, figure.start) is not None or CHANGE.search(figure.head) is not None:
        return False
    return AIMED.search(passage.plain, max(0, figure.start - BESIDE), figure.start) is None


def _rate(passage: Passage, figure: Figure, name: str) -> bool:
    """办结率99.1% for 投诉办结率, where 投诉 is spoken of before."""
    if not name.endswith("率"):
        return False
    common = next((size for size in range(len(name), RATE - 1, -1) if figure.head.endswith(name[-size:])), 0)
    rest, before = name[: len(name) - common], passage.plain[: figure.start]
    return common > 0 and (rest in before or all(rest[at : at + 2] in before for at in range(0, len(rest), 2)))


def _count(passage: Passage, figure: Figure, name: str) -> bool:
    """全年普法宣传42场 for 普法宣传: the very name, and a word that it is all of them."""
    behind = CLAUSE.split(passage.plain[figure.end : figure.end + BESIDE].lstrip("："))[0]
    words = f"{figure.head}|{behind}"
    return name in words and ALL.search(words) is not None and "其中" not in figure.head
