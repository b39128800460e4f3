"""A share of one item of a list whose items add up to a total that the report prints: 噪声341件，占道286件……。噪声类占31.2%.

A list that fills its sentence and makes up a printed total to the last case is the whole; its items are no base of each other.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from fazhi.audit.rates import named_together
from fazhi.audit.rates.named_bases import core
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage
from fazhi.audit.text.scopes import picks_from

NEXT = re.compile(r"(?:（[^（）\d]{0,20}）)?[，、和及；](?:其中)?[^，。；：、\d]{0,16}")
SHARES = re.compile(r"（?，?(?:约|仅)?占?(?:比|全部的|总数的)?(?:约|为)?\d[\d.]*%）?")
SUBJECT = re.compile(
    r"[，。；：（](?:其中)?(?P<subject>(?:[\u4e00-\u9fff“”]|（[\u4e00-\u9fff]{1,4}）){2,14}?)(?:数量)?(?:(?:最多|居首位?|居第一位?|居多|排第[一二三四]位?|最高|最少)，)?(?:也|又|仅|只|约|各|的)*$"
)
ITEM = re.compile(r"[，。；：、]")
OTHER = re.compile(r"[^\u4e00-\u9fff]")
GENERAL = re.compile(r"^(?:占|占比|的?比例|的?比重|所|总[数量件额]?|全部|其|为|达到?|到|约|的|了|数量|量|数)*$")
TOGETHER = re.compile(r"合计|合并|一并|加起来|相加|[两三][项类者]")
SUMMED = re.compile(r"以上|上述|合计|共计|总计|[共计]")
OUT_OF_ALL = re.compile(r"(?:全部|所有|上述|以上|这些)[^，。；：\d]{0,8}[中里]，?[^，。；：\d]{0,12}$")
ADDED = re.compile(r"，?(?:合计|共计|就|便|已|即|也|约|共)?")
# 占处罚件数的, 在追发金额中占: of which of two columns
MEASURED = re.compile(r"(人|件|起|户|家|次|金|款|资)[数额项]")
UNITS_OF = {"金": "元", "款": "元", "资": "元"}
UPWARDS = re.compile(r"(?<![\d岁])以[上下]的?$")
NAME = 12
FEWEST, PAIR, LEAST, MOST, LEAD = 3, 2, 5, 20, 30
BACK = 12
"""So many paragraphs before a list of two its total may stand."""


def pair(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the item, all of the list), or ``None`` where no such list stands before the share."""
    figure = claim.figure
    if claim.role != "share" or claim.order or figure.vague or figure.bound or figure.compared:
        return None
    if (
        any(each.isdigit() for each in claim.link)
        or UPWARDS.search(claim.passage.plain, max(0, claim.start - LEAD), claim.start) is not None
    ):
        return None  # 占办结总数600件的33.5%; 中级以上占83.0%: more than one of them
    items = _items(claim)
    part = _named(claim, items) if len(items) >= PAIR else None
    if part is None:
        part, items = _of_all_before(claim)
    if part is None:
        part, items = _together(claim)
    if part is None:
        part, items = _of_column(claim)
    if part is None:
        part, items = _heading(claim)
    if part is None:
        return None
    totals = [each for each in _printed(manuscript, claim, items) if _of_all(claim, each)]
    if len(items) < FEWEST and "其中" in items[0].head:
        # 收入5286万元，其中税收4492万元、非税794万元，税收占比85.0%: of two that need not be all, the total stands in their sentence.
        totals = [
            each
            for each in totals
            if each.sentence == items[0].sentence and any(each is one for one in claim.passage.figures)
        ]
    return (part, totals[0]) if totals else None


def _sure(figure: Figure) -> bool:
    """A count, or an amount however far it was rounded: that items make a total to its last place is the same proof of both."""
    return figure.count and not figure.vague and not figure.bound


