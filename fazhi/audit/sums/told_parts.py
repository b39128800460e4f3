"""A total and, somewhat further on, its parts, with anything said of each in between and whatever joins them.

审查立案26699件。其中委员提案25114件，…；刑事60起，多4起：双抢0起，持平；盗窃24起，多9起；诈骗36起，少4起

Held against each other late, when no reader of frames has settled anything: the sum must miss the total by one figure, and
the less the words tie the two together, the more figures and the more parts must agree. In clean text some 1,800 such lists
make up their total; nearly all that miss it by a slip are lists of which the “total” is itself an item (decision 0017).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.sums.addition import COUNTED, among_some, rounded_away, slipped
from fazhi.audit.sums.alike_sums import between, figures_alike, longest_turned, rough, shown
from fazhi.audit.sums.listing import fills_bracket, shares
from fazhi.audit.sums.named_in_total import named_in_total
from fazhi.audit.sums.told_counts import items_of, last_is_another, like, of_one_kind, sound, told_counts, unclear
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import closed, complementary, divided, opposed, pattern, pending, together
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.shared_units import from_the_total

PAIR, THREE, FOUR, FIVE, MOST = 2, 3, 4, 5, 24
LEAST = 10
LEAD = 16
AHEAD = 48
TEN = 10
HUNDRED, TENTH, HUNDREDTH = Decimal(100), Decimal("0.1"), Decimal("0.01")
OPENED = re.compile(
    r"其中|(?<!集)中(?:，|(?=[\u4e00-\u9fff]))|里，|包括|包含|含(?=[\u4e00-\u9fff])|：|^[^（）]{0,12}（[^（）]*$|，由"
)
# 较去年同期上升的乡镇有3个，持平的1个，其余10个: no increase, for all its words.
SPLIT = re.compile(r"[。；]")
# 收到26545件。其中…; …。来源上，…; …。受理的案件中，…
BEGUN = re.compile(
    r"其中|(?:[按从]|依)[^，。；：、\d]{1,14}[，：]|[^，。；：、\d]{2,12}[中上里][，：]?|[^，。；：、\d]{2,8}："
)
DIVIDED = re.compile(r"(?:按照?|从|依)[^，。；：、\d]{1,12}[，：]")
# 市容类268件、垃圾类97件; 17个行政村1个居委会: the “total” is an item itself.
AN_ITEM = re.compile(r"、[^，。；：、\d]{1,20}|(?:(?!其中|包括|含|[中里由])[^，。；：、（）\d]){1,6}")
# 公开32条，其中…; 提案15件：…; 31个省份里，…
ADJOINING = re.compile(
    r"[^，。；：、（）\d]{0,8}(?:(?:[，（][^，。；：、（）\d]{1,8}\d[\d.]*%）?)?(?:[，。；]?(?:其中|包括|包含|含)[，：]?|：)|（|(?<!集)[中里]，?)"
    r"[^，。；：、（）\d]{0,16}"
)
NO_KIND = re.compile(
    r"季度|[年月周日]|同期|累计|平均|均|超(?![员载速重限标])|余|以上|以下|先后|至|另|(?<!公)共|(?<![统设会审])计(?![划生量])|总|接收|解除|新增|净|退出|注销|转[入出]|被|占|并"
)


@dataclass(slots=True)
class ToldParts:
    """``parts`` behind a ``total``, up to the end of their sentence or their ；."""

    passage: Passage
    total: Figure
    parts: list[Figure]
    shares: list[Decimal | None]
    """The percentage printed behind each part, if one is."""
    apart: bool = False
    """Do other counts stand between the two?"""
    amount: Decimal = field(init=False)
    """The sum of the parts."""

    def __post_init__(self) -> None:
        self.amount = summed(self.parts)

    def fits(self) -> bool:
        """Do the parts make up the total, but for what was rounded away, or for the few more that 多 leaves open?"""
        if rough(self.total, self.parts):
            low, high = between(self.parts)
            return self.total.low <= high and low <= self.total.high
        return rounded_away(self.total, self.parts)

    def firm(self) -> bool:
        """Do the words leave no doubt that the list is that of the total?"""
        return self._adjoining() or self.whole() or self.proven()

    def slips(self, proven: bool = False) -> bool:
        """Is it all but certain that the parts should make up the total, which another list has ``proven`` to be right?"""
        # 财政收入14.49亿元；争取资金14.42亿元；人均收入19426元: what is less than the total was rounded by is no part of it.
        if any(0 < each.value < self.total.step for each in self.parts):
            return False
        figures = figures_alike(self.total, self.parts)
        if self.part_turned():
            return True
        if proven and self._sorted_out():
            return slipped(self.parts, self.total, PAIR)
        if figures < PAIR and (proven or self.apart) or self._open_ended() or self._uneven():
            return False
        if proven:
            return figures >= (THREE if self.shared_out() else PAIR)
        if figures < PAIR:
            return self._part_slips()
        if self.proven() or self._opened() and self._divided_again():
            return True
        if figures < FOUR and among_some(self.passage, self.total, self.parts) and not self.whole():
            return False
        if self.apart:
            return self.shared_out() or figures >= FIVE and self._opened() and self._heads() and self._nearly()
        opened, heads, whole, many = self._opened(), self._heads(), self.whole(), len(self.parts) >= THREE
        if whole and (opened or heads and self._apart()):
            return self.amount > self.total.value or self._off() >= TEN or not pending(self.parts)
        if self._of_persons() or self._column():
            return False
        if whole and many and figures >= FOUR:
            return self.amount > self.total.value or self._off() >= TEN
        if many and self._adjoining():
            return True
        if not self._nearly():
            return False
        if opened:
            return figures >= (THREE if many else FOUR)
        return figures >= (THREE if heads else FIVE) and many and self._of_kinds()

    def _part_slips(self) -> bool:
        """Is the sum hardly off, and yet by more than rounding, or is one part of a sure list miswritten?

        84.62万件：投诉66.09万件，举报18.50万件; 118所，其中小学41所、初中17所、高中（含中职）6所、幼儿园55所
        """
        nearly = LEAST < self._off() <= self.total.value * HUNDREDTH
        if nearly and self._opened() and self.whole():
            return not self._rated()
        if rough(self.total, self.parts) or not slipped(self.parts, self.total, PAIR) or self._of_persons():
            return False
        opened, whole = self._opened(), self.whole()
        if whole and (opened or self._heads() and self._apart()):
            return self.amount > self.total.value or self._off() >= TEN and not pending(self.parts)
        return len(self.parts) >= THREE and self._adjoining() and self.amount > self.total.value

    def part_turned(self) -> bool:
        """Would one part with two figures turned round make the sum right: 转派18113件，其中县区15390件、市直2103件，……流转710件?

        Open lists, that are below their total, miss it so by chance; of four figures hardly any does.
        """
        missing = self.total.value - self.amount
        many = len(self.parts) >= THREE or missing < 0 and self.whole()
        if not many or not missing or abs(missing) > self.total.value * TENTH or not self._opened():
            return False
        few, begin = FOUR if missing > 0 or self.apart else THREE, self.parts[0].start
        if longest_turned(self.total, self.parts) < few or self._open_ended() or self._uneven():
            return False
        # 村级3018件，乡镇级1147件，行业性365件。调解协议中书面2716件: the item of another list
        other = any(like(each, self.total) and self.total.end <= each.start < begin for each in self.passage.figures)
        if (
            self.apart
            and other
            and "其中" not in self.passage.plain[self.passage.plain.rfind("。", 0, begin) + 1 : begin]
        ):
            return False
        apart = self.total.sentence != self.parts[0].sentence
        return not self._of_persons() and (self._heads() if apart else missing < 0 or self._of_kinds())

    def proven(self) -> bool:
        """Do the printed shares follow from the sum of the parts, and not from the total?"""
        told = [(part, share) for part, share in zip(self.parts, self.shares, strict=True) if share is not None]
        if len(told) < PAIR or len(told) < len(self.parts) or self.total.step:
            return False

        def fitting(whole: Decimal) -> int:
            return sum(1 for part, share in told if _fits(part, share, whole))

        return fitting(self.amount) == len(told) and fitting(self.total.value) * PAIR <= len(told)

    def divides(self) -> bool:
        """Is it a list of its own: with shares that make 100 %, or announced by 按……分, and more than the total?"""
        if self.shared_out() or self._sorted_out():
            return True
        gap = SPLIT.split(self.passage.plain[self.total.end : self.parts[0].start])[-1]
        return len(self.parts) >= THREE and self.amount > self.total.value and DIVIDED.match(gap) is not None

    def _sorted_out(self) -> bool:
        """提交审核135件，其中合同88件……；审核后直接通过92件，修改后通过37件，不予通过6件: what came of each, of three kinds or more?"""
        return len(self.parts) >= THREE and not self.shared_out() and closed(self.parts, self.total)

    def explained(self, proven: bool = False) -> bool:
        """Is another count of the passage the sum, or the total with all or one of the parts? Is a part greater than the total?

        应考86人，实考84人，…83人合格，未考的2人: what is left of the 86.
        """
        total, amount = self.total, self.amount
        sums = {amount, amount + total.value, *(each.value + total.value for each in self.parts if each.value)}
        if any(each.value >= total.value for each in self.parts):
            return not (proven and slipped(self.parts, total, PAIR))
        own = {each.start for each in self.parts}
        return any(each.value in sums and like(each, total) for each in self.passage.figures if each.start not in own)

    def _adjoining(self) -> bool:
        """Does the list begin right behind its total: 公开32条，其中1条…, 提案15件：州人大2件，…?"""
        return ADJOINING.fullmatch(self.passage.plain, self.total.end, self.parts[0].start) is not None

    def _divided_again(self) -> bool:
        """其中市级24件，县级39件。从申请人看，公民52件，法人11件: do the counts of a later sentence come to the same?"""
        later: dict[int, list[Figure]] = {}
        for each in self.passage.figures:
            if each.sentence > self.parts[-1].sentence and each.kind == self.total.kind and sound(each):
                later.setdefault(each.sentence, []).append(each)
        return any(len(each) >= PAIR and summed(each) == self.amount for each in later.values())

    def _off(self) -> Decimal:
        return abs(self.total.value - self.amount)

    def _apart(self) -> bool:
        """Does the list close with more than the rest alone, 咨询…、其他…, that may be the end of a longer one?"""
        return len(self.parts) >= THREE or pattern("closing").search(self.parts[-1].head) is None

    def _nearly(self) -> bool:
        """Is the sum too great, or off by ten and more but hardly, so that no few items were left out?"""
        return (
            self.amount > self.total.value
            or TEN <= self._off() <= self.total.value * TENTH
            or misprints.swapped(*shown(self.total, self.parts))
        )

    def _of_kinds(self) -> bool:
        """Are the parts kinds of things, not stages nor periods?"""
        return not any(NO_KIND.search(each.head) or pattern("stage").search(each.head) for each in self.parts)

    def whole(self) -> bool:
        """Do names or shares say that the parts are all there is?"""
        if self.shared_out() or closed(self.parts) or closed(self.parts, self.total):
            return True
        if opposed(self.parts) or together(self.parts):
            return True
        if len(self.parts) == PAIR and complementary(self.parts, self.total):
            return True
        if named_in_total(self.passage.plain, self.total, self.parts):
            return True
        return fills_bracket(self.passage.plain, self.total, self.parts)

    def shared_out(self) -> bool:
        """Do the shares of all parts make 100 %?"""
        told = [each for each in self.shares if each is not None]
        return len(told) == len(self.parts) and abs(sum(told) - HUNDRED) <= Decimal("0.05") * (len(told) + 1)

    def _rated(self) -> bool:
        """办结3086件，维持1313件；和解759件，占24.59%；撤销413件，纠错率13.38%: are two parts what their rates make of the total?"""
        ends = [*(each.start for each in self.parts[1:]), self.parts[-1].end + LEAD]
        rated = (
            any(
                each.percent and part.end <= each.start < end and _fits(part, each.value, self.total.value)
                for each in self.passage.figures
            )
            for part, end in zip(self.parts, ends, strict=True)
        )
        return sum(rated) >= PAIR

    def _column(self) -> bool:
        """收案1803件，刑事68件，结案38件；民事925件，结案440件；…: does each ； count other things too, and lack the sum so little
        that a small kind may have been left out?"""
        if self.amount > self.total.value or self._off() >= TEN or self.whole():
            return False
        own = {each.start for each in self.parts}
        others = {each.segment for each in self.passage.figures if each.start not in own and like(each, self.total)}
        return len({each.segment for each in self.parts} & others) >= THREE

    def _of_persons(self) -> bool:
        return self.total.kind == "person" and any(
            pattern("attributes").search(f"{each.head}{each.tail}") for each in self.parts
        )

    def _uneven(self) -> bool:
        """党委会32次，其中专题研究4次；办公会26次，会前学法12次: does the first ； hold one part and another more?"""
        held = Counter(each.segment for each in self.parts)
        return held[self.parts[0].segment] == 1 and max(held.values()) > 1

    def _open_ended(self) -> bool:
        last = self.parts[-1]
        return "等" in self.passage.plain[last.end : last.end + 2] or any("等" in each.head[:2] for each in self.parts)

    def _opened(self) -> bool:
        """Do words or a mark say that the list follows?"""
        gap = self.passage.plain[self.total.end : self.parts[0].start]
        apart = SPLIT.split(gap)
        if len(apart) == 1:
            return OPENED.search(gap) is not None
        return BEGUN.match(apart[-1]) is not None and (self.apart or len(apart) == PAIR)

    def _heads(self) -> bool:
        """Is the total the first count of its unit in its sentence, or in its ；that holds the parts as well?"""
        before = [
            each
            for each in self.passage.figures
            if each.end <= self.total.start and each.sentence == self.total.sentence and like(each, self.total)
        ]
        lead = self.passage.plain[max(0, self.total.start - len(self.total.head) - LEAD) : self.total.start]
        if divided(lead.removesuffix(self.total.head)) is not None:
            return False
        if not before:
            return True
        return before[-1].segment != self.total.segment == self.parts[-1].segment


def told_parts(passage: Passage) -> Iterator[ToldParts]:
    """Every total of a passage with the parts that are told behind it, where they miss it by a slip."""
    figures, counts = passage.figures, told_counts(passage)
    for at, (number, total) in enumerate(counts[:-PAIR]):
        if total.value < LEAST or figures[number + 1].sentence > total.sentence + 1:
            continue
        following: list[Figure] = []
        for behind, each in counts[at + 1 :]:
            if behind > number + AHEAD or each.sentence > total.sentence + 1:
                break
            following.append(each)
        if sum(like(each, total) or not each.kind for each in following) < PAIR:
            continue
        ways = list(_ways(passage, number, following))
        # 来信65件，书记信箱22件，区长信箱43件。按目的分，……: the one list proves the total for the next.
        begun = {each.parts[0].start for each in ways if each.fits()}
        if begun:
            ways = [
                each for each in ways if each.parts[0].start not in begun and (each.divides() or each.part_turned())
            ]
        yield from [each for each in ways if each.slips(proven=bool(begun)) and not each.explained(bool(begun))][:1]


def _ways(passage: Passage, number: int, following: list[Figure]) -> Iterator[ToldParts]:
    """The lists behind the total of that number: that of its own sentence, or that of the next one."""
    total = passage.figures[number]
    yield from _list(passage, number, following)
    later = [each for each in following if each.sentence > total.sentence]
    if len(later) >= PAIR and passage.figures[number + 1].sentence == total.sentence:
        yield from _list(passage, number, later, apart=True)


def _list(passage: Passage, number: int, following: list[Figure], apart: bool = False) -> Iterator[ToldParts]:
    """As far as a sentence goes, and as far as its first ； goes; the first count of each ；; any beginning that fits."""
    total = passage.figures[number]
    items = list(items_of(passage, following, total))
    if len(items) >= FOUR and total.kind and not any(each.kind or "%" in each.tail for each in items):
        items = from_the_total(total, items)  # 低保8151户，各街道户数：甲961、乙1102、…
    parts = [each for each in items if like(each, total)][:MOST]
    if len(parts) < PAIR or AN_ITEM.fullmatch(passage.plain, total.end, items[0].start):
        return
    if any(not like(each, total) and passage.plain.startswith("、", each.end) for each in items):
        return  # 审核48份（含合同37份、案卷6件、文书5份）
    if unclear(passage.figures[number + 1 : number + 1 + AHEAD], total, items[0]):
        return
    if _of_another_matter(passage, total, parts):
        return
    stated = shares(passage)

    def way(chosen: list[Figure]) -> ToldParts:
        return ToldParts(passage, total, chosen, [stated.get(each.start) for each in chosen], apart)

    amount = parts[0].value
    for end in range(PAIR, len(parts) + 1):
        amount += parts[end - 1].value
        if not _in_reach(total, parts[:end], amount):
            continue
        ends = end == len(parts) or parts[end].segment != parts[0].segment == parts[end - 1].segment
        # 男性16276人，占46.6%；女性18680人，占53.4%；14岁以下2670人，占7.64%
        ends = ends or amount == total.value or parts[end - 1].start in stated and way(parts[:end]).shared_out()
        ends = ends or end == len(parts) - 1 and last_is_another(passage, parts)
        if ends and of_one_kind(parts[:end]):
            yield way(parts[:end])
    if parts[0].segment == parts[-1].segment:
        return
    for segment in sorted({each.segment for each in parts[PAIR:]} - {each.segment for each in parts[:1]}):
        group = [each for each in parts if each.segment == segment]
        if len(group) >= PAIR and _in_reach(total, group, summed(group)) and (told := way(group)).divides():
            yield told
    firsts = list({each.segment: each for each in reversed(parts)}.values())[::-1]
    if PAIR <= len(firsts) < len(parts) and _in_reach(total, firsts, summed(firsts)) and of_one_kind(firsts):
        yield way(firsts)


def _of_another_matter(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """下架食品83件。养老方面，覆盖4个社区和11个村中的8个村: does the next sentence count in another unit, and say of nothing that it is
    divided?"""
    begin = next((each.start for each in passage.sentences if each.start > total.end), None)
    if begin is None or parts[0].start < begin or any(each.unit == total.unit for each in parts):
        return False
    return BEGUN.match(passage.plain, begin) is None


def _in_reach(total: Figure, parts: list[Figure], amount: Decimal) -> bool:
    """Can the parts make up the total, or miss it by a slip? Most sums do neither, whatever the words say."""
    if total.kind not in COUNTED or any(each.step or each.more for each in (total, *parts)):
        return True
    off = abs(total.value - amount)
    return off <= total.value * HUNDREDTH or misprints.may_be_slip(off)


def _fits(part: Figure, share: Decimal, whole: Decimal) -> bool:
    exactly = 100 * part.exactly / Fraction(whole)
    return bool(rounding.fits(share, exactly))
