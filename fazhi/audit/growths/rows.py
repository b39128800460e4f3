"""Changes dealt out in order: so many percentages, so many levels now, so many levels before.

事故41起、36人，比上年的48起、45人分别下降14.6%、20.0%      受理97件134人，上年同期197件375人，件数降50.8%、人数降64.3%
2015年受理159件、审结141件，较2014年升42.0%和43.9%；2014年受理112件、审结98件
2009年火灾238起（2008年265起）、死67人（73人），降幅为10.2%、8.2%      事故644起、死亡2695人，同比减少26起、443人，分别下降3.9%和14.1%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.growths import changed_rows, steps
from fazhi.audit.growths.changes import Levels, falls, fits
from fazhi.audit.growths.increments import PLACE, verb_of
from fazhi.audit.text.change_words import CHANGED_TO, EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, percentages

VERBS = r"(?:增长|上升|增加|提高|提升|下降|减少|降低|升|降|增|减|多|少)?了?"
NEXT = re.compile(rf"^[、，和及与]{{1,2}}(?P<name>[\u4e00-\u9fff]{{0,6}}?)(?:同比|环比)?{VERBS}$")
NAMES = re.compile(
    r"(?P<names>(?:[\u4e00-\u9fff]{2,8}[、和及与])+[\u4e00-\u9fff]{2,8}?)(?:(?:同比|环比|较上年|比上年)?分别|[比较](?:去年|上年)[^，。；]{0,30}分别)"
)
OWN_NAME = re.compile(rf"(?:^|[，、；。）同环比])(?P<name>[\u4e00-\u9fff]{{2,6}}?)(?:同比|环比)?{VERBS}$")
SPLIT = re.compile(r"[、和及与]")
YEAR = re.compile(r"(?:比|较)(20\d\d年)")
BRACKET = re.compile(r"^（(?P<lead>[^，。；（）\d]{0,10}(?:20\d\d年)?[^，。；（）\d]{0,8})$")
VERBS_ONLY = re.compile(rf"）[，、]?(?:同比|环比|分别|依次)*(?:降幅|增幅|涨幅|升幅)?(?:分别|依次)?(?:为|是)?{VERBS}")
NAMED_BRACKET = re.compile(
    r"（(?:去年|上年|上一年|前年|上月|上个月|上季度|上周|20\d\d年|\d{1,2}月)(?:同期|同月)?[为是]?\d[\d.,]*[万亿]?[\u4e00-\u9fff]{1,3}）"
)
# 接待687批1926人次，2023年为803批2471人次: a year before that of the counts in front, and no comparison.
YEAR_IS = re.compile(r"^而?(?P<year>20\d\d)年(?:同期|全年)?[^\d]{0,6}$")
BEFORE = re.compile(r"去年|上年|上一年|同期|前年|上月|上个月|上季度|上周|20\d\d年")
COMPARED = re.compile(r"(?:比|较|同|与|和)[^，。；、\d]{0,8}(?:20\d\d年)?[^，。；、\d]{0,6}$")
FROM, LEAD = re.compile(r"[由从][^，。；：\d]{0,8}(?:20\d\d年的?)?$"), 16
FARTHEST = 160
FEWEST = 2


def levels(claim: Percentage) -> list[Levels]:
    """The pair of levels that the order, or the name beside it, gives a percentage; sure if another of its row fits."""
    row = list_of(claim)
    number = next(at for at, each in enumerate(row) if each.figure is claim.figure)
    pairs = _paired(claim.passage, row)
    if not pairs or pairs[number] is None:
        return []
    known = [(each, pair) for each, pair in zip(row, pairs, strict=True) if pair is not None]
    proved = any(fits(each.figure, *pair, falls(each)) for each, pair in known if each is not row[number])
    now, base = pairs[number] or known[0][1]
    return [Levels(now, base, proved, proved)]


def name(claim: Percentage) -> str:
    """What a list of names says this percentage is of: 立案数、罚没款分别增长12.7%和13.6%."""
    row = list_of(claim)
    names = names_in(claim.passage, row) if len(row) > 1 else []
    number = next(at for at, each in enumerate(row) if each.figure is claim.figure)
    return names[number] if len(names) == len(row) else ""


def list_of(claim: Percentage) -> list[Percentage]:
    """All percentages of the claim's list: 件数降50.8%、人数降64.3%."""
    memory = claim.passage.memory
    if "rows" not in memory:
        memory["rows"] = {}
        for row in _rows(claim.passage):
            memory["rows"] |= {each.figure.start: row for each in row}
    return list(memory["rows"].get(claim.figure.start) or [claim])


