"""What there was or is, told again far from its account: 年底尚有21处, and under what is amiss 年底留下的23处, which was 去年年底.

A sentence that tells both what there was and what there is says which is which by its words. Where the same things are told again
as those that are left, with the number of the year before or a slip of the right one, one of the two is wrong. So it is of
a pair that sums up: 在调纠纷由41件减为7件, where the account has 年初14件 and 年末7件.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.audit.repeats.summings_up import SECTIONS
from fazhi.audit.repeats.tellings import content, is_report
from fazhi.audit.sums.stock_roles import CLOSING, DUE, LEVEL, OPENING, PAIR, WENT, Roles, roles
from fazhi.audit.text import misprints, plans
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage

BEFORE = re.compile(r"(?:上|去|前)一?年|(?:年|期|月)初|上期|以前年度|往年|历年|原[有来]")
# 较上年的524件, （上年524件）: the level of the year before, right behind the present one.
COMPARED = re.compile(
    r"[，（]?(?:[比较与同]|而)?(?:上|去)一?年(?:同期|全年|度)?(?:的|为|是|有|[\u4e00-\u9fff]{0,4}的)?$"
)
# 由542件增加到613件
FROM = re.compile(
    r"(?P<thing>[\u4e00-\u9fff“”]{2,14}?)(?:分别|已|总数|数量|总量|数)?[由从](?:年初|期初|上年|去年|上年末)?的?$"
)
TO = re.compile(
    r"(?:[\u4e00-\u9fff]{0,2})(?:[增减升降压扩缩提下][\u4e00-\u9fff]{0,2}|变|调整)?(?:到|至|为|成)(?:年末|年底|期末|今年|现在)?的?"
)
# 年底留下的23处, 年末在册的34处, 结转的案件仍有5件
AT_THE_END = re.compile(
    r"(?:年|期)[末底](?!前)|结转|转入|在册|现有|尚|仍|还[有剩]|剩|余|遗留|留下|未[办整化结销审]|积存"
)
TO_DO = re.compile(r"应(?:当|予|该)?(?:办|处理|审|调处|结)|需要?(?:办理|处理|审理|调处)|要办的?")
NOT_LEFT = re.compile(r"其[中他余]|除|平均|每|均|各|新|增|减|力争|确保|计划|目标|达|超过|再")
CLAUSE = re.compile(r"[，。；：、（）|\d]")
LEAD = 40


class Stock(NamedTuple):
    """What there was and is, or was to do and is done."""

    passage: Passage
    opening: Figure | None
    closing: Figure
    until: int
    due: bool = False
    done: tuple[Figure, ...] = ()
    growth: bool = False

    @property
    def words(self) -> frozenset[str]:
        """All words of its paragraph that may name it; read only when they are asked for."""
        return _words_of(self.passage.plain[: self.until])


class Again(NamedTuple):
    """A number told again, and the one of the account."""

    passage: Passage
    figure: Figure
    there: Passage
    right: Figure


def told_again(manuscript: Manuscript) -> Iterator[Again]:
    """Every number of what there was or is that contradicts the account."""
    if not is_report(manuscript):
        return
    planned = plans.planned(manuscript)
    # 力争实际行使事项由今年的57项增加到65项: what is aimed at is no level that there is.
    stocks = [each for one in manuscript.passages if one.index not in planned for each in _stocks(one)]
    if not stocks:
        return
    yield from _pairs(manuscript, stocks)
    stocks = [each for each in stocks if not each.growth]
    for passage in _later(manuscript, planned):
        for figure in passage.figures:
            right = _contradicted(manuscript, passage, figure, stocks)
            if right is not None:
                yield Again(passage, figure, *right)


def _later(manuscript: Manuscript, planned: frozenset[int]) -> list[Passage]:
    """The paragraphs on what is amiss and on what is planned."""
    tops = [each for each in manuscript.headings if each.level == 1]
    starts = [each.paragraph for each in tops]
    found = []
    for passage in manuscript.passages:
        part = bisect_right(starts, passage.index)
        if passage.index in planned or part and SECTIONS.search(tops[part - 1].words) is not None:
            found.append(passage)
    return found


def _stocks(passage: Passage) -> Iterator[Stock]:
    for same in _pairs_and_more(passage):
        until = same[-1][1].end
        opening = [figure for role, figure in same if _was(role, figure)]
        closing = [
            figure for role, figure in same if role in (CLOSING, LEVEL) and not _was(role, figure) and _plain(figure)
        ]
        if len(opening) == 1 and len(closing) == 1 and _plain(opening[0]):
            yield Stock(passage, opening[0], closing[0], until)
        due = [figure for role, figure in same if (role == DUE or TO_DO.search(figure.head)) and _plain(figure)]
        if len(due) == 1:
            done = tuple(figure for role, figure in same if role == WENT)
            yield Stock(passage, None, due[0], until, due=True, done=done)
    for now, was in zip(passage.figures, passage.figures[1:], strict=False):
        if now.kind == was.kind and now.count and now.sentence == was.sentence and now.unit and not now.compared:
            if COMPARED.fullmatch(passage.plain, now.end, was.start) is not None and _plain(now):
                yield Stock(passage, was, now, was.end, growth=True)


def _was(role: str, figure: Figure) -> bool:
    """加上上年未结的3件 are what there was, whatever became of them."""
    return role == OPENING or role in (CLOSING, LEVEL) and BEFORE.search(f"{figure.period}{figure.head}") is not None


def _plain(figure: Figure) -> bool:
    return not (figure.vague or figure.bound or figure.step)


def _words_of(text: str) -> frozenset[str]:
    return frozenset(pair for each in CLAUSE.split(text) for pair in pairs(content(each)))


def _contradicted(
    manuscript: Manuscript, passage: Passage, figure: Figure, stocks: list[Stock]
) -> tuple[Passage, Figure] | None:
    """The account's own number for what is told again as left, or as what was to be done."""
    left = figure.head
    if not (figure.count and figure.exact and figure.unit) or figure.compared or NOT_LEFT.search(left):
        return None
    due = TO_DO.search(left) is not None
    if BEFORE.search(left) is not None or not due and AT_THE_END.search(left) is None:
        return None
    words = _words_of(f"{left}|{figure.tail}") or _words_of(passage.plain[max(0, figure.start - LEAD) : figure.start])
    same = [
        each for each in stocks if each.closing.kind == figure.kind and each.due == due and each.passage is not passage
    ]
    named = [each for each in same if words & each.words] or (same if due else [])
    if not named or any(each.closing.value == figure.value for each in named):
        return None
    wrong = [each for each in named if _old(each, figure) or _slip(figure, each.closing)]
    if len({each.closing.value for each in wrong}) != 1 or len(wrong) != len(named):
        return None
    return None if _elsewhere(manuscript, figure, words) else (wrong[0].passage, wrong[0].closing)


