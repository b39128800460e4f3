"""A share or rate of things that exist cannot exceed 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding, wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import Percentage, percentages

CARRIED = re.compile(r"结案|审结|执结|办结")
OVER = re.compile(r"结转|遗留|旧存|积存|上年未|往年|累计|计划|任务|目标")
OF_PLAN = re.compile(r"计划|目标|任务|应|额定|核定|年初|[上去前]年|同期|结转|预算|指标")
OF_BEFORE = re.compile(r"含|结转|旧存|积存|遗留|连同|加上")
LEFT = re.compile(r"剩余|其余|余下|另有|还有|尚|仍|未")
AS_BASE = re.compile(r"[^，。；：\d]{0,6}(?:为|作为?)(?:基数|分母|总数)|[^，。；：\d]{0,6}计算")
OPENED = re.compile(r"其中|按[^，。；]{1,10}[分看]|从[^，。；]{1,10}看")
# 各项占比保留一位小数，之和可能为99.9%至100.1%: so much is rounded away.
TOGETHER = re.compile(
    r"(?:保留[^，。；]{0,4}小数|四舍五入)[^。；]*(?:之和|合计|相加)|(?:之和|合计|相加)[^。；]*(?:保留[^，。；]{0,4}小数|四舍五入)"
)
SPENT = re.compile(r"支用|支出|开支|列支|使用|花费|耗用|用去|投入|[实支]付|拨付|[决结]算")
ALLOTTED = re.compile(r"[原初].?[列定]|安排|预算|核定|下达|批[复准]|追加|概算|计划|额度|控制数|定额")
MONEY = "元"
ROUNDED = 101
MOST_CARRIED = 200
BACK, NAME = 4, 2


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Percentages above 100 that are neither growth nor the fulfilment of a plan."""
    above, bounded = wording.pattern("above_hundred"), wording.pattern("bounded")
    for passage in manuscript.passages:
        if not any(each.percent and each.value > 100 for each in passage.figures):
            continue
        for claim in percentages(passage):
            if claim.figure.value <= 100 or claim.role in ("growth", "points", "other"):
                continue
            clause = claim.passage.plain[max(claim.sentence.start, claim.start - 8) : claim.figure.start]
            counts = _counts_with_rest(claim)
            if counts is not None:
                yield _not_all(claim, *counts)
                continue
            turned = _turned(claim)
            if turned is not None:
                yield _divided_wrongly(claim, *turned)
                continue
            if _spent(claim):
                continue
            if above.search(clause) or claim.figure.value <= ROUNDED and TOGETHER.search(_sentence(claim)):
                continue
            # 结案率为111%: what was left from the year before is ended as well.
            carried = CARRIED.search(clause) is not None and claim.figure.value < MOST_CARRIED
            proven = bounded.search(clause) is not None and not carried or _point_moved(claim) or _within(claim)
            message = f"文中写{claim.stated}；{f'{claim.name}率' if claim.role == 'rate' else claim.name or '占比'}表示部分占全部的比重，不可能超过100%。"
            yield finding(
                passage,
                (claim.start, claim.figure.end),
                kind=Kind.RATE,
                verdict=Verdict.WRONG if proven else Verdict.HINT,
                rule="over_hundred",
                message=message if proven else f"文中写{claim.stated}，超过100%，请核对其口径。",
                stated=claim.stated,
                basis="部分不大于全部" if proven else "",
            )


def _spent(claim: Percentage) -> bool:
    """全年支用63.8万元，占年初安排的106.3%: more can be spent than was set apart for it."""
    said = claim.passage.plain[claim.start : claim.figure.start]
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count]
    return (
        bool(before)
        and before[-1].kind == MONEY
        and SPENT.search(before[-1].head) is not None
        and ALLOTTED.search(said) is not None
    )


def _sentence(claim: Percentage) -> str:
    return claim.passage.plain[claim.sentence.start : claim.sentence.end]


def _counts_with_rest(claim: Percentage) -> tuple[Figure, Figure, Figure] | None:
    """任务46项，完成44项，完成率104.5%，未完成的2项…: part, whole and what the one leaves of the other, told beside it."""
    counts = [each for each in claim.passage.figures if each.count and each.exact]
    before = [each for each in counts if each.end <= claim.start and each.sentence == claim.figure.sentence][-BACK:]
    rest = next((each for each in counts if each.start >= claim.figure.end), None)
    if not before or rest is None or LEFT.search(rest.head) is None or rest.kind != before[-1].kind:
        return None
    part = before[-1]
    wholes = (each for each in before[:-1] if each.kind == part.kind and each.value == part.value + rest.value)
    return next(((part, whole, rest) for whole in wholes), None)


