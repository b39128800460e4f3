"""Shares that say what they are of, where nothing but the words joins them to it.

一季度611件，……四季度644件，三季度最忙，一个季度就占了全年的28.0%: what the four quarters make.
集市15640人次，进村9782人次，……；集市一项就占全部受众的44.9%: what the list makes, which the document has as a total.
来访76批241人次，其中集体访5批63人次……集体访人次占来访总人次的26.1%: the one of the two counts that bears the unit.
达成书面协议142件、口头协议289件……司法确认27件，占书面协议的19.0%: the one count that is called so.
示范村11个，其中国家级1个、省级4个、市级6个，占15个村的73.3%: what the list makes, of the number that is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from fazhi.audit.rates.stated_bases import fits
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, in_scale, joined, summed, whole_before
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.partitions import named_rest
from fazhi.audit.text.percentages import Percentage

QUARTER = re.compile(r"[一二三四]季度|[上下]半年")
OF_THE_YEAR = re.compile(r"占(?:到|了|据)?(?:全年|年度|总数|总量)[^，。；\d]{0,8}$")
ONE_OF_THEM = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,6}?)(?:一[项类个家处]|独)?(?:就|便|即)?占(?:到|了|据)?全部[^，。；\d]{1,8}的?$"
)
RANKED = re.compile(
    r"(?:^|[，。；])(?P<name>[\u4e00-\u9fff]{2,8}?)(?:类|案件|纠纷|方面|领域)*(?:排在?|居|位居|列|位列)(?:首位|第[一二三四五]位?|榜首)，(?:约|共)?占$"
)
# 投诉举报占39.9%，求助占34.9%: the item and nothing else
PLAIN = re.compile(r"(?:^|[，。；])(?P<name>[\u4e00-\u9fff]{2,10}?)(?:类|案件|纠纷)?占$")
NUMBER_OF = re.compile(r"，[\u4e00-\u9fff]{0,4}(?:次数|件数|数量|人数|户数)(?:约|共)?占$")
OPENED = re.compile(r"([\u4e00-\u9fff]{2})[^，。；\d]{2,16}，[^，。；\d]{2,8}$")
UNITED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,6})(?P<unit>人次|批次|件次|家次|户次)占(?:到|了)?[^，。；\d]{0,6}总?(?P=unit)的?(?:比例|比重)?[为达]?$"
)
OF_COUNT = re.compile(
    r"，(?:约|仅|只|就|已)*占(?:到|了)?(?:全部|所有)?(?P<name>[\u4e00-\u9fff]{3,8}?)(?:总[数量]|件数|数量|的总数)?的$"
)
OF_SO_MANY = re.compile(r"，(?:约|共)?占(?:全部|全[镇乡县市])?(?P<base>\d{1,5})[^，。；\d]{1,12}的$")
PERIODS = (("一季度", "二季度", "三季度", "四季度"), ("上半年", "下半年"))
HUNDRED, LEAD, FEWEST, LEAST, TELLING = 100, 30, 3, 100, 2
MANY = 24
"""Totals before it that a share may be of."""
BACK = 2
"""So many sentences back what the words name may be told."""


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of a share that is not theirs."""
    figure = claim.figure
    if claim.role not in ("share", "other") or figure.vague or figure.bound or figure.compared or claim.order:
        return None
    lead = claim.passage.plain[max(claim.sentence.start, figure.start - LEAD) : figure.start]
    if "占" not in lead:
        return None
    found = _of_periods(claim, lead) or _of_list(manuscript, claim, lead) or _of_unit(claim, lead)
    found = found or _called(claim, lead) or _of_the_listed(claim, lead)
    if found is None or not 0 < found[0].value <= found[1].value:
        return None
    share = Fraction(HUNDRED) * found[0].exactly / found[1].exactly
    return None if rounding.fits(figure.value, share) else found


def _counts(claim: Percentage) -> list[Figure]:
    """The counts before the share, up to so many sentences back."""
    return [
        each
        for each in claim.passage.figures
        if each.end <= claim.figure.start
        and claim.figure.sentence - each.sentence <= BACK
        and each.count
        and each.exact
        and not each.compared
        and each.value > 0
    ]


def _of_periods(claim: Percentage, lead: str) -> tuple[Figure, Figure] | None:
    """The period named last before the share, of all periods of the year."""
    if OF_THE_YEAR.search(lead) is None:
        return None
    text, counts = claim.passage.plain, _counts(claim)
    for names in PERIODS:
        told = [[each for each in counts if each.period == name] for name in names]
        if any(len(each) != 1 for each in told) or len({each[0].kind for each in told}) != 1:
            continue
        levels = [each[0] for each in told]
        begin = max(max(each.end for each in levels), claim.sentence.start, text.rfind("；", 0, claim.figure.start) + 1)
        named = [each.group() for each in QUARTER.finditer(text, begin, claim.figure.start)]
        # 四季度比三季度增加37件，占全年的28.98%: what its part of the sentence begins with
        if named and named[0] in names and (len(set(named)) == 1 or text.startswith(named[0], begin)):
            part = levels[names.index(named[0])]
            return (part, joined(levels)) if _telling(claim) else None
    return None


def _telling(claim: Percentage) -> bool:
    return rounding.decimals(claim.figure.value) > 0 or claim.figure.value >= TELLING


