"""Parts that bear the name of a total told before them: 派单601件，按时结案597件，……。其中热线派单523件，网站派单69件.

派单, divided into 热线派单 and 网站派单, whatever is told between: the name says whose parts they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.alike_sums import one_turned
from fazhi.audit.sums.told_counts import sound
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

PAIR, MOST = 2, 12
LEAST = 100
SHORT, LONG = 2, 6
AMONG = re.compile(r"(?:^|[。；，])其中[：，]?(?P<name>[^，。；：、（）\d]{3,14})$")
JOINED = re.compile(r"[，、；和及与](?P<name>[^，。；：、（）\d]{3,14})")
LEAD = 18
# 学习10次，其中中心组学习6次、支部学习6次 may have been held together.
HELD = frozenset(("time", "session", "person", "person-time"))
PARTIAL = re.compile(r"同比|环比|增|减|升|降|累计|新|未|不|超")

Sum = tuple[Figure, list[Figure]]


def named_again(passage: Passage) -> Iterator[Sum]:
    """(total, parts) of every such list that misses its total by a slip."""
    text, figures = passage.plain, passage.figures
    if "其中" not in text:
        return
    for at, first in enumerate(figures):
        match = AMONG.search(text[max(0, first.start - LEAD) : first.start])
        if at == 0 or match is None or not sound(first) or first.kind in HELD:
            continue
        parts, names = _parts(text, figures[at : at + MOST], match["name"])
        total = _total(figures[:at], parts, names) if len(parts) >= PAIR else None
        if total is not None and not _told(figures, parts) and _slips(parts, total):
            yield total, parts


def _parts(text: str, figures: list[Figure], name: str) -> tuple[list[Figure], list[str]]:
    """The counts that stand in a row from the first on, and their names."""
    parts, names = [figures[0]], [name]
    for each in figures[1:]:
        match = JOINED.fullmatch(text, parts[-1].end, each.start)
        if match is None or each.kind != parts[0].kind or not sound(each):
            break
        parts.append(each)
        names.append(match["name"])
    return parts, names


def _total(before: list[Figure], parts: list[Figure], names: list[str]) -> Figure | None:
    """The one count before the list whose name is how all the names of the parts end."""
    named = [each for each in before if each.kind == parts[0].kind and sound(each)]
    named = [
        each for each in named if SHORT <= len(each.head) <= LONG and all(name.endswith(each.head) for name in names)
    ]
    bare = {name.removesuffix(named[0].head) for name in names} if named else set()
    if len(named) != 1 or len(bare) < len(names) or "" in bare or any(PARTIAL.search(each) for each in bare):
        return None
    total = named[0]
    near = parts[0].sentence - total.sentence <= 1 and not EARLIER.search(f"{total.period}{total.head}")
    return total if near and total.value >= LEAST and max(each.value for each in parts) < total.value else None


def _told(figures: list[Figure], parts: list[Figure]) -> bool:
    """Is what the parts come to printed of something else?"""
    return any(each.kind == parts[0].kind and each.value == summed(parts) for each in figures)


def _slips(parts: list[Figure], total: Figure) -> bool:
    """Are two figures turned round, or are there three and too many?

    A list below its total may leave something out; 网络投诉700件，食品投诉510件 of 投诉1200件 may be told of the same ones.
    """
    if not slipped(parts, total, PAIR):
        return False
    return summed(parts) > total.value and len(parts) > PAIR or one_turned(total, parts)
