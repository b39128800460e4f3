"""A thing spoken of as known, under the very name the body has for it, with another number: 专职网格员92名 … 专职网格员只有97名.

Who writes 12名持证执法人员中, 专职网格员只有 or 未消除风险的24户 speaks of what was told. Right beside both numbers stands one name,
no other number of the document has it, the one here stands nowhere else, and a slip of the hand makes it of the other. What more
the body says of its number must narrow nothing (配备, 执法队现有); of a number that is less it may: all are no fewer than some.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from fazhi.audit.repeats.distinct import distinct
from fazhi.audit.repeats.mentions import alike
from fazhi.audit.repeats.tellings import is_report
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BASIS = "同一对象的同一数量只能有一个值"
Place = tuple[Passage, Figure]
OPENING, HALF = 4, 0.5
SHORTEST = 3
"""Characters of a name."""
BEFORE, BEHIND, MOST = 24, 16, 60
MARKS = re.compile(r"[，。；：、（）\n]")
LAST_COUNT = re.compile(r".*\d[^\u4e00-\u9fff]*[\u4e00-\u9fff]?")
# 新增, 每, 年初, 计划: of another time, of some, or of nothing that is.
OTHER = re.compile(
    r"其[中余他]|[每各均]|新|再|上年|去年|同期|[上下]半年|季度|[增减升降提压]|不少于|力争|达到|不低于|另|[上下本\d]月|剩余"
    r"|分别|首次|第|[年期]初|计划|安排|控制|保持|目标|预算|离职|退出|任务|需|应|拟|争取|确保"
)
FILLING = re.compile(
    r"全年|仍然?有?|只有|仅有?|才有?|还有|共有?|现有|已|了|为|达到?|有|的|今年|本年|年内|虽|却|但|而|尚|累计|合计|总计|约|是|至今"
    r"|目前|总数|数量?|一共|人数|件数|户数"
)
# 12名持证执法人员中, 45户监测对象要: all of them are meant.
KNOWN = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:当?中|里|要|需|大多|多数|绝大|平均|普遍|承担|担负|面对|人均|全部|逐|实行|[宣轮]|全员|难以|只能|无法|对)"
)
WHOLE = re.compile(
    r"(?:把|对|将|让|使|由|以|用|靠|依靠|用好|覆盖)?(?:[全我](?:[省市州区县旗镇乡村所局]|街道|社区))?(?:把|对|将)?"
)
INDEFINITE = re.compile(r"(?<!现)有$")
ONLY = re.compile(r"(?:只有|仅有?|仍有|仍是|却有|虽有|虽达|才有?)$")
PLACE = re.compile(r"^(?:[全我](?:[省市州区县旗镇乡街村所局办队]|街道|社区)+|镇|县|乡|街道|区|局)")
NARROWING_NOT = re.compile(
    r"(?:[对把将要以按从在使让由和与及其]|配备|配|设立?|聘请|聘用?|选聘|实有|登记|在册|拥有|包括|组建|建成|建有|列入|纳入|名录|发现|查处"
    r"|查办|受理|接收|接到|办理|开展|组织|调处|培养|入库|核定|实际|[年期]末|年底|人|全[省市县区镇乡]"
    r"|[\u4e00-\u9fff]{0,10}(?:执法队|大队|中队|办公室|中心|所|局|街道|镇|站|办))*"
)


class Said(NamedTuple):
    """A count, and the words of its clause before and behind it, as they stand and without those that say nothing."""

    number: int
    passage: Passage
    figure: Figure
    lead: str
    before: str
    behind: str


class Name(NamedTuple):
    """The name right beside both of two counts, and what more is said before each."""

    text: str
    here: str
    there: str


class Counts:
    """All the counts of a document outside its tables."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._last = len(manuscript.passages)

    @cached_property
    def by_kind(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        for number, passage in enumerate(self._manuscript.passages):
            for figure in passage.figures if passage.paragraph.place != "table" else ():
                if figure.count and not figure.vague and not figure.spelled:
                    found.setdefault(figure.kind, []).append(_said(number, passage, figure))
        return found

    def again(self) -> Iterator[tuple[Said, list[Said]]]:
        """Those told where a report opens or looks back, whose number stands nowhere else, each with all of its unit."""
        for same in self.by_kind.values():
            values = Counter(each.figure.value for each in same)
            late = (each for each in same if each.number <= OPENING or each.number >= HALF * self._last)
            alone = [each for each in late if values[each.figure.value] == 1 and _sound(each)]
            yield from ((each, same) for each in alone[:MOST])


def definite_again(manuscript: Manuscript) -> Iterator[tuple[Place, Place]]:
    """(told again, told) with two numbers, one of which is wrong."""
    if not is_report(manuscript):
        return
    for again, same in Counts(manuscript).again():
        if not any(_slip(again, each) for each in same):
            continue
        elsewhere = [(each, _name(again, each)) for each in same if each.passage is not again.passage]
        named = [(each, name) for each, name in elsewhere if len(name.text) >= SHORTEST]
        longest = max((len(name.text) for _each, name in named), default=0)
        nearest = [(each, name) for each, name in named if len(name.text) == longest]
        if len({each.figure.value for each, _name in nearest}) != 1:
            continue
        other, name = nearest[0]
        here, there = (again.passage, again.figure), (other.passage, other.figure)
        if _sound(other) and _slip(again, other) and _all_of_them(again, other, name) and not distinct(there, here):
            yield here, there


def _said(number: int, passage: Passage, figure: Figure) -> Said:
    lead = MARKS.split(passage.plain[max(0, figure.start - BEFORE) : figure.start])[-1]
    lead = LAST_COUNT.sub("", lead)
    behind = MARKS.split(passage.plain[figure.end : figure.end + BEHIND])[0]
    return Said(number, passage, figure, lead, _plain(lead), _plain(behind))


def _plain(words: str) -> str:
    return FILLING.sub("", alike(words))


def _sound(said: Said) -> bool:
    return not said.figure.bound and not said.figure.compared and OTHER.search(said.lead) is None


def _slip(one: Said, two: Said) -> bool:
    return misprints.like_count(rounding.figures(one.figure.value), rounding.figures(two.figure.value))


def _all_of_them(again: Said, other: Said, name: Name) -> bool:
    """Is it spoken of as known here, and does the body say it of all of them, or at least of more?"""
    if again.behind.startswith(name.text):
        known = KNOWN.match(again.behind, len(name.text)) is not None and INDEFINITE.search(again.lead) is None
        known = known and WHOLE.fullmatch(again.before) is not None
    elif ONLY.search(again.lead) is not None:
        known = WHOLE.fullmatch(name.here) is not None
    else:
        known = again.lead.endswith("的") and not name.here
    if not known:
        return False
    of_all = NARROWING_NOT.fullmatch(PLACE.sub("", name.there)) is not None
    return of_all or again.figure.value < other.figure.value


def _name(again: Said, other: Said) -> Name:
    """The longest name that stands right before or right behind the one number and the other."""
    (before, behind), (lead, tail) = (again.before, again.behind), (other.before, other.behind)
    both_behind, both_before = _common(behind, tail), _common(before[::-1], lead[::-1])
    here, there = _joined(before, tail), _joined(lead, behind)
    names = (
        Name(behind[:both_behind], before, lead),
        Name(before[len(before) - both_before :], before[: len(before) - both_before], lead[: len(lead) - both_before]),
        Name(tail[:here], before[: len(before) - here], lead),
        Name(behind[:there], before, lead[: len(lead) - there]),
    )
    return max(names, key=lambda each: len(each.text))


def _common(one: str, two: str) -> int:
    """How many characters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _joined(before: str, behind: str) -> int:
    """With how many of the characters that stand behind the one number do the words before the other end?"""
    return next((at for at in range(min(len(before), len(behind)), 0, -1) if before.endswith(behind[:at])), 0)
