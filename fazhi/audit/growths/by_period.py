"""Levels of a change that are told apart by the periods they are given for.

2023年188场，2024年235场，较2023年增长…      上半年298宗，下半年209宗，下半年较上半年下降…      与去年同期的1358件次比，下降…
"""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import in_list
from fazhi.audit.text.passages import Passage, Sentence

NAME = r"(?:20\d\d年|去年|上年|上一年|前年|上个?月|上周|上季度|上半年|下半年|第?[一二三四]季度|1?\d月份?)(?:度|同期|全年|末|底)?"
# 较2023年恰好增长, 比二季度: the base is only named.
NAMED = re.compile(rf"(?:比|较|同|与|和)(?:今年|本年)?(?P<base>{NAME})的?(?:相?比|相较)?，?[^，。；、\d]{{0,8}}$")
# 三季度环比二季度, 下半年较上半年: this period is named as well.
BOTH = re.compile(
    rf"(?P<now>{NAME})(?:同比|环比)?(?:比|较|同|与|和)?(?P<base>{NAME})(?:相?比|相较)?[^，。；、\d]{{0,8}}$"
)
OPENED = re.compile(r"(?P<now>第?[一二三四]季度|1?\d月份?)[^，。；：\d]{1,12}，")
THAN_ONLY = re.compile(rf"(?:但|环比)?(?:比|较)(?:今年)?{NAME}(?:环比)?[^，。；、\d]{{1,6}}")
ALONE = re.compile(r"(?P<now>第?[一二三四]季度)(?:同比|环比)[^，。；、\d]{0,8}$")
MONTH_ALONE = re.compile(r"^(1?\d)月份?环比[^，。；、\d]{0,8}$")
# 三季度受高温、汛期影响，诉求量环比上升16.0%: the quarter with which the part of the sentence begins.
# 秋季入学 is no quarter; 环比二季度 names the base as well.
LED = re.compile(
    r"^(?P<now>第?[一二三四]季度)(?:[^。；\d季]|[春夏秋冬旺淡]季){1,40}环比(?P<base>第?[一二三四]季度)?[^，。；、\d]{0,8}$"
)
# 三季度新生入学集中到来，量最大，比二季度增长: both are named, with what happened between them.
LED_THAN = re.compile(
    r"(?P<now>第?[一二三四]季度)[^。；\d季]{1,48}，(?:比|较)(?P<base>第?[一二三四]季度)[^，。；、\d]{0,8}"
)
# ，三季度为全年高峰，占全年的31.6%，较二季度多9件: both are named, with the share of the one between.
SHARED = re.compile(
    r"(?<=[，。；])(?P<now>第?[一二三四]季度)[^，。；：、\d]{1,12}，约?占[^，。；\d]{0,8}\d[\d.]*%，(?:比|较)(?P<base>第?[一二三四]季度)"
)
FOREMOST = re.compile(SHARED.pattern + r"[^，。；、\d]{0,8}$")
# 年末在册30人，较年初上升
SINCE_OPENING = re.compile(r"^(?:比|较|同|与)(?:年初|期初)(?:时|数)?(?:相比|相较)?[^，。；、\d]{0,6}$")
OPENED_WITH = re.compile(r"(?:年初|期初)")
CLOSED_WITH = re.compile(r"(?:年末|年底|期末|目前|现)")
MONTH = re.compile(r"1?\d月份?")
ORDER = "一二三四"
# As they are folded.
NEIGHBOURS = frozenset(
    [("上半", "下半"), *((f"{one}季", f"{two}季") for one, two in pairwise(ORDER))]
    + [(f"{one}月", f"{one + 1}月") for one in range(1, 12)]
)
CHAINED = re.compile(r"^环比[^，。；、\d]{0,8}$")
# 与去年同期的1358件次比, with the number.
BESIDE = re.compile(r"^(?:相比|比|相较)[^，。；\d]{0,4}，?[^，。；、\d]{0,6}$")
BEFORE = re.compile(r"(?:与|同|和|比|较)[^，。；\d]{0,10}$")
CLAUSE = re.compile(r"[，。；：]")
PERIOD = re.compile(NAME + r"|[为是有仅约达共的，而]")
FARTHEST = 140
SHORTEST = 2
FOLDED = re.compile(r"^第|年$|份$|度$|同期$|全年$|末$|底$")