def _elsewhere(manuscript: Manuscript, figure: Figure, words: frozenset[str]) -> bool:
    """Is the number told elsewhere of those things, and not as that of the year before, nor of what was done?"""
    return any(
        each is not figure
        and each.kind == figure.kind
        and each.value == figure.value
        and BEFORE.search(f"{each.period}{each.head}") is None
        and words & _words_of(f"{each.head}|{each.tail}")
        and not _went(passage, each)
        for passage in manuscript.passages
        for each in passage.figures
    )


def _went(passage: Passage, figure: Figure) -> bool:
    return any(role == WENT and each.start == figure.start for same in _pairs_and_more(passage) for role, each in same)


def _pairs_and_more(passage: Passage) -> list[Roles]:
    return [same for told in roles(passage) for same in told.values() if len(same) >= PAIR]


def _old(stock: Stock, figure: Figure) -> bool:
    """The number of the year before, or of what was done, left standing."""
    old = stock.done if stock.due else () if stock.opening is None else (stock.opening,)
    return any(each.value == figure.value != stock.closing.value for each in old)


def _slip(one: Figure, other: Figure) -> bool:
    return misprints.like_count(f"{one.value:f}", f"{other.value:f}")


def _pairs(manuscript: Manuscript, stocks: list[Stock]) -> Iterator[Again]:
    """在调纠纷由41件减为7件: of what there was and is, one is as the account has it."""
    for passage in manuscript.passages:
        text = passage.plain
        for one, two in zip(passage.figures, passage.figures[1:], strict=False):
            if one.kind != two.kind or not (one.count and _plain(one) and _plain(two)) or not text[one.end : two.start]:
                continue
            name = FROM.search(text, max(0, one.start - LEAD), one.start)
            if name is None or TO.fullmatch(text, one.end, two.start) is None:
                continue
            yield from _pair(passage, name["thing"], one, two, stocks)


def _pair(passage: Passage, thing: str, one: Figure, two: Figure, stocks: list[Stock]) -> Iterator[Again]:
    words = frozenset(pairs(content(thing)))
    same = [
        (each, each.opening)
        for each in stocks
        if each.opening is not None
        and each.closing.kind == one.kind
        and each.passage is not passage
        and words & each.words
    ]
    if any(was.value == one.value and each.closing.value == two.value for each, was in same):
        return
    half = [
        (each, was)
        for each, was in same
        if was.value == one.value
        and _misprint(two, each.closing)
        or each.closing.value == two.value
        and _misprint(one, was)
    ]
    if len({(was.value, each.closing.value) for each, was in half}) == 1:
        stock, was = half[0]
        wrong, right = (one, was) if stock.closing.value == two.value else (two, stock.closing)
        yield Again(passage, wrong, stock.passage, right)


def _misprint(one: Figure, other: Figure) -> bool:
    return one.value != other.value and misprints.could_be_miswritten(one.value, other.value)
