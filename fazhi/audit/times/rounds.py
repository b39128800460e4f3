"""Rounds made of so many places, so often, so long: 27家，每季度检查1遍，累计81家次; and of a named number of weeks or terms:
每周两次夜查，26周共夜查46次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.text import misprints, numerals
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

SENTENCE = re.compile(r"[^。；！？\n]+")
NUMBERING = re.compile(r"(?:[（(]?\d{1,2}(?:\.\d)?[.．、）)]\s*)?")
SMALL = r"[一二两三四五六七八九十]{1,3}|\d{1,3}"
RHYTHM = re.compile(
    r"(?:每个?|(?<![\d一二三四五六七八九十统唯同])一)(?P<period>两个?月|半年|学期|季度|季|月|周(?![二三四五六日末一](?![次遍轮回场期]))|星期(?![二三四五六日末一](?![次遍轮回场期]))|天|日|年)(?!度|份|来|底|共|内|以|间|级|都)(?P<deed>(?:[^，。；：\d（）]|（[社居][区委]?）){0,14}?)"
    r"(?P<times>[一二两三四五六]|\d{1,2})(?P<of>[次遍轮回场期])(?!以上|左右|以内|的)"
)
PLACES = re.compile(
    r"(?<![\d.第〔年])(?P<things>\d{1,4})(?P<thing>个(?!月|季|学期|星期|百分|小时|工作日|方面|重点环节)[\u4e00-\u9fff][区居镇道点]?|[家户名所处座支辆])"
)
OF_EACH = re.compile(r"每个?(?P<place>村|社区|乡镇|镇|街道|站|点|所|校|网格|小区|企业|工地|班)")
EVERY_SIGN = re.compile(r"每(?![逢当到])")
EACH_OF_SEVERAL = re.compile(r"分别|各(?![类项种方界])")
TIMES_TOLD = re.compile(
    rf"(?:全年|一年|年内)(?:共|累计)?[^，。；\d]{{0,6}}?(?P<times>{SMALL})[次遍轮回场期](?=[，、）])"
)
SO_LONG = re.compile(
    rf"(?P<length>{SMALL})(?:个)?(?P<unit>天|日(?=[里内共，])|周(?![一二三四五六日年岁])|星期|月(?=[里内共，累])|季度|学期)"
)
DATE = re.compile(r"(?:20\d\d年)?1?\d月(?:\d{1,2}日)?(?:[至到-](?:1?\d月)?\d{1,2}日)?")
TOTAL = re.compile(
    r"(?P<lead>全年|年内|一年来|一年下来|今年|[上下]半年|前三季度|累计|共计|合计|总计|一共|总共|(?<!公)共(?![同享建治管商性]))(?:以来)?(?:共计?|累计|合计|总计)?(?P<what>[^，。；：、\d（）]{0,10})"
    r"(?P<count>\d{1,6})(?P<unit>村（社区）次|[家户个人所处座村社点校站镇组项]?次|[遍轮回]|场次?|期)(?=[，。；、（）]|$)"
)
# How often it was to be done, or at least; and what makes the year a part of one.
MEANT = re.compile(
    r"停[开课办班]|要求|规定|应当|必须|须|计划|力争|确保|至少|最少|最低|不少于|不低于|不得少于|原则上|左右|以上|以内|不定期|制度|机制|标准|方案|将|拟|一般|基本|平均|大约|近\d|约|余|若干|或|轮流|轮换|抽[查取检]|随机|分[批级类]|视"
)
PART_OF_YEAR = re.compile(r"自|起|以来|\d月|季度|半年|暂停|停|期间|阶段|专项|汛期|暑期|寒假|假期|旺季|淡季")
# 全年检查81家次，其中二季度因疫情停检
EXCUSED = re.compile(
    r"因(?!地制宜|[素果])|疫情|(?<![违乱临])停(?![车放靠水电气泊])|合并|取消|未能|没能|未检|缺|改为|后增|新增|陆续"
)
SINCE, EVERY = re.compile(r"今年以来|截[至止]到?(?:12月|年)底"), re.compile(r"[每前][个三一]?(?:季度|半年)|[上下]半年")
HELD = re.compile(
    r"召开|开展|组织|举办|举行|进行|坚持|安排|完成|印发|编发|共|累计|先后|全年|上门|提供|落实|实施|[均都]|了"
)
DIGITS = re.compile(r"\d+")
A_YEAR = {"两月": 6, "两个月": 6, "半年": 2, "学期": 2, "季度": 4, "季": 4, "月": 12, "年": 1}
SHARES = {"前三季度": Fraction(3, 4), "上半年": Fraction(1, 2), "下半年": Fraction(1, 2)}
YEAR = re.compile("全年|年内|一年")
LENGTHS = {"日": "天", "星期": "周", "季": "季度"}
BASIS = "一年十二个月、四个季度"
"""Where the rhythm and the count are told of one deed, no list that comes out by chance excuses the count."""
STORY = 120
"""Characters before a sentence in which the places are counted that it speaks of as each one."""


@dataclass(frozen=True, slots=True)
class Round:
    """A total of rounds: where it is told, in what it was reckoned, as printed, and as reckoned."""

    passage: Passage
    span: tuple[int, int]
    words: str
    stated: int
    expected: int
    unit: str


def rounds(manuscript: Manuscript) -> Iterator[Round]:
    """Every total whose places, rhythm and length its sentence names."""
    for passage in manuscript.passages:
        text = passage.plain
        if ("每" not in text and "一" not in text) or RHYTHM.search(text) is None:
            continue
        for sentence in SENTENCE.finditer(text):
            numbered = NUMBERING.match(text, sentence.start())
            begin = sentence.start() if numbered is None else numbered.end()
            for total in TOTAL.finditer(text, begin, sentence.end()):
                found = _judged(manuscript, passage, begin, total)
                if found is not None:
                    yield found


def _judged(manuscript: Manuscript, passage: Passage, begin: int, total: re.Match[str]) -> Round | None:
    text = passage.plain
    rhythms = list(RHYTHM.finditer(text, begin, total.start()))
    rest = SENTENCE.match(text, total.end())
    if len(rhythms) != 1 or MEANT.search(text, begin, total.end()) or rest and EXCUSED.search(rest.group()):
        return None
    rhythm, end = rhythms[0], total.start("count")
    if not _same(text[begin : total.start()], total):
        return None
    told = list(TIMES_TOLD.finditer(text, rhythm.end(), end))
    lengths = [each for each in SO_LONG.finditer(text, begin, end) if not _within(each, rhythm)]
    dates = list(DATE.finditer(text, begin, end)) if lengths else []
    places = [each for each in PLACES.finditer(text, begin, end) if not any(_within(each, other) for other in told)]
    known = [rhythm, *told, *lengths, *dates, *places]
    strangers = any(not any(_within(each, other) for other in known) for each in DIGITS.finditer(text, begin, end))
    if strangers or max(len(told), len(lengths), len(places)) > 1:
        return None
    times = _periods(manuscript, text[begin:end], rhythm, told, lengths)
    if times is None or not times:
        return None
    each = numerals.counted(rhythm["times"])
    if places or OF_EACH.search(rhythm["deed"]) is not None:
        place = places[0] if places else _counted_before(text, begin, rhythm)
        return None if place is None else _of_places(passage, rhythm, total, place, each * times)
    if not lengths or len(EVERY_SIGN.findall(text, begin, end)) > 1 or total["unit"][0] != rhythm["of"]:
        return None
    if EACH_OF_SEVERAL.search(text, begin, end) is not None:
        return None
    words = f"每{rhythm['period']}{each}{rhythm['of']}，{lengths[0].group()}应为{each * times}{rhythm['of']}"
    span = (rhythm.start(), total.end())
    return Round(passage, span, words, int(total["count"]), int(each * times), total["unit"])


def _of_places(
    passage: Passage, rhythm: re.Match[str], total: re.Match[str], place: re.Match[str], times: Fraction
) -> Round | None:
    """24个村每村每天2次，22天: the product, where a whole round of places was lost or a figure slipped."""
    things, stated = int(place["things"]), int(total["count"])
    unit = total["unit"]
    of_them = unit[0] in "次场遍轮回" or any(sign in unit for sign in place["thing"].strip("个"))
    expected = things * times
    if (
        things < 2
        or times <= 1
        or expected.denominator != 1
        or not of_them
        and (place["thing"], unit) != ("名", "人次")
    ):
        return None
    # 30个村，每季度一次，全年118次: not every one need have been reached every time. 4次 is a number of rounds.
    if stated * things == expected:
        return None
    rounds_lost = stated % things == 0 and stated != things
    if stated != expected and not rounds_lost and not misprints.alike(f"{stated}", f"{expected}"):
        return None
    words = f"{place.group()}，每{rhythm['period']}{rhythm['times']}{rhythm['of']}，应为{expected}{unit}"
    apart = any(mark in rhythm.string[place.end() : rhythm.start()] for mark in "。；")
    span = (rhythm.start() if apart else min(rhythm.start(), place.start()), total.end())
    return Round(passage, span, words, stated, int(expected), unit)


def _periods(
    manuscript: Manuscript, lead: str, rhythm: re.Match[str], told: list[re.Match[str]], lengths: list[re.Match[str]]
) -> Fraction | None:
    """How many periods of the rhythm: 连续22天, 全年4次, 上半年, or all of the report's year."""
    period = LENGTHS.get(rhythm["period"], rhythm["period"])
    if lengths:
        unit = LENGTHS.get(lengths[0]["unit"], lengths[0]["unit"])
        return Fraction(numerals.counted(lengths[0]["length"])) if unit == period and not told else None
    in_year = A_YEAR.get(period)
    if in_year is None:
        return None
    words = SINCE.sub("", lead)
    if PART_OF_YEAR.search(EVERY.sub("", words)) is not None:
        return None
    whole = YEAR.search(words) is not None
    share = next((share for name, share in SHARES.items() if name in words), Fraction(1))
    if share == 1 and not whole and not manuscript.whole_year:
        # Told in 上半年工作总结 without any length, it is of the first half.
        share = next((share for name, share in SHARES.items() if name in manuscript.subject), Fraction(0))
    periods = in_year * share
    if told and Fraction(numerals.counted(told[0]["times"])) != periods * numerals.counted(rhythm["times"]):
        return None
    return periods


def _counted_before(text: str, begin: int, rhythm: re.Match[str]) -> re.Match[str] | None:
    """16个村（社区）…。顾问每月到每个村（社区）服务2次: the only number of such places told before."""
    place = OF_EACH.search(rhythm["deed"])
    name = place["place"] if place is not None else ""
    found = [
        each
        for each in PLACES.finditer(text, max(0, begin - STORY), begin)
        if each["thing"].startswith(f"个{name[0]}")
        and not text[max(0, each.start() - 4) : each.start()].endswith(("服务", "每名"))
    ]
    return found[0] if len({each["things"] for each in found}) == 1 else None


def _same(told: str, total: re.Match[str]) -> bool:
    """每周编发一期…，26周共编发28期: no other deed is named than what was told before."""
    what = HELD.sub("", total["what"])
    return not what or any(what[at : at + 2] in told for at in range(max(1, len(what) - 1)))


def _within(one: re.Match[str], other: re.Match[str]) -> bool:
    return other.start() <= one.start() and one.end() <= other.end()
