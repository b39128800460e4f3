"""A rate or share that no other rule could bind, and that is the value of counts nearby but for a slip of the hand.

Two figures swapped, or one of four wrong, hardly ever happen by chance: of a thousand numbers of three figures two or three are
so like another. So the words are asked for little here, only that the part stands beside the rate and the whole before it.
Before that every reading is tried: if any two counts of the stretch give the printed figure, nothing is said (decision 0016).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import binding, common_bases, not_told, own_operands, rounded_slips, swapped
from fazhi.audit.rates.stated_bases import ADJACENT
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding, wording
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.countable import countable, with_earlier
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, percentages

ROLES = frozenset(("rate", "share"))
BACK = 8
"""So many paragraphs before the rate its whole may stand: the items of one part."""
LINES = 3
"""So many paragraphs before and behind it are lines of its list."""
MOST = 60
"""So many counts are tried."""
PARTS = 3
"""So many counts right before the rate may be its part."""
RUN = 8
"""So many counts before the rate may make it together."""
FEWEST = 3
NEXT_TO = 4
HUNDRED = 100
BOTH = 2
# 分娩1652人，同比减少222人。其中剖宫产率48.2%: by how many they became fewer is no part of them.
GROWN = re.compile(rf"(?:同比|环比|[比较][^，。；、\d]{{2,8}}){CHANGE.pattern}")
MARK = re.compile(r"[，。；：、（）]")
MEASURES = (
    (re.compile(r"金额[\u4e00-\u9fff]{0,4}$"), frozenset(("元",))),
    (re.compile(r"场次[\u4e00-\u9fff]{0,4}$"), frozenset(("session", "time"))),
)
"""What a share says that it is one of, and the kinds of count that are so measured."""
MATTERS = frozenset(("case", "case-time", "batch", "time", "person-time"))
"""来访574批次，占信访总量2146件次: so counted, matters are set against one another."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and the whole that it may be of."""

    part: Figure
    whole: Figure


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such rate."""
    settled = {
        (each.paragraph, each.end) for each in manuscript.found if each.verdict.settled and each.kind is Kind.RATE
    }
    for number, passage in enumerate(manuscript.passages):
        if "%" not in passage.plain:
            continue
        for claim in percentages(passage):
            if claim.role in ROLES and _exact(claim) and not _settled(claim, settled):
                pair = _slip(manuscript, number, claim) or _rounded(manuscript, number, claim)
                if pair is None or _of_another_measure(claim, pair.part):
                    continue
                if not own_operands.may_be_of(claim, pair.part, pair.whole):
                    continue
                if common_bases.of_both_outcomes(claim, pair.part):
                    continue
                if claim.role == "rate" and _of_another_rate(claim, pair):
                    continue
                if claim.role == "rate" and common_bases.of_some_of(claim, pair.part, pair.whole):
                    continue
                if common_bases.of_a_changed_level(claim, pair.part) or common_bases.base_beside(claim, pair.part):
                    continue
                lines = manuscript.passages[max(0, number - LINES) : number + LINES + 1]
                if common_bases.of_the_lines(claim, pair.part, pair.whole.exactly, lines):
                    continue
                if not common_bases.implied(claim, pair.part, pair.whole.exactly):
                    yield _report(claim, pair)


def _of_another_rate(claim: Percentage, pair: Pair) -> bool:
    """共106件，已审结71件，结案率67.6%；民商事案件的调撤率86.96%: the two counts are those of the first rate, though it slipped."""
    beside = (each for each in percentages(claim.passage) if each.role == "rate" and each is not claim)
    bindings = (binding.bind(each) for each in beside if 0 <= claim.figure.sentence - each.figure.sentence <= 1)
    return any(each.part is pair.part and pair.whole in (*each.wholes, *each.others) for each in bindings)


def _rounded(manuscript: Manuscript, number: int, claim: Percentage) -> Pair | None:
    """244.4万起 … 44.2万起，占总数的11.8%: of counts printed in 万, whose share is known to a place or two."""
    pair = rounded_slips.pair(manuscript, number, claim)
    return None if pair is None else Pair(*pair)


def _exact(claim: Percentage) -> bool:
    figure = claim.figure
    return not figure.vague and not figure.bound and not figure.compared


def _telling(claim: Percentage) -> bool:
    """Has it three digits or more, so that few others are like it? 60.9% may be printed as 69.0%; 70.0% is rounded."""
    value = claim.figure.value
    digits = _digits(value)
    return rounding.decimals(value) > 0 and len(digits) >= FEWEST and len(digits.rstrip("0")) >= FEWEST - 1


def _settled(claim: Percentage, settled: set[tuple[int, int]]) -> bool:
    _start, end, _quote = claim.passage.quote(claim.start, claim.figure.end)
    return (claim.passage.index, end) in settled


def _slip(manuscript: Manuscript, number: int, claim: Percentage) -> Pair | None:
    """The one pair that the figure miswrites, if no pair gives it: by the place of its counts, else by rarity alone."""
    here, printed = _counts(claim.passage), _Printed(claim)
    before = [each for each in here if each.end <= claim.figure.start]
    region = list(before)
    for passage in reversed(manuscript.passages[max(0, number - BACK) : number]):
        if len(region) >= MOST:
            break
        region += _counts(passage)
    behind = [each for each in here if each.start > claim.figure.end]
    region = (region + behind)[:MOST]
    near = [each for each in before if each.sentence == claim.figure.sentence][-PARTS:]
    opens = not any(each.count and each.end <= claim.start for each in claim.sentence.figures)
    if not near and claim.role == "rate" and opens:
        # 报送301条，采纳发布159条。信息采发率52.8%: the sentence of the rate begins with it.
        near = [each for each in before if each.sentence == claim.figure.sentence - 1][-1:]
    if claim.role == "rate" and binding.dealt_out(claim):
        # 种子120批次、兽药60批次，合格率分别为97.50%和98.33%: the counts are what the rates are of, unless called by their name.
        near = [each for each in near if not pairs(claim.name.removesuffix("率")).isdisjoint(pairs(each.head))]
    near = [each for each in near if not _apart(claim, each) and not with_earlier(claim.passage.plain, each)]
    near = [each for each in near if GROWN.search(each.head) is None and not _base_itself(claim, each)]
    before = [each for each in before if not _apart(claim, each)]
    if near and common_bases.of_couples(claim, near[-1]):
        return None
    elsewhere = _of_whole_beside(manuscript, claim, before)
    if elsewhere is not None:
        return elsewhere
    bracketed = _in_brackets(claim, here)
    if bracketed is not None and not any(_gives(printed, part, whole, here) for part in near for whole in region):
        return bracketed
    turned = swapped.pair(manuscript, claim, before)
    if turned is not None and not any(_gives(printed, turned[0], whole, here) for whole in region):
        return Pair(*turned)
    told = [each for each in here if 0 <= claim.figure.sentence - each.sentence <= 1]
    if (
        not near
        or common_bases.by_two_together(claim, near[-1])
        or _of_several(claim, before[-RUN:], region)
        or not_told.of_others(claim, here)
    ):
        return None
    beside = _beside(claim, before)
    if beside is not None and not any(_gives(printed, part, whole, told) for part in near for whole in region):
        return beside
    if not _telling(claim) or any(_gives(printed, part, whole, told) for part in told for whole in region):
        return None
    slips = {
        (part.value, whole.value): Pair(part, whole)
        for part in near
        for whole in region
        if part.kind == whole.kind and 0 < part.value < whole.value and _like(claim.figure.value, part, whole)
    }
    return next(iter(slips.values())) if len(slips) == 1 else None


def _counts(passage: Passage) -> list[Figure]:
    found: list[Figure] | None = passage.memory.get("counts that may be miswritten")
    if found is None:
        found = [each for each in passage.figures if _sound(each)]
        passage.memory["counts that may be miswritten"] = found
    return found


def _of_several(claim: Percentage, near: list[Figure], region: list[Figure]) -> bool:
    """前三位是交通172件、建设80件、民政50件，占工单总量的59.68%: the counts before it together, of a whole further off."""
    printed = _Printed(claim)
    wholes = {kind: {each.value for each in region if each.kind == kind} for kind in {each.kind for each in near}}
    for last in range(len(near), 1, -1):
        for first in range(last - 1):
            run = near[first:last]
            if len({each.kind for each in run}) == 1:
                together = summed(run)
                if any(printed.is_of(together, whole) for whole in wholes[run[0].kind]):
                    return True
    return False


def _apart(claim: Percentage, count: Figure) -> bool:
    """上年抽检460批次，合格率94.35%，今年…: a rate of one year is made of no count of another."""
    now = claim.passage.now
    one, other = (each.period if each.period != now else "" for each in (claim.figure, count))
    return one != other and (EARLIER.search(one) is not None or EARLIER.search(other) is not None)


def _base_itself(claim: Percentage, count: Figure) -> bool:
    """批准数占作出结论数（749件）的97.6%: does the count stand between 占 and the share, as what it is one of?"""
    return claim.role == "share" and claim.start < count.start < claim.figure.start


def _of_another_measure(claim: Percentage, count: Figure) -> bool:
    """建筑业涉及1260人、1880.4万元……。建筑业追发金额占78.4%; 683场、11.2万人次，占全年场次的10.8%: of what the words name alone."""
    text = claim.passage.plain
    said = MARK.split(text[claim.sentence.start : claim.figure.start])[-1]
    return any(count.kind not in kinds and name.search(said) is not None for name, kinds in MEASURES)


def _beside(claim: Percentage, before: list[Figure]) -> Pair | None:
    """检查车辆1240台次，查处62台次，查处率5.5%: the count right before the rate, the one of its unit before that, and the rate
    hardly off theirs. Built so, of a thousand rates in clean reports not one is that of other counts."""
    part, text = before[-1], claim.passage.plain
    if ADJACENT.fullmatch(text, part.end, claim.figure.start) is None or claim.figure.value == HUNDRED:
        return None
    across = _of_checks(claim, before)
    alike = (each for each in before[-2::-1] if each.kind == part.kind and each.value >= part.value)
    whole = before[-2] if across else next(alike, None)
    if whole is None or claim.figure.sentence - whole.sentence > 1 or not part.value:
        return None
    if "%" in text[whole.end : part.start]:
        return None  # 审结12500件，同比上升107%；通过协调和解2375件，和解率20.3%: that one has had its own
    told = pairs(text[before[-2].end : part.start]) | pairs(part.tail)
    if claim.role == "rate" and not across and pairs(claim.name.removesuffix("率")).isdisjoint(told):
        return None  # 行政收案347件、审结344件，出庭应诉率98.72%
    computed = 100 * part.exactly / whole.exactly
    return Pair(part, whole) if misprints.near(claim.figure.value, computed) else None


def _of_checks(claim: Percentage, before: list[Figure]) -> bool:
    """检查运输车辆2430台次，查处违法行为284起，检出率11.69%: a rate whose part and base are counted in two units."""
    if claim.role != "rate" or len(before) < BOTH:
        return False
    rule = wording.rate_name(claim.name.removesuffix("率"))
    if not rule.across or before[-2].kind == before[-1].kind:
        return False
    whole, part = before[-2:]
    told = rule.whole.search(binding.words(whole)) is not None and rule.part.search(binding.words(part)) is not None
    return told and whole.value > part.value and whole.sentence == part.sentence


def _of_whole_beside(manuscript: Manuscript, claim: Percentage, before: list[Figure]) -> Pair | None:
    """调解成功481件……。受理纠纷489件、调解成功率98.63%: only the whole beside it, and elsewhere the one part that bears its name."""
    text, name = claim.passage.plain, claim.name.removesuffix("率")
    whole = before[-1] if before else None
    if whole is None or claim.role != "rate" or len(name) < BOTH or not _telling(claim):
        return None
    if ADJACENT.fullmatch(text, whole.end, claim.figure.start) is None or whole.sentence != claim.figure.sentence:
        return None
    parts = _named(manuscript, name, whole.kind)
    if len(parts) != 1 or parts[0].value >= whole.value:
        return None
    return Pair(parts[0], whole) if _like(claim.figure.value, parts[0], whole) else None


def _named(manuscript: Manuscript, name: str, kind: str) -> list[Figure]:
    """The counts of the document that bear the name, each value once; looked for once for each name."""
    known: dict[tuple[str, str], list[Figure]] = manuscript.memory.setdefault("parts by name", {})
    if (name, kind) not in known:
        passages = (each for each in manuscript.passages if name in each.plain)
        found = (each for passage in passages for each in passage.figures if name in each.head and each.kind == kind)
        known[name, kind] = list({each.value: each for each in found if _sound(each)}.values())
    return known[name, kind]


def _in_brackets(claim: Percentage, here: list[Figure]) -> Pair | None:
    """对象63人，安置率90.6%（58人已安置）; 成功率为95%（受理21起，成功19起）: the counts in the brackets right behind it."""
    text, end = claim.passage.plain, claim.figure.end
    closed = text.find("）", end) if text.startswith("（", end) else -1
    inside = [each for each in here if end < each.start and each.end <= closed]
    if not inside or len(inside) > BOTH or len({each.kind for each in inside}) > 1:
        return None
    part = min(inside, key=lambda each: each.value)
    before = [each for each in here if each.end <= claim.start and each.kind == part.kind and each.value >= part.value]
    whole = max(inside, key=lambda each: each.value) if len(inside) > 1 else next(reversed(before), None)
    if whole is None or whole is part or claim.figure.sentence - whole.sentence > 1 or claim.figure.value == HUNDRED:
        return None
    computed = 100 * part.exactly / whole.exactly
    near = misprints.near(claim.figure.value, computed) and not rounding.fits(claim.figure.value, computed)
    return Pair(part, whole) if near else None


def _sound(figure: Figure) -> bool:
    return countable(figure) and figure.exact and figure.value > 1 and not figure.spelled


class _Printed:
    """The printed figure, in floats: it is held against every two counts."""

    def __init__(self, claim: Percentage) -> None:
        self.value = float(claim.figure.value)
        self.step = 10.0 ** -rounding.decimals(claim.figure.value)

    def is_of(self, part: Decimal, whole: Decimal) -> bool:
        """Is it the share of the part, or of what is left of the whole?"""
        if part >= whole:
            return False
        share = 100 * float(part) / float(whole)
        return abs(share - self.value) <= self.step or abs(100 - share - self.value) <= self.step


def _gives(printed: _Printed, part: Figure, whole: Figure, told: list[Figure]) -> bool:
    """Is the printed figure that of the two, or of what is left of the whole? Beside it 13人 may be of 65个单位."""
    if not printed.is_of(part.value, whole.value):
        return False
    return part.kind == whole.kind or part.kind in MATTERS and whole.kind in MATTERS or whole in told


def _like(stated: Decimal, part: Figure, whole: Figure) -> bool:
    computed = 100 * part.exactly / whole.exactly
    places = rounding.decimals(stated)
    printed, right = _digits(stated), _digits(rounding.show(computed, places))
    if misprints.swapped(printed, right) and len(printed) == len(right):
        return True
    # 15.54% where 341÷2196 gives 15.53%: so near, another whole is likelier than a slip.
    if len(printed) <= FEWEST or not misprints.one_wrong(printed, right):
        return False
    return abs(int(printed) - int(right)) > NEXT_TO


def _digits(value: Decimal) -> str:
    return rounding.figures(value).lstrip("0")


def _report(claim: Percentage, pair: Pair) -> Finding:
    places = max(1, rounding.decimals(claim.figure.value))
    computed = rounding.show(100 * pair.part.exactly / pair.whole.exactly, places)
    formula = f"{pair.part.text}÷{pair.whole.text}＝{computed}%"
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="miswritten",
        message=f"文中写{claim.stated}，按{formula}，数字写错了一位或颠倒了两位。",
        stated=claim.stated,
        computed=computed,
        basis=f"比率＝部分÷总体：{formula}",
    )


RULE = Rule(
    id="miswritten",
    title="写颠倒或写错一位的比率",
    source="比率＝部分÷总体",
    why="总数写在前几段，比率抄错一位，逐句核对看不出来。",
    wrong="排查732起。成功化解714起，化解成功率95.7%",
    right="排查732起。成功化解714起，化解成功率97.5%",
    check=check,
    late=True,
)
