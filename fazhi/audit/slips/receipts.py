"""What a finding reckoned with, read back from its message, to see whether it would come out if one of the figures were another.

Every message shows its arithmetic (按908件÷5824件应为15.6%; 分项12＋4＝16，与总数17件不符; 31场与27场相差4，文中写7场): it is the receipt that the
reader gets, and the only thing that all the rules have in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv

from fazhi.audit.model import Finding
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import SCALES, Figure

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
TERM = rf"[（(]*{NUMBER}[^\d＋－×÷＝，。（）()]{{0,6}}[）)]*"
RECKONED = re.compile(
    rf"{TERM}(?:[＋－×÷]{TERM})+|(?P<more>{NUMBER}[^\d，。]{{1,5}})与(?P<less>{NUMBER}[^\d，。]{{1,5}})相差"
)
OTHER_UNIT = re.compile(r"（[^\d（）]{1,4}）")
"""件（批）: the other name of a unit."""
TOKEN = re.compile(rf"(?P<number>{NUMBER})(?P<scale>[万亿])?(?P<unit>[\u4e00-\u9fff]{{0,4}})|(?P<sign>[＋－×÷（）()])")
STATED = re.compile(rf"(?P<number>{NUMBER})(?P<scale>[万亿])?(?P<unit>.*)")
SUMS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {"＋": add, "－": sub}
PRODUCTS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {"×": mul, "÷": truediv}
OPEN, CLOSED = "（(", "）)"
RESULT_CLOSED = re.compile(rf"＝{NUMBER}[^，。（）()]{{0,6}}[）)]")
PERCENTAGES = ("%", "％")
DUE = "应为"
FEWEST = 30
"""Of fewer there are quarters and thirds, which are printed for many reasons."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the account, in single units, and the unit printed behind it, if any."""

    value: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """An account and what is printed for its result."""

    account: tuple[Number | str, ...]
    printed: Decimal
    scale: int
    unit: str

    @property
    def exact(self) -> bool:
        """Only added and taken off, so that each number follows from the others."""
        return not self._percent and "÷" not in self.account

    def same_as(self, other: Receipt) -> bool:
        """Is it the same account, told by another rule?"""
        return self.values == other.values

    @property
    def values(self) -> list[Fraction]:
        """Its numbers and its result, in order of size."""
        return sorted(each.value for each in (*self.account, self._result) if isinstance(each, Number))

    @property
    def comes_out(self) -> bool:
        """Is it right as printed?"""
        return self._fits(self.account, self.printed)

    @property
    def point_moved(self) -> Decimal | None:
        """21.4万元 for 2.14万元: what is printed with its point in another place, where it would be right so."""
        return None if self.comes_out else misprints.point_back(self.printed, self._value_of(self.account))

    def names(self, figure: Figure) -> bool:
        """Does it reckon with a figure, or for one?"""
        return any(_is(each, figure) for each in (*self.account, self._result))

    def reckons_with(self, value: Decimal) -> bool:
        """Does a number of it have that value?"""
        return any(isinstance(each, Number) and each.value == value for each in self.account)

    @property
    def numbers(self) -> list[tuple[Decimal, str]]:
        """What is reckoned with, each with its unit."""
        return [(rounding.decimal(each.value), each.unit) for each in self.account if isinstance(each, Number)]

    def holds(self, figure: Figure, due: Decimal) -> bool:
        """Would it come out if ``due`` stood in the place of ``figure``?"""
        account = tuple(Number(Fraction(due), "") if _is(each, figure) else each for each in self.account)
        return self._fits(account, due / self.scale if _is(self._result, figure) else self.printed)

    def comes_out_with(self, due: Decimal, unit: str) -> bool:
        """Would it come out if ``due`` stood in the place of any one of its numbers of that unit?"""
        new = Number(Fraction(due), unit)
        return any(
            self._fits((*self.account[:at], new, *self.account[at + 1 :]), self.printed)
            for at, each in enumerate(self.account)
            if isinstance(each, Number) and each.unit in ("", unit)
        )

    @property
    def amount(self) -> Decimal:
        """What the account comes to."""
        return rounding.decimal(abs(_value(self.account)))

    def slips(self) -> Iterator[tuple[Decimal, Decimal]]:
        """(number, what it must be for the account to come out): of the result, and of sums also of each number reckoned with."""
        result = self.amount * (100 if self._percent else 1) / self.scale
        unit = rounding.place(self.printed)
        for how in (ROUND_HALF_UP, ROUND_DOWN):
            yield self.printed, result.quantize(unit, how, rounding.EXACT_ENOUGH)
        for at, each in enumerate(self.account if self.exact else ()):
            if isinstance(each, Number):
                due = self._due_at(at, each.value)
                if due is not None and due > 0:
                    yield rounding.decimal(each.value), due

    def due(self, figure: Figure) -> Decimal | None:
        """What a figure must be for the account to come out, where it is only added or taken off."""
        if _is(self._result, figure):
            return self.amount
        at = next((at for at, each in enumerate(self.account) if _is(each, figure)), None)
        return None if at is None else self._due_at(at, figure.exactly)

    def _due_at(self, at: int, told: Fraction) -> Decimal | None:
        """What the number in one place of a sum must be."""
        value, target = _value(self.account), Fraction(self.printed) * self.scale
        one_more = Number(told + 1, "")
        slope = _value((*self.account[:at], one_more, *self.account[at + 1 :])) - value
        return rounding.decimal(told + ((target if value >= 0 else -target) - value) / slope) if slope else None

    def due_part(self, by_chance: int) -> Decimal | None:
        """Of a part and its whole: the only whole part that makes the printed percentage, if not one percentage in so many is made by any."""
        match self.account:
            case Number(value=part), "÷", Number(value=whole) if (
                self._percent and FEWEST <= whole <= self._places / by_chance
            ):
                near = range(max(0, int(self.printed * int(whole) / 100) - 1), int(self.printed * int(whole) / 100) + 3)
                made = [each for each in near if rounding.fits(self.printed, each / whole * 100)]
                return Decimal(made[0]) if len(made) == 1 and made[0] != part else None
        return None

    @property
    def _places(self) -> int:
        """How many percentages can be printed to so many places."""
        return int(100 / rounding.place(self.printed))

    @property
    def _percent(self) -> bool:
        return self.unit.endswith(PERCENTAGES)

    @property
    def _result(self) -> Number:
        return Number(Fraction(self.printed) * self.scale, self.unit or PERCENTAGES[0])

    def _fits(self, account: tuple[Number | str, ...], printed: Decimal) -> bool:
        try:
            return bool(rounding.fits(printed, self._value_of(account)))
        except ZeroDivisionError:
            return False

    def _value_of(self, account: tuple[Number | str, ...]) -> Fraction:
        """What an account comes to, in the scale of what is printed."""
        return abs(_value(account)) * (100 if self._percent else 1) / self.scale