def _of_list(manuscript: Manuscript, claim: Percentage, lead: str) -> tuple[Figure, Figure] | None:
    """An item of a list that ends in 其他, or that makes one of the document's counts."""
    name, beside = _item_named(claim, lead), False
    if not name and (match := PLAIN.search(lead)) is not None:
        name, beside = match["name"], True
    counts = _counts(claim) if name else []
    lists = [[each for each in counts if each.sentence == one] for one in sorted({each.sentence for each in counts})]
    rows = [[each for each in row if each.kind == row[-1].kind] for row in lists]
    row = next((each for each in reversed(rows) if len(each) >= FEWEST), [])
    parts = [each for each in row if name in each.head] or [each for each in row if name[:TELLING] in each.head]
    if len(parts) != 1 or summed(row) < LEAST:
        return None
    if not named_rest(row) and not manuscript.prints(row[0].kind, summed(row), manuscript.passages[-1].index):
        return None
    # 共1326件，婚姻412件、……: the first count is the whole itself.
    first = row[0].value * TELLING == summed(row)
    if beside and not _borne_out(claim, row[1:] if first else row) or _of_another_total(manuscript, claim, parts[0]):
        return None
    return parts[0], row[0] if first else replace(
        joined(row), text=f"各项之和{in_scale(summed(row), row[0])}{row[0].unit}"
    )


def _borne_out(claim: Percentage, row: list[Figure]) -> bool:
    """投诉举报占39.9%，求助占34.9%: is another share of its sentence, told in the same way, that of an item in all the list makes?"""
    text, whole = claim.passage.plain, summed(row)
    shares = [each for each in claim.sentence.figures if each.percent and each is not claim.figure]
    for each in shares:
        told = PLAIN.search(text[max(claim.sentence.start, each.start - LEAD) : each.start])
        items = [] if told is None else [one for one in row if told["name"][:TELLING] in one.head]
        if len(items) == 1 and rounding.fits(each.value, Fraction(HUNDRED) * items[0].exactly / Fraction(whole)):
            return True
    return False


def _of_another_total(manuscript: Manuscript, claim: Percentage, part: Figure) -> bool:
    """Is it the share of the item in a total told before?"""
    known = manuscript.totals(part.kind, claim.passage.index, MANY)
    return any(fits(claim, part, each) for each in known if each.value >= part.value)


def _item_named(claim: Percentage, lead: str) -> str:
    """集市 of 集市一项就占全部受众的, 婚姻家庭 of 婚姻家庭类排在首位，占, 中片 of 中片有集镇，检查次数占."""
    match = ONE_OF_THEM.search(lead) or RANKED.search(lead)
    if match is not None:
        return match["name"]
    if NUMBER_OF.search(lead) is None:
        return ""
    text = claim.passage.plain
    begin = max(claim.sentence.start, text.rfind("；", claim.sentence.start, claim.figure.start) + 1)
    opened = OPENED.match(text, begin, claim.figure.start)
    return "" if opened is None else opened[1]


def _of_unit(claim: Percentage, lead: str) -> tuple[Figure, Figure] | None:
    """集体访5批63人次: of the two counts told in one breath that in the unit which the share names, and the first such count of all."""
    match = UNITED.search(lead)
    if match is None:
        return None
    counts = [each for each in _counts(claim) if each.unit == match["unit"]]
    owners = [each for each in _counts(claim) if each.head.endswith(match["name"])]
    parts = [each for each in counts for owner in owners if owner.end == each.start]
    if len(parts) != 1:
        return None
    wholes = [each for each in counts if each.end <= parts[0].start and each.value > parts[0].value]
    return (parts[0], wholes[0]) if wholes and wholes[0].value == max(each.value for each in counts) else None


def _called(claim: Percentage, lead: str) -> tuple[Figure, Figure] | None:
    """The count right before the share, of the one that bears the name of what it is a share of."""
    match = OF_COUNT.search(lead)
    counts = _counts(claim) if match is not None else []
    if match is None or len(counts) < TELLING or counts[-1].end != claim.figure.start - len(match.group()):
        return None
    part, wholes = counts[-1], [each for each in counts[:-1] if each.head.endswith(match["name"])]
    if len({each.value for each in wholes}) != 1 or wholes[0].kind != part.kind or wholes[0].period != part.period:
        return None
    near = misprints.near(claim.figure.value, Fraction(HUNDRED) * part.exactly / wholes[0].exactly)
    others = [each for each in counts[:-1] if each.kind == part.kind and each.value >= part.value > 0]
    over = any(rounding.fits(claim.figure.value, Fraction(HUNDRED) * part.exactly / each.exactly) for each in others)
    return (part, wholes[0]) if near or over else None


def _of_the_listed(claim: Percentage, lead: str) -> tuple[Figure, Figure] | None:
    """示范村11个，其中国家级1个、省级4个、市级6个，占15个村的73.3%: of what is told between 占 and the share, the count that the list before it
    makes. Of its last item it may be the share as well."""
    match = OF_SO_MANY.search(lead)
    counts = [each for each in _counts(claim) if match is not None and each.sentence == claim.figure.sentence]
    if match is None or len(counts) < FEWEST or not lead[match.start("base") :].startswith(counts[-1].text):
        return None
    base, row = counts[-1], [each for each in counts[:-1] if each.kind == counts[-1].kind]
    whole = whole_before(row)
    if not whole or row[-1].end != claim.figure.start - len(match.group()) or base.value < whole[0].value:
        return None
    shares = [Fraction(HUNDRED) * each.exactly / base.exactly for each in (row[-1], whole[0])]
    of_last = rounding.fits(claim.figure.value, shares[0])
    return (whole[0], base) if not of_last and misprints.near(claim.figure.value, shares[1]) else None
