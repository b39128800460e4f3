"""Do the words say that two counts are of two things? 42件立案案件中应当法制审核的19件; 律师调解32件, 网格员调解28件.

Asked before any two mentions are taken for one: whatever else agrees, another body, another stage of a matter, a part and
its whole make two quantities of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fazhi.audit.text import misprints, wording
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

OPENING = 14
"""Characters of a sentence in which its subject stands."""
BEHIND = 10
STOPS = "。！？\n"
ALIKE = 3
CLAUSE = re.compile(r"[，。；：！？\n]")
BEHIND_ENDS = re.compile(r"[，。；：！？\n\d]")
STAGES, KINDS = "stages", "kinds"
KEYS = ("actors", "leaders", "bodies", "channels", "remedies", "instances", "residents", "errors", STAGES, KINDS)
FROM_OPENING = ("actors", "leaders")
"""Where the clause names none, the one with which the sentence begins did it."""
ONE_SIDED = ("actors", "instances", KINDS)
"""Where only one of two says any, they are hardly one quantity."""
# 42件案件中…19件, 9所中学、23所小学共计32所: the one is a part of the other.
PART = re.compile(
    r"^(?:[^，。；：、！？\n]{0,30}?(?:之中|当中|里(?!程)|[^集]中(?![心央国小学介队层部药医专标]))|[，；（]?其中)"
)
TOGETHER = re.compile(r"(?:共计|合计|总计|一共)[有为]?$")

# 年初持证11人 … 14名持证人员; 比年初减少35件 … 剩余的33件
OPENED = re.compile(r"年初|期初|上年[末底]|去年[末底]")
# not 2018年至2020年追回348.75亿元，今年追回88.12亿元; but 2018年至2020年查出312个，截至2022年末未完成17个
YEARS = re.compile(r"20\d\d年?[至到—～-]+20\d\d年(?!.*(?:[今本当去上]年|(?<!截至)(?<!截止)20\d\d年))")
ORDINAL = re.compile(r"第(\d{1,3}|[一二三四五六七八九十]{1,3})[\u4e00-\u9fff]")
# 行政不作为类42件 … 行政处罚类案件24件: each of a class of its own
CLASS = re.compile(r"([\u4e00-\u9fff]{2})类[\u4e00-\u9fff]{0,4}$")
WHOLE = re.compile(r"\d+(?=[件起个项名人户宗处家][^，。；：、\d]{0,8}中，)")

# 一般公共服务（类）…（项）：支出决算为3.05万元: each line tells the same of a thing of its own.
RECORD = re.compile(r"[^，。；\n]{4,60}?：")
REST = re.compile(r"^(?:剩余|余下|剩下|[还尚仍]有)的?$")
CARRIED_OVER = re.compile(r"结转")
PREDICATE = 4
# 三角洲地区41个城市 … 平原11个城市
PLACED = re.compile(
    r"(?:(?![全我本各该])[\u4e00-\u9fff]){2,8}(?:地区|平原|流域|片区|三角洲?|经济带|城市群|[省市县区镇乡州])$"
)
Place = tuple[Passage, Figure]


class Words(NamedTuple):
    """What stands around a count: ``named`` is what it says of each of ``KEYS``; is it denied, or (``left``) denied in words
    such as 剩余?"""

    named: tuple[frozenset[str], ...]
    denied: bool
    left: bool


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("distinct")[key])


@cache
def _names(key: str) -> re.Pattern[str]:
    names = wording.load("distinct")[key]
    if isinstance(names, str):
        return re.compile(names)
    return re.compile("|".join(f"(?P<{name}>{words})" for name, words in names.items()))


def distinct(one: Place, two: Place) -> bool:
    """Is it certain, or with numbers that do not look alike more likely than a slip, that they are two quantities?"""
    first, second = sorted((one, two), key=lambda each: each[1].start)
    if one[0] is two[0] and one[1].sentence == two[1].sentence and _part_and_whole(first[1], second):
        return True
    if (
        _of_other_places(one[1], two[1])
        or _of_other_ordinals(one[1], two[1])
        or _one_of_both(one[1], two[1])
        or _one_of_both(two[1], one[1])
        or _records(one, two)
        or _among_others(one, two)
        or _explained(one, two)
        or _told_of_one(one[1], two[1], OPENED, CHANGE)
    ):
        return True
    if bool(_years(one)) != bool(_years(two)):
        return True
    wholes = [match.group() for match in (_whole(one), _whole(two)) if match is not None]
    classes = [match[1] for match in (CLASS.search(one[1].head), CLASS.search(two[1].head)) if match is not None]
    if len(set(wholes)) > 1 or len(set(classes)) > 1 or _greater_than_whole(one, two) or _greater_than_whole(two, one):
        return True
    words, others = _words(one), _words(two)
    if _what_is_left(one[1], two[1], others) or _what_is_left(two[1], one[1], words):
        return True
    named = list(zip(KEYS, words.named, others.named, strict=True))
    if any(mine and theirs and mine.isdisjoint(theirs) for key, mine, theirs in named if key != KINDS):
        return True
    differ = any(bool(mine) != bool(theirs) for key, mine, theirs in named if key in ONE_SIDED) or any(
        each.denied and not (other.denied or other.left) for each, other in ((words, others), (others, words))
    )
    return differ and not _swapped(one[1], two[1])


def _of_other_places(one: Figure, two: Figure) -> bool:
    """Does each stand right behind the name of a place of its own?"""
    places = [match.group() for match in (PLACED.search(one.head), PLACED.search(two.head)) if match is not None]
    return len(set(places)) > 1


def _of_other_ordinals(one: Figure, two: Figure) -> bool:
    """第4网格走访24户 … 第22网格走访42户"""
    numbers = [match[1] for match in (ORDINAL.search(one.head), ORDINAL.search(two.head)) if match is not None]
    return len(set(numbers)) > 1


def _one_of_both(one: Figure, two: Figure) -> bool:
    """县级部门49件 … 乡镇（街道）和县级部门报送94件: is the one told of what the other joins to something else?"""
    return len(one.head) >= ALIKE and any(f"{mark}{one.head}" in two.head for mark in "和及与")


def _records(one: Place, two: Place) -> bool:
    """Do the same words tell of two things, each named at the head of its own line?"""
    heads = [RECORD.match(passage.plain) for passage, _figure in (one, two)]
    if one[0] is two[0] or heads[0] is None or heads[1] is None or heads[0].group() == heads[1].group():
        return False
    told = [
        passage.plain[head.end() : figure.start]
        for head, (passage, figure) in zip(heads, (one, two), strict=True)
        if head is not None
    ]
    return told[0] == told[1] and len(told[0]) >= PREDICATE


def _among_others(one: Place, two: Place) -> bool:
    """幼儿园占地8436平方米，投资2100万元。小学占地23746平方米，投资2700万元; 全国破案20013起，抓获23959名。百城破案13628起，抓获16244名: is
    another thing of the same name told beside both, with two numbers of which none is a slip of the other?"""
    if one[0] is two[0] and one[1].sentence == two[1].sentence:
        return False
    mine, theirs = _beside(one), _beside(two)
    return any(
        each.kind == other.kind
        and _called_alike(each, other)
        and each.value != other.value
        and not misprints.could_be_miswritten(each.value, other.value)
        for each in mine
        for other in theirs
    )


def _beside(place: Place) -> list[Figure]:
    """The other sound counts of its sentence."""
    passage, figure = place
    return [
        each
        for each in passage.figures
        if each.sentence == figure.sentence and each is not figure and each.count and each.unit and not each.vague
    ]


def _called_alike(one: Figure, two: Figure) -> bool:
    """Do the words before both end, or where there are none those behind both begin, in the same three characters?"""
    if not (one.head or two.head):
        return len(one.tail) >= ALIKE and one.tail[:ALIKE] == two.tail[:ALIKE]
    return len(one.head) >= ALIKE and one.head[-ALIKE:] == two.head[-ALIKE:]


def _told_of_one(one: Figure, two: Figure, *patterns: re.Pattern[str]) -> bool:
    """Do the words before one of the two say it is of the year's beginning, or a change, and those before the other not?"""
    return any(bool(each.search(one.head)) != bool(each.search(two.head)) for each in patterns)


