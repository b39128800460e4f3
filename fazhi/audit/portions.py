"""One share (占…%) with the count it speaks of and the bases it may be a share of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from fazhi.audit import binding, rounding
from fazhi.audit.figures import Figure
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.passages import Passage
from fazhi.audit.percentages import Percentage

DISTINCT = re.compile(r"有效|办结|审结|立案|结案|应诉|回访|满意|转办|转派|交办|同类|本地|信访总量|不满意")
SAME_DEED = re.compile(r"结案|审结|办结")
HUNDRED = 100
BRACKETS = re.compile(r"（[^（）]*）?")
SHORTEST_NAME = 2
LONGEST_NAME = 16
MOST_NAMED = 40
BESIDE = 6
"""What a count is of stands so near to it (各级信访部门共登记信访事项1246件次 is no number of 部门)."""
FARTHEST = 120
THINGS = re.compile(r"案件$|事项$|人数$|数$|工单$|诉求$|案卷$|信件$")
CALLED = re.compile(r"其中|全[年县市区镇乡]|共计?|合计|总计|累计|案件|事项|[的为有达]|^和")
MOST = 0.6
"""So much of a name must be found in the words of its total."""
FIT_TOGETHER = 2
"""So many shares that fit one total prove it."""


@dataclass(slots=True)
class Share:
    """One share. ``bases`` stand in its own sentence, the likeliest first; ``agreed`` was found by its neighbours."""

    claim: Percentage
    part: Figure | None
    bases: list[Figure] = field(default_factory=list)
    name: str = ""
    inside: bool = False
    sure: bool = True
    """Is the part certainly this one count, and the base certainly the one named?"""
    with_list: Decimal | None = None
    """The sum with the counts listed before the part (783、579、562件，占…)."""
    agreed: Figure | None = None
    agreed_by: int = 0
    together: bool = False
    """Is the part several counts that the words add (前三位…合占77%, 两项占70.7%)?"""
    distant: bool = False
    """Was the base found by its name alone, somewhere in the document?"""
    nearby: list[Figure] = field(default_factory=list)
    elsewhere: frozenset[Decimal] = frozenset()
    """The totals of the document of that name; not certain, for 信访总量 may count letters or persons."""

    @property
    def open(self) -> bool:
        """A share that can be computed once a base is known."""
        figure, part = self.claim.figure, self.part
        return part is not None and not (figure.vague or figure.bound or part.bound or part.vague and not part.more)

    @property
    def bracketed(self) -> bool:
        """Does the share stand alone in brackets?"""
        return self.claim.link == "（"

    def fits(self, base: Decimal) -> frozenset[str]:
        """The roundings under which the share is that of ``base``."""
        if self.part is None or base <= 0 or self.part.value > base and self.claim.figure.value <= HUNDRED:
            return frozenset()
        if not self.part.exact or base != int(base):
            return frozenset()
        return rounding.fits_counts(self.claim.figure.value, int(self.part.value), int(base))

    def fits_figure(self, base: Figure) -> frozenset[str]:
        """The same, where part and base may have been rounded to 万 or to a decimal."""
        if self.part is None or base.low <= 0:
            return frozenset()
        if self.part.low > base.high and self.claim.figure.value <= HUNDRED:
            return frozenset()
        if self.part.exact and base.exact:
            return self.fits(base.value)
        stated = self.claim.figure.value
        return rounding.fits(stated, 100 * self.part.low / base.high, 100 * self.part.high / base.low)


def names(name: str, base: Figure, least: float = 0.0, clause: str = "") -> bool:
    """Does the count stand for what the share names (占工单总量 ← 办理工单2495件)? ``clause``: further words before it."""
    text, name = f"{clause}|{binding.words(base)}", BRACKETS.sub("", name)
    pairs = [name[position : position + 2] for position in range(max(1, len(name) - 1))]
    found = sum(1 for each in pairs if each in text)
    return found > 0 and found >= least * len(pairs)


def named_elsewhere(manuscript: Manuscript, share: Share) -> None:
    """占收到申请总数的…: the one count of the document that carries all characters of the name."""
    if not share.name or share.bases or share.part is None or len(share.name) < 2:
        return
    part = share.part
    called = _called(manuscript, share)
    if called is not None:
        share.bases, share.distant = [called], True
        return
    wanted = SAME_DEED.sub("办结", share.name)
    found = [
        figure
        for figure in manuscript.totals(part.kind, share.claim.passage.index, FARTHEST)
        if figure.value > part.value
        and binding.same_period(share.claim.passage, figure, part)
        and set(wanted) <= set(SAME_DEED.sub("办结", binding.words(figure)))
        and wanted[-2:] in SAME_DEED.sub("办结", f"{figure.head[-BESIDE:]}|{figure.tail[:BESIDE]}")
    ]
    if len({each.value for each in found}) == 1 and DISTINCT.search(share.name) is None:
        share.agreed, share.agreed_by, share.distant = found[0], FIT_TOGETHER, True
    else:
        share.elsewhere = frozenset(each.value for each in found)


def _called(manuscript: Manuscript, share: Share) -> Figure | None:
    """占举报总数的… ← 举报293件; 占民事案件的… ← 民事5608件: the one count that is called so and nothing more."""
    part, wanted = share.part, THINGS.sub("", share.name)  # 占全部逾期工单的 ← 逾期154件
    assert part is not None
    if len(wanted) < SHORTEST_NAME:
        return None
    here = share.claim.passage
    found = {
        figure.value: figure
        for passage, figure in _names(manuscript).get((part.kind, wanted), [])[-MOST_NAMED:]
        if (passage.index, figure.end) <= (here.index, share.claim.start)
        and figure.value > part.value
        and binding.same_period(here, figure, part)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _names(manuscript: Manuscript) -> dict[tuple[str, str], list[tuple[Passage, Figure]]]:
    """Every count of the document by its unit and its bare name."""
    known: dict[tuple[str, str], list[tuple[Passage, Figure]]] | None = manuscript.memory.get("names")
    if known is None:
        known = manuscript.memory["names"] = {}
        for passage in manuscript.passages:
            for figure in passage.figures:
                if (
                    len(figure.head) >= SHORTEST_NAME
                    and figure.count
                    and not (figure.vague or figure.bound or figure.compared)
                ):
                    known.setdefault((figure.kind, CALLED.sub("", figure.head)), []).append((passage, figure))
    return known
