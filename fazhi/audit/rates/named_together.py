"""A share of several counts that its words name: 涉外5183件，涉港澳台1021件；涉外和涉港澳台占16.06%; 渔政、农药、动物卫生监督列前三位，占64.1%."""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.model import Verdict
from fazhi.audit.rates.portions import Share
from fazhi.audit.text.change_words import MATTERS
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.percentages import Percentage

AND = re.compile(r"[、和及与]")
CLAUSES = re.compile(r"[，。；：（）]")
# 提出意见和要求撤销的件数占…
TAIL = re.compile(
    r"(?:[件份起宗人户批]数|数量|[两二三四五六七八九]?[类项者种]|等|合计|共计|案件|问题|案|类|一共|共|均|仅|就|的)+$"
)
PLACED = re.compile(r"(?:列|居|排名?|位[居列])[^，。；]{0,2}前[^，。；]{0,3}$")
# 两项合计, 两类, 合计
ADDED = re.compile(r"(?:[两二三四五六][类项者种]|合计|共计|之和)(?:合计|共计|共|一共)?$")
# 其中视频解读4件 is what 视频 means
LEADING = re.compile(r"^其中[:：]?")
LEAD, SHORTEST = 60, 2


def of_named_together(share: Share) -> Figure | None:
    """The sum of the counts that the words before the share name, if that and a greater count of the paragraph give it."""
    part, claim = share.part, share.claim
    if part is None or not part.exact:
        return None
    before = _before(claim, part.kind)
    total = _named(_words(claim), before)
    if total is None:
        return None
    together = replace(share, part=total)
    return total if any(each.value > total.value and together.fits(each.value) for each in before) else None


def of_list(claim: Percentage) -> tuple[Figure, Figure] | None:
    """民生743件、征拆428件、…、其他100件；民生与征拆两项合计占62.5%, of the 1874 that the whole list makes: the sum and that total."""
    words = _words(claim)
    if ADDED.search(words) is None or claim.figure.vague or claim.figure.bound:
        return None
    for kind in {each.kind for each in claim.passage.figures if each.end <= claim.start and each.exact}:
        before = _before(claim, kind)
        total = _named(words, before)
        whole = (
            None if total is None else _made_by_list(before if kind not in MATTERS else _before(claim, *MATTERS), total)
        )
        if total is not None and whole is not None:
            return total, whole
    return None


def of_several(share: Share, verdict: Verdict) -> tuple[Figure, Figure] | None:
    """24件解读材料中，图解11件，文字解读9件，视频解读4件，图解和视频合计占65.2%, called wrong of 图解 alone: the sum of those that are named, and the base."""
    words = _words(share.claim)
    if verdict is not Verdict.WRONG or share.part is None or ADDED.search(words) is None:
        return None
    total = _named(words, _before(share.claim, share.part.kind))
    base = None if total is None else next((each for each in share.bases if each.value >= total.value), None)
    return None if total is None or base is None else (total, base)


def _words(claim: Percentage) -> str:
    clauses = CLAUSES.split(claim.passage.plain[max(0, claim.start - LEAD) : claim.start])
    return clauses[-1] or (clauses[-2] if len(clauses) > 1 else "")


def _before(claim: Percentage, *kinds: str) -> list[Figure]:
    before = [each for each in claim.passage.figures if each.end <= claim.start and each.kind in kinds]
    return [each for each in before if each.exact and not each.compared and not each.spelled]


def _named(words: str, before: list[Figure]) -> Figure | None:
    """The counts that are named, made one."""
    told = _names(words)
    if not told:
        return None
    found = [_latest(before, name) for name in told]
    parts = [each for each in found if each is not None]
    if len(parts) < len(told) or len({id(each) for each in parts}) < len(parts):
        return None
    return replace(parts[-1], value=summed(parts), text="＋".join(each.text for each in parts))


def _latest(before: list[Figure], name: str) -> Figure | None:
    """采纳52条，部分采纳18条，未予采纳17条: the one that is called just so, or else the last whose words hold the name."""
    held = [each for each in reversed(before) if called(each, name)]
    held = held or [each for each in reversed(before) if LEADING.sub("", each.head).startswith(name)]
    return next((each for each in held if each.head == name), held[0] if held else None)


def names(claim: Percentage) -> list[str]:
    """What the words before a share name, if that is more than one thing."""
    return _names(_words(claim))


def _names(words: str) -> list[str]:
    found = [TAIL.sub("", each) for each in AND.split(PLACED.sub("", words))]
    if len(found) < SHORTEST or any(len(each) < SHORTEST or any(one.isdigit() for one in each) for each in found):
        return []
    return found


def called(figure: Figure, name: str) -> bool:
    """Does the count bear the name?"""
    return figure.head.endswith(name) or TAIL.sub("", figure.head).endswith(name)


def _made_by_list(before: list[Figure], total: Figure) -> Figure | None:
    """The printed count before a list that all counts behind it, the named ones among them, make up."""
    for at, whole in enumerate(before):
        amount = whole.value
        for each in before[at + 1 :]:
            amount -= each.value
            if amount <= 0:
                break
        if amount == 0 and whole.value > total.value:
            return whole
    return None
