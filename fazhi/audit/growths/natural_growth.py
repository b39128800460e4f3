"""Births, deaths and what is left of them: 出生率12.62‰，死亡率4.29‰，自然增长率8.33‰; 出生215人，死亡149人，自然增长66人.

The third is the first less the second by definition, so whatever stands between them, and in whatever order they stand, one of
them is wrong where they do not agree. Said of one place and time each is told once; told twice, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

PER_THOUSAND = "‰"
PERSON = "person"
BORN, DIED, GROWN = "born", "died", "grown"
# 婴儿死亡率, 孕产妇死亡率 are of others.
RATES = (
    (BORN, re.compile(r"(?:^|人口|粗|[年月度省市县区镇乡])出生率(?:[为是达约]|达到)?$")),
    (DIED, re.compile(r"(?:^|人口|粗|[年月度省市县区镇乡])死亡率(?:[为是达约]|达到)?$")),
    (GROWN, re.compile(r"(?:自然增长率|自增率)(?:[为是达约]|达到)?(?P<minus>负|-)?$")),
)
COUNTS = (
    (BORN, re.compile(r"(?:^|人口|共|累计|[年月度省市县区镇乡])出生(?:人口)?(?:为|有)?$")),
    (DIED, re.compile(r"(?:^|人口|共|累计|[年月度省市县区镇乡])死亡(?:人口)?(?:为|有)?$")),
    (GROWN, re.compile(r"(?:自然增长|自然增加|净增)(?:人口)?(?:为|了)?(?P<minus>负|-)?$")),
)
# 净增 of those who moved as well.
MOVED = re.compile(r"迁[入出]|流[入出]|转[入出]")


@dataclass(slots=True)
class NaturalGrowth:
    """What was born and died, and what is printed as their difference."""

    passage: Passage
    born: Figure
    died: Figure
    grown: Figure
    minus: bool

    @property
    def left(self) -> Decimal:
        """Births less deaths."""
        return self.born.value - self.died.value

    @property
    def formula(self) -> str:
        """12.62‰－4.29‰"""
        return f"{self.born.text}－{self.died.text}"

    def comes_out(self) -> bool:
        """Is it what is printed, but for roundings?"""
        steps = [each.step or _place(each) for each in (self.born, self.died, self.grown)]
        room = sum(steps, Decimal(0)) * 2 / 3
        # 自然增长率3.30‰ of 5.43‰ and 8.72‰: a fall is often printed without its sign.
        printed = -self.grown.value if self.minus else self.grown.value
        return abs(printed - self.left) <= room or abs(printed + self.left) <= room


def natural_growths(passage: Passage) -> Iterator[NaturalGrowth]:
    """Every sentence of a passage that tells births, deaths and natural growth once each, and whose growth does not come out."""
    text = passage.plain
    if "出生" not in text or "死亡" not in text:
        return
    for sentence in passage.sentences:
        for kind, names in ((PER_THOUSAND, RATES), (PERSON, COUNTS)):
            found = _told(sentence.figures, kind, names)
            told = {what: each for what, each, _minus in found}
            if len(found) != len(names) or len(told) != len(names):
                continue
            if kind == PERSON and MOVED.search(text, sentence.start, sentence.end):
                continue
            minus = next(minus for what, _each, minus in found if what == GROWN)
            growth = NaturalGrowth(passage, told[BORN], told[DIED], told[GROWN], minus)
            if not growth.comes_out():
                yield growth


def _told(
    figures: list[Figure], kind: str, names: tuple[tuple[str, re.Pattern[str]], ...]
) -> list[tuple[str, Figure, bool]]:
    found = []
    for each in figures:
        if each.kind != kind or each.vague or each.bound or each.compared:
            continue
        for what, name in names:
            match = name.search(each.head)
            if match is not None:
                found.append((what, each, bool(match.groupdict().get("minus"))))
    return found


def _place(figure: Figure) -> Decimal:
    """The unit of the last printed place of a rate; a count of persons is whole."""
    if figure.kind == PERSON:
        return Decimal(0)
    digits = re.sub(r"[^\d.]", "", figure.text)
    return Decimal(1).scaleb(-len(digits.split(".")[1])) if "." in digits else Decimal(1)
