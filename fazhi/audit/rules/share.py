"""占…%: a share recomputed over the total that its own sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit import binding, rounding
from fazhi.audit.figures import Figure
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.percentages import Percentage, percentages
from fazhi.audit.rules import Rule

FILLER = re.compile(r"占比?|比例|比重|总数|总量|总件数|总额|总人数|全部|全年|全镇|全乡|同期|总体|其|的|为|达到?|到|约|了|高达|均|分别|仅|数量|数")
TOTAL = re.compile(r"共|总|受理|收到|接到|接收|收案|排查|发现|办理|承办|新收|审结|办结|调解|调处|警情|有|申请|检查|建议|提案")
LONGEST_NAME = 14


@dataclass(slots=True)
class Share:
    """A share with the count before it and the bases its sentence offers, the first total first."""

    claim: Percentage
    part: Figure
    bases: list[Figure]
    named: bool
    """The text says of what: 占工单总量的."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every 占 or 比例; a share bumped so that its column adds to 100 is a hint."""
    results: list[tuple[Share | None, Finding]] = []
    for passage in manuscript.passages:
        if "占" not in passage.plain and "比例" not in passage.plain and "比重" not in passage.plain:
            continue
        for claim in percentages(passage):
            if claim.role == "share" and claim.figure.value <= 100:
                share = _share(claim)
                results.append((share, _judge(claim, share)))
    _plugs(results)
    yield from (result for _share_found, result in results)


def _share(claim: Percentage) -> Share | None:
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count]
    if not before:
        return None
    part = before[-1]
    inside = [each for each in claim.sentence.figures if claim.start < each.start and each.end <= claim.figure.start]
    if inside and binding.same_unit(inside[-1], part):
        return Share(claim, part, [inside[-1]], True)
    gap = claim.passage.plain[part.end : claim.start]
    if "。" in gap or gap.count("，") > 1 or len(gap) > LONGEST_NAME:
        return None
    words = FILLER.sub("", claim.link)
    bases = [each for each in before[:-1] if binding.same_unit(each, part) and each.value >= part.value]
    if words:
        bases = [each for each in bases if _names(words, each)]
    return Share(claim, part, bases, bool(words))


def _names(words: str, base: Figure) -> bool:
    """Does the count before stand for what the share names (占工单总量 ← 办理工单2495件)?"""
    text = binding.words(base)
    return any(words[position : position + 2] in text for position in range(max(1, len(words) - 1)))


def _judge(claim: Percentage, share: Share | None) -> Finding:
    if share is None or claim.figure.vague or claim.figure.bound:
        return _report(claim, Verdict.UNSURE, "文中没有给出这一占比的件数和总数，无法核对。")
    part = share.part
    if not part.exact:
        return _report(claim, Verdict.UNSURE, f"{part.text}是约数，占比不作核对。")
    for base in share.bases:
        if base.exact and base.value > 0:
            roundings = rounding.fits(claim.figure.value, 100 * part.exactly / base.exactly)
            if roundings:
                computed = _computed(claim, part, base)
                return _report(claim, Verdict.RIGHT, f"{part.text}÷{base.text}＝{computed}%，相符。", computed, roundings)
    others = [each for each in claim.passage.figures if each.exact and binding.same_unit(each, part) and each.value > 0]
    for other in others:
        if other is not part and other.value >= part.value:
            roundings = rounding.fits(claim.figure.value, 100 * part.exactly / other.exactly)
            if roundings:
                computed = _computed(claim, part, other)
                return _report(claim, Verdict.RIGHT, f"{part.text}÷{other.text}＝{computed}%，相符。", computed, roundings)
    return _mismatch(claim, share)


def _mismatch(claim: Percentage, share: Share) -> Finding:
    exact = [each for each in share.bases if each.exact and each.period == share.part.period and each.value > 0]
    if not exact:
        return _report(claim, Verdict.UNSURE, f"文中没有给出{share.part.text}占何者的总数，无法核对。")
    base = exact[0]
    computed = _computed(claim, share.part, base)
    formula = f"{share.part.text}÷{base.text}＝{computed}%"
    same_segment = base.segment == share.part.segment or len(share.bases) == 1
    if (len(exact) == 1 or TOTAL.search(base.head)) and same_segment and not share.part.compared:
        message = f"文中称占{claim.stated}，按{formula}，应为{computed}%。"
        return _report(claim, Verdict.WRONG, message, computed)
    return _report(claim, Verdict.UNSURE, f"占比的基数不明；若以{base.text}为总数，{formula}。")


def _computed(claim: Percentage, part: Figure, base: Figure) -> Decimal:
    places = max(1, rounding.decimals(claim.figure.value))
    return rounding.show(100 * part.exactly / base.exactly, places)


def _plugs(results: list[tuple[Share | None, Finding]]) -> None:
    """The last share bumped by one unit so that the column adds to exactly 100: usual, not an error."""
    run: list[tuple[Share, Finding]] = []
    for share, result in results:
        base = share.bases[0].value if share is not None and share.bases else None
        if share is None or base is None or result.verdict is Verdict.UNSURE:
            run = []
            continue
        if run and run[-1][0].bases[0].value != base:
            run = []
        run.append((share, result))
        for length in range(len(run), 1, -1):
            if _soften(run[-length:]):
                run = []
                break


def _soften(column: list[tuple[Share, Finding]]) -> bool:
    """Turn the one deviating share of a column that adds to 100 into a hint; ``True`` when the column adds up."""
    base = column[0][0].bases[0].value
    if sum(share.claim.figure.value for share, _result in column) != 100:
        return False
    if sum(share.part.value for share, _result in column) != base:
        return False
    for share, result in column:
        if result.verdict is Verdict.WRONG and _one_unit_off(share, base):
            result.verdict = Verdict.HINT
            result.message = f"{result.message}各项占比恰合100%，当是为凑足100%而调整尾数，宜加注说明。"
            result.basis = ""
    return True


def _one_unit_off(share: Share, base: Decimal) -> bool:
    unit = Fraction(1, 10 ** rounding.decimals(share.claim.figure.value))
    return abs(share.claim.figure.exactly - 100 * share.part.exactly / Fraction(base)) < unit


def _report(
    claim: Percentage,
    verdict: Verdict,
    message: str,
    computed: Decimal | None = None,
    roundings: Iterable[str] = (),
) -> Finding:
    start = claim.start
    return finding(
        claim.passage,
        (start, claim.figure.end),
        kind=Kind.RATE,
        verdict=verdict,
        rule="share",
        message=message,
        stated=claim.stated,
        computed=computed,
        basis="占比应等于分项除以总数" if verdict is Verdict.WRONG else "",
        roundings=frozenset(roundings),
    )


RULE = Rule(
    id="share",
    title="占比",
    source="占比＝分项÷总数；基数以句中写明者为准",
    why="占比由总数推得，总数改动后占比常漏改；基数不同（有效件、人次）则不能比，所以只在句中写明总数时判断。",
    wrong="受理信访事项120件，其中来信30件，占26.5%",
    right="受理71184件，转办33657件，占47.3%",
    check=check,
)
