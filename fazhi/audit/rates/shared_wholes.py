"""Parts whose shares make 100 %, and a total that they miss: 提案92件。A类22件，占23.91%。B类86件，占73.91%。C类2件，占2.17%.

The shares say that the list is all there is. If those of all but one follow from the total, that one part slipped; if all
follow from the sum of the parts, the total did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi.audit.rates.portions import Share
from fazhi.audit.rates.shares import shares
from fazhi.audit.sums.told_counts import like, sound
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

CALLED = re.compile(r"共|总|合计|受理|收到|接到|办理|登记")
OF_ALL = re.compile(r"占[^，；。占]{0,6}总[数量体]的?$")
LEAD = 16
PAIR, THREE, FOUR, MOST = 2, 3, 4, 24
BACK = 8
"""So many paragraphs before its parts the total may stand."""
HUNDRED, ROUND = Decimal(100), Decimal("0.02")


@dataclass(slots=True)
class SharedWhole:
    """A total, the parts, and which of them slipped."""

    passage: Passage
    total: Figure
    parts: list[Figure]
    slipped: Figure


def shared_wholes(manuscript: Manuscript) -> list[SharedWhole]:
    """All such lists of the document that miss their total."""
    known: list[SharedWhole] | None = manuscript.memory.get("shared wholes")
    if known is not None:
        return known
    found: list[SharedWhole] = []
    numbers = {id(each): number for number, each in enumerate(manuscript.passages)}
    by_passage: dict[int, list[Share]] = {}
    for share in dealt(shares(manuscript)):
        number = numbers.get(id(share.claim.passage))
        if number is not None and share.part is not None and not share.together and sound(share.part):
            by_passage.setdefault(number, []).append(share)
    for number, row in by_passage.items():
        for whole in _rows(row):
            missed = _missed(manuscript, number, whole)
            if missed is not None:
                found.append(missed)
    manuscript.memory["shared wholes"] = found
    return found


def dealt(row: list[Share]) -> Iterator[Share]:
    """甲类671件，乙类161件，丙类86件，分别占73.1%、17.5%、9.4%: each share with the count of its turn."""
    for at, share in enumerate(row):
        first = at + 1 - share.claim.order
        if share.part is not None or not share.claim.order or first < 0:
            yield share
            continue
        after = [each.claim.order for each in row[first:]]
        many = next((number for number, order in enumerate(after) if order != number + 1), len(after))
        opening = row[first].claim
        counts = [each for each in opening.sentence.figures if each.end <= opening.start and each.count][-many:]
        if opening.passage is share.claim.passage and len(counts) == many and len({each.kind for each in counts}) == 1:
            yield replace(share, part=counts[share.claim.order - 1])


def _rows(row: list[Share]) -> Iterator[list[Share]]:
    """The shares of one unit, side by side, that make 100 %."""
    start = 0
    while start <= len(row) - PAIR:
        end = next((end for end in range(start + PAIR, min(len(row), start + MOST) + 1) if _whole(row[start:end])), 0)
        if end:
            yield row[start:end]
        start = end or start + 1


def _whole(row: list[Share]) -> bool:
    parts = [each.part for each in row if each.part is not None]
    if len({each.start for each in parts}) < len(row) or len({each.kind for each in parts}) > 1:
        return False
    stated = [each.claim.figure.value for each in row]
    if any(each.claim.figure.vague or each.claim.figure.bound or not each.claim.figure.value for each in row):
        return False
    # Shares in whole per cent make 100 by chance, unless both are said to be of all there is (占总数的79%).
    if len(row) < THREE and not all(map(rounding.decimals, stated)) and not all(map(_of_all, row)):
        return False
    off = sum((rounding.place(each) for each in stated), Decimal(0)) / 2
    return abs(sum(stated) - HUNDRED) <= min(off, ROUND * len(row) + rounding.place(min(stated, key=rounding.place)))


def _of_all(share: Share) -> bool:
    start = share.claim.figure.start
    return OF_ALL.search(share.claim.passage.plain, max(0, start - LEAD), start) is not None


def _missed(manuscript: Manuscript, number: int, row: list[Share]) -> SharedWhole | None:
    passage = manuscript.passages[number]
    parts = [each.part for each in row if each.part is not None]
    amount = summed(parts)
    before = [each for earlier in manuscript.passages[max(0, number - BACK) : number] for each in earlier.figures]
    own = {each.start for each in parts}
    here = [each for each in passage.figures if each.start not in own]
    told = [each for each in (*before, *here) if like(each, parts[0]) and each.count and not each.compared]
    if any(each.value == amount for each in told):
        return None
    wholes = [*before, *(each for each in here if each.end <= parts[0].start)]
    for total in reversed([each for each in wholes if like(each, parts[0]) and sound(each)]):
        if EARLIER.search(f"{total.period}{total.head}") or not total.value or total.step != parts[0].step:
            continue
        slipped = (
            _part_slipped(row, parts, total) or _total_slipped(row, amount, total) or _hidden_slip(row, parts, total)
        )
        # 来信17件，占30%；…, 57件 in all, and 自收75件 in another paragraph: of so few figures some number is turned round by chance.
        least = THREE if CALLED.search(total.head) else FOUR
        if slipped is total and total in before and len(f"{total.value:f}") < least:
            continue
        if slipped is not None:
            return SharedWhole(passage, total, parts, slipped)
    return None


def _part_slipped(row: list[Share], parts: list[Figure], total: Figure) -> Figure | None:
    """The one part whose share is not that of the total, where what the others leave is a slip of it, or many agree."""
    unlike = [each for each in row if not _fits(each, total.value)]
    fine = all(rounding.decimals(each.claim.figure.value) for each in row)
    if len(unlike) != 1 or len(row) < THREE and not fine:
        return None
    part = unlike[0].part
    if part is None:
        return None
    right = total.value - summed([each for each in parts if each is not part])
    if right <= 0 or not _follows(unlike[0], right, total.value):
        return None
    printed, told = f"{part.value:f}", f"{right:f}"
    # 23件，占22.8%, for 13: of two figures one may be wrong where the shares leave no doubt of the right number.
    one = fine and len(printed) == len(told) == PAIR and misprints.one_wrong(printed, told)
    if len(row) < THREE:
        return part if len(printed) >= THREE and misprints.swapped(printed, told) else None
    return part if one or misprints.alike(printed, told) or len(row) > FOUR else None


def _total_slipped(row: list[Share], amount: Decimal, total: Figure) -> Figure | None:
    """The total, where all shares are those of the sum."""
    if not all(_fits(each, amount) for each in row):
        return None
    unlike = sum(1 for each in row if not _fits(each, total.value))
    printed, right = f"{total.value:f}", f"{amount:f}"
    if misprints.alike(printed, right):
        turned = misprints.swapped(printed, right)
        told = unlike >= PAIR or turned and (amount > total.value or unlike and len(printed) >= FOUR)
        return total if told else None
    few = len(printed) == len(right) and misprints.one_wrong(printed, right)
    return total if few and unlike >= THREE else None


def _hidden_slip(row: list[Share], parts: list[Figure], total: Figure) -> Figure | None:
    """举报96件。业务内76件，占79%；业务外21件，占21%: the shares are those of the total and make 100 %, but are too coarse to tell
    which part is one too many. Parts beyond their total are wrong however little; below it something may have been left out
    that is less than the rounding, unless one part is a slip of what is missing.
    """
    amount = summed(parts)
    if all(_fits(each, amount) for each in row) or not all(_fits(each, total.value) for each in row):
        return None
    rights = [(share, part, total.value - amount + part.value) for share, part in zip(row, parts, strict=True)]
    fitting = [(part, right) for share, part, right in rights if _follows(share, right, total.value)]
    alike = [part for part, right in fitting if misprints.alike(f"{part.value:f}", f"{right:f}")]
    if alike:
        return alike[0]
    return fitting[0][0] if amount > total.value and fitting else None


def _fits(share: Share, whole: Decimal) -> bool:
    return share.part is not None and _follows(share, share.part.value, whole)


def _follows(share: Share, part: Decimal, whole: Decimal) -> bool:
    if not 0 < part <= whole or part != int(part) or whole != int(whole):
        return False
    return bool(rounding.fits_counts(share.claim.figure.value, int(part), int(whole)))
