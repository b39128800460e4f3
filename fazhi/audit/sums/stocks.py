"""Accounts of which the words name every figure: 上年末在册52人，当年新增14人，因外出务工等退出6人，年末在册60人.

What there was, what came, what went and what there is stand in one sentence in one unit, whichever is told first: 取消证明21项，保留6项，
取消前原有27项. So are 净增23项，系新增28项、取消5项 and 核定编制32名，实际在岗26名，缺编6名. Where between the first and the last of them
no figure of the unit is without its role, nothing was left out on purpose, and no slip need make it likely that they belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from fazhi.audit.sums.stock_roles import (
    APART,
    CAME,
    CLOSING,
    DATED,
    DUE,
    ENDS,
    LEVEL,
    MOVES,
    NET,
    NONE,
    OPENING,
    PAIR,
    STOCK,
    WENT,
    WHOLE,
    Roles,
    came_or_went,
    roles,
    words,
    words_before,
)
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

LESS = re.compile("[减出降]")
BEGUN, END_OF_MONTH = re.compile("[初末底原前旧]|上年|去年|结转"), re.compile(r"\d月[末底]")
YEAR = re.compile("20\\d\\d年")
EIGHTH, SLIGHT, ROUND = 8, 3, frozenset((10, 100, 1000))

BASIS = "文中逐项写明的期初数、增加数、减少数和期末数"
"""The words themselves say what each figure is: no other account is asked for (docs/decisions/0020)."""


@dataclass(slots=True)
class Account:
    """``opening`` with what came and went should be what is ``stated``; without an opening, the moves alone should."""

    passage: Passage
    opening: Figure | None
    moves: list[tuple[int, Figure]]
    stated: Figure
    computed: Decimal = field(init=False)

    def __post_init__(self) -> None:
        began = Decimal(0) if self.opening is None else self.opening.value
        self.computed = began + sum(sign * each.value for sign, each in self.moves)

    @property
    def figures(self) -> list[Figure]:
        """All that take part."""
        return [*([] if self.opening is None else [self.opening]), *(each for _sign, each in self.moves), self.stated]

    @property
    def formula(self) -> str:
        """52人＋14人－6人"""
        first = "" if self.opening is None else self.opening.text
        return (first + "".join(f"{'＋' if sign > 0 else '－'}{each.text}" for sign, each in self.moves)).lstrip("＋")

    def misses(self) -> bool:
        """Does it not come out, whatever was rounded away?"""
        off = abs(self.computed - self.stated.value)
        rounded = sum((each.step for each in self.figures), Decimal(0)) / 2
        if self.computed < 0 or off <= rounded or self._told_backwards():
            return False
        return len(self.moves) >= PAIR or self._slips(off)

    def fits(self) -> bool:
        """Do several moves make what is stated, to the last one?"""
        return len(self.moves) >= PAIR and self.computed == self.stated.value

    def _told_backwards(self) -> bool:
        """在册28人，三季度新接收5人、解矫4人，6月末为27人: what there is comes first, and last what there was."""
        opening, stated = self.opening, self.stated
        if opening is None or BEGUN.search(opening.head) is not None or END_OF_MONTH.search(stated.head) is None:
            return False
        return stated.value + sum(sign * each.value for sign, each in self.moves) == opening.value

    def _slips(self, off: Decimal) -> bool:
        """原承接31项，交回7项，保留23项: of a single move another may be told elsewhere, so a slip must explain what is off."""
        stated, opening, (sign, move) = self.stated, self.opening, self.moves[0]
        if opening is None or self._told(off):
            return False
        if off <= SLIGHT or off in ROUND or off * EIGHTH <= stated.value or stated.value == opening.value:
            return True
        if opening.value - sign * move.value == stated.value:
            return True  # 年初73处，核销6处，年末79处
        pairs = [
            (stated.value, self.computed),
            (opening.value, stated.value - sign * move.value),
            (move.value, sign * (stated.value - opening.value)),
        ]
        return any(right >= 0 and misprints.like_count(f"{one:f}", f"{right:f}") for one, right in pairs)

    def _told(self, off: Decimal) -> bool:
        """年内制定文件1件……年初8件，失效2件，年末7件: does the paragraph tell just what is missing?"""
        own = {each.start for each in self.figures}
        return any(
            each.kind == self.stated.kind and each.value == off and each.start not in own
            for each in self.passage.figures
        )


def accounts(passage: Passage) -> Iterator[Account]:
    """Every account of a passage, whether or not it comes out."""
    if STOCK.search(passage.plain) is None:
        return
    last: dict[str, Roles] = {}
    for told in roles(passage):
        for kind, of_kind in told.items():
            if len(of_kind) > PAIR:
                yield from _stocks(passage, of_kind)
                yield from _nets(passage, of_kind)
            if kind in last and last[kind][-1][1].sentence + 1 == of_kind[0][1].sentence:
                yield from _across(passage, last[kind], of_kind)
        yield from _posts(passage, [each for _role, each in told.get("person", [])])
        last = told


def _across(passage: Passage, before: Roles, roles: Roles) -> Iterator[Account]:
    """上年末在册52人，当年新增14人，退出6人。年末在册66人: told in two sentences without a stranger between them."""
    if len(before) + len(roles) <= PAIR or roles[0][0] not in (*MOVES, CLOSING):
        return
    second = roles[0][1].sentence
    for run in _runs([*before, *roles]):
        run = _named(passage, run)
        for at, (role, opening) in enumerate(run):
            if role == OPENING and opening.sentence < second:
                for account in _of_opening(passage, run, at, opening):
                    if account.stated.sentence == second:
                        yield account


def _stocks(passage: Passage, roles: Roles) -> Iterator[Account]:
    for run in _runs(roles):
        run = _named(passage, run)
        for at, (role, opening) in enumerate(run):
            if role == OPENING:
                yield from _of_opening(passage, run, at, opening)
    yield from _held(passage, roles)


def _runs(roles: Roles) -> Iterator[Roles]:
    """The stretches in which every figure has a role, each cut where what was due ends one account and begins another."""
    run: Roles = []
    for role, each in [*roles, (NONE, roles[-1][1])]:
        if role == NONE:
            if len(run) > PAIR:
                yield run
            run = []
        elif role == DUE:
            if len(run) >= PAIR:
                yield [*run, (CLOSING, each)]
            run = [(OPENING, each)]
        else:
            run.append((role, each))


def _named(passage: Passage, run: Roles) -> Roles:
    """What may be either is what is not told otherwise: 化解7件，剩余1件，交办总数为8件; 2023年末412户，……，2024年末431户."""
    told = [role for role, _each in run]
    if told.count(DATED) == PAIR and OPENING not in told:
        ends = [(_year(passage, each), at) for at, (role, each) in enumerate(run) if role == DATED]
        first = min(ends)[1]
        return [
            (OPENING if at == first else CLOSING if role == DATED else role, each)
            for at, (role, each) in enumerate(run)
        ]
    # 龙头企业达55家；合作社总数达55家；发展家庭农场145家: three statements, none of them of what the others count.
    apart = WHOLE in told and len({each.segment for _role, each in run}) > 1
    either = LEVEL if OPENING in told or apart else OPENING
    return [(either if role in (WHOLE, DATED) else role, each) for role, each in run]


def _year(passage: Passage, figure: Figure) -> str:
    found = words(DATED).search(words_before(passage, figure)[1])
    return "" if found is None else found[1]


def _of_opening(passage: Passage, run: Roles, at: int, opening: Figure) -> Iterator[Account]:
    """The account of what there was, with the one closing to which only moves lead, or that stands right beside it."""
    last = next((to for to in range(at + 1, len(run)) if run[to][0] not in MOVES), len(run))
    first = next((to for to in range(at - 1, -1, -1) if run[to][0] not in MOVES), -1)
    court = _of_a_court(run, at)
    if court is not None:
        moves, closing = court
    elif last < len(run) and run[last][0] in ENDS and last - at > 1:
        moves, closing = run[at + 1 : last], run[last][1]
    elif last == at + 1 and last < len(run) and run[last][0] in ENDS:
        moves, closing = _beyond(run, last), run[last][1]  # 由61名增加到67名，新招录8名、调出2名
        alone = len(moves) == 1 and moves[0][0] == NET  # 年初164件，年末333件，净增179件
        if len({role for role, _each in moves}) < PAIR and not alone:
            return
    elif first >= 0 and run[first][0] in ENDS and first < at - 1:
        moves, closing = run[first + 1 : at], run[first][1]
    elif first >= 0 and run[first][0] in ENDS:
        before, behind = run[:first], run[at + 1 : last]
        before = before[next((to + 1 for to in range(first - 1, -1, -1) if run[to][0] not in MOVES), 0) :]
        moves, closing = before or behind, run[first][1]  # 取消21项，保留6项，取消前原有27项
        if before and behind:
            return
    else:
        return
    own, came = words_before(passage, opening)[0], any(role == CAME for role, _each in moves)
    due = words(DUE).search(own) is not None
    if due and came or not due and not came and words("carried").search(own) is not None:
        return  # 应处理288件；化解252件，转入诉讼21件: to what is due nothing comes; 旧存12件，审结158件: to what is carried over much
    account = Account(passage, opening, _signed(moves), closing)
    if moves and len({each.step for each in account.figures}) == 1 and not _narrower(passage, opening, closing):
        yield account


def _of_a_court(run: Roles, at: int) -> tuple[Roles, Figure] | None:
    """新收3964件，旧存194件，未结1578件，已结2580件: what came may stand before what there was, and what is left before what went."""
    for came, behind in ((at - 1, at + 1), (at + 1, at + 2)):
        ends = dict(run[behind : behind + PAIR])
        if came < 0 or came >= len(run) or run[came][0] != CAME or set(ends) != {WENT, CLOSING}:
            continue
        others = [run[to][0] for to in (min(came, at) - 1, behind + PAIR) if 0 <= to < len(run)]
        turned = came < at or run[behind][0] == CLOSING
        # 上年69件，今年87件，增长26.1%；婚姻家庭则由74件降到68件，减少6件: what came belongs to what there was before it.
        if turned and not any(each in (*MOVES, OPENING) for each in others):
            return [run[came], (WENT, ends[WENT])], ends[CLOSING]
    return None


def _narrower(passage: Passage, opening: Figure, closing: Figure) -> bool:
    """上年末执法人员16人，新招5人、调出2人，年末持证13人: does the closing tell only of some of them?"""
    own = words("narrower").findall(words_before(passage, closing)[0])
    start = max(passage.plain.rfind(mark, 0, opening.start) for mark in "。！？\n") + 1
    return any(each not in passage.plain[start : opening.start] for each in own)


def _beyond(run: Roles, last: int) -> Roles:
    """The moves behind what there was and is, up to the next ；."""
    end = next((to for to in range(last + 1, len(run)) if run[to][0] not in MOVES), len(run))
    return [each for each in run[last + 1 : end] if each[1].segment == run[last][1].segment]


def _signed(moves: Roles) -> list[tuple[int, Figure]]:
    """The moves with their signs; what came and went in the end is left out beside what makes it up."""
    plain = [each for each in moves if each[0] != NET] or moves
    return [(-1 if role == WENT or role == NET and LESS.search(each.head) else 1, each) for role, each in plain]


def _held(passage: Passage, roles: Roles) -> Iterator[Account]:
    """监测隐患点17处，年内销号4处，新增2处，年末在册15处: the first count of its sentence, of what is there."""
    opening = roles[0][1]
    if roles[0][0] not in (NONE, CAME, LEVEL, CLOSING) or len(roles) < PAIR + PAIR:
        return
    own, lead = words_before(passage, opening)
    has = words("held").search(own) is None
    if has and words("has").search(own) is None or APART.search(lead) or opening.vague or opening.bound:
        return
    end = next((to for to in range(1, len(roles)) if roles[to][0] not in MOVES), len(roles))
    moves = roles[1:end]
    if end == len(roles) or roles[end][0] != CLOSING or {role for role, _each in moves} != {CAME, WENT}:
        return
    account = Account(passage, opening, _signed(moves), roles[end][1])
    if has and opening.value == account.stated.value:
        return
    went = sum(each.value for sign, each in account.moves if sign < 0)
    # What came may be among those told first.
    if opening.value - went != account.stated.value and len({each.step for each in account.figures}) == 1:
        yield account


def _nets(passage: Passage, roles: Roles) -> Iterator[Account]:
    """净增23项，系新增28项、取消5项; 新增28项、取消5项，净增23项"""
    for at, (role, net) in enumerate(roles):
        if role != NET:
            continue
        after = next((to for to in range(at + 1, len(roles)) if roles[to][0] not in (CAME, WENT)), len(roles))
        before = next((to for to in range(at - 1, -1, -1) if roles[to][0] not in (CAME, WENT)), -1)
        if before == at - 1 and before > 0 and roles[before][0] in ENDS:
            # 年初164项，新增13项，取消8项，年末169项，净增5项: the account is closed before its outcome is told.
            began = next((to for to in range(before - 1, -1, -1) if roles[to][0] not in (CAME, WENT)), -1)
            moved = roles[began + 1 : before] if began >= 0 and roles[began][0] == OPENING else []
        else:
            moved = roles[before + 1 : at]
        behind = roles[at + 1 : after] or _among(passage, roles[at + 1 : at + 1 + PAIR])
        for moves in (moved, behind):
            if {each for each, _figure in moves} == {CAME, WENT} and len(moves) == PAIR:
                turn = -1 if LESS.search(net.head) else 1
                signed = [(turn * (1 if each == CAME else -1), figure) for each, figure in moves]
                signed.sort(key=lambda each: -each[0])
                yield Account(passage, None, signed, net)
                break


def _among(passage: Passage, roles: Roles) -> Roles:
    """净增7人，其中新招15人、辞职8人"""
    told = [(came_or_went(words_before(passage, each)[0].removeprefix("其中")), each) for _role, each in roles]
    opened = bool(told) and "其中" in words_before(passage, told[0][1])[1]
    opened = opened and YEAR.search(words_before(passage, told[0][1])[1]) is None
    return told if opened and all(not (each.vague or each.bound) for _role, each in told) else []


def _posts(passage: Passage, people: list[Figure]) -> Iterator[Account]:
    """核定编制32名，实际在岗26名，缺编6名"""
    for posts, filled, vacant in zip(people, people[1:], people[2:], strict=False):
        told = ((posts, "posts"), (filled, "filled"), (vacant, "vacant"))
        if all(words(key).search(words_before(passage, each)[0]) is not None for each, key in told):
            if all(not (each.vague or each.bound) for each, _key in told):
                yield Account(passage, posts, [(-1, filled)], vacant)
