"""The only count that a rate or share can be of: 接到案件13499件，……。办结13043件，办结率94%.

The part stands right before the rate, and of all counts of its kind told up to there only one is not smaller. What any other two
counts give, or the part and another together, is left alone; so is what is further from them than a slip (decision 0018).
"""

from __future__ import annotations

import re

from fazhi.audit.rates import binding, nearly
from fazhi.audit.rates.named_bases import core
from fazhi.audit.rates.portions import names
from fazhi.audit.rates.shares import CHANGED, FILLER
from fazhi.audit.text import misprints, rounding, wording
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.countable import countable
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage, percentages

GAP = re.compile(r"[^。；！？\d]{0,16}")
ALL_YEAR = re.compile(r"占全年")
NUMBER = re.compile(r"\d+[\u4e00-\u9fff]")
HUNDRED = 100
PAIR = 2
BACK = 3
"""So many sentences before the part its whole may stand."""
MOST = 24
"""So many counts before the rate are looked at."""
LEAST = 20
"""Of a smaller whole some other number hardly differs."""
SHORTEST, WHOLLY, PARTLY = 2, 0.99, 0.6


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), if the printed figure is a slip of theirs and nothing else explains it."""
    figure = claim.figure
    if figure.vague or figure.bound or figure.compared or figure.value >= HUNDRED or claim.order:
        return None
    counts = [each for each in claim.passage.figures if _sound(each) and figure.sentence - each.sentence <= BACK]
    counts = [each for each in counts if each.start < figure.start or each.sentence == figure.sentence]
    before = [each for each in counts if each.end <= claim.start][-MOST:]
    parts = [each for each in reversed(before[-PAIR:]) if _of(claim, each, each is before[-1])]
    if not parts:
        return None
    part = max(parts, key=lambda each: len(pairs(claim.name) & pairs(each.head)))
    whole = _called(claim, part) or _largest(claim, part, counts)
    if whole is None or whole.value < LEAST or not _of_one_time(claim, part, whole):
        return None
    # 新收151件，受理134件。作出纠错决定12件，直接纠错率9.3%: of those that were ended, as the name of the rate says.
    rule = wording.rate_name(claim.name.removesuffix("率")) if claim.role == "rate" else None
    if rule is not None and (rule.strict or rule.firm) and rule.whole.search(binding.words(whole)) is None:
        return None
    computed = HUNDRED * part.exactly / whole.exactly
    if not misprints.near(figure.value, computed) or rounding.fits(figure.value, computed):
        return None
    return None if nearly.explained(claim, before) else (part, whole)


def _largest(claim: Percentage, part: Figure, counts: list[Figure]) -> Figure | None:
    """The one count that is not smaller, or of which all others that are not are parts by their own shares."""
    larger = [each for each in counts if each is not part and _alike(each, part) and each.value >= part.value]
    whole = max(larger, key=lambda each: each.value, default=None)
    if whole is None or whole.start > part.start or not _named(claim, whole) or _an_item(claim, whole):
        return None
    if whole.kind != part.kind and ALL_YEAR.search(claim.passage.plain, claim.start, claim.figure.start) is not None:
        return None  # 疑似图斑252个……立案61件，占全年的44.2%: of the year's cases
    others = [each for each in larger if each.value != whole.value]
    return whole if all(_shared(claim, each, whole) for each in others) else None


def _called(claim: Percentage, part: Figure) -> Figure | None:
    """受理投诉63508件、举报12724件……。商品类37360件，占总投诉量的: the one count that bears the name which the share gives."""
    name = _name(claim)
    if len(name) < SHORTEST:
        return None
    found = [
        each for each in claim.passage.figures if _sound(each) and each.end <= part.start and each.kind == part.kind
    ]
    for least in (WHOLLY, PARTLY):
        named = [each for each in found if each.value >= part.value and names(name, each, least)]
        if named:
            return named[0] if len({each.value for each in named}) == 1 else None
    return None


def _shared(claim: Percentage, count: Figure, whole: Figure) -> bool:
    """96件，其中47件已解决，占48%；42件…: a part of the whole, with a share of its own that says so."""
    behind = (each for each in percentages(claim.passage) if each.figure.start > count.end)
    own = next(behind, None)
    if own is None or own is claim or own.role not in ("rate", "share"):
        return False
    return bool(rounding.fits(own.figure.value, HUNDRED * count.exactly / whole.exactly))


def _an_item(claim: Percentage, whole: Figure) -> bool:
    """批发和零售业24897个，占58.4%；住宿和餐饮业4775个，占11.2%: has it a share of its own, told like this one's?"""
    own = next((each for each in percentages(claim.passage) if each.figure.start > whole.end), None)
    alike = own is not None and own is not claim and own.role == claim.role == "share" and own.link == claim.link
    return alike and own is not None and own.start - whole.end == 1 and claim.figure.sentence == own.figure.sentence


def _sound(figure: Figure) -> bool:
    return countable(figure) and figure.exact and figure.value > 1 and not figure.spelled and not figure.compared


def _alike(one: Figure, two: Figure) -> bool:
    return one.kind == two.kind or {one.kind, two.kind} <= nearly.LIKE_CASES


def _of_one_time(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """第二季度接到案件13499件，其中……。办结13043件: the period with which the passage began, if no other was told since."""
    told = [each for each in claim.passage.figures if each.start <= part.start and not each.compared]
    periods = {each.period for each in told} - {""}
    first = next((each for each in claim.passage.figures if each.count), None)
    lasting = not part.period and first is whole and len(periods) == 1 and not EARLIER.search(whole.period)
    return lasting or binding.same_period(claim.passage, whole, part)


def _of(claim: Percentage, part: Figure, last: bool) -> bool:
    """Does the rate stand right behind the part, or behind one more count (答复3055条，4条正在处理，答复率…), and speak of it?"""
    text = claim.passage.plain
    gap = CHANGED.sub("", text[part.end : claim.start])
    gap = gap if last else NUMBER.sub("", gap, 1)
    if GAP.fullmatch(gap) is None or "其中" in gap or EARLIER.search(f"{part.period}{part.head}"):
        return False
    if claim.role == "share":
        return last
    told = pairs(part.head) | pairs(part.tail)
    return not binding.dealt_out(claim) and bool(pairs(claim.name.removesuffix("率")) & told)


def _named(claim: Percentage, whole: Figure) -> bool:
    """Does the share name no other whole?"""
    name = _name(claim)
    return len(name) < SHORTEST or names(name, whole, WHOLLY)


def _name(claim: Percentage) -> str:
    """占全部申诉量的, 占总申诉量的 → 申诉"""
    return core(FILLER.sub("", claim.link)).rstrip("量数").removeprefix("总") if claim.role == "share" else ""
