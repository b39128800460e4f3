"""Increases whose two levels stand sentences apart: 受理286件……。上年受理317件……。受理量比上年减少31件，降幅9.8%.

And those whose base comes in brackets behind the percentage: 528件，其中……，比上年增加55件，增长11.63%（上年为473件）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi.audit.growths import levels_apart
from fazhi.audit.growths.changes import AFTER, Levels, falls, fits, own_subject
from fazhi.audit.growths.differences import Difference
from fazhi.audit.growths.increments import VERB, verb_of
from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import in_list
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import CLAUSE, Percentage

LEAD = 30
RATE = re.compile(r"[，、]?(?:增长|上升|下降|减少|增幅|降幅|减幅|升幅|[增升降减])(?:率|幅)?(?:为|达)?了?")


def slips(passage: Passage, earlier: Sequence[Passage], known: set[int]) -> Iterator[Difference]:
    """The increases that are not those of their levels; ``known``: where the increases stand that were judged already."""
    for number, change in enumerate(passage.figures):
        if not change.count or change.vague or change.bound or change.spelled or change.start in known:
            continue
        if verb_of(change.head) is None or change.head != _clause(passage, change):
            continue
        claim = _claim(passage, change)
        found = levels_apart.levels(claim, earlier, kind=change.kind)
        rate = _rate_behind(passage, number)
        if len(found) == 1 and _slipped(claim, found[0], change, rate):
            proved = rate is not None and bool(fits(rate, found[0].now, found[0].base, falls(claim)))
            yield Difference([found[0].now], found[0].base, change, proved=proved)


def keep(claim: Percentage, pair: Levels) -> None:
    """Keep the two levels that a percentage was found to follow from, for :func:`proved`."""
    claim.passage.memory.setdefault("grown from", {})[claim.figure.start] = pair


def proved(passage: Passage) -> Iterator[Difference]:
    """上年1783人……，人数减少342人，降幅18.2%, where 1459 and 1783 give the 18.2 %: the increase right before it is that of the same two."""
    known: dict[int, Levels] = passage.memory.get("grown from", {})
    for number, change in enumerate(passage.figures[:-1]) if known else ():
        rate = passage.figures[number + 1]
        pair = known.get(rate.start)
        if pair is None or not change.count or change.kind != pair.now.kind or change.vague or change.bound:
            continue
        told = verb_of(change.head) is not None and RATE.fullmatch(passage.plain, change.end, rate.start) is not None
        if told and pair.now.exact and pair.base.exact and change.exact and pair.now.sentence != change.sentence:
            if all(each is not change for each in (pair.now, pair.base)):
                yield Difference([pair.now], pair.base, change, proved=True)


def bracketed(passage: Passage) -> Iterator[Difference]:
    """比上年增加55件，增长11.63%（上年为473件）"""
    text, figures = passage.plain, passage.figures
    if "（" not in text or "%" not in text:
        return
    for number, (change, rate, base) in enumerate(zip(figures, figures[1:], figures[2:], strict=False)):
        if not rate.percent or change.kind != base.kind or not change.count or not (change.exact and base.exact):
            continue
        if CHANGE.search(change.head) is None or RATE.fullmatch(text, change.end, rate.start) is None:
            continue
        if AFTER.match(text[rate.end : base.start]) is None:
            continue
        now = [
            each for each in figures[:number]
            if each.kind == change.kind and each.exact and not each.compared and each.segment == change.segment
            and not in_list(passage, each) and VERB.search(each.head) is None
        ]  # fmt: skip
        if now and own_subject(change, now[-1]):
            yield Difference(now[::-1], base, change)


def _clause(passage: Passage, change: Figure) -> str:
    return CLAUSE.split(passage.plain[max(0, change.start - LEAD) : change.start])[-1]


def _claim(passage: Passage, change: Figure) -> Percentage:
    sentence = next(each for each in passage.sentences if any(figure is change for figure in each.figures))
    return Percentage(passage, sentence, change, "growth", "", change.start, "")


def _rate_behind(passage: Passage, number: int) -> Figure | None:
    behind = passage.figures[number + 1] if number + 1 < len(passage.figures) else None
    if behind is None or not behind.percent or behind.vague or behind.bound:
        return None
    return behind if RATE.fullmatch(passage.plain, passage.figures[number].end, behind.start) else None


def _slipped(claim: Percentage, pair: Levels, change: Figure, rate: Figure | None) -> bool:
    now, base = pair.now, pair.base
    amount = abs(now.value - base.value)
    fall = falls(claim)
    if abs(amount - change.value) <= max(now.step, base.step, change.step):
        return False
    if amount == change.value or (now.value < base.value) != fall:
        return False
    if misprints.alike(f"{change.value.normalize():f}", f"{amount.normalize():f}"):
        return True
    return rate is not None and bool(fits(rate, now, base, fall))
