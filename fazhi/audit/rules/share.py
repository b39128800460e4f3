"""占…%: a share recomputed over the total that its own words, or its neighbours, give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit import misprints, otherwise, rounding
from fazhi.audit.binding import fraction
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.shares import MOST, TOTAL, Share, names, shares

WITNESSES = 2
LONGEST_COLUMN = 20
LEAD = 12
SEVERAL = re.compile(
    r"(?:[\u4e00-\u9fff]及?以[上下]|[两二三四几]者|[两二三四几][类项种级]|之和|合并)[\u4e00-\u9fff]{0,6}$"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every 占 or 比例; a share bumped so that its column adds to 100 is a hint."""
    results = [(share, _judge(share)) for share in shares(manuscript)]
    _plugs(results)
    yield from (result for _share_found, result in results)


def _judge(share: Share) -> Finding:
    part = share.part
    if part is None or share.claim.figure.vague or share.claim.figure.bound:
        return _report(share, Verdict.UNSURE, "文中没有给出这一占比的件数和总数，无法核对。")
    if not part.exact:
        return _rounded(share)
    bases = [each.value for each in share.bases if each.exact]
    if share.agreed is not None:
        bases.append(share.agreed)
    bases += share.elsewhere
    others = [each.value for each in share.claim.passage.figures if each.exact and each.kind == part.kind]
    for base in [*bases, *(others if not share.inside else [])]:
        roundings = share.fits(base)
        if roundings and not (base == part.value and share.claim.figure.value != 100):
            return _right(share, base, roundings)
        if share.with_list is not None and base > 0:
            together = rounding.fits(share.claim.figure.value, 100 * fraction(share.with_list) / fraction(base))
            if together:
                return _report(share, Verdict.RIGHT, f"并列各项合计÷{base}，相符。", share.claim.figure.value, together)
    return _mismatch(share)


def _rounded(share: Share) -> Finding:
    """86.4万件，其中74.3万件，占86.0%: amounts printed in 万 allow a span of shares."""
    part, stated = share.part, share.claim.figure.value
    assert part is not None
    bases = [each for each in share.bases if not each.vague and not each.bound and each.low > 0]
    if part.vague or part.bound or not bases:
        return _report(share, Verdict.UNSURE, f"{part.text}是约数，占比不作核对。")
    for base in bases:
        roundings = rounding.fits(stated, 100 * part.low / base.high, 100 * part.high / base.low)
        if roundings:
            return _right(share, base.value, roundings)
    others = [each for each in share.claim.sentence.figures if each.kind == part.kind and each is not part]
    for other in others:
        for base in bases:
            if rounding.fits(stated, 100 * other.low / base.high, 100 * other.high / base.low):
                return _report(share, Verdict.UNSURE, f"{other.text}占{base.text}的{stated}%，所指当是这两数。")
    base = bases[0]
    alone = len(bases) == 1 and base.segment == part.segment and base.period == part.period and share.with_list is None
    named = not share.name or names(share.name, base, MOST)
    if alone and named and share.sure:
        return _wrong(share, base.value, base.text)
    return _report(share, Verdict.UNSURE, f"占比{share.claim.stated}的基数不明，文中最近的是{base.text}。")


def _mismatch(share: Share) -> Finding:
    part, claim = share.part, share.claim
    assert part is not None
    exact = [each for each in share.bases if each.exact and each.period == part.period and each.value > 0]
    if share.agreed is not None and share.agreed_by >= WITNESSES and share.with_list is None:
        return _wrong(share, share.agreed, f"{share.agreed}{part.unit}")
    if not exact or share.with_list is not None or not share.sure:
        slip = _misprint(share)
        if slip is not None:
            return _wrong(share, slip, f"{slip}{part.unit}")
    if not exact:
        return _report(share, Verdict.UNSURE, f"文中没有给出{part.text}占何者的总数，无法核对。")
    base = exact[0]
    same_segment = base.segment == part.segment or len(share.bases) == 1
    sound = share.inside or ((len(exact) == 1 or TOTAL.search(base.head)) and same_segment and not part.compared)
    if sound and share.sure:
        return _wrong(share, base.value, base.text)
    slip = _misprint(share)
    if slip is not None:
        return _wrong(share, slip, f"{slip}{part.unit}")
    formula = f"{part.text}÷{base.text}＝{_computed(share, base.value)}%"
    return _report(share, Verdict.UNSURE, f"占比{claim.stated}的基数不明；若以{base.text}为总数，{formula}。")


