"""Further readings of a percentage or a mean, each of them asked by :class:`fazhi.audit.doubts.rates.RateClaim`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise, permutations

from fazhi.audit.corroboration import comes_out, printed
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs

PAIR = 2
MOVED = re.compile(r"[增减新加降升]|取消|废止|撤销|注销|退出|承接")
ITEM = re.compile(r"[；。](?:第?[一二三四五六七八九]是|其[一二三四五六])")
ROW = re.compile(r"依次|分别")
AGAINST_YEAR = re.compile(r"[比较]20\d\d年[^，。；]*$")
NEARLY = ("基本满意", "较满意", "比较满意", "基本完成", "基本办结", "基本解决", "基本合格")
WEIGHTS = tuple(Fraction(each, 10) for each in range(5, 10))
IN_FULL = Fraction(1)
BESIDE = re.compile(r"[、，和及][^，。；：、\d]{1,10}")
JOINED = re.compile(r"(?:和|及|与|、|以及)[^，。；：、\d]{0,10}")
# 两年增幅为17.7%和15.0%
BEFORE_ANOTHER = re.compile(r"[和、与及](?:以及)?\d+(?:\.\d+)?%")
ANOTHER_BEFORE = ("%和", "%、", "%与", "%及")
YEAR = re.compile(r"20\d\d年")
RELATIVE = "相对变化"
SUBJECT = re.compile(
    r"(?!同比|环比|占比|比[重例]|[较比其该今本全])[\u4e00-\u9fff]{2,8}(?:同比|环比|较?[上去]年)?(?:下降|减少|上升|增长|增加)"
)
INSTANCE = re.compile(r"[一二]审|再审")
TO_DO = re.compile(r"[应须需待未]")
GROUP = re.compile(r"[两三四五]类")
RATE_NAME = re.compile(r"([\u4e00-\u9fff]{2})率")
PLACE = re.compile(r"(?:同期)?全[县市省国区州]|兄弟乡镇|周边")
SAME_BASE = re.compile(r"分别")
DIGITS = 2
"""Figures of a mean that is hardly the exact quotient of two numbers by chance."""


def of_another_item(claim: Claim) -> bool:
    """劳动争议203件……；三是2名专职人员人均审查78件: does an item of an enumeration begin between the numbers and what is printed?"""
    nearest = {each.value: each.end for each in claim.earlier if claim.used(each)}
    start = min(nearest.values(), default=claim.last.start)
    return ITEM.search(claim.passage.plain, start, claim.last.start) is not None


def of_another_place(claim: Claim) -> bool:
    """比上年的196件下降11.2%，同期全县下降8.3%: does its own clause name another place, behind all its numbers?"""
    text, begins, clause = claim.passage.plain, claim.last.start, _clause(claim, claim.last)
    used = [each.start for each in claim.earlier if claim.used(each)]
    return bool(used) and max(used) < clause and PLACE.match(text, clause, begins) is not None


def of_one_base(claim: Claim) -> Iterator[Fraction]:
    """参考81人……80人合格、64人优秀，合格率、优秀率分别为98.8%和79.0%: the base that the rate told with it is reckoned over."""
    if claim.sentence is None or rounding.decimals(claim.stated) == 0:
        return
    others = [each for each in claim.sentence.figures if each.percent and each is not claim.last]
    beside = [each for each in others if SAME_BASE.search(claim.passage.plain, claim.sentence.start, each.start)]
    parts = [each for each in claim.earlier if claim.used(each)]
    for rate in beside:
        stated = printed(rate)
        for base in claim.earlier:
            for own in claim.earlier:
                if stated is not None and own.kind == base.kind and own.exactly < base.exactly:
                    if comes_out(stated, own.exactly / base.exactly * 100):
                        yield from (each.exactly / base.exactly * 100 for each in parts if each.kind == base.kind)


def of_joined_counts(claim: Claim) -> Iterator[Fraction]:
    """1个总体预案和8个专项预案，修订4个，占44.4%: a part of two counts joined by “and”, of which it was held against the one."""
    text = claim.passage.plain
    for place, first in enumerate(claim.before[:-PAIR]):
        second = claim.before[place + 1]
        gap = text[first.end : second.start]
        if first.kind == second.kind and JOINED.search(gap) is not None and not set(gap) & set("，。；："):
            yield from (
                each.exactly / (first.exactly + second.exactly) * 100
                for each in claim.before[place + PAIR :]
                if each.kind == first.kind and claim.used(each)
            )


def of_two_as_many(claim: Claim) -> bool:
    """受理665件，实际办结665件，办结率98%: is the count not divided by itself, but by another one that is as large?"""
    name = RATE_NAME.search(claim.finding.quote)
    used = [each for each in claim.before if claim.used(each)]
    return len(used) == PAIR and name is not None and name[1] in used[1].head and name[1] not in used[0].head


def of_two_units(claim: Claim) -> Iterator[Fraction]:
    """抽查大街108条、重点点位276处，发现问题7处，问题率1.8%: the part over what was looked at, which is counted in two units."""
    text = claim.passage.plain
    if claim.finding.rule != "rate":
        return  # 研判6次，排查63条，其中化解58条，占84.1%: a share says of what it is one
    for first, second in pairwise(claim.before):
        both = first.exactly + second.exactly
        if first.kind != second.kind and BESIDE.fullmatch(text, first.end, second.start) is not None:
            yield from (each.exactly / both * 100 for each in claim.before if each.kind == second.kind and both)


def of_two_deeds(claim: Claim) -> Iterator[Fraction]:
    """共受理7227宗，当场答复5113宗，转办2114宗，办结1898宗，办结率97.01%: two counts of what was done, over all there was.

    Of so many pairs one is often near, so only a percentage of two decimals is asked.
    """
    if rounding.decimals(claim.stated) < PAIR:
        return
    same = [each for each in claim.before if each.kind == claim.before[-1].kind]
    for one, two in combinations(same, PAIR):
        if claim.used(one) or claim.used(two):
            yield from (
                (one.exactly + two.exactly) / each.exactly * 100
                for each in same
                if each is not one and each is not two and each.exactly > one.exactly + two.exactly
            )


def of_grades_weighed(claim: Claim) -> Iterator[Fraction]:
    """满意614件、基本满意34件、不满意22件，满意率94.69%: who is nearly content counts for a part of one; or, 回访146件，满意率98%，满意141件，
    基本满意2件, as one who is."""
    nearly = next((each for each in claim.beside if each.head.endswith(NEARLY)), None)
    if nearly is None:
        return
    weights = (*WEIGHTS, IN_FULL) if rounding.decimals(claim.stated) >= PAIR else (IN_FULL,)
    for part in claim.beside:
        for whole in claim.before:
            if part.kind == whole.kind == nearly.kind and nearly is not part and part.exactly < whole.exactly:
                yield from ((part.exactly + nearly.exactly * weight) / whole.exactly * 100 for weight in weights)


def of_a_row(claim: Claim) -> bool:
    """五年依次为96件、143件、188件、214件和239件……比2021年增长149.0%: does the growth lie between two other numbers of the row?"""
    if claim.sentence is None or not rounding.decimals(claim.stated):
        return False
    start = ROW.search(claim.passage.plain, claim.sentence.start, claim.last.start)
    # 同比 is told of the last two.
    named = AGAINST_YEAR.search(claim.passage.plain[claim.sentence.start : claim.last.start]) is not None
    row = [each for each in claim.before if named and start is not None and each.start >= start.end()]
    same = [each for each in row if row and each.kind == row[0].kind]
    return len(same) > PAIR and any(
        claim.comes_out(abs(two.exactly - one.exactly) / one.exactly * 100)
        for one, two in combinations(same, PAIR)
        if one.exactly
    )


def between_other_levels(claim: Claim) -> bool:
    """2022年2016次、2023年2184次、2024年2352次，增幅为8.3%和7.7%: does the growth lie between one of its two levels and a third one?

    Of a growth reckoned from the new level, the wrong way round, it does not: that one is made of the very levels that were told.
    """
    text, start, end = claim.passage.plain, _clause(claim, claim.last), claim.last.end
    several = text.endswith(ANOTHER_BEFORE, start, claim.last.start) or BEFORE_ANOTHER.match(text, end)
    two_years = len(YEAR.findall(text, start, claim.last.start)) > 1  # 而2024年曾比2023年的1284件增长5.6%
    if not rounding.decimals(claim.stated) or not (several or two_years):
        return False
    levels = [each for each in claim.beside if each.exactly]
    return any(
        one.kind == two.kind
        and claim.used(one) != claim.used(two)
        and claim.comes_out(abs(two.exactly - one.exactly) / one.exactly * 100)
        for one, two in permutations(levels, PAIR)
        if one.exactly != two.exactly
    )


def of_another_subject(claim: Claim) -> bool:
    """满意率由95.0%提高到96%，噪声工单同比下降10%; 占全部的47.4%，成功率比平均的97.2%低11.3个百分点: is the change one of something else?"""
    text, first = claim.passage.plain, claim.inside[0]
    begin = _clause(claim, claim.last)
    own = text[begin : claim.last.start]
    if claim.last.percent:
        apart = begin > first.start and RELATIVE in claim.finding.message
        return apart and SUBJECT.match(own) is not None
    level = text[_clause(claim, first) : first.start]
    return first.percent and "占" in level and "率" not in level and "率" in own


def of_a_sibling(claim: Claim) -> bool:
    """医疗、公共场所两类立案119件，职业、放射两类合计只有19件，占12.1%: do two groups of one rank stand side by side, neither in the other?"""
    groups = [GROUP.findall(claim.passage.plain, _clause(claim, each), each.start) for each in claim.before[-PAIR:]]
    both = len(groups) == PAIR and all(claim.used(each) for each in claim.before[-PAIR:])
    return both and bool(groups[0]) and groups[0] == groups[1]


def of_the_whole_done(claim: Claim) -> bool:
    """调解成功2354件……诉前委派案件成功2236件，成功率65.0%: was it held against what was done of all, which is no base of such a rate?"""
    name = RATE_NAME.search(claim.finding.quote)
    used = sorted((each for each in claim.earlier if claim.used(each)), key=lambda each: each.value)[-PAIR:]
    return (
        name is not None
        and len(used) == PAIR
        and all(each.head.endswith(name[1]) and not TO_DO.search(each.head) for each in used)
    )


def of_another_instance(claim: Claim) -> bool:
    """受理各类行政案件2203件……一审案件审结950件，结案率83%: is the later of the two counts of the first instance alone?"""
    used = [each for each in claim.earlier if claim.used(each)]
    if len(used) != PAIR or INSTANCE.search(used[0].head) is not None:
        return False
    later = INSTANCE.search(used[1].head)
    # 新收一审案件17378件；审结17701件。……一审败诉1376件，一审败诉率: the sentence of the earlier one has said it already.
    begun = max(claim.passage.plain.rfind("。", 0, used[0].start), 0)
    said = INSTANCE.findall(claim.passage.plain[begun : used[0].start])
    return later is not None and (not said or said[-1] != later[0])


def exact_quotient(claim: Claim) -> bool:
    """已结案41件……新立的43件中……结案案件罚没款6.15万元，案均1500元: is it, without any rounding, what the count that the amount names gives, and
    does nothing name the one it was divided by?"""
    if len(claim.stated.normalize().as_tuple().digits) < DIGITS:
        return False
    used = [each for each in claim.earlier if claim.used(each)]
    for one in used:
        named = pairs(claim.passage.plain[_clause(claim, one) : claim.last.start])
        by = [each for each in used if each.kind != one.kind]
        if any(not named.isdisjoint(pairs(each.head)) for each in by):
            continue
        for two in claim.earlier:
            if two.kind != one.kind and not claim.used(two) and two.exactly > 1:
                exact = one.exactly / two.exactly == Fraction(claim.last.value)
                if exact and not named.isdisjoint(pairs(two.head)):
                    return True
    return False


def _clause(claim: Claim, figure: Figure) -> int:
    return max(claim.passage.plain.rfind(mark, 0, figure.start) for mark in "，；。：") + 1


def between_moves(claim: Claim) -> bool:
    """2022年末146项，2023年净减少5项，2024年净增加7项，年末148项; 129项，与上年的133项相比，增加4项、减少8项: is the printed change one of two
    that lead from the one stock to the other?"""
    change = claim.last
    same = [each for each in claim.beside if each.kind == change.kind]
    place = next((at for at, each in enumerate(same) if each is change), None)
    if place is None:
        return False
    around = same[max(0, place - PAIR) : place + PAIR + 1]
    return any(
        one.exactly - two.exactly in (change.exactly - other.exactly, other.exactly - change.exactly)
        for one, two, other in _threes([each for each in around if each is not change])
        if min(one.exactly, two.exactly) > max(change.exactly, other.exactly) and MOVED.search(other.head) is not None
    )


def _threes(row: list[Figure]) -> Iterator[tuple[Figure, Figure, Figure]]:
    for other in row:
        levels = [each for each in row if each is not other]
        for one, two in combinations(levels, PAIR):
            yield one, two, other
