"""A base that is not printed, and of which several shares of a passage are: 受理1346件，维持900件，占审结数的66.89%；驳回50件，占3.72%.

Neither is that of 1346, but both are of about 1345: whatever was ended, it is what they were reckoned from.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.rates import unprinted_bases
from fazhi.audit.rates.binding import Binding, fraction
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, percentages

HUNDRED = 100
ALMOST_ALL = 95
NARROW = Fraction(1, 25)
"""A share that leaves its base open by more tells nothing of it."""
DEALT = re.compile(r"分别|依次|%")
PAIR = 2
COUPLE = "对"
CHANCE = 20
"""One rate in so many may be that of a whole number by chance."""
TELLING = 3
"""Figures of a share that other counts hardly give by chance."""
PLAIN = re.compile(
    r"(?:案件|工单|事项|建议|提案|诉求|实际|总|综合)?(?:办结|结案|办复|答复|回复|出庭应诉|出庭|参考|参训|参学|参会|到会)率?"
)
CAME_IN = re.compile(r"受理|收到|接到|承办|交办|登记|立案|应")
OF_IT = re.compile(r"的(?:约|近|仅)?")
ROLES = frozenset(("share", "rate", "other"))


def doubtful(
    claim: Percentage, found: Binding, slip: tuple[Figure, Figure] | None, computed: Decimal | str | None
) -> bool:
    """Is a named rate too far from what its counts give, or of a base that other shares of the passage imply?"""
    if computed is not None and misprints.too_far(claim.figure.value, Fraction(computed)):
        # 以调解、和解结案的3.7万件。作出纠错决定2.73万件，纠错率12.83%: of a whole that is not told here
        return not _side_by_side(claim, found)
    if claim.figure.value == HUNDRED and computed is not None and Fraction(computed) < ALMOST_ALL:
        # 排查纠纷215件，调处195件，调解率100%: of those that were taken in hand
        return not (_side_by_side(claim, found) or _one_count(found))
    if _of_a_named_part(claim, found) or of_both_outcomes(claim, found.part):
        return True
    if claim.figure.bound and computed is not None and misprints.too_far(claim.figure.value, Fraction(computed)):
        return True  # 非常满意201票，满意52人，满意率在90%以上: of both together
    if _of_another_subject(claim, found):
        return True
    if slip is not None and "＋" in slip[1].text:
        # 立案824件，立案率为84.6%，其中集体提案151件: what follows is no part of the base.
        rest = slip[1].value - slip[0].value
        if not any(each.value == rest and each.end <= claim.start for each in claim.passage.figures):
            return True
    part, wholes = slip[0] if slip else found.part, [slip[1]] if slip else found.wholes[:1]
    if part is None or not slip and _side_by_side(claim, found):
        return False
    return any(implied(claim, part, each.exactly) for each in wholes)


def _one_count(found: Binding) -> bool:
    """发生纠纷490件，调处409件，调处率100%: are the two counts one and the same, one of them miswritten?"""
    part, whole = found.part, found.wholes[0] if found.wholes else None
    return part is not None and whole is not None and misprints.plain_slip(part.value, whole.value)


def _side_by_side(claim: Percentage, found: Binding) -> bool:
    """收到建议25件，已办结20件，办结率100%: what came in, what was ended, and the rate, with nothing else told in between."""
    if found.part is None or not found.wholes:
        return False
    whole, part = found.wholes[0], found.part
    named = found.rule.strict and found.rule.whole.search(whole.head) is not None
    if not named and (PLAIN.fullmatch(claim.name) is None or CAME_IN.search(whole.head) is None):
        return False
    before = [each for each in claim.sentence.figures if each.end <= claim.start]
    # 应考126人，实际参考124人，2人因病请假，参考率: what the one leaves of the other is told as well
    rest = bool(before) and before[-1].kind == part.kind and before[-1].value == whole.value - part.value
    before = before[: -1 if rest else None][-PAIR:]
    beside = len(before) == PAIR and before[0] is whole and before[1] is part
    return beside and claim.figure.clause - whole.clause <= PAIR + rest


def _of_a_named_part(claim: Percentage, found: Binding) -> bool:
    """697个问题中，完成整改688个，基本完成4个，未完成5个，总体完成率98.71%: does another count that bears the name give the rate?"""
    counts = [each for each in claim.sentence.figures if each.exact and each.count and each.end <= claim.start]
    named = [each for each in counts if found.rule.part.search(each.head) and each is not found.part]
    return any(
        part.kind == whole.kind
        and part.value < whole.value
        and rounding.fits_counts(claim.figure.value, int(part.value), int(whole.value))
        for part in named
        for whole in counts
    )


def of_both_outcomes(claim: Percentage, part: Figure | None) -> bool:
    """受理58人，批准逮捕54人，批捕率94.74%；不捕3人: of those that were decided, of whom the others are told right behind."""
    if part is None or not part.exact:
        return False
    behind = [each for each in claim.sentence.figures if each.start > claim.figure.end and each.kind == part.kind]
    others = [each for each in behind if each.exact and each.head.lstrip("，；")[:1] in ("不", "未")][:1]
    return any(
        rounding.fits_counts(claim.figure.value, int(part.value), int(part.value + each.value)) for each in others
    )


def _of_another_subject(claim: Percentage, found: Binding) -> bool:
    """开工57个，竣工38个；推进233所学校239座厕所改造，竣工率100%: has the ；of the rate counts of its own, of other things?"""
    part, figure = found.part, claim.figure
    if part is None or part.segment == figure.segment or not part.end <= claim.start:
        return False
    own = [
        each
        for each in claim.sentence.figures
        if each.segment == figure.segment and each.end <= claim.start and each.count
    ]
    return bool(own) and all(each.kind != part.kind for each in own)


def by_companion(claim: Percentage, part: Figure) -> bool:
    """批捕30件38人，起诉28件33人。共同犯罪22件，占66%: is it the share of what is counted beside the cases?"""
    counts = [each for each in claim.passage.figures if each.exact and each.count and each.end <= claim.start]
    beside = [two for one, two in pairwise(counts) if one.end == two.start and one.kind == part.kind != two.kind]
    return part.exact and any(
        each.value > part.value and rounding.fits_counts(claim.figure.value, int(part.value), int(each.value))
        for each in beside
    )


def of_couples(claim: Percentage, part: Figure) -> bool:
    """婚检1462对……；检出疾病198人，检出率6.8%: is it the share of the persons that so many couples are?"""
    before = [
        each for each in claim.passage.figures if each.end <= part.start and each.unit == COUPLE and each.value > 0
    ]
    fits = (rounding.fits(claim.figure.value, 100 * part.exactly / (2 * each.exactly)) for each in before)
    return part.kind == "person" and any(fits)


def by_two_together(claim: Percentage, part: Figure) -> bool:
    """大会提案950件，平时提案24件。立案824件，立案率84.6%: is it the share of two neighbours together?"""
    counts = [each for each in claim.passage.figures if each.exact and each.count and each.end <= claim.start]
    return part.exact and any(
        one.kind == two.kind == part.kind
        and part not in (one, two)
        and rounding.fits_counts(claim.figure.value, int(part.value), int(one.value + two.value))
        for one, two in pairwise(counts)
    )


def by_other_base(claim: Percentage, part: Figure, base: Fraction) -> bool:
    """2021年31起；2020年24起。…2020年女方起诉22起，占91.66%: does a count that stands with the part, as the printed base does not,
    give the share: of the same period, or in the same brackets?"""
    stated, text = claim.figure.value, claim.passage.plain
    if rounding.telling(stated) < TELLING or not part.exact:
        return False
    counts = [
        each for each in claim.passage.figures if each.exact and each.end <= claim.start and each.kind == part.kind
    ]
    used = [each for each in counts if each.exactly == base]

    bracketed = text.rfind("（", 0, part.start) > text.rfind("）", 0, part.start)

    def with_part(each: Figure) -> bool:
        first, last = sorted((each, part), key=lambda one: one.start)
        return (bracketed or each.period == part.period) and not inside_bracket(text, first.end, last.start)

    if not used or any(with_part(each) for each in used):
        return False
    return any(
        each.value > part.value and with_part(each) and rounding.fits_counts(stated, int(part.value), int(each.value))
        for each in counts
    )


def of_a_changed_level(claim: Percentage, part: Figure) -> bool:
    """118个，占总数的68.2%。上年为246个，今年减少73个: is it of the level that a level and its change in the passage make, but that is not printed?"""
    same = [each for each in claim.passage.figures if each.kind == part.kind and each.count]
    return any(
        rounding.fits(claim.figure.value, HUNDRED * part.exactly / level)
        for base, change in pairwise(same)
        if CHANGE.search(change.head)
        for level in (base.exactly - change.exactly, base.exactly + change.exactly)
        if level >= part.exactly > 0
    )


def of_some_of(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """监测点位7个，达标率85.7%: is it that of some whole number of the count before it, six of the seven, where no other stands in the sentence that it
    could be a part of? Of so few hardly any other rate is."""
    stated, here = claim.figure.value, claim.sentence.figures
    few = part.exact and part.exactly * CHANCE <= HUNDRED * 10 ** rounding.decimals(stated)
    if not few or any(each is whole for each in here):
        return False
    some = round(part.exactly * fraction(stated) / HUNDRED)
    return 0 < some < part.value and bool(rounding.fits_counts(stated, some, int(part.value)))


def implied(claim: Percentage, part: Figure, base: Fraction) -> bool:
    """Are there other shares in the passage that are not of the printed base, and is one base that is not printed that of them all?"""
    own = _bases(claim.figure, part)
    if own is None or claim.order:
        return False
    low, high, others = *own, 0
    told = _told(claim.passage)
    for other in percentages(claim.passage):
        if other is claim or other.order or other.role not in ROLES or other.figure.start == claim.figure.start:
            continue
        counted, spanned = told[id(other)]
        if (
            counted is not None
            and counted.kind == part.kind
            and spanned is not None
            and not spanned[0] <= base <= spanned[1]
        ):
            low, high, others = max(low, spanned[0]), min(high, spanned[1]), others + 1
    # 应考6842人，实考6835人，参考率99.90%；合格6801人，合格率99.40%: a base that is printed is merely the wrong one.
    printed = any(low <= each.exactly <= high for each in claim.passage.figures)
    return others > 0 and low <= high and not printed


def of_the_lines(claim: Percentage, part: Figure, base: Fraction, lines: list[Passage]) -> bool:
    """秩序类817件，占37.4%／设施类570件，占26.1%／…, each in a line of its own: are the shares of other lines of the list, as this one, of a base that is not the printed one?"""
    own = _bases(claim.figure, part)
    if own is None or claim.role != "share":
        return False
    low, high, others = *own, 0
    for line in (each for each in lines if each is not claim.passage):
        told = [each for each in percentages(line) if each.role == "share"]
        counted, spanned = _told(line)[id(told[0])] if len(told) == 1 else (None, None)
        if counted is None or spanned is None or counted.kind != part.kind or told[0].link != claim.link:
            continue
        if not spanned[0] <= base <= spanned[1]:
            low, high, others = max(low, spanned[0]), min(high, spanned[1]), others + 1
    return others >= PAIR and low <= high


def base_beside(claim: Percentage, figure: Figure) -> bool:
    """完成年初计划1400批次的101.4%: is the count what the words make the base of the share, and so no part?"""
    return OF_IT.fullmatch(claim.passage.plain, figure.end, claim.figure.start) is not None


def by_common_base(claim: Percentage, part: Figure, base: Fraction) -> bool:
    """提交原件187件，立案175件，…94件，占53.7%；…36件，占20.6%: is a printed count the base of this share and of another one?"""
    counts = [each for each in claim.passage.figures if each.count and each.exact and each.kind == part.kind]
    bases = [each for each in counts if each.exactly != base and each.value > part.value and each.end <= claim.start]
    told = _told(claim.passage)
    for whole in bases:
        if not part.exact or not rounding.fits_counts(claim.figure.value, int(part.value), int(whole.value)):
            continue
        for other in percentages(claim.passage):
            counted, spanned = (None, None) if other.figure.start == claim.figure.start else told[id(other)]
            if counted is None or counted.kind != part.kind or counted.value in (part.value, whole.value):
                continue
            if (
                spanned is not None
                and spanned[0] <= whole.exactly <= spanned[1]
                and not spanned[0] <= base <= spanned[1]
            ):
                return True
    return False


def _told(passage: Passage) -> dict[int, tuple[Figure | None, tuple[Fraction, Fraction] | None]]:
    """By the id of each percentage: the count before it, and between which numbers the base of the two lies."""
    told: dict[int, tuple[Figure | None, tuple[Fraction, Fraction] | None]] | None = passage.memory.get("shares told")
    if told is None:
        told = passage.memory["shares told"] = {}
        for claim in percentages(passage):
            counted = _counted(passage, claim)
            told[id(claim)] = counted, None if counted is None else _bases(claim.figure, counted)
    return told


def _counted(passage: Passage, claim: Percentage) -> Figure | None:
    """The count right before a share."""
    before = [each for each in claim.sentence.figures if each.end <= claim.start and not each.percent]
    if not before or not before[-1].count:
        return None
    # 回访300人，满意291人，化解率、满意率分别达到98.7%和98%: which of them is of the count behind which they stand?
    dealt = DEALT.search(passage.plain, before[-1].end, claim.figure.start) is not None
    return None if dealt else before[-1]


def _bases(share: Figure, part: Figure) -> tuple[Fraction, Fraction] | None:
    """Between which numbers the base lies, rounded or cut off; nothing where that is a wide stretch."""
    if share.vague or share.bound or part.bound or part.vague and not part.more:
        return None
    found = unprinted_bases.totals(part.low, share.value, part.high)
    return found if found is not None and found[1] - found[0] <= NARROW * found[0] else None
