"""The number of what came of it, told as that of all: 全年接收申请87件, where the body has 收到复议申请94件……依法受理87件.

The deed in the words (收到, 启动, 限期) is that of the greater number; the one printed is told of a later deed (受理, 办结) and of
nothing else. Or the words tell what is left of it: 限期整改的197个问题中尚有24个未完成, where of 221 so many, 197, were done.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.repeats.words_beside import words_of
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BASIS = "收到、启动等数与其中受理、办结等数是两个数"
Place = tuple[Passage, Figure]
FIRST = tuple(
    re.compile(each)
    for each in (
        r"收到|接收|接到|收件|登记|申请|新收|申报|来件",
        r"启动",
        r"判定|认定",
        r"发现|查出|排查出?",
        r"下达|限期|交办",
        r"征集|提出|收集",
        r"应[办参收到训]|邀请|报名",
        r"现有|共有|配备|实有|在编|在岗",
        r"受理|立案|签订",
    )
)
"""Deeds with which a matter begins; those of one group are one deed."""
BEGUN = 8
"""The last group is a first deed to what is done, and a later one to what was received."""
LATER = re.compile(
    r"受理|立案|签订|准予|核准|批准|办结|审结|结案|化解|成功|整改|完成|销号|合格|采纳|持证|履行|达成|执结|取得|成立|属实|优秀|达标|满意|参[加与]|到会|实[到参]"
)
DONE = re.compile(r"已|完成|办结|整改|化解|持证|取得|结案|审结|销号|到位|合格|达标|建成|履行|兑现|执结")
DUE = re.compile(r"(?:限期|应|需|须)整改")
APART = re.compile(r"[驳撤]回|不予|其[他它余]|被申请|未|没有|拒|其中|[还尚仍]有$")
LEFT = re.compile(r"[^。；\d]{0,20}[尚仍还]有?")
NOT_DONE = re.compile(r"[^，。；\d]{0,8}(?:未|没有?|不(?:合格|达标))")
CLAUSE, NUMBER = re.compile(r"[，。；：、（）]"), re.compile(r"\d[\d.,%]*")
GENERAL = re.compile(
    r"全年|今年|本年|目前|其中|共计?|累计|合计|仍有?|还有|尚有|只有|仅有?|已经?|推动|持续|全[县市区镇乡街局]|上半年|为|达到?|的|了|总"
)
LEAD, TAIL, HEADING, NEAR, LEAST = 40, 14, 24, 1, 10


def next_stage(manuscript: Manuscript) -> Iterator[Level]:
    """Every such number, and the one of the body that its words name."""
    places: dict[tuple[Decimal, str], list[Place]] = defaultdict(list)
    for passage in manuscript.passages:
        if passage.paragraph.place != "table":
            for each in passage.figures:
                if _sound(manuscript, each):
                    places[each.value, each.unit].append((passage, each))
    for told in places.values():
        for place in told if len(told) > 1 else ():
            found = _by_its_deed(manuscript, place, told) or _by_what_is_left(manuscript, place, told)
            if found is not None:
                yield Level(*place, *found)


def _sound(manuscript: Manuscript, figure: Figure) -> bool:
    plain = figure.count and not (figure.vague or figure.bound or figure.spelled or figure.compared)
    change = CHANGE.search(figure.head) is not None or CHANGED_TO.search(figure.head) is not None
    return plain and not change and not past(figure, str(manuscript.year or ""))


def _said(place: Place) -> tuple[str, str]:
    """The words of its clause before a number, since the number before that, and behind it."""
    passage, figure = place
    lead = CLAUSE.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]
    behind = CLAUSE.split(passage.plain[figure.end : figure.end + TAIL])[0]
    return NUMBER.split(lead)[-1], NUMBER.split(behind)[0]


def _deeds(words: str) -> set[int]:
    return {number for number, each in enumerate(FIRST) if each.search(words) is not None}


def _words(text: str) -> set[str]:
    return words_of(GENERAL.sub("|", text))


def _by_its_deed(manuscript: Manuscript, place: Place, told: list[Place]) -> Place | None:
    """收到…87件: the greater number before it, of the deed named here, where 87件 is told of a later one."""
    passage, figure = place
    lead, behind = _said(place)
    words = f"{lead}|{behind}"
    deeds = _deeds(lead) or _deeds(behind)
    if figure.value < LEAST or not deeds or APART.search(lead) is not None or APART.search(behind) is not None:
        return None
    if BEGUN not in deeds and LATER.search(lead if _deeds(lead) else words) is not None:
        return None
    if NUMBER.search(CLAUSE.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]) is not None:
        return None
    thing = _thing(place, words) or _words(words)
    others = [each for each in told if each[1] is not figure]
    if any(_deeds("".join(_said(each))) & deeds and _words(words) & _words("|".join(_said(each))) for each in others):
        return None
    found = [
        (there, whole)
        for there, part in others
        if there is not passage and _later((there, part), deeds)
        for whole in _wholes(manuscript, there, part)
        if _deeds("".join(_said((there, whole)))) & deeds and thing & _context(there, whole)
    ]
    return found[0] if len({whole.value for _there, whole in found}) == 1 else None


def _thing(place: Place, words: str) -> set[str]:
    """What it counts, without the deed; of 已启动的12件案件 what the words before it speak of."""
    for each in FIRST:
        words = each.sub("|", words)
    thing, lead = _words(words), _said(place)[0]
    if lead.endswith("的"):
        begun = place[1].start - len(lead)
        thing |= _words(place[0].plain[max(0, begun - HEADING) : begun])
    return thing


def _later(place: Place, deeds: set[int]) -> bool:
    words = "".join(_said(place))
    return LATER.search(words) is not None and not _deeds(words) & deeds


def _wholes(manuscript: Manuscript, passage: Passage, part: Figure) -> list[Figure]:
    """The greater numbers of its unit that stand before it, at most a sentence apart."""
    return [
        each
        for each in passage.figures
        if each.start < part.start and each.unit == part.unit and each.value > part.value
        if part.sentence - each.sentence <= NEAR and _sound(manuscript, each)
    ]


def _context(passage: Passage, figure: Figure) -> set[str]:
    begun = max(0, passage.plain.rfind("。", 0, figure.start) - LEAD)
    return _words(passage.plain[begun : figure.end + TAIL])


def _by_what_is_left(manuscript: Manuscript, place: Place, told: list[Place]) -> Place | None:
    """限期整改的197个问题中尚有24个未完成: the whole from which 197, told as done, leaves 24."""
    passage, figure = place
    left = next((two for one, two in pairwise(passage.figures) if one is figure), None)
    if left is None or left.unit != figure.unit or left.value >= figure.value:
        return None
    between = LEFT.fullmatch(passage.plain, figure.end, left.start)
    if between is None or NOT_DONE.match(passage.plain, left.end) is None:
        return None
    if DONE.search(DUE.sub("", _said(place)[0])) is not None:
        return None
    found = [
        (there, whole)
        for there, part in told
        if there is not passage and DONE.search("".join(_said((there, part)))) is not None
        for whole in _wholes(manuscript, there, part)
        if whole.value - part.value == left.value
    ]
    return found[0] if len({whole.value for _there, whole in found}) == 1 else None
