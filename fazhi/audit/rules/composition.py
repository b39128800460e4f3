"""三次产业结构为7.7∶57.5∶34.8: the ratio of three or more parts against the parts themselves, and against a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.ratios import MARK, PART, parts_of

HUNDRED = 100
STRUCTURE = re.compile(
    r"(?:结构|比重|比例|占比|构成)(?:进一步优化，)?比?(?:由[^，。；]{1,40})?(?:调整|优化|演变|转变)?(?:[为成到至]|比|之比)?[^，。；：\d]{0,6}"
    rf"(?<![\d.:：∶])({PART}(?:{MARK}{PART}){{2,5}})(?![\d.:：∶%])"
)
BACK = 160
"""So many characters before the ratio its parts may stand."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every ratio of three or more numbers that is called a structure."""
    for passage, match, offset in manuscript.matches(STRUCTURE):
        stated = parts_of(match[1])
        start, end = match.start(1) - offset, match.end(1) - offset
        parts = _parts(passage, start, len(stated))
        total = sum(stated, Decimal(0))
        unit = Decimal(1).scaleb(-min(rounding.decimals(each) for each in stated))
        if parts:
            yield _held_against(passage, (start, end), match[1], stated, parts)
        elif abs(total - HUNDRED) <= unit * len(stated) / 2:
            yield _report(passage, (start, end), match[1], Verdict.RIGHT, f"各部分合计{total}，相符。")
        elif abs(total - HUNDRED) < len(stated):
            message = f"各部分合计{total}，不是100，至少一个数有误。"
            yield _report(passage, (start, end), match[1], Verdict.WRONG, message)


def _parts(passage: Passage, start: int, number: int) -> list[Figure]:
    """As many amounts of one unit before the ratio as it has numbers, of the last list that has so many."""
    counts = [each for each in passage.figures if start - BACK < each.start and each.end <= start and each.count]
    for last in range(len(counts), number - 1, -1):
        run = counts[last - number : last]
        gaps = [passage.plain[left.end : right.start] for left, right in pairwise(run)]
        if len({each.kind for each in run}) == 1 and not any("。" in gap for gap in gaps):
            return run if all(not each.vague and not each.bound and each.low > 0 for each in run) else []
    return []


def _held_against(
    passage: Passage, span: tuple[int, int], text: str, stated: list[Decimal], parts: list[Figure]
) -> Finding:
    whole = summed(parts)
    low, high = sum(each.low for each in parts), sum(each.high for each in parts)
    wrong = [
        number for number, (one, part) in enumerate(zip(stated, parts, strict=True))
        if not rounding.fits(one, HUNDRED * part.low / high, HUNDRED * part.high / low)
    ]  # fmt: skip
    if not wrong:
        return _report(passage, span, text, Verdict.RIGHT, "各部分所占与结构相符。")
    if len(wrong) > 1:
        return _report(passage, span, text, Verdict.UNSURE, "结构与文中最近的各数不符，请核对所指。")
    one, part = stated[wrong[0]], parts[wrong[0]]
    computed = rounding.show(HUNDRED * part.exactly / Fraction(whole), rounding.decimals(one))
    message = f"{part.text}占各部分合计的{computed}%，结构中写{one}。"
    if sum(stated, Decimal(0)) == HUNDRED and abs(one - computed) <= max(map(rounding.place, stated)):
        # 22.0：37.8：40.2 of 22.04、37.82 and 40.14: the last place was bumped so that all make a hundred.
        return _report(passage, span, text, Verdict.HINT, message + "当是为凑足100调整了尾数，请核对。")
    return _report(passage, span, text, Verdict.WRONG, message)


def _report(passage: Passage, span: tuple[int, int], stated: str, verdict: Verdict, message: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.RATE,
        verdict=verdict,
        rule="composition",
        message=message,
        stated=stated,
        basis="各部分所占之和为100%" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="composition",
    title="结构比",
    source="各部分占总量的比重之和为100%",
    why="三次产业结构随各产业增加值改动，常有一个数没有重算。",
    wrong="第一产业4.32亿元、第二产业7.15亿元、第三产业5.03亿元，三次产业结构为26.2：43.3：35.0",
    right="第一产业4.32亿元、第二产业7.15亿元、第三产业5.03亿元，三次产业结构为26.2：43.3：30.5",
    check=check,
)
