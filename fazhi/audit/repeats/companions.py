"""Two counts told together, and together again: 评查案卷4轮460件 … 评查案卷4轮480件.

Of one number under a short name, there may be several in a report. Where the same count stands before it with the same name
both times, or behind it, both sentences give one account, and the other number must agree as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from fazhi.audit.repeats.mentions import Mention, bare, pattern
from fazhi.audit.repeats.tellings import content
from fazhi.audit.text import misprints
from fazhi.audit.text.deeds import DONE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs

MOST = 8
LEAST, PAIR = 4, 2
"""Characters of a name by which an account is known."""
THREE = 3
SCOPE = 40
CLOSE = 16
"""Characters between the two counts of an account."""
NEAR = 10
MARK = re.compile(r"[，。；：、（）]")
SHARE_OF = re.compile(r"[^，。；：、\d]{0,14}占(?P<whole>[^，。；：、\d]{2,14}?)的\d")
DEED = re.compile(rf"(?:其中|当年|年内|全部|均|共|已|被|经)*(?P<deed>转化|{DONE})")

Comparable = Callable[[Mention, Mention], bool]


def companions(
    found: list[Mention], planned: frozenset[int], comparable: Comparable
) -> Iterator[tuple[Mention, Mention]]:
    """(mention, the one with which it should agree) for every two accounts that agree in their other count."""
    known: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(found):
        name = bare(one.name)
        if one.form or len(name) < LEAST or one.passage.index in planned or one.compared:
            continue
        earlier = known.setdefault((*one.key, one.digits, name[-LEAST:]), [])
        for before in islice(reversed(earlier), MOST):
            if found[before].passage is not one.passage:
                apart = list(_disagreeing(found, before, number, comparable))
                # 卫生院22家、诊所19家、医院4家 … 违规的卫生院17家、诊所26家、医院4家: two that differ are of another whole.
                if len(apart) == 1 and not of_another_whole(found[before], one):
                    yield from apart
        earlier.append(number)


def of_another_whole(one: Mention, two: Mention) -> bool:
    """Do the sentences of both list more things by the same names, most of them with other numbers?

    交通运输业事故158起，死亡66人，受伤182人，损失33.6万元 … 庆川县事故26起，死亡14人，受伤23人，损失37.58万元
    """
    first, second = (
        {(each.kind, each.head[-LEAST:]): each.value for each in mention.passage.figures if _beside(mention, each)}
        for mention in (one, two)
    )
    same = [name for name in first if name in second]
    return sum(1 for name in same if first[name] != second[name]) >= PAIR


def of_another_fate(one: Mention, two: Mention) -> bool:
    """收到意见73条，采纳41条 … 收集意见37条，转化为措施29项: is of each told what became of it, by a deed and a number of its own?

    Asked of two figures only, which are in another order by chance as well.
    """
    if max(len(one.digits), len(two.digits)) >= THREE or one.form or two.form:
        return False
    first, second = _fate(one), _fate(two)
    if first is None or second is None or first.value == second.value:
        return False
    deeds = [DEED.match(MARK.split(each.head)[-1]) for each in (first, second)]
    return all(deeds) and len({each["deed"] for each in deeds if each}) > 1


def share_of_the_other(one: Mention, two: Mention) -> bool:
    """247件劳动争议占纠纷受理总量的33.3% … 全年受理纠纷742件: is the less told as a share of what the greater is called?"""
    less, more = sorted((one, two), key=lambda each: each.figure.value)
    share = SHARE_OF.match(less.passage.plain, less.figure.end)
    return share is not None and not pairs(share["whole"]).isdisjoint(pairs(f"{more.left}|{more.right}"))


def _fate(mention: Mention) -> Figure | None:
    """The count in the clause behind, of no more than there were."""
    own = mention.figure
    behind = [each for each in mention.passage.figures if each.start > own.end and each.sentence == own.sentence][:1]
    near = [each for each in behind if each.count and each.clause == own.clause + 1 and each.value <= own.value]
    return near[0] if near else None


def _beside(mention: Mention, figure: Figure) -> bool:
    own = mention.figure
    if figure.sentence != own.sentence:
        return False
    return len(figure.head) >= (LEAST if figure.kind == own.kind else PAIR)


def _disagreeing(
    found: list[Mention], first: int, second: int, comparable: Comparable
) -> Iterator[tuple[Mention, Mention]]:
    for step in (1, -1):
        if not (first + step >= 0 and second + step < len(found)):
            continue
        one, two = found[first + step], found[second + step]
        if one.key != two.key or one.figure.value == two.figure.value:
            continue
        if not all(_together(found[at], found[at + step]) for at in (first, second)):
            continue
        name, other = (bare(found[at].name) for at in (first, second))
        if not (name.endswith(other) or other.endswith(name)):
            return
        if not (comparable(found[first], found[second]) and comparable(one, two)):
            continue
        if _one_account(one, two, min(name, other, key=len)) and not _narrowed(one) and not _narrowed(two):
            yield two, one


def _together(one: Mention, two: Mention) -> bool:
    """In one sentence, and beside each other."""
    if one.passage is not two.passage or one.figure.sentence != two.figure.sentence or two.compared:
        return False
    first, second = sorted((one.figure, two.figure), key=lambda each: each.start)
    return second.start - first.end <= CLOSE


def _one_account(one: Mention, two: Mention, name: str) -> bool:
    """Is the thing of both named alike, and the account by more than that somebody trained or checked?"""
    first, second = bare(one.name), bare(two.name)
    if first != second or one.right != two.right or one.figure.unit != two.figure.unit:
        return False
    greater, less = max(one.figure.value, two.figure.value), min(one.figure.value, two.figure.value)
    near = len(one.digits) >= THREE and (greater - less) * NEAR <= greater
    return near or misprints.alike(one.digits, two.digits) or min(len(content(name)), len(content(first))) >= LEAST


def _narrowed(mention: Mention) -> bool:
    """Does the sentence speak of a part of the unit or of the time?"""
    text, start = mention.passage.plain, mention.figure.start
    lead = text[max(0, text.rfind("。", 0, start) + 1, start - SCOPE) : start]
    return pattern("scope").search(pattern("helped").sub("", lead)) is not None or (
        pattern("other").search(mention.left) is not None
    )
