"""Shares that present themselves as a whole must add up to 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates.announced_shares import announced_shares
from fazhi.audit.rates.named_shares import named_shares
from fazhi.audit.rates.share_rows import share_rows
from fazhi.audit.rules import Rule
from fazhi.audit.sums.dealt_shares import dealt_shares
from fazhi.audit.sums.divided_shares import divided_shares
from fazhi.audit.sums.opposed_shares import opposed_shares
from fazhi.audit.sums.span_shares import span_shares
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.partitions import closed
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, percentages

HUNDRED = Decimal(100)
PARTS = "各项占比之和等于总的占比"
FEWEST = 2
FEWEST_NAMED = 3
SLIPPED = Decimal(3)
"""A whole that is missed by more is no whole: 65岁以上 stands beside 60岁以上, a second list has begun."""
FAR = Decimal(10)
# 0—14岁…，15—59岁…，60岁以上…: spans that follow one another.
SPAN = re.compile(r"\d+[-—–～至到]\d+|以[上下内外]|及以[上下]")
REST = re.compile(r"其他|其余|其它")
REST_BEHIND = re.compile(r"[，、；](?:其他|其余|其它)[^，。；：\d]{0,8}")
LEAD = 24
SAID_OF = 4
AMONG = re.compile(r"[；，。][^，。；：、\d]{1,10}(?<!其)(?<!集)中[^，。；：、\d]{0,12}\d")
PAST = re.compile(r"^[^。]{0,2}(?:上年|去年|前年|上一年|20\d\d年)")
UNIT = Decimal(1)
"""Percentage points."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Each sentence with shares that its words present as a whole."""
    for passage in manuscript.passages:
        settled: set[int] = set()
        for result in _of_passage(passage):
            if result.verdict.settled:
                settled.add(result.end)
            yield result
        rows: list[Iterator[list[Figure]]] = []
        if passage.plain.count("%") >= FEWEST:
            rows += [opposed_shares(passage), dealt_shares(passage)]
        if passage.plain.count("%") > FEWEST:
            rows += [share_rows(passage), announced_shares(passage), span_shares(passage)]
        for row in chain.from_iterable(rows):
            end = passage.quote(row[0].start, row[-1].end)[1]
            if end not in settled:
                settled.add(end)
                yield _report(passage, row, row[0].start, Verdict.WRONG)
        for whole, items in divided_shares(passage):
            yield _unlike(passage, (whole.start, items[-1].end), Kind.SUM, whole, items)
    for claim, named in named_shares(manuscript):
        yield _unlike(claim.passage, (claim.start, claim.figure.end), Kind.RATE, claim.figure, named)


def _unlike(passage: Passage, span: tuple[int, int], kind: Kind, whole: Figure, items: list[Figure]) -> Finding:
    """A share that those of its own items do not come to."""
    amount = sum((each.value for each in items), Decimal(0))
    listing = "＋".join(f"{each.value}%" for each in items)
    return finding(
        passage,
        span,
        kind=kind,
        verdict=Verdict.WRONG,
        rule="shares_total",
        message=f"所含各项占比{listing}＝{amount}%，与所写的{whole.text}不符。",
        stated=whole.text,
        computed=amount,
        basis=PARTS,
    )


def _of_passage(passage: Passage) -> Iterator[Finding]:
    """What the words of a sentence present as a whole."""
    if passage.plain.count("占") + passage.plain.count("比重") >= FEWEST:
        by_sentence: dict[int, list[Percentage]] = {}
        for claim in percentages(passage):
            if claim.role == "share":
                by_sentence.setdefault(claim.sentence.start, []).append(claim)
        for claims in by_sentence.values():
            result = _judge(claims)
            if result is not None:
                yield result


def _judge(claims: list[Percentage]) -> Finding | None:
    if any(each.figure.vague or each.figure.bound for each in claims):
        return None
    names = [_name(claims, number) for number in range(len(claims))]
    # 占18.5%，上年为17件，占14.0%: one thing in several years.
    if any(PAST.search(each) for each in names[1:]):
        return None
    # 调解占65.0%；裁决中终局裁决31件，占36.9%: of another whole.
    among = next((number for number, each in enumerate(names) if number and AMONG.search(each)), len(claims))
    claims, names = claims[:among], names[:among]
    if len(claims) < FEWEST:
        return None
    rest = len(claims) >= FEWEST_NAMED and REST.search(names[-1]) is not None
    for end in range(FEWEST, len(claims) + 1):
        # 咨询占77.18%，投诉占12.47%，……，表扬占0.13%，其他占1.01%: all but the rest are not the whole.
        if rest and end == len(claims) - 1 and _sum(claims) > HUNDRED + _tolerance(claims):
            continue
        if abs(_sum(claims[:end]) - HUNDRED) <= _tolerance(claims[:end]):
            return _said(claims[:end], Verdict.RIGHT) if rest or _whole(claims[:end], names[:end]) else None
    for end in range(FEWEST, len(claims) + 1):
        # 第一产业占22.9%，第二产业占29.1%，第三产业占40.8%: further off only by a slip of one of three
        under = end >= FEWEST_NAMED and _sum(claims[:end]) < HUNDRED and _one_slipped(claims[:end])
        near = under or abs(_sum(claims[:end]) - HUNDRED) <= SLIPPED
        if near and not claims[end - 1].order and _whole(claims[:end], names[:end]) and not _not_all(claims[:end]):
            return _said(claims[:end], Verdict.WRONG)
    if not rest:
        # Parts that shut one another out are never more than the whole; of two, see opposed_shares.
        over = HUNDRED + _tolerance(claims) < _sum(claims) <= HUNDRED + FAR
        return _said(claims, Verdict.WRONG) if over and _apart(claims, names) else _with_rest(claims)
    # 邻里纠纷占三成，…: a share may be put in words, or stand in another sentence.
    over = HUNDRED < _sum(claims) <= HUNDRED + FAR or len(claims) > FEWEST_NAMED and _one_slipped(claims)
    return _said(claims, Verdict.WRONG if over else Verdict.HINT)


