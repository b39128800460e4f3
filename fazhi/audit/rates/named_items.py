"""A share told by the name of an item alone, after a list that adds up: A类168件、B类51件、C类12件，共231件，……A类占77.2%.

The list says which number bears the name and of what it is a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.corroboration import accounts
from fazhi.audit.rates.shares import FILLER
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage
from fazhi.audit.text.scopes import picks_from

HUNDRED, PAIR, LONGEST, TELLING = 100, 2, 12, 3
SUBJECT = re.compile(
    r"(?:^|[，。；：、）])“?(?P<name>[A-Z\u4e00-\u9fff][\u4e00-\u9fff”]{1,11}?)(?:的|类|又|仍|就|约|已经?)*占"
)
SEVERAL = re.compile(r"以[上下]|[和及与前两三四五]")
BRACKETS = re.compile(r"（[^（）]*）")
NEXT = re.compile(r"[、，；][^，。；：、\d]{1,14}")
MARKS = re.compile(r"[，。；：、]")
OPENING = re.compile(r"^(?:其中|包括|分别是?|主要是|共|从[^，]{1,8}看)+")


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(item, total) where the printed share is none of theirs, but a slip of it or the share of another number of the list."""
    figure = claim.figure
    if claim.role != "share" or claim.order or figure.vague or figure.bound or FILLER.sub("", claim.link):
        return None
    if rounding.telling(figure.value) < TELLING:
        return None
    found = _named(claim)
    if found is None:
        return None
    item, total, others = found
    right = HUNDRED * item.exactly / total.exactly
    by_another = any(rounding.fits(figure.value, HUNDRED * item.exactly / each.exactly) for each in others)
    return (item, total) if by_another or misprints.misprinted(figure.value, right) else None


def _named(claim: Percentage) -> tuple[Figure, Figure, list[Figure]] | None:
    """(item, total, the other numbers of the unit before the share), if one list alone has an item of the name."""
    text, start = claim.passage.plain, claim.figure.start
    # From the mark before the sentence on: ^ is the beginning of the whole text alone.
    subject = SUBJECT.search(text, max(0, claim.sentence.start - 1, start - LONGEST - len(claim.link)), start)
    if subject is None or SEVERAL.search(subject["name"]) is not None:
        return None
    if picks_from(subject["name"], subject["name"][:PAIR]):
        return None
    found = []
    for items, total in _lists(claim.passage, subject.start()):
        bearing = [each for each in items if _name(claim.passage, each)[:PAIR] == subject["name"][:PAIR]]
        if len(bearing) == 1 and all(_name(claim.passage, each) for each in items):
            found.append((bearing[0], total))
    if any(rounding.fits(claim.figure.value, HUNDRED * item.exactly / total.exactly) for item, total in found):
        return None
    if len({(item.start, total.value) for item, total in found}) != 1:
        return None
    item, total = found[0]
    others = [each for each in claim.passage.figures if each.kind == item.kind and each.end <= subject.start()]
    return item, total, [each for each in others if each.exact and each.value > item.value and each is not total]


def _lists(passage: Passage, until: int) -> Iterator[tuple[tuple[Figure, ...], Figure]]:
    """(items, total) of every list before a place that adds up, of this period and no changes."""
    for account in accounts(passage):
        items, total = account[:-1], account[-1]
        if len(items) < PAIR or total.percent or summed(list(items)) != total.value:
            continue
        if any(each.compared or each.end > until or CHANGE.search(each.head) for each in account):
            continue
        if EARLIER.search(f"{total.period}{total.head}") is not None or _goes_on(passage, items[-1]):
            continue
        if all(one.end <= two.start for one, two in pairwise(items)):
            yield items, total


def _goes_on(passage: Passage, last: Figure) -> bool:
    """涉气23件、涉水17件、涉固体废物12件、噪声4件: that the first three make some other number is chance."""
    behind = next((each for each in passage.figures if each.start >= last.end), None)
    return (
        behind is not None
        and behind.kind == last.kind
        and NEXT.fullmatch(passage.plain, last.end, behind.start) is not None
    )


def _name(passage: Passage, figure: Figure) -> str:
    """The words right before a number, brackets left out: A类 of A类（已解决）168件."""
    lead = BRACKETS.sub("", passage.plain[figure.begins : figure.start])
    return OPENING.sub("", MARKS.split(lead)[-1]).lstrip("“")
