"""A total that closes its list: 镇级3次；村级18次；站所6次；合计27次      来信9件，网信43件，两者共计52件

What is added stands before it in its sentence: all of it, or from the last ；or ：on, or what the sums before it came to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise

from fazhi.audit.sums.addition import CARRIED, REST_OF_LIST, Addition, comes_out, slipped
from fazhi.audit.sums.counts import counted, for_each
from fazhi.audit.sums.levels import levelled
from fazhi.audit.sums.listing import ASIDE, printed
from fazhi.audit.text import misprints, numerals
from fazhi.audit.text.brackets import bracket_closed, inside_bracket
from fazhi.audit.text.figures import EXACT, Figure, summed
from fazhi.audit.text.passages import Passage

CLAUSE = re.compile(r"[，。；：！？\n（）]")
SIGNS = frozenset("共计总加合")
STRONG = re.compile(
    r"(?:合计|总计|总共|相加|累加|[加合]起来|[加合]在一起|[两三四五六七八九十]+[者项类级支部地]{1,2}[\u4e00-\u9fff]{0,4}(?:共计?|总[数额量]))[\u4e00-\u9fff]{0,4}$"
    r"|[两三四五六七八九十](?:次|场|轮|批|个|期)[\u4e00-\u9fff]{0,6}共计?[\u4e00-\u9fff]{0,4}$"
    r"|^共计(?:(?!发现|提出|形成|产生|发放|办理|[参开])[\u4e00-\u9fff]){1,4}(?:单位|部门|机构|组织|学校|人员|主体|场所)$"
    r"|^[\u4e00-\u9fff]{2}总量[为达]?$"
    r"|^(?:总[数额量]|总人数|[\u4e00-\u9fff]{0,4}总额|[\u4e00-\u9fff]{0,4}共计)[为达]?$"
)
WEAK = re.compile(r"^[\u4e00-\u9fff]{0,8}(?:共|累计)[\u4e00-\u9fff]{0,3}$")
NUMBER = re.compile(r"([两三四五六七八九十])[者项类级支部地次场轮批个期]")
BOTH = re.compile(r"[两三四五六七八九十]+[者项类级][\u4e00-\u9fff]{0,2}(?:合计|共计|总计|相加|累加)")
# 全年共28场, 累计学法26次: nothing is said of the total that is not said of its parts.
BARE = re.compile(r"^(?:全年|年内|今年|一年来|全[镇县乡区市])?(?:共计?|累计)([\u4e00-\u9fff]{0,3})$")
# 拆除存量5.27万平方米，拆除新增0.93万平方米，拆除总量6.20万平方米: of what bears its name.
CALLED = re.compile(r"^([\u4e00-\u9fff]{2})总[数量额]")
# 班子成员11人、书记14人一并述法，述法人员共25人
DOERS = re.compile(r"^([\u4e00-\u9fff]{2,4})(?:人员|对象|单位|部门|者)共计?$")
# 集体学法8次，会前学法12次，全年集体学法共20次: all of one name.
NAMED = re.compile(r"^(?:全年|年内|今年)?[\u4e00-\u9fff]{0,4}([\u4e00-\u9fff]{2})共计?$")
SUBSET = re.compile(r"其中|[率占]|成功|办结|满意")
# …市募集20万元，以及各地的捐助，总计256.3万元: something without a figure is added as well.
UNTOLD = re.compile(r"以及|等|及其|.{30}")
LAST_YEAR = re.compile(r"[上去]年|同期")
# 每季度专题研究一次安全生产工作，全年研究4次: the rhythm is no count.
RHYTHM = re.compile(r"每个?(?:半?年|季度?|月|旬|周|天|日|两)[^，。；：\d]{0,10}$")
# 申请67部，完成51部，累计加装128部: what is done of what was asked for is no other item.
DONE_OF_IT = re.compile(r"(?:已|实际)?(?:完成|完工|办结|竣工|建成|批准|核准|整改)了?")
# 未成年人8人、妇女11人，二者有交叉的3人，共16人; 两会合并召开2次，两项合起来10次
CROSSED = re.compile(r"交叉|重叠|重合|重复|剔除|去重|合并|联合")
FEWEST = 2
SAME_THING = 3
NEAR = Decimal("0.12")
OF_DEEDS = frozenset(("time", "session"))
"""Meetings and talks are not counted twice, as persons may be."""
LONGEST = 40
BACK = 60


def closings(passage: Passage) -> Iterator[Addition]:
    """Totals behind their lists, with the reading that adds up or the one that misses by a slip."""
    if not any(each in passage.plain for each in "共计总加合"):
        return
    for counts in counted(passage).values():
        for number in range(FEWEST, len(counts)):
            total = counts[number]
            clause = CLAUSE.split(passage.plain[max(0, total.start - BACK) : total.start])[-1]
            if total.compared or SIGNS.isdisjoint(clause) or REST_OF_LIST.search(clause) is not None:
                continue
            strong = STRONG.search(clause) is not None
            if not strong and WEAK.search(clause) is None:
                continue
            items = _items(passage, counts[max(0, number - LONGEST) : number], total)
            parts = _chosen(passage, items, total, clause, strong=strong)
            if parts:
                yield Addition(passage, [total], parts, "list", True)


def _items(passage: Passage, before: list[Figure], total: Figure) -> list[Figure]:
    """The counts of the total's sentence that may be added."""
    text = passage.plain
    same = [each for each in before if each.sentence == total.sentence and not each.compared]
    if not same and BOTH.match(text, total.start - len(total.head)) is not None:
        # 家庭户281人；集体户97人。两者合计378人: of the sentence before.
        same = [each for each in before if each.sentence == total.sentence - 1 and not each.compared]
    same = [
        each
        for each in same
        if not (ASIDE.search(each.head) or RHYTHM.search(text, each.begins, each.start) or for_each(passage, each))
    ]
    # 罚款1486.2万元，上年1729.8万元；没收38.6万元；罚没合计1524.8万元: last year's level is not added.
    # 上年结转收入1.28亿元 is: it came into this one.
    same = [
        each
        for each in same
        if each.period == total.period or LAST_YEAR.search(each.period) is None or CARRIED.search(each.head)
    ]
    return [
        each
        for each in same
        if not (inside_bracket(text, same[0].start, each.start) and bracket_closed(text, each.start, total.start))
    ]


