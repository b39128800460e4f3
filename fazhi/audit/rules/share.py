"""占…%: a share recomputed over the total that its own words, or its neighbours, give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import (
    common_bases,
    deed_bases,
    divided,
    named_parts,
    otherwise,
    share_doubts,
    share_slips,
    stated_bases,
)
from fazhi.audit.rates.binding import fraction, same_period
from fazhi.audit.rates.divided_wrongly import divided_wrongly
from fazhi.audit.rates.excluded import in_place_of
from fazhi.audit.rates.named_bases import called_so
from fazhi.audit.rates.named_together import of_list, of_named_together, of_several
from fazhi.audit.rates.portions import MOST, Share, names
from fazhi.audit.rates.shares import TOTAL, shares
from fazhi.audit.rates.spelled_shares import Spelled, spelled
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, in_scale
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

WITNESSES = 2
HUNDRED = 100
TENTH = Decimal("0.1")
"""So near the share of a total found by its name alone must come."""
LONGEST_COLUMN = 20
FEW, NEXT = 6, 3
"""Totals that are asked, in so many paragraphs before."""
LEAD = 12
FORMER = re.compile(r"(?:比例|比重|占比)[由从]")
# 5347户9082人，……占全部低保对象人数的82.7%
IN_PERSONS = re.compile(r"人[口数]的?$")
# 较上年抽评100卷时的74.00%
OF_BEFORE = re.compile(r"[较比](?:上年|去年)[^，。；]{0,16}的$")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every 占 or 比例; a share bumped so that its column adds to 100 is a hint."""
    results = [(share, _judge(share)) for share in shares(manuscript)]
    results = [(share, _by_name(manuscript, share, result)) for share, result in results]
    _plugs(results)
    yield from (result for _share_found, result in results)
    for passage in manuscript.passages:
        yield from (
            _in_words(passage, each)
            for each in spelled(
                passage,
                partial(deed_bases.base, manuscript, passage),
                partial(named_parts.part, manuscript, passage),
            )
        )


def _by_name(manuscript: Manuscript, share: Share, result: Finding) -> Finding:
    """审结124件，其中…终止31件。终止的案件中，27件…，占审结案件的21.77%: a count that bears the name which the share gives is the base."""
    pair = of_list(share.claim) if result.verdict is Verdict.UNSURE else of_several(share, result.verdict)
    if pair is not None:
        found = _of_list(replace(share, part=pair[0], bases=[pair[1]]), pair[1])
        return found or _report(share, Verdict.UNSURE, "所写的是几项合计的占比，按文中的数算不出，请核对口径。")
    base = share_slips.wrong_base(manuscript, share) if result.verdict is Verdict.UNSURE else None
    if base is not None:
        computed = _computed(share, base.value)
        message = (
            f"文中称占{share.claim.stated}，按{share.part_text}÷{base.text}应为{computed}%，文中当是误用了另一总数。"
        )
        wrong = _report(share, Verdict.WRONG, message, computed)
        wrong.basis = share_slips.WRONG_BASE
        return wrong
    if result.verdict is not Verdict.WRONG or share.part is None:
        return result
    together = of_named_together(share)
    if together is not None:
        return _report(share, Verdict.RIGHT, f"{together.text}，相符。", share.claim.figure.value)
    base = called_so(manuscript, share)
    if base is None:
        return _doubted(manuscript, share, result)
    return _right(share, base.text, base.value, share.fits(base.value))


def _doubted(manuscript: Manuscript, share: Share, result: Finding) -> Finding:
    """共受理申请10件……。在已经答复的9件申请中，同意公开的7件，占总数的70%: 总数 is the total of the paragraphs before."""
    part, claim = share.part, share.claim
    assert part is not None and result.computed is not None
    if "总" not in claim.link or share.name or misprints.near(claim.figure.value, Fraction(str(result.computed))):
        return result
    for index, total in manuscript.total_figures(part.kind, claim.passage.index, FEW):
        if claim.passage.index - NEXT <= index < claim.passage.index and share.fits(total.value):
            message = f"占比{claim.stated}按{part.text}÷{total.text}相符，按所在句的数则不符，请核对口径。"
            return _report(share, Verdict.UNSURE, message)
    return result


def _of_list(share: Share, whole: Figure) -> Finding | None:
    """The share of items that are named together, of the list that they stand in."""
    assert share.part is not None
    if share.fits(whole.value):
        return _right(share, whole.text, whole.value, share.fits(whole.value))
    if not misprints.near(share.claim.figure.value, 100 * share.part.exactly / whole.exactly):
        return None
    computed = _computed(share, whole.value)
    message = f"文中称占{share.claim.stated}，按（{share.part.text}）÷{whole.text}应为{computed}%。"
    return _report(share, Verdict.WRONG, message, computed)


