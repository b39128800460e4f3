"""What a mean may have been divided by: the number of villages, cases, persons; the days, months or quarters of its time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from fazhi.audit.means import means
from fazhi.audit.means.means import Mean
from fazhi.audit.means.printed_times import of_another_year
from fazhi.audit.text import numerals, periods, wording
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import TITLE_LINES, Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.periods import Span

MOST = 8
BACK = 8
"""So many paragraphs back the number may stand by which the text says that it divided."""
SAME, STATED = 2, 8
SAID_OF = re.compile(r"^(?:全年|实有|实际|当年|全部|所有)|(?:的?(?:纠纷|案件|人员|件数|人数|户数|总数|数量|数|量))+$")
# 平均每件案件罚款2万元 says of no cases in particular.
GENERAL = re.compile(r"^(?:的|案件|事项|工单|活动)+")
MONTHS_OF_QUARTER = 3
DAYS = frozenset(("天", "日", "个工作日", "工作日", "夜", "个夜晚"))
TIMES = {
    "week": frozenset(("周", "个周", "个星期")),
    "month": frozenset(("个月",)),
    "quarter": frozenset(("个季度",)),
    "year": frozenset(("年", "个年度")),
    "day": DAYS,
}
LONGEST = 366
BESIDE = 40
WHOLE = re.compile(r"^全|共")
PLACE_UNITS = ("个", "支", "家", "")
ROUND_WORDS = "百千"
"""千户企业 is a name."""
TOTALLED = ("合计", "共计", "一共", "共有", "共")
SCHOOLS = ("校", "学校", "中小学")
SCHOOL = "所"
"""12所中小学: of schools alone, for a 所 is else a police station."""
MOST_PLACES = 3
HEADLINE = 40
AND = re.compile(r"[^，。；：、\d]{0,8}[、和及与]")
FAR = 300
"""Characters before a mean in which its period is looked for."""
SHOWN = {"day": "天", "month": "个月", "quarter": "个季度", "year": "年"}
# 全季度92天，日均396件；9月份日均366件: the days are those of the quarter.
MONTH_OF_MEAN = re.compile(r"(?<!\d)1?\d月份?$")
# （5月81250件，日均2621件）: of the month in the bracket, whatever month the sentence is of.
MONTH_IN_BRACKET = re.compile(r"（(?P<span>(?:20\d\d年)?1?\d月)(?:份)?[^，。；：（）\d]{0,6}\d[^，。；（）]{1,14}，$")
# 工作日五天1153件，日均230.6件
SPELLED_DAYS = re.compile(
    r"(?<![\d月])(?P<days>[两三四五六七八九十]{1,3})[天日][^，。；：、\d]{0,6}\d[\d,.]*[^，。；：、\d]{1,4}，$"
)
OF_THE_WHOLE = re.compile(r"全月|本月|当月|月内")
JOINED = re.compile(r"(?:行政|建制|自然)?(?:村|乡镇|镇)[、和及]")
DWELLING = re.compile(r"(?:城市|城镇|农村)?(?:社区|居委会|居民委员会|居)")
TOGETHER = {
    "村（社区）": ("村", DWELLING),
    "村（居）": ("村", DWELLING),
    "乡镇（街道）": ("乡镇", re.compile("街道")),
}
"""What is spread over both of two kinds of place, and how each of them is called where it is counted."""
DEPENDENT = re.compile(r"^(?:民小组|民委|委会|级|组长|干部|民|工作者|矫正|居民|员)")


@dataclass(frozen=True, slots=True)
class Divisor:
    """A number by which a total may have been divided; ``certain``: its place or the document leaves no other."""

    low: Fraction
    high: Fraction
    value: Fraction
    text: str
    figure: Figure | None
    certain: bool


def divisors(manuscript: Manuscript, claim: Mean) -> list[Divisor]:
    """All that the text offers and that can divide, the nearest first; only the one by which it says that it divided, if it does."""
    return [each for each in _offered(manuscript, claim) if each.low > 0]


def _offered(manuscript: Manuscript, claim: Mean) -> list[Divisor]:
    own = stated(claim) or named(claim) or _stated_before(manuscript, claim)
    if own:
        return own
    if claim.over:
        return _times(manuscript, claim)
    near = [each for each in means.around(claim) if each.end <= claim.figure.start or _bracketed(claim, each)]
    near = [each for each in reversed(near) if not each.compared]
    found = [each for each in near if counts(claim.passage, each, claim.thing)]
    if not found:
        # 平均每户3份，全镇共8000户
        behind = [each for each in means.around(claim) if each.start > claim.figure.end]
        found = [
            each for each in behind
            if each.sentence == claim.figure.sentence and counts(claim.passage, each, claim.thing)
            and WHOLE.search(each.head)
        ]  # fmt: skip
    loose = _data()["loose"].get(claim.thing, ())
    if found:
        # 25763人次、55513人，人均190元: of which of the two?
        other = any(each.unit in loose and each.start > found[0].start - BESIDE for each in near)
        told = [of(each, not other and claim.figure.sentence - each.sentence <= 1) for each in found[:MOST]]
        # 14个村（社区）获得称号……议事319次，平均每个村（社区）14.5次, of a town with 22 of them
        whole = of_places(manuscript, claim.thing) if claim.thing in TOGETHER else []
        return told + [each for each in whole if each.certain and each.value > found[0].exactly]
    found = [each for each in near if each.unit in loose and each.exact and each.value > 1]
    loosely = [of(each, False) for each in found[:MOST]]
    return loosely or of_places(manuscript, claim.thing) or _told_before(manuscript, claim)


def beyond(claim: Mean, tried: list[Divisor]) -> list[Divisor]:
    """The numbers of such things that stand further off than the many that were tried."""
    first = min((each.figure.start for each in tried if each.figure is not None), default=0)
    before = [each for each in claim.passage.figures if each.end <= first and each.exact and not each.compared]
    far = len(tried) >= MOST and not claim.over
    return [of(each, False) for each in before if far and counts(claim.passage, each, claim.thing)]


def stated(claim: Mean) -> list[Divisor]:
    """按受理件数计算件均 ← 受理218件; 按结案951件平均 names the number itself."""
    if not claim.base:
        return []
    begin = claim.start - len(claim.base) - STATED
    near = [each for each in reversed(means.around(claim)) if each.end <= claim.start and not each.vague]
    units = TIMES.get(claim.over, frozenset())
    own = [
        each for each in near if each.start >= begin and each.text in claim.base and (not units or each.unit in units)
    ]
    if own:
        # 工作人员仅5名，以审结的161件计算，人均审结32.2件: what was spread out, not over what.
        return [] if own[0].kind == claim.figure.kind else [of(_all_of(claim.passage, own[::-1]), True)]
    name = SAID_OF.sub("", claim.base)
    found = [
        each
        for each in near
        if len(name) >= SAME and name[:SAME] in each.head and counts(claim.passage, each, claim.thing)
    ]
    return [of(found[0], True)] if len({each.value for each in found}) == 1 else []


def named(claim: Mean) -> list[Divisor]:
    """处理决定21件、处罚决定14件……平均每件处罚决定; 检查企业7216家次，平均每检查一家次: the one number that is called as the things are."""
    if claim.over:
        return []
    near = [
        each
        for each in reversed(means.around(claim))
        if each.end <= claim.start and each.exact and not each.compared and counts(claim.passage, each, claim.thing)
    ]
    most = max((_called(claim, each) for each in near), default=0)
    found = [each for each in near if _called(claim, each) == most]
    alone = most >= SAME and len({each.value for each in found}) == 1 and found[0].sentence == claim.figure.sentence
    return [of(found[0], True)] if alone else []


def _called(claim: Mean, number: Figure) -> int:
    """So many characters of the name that the mean gives to its things stand right beside their number."""
    if claim.done:
        return len(claim.done) if claim.done in number.head else 0
    name = GENERAL.sub("", claim.deed)
    lengths = range(len(name), SAME - 1, -1)
    beside = (each for each in lengths if number.head.endswith(name[:each]) or number.tail.startswith(name[:each]))
    return next(beside, 0)


def _stated_before(manuscript: Manuscript, claim: Mean) -> list[Divisor]:
    """5.结案1287件，未结55件。 6.罚款486.35万元，按结案数算，案均3779元: the one number so called in the paragraphs before."""
    name = SAID_OF.sub("", claim.base)
    if len(name) < SAME or claim.over or any(each.isdigit() for each in claim.base):
        return []
    at = bisect_left(manuscript.passages, claim.passage.index, key=lambda each: each.index)
    before = manuscript.passages[max(0, at - BACK) : at]
    found = [
        each
        for passage in before
        for each in passage.figures
        if each.exact
        and not each.compared
        and SAID_OF.sub("", each.head).endswith(name)
        and counts(passage, each, claim.thing)
    ]
    return [of(found[0], True)] if len({each.value for each in found}) == 1 else []


def _all_of(passage: Passage, own: list[Figure]) -> Figure:
    """以18个村、2个社区计: both together, where they stand side by side."""
    run = own[-1:]
    for each in reversed(own[:-1]):
        if each.unit != run[0].unit or AND.fullmatch(passage.plain, each.end, run[0].start) is None:
            break
        run.insert(0, each)
    text = "＋".join(each.text for each in run)
    return run[0] if len(run) == 1 else replace(run[0], end=run[-1].end, text=f"（{text}）", value=summed(run))


def _bracketed(claim: Mean, each: Figure) -> bool:
    """每万人拥有7.52处（全部阵地352处，常住人口46.8万人）"""
    gap = claim.passage.plain[claim.figure.end : each.start] if each.start > claim.figure.end else ""
    return gap.startswith("（") and "）" not in gap


def of(figure: Figure, certain: bool) -> Divisor:
    """A printed number as divisor."""
    return Divisor(figure.low, figure.high, figure.exactly, figure.text, figure, certain)


def counts(passage: Passage, figure: Figure, thing: str) -> bool:
    """Is this the number of such things: 12期, 412批次 for 批, 14个村 for 村, 11个派驻中队 for 队?"""
    if figure.vague or figure.bound or figure.value <= 1 or figure.spelled and figure.text[0] in ROUND_WORDS:
        return False
    data = _data()
    if figure.unit in data["kinds"].get(thing, (thing,)):
        return True
    if thing == "人" and not figure.unit and figure.head.endswith(("人口", "人口为", "人口达", "人口约")):
        return True
    if figure.unit not in PLACE_UNITS and not (figure.unit == SCHOOL and thing in SCHOOLS):
        return False
    after = passage.plain[figure.end : figure.end + 8]
    for name in (thing, *data["among"].get(thing, ())):
        at = after.find(name)
        if (
            0 <= at <= 4
            and not re.search(r"[，。；、：（\d]", after[:at])
            and not DEPENDENT.match(after[at + len(name) :])
        ):
            return True
    names = (thing, *data["among"].get(thing, ()))  # 共有村（社区）22个: the head begins behind the bracket
    said = passage.plain[: figure.start]
    for word in TOTALLED:
        said = said.removesuffix(word)  # 村居合计20个
    return figure.unit in ("个", "家") and said.endswith(names)


@cache
def _data() -> Any:
    return wording.load("means")


def of_places(manuscript: Manuscript, thing: str) -> list[Divisor]:
    """The numbers of such places in the whole document (16个社区, 老旧社区9个): certain is the greatest, said twice or alone."""
    if thing not in _data()["places"]:
        return []
    known: dict[str, list[Divisor]] = manuscript.memory.setdefault("numbers", {})
    if thing not in known:
        found: dict[Fraction, list[Figure]] = {}
        for passage in manuscript.passages:
            if thing[-1] in passage.plain or thing[0] in passage.plain:
                for figure in _places(passage, thing):
                    found.setdefault(figure.exactly, []).append(figure)
        most = max(found, default=Fraction(0))
        known[thing] = [
            of(figures[0], value == most and (len(found) == 1 or len(figures) > 1))
            for value, figures in sorted(found.items(), reverse=True)[:MOST_PLACES]
        ]
    return known[thing]


def _told_before(manuscript: Manuscript, claim: Mean) -> list[Divisor]:
    """开展检查1732家次……。 ……每千家次检查查处49.7项次: to every hundred or thousand, of the one number of such things in the paragraphs before."""
    found = {
        each.value: each
        for passage in (manuscript.passages if claim.per > 1 else ())
        if passage.index < claim.passage.index
        for each in passage.figures
        if each.exact and not each.compared and counts(passage, each, claim.thing)
    }
    return [of(each, True) for each in found.values()] if len(found) == 1 else []


def _places(passage: Passage, thing: str) -> Iterator[Figure]:
    """The numbers of such places in a passage; of villages and communities also both together: 14个村、3个社区."""
    places = [each for each in passage.figures if each.unit in PLACE_UNITS and each.exact]
    yield from (each for each in places if counts(passage, each, thing))
    if thing not in TOGETHER:
        return
    first, second = TOGETHER[thing]
    for one, two in pairwise(places):
        # 行政村19个、社区3个
        headed = re.fullmatch(f"[、和及]{second.pattern}", passage.plain[one.end : two.start]) is not None
        joined = JOINED.fullmatch(passage.plain, one.end, two.start) is not None
        joined = joined and second.match(passage.plain, two.end) is not None
        if (headed or joined) and counts(passage, one, first):
            value = one.value + two.value
            yield replace(one, end=two.end, value=value, text=f"（{one.text}＋{two.text}）")


def _times(manuscript: Manuscript, claim: Mean) -> list[Divisor]:
    """Printed stretches (按92天折算), the period named before the mean, else that of the document."""
    text, figure = claim.passage.plain, claim.figure
    month = MONTH_OF_MEAN.search(text[max(0, claim.start - 8) : claim.start])
    aside = MONTH_IN_BRACKET.search(text, max(0, claim.start - BESIDE), claim.start) if claim.over == "day" else None
    own_span = month.group() if month is not None else "" if aside is None else aside["span"]
    if own_span and (span := periods.span(own_span, manuscript.year)) is not None:
        return [_of_span(length, claim.over, True) for length in _lengths(span, claim.over)]
    spelled = SPELLED_DAYS.search(text, max(0, claim.start - BESIDE), claim.start) if claim.over == "day" else None
    if spelled is not None:
        return [_of_span(numerals.counted(spelled["days"]), claim.over, True)]
    printed = [
        each for each in means.around(claim)
        if each.unit in TIMES[claim.over] and each.exact and 1 < each.value <= LONGEST
        and each.sentence == figure.sentence and each is not figure and not of_another_year(claim.passage, each)
    ]  # fmt: skip
    if printed:
        return [of(each, len(printed) == 1) for each in printed]
    begin = max((text.rfind(mark, 0, claim.start) for mark in "。\n"), default=-1) + 1
    segment = max(begin, text.rfind("；", 0, claim.start) + 1)
    stretches = (
        (max(segment, figure.start - FAR), figure.start),
        (max(begin, segment - FAR), segment),
        (max(0, begin - FAR), begin),
    )
    named = next((span for one in stretches if (span := _span(manuscript, text[slice(*one)])) is not None), None)
    own = _document_span(manuscript)
    sure = named is not None and (
        named == own or _span(manuscript, text[max(begin, claim.start - FAR) : claim.start]) is not None
    )
    spans = [named] if named is not None else []
    if own is not None and own not in spans:
        spans.append(own)
    return [_of_span(length, claim.over, sure) for span in spans for length in _lengths(span, claim.over)]


def _of_span(length: int, over: str, sure: bool) -> Divisor:
    return Divisor(Fraction(length), Fraction(length), Fraction(length), f"{length}{SHOWN[over]}", None, sure)


def _span(manuscript: Manuscript, lead: str) -> Span | None:
    if OF_THE_WHOLE.search(lead) is not None and (own := _document_span(manuscript)) is not None:
        return own
    return periods.span(lead, manuscript.year)


def _document_span(manuscript: Manuscript) -> Span | None:
    """The period of the title, or of the line under it: 8月, 上半年, 2024年."""
    if "title span" not in manuscript.memory:
        heads = [manuscript.title] if manuscript.title else []
        heads += [each.plain for each in manuscript.passages[:TITLE_LINES] if len(each.plain) <= HEADLINE]
        found = (periods.span(head, manuscript.year) for head in heads)
        manuscript.memory["title span"] = next((each for each in found if each is not None), None)
    span = manuscript.memory["title span"]
    return span if isinstance(span, Span) else None


def _lengths(span: Span, over: str) -> tuple[int, ...]:
    if over == "day":
        return tuple(each for each in span.days if each > 1)
    if over == "month":
        return (span.months,) if span.months > 1 else ()
    if over == "quarter" and span.months > MONTHS_OF_QUARTER and span.months % MONTHS_OF_QUARTER == 0:
        return (span.months // MONTHS_OF_QUARTER,)
    return ()
