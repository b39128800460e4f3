"""Do the words say that a count is the part, and another the whole, of a rate or share? Asked before a likeness of figures is called a slip.

Of the counts of a paragraph some two make nearly every percentage but for a slip of the hand: 线上办理占41.8% of 现场办理4278件，线上办理3075件
is of all of them, whose number is not told; 办结率93.75% is none of 待办7件.
"""

from __future__ import annotations

import re

from fazhi.audit.rates.binding import words
from fazhi.audit.rates.named_bases import core
from fazhi.audit.text import wording
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.items import SAYS_NOTHING
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

MARK = re.compile(r"[，。；：、（）]")
SHARE = re.compile(r"^(?:所?占到?了?|相当于)|(?:的|比例|比重|比|例|为)$")
# 占该类诉求的: which they are is said elsewhere.
THAT = re.compile(r"^(?:该|本|这|其)类?")
# 占全部办件的: by whatever word they were counted.
OF_ALL = re.compile(r"(?:办件|受理|办理|案件|纠纷|事项|诉求|工单|全年|全[县市区镇乡街]道?|总)*")
# 线上办理13854件，占到近六成，具体为50.9%
SHARED = re.compile(r"占|比[例重]")
# 邻里纠纷次之 is that of 邻里, not of 损害赔偿纠纷.
RANKED = re.compile(r"(?:具体为|次之|其次|居[^，。；]{0,4}|最[多高大低少]|第[一二三四五]|纠纷|案件|事项|问题|诉求)+$")
BESIDE = re.compile(r"[\u4e00-\u9fff]{0,8}，[\u4e00-\u9fff]{0,6}")
# 待办7件，办结率93.75%
LEFT = re.compile(r"^(?:其中|另|尚|仍)?(?:待|未|不|剩余|其余)[\u4e00-\u9fff]{0,4}$")
ITEM = re.compile(r"[，、][^，。；：、\d]{2,8}")
FEWEST = 2


def may_be_of(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """Does nothing that the words name stand against the two?"""
    if claim.role == "share" and part.kind != whole.kind and part.sentence != whole.sentence:
        return False
    return is_part(claim, part) and is_whole(claim, whole) and not _side_by_side(claim, part, whole)


def is_part(claim: Percentage, part: Figure) -> bool:
    """A rate bears the name of what was done to its part (已办结105件，办结率); a share begins with the name of what it is one of."""
    passage = claim.passage
    if part.start > claim.start or not any(each is part for each in passage.figures):
        return True
    if claim.role == "rate":
        if BESIDE.fullmatch(passage.plain, part.end, claim.start) is not None:
            return LEFT.search(part.head) is None
        rule, said = wording.rate_name(claim.name), words(part)
        known = rule.part.search(said) or rule.weak is not None and rule.weak.search(said)
        return bool(known) or not pairs(claim.name).isdisjoint(pairs(said))
    before = [each for each in passage.figures if each.end <= claim.start and not each.percent]
    subject = _subject(claim)
    if subject is None:
        return True
    alike = [each for each in before if each.kind == part.kind]
    return _most_alike(claim, pairs(subject), part, alike) if subject else _last(part, alike)


def _last(part: Figure, before: list[Figure]) -> bool:
    """C类与D类合计864户，占 is of no 252户 before it; 示范校53所，省级4所、市级17所、县级32所，占 is of all of them."""
    behind = [each for each in before if each.start > part.start]
    return not behind or summed(behind) == part.value


def _most_alike(claim: Percentage, subject: set[str], part: Figure, before: list[Figure]) -> bool:
    """Of no count more of the subject is said, by its own words or else in its part of the sentence: 第三轮……214户548人。第三轮规模最大，占."""
    for called in (_called, _said_of):
        alike = {id(each): len(subject & called(claim, each)) for each in before}
        if any(alike.values()):
            return alike.get(id(part), 0) == max(alike.values())
    return False


def is_whole(claim: Percentage, whole: Figure) -> bool:
    """占民商事结案数的 is of no number that is called neither 民商事 nor 结案."""
    if claim.role != "share" or any(each is whole for each in claim.passage.figures):
        return True
    name = core(SHARE.sub("", SHARE.sub("", claim.name)))
    if THAT.match(name) is not None or OF_ALL.fullmatch(name) is not None:
        return True
    return len(name) < FEWEST or not pairs(name).isdisjoint(pairs(words(whole)))


def _called(claim: Percentage, part: Figure) -> set[str]:
    """Every two characters of its words and of all since the number before it: A类（已解决）21件."""
    text = claim.passage.plain
    since = max((each.end for each in claim.passage.figures if each.end <= part.start), default=0)
    return pairs(f"{words(part)}|{text[since : part.start]}")


def _said_of(claim: Percentage, part: Figure) -> set[str]:
    """Those of its part of the sentence up to it."""
    text = claim.passage.plain
    return pairs(text[max(text.rfind(mark, 0, part.start) for mark in "。；") + 1 : part.start])


def _subject(claim: Percentage) -> str | None:
    """日常检查 of 部门移送5件、上级交办3件，日常检查占58.7%; empty of 发现的118个，占; ``None`` where it was said before (占批次的7.69%，占人次的)."""
    last = [each for each in claim.passage.figures if each.end <= claim.start][-1:]
    since = last[0].end if last else 0
    if last and last[0].percent and not claim.passage.plain[since : claim.start].strip("，、"):
        return None
    clauses = MARK.split(claim.passage.plain[since : claim.start])
    if last and len(clauses) == 1 and len(clauses[0]) > FEWEST:
        return None  # 7天以内化解的占: the number is one of its name
    said = [each for each in clauses[1 if since else 0 :] if len(SAYS_NOTHING.sub("", each)) >= FEWEST or "类" in each]
    if any(SHARED.search(each) is not None for each in said):
        return None
    return RANKED.sub("", said[0]) or said[0] if said else ""


def _side_by_side(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """现场办理4278件，线上办理3075件: two of one row by the same deed, of which none is the whole of the other."""
    first, last = sorted((part, whole), key=lambda each: each.start)
    both = len(part.head) >= FEWEST and part.head[-FEWEST:] == whole.head[-FEWEST:]
    return both and ITEM.fullmatch(claim.passage.plain, first.end, last.start) is not None
