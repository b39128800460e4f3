"""The same where the whole is told in another paragraph: 立案违法案件438件……。办结案件415件……。不予处罚等三类合计203件，占办结案件总数的46.3% (203÷438).

The whole is the one count of the document that is called by the name and nothing more; none in the paragraph of the share bears it. The count that was
taken bears nothing of the name, and is not the one of which the part is told off (申请6200件，其中受理4955件，占收案总数的79.9%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.rates import named_bases
from fazhi.audit.rates.another_than_named import TOTAL, Named, called, shares
from fazhi.audit.rates.over_last_year import Taken
from fazhi.audit.text.countable import gives
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

CALLED = r"(?:案件|人员|总数|事项|的)?(?:共|为|有|达)?$"
LEAST, PAIR, BEHIND = 10, 2, 8


def named_far_off(manuscript: Manuscript, passage: Passage) -> Iterator[Taken]:
    """Every such share of a passage."""
    for share in shares(passage):
        if share.part.value >= LEAST and not called(passage, share):
            found = _of(manuscript, passage, share)
            if found is not None:
                yield found


def _of(manuscript: Manuscript, passage: Passage, share: Named) -> Taken | None:
    figure, part = share.figure, share.part
    whole = named_bases.base(manuscript, passage, part, share.words)
    if whole is None or not whole.exact or gives(figure.value, part, whole):
        return None
    if re.search(share.name + CALLED, whole.head) is None and not whole.tail.startswith(share.name):
        return None
    taken = [
        each
        for _passage, each in manuscript.of_kind(part.kind)
        if each is not part and not each.vague and not each.bound and each.low > 0 and each.value >= part.value
        if gives(figure.value, part, each)
    ]
    if not taken or any(_alike(share.name, each) or TOTAL.search(each.head) for each in taken):
        return None
    return None if told_off(passage, taken[0], part) else Taken(passage, figure, share.start, part, whole, taken[0])


def _alike(name: str, figure: Figure) -> bool:
    """持证残疾人 and 残疾证的残疾人15328人: does it bear half of the name?"""
    pairs = [name[at : at + PAIR] for at in range(len(name) - 1)]
    words = figure.head + figure.tail[:BEHIND]
    return 2 * sum(each in words for each in pairs) >= len(pairs)


def told_off(passage: Passage, taken: Figure, part: Figure) -> bool:
    """申请6200件，其中受理4955件，占收案总数的79.9%: does the sentence itself make the count the whole of the part?"""
    same = taken.end <= part.start and taken.sentence == part.sentence
    return same and "其中" in passage.plain[taken.end : part.start]