def _in_words(passage: Passage, found: Spelled) -> Finding:
    """21900件，占总数的四成 of 43800"""
    said, computed = (
        passage.plain[found.start : found.end],
        rounding.show(100 * found.part.exactly / found.base.exactly, 1),
    )
    formula = f"{found.part.text}÷{found.base.text}＝{computed}%"
    return finding(
        passage,
        (found.start, found.end),
        kind=Kind.RATE,
        verdict=Verdict.RIGHT if found.fits else Verdict.WRONG,
        rule="share",
        message=f"{formula}，相符。" if found.fits else f"文中称{said}，按{formula}不符。",
        computed=computed,
        basis="" if found.fits else "占比应等于分项除以总数",
    )


def _judge(share: Share) -> Finding:
    part = share.part
    if part is None or share.claim.figure.vague or share.claim.figure.bound:
        return _report(share, Verdict.UNSURE, "文中没有给出这一占比的件数和总数，无法核对。")
    if not share.open:
        return _report(share, Verdict.UNSURE, f"{part.text}是约数，占比不作核对。")
    instead = _instead(share)
    if instead is not None:
        return _wrong(share, instead.value, instead.text)
    bases = [each for each in share.bases if (each.more or not each.vague) and not each.bound and each.low > 0]
    if share.agreed is not None:
        bases.append(share.agreed)
    for base in bases:
        roundings = share.fits_figure(base)
        if roundings and not (base.value == part.value and share.claim.figure.value != HUNDRED):
            return _right(share, base.text, base.value, roundings)
        if share.with_list is not None:
            together = rounding.fits(share.claim.figure.value, 100 * fraction(share.with_list) / base.exactly)
            if together:
                return _report(
                    share, Verdict.RIGHT, f"并列各项合计÷{base.text}，相符。", share.claim.figure.value, together
                )
    for value in share.elsewhere | share.loosely:
        if share.fits(value):
            return _right(share, f"{value}{part.unit}", value, share.fits(value))
    nested = "其中" in part.head or share.agreed is None or share.agreed_by < WITNESSES
    return (nested and _by_another(share, bases)) or _mismatch(share, bases)


def _instead(share: Share) -> Figure | None:
    """The whole that the words name, where the printed share is that of a count which they exclude."""
    part, claim = share.part, share.claim
    assert part is not None
    known = [
        each for each in claim.sentence.figures if each.end <= claim.start and each.exact and each.kind == part.kind
    ]
    for each in known:
        if each.value > part.value and share.fits(each.value) and not (share.name and names(share.name, each)):
            whole = in_place_of(claim.passage, part, each, known)
            if whole is not None and not share.fits(whole.value):
                return whole
    return None


def _by_another(share: Share, bases: list[Figure]) -> Finding | None:
    """Two other counts of the text that give the share: of the paragraph the base, of the sentence the part."""
    part = share.part
    assert part is not None
    if share.inside or share.name and bases and names(share.name, bases[0], MOST):
        return None
    if part.exact:
        for other in share.claim.passage.figures:
            if not other.exact or other.kind != part.kind or other is part or other.compared:
                continue
            roundings = share.fits(other.value)
            if not roundings:
                continue
            if any(each.value == other.value + part.value for each in bases):
                continue  # 本部门46项，跨部门18项 of 64: what is left is no base
            if not same_period(share.claim.passage, other, part):
                continue
            if any(other is each for each in divided.divided(share.claim.passage, part)):
                continue
            if otherwise.neighbours(share.claim.passage, part, other):
                continue  # 普通程序3126件、简易程序20292件，普通程序占15.41%: no part of its neighbour in a list
            named = bool(share.bases) and (share.name or "总" in share.claim.link)
            if TOTAL.search(other.head) or not named:
                return _right(share, other.text, other.value, roundings)
        return None
    stated = share.claim.figure.value
    for other in share.claim.sentence.figures:
        if other.kind != part.kind or other is part or other.vague or other.bound:
            continue
        for base in bases:
            if rounding.fits(stated, 100 * other.low / base.high, 100 * other.high / base.low):
                return _report(share, Verdict.UNSURE, f"{other.text}占{base.text}的{stated}%，所指当是这两数。")
    return None


def _mismatch(share: Share, sound: list[Figure]) -> Finding:
    part, claim = share.part, share.claim
    assert part is not None
    if share.agreed is not None and share.agreed_by >= WITNESSES and share.with_list is None:
        return _wrong(share, share.agreed.value, share.agreed.text)
    bases = [each for each in share.bases if each in sound]
    own = [each for each in bases if share.inside or same_period(claim.passage, each, part)]
    if not own or share.with_list is not None or not share.sure:
        slip = share_slips.misprint(share)
        if slip is not None:
            return _wrong(share, slip, _text(share, slip))
    if not own:
        return _report(share, Verdict.UNSURE, f"文中没有给出{part.text}占何者的总数，无法核对。")
    base = own[0]
    if share.sure and (_certain(share, own) or share_slips.called_so(share, base.value)):
        return _wrong(share, base.value, base.text)
    slip = share_slips.misprint(share)
    if slip is not None:
        return _wrong(share, slip, _text(share, slip))
    formula = f"{part.text}÷{base.text}＝{_computed(share, base.value)}%"
    return _report(share, Verdict.UNSURE, f"占比{claim.stated}的基数不明；若以{base.text}为总数，{formula}。")