def folded(period: str) -> str:
    """2023年 and 2023, 去年同期 and 去年 are one period."""
    return FOLDED.sub("", FOLDED.sub("", period)).replace("上年", "去年").replace("上一年", "去年")


def _period(figure: Figure) -> str:
    """5月201件次、6月188件次: of a month that stands right before its count as well."""
    alone = MONTH.fullmatch(figure.head) is not None and not figure.period
    return folded(figure.head if alone else figure.period)


def pair(passage: Passage, sentence: Sentence, figure: Figure) -> tuple[Figure, Figure] | None:
    """(this period's count, its base) where the words before a change name their periods and each has just one count."""
    text = passage.plain
    clause = CLAUSE.split(text[sentence.start : figure.start])[-1]
    month = MONTH_ALONE.search(clause)
    if month is not None and int(month[1]) > 1:
        # 各月分别为：…11月10318件，12月11340件。…。12月环比上升9.9%
        counts = [each for each in passage.figures if each.end <= sentence.start and each.count and not each.vague]
        counts = [each for each in counts if figure.start - each.end < 2 * FARTHEST]
        return _of_names(passage, counts, f"{int(month[1]) - 1}月", f"{month[1]}月")
    begin = max(sentence.start, text.rfind("；", sentence.start, figure.start) + 1)
    both = BOTH.search(clause) or LED_THAN.fullmatch(text, begin, figure.start)
    both, named = both or FOREMOST.search(text, begin, figure.start), NAMED.search(clause)
    led = LED.search(text[begin : figure.start])
    alone = ALONE.search(clause) or led
    counts = [each for each in passage.figures if each.end <= figure.start and each.count and not each.vague]
    counts = _without_steps(counts)
    # 5月201件、6月188件……。主要原因是……。6月比5月下降: both are named, so that they may stand farther off.
    far, back = (2 * FARTHEST, 2) if both is not None or alone is not None else (FARTHEST, 1)
    counts = [each for each in counts if figure.start - each.end < far and figure.sentence - each.sentence <= back]
    if led is not None and led["base"] and both is None:
        return _of_names(passage, counts, folded(led["base"]), folded(led["now"]))
    if both is not None or named is not None:
        match = both or named
        assert match is not None
        opening = _opening(text[begin : figure.start], clause) if both is None else None
        if opening is not None:
            counts = [each for each in passage.figures if each.end <= begin and each.count and not each.vague]
            counts = [each for each in _without_steps(counts) if figure.start - each.end < 2 * FARTHEST]
            return _of_names(passage, counts, folded(match["base"]), opening)
        opened = figure.start - len(clause) + match.start()
        if match.re not in (LED_THAN, FOREMOST) and any(each.start >= opened for each in counts):
            return None
        # 5月93件，6月79件，其中6月份婚姻纠纷有所回落，比5月份下降: said of some of them
        if counts and both is None and "其中" in text[counts[-1].end : figure.start - len(clause)]:
            return None
        return _of_names(passage, counts, folded(match["base"]), folded(both["now"]) if both is not None else None)
    since = SINCE_OPENING.search(clause)
    if since is not None:
        return _opened_and_closed(counts)
    if alone is not None:
        return _neighbour(counts, folded(alone["now"]))
    if CHAINED.search(clause) is not None and len(counts) > 1 and _follows(counts[-2], counts[-1]):
        return counts[-1], counts[-2]
    return _beside(passage, figure, counts)


def _follows(one: Figure, two: Figure) -> bool:
    """5月862件，6月935件; 一季度…，二季度…; 上半年…，下半年…: is the second the period right behind the first?"""
    first, second = _period(one).rstrip("份"), _period(two).rstrip("份")
    if one.kind != two.kind or one.compared or two.compared:
        return False
    return (first, second) in NEIGHBOURS


def _without_steps(counts: list[Figure]) -> list[Figure]:
    """分别为671件、763件、842件，分别净增92件、79件: how many more is no level, nor what stands beside it."""
    levels, step = list[Figure](), None
    for each in counts:
        beside = step is not None and step.end + 1 == each.start and step.kind == each.kind
        if CHANGE.search(each.head) is not None or beside and not each.head:
            step = each
        else:
            levels.append(each)
    return levels


