"""What else a total behind its list may have added up: the last question before it is called wrong.

合同43份、规范性文件2件、决策事项5件，总计50件      交办积案42件，化解35件；县级积案58件，化解47件。两项合计100件
"""

from __future__ import annotations

import re
from itertools import combinations

from fazhi.audit.sums.another_whole import of_another_whole
from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

SAID = re.compile(r"([两三四五])(?:项|类|者|级|种|次|个|批|家|部分)[^，。；：\d]{0,6}$")
# 两项加起来26次: the two are those before them, and no third.
TOGETHER = re.compile(r"(?:合计|共|总计|相加|累加|[加合]起来|[加合]在一起)")
# 其余12件次未到期, 另43件次尚在办理期限内
NOT_DUE = re.compile(
    r"[^，。；：\d]{0,6}(?:未到(?:办理|整改|法定|规定)*期|未届满|期限?内|未满期|期限在(?:20\d\d年|次年|下一?年|\d))"
)
# 未办结的9件中含上年结转3件
CARRIED = re.compile(r"[中含][^，。；]{0,6}结转")
DUE = re.compile(r"到期|应[办结按]|期满")
REST = re.compile(r"其余|剩余|余下|另|未|没有|不")
# The rest of what is listed is said not to belong to what the text counts.
OUTSIDE = re.compile(
    r"[^。；]*?(?:其余|剩余|余下)[^。；]{0,48}?不(?:属于?|在|列入|计入|纳入)[^，。；：\d]{0,6}(?:本|上述|以上|前述|总数|统计|范围|之内|\d)"
)
HANDED = re.compile(r"(?:人手|每人|每[户家村所队]|各)$")
IN_TWO = re.compile(r"[，；。](?:其中|另)?有?\d+[\u4e00-\u9fff]{1,2}(?:同时|两[种类项])")
CALLED = re.compile(
    r"(?P<number>[两二三四五六七八九十]{1,3}|\d{1,2})个?(?P<name>[\u4e00-\u9fff]{1,4}?)(?:合计|共计|总计|共)$"
)
EACH = re.compile(r"每[^，。；：、\d]{1,8}$")
BACK = 2
LONGEST = 8
REACH = 12
FEWEST, LEAST = 3, 20
MOST = 12
"""So many counts before the total are tried; more would add up to it by chance."""


def explained(passage: Passage, total: Figure) -> bool:
    """Do the counts right before the total make it up, whatever their units, or as many of them as it says?"""
    before = [
        each for each in passage.figures
        if each.end <= total.start and total.sentence - each.sentence <= BACK and each.count and each.exact and not each.compared
    ]  # fmt: skip
    before = [each for each in before if not each.spelled or TOGETHER.match(passage.plain, each.end) is None]
    here = [each for each in before if each.sentence == total.sentence][-LONGEST:]
    if any(summed(here[start:]) == total.value for start in range(len(here) - 1)) or _some_of_them(here, total):
        return True
    if _of_one_name(passage, before, total) or _of_each(passage, here, total):
        return True
    said = SAID.search(passage.plain[max(0, total.start - REACH) : total.start])
    number = numerals.read(said[1]) if said is not None else None
    if number is None:
        return False
    same = [each for each in before if each.kind == total.kind][-MOST:]
    return any(summed(list(chosen)) == total.value for chosen in combinations(same, number))


def _of_one_name(passage: Passage, before: list[Figure], total: Figure) -> bool:
    """青坪街道148宗，……，东津街道62宗，石渡镇58宗，……。七个街道合计723宗: those called so, if they are as many as it says."""
    said = CALLED.search(passage.plain[max(0, total.start - REACH) : total.start])
    if said is None:
        return False
    number = int(said["number"]) if said["number"].isdigit() else numerals.read(said["number"])
    named = [each for each in before if each.kind == total.kind and each.head.endswith(said["name"])]
    return len(named) == number and summed(named) == total.value


def _of_each(passage: Passage, here: list[Figure], total: Figure) -> bool:
    """护学岗9处，每处由1名民警、2名家长值守，共27人: what is told of each, so many times?"""
    each_of_them = [each for each in here if each.kind == total.kind]
    if not each_of_them or EACH.search(passage.plain, each_of_them[0].begins, each_of_them[0].start) is None:
        return False
    return any(each.value * summed(each_of_them) == total.value for each in here if each.kind != total.kind)


def _some_of_them(here: list[Figure], total: Figure) -> bool:
    """四个季度依次为612件、431件、468件、589件，……，一、四季度合计1201件: two of the counts and no other two?"""
    same = [each for each in here if each.kind == total.kind]
    if len(same) < FEWEST or total.value < LEAST:
        return False
    return sum(summed(list(chosen)) == total.value for chosen in combinations(same, 2)) == 1


def _overlapping(passage: Passage, parts: list[Figure]) -> bool:
    """瓶装气用户118家、管道气用户17家，有4家两种气源并用: is it said behind the list, or by its last item, that some belong to two?"""
    return any(IN_TWO.match(passage.plain, each.end) is not None for each in parts[-BACK:])


def left_otherwise(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """Is the rest that of another whole than the total, so that nothing is said against it?

    到期应办结831件，按期办结828件，另43件年末尚在期限内; 864批次，合格853批次。种植业512批次，不合格8批次; 处置1251次，未处置的16次中有11次;
    7.38亿元……；36400万元年末实际支出33850万元，其余2550万元; 立案29件，……低于其余举报129件 (立案158件);
    承办263件，…。交办建议161件、提案132件，其余13件建议和17件提案由群团组织承办，不属于本报告范围: or of more, some of which the text leaves out
    """
    if of_another_whole(passage, total, parts) or summed(parts) > total.value and _overlapping(passage, parts):
        return True
    if summed(parts) > total.value and OUTSIDE.match(passage.plain, parts[0].end) is not None:
        return True
    rest, done = parts[-1], parts[:-1]
    if rest.spelled and HANDED.search(rest.head) is not None:
        return True  # 12台，其中1台备用，其余在编人员人手一台
    carried = CARRIED.search(passage.plain, rest.end, rest.end + REACH) is not None
    if carried:
        return True
    if REST.search(passage.plain, max(rest.begins, rest.start - 2 * REACH), rest.start) is None:
        return False
    if DUE.search(total.head) is not None and NOT_DUE.match(passage.plain, rest.end) is not None:
        return True
    if len(parts) > BACK and parts[0].value == summed(parts[1:]):
        return True
    others = [
        each
        for each in passage.figures
        if each.kind == total.kind
        and each.exact
        and not each.compared
        and all(each is not one for one in (total, *parts))
    ]
    between = [each for each in others if done[-1].end <= each.start and each.end <= rest.start]
    # 未办结的26件中有8件未到期, of 860 less 842
    part = next((each for each in others if each.start >= rest.end and each.sentence == rest.sentence), None)
    if part is not None and rest.tail.startswith("中") and rest.value - part.value == total.value - summed(done):
        return True
    # 督办143起，…，确认超标11起；确认的11起……作出处罚7件，其余4件
    if any(
        each.value == done[-1].value + rest.value
        for each in (*others, *done[:-1])
        if total.end <= each.start < done[-1].start
    ):
        return True
    left = total.value - summed(done)
    if any(each.value == left or each.value > rest.value and each.sentence > done[-1].sentence for each in between):
        return True
    return any(each.value == summed(parts) for each in others if each.end <= rest.start)