def _rows(passage: Passage) -> Iterator[list[Percentage]]:
    row: list[Percentage] = []
    for each in percentages(passage):
        if each.role != "growth":
            continue
        if row and NEXT.match(passage.plain[row[-1].figure.end : each.figure.start]) is None:
            yield row
            row = []
        row.append(each)
    if row:
        yield row


def _paired(passage: Passage, row: list[Percentage]) -> list[tuple[Figure, Figure] | None]:
    start, size = row[0].figure.start, len(row)
    counts = [
        each for each in passage.figures
        if start - FARTHEST < each.start and each.end <= row[-1].figure.end + FARTHEST and each.count
        and not each.vague and not each.bound and verb_of(each.head) is None and passage.plain[each.end : each.end + 1] != "/"
    ]  # fmt: skip
    before = [each for each in counts if each.end <= start and each.sentence == row[0].figure.sentence]
    after = [each for each in counts if each.start >= row[-1].figure.end]
    return (
        list[tuple[Figure, Figure] | None](steps.levels(passage, [each.figure for each in row]))
        or [*changed_rows.levels(passage, row)]
        or _in_brackets(passage, before, row)
        or _from_to(passage, before, row)
        or _by_names(passage, before, row, told_off=True)
        or _in_order(passage, before, after, row)
        or _by_names(passage, before, row)
        or [None] * size
    )


def _by_names(
    passage: Passage, before: list[Figure], row: list[Percentage], told_off: bool = False
) -> list[tuple[Figure, Figure] | None]:
    """企业2317户、个体5846户。……企业、个体分别比上年的2046户、5159户增长; 来访412批1138人次，其中……，批次和人次较上年的457批、1290人次分别下降"""
    size = len(row)
    if told_off and "其中" not in passage.plain[row[0].sentence.start : row[0].figure.start]:
        return []
    bases = before[-size:]
    names = names_in(passage, row) if len(bases) == size else []
    if len(names) != size or not all(names) or not _are_bases(passage, bases, []):
        return []
    earlier = [
        each for each in passage.figures
        if each.end < bases[0].start and each.exact and not each.compared and verb_of(each.head) is None
        and EARLIER.search(f"{each.period}{each.head}") is None
    ]  # fmt: skip
    pairs = list[tuple[Figure, Figure] | None]()
    for name, base in zip(names, bases, strict=True):
        same = [each for each in earlier if each.kind == base.kind]
        unit = PLACE.get(name) == base.unit
        if told_off and not unit:
            return []
        if unit and not all(each in PLACE for each in names):
            return []  # 集体访批次和人次: both of them
        # 批次 and 人次 name the unit only: the first of a sentence, of which the others are told off behind 其中.
        named = _first_of_all(passage, same) if unit else [each for each in same if each.head.endswith(name)]
        pairs.append((named[0], base) if len({each.value for each in named}) == 1 else None)
    return pairs


def _first_of_all(passage: Passage, counts: list[Figure]) -> list[Figure]:
    own = [each for each in counts if each.sentence == counts[-1].sentence]
    told_off = "其中" in passage.plain[own[0].end : own[-1].start] if len(own) > 1 else True
    return own[:1] if own and told_off and all(each.value <= own[0].value for each in own) else []


def _in_brackets(passage: Passage, before: list[Figure], row: list[Percentage]) -> list[tuple[Figure, Figure] | None]:
    """火灾238起（2008年265起）、死67人（73人）: each base in brackets behind its level."""
    text, pairs = passage.plain, list[tuple[Figure, Figure]]()
    for now, base in zip(before[-2 * len(row) :: 2], before[1 - 2 * len(row) :: 2], strict=False):
        bracket = BRACKET.match(text[now.end : base.start])
        if bracket is None or now.kind != base.kind or not text.startswith("）", base.end):
            return []
        pairs.append((now, base))
    if len(pairs) != len(row) or VERBS_ONLY.fullmatch(text, pairs[-1][1].end, row[0].figure.start) is None:
        return []
    named = NAMED_BRACKET.search(text, 0, row[0].figure.start) is not None
    return [*pairs] if named else []


