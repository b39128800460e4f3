"""Cases ended out of those newly received and those left from before: 收案3211件，另有旧存288件，审结3254件，结案率93.0%."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from fazhi.audit.rates import nearly
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.countable import countable
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.percentages import Percentage

ENDED = re.compile(r"(?:审结|办结|结案|执结|结)(?:案件|案)?(?:总?数|量)?为?$")
BRACKETS = re.compile(r"（[^（）]{1,40}）")
NEW = re.compile(r"收案?件?数?$|受理|收到|新收|立案")
OLD = re.compile(r"旧存|结转|积存|遗留|上年未[结办]")
NAMED = re.compile(r"[结办]案?$|审结$|办结$|执结$")
UNENDED = re.compile(r"未结")
LEFT = re.compile(r"(?:^|[共尚有还已中结和及])未结(?:案件|案)?(?:总?数)?[为有]?$")
# 法定审限内结案率 is of those ended.
IN_TIME = re.compile(r"限|期|按时|及时|当")
NOT_ENDED = re.compile(r"[未不]|其中")
# 受理6380件（含旧存214件）: those are in it already.
WITHIN = re.compile(r"含|其中|包括")
HUNDRED = 100
MOST = 8


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(those ended, all there were to end), if the printed rate is a slip of theirs."""
    figure = claim.figure
    if claim.role != "rate" or NAMED.search(claim.name.removesuffix("率")) is None:
        return None
    if figure.vague or figure.bound or figure.value >= HUNDRED:
        return None
    return _of_received(claim) or _of_unended(claim)


def _of_received(claim: Percentage) -> tuple[Figure, Figure] | None:
    figure = claim.figure
    if OLD.search(claim.passage.plain) is None:
        return None
    counts = [each for each in claim.sentence.figures if each.end <= claim.start and countable(each) and each.exact]
    counts = [each for each in counts if not each.compared and not EARLIER.search(each.head)][-MOST:]
    whole = _all(claim, counts)
    ended = [each for each in counts if ENDED.search(each.head) and whole is not None and each.kind == whole.kind]
    if whole is None or not ended or ended[-1].start < whole.end or ended[-1].value > whole.value:
        return None
    part = ended[-1]
    computed = HUNDRED * part.exactly / whole.exactly
    if rounding.fits(figure.value, computed) or not misprints.near(figure.value, computed):
        return None
    return None if nearly.explained(claim, counts) else (part, whole)


def _of_unended(claim: Percentage) -> tuple[Figure, Figure] | None:
    """审结4477件，结案率96.0%。截至12月底，尚有未结案件187件: what was ended and what was not were all there were to end."""
    figure = claim.figure
    if UNENDED.search(claim.passage.plain) is None or IN_TIME.search(claim.name) is not None:
        return None
    near = [
        each for each in claim.passage.figures
        if abs(each.sentence - figure.sentence) <= 1 and countable(each) and each.exact and not each.compared
    ]  # fmt: skip
    left = [each for each in near if LEFT.search(each.head) is not None]
    ended = [each for each in near if each.end <= claim.start and ENDED.search(each.head) is not None]
    ended = [each for each in ended if EARLIER.search(each.head) is None and NOT_ENDED.search(each.head) is None]
    if len(left) != 1 or not ended or ended[-1].kind != left[0].kind or ended[-1].sentence != figure.sentence:
        return None
    part = ended[-1]
    whole = joined([part, left[0]])
    computed = HUNDRED * part.exactly / whole.exactly
    if rounding.fits(figure.value, computed) or not misprints.near(figure.value, computed):
        return None
    return None if nearly.explained(claim, near) else (part, whole)


def _all(claim: Percentage, counts: list[Figure]) -> Figure | None:
    """What was new and what was left, told one behind the other; or what was received, those left in it."""
    text = claim.passage.plain
    for one, two in pairwise(counts):
        new, old = (one, two) if OLD.search(two.head) else (two, one)
        if one.kind != two.kind or OLD.search(old.head) is None or NEW.search(new.head) is None or OLD.search(new.head):
            continue
        total = next((each for each in counts if each.value == one.value + two.value and each.kind == one.kind), None)
        if total is not None:
            return replace(total, end=max(total.end, two.end))  # 受理109件，其中新收99件，旧存10件
        between = BRACKETS.sub("", text[one.end : two.start])
        if old is two and WITHIN.search(between):
            return new
        if "（" in between:
            return None
        return joined([one, two])
    return None
