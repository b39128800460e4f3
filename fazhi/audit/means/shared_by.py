"""Which of several numbers of its things a total is spread over: of its own year, of its own name, the whole and not a part.

罚款总额268.47万元，2021年为231.60万元，案均3.02万元: not over last year's cases. 线下49场、线上15场，线下活动直接受众8820人次，场均180人次:
over those that the total names. 调委会11个，即街道1个、社区8个、行业性2个；调解员47名，平均每个调委会4.3名: over all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from fazhi.audit.means import totals
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.mean_pairs import Pair
from fazhi.audit.means.means import Mean
from fazhi.audit.sums.stock_roles import ENDS, OPENING, roles
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past

PERIOD, BESIDE = re.compile(r"1?\d月|第?[一二三四]季度|[上下]半年"), 8
CLAUSE = re.compile(r"[，。；：]")
# 件均1400元；其中刑事案件件均1650元、民事案件件均1200元: of each kind, of which neither total nor number is told
OF_A_KIND = re.compile(r"其中，?(?:[^，。；：、\d]{2,10}均约?\d[\d.]*[\u4e00-\u9fff]{1,3}、)*[^，。；：、\d]{2,10}$")
KINDS = 60
OTHERS = re.compile(r"(?:其余|其他|剩余|余下)的?\d")
NOW = re.compile(r"本年|今年|本期")
LEAD = 16
SAME = 2
LONG = 3
FEW = 2
MOST_PARTS = 8
BACK = 80
"""So many figures before a mean are looked through."""
# What says nothing about which of them are meant.
COMMON = re.compile(
    r"^(?:全年|其中|本年|年内|上半年|下半年|截至|全[县镇市区]|共|已|累计|合计|有|为|对)+|(?:案件|活动|人员|共|了)+$"
)
# 已结案件共罚款8.32万元; 按结案数计算
DONE = re.compile(r"(?:已|办|审)结的?(?:案|处罚|行政)|结案案件|按[^，。；\d]{0,4}(?:结案|办结)[^，。；\d]{0,4}[数计]")
ENDED = re.compile(r"结|罚")
# 河口村户籍人口, 件数居第二位的东桥社区, but 全村, 每个社区
PLACE = re.compile(r"((?:(?![全各每本我该个的两三几])[\u4e00-\u9fff]){2}(?:村|社区|镇|乡|街道))(?!级|民|干部|委|内)")
LEADING = re.compile(r"^(?:全年|其中|本年|年内|全[县镇市区]|共|已|对|的)+")


def of_the_others(claim: Mean) -> bool:
    """其余17名检察官人均37.5件: of those that are left, whose total is not told. 上年66件745.8万元，……，本年件均11.77万元: of this year, whose is not."""
    lead = CLAUSE.split(claim.passage.plain[max(0, claim.start - LEAD) : claim.start])[-1]
    if OTHERS.search(lead) is not None or of_its_own_period(claim):
        return True
    if OF_A_KIND.search(claim.passage.plain, max(0, claim.start - KINDS), claim.start) is not None:
        return True
    before = [each for each in claim.passage.figures if each.end <= claim.start]
    before = [each for each in before if each.sentence == claim.figure.sentence and not each.percent]
    now = any(NOW.search(f"{each.period}{each.head}") for each in before)
    return NOW.search(lead) is not None and not now and any(past(each) for each in before)


def of_its_own_period(claim: Mean) -> bool:
    """受理38624件，环比9月（41207件）下降6.3%。……；9月有30天，日均1374件: is the month with which the mean's part begins that of a count before it?"""
    text = claim.passage.plain
    opened = PERIOD.match(text, max(text.rfind(mark, 0, claim.start) for mark in "。；") + 1)
    return opened is not None and any(
        past(each) and opened.group() in text[max(0, each.start - BESIDE) : each.start]
        for each in claim.passage.figures
        if each.end <= opened.start() and each.kind == claim.figure.kind
    )


def spoken_of_again(claim: Mean, part: Figure) -> bool:
    """收到申请1126件，其中立案受理842件。立案受理数增长10.4%，……案均3.88万元: is the part what was spoken of last, so that the mean may be its own?"""
    name = LEADING.sub("", part.head)
    return len(name) > SAME and name in claim.passage.plain[part.end : claim.start]


def narrowed(claim: Mean, pairs: list[Pair]) -> list[Pair]:
    """The pairs that belong together; all of them where nothing tells."""
    if totals.divided_as_told(claim):
        return pairs
    now = claim.passage.now
    same_year = [each for each in pairs if each[1].figure is None or past(each[0], now) == past(each[1].figure, now)]
    # 上年调解620件，本年减少50件。全年涉及金额912万元，平均每件1.6万元: where only last year's number is told, it is spread over none.
    pairs = same_year or [each for each in pairs if past(each[0], now)]
    kept: list[Pair] = []
    parts = _parts(claim)
    for total in dict.fromkeys(id(each[0]) for each in pairs):
        own = [each for each in pairs if id(each[0]) == total]
        kept += _named(claim, own) or _wholes(own, parts) or own
    return kept


