"""A quantity told in one part of a report and told again in another in other words: 年内党委会专题研究法治工作5次 …
主持召开的5次专题研究法治工作的党委会均形成纪要.

Other than in :mod:`naming`, the words need not stand in one order. A later mention is an echo of another one when every word
by which it says what it counts is found around the other number, no word narrows one of the two alone, and no other count
of the document answers to the same words. How much more is asked depends on how much the two numbers look alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from fazhi.audit.repeats.comparing import Comparison
from fazhi.audit.repeats.covering import Common, compared, cover, missing_in, remaining
from fazhi.audit.repeats.mentions import Mention, canonical, pattern
from fazhi.audit.repeats.summings_up import apart, near_values, one_deed, summed_up, sums_up
from fazhi.audit.repeats.tellings import FAR, PAIR, Telling, is_report
from fazhi.audit.text import misprints
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs

MOST = 16
COMMON = 40
"""A word that stands with more numbers of one unit tells nothing of any of them."""
FEW = 6
"""A word that stands with no more numbers than that is known by them."""
NAMED, CLEAR = 4, 6
"""Characters that two mentions must have in common, by how much else is known."""
THREE = 3
ABOUT_HALF = 0.5
AMOUNTS = frozenset(
    ("元", "万元", "亿元", "公顷", "亩", "公里", "千米", "米", "吨", "公斤", "千克", "斤", "平方米", "平方公里")
)

Index = dict[tuple[str, str], dict[str, list[int]]]


class Echo(NamedTuple):
    """Two mentions of one quantity whose numbers differ; ``for_…``: how many further ones agree with each."""

    again: Mention
    other: Mention
    for_again: int
    for_other: int


def echoes(
    manuscript: Manuscript, told: list[Telling], planned: frozenset[int], comparable: Comparison
) -> Iterator[Echo]:
    """For every mention, the one that it contradicts."""
    report = is_report(manuscript)
    places = [each.place for each in told]
    orders = _orders(told)
    # Where only swapped figures prove anything, there must be some.
    asked = [
        number
        for number, each in enumerate(told)
        if each.mention.figure.unit and (report or len(orders[_order(each)]) > 1)
    ]
    index = _index(told, {told[number].mention.key for number in asked})
    for number in asked:
        again = told[number]
        near = _near(told, index, places, number)
        # Words are dear to compare: nothing is asked of them where no number could be an echo, whatever they say.
        if not any(_could_echo(again, other, report) for other in near):
            continue
        candidates = _candidates(again, near, index, planned, comparable)
        echo = _contradicted(again, candidates, again.mention.passage.index in planned, report)
        if echo is not None:
            yield echo


def _candidates(
    again: Telling, near: list[Telling], index: Index, planned: frozenset[int], comparable: Comparison
) -> list[tuple[Telling, Common]]:
    """Those that may be of the same quantity, as far as :func:`_contradicted` asks for them: those with another number only
    where all the words stand beside it, and none at all once one with the same number answers to them."""
    found: list[tuple[Telling, Common]] = []
    for other in near:
        if other.mention.passage.index in planned or not comparable.of_one_text(other.mention, again.mention):
            continue
        same = other.mention.figure.value == again.mention.figure.value
        common = compared(again, other, index[other.mention.key], whole=not same)
        if not (same or common.full) or comparable.apart(other.mention, again.mention):
            continue
        if same and _answers(again, other, common):
            return []
        found.append((other, common))
    return found


def _answers(again: Telling, other: Telling, common: Common) -> bool:
    """Does a mention with the same number say what this one takes up?"""
    if other.definite:
        return False
    return common.full or common.share >= ABOUT_HALF and (one_deed(again, other) or not sums_up(again))


def _orders(told: list[Telling]) -> dict[tuple[str, ...], set[str]]:
    """The numbers of the document by their unit and their figures, in whatever order these stand."""
    orders: dict[tuple[str, ...], set[str]] = {}
    for each in told:
        orders.setdefault(_order(each), set()).add(each.mention.digits)
    return orders


def _order(telling: Telling) -> tuple[str, ...]:
    return (*telling.mention.key, *sorted(telling.mention.digits))


def _could_echo(again: Telling, other: Telling, report: bool) -> bool:
    """Do the two numbers and their places leave room for a proof (see :func:`proven`)?"""
    one, two = again.mention.digits, other.mention.digits
    if again.mention.figure.value == other.mention.figure.value:
        return False
    if not report:
        return misprints.swapped(one, two)
    return (
        again.definite
        or again.strong
        or misprints.swapped(one, two)
        or len(one) >= THREE
        and (misprints.one_wrong(one, two) or near_values(again, other))
        or again.part != other.part
        and (not (other.definite or again.head or other.head) or apart(again, other))
    )


def _index(told: list[Telling], keys: set[tuple[str, str]]) -> Index:
    """Which tellings of some units stand beside every two characters."""
    index: Index = {key: defaultdict(list) for key in keys}
    for number, each in enumerate(told):
        group = index.get(each.mention.key)
        if group is not None:
            for pair in each.pairs:
                group[pair].append(number)
    return index


def _near(told: list[Telling], index: Index, places: list[int], number: int) -> list[Telling]:
    """Mentions of that unit beside which most of the words stand; first those with its number."""
    again = told[number]
    group = index[again.mention.key]
    shared: Counter[int] = Counter()
    for pair in pairs(again.modifier) | pairs(again.head):
        having = group.get(pair, ())
        if len(having) <= COMMON:
            shared.update(having)
    del shared[number]
    first, last = bisect_right(places, again.place - FAR), bisect_left(places, again.place + FAR)
    same: list[int] = []
    others: list[int] = []
    for each in shared:
        if first <= each < last:
            (same if told[each].mention.digits == again.mention.digits else others).append(each)
    ranked = (*_ranked(same, shared), *_ranked(others, shared))
    return [told[each] for each in ranked[:MOST]]


def _ranked(numbers: list[int], shared: Counter[int]) -> list[int]:
    return sorted(numbers, key=shared.__getitem__, reverse=True)


def _contradicted(again: Telling, candidates: list[tuple[Telling, Common]], plan: bool, report: bool) -> Echo | None:
    value = again.mention.figure.value
    full = [(other, common) for other, common in candidates if common.full and not _narrowed(again, other)]
    beside = max((common.beside for _other, common in full), default=0)
    same = [(other, common) for other, common in full if common.beside == beside]
    values = Counter(other.mention.figure.value for other, _common_of in same if other.mention.figure.value != value)
    agreeing = sum(
        1 for other, common in candidates if other.mention.figure.value == value and common.share >= ABOUT_HALF
    )
    best: tuple[tuple[bool, int], Telling] | None = None
    for other, common in same:
        if other.mention.figure.value == value or (plan and not _level(again, other)):
            continue
        alone = len(values) == 1
        if (
            proven(again, other, common, alone, report, agreeing > 0)
            or plan
            and alone
            and _starts_from(again, other, common)
        ):
            rank = (misprints.swapped(again.mention.digits, other.mention.digits), common.characters)
            if best is None or rank > best[0]:
                best = rank, other
    found = best[1] if best is not None else None
    if found is None and report and not plan:
        found = summed_up(again, [(other, common) for other, common in full if comparable_deeds(again, other)])
    if found is None or _sum_of_others(again, found, full) or _in_another_unit(again, found):
        return None
    return Echo(again.mention, found.mention, agreeing, values[found.mention.figure.value] - 1)


def _level(again: Telling, other: Telling) -> bool:
    """In a plan only what starts from the present level is an echo, or a plain misprint of a definite number."""
    if again.mention.form == "base":
        return True
    standing = again.definite or pattern("stock").match(again.mention.left) is not None
    return standing and misprints.alike(again.mention.digits, other.mention.digits)


def _starts_from(again: Telling, other: Telling, common: Common) -> bool:
    """力争月均巡查由91.5次增至100次: a plan starts from the level that the report tells."""
    one, two = again.mention.digits, other.mention.digits
    misprint = len(one) >= THREE and misprints.one_wrong(one, two)
    return misprint and again.mention.form == "base" and common.mutual and common.characters >= NAMED


def _in_another_unit(again: Telling, other: Telling) -> bool:
    """重大行政决策8件 … 作出重大行政决策8项，制发规范性文件4件: is one of them told beside the other, in another unit?"""
    return any(
        each.sentence == two.mention.figure.sentence
        and each.kind != one.mention.figure.kind
        and len(one.modifier) >= NAMED
        and canonical(each.head).endswith(one.modifier)
        for one, two in ((again, other), (other, again))
        for each in two.mention.passage.figures
    )


def _sum_of_others(again: Telling, other: Telling, same: list[tuple[Telling, Common]]) -> bool:
    """党委会研究4次，镇长办公会研究2次 … 6次会议: the number is that of several together."""
    value = again.mention.figure.value
    if len(same) > 1 and sum(each.mention.figure.value for each, _common_of in same) == value:
        return True
    for telling in (again, other):
        figure = telling.mention.figure
        counts = [each for each in telling.mention.passage.figures if each.kind == figure.kind]
        counts = [each for each in counts if each is not again.mention.figure and each.start <= figure.start][-MOST:]
        if any(one.value + two.value == value for one, two in pairwise(counts)):
            return True
    return False


def proven(again: Telling, other: Telling, common: Common, alone: bool, report: bool, twice: bool) -> bool:
    """Is it certain that both tell one number?

    Three figures in another order are hardly ever those of another quantity of which the same words are said. The less the
    numbers look alike, the more the words must leave no doubt.
    """
    one, two = again.mention.digits, other.mention.digits
    if _narrowed(other, again, own=True):
        return False
    swapped = misprints.swapped(one, two)
    if _side_by_side(again, other):
        return swapped and len(one) >= THREE and again.definite and not other.definite and again.place > other.place
    if swapped and (len(one) >= THREE or alone):
        close = common.mutual or again.definite or common.rare <= PAIR or common.characters >= CLEAR
        few = len(one) >= THREE and alone and again.definite and common.rare <= THREE
        # 检出不合格93批次。对不合格食品依法核查处置，39批次均已处置完毕
        at_once = (again.strong or other.strong) and other.mention.passage is again.mention.passage
        return close and (common.characters >= NAMED or few) or at_once and common.told >= THREE
    figure = again.mention.figure
    if not report or not alone or common.rare > FEW or figure.step or figure.unit in AMOUNTS or again.topic:
        return False
    return comparable_deeds(again, other) and _without_doubt(again, other, common, twice)


def _without_doubt(again: Telling, other: Telling, common: Common, twice: bool) -> bool:
    """Of two numbers that need not look alike; ``twice``: the later one is said at another place as well."""
    one, two = again.mention.digits, other.mention.digits
    named, greater = common.characters >= NAMED, again.mention.figure.value > other.mention.figure.value
    if common.mutual and near_values(again, other) and _said_of_both(again, other):
        return again.definite and named or common.told >= CLEAR and again.part != other.part
    if misprints.one_wrong(one, two) and len(one) > 1:
        if len(one) >= THREE and common.told >= CLEAR and common.mutual:
            return True
        if again.definite and named and (greater or again.strong or twice or bool(again.mention.form)):
            return True
        exact = common.mutual and common.beside >= common.characters
        if again.strong and (exact and common.rare <= PAIR or greater and _all_of_place(other)):
            return True
    if again.definite:
        return common.mutual and common.told >= CLEAR and (greater or again.strong)
    # Between paragraphs of one part one deed may be told of several fields: 食品…开展专项检查12次, 药品…8次.
    plain = not (other.definite or again.head or other.head) and again.part != other.part
    return plain and common.mutual and common.told > CLEAR and common.beside > CLEAR


def _said_of_both(one: Telling, two: Telling) -> bool:
    """Do all words beside the one stand beside the other? 受理9862件 and 化解9751件 are near each other as well."""
    for each, other in ((one, two), (two, one)):
        rest = [
            left for words in (each.modifier, each.head) for left in cover(words, f"{other.own}|{other.inherited}")[1]
        ]
        if missing_in(rest) or pattern("deeds").search("|".join(rest)) is not None:
            return False
    return True


def _all_of_place(other: Telling) -> bool:
    """街道下辖9个社区, told where a report presents the place."""
    return other.part == 0 and pattern("units").search(other.mention.left) is not None


def _narrowed(again: Telling, other: Telling, own: bool = False) -> bool:
    """Is the other one only of a part: 其中…, 石桥村…, 新增…?"""
    figure, text = other.mention.figure, other.mention.passage.plain
    listed = not own and not remaining(again, other) and "其中" in text[figure.begins : figure.start]
    if listed and not _fully_named(again, other):
        return True
    scope = None if own and other.mention.form == "these" else pattern("scope").search(other.lead)
    if scope is not None and scope.group() not in again.around:
        return True
    different = pattern("other").search(other.mention.left)
    return different is not None and different.group() not in again.own and not remaining(other, again)


def _fully_named(again: Telling, other: Telling) -> bool:
    """其中重大执法决定审核194件 says by itself what 审核重大执法决定149件 says."""
    one, two = again.mention.digits, other.mention.digits
    named = sum(len(each) for each in cover(again.modifier + again.head, other.own)[0])
    if again.strong and again.part != other.part and misprints.one_wrong(one, two):
        return named >= NAMED  # 其中直接纠错20件 … 全年被直接纠错的案件22件
    if apart(again, other) and named >= NAMED and not missing_in(cover(other.modifier, again.sentence)[1]):
        return True  # 约谈3个工作滞后的乡镇 … 其中工作滞后被约谈的2个
    return misprints.swapped(one, two) and len(two) >= THREE and named >= CLEAR


def _side_by_side(again: Telling, other: Telling) -> bool:
    """Counts of one sentence are of several things, unless one plainly takes up another: 受理38件，这83件均…."""
    one, two = other.mention, again.mention
    if one.passage is not two.passage or one.figure.sentence != two.figure.sentence:
        return False
    return other.place > again.place or not again.strong and two.form not in ("some", "every", "these")


def comparable_deeds(again: Telling, other: Telling) -> bool:
    """Who leads may have led some of what was held, never more: 召开会议5次 … 主持召开会议6次."""
    led, held = _led(again), _led(other)
    if led == held or again.strong or again.mention.passage is other.mention.passage:
        return True
    greater = again.mention.figure.value > other.mention.figure.value
    return greater if led else not greater


def _led(telling: Telling) -> bool:
    """带头学法，县政府常务会会前学法8次: the body that is named in the clause of the count is no longer led by one."""
    before, _mark, clause = telling.lead.rpartition("，")
    if pattern("of_all").search(clause) is not None:
        return False
    if pattern("led").search(clause) is not None:
        return True
    return pattern("led").search(before) is not None and pattern("held").search(clause) is None
