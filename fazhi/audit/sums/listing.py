"""Lists as an accountant reads them: a total, and somewhat further on one count for each thing it is made of, whatever
else is said of each thing in between.

投诉132件，办结121件，办结率91.67%；举报47件，办结40件；咨询783件      税收36552万元，增6.91%，占53.79%；非税31397万元，占46.21%

Such a list has no one mark that binds it. So every reading of it is tried; where one gives the total, all is well. Where
none does, the list is only held against a total that it misses by a slip of the hand, and the less the words tie the two
together, the more figures must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.sums import misses
from fazhi.audit.sums.addition import Addition, comes_out, slipped
from fazhi.audit.sums.counts import counted, is_base
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.brackets import bracket_closed, inside_bracket
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.items import SAYS_NOTHING
from fazhi.audit.text.partitions import closed, disjoint, divided, opposed, pattern, unfinished
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import percentages

AMONG = re.compile(r"其中|^[^，。；：\d]{0,8}[中里](?:，|(?=[^，。；：]))")
OPENED = re.compile(r"[^，。；：（\d]{0,10}[：（]")
# What words that announce a list hold, asked first.
ANNOUNCING, STOPS = re.compile("[分按从依源构列具次式]"), re.compile("[；。]")
WHOLE = re.compile(r"[共总]计?$|合计$|总[数量]$")
NESTED = re.compile(r"其中|(?:包括|包含|含)(?=[\u4e00-\u9fff])")
BESIDES = re.compile(r"另(?![一类])|此外|除此|同时|还")
# 同比增加12件, 多3件, 平均21件: what is said of a count and is none of the things counted.
ASIDE = re.compile(
    r"同比|环比|[比较][上去前同20]|^(?:同比|各|净)?[增减多少升降]收?$|(?:增加|增长|增幅|减少|下降|上升|净增|多收|少收)了?$"
    r"|同期|均|最|每|(?:年初|为)预算|预算数?[为的]?$|相当于|目标"
)
# 转办工单中，…; 在调处成功的纠纷中，…
SCOPE = re.compile(r"(?:在|上述|这些|全部|以上)?([^，。；：\d]{2,10}?)[中里](?:，|(?=[^，。；：]))")
NAME = 4
HUNDRED = Decimal(100)
LONGEST = 40
FARTHEST, AMID = 700, 160
VERB = re.compile(r"完成|实现|新增|开展|组织|召开|举办|印发|制定|建成")
FEWEST = 2
SHARE_FEWEST = 2
LEAD, FAR_LEAD = 16, 40
NEAR = Decimal("0.12")
OVER = Decimal("0.05")
CLOSE = Decimal("0.03")
TELLING = 50
"""Smaller sums stand before a list by chance."""
SAME_THING = 3
"""So many figures make a slip tell-tale where words tie list and total; one more where nothing does."""
STRANGERS = 4
TEN = 10
ROUND = frozenset((10, 100, 1000))
"""One figure miswritten by one."""


@dataclass(slots=True)
class Reading:
    """One way to read a list under a total."""

    total: Figure
    parts: list[Figure]
    tie: str
    """among | opened | announced | plain"""
    apart: bool
    """Does the total stand in the sentence before?"""
    complete: bool
    opposites: bool
    """Are the parts a known set of which everything is one, and do they follow their total at once?"""

    def addition(self, passage: Passage) -> Addition:
        """As the rule takes it."""
        return Addition(passage, [self.total], self.parts, "list", True)


def listings(passage: Passage) -> Iterator[Addition]:
    """For each total the reading of its list that adds up, or else the one that misses it by a slip."""
    stated = shares(passage)
    for counts in counted(passage).values():
        for number, total in enumerate(counts[:-FEWEST]):
            if total.compared or total.value <= 1:
                continue
            # Only what stands in its own sentence or the next one can be a total's list.
            if counts[number + FEWEST].sentence - total.sentence > 1:
                continue
            found = _chosen(passage.plain, _readings(passage, counts, number, stated), counts)
            if found is not None and not misses.siblings(passage.plain, total, found.parts):
                yield found.addition(passage)


def _chosen(text: str, ways: Iterator[Reading], counts: list[Figure]) -> Reading | None:
    readings = []
    for reading in ways:
        readings.append(reading)
        if comes_out(reading.total, reading.parts):
            # A sum that comes out is worth a word only where the words present a list.
            return reading if reading.tie != "plain" or reading.complete else None
    if any(_begins_with_it(each) for each in readings):
        return None
    missed = [each for each in readings if not _explained(each, counts) and _slip(text, each)]
    return missed[0] if missed else None


def _begins_with_it(reading: Reading) -> bool:
    """Do the first items make the total, so that what follows is another matter?"""
    amount = Decimal(0)
    for number, each in enumerate(reading.parts, start=1):
        amount += each.value
        if number >= FEWEST and amount == reading.total.value:
            return True
    return False


def _explained(reading: Reading, counts: list[Figure]) -> bool:
    """Is the sum printed close by as another total, of which this is the list?"""
    amount = summed(reading.parts)
    together = amount + reading.total.value
    first, last = reading.parts[0].sentence, reading.parts[-1].sentence
    if amount >= TELLING and any(
        each.value == amount and each.end <= reading.total.start and not each.compared for each in counts
    ):
        return True  # 受理1286件……办结1261件。工程领域874件……；非工程领域412件: of all that came in
    return any(
        each.value in (amount, together) and first - 2 <= each.sentence <= last + 1 and each is not reading.total
        for each in counts
    )


def _slip(text: str, reading: Reading) -> bool:
    """Does the list miss its total so narrowly, and do the words tie it so closely, that it can only be a slip?"""
    total, amount = reading.total, summed(reading.parts)
    figures = max(len(printed(total, each).rstrip("0")) for each in (total.value, amount))
    alike = misprints.alike(printed(total, total.value), printed(total, amount))
    off = abs(total.value - amount)
    if reading.complete and reading.tie != "plain":
        near = off <= max(amount * NEAR, Decimal(2) * max(total.step, Decimal(1)))
        return alike or near or off in ROUND or off <= amount and slipped(reading.parts, total)
    if reading.opposites and off <= max(amount * NEAR, Decimal(1)):
        return True
    if reading.complete:
        enough = STRANGERS if total.kind == "person" else SAME_THING
        return figures >= enough and (alike or off <= amount * CLOSE)
    if reading.tie != "plain" and amount > total.value:
        over = off <= max(amount * OVER, Decimal(1)) and total.kind != "person"
        over = over and (reading.tie == "opened" or disjoint(text, reading.parts))
        # 项目112个，过亿元的19个；开复工103个，竣工62个，27个…: the sums 122 and 211 are like it by chance
        apart = len(reading.parts) == FEWEST and reading.parts[0].segment != reading.parts[1].segment
        alike = misprints.turned(amount, total.value) if apart else alike and amount * 2 < total.value * SAME_THING
        return figures >= SAME_THING and alike or over
    if reading.tie != "plain" and _swapped_part(reading):
        return True
    if amount > total.value:
        return figures >= STRANGERS and alike
    # 有效回访246件，其中满意240件，一般5件: one may have been left out; ten less or more is no such rest.
    swapped = misprints.swapped(printed(total, total.value), printed(total, amount))
    return figures >= STRANGERS and alike and (swapped or off >= TEN * (total.step or Decimal(1)))


def _swapped_part(reading: Reading) -> bool:
    """7月12648件，8月12803件，9月10918件 of 36432件: 10981 with two figures swapped makes it right; or 13.48万 for 14.38万."""
    missing, step = reading.total.value - summed(reading.parts), reading.total.step
    foremost = len(reading.parts) == FEWEST and missing > summed(reading.parts)  # 879件，其中下水道175件、停车164件
    if foremost or any(each.step != step or each.value + missing < 0 for each in (*reading.parts, reading.total)):
        return False
    fewest = STRANGERS if step else SAME_THING  # what was rounded may be off by a step or two, and look like a slip
    rows = ((printed(each, each.value), printed(each, each.value + missing)) for each in reading.parts)
    return any(len(one) >= fewest and misprints.swapped(one, other) for one, other in rows)


def printed(total: Figure, value: Decimal) -> str:
    """The figures of ``value`` if it were printed like the total (125.95亿 → 12595)."""
    unit = total.step or Decimal(1)
    return f"{(value / unit).quantize(Decimal(1)):f}"


def _readings(passage: Passage, counts: list[Figure], number: int, shares: dict[int, Decimal]) -> Iterator[Reading]:
    """The lists that may stand under a total, the likeliest first."""
    text, total = passage.plain, counts[number]
    following = following_items(text, counts[number + 1 : number + 1 + LONGEST], total)
    first = next(following, None)
    if first is None:
        return
    apart = first.sentence != total.sentence
    tie = _tie(text, total, first)
    # 咨询类2185件，占49.99%；求助类1201件，占27.48%: one more of them.
    an_item = total.start in shares and first.start in shares
    if tie == "plain" and (an_item or not _heads(text, counts, number, first)):
        return
    items = [first, *following]
    if tie == "plain" and not _alone(counts, number) and items[-1].segment != total.segment:
        return
    items = items[: next((at for at, each in enumerate(items) if at and _new_division(text, each)), len(items))]
    if len(items) < FEWEST:
        return
    for parts, whole in _ways(items, shares):
        if len(parts) >= FEWEST and all(each.value <= total.value + total.step or tie != "plain" for each in parts):
            named = [_named(each, passage) for each in parts]
            if whole and _prove_the_total(total, parts, shares):
                whole = False
            complete = whole or tie == "announced" or closed(named) or fills_bracket(text, total, parts)
            if not whole and _open_by_shares(parts, shares):
                complete = False
            opposites = closed(named, total) or opposed(named)
            opposites = opposites and not _open_by_shares(parts, shares)
            complete = complete or opposites
            if not whole and unfinished(named) and summed(parts) < total.value:
                complete = opposites = False
            opposites = opposites and parts[-1].segment == total.segment and parts == items[: len(parts)]
            yield Reading(total, parts, tie, apart, complete, opposites)


def _new_division(text: str, figure: Figure) -> bool:
    """…；从纠纷类型看，邻里纠纷1893件: the same total is divided once more."""
    return divided(text[max(figure.begins, figure.start - FAR_LEAD) : figure.start - len(figure.head)]) is not None


def _named(figure: Figure, passage: Passage) -> Figure:
    """城市6195户12533人，3277万元: a count without a name of its own has that of the first one of its ；or clause."""
    if figure.head or figure.tail.strip("的（）"):
        return figure
    mates = [each for each in passage.figures if each.clause == figure.clause and each.end <= figure.start]
    mates = mates or [each for each in passage.figures if each.segment == figure.segment and each.end <= figure.start]
    return replace(figure, head=mates[0].head) if mates else figure


def _ways(items: list[Figure], shares: dict[int, Decimal]) -> Iterator[tuple[list[Figure], bool]]:
    """(parts, do their shares add up to 100): all with a share, the first of each ；, all up to each ；."""
    shared = _whole_by_shares([each for each in items if each.start in shares], shares)
    if shared:
        yield shared, True
    yield items, False
    firsts: dict[int, Figure] = {}
    for each in items:
        firsts.setdefault(each.segment, each)
    if len(firsts) > 1:
        yield list(firsts.values()), False
        for position in range(FEWEST, len(items)):
            if items[position].segment != items[position - 1].segment:
                yield items[:position], False


def _whole_by_shares(items: list[Figure], shares: dict[int, Decimal]) -> list[Figure]:
    """The items from the first on whose shares make 100 %."""
    amount, unit = Decimal(0), Decimal(0)
    for position, each in enumerate(items, start=1):
        amount += shares[each.start]
        unit = max(unit, Decimal(1).scaleb(_exponent(shares[each.start])))
        if position >= SHARE_FEWEST and abs(HUNDRED - amount) <= unit * (position + 1) / 2:
            return items[:position]
    return []


def fills_bracket(text: str, total: Figure, parts: list[Figure]) -> bool:
    """规章13件（新制定5件，修改4件，废止4件）: a bracket with nothing but the list; not (其中…), not kinds of persons."""
    mark = total.end + len(total.tail)
    if not text.startswith("（", mark) or total.kind == "person" or NESTED.match(text, mark + 1) is not None:
        return False
    return text.startswith("）", parts[-1].end) and "）" not in text[mark : parts[-1].end]


def _open_by_shares(parts: list[Figure], shares: dict[int, Decimal]) -> bool:
    """农村占42.2%，县城占30.8%，城市占21.3%: the shares themselves say that something is left."""
    stated = [shares[each.start] for each in parts if each.start in shares]
    return len(stated) == len(parts) and abs(HUNDRED - sum(stated)) > len(parts)


def _prove_the_total(total: Figure, parts: list[Figure], shares: dict[int, Decimal]) -> bool:
    """医院713.1万张（78.4%）、…of 910.1万张: shares of the printed total show that it is right, so the list is not all of it."""

    def fitting(low: Fraction, high: Fraction) -> int:
        return sum(
            1
            for each in parts
            if low > 0 and rounding.fits(shares[each.start], 100 * each.low / high, 100 * each.high / low)
        )

    of_total = fitting(total.low, total.high)
    of_sum = fitting(sum((each.low for each in parts), Fraction(0)), sum((each.high for each in parts), Fraction(0)))
    return of_total >= FEWEST and of_total > of_sum and summed(parts) < total.value


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def following_items(text: str, following: list[Figure], total: Figure) -> Iterator[Figure]:
    """The counts of one sentence that may be things counted, not what is said of them."""
    first: Figure | None = None
    end, skip = total.end, -1
    for each in following:
        if first is None and each.sentence - total.sentence > 1:
            return
        if first is not None and each.sentence != first.sentence:
            return
        if each.compared or each.segment == skip or _of_another_year(each, total) or ASIDE.search(each.head):
            continue
        if is_base(text, each):
            continue
        if first is None:
            first = each
        elif each.start - first.start > FARTHEST or bracket_closed(text, first.start, each.start):
            return
        elif inside_bracket(text, first.start, each.start):
            continue
        elif NESTED.search(text, max(end, each.begins), each.start):
            skip = each.segment
            continue
        elif BESIDES.match(each.head) or _next_statement(total, first, each):
            return
        end = each.end
        yield each


def _next_statement(total: Figure, first: Figure, each: Figure) -> bool:
    """完成工业总产值47.1亿元，其中规模以上40.5亿元；完成第三产业增加值7.4亿元: behind a ；with the verb of the total, it stands beside it."""
    verb = VERB.match(total.head)
    again = verb is not None and each.head.startswith(verb.group()) and not first.head.startswith(verb.group())
    return again and each.segment > first.segment


def _of_another_year(each: Figure, total: Figure) -> bool:
    """全年接件27316件，2022年为24508件: the level of another year in the sentence of the total."""
    return each.period != total.period and each.sentence == total.sentence and each.period[-4:].isdigit()


def _tie(text: str, total: Figure, first: Figure) -> str:
    gap = text[total.end : first.start]
    lead = STOPS.split(gap[-LEAD - len(first.head) :])[-1]
    if ANNOUNCING.search(lead) is not None and pattern("announced").search(lead) is not None:
        return "announced"
    if gap.startswith("：") and WHOLE.search(total.head) is not None:
        # 合计1127个：村居972个，…
        return "announced"
    among = ("中" in gap or "里" in gap) and len(gap) <= AMID and AMONG.search(gap) is not None
    if among or first.sentence > total.sentence and len(gap) <= AMID and _taken_up(text, total, gap):
        return "among"
    opened = OPENED.match(gap)
    # 13个村（社区），…。建有工作站1个: a bracket that is closed again opens no list.
    aside = opened is None or "。" in gap or opened.group().endswith("（") and "）" in gap
    return "plain" if aside else "opened"


def _taken_up(text: str, total: Figure, gap: str) -> bool:
    """…转交承办单位14824件。转办工单中，县区10937件: does the list's sentence begin with words of the total?"""
    opening = gap.rpartition("。")[2]
    match = SCOPE.match(opening)
    if match is not None:
        words, said = text[max(0, total.start - LEAD) : total.end] + total.tail, match[1]
        said = SAYS_NOTHING.sub("", said) or said  # 民事案件中讨薪112件……。刑事案件中: both are 案件
        return any(said[at : at + 2] in words for at in range(len(said) - 1))
    name = total.head.removeprefix("其中").strip("的")[-NAME:]
    return len(name) > 1 and opening.startswith(name)


