"""A list that misses the total before it by a slip of the hand, where no frame of words tied the two together.

Either the list stands right behind its total (:mod:`headed_lists`), or side by side stand at least three counts of one unit, each
with its own name, and somewhere before them one count that they might make up. There nothing is said where any count nearby is
their sum, or they add up to it with a neighbour; a list below the total may leave things out, so there only two figures swapped,
or a list that goes down to 其他, is believed (decision 0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise

from fazhi.audit.growths.natural_growth import PER_THOUSAND, NaturalGrowth, natural_growths
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates.shared_rests import shared_rests
from fazhi.audit.rates.shared_wholes import shared_wholes
from fazhi.audit.rules import Rule
from fazhi.audit.sums import misses
from fazhi.audit.sums.absent_rests import absent_rests
from fazhi.audit.sums.addition import Addition, comes_out, of_another_measure
from fazhi.audit.sums.balances import Balance, balances
from fazhi.audit.sums.called_whole import called_whole
from fazhi.audit.sums.closed_lists import closed_lists
from fazhi.audit.sums.closed_mixed import closed_mixed
from fazhi.audit.sums.divided_again import divided_again
from fazhi.audit.sums.divided_in_words import divided_in_words
from fazhi.audit.sums.headed_lists import SHARE, headed_lists
from fazhi.audit.sums.left_open import left_open
from fazhi.audit.sums.listing import shares
from fazhi.audit.sums.named_again import named_again
from fazhi.audit.sums.named_turns import named_turns
from fazhi.audit.sums.none_left_out import none_left_out
from fazhi.audit.sums.opened_again import opened_again
from fazhi.audit.sums.opened_lists import opened_lists
from fazhi.audit.sums.opened_pairs import opened_pairs
from fazhi.audit.sums.paired_sums import paired_sums
from fazhi.audit.sums.rated_outcomes import BASIS as OUTCOMES
from fazhi.audit.sums.rated_outcomes import rated_outcomes
from fazhi.audit.sums.rest_lists import rest_lists
from fazhi.audit.sums.several_divisions import several_divisions
from fazhi.audit.sums.summed_otherwise import left_otherwise
from fazhi.audit.sums.told_before import told_before
from fazhi.audit.sums.told_of_places import told_of_places
from fazhi.audit.sums.told_off import told_off
from fazhi.audit.sums.told_pairs import told_pairs
from fazhi.audit.sums.told_parts import ToldParts, told_parts
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, in_scale, summed
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.items import CAME_NEWLY, UNFINISHED
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

BACK = 3
"""So many paragraphs before the list its total may stand."""
FAR_BACK = 8
"""In so many a count that is the sum shows that another total is meant."""
FEWEST, LEAST, MOST, HUNDRED = 3, 10, 12, 100
CLOSE = Decimal("0.1")
"""So near to the total the sum of a list must lie that is its parts and no others'."""
SHARES = "shares_total"
JOINT = re.compile(r"[、，；和及与]{1,2}[^，。；：、（）\d]{1,14}")
MARKS = frozenset("、，；和及与")
SAME_LIST = re.compile(rf"{SHARE}[、，；][^，。；：\d]{{1,20}}")
YEAR_BEFORE = re.compile(r"[上去]年(?:同期|全年)?(?:为|是|有)?$")
# 建构筑物火灾43起，植被火灾56起，车辆火灾15起，三个乡镇火灾共111起: what is added up is named, and is none of these.
OF_PLACES = re.compile(r"[两二三四五六七八九十]个(?:乡镇|街道|[乡镇县区市村]|社区|单位|部门|地区)")
CLOSED = re.compile(r"其他|其它|其余|剩余|余下")
# 男性、党员、少数民族 are said of the same persons; 同比, 较上年 of another year.
CROSSING = re.compile(
    r"同比|环比|[比较]上|[比较]年初|增加|减少|增长|下降|去年|上年|累计|新增|平均|每|均|超|余|党员|妇女|女性|少数民族|以上|以下|首|先后|至"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such list."""
    settled = manuscript.settled(lambda each: each.kind in (Kind.SUM, Kind.REPEAT))
    for number, passage in enumerate(manuscript.passages):
        if len(passage.figures) < FEWEST:
            continue
        told: set[int] = set()
        for total, parts, start in _missed(manuscript, number, passage, settled.get(passage.index, [])):
            if _believed(passage, total, parts) and not comes_out(total, parts):
                told.add(parts[-1].end)
                yield _report(passage, parts, total, start)
        for total, parts, start in _borne_out(manuscript, number):
            # A finding on a longer list, or on one before it, says nothing of this one.
            known = {each.end - passage.base for each in settled.get(passage.index, []) if _wrong(each)}
            if parts[-1].end not in known | told and not comes_out(total, parts):
                told.add(parts[-1].end)
                yield _report(passage, parts, total, start)
        for total, parts in rated_outcomes(passage):
            if parts[-1].end in told or any(
                _wrong(each) and each.start == total.start + passage.base for each in settled.get(passage.index, [])
            ):
                continue
            yield _report(passage, parts, total, total.start, OUTCOMES)
        for balance in balances(passage):
            stock = balance.missed()
            if stock is not None:
                yield _unbalanced(balance, stock)
        for growth in natural_growths(passage):
            yield _outgrown(growth)


def _believed(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """Is nothing to be seen by which the list need not make the total?"""
    if _item_of_a_division(passage, total, parts) or _of_another_year(total) or _difference(passage, total, parts):
        return False
    if misses.beside(passage, total, parts) or total.start > parts[-1].end and OF_PLACES.search(total.head) is not None:
        return False
    newly = CAME_NEWLY.search(total.head) is not None and UNFINISHED.search(parts[-1].head) is not None
    if newly or misses.holds_the_opening(passage, total, parts) or any(each.head[:2] == "其中" for each in parts[1:]):
        return False  # 已复耕2715亩，今年新排查出480亩，其中复耕310亩
    # 线索260条，主要来自三个方面：…; 项目112个……；开复工103个，竣工62个，27个…: far too much is told of the same things
    mainly = "主要" in passage.plain[total.end : parts[0].start] and summed(parts) < total.value
    if mainly or misses.far_too_much(total, parts) or misses.made_by_the_first(total, parts):
        return False
    addition = Addition(passage, [total], parts, "list", False)
    otherwise = left_otherwise(passage, total, parts) or _shared_otherwise(passage, total, parts)
    return not (otherwise or any(of_another_measure(addition, each) for each in parts) or left_open(addition))


def _missed(
    manuscript: Manuscript, number: int, passage: Passage, settled: list[Finding]
) -> Iterator[tuple[Figure, list[Figure], int | None]]:
    """Every total that a list misses, the list, and where the finding begins if not with the list."""
    for run in _runs(passage):
        if not _of_its_own(run) and not _taken(passage, run, settled):
            total = _total(manuscript, number, passage, run)
            if total is not None:
                yield total, run, None
    for headed in headed_lists(passage):
        if not _taken(passage, headed.parts, settled) and headed.slips():
            yield headed.total, headed.parts, headed.total.start
    far = (opened_lists(manuscript, number), rest_lists(manuscript, number), divided_again(manuscript, number))
    for total, parts in chain(*far):
        if not _taken(passage, parts, settled, opened=True) and not _told(manuscript, number, parts):
            yield total, parts, None
    for total, parts in chain(called_whole(passage), divided_in_words(manuscript, number)):
        if not _taken(passage, parts, settled):
            yield total, parts, total.start
    for total, parts in chain(closed_lists(passage), closed_mixed(passage), absent_rests(passage)):
        if not _taken(passage, parts, settled) and not _told(manuscript, number, parts):
            yield total, parts, None
    for total, parts in chain(paired_sums(manuscript, number), told_off(passage), opened_pairs(passage)):
        if not _taken(passage, parts, settled) and not _told(manuscript, number, parts):
            yield total, parts, None
    for told in chain(told_parts(passage), told_before(passage), told_pairs(passage)):
        if not _taken(passage, told.parts, _of_this(told, settled)) and not _told(manuscript, number, told.parts):
            yield told.total, told.parts, min(told.total.start, told.parts[0].start)


def _borne_out(manuscript: Manuscript, number: int) -> Iterator[tuple[Figure, list[Figure], int | None]]:
    """Totals and lists that other lists of the same things bear out: what the words leave open is settled by these."""
    passage = manuscript.passages[number]
    for total, parts in named_turns(manuscript, number):
        yield total, parts, None
    for each in shared_wholes(manuscript):
        if each.passage is passage:
            yield (
                each.total,
                each.parts,
                each.total.start if each.slipped in passage.figures[: passage.figures.index(each.parts[0])] else None,
            )
    for told_in, total, parts in shared_rests(manuscript):
        if told_in is passage:
            yield total, parts, None
    lists = (opened_again(passage), named_again(passage), none_left_out(passage), told_of_places(passage))
    for total, parts in chain(*lists):
        yield total, parts, total.start
    for total, parts, slipped in several_divisions(passage):
        yield total, parts, total.start if slipped is total else None


def _shared_otherwise(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """来信17件，占30%；来访20件，占35%；……, and 75件 in another paragraph: are the shares of the list those of another whole?"""
    if total in passage.figures:
        return False
    stated = shares(passage)
    told = [(each, stated[each.start]) for each in parts if each.start in stated]
    off = [each for each, share in told if not rounding.fits(share, HUNDRED * each.exactly / total.exactly)]
    return len(told) > 1 and 2 * len(off) > len(told)


def _of_another_year(total: Figure) -> bool:
    """全年112件，上年为89件，增长25.8%。其中甲46件、乙31件、丙22件: what there was the year before has no part in this year's list."""
    return YEAR_BEFORE.search(total.head) is not None


def _difference(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """新收60件，上年结转3件。从事项看，…21件; 收到65件，不予受理2件。…: does the count right behind the total make the sum out of it?"""
    off = abs(total.value - summed(parts))
    behind = next((each for each in passage.figures if each.start >= total.end), None)
    apart = behind is not None and behind.start < parts[0].start and behind.sentence == total.sentence
    return apart and behind is not None and behind.kind == total.kind and behind.value == off


def _item_of_a_division(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """251件按结案方式分：维持102件，驳回24件，…，共33件，调解73件; 组织2487个。其中镇177个，村2216个，行业94个，…，创建了38个: is what was
    taken for the total an item of a list that comes out?"""
    same = [
        each for each in passage.figures if each.kind == total.kind and each.exact and each.start <= parts[-1].start
    ]
    at = next((number for number, each in enumerate(same) if each is total), 0)
    run = [each for each in same[at:] if each.sentence == total.sentence]
    sums = {summed(run[:end]) for end in range(FEWEST, len(run) + 1)}
    return len(run) > FEWEST and any(each.value in sums for each in same[max(0, at - MOST) : at])


def _runs(passage: Passage) -> Iterator[list[Figure]]:
    """The longest stretches of counts of one unit that stand side by side, each behind its own name."""
    run: list[Figure] = []
    for last, each in pairwise(passage.figures):
        if not (last.unit == each.unit and _joined(passage.plain, last, each) and _item(last) and _item(each)):
            if FEWEST <= len(run) <= MOST:
                yield run
            run = []
        else:
            run = [*(run or [last]), each]
    if FEWEST <= len(run) <= MOST:
        yield run


def _joined(text: str, last: Figure, figure: Figure) -> bool:
    return text[last.end : last.end + 1] in MARKS and JOINT.fullmatch(text, last.end, figure.start) is not None


def _item(figure: Figure) -> bool:
    return (
        figure.count
        and figure.exact
        and not figure.compared
        and len(figure.head) > 1
        and CROSSING.search(figure.head) is None
    )


def _taken(passage: Passage, run: list[Figure], settled: list[Finding], opened: bool = False) -> bool:
    """Was the list reckoned with?

    Not by what is right of its total and a count behind it (立案138件，来源为检查62件、举报51件、移送25件，结案131件，未结7件), nor
    where items within the list happen to be the sum of others (危险化学品21起，工贸23起，烟花爆竹9起，其他14起).
    """
    start, end = run[0].start + passage.base, run[-1].end + passage.base
    if any(each.rule == "stock" and each.start < end and start < each.end for each in settled):
        return True  # 期初58人，新入矫34人、解矫29人、迁出2人，期末61人: what came and went is no list
    over = (each for each in settled if each.start < end and start < each.end)
    # 按类别分，公共场所61件，医疗52件，…，其他9件: that the first item is the sum of two others is chance.
    over = (each for each in over if each.start != start or each.verdict is Verdict.WRONG or not opened)
    return any(_wrong(each) or (each.start > start) == (each.end > end) for each in over)


def _of_this(told: ToldParts, settled: list[Finding]) -> list[Finding]:
    """What was settled of the counts of a list; that its shares add up to 100 % settles nothing of them.

    重大火灾6起，城市4起、农村2起；较大火灾75起，农村34起、…: what begins before a sure total is of another one.
    """
    base = told.passage.base
    start = told.total.start + base if told.firm() else 0

    def of_this(each: Finding) -> bool:
        # 州政协3件（主办2、会办1）: what a single part is made of settles nothing of the list.
        held = sum(1 for part in told.parts if each.start <= part.start + base < each.end)
        # 按目的分，控告1件、求决67件、建议7件；按类型分，…: what begins within a sure list and ends behind it is chance.
        if told.divides() and told.parts[0].start + base < each.start and each.end > told.parts[-1].end + base:
            return False
        return each.rule != SHARES and each.start >= start and held > 1

    return [each for each in settled if _wrong(each) or of_this(each)]


def _wrong(finding: Finding) -> bool:
    return finding.verdict is Verdict.WRONG


def _total(manuscript: Manuscript, number: int, passage: Passage, run: list[Figure]) -> Figure | None:
    """The one count before the list that it must have made up."""
    amount, most = summed(run), max(each.value for each in run)
    before = [each for each in passage.figures if each.end <= run[0].start][::-1]
    for earlier in reversed(manuscript.passages[max(0, number - BACK) : number]):
        before += earlier.figures[::-1]
    behind = [each for each in passage.figures if each.start >= run[-1].end]
    counts = [each for each in (*before, *behind) if each.kind == run[0].kind and each.count]
    sums = {amount, amount - run[0].value, amount - run[-1].value}
    if any(each.value in sums for each in counts):
        return None
    total = _nearest(passage, run, before)
    if total is None or total.value <= most or total.value < LEAST:
        return None
    return total if abs(total.value - amount) <= CLOSE * total.value and _proven(run, total, amount) else None


def _nearest(passage: Passage, run: list[Figure], before: list[Figure]) -> Figure | None:
    """The last count of the unit before the list; nothing where the list itself may have begun with it."""
    last = next((each for each in before if each.kind == run[0].kind and each.count), None)
    if last is None or not last.exact or last.compared or last.period != run[0].period and past(last):
        return None
    if all(each is not last for each in passage.figures):
        return last
    # 医疗机构412户，用人单位（职业卫生）147户，学校57户: an item of the list, of which a bracket hid the beginning.
    earlier = next((each for each in before[before.index(last) + 1 :] if not each.percent), None)
    item = (
        earlier is not None
        and earlier.unit == last.unit
        and SAME_LIST.fullmatch(passage.plain, earlier.end, last.start)
    )
    return None if item or "、" in passage.plain[last.end : run[0].start] else last


def _told(manuscript: Manuscript, number: int, parts: list[Figure]) -> bool:
    """Does one of the paragraphs before give what the parts come to?"""
    amount, kind = summed(parts), parts[0].kind
    before = manuscript.passages[max(0, number - FAR_BACK) : number]
    return any(each.kind == kind and each.value == amount for passage in before for each in passage.figures)


def _of_its_own(run: list[Figure]) -> bool:
    """评查80件，优秀52件、良好23件、合格5件: one of the counts is the sum of others beside it."""
    values = [each.value for each in run]
    return any(
        sum(values[start:end]) in (*values[:start], *values[end:])
        for start in range(len(values))
        for end in range(start + 2, len(values) + 1)
    )


def _proven(run: list[Figure], total: Figure, amount: Decimal) -> bool:
    missing = total.value - amount
    swapped = misprints.swapped(f"{total.value:f}", f"{amount:f}") or any(
        misprints.swapped(f"{each.value:f}", f"{each.value + missing:f}") for each in run if each.value + missing > 0
    )
    return swapped or amount > total.value or CLOSED.search(run[-1].head) is not None


def _report(
    passage: Passage, run: list[Figure], total: Figure, start: int | None = None, basis: str = "分项之和＝总数"
) -> Finding:
    amount = summed(run)
    formula = "＋".join(in_scale(each.value, each) for each in run)
    where = "后面" if total in passage.figures and total.start > run[-1].start else "前文"
    return finding(
        passage,
        (run[0].start - len(run[0].head) if start is None else start, run[-1].end),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="misadded",
        message=f"分项{formula}＝{in_scale(amount, total)}，与{where}总数{total.text}不符。",
        stated=total.text,
        computed=amount,
        basis=basis,
    )


def _unbalanced(balance: Balance, stock: Figure) -> Finding:
    figures = [stock, balance.opening, *(each for _sign, each in balance.moves)]
    computed = in_scale(balance.left, stock)
    return finding(
        balance.passage,
        (min(each.start for each in figures), max(each.end for each in figures)),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="misadded",
        message=f"期初数加增减数{balance.formula}＝{computed}，与现有数{stock.text}不符。",
        stated=stock.text,
        computed=balance.left,
        basis="期初数＋增加数－减少数＝期末数",
    )


def _outgrown(growth: NaturalGrowth) -> Finding:
    figures = (growth.born, growth.died, growth.grown)
    unit = growth.grown.unit
    computed = f"{growth.left:f}{unit}" if unit == PER_THOUSAND else in_scale(growth.left, growth.grown)
    return finding(
        growth.passage,
        (min(each.start for each in figures), max(each.end for each in figures)),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="misadded",
        message=f"出生减死亡{growth.formula}＝{computed}，与自然增长{growth.grown.text}不符。",
        stated=growth.grown.text,
        computed=growth.left,
        basis="出生－死亡＝自然增长",
    )


RULE = Rule(
    id="misadded",
    title="并列各项与前文的总数",
    source="分项之和＝总数",
    why="总数写在前一句或前一段，改了一项没有重加。",
    wrong="全年排查732起。婚姻家庭283起、邻里329起、其他102起",
    right="全年排查732起。婚姻家庭283起、邻里329起、其他120起",
    check=check,
    late=True,
)
