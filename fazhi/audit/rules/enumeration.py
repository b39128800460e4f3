"""县、乡、村四级; 党建、综治、应急三大…; 由总体情况、……六部分组成: how many a list is said to name, and how many it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.sums.foremost_lists import foremost_lists
from fazhi.audit.text import numerals
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

# Not 第三类, 前三类, 二十类.
NUMBER = r"(?P<number>[两二三四五六七八九十]|[2-9])(?<![一二三四五六七八九十百\d第前后每各余].)"
LEVEL = (
    r"(?:国家|中央|自治区|街道|乡镇|镇街|街镇|乡（镇）|镇（街道?）|镇（乡）|村（社区）|社区（村）|村社区|村社|村居|社区"
    r"|网格|小组|村组|[省市州县区旗乡镇街村组屯户])"
)
LEVELS = re.compile(
    rf"(?<![、和及与省市州县区旗乡镇街村组屯户社])(?P<list>{LEVEL}(?:[、和及与]{LEVEL}){{1,5}}){NUMBER}级(?!以[上下]|别)"
)
# 县乡村三级 is written without marks as well.
TOGETHER = re.compile(
    rf"(?<![、全各部厅局委院所队园省市州县区旗乡镇街道社居村组屯户])(?P<list>[省市县乡镇村组]{{2,6}}){NUMBER}级(?!以[上下]|别)"
)
ONE_LEVEL = ("乡镇", "村组", "村镇", "镇村")
"""Two characters that may be one level."""
PARTS = re.compile(rf"(?<=[\u4e00-\u9fff])(?P<open>等)?共?{NUMBER}(?:个|大)?部分(?:组成|构成)?(?=[，。；\n]|$)")
OF_PARTS = re.compile(r"(?:由|包括|包含|分为|分|含)(?P<list>[^，。；：]{4,400})$")
# Pieces that end so are items of their own; 被申请行政复议、提起行政诉讼情况 are one.
ITEM = re.compile(r"(?:情况|事项|问题|概述|附表|安排|打算|计划|建议|分析|措施)$")
KINDS = re.compile(rf"{NUMBER}(?<=[\u4e00-\u9fff”》].)大?类(?!以[上下]|型|会|于|约|概|量|部分|多数|家|户)")
GREAT = re.compile(
    rf"{NUMBER}(?<=[\u4e00-\u9fff”》].)大(?=[^，。；：、]{{0,4}}(?:举措|工程|行动|体系|机制|平台|板块|领域|环节|任务|攻坚))"
)
OF_KINDS = re.compile(r"(?:^|[，。；：！？（）])(?P<list>[^，。；：！？\d（）]{4,60})$")
LONGEST = 420
"""Characters before the number that its list may take."""
# 泺州、沂临、曹荷……分别为3595件、3125件、2655件，以上三市占61.9%
DEALT = re.compile(
    r"(?:^|[，。；：])(?P<list>[^，。；：\d、]{1,12}(?:[、和][^，。；：\d、和]{1,12}){2,14}?)(?:[^，。；：、\d]{0,16})分别[为是有][^，。；：、\d]{0,4}"
    r"(?P<counts>\d[\d.]*[^\d、，。；和]{0,6}(?:[、和]\d[\d.]*[^\d、，。；和]{0,6}){2,14})[，；。][^。；\d]{0,12}?"
    rf"(?:以上|上述){NUMBER}(?:个|家|类)?(?:[省市县区州镇乡村]|街道|社区|部门|单位|地区|类)"
)
JOINED = re.compile(r"[和及与]|以及|暨|兼")
# In 在镇、村两级开展食品、药品两类检查 the second list begins behind the first.
NUMERAL = re.compile(r"[两二三四五六七八九十]个?(?:级|类|大|项|支|方|种|位|条)|其[他余它]")
BASIS = "所称个数应与所列个数一致"
FEWEST, LIKELY = 3, 2
"""So many items make a list; so many more than it names a slip may say."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every list of levels, of parts of a report, of three kinds or more, and of places that says how many it has."""
    for pattern in (LEVELS, TOGETHER):
        for passage, match, offset in manuscript.matches(pattern, having="级"):
            yield _judge(passage, match, match.start() - offset, offset, _levels(match["list"]))
    for passage, match, offset in manuscript.matches(PARTS, having="部分"):
        listed = _before(passage, match.start() - offset, OF_PARTS)
        if listed is not None and "、" in listed["list"]:
            counts = _parts(listed["list"], open_ended=match["open"] is not None)
            yield _judge(passage, match, listed.start(), offset, counts)
    yield from _of_kinds(manuscript)
    yield from _foremost(manuscript)
    for passage, match, offset in manuscript.matches(DEALT, having="分别"):
        names, dealt = (len(re.split("[、和]", match[each])) for each in ("list", "counts"))
        if names == dealt:
            yield _judge(passage, match, match.start("list") - offset, offset, range(names, names + 1))


