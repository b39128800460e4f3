"""How far, and in what way, a list misses its total: by a slip of one of its numbers, by less than may be left out, or by too much."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

from fazhi.audit.sums.addition import Addition, of_another_measure, slipped
from fazhi.audit.sums.counts import listed_means
from fazhi.audit.sums.levels import ROUND
from fazhi.audit.sums.stock_roles import CAME, OPENING, roles
from fazhi.audit.text import countable, misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import closed, complementary, disjoint, named_rest, told_apart
from fazhi.audit.text.passages import Passage

NEAR, TENTH, SIXTH, EIGHTH = (Decimal(each) for each in ("0.05", "0.1", "0.16", "0.125"))
FEWEST, FOUR = 3, 4
TOWARDS = frozenset("进入对向赴")
NAME = PAIR = 2
LONGEST_NAME = 10
OF_A_FIELD = re.compile(r"[\u4e00-\u9fff]{2}(?:栏目|领域|板块)")
LEFT_OVER, DONE = re.compile(r"剩余?|余下|尚有?|[还仍]有|未"), re.compile(r"办[结理]|完成|审结|结案|整改|化解|了结")
KEPT = re.compile(r"[^，。；：、\d]{0,4}(?:结转|留存|滚存)")
ADDED = re.compile(r"(?:加上|再加|另加|连同)[^，。；：、\d]{0,12}$")
ITEM = re.compile(r"[，、；][^，。；：、（）\d]{2,14}")
OTHERS = ("其余", "剩余", "余下")
BESIDES = ("另", "此外")
THESE = ("对", "上述", "以上", "这")
TELLING = 100
"""A smaller total is the sum of the first few of its list by chance."""


def told_of_all(addition: Addition, amount: Decimal) -> bool:
    """应公开187份，已公开187份，另17份未公开: is all of it told again, and what stands beside it besides?

    A类139件，B类44件，C类21件；A、B两类合计183件。其中城区A类61件、……: or do the counts up to the total make the sum, so that the list divides those?
    """
    total, parts = addition.totals[0], addition.parts
    if total.start > parts[0].start:
        return False
    if parts[0].value == total.value and parts[-1].head.startswith(BESIDES):
        return True
    before = [each for each in addition.passage.figures if each.end <= total.start and each.kind == total.kind]
    row = [each for each in before if each.sentence == total.sentence and each.exact][::-1]
    some = list(accumulate(each.value for each in row))
    return (
        amount > total.value
        and amount in some[PAIR:]
        and total.value in (each.value + other.value for each, other in pairwise(row))
    )


def earlier_total(addition: Addition) -> Figure | None:
    """留言3059条，部门收到1904条，县区收到1155条，其中咨询1160条、投诉1895条、建言40条: what is more than the nearest total divides the one before
    it, which it misses by a slip of four figures."""
    total, amount = addition.totals[0], summed(addition.parts)
    before = [each for each in addition.passage.figures if each.end <= total.start and each.sentence == total.sentence]
    wholes = [each for each in before if each.kind == total.kind and each.exact and each.value > total.value]
    found = [each for each in wholes if slipped(addition.parts, each, FOUR, FEWEST)]
    return found[0] if len(found) == 1 and amount > total.value else None


def turned(addition: Addition, missing: Decimal) -> bool:
    """合同类46件 of 126件: does 64, with two figures swapped, make the sum right?"""
    return len(addition.parts) >= FEWEST and any(
        misprints.swapped(f"{each.value:f}", f"{each.value + missing:f}") for each in addition.parts
    )


def overfull(addition: Addition, amount: Decimal) -> bool:
    """Are kinds that cannot overlap more than their total, and by no more than a slip makes of them?"""
    text, parts, total = addition.passage.plain, addition.parts, addition.totals[0]
    off, slip = amount - total.value, slipped(parts, total)
    if len(parts) == PAIR and complementary(parts, total) and off * FOUR <= total.value:
        return True  # 信访43件，其中初次信访35件、重复信访9件: nothing is both
    if disjoint(text, parts):
        # 40个项目中，续建项目20个，亿元项目15个，工业项目12个: kinds by different marks overlap.
        # 进村17场、进学校6场、进企业5场: none of these is another one as well.
        towards = {each.head.removeprefix("其中")[:1] for each in parts} <= TOWARDS
        slip = slip or towards and slipped(parts, total, PAIR)
        near = SIXTH if len(parts) >= FEWEST else EIGHTH
        return slip or off in ROUND or off <= max(total.value * near, Decimal(2))
    if (
        slip and off <= total.value * EIGHTH or _one_row(text, parts) and off <= total.value * SIXTH
    ) and total.kind != "person":
        return True
    return told_apart(text, parts) and (slip or off <= max(total.value * NEAR, Decimal(1)))


def _one_row(text: str, parts: list[Figure]) -> bool:
    """与派出所联合5次、与自然资源所联合4次、与市场监管所联合3次、与应急办联合2次: do four and more follow one another, each behind its name?"""
    gaps = [text[one.end : two.start] for one, two in pairwise(parts)]
    return len(parts) >= FOUR and all(countable.ITEM.fullmatch(each) for each in gaps)


def nearly_all(addition: Addition, amount: Decimal) -> bool:
    """Is all but a tenth of the total listed, kind by kind and without 等?"""
    total = addition.totals[0]
    missing = total.value - amount
    near = Decimal(0) < missing <= total.value * (SIXTH if turned(addition, missing) else TENTH)
    # 1846.5万元，其中1127.3万元、468.8万元、232.4万元: of one step, so nothing is lost by rounding.
    even = all(each.step == total.step for each in addition.parts)
    return near and even and not open_ended(addition) and disjoint(addition.passage.plain, addition.parts)


def one_exceeds(addition: Addition) -> bool:
    """Is a single part more than any total?"""
    most = max(each.value + each.step for each in addition.totals)
    # 业委会6个，其中2个获评优秀，指导业主委员会规范换届13个: a clause of its own is no part.
    named = [each for each in addition.parts if len(each.head.removeprefix("其中")) <= LONGEST_NAME]
    own = [each for each in named if not of_another_measure(addition, each)]
    # 生猪存栏75.33万头，其中能繁母猪存栏6.21万头，生猪出栏127.24万头: what there is in the total and in the first part is not what went
    told, first = addition.totals[0].head[-NAME:], addition.parts[0].head[-NAME:]
    own = [each for each in own if len(told) < NAME or told != first or each.head.endswith(told)]
    return any(each.value - each.step / 2 > most for each in own)


def far_too_much(total: Figure, parts: list[Figure]) -> bool:
    """Are the parts half as much again as the total, and no turned figure of it?"""
    amount = summed(parts)
    return amount * 2 > total.value * 3 and not misprints.turned(amount, total.value)


def made_by_the_first(total: Figure, parts: list[Figure]) -> bool:
    """达标28天。优5天、良23天、轻度污染1天、中度污染1天: do the first ones make the total, so that those behind are none of it?"""
    return any(summed(parts[:number]) == total.value for number in range(PAIR, len(parts)))


def holds_the_opening(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """立案46件，上年结转5件，结案44件，年末在办7件；当年立案并结案的40件: is the total what came in, and a part what there was before, beside which
    nothing else is said to have come (受理46件，其中上年结转5件、新收41件)?"""
    if "转" not in passage.plain and "初" not in passage.plain and "末" not in passage.plain:
        return False
    by_start = {each.start: role for told in roles(passage) for of_kind in told.values() for role, each in of_kind}
    held = [by_start.get(each.start) for each in parts]
    return by_start.get(total.start) == CAME and OPENING in held and CAME not in held


def exceeds(addition: Addition, total: Figure) -> bool:
    """Do the parts exceed the total, whatever was rounded away?"""
    if total.exact and all(not each.step for each in addition.parts):
        return summed(addition.parts) > total.value
    return sum(each.low for each in addition.parts) > total.high


def an_item_itself(addition: Addition, amount: Decimal) -> bool:
    """行政处罚192件，占49.74%；举报处理83件，……，其他11件: is what was taken for the total so much of both together?"""
    total = addition.totals[0]
    behind = next((each for each in addition.passage.figures if each.start >= total.end), None)
    if behind is None or not behind.percent or not total.value + amount:
        return False
    share = 100 * total.exactly / (total.exactly + Fraction(amount))
    return "占" in behind.head and bool(rounding.fits(behind.value, share))


def beside_its_total(addition: Addition) -> bool:
    """共21件，按办理结果分，A类15件、B类7件: does nothing but the words that divide stand between, or is there no other total and a list down to 其他?"""
    total, parts = addition.totals[0], addition.parts
    if (
        addition.form != "divided"
        or not total.exact
        or abs(total.value - summed(parts)) > max(total.value * TENTH, Decimal(1))
    ):
        return False
    gap = addition.passage.plain[total.end : parts[0].start]
    # 案件128件，已办结121件。按领域分，…: what heads a sentence of its own may divide either.
    beside = "。" not in gap and not any(character.isdigit() for character in gap)
    return beside or named_rest(parts) and len({each.value for each in addition.totals}) == 1


def open_ended(addition: Addition) -> bool:
    """…等 after the last part: the list does not claim to be complete."""
    text, last = addition.passage.plain, addition.parts[-1]
    return "等" in text[last.end : last.end + 2] or any("等" in each.head[:2] for each in addition.parts)


def beside(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """基础栏目信息620条，重点领域信息109条，两化领域信息531条: is what was taken for the total one more of a row, each named by its field, or one of
    several rows?"""
    if of_a_longer_list(passage, total, parts) or any(listed_means(passage, each) for each in parts):
        return True
    rows = all(OF_A_FIELD.search(each.head) for each in (total, *parts)) or _rows_alike(passage, total, parts)
    return rows or total.end <= parts[0].start and siblings(passage.plain, total, parts)


def siblings(text: str, total: Figure, parts: list[Figure]) -> bool:
    """农业产值29.08亿元；林业产值0.94亿元；牧业产值20.14亿元: is what was taken for the total one more of them?

    粮食面积16.06万亩，其中谷物面积13.98万亩；油料面积2.62万亩: or the last one such another; or does 其中 leave out more than half?
    对办理态度满意146件，对办理结果满意139件、基本满意6件、不满意2件: or the first of the same grades, of something else?
    """
    if (
        total.head[-NAME:] == parts[0].head[-NAME:]
        and closed(parts)
        and not (closed(parts, total) or named_rest(parts))
    ):
        return True
    if "其中" in text[total.end : parts[0].start] and summed(parts) * 2 < total.value:
        return True
    name = total.head[-NAME:]
    named = [each for each in parts if len(total.head) > NAME and each.head != total.head and each.head.endswith(name)]
    apart = [text[one.end : two.start] for one, two in pairwise((total, *parts))]
    if len(named) == len(parts) and all("；" in each for each in apart):
        return True
    another = len(total.head) > FOUR and parts[-1].head.endswith(total.head[-FOUR:])
    return another and len(parts) == PAIR and "其中" in apart[0] and "；" in apart[1]


def without_one_end(addition: Addition) -> Addition | None:
    """调解成功427件，制作书面协议295件，达成口头协议132件，书面协议占69.1%，申请司法确认38件: the list before something else is told, if it makes the total.

    消火栓146具，其中年内新增22具，经逐一测试，完好139具，完好率95.2%，损坏的7具: or behind it.
    """
    total, parts = addition.totals[0], addition.parts
    if len(parts) <= PAIR or total.start > parts[0].start:
        return None
    # 办结1479件，其中准予1458件、不予21件，剩余4件仍在公示: of what was done nothing is left, however few they are.
    # 股东分红64.5万元，其中个人股59.3万元、集体股5.2万元，其余25.7万元结转下年: nor is what is kept a part of what was given out.
    kept = parts[-1].head.startswith(OTHERS) and KEPT.match(addition.passage.plain, parts[-1].end) is not None
    left_over = kept or LEFT_OVER.match(parts[-1].head) is not None and DONE.search(total.head) is not None
    if summed(parts[:-1]) == total.value and left_over:
        return replace(addition, parts=parts[:-1])
    if total.value < TELLING:
        return None
    if summed(parts[:-1]) == total.value and not named_rest(parts[-1:]):
        apart = [
            each for each in addition.passage.figures if parts[-2].end <= each.start and each.end <= parts[-1].start
        ]
        return replace(addition, parts=parts[:-1]) if apart else None
    clauses = addition.passage.plain.count("，", parts[0].end, parts[1].start)
    return replace(addition, parts=parts[1:]) if summed(parts[1:]) == total.value and clauses > 1 else None


def _rows_alike(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """甲工程，满意161票，基本满意58票，不满意3票；乙工程，满意187票……: are there more rows of the same names, of which none makes such a total?"""
    if _namesakes(passage, total, parts):
        return True
    row = [each for each in passage.figures if each.kind == total.kind]
    places = {id(each): at for at, each in enumerate(row)}
    at = places.get(id(total))
    if at is None or any(id(each) not in places for each in parts):
        return False
    off = [places[id(each)] - at for each in parts]
    names, first, last = [each.head for each in parts], min(0, *off), max(0, *off)
    others = [
        (row[other], [row[other + each] for each in off])
        for other in range(-first, len(row) - last)
        if other != at and row[other].head == total.head
    ]
    alike = [(whole, told) for whole, told in others if [each.head for each in told] == names]
    return len(alike) > 1 and not any(summed(told) == whole.value for whole, told in alike)


def no_list(addition: Addition) -> bool:
    """Is the total told again as a part, or one more in the row of its parts; or does more than one part bear its name (满意195票 … 满意175票)?"""
    namesakes = _namesakes(addition.passage, addition.totals[0], addition.parts)
    return (
        namesakes
        or _total_of_its_own(addition)
        or _added_to_others(addition)
        or _retold_as_part(addition)
        or _of_those_before(addition)
        or _all_and_more(addition)
        or addition.form == "pair"
        and (_one_of_a_row(addition) or of_a_longer_list(addition.passage, addition.totals[0], addition.parts))
    )


def _namesakes(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """满意195票，……；满意175票: does a part bear the very name of the total, and another one not?

    Not 咨询、投诉、举报3948件, of which 举报 is only the last word; nor where one measure is told of all (交易金额).
    """
    named = len(total.head) >= PAIR and not passage.plain.endswith("、", 0, total.start - len(total.head))
    return named and {each.head == total.head for each in parts} == {True, False}


def _retold_as_part(addition: Addition) -> bool:
    """责令整改55个。限期整改的55个中，已完成52个……；剩余3个: the total told again is no part of itself."""
    text, total = addition.passage.plain, addition.totals[0]
    return any(each.value == total.value and text.startswith("中", each.end) for each in addition.parts)


def _of_those_before(addition: Addition) -> bool:
    """半失能34人，失能29人，对失能和半失能的63人全部签订协议; 属实2件，不属实7件，对属实的2件: is the last one told of others of the list?"""
    *others, last = addition.parts
    return last.head.startswith(THESE) and (
        any(each.value == last.value for each in others)
        or any(summed(others[at:]) == last.value for at in range(max(0, len(others) - FOUR), len(others) - 1))
    )


def _total_of_its_own(addition: Addition) -> bool:
    """审核答复31件。……对17件文件开展清理，继续有效11件、修订2件、废止4件: is the first part in a sentence of its own the total of those behind?"""
    total, (first, *others) = addition.totals[0], addition.parts
    return len(others) >= PAIR and total.sentence < first.sentence and summed(others) == first.value


def _added_to_others(addition: Addition) -> bool:
    """支出完成70.16亿元。加上上解支出1.13亿元、……后，支出总计84.65亿元: do the words add the parts to what was told before?"""
    first = addition.parts[0]
    return ADDED.search(addition.passage.plain, max(0, first.start - LONGEST_NAME * PAIR), first.start) is not None


def _all_and_more(addition: Addition) -> bool:
    """普通程序1018件，其中听取意见1018件、听证64件: what is said of all of them leaves no other part, so that the rest is said of some again."""
    total, parts = addition.totals[0], addition.parts
    return addition.form == "其中" and total.value >= TELLING and any(each.value == total.value for each in parts)


def of_a_longer_list(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """新收1873件。受理1592件；不予受理129件，视为放弃73件，撤回62件，其他17件: do it, its parts and those before it make up a count told before?"""
    before = [each for each in passage.figures if each.end <= total.start and each.kind == total.kind and each.exact]
    amount, values = total.value + summed(parts), [each.value for each in before]
    if amount < TELLING or total.end > parts[0].start or all(each is not total for each in passage.figures):
        return False
    for at in range(len(before) - 1, 0, -1):
        amount += before[at].value
        if before[at].sentence != total.sentence or amount in values[:at]:
            return before[at].sentence == total.sentence
    return False


def _one_of_a_row(addition: Addition) -> bool:
    """增值税2146.3万元，企业所得税853.7万元，个人所得税312.4万元，房产税198.5万元: is it one of a row, all called alike?"""
    text, total, parts = addition.passage.plain, addition.totals[0], addition.parts
    behind = next((each for each in addition.passage.figures if each.start >= parts[-1].end), None)
    if behind is None or behind.kind != total.kind or total.end > parts[0].start:
        return False
    if len({each.head[-1:] for each in (total, *parts, behind)}) > 1:
        return False
    gaps = (text[total.end : parts[0].start], text[parts[-1].end : behind.start])
    return all(ITEM.fullmatch(each) and "其中" not in each for each in gaps)