def _alone(counts: list[Figure], number: int) -> bool:
    """Is it the first count of its sentence?"""
    return number == 0 or counts[number - 1].sentence != counts[number].sentence


def _heads(text: str, counts: list[Figure], number: int, first: Figure) -> bool:
    """May the total open its sentence (or its ；that holds the list as well), so that it is no item of the list itself?"""
    total = counts[number]
    inner = first.sentence != total.sentence or counts[number - 1].segment == total.segment
    if inner and not _alone(counts, number):
        return False
    lead = text[max(0, total.start - len(total.head) - LEAD) : total.start - len(total.head)]
    return "其中" not in total.head and divided(lead) is None


def shares(passage: Passage) -> dict[int, Decimal]:
    """Where counts begin that have a share of their own → the share (话务2648件（76.91%）; 投诉971件，升30.51%，占28.2%)."""
    found: dict[int, Decimal] | None = passage.memory.get("shares")
    if found is None:
        found = passage.memory["shares"] = _shares(passage)
    return found


def _shares(passage: Passage) -> dict[int, Decimal]:
    text = passage.plain
    found: dict[int, Decimal] = {}
    for claim in percentages(passage):
        if claim.role not in ("share", "other") or claim.figure.vague or claim.figure.bound:
            continue
        before = [each for each in claim.sentence.figures if each.end <= claim.figure.start and each.count]
        before = [each for each in before if not each.compared and not ASIDE.search(each.head)]
        if not before:
            continue
        gap = text[before[-1].end : claim.figure.start]
        if "；" not in gap and (claim.role == "share" or gap.endswith("（")):
            found.setdefault(before[-1].start, claim.figure.value)
    return found