def _named(claim: Mean, pairs: list[Pair]) -> list[Pair]:
    """审结621件，裁决183件。审结案件涉案金额1863.0万元，件均3.0万元: the one number that the total, or the deed, calls by its name."""
    for words in (claim.deed, pairs[0][0].head):
        called = LEADING.sub("", words)
        found = [each for each in pairs if _name(each[1]) and called.startswith(_name(each[1]))]
        if found and len({each[1].value for each in found}) == 1 and len(found) < len(pairs):
            return found
    head = pairs[0][0].head
    runs = {head[at : at + LONG] for at in range(len(head) - LONG + 1)}
    found = [each for each in pairs if any(run in _around(each[1]) for run in runs)]
    if len({each[1].value for each in found}) != 1:
        return []
    return found + [each for each in pairs if any(_left_in_the_end(claim, one[1], each[1]) for one in found)]


def _left_in_the_end(claim: Mean, named: Divisor, other: Divisor) -> bool:
    """隐患点年初28处，核销3处，新增2处，年末27处；巡查隐患点9882次，平均每处366次: of what there was at first and bears the name there are so many
    in the end, who bear it no less."""
    for told in roles(claim.passage):
        by_figure = {id(each): role for of_kind in told.values() for role, each in of_kind}
        ends = [by_figure.get(id(each.figure)) for each in (named, other)]
        if ends[0] == OPENING and ends[1] in ENDS:
            return named.figure is not None and other.figure is not None and named.figure.kind == other.figure.kind
    return False


def _around(number: Divisor) -> str:
    return "" if number.figure is None else f"{number.figure.head}|{number.figure.tail}"


def _name(number: Divisor) -> str:
    """其中线下49场 → 线下"""
    if number.figure is None:
        return ""
    name = COMMON.sub("", number.figure.head)
    return name if len(name) >= SAME else ""


def _parts(claim: Mean) -> set[int]:
    """The identities of the parts among the figures before the mean."""
    figures = claim.passage.figures
    before = bisect_right(figures, claim.start, key=lambda each: each.end)
    return set(parts_of_wholes([each for each in figures[max(0, before - BACK) : before] if each.exact]))


def _wholes(pairs: list[Pair], parts: set[int]) -> list[Pair]:
    """Numbers that are no parts of another one, told right before or behind them as their sum."""
    found = [each for each in pairs if each[1].figure is None or id(each[1].figure) not in parts]
    return found if len(found) < len(pairs) else []


def parts_of_wholes(figures: list[Figure]) -> Iterable[int]:
    """36起，其中普通程序21起、简易程序15起; 律师38人……工作者26人，两类人员合计64人: the identities of the parts."""
    by_kind: dict[str, list[Figure]] = {}
    for each in figures:
        by_kind.setdefault(each.kind, []).append(each)
    for same in by_kind.values():
        for at, whole in enumerate(same):
            for run in (same[at + 1 : at + 1 + MOST_PARTS], same[max(0, at - MOST_PARTS) : at][::-1]):
                left, taken = whole.value, []
                for part in run:
                    left -= part.value
                    taken.append(part)
                    if left <= 0:
                        break
                if left == 0 and len(taken) >= FEW and abs(taken[-1].sentence - whole.sentence) <= 1:
                    yield from (id(each) for each in taken)


def of_another(claim: Mean, total: Figure) -> bool:
    """执业律师由1124名发展到1236名……总人数1721名，每万人拥有律师3.1名: does the deed name another count of the unit, and not this one?"""
    words = {claim.deed[at : at + SAME] for at in range(len(claim.deed) - 1)}
    if not words or any(word in f"{total.head}|{total.tail}" for word in words):
        return False
    if claim.per > 1:
        return any(word in claim.passage.plain[: claim.start] for word in words)
    others = [
        each
        for each in claim.passage.figures
        if each.end <= claim.start and each.kind == total.kind and each is not total
    ]
    return any(word in each.head for word in words for each in others)


def of_another_place(total: Figure, number: Divisor) -> bool:
    """河口村人口3860人，每千人10.9件；东桥社区35件，每千人5.7件: is the number that of a place, and the total that of another one?"""
    places = [PLACE.search(each) for each in (total.head, "" if number.figure is None else number.figure.head)]
    return None not in places and len({each[1] for each in places if each is not None}) > 1


def of_those_done(claim: Mean, total: Figure, number: Divisor) -> bool:
    """已结案件罚款8.32万元，件均3200元; 办结的案件中，简易13件、普通31件，罚款7.92万元: do the words name what was done, and no such number?"""
    text = claim.passage.plain
    begin = max(text.rfind(mark, 0, total.start) for mark in "。；\n") + 1
    named = DONE.search(text, begin, claim.figure.start)
    return named is not None and number.figure is not None and ENDED.search(number.figure.head) is None
