"""Rows of several counts, however they are worded, under a row of totals: 保障126343人次，发放7877094元，其中本级90851人次，发放保障金5491945元，
企业34867人次，2337613元，省属625人次，47536元; 事故107起、死亡86人、受伤45人。……道路76起、死亡57人、受伤29人，同比……；工矿29起、死亡26人、受伤16人.

A row ends where one of its names comes again. Where one column makes its total exactly, the rows are all there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from fazhi.audit.sums.addition import NOT_ADDED, Addition, comes_out, slipped, spread
from fazhi.audit.sums.listing import ASIDE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

PAIR, FOUR, LEAST, SIXTH, MOST = 2, 4, 10, 6, 16
PERSON, MONEY = "person", "元"
NEAR = 12
"""Characters behind the last part in which its partner stands."""
ROLE = re.compile(r"(?P<dead>死亡?|亡)|(?P<hurt>受?伤)")
CHANGE = re.compile(r"同比|环比|[比较]|增加|减少|增长|下降|上升|持平")
Key = tuple[str, str]
Row = dict[Key, Figure]


def partner_columns(passage: Passage) -> Iterator[Addition]:
    """The columns that miss their totals while another one of the same rows makes its own."""
    told: set[int] = set()
    for named in (False, True):
        rows = _rows(passage, named=named)
        for at, totals in enumerate(rows[: -PAIR or None]):
            if len(totals) >= PAIR:
                items = _items(totals, rows[at + 1 :])
                for each in _missed(passage, totals, items):
                    if each.totals[0].start not in told:
                        told.add(each.totals[0].start)
                        yield each


def _rows(passage: Passage, *, named: bool) -> list[Row]:
    """``named``: amounts of one row are told apart by their names, 交易金额 and 节约资金."""
    rows: list[Row] = []
    last: Figure | None = None
    changed = -1
    for each in passage.figures:
        # 同比减少5起4人: both are changes
        if CHANGE.search(each.head) is not None or each.start == changed:
            changed = each.end
            continue
        if not counted(each):
            continue
        key = _key(each, named)
        far = last is None or each.sentence - last.sentence > 1
        if not rows or key in rows[-1] or far or each.segment != next(iter(rows[-1].values())).segment:
            rows.append({})
        rows[-1][key] = last = each
    return rows


def partnered(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """处罚49件，罚款520.5万元，其中一般38件，罚款130.5万元；事故9件，罚款390万元: does what is told behind each part make what is told behind the
    total, so that the list is whole?"""
    beside = []
    for one, behind in zip_longest([total, *parts], parts):
        end = one.end + NEAR if behind is None else behind.start
        column = [each for each in passage.figures if one.end <= each.start < end and counted(each)]
        beside += [each for each in column if each.kind != total.kind][:1]
    whole = len(beside) == len(parts) + 1 and len({each.kind for each in beside}) == 1
    return whole and _made(beside[0], beside[1:])


def counted(figure: Figure) -> bool:
    """May it be a cell of such a row: a count of this period, neither a mean nor told aside?"""
    unsure = figure.vague or bool(figure.bound) or figure.compared or spread(figure)
    return figure.count and not unsure and figure.kind not in NOT_ADDED and ASIDE.search(figure.head) is None


def _key(figure: Figure, named: bool) -> Key:
    if named and figure.kind == MONEY:
        return figure.kind, figure.head[-PAIR:]
    role = ROLE.search(figure.head)
    return figure.kind, "" if role is None else str(role.lastgroup)


def _items(totals: Row, rows: list[Row]) -> list[list[Row]]:
    """The rows behind the totals up to the end of each sentence; none beyond one that lacks their first column or counts other things."""
    first = next(iter(totals))
    found: list[list[Row]] = []
    for many, row in enumerate(rows[:MOST], start=1):
        # 案件204件249人，其中一审195件263人: a slip may make a part more than its total, but not in the column that comes out.
        more = all(each.value > totals[key].value for key, each in row.items() if key in totals)
        if first not in row or more or not row.keys() <= totals.keys():
            break
        behind = rows[many] if many < len(rows) else None
        if many >= PAIR and (behind is None or _sentence(behind) != _sentence(row)):
            whole = [each for each in rows[:many] if each.keys() == totals.keys()]
            # 受理13件14人，提前介入2件，批准逮捕10件17人，不批准逮捕3件3人: what is told in one column only may be told aside.
            found += [rows[:many], *([whole] if PAIR <= len(whole) < many else [])]
    return found


def _sentence(row: Row) -> int:
    return next(iter(row.values())).sentence


def _missed(passage: Passage, totals: Row, ways: list[list[Row]]) -> Iterator[Addition]:
    best: tuple[int, dict[Key, list[Figure]], set[Key]] | None = None
    for items in ways:
        columns = {key: [row[key] for row in items if key in row] for key in totals}
        made = {key for key, parts in columns.items() if len(parts) > 1 and _made(totals[key], parts)}
        # 受理13件14人，提前介入2件，批准逮捕10件11人，不批准逮捕3件3人: a row without a cell in the column that comes out is no row of it.
        # Of two ways that show as much the longer one leaves nothing out.
        shown = any(len(columns[key]) == len(items) for key in made)
        if shown and (best is None or (len(made), len(items)) > (len(best[2]), best[0])):
            best = len(items), columns, made
    if best is None:
        return
    many, columns, made = best
    for key, parts in columns.items():
        if key not in made and len(parts) > 1 and _off(totals[key], parts, whole=len(parts) == many):
            yield Addition(passage, [totals[key]], parts, "list", True)


def _made(total: Figure, parts: list[Figure]) -> bool:
    """Does it come out, and by no chance?"""
    return comes_out(total, parts) and total.value >= LEAST * (total.step or 1)


def _off(total: Figure, parts: list[Figure], *, whole: bool) -> bool:
    """A cell that is not told may hold what is lacking, and who had a part in two cases is counted twice; else a slip, or little, is off."""
    off = summed(parts) - total.value
    if (
        comes_out(total, parts)
        or off < 0
        and not whole
        or total.kind == PERSON
        and abs(off) < LEAST
        and len(parts) < FOUR
    ):
        return False
    return slipped(parts, total) or abs(off) * SIXTH <= total.value