def _together(claim: Percentage) -> tuple[Figure | None, list[Figure]]:
    """邻里142件、山林128件、……。邻里和山林两类加起来270件，占全部纠纷的55.6%: two or three of a list, added."""
    own = [each for each in claim.sentence.figures if each.end <= claim.start]
    text = claim.passage.plain
    if not own or ADDED.fullmatch(text, own[-1].end, claim.start) is None or not own[-1].exact:
        return None, []
    part = own[-1]
    for number in (claim.figure.sentence, claim.figure.sentence - 1):
        listed = [each for each in claim.passage.figures if each.sentence == number and each.end <= part.start]
        for items in _columns(claim.passage.plain, listed):
            words = text[max(items[-1].end, claim.sentence.start) : part.start]
            if items[0].kind == part.kind and _adds(part, items, words):
                return part, items
    return None, []


def _adds(part: Figure, items: list[Figure], words: str) -> bool:
    """Is the part what two or three of the items come to, all of them called by the words before it?"""
    called = pairs(OTHER.sub("", words))
    named = [each for each in items if not called.isdisjoint(pairs(OTHER.sub("", each.head[-NAME:])))]
    found = any(
        summed(list(chosen)) == part.value
        for size in (PAIR, FEWEST)
        for chosen in combinations(named, size)
        if len(items) > size
    )
    return found or SUMMED.search(words) is not None and _one_way(part, items)


def _one_way(part: Figure, items: list[Figure]) -> bool:
    """Do just two of the items come to the part (四个季度……。一、四季度合计1201件)?"""
    return len(items) > PAIR and sum(summed(list(chosen)) == part.value for chosen in combinations(items, PAIR)) == 1


def _of_column(claim: Percentage) -> tuple[Figure | None, list[Figure]]:
    """大气类128件、罚款1024.6万元，水类74件、687.2万元，……。大气类占处罚件数的41.6%: a row of two units, of which the words name one."""
    text = claim.passage.plain
    own = [each for each in claim.sentence.figures if each.end <= claim.start]
    listed = [each for each in claim.passage.figures if each.sentence == claim.figure.sentence - 1]
    if not listed or own and "；" not in text[own[-1].end : claim.start]:
        return None, []
    found = _columns(text, listed)
    unit = MEASURED.search(text, max(listed[-1].end, claim.start - LEAD), claim.figure.start)
    if unit is not None:
        found = [each for each in found if each[0].unit.endswith(UNITS_OF.get(unit[1], unit[1]))]
    if len(found) != 1:
        return None, []
    part = _named(claim, found[0])
    return part, found[0] if part is not None else []


def _heading(claim: Percentage) -> tuple[Figure | None, list[Figure]]:
    """旅游类143件，占36.1%，租赁类99件，邻里类88件，其他66件: the share of an item whose list goes on behind it, down to 其他."""
    text, own = claim.passage.plain, [each for each in claim.sentence.figures if each.count]
    before = [each for each in own if each.end <= claim.start]
    if not before or text[before[-1].end : claim.start] not in ("，", "（", "、", "，约", "，仅"):
        return None, []
    part = before[-1]
    row = [each for each in own if each.kind == part.kind]
    row = row[1:] if len(row) > FEWEST and row[0].value == summed(row[1:]) else row
    if (
        not FEWEST <= len(row) <= MOST
        or part not in row
        or row[-1] is part
        or "其他" not in row[-1].head + row[-1].tail
    ):
        return None, []
    if any(not _sure(each) or each.compared or each.value <= 0 for each in row):
        return None, []
    gaps = (SHARES.sub("", text[one.end : two.start]) for one, two in pairwise(row))
    return (part, row) if all(NEXT.fullmatch(each) is not None for each in gaps) else (None, [])


def _of_all_before(claim: Percentage) -> tuple[Figure | None, list[Figure]]:
    """危险化学品21起……，其他14起。全部案件中，事故前处罚78起，占87.64%: out of all that the sentence before lists."""
    own = [each for each in claim.sentence.figures if each.end <= claim.start]
    text = claim.passage.plain
    if len(own) != 1 or OUT_OF_ALL.match(text[claim.sentence.start : own[0].start]) is None:
        return None, []
    if text[own[0].end : claim.start] != "，" or not own[0].exact:
        return None, []
    items = _row(claim, [each for each in claim.passage.figures if each.sentence == claim.figure.sentence - 1])
    sound = len(items) >= FEWEST and items[0].kind == own[0].kind and own[0].value <= summed(items)
    return (own[0], items) if sound else (None, [])


