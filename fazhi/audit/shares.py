"""Shares (占…%) with the counts they speak of and the bases they may be shares of.

A base is certain when the sentence names it or begins with it, when the document has exactly one count of the name that
the share gives (占收到申请总数的), or when several shares side by side fit the same total.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit import binding, rounding
from fazhi.audit.figures import Figure
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.passages import Passage
from fazhi.audit.percentages import Percentage, percentages

FILLER = re.compile(
    r"占比?|比例|比重|相当于|总件数|总人数|总数量|总数|总量|总额|全[部年镇乡]|同期|总体|其|的|为|达到?|到|约|了|高达|均|分别|仅|数量|最高|，|数"
)
TOTAL = re.compile(
    r"共|总|受理|收到|接到|接收|收案|新收|排查|发现|办理|承办|审结|办结|调解|调处|警情|有|申请|检查|建议|提案|转派|立案"
)
DISTINCT = re.compile(r"有效|办结|审结|立案|结案|应诉|回访|满意|转办|转派|交办|同类|本地|信访总量|不满意")
SCOPE = re.compile(r"全[县市省区国]|本[县市省区]")
CLAUSE = re.compile(r"[，。；：、）（]|\d[\d,.]*[\u4e00-\u9fff]?")
SAME_DEED = re.compile(r"结案|审结|办结")
FOREMOST = re.compile(r"(?:数量)?(?:最多|居首|居首位|居第一位|最高|最少)$")
SUBJECT = re.compile(r"其中|[其约仅均]|分别|比?例?为?$")
PART_HEAD = re.compile(r"其中|从[^，]{1,6}看|^[的有为达了]+|[的有为达共]+$")
TOGETHER = re.compile(r"共|合计|总计")
LONGEST_NAME = 16
SHORTEST_NAME = 2
MOST_NAMED = 40
BESIDE = 6
"""What a count is of stands so near to it (各级信访部门共登记信访事项1246件次 is no number of 部门)."""
FARTHEST = 120
THINGS = re.compile(r"案件$|事项$|人数$|数$")
CALLED = re.compile(r"其中|全[年县市区镇乡]|共计?|合计|总计|累计|案件|事项|[的为有达]|^和")
NEAREST = 24
FIT_TOGETHER = 2
MOST = 0.6


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
    agreed: Decimal | None = None
    agreed_by: int = 0
    nearby: list[Figure] = field(default_factory=list)
    elsewhere: frozenset[Decimal] = frozenset()
    """The totals of the document of that name; not certain, for 信访总量 may count letters or persons."""

    @property
    def open(self) -> bool:
        """A share that can be computed once a base is known."""
        figure = self.claim.figure
        return self.part is not None and self.part.exact and not figure.vague and not figure.bound

    def fits(self, base: Decimal) -> frozenset[str]:
        """The roundings under which the share is that of ``base``."""
        if self.part is None or base <= 0 or self.part.value > base:
            return frozenset()
        if not self.part.exact or base != int(base):
            return frozenset()
        return rounding.fits_counts(self.claim.figure.value, int(self.part.value), int(base))


def shares(manuscript: Manuscript) -> list[Share]:
    """All shares of the document in the order of the text, each with its possible bases."""
    found: list[Share] = []
    for passage in manuscript.passages:
        plain = passage.plain
        if "占" not in plain and "比例" not in plain and "比重" not in plain and "相当于" not in plain:
            continue
        claims = [each for each in percentages(passage) if each.role == "share" and each.figure.value <= 100]
        siblings = _siblings(claims)
        here = [_share(each, siblings) for each in claims]
        _agree(manuscript, passage, here)
        found += here
    return found


def _siblings(claims: list[Percentage]) -> frozenset[int]:
    """Where the counts begin that have a share of their own right behind them."""
    if len(claims) < FIT_TOGETHER:
        return frozenset()
    found = set()
    for claim in claims:
        before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count]
        if before and claim.passage.plain[before[-1].end : claim.start].strip("，（其约") == "":
            found.add(before[-1].start)
    return frozenset(found)


def _share(claim: Percentage, siblings: frozenset[int]) -> Share:
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count]
    if claim.order:
        return _dealt_out(claim, before)
    part = _named_part(claim)
    by_name = part is not None
    if part is None and before and _directly_before(claim, before[-1]):
        part = before[-1]
    if part is None:
        return Share(claim, None)
    within = [each for each in claim.sentence.figures if claim.start < each.start and each.end <= claim.figure.start]
    if within and binding.same_unit(within[-1], part):
        return Share(claim, part, [within[-1]], inside=True)
    name = FILLER.sub("", claim.link)
    bases = [
        each for each in before
        if each is not part and binding.same_unit(each, part) and each.value > part.value and each.start not in siblings
    ]  # fmt: skip
    share = Share(claim, part, bases, name)
    if name:
        scope = SCOPE.search(name)
        named = [
            each for each in bases if names(name, each) and (scope is None or scope.group() in binding.words(each))
        ]
        general = "总" in claim.link and DISTINCT.search(name) is None and scope is None
        share.bases = named or [each for each in bases[:1] if general and TOTAL.search(each.head)]
        share.sure = general or not named or names(name, named[0], MOST)
    share.nearby = _nearby(claim, part, siblings)
    if not by_name and part is before[-1]:
        _listed(share, before)
    return share


def _directly_before(claim: Percentage, part: Figure) -> bool:
    gap = claim.passage.plain[part.end : claim.start]
    if "。" in gap or len(gap) > LONGEST_NAME:
        return False
    # 重点学生1127人，全部建档，占实测人数的…: the share says itself of what it is one.
    return gap.count("，") <= 1 or gap.count("，") == FIT_TOGETHER and "的" in claim.link


def _named_part(claim: Percentage) -> Figure | None:
    """简易程序17204件、普通程序1418件，普通程序案件占7.61%: the count that the subject of the share names."""
    text = claim.passage.plain
    clauses = CLAUSE.split(text[max(claim.sentence.start, claim.start - LONGEST_NAME) : claim.start])
    # 邻里纠纷最多，占…
    clause = clauses[-2] if len(clauses) > 1 and not clauses[-1] and FOREMOST.search(clauses[-2]) else clauses[-1]
    subject = FOREMOST.sub("", SUBJECT.sub("", clause))
    if len(subject) < 2 or any(each.isdigit() for each in subject):
        return None
    counts = [each for each in claim.passage.figures if each.end <= claim.start and each.count]
    counts = [each for each in counts if not each.vague and not each.bound]
    named = [each for each in counts if _of_name(each, subject)]
    if not named and claim.link.startswith(("比重", "相当于")):
        named = [each for each in counts if subject[:2] in each.head and each.sentence == claim.figure.sentence]
    values = {each.value for each in named}
    return named[-1] if len(values) == 1 else None


def _of_name(figure: Figure, subject: str) -> bool:
    head = PART_HEAD.sub("", figure.head)
    return len(head) >= 2 and (subject.startswith(head) or head.endswith(subject) or subject.endswith(head))


def _dealt_out(claim: Percentage, before: list[Figure]) -> Share:
    """A 138起、B 121起、C 86起，分别占33.5%、29.4%和20.9%: by position, if there are as many counts as shares."""
    run = [
        each for each in percentages(claim.passage)
        if each.role == "share" and each.order and each.sentence.start == claim.sentence.start and each.link == claim.link
    ]  # fmt: skip
    first = run[0].start
    counts = [each for each in before if each.end <= first and not TOGETHER.search(each.head)]
    kind = counts[-1].kind if counts else ""
    counts = [each for each in counts if each.kind == kind]
    parts = counts[-len(run) :]
    if len(parts) < len(run) or claim.order > len(run):
        return Share(claim, None)
    gaps = [claim.passage.plain[left.end : right.start] for left, right in pairwise(parts)]
    if any("。" in gap or "；" in gap or len(gap) > LONGEST_NAME for gap in gaps):
        return Share(claim, None)
    part = parts[claim.order - 1]
    bases = [each for each in before if each not in parts and each.kind == kind and each.value >= part.value]
    return Share(claim, part, bases)


def _nearby(claim: Percentage, part: Figure, siblings: frozenset[int]) -> list[Figure]:
    """Counts of the paragraph up to the share that might be its base; they confirm, or show a plain misprint."""
    return [
        each for each in claim.passage.figures
        if each.end <= claim.start and each.exact and binding.same_unit(each, part) and each.value > part.value
        and each.start not in siblings and not each.compared and each.sentence >= claim.figure.sentence - 2
    ]  # fmt: skip


def _listed(share: Share, before: list[Figure]) -> None:
    """Counts joined to the part by 、 may be meant with it."""
    part, text = share.part, share.claim.passage.plain
    assert part is not None
    total, following = part.value, part
    for figure in reversed(before[:-1]):
        if figure.kind != part.kind or text[figure.end : figure.end + len(figure.tail) + 1][-1:] not in "、和及":
            break
        if "，" in text[figure.end : following.start]:
            break
        total, following = total + figure.value, figure
    if following is not part:
        share.with_list, share.sure = total, False


def names(name: str, base: Figure, least: float = 0.0) -> bool:
    """Does the count stand for what the share names (占工单总量 ← 办理工单2495件)?"""
    text = binding.words(base)
    pairs = [name[position : position + 2] for position in range(max(1, len(name) - 1))]
    found = sum(1 for each in pairs if each in text)
    return found > 0 and found >= least * len(pairs)


def _agree(manuscript: Manuscript, passage: Passage, here: list[Share]) -> None:
    """Find the total that several shares of one paragraph have in common."""
    group = [each for each in here if each.open]
    if len(group) < FIT_TOGETHER:
        for each in group:
            _named_elsewhere(manuscript, each)
        return
    candidates: dict[Decimal, int] = {}
    for figure in _totals(manuscript, passage, group[0]):
        candidates[figure.value] = sum(1 for each in group if each.fits(figure.value))
    total = sum((each.part.value for each in group if each.part is not None), Decimal(0))
    candidates.setdefault(total, sum(1 for each in group if each.fits(total)))
    base = max(candidates, key=lambda value: candidates[value])
    parts = {each.part.start for each in here if each.part is not None}
    common = candidates[base] < len(group) and _common_base(group)
    for each in group:
        each.bases = [figure for figure in each.bases if figure.start not in parts or each.inside]
        if candidates[base] >= FIT_TOGETHER and each.part is not None and each.part.value <= base:
            each.agreed, each.agreed_by = base, candidates[base] - bool(each.fits(base))
            if not each.fits(base) and (common or _of_another(each, passage, base)):
                each.agreed_by = 0
        elif each.agreed is None:
            _named_elsewhere(manuscript, each)


def _of_another(share: Share, passage: Passage, base: Decimal) -> bool:
    """占部门总数的…: the share names its own total, and no count of that name has the value the others agree on."""
    if not share.name or len(share.name) < SHORTEST_NAME:
        return False
    return not any(names(share.name, each) for each in passage.figures if each.value == base)


def _common_base(group: list[Share]) -> bool:
    """Is there a whole number, printed or not, of which all shares of the group are shares?"""
    lowest, highest = Fraction(0), Fraction(10**12)
    for each in group:
        if each.part is None or each.claim.figure.value == 0:
            continue
        unit = Fraction(1, 10 ** rounding.decimals(each.claim.figure.value))
        stated = each.claim.figure.exactly
        lowest = max(lowest, 100 * each.part.exactly / (stated + unit))
        if stated > unit / 2:
            highest = min(highest, 100 * each.part.exactly / (stated - unit / 2))
    return math.ceil(lowest) <= math.floor(highest)


def _totals(manuscript: Manuscript, passage: Passage, share: Share) -> list[Figure]:
    """Counts of the unit up to and in this paragraph that may be the total."""
    assert share.part is not None
    kinds = (share.part.kind, "个") if share.part.kind in ("case", "case-time") else (share.part.kind,)
    return [each for kind in kinds for each in manuscript.totals(kind, passage.index, NEAREST)]


def _named_elsewhere(manuscript: Manuscript, share: Share) -> None:
    """占收到申请总数的…: the one count of the document that carries all characters of the name."""
    if not share.name or share.bases or share.part is None or len(share.name) < 2:
        return
    part = share.part
    called = _called(manuscript, share)
    if called is not None:
        share.bases = [called]
        return
    wanted = SAME_DEED.sub("办结", share.name)
    values = {
        figure.value
        for figure in manuscript.totals(part.kind, share.claim.passage.index, FARTHEST)
        if figure.value > part.value
        and figure.period == part.period
        and set(wanted) <= set(SAME_DEED.sub("办结", binding.words(figure)))
        and wanted[-2:] in SAME_DEED.sub("办结", f"{figure.head[-BESIDE:]}|{figure.tail[:BESIDE]}")
    }
    if len(values) == 1 and DISTINCT.search(share.name) is None:
        share.agreed, share.agreed_by = values.pop(), FIT_TOGETHER
    else:
        share.elsewhere = frozenset(values)


def _called(manuscript: Manuscript, share: Share) -> Figure | None:
    """占举报总数的… ← 举报293件; 占民事案件的… ← 民事5608件: the one count that is called so and nothing more."""
    part, wanted = share.part, THINGS.sub("", share.name)
    assert part is not None
    if len(wanted) < SHORTEST_NAME:
        return None
    here = share.claim.passage
    found = {
        figure.value: figure
        for passage, figure in _names(manuscript).get((part.kind, wanted), [])[-MOST_NAMED:]
        if (passage.index, figure.end) <= (here.index, share.claim.start)
        and figure.value > part.value
        and figure.period == part.period
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
