"""What is told of the three sectors of an economy by turns, and what it has to come to.

一产下降1.1个百分点，二产上升1.7个百分点，三产下降0.6个百分点: shares of one whole, so the changes make nought;
对GDP的贡献率分别为28%、20%、52%: they make a hundred; 分别拉动增长2.7、2.0、5.1个百分点: they make the growth of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.text import rounding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.ratios import MARK, PART, parts_of

NUMBERS = "一二三"
NAMES = r"(?P<names>第?[一二三](?:次)?(?:产业?)?(?:增加值)?(?:[、，和]?第?[二三](?:次)?(?:产业?)?(?:增加值)?){0,2})(?<=[产业值])"
UP, DOWN = "上升|提高|提升|增加|增长|扩大|回升", "下降|回落|降低|减少|下滑|收窄"
VALUE = rf"(?:{UP}|{DOWN})?了?-?\d+(?:\.\d+)?(?:个百分点|%)?"
VALUES = rf"(?P<values>{VALUE}(?:[、，和]{VALUE}){{0,2}})"
CHANGE = re.compile(
    rf"{NAMES}(?P<words>(?:所?占[^，。；\d]{{0,12}}|增加值)?(?:的?比重|占比)?(?:比上年|较上年)?(?:分别|依次)?)"
    rf"(?P<way>{UP}|{DOWN})了?{VALUES}(?<=百分点)"
)
BORNE = re.compile(
    rf"{NAMES}(?P<words>[^。；\d]{{0,24}}?(?:贡献率|拉动)[^。；\d]{{0,16}}?(?:分别|依次)?[为是达长]?到?){VALUES}(?=个?百分点|[，。；）%]|$)"
)
# 第一、二、三产业分别拉动……，对GDP的贡献率分别为28%、20%、52%
AT_ONCE = re.compile(
    rf"(?:第?三(?:次)?产业[^。；]{{0,60}}?，|三次产业)(?P<what>(?:对[^，。；\d]{{1,12}})?的?贡献率(?:分别|依次)[为是]){VALUES}"
)
OTHER = re.compile(r"增速|增幅|拉动|贡献|投资|税收|就业|用电")
EACH = re.compile(rf"(?P<way>{UP}|{DOWN})?了?(?P<number>-?\d+(?:\.\d+)?)")
STRUCTURE = re.compile(r"(?:结构|比重|比例|占比|构成)[^。；]{0,40}$")
RATIO = rf"{PART}(?:{MARK}{PART}){{2}}"
MOVED = re.compile(
    rf"由[^，。；:：∶]{{0,12}}?(?P<old>{RATIO})(?:优化|调整|演变|转变|变|改变)*[为到至成](?P<new>{RATIO})[，。；]"
)
GROWN = re.compile(r"(?:生产总值|GDP)[^。；]{0,60}?增长(\d+(?:\.\d+)?)%")
BACK, FAR = 120, 1000


@dataclass(frozen=True, slots=True)
class Told:
    """The values of the three sectors in their order, and where they stand in the plain text."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    word: str

    @property
    def total(self) -> Decimal:
        """What they come to."""
        return sum(self.values, Decimal(0))

    @property
    def slack(self) -> Decimal:
        """How far rounding alone can take their total from what it should be: half a place each."""
        return sum((rounding.place(each) for each in self.values), Decimal(0)) / 2


def moves(passage: Passage) -> Iterator[Told]:
    """The changes of the shares of all three sectors, in one row."""
    if "百分点" not in passage.plain or "产" not in passage.plain:
        return
    found = [each for each in CHANGE.finditer(passage.plain) if OTHER.search(each["words"]) is None]
    for row in _rows(found, _signed):
        lead = passage.plain[max(0, row.start - BACK) : row.start]
        said = passage.plain[row.start : row.end]
        if (
            "比重" in said
            or "占" in said
            or STRUCTURE.search(lead.rsplit("。", 1)[-1]) is not None
            or MOVED.search(lead)
        ):
            yield row


def old_and_new(passage: Passage, before: int) -> tuple[list[Decimal], list[Decimal]] | None:
    """三次产业结构由34.35:16.86:48.79调整为33.22:18.56:48.22: the two ratios of the sentence right before."""
    found = list(MOVED.finditer(passage.plain, max(0, before - BACK), before))
    if not found:
        return None
    return parts_of(found[-1]["old"]), parts_of(found[-1]["new"])


def borne(passage: Passage) -> Iterator[Told]:
    """What each of the three sectors contributes to the growth of the whole: in per cent of it, or in points."""
    if "贡献率" not in passage.plain and "拉动" not in passage.plain or "产" not in passage.plain:
        return
    for word in ("贡献率", "拉动"):
        found = [each for each in BORNE.finditer(passage.plain) if word in each["words"]]
        for row in _rows(found, _plain):
            yield Told(row.start, row.end, row.values, word)
    for match in AT_ONCE.finditer(passage.plain):
        values = _plain(match)
        if len(values) == len(NUMBERS):
            yield Told(match.start("what"), match.end(), tuple(values), "贡献率")


def growth_before(passage: Passage, before: int) -> Decimal | None:
    """The growth of the gross product that is told last before a place."""
    found = list(GROWN.finditer(passage.plain, max(0, before - FAR), before))
    return Decimal(found[-1][1]) if found else None


def _plain(match: re.Match[str]) -> list[Decimal]:
    return [Decimal(each["number"]) for each in EACH.finditer(match["values"])]


def _signed(match: re.Match[str]) -> list[Decimal]:
    way: str = match["way"]
    values: list[Decimal] = []
    for each in EACH.finditer(match["values"]):
        way = each["way"] or way
        number = Decimal(each["number"])
        values.append(number if re.fullmatch(UP, way) else -number)
    return values


def _rows(found: list[re.Match[str]], read: Callable[[re.Match[str]], list[Decimal]]) -> Iterator[Told]:
    """Matches one behind the other that tell of the first, the second and the third sector."""
    names, start = "", 0
    values: list[Decimal] = []
    for match in found:
        own, told = "".join(each for each in match["names"] if each in NUMBERS), read(match)
        if own.startswith(NUMBERS[0]):
            names, values, start = "", [], match.start()
        names, values = names + own, [*values, *told]
        if len(own) != len(told) or not NUMBERS.startswith(names) or not names:
            names, values = "", []
        elif names == NUMBERS:
            yield Told(start, match.end(), tuple(values), "")
            names, values = "", []