def _opening(before: str, clause: str) -> str | None:
    """6月份有所回落，比5月份下降15.1%: what the sentence opens with is this period, if the base is named alone behind it."""
    opened = OPENED.match(before)
    if opened is None or THAN_ONLY.fullmatch(clause) is None or len(before) - len(clause) != opened.end():
        return None
    return folded(opened["now"])


def _opened_and_closed(counts: list[Figure]) -> tuple[Figure, Figure] | None:
    """年初在册28人，……，年末在册30人: the one level of each."""
    first = [each for each in counts if OPENED_WITH.match(each.head)]
    last = [each for each in counts if CLOSED_WITH.match(each.head)]
    if len(first) != 1 or len(last) != 1 or first[0].kind != last[0].kind or last[0] is not counts[-1]:
        return None
    return (last[0], first[0]) if first[0].start < last[0].start else None


def _neighbour(counts: list[Figure], now: str) -> tuple[Figure, Figure] | None:
    """三季度1386件，四季度1503件，四季度环比上升…: the one count of the period before."""
    levels = [each for each in counts if folded(each.period) == now]
    if not levels or not now or now[0] not in ORDER[1:]:
        return None
    before = ORDER[ORDER.index(now[0]) - 1] + now[1:]
    bases = [each for each in counts if folded(each.period) == before and each.kind == levels[-1].kind]
    if len({each.value for each in levels}) != 1 or len({each.value for each in bases}) != 1:
        return None
    return (levels[-1], bases[-1]) if _of_one_thing(levels[-1], bases[-1]) else None


def _of_names(passage: Passage, counts: list[Figure], base: str, now: str | None) -> tuple[Figure, Figure] | None:
    bases = [each for each in counts if _period(each) == base and not each.compared]
    bases = [
        each for each in bases if passage.plain.rfind("（", 0, each.start) <= passage.plain.rfind("）", 0, each.start)
    ]
    if not bases:
        return None
    found = [each for each in bases if each.sentence == bases[-1].sentence]
    if now is not None:
        levels = [each for each in counts if _period(each) == now and each.kind == found[-1].kind]
        levels = levels or _of_own_year(passage, counts, now)
    else:
        levels = [each for each in counts if _period(each) != base and each.kind == found[-1].kind]
        levels = [each for each in levels if each.start > found[-1].start] or levels
    found = [each for each in found if levels and each.kind == levels[-1].kind]
    if len({each.value for each in found}) != 1 or not levels:
        return None
    levels = [each for each in levels if each.sentence == levels[-1].sentence and not each.compared]
    if len({each.value for each in levels}) != 1 or not _of_one_thing(levels[-1], found[-1]):
        return None
    return levels[-1], found[-1]


def _of_own_year(passage: Passage, counts: list[Figure], now: str) -> list[Figure]:
    """2022年至2024年分别受理671件、763件、842件 in a report on 2024: the last of the row bears no year of its own."""
    if now != passage.now:
        return []
    before = f"{int(now) - 1}"
    return [
        new for old, new in pairwise(counts)
        if old.period == before and not new.period and old.end + 1 == new.start and old.kind == new.kind
    ]  # fmt: skip


def _of_one_thing(now: Figure, base: Figure) -> bool:
    """Have both the same words beside their periods, or one of them none?"""
    words, others = (PERIOD.sub("", each.head) for each in (now, base))
    if min(len(words), len(others)) < SHORTEST:
        return True
    return any(words[at : at + 2] in others for at in range(len(words) - 1))


def _beside(passage: Passage, figure: Figure, counts: list[Figure]) -> tuple[Figure, Figure] | None:
    """登记1246件次。与去年同期的1358件次比，同比下降…: the count before that stands for no other period."""
    text = passage.plain
    if not counts or BESIDE.search(text[counts[-1].end : figure.start]) is None:
        return None
    base = counts[-1]
    if BEFORE.search(text[max(0, base.start - 14) : base.start]) is None:
        return None
    levels = [
        each for each in counts[:-1] if each.kind == base.kind and not each.compared and each.period != base.period
    ]
    # 办理事项11906件，其中社会保障5246件、民政救助3187件。同上年的10872件相比: the total, not its parts.
    levels = [each for each in levels if not in_list(passage, each)] or levels
    if len({each.value for each in levels}) != 1:
        return None
    return levels[-1], base