def _from_to(passage: Passage, before: list[Figure], row: list[Percentage]) -> list[tuple[Figure, Figure] | None]:
    """由上年的26批44人次减少到19批31人次，批次、人次分别下降26.9%和29.5%: a row of levels became another."""
    size, text = len(row), passage.plain
    bases, now = before[-2 * size : -size], before[-size:]
    if size < FEWEST or len(now) < size or not _alike(bases, now):
        return []
    lead = text[max(bases[0].begins, bases[0].start - LEAD) : bases[0].start]
    became = CHANGED_TO.search(text, bases[-1].end, now[0].start)
    if became is None or became.end() != now[0].start or FROM.search(lead) is None:
        return []
    return _dealt(now, bases, names_in(passage, row), size)


def _in_order(
    passage: Passage, before: list[Figure], after: list[Figure], row: list[Percentage]
) -> list[tuple[Figure, Figure] | None]:
    size = max(len(row), FEWEST)
    for wide in (size, size + 1):
        last, earlier = before[-wide:], before[-2 * wide : -wide]
        if len(last) < wide:
            break
        if _alike(earlier, last) and _are_bases(passage, last, earlier):
            return _dealt(earlier, last, names_in(passage, row), len(row))
        behind = after[:wide]
        if _alike(last, behind) and not _are_bases(passage, last, earlier) and follow(passage, row, behind):
            return _dealt(last, behind, names_in(passage, row), len(row))
    return []


def _alike(one: list[Figure], other: list[Figure]) -> bool:
    return len(one) == len(other) and all(a.kind == b.kind for a, b in zip(one, other, strict=True))


def _are_bases(passage: Passage, counts: list[Figure], earlier: list[Figure]) -> bool:
    """上年同期197件375人; 比上年的48起、45人; 2023年为803批2471人次, of counts that are this year's"""
    first = counts[0]
    since = max([first.begins, first.start - 16])
    lead = re.split(r"[，；。（]", passage.plain[since : first.start])[-1]
    year = YEAR_IS.match(lead)
    # …，升1.8%和1.7%；2013年则为11016件、9716件，升3.2%和1.6%: the second row is told of 2013 itself.
    told = bool(earlier) and "%" in passage.plain[earlier[-1].end : first.start]
    if year is not None and earlier and not told and not earlier[0].compared:
        return not earlier[0].period.isdigit() or earlier[0].period > year["year"]
    return BEFORE.search(lead) is not None and (EARLIER.search(lead) is not None or COMPARED.search(lead) is not None)


def follow(passage: Passage, row: list[Percentage], counts: list[Figure]) -> bool:
    """……，较2014年升42.0%和43.9%；2014年受理112件、审结98件: is it said that these are the levels before?"""
    lead = passage.plain[row[-1].figure.end : counts[0].start]
    if len(lead) > 24 or re.search(r"\d%", lead):
        return False
    year = YEAR.search(passage.plain[max(0, row[0].figure.start - 24) : row[0].figure.start])
    if year is not None:
        return year[1] in lead
    return re.search(r"去年|上年|上一年|同期|上个?月|[上前]一?周|上季度", lead) is not None


def names_in(passage: Passage, row: list[Percentage]) -> list[str]:
    """What each change is said of, as far as it is said: 件数、人数分别下降, 起数降…、死亡升…"""
    text, first = passage.plain, row[0].figure.start
    listed = list(NAMES.finditer(text[max(row[0].sentence.start, first - 40) : first]))
    if listed:
        names = SPLIT.split(listed[-1]["names"])
        return names if len(names) == len(row) else []
    found = []
    for at, each in enumerate(row):
        left = (
            text[max(each.sentence.start, each.figure.start - 14) : each.figure.start]
            if not at
            else text[row[at - 1].figure.end : each.figure.start]
        )
        match = OWN_NAME.search(left) if not at else NEXT.match(left)
        found.append(match["name"] if match is not None else "")
    return found


def _dealt(now: list[Figure], base: list[Figure], names: list[str], size: int) -> list[tuple[Figure, Figure] | None]:
    """By the unit that the name tells (件数, 人数) if all names do, else by the order."""
    pairs = list(zip(now, base, strict=True))
    units = [PLACE.get(each[-2:]) for each in names]
    known = [unit is None or unit == pair[0].unit for unit, pair in zip(units, pairs, strict=False)]
    if len(units) == size == len(pairs) and None in units and any(units) and all(known):
        return [*pairs]  # 件数和金额 of 63件、247.38万元: what names its unit stands in its place
    if len(units) == size and any(units):
        chosen = [[pair for pair in pairs if pair[0].unit == unit] for unit in units]
        return [each[0] if len(each) == 1 else None for each in chosen]
    return [*pairs] if len(pairs) == size else []
