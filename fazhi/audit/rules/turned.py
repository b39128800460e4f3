"""A number that no rule could settle, and that makes an account of its paragraph right with two neighbouring figures turned round."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.corroboration import printed
from fazhi.audit.doubts.places import within
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import PERCENT, Figure, in_scale, summed
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import STROKES, Passage
from fazhi.audit.text.percentages import percentages
from fazhi.audit.turned import clauses, differences, far_wholes, lists, means, products
from fazhi.audit.turned.account import Account
from fazhi.audit.turned.lists import Turned
from fazhi.audit.turned.percentages import account

AVERAGE, TABLE = "均", "table"
RATE, MEAN, DIFFERENCE = "比率＝部分÷总体", "平均数＝总数÷个数", "相差＝一数－另一数"
PRODUCT = "总数＝个数×每个的数"
SUMS = frozenset((DIFFERENCE, PRODUCT))
FEWEST = 4
"""Numbers of a list and its total."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such number."""
    settled = manuscript.settled(lambda each: each.kind in (Kind.SUM, Kind.RATE, Kind.GROWTH))
    for number, passage in enumerate(manuscript.passages):
        known = settled.get(passage.index, [])
        if passage.paragraph.place == TABLE or STROKES.search(passage.original):
            continue  # a row of a table has many percentages, of which one is another one turned round by chance
        if "%" in passage.plain:
            yield from _percentages(manuscript, number, known)
        if AVERAGE in passage.plain:
            yield from _means(manuscript, number, known)
        yield from _sums(passage, known)
        if len(passage.figures) >= FEWEST:
            yield from _lists(manuscript, number, known)


def _percentages(manuscript: Manuscript, number: int, known: list[Finding]) -> Iterator[Finding]:
    passage = manuscript.passages[number]
    for claim in percentages(passage):
        if not _ends(passage, claim.figure, known):
            due = account(manuscript, number, claim) or far_wholes.account(manuscript, claim)
            if due is not None and not _slipped(passage, due, known):
                yield _report(passage, claim.start, claim.figure, due, RATE)


def _means(manuscript: Manuscript, number: int, known: list[Finding]) -> Iterator[Finding]:
    passage = manuscript.passages[number]
    for figure, due in means.turned(manuscript.passages, number):
        if not _ends(passage, figure, known) and not _slipped(passage, due, known):
            yield _report(passage, figure.start - len(figure.head), figure, due, MEAN)


def _sums(passage: Passage, known: list[Finding]) -> Iterator[Finding]:
    """Differences, and sums that so many at so much each make."""
    for basis, told in ((DIFFERENCE, differences.turned(passage)), (PRODUCT, products.turned(passage))):
        for figure, due in told:
            if not any(within(passage, figure, each) for each in known):
                yield _report(passage, figure.start - len(figure.head), figure, due, basis)


def _lists(manuscript: Manuscript, number: int, known: list[Finding]) -> Iterator[Finding]:
    passage = manuscript.passages[number]
    for each in (*lists.turned(manuscript.passages, number), *clauses.closed(manuscript.passages, number)):
        told = [each.total, *each.parts]
        own = [one for one in told if any(one is figure for figure in passage.figures)]
        if not any(within(passage, one, finding) for one in own for finding in known if finding.kind is Kind.SUM):
            yield _report_list(passage, each)


def _ends(passage: Passage, figure: Figure, known: list[Finding]) -> bool:
    """Does a finding that settles something end with the figure?"""
    end = passage.quote(figure.start, figure.end)[1]
    return any(each.end == end for each in known)


def _slipped(passage: Passage, due: Account, known: list[Finding]) -> bool:
    """Is a number of the account called wrong already? Then what follows from it is no slip."""
    own = [each for each in due.figures if any(each is one for one in passage.figures)]
    wrong = [each for each in known if each.verdict is Verdict.WRONG]
    return any(within(passage, figure, finding) for figure in own for finding in wrong)


def _report(passage: Passage, start: int, figure: Figure, due: Account, basis: str) -> Finding:
    stated = printed(figure) or due.due
    formula = f"{due.formula}＝{due.due}{PERCENT if figure.percent else figure.scale_word + figure.unit}"
    return finding(
        passage,
        (start, figure.end),
        kind=Kind.SUM if basis in SUMS else Kind.RATE,
        verdict=Verdict.WRONG,
        rule="turned",
        message=f"文中写{figure.text}，按{formula}，{misprints.how(stated, due.due)}。",
        stated=figure.text,
        computed=due.due * figure.scale if basis in SUMS else due.due,
        basis=f"{basis}：{formula}",
    )


def _report_list(passage: Passage, told: Turned) -> Finding:
    amount = summed(told.parts)
    formula = "＋".join(in_scale(each.value, each) for each in told.parts)
    return finding(
        passage,
        (told.total.start if told.total in passage.figures else told.parts[0].start, told.parts[-1].end),
        kind=Kind.SUM,
        verdict=Verdict.WRONG,
        rule="turned",
        message=f"分项{formula}＝{in_scale(amount, told.total)}，与总数{told.total.text}不符。",
        stated=told.total.text,
        computed=amount,
        basis="分项之和＝总数",
    )


RULE = Rule(
    id="turned",
    title="写颠倒了两位的数",
    source="比率＝部分÷总体；平均数＝总数÷个数；分项之和＝总数",
    why="两位数字写颠倒的，换了说法就没有句式可依，逐句核对看不出来。",
    wrong="预算32.6万元，实际支出28.7万元，支出为预算的80.8%",
    right="预算32.6万元，实际支出28.7万元，支出为预算的88.0%",
    check=check,
    late=True,
)