def _what_is_left(figure: Figure, other: Figure, others: Words) -> bool:
    """纳入监测对象63户，……退出27户。还有36户: is the one what is left, and the other all there was?"""
    less = figure.value < other.value and REST.match(figure.head) is not None
    return less and not (others.denied or others.left or CARRIED_OVER.search(other.head))


def _whole(place: Place) -> re.Match[str] | None:
    """已化解的57件中，征地拆迁24件 and 剩余的33件中，征地拆迁14件: the whole of which the list is, as it is printed before it."""
    passage, figure = place
    begin = max(passage.plain.rfind(mark, 0, figure.start) for mark in STOPS) + 1
    found = list(WHOLE.finditer(passage.plain, begin, figure.start))
    return found[-1] if found else None


def _greater_than_whole(part: Place, other: Place) -> bool:
    """年初在册14件。化解的12件中，年初在册的11件: of the twelve the greater count can be no part, so the other one is but some of it."""
    whole = _whole(part)
    within = whole is not None and part[1].value <= int(whole.group()) < other[1].value
    return within and other[0] is part[0] and _whole(other) is None


def _years(place: Place) -> re.Match[str] | None:
    """2018至2022年，共受理7983487件: is it told of several years?"""
    passage, figure = place
    begin = max(passage.plain.rfind(mark, 0, figure.start) for mark in STOPS) + 1
    return YEARS.search(passage.plain, begin, figure.start)


