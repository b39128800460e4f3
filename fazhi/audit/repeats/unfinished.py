"""What was not done is what was to be done less what was: 排查163起，调处成功160起，成功率98.16% … 未调处成功的5起.

Which count is the part and which the whole is proven by the rate that is printed for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.repeats.covering import cover
from fazhi.audit.repeats.mentions import Mention, alike, canonical, pattern
from fazhi.audit.repeats.tellings import content
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.items import CAME_NEWLY
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import claims

HUNDRED = 100
REST = re.compile("[未没]|剩余|余下|[仍尚还]有|尚余")
"""Without one of these beside it, a count is no rest."""
NEAR_NOT = 14
"""Characters behind a count in which such a word may stand."""
# 对连续两年未参检的8家: only some of those that did not.
NARROWED = re.compile(r"连续|多次|超过|逾")
# 剩余27件, 对44处未整改隐患: the rest is known already.
KNOWN = re.compile(r"(?:剩余|余下|其余|对|将|把)的?$")
# 推动剩余27件, 全年仍有6636件
# 剩余的4件|历史积案和|3件未化解的包案事项: what stands before the 和 is the thing of the count before.
OF_ANOTHER = re.compile(r"^[^，。；：\d]*[和及与、]")
LEFT = re.compile(r"(?:推动|促进|督促|确保|力争|抓好|做好|加快|抓紧)|(?:剩余|余下|其余|[仍尚还]有|尚余)的?$")
STOPS = "。；！？\n"
TOPIC = 60
"""Characters of its sentence before a rest that may say of what it is."""
LEAST_WHOLE = 10
NEAR_PART, NEAR_WHOLE = 3, 12
"""Counts before a rate among which its part and its whole are looked for."""
WORDS = 60
PAIR, THREE = 2, 3
TELLING = 100
"""Of smaller counts some two leave nearly any rest."""
SOME_LEFT = re.compile(r"(?:尚|还|仍)?(?:未到期|在期限内|未届满|系|为上年|是上年)|.{0,4}结转")
HOLDING = ("中", "里")
FILLED = re.compile(r"[中里的]")
THINGS = "(?:案件|人员|纠纷|事项|问题|隐患)"
NOT = "(?:未能?|没有|没能)"
# 未调处成功的3起, 3起未调处成功, 24件未办结, 54处未整改消防隐患
BEFORE = re.compile(
    rf"(?:^|[有尚仍还对将把年末底是，。]){NOT}(?P<deed>(?!来|成年)[\u4e00-\u9fff]{{2,7}}?)(?:的{THINGS}?)?$"
)
# 未到期17户: that was not yet due, not what was not done.
DUE = re.compile(r"到期|届满|到(?:办理)?期限")
BEHIND = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{0,4}}的)?(?:[\u4e00-\u9fff]{{0,4}}{THINGS})?(?:尚|仍|还)?{NOT}(?:[在于][\u4e00-\u9fff]{{1,4}}[内前])?"
    rf"(?P<deed>(?!来|成年)(?:整改|化解|办结|结案|销号|审结|履行)(?=[\u4e00-\u9fff]{{2,6}}{THINGS})"
    rf"|(?!来|成年)[\u4e00-\u9fff]{{2,8}}?(?=的?{THINGS}|[中里的]|$))"
)
BEFORE_NOT = re.compile(rf"[\u4e00-\u9fff]{{0,4}}?{THINGS}(?=(?:尚|仍|还)?{NOT})")
# 尚未整改到位 is what was not 整改.
RESULT = re.compile(r"^(?:按要求|按期|及时|有效|完成|得到)|(?:到位|完毕|完成)$")


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a part leaves of a whole, with the words that say what was done to what."""

    passage: Passage
    whole: Figure
    part: Figure
    value: Decimal
    deed: str
    words: str
    share: bool
    """Is it proven by a share only, which need not be one of what was done?"""


Found = tuple[Mention, Remainder]


def unfinished(
    manuscript: Manuscript, found: list[Mention], planned: frozenset[int], same_period: Callable[[Mention], bool]
) -> Iterator[Found]:
    """Mentions of what was not done that are not what the counts of the document leave."""
    asked = [(each, _deed(each)) for each in found if each.figure.exact and _is_rest(each) and same_period(each)]
    if not asked:
        return
    remainders = [*_remainders(manuscript), *_told_off(manuscript)]
    remainders = [each for each in remainders if each.passage.index not in planned]
    for mention, deed in asked:
        same = [each for each in remainders if each.whole.kind == mention.figure.kind]
        fitting = [each for each in same if _left_by(mention, deed, each)] if deed else _left_over(mention, same)
        values = {each.value for each in fitting}
        if not values or mention.figure.value in values or _said_elsewhere(mention, deed, asked):
            continue
        sure = [each for each in fitting if not each.share]
        if not sure:
            fitting = [each for each in fitting if len(mention.digits) >= THREE]
        if len({each.value for each in sure}) != 1 or mention.passage.index in planned or not deed:
            # Of a share, of several, and of a plan that starts from what was left, only a slip of the hand is known by itself.
            fitting = [each for each in fitting if _slip_of_the_hand(mention, each.value)]
        else:
            fitting = sure
        if fitting and not _explained(mention, fitting[0]) and not _of_its_own_whole(manuscript, mention):
            yield mention, fitting[0]


