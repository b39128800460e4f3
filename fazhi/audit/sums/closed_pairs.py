"""Two lists of two that leave nothing out: 共70条，工作动态66条，其他信息4条; 受理案件3881件……其中旧存1304件……；新收2577件."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import Addition, slipped
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.items import CAME_NEWLY
from fazhi.audit.text.passages import Passage

HEADED = re.compile(r"[^，。；：、\d]{0,6}[，：](?:其中[：，]?)?[^，。；：、\d]{2,16}")
OTHERS = re.compile(r"[，、；][^，。；：、\d]{0,2}(?:其他|其它)[^，。；：、\d]{0,10}")
ALL = re.compile(r"共|总|合计")
TAKEN_IN = re.compile(r"受理|收案|收到")
LEFT_OVER = re.compile(r"旧存|[上去]年(?:度)?(?:未结|结转|遗留)|(?<!新)结转|遗留")
MARKS = frozenset("，。；、（）")
TENTH, FIGURES, CARRIED_FIGURES = 10, 2, 3


def closed_pairs(passage: Passage) -> Iterator[Addition]:
    """Every such pair with its total, right or missed by little."""
    text = passage.plain
    if "其他" in text or "其它" in text:
        yield from _down_to_others(passage)
    if "新" in text and LEFT_OVER.search(text) is not None:
        yield from _left_over_and_new(passage)


def _down_to_others(passage: Passage) -> Iterator[Addition]:
    text, figures = passage.plain, passage.figures
    for total, one, two in zip(figures, figures[1:], figures[2:], strict=False):
        if not _alike(total, one, two) or ALL.search(total.head) is None:
            continue
        if HEADED.fullmatch(text, total.end, one.start) is None or OTHERS.fullmatch(text, one.end, two.start) is None:
            continue
        closed = text[two.end + len(two.tail) : two.end + len(two.tail) + 1] in ("。", "；", "")
        near = abs(total.value - one.value - two.value) * TENTH <= total.value or slipped([one, two], total, FIGURES)
        if closed and near:
            yield Addition(passage, [total], [one, two], "list", True)


def _left_over_and_new(passage: Passage) -> Iterator[Addition]:
    """What was taken in is what was left of the year before and what came newly, whatever is told of each in between."""
    text = passage.plain
    for sentence in passage.sentences:
        counts = [each for each in sentence.figures if each.count and each.exact and not each.compared]
        left = [each for each in counts if LEFT_OVER.search(_clause(text, each)) is not None]
        new = [each for each in counts if CAME_NEWLY.search(_clause(text, each)) is not None]
        if len(left) != 1 or len(new) != 1 or left[0].kind != new[0].kind:
            continue
        first = min(left[0].start, new[0].start)
        wholes = [each for each in counts if each.end <= first and each.kind == new[0].kind]
        total = wholes[0] if wholes else None
        if total is None or TAKEN_IN.search(total.head) is None or CAME_NEWLY.search(total.head) is not None:
            continue
        parts = sorted([left[0], new[0]], key=lambda each: each.start)
        if summed(parts) == total.value or slipped(parts, total, CARRIED_FIGURES):
            yield Addition(passage, [total], parts, "list", True)


def _alike(*figures: Figure) -> bool:
    same = len({each.kind for each in figures}) == 1
    return same and all(
        each.count and each.exact and not each.compared and CHANGE.search(each.head) is None for each in figures
    )


def _clause(text: str, figure: Figure) -> str:
    """The words right before a count, of its own clause."""
    begin = max(text.rfind(mark, figure.begins, figure.start) for mark in MARKS) + 1
    return text[max(begin, figure.begins) : figure.start]
