"""What there was, with what came and went, is not what there is said to be: 上年末52人，新增14人，退出6人，年末66人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.sums import told_rests
from fazhi.audit.sums.stocks import BASIS, Account, accounts
from fazhi.audit.sums.stocks_again import Again, told_again
from fazhi.audit.sums.turned_signs import turned_signs
from fazhi.audit.text.figures import in_scale
from fazhi.audit.text.manuscript import Manuscript, finding

UNTOLD = re.compile(r"，(?:加上|连同|扣除|以及|还有)[^，。；\d]{2,16}，")
FEWEST = 2
"""Of few in words there may be more: 由二十六处降至二十四处，核销五处，新增三处."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every account, whether or not it comes out, and for every number of one that is told again otherwise."""
    for passage in manuscript.passages:
        if len(passage.figures) < FEWEST:
            continue
        for account in accounts(passage):
            if account.misses() and not _others_untold(account):
                yield _report(account, Verdict.WRONG, "增减", BASIS)
            elif account.fits():
                yield _report(account, Verdict.RIGHT, "增减", BASIS)
        for account in turned_signs(passage):
            yield _report(account, Verdict.WRONG, "增减", BASIS)
        for account in told_rests.told_rests(passage):
            if account.misses():
                yield _report(account, Verdict.WRONG, "总数和各部分", told_rests.BASIS)
    for again in told_again(manuscript):
        yield _report_again(manuscript, again)


def _others_untold(account: Account) -> bool:
    """新登记4186户，注销2973户，加上依法吊销的和迁出的，……净增1144户: are there more that came or went, of whom no number is told?"""
    first, last = min(each.start for each in account.figures), max(each.end for each in account.figures)
    return UNTOLD.search(account.passage.plain, first, last) is not None


def _report(account: Account, verdict: Verdict, of: str, basis: str) -> Finding:
    stated, wrong = account.stated, verdict is Verdict.WRONG
    computed = in_scale(account.computed, stated)
    ending = "不符" if wrong else "相符"
    return finding(
        account.passage,
        (min(each.start for each in account.figures), max(each.end for each in account.figures)),
        kind=Kind.SUM,
        verdict=verdict,
        rule="stock",
        message=f"按文中所写的{of}，{account.formula}＝{computed}{stated.unit}，与所写的{stated.text}{ending}。",
        stated=stated.text,
        computed=account.computed,
        basis=basis if wrong else "",
    )


def _report_again(manuscript: Manuscript, again: Again) -> Finding:
    there = manuscript.addresses.get(again.there.index, "")
    return finding(
        again.passage,
        (again.figure.start, again.figure.end),
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG,
        rule="stock",
        message=f"{there}所写的是{again.right.text}，此处写{again.figure.text}，所指是同一期末（期初）数，两处必有一误。",
        stated=again.figure.text,
        computed=again.right.text,
        basis=BASIS,
    )


RULE = Rule(
    id="stock",
    title="期初、增减与期末",
    source="期初数＋增加数－减少数＝期末数",
    why="增减改了而结存没有重算，把该减的加了，或者期末仍写着期初的数。",
    wrong="“法律明白人”上年末在册52人，当年新增14人，因外出务工等退出6人，年末在册66人",
    right="“法律明白人”上年末在册52人，当年新增14人，因外出务工等退出6人，年末在册60人",
    check=check,
)
