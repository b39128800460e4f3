"""Requests of one year of which some were left from the year before and some are left for the next.

收到申请58件，上年结转3件，共计61件。依法办结59件……。结转下年度继续办理2件
受理申请44件，答复申请43件（含上年度结转3件，另有4件顺延至下年度答复）      收到申请7件，上年度结转1件；予以公开3件，无法提供4件，结转下年继续办理1件

Who answers in the one way or the other answers once, so that more outcomes than requests are wrong; fewer may leave one out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.sums.addition import Addition
from fazhi.audit.sums.counts import counted, unit_of
from fazhi.audit.text.figures import Figure, joined, summed
from fazhi.audit.text.passages import Passage

FROM_BEFORE = re.compile(
    r"(?:[上去]一?年度?|[上前]期|往年)(?:末|底)?(?:结转|遗留|转入|转来)(?:的|申请|案件)*$|^(?:含|其中)?(?:结转|遗留)[上去]一?年度?[^，。；\d]{0,6}$"
)
TO_NEXT = re.compile(r"(?:结转|顺延|转入|延至|延期|转)(?:到|至|入)?(?:下一?年度?|次年|20\d\d年)[^，。；\d]{0,8}$")
NEXT_BEHIND = re.compile(r"[^，。；（）\d]{0,6}(?:结转|顺延|延)(?:到|至|入)?(?:下一?年度?|次年|20\d\d年)")
CAME = re.compile(r"(?:受理|收到|接收|新收|接到|收件)[^，。；\d]{0,16}$")
DONE = re.compile(r"(?:答复|办结|办理|审结)[^，。；\d]{0,14}$")
# not 共办结59件
TOGETHER = re.compile(
    r"^(?:全年|本年)?(?:共计?|合计|总计)(?:有|为|达)?(?:受理|收到|应?需?办理?)?(?:申请|案件|纠纷|诉求)?$"
)
ANSWER = re.compile(r"公开|提供|处理|答复|受理|撤回|驳回|维持|撤销|终止|确认")
REST = re.compile(r"其[他它余][^，。；\d]{0,4}$")
FEWEST, MOST, LEAD, FURTHER = 2, 10, 20, 3
"""So many sentences behind the account of what came stands what is left for the next year."""


def requests_carried(passage: Passage) -> Iterator[Addition]:
    """One addition for each sentence that tells what came, what was left from before and what is left for the next year."""
    text = passage.plain
    if "结转" not in text and "顺延" not in text:
        return
    for counts in counted(passage).values():
        for at, before in enumerate(counts):
            if FROM_BEFORE.search(_lead(passage, before)) is None or not before.exact:
                continue
            came = [each for each in counts[:at] if each.sentence == before.sentence and CAME.search(each.head)]
            behind = [each for each in counts[at + 1 :] if each.sentence == before.sentence][:MOST]
            if not came and behind and CAME.search(behind[0].head) is not None:
                # 上年结转3件，本年新收58件，共计61件
                yield from _together(passage, behind[:1], before, behind[1:])
                continue
            left = next((each for each in behind if _left(passage, each)), None)
            yield from _together(passage, came, before, behind)
            if len(came) == 1 and not behind and came[0].exact and counts[at - 1] is came[0]:
                following = [each for each in counts[at + 1 :] if each.sentence == before.sentence + 1]
                yield from _answered(passage, joined([came[0], before]), following)
            if len(came) != 1 or left is None or not (came[0].exact and left.exact):
                continue
            done = counts[at - 1]
            if done is not came[0] and text.startswith("（", done.end + len(done.tail)) and DONE.search(done.head):
                yield Addition(passage, [done], [came[0], before, replace(left, value=-left.value)], "flow", True)
            elif done is came[0]:
                yield from _outcomes(passage, joined([done, before]), behind[: behind.index(left) + 1])


def _together(passage: Passage, came: list[Figure], before: Figure, behind: list[Figure]) -> Iterator[Addition]:
    """收到58件，上年结转3件，共计61件: what they come to; and, some sentences on, 办结59件 and 结转下年度2件 are that as well."""
    told = [each for each in behind[:1] if TOGETHER.search(each.head) is not None and each.exact]
    if len(came) != 1 or not told or not came[0].exact:
        return
    pair = sorted((came[0], before), key=lambda each: each.start)
    if passage.plain.count("，", pair[1].end, told[0].start) != 1:
        return
    yield Addition(passage, told, pair, "flow", True)
    total = told[0] if told[0].value == came[0].value + before.value else joined([came[0], before])
    after = [
        each
        for each in counted(passage).get(unit_of(before), [])
        if before.sentence < each.sentence <= before.sentence + FURTHER
    ]
    done = [each for each in after[:1] if DONE.search(each.head) is not None and each.exact]
    left = next((each for each in after if TO_NEXT.search(_lead(passage, each)) and each.exact), None)
    if done and left is not None and left is not done[0] and left.value < total.value:
        yield Addition(passage, [total], [done[0], left], "flow", True)


def _answered(passage: Passage, total: Figure, parts: list[Figure]) -> Iterator[Addition]:
    """新收15件，上年结转0件。予以公开8件，部分公开1件，…，结转下年度0件: a sentence of outcomes alone, more than there were requests."""
    last = next((at for at, each in enumerate(parts, start=1) if _left(passage, each)), 0)
    closed = last == len(parts) or bool(parts) and REST.search(parts[-1].head) is not None
    answers = all(ANSWER.search(each.head) is not None or _left(passage, each) for each in parts)
    if closed and answers and len(parts) > FEWEST + 1:
        if all(each.exact for each in parts) and summed(parts) >= total.value:
            yield Addition(passage, [total], parts, "flow", True)


def _outcomes(passage: Passage, total: Figure, parts: list[Figure]) -> Iterator[Addition]:
    """More outcomes, with what is left, than came; where they come out that is told as well."""
    if len(parts) > FEWEST and all(each.exact for each in parts) and summed(parts) >= total.value:
        if not any("其中" in each.head for each in parts):
            yield Addition(passage, [total], parts, "flow", True)


def _left(passage: Passage, figure: Figure) -> bool:
    """结转下年1件; 4件申请顺延至下年度答复"""
    return (
        TO_NEXT.search(_lead(passage, figure)) is not None or NEXT_BEHIND.match(passage.plain, figure.end) is not None
    )


def _lead(passage: Passage, figure: Figure) -> str:
    return passage.plain[max(figure.begins, figure.start - LEAD) : figure.start]
