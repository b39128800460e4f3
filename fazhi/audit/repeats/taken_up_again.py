"""A number that the part on what is amiss, or the plan, binds to its thing: 挂牌督办的18处隐患, where the body has 8处列入挂牌督办.

Who writes 挂牌督办的18处隐患 or 全年56份审查任务 speaks of what was told. If the document says that number of nothing of these
words, and all that it says of them is one other number which a slip of the hand would make of it, one of the two is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.repeats.comparing import Comparison
from fazhi.audit.repeats.covering import cover, missing_in
from fazhi.audit.repeats.mentions import Mention, alike
from fazhi.audit.repeats.summings_up import SECTIONS
from fazhi.audit.repeats.tellings import Telling, content, is_report, told
from fazhi.audit.text import misprints, plans
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs

# 增至28名: what is aimed at, or is new, was not told.
AIMED = re.compile(r"[增减升降提扩压]|力争|确保|达到?|实现|不少于|至少|再|新|另|计划|目标|每|均|各|其[中余他]")
EACH = re.compile(r"每|均|各")
# 好评以外的, 年底余下的: they say no more of which thing than the thing itself.
BESIDES = re.compile(r"以外|之外|余下|剩余|剩下|留下|遗留|现有|尚未|还没有|没有|[这那上前]述?|而|且|已|的")
TASKS = re.compile(r"任务|工作|事务|总?量|工作量|对象|事项|压力|需求")
OF_CASES = re.compile(r"^(?:行政)?(?:处罚|执法)?案件的?(?:办理|查办|查处|处理|审理|调查|承办)")
LAWSUITS = re.compile(r"(?:立案|查处|办案)[^，。；]{0,6}$")
# 16人领导小组: those who lead may be counted with the others, or not.
BODIES = re.compile(r"(?:[\u4e00-\u9fff]{0,4})(?:领导小组|专班|小组|班子|队伍|团队|委员会)")
# 草场和山林纠纷虽有下降，仍有54件之多
TOPIC = re.compile(
    r"(?:^|[，。；：、）]|[是点])(?P<thing>[\u4e00-\u9fff]{2,12}?)(?:虽然?|尽管|数量|总量|居高|仍然?|依然|有所|逐年)[^，。；：\d]{0,10}，"
    r"(?:但|却|全年|年内|今年|本年)?(?:仍然?|还|依然|尚|也)?(?:有|达|高达|多达)$"
)
ALL = re.compile(r"全年|年内|今年|本年|共|合计|总计")
FAR = 40
HEAD = 6
"""Characters behind a number in which the name of its thing begins."""
MOST = 400


def taken_up_again(manuscript: Manuscript) -> Iterator[tuple[Mention, Mention]]:
    """(the number taken up, the one that was told) for every such number."""
    if not is_report(manuscript):
        return
    planned = plans.planned(manuscript)
    comparable = Comparison(manuscript)
    every = told(manuscript)
    bound = [each for each in every if _bound(each, planned)]
    first = [each for each in every if each.mention.passage.index not in planned and not _later(each)]
    for again in bound[:MOST]:
        other = _miswritten(again, every, first, comparable)
        if other is not None:
            yield again.mention, other.mention


def _later(telling: Telling) -> bool:
    return SECTIONS.search(telling.section) is not None


def _bound(telling: Telling, planned: frozenset[int]) -> bool:
    """Does it tell again what is known: in the part on what is amiss anything, in the plan and elsewhere what the words presuppose?"""
    mention = telling.mention
    if not mention.figure.exact or not mention.figure.unit or mention.compared or mention.form == "reckoned":
        return False
    if AIMED.search(mention.left) is not None or BODIES.match(mention.right) is not None:
        return False
    if mention.passage.index in planned:
        return telling.definite
    return _later(telling) or _every(telling)


def _every(telling: Telling) -> bool:
    """23件办结案件的处罚结果全部公示: all of what was told just before."""
    return telling.strong and telling.mention.form == "every" and bool(content(telling.head[:HEAD]))


def _miswritten(again: Telling, every: list[Telling], first: list[Telling], comparable: Comparison) -> Telling | None:
    near = [each for each in first if each.mention.key == again.mention.key and _before(each, again)]
    # Words are dear to compare: nothing is asked of them where no number is a slip of this one.
    if not any(_slip(again, each) for each in near) or _said_elsewhere(again, every):
        return None
    same = [
        each
        for each in near
        if not (each.mention.compared or EACH.search(each.mention.left))
        and _named(again, each)
        and comparable(each.mention, again.mention)
    ]
    slips = [each for each in same if _slip(again, each)]
    if not slips or len({each.mention.figure.value for each in slips}) > 1:
        return None
    turned = misprints.swapped(again.mention.digits, slips[0].mention.digits)
    if _every(again) and not _later(again):
        return slips[0] if turned and slips[0].mention.passage is again.mention.passage else None
    alone = len({each.mention.figure.value for each in _firsts(same)}) == 1
    return slips[0] if turned or alone and _plain(again, slips[0]) else None


def _plain(again: Telling, other: Telling) -> bool:
    """Is the other one all of it, by words that narrow it no more than those here?"""
    # 对57个单位开展督察 … 51个单位反馈问题未整改: of fewer that the words do not presuppose, those may be some of all.
    if not again.definite and again.mention.figure.value < other.mention.figure.value:
        return False
    if ALL.search(other.mention.left) is not None or content(BESIDES.sub("", _own(again))):
        return True
    return not missing_in(cover(other.modifier, again.sentence)[1])


def _firsts(same: list[Telling]) -> list[Telling]:
    """对66份合同开展审查，发现存在问题的24份: of one sentence what is told first; the others are some of it."""
    found: dict[tuple[int, int], Telling] = {}
    for each in same:
        found.setdefault((id(each.mention.passage), each.mention.figure.sentence), each)
    return list(found.values())


def _before(other: Telling, again: Telling) -> bool:
    """Told before it, and in another sentence."""
    one, two = other.mention, again.mention
    return other.place < again.place and (one.passage is not two.passage or one.figure.sentence != two.figure.sentence)


def _said_elsewhere(again: Telling, every: list[Telling]) -> bool:
    """Has any other count of like words the number?"""
    words = _pairs(again)
    return any(
        each is not again
        and each.mention.key == again.mention.key
        and each.mention.figure.value == again.mention.figure.value
        and words & pairs(f"{each.sentence}|{each.frame}")
        for each in every
    )


def _pairs(telling: Telling) -> set[str]:
    words = (telling.modifier, telling.head[:HEAD])
    return {pair for each in words for pair in pairs(content(each))}


def _named(again: Telling, other: Telling) -> bool:
    """Do the words beside the other number say all by which this one is bound to its thing?"""
    if OF_CASES.match(again.mention.right) is not None and not content(BESIDES.sub("", _own(again))):
        return LAWSUITS.search(other.mention.left) is not None
    there = f"{other.own}|{other.inherited}"
    turned = misprints.swapped(again.mention.digits, other.mention.digits)
    modifier, head = BESIDES.sub("", _own(again)), again.head[:HEAD]
    if turned and (again.definite or modifier) and _shared(modifier, other.own) | _shared(head, other.own):
        return True
    if content(modifier):
        return not missing_in(cover(modifier, there)[1]) and bool(_shared(modifier, there))
    head = TASKS.sub("", again.head)
    named = cover(head, other.around)
    return bool(_shared(head, other.around)) and bool(named[0]) and head.startswith(named[0][0])


def _own(telling: Telling) -> str:
    """The words before the number that bind it: none for 全年56份审查任务."""
    if telling.mention.form == "which":
        return telling.modifier
    if content(telling.modifier + telling.head.replace("之多", "")):
        return ""
    text, start = telling.mention.passage.plain, telling.mention.figure.start
    topic = TOPIC.search(text, max(telling.begin, start - FAR), start)
    return "" if topic is None else alike(topic["thing"].removeprefix("点").removeprefix("是"))


def _shared(words: str, there: str) -> set[str]:
    return pairs(content(words)) & pairs(there)


def _slip(again: Telling, other: Telling) -> bool:
    one, two = again.mention.digits, other.mention.digits
    if one == two:
        return False
    bound = again.mention.form == "which" and bool(content(BESIDES.sub("", _own(again))))
    return misprints.like_count(one, two) or bound and _lost(one, two)


def _lost(one: str, two: str) -> bool:
    """18 for 8, 14 for 4: one figure too many, or one too few."""
    shorter, longer = sorted((one, two), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