def _items(claim: Percentage) -> list[Figure]:
    """The counts that end the words before the share, if they are one list of one unit: of its sentence, or of the one before."""
    found = [each for each in claim.sentence.figures if each.end <= claim.start]
    if not found:
        found = [each for each in claim.passage.figures if each.sentence == claim.figure.sentence - 1]
    return _row(claim, found)


def _row(claim: Percentage, found: list[Figure]) -> list[Figure]:
    """The last of the counts that stand in one list, without its total."""
    text, run = claim.passage.plain, found[-1:]
    for each in reversed(found[:-1]):
        if each.kind != run[0].kind or len(run) > MOST or NEXT.fullmatch(text, each.end, run[0].start) is None:
            break
        run.insert(0, each)
    if any(not _sure(each) or each.compared or each.value <= 0 for each in run):
        return []
    # 调解412件，劝和168件、调处244件: the total stands in the row itself.
    run = run[1:] if len(run) > PAIR and run[0].value == summed(run[1:]) else run
    # 婚姻163件，邻里201件……，以上合计652件: or behind it.
    run = run[:-1] if len(run) > PAIR and run[-1].value == summed(run[:-1]) else run
    return run


def _named(claim: Percentage, items: list[Figure]) -> Figure | None:
    """The one item that the words right before the share call by its name."""
    found = SUBJECT.search(claim.passage.plain, max(items[-1].end, claim.start - LEAD), claim.start)
    if found is None:
        return None
    subject = OTHER.sub("", found["subject"])
    # 满意1402份，基本满意51份……，满意和基本满意合计占98.98%; 投诉8.42万件、举报2.71万件……。投诉中商品类占58.3%
    if TOGETHER.search(subject) is not None or picks_from(subject, subject[:PAIR]):
        return None
    # 提出意见13件、要求撤销4件，……（提出意见和要求撤销的件数占…）: more than one of them.
    told = named_together.names(claim)
    if told and all(any(named_together.called(each, name) for each in items) for name in told):
        return None
    words = pairs(subject)
    # 税收4492万元、非税收入794万元，税收占比: not the one that is called its contrary.
    contrary = re.compile(f"[非不未无]{re.escape(subject)}")
    names = [ITEM.split(claim.passage.plain[max(0, each.start - NAME) : each.start])[-1] for each in items]
    heads = ["" if contrary.search(each) else OTHER.sub("", each) for each in names]
    scores = [len(words & pairs(each)) for each in heads]
    best = [each for each, score in zip(items, scores, strict=True) if score and score == max(scores)]
    return best[0] if len(best) == 1 and subject[:PAIR] in heads[items.index(best[0])] else None


def _printed(manuscript: Manuscript, claim: Percentage, items: list[Figure]) -> list[Figure]:
    """The counts of their unit, in the passage or in the paragraphs before, that the items add up to."""
    value, at = summed(items), manuscript.passages.index(claim.passage)
    if value < LEAST:
        return []
    found = []
    for passage in manuscript.passages[max(0, at - BACK) : at + 1]:
        for each in passage.figures:
            own = passage is claim.passage and items[0].start <= each.start <= items[-1].start
            if each.value == value and each.kind == items[0].kind and _sure(each) and not own and not each.compared:
                found.append(each)
    return found


def _columns(text: str, listed: list[Figure]) -> list[list[Figure]]:
    """The counts of one sentence as lists of one unit each, though those of another stand between them; without their totals."""
    found = []
    for kind in dict.fromkeys(each.kind for each in listed):
        row = [each for each in listed if each.kind == kind and not inside_bracket(text, listed[0].begins, each.start)]
        if any(not _sure(each) or each.compared or each.value <= 0 for each in row):
            continue
        row = row[1:] if len(row) > FEWEST and row[0].value == summed(row[1:]) else row
        if FEWEST <= len(row) <= MOST:
            found.append(row)
    return found


def _of_all(claim: Percentage, total: Figure) -> bool:
    """Does the share name no other base than the total?"""
    link = claim.link.rstrip("为达到约")
    if GENERAL.fullmatch(link) or "总" in link and not SUMMED.sub("", total.head):
        return True
    name = core(link.removeprefix("占").removesuffix("的").removesuffix("比例")).rstrip("量数额")
    return name == "" or not pairs(name).isdisjoint(pairs(total.head + total.tail))