def _is_rest(mention: Mention) -> bool:
    return REST.search(mention.left + mention.right[:NEAR_NOT]) is not None and NARROWED.search(mention.left) is None


def _slip_of_the_hand(mention: Mention, value: Decimal) -> bool:
    """Of what is known to be the rest (推动剩余37件纠纷, 对54处未整改隐患), two figures are enough."""
    known = KNOWN.search(mention.left) is not None
    printed, right = mention.digits, f"{value:f}"
    return misprints.alike(printed, right) or known and len(right) > 1 and misprints.one_wrong(printed, right)


def _explained(mention: Mention, remainder: Remainder) -> bool:
    """Do two other counts of its paragraph, which is not the one of the remainder, leave this number?"""
    if mention.passage is remainder.passage:
        # 697个问题中，整改688个，基本完成4个，未完成5个: another count takes its share of the rest.
        left = remainder.value - mention.figure.value
        if any(each.value == left and each.kind == mention.figure.kind for each in mention.passage.figures):
            return True
        own = {remainder.whole.start, remainder.part.start}
        return _left_by_two(mention, own)
    figure = mention.figure
    beside = [each for each in mention.passage.figures if each.kind == figure.kind and each.end < figure.start][-1:]
    if any(each.value == remainder.value and "、" in mention.passage.plain[each.end : figure.start] for each in beside):
        return True  # 监察线索27件、仲裁案件43件未办结: the rest is told, and this is that of another thing
    values = {each.value for each in mention.passage.figures if each.kind == figure.kind and each is not figure}
    return any(each + figure.value in values for each in values)


def _of_its_own_whole(manuscript: Manuscript, mention: Mention) -> bool:
    """移送的329件中有78件未能调成 (251 were): is it what a count of the document leaves of the whole that its clause names?

    2915项隐患……已整改2838项，未整改的77项: or of one told in its paragraph before the part that is told last.
    """
    figure, printed = mention.figure, manuscript.printed.get(mention.figure.kind, {})
    before = [each for each in mention.passage.figures if each.end <= figure.start and each.kind == figure.kind]
    before = [each for each in before if each.exact and each.count and not each.compared]
    behind = next((each for each in mention.passage.figures if each.start >= figure.end), None)
    if behind is not None and figure.tail.startswith(HOLDING) and SOME_LEFT.match(behind.tail) is not None:
        return True  # 未办结的26件中有8件未到期
    named = (
        before[-1:] if before and before[-1].tail.startswith(HOLDING) and before[-1].sentence == figure.sentence else []
    )
    if any(each.value - figure.value >= TELLING and each.value - figure.value in printed for each in named):
        return True
    part = before[-1:] if before and before[-1].sentence == figure.sentence else []
    if not part or part[0].value < TELLING:
        return False
    return any(each.value - figure.value == part[0].value for each in before[-NEAR_WHOLE:-1])


def _left_by_two(mention: Mention, known: set[int]) -> bool:
    """派遣1259件，完成1126件，未完成133件: do the two counts right before it leave it?"""
    figure = mention.figure
    before = [each for each in mention.passage.figures if each.end <= figure.start and each.kind == figure.kind][-PAIR:]
    two = len(before) == PAIR and not {each.start for each in before} <= known
    return two and abs(before[0].value - before[1].value) == figure.value


def _deed(mention: Mention) -> str:
    match = BEFORE.search(mention.left) or BEHIND.match(mention.right)
    return (
        ""
        if match is None or DUE.match(match["deed"]) is not None
        else alike(RESULT.sub("", match["deed"]) or match["deed"])
    )


def _said_elsewhere(mention: Mention, deed: str, asked: list[tuple[Mention, str]]) -> bool:
    """Does another place say the same number of the same thing?"""
    return any(
        other is not mention and other.key == mention.key and other.digits == mention.digits and said == deed
        for other, said in asked
    )


def _remainders(manuscript: Manuscript) -> Iterator[Remainder]:
    """One for every printed rate that two counts before it give exactly."""
    for claim in claims(manuscript.passages, "rate", "share"):
        rate, share = claim.figure, claim.role == "share"
        if (
            rate.vague
            or rate.bound
            or rate.value >= HUNDRED
            or rate.compared
            or rate.period.startswith(("上年", "去年"))
        ):
            continue
        counts = [each for each in claim.passage.figures if each.end <= claim.start and each.count and each.exact]
        # 化解率97.8%，即成功化解1023件: the part may be told right behind it.
        behind = [each for each in claim.sentence.figures if each.start > rate.end and each.count and each.exact][:1]
        pair = _part_and_whole(rate, counts) or _part_and_whole(rate, counts + behind)
        if pair is not None and CAME_NEWLY.search(pair[1].head) is None:
            part, whole = pair
            text = claim.passage.plain
            words = alike(text[max(0, whole.start - WORDS) : max(claim.figure.start, part.end)])
            deed = f"{part.head}{part.tail}|{claim.name}"
            if not past(whole, claim.passage.now):
                yield Remainder(claim.passage, whole, part, whole.value - part.value, alike(deed), words, share)


