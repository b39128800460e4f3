"""Which two levels a growth compares: this period's count and its base, from the ways in which reports put them.

86件，比上年的102件下降…      5422件，比2019年增加842件，增幅…      由120项增加到156项，增长…
1036件，同比增长8.9%（上年同期955件）      186件，较2022年的210件减少24件，下降…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fazhi.audit.binding import in_list
from fazhi.audit.figures import Figure
from fazhi.audit.passages import Passage
from fazhi.audit.percentages import Percentage

DOWN = re.compile(r"下降|减少|降低|降幅|下跌|回落|压缩|缩短|缩减|压减|精简|下浮")
CHANGE = re.compile(r"(?:增加|增长|减少|下降|上升|多|少|提高|降低|增|减)了?$")
CHANGED_TO = re.compile(
    r"(?:增加|增长|减少|下降|上升|提高|降低|提升|增|减|压缩|缩短|降|升|扩大|扩展|发展)(?:到|至|为)了?"
    r"(?:目前|现在|今年|本年|20\d\d年度?)?的?$"
)
EARLIER = re.compile(
    r"去年|上年|同期|上月|上周|前年|上季度|(?:比|较|由|从)[^，。]{0,6}(?:20\d\d年|\d{1,2}月)|20\d\d年[^，。]{0,6}的$"
)
COMPARED = re.compile(r"去年|上年|同期|比|较|20\d\d年")
FROM = re.compile(r"(?:由|从)[^，。；]{0,14}$")
BRACKET = re.compile(r"^（(?:其中)?(?:去年|上年|上月|20\d\d年|同期)[^，。）\d]{0,8}$")
# What may stand between a base and its percentage; anything else is another subject (去年同期102件，办结率提高…).
VERBS = re.compile(
    r"相比|同比|环比|总体|总量|数量|增长|上升|下降|减少|增加|提高|提升|降低|增幅|降幅|涨幅|升幅|下跌|回落|攀升|压缩|压减|上涨|增|减"
    r"|了|约|近|达到?|为|超过?|有所|明显|大幅|[，的）（]"
)
THAN = re.compile(r"(?:比|较)(?:去年|上年|上一年|20\d\d年|上月|\d{1,2}月)(?:同期)?的?$")
INCREASE = re.compile(r"(?:相比)?，?(?:增加|减少|多|少|上升|下降|增长)了?")
LEAD = 24
STRETCH = 90
ADJACENT = 14


@dataclass(slots=True)
class Levels:
    """``now`` holds the counts that may be meant, the likeliest first; ``certain``: is the pairing beyond doubt?"""

    now: list[Figure] = field(default_factory=list)
    base: Figure | None = None
    certain: bool = False


def levels(claim: Percentage) -> Levels:
    """The levels that a percentage of growth compares."""
    text, sentence = claim.passage.plain, claim.sentence
    figures = [each for each in sentence.figures if each.end <= claim.figure.start and each.count]
    figures = [each for each in figures if claim.figure.start - each.end < STRETCH]
    after = next((each for each in sentence.figures if each.start > claim.figure.end), None)
    if after is not None and BRACKET.match(text[claim.figure.end : after.start]):
        return Levels(_now(claim, figures, after), after, True)
    if not figures:
        return Levels()
    last = figures[-1]
    lead = text[sentence.start : last.start]
    before = figures[-2] if len(figures) > 1 and figures[-2].kind == last.kind else None
    if before is not None and CHANGED_TO.search(lead) and FROM.search(text[sentence.start : before.start]):
        return Levels([last], before, True)
    if EARLIER.search(text[max(sentence.start, last.start - 10) : last.start]) and len(figures) == 1:
        level = _named_before(claim, last) if adjacent(claim, last) else None
        if level is not None:
            return Levels([level], last, True)
    if before is None:
        return Levels([last])
    between = text[before.end : last.start]
    if CHANGE.search(lead) and not CHANGED_TO.search(lead):
        third = figures[-3] if len(figures) > 2 and figures[-3].kind == last.kind else None
        if third is not None and EARLIER.search(text[third.end : before.start]):
            return Levels([third], before, True)
        if EARLIER.search(between) or re.search(r"同比|环比|比|较", between):
            fall = DOWN.search(lead[-6:]) is not None or lead.endswith(("少", "减", "少了", "减了"))
            return Levels([before], _minus(before, last, fall), True)
    if EARLIER.search(between) and not re.search(r"[。；]", between):
        return Levels(_now(claim, figures[:-1], last), last, adjacent(claim, last))
    lead_in = text[max(0, before.start - ADJACENT) : before.start]
    if EARLIER.search(lead_in) and not EARLIER.search(between) and re.search(r"今年|本年|本期|20\d\d年", between):
        return Levels([last], before, False)
    return Levels([last])


def differences(passage: Passage) -> Iterator[tuple[Figure, Figure, Figure]]:
    """(this period's count, base, increase) wherever all three are printed: 18起，比2022年的15起增加3起."""
    figures = passage.figures
    for now, base, change in zip(figures, figures[1:], figures[2:], strict=False):
        if not now.kind == base.kind == change.kind or not (now.exact and base.exact and change.exact and now.count):
            continue
        if now.sentence != change.sentence or now.compared or in_list(passage, now):
            continue
        between, verb = passage.plain[now.end : base.start], passage.plain[base.end : change.start]
        plainly = len(between) <= LEAD and between.count("，") == 1 and not re.search(r"[。；、]", between)
        if plainly and THAN.search(between) and INCREASE.fullmatch(verb):
            yield now, base, change


def _now(claim: Percentage, figures: list[Figure], base: Figure) -> list[Figure]:
    """This period's counts of the base's unit, totals before items of a list, the nearest first."""
    same = [each for each in reversed(figures) if each.kind == base.kind and not each.compared]
    totals = [each for each in same if not in_list(claim.passage, each)]
    return totals + [each for each in same if each not in totals]


def adjacent(claim: Percentage, base: Figure) -> bool:
    """Nothing but the verb of change stands between the base and the percentage."""
    gap = claim.passage.plain[base.end : claim.figure.start]
    return len(gap) <= ADJACENT and gap.count("，") <= 1 and not VERBS.sub("", gap)


def _named_before(claim: Percentage, base: Figure) -> Figure | None:
    """调解纠纷6368件……。调解总量较上年5920件上升…: the level of the sentence before, if only one can be meant."""
    passage = claim.passage
    clause = re.split(r"[。；，]", passage.plain[claim.sentence.start : base.start])[-1]
    subject = re.split(r"较|比|与|同", clause)[0].removesuffix("总量").removesuffix("数量").removesuffix("总数")
    if len(subject) < 2:
        return None
    earlier = [each for each in passage.sentences if each.end <= claim.sentence.start][-1:]
    figures = [each for sentence in earlier for each in sentence.figures if each.kind == base.kind and each.exact]
    named = [each for each in figures if subject[-2:] in f"{each.head}{each.tail}"]
    return figures[0] if named and named[0] is figures[0] and figures[0].period != base.period else None


def _minus(level: Figure, change: Figure, fall: bool) -> Figure:
    """The base figure from a level and its increase (or decrease)."""
    value = level.value + change.value if fall else level.value - change.value
    return Figure(
        change.start, change.end, f"{value}{level.unit}", value, max(level.step, change.step), level.unit, level.kind,
        level.vague or change.vague, level.bound or change.bound, False,
    )  # fmt: skip