def _of_kinds(manuscript: Manuscript) -> Iterator[Finding]:
    for pattern, word in ((KINDS, "类"), (GREAT, "大")):
        for passage, match, offset in manuscript.matches(pattern, having=word):
            listed = _before(passage, match.start() - offset, OF_KINDS)
            kinds = None if listed is None else _kinds(listed["list"])
            if listed is not None and kinds is not None:
                sure = kinds[-1] < numerals.counted(match["number"]) <= kinds[-1] + LIKELY
                yield _judge(passage, match, listed.start("list"), offset, kinds, sure)


def _foremost(manuscript: Manuscript) -> Iterator[Finding]:
    """排前五位的分别是……: as many items as it says."""
    for passage in manuscript.passages:
        for each in foremost_lists(passage):
            if each.fits or each.slip:
                counts = range(each.least, each.most + 1)
                yield _report(passage, (each.start, each.end), each.said, int(each.value), counts)


def _before(passage: Passage, end: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The list that ends right before the number."""
    return pattern.search(passage.plain, max(0, end - LONGEST), end)


def _levels(text: str) -> range:
    pieces = re.split("[、和及与]", text)
    if len(pieces) > 1:
        return range(len(pieces), len(pieces) + 1)
    fewer = sum(text.count(each) for each in ONE_LEVEL)
    return range(len(text) - fewer, len(text) + 1)


def _parts(text: str, open_ended: bool) -> range:
    """How many parts a report may have that names these."""
    pieces = [each for each in re.split("、|以及", text) if each]
    least = sum(ITEM.search(each) is not None for each in pieces[:-1]) + 1
    most = len(pieces) + sum(len(JOINED.findall(each)) for each in pieces)
    return range(least, most + 1 if not open_ended else 99)


def _kinds(text: str) -> range | None:
    """How many kinds the list before the number names; ``None`` where it is no whole list of three or more."""
    pieces = text.split("、")
    begin = next((number for number in range(len(pieces) - 1, -1, -1) if NUMERAL.search(pieces[number])), 0)
    pieces = pieces[begin:]
    if len(pieces) < FEWEST or "等" in pieces[-1]:
        return None
    return range(len(pieces), len(pieces) + 1 + sum(len(JOINED.findall(each)) for each in pieces))


def _judge(
    passage: Passage, match: re.Match[str], start: int, offset: int, counts: range, sure: bool = True
) -> Finding:
    """``sure`` is false where other items may stand before the list: 在镇、村开展食品、药品两类检查."""
    said = passage.plain[match.start("number") - offset : match.end() - offset]
    return _report(passage, (start, match.end() - offset), said, numerals.counted(match["number"]), counts, sure)


def _report(
    passage: Passage, span: tuple[int, int], said: str, value: int, counts: range, sure: bool = True
) -> Finding:
    right = value in counts
    told = str(counts[0]) if len(counts) == 1 else f"{counts[0]}至{counts[-1]}"
    return finding(
        passage,
        span,
        kind=Kind.STRUCTURE,
        verdict=Verdict.RIGHT if right else Verdict.WRONG if sure else Verdict.HINT,
        rule="enumeration",
        message=f"称“{said}”，列出的也是{value}项，相符。" if right else f"称“{said}”，列出的却是{told}项。",
        computed=None if right else told,
        basis="" if right else BASIS,
    )


RULE = Rule(
    id="enumeration",
    title="所称个数与所列个数",
    source=BASIS,
    why="列举增删了一项，后面的“三级”“六部分”没有跟着改。",
    wrong="健全县、乡、村四级网络",
    right="健全县、乡、村三级网络",
    check=check,
)
