"""Which two counts is a rate nearly made of? Asked where the words alone leave a doubt.

核定执法人员23人，取得执法证的21人，持证率为93.1%: no word list knows every name of a rate. But 21÷23 is 91.3 %, of which
93.1 is a plain slip; two counts that do not belong to the rate hardly ever come so close. Nothing is said where any
other two counts nearby give the printed rate, or where the pair is already spoken for by another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.rates import binding
from fazhi.audit.rates.binding import DUE, NEGATED
from fazhi.audit.text import items, misprints, rounding, wording
from fazhi.audit.text.countable import ITEM, countable, not_beside
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage, percentages

HUNDRED = 100
MOST = 14
"""So many counts before a rate are tried."""
LIKE_CASES = frozenset(("case", "case-time", "个", "条", "项", "份", "封", "通", "单", "笔"))
"""来电8947个，直办6673件: one thing counted in two words."""
NEAR_CLAUSE = 40
# 供地计划1260公顷……，其中住宅用地计划170公顷，完成率73.5%: what was planned is what the rate is of.
PLANNED = re.compile(r"^(?!.*(?:完成|实现|落实)).*(?:计划|任务|目标)数?$")
# 发放问卷500份，收回有效问卷474份，总体满意率97.8%: those that were asked are what the rate is of, not those who were content.
ASKED = re.compile(r"(?:回收|收回|返回|有效)(?:了|到|的)?(?:有效)?(?:问卷|调查表|测评[票表]|评议[票表]|选票|样本)$")
BROUGHT_BACK = re.compile(r"[回收]|有效|返|反馈")
RISEN_TO = re.compile(r"(?:增至|增加到|增长到|达到?|现有|共有)$")


def pair(claim: Percentage, rule: wording.RateName) -> tuple[Figure, Figure] | None:
    """(part, base) of which the printed rate is a slip; ``None`` unless exactly one base comes into question."""
    figure = claim.figure
    if figure.vague or figure.bound or figure.value >= HUNDRED or figure.compared:
        return None
    if wording.pattern("outside").search(claim.name) is not None:
        return None  # 森林覆盖率: the counts around it are no base
    counts = _counts(claim)
    if explained(claim, counts):
        return None
    for part in _parts(claim, rule, counts):
        bases = {each.value: each for each in _bases(claim, rule, part, counts)}
        if len(bases) == 1:
            return part, next(iter(bases.values()))
        if bases:
            return None
    return None


def _counts(claim: Percentage) -> list[Figure]:
    """The sound counts of the sentence and of the one before it, up to the rate and in brackets right behind it."""
    figure = claim.figure
    behind = claim.passage.plain.startswith("（", figure.end)
    found = [
        each for each in claim.passage.figures
        if countable(each) and not each.vague and not each.bound and not each.compared and each.low > 0
        and 0 <= figure.sentence - each.sentence <= 1
        and (each.end <= figure.start or behind and each.sentence == figure.sentence and each.start < figure.end + NEAR_CLAUSE)
    ]  # fmt: skip
    if not any(each.sentence == figure.sentence for each in found):
        # 参训率98.41%，应训63人，实训62人
        found += [
            each for each in claim.sentence.figures
            if each.start > figure.end and each.count and not each.vague and not each.bound and each.low > 0
            and each.start < figure.end + NEAR_CLAUSE and claim.passage.plain.startswith("，", figure.end)
        ]  # fmt: skip
    return found[-MOST:]


def _parts(claim: Percentage, rule: wording.RateName, counts: list[Figure]) -> Iterator[Figure]:
    """The counts that the rate may speak of: in brackets behind it, or the last before it in its own segment."""
    figure, text = claim.figure, claim.passage.plain
    yield from (each for each in counts if each.start == figure.end + 1)
    own = [each for each in counts if each.end <= claim.start and each.segment == figure.segment]
    if not own:
        yield from [each for each in counts if each.start > figure.end and _named(rule, each)][-1:]
    own = [each for each in own if PLANNED.search(each.head) is None]
    if BROUGHT_BACK.search(claim.name) is None:
        own = [each for each in own if ASKED.search(each.head) is None]
    named = [each for each in own if _named(rule, each)]
    for each in dict.fromkeys([id(one) for one in [*named[-1:], *own[-1:]]]):
        found = next(one for one in own if id(one) == each)
        between = text[found.end : claim.start]
        # 办结5611件，其中纠纷类1236件，办结率99.5%: of the kind, not of all.
        negated = NEGATED.search(found.head) is not None and not rule.negative
        if "%" not in between and "其中" not in between and not negated:
            yield found


def _named(rule: wording.RateName, figure: Figure) -> bool:
    words = f"{figure.head}|{figure.tail}"
    return rule.part.search(words) is not None or rule.weak is not None and rule.weak.search(words) is not None


def _bases(claim: Percentage, rule: wording.RateName, part: Figure, counts: list[Figure]) -> Iterator[Figure]:
    stated = claim.figure.value
    before = not_beside(claim.passage, counts, part)
    rest = [each for each in claim.sentence.figures if each is not part and each.exact and part.exact]
    rest = [each for each in rest[:MOST] if each.kind == part.kind and not each.compared]
    if any(rounding.fits_counts(stated, int(part.value), int(part.value + each.value)) for each in rest):
        return
    # 直接答复20381件，直办率55.94%；转办16051件: the base may be both together.
    behind = [each for each in rest if each.start > claim.figure.end][:1]
    after = [replace(part, text=f"（{part.text}＋{each.text}）", value=part.value + each.value) for each in behind]
    yield from (each for each in after if misprints.misprinted(stated, HUNDRED * part.exactly / each.exactly))
    beside = [each for each in before if each.segment == part.segment and each.end <= part.start and _alike(each, part)]
    # 民事755件（旧存280件），结案600件: what the bracket says is no base.
    beside = [each for each in beside if not items.bracketed_off(claim.passage.plain, each, part.start)]
    for each in before:
        if each is part or not _alike(each, part) or each.value < part.value:
            continue
        if ITEM.fullmatch(claim.passage.plain, each.end, part.start) is not None:
            continue  # 特困人员36人、社会代养老人9人，床位使用率75.0%
        if rule.strict and rule.whole.search(binding.words(each)) is None:
            continue  # 新收98.5万件，以调解结案20.5万件，调撤结案率29.8%: of those that were closed
        if not _of_one_time(claim, part, each):
            continue
        if NEGATED.search(each.head) or _spoken_for(claim, part, each):
            continue
        computed = HUNDRED * part.exactly / each.exactly
        certain = not (rule.firm or rule.strict or rule.soft)
        due = DUE.search(each.head) is not None and DUE.search(part.head) is None
        close = (
            (certain or due)
            and beside
            and each is beside[-1]
            and _named(rule, part)
            and misprints.near(stated, computed)
        )
        if close or _shared(claim, part, each) or misprints.misprinted(stated, computed):
            yield each


def _of_one_time(claim: Percentage, part: Figure, base: Figure) -> bool:
    """12月份抽测在线1802个 of what had grown 至1847个; 其中按期办结308件 of the total, though 四季度 was spoken of last."""
    if binding.same_period(claim.passage, base, part) or RISEN_TO.search(base.head):
        return True
    if base.period not in ("", claim.passage.now):
        return False
    # 全年受理915件，其中上半年431件、下半年484件；按期办结908件: the halves are told, and it is spoken of all again.
    first = base.sentence == part.sentence and base.segment < part.segment and base is claim.sentence.figures[0]
    opening = claim.passage.plain.startswith(("其中", "截至"), claim.sentence.start)
    return first or opening and base.sentence < part.sentence


def _shared(claim: Percentage, part: Figure, base: Figure) -> bool:
    """回访9845件，满意9262件，满意率94.08%；已解决8756件，解决率88.94%: the base of the rate before is that of the next."""
    if (
        not misprints.near(claim.figure.value, HUNDRED * part.exactly / base.exactly)
        or part.segment != claim.figure.segment
    ):
        return False
    before = [each for each in percentages(claim.passage) if each.role == "rate" and each.figure.end <= part.start]
    before = [each for each in before if each.sentence.start == claim.sentence.start][-1:]
    counts = [each for each in claim.sentence.figures if base.end <= each.start and each.kind == base.kind]
    return any(
        rounding.fits(rate.figure.value, HUNDRED * count.exactly / base.exactly)
        for rate in before
        for count in counts
        if count.end <= rate.figure.start and count is not part
    )


def _alike(one: Figure, two: Figure) -> bool:
    return one.kind == two.kind or {one.kind, two.kind} <= LIKE_CASES


def explained(claim: Percentage, counts: list[Figure]) -> bool:
    """Do any two counts nearby give the rate, one as a part of the other, of both together, or as what is left of it?"""
    stated = claim.figure.value
    for part in counts:
        for base in counts:
            if base is part or not _alike(part, base) or base.value < part.value:
                continue
            negated = NEGATED.search(part.head) is not None
            exact = part.exact and base.exact
            if (
                _explained_exactly(stated, part, base, negated)
                if exact
                else _explained_about(stated, part, base, negated)
            ):
                return True
    return False


def _explained_exactly(stated: Decimal, part: Figure, base: Figure, negated: bool) -> bool:
    """Of whole numbers, in integers: most counts are, and each is held against all others."""
    one, two = int(part.value), int(base.value)
    pairs = ((one, two), (one, one + two), (two, one + two), *(((two - one, two),) if negated else ()))
    return any(rounding.fits_counts(stated, few, many) for few, many in pairs)


def _explained_about(stated: Decimal, part: Figure, base: Figure, negated: bool) -> bool:
    low, high = HUNDRED * part.low / base.high, HUNDRED * part.high / base.low
    together = HUNDRED * part.exactly / (part.exactly + base.exactly)
    larger = HUNDRED * base.exactly / (part.exactly + base.exactly)
    shares = [(low, high), (together, together), (larger, larger)]
    if negated:
        shares.append((HUNDRED - high, HUNDRED - low))
    return any(rounding.fits(stated, Fraction(least), Fraction(most)) for least, most in shares)


def _spoken_for(claim: Percentage, part: Figure, base: Figure) -> bool:
    """Is the pair that of another rate of the paragraph (办结5611件，办结率99.79%，满意率99.2%)?"""
    value = HUNDRED * part.exactly / base.exactly
    return any(
        each.figure is not claim.figure and rounding.fits(each.figure.value, value)
        for each in percentages(claim.passage)
        if not each.figure.vague and not each.figure.bound
    )
