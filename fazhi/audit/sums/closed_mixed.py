"""A row of things in several units, and right behind it what it comes to: 审查文件3件、决策5项、合同43份，合计出具意见书51份.

Of twenty such rows in clean reports nineteen add up, and the one that does not is not off by a slip (decision 0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.headed_lists import CROSSING, MOST, PAIR
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

TOTAL = re.compile(
    r"[^，。；：、\d]{0,14}[，；](?:其|全年|年内)?(?:合计|共计|总计|一共|共(?![有同享建产]))[^，。；：、\d]{0,12}"
)
SUMMED = re.compile("[共计签]")
# 与20个村（社区）、12个镇直单位签订责任书，共签订32份: one paper with each of them.
SIGNED = re.compile(
    r"[^，。；：、\d]{0,10}(?:分别)?签订[^，。；：、\d]{0,16}(?:，(?:全部|年内)?(?:共|共计|合计|总共)签订?[^，。；：、\d]{0,8})?"
)
BODIES = frozenset(("个", "house", "所", "村"))
SIGNERS = re.compile(r"[^，。；：、\d]{0,10}[、和及与][^，。；：、\d]{0,8}")
SEVERAL = re.compile(r"层层|各|等|[两三]份|一式")
JOINED = re.compile(r"[、，和及与][^。；：\d]{0,18}")
# 班子成员11人和12个村（社区）党组织书记全部纳入述法范围，23人无一遗漏: whoever is told on both sides of 和, and how many all of them are.
OFFICE = r"(?:书记|主任|负责人|所长|站长|队长|院长|校长|局长|主官|代表|委员|联络员|专干|[正副]职|人员|干部|成员)"
EVERY_ONE = re.compile(
    rf"(?:[^，。；：、\d]{{0,14}}{OFFICE})?(?:全部|全员|悉数|均|都|已)[^，。；：、\d]{{1,20}}，(?:共|总共|合计|共计|这|上述)?"
)
NOBODY_LEFT = re.compile(r"(?:全部|全员|悉数|均|都)?(?:无一|一个不[落少漏]|没有一[个人名]|一人不[落少漏]|无[人缺遗])")
BOTH = re.compile(r"[^，。；：、\d]{0,12}[和及与、][^，。；：、\d]{0,12}")
OFFICES = re.compile(rf"[^，。；：、\d]{{0,14}}{OFFICE}")
ONE_EACH = ("person", "份")
"""班子成员12人、站所负责人15人提交述法报告，合计27份: one paper of each person."""


def closed_mixed(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, parts) of every such row that misses its total by a slip."""
    text = passage.plain
    if SUMMED.search(text) is None:
        return
    figures = [each for each in passage.figures if not each.percent]
    for at, total in enumerate(figures):
        if at < PAIR or not _sound(total) or EARLIER.search(f"{total.period}{total.head}"):
            continue
        signers = _signers(text, figures[max(0, at - MOST) : at], total) if total.unit == "份" else []
        everyone = _everyone(text, figures[max(0, at - MOST) : at], total)
        for each in (signers, everyone):
            if len(each) >= PAIR and total.value != summed(each) and slipped(each, total, PAIR):
                yield total, each
        between = figures[at - 1].end, total.start
        if SUMMED.search(text, *between) is None or TOTAL.fullmatch(text, *between) is None:
            continue
        parts = _row(text, figures[max(0, at - MOST) : at])
        sums = {summed(parts[begin:]) for begin in range(len(parts) - 1)}
        if len(parts) >= PAIR and _mixed(parts, total) and total.value not in sums and slipped(parts, total, PAIR):
            yield total, parts


def _row(text: str, before: list[Figure]) -> list[Figure]:
    """The counts that stand in one row, the last of them right before the total."""
    found: list[Figure] = []
    for each in reversed(before):
        joined = not found or JOINED.fullmatch(text, each.end, found[0].start) is not None
        if not joined or not _sound(each):
            break
        if CROSSING.search(each.head) is not None:
            return []
        found.insert(0, each)
    return found


def _signers(text: str, before: list[Figure], total: Figure) -> list[Figure]:
    """The bodies that stand in one row before a count of papers that were signed with each of them."""
    if SIGNED.fullmatch(text, before[-1].end, total.start) is None:
        return []
    found: list[Figure] = []
    for each in reversed(before):
        joined = not found or SIGNERS.fullmatch(text, each.end, found[0].start) is not None
        if not joined or not _sound(each) or each.kind not in BODIES:
            break
        found.insert(0, each)
    lead = text[found[0].begins : found[0].start] if found else ""
    return found if SEVERAL.search(lead + text[before[-1].end : total.start]) is None else []


def _everyone(text: str, before: list[Figure], total: Figure) -> list[Figure]:
    """The persons told side by side of whom a count says that not one is missing."""
    if total.kind != "person" or NOBODY_LEFT.match(text, total.end) is None:
        return []
    if EVERY_ONE.fullmatch(text, before[-1].end, total.start) is None:
        return []
    found: list[Figure] = []
    for each in reversed(before):
        joined = not found or BOTH.fullmatch(text, each.end, found[0].start) is not None
        if not joined or not _sound(each) or each.sentence != total.sentence:
            break
        # 12个村（社区）党组织书记: of so many bodies one person each.
        if each.kind != "person" and OFFICES.match(text, each.end) is None:
            break
        found.insert(0, each)
    return found


def _mixed(parts: list[Figure], total: Figure) -> bool:
    kinds = {each.kind for each in parts}
    return len(kinds) > 1 and total.kind in kinds or (*kinds, total.kind) == ONE_EACH


def _sound(figure: Figure) -> bool:
    return figure.count and figure.exact and bool(figure.unit) and not figure.compared
