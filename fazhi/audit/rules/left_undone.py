"""What a report says to be still undone, far from the rate that proves how much it is: 排查412件，化解389件，化解率94.4% … 尚有33件未化解.

A rate that follows from the two counts before it proves whole and part, and so the rest. Where the part on what is amiss (or the
plan) tells another rest of the same things, off by a slip of the hand, one of the two is wrong. A rest that is printed anywhere
else, or that any other proven rate leaves, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates.rate_remainders import proven
from fazhi.audit.repeats.summings_up import sums_up
from fazhi.audit.repeats.tellings import Telling, content, is_report, told
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, plans
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import claims

LEFT = re.compile(r"尚|仍|还[有差剩]|未|没|不(?![予断少仅足到])|剩|余")
SCOPE = re.compile(r"去年|上年|往年|其中|[村镇乡]均|每|平均|新增|再")
REST_OF_IT = re.compile(r"另有?|其余|余下|剩余|剩下|还有|尚有|仍有")
FEWEST, NEAREST = 2, 6
FAR = 24


class Rest(NamedTuple):
    """``left`` of a whole whose part a rate proves."""

    passage: Passage
    part: Figure
    whole: Figure
    left: Decimal


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every rest that is told otherwise."""
    if not is_report(manuscript):
        return
    again = [each for each in told(manuscript) if _undone(manuscript, each)]
    rests = list(_rests(manuscript)) if again else []
    for each in again:
        rest = _contradicted(manuscript, each, rests)
        if rest is not None:
            yield _report(manuscript, each, rest)


def _rests(manuscript: Manuscript) -> Iterator[Rest]:
    for claim in claims(manuscript.passages, "rate", "share"):
        pair = proven(claim)
        if pair is not None:
            part, whole = pair
            yield Rest(claim.passage, part, whole, whole.value - part.value)


def _undone(manuscript: Manuscript, telling: Telling) -> bool:
    """Is it told, where the report sums up or plans, of what is not done yet?"""
    mention = telling.mention
    if len(mention.digits) < FEWEST or mention.compared or not mention.figure.exact:
        return False
    if not sums_up(telling) and mention.passage.index not in plans.planned(manuscript):
        return False
    return LEFT.search(f"{mention.left}|{mention.right}") is not None and SCOPE.search(mention.left) is None


def _contradicted(manuscript: Manuscript, telling: Telling, rests: list[Rest]) -> Rest | None:
    """The one rest of the same things that the number miswrites."""
    figure = telling.mention.figure
    same = [each for each in rests if each.whole.kind == figure.kind and each.passage is not telling.mention.passage]
    if any(each.left == figure.value for each in same) or _completes(manuscript, telling):
        return None
    # 虽然93项已可全程网办，另有41项仍须到大厅办理: told beside the part, it is the rest of that whole and of no other.
    beside = [each for each in same if _beside(telling, each)]
    if len({each.left for each in beside}) == 1 and _alike(figure, beside[0].left):
        return beside[0]
    if _printed(manuscript, telling):
        return None
    words = _pairs(f"{telling.words}|{telling.inherited}")
    alike = [each for each in same if _alike(figure, each.left) and words & _pairs(_around(each))]
    return alike[-1] if len({each.left for each in alike}) == 1 else None


def _completes(manuscript: Manuscript, telling: Telling) -> bool:
    """801件提案中已解决564件。列入计划207件。不能办理的30件: with two or three told right before it, it comes to a printed total."""
    figure, here = telling.mention.figure, telling.mention.passage
    near = [
        each
        for passage in manuscript.passages
        if here.index - 2 <= passage.index <= here.index
        for each in passage.figures
        if each.exact and each.kind == figure.kind and (passage is not here or each.end <= figure.start)
    ]
    totals = {each.value for each in near}
    return any(
        sum(each.value for each in chosen) + figure.value in totals
        for size in (2, 3)
        for chosen in combinations(near[-NEAREST:], size)
    )


def _beside(telling: Telling, rest: Rest) -> bool:
    """Does the sentence tell the part right before the rest?"""
    base = telling.mention.base
    told = base is not None and base.kind == rest.part.kind and base.value == rest.part.value
    return (
        told
        and REST_OF_IT.search(telling.mention.left) is not None
        and bool(_pairs(_around(rest)) & _pairs(telling.sentence))
    )


def _printed(manuscript: Manuscript, telling: Telling) -> bool:
    """Does the number stand elsewhere as well?"""
    figure = telling.mention.figure
    found = (each for passage in manuscript.passages for each in passage.figures if each is not figure)
    return any(each.kind == figure.kind and each.value == figure.value for each in found)


def _around(rest: Rest) -> str:
    """The words beside the whole and the part."""
    text = rest.passage.plain
    return "|".join(text[max(0, each.start - FAR) : each.end + FAR] for each in (rest.whole, rest.part))


def _pairs(words: str) -> set[str]:
    return {pair for each in re.split(r"[|，。；：、\d（）]", words) for pair in pairs(content(each))}


def _alike(figure: Figure, left: Decimal) -> bool:
    return misprints.like_count(f"{figure.value:f}", f"{left:f}")


def _report(manuscript: Manuscript, telling: Telling, rest: Rest) -> Finding:
    mention, there = telling.mention, manuscript.addresses.get(rest.passage.index, "")
    formula = f"{rest.whole.text}－{rest.part.text}＝{rest.left:f}{rest.whole.unit}"
    return finding(
        mention.passage,
        (mention.figure.start, mention.figure.end),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="left_undone",
        message=f"此处写“{mention.quote}”，而{there}的{formula}，两处必有一误。",
        stated=mention.figure.text,
        computed=rest.left,
        basis="未完成数＝总数－已完成数",
    )


RULE = Rule(
    id="left_undone",
    title="问题部分所写的未完成数",
    source="未完成数＝总数－已完成数",
    why="正文改了总数或完成数，问题部分的未完成数没有跟着改。",
    wrong="一、排查412件，化解389件，化解率94.4%……三、尚有33件未化解",
    right="一、排查412件，化解389件，化解率94.4%……三、尚有23件未化解",
    check=check,
    late=True,
)
