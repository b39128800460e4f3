"""Accounts in which what came was taken off, or what went added: 上年内控制度41项，今年新建6项，废止3项，年末为50项 (44).

So told, the first count need not be called an opening: that it makes the closing with every sign alike, and not with its own, tells.
Also what was carried over and added wrongly: 收到申请286件……加上上年结转的17件，应处理313件 (303).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.stock_roles import CAME, CLOSING, MOVES, NET, NONE, PAIR, WENT, Roles, roles
from fazhi.audit.sums.stocks import Account
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

CARRIED = re.compile(
    r"(?:加上?|连同|另加)[^，。；：、\d]{0,8}(?:20\d\d年)?[^，。；：、\d]{0,4}(?:结转|遗留|转入)[^，。；：、\d]{0,8}$"
)
ALL = re.compile(
    r"，[^，。；：、\d]{0,6}(?:应|共|在办|需|总)(?!审结|办结|结案|调结|化解|完成|解决)[^，。；：、\d]{0,10}"
)
CAME_IN = re.compile(r"收到|新收|受理|新立案|申请|立案|登记|收案|接收")
LEAD = 24


def turned_signs(passage: Passage) -> Iterator[Account]:
    """Every such account."""
    for told in roles(passage):
        for of_kind in told.values():
            for at, (role, opening) in enumerate(of_kind):
                if role in (NONE, CAME) and not (opening.vague or opening.bound or opening.compared):
                    yield from _of_first(passage, opening, of_kind[at + 1 :])
    if "结转" in passage.plain or "遗留" in passage.plain or "转入" in passage.plain:
        yield from _carried(passage)


def _of_first(passage: Passage, opening: Figure, behind: Roles) -> Iterator[Account]:
    """排查隐患点26处，核销3处、新增2处，年末在册21处: both are taken off."""
    end = next((at for at, (role, _each) in enumerate(behind) if role not in MOVES), len(behind))
    moves = [each for each in behind[:end] if each[0] != NET]
    if end == len(behind) or behind[end][0] != CLOSING or {role for role, _each in moves} != {CAME, WENT}:
        return
    account = Account(passage, opening, [(-1 if role == WENT else 1, each) for role, each in moves], behind[end][1])
    moved = sum(each.value for _role, each in moves)
    alike = account.stated.value in (opening.value + moved, opening.value - moved)
    if alike and account.misses() and len({each.step for each in account.figures}) == 1:
        yield account


def _carried(passage: Passage) -> Iterator[Account]:
    """What came in and what was carried over make all there was to do, however far back the first is told."""
    counts = [each for each in passage.figures if each.count and not (each.vague or each.bound)]
    for at in range(1, len(counts) - 1):
        carried, total = counts[at : at + PAIR]
        if CARRIED.search(passage.plain, max(0, carried.start - LEAD), carried.start) is None:
            continue
        if carried.kind != total.kind or ALL.fullmatch(passage.plain, carried.end, total.start) is None:
            continue
        same = [each for each in counts if each is not total and each.kind == total.kind]
        came = [each for each in same if each.end <= carried.start and not each.compared and CAME_IN.search(each.head)]
        if any(each.value + carried.value == total.value for each in same):
            continue
        missed = (Account(passage, each, [(1, carried)], total) for each in reversed(came))
        yield from [each for each in missed if each.misses()][:1]
