"""What a growth without a base is said of, and whether any whole number could be its base.

刑事7起（环比降36.36%）      12月事故23起、死20人；起数降28.1%、死亡降31.0%      来访110批1731人次，批次、人次分别上升52.78%、45.34%
"""

from __future__ import annotations

import re
from decimal import Decimal

from fazhi.audit.growths import rows
from fazhi.audit.growths.changes import falls
from fazhi.audit.growths.increments import PLACE, VERB, is_level, said_of
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

WHOLE = frozenset(
    ("case", "case-time", "person", "person-time", "time", "session", "batch", "house", "household", "个", "项", "份")
)
"""Of these there are no halves."""
MOST = 3000
"""Above, some whole number gives nearly any percentage."""
SPAN = 20
LONGEST_ROW = 8
VERBS = r"(?:增长|上升|增加|提高|下降|减少|降低|升|降|增|减|多|少)(?:率|幅)?(?:为|达)?了?"
GAP = re.compile(
    rf"[（，]?(?:与?[比较]?(?:[去上]一?[年月周]|上个月|上季度|20\d\d年)(?:同期|同月)?(?:相比)?|同比|环比)?，?(?:分别|依次)?{VERBS}"
)
ROW_GAP = re.compile(
    rf"，?(?:(?:批次|人次|件数|人数|起数|户数|案件|件|批|起|人)[、和及与]?)*(?:与?[比较]?(?:[去上]一?[年月周]|上个月|上季度|20\d\d年)(?:同期|同月)?(?:相比)?|同比|环比)?，?(?:分别|依次)?{VERBS}"
)
JOINED = re.compile(r"(?:[、和及与，][^，。；：（）\d]{0,6}|[\u4e00-\u9fff]{0,2})")
EACH_OF = re.compile(r"均|都|各|共|合计|总")
COMPARISON = re.compile(rf"^(?:同比|环比|[同环]?比)(?:{VERBS}$)?")
BRACKETED = re.compile(r"（[^（）\d]{1,14}$")
LEAD = 12


def said_of_count(claim: Percentage) -> Figure | None:
    """The one count whose change a percentage tells, where nothing but words of change stands between, or by its name."""
    row = rows.list_of(claim)
    if len(row) > LONGEST_ROW:
        return None
    number = next(at for at, each in enumerate(row) if each.figure is claim.figure)
    counts = [each for each in row[0].sentence.figures if each.end <= row[0].figure.start and each.count]
    if not counts or EACH_OF.search(
        claim.passage.plain[max(counts[-1].end, claim.figure.start - LEAD) : claim.figure.start]
    ):
        return None
    names = [COMPARISON.sub("", each) for each in rows.names_in(claim.passage, row)]
    units = all(each in PLACE for each in names)
    if len(names) == len(row) and names[number] and not units:
        return _named(claim, counts, names[number])
    run = _run(claim, counts)
    if len(run) != len(row):
        return _named(claim, counts, names[number]) if len(names) == len(row) and names[number] else None
    if any(names) and not units:
        return None  # 降19.6%、9.1%，环比起数降24.5%: only some of them are named
    gap = GAP if len(row) == 1 else ROW_GAP
    if gap.fullmatch(claim.passage.plain, run[-1].end, row[0].figure.start) is None:
        return None
    if not firm(claim) and any(_may_be_of(claim, each, run[-1]) for each in counts[:-1]):
        return None
    return _whole(claim, run[number])


def firm(claim: Percentage) -> bool:
    """Does the percentage stand in brackets behind its count, or in a row of them?"""
    return (
        len(rows.list_of(claim)) > 1
        or BRACKETED.search(claim.passage.plain, claim.sentence.start, claim.figure.start) is not None
    )


def _may_be_of(claim: Percentage, other: Figure, now: Figure) -> bool:
    """受理123件，其中民事85件，较上年增长13.9%: may it as well be the total that has grown?"""
    if other.kind != now.kind or other.segment != now.segment or other.value <= now.value:
        return False
    return other.value > MOST or not other.exact or possible(other, claim.figure.value, falls(claim))


def _named(claim: Percentage, counts: list[Figure], name: str) -> Figure | None:
    """12月事故23起、死20人……；环比起数升53.3%、死亡升33.3%"""
    found = [each for each in counts if said_of(name, each) and VERB.search(each.head) is None]
    return _whole(claim, found[0]) if len({each.value for each in found}) == 1 else None


def _run(claim: Percentage, counts: list[Figure]) -> list[Figure]:
    """41件50人 are two, to which one percentage may be said of either."""
    run = [counts[-1]]
    for each in reversed(counts[:-1]):
        between = claim.passage.plain[each.end : run[0].start]
        if JOINED.fullmatch(between) is None or between.startswith("，") and len(run) == 1 and each.kind == run[0].kind:
            break
        run.insert(0, each)
    return run


def _whole(claim: Percentage, now: Figure) -> Figure | None:
    """A level of this period, counted in whole numbers."""
    if now.kind not in WHOLE or not now.exact or now.spelled or not 1 < now.value <= MOST:
        return None
    if VERB.search(now.head) or EARLIER.search(f"{now.period}{now.head}") or now.compared:
        return None
    # 接待94批次318人次，2022年是121批次437人次，分别下降: both levels are told, and this may be the base.
    if any(each.kind == now.kind and each.period != now.period for each in claim.sentence.figures):
        return None
    return now if is_level(claim.passage, now) else None


def possible(now: Figure, stated: Decimal, fall: bool) -> bool:
    """Is there a whole number from which ``now`` is a change of so many per cent?"""
    factor = 1 + (-1 if fall else 1) * Decimal(stated) / 100
    if factor <= 0:
        return True
    guess = int(now.value / factor)
    return any(_gives(int(now.value), base, stated, fall) for base in range(max(1, guess - 2), guess + 4))


def chance(claim: Percentage, now: Figure) -> float:
    """How many of the percentages around the printed one have a whole base: how little does it prove that this one has?"""
    value, fall = claim.figure.value, falls(claim)
    unit = rounding.place(value)
    around = [value + unit * step for step in range(-SPAN, SPAN + 1) if value + unit * step > 0]
    return sum(possible(now, each, fall) for each in around) / len(around)


def _gives(now: int, base: int, stated: Decimal, fall: bool) -> bool:
    change = base - now if fall else now - base
    return change >= 0 and bool(rounding.fits_counts(stated, change, base))
