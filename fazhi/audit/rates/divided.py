"""Totals that the counts around a share prove: several of them add up to it, and the share is that of one of these.

共86项，其中“网上办”41项、“就近办”29项、“帮代办”16项，“网上办”占比…      65个单位述法，其中现场述法13人，占…，书面述法52人
考核单位70个，评定优秀14个，占被考核单位的…；良好49个，合格7个: what else the words may call a base explains a slip, not the share.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from fazhi.audit.rates import binding
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
MOST = 14
"""So many counts around a share are tried."""
LEAST = 10
"""Of smaller counts some two add up to a third one by chance."""
PAIR, LONG = 2, 4
CHANGE = re.compile(r"(?:增加|减少|增长|净增|上升|下降|降低|[增减多少])了?$")
SUMMED = re.compile(r"合计|共计|总计|[共计]$")
TURN = re.compile(r"[；。]")
# 65个单位述法，现场13人: one of each unit.
PERSONS = frozenset(("person", "人"))
# 178个行政村、22个社区…占村（社区）总数的: of both together.
TWO_KINDS = re.compile(
    r"占?(?:全[省市县区镇乡])?([\u4e00-\u9fff]{1,6})[（、和及与]([\u4e00-\u9fff]{1,6}?)）?(?:总[数量]|$)"
)
NOT_WORDS = re.compile(r"其中|[^\u4e00-\u9fff]")
SUBJECT_END = re.compile(
    r"(?:数量|[件人户]?数)?(?:分别|均|约|仅|比?例?为?|最多|居首位?|最高)?，?$|的\d[\d,]*[\u4e00-\u9fff]{1,2}$"
)
SEVERAL = re.compile(r"[和及与][\u4e00-\u9fff]{2}|[两三四]")
CLAUSE = re.compile(r"[，。；：]")


def total(claim: Percentage, part: Figure) -> Figure | None:
    """The total of which the part is one, if the counts prove it and the printed share is that of it, or a slip."""
    whole = _of_two_kinds(claim, part)
    if whole is not None:
        return whole
    if claim.figure.compared or not binding.same_period(claim.passage, claim.figure, part):
        return None
    counts = _around(claim.passage, part)
    base = proven(claim.passage, part, counts)
    return base if base is not None and _sound(claim, part, base, counts) else None


def proven(passage: Passage, part: Figure, counts: list[Figure] | None = None) -> Figure | None:
    """The nearest total before a part that this and its neighbours add up to."""
    counts = _around(passage, part) if counts is None else counts
    for at, base in reversed(list(enumerate(counts))):
        # 收到18462件，受理18395件…准予18214件，占: of the nearest one that is so divided.
        sound = base.start < part.start and base.value > part.value and base.value >= LEAST
        if sound and _parts(passage, counts, at, part):
            return base
    return _summed_up(part, counts)


def _summed_up(part: Figure, counts: list[Figure]) -> Figure | None:
    """劝和412起，调处168起，化解63起，三项合计643起: the total that is told behind the counts."""
    at = next((number for number, each in enumerate(counts) if each is part), len(counts))
    for number in range(at + 1, len(counts)):
        base, first = counts[number], number
        if SUMMED.search(base.head) is None or base.value < LEAST:
            continue
        value = base.value * 0
        while first > 0 and value < base.value:
            first -= 1
            value += counts[first].value
        return base if value == base.value and first <= at and number - first >= PAIR else None
    return None


def divided(passage: Passage, part: Figure) -> list[Figure]:
    """专职6名，兼职52名；高中以上41名，占…: those into which a total was divided before the part, which they do not concern."""
    counts = [each for each in passage.figures if each.count and each.kind == part.kind and each.end <= part.start]
    counts = [each for each in counts if each.exact and not each.compared and each.sentence == part.sentence][-MOST:]
    for at, base in enumerate(counts):
        amount = base.value * 0
        for last in range(at + 1, len(counts)):
            amount += counts[last].value
            if amount >= base.value:
                break
        run = counts[at + 1 : last + 1] if at + 1 < len(counts) else []
        if len(run) >= PAIR and amount == base.value >= LEAST:
            if TURN.search(passage.plain, run[-1].end, part.start):
                return run if not any(_spoken_of(each, part) for each in run) else []
    return []


def _spoken_of(one: Figure, part: Figure) -> bool:
    return bool(one.head) and NOT_WORDS.sub("", one.head)[:PAIR] in part.head


def _around(passage: Passage, part: Figure) -> list[Figure]:
    """The counts of the share's sentence and of the one before it, in the part's unit."""
    near = (part.sentence - 1, part.sentence)
    found = [
        each for each in passage.figures
        if each.count and each.sentence in near and not each.vague and not each.bound and not each.compared
    ]  # fmt: skip
    # 上年7205.3万元，同比减少722.7万元: the level of before is not divided, and a change is no part.
    found = [each for each in found if CHANGE.search(each.head) is None and binding.same_period(passage, each, part)]
    same = [each for each in found if each.kind == part.kind]
    if part.kind in PERSONS and not any(each.end <= part.start and each.value > part.value for each in same):
        same = [each for each in found if each.kind == part.kind or each.tail.startswith("单位") and each.unit == "个"]
    at = next((number for number, each in enumerate(same) if each is part), 0)
    return same[max(0, at - MOST) : at + MOST]


def _parts(passage: Passage, counts: list[Figure], at: int, part: Figure) -> bool:
    """Do counts behind a total, the part among them, add up to it?"""
    base = counts[at]
    for first in range(at + 1, len(counts)):
        if counts[first].start > part.start:
            return False
        value = counts[first].value * 0
        for last in range(first, len(counts)):
            value += counts[last].value
            if value >= base.value:
                if value == base.value and last > first and counts[last].start >= part.start:
                    # 办结100件，其中调解20件: what stands behind 其中 is no neighbour of what stands before it.
                    return "其中" not in passage.plain[counts[first].end : counts[last].start]
                break
    return False


def _sound(claim: Percentage, part: Figure, base: Figure, counts: list[Figure]) -> bool:
    """Is the share that of the total, or a slip of it, and not that of a larger one of which the total is a part?"""
    stated = claim.figure.value
    if rounding.fits(stated, *binding.ratio(part, base)):
        return True
    # 撤销5件，变更4件，撤销和变更占…: of two together.
    both = [part.exactly + each.exactly for each in counts if each is not part and each is not base]
    if any(rounding.fits(stated, HUNDRED * each / base.exactly) for each in both):
        return False
    fitting = [
        each for each in claim.passage.figures
        if each.kind == base.kind and each.count and each.value > part.value and not each.vague and not each.bound
        and rounding.fits(stated, *binding.ratio(part, each))
    ]  # fmt: skip
    larger = [each for each in fitting if each.value > base.value and each.end <= part.start and not each.compared]
    if any(binding.same_period(claim.passage, each, part) for each in larger):
        return False
    if any(len(each.head) >= PAIR and each.head[-PAIR:] in claim.link for each in fitting):
        return False
    return bool(fitting) or misprints.near(stated, HUNDRED * part.exactly / base.exactly)


def _of_two_kinds(claim: Percentage, part: Figure) -> Figure | None:
    """178个行政村、22个社区: what the share names with both their names."""
    match = TWO_KINDS.match(claim.link)
    if match is None:
        return None
    before = [each for each in claim.passage.figures if each.end <= part.start and each.kind == part.kind]
    for one, two in pairwise(before):
        joined = claim.passage.plain[one.end : two.start]
        named = match[1] in f"{one.head}{one.tail}{joined}" and match[2] in f"{two.head}{two.tail}"
        if named and ("、" in joined or "和" in joined) and "，" not in joined and one.exact and two.exact:
            return replace(one, text=f"（{one.text}＋{two.text}）", value=one.value + two.value, end=two.end)
    return None


def named_part(claim: Percentage) -> Figure | None:
    """“网上办”占比…, 村级化解占比…: the count of this sentence or the one before whose words the share begins with."""
    text = claim.passage.plain
    clauses = CLAUSE.split(SUBJECT_END.sub("", text[claim.sentence.start : claim.start]))
    subject = NOT_WORDS.sub("", clauses[-1]).removesuffix("的")
    if len(subject) < PAIR or SEVERAL.search(subject):
        return None
    here, last, found = claim.figure.sentence, 0, []
    for each in claim.passage.figures:
        words, last = NOT_WORDS.sub("", CLAUSE.split(text[last : each.start])[-1]), each.end
        near = each.sentence in (here - 1, here) and each.end <= claim.start
        if near and each.count and not each.vague and not each.bound and _called(words, subject):
            found.append(each)
    return found[0] if len(found) == 1 else None


def _called(words: str, subject: str) -> bool:
    """村级 and 村级化解; 网格员现场劝和 and 网格员劝和"""
    rest = iter(words)
    return len(words) >= PAIR and (
        subject.startswith(words)
        and len(subject) <= len(words) + LONG
        and "中" not in subject[len(words) :]
        or len(subject) >= LONG
        and all(each in rest for each in subject)
    )
