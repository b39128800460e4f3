"""A mean whose divisor its own words name: 结案案件罚款9.27万元，件均2060元; 日均按250个工作日计为0.72份; 普法54期，村级单位平均3期.

The total stands right before it. Called wrong is what another count of the paragraph gives, or a slip of the hand, and nothing that
is merely otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

DEEDS = {
    "结案": "结案|办结|审结|执结",
    "办结": "结案|办结|审结|执结",
    "审结": "结案|办结|审结|执结",
    "执结": "执结|办结|结案",
}
# 已办结案件罚款合计14.96万元，件均2200元
OF_DONE = re.compile(
    r"(?:^|[，。；：])(?:对|全部|全年)?已?(?P<deed>结案|办结|审结|执结|立案|受理|处罚)的?(?:案件|处罚案件|行政处罚案件|案|纠纷|事项)?(?:共|累计|实际|收缴|追缴)*"
    r"(?:罚款|罚没款?|罚没金额|罚款金额|涉案金额|标的额|标的|金额|涉及金额)(?:合计|共计|共|总额|达|为)*$"
)
EACH_CASE = re.compile(r"，(?:平均)?(?:件均|案均|起均|平均每[件案起宗])(?:罚款|罚没款?|金额|约|为)*$")
NOT_ALL = re.compile(r"其中|不予|尚未|未|按期|逾期|上年|[去前]年|同期|旧存|结转")
# 日均按250个工作日计为
BY_DAYS = re.compile(
    r"，(?:[日周月]均|平均每[天日周月]|平均每个工作日)(?:[\u4e00-\u9fff]{0,4}?)(?:[按以])(?:全年)?(?P<number>\d{1,3})(?:个?工作日|天|日|个月|周)(?:来|进行)?(?:计算|测算|折算|核算|计|算)?，?(?:约?为|是|约|达到?)?$"
)
# 普法54期，村级单位平均3期
EACH_PLACE = re.compile(
    r"，(?P<thing>(?:村级单位|村（社区）|村居|行政村|社区|站所|中小学|学校|网格|中队|班组|乡镇|乡镇（街道）|科室|部门|单位))(?:平均|均)(?:开展|举办|组织|约|为|达|各|有)*$"
)
# 完成其余6个村居的审计: not all there are
SOME_PLACES = re.compile(r"其[余中他它]|[剩下]余|另|部分|首批|完成|新|抽|选|创建|建成|试点|重点")
LEAD = 48
BASIS = "平均数＝总数÷文中写明的个数"
"""So named, no other pair of numbers is asked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """A mean, what it is made of, and whether it comes out."""

    start: int
    figure: Figure
    total: Figure
    number: Fraction
    said: str
    right: Fraction
    scale: int


def said(manuscript: Manuscript, passage: Passage) -> Iterator[Said]:
    """Every such mean that is wrong."""
    for figure in passage.figures:
        if figure.vague or figure.bound or not figure.count or figure.value <= 0:
            continue
        before = [each for each in passage.figures if each.end <= figure.start and each.sentence == figure.sentence]
        found = (
            _of_done(passage, figure, before)
            or _by_days(passage, figure, before)
            or _each_place(manuscript, passage, figure, before)
        )
        if found is not None:
            yield found


def _of_done(passage: Passage, figure: Figure, before: list[Figure]) -> Said | None:
    """结案案件罚款9.27万元，件均2060元: over those that were ended, and not over those that were opened."""
    text, total = passage.plain, before[-1] if before else None
    if total is None or total.unit not in ("元", "万元") or figure.unit not in ("元", "万元"):
        return None
    mean, named = (
        EACH_CASE.fullmatch(text, total.end, figure.start),
        OF_DONE.search(text[max(0, total.start - LEAD) : total.start]),
    )
    if mean is None or named is None:
        return None
    deed = re.compile(f"(?:{DEEDS.get(named['deed'], named['deed'])})(?:案件)?$")
    counts = [each for each in passage.figures if each.end <= total.start and each.kind == "case" and each.exact]
    counts = [each for each in counts if not each.compared and each.value > 0 and each.period in ("", passage.now)]
    numbers = [each for each in counts if deed.search(each.head) and NOT_ALL.search(each.head) is None]
    if len({each.value for each in numbers}) != 1:
        return None
    number = numbers[0]
    result = _against(figure, total, number.exactly, number.text, mean.start() + 1)
    if result is None:
        return None
    others = (each for each in counts if each.value != number.value)
    of_another = any(_fits(figure, total, each.exactly) for each in others)
    stated = figure.value / result.scale
    slip = misprints.misprinted(stated, result.right) or misprints.point_moved(stated, result.right)
    return result if of_another or slip else None


def _by_days(passage: Passage, figure: Figure, before: list[Figure]) -> Said | None:
    """合计180份，日均按250个工作日计为0.72份"""
    text = passage.plain
    days = before[-1] if before else None
    total = before[-2] if len(before) > 1 else None
    if days is None or total is None or total.kind != figure.kind or total.vague or total.bound or not total.value:
        return None
    match = BY_DAYS.fullmatch(text, total.end, figure.start)
    if match is None:
        return None
    number = Fraction(int(match["number"]))
    result = _against(figure, total, number, days.text, match.start() + 1) if number else None
    if result is None:
        return None
    one, other = (f"{each:f}".replace(".", "").strip("0") for each in (figure.value, _shown(figure, result.right)))
    moved = (
        one == other or rounding.fits(figure.value, 1 / result.right) or rounding.fits(figure.value / 10, result.right)
    )
    return result if moved or misprints.misprinted(figure.value, result.right) else None


def _each_place(manuscript: Manuscript, passage: Passage, figure: Figure, before: list[Figure]) -> Said | None:
    """普法54期，村级单位平均3期, of the 18个村级单位 that the report tells once."""
    text, total = passage.plain, before[-1] if before else None
    if total is None or total.kind != figure.kind or not total.exact or total.value <= figure.value or total.compared:
        return None
    match = EACH_PLACE.fullmatch(text, total.end, figure.start)
    if match is None or sum(each.kind == figure.kind for each in before) > 1:
        return None
    numbers = {
        each.value: each
        for one in manuscript.passages
        if match["thing"] in one.plain
        for each in one.figures
        if each.exact
        and each.value > 1
        and each.tail.startswith(match["thing"])
        and each.unit in ("个", "所", "家", "支")
        and SOME_PLACES.search(each.head) is None
    }
    if len(numbers) != 1:
        return None
    number = next(iter(numbers.values()))
    result = _against(figure, total, number.exactly, f"{number.text}{match['thing']}", match.start() + 1)
    # What comes out even leaves no room for another way of counting.
    return result if result is not None and result.right.denominator == 1 else None


def _against(figure: Figure, total: Figure, number: Fraction, words: str, start: int) -> Said | None:
    if _fits(figure, total, number):
        return None
    scale = figure.scale
    return Said(start, figure, total, number, words, total.exactly / number / scale, scale)


def _fits(figure: Figure, total: Figure, number: Fraction) -> bool:
    scale = figure.scale
    return bool(rounding.fits(figure.value / scale, total.low / number / scale, total.high / number / scale))


def _shown(figure: Figure, right: Fraction) -> Decimal:
    return rounding.show(right, max(2, rounding.decimals(figure.value)))
