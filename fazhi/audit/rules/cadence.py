"""A stated rhythm against the count of the year: 每季度一次 ↔ 4次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, numerals
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.times.each_place import each_place
from fazhi.audit.times.rounds import BASIS, rounds

Told = tuple[Passage, tuple[int, int], Finding]
"""A finding with its passage and its span there, by the end of which two readings of one count are known."""
CADENCE = re.compile(
    r"每个?(?P<period>两个?月|半月|半年|季度|季|月|周[一二三四五]?|年)(?P<day>\d{1,2}[日号])?(?:至少|定期|固定|集中)*"
    r"(?:一(?P<deed>调度|通报|会商|研判|点评|督[查导办]|例会|检查|分析|排查|汇报|议事|培训|演练|主题|讲评)|(?P<verb>[\u4e00-\u9fff、]{0,20}?)(?P<times>[一二两三四]|\d{1,2})[次场期轮遍回]次?)?"
    r"(?P<between>[^。；]{0,40}?)(?P<lead>全年|一年下来|一年来|今年|[上下]半年|前三季度|共|累计|先后|年内|(?<=，)合?计)(?P<what>[^，。；\d]{0,10}?)"
    r"(?P<count>\d+|[一二两三四五六七八九十]{1,3}(?=[次场期轮遍回]))(?P<vague>余)?(?P<unit>次|场|期|轮|遍|回)(?=(?P<tail>[\u4e00-\u9fff]{0,10}))"
)
# 联席机制全年运行26次，每月两次: the rhythm says how the count came about.
APPOSED = re.compile(
    r"(?:全年|年内|一年)(?P<what>[^，。；：\d]{0,12})(?P<count>\d{1,3})(?P<unit>次|场|期)[，（](?:坚持|基本|即|平均)?"
    r"每(?P<period>两个?月|半月|半年|季度|季|月|周)(?P<times>[一二两三四]|\d)[次场期](?=[，。；、）])"
)
# 按照每季度一次的频次，组织实战比武4次; 走进园区开展活动12次，每月一次: in a report on all the year.
BY_RHYTHM = re.compile(
    r"按照?每个?(?P<period>两个?月|半月|半年|季度|季|月)(?:不少于)?(?P<times>[一二两三四1-4])[次场期轮]次?的(?:要求|频次|频率|安排|节奏|标准|原则)，"
    r"[^，。；\d]{0,24}?(?P<count>\d{1,3})(?P<unit>次|场|期|轮)(?=[，。；、（])"
)
THEN_RHYTHM = re.compile(
    r"(?<![\d.])(?P<count>\d{1,3})(?P<unit>次|场|期|轮)，(?:坚持|基本|即)?每(?P<period>两个?月|半月|半年|季度|季|月)(?P<times>[一二两三四1-4])[次场期](?=[，。；、）])"
)
# 对26家重点企业每季度检查一遍，全年检查104家次: so many, each so often.
EVERY_ONE = re.compile(
    r"(?<![\d.])(?P<things>\d{1,4})(?P<thing>[家户个名所处座])[^，。；：、\d]{0,20}，?[^，。；：、\d]{0,4}每个?(?P<period>半年|季度|季|月)"
    r"[^，。；：、\d]{0,8}?(?P<times>[一两二1-4])[次遍轮][^，。；：、\d]{0,8}，(?:全年|一年来|年内|今年)(?:共|累计)?[^，。；：、\d]{0,10}"
    r"(?P<count>\d{1,5})(?P<unit>[家户个人所处座]?次)(?=[，。；（])"
)
# 制度规定每季度召开1次, 每月至少1次, 每月1次以上: how often it was to be done, not how often it was.
TO_BE_DONE = re.compile(
    r"要求|规定|不少于|不低于|(?<=[次场期遍轮回])以上|应当|(?<![响反适供相对回感知])应(?![急对用诉付邀届聘变征有知会])|须|计划|力争|至少|定期"
)
# Of several places, each so often: in the clause of the rhythm or behind it.
OF_SEVERAL = re.compile(r"分别|各(?![类项种方界])|每个?[村站所社人名]|到[村点岗]|驻")
# 每年递增6场，合计240场: by how much it grew, and no rhythm.
BY_SO_MUCH = re.compile(r"递[增减]|[增减]加?$|增长|下降|[多少]$")
SET_UP = re.compile(r"制度|机制|原则")
KEEPING, LEAD = re.compile(r"(?:坚持|落实|执行)(?:了|好)?$"), 4
WHOLE_YEAR = ("全年", "一年下来", "一年来", "年内", "今年")
SINCE = re.compile(r"今年以来|截[至止]到?(?:12月|年)底")
PART_OF_YEAR = re.compile(
    r"自(?![查评纠治学检我主觉愿然身媒建办强信律首由动])|(?<![发引一提了掀兴唤合连联建])起(?![草诉立来点])|以来|\d月|季度|半年|暂停|停"
)
HALF = re.compile(r"(?<!每)[上下]半年")
THREE_QUARTERS = "前三季度"
WHOLE = re.compile(r"每个?(?:季度|半年)|[上下]半年|前三季度")
DIGIT = re.compile(r"\d")
PART_OF_REPORT = re.compile(r"半年|季度|\d月|月份|阶段")
WEEKS = 2
SEVERAL = 4
"""So many times a rhythm is that of so many places."""
MOST_TIMES = 4
RHYTHMS = frozenset((1, 2, 3, 4, 6, 12, 24))
"""What a year has of some rhythm, and one more slip that a quarterly count invites."""
KEPT = re.compile(
    r"，(?:一次(?:不落|没落|也没[有落]?[下少]?|未落|没断)|从未间断|从不间断|雷打不动|次次不落|场场不落|一期不落)"
)
EXCUSED = re.compile(r"（[^（）]{0,20}(?:因|合并|停|取消|改)")
HOLD = re.compile(r"召开|开展|组织|举办|举行|进行|坚持|安排|完成|印发|编发|共|累计|先后|全年|了")
"""What is said of any meeting: that they were held does not show them to be the same."""
A_YEAR = {"两月": 6, "两个月": 6, "半月": 24, "半年": 2, "季度": 4, "季": 4, "月": 12, "周": 52, "年": 1}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Rhythm and count of one sentence. More or fewer meetings than planned is possible: no more than a hint, unless the
    rhythm is told as what was done, or only tells how the count came about."""
    if "每" not in manuscript.text:
        return
    # A count that a plainer reading settled is not told of twice.
    settled: set[tuple[int, int]] = set()
    for reading in (_apposed, _every_one, _rounds, _of_the_report, _of_the_year):
        for passage, span, result in reading(manuscript):
            if (passage.index, span[1]) not in settled:
                settled.add((passage.index, span[1]))
                yield result