def _one_slipped(claims: list[Percentage]) -> bool:
    """Does one share, with two figures turned round or one changed, make 100 % with all others (11.99% for 19.19%)?"""
    missing = HUNDRED - _sum(claims)
    stated = [each.figure.value for each in claims]
    fine = [each for each in stated if rounding.decimals(each) and each + missing > 0]
    return any(misprints.misprinted(each, Fraction(each + missing)) for each in fine)


def _apart(claims: list[Percentage], names: list[str]) -> bool:
    """Are they the parts of one whole that leave out nothing, none among another, told one by one?"""
    if (
        len(claims) < FEWEST_NAMED
        or any(each.order for each in claims)
        or any("其中" in each or SPAN.search(each) for each in names)
    ):
        return False
    return _whole(claims, names) and not _not_all(claims)


def _with_rest(claims: list[Percentage]) -> Finding | None:
    """咨询类占77.18%，……，表扬类占0.13%，其他类0.01%: the rest is told without 占."""
    passage, last = claims[-1].passage, claims[-1].figure
    behind = next((each for each in passage.figures if each.start >= last.end), None)
    if behind is None or not behind.percent or REST_BEHIND.fullmatch(passage.plain, last.end, behind.start) is None:
        return None
    total = _sum(claims) + behind.value
    if len(claims) < FEWEST_NAMED or not _tolerance(claims) < abs(total - HUNDRED) <= FAR:
        return None
    if len({each.link for each in claims}) > 1 or any(each.order for each in claims):
        return None
    return _report(passage, [*(each.figure for each in claims), behind], claims[0].start, Verdict.WRONG)


def _name(claims: list[Percentage], number: int) -> str:
    """The words of a share: those from the share before it on."""
    claim = claims[number]
    start = claims[number - 1].figure.end if number else max(claim.sentence.start, claim.start - LEAD)
    return claim.passage.plain[start : claim.start]


def _whole(claims: list[Percentage], names: list[str]) -> bool:
    """Do the words make the shares a whole: spans that follow one another, a known set, the rest as the last of three?"""
    if len(claims) >= FEWEST_NAMED and REST.search(names[-1]) is not None:
        return True
    if len(claims) >= FEWEST_NAMED and all(SPAN.search(each) for each in names) and len(set(names)) == len(names):
        return names[0][-LEAD:] != "" and "以上" in names[-1] + names[0]
    named = [replace(each.figure, head=name[-LEAD:], tail="") for each, name in zip(claims, names, strict=True)]
    return closed(named)


def _not_all(claims: list[Percentage]) -> bool:
    """商品类327979件，占53.30%；服务类274328件，占44.58%；其他类13058件: are there parts without a share, or do the parts
    fall short of their total as much as their shares of 100 %?"""
    if len({each.link for each in claims if len(each.link) > SAID_OF}) > 1:
        return True  # 占商品类投诉的49.9%；占服务类投诉的51.6%
    passage, parts = claims[0].passage, [_part(each) for each in claims]
    if any(each is None for each in parts):
        return False
    counts = [each for each in parts if each is not None]
    behind = next((each for each in passage.figures if each.start > claims[-1].figure.end), None)
    if behind is not None and behind.kind == counts[-1].kind and behind.sentence == counts[-1].sentence:
        return True
    amount = sum((each.value for each in counts), Decimal(0))
    totals = (each.value for each in passage.figures if each.kind == counts[0].kind and each.end <= counts[0].start)
    return any(
        abs(HUNDRED * amount / each - _sum(claims)) < UNIT < abs(HUNDRED - _sum(claims)) for each in totals if each
    )


def _part(claim: Percentage) -> Figure | None:
    """The count right before a share."""
    before = [each for each in claim.sentence.figures if each.end <= claim.start and not each.percent]
    return before[-1] if before and before[-1].count else None


def _sum(claims: list[Percentage]) -> Decimal:
    return sum((each.figure.value for each in claims), Decimal(0))


def _tolerance(claims: list[Percentage]) -> Decimal:
    # 99.82%、0.15%、0%: a nought is printed short, and known to the last place like the others.
    places = [rounding.decimals(each.figure.value) for each in claims if each.figure.value] or [0]
    unit = Decimal(1).scaleb(-min(places))
    return unit * len(claims) / 2 + unit / 2


def _said(claims: list[Percentage], verdict: Verdict) -> Finding:
    return _report(claims[-1].passage, [each.figure for each in claims], claims[0].start, verdict)


def _report(passage: Passage, shares: list[Figure], start: int, verdict: Verdict) -> Finding:
    total = sum((each.value for each in shares), Decimal(0))
    message = (
        f"各项占比合计{total}%，"
        + {
            Verdict.RIGHT: "在取舍误差之内。",
            Verdict.WRONG: "应为100%。",
            Verdict.HINT: "若已列全应为100%。",
        }[verdict]
    )
    return finding(
        passage,
        (start, shares[-1].end),
        kind=Kind.SUM,
        verdict=verdict,
        rule="shares_total",
        message=message,
        stated=f"{total}%",
        computed=HUNDRED,
        basis="各项占比之和为100%" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="shares_total",
    title="占比之和",
    source="列全的各项占比之和为100%，容许每项半个末位的取舍误差",
    why="改了一项占比，其余没有重算。",
    wrong="邻里纠纷占45%，婚姻纠纷占35%，其他纠纷占25%",
    right="邻里纠纷占45%，婚姻纠纷占35%，其他纠纷占20%",
    check=check,
)