def _swapped(one: Figure, two: Figure) -> bool:
    """Figures in another order are hardly ever those of another quantity."""
    first, second = (f"{each.value:f}".replace(".", "") for each in (one, two))
    return misprints.swapped(first, second)


def _part_and_whole(first: Figure, second: Place) -> bool:
    passage, figure = second
    between = passage.plain[first.end : figure.start]
    if TOGETHER.search(between) is not None:
        return figure.value > first.value
    return figure.value < first.value and PART.match(between) is not None


def _explained(one: Place, two: Place) -> bool:
    """57个违法图斑中仍有6个未整改到位 … 整改到位51个: is the one the other less what was left of it?"""
    for (passage, whole), other in ((one, two), (two, one)):
        if whole.value <= other[1].value:
            continue
        for each in passage.figures:
            if (
                each.value == whole.value - other[1].value
                and each.unit == whole.unit
                and each.start > whole.end
                and each.sentence == whole.sentence
                and _part_and_whole(whole, (passage, each))
            ):
                part, rest = _words((passage, each)), _words(other)
                return part.denied or part.left or bool(rest.named[KEYS.index(STAGES)])
    return False


def _words(place: Place) -> Words:
    passage, figure = place
    known: dict[int, Words] = passage.memory.setdefault("distinct", {})
    if figure.start not in known:
        known[figure.start] = _read(passage.plain, figure)
    return known[figure.start]


def _read(text: str, figure: Figure) -> Words:
    begin = max(text.rfind(mark, 0, figure.start) for mark in STOPS) + 1
    lead = text[begin : figure.start]
    behind = BEHIND_ENDS.split(text[figure.end : figure.end + BEHIND])[0]
    near = f"{_pattern('with').sub('', CLAUSE.split(lead)[-1])}|{behind}"
    opening = _pattern("with").sub("", lead[:OPENING])
    denied = _pattern("denied").search(near)
    named = [_found(key, near) or (_found(key, opening) if key in FROM_OPENING else frozenset()) for key in KEYS]
    return Words(
        tuple(named),
        denied is not None and (denied.start() < len(near) - len(behind) or _pattern("every").search(behind) is None),
        _pattern("left").search(near) is not None,
    )


def _found(key: str, words: str) -> frozenset[str]:
    """Names of what is found, or the words themselves where no names are given."""
    found = (match.lastgroup or match.group() for match in _names(key).finditer(words))
    return frozenset((*found, *_pattern("own").findall(words))) if key == "actors" else frozenset(found)
