"""Totals that the words around a share point to without standing right before it.

在已办结的案件中，食品类247件，占…      婚姻92起、…、其他31起，其中婚姻占总数的…      （四）劳动保障类1978件。…742件，占该类诉求的…
"""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.rates import binding, divided
from fazhi.audit.rates.portions import FARTHEST, FIT_TOGETHER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.partitions import named_rest
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

# 在已办结的案件中，… 追发额里，…
SCOPE = re.compile(r"(?:在|这些|上述|该|以上)?([^，。；：\d]{2,12}?)[中里](?:，|：|(?=[\u4e00-\u9fff]{2,8}\d))")
NOT_SCOPE = re.compile(r"已经?|的|案件$|事项$|全部|所有|其$|各类|当$|[件起宗]$")
LONGEST = 30
"""No list has so many items before or behind one of them."""
LISTED = re.compile(
    r"(?:（[^（）]{1,12}）)?(?:，占(?:比?\d[\d.]*%|(?:近|约|超过?)?(?:[二三四五]分之[一二三四]|一半|[一二三四五六七八九]成)(?:以上|多)?))?[；、，和及][^，。；：\d]{0,16}"
)
THIS_KIND = re.compile(r"该|这类|此类|本类|同类")


def total(manuscript: Manuscript, claim: Percentage, part: Figure) -> Figure | None:
    """The one total that the words point to, if they do."""
    return (
        _of_scope(claim, part)
        or _of_this_kind(claim, part)
        or _of_list(manuscript, claim, part)
        or divided.total(claim, part)
    )


def of_all(claim: Percentage, part: Figure) -> Figure | None:
    """全年办理事项3286件，其中中心1954件、站点1332件。…412件，占全部办件的…: the greatest count before in the paragraph."""
    if "全部" not in claim.link and "总" not in claim.link:
        return None
    before = [
        each for each in claim.passage.figures
        if each.end <= claim.sentence.start and binding.same_unit(each, part) and each.exact and not each.compared
        and (binding.same_period(claim.passage, each, part) or not part.period)
    ]  # fmt: skip
    most = max(before, key=lambda each: each.value, default=None)
    return most if most is not None and most.value > part.value and most is before[0] else None


def _of_scope(claim: Percentage, part: Figure) -> Figure | None:
    """The one count before of which the opening of the sentence speaks."""
    match = SCOPE.match(claim.passage.plain, claim.sentence.start)
    name = "" if match is None else NOT_SCOPE.sub("", match[1])
    if len(name) < FIT_TOGETHER:
        return None
    found = {
        each.value: each
        for each in claim.passage.figures
        if each.end <= claim.sentence.start and binding.same_unit(each, part) and each.value > part.value
        and not each.vague and not each.compared and each.low > 0 and name in f"{each.head}|{each.tail}"
    }  # fmt: skip
    return next(iter(found.values())) if len(found) == 1 else None


def _of_this_kind(claim: Percentage, part: Figure) -> Figure | None:
    """占该类诉求的28.49%: of the count with which the paragraph begins."""
    if THIS_KIND.search(claim.link) is None:
        return None
    same = [each for each in claim.passage.figures if binding.same_unit(each, part) and each.end <= part.start]
    first = same[:1] if same and "类" in f"{same[0].head}{same[0].tail}" else []
    return next((each for each in first if each.value > part.value and not each.vague), None)


def _of_list(manuscript: Manuscript, claim: Percentage, part: Figure) -> Figure | None:
    """What a whole list (… 其他31起) adds up to: where the share is one of the 总数, or the document has that total."""
    run = whole_list(claim.passage, part) or whole_list(claim.passage, _told_before(claim, part))
    if not run:
        return None
    value = summed(run)
    known = manuscript.totals(part.kind, claim.passage.index, FARTHEST)
    if "总" in claim.link or "全部" in claim.link or any(each.value == value for each in known):
        return replace(run[0], text=f"{value.normalize():f}{part.unit}", value=value)
    return None


def _told_before(claim: Percentage, part: Figure) -> Figure:
    """县住建局386件、…其余部门合计132件。县住建局的386件占…: the same count in the list of the sentence before."""
    name = part.head.removesuffix("的")
    earlier = (each for each in claim.passage.figures if each.sentence == part.sentence - 1 and each.kind == part.kind)
    return next((each for each in earlier if each.value == part.value and name and each.head.endswith(name)), part)


def whole_list(passage: Passage, part: Figure) -> list[Figure]:
    """The list that a count stands in, if its last item is 其他 and all are exact; else none."""
    text = passage.plain
    here = [each for each in passage.figures if each.sentence == part.sentence and not each.percent]
    at = next((number for number, each in enumerate(here) if each is part), None)
    if at is None:
        return []
    here = here[max(0, at - LONGEST) : at + LONGEST]
    at = min(at, LONGEST)
    low = high = at
    while low > 0 and here[low - 1].kind == part.kind and LISTED.fullmatch(text, here[low - 1].end, here[low].start):
        if here[low].head.startswith("其中"):
            break
        low -= 1
    while high + 1 < len(here) and here[high + 1].kind == part.kind:
        if LISTED.fullmatch(text, here[high].end, here[high + 1].start) is None:
            break
        high += 1
    run = here[low : high + 1]
    # 受理732起，化解714起，邻里229起、婚姻183起、其他302起: what the rest adds up to is no item.
    first = next((n for n in range(len(run) - 1) if run[n].value == summed(run[n + 1 :])), -1)
    run = run[first + 1 :]
    complete = len(run) > FIT_TOGETHER and all(each.exact for each in run) and named_rest(run)
    return run if complete else []


def of_sentence_before(claim: Percentage, part: Figure) -> list[Figure]:
    """工单2495件，分为…。前三位是…，合占77%: the total of the list that the sentence before gives."""
    earlier = [each for each in claim.passage.sentences if each.end <= claim.sentence.start]
    same = [each for each in (earlier[-1].figures if earlier else []) if binding.same_unit(each, part) and each.exact]
    return [each for each in same[:1] if each.value > part.value]