def _of_the_year(manuscript: Manuscript) -> Iterator[Told]:
    """每季度召开1次专题会议，全年共召开2次"""
    for passage, match, offset in manuscript.matches(CADENCE, having="每"):
        if "每" in match["between"]:
            continue  # 由每年一次改为每季度一次，全年四次
        if BY_SO_MUCH.search(match["verb"] or "") is not None:
            continue
        period = "周" if match["period"].startswith("周") else match["period"]
        each = 1 if match["times"] is None else _number(match["times"])
        span = (match.start() - offset, match.end() - offset)
        words = _words(passage, span)
        # 每月1次，共6次: in a report on half a year that says nothing of another stretch
        half = HALF.search(manuscript.title) is not None and not any(one in words for one in WHOLE_YEAR)
        stretch, part = _stretch(f"上半年{words}" if half else words, A_YEAR[period])
        expected, stated = int(A_YEAR[period] * each * part), _number(match["count"])
        # 每月13场，全年共146场: how the count came about.
        at_once = each > MOST_TIMES and match["between"] == "，" and misprints.like_count(f"{stated}", f"{expected}")
        close = stated in RHYTHMS or at_once or _near(stated, expected) and _of_the_same(match)
        sure = close and _of_all_year(manuscript, passage, match, span)
        # 全年3次，一次不落: told as kept without fail.
        sure = sure and EXCUSED.match(passage.plain, span[1]) is None
        sure = sure or close and stated < expected and KEPT.match(passage.plain, span[1]) is not None
        if not sure and expected and stated >= SEVERAL * expected and not stated % expected:
            continue  # 对所负责的每个村每月到现场1次，全年216次: of 18 of them
        rhythm = f"每{match['period']}{each}次，{stretch}应为{expected}次"
        yield _told(passage, span, rhythm, (stated, expected, match["unit"]), sure)