def read(finding: Finding) -> Receipt | None:
    """The account of a finding, if its message shows one."""
    printed = STATED.fullmatch(finding.stated)
    reckoned = RECKONED.search(OTHER_UNIT.sub("", finding.message))
    if printed is None or reckoned is None:
        return None
    account = f"{reckoned['more']}－{reckoned['less']}" if reckoned["more"] else _bare(reckoned)
    if sum(map(account.count, OPEN)) != sum(map(account.count, CLOSED)):
        return None
    told, scale = tuple(_tokens(account)), SCALES.get(printed["scale"], 1)
    try:
        _value(told)
    except (StopIteration, ValueError, ZeroDivisionError):
        return None
    return Receipt(told, Decimal(printed["number"].replace(",", "")), scale, printed["unit"])


def shown(finding: Finding) -> str:
    """The account itself, as the message of a finding shows it."""
    reckoned = RECKONED.search(finding.message)
    return "" if reckoned is None else _bare(reckoned).removesuffix(DUE)


def _bare(reckoned: re.Match[str]) -> str:
    """Without the bracket that opens before it and closes behind its result: 与文中两数（163辆次÷4862辆次＝3.4%）不符."""
    account, behind = reckoned[0], reckoned.string[reckoned.end() :]
    opened = account[0] in OPEN and sum(map(account.count, OPEN)) == sum(map(account.count, CLOSED)) + 1
    return account[1:] if opened and RESULT_CLOSED.match(behind) is not None else account


def _tokens(text: str) -> Iterator[Number | str]:
    for match in TOKEN.finditer(text):
        if match["sign"]:
            yield match["sign"]
        else:
            yield Number(Fraction(match["number"].replace(",", "")) * SCALES.get(match["scale"], 1), match["unit"])


def _is(told: Number | str, figure: Figure) -> bool:
    return isinstance(told, Number) and told.value == figure.exactly and told.unit in ("", figure.unit)


def _value(account: tuple[Number | str, ...]) -> Fraction:
    """The result, products before sums, as it is written: brackets around sums only. ``ValueError`` where a sign stands out of place."""
    value, sign = _sum(iter([*account, ""]))
    if sign:
        raise ValueError(sign)
    return value


def _sum(rest: Iterator[Number | str]) -> tuple[Fraction, Number | str]:
    value, sign = _product(rest)
    while sign in SUMS:
        behind, after = _product(rest)
        value, sign = SUMS[str(sign)](value, behind), after
    return value, sign


def _product(rest: Iterator[Number | str]) -> tuple[Fraction, Number | str]:
    value, sign = _factor(rest), next(rest)
    while sign in PRODUCTS:
        value, sign = PRODUCTS[str(sign)](value, _factor(rest)), next(rest)
    return value, sign


def _factor(rest: Iterator[Number | str]) -> Fraction:
    told = next(rest)
    return told.value if isinstance(told, Number) else _sum(rest)[0]
