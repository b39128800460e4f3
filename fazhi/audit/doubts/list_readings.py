"""Further readings of a list and its total, each of them asked by :class:`fazhi.audit.doubts.sums.SumClaim`.

They are told by structure: by the count of things that a word names (居前三位), by a measure among counts (每万人), by a
list that goes over the whole and into one of its items.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise, product

from fazhi.audit.corroboration import printed
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.sums.forgotten_items import at_one_stroke
from fazhi.audit.text import misprints, numerals, wording
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import closed, complementary, disjoint, named_rest

PAIR, FEW = 2, 3
TAKEN_OFF = "－"
JOINED = re.compile(r"[、，][^，。；：、（）\d]{1,14}")
"""进村17场、进学校6场、进企业5场、进机关8场: of a list so joined only the last may be one of something else."""
MANY = 4
"""One, two or three too many are often the number of a small item, by chance."""
EVERY = re.compile(r"每")
MOST_MOVES = 5
FIRST_FEW = re.compile(r"[前首][两二三四五六七八九十](?!年)")
# 转派各成员单位4898件: to all of them together.
EACH = re.compile(
    r"各(?!(?:成员|有关|相关|承办|主办|责任|职能|直属|牵头|基层)?[村镇乡街县市区社类种项站所级地界方科部单])[^，。；：、\d]{0,8}$"
)
BESIDES = ("且", "并且", "而且", "同时")
PER = re.compile(r"每[万千百][^，。；：、\d]{0,8}$|[人户村件月日]均$")
TAKEN_UP, ALSO = re.compile(r"(?:后|这|该|上述)$"), re.compile(r"也|均|都|仍")
BALANCE = "期初数"
NEW, GONE = (
    re.compile(r"新?制定|出台|印发|新[增设建收立聘]|补充|增[加设]"),
    re.compile(r"废止|失效|取消|注销|退出|收回"),
)
ACCOUNT = re.compile(r"＝(\d+(?:\.\d+)?)[^，]*，与所写的(\d+(?:\.\d+)?)")
SOME, ANOTHER = re.compile(r"其中|包括|包含|中有"), re.compile(r"，另有")
CALLED = 24
"""Characters before a total that say what it is a total of."""
NEARLY_ALL = Decimal("0.08")
LEAST = 20
# 两者兼有的11个; 有1人兼具居民代表与人大代表身份; 其中11人同时是应急分队队员
SHARED = re.compile(
    r"兼[有具任属]|身兼|同时[是为属兼具]|又是|重复计|重[合叠]|(?<!职责)交叉|双重身份|两者都|均有涉及|既[是属]|既有?(?:[计列归纳]入|统计|属)[^，。；]{1,14}[、，]?[也又]"
)
REACH = 36
# 合计23人（含两位主要负责人）
BRACKETED = re.compile(
    r"（[^（）\d]{0,2}含(?P<number>\d{1,6}|[一二两三四五六七八九十]{1,3})[^，。；：、（）\d]{1,12}）"
)


def without_one(claim: Claim, items: list[Figure], total: Decimal) -> bool:
    """进村312场，每个村2场；进校园124场，…… of 686: does the list come out without one that is told of something else?

    其他70件 at the end of a list is told of nothing else: who adds up forgets the last.
    """
    items = [each for each in items if each.kind == items[0].kind]
    if named_rest(items) and items[-1].value == summed(items) - total:
        return False
    over, text = summed(items) - total, claim.passage.plain
    gaps = [JOINED.fullmatch(text, one.end, two.start) for one, two in pairwise(items)]
    if at_one_stroke(text, items, claim.last):
        return False
    # 检查293次，其中安全生产118次、……、集镇管理33次 (326): kinds of one thing, of which who adds up forgets one.
    if len(items) >= FEW and all(gaps) and disjoint(text, items):
        return False
    alike = len(items) > FEW and len({text[each.end] for each in items[:-1]}) == 1
    joined = all(gaps) and (alike or closed(items))
    asked = [claim.inside[0], *items]
    return len(items) >= FEW and any(
        two.value == over and (over >= MANY or EVERY.search(text, one.end, two.start))
        for one, two in pairwise(asked[-PAIR:] if joined else asked)
    )


def of_more_than_twice(claim: Claim, items: list[Figure], total: Decimal) -> bool:
    """学法12次，法治专题每季度安排1次，共4次: is the list more than twice its total, and the greatest item greater? The total is one of something else."""
    greatest = max(each.value for each in items)
    if TAKEN_OFF in claim.finding.message or greatest <= total or summed(items) <= PAIR * total:
        return False
    if at_one_stroke(claim.passage.plain, items, claim.last):
        return False
    return not misprints.could_be_miswritten(total, summed(items))


def begun_before(claim: Claim, items: list[Figure], total: Figure | None) -> bool:
    """林政稽查大队24人，9个林业工作站47人，自然保护地管理站8人，合计79人: does it come out with the numbers before its first item?"""
    sentence = next((each for each in claim.passage.sentences if each.start <= items[0].start < each.end), None)
    if total is None or sentence is None or total.start < items[-1].start:
        return False
    before = [each for each in sentence.figures if each.end <= items[0].start and each.kind == items[0].kind]
    before = [each for each in before if not EVERY.search(each.head)]  # 按每人1800元发放
    return any(summed([*before[-more:], *items]) == total.value for more in range(1, min(MOST_MOVES, len(before)) + 1))


def of_two_columns(claim: Claim, items: list[Figure], total: Decimal) -> bool:
    """上门申请318件，调成315件；主动介入207件，调成203件；……: is the total that of every second number?"""
    sentence = next((each for each in claim.passage.sentences if each.start <= items[0].start < each.end), None)
    if sentence is None or total < LEAST:
        return False
    row = [each for each in sentence.figures if each.kind == items[0].kind and each.start >= items[0].start]
    return any(
        summed(row[first::PAIR][:number]) == total
        for first in range(PAIR)
        for number in range(FEW, len(row) // PAIR + 1)
    )


def of_a_stock(claim: Claim, items: list[Figure], total: Figure | None) -> bool:
    """年初8件，当年新增2件，当年化解7件，年末剩余3件: is what was taken for a list the end of an account, with a number passed over?"""
    if total is None:
        return False
    if len(items) > PAIR and total.end <= items[0].start:
        return _moved(claim, items, total)
    if len(items) != PAIR:
        return False
    between = [
        each
        for each in claim.all
        if total.end <= each.start < items[-1].start and each is not items[0] and each.kind == total.kind
    ]
    return any(total.value + each.value - items[0].value == items[1].value for each in between)


def _moved(claim: Claim, items: list[Figure], total: Figure) -> bool:
    """年末41家，注销5家、新设2家，年末38家: do all but the last say that they are new or gone, and lead they from the one stock to the other?"""
    words = [claim.passage.plain[one.end : two.start] for one, two in pairwise([total, *items[:-1]])]
    signs = [-1 if GONE.search(each) else 1 if NEW.search(each) else 0 for each in words]
    moved = sum((sign * each.value for sign, each in zip(signs, items[:-1], strict=True)), total.value)
    return -1 in signs and 0 not in signs and moved == items[-1].value


def with_the_bracketed(claim: Claim, items: list[Figure], total: Figure | None) -> int:
    """9名班子成员、12名负责人述法，合计23人（含两位主要负责人）: those that a bracket behind the total tells of, if they make up what is missing."""
    told = None if total is None else BRACKETED.match(claim.passage.plain, total.end)
    if told is None or total is None:
        return 0
    more = int(told["number"]) if told["number"].isdigit() else numerals.read(told["number"]) or 0
    return more if summed(items) + more == total.value else 0


def first_few(claim: Claim, items: list[Figure], total: Decimal | None) -> bool:
    """41件、38件、35件、29件……，居前三位的社区合计114件: does the total say that it is of the first few, and is it?"""
    if total is None or not items or total < LEAST:
        return False
    text = claim.passage.plain[items[-1].end : claim.last.start]
    sums = [summed(items[:number]) for number in range(PAIR, len(items))]
    return FIRST_FEW.search(text) is not None and total in sums


def overlapping(claim: Claim, items: list[Figure]) -> bool:
    """涉及资金的29个、民生的17个，两者兼有的11个: does the text say that its items share some?"""
    if not items:
        return False
    text, end = claim.passage.plain, max(each.end for each in (*items, claim.inside[-1]))
    return SHARED.search(text, claim.inside[0].start, min(len(text), end + REACH)) is not None


def each_of(items: list[Figure]) -> bool:
    """听取司法所、执法办汇报各2次，合计4次; 在16个村各宣讲2场，另进学校4场: is one of the items told of each of several? Or, behind 且, of those before?"""
    return any(EACH.search(each.head) is not None or each.head in BESIDES for each in items)


def of_measures(items: list[Figure]) -> bool:
    """每万人25名，高于全县的22.6名: is what it begins with a measure, which no total is made of?"""
    return any(PER.search(each.head) is not None for each in items)


def told_twice(items: list[Figure], total: Decimal | None) -> bool:
    """53户，同意49户，对不同意的4户上门说明，后4户也同意: does the list come out without an item that is told a second time?"""
    again = {
        two.value
        for one, two in pairwise(items)
        if one.value == two.value and (TAKEN_UP.search(two.head) or ALSO.match(two.tail))
    }
    return any(summed(items) - each == total for each in again)


def of_a_longer_list(claim: Claim, items: list[Figure], total: Decimal | None) -> bool:
    """工程58份、3872万元；土地47份、1105万元；服务33份、946万元；其他14份、237万元。合计152份、6160万元: is what was taken for the total one of the
    items of a greater one?"""
    same = [each for each in claim.all if items and each.kind == items[0].kind]
    first = next((at for at, each in enumerate(same) if printed(each) == total and each.end <= items[0].start), None)
    if first is None:
        return False
    last = same.index(items[-1]) if items[-1] in same else len(same)
    return any(
        whole.value == summed(same[start : last + 1])
        for whole in same[last + 1 : last + 1 + PAIR]
        for start in range(max(0, first - MOST_MOVES), first + 1)
    )


def of_two_levels(items: list[Figure], before: Figure | None) -> bool:
    """安全生产6件，简易1件、普通5件；市容环境7件，简易5件、普通2件: does the list fall into totals with their own items?"""
    if before is None or len(items) <= FEW:
        return False
    head = any(summed(items[:size]) == before.value for size in range(PAIR, len(items) - 1))
    within = any(
        items[at].value == summed(items[at + 1 : at + 1 + size])
        for at in range(1, len(items) - PAIR)
        for size in range(PAIR, len(items) - at)
    )
    return head and within


def other_moves(claim: Claim, reckoned: list[Figure]) -> bool:
    """年末92项，五年净减少64项；其中2025年收回11项、新承接3项，年初为100项: do two and more of the moves make the one stock of the other,
    and belongs what is left to a longer time?"""
    if BALANCE not in claim.finding.message or not PAIR < len(reckoned) <= MOST_MOVES + PAIR:
        return False
    for opening in reckoned:
        for closing in reckoned:
            moves = [each for each in reckoned if each is not opening and each is not closing]
            if closing is opening or len(moves) <= PAIR:
                continue
            for left_out in moves:
                others = [each.value for each in moves if each is not left_out]
                if any(
                    opening.value + sum((sign * each for sign, each in zip(signs, others, strict=True)), Decimal(0))
                    == closing.value
                    for signs in product((1, -1), repeat=len(others))
                ):
                    return True
    return False


def told_before_it(claim: Claim, items: list[Figure], total: Decimal | None) -> bool:
    """年内制定1件……年初8件，失效2件，年末7件: is what is missing told in the sentence before, as new or as gone?"""
    if total is None or not items:
        return False
    signed = items[0].value - summed(items[1:])
    missing = total - signed
    before = [each for each in claim.all if each.end <= items[0].start][-FEW:]
    words = NEW if missing > 0 else GONE
    return any(
        each.kind == items[0].kind and each.value == abs(missing) and words.search(_clause(claim, each)) is not None
        for each in before
    )


def perhaps_not_all(claim: Claim, items: list[Figure], total: Figure | None) -> bool:
    """审查合同31份，其中工程类13份、采购类9份、租赁类6份: does 其中 open a list below its total that nothing ends, and is no slip plain?

    Of such lists in clean reports the last item was taken out: one in five was then called wrong, and of 149 wrong sums that are
    found one is lost by asking. A slip is plain where two figures are turned round, or one of three and more is another one.
    """
    if total is None or not items or items[0].start < total.end or summed(items) >= total.value:
        return False
    text, last = claim.passage.plain, items[-1]
    if _foremost_only(text, total, items):
        return True
    opened = SOME.search(text, total.end, items[0].start) is not None
    if not opened or named_rest(items) or ANOTHER.match(text, last.end) is not None:
        return False
    missing = total.value - summed(items)
    if missing <= max(total.value * NEARLY_ALL, Decimal(1)) and len(items) > PAIR:
        return False  # 三类共1937件，其中1246件、387件、295件: hardly anything can have been left out
    rows = [(total.value, summed(items)), *((each.value, each.value + missing) for each in items)]
    if len(items) == PAIR and complementary(items, total):
        return False
    return not any(misprints.alike(f"{one:f}", f"{right:f}") for one, right in rows)


def _foremost_only(text: str, total: Figure, items: list[Figure]) -> bool:
    """实有市场主体56628户。其中，私营企业9676户，个体工商户44530户，农民专业合作社1613户: of some things only the great kinds are told."""
    lead, listed = text[max(0, total.start - CALLED) : items[0].start], text[total.end : items[-1].end]
    known = wording.load("partitions")["foremost_only"]
    return any(re.search(each["of"], lead) and re.search(each["item"], listed) for each in known)


def of_the_level(claim: Claim, items: list[Figure], total: Decimal | None) -> bool:
    """增至168名，两年增加108名。另有190名，共计358名: was the increase taken for an item in the place of the level told before it?"""
    changes = [each for each in items if CHANGE.search(each.head) is not None]
    if total is None or len(changes) != 1:
        return False
    level = total - summed(items) + changes[0].value
    before = [each for each in claim.all if each.end <= changes[0].start and each.kind == changes[0].kind]
    return any(each.value == level for each in before[-MOST_MOVES:])


def moved_before(claim: Claim) -> bool:
    """本年制定2件……。年初11件，到期失效3件，废止1件，年末9件: is the move that the account lacks told before it, as new or as gone?"""
    told = ACCOUNT.search(claim.finding.message)
    if told is None:
        return False
    missing = Decimal(told[2]) - Decimal(told[1])
    words = NEW if missing > 0 else GONE
    begin = claim.inside[0].start
    return any(
        each.end <= begin
        and each.kind == claim.last.kind
        and each.value == abs(missing)
        and words.search(_clause(claim, each)) is not None
        for each in claim.all
    )


def _clause(claim: Claim, figure: Figure) -> str:
    text = claim.passage.plain
    return text[max(text.rfind(mark, 0, figure.start) for mark in "，。；") + 1 : figure.end]