def _stretch(words: str, times: int) -> tuple[str, Fraction]:
    """Of which part of a year a count is told, and how much of it that is; ``times``: how often a year has the rhythm."""
    if THREE_QUARTERS in words and times % 4 == 0:
        return THREE_QUARTERS, Fraction(3, 4)
    if HALF.search(words) is not None and times > 1:
        return "半年", Fraction(1, 2)
    return "一年", Fraction(1)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else numerals.read(words) or 0


def _near(stated: int, expected: int) -> bool:
    """Neither half of it nor twice: of something told that often."""
    return expected < 2 * stated < 4 * expected


def _told(
    passage: Passage, span: tuple[int, int], rhythm: str, counts: tuple[int, int, str], sure: bool = True
) -> Told:
    """What a rhythm says of a count; ``counts``: (as printed, as it should be, their unit)."""
    stated, expected, unit = counts
    wrong = stated != expected and sure
    message = (
        f"{rhythm}，相符。"
        if stated == expected
        else f"{rhythm}，文中写{stated}{unit}{'。' if sure else '；若属实请说明。'}"
    )
    result = finding(
        passage,
        span,
        kind=Kind.SUM,
        verdict=Verdict.RIGHT if stated == expected else Verdict.WRONG if wrong else Verdict.HINT,
        rule="cadence",
        message=message,
        stated=f"{stated}{unit}",
        computed=Decimal(expected),
        basis=BASIS if wrong else "",
    )
    return passage, span, result


def _words(passage: Passage, span: tuple[int, int]) -> str:
    """The words up to the count, from where its part of the sentence begins."""
    begin = max(passage.plain.rfind(mark, 0, span[0]) for mark in "。；") + 1
    return passage.plain[begin : span[1]]


def _of_all_year(manuscript: Manuscript, passage: Passage, match: re.Match[str], span: tuple[int, int]) -> bool:
    """Is the rhythm told as what was done all the year, and the count as that of all the year?

    In clean reports no count of the year differs from such a rhythm by being that of another one.
    """
    words = _words(passage, span)
    title = manuscript.passages[0]
    if passage is not title and "今年" in words and "全年" not in words and PART_OF_REPORT.search(title.plain):
        return False  # 今年以来召开2次, in a report on half a year
    words = SINCE.sub("全年", words)
    deed = match["deed"]
    named = match["times"] or match["day"] or deed is not None and deed in match["what"] + match["tail"]
    said = bool(named) and match["vague"] is None and not match["period"].startswith("周")
    year = any(each in words for each in (*WHOLE_YEAR, THREE_QUARTERS)) or HALF.search(words) is not None
    # 每月2次，共22次: in a report on a year, and at once behind the rhythm.
    year = year or manuscript.whole_year and match["between"] == "，" and not PART_OF_REPORT.search(title.plain)
    whole = year and PART_OF_YEAR.search(WHOLE.sub("", words)) is None
    # 落实会前学法制度，每月学法1次 is told of what was done; 实行每季度1次的会议制度 is not.
    clause = words[max(words.rfind("，", 0, words.rfind(match[0][:3])), 0) :]
    # 坚持每月1次接访日制度，全年接访11次: what is kept was done, whatever set it up.
    kept = KEEPING.search(passage.plain, max(0, span[0] - LEAD), span[0]) is not None
    near = words[words.rfind("，", 0, max(words.rfind(match[0][:3]), 0)) + 1 :]
    meant = TO_BE_DONE.search(words) or OF_SEVERAL.search(near) or SET_UP.search(clause) and not kept
    return said and whole and not meant and DIGIT.search(SINCE.sub("", match["between"])) is None


