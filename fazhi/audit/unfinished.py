"""What was not done is what was to be done less what was: 排查163起，调处成功160起，成功率98.16% … 未调处成功的5起.

Which count is the part and which the whole is proven by the rate that is printed for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit import misprints, rounding
from fazhi.audit.covering import cover
from fazhi.audit.figures import Figure
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.mentions import Mention, alike, canonical, pattern
from fazhi.audit.passages import Passage
from fazhi.audit.percentages import claims
from fazhi.audit.tellings import content

HUNDRED = 100
LEAST_WHOLE = 10
NEAR_PART, NEAR_WHOLE = 3, 8
"""Counts before a rate among which its part and its whole are looked for."""
WORDS = 60
PAIR = 2
FILLED = re.compile(r"[中里的]")
# 未调处成功的3起, 3起未调处成功, 24件未办结
BEFORE = re.compile(
    r"(?:^|[有尚仍还对将把年，。])未能?(?P<deed>(?!来|成年)[\u4e00-\u9fff]{2,7}?)(?:的(?:案件|人员|纠纷|事项|问题)?)?$"
)
BEHIND = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}的)?(?:案件|人员|纠纷|事项|问题)?(?:尚|仍|还)?未能?(?P<deed>(?!来|成年)[\u4e00-\u9fff]{2,8}?)(?:的?(?:案件|纠纷|事项|问题|人员)|[中里的]|$)"
)
# 尚未整改到位 is what was not 整改.
RESULT = re.compile(r"^(?:按要求|按期|及时|有效)|(?:到位|完毕|完成)$")


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a part leaves of a whole, with the words that say what was done to what."""

    passage: Passage
    whole: Figure
    part: Figure
    value: Decimal
    deed: str
    words: str


Found = tuple[Mention, Remainder]


def unfinished(
    manuscript: Manuscript, found: list[Mention], planned: frozenset[int], same_period: Callable[[Mention], bool]
) -> Iterator[Found]:
    """Mentions of what was not done that are not what the counts of the document leave."""
    asked = [(each, deed) for each in found if (deed := _deed(each)) and each.figure.exact and same_period(each)]
    if not asked:
        return
    remainders = [each for each in _remainders(manuscript) if each.passage.index not in planned]
    for mention, deed in asked:
        fitting = [each for each in remainders if _left_by(mention, deed, each)]
        values = {each.value for each in fitting}
        if not values or mention.figure.value in values or _said_elsewhere(mention, deed, asked):
            continue
        if len(values) > 1 or mention.passage.index in planned:
            # Of several, and of a plan that starts from what was left, only a slip of the hand is known by itself.
            fitting = [each for each in fitting if misprints.alike(mention.digits, f"{each.value:f}")]
        if fitting:
            yield mention, fitting[0]


def _deed(mention: Mention) -> str:
    match = BEFORE.search(mention.left) or BEHIND.match(mention.right)
    return "" if match is None else alike(RESULT.sub("", match["deed"]) or match["deed"])


def _said_elsewhere(mention: Mention, deed: str, asked: list[tuple[Mention, str]]) -> bool:
    """Does another place say the same number of the same thing?"""
    return any(
        other is not mention and other.key == mention.key and other.digits == mention.digits and said == deed
        for other, said in asked
    )


def _remainders(manuscript: Manuscript) -> Iterator[Remainder]:
    """One for every printed rate that two counts before it give exactly."""
    for claim in claims(manuscript.passages, "rate"):
        rate = claim.figure
        if (
            rate.vague
            or rate.bound
            or rate.value >= HUNDRED
            or rate.compared
            or rate.period.startswith(("上年", "去年"))
        ):
            continue
        counts = [each for each in claim.passage.figures if each.end <= claim.start and each.count and each.exact]
        pair = _part_and_whole(rate, counts)
        if pair is not None:
            part, whole = pair
            text = claim.passage.plain
            words = alike(text[max(0, whole.start - WORDS) : claim.figure.start])
            deed = f"{part.head}{part.tail}|{claim.name}"
            yield Remainder(claim.passage, whole, part, whole.value - part.value, alike(deed), words)


def _part_and_whole(rate: Figure, counts: list[Figure]) -> tuple[Figure, Figure] | None:
    for part in reversed(counts[-NEAR_PART:]):
        for whole in reversed([each for each in counts if each.end <= part.start][-NEAR_WHOLE:]):
            sound = whole.kind == part.kind and LEAST_WHOLE <= whole.value > part.value and not whole.compared
            if sound and rounding.fits_counts(rate.value, int(part.value), int(whole.value)):
                return part, whole
    return None


def _left_by(mention: Mention, deed: str, remainder: Remainder) -> bool:
    """Is it this deed that was left undone, and this thing?"""
    if mention.figure.kind != remainder.whole.kind or not cover(deed, remainder.deed)[0]:
        return False
    if sum(len(each) for each in cover(deed, remainder.deed)[1]) > (1 if len(deed) > PAIR else 0):
        return False
    sentence = [each for each in mention.passage.figures if each.sentence == mention.figure.sentence]
    if any(each.value == remainder.whole.value and each.kind == remainder.whole.kind for each in sentence):
        return True  # 14名执法人员中有1名未取得…
    behind = BEHIND.match(mention.right)
    if BEFORE.search(mention.left):
        thing = canonical(mention.right)
    else:
        thing = canonical(mention.left) + alike(mention.right[behind.end("deed") :] if behind is not None else "")
    if len(deed) > PAIR and not FILLED.sub("", content(thing)):
        return True  # 全年6件未调解成功案件中
    pieces = [each for each in cover(thing, remainder.words)[0] if content(each)]
    narrowed = pattern("scope").search(mention.left) or pattern("other").search(BEFORE.sub("", mention.left))
    return thing[:PAIR] in remainder.words and bool(pieces) and narrowed is None