def _told_off(manuscript: Manuscript) -> Iterator[Remainder]:
    """排查368起，化解361起，未化解7起: the rest printed beside its whole and its part, and all three agree."""
    for passage in manuscript.passages:
        counts = [each for each in passage.figures if each.count and each.exact]
        for whole, part, rest in zip(counts, counts[1:], counts[2:], strict=False):
            agree = whole.kind == part.kind == rest.kind and whole.value == part.value + rest.value and rest.value > 0
            told = agree and whole.sentence == rest.sentence and not whole.compared and whole.value >= LEAST_WHOLE
            if told and REST.search(rest.head) is not None and NARROWED.search(rest.head) is None:
                words = alike(passage.plain[max(0, whole.start - WORDS) : rest.end])
                yield Remainder(passage, whole, part, rest.value, alike(f"{part.head}{part.tail}"), words, False)


def _part_and_whole(rate: Figure, counts: list[Figure]) -> tuple[Figure, Figure] | None:
    for part in reversed(counts[-NEAR_PART:]):
        for whole in reversed([each for each in counts if each.end <= part.start][-NEAR_WHOLE:]):
            sound = whole.kind == part.kind and LEAST_WHOLE <= whole.value > part.value and not whole.compared
            if sound and rounding.fits_counts(rate.value, int(part.value), int(whole.value)):
                return part, whole
    return None


def _left_by(mention: Mention, deed: str, remainder: Remainder) -> bool:
    """Is it this deed that was left undone, and this thing?"""
    pieces, rest = cover(deed, remainder.deed)
    if not pieces or sum(len(each) for each in rest) > (1 if len(deed) > PAIR else 0):
        return False
    sentence = [each for each in mention.passage.figures if each.sentence == mention.figure.sentence]
    if any(each.value == remainder.whole.value and each.kind == remainder.whole.kind for each in sentence):
        return True  # 14名执法人员中有1名未取得…
    behind = BEHIND.match(mention.right)
    if BEFORE.search(mention.left):
        thing = canonical(mention.right)
    else:
        # 尚有9起纠纷未化解
        before = BEFORE_NOT.match(mention.right)
        thing = canonical(LEFT.sub("", _own_lead(mention))) + (alike(before.group()) if before is not None else "")
        thing += alike(mention.right[behind.end("deed") :] if behind is not None else "")
    if not FILLED.sub("", content(thing)):
        # 全年6件未调解成功案件中; 年末未结案22件: the sentence must say of what.
        return len(deed) > PAIR or _spoken_of(mention, remainder, deed)
    pieces = [each for each in cover(thing, remainder.words)[0] if content(each)]
    narrowed = pattern("scope").search(mention.left) or pattern("other").search(BEFORE.sub("", mention.left))
    return (
        thing[:PAIR] in remainder.words and bool(pieces) and (narrowed is None or narrowed.group() in remainder.words)
    )


def _own_lead(mention: Mention) -> str:
    """The words before a count that no count right before them has for its thing."""
    begins = mention.figure.start - len(mention.left)
    another = any(each.end == begins and each.count for each in mention.passage.figures)
    return OF_ANOTHER.sub("", mention.left) if another else mention.left


def _spoken_of(mention: Mention, remainder: Remainder, deed: str) -> bool:
    """仲裁院5名仲裁员…，年末未结案22件: is it said before it in its sentence of what the remainder is?"""
    figure, text = mention.figure, mention.passage.plain
    begin = max(text.rfind(mark, 0, figure.start) for mark in STOPS) + 1
    lead = content(canonical(text[max(begin, figure.start - TOPIC) : figure.start - len(mention.left)]))
    return lead[:PAIR] != deed and len(lead) >= PAIR and lead[:PAIR] in remainder.words


def _left_over(mention: Mention, remainders: list[Remainder]) -> list[Remainder]:
    """推动剩余27件纠纷在一季度内化解: those of the thing that the rest, told without its deed, is of."""
    figure = mention.figure
    thing = content(alike(mention.right))[:PAIR] or alike(mention.right)[:PAIR]
    if len(thing) != PAIR or pattern("scope").search(mention.left) is not None:
        return []
    sentence = [each for each in mention.passage.figures if each.sentence == figure.sentence]
    if any(each.kind == figure.kind and each.start < figure.start for each in sentence):
        return []
    named = content(canonical(LEFT.sub("", mention.left)))
    return [
        each
        for each in remainders
        if each.passage is not mention.passage
        and thing in each.words
        # 柳林村剩余5件纠纷
        and all(len(rest) < PAIR for rest in cover(named, each.words)[1])
    ]
