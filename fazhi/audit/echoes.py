"""A quantity told in one part of a report and told again in another in other words: 年内党委会专题研究法治工作5次 …
主持召开的5次专题研究法治工作的党委会均形成纪要.

Other than in :mod:`naming`, the words need not stand in one order. A later mention is an echo of another one when every word
by which it says what it counts is found around the other number, no word narrows one of the two alone, and no other count
of the document answers to the same words. How much more is asked depends on how much the two numbers look alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

from fazhi.audit import misprints
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.mentions import Mention, pattern
from fazhi.audit.tellings import FAR, LINE, OPENING, PAIR, Telling, content, pairs

MOST = 16
COMMON = 40
"""A word that stands with more numbers of one unit tells nothing of any of them."""
FEW = 6
"""A word that stands with no more numbers than that is known by them."""
NAMED, CLEAR = 4, 6
"""Characters that two mentions must have in common, by how much else is known."""
THREE = 3
NEAR = 20
"""Two values are near each other that differ by no more than such a part of the greater one."""
ABOUT_HALF = 0.5
AMOUNTS = frozenset(
    ("元", "万元", "亿元", "公顷", "亩", "公里", "千米", "米", "吨", "公斤", "斤", "平方米", "平方公里")
)
NEGATIONS = "不未非无没"
REPORT = re.compile(r"报告|总结|通报|汇报|[年季月]报|白皮书|情况")
REMAINING = re.compile(r"(?:尚|仍|还)?未[^的未]{2,4}的?$")

Index = dict[tuple[str, str], dict[str, list[int]]]
Comparable = Callable[[Mention, Mention], bool]


class Echo(NamedTuple):
    """Two mentions of one quantity whose numbers differ; ``for_…``: how many further ones agree with each."""

    again: Mention
    other: Mention
    for_again: int
    for_other: int


@dataclass(frozen=True, slots=True)
class Common:
    """What the words of one mention have in common with those around another.

    ``told``: how many of the characters say of which thing; ``full``: all its words are there; ``mutual``: and the other one has no further words; ``beside``: how many of them
    stand beside the other number; ``rare``: with how many counts the rarest of these stands.
    """

    characters: int
    told: int
    beside: int
    full: bool
    mutual: bool
    rare: int
    share: float


def echoes(
    manuscript: Manuscript, told: list[Telling], planned: frozenset[int], comparable: Comparable
) -> Iterator[Echo]:
    """For every mention, the one that it contradicts."""
    report = bool(told) and told[-1].place < FAR and _is_report(manuscript)
    index = _index(told)
    for number, again in enumerate(told):
        if not again.mention.figure.unit:
            continue
        near = _near(told, index, number)
        # Words are dear to compare: nothing is asked of them where no number could be an echo, whatever they say.
        if not any(_could_echo(again, other, report) for other in near):
            continue
        candidates = [
            (other, _common(again, other, index[other.mention.key]))
            for other in near
            if other.mention.passage.index not in planned and comparable(other.mention, again.mention)
        ]
        echo = _contradicted(again, candidates, again.mention.passage.index in planned, report)
        if echo is not None:
            yield echo


def _could_echo(again: Telling, other: Telling, report: bool) -> bool:
    """Do the two numbers and their places leave room for a proof (see :func:`proven`)?"""
    one, two = again.mention.digits, other.mention.digits
    if again.mention.figure.value == other.mention.figure.value:
        return False
    if misprints.swapped(one, two):
        return True
    if not report:
        return False
    if (
        again.definite
        or again.strong
        or len(one) >= THREE
        and misprints.one_wrong(one, two)
        or _near_values(again, other)
    ):
        return True
    return not (other.definite or again.head or other.head) and again.part != other.part


def _is_report(manuscript: Manuscript) -> bool:
    opening = manuscript.passages[:OPENING]
    return any(len(each.plain) <= LINE and REPORT.search(each.plain) is not None for each in opening)


def _index(told: list[Telling]) -> Index:
    index: Index = {}
    for number, each in enumerate(told):
        group = index.setdefault(each.mention.key, {})
        for pair in each.pairs:
            group.setdefault(pair, []).append(number)
    return index


def _near(told: list[Telling], index: Index, number: int) -> list[Telling]:
    """Mentions of that unit beside which most of the words stand; first those with its number."""
    again = told[number]
    group = index[again.mention.key]
    shared: Counter[int] = Counter()
    for pair in pairs(again.modifier) | pairs(again.head):
        having = group.get(pair, [])
        if len(having) <= COMMON:
            shared.update(having)
    del shared[number]
    digits = again.mention.digits
    ranked = sorted(shared, key=lambda each: (told[each].mention.digits != digits, -shared[each]))
    near = (told[each] for each in ranked if abs(told[each].place - again.place) < FAR)
    return list(islice(near, MOST))


def cover(words: str, text: str) -> tuple[list[str], list[str]]:
    """(pieces of ``words`` of two characters or more that stand in ``text``, what is left between them)."""
    pieces: list[str] = []
    rest: list[str] = []
    at = begun = 0
    while at < len(words):
        size = PAIR
        while at + size <= len(words) and words[at : at + size] in text:
            size += 1
        size -= 1
        if size < PAIR:
            at += 1
            continue
        if at > begun:
            rest.append(words[begun:at])
        pieces.append(words[at : at + size])
        at = begun = at + size
    if begun < len(words):
        rest.append(words[begun:])
    return pieces, rest


def _missing(rest: list[str], frame: str = "") -> int:
    """Characters of what is left that do say something, and not only what the paragraph begins with."""
    missing = sum(len(pattern("filler").sub("", content(each))) for each in rest)
    if missing and frame:
        return _missing([piece for each in rest for piece in cover(each, frame)[1]])
    return missing


def _common(again: Telling, other: Telling, having: dict[str, list[int]]) -> Common:
    modifiers, left = cover(_modifier(again, other), other.around)
    heads, behind = cover(again.head, other.around)
    if behind and heads and again.head.startswith(heads[0]) and heads[0] in other.own:
        heads, behind = cover(again.head, other.sentence)
    if heads and not (again.cut and pattern("stock").match(again.mention.left) is None):
        # 2起山林权属争议|取证困难: a predicate follows the name
        least = THREE if again.mention.form == "these" and heads[0] == other.modifier else NAMED
        behind = [] if again.head.startswith(heads[0]) and len(heads[0]) >= least else behind
    if again.topic and modifiers and len(modifiers[0]) >= NAMED and again.modifier.startswith(modifiers[0]):
        left = []  # 信访积案化解周期|偏长，210天的一件
    pieces = [*modifiers, *heads]
    telling = [each for each in pieces if content(each)]
    characters = sum(len(each) for each in pieces) if telling else 0
    missing = _missing([*left, *behind], other.frame)
    share = characters / (characters + missing) if characters else 0
    if missing or not characters or not _same_thing(again, other):
        return Common(characters, 0, 0, False, False, 0, share)
    shared = {pair for each in pieces for pair in pairs(each)} & other.pairs
    telling_pairs = [pair for pair in shared if content(pair)]
    return Common(
        characters,
        sum(len(content(each)) for each in telling),
        sum(len(each) for each in cover(again.modifier, other.own)[0] + cover(again.head, other.own)[0]),
        bool(telling_pairs),
        not _missing(cover(other.modifier, again.sentence)[1]),
        min((len(having[pair]) for pair in telling_pairs), default=0),
        share,
    )


def _same_thing(again: Telling, other: Telling) -> bool:
    """Not 12块奖牌 and 13块金牌, nor what was done and what was not."""
    if again.head and other.head and pairs(again.head).isdisjoint(pairs(other.head)):
        return False
    negated = {each for each in NEGATIONS if each in again.words} - set(other.own)
    return not negated or _remaining(again, other)


def _modifier(again: Telling, other: Telling) -> str:
    return REMAINING.sub("", again.modifier) if _remaining(again, other) else again.modifier


def _remaining(again: Telling, other: Telling) -> bool:
    """尚未化解的2起 are what is called 剩余2起."""
    return REMAINING.search(again.modifier) is not None and pattern("left_over").match(other.mention.left) is not None


def _contradicted(again: Telling, candidates: list[tuple[Telling, Common]], plan: bool, report: bool) -> Echo | None:
    value = again.mention.figure.value
    if any(
        other.mention.figure.value == value and not other.definite and (common.full or common.share >= ABOUT_HALF)
        for other, common in candidates
    ):
        return None
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
        if proven(again, other, common, len(values) == 1, report, agreeing > 0):
            rank = (misprints.swapped(again.mention.digits, other.mention.digits), common.characters)
            if best is None or rank > best[0]:
                best = rank, other
    if best is None or _sum_of_others(again, best[1], full):
        return None
    return Echo(again.mention, best[1].mention, agreeing, values[best[1].mention.figure.value] - 1)


def _level(again: Telling, other: Telling) -> bool:
    """In a plan only what starts from the present level is an echo, or a plain misprint of a definite number."""
    if again.mention.form == "base":
        return True
    standing = again.definite or pattern("stock").match(again.mention.left) is not None
    return standing and misprints.alike(again.mention.digits, other.mention.digits)


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
        return close and (common.characters >= NAMED or few)
    figure = again.mention.figure
    if not report or not alone or common.rare > FEW or figure.step or figure.unit in AMOUNTS or again.topic:
        return False
    return _comparable_deeds(again, other) and _without_doubt(again, other, common, twice)


def _without_doubt(again: Telling, other: Telling, common: Common, twice: bool) -> bool:
    """Of two numbers that need not look alike; ``twice``: the later one is said at another place as well."""
    one, two = again.mention.digits, other.mention.digits
    named, greater = common.characters >= NAMED, again.mention.figure.value > other.mention.figure.value
    if common.mutual and _near_values(again, other) and _said_of_both(again, other):
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


def _near_values(again: Telling, other: Telling) -> bool:
    """Two long numbers that differ by a few hundredths: hardly ever two quantities of which the same words are said."""
    one, two = again.mention.figure.value, other.mention.figure.value
    return len(again.mention.digits) >= THREE and abs(one - two) * NEAR <= max(one, two)


def _said_of_both(one: Telling, two: Telling) -> bool:
    """Do all words beside the one stand beside the other? 受理9862件 and 化解9751件 are near each other as well."""
    for each, other in ((one, two), (two, one)):
        rest = [
            left for words in (each.modifier, each.head) for left in cover(words, f"{other.own}|{other.inherited}")[1]
        ]
        if _missing(rest) or pattern("deeds").search("|".join(rest)) is not None:
            return False
    return True


def _all_of_place(other: Telling) -> bool:
    """街道下辖9个社区, told where a report presents the place."""
    return other.part == 0 and pattern("units").search(other.mention.left) is not None


def _narrowed(again: Telling, other: Telling, own: bool = False) -> bool:
    """Is the other one only of a part: 其中…, 石桥村…, 新增…?"""
    figure, text = other.mention.figure, other.mention.passage.plain
    listed = not own and not _remaining(again, other) and "其中" in text[figure.begins : figure.start]
    if listed and not _fully_named(again, other):
        return True
    scope = None if own and other.mention.form == "these" else pattern("scope").search(other.lead)
    if scope is not None and scope.group() not in again.own:
        return True
    different = pattern("other").search(other.mention.left)
    return different is not None and different.group() not in again.own and not _remaining(other, again)


def _fully_named(again: Telling, other: Telling) -> bool:
    """其中重大执法决定审核194件 says by itself what 审核重大执法决定149件 says."""
    one, two = again.mention.digits, other.mention.digits
    named = sum(len(each) for each in cover(again.modifier + again.head, other.own)[0])
    if again.strong and again.part != other.part and misprints.one_wrong(one, two):
        return named >= NAMED  # 其中直接纠错20件 … 全年被直接纠错的案件22件
    return misprints.swapped(one, two) and len(two) >= THREE and named >= CLEAR


def _side_by_side(again: Telling, other: Telling) -> bool:
    """Counts of one sentence are of several things, unless one plainly takes up another: 受理38件，这83件均…."""
    one, two = other.mention, again.mention
    if one.passage is not two.passage or one.figure.sentence != two.figure.sentence:
        return False
    return other.place > again.place or not again.strong and two.form not in ("some", "every", "these")


def _comparable_deeds(again: Telling, other: Telling) -> bool:
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
