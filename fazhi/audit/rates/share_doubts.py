"""Why a share may be one of something else than the base in view: of another year, of other things, of several counts together."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.rates import named_bases
from fazhi.audit.rates.binding import same_period
from fazhi.audit.rates.portions import Share, names
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

LEAD, SHORTEST = 12, 2
MOST_LISTED = 8
TELLING = 3
LONGEST = 30
USED = re.compile(
    r"(?:^|[，。；：])(?P<whole>[^，。；：、\d]{2,10})(?:用于|投向|投入)[^，。；：、\d]{1,10}的?(?:比例|比重|占比)[为是达]?到?$"
)
ADDED = re.compile(r"新增(?:比例|比率|幅度)[为是达]?到?$")
CLOSING = re.compile(r"年末|年底|期末|月末|现有|目前")
SEVERAL_YEARS = re.compile(r"累计|[两二三四五六七八九十]年")
BEFORE = re.compile(r"(?:上年|去年|上一年)(?:同期|全年)?(?:为|是|有|仅)?$")
LAST_TIME, THIS_TIME = re.compile(r"^(?:去年|上年|上次|上轮|上期)"), re.compile(r"本[次轮期]|此次|今年")
SEVERAL = re.compile(
    r"前[两二三四五六七八九十\d][位名类项个]，?|(?:[\u4e00-\u9fff]及?以[上下]|[两二三四几]者|[两二三四几][类项种级]|之和|合并)[\u4e00-\u9fff]{0,6}$"
)


def by_its_words(share: Share, base: Decimal) -> bool:
    """Do the words themselves say that it is the share of something else, or in something else?"""
    named = share.inside and of_named(share) or share.together and _of_amount_named(share)
    used = share.part is not None and of_what_was_used(share.claim, share.part)
    whole = _of_its_whole(share, base) or _of_the_divided(share, base)
    return named or used or whole or _of_what_was_there(share, base)


def _of_its_whole(share: Share, base: Decimal) -> bool:
    """有证36名，其中一级6名，二级21名，三级9名，占在编人员的75.0%: behind a list told to its end, and of a base that the whole of the list is
    not, it is the share of the whole."""
    part, whole = share.part, next((each for each in share.bases if each.value == base), None)
    core = named_bases.core(share.name)
    if part is None or whole is None or len(core) < SHORTEST or names(core, whole):
        return False
    items = [each for each in share.claim.sentence.figures if whole.end <= each.start <= part.start]
    items = [each for each in items if each.kind == part.kind]
    return len(items) > 1 and summed(items) == base and part.end <= share.claim.start


def _of_the_divided(share: Share, base: Decimal) -> bool:
    """共286个村。创建示范村31个，其中国家级4个、省级27个，占村总数的10.8%: behind a list told to its end, is it the share of what the list divides?"""
    part, claim = share.part, share.claim
    before = [each for each in claim.sentence.figures if part is not None and each.end <= part.end and each.count]
    at = next((number for number in range(len(before) - 2, -1, -1) if "其中" in before[number + 1].head), None)
    if part is None or at is None or before[-1] is not part or part.end > claim.start:
        return False
    whole, items = before[at], before[at + 1 :]
    told = len(items) > 1 and summed(items) == whole.value and {each.kind for each in items} == {whole.kind}
    return told and bool(rounding.fits(claim.figure.value, 100 * whole.exactly / Fraction(base)))


def _of_amount_named(share: Share) -> bool:
    """其中省外资金71.35亿元……。长三角、珠三角、京津冀三者占省外资金的88.1%: an amount is printed in part, and still it is called so."""
    name, part = share.name, share.part
    if part is None or len(name) < TELLING:
        return False
    found = (each for each in share.claim.passage.figures if each.kind == part.kind and each.end <= share.claim.start)
    return any(each.head.endswith(name) and bool(share.fits_figure(each)) for each in found)


def of_what_was_used(claim: Percentage, part: Figure) -> bool:
    """中央15320万元、省级13220万元……，中央资金用于产业的比例为66.4%: the count that bears the name is the whole, and its part is not told."""
    lead = claim.passage.plain[max(claim.sentence.start, claim.figure.start - LONGEST) : claim.figure.start]
    used = USED.search(lead)
    return used is not None and not pairs(used["whole"]).isdisjoint(pairs(part.head))


def _of_what_was_there(share: Share, base: Decimal) -> bool:
    """设备值1.5240亿元，其中当年新增1126.5万元，新增比例8.0%: in what there was before it came."""
    part, claim = share.part, share.claim
    lead = claim.passage.plain[max(claim.sentence.start, claim.figure.start - LEAD) : claim.figure.start]
    if part is None or ADDED.search(lead) is None or "新增" not in part.head:
        return False
    before = Fraction(base) - part.exactly
    return before > 0 and bool(rounding.fits(claim.figure.value, 100 * part.exactly / before))


def of_another_year(share: Share, base: Decimal) -> bool:
    """2024年366天……；2023年优良天数332天，比例为91.0%; 上年同期为43件、占24.4%: the whole of that year is not told."""
    bases = [*share.bases, *([share.agreed] if share.agreed is not None else [])]
    part, whole = share.part, next((each for each in bases if each.value == base), None)
    if part is None or whole is None or part.compared and whole.compared:
        return False
    # 五年累计安排684万元，2025年为148万元，占五年累计的21.6%
    if SEVERAL_YEARS.search(f"{whole.head}|{share.claim.link}") is not None:
        return False
    of_year = part.period.isdigit() and part.period != whole.period
    before = part.compared or BEFORE.search(part.head) is not None
    return before or of_last_time(share.claim, whole) or of_year and not same_period(share.claim.passage, part, whole)


def of_last_time(claim: Percentage, whole: Figure) -> bool:
    """去年下半年发现问题356处……。本次“老问题”58处，占17.2%: is it of what was found this time, and the whole what was found last time?"""
    now = THIS_TIME.match(claim.passage.plain, claim.sentence.start) is not None
    return now and LAST_TIME.search(whole.head) is not None


def among(share: Share, base: Decimal) -> bool:
    """会议24次，其中学法6次: the part is in the base already, and no base is the two together."""
    assert share.part is not None
    text, whole = share.claim.passage.plain, next((each for each in share.bases if each.value == base), None)
    return whole is not None and "其中" in text[whole.end : share.part.start]


def of_another_total(share: Share, base: Decimal) -> bool:
    """受理审查起诉868人，…，提起公诉642人。前三位为危险驾驶167人、盗窃93人、诈骗59人，合计占起诉总人数的49.7%: does another count that was told before the
    list give what all its items are together? Of three figures that is hardly chance, if they are no slip of the base."""
    part, stated = share.part, share.claim.figure.value
    if part is None or not share.together or not part.exact or rounding.telling(stated) < TELLING:
        return False
    before = [each for each in share.claim.passage.figures if each.end <= part.start and each.kind == part.kind]
    totals = [each for each in before if each.exact and not each.compared and each.value not in (base, part.value)]
    near = misprints.near(stated, 100 * part.exactly / Fraction(base))
    return not near and any(share.fits(each.value) for each in totals)


def several(share: Share) -> bool:
    """合格以上案卷占97.5%: the words mean several counts of the list, not the one that they name."""
    text, claim = share.claim.passage.plain, share.claim
    return SEVERAL.search(text, max(claim.sentence.start, claim.start - LEAD), claim.start) is not None


def of_closing_stock(share: Share, base: Decimal) -> bool:
    """年初专职99人，……，年末102人；……，专职占35.3%: is it the share of a count of the same sentence that is said to be the one at the end?"""
    part = share.part
    if part is None or not part.exact:
        return False
    return any(
        CLOSING.search(f"{each.period}{each.head}") is not None
        and each.exact
        and bool(rounding.fits(share.claim.figure.value, 100 * each.exactly / Fraction(base)))
        for each in share.claim.passage.figures
        if each.end <= share.claim.start and each.kind == part.kind and each is not part and each.value < base
    )


def of_its_list(share: Share) -> bool:
    """投诉167件，巡查发现31件，移送16件。巡查发现的比重为14.5%: is it the share of all that the part is listed with?"""
    part, passage = share.part, share.claim.passage
    assert part is not None
    figures = [
        each for each in passage.figures if each.end <= share.claim.start and each.kind == part.kind and each.exact
    ]
    at = next((number for number, each in enumerate(figures) if each is part), None)
    if at is None or not part.exact:
        return False
    for begin in range(max(0, at - MOST_LISTED), at + 1):
        for end in range(max(at + 1, begin + 2), min(len(figures), at + MOST_LISTED) + 1):
            run = figures[begin:end]
            one_list = (
                len({each.sentence for each in run}) == 1 and "其中" not in passage.plain[run[0].end : run[-1].start]
            )
            if one_list and share.fits(summed(run)):
                return True
    return False


def of_other_unit(share: Share) -> bool:
    """共收到述法报告40份，现场述法12人，占提交人数的30.0%: persons, counted by what each of them handed in."""
    part, figure = share.part, share.claim.figure
    assert part is not None
    if not part.exact or not rounding.decimals(figure.value):
        return False
    counts = [each for each in share.claim.sentence.figures if each.exact and part.sentence == each.sentence]
    wholes = [each for each in counts if each.count and each.kind != part.kind and part.value < each.value]
    return any(each.end <= part.start and share.fits(each.value) for each in wholes)


def of_named(share: Share) -> bool:
    """终止的案件中，27件系和解后撤回，占审结案件的21.77%: the share names a total of its own, and is that of it."""
    part, name = share.part, named_bases.core(share.name)
    if part is None or len(name) < SHORTEST:
        return False
    found = [each for each in share.claim.passage.figures if each.exact and each.kind == part.kind and each.value > 0]
    found = [each for each in found if name[:SHORTEST] in f"{each.head}|{each.tail[:6]}" and not each.compared]
    return any(share.fits(each.value) for each in found)