def _of_the_same(match: re.Match[str]) -> bool:
    """每月组织一次集中学法，全年组织集中学法11次: is the count, by its own words, one of what the rhythm is told of?

    每季度召开一次例会，全年开展培训5次 is of something else.
    """
    of_rhythm = f"{match['deed'] or ''}{match['verb'] or ''}{match['between']}"
    what = HOLD.sub("", match["what"])
    if what and what[-2:] not in of_rhythm:
        return False  # 每月一次业务例会，全年开展业务培训14期: the last word says of what the count is
    for words in (what, HOLD.sub("", match["tail"])):
        if words and not any(words[at : at + 2] in of_rhythm for at in range(max(1, len(words) - 1))):
            return False
    return True


def _apposed(manuscript: Manuscript) -> Iterator[Told]:
    """全年运行26次，每月两次: here the rhythm is told of what was done, so it proves the count."""
    for passage, match, offset in manuscript.matches(APPOSED, having="每"):
        start = match.start() - offset
        begin = max(passage.plain.rfind(mark, 0, start) for mark in "。；") + 1
        if PART_OF_YEAR.search(passage.plain, begin, start) or PART_OF_YEAR.search(match["what"]):
            continue
        expected, stated = A_YEAR[match["period"]] * _number(match["times"]), int(match["count"])
        if match["period"] == "周" and abs(stated - expected) <= WEEKS:
            expected = stated
        rhythm = f"每{match['period']}{match['times']}次，一年{expected}次"
        yield _told(passage, (start, match.end() - offset), rhythm, (stated, expected, match["unit"]))


def _every_one(manuscript: Manuscript) -> Iterator[Told]:
    """26家，每季度一遍，全年78家次: the product of how many and how often, where a whole round was lost or a figure slipped."""
    for passage, match, offset in manuscript.matches(EVERY_ONE, having="每"):
        things, stated = int(match["things"]), int(match["count"])
        expected = things * A_YEAR[match["period"]] * _number(match["times"])
        if things < 2 or stated * things == expected:
            continue  # 法律顾问2名，每月坐班两次，全年24次: the rhythm is that of all of them
        # 指导30个村，每季度一次，全年118次: not every one need have been reached every time.
        lost = stated % things == 0 and stated != things or misprints.alike(f"{stated}", f"{expected}")
        if stated != expected and not lost or TO_BE_DONE.search(match[0]) or OF_SEVERAL.search(match[0]):
            continue
        rhythm = f"{things}{match['thing']}每{match['period']}{match['times']}次，一年{expected}{match['unit']}"
        span = (match.start() - offset, match.end() - offset)
        yield _told(passage, span, rhythm, (stated, expected, match["unit"]))


def _rounds(manuscript: Manuscript) -> Iterator[Told]:
    """27家，每季度检查1遍，累计81家次; 坚持每周两次夜查，26周共夜查46次"""
    for each in (*rounds(manuscript), *each_place(manuscript)):
        sure = EXCUSED.match(each.passage.plain, each.span[1]) is None
        yield _told(each.passage, each.span, each.words, (each.stated, each.expected, each.unit), sure)


def _of_the_report(manuscript: Manuscript) -> Iterator[Told]:
    """按照每季度一次的频次，组织比武3次: told in a report on a year, of which no other stretch is named beside it."""
    if manuscript.year is None or PART_OF_REPORT.search(manuscript.passages[0].plain):
        return
    for pattern in (BY_RHYTHM, THEN_RHYTHM):
        for passage, match, offset in manuscript.matches(pattern, having="每"):
            span = (match.start() - offset, match.end() - offset)
            words = SINCE.sub("", _words(passage, span))
            expected, stated = A_YEAR[match["period"]] * _number(match["times"]), int(match["count"])
            other = PART_OF_YEAR.search(WHOLE.sub("", words)) or HALF.search(words)
            if other or "每" in words.replace(match[0], "") or not _near(stated, expected):
                continue
            rhythm = f"每{match['period']}{match['times']}次，一年{expected}次"
            yield _told(passage, span, rhythm, (stated, expected, match["unit"]))


RULE = Rule(
    id="cadence",
    title="频次与次数",
    source="一年十二个月、四个季度",
    why="制度写“每季度一次”，总结写“全年2次”，上级一眼可见。",
    wrong="每季度召开1次专题会议，全年共召开2次",
    right="每季度召开1次专题会议，全年共召开4次",
    check=check,
)
