"""One level as a multiple of the other: 3860平方米，为去年2150平方米的1.8倍; 由28名增至70名，增长1.5倍; 协管员为在编人员的1.5倍.

是…的几倍 is the one divided by the other, 增长几倍 that less one: 由28名增至70名 is 2.5 times as many, and 1.5 times more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from fazhi.audit.growths import levels_said
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import finding
from fazhi.audit.text.passages import Passage

OF_BEFORE = r"(?:去年|上一?年|前一?年|20\d\d年|年初|上年末)(?:同期|全年|年?末|底)?的?"
MULTIPLE = re.compile(
    rf"(?P<words>[^。；：、\d]{{0,16}}?)(?:就|约|已|大约|正好)?(?:是|为|达到?了?|相当于)(?:了)?{OF_BEFORE}[\u4e00-\u9fff]{{0,4}}"
)
MORE = re.compile(
    r"，?(?:同比|净|实现|较上年|比上年)?(?:增长|增加|提高|扩大|上升|提升|增幅|涨幅|升幅|翻|多|增|涨)(?:了|为|达到?|约|近)*"
)
FROM = re.compile(r"(?:由|从)[^，。；：\d]{0,16}(?:(?:20\d\d|\d{1,2})[年月][末底初]?)?[^，。；：\d]{0,10}$")
# 协管员为在编人员的2.5倍
OF_EACH_OTHER = re.compile(
    r"(?:^|[，。；：])(?P<one>[\u4e00-\u9fff]{2,10}?)(?:数量|人数|总数|数|量)?(?:就|约|已|正好)?(?:是|为|达到?|相当于)(?P<other>[\u4e00-\u9fff]{2,10}?)(?:数量|人数|总数|数|量)?的(?:近|约)?$"
)
APART = re.compile(r"相差|[多少增减]了?$")
LOOSE = re.compile(r"^(?:全[省市县区镇年乡]|其中|本年)|(?:案件|事项|人员|数量|总数|人数|件数|队伍|[数类])$")
OTHER_TIME = re.compile(r"[上去前]一?年|20\d\d年|同期|年初|计划|目标|平均|标准|规定|以上|原来|过去")
LEAD, REACHED, SHORTEST, FEW = 28, 14, 2, 2
TEN, HALF = 10, Fraction(1, 2)
Pair = tuple[Figure, Figure, bool]
"""(level now, base, is it told by how much more?)"""


def multiples(passage: Passage, earlier: Sequence[Passage] = ()) -> Iterator[Finding]:
    """One finding for every such multiple that its two levels settle."""
    for times in passage.figures:
        if times.kind != "倍" or times.vague or times.bound or times.value <= 0:
            continue
        pair = (
            _changed(passage, times)
            or _of_before(passage, times)
            or _grown(passage, times, earlier)
            or _of_each_other(passage, times)
        )
        if pair is None:
            continue
        now, base, more = pair
        right = _right(times, now, base, more)
        if not right and not _slipped(times, now, base, more):
            continue
        yield _report(passage, times, pair, right)


def _right(times: Figure, now: Figure, base: Figure, more: bool) -> bool:
    less = 1 if more else 0
    return bool(rounding.fits(times.value, now.low / base.high - less, now.high / base.low - less))


def _slipped(times: Figure, now: Figure, base: Figure, more: bool) -> bool:
    """Is it the one kind of multiple said for the other, a misprint, or the base divided by the level?"""
    ratio = now.exactly / base.exactly
    meant, other = (ratio - 1, ratio) if more else (ratio, ratio - 1)
    if meant <= 0:
        return False
    inverse = base.exactly / now.exactly
    slips = (value for value in (other, inverse) if value > 0)
    # 412条，是上年206条的3倍: of two figures as small another multiple is no rounding.
    small = not more and times.value < TEN > meant and abs(times.exactly - meant) >= HALF
    return any(rounding.fits(times.value, value) for value in slips) or small or _one_digit(times, meant)


def _one_digit(times: Figure, meant: Fraction) -> bool:
    """2.5 for 1.5: of two figures one may be wrong only where both levels are told in full, which they are."""
    right = rounding.show(meant, rounding.decimals(times.value))
    printed, figures = f"{times.value:f}".replace(".", ""), f"{right:f}".replace(".", "")
    return misprints.misprinted(times.value, meant) or len(printed) >= FEW and misprints.like_count(printed, figures)


def _sound(figure: Figure) -> bool:
    return figure.count and not figure.vague and not figure.bound and figure.low > 0


def _before(passage: Passage, times: Figure) -> list[Figure]:
    return [each for each in passage.figures if each.end <= times.start and each.sentence == times.sentence]


def _changed(passage: Passage, times: Figure) -> Pair | None:
    """由上年的28名增至70名，增长1.5倍"""
    before, text = _before(passage, times)[-2:], passage.plain
    if len(before) < FEW or not all(_sound(each) for each in before) or before[0].kind != before[1].kind:
        return None
    base, now = before
    came_to = CHANGED_TO.search(text, max(0, now.start - REACHED), now.start) is not None
    if not came_to or FROM.search(text, max(0, base.start - LEAD), base.start) is None:
        return None
    return (now, base, True) if MORE.fullmatch(text, now.end, times.start) is not None else None


def _of_before(passage: Passage, times: Figure) -> Pair | None:
    """审查合同186份，镇级54份、村级132份，审查总数是上年124份的1.5倍"""
    before, text = _before(passage, times), passage.plain
    base = before[-1] if before else None
    if base is None or not _sound(base) or text[base.end : times.start] not in ("的", "的近", "的约"):
        return None
    same = [each for each in before[:-1] if each.kind == base.kind and _sound(each) and not each.compared]
    if not same:
        return None
    led = MULTIPLE.fullmatch(text, same[-1].end, base.start)
    if led is None:
        return None
    words = led["words"].strip("，的")
    if not words:
        return same[-1], base, False
    total = [each for each in same if each.value == max(one.value for one in same)]
    named = [each for each in same if words[:SHORTEST] in each.head]
    now = named[0] if named and "总" not in words else total[0] if "总" in words else None
    if now is None or named and len({each.value for each in named}) > 1 and "总" not in words:
        return None
    return now, base, False


def _grown(passage: Passage, times: Figure, earlier: Sequence[Passage]) -> Pair | None:
    """受理数较上年的416件增长1.5倍"""
    found = levels_said.named(passage, times, earlier)
    return None if found is None else (*found, True)


def _of_each_other(passage: Passage, times: Figure) -> Pair | None:
    """在编52人，另有协管员78人，协管员为在编人员的1.5倍: both are called by their names, and no other count is."""
    text = passage.plain
    named = OF_EACH_OTHER.search(text, max(0, times.start - LEAD), times.start)
    # 最多的612条、最少的148条，相差464条，前者是后者的4.1倍
    last = [each for each in _before(passage, times) if APART.search(each.head) is None][-FEW:]
    if named is not None and {named["one"], named["other"]} == {"前者", "后者"} and len(last) == FEW:
        # 今年240件，去年200件，前者是后者的1.2倍
        former, latter = last if named["one"] == "前者" else reversed(last)
        sound = all(_sound(each) and each.exact for each in last) and former.kind == latter.kind
        return (former, latter, False) if sound else None
    if named is None or OTHER_TIME.search(named.group()) is not None:
        return None
    before = [each for each in passage.figures if each.end <= named.end() and times.sentence - each.sentence <= 1]
    one, other = (_called(before, named[each]) for each in ("one", "other"))
    if one is None or other is None or one.kind != other.kind or one.value == other.value:
        return None
    return one, other, False


def _called(counts: list[Figure], name: str) -> Figure | None:
    core = LOOSE.sub("", LOOSE.sub("", name))
    if len(core) < SHORTEST:
        return None
    found = [each for each in counts if _sound(each) and each.exact and not each.compared]
    found = [each for each in found if each.head.endswith((core, name)) or each.tail.startswith((core, name))]
    return found[-1] if len({each.value for each in found}) == 1 else None


def _report(passage: Passage, times: Figure, pair: Pair, right: bool) -> Finding:
    now, base, more = pair
    ratio = now.exactly / base.exactly
    places = max(1, rounding.decimals(times.value))
    computed = rounding.show(ratio - 1 if more else ratio, places)
    start = base.start if base.sentence == times.sentence and times.clause - base.clause <= 1 else times.start
    formula = f"{now.text}÷{base.text}＝{rounding.show(ratio, places)}倍"
    said = f"即增长{computed}倍，" if more else ""
    message = f"{formula}，{said}{'相符' if right else f'文中写{times.text}'}。"
    return finding(
        passage,
        (start, times.end),
        kind=Kind.GROWTH,
        verdict=Verdict.RIGHT if right else Verdict.WRONG,
        rule="growth",
        message=message,
        stated=times.text,
        computed=computed,
        basis="" if right else "倍数＝本期数÷基期数；增长倍数＝倍数－1",
    )