def _not_all(claim: Percentage, part: Figure, whole: Figure, rest: Figure) -> Finding:
    """Not even all was done, so that whatever the rate is one of is less than the whole."""
    return _of_two(claim, part, whole, f"；还有{rest.text}不在内，不可能超过100%。")


def _of_two(claim: Percentage, part: Figure, whole: Figure, why: str) -> Finding:
    """按33件÷34件应为97.1%, and why it cannot be more than 100 %."""
    computed = rounding.show(100 * part.exactly / whole.exactly, max(1, rounding.decimals(claim.figure.value)))
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="over_hundred",
        message=f"按{part.text}÷{whole.text}应为{computed}%，文中写{claim.stated}{why}",
        stated=claim.stated,
        computed=computed,
        basis="部分不大于全部",
    )


def _point_moved(claim: Percentage) -> bool:
    """抽查9840户……发现问题1476户，问题发现率150.0%: is it the share of the count before it, but for its decimal point?"""
    before = [each for each in claim.passage.figures if each.end <= claim.start and each.count and each.exact]
    if not before or claim.figure.vague or not before[-1].value:
        return False
    part, places = before[-1], rounding.decimals(claim.figure.value)
    return any(
        rounding.fits(claim.figure.value / 10, 100 * part.exactly / each.exactly)
        for each in before[:-1][-BACK:]
        if each.kind == part.kind and each.value >= part.value and places
    )


def _within(claim: Percentage) -> bool:
    """受理93件，已办结90件，办结率103.3%: what was done is less than what there was to do, so that nothing was carried over."""
    counts = [each for each in claim.sentence.figures if each.end <= claim.start and each.count and each.exact]
    counts = [each for each in counts if not each.compared]
    if claim.role != "rate" or len(counts) < 2 or OVER.search(claim.passage.plain) is not None:
        return False
    part = counts[-1]
    name = claim.name.removesuffix("率")[-NAME:]
    if claim.figure.clause - part.clause > 1 or len(name) < NAME or name not in part.head:
        return False
    return any(each.kind == part.kind and each.value >= part.value for each in counts[:-1])


def _turned(claim: Percentage) -> tuple[Figure, Figure] | None:
    """受理34件，按期办结33件，按期办结率103.0%: (part, whole) told right before it, where it is the whole divided by the part."""
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count and each.exact]
    if claim.role != "rate" or not before or not before[-1].value:
        return None
    part = before[-1]
    if claim.figure.clause - part.clause > 1 or part.compared or OF_PLAN.search(part.head) is not None:
        return None
    if AS_BASE.match(claim.passage.plain, part.end) is not None:
        return None  # 以新收136件为基数，结案率103.68%: so it was divided on purpose
    # 查处各类违法行为145件……。年内办结140件，办结率103.6%: the whole may end the sentence before.
    back = _back(claim, part) if len(before) == 1 else 0
    wholes = (
        each
        for each in claim.passage.figures
        if each.end <= part.start and part.sentence - each.sentence <= back and each.kind == part.kind
        if each.exact and each.value > part.value and not each.compared and OF_BEFORE.search(each.head) is None
    )
    turned = (each for each in wholes if rounding.fits(claim.figure.value, 100 * each.exactly / part.exactly))
    return next(((part, each) for each in turned), None)


def _back(claim: Percentage, part: Figure) -> int:
    """So many sentences before the part its whole may stand: one, and one more where that one only divides the one before it."""
    at = part.sentence - 1
    between = [each for each in claim.passage.figures if each.sentence == at]
    divides = bool(between) and OPENED.match(claim.passage.plain, between[0].begins) is not None
    return 2 if divides else 1


def _divided_wrongly(claim: Percentage, part: Figure, whole: Figure) -> Finding:
    return _of_two(claim, part, whole, f"，是用{whole.text}除以{part.text}，除反了。")


RULE = Rule(
    id="over_hundred",
    title="超过100%的比率",
    source="部分不大于全部；完成率、增长率除外",
    why="全文替换年份（10→2023）会把100%变成20230%。",
    wrong="办案补贴发放比例达到20230%",
    right="税收任务完成率125.5%",
    check=check,
)
