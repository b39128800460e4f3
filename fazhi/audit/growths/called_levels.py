"""A change that is told as the level it led to: 受理486件，较上年的540件下降到10%; 公开1096条，同比增加到137条，上年为959条.

到 says what there is now. Where that is printed as well, and what stands behind 到 is the change from the level of before, 到 is too
much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi.audit.growths import levels_said
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

VERB = r"(?P<verb>增加|增长|上升|提高|提升|下降|减少|降低|回落|压减|压降|缩短|压缩|[增升降减])"
TO = re.compile(rf"{VERB}(?P<to>到|至|为)了?$")
# 1096条，同比增加到137条，上年为959条
BEHIND = re.compile(
    r"[，（；](?:而|其中)?(?:[上去]一?年|前一?年|20\d\d年)(?:同期|全年)?(?:则|仅|只)?(?:为|是|有)?(?:[\u4e00-\u9fff]{0,4})"
)
COMPARED = re.compile(r"(?:同比|环比|[较比](?:[上去]一?年|20\d\d年)(?:同期|全年)?)[\u4e00-\u9fff]{0,4}$")
RISES = re.compile(r"[增升提]")
LEAD, HUNDRED = 16, 100


@dataclass(frozen=True, slots=True)
class Called:
    """A change with 到 where none belongs, and its two levels."""

    start: int
    figure: Figure
    verb: str
    to: str
    now: Figure
    base: Figure


def called(passage: Passage, earlier: Sequence[Passage]) -> Iterator[Called]:
    """Every such change of a passage."""
    for figure in passage.figures:
        if figure.vague or figure.bound or figure.value <= 0:
            continue
        verb = TO.search(passage.plain, max(0, figure.start - LEAD), figure.start)
        if verb is None:
            continue
        pair = _of_rate(passage, figure, verb, earlier) if figure.percent else _of_count(passage, figure, verb, earlier)
        if pair is None:
            continue
        now, base = pair
        if (now.value > base.value) == (RISES.search(verb["verb"]) is not None) and now.value != base.value:
            yield Called(verb.start(), figure, verb["verb"], verb["to"], now, base)


def _of_rate(
    passage: Passage, figure: Figure, verb: re.Match[str], earlier: Sequence[Passage]
) -> tuple[Figure, Figure] | None:
    """较上年的540件下降到10%: a tenth less, and not a tenth of it."""
    found = _named(passage, figure, verb, earlier)
    if found is None:
        return None
    now, base = found
    change = HUNDRED * abs(now.exactly - base.exactly) / base.exactly
    level = HUNDRED * now.exactly / base.exactly
    return found if rounding.fits(figure.value, change) and not rounding.fits(figure.value, level) else None


def _of_count(
    passage: Passage, figure: Figure, verb: re.Match[str], earlier: Sequence[Passage]
) -> tuple[Figure, Figure] | None:
    """公开1096条，同比增加到137条，上年为959条: what was before, told right before it or behind."""
    found = _named(passage, figure, verb, earlier) or _behind(passage, figure, verb)
    if found is None:
        return None
    now, base = found
    same = now.kind == base.kind == figure.kind and now.exact and base.exact and figure.exact
    return found if same and abs(now.value - base.value) == figure.value != now.value else None


def _named(
    passage: Passage, figure: Figure, verb: re.Match[str], earlier: Sequence[Passage]
) -> tuple[Figure, Figure] | None:
    """The level now by the subject of the clause, or the count right before the comparison, and the level that it is compared with."""
    found = levels_said.named(passage, figure, earlier, to=True)
    if found is not None:
        return found
    before = [each for each in passage.figures if each.end <= figure.start and each.sentence == figure.sentence]
    if len(before) < 2 or before[-1].clause - before[-2].clause > 1 or before[-1].kind != before[-2].kind:
        return None
    now, base = before[-2:]
    told = levels_said.THAN.search(passage.plain, max(0, base.start - LEAD), base.start)
    if told is None or not now.count or passage.plain[now.end : told.start()] != "，" or now.compared:
        return None
    return (now, base) if passage.plain[base.end : verb.start()] in ("", "，") and base.low > 0 else None


def _behind(passage: Passage, figure: Figure, verb: re.Match[str]) -> tuple[Figure, Figure] | None:
    text = passage.plain
    base = next((each for each in passage.figures if each.start >= figure.end), None)
    before = [each for each in passage.figures if each.end <= figure.start and each.sentence == figure.sentence]
    if base is None or not before or BEHIND.fullmatch(text, figure.end, base.start) is None:
        return None
    now = before[-1]
    if COMPARED.search(text, now.end, verb.start()) is None or text.count("，", now.end, figure.start) > 1:
        return None
    return (now, base) if EARLIER.search(f"{now.period}{now.head}") is None and base.low > 0 else None
