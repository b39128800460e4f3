"""A list and its total that do not belong together; shares of several wholes that were added up."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.corroboration import SMALLEST_TOTAL, accounts, printed
from fazhi.audit.doubts import list_readings
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.sums.forgotten_items import at_one_stroke
from fazhi.audit.sums.listing import shares
from fazhi.audit.sums.partner_columns import partnered
from fazhi.audit.text import misprints, numerals, rounding
from fazhi.audit.text.figures import Figure, summed

PAIR = 2
TENTH = 10
LONGEST = 6
FEW = 3
"""Of three numbers of one list a slip of the sign makes another account; of more, with the total behind, it hardly does."""
LEAD = 48
ADDED_TO = re.compile(r"(?:加上|连同|合并)[^，。；：\d]{0,10}$")
SO_MANY = re.compile(r"([三四五六七八九])[项类者种块][^，。；：\d]{0,4}(?:合计|共计|总计|相加)[^，。；：\d]{0,2}$")
WHOLE, NEARLY = Decimal(100), Decimal("0.15")
OTHER_YEAR = re.compile(r"[上去前]年")
TOTAL = re.compile(r"总数(\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千零〇]+)")
OPENING = re.compile(r"[年期季月]初|结转|上[年期季月][末底]")
LEFT = re.compile(r"结转|[年期季月]末|[年期]底|转入|未结|在办|留存")
AMONG = re.compile(r"其中|分别|包括|分为")
TOGETHER = re.compile(
    r"，?(?:[两二三四五六七八九]者|[两二三四五六七八九][项类])?(?:合计|共计|总计|合起来|加起来)[是为有共]?"
)
STROKE = re.compile(r"[、，][^，。；：、（）\d]{1,14}")
REST = re.compile(r"其他|其它|另|未|没有?|不|尚|余|剩")
LIST = "parts"
EACH_ONE = re.compile(r"每[个村组户名家所片]")
ASIDE = re.compile(r"[中里](?:[共又]?有)?$|每|递[增减]|平均")


class SumClaim(Claim):
    """Of a list and its total, or of shares that should make 100 %."""

    def list_of_others(self) -> bool:
        """Do a list and its total not belong together, because an account of their own bears out every number of them, or
        all but one which no slip of the hand would make the right one?"""
        # 每个网格配1名专职网格员，兼职网格员389名，专兼职合计515名
        if self.finding.rule == LIST and any(each.value == 1 and EACH_ONE.search(each.head) for each in self._items):
            return True
        if self._shared_out() or self._named_again():
            return False
        if (
            self._all_items_of_another()
            or self._made_by_the_first()
            or self._with_the_opening()
            or self._rest_of_a_greater()
        ):
            return True
        reckoned = self._reckoned()
        if self._of_several_units() or self._read_otherwise(reckoned):
            return True
        if self._at_one_stroke():
            return False
        total = self._total(reckoned)
        own = {each.start for each in reckoned}
        others = [
            account
            for account in accounts(self.passage)
            if not own.issuperset(each.start for each in account) or len(account) > FEW and account[-1] is total
        ]
        known = {each.start for account in others for each in account}
        left = [each for each in reckoned if each.start not in known]
        if len(reckoned) < PAIR:
            return False
        if not left or self._closed_by_the_last(reckoned):
            return True
        if len(left) > 1:
            return False
        sure = {each.start for account in others if account[-1].percent for each in account}
        return len(reckoned) > PAIR and _of_no_list(left[0], reckoned, self.inside, sure)

    def perhaps_not_all(self) -> bool:
        """Is it below its total a list of which 其中 need not tell all?"""
        items = sorted(self._items, key=lambda each: each.start)
        before = [each for each in self.all if items and each.end <= items[0].start]
        total = self._total(list(reversed(before)))
        if total is not None and partnered(self.passage, total, items):
            return False
        return list_readings.perhaps_not_all(self, items, total)

    def operands(self) -> tuple[list[Figure], Figure | None]:
        """The list and its total, where that stands in the paragraph."""
        return self._items, self._total(self.inside) or self._total(list(reversed(self.all)))

    def bracketed(self) -> int:
        """How many a bracket behind the total tells of, if with these the list comes out; else nothing."""
        items, total = self._items, self._total(self.inside) or self._total(list(reversed(self.all)))
        return list_readings.with_the_bracketed(self, items, total) if len(items) >= PAIR else 0

    def _read_otherwise(self, reckoned: list[Figure]) -> bool:
        items, total = sorted(self._items, key=lambda each: each.start), self._stated_total
        if total is None:  # a stock account; or 4人每人24次，合计86次, which is no list
            return list_readings.other_moves(self, reckoned)
        before = next((each for each in reversed(self.all) if items and each.end <= items[0].start), None)
        if items and self._of_no_list(items, total):
            return True
        return (
            list_readings.first_few(self, items, total)
            or list_readings.overlapping(self, items)
            or list_readings.of_the_level(self, items, total)
            or list_readings.each_of(items)
            or list_readings.of_measures(items)
            or list_readings.told_twice(items, total)
            or list_readings.of_a_longer_list(self, items, total)
            or list_readings.of_two_levels(items, before)
            or list_readings.told_before_it(self, items, total)
        )

    def _of_no_list(self, items: list[Figure], printed_total: Decimal) -> bool:
        """The readings of a list that is none: they reckon with what 4.93万 stands for, not with 4.93."""
        whole = self._total(self.inside) or self._total(list(reversed(self.all)))
        total = printed_total * items[0].scale if whole is None else whole.value
        before = self._total([each for each in reversed(self.all) if each.end <= items[0].start])
        return (
            list_readings.without_one(self, items, total)
            or list_readings.of_more_than_twice(self, items, total)
            or list_readings.begun_before(self, items, whole)
            or list_readings.of_two_columns(self, items, total)
            or list_readings.of_a_stock(self, items, before or self._total(self.all))
        )

    def _named_again(self) -> bool:
        """撤销22件，变更13件，责令履行7件，…。撤销、变更、责令履行三类合计44件: are all items called by their names right before the total? Or said to
        be so many (三项资金合计)?"""
        items = sorted(self._items, key=lambda each: each.start)
        behind = [each for each in self.all if items and each.start >= items[-1].end]
        total = self._total(behind)
        if total is None or len(items) < PAIR:
            return False
        number = SO_MANY.search(self.passage.plain, items[-1].end, total.start)
        called = [each.head for each in items if each.head]
        apart = len(set(called)) == len(called)  # 简易1件、普通5件；简易5件、普通2件. 五类合计: of the groups
        if number is not None and apart and numerals.read(number[1]) == len(items):
            return True
        said = self.passage.plain[max(items[-1].end, total.start - LEAD) : total.start]
        return all(len(each.head) >= PAIR and each.head in said for each in items)

    def _at_one_stroke(self) -> bool:
        """481件，其中村级成功402件、镇级成功97件: follow three and more items, or two under 其中, their total at once, and one another? What else
        comes out of such numbers comes out by chance."""
        items, text = sorted(self._items, key=lambda each: each.start), self.passage.plain
        if len(items) < PAIR or not all(STROKE.fullmatch(text, one.end, two.start) for one, two in pairwise(items)):
            return False
        if f"＝{summed(items):f}，" not in self.finding.message:
            return False  # 2023年的142件中有合同103件、…: with what it was added up, they are another list
        before = [each for each in self.all if each.end <= items[0].start]
        behind = [each for each in self.all if each.start >= items[-1].end]
        if before and printed(before[-1]) == self._stated_total:
            return len(items) > PAIR or AMONG.search(text, before[-1].end, items[0].start) is not None
        if behind and printed(behind[0]) == self._stated_total:
            together = TOGETHER.fullmatch(text, items[-1].end, behind[0].start) is not None
            return together or at_one_stroke(text, items, behind[0])
        return False

    def _closed_by_the_last(self, reckoned: list[Figure]) -> bool:
        """114名，45岁以下的38名，4个村各2名，加起来8名，其余106名: do the last two and more of them make the total by themselves?"""
        total = self._total(reckoned)
        parts = sorted((each for each in reckoned if each is not total), key=lambda each: each.start)
        if total is None or total.value < SMALLEST_TOTAL:
            return False
        # Without a first item of one or two, a list that is off by so much comes out by chance.
        starts = [at for at in range(1, len(parts) - 1) if summed(parts[:at]) * TENTH >= total.value]
        return any(summed(parts[at:]) == total.value for at in starts)

    def _shared_out(self) -> bool:
        """71184件中，直办37527件，占52.7%，转办33675件，占47.3%: do shares of the total that make 100 % show that the items are all of it?"""
        items, total = self._items, self._total(list(reversed(self.all)))
        told = shares(self.passage)
        if total is None or total.value <= 0 or len(items) < PAIR or any(each.start not in told for each in items):
            return False
        slack = sum((Fraction(1, 2 * 10 ** rounding.decimals(told[each.start])) for each in items), Fraction(0))
        off = summed(items) - total.value
        # 1788件，其中1443件，占80.7%，344件，占19.24%: that one was left out no share can show
        shown = off > 0 or Fraction(-off) * 100 > slack * total.exactly
        whole = shown and abs(Fraction(sum(told[each.start] for each in items)) - 100) <= slack
        return whole and all(
            rounding.fits(told[each.start], 100 * each.low / total.high, 100 * each.high / total.low) for each in items
        )

    def _made_by_the_first(self) -> bool:
        """书面206件、口头105件，书面中有38件申请了确认; 36场、…、60场，每年递增6场，合计240场: do the items make the total without the last, which
        is told as no item?"""
        items = self._items
        if len(items) <= PAIR or summed(items[:-1]) != self._stated_total:
            return False
        return ASIDE.search(self.passage.plain[items[-2].end : items[-1].start]) is not None

    def _with_the_opening(self) -> bool:
        """结转11件，新受理368件，成功360件，终止12件，年末结转7件: are the items as many more than the total as there were at the beginning,
        less what was left at the end where that is told?"""
        items, total = self._items, self._stated_total
        if total is None or not items:
            return False
        over = summed(items) - total
        before = [each for each in self.all if each.end <= self.inside[0].start and OPENING.search(each.head)]
        # 加上上年结转的12件，全年审理175件: it is in the total.
        before = [
            each
            for each in before
            if ADDED_TO.search(self.passage.plain, max(0, each.start - LEAD), each.start) is None
        ]
        left = [each for each in self.all if each.start >= self.inside[-1].end and LEFT.search(each.head)][:PAIR]
        over_all = len(items) == PAIR and over > 0 and any(each.value == over for each in before)
        return over_all or any(one.value - two.value == over for one in before for two in left)

    def _all_items_of_another(self) -> bool:
        """工作部门294件。……公安137件，市场监管78件，……，其他12件: is what was taken for the total the first item of a list that makes a count told before?"""
        items, total = sorted(self._items, key=lambda each: each.start), self._stated_total
        before = self._total([each for each in reversed(self.all) if items and each.end <= items[0].start])
        if total is None or before is None or not STROKE.fullmatch(self.passage.plain, before.end, items[0].start):
            return False
        number = next(at for at, each in enumerate(self.manuscript.passages) if each is self.passage)
        near = self.manuscript.passages[max(0, number - PAIR) : number + 1]
        told = [each for passage in near for each in passage.figures if each.count and each.kind == self.last.kind]
        own = {id(each) for each in (before, *items)}
        return any(each.value == total + summed(items) for each in told if id(each) not in own)

    def _rest_of_a_greater(self) -> bool:
        """排查426起。上述纠纷中受理调解418起，调解成功409起，……，其余8起未进入调解程序: is the rest what the total leaves of a count before it?"""
        items, total = self._items, self._stated_total
        if total is None or len(items) != PAIR or REST.search(items[-1].head) is None:
            return False
        number = next(at for at, each in enumerate(self.manuscript.passages) if each is self.passage)
        near = self.manuscript.passages[max(0, number - 1) : number + 1]
        before = [each for passage in near for each in passage.figures if each.count and each.kind == self.last.kind]
        own = {id(each) for each in items}  # 主办提案16件，协办提案3件 of 13
        return any(each.value == total + items[-1].value for each in before if id(each) not in own)

    def _of_several_units(self) -> bool:
        """谈判17次、接待21次，起草文书38份，三项服务共76次（份）: do the counts right before the total make it, one of them in another unit?"""
        total = self._total(self.inside)
        told = [each for each in self.all if not each.spelled]  # 三项服务共76次
        before = [each for each in told if total is not None and each.end <= total.start][-LONGEST:]
        rows = [before[-size:] for size in range(FEW, len(before) + 1)]
        return total is not None and any(
            summed(each) == total.value and len({one.kind for one in each}) > 1 for each in rows
        )

    @property
    def _items(self) -> list[Figure]:
        """The numbers of the list; all that is quoted where the message does not tell them again (各项合计349)."""
        listed = [each for each in self.inside if self.used(each)] or self.inside
        return [each for each in listed if printed(each) != self._stated_total]

    def _reckoned(self) -> list[Figure]:
        """The numbers of a list and its total, which may stand outside of what is quoted; none if it is nowhere in its paragraph."""
        found = [each for each in self.inside if self.used(each)]
        if self._stated_total is None or self._total(found) is not None:
            return found
        total = self._total(list(reversed(self.all)))
        return [] if total is None else [*found, total]

    @property
    def _stated_total(self) -> Decimal | None:
        match = TOTAL.search(self.finding.message)
        if match is None:
            return None
        return Decimal(match[1].replace(",", "")) if match[1][0].isdigit() else numerals.read_decimal(match[1])

    def _total(self, among: list[Figure]) -> Figure | None:
        return next((each for each in among if printed(each) == self._stated_total), None)

    def shares_of_several(self) -> bool:
        """占18.5%，上年占14.0%: are shares of several years or of several wholes added up, of which some are 100 % by themselves?"""
        text = self.passage.plain[self.inside[0].start : self.last.end]
        shares = [each.value for each in self.inside if each.percent]
        lasts = (shares[at:] for at in range(1, len(shares) - PAIR))
        whole = any(abs(sum(each) - WHOLE) <= NEARLY for each in lasts)
        return whole or OTHER_YEAR.search(text) is not None


def _of_no_list(figure: Figure, reckoned: list[Figure], inside: list[Figure], sure: set[int]) -> bool:
    """16次中有11次: is the number with which a list would come out printed beside it, or quite unlike what is printed?"""
    total = max(reckoned, key=lambda each: each.value)
    others = sum((each.value for each in reckoned if each is not total and each is not figure), Decimal(0))
    right = others if figure is total else total.value - others
    if any(each.value == right and each.kind == figure.kind for each in inside):
        return True
    if figure.step:
        right = rounding.EXACT_ENOUGH.divide_int(right, figure.step) * figure.step
    known = all(each.start in sure for each in reckoned if each is not figure)
    return known and (right <= 0 or not misprints.could_be_miswritten(figure.value, right))