def _certain(share: Share, bases: list[Figure]) -> bool:
    """Do the words leave no other base than the first?"""
    part, base = share.part, bases[0]
    assert part is not None
    if share.inside:
        return True
    if not (part.exact and base.exact):
        named = not share.name or names(share.name, base, MOST)
        return len(bases) == 1 and base.segment == part.segment and share.with_list is None and named
    same_segment = base.segment == part.segment or len(share.bases) == 1
    return (len(bases) == 1 or TOTAL.search(base.head) is not None) and same_segment and not part.compared


def _text(share: Share, value: Decimal) -> str:
    """The base as it is printed."""
    assert share.part is not None
    scaled = f"{in_scale(value, share.part)}{share.part.unit}"
    return next((each.text for each in share.bases if each.value == value), scaled)


def _wrong(share: Share, base: Decimal, name: str) -> Finding:
    assert share.part is not None
    computed = _computed(share, base)
    known = base if share.agreed_by >= WITNESSES or share_doubts.among(share, base) else None
    other = not share.inside and otherwise.as_share(share.claim.passage, share.claim.figure, share.part, known)
    other = (
        other
        or not share.together
        and not share.claim.order
        and share_doubts.several(share)
        or share_doubts.of_other_unit(share)
        or share_doubts.of_its_list(share)
        or share_doubts.of_closing_stock(share, base)
        or share_doubts.of_another_total(share, base)
    )
    # 接报警情48210起，有效警情31650起，占65.7%: no count is a share of itself.
    again = [each for each in share.claim.passage.figures if each.value == base and each is not share.part]
    other = other or base == share.part.value and not again or share_doubts.of_another_year(share, base)
    # 占全年检查总数的比例由40.0%变为40.1%: of the level of before no counts are printed.
    lead = share.claim.passage.plain[max(0, share.claim.figure.start - LEAD) : share.claim.figure.start]
    other = other or FORMER.search(share.claim.link) is not None or OF_BEFORE.search(lead) is not None
    other = other or IN_PERSONS.search(lead) is not None and not share.part.kind.startswith("person")
    other = other or share_doubts.by_its_words(share, base)
    stated = stated_bases.pair(share.claim)
    other = other or stated is not None and stated_bases.fits(share.claim, *stated)
    other = other or common_bases.by_other_base(share.claim, share.part, fraction(base))
    other = other or common_bases.by_companion(share.claim, share.part)
    other = other or common_bases.by_common_base(share.claim, share.part, fraction(base))
    other = other or common_bases.implied(share.claim, share.part, fraction(base))
    too_far = misprints.too_far(share.claim.figure.value, fraction(computed))
    too_far = too_far or share.distant and _far_off(share, computed)
    if (instead := divided_wrongly(share, base)) is not None:
        formula = f"{share.part.text}÷{name}＝{computed}%"
        message = f"文中称占{share.claim.stated}，是{share.part.text}÷{instead.text}得来的，应为{formula}。"
        return _report(share, Verdict.WRONG, message, computed)
    if other or too_far and not share_slips.called_so(share, base):
        message = f"占比{share.claim.stated}与{share.part.text}÷{name}＝{computed}%不符，但可能另有所指，请核对口径。"
        return _report(share, Verdict.UNSURE, message)
    message = f"文中称占{share.claim.stated}，按{share.part.text}÷{name}应为{computed}%。"
    if share.together and abs(computed - share.claim.figure.value) <= rounding.place(share.claim.figure.value):
        # 四项合计占75.44%: who adds up rounded shares is off by one in the last place.
        return _report(share, Verdict.HINT, message + "当是由各项占比相加而来，宜按总数重算。", computed)
    return _report(share, Verdict.WRONG, message, computed)


def _right(share: Share, name: str, base: Decimal, roundings: frozenset[str]) -> Finding:
    assert share.part is not None
    computed = _computed(share, base)
    message = f"{share.part.text}÷{name}＝{computed}%，相符。"
    return _report(share, Verdict.RIGHT, message, computed, roundings)


def _far_off(share: Share, computed: Decimal) -> bool:
    """Another total of the same name would hardly give nearly the printed share."""
    stated = share.claim.figure.value
    return abs(computed - stated) > stated * TENTH and not misprints.near(stated, fraction(computed))


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
        return share.agreed.value
    if share.bases:
        return share.bases[0].value
    return None if share.agreed is None else share.agreed.value


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