def _misprint(share: Share) -> Decimal | None:
    """The one total near the share of which the printed figure is a plain misprint."""
    part, stated = share.part, share.claim.figure.value
    assert part is not None
    values = {each.value for each in [*share.bases, *share.nearby] if each.exact and each.value > 0}
    values |= share.elsewhere
    slips = [each for each in values if misprints.misprinted(stated, 100 * part.exactly / fraction(each))]
    if len(slips) > 1 and "总" in share.claim.link:
        slips = [each for each in slips if each == max(values)]
    return slips[0] if len(slips) == 1 else None


def _wrong(share: Share, base: Decimal, name: str) -> Finding:
    assert share.part is not None
    computed = _computed(share, base)
    if otherwise.as_share(share.claim.passage, share.claim.figure, share.part) or _several(share):
        message = f"占比{share.claim.stated}与{share.part.text}÷{name}＝{computed}%不符，但可能另有所指，请核对口径。"
        return _report(share, Verdict.UNSURE, message)
    message = f"文中称占{share.claim.stated}，按{share.part.text}÷{name}应为{computed}%。"
    return _report(share, Verdict.WRONG, message, computed)


def _right(share: Share, base: Decimal, roundings: frozenset[str]) -> Finding:
    assert share.part is not None
    computed = _computed(share, base)
    message = f"{share.part.text}÷{base}{share.part.unit}＝{computed}%，相符。"
    return _report(share, Verdict.RIGHT, message, computed, roundings)


def _several(share: Share) -> bool:
    """合格以上案卷占97.5%: the words mean several counts of the list, not the one that they name."""
    text, claim = share.claim.passage.plain, share.claim
    return SEVERAL.search(text, max(claim.sentence.start, claim.start - LEAD), claim.start) is not None


def _computed(share: Share, base: Decimal) -> Decimal:
    assert share.part is not None
    places = max(1, rounding.decimals(share.claim.figure.value))
    return rounding.show(100 * share.part.exactly / fraction(base), places)


def _plugs(results: list[tuple[Share, Finding]]) -> None:
    """The last share bumped by one unit so that the column adds to exactly 100: usual, not an error."""
    run: list[tuple[Share, Finding]] = []
    for share, result in results:
        base = _base(share)
        if share.part is None or base is None or result.verdict is Verdict.UNSURE:
            run = []
            continue
        if run and _base(run[-1][0]) != base:
            run = []
        run = [*run[1 - LONGEST_COLUMN :], (share, result)]
        for length in range(len(run), 1, -1):
            if _soften(run[-length:], base):
                run = []
                break


def _base(share: Share) -> Decimal | None:
    if share.agreed is not None and share.agreed_by >= WITNESSES:
        return share.agreed
    return share.bases[0].value if share.bases else share.agreed


def _soften(column: list[tuple[Share, Finding]], base: Decimal) -> bool:
    """Turn the one deviating share of a column that adds to 100 into a hint; ``True`` when the column adds up."""
    if sum(share.claim.figure.value for share, _result in column) != 100:
        return False
    if sum(share.part.value for share, _result in column if share.part is not None) != base:
        return False
    for share, result in column:
        if result.verdict is Verdict.WRONG and _one_unit_off(share, base):
            result.verdict = Verdict.HINT
            result.message = f"{result.message}各项占比恰合100%，当是为凑足100%而调整尾数，宜加注说明。"
            result.basis = ""
    return True


def _one_unit_off(share: Share, base: Decimal) -> bool:
    assert share.part is not None
    unit = Fraction(1, 10 ** rounding.decimals(share.claim.figure.value))
    return abs(share.claim.figure.exactly - 100 * share.part.exactly / fraction(base)) < unit


def _report(
    share: Share,
    verdict: Verdict,
    message: str,
    computed: Decimal | None = None,
    roundings: Iterable[str] = (),
) -> Finding:
    return finding(
        share.claim.passage,
        (share.claim.start, share.claim.figure.end),
        kind=Kind.RATE,
        verdict=verdict,
        rule="share",
        message=message,
        stated=share.claim.stated,
        computed=computed,
        basis="占比应等于分项除以总数" if verdict is Verdict.WRONG else "",
        roundings=frozenset(roundings),
    )


RULE = Rule(
    id="share",
    title="占比",
    source="占比＝分项÷总数；基数以句中写明者、或并列各项共同的总数为准",
    why="占比由总数推得，总数改动后占比常漏改；基数不同（有效件、人次）则不能比，所以只在总数明确时判断。",
    wrong="受理信访事项120件，其中来信30件，占26.5%",
    right="受理71184件，转办33657件，占47.3%",
    check=check,
)