def _chosen(passage: Passage, items: list[Figure], total: Figure, clause: str, *, strong: bool) -> list[Figure]:
    if len(items) < FEWEST or any(DONE_OF_IT.fullmatch(each.head) for each in items[1:]):
        return []
    ways = list(_ways(passage, items, total, clause))
    for parts in ways:
        if comes_out(total, parts):
            return parts if strong else []
    # Any run that comes out explains the total, though nobody would read it so; but none that leaves the end of an
    # enumeration out (24名；另有4名、2名、2名，合计30名).
    until = list(accumulate((each.value for each in items), initial=EXACT))
    if any(
        until[end] - until[start] == total.value and not passage.plain.startswith("、", items[end - 1].end)
        for start in range(len(items))
        for end in range(start + 2, len(items) + 1)
    ):
        return []
    for parts in ways:
        if _slip(passage, parts, total, strong=strong):
            return parts
    return []


def _ways(passage: Passage, items: list[Figure], total: Figure, clause: str) -> Iterator[list[Figure]]:
    """The sets of counts a total may add, the likeliest first."""
    said = NUMBER.search(clause)
    number = numerals.read(said[1]) if said is not None else None
    if number is not None and FEWEST <= number <= len(items):
        yield items[-number:]
    text = passage.plain
    sums = [each for each in items if STRONG.search(CLAUSE.split(text[max(0, each.start - BACK) : each.start])[-1])]
    if len(sums) >= FEWEST:
        yield sums
    since = [each for each in items if not sums or each.start > sums[-1].start]
    called = CALLED.search(clause)
    own = [each for each in since if called is not None and called[1] in each.head]
    for parts in (
        own,
        since,
        [each for each in since if each.segment == total.segment],
        _since_colon(text, since),
        items,
    ):
        if len(parts) >= FEWEST:
            yield parts


def _since_colon(text: str, items: list[Figure]) -> list[Figure]:
    starts = [
        number for number, each in enumerate(items) if "：" in text[each.begins : each.start - len(each.head) + 1]
    ]
    return items[starts[-1] :] if starts else []


def _slip(passage: Passage, parts: list[Figure], total: Figure, *, strong: bool) -> bool:
    """Does the total miss its list so narrowly that it can only be a slip?"""
    text, amount = passage.plain, summed(parts)
    if SUBSET.search(text[parts[0].start : total.start]) is not None or any(each.value > total.value for each in parts):
        return False
    if UNTOLD.search(text[parts[-1].end : total.start]) is not None:
        return False
    if CROSSED.search(text, parts[0].end, total.start) is not None:
        return False
    figures = max(len(printed(total, each).rstrip("0")) for each in (total.value, amount))
    alike = misprints.alike(printed(total, total.value), printed(total, amount))
    off = abs(total.value - amount)
    near = off <= max(amount * NEAR, Decimal(1))
    if not strong:
        by_level = near and len(parts) >= SAME_THING and levelled(text, parts)
        return figures >= SAME_THING and alike or by_level or near and _bare(text, parts, total)
    return alike or near or off <= FEWEST or slipped(parts, total)


def _bare(text: str, parts: list[Figure], total: Figure) -> bool:
    """乡级8场，在各村16场，在小学4场，全年共26场: a list that begins its sentence, and the sum of nothing else."""
    clause = CLAUSE.split(text[max(0, total.start - BACK) : total.start])[-1]
    doers = DOERS.search(clause)
    if doers is not None and len(parts) == FEWEST and text.startswith("、", parts[0].end):
        return text[parts[-1].end : total.start - len(clause) - 1].endswith(doers[1])
    named = NAMED.search(clause)
    named = named if named is not None and all(each.head.endswith(named[1]) for each in parts) else None
    match = named or BARE.search(clause)
    fewest = SAME_THING if named is None else FEWEST
    if match is None or total.kind not in OF_DEEDS or len(parts) < fewest or total.tail or not total.exact:
        return False
    between = [text[left.end : right.start] for left, right in pairwise([*parts, total])]
    return all(match[1] in f"{each.head}{each.tail}" for each in parts) and not any("；" in each for each in between)
