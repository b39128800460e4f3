"""A whole, what of it was dealt with, and what is left, each named by its own words: 意见34条，采纳28条，其余6条当场说明理由.

So are the two halves of a whole that leave no third (三十二件当中留用二十五件，废止七件), a part told before its whole (涉及52项，264项事项中
尚有212项没有用过), and two kinds of places taken together (十四个行政村和两个社区，合起来16个村（社区）). The three counts of one unit
follow one another; what the whole less the part leaves must be the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.sums.addition import CARRIED, spread
from fazhi.audit.sums.stock_roles import MARK, by_sentence
from fazhi.audit.sums.stocks import Account
from fazhi.audit.text import misprints
from fazhi.audit.text.deeds import DONE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import CAME_NEWLY
from fazhi.audit.text.passages import Passage

ANY = re.compile(r"其余|剩|余下|另[有外]|[尚还仍]|未|没有|废止|失效|风险|合起来|合计|加起来|[一总]共|当中")
REST = re.compile(r"^(?:而|但)?(?:其余|剩余|剩下|余下|下余|尚余|还剩|仅剩|只剩)(?:的|[\u4e00-\u9fff]{1,8}的?)?$")
# 另有3个正按计划推进: what is so said is left only where it is said to be going on.
MORE = re.compile(r"^(?:而|但)?(?:另有|另外|另外还有|还有|尚有|仍有|目前还有|目前尚有|目前仍有|还差|尚差)(?:的)?$")
GOING_ON = re.compile(
    r"[^，。；\d]{0,8}(?:正[在按]|仍在|还在|尚未|未|没有|没|待|推进|办理中|整改中|处理中|协商|跨年|列入|需|因)"
)
NOT_YET = re.compile(
    r"^(?:[而但]|目前|现在|至今)?(?:尚未|还未|仍未|还没有?|仍没有|没有|没能|未能|未)[\u4e00-\u9fff]{1,8}的?(?:[有为是])?$"
)
PART = re.compile(
    rf"^(?:其中)?(?:当年|本年|年内|全年|年底前|截至年底|到年底|目前|现|经[\u4e00-\u9fff]{{1,6}}|依法|实际|共)*已?经?(?:{DONE}){{1,3}}"
    r"(?:了|完毕|到位|完成|成功)*(?:的)?(?:有|为|是)?$"
)
AMONG = re.compile(r"^(?:这?当中|其中)[\u4e00-\u9fff]{1,12}(?:的)?(?:有|为|是)?$")
OF_ITS_NOUN = re.compile(r"^[\u4e00-\u9fff]{1,10}(?=已)|^[\u4e00-\u9fff]{0,10}(?:当中|之中|中|里)(?:有)?")
OTHER_PART = re.compile(r"上年|去年|同期|每|均|新增|结转|其中|其余|剩余|比|较|至少|计划|应当|增加|减少")
WITHIN = re.compile(r"[\u4e00-\u9fff]{0,10}?(?:当中|之中|里|中)[，有]?")
HALVES = (
    (
        re.compile(r"^(?:继续)?(?:留用|保留|继续有效|沿用|续用)(?:了|的)?(?:有|为)?$"),
        re.compile(r"^(?:废止|失效|作废|停用|宣布失效|取消)(?:了|的)?(?:有|为)?$"),
    ),
    (re.compile(r"低风险(?:等级)?(?:的)?(?:有|为)?$"), re.compile(r"^[中高]风险(?:等级)?(?:的)?(?:有|为)?$")),
    (
        re.compile(r"(?<!不)(?<!未)采纳(?:了|的)?(?:有|为)?$"),
        re.compile(r"^(?:未予?|不予?|没有)采纳(?:了|的)?(?:有|为)?$"),
    ),
    (re.compile(r"(?<!不)(?<!部分)属实(?:的)?(?:有|为)?$"), re.compile(r"^不属实(?:的)?(?:有|为)?$")),
    (re.compile(r"(?<!不)(?<!未)(?<!没有)同意(?:的)?(?:有|为)?$"), re.compile(r"^(?:不|没有)同意(?:的)?(?:有|为)?$")),
)
AT_FIRST = re.compile(rf"^{WITHIN.pattern}")
USED = re.compile(r"(?:只有|仅有|仅|只|涉及|用过|行使|启用)[\u4e00-\u9fff]{0,3}$")
UNUSED = re.compile(r"[\u4e00-\u9fff]{0,8}(?:没有|未|没)[\u4e00-\u9fff]{0,3}(?:用|使|行|启|动|开|办|发)")
STILL = re.compile(r"(?:尚|还|仍)有$")
TWO_KINDS = re.compile(r"(?P<kind>[\u4e00-\u9fff]{1,6}?)(?:和|与|及|、|以及|加上)")
TOGETHER = re.compile(r"(?:合起来|合计|共计|总计|加起来|一共|总共|合共|合在一起|加在一起)(?:有|是|为)?(?:的)?$")
DENIED = re.compile(
    r"^[^，。；]{0,10}?(?:未能?|没[有能]?)([\u4e00-\u9fff]{2})|\|[^，。；]{0,8}?(?:未能?|没[有能]?)([\u4e00-\u9fff]{2})"
)
LAST, GOING = 2, 24

BASIS = "文中写明的总数、已办数和余数"
"""Each is named by its own words: no other account is asked for (docs/decisions/0020)."""


def told_rests(passage: Passage) -> Iterator[Account]:
    """Every such account, whether or not it comes out."""
    if ANY.search(passage.plain) is None:
        return
    for by_kind in by_sentence(passage):
        for same in by_kind.values():
            for at in range(len(same) - LAST):
                yield from _of_three(passage, same, at)


def _of_three(passage: Passage, same: list[Figure], at: int) -> Iterator[Account]:
    one, two, three = same[at : at + 3]
    if not all(each.exact and not each.compared and not spread(each) for each in (one, two, three)):
        return
    account = (
        _together(passage, one, two, three)
        or _rest(passage, one, two, three)
        or _halves(passage, one, two, three)
        or _before_its_whole(passage, one, two, three)
    )
    if account is not None and not _otherwise(passage, same[at + 3 :], account):
        yield account


def _own(passage: Passage, figure: Figure) -> str:
    """The words between the last mark, or the last figure, and a figure."""
    return MARK.split(figure.head)[-1]


def _rest(passage: Passage, whole: Figure, part: Figure, rest: Figure) -> Account | None:
    """意见34条，采纳28条，其余6条; 21个村，其中通班车的17个，尚未通班车的四个"""
    own, left = _own(passage, part), _own(passage, rest)
    if not MARK.search(passage.plain, whole.end, part.start):
        own = OF_ITS_NOUN.sub("", own)  # 9个问题已整改7个
    named = PART.search(own) or AMONG.search(own)
    more = MORE.search(left) is not None and GOING_ON.match(passage.plain, rest.end, rest.end + GOING) is not None
    if named is None or not (REST.search(left) or more or NOT_YET.search(left)):
        return None
    if more or NOT_YET.search(left):
        denied = DENIED.search(f"{left}|{passage.plain[rest.end : rest.end + GOING]}")
        if denied is not None and not set(denied[1] or denied[2]) & set(own):
            return None  # 回复50份，整改到位47份，还有7份没到期
    if (
        PART.search(_own(passage, whole))
        or CARRIED.search(whole.head)
        or OTHER_PART.search(whole.head)
        or CAME_NEWLY.search(whole.head)
        or part.value > whole.value
    ):
        return None
    between = passage.plain[whole.end : part.start], passage.plain[part.end : rest.start]
    if any("；" in each or "（" in each for each in between) or not 0 < rest.value < whole.value:
        return None
    return Account(passage, whole, [(-1, part)], rest)


def _halves(passage: Passage, whole: Figure, one: Figure, other: Figure) -> Account | None:
    """在三十二件当中留用了二十五件，废止了七件; 这六个议题评估为低风险的五个、中风险的一个"""
    words = _own(passage, one), _own(passage, other)
    words = (AT_FIRST.sub("", words[0]) or words[0], words[1])
    if not any(first.search(words[0]) and second.search(words[1]) for first, second in HALVES):
        return None
    text = passage.plain
    told_of = text[whole.end : one.start].count("这") == 1
    if not told_of and (WITHIN.match(text, whole.end) is None or OTHER_PART.search(whole.head)):
        return None
    if text[one.end : other.start].count("，") > 1:
        return None
    return Account(passage, whole, [(-1, one)], other)


def _before_its_whole(passage: Passage, part: Figure, whole: Figure, rest: Figure) -> Account | None:
    """涉及的事项也只有52项，264项承接事项中尚有212项全年没有用过: a slip of the hand alone is believed."""
    text = passage.plain
    if USED.search(_own(passage, part)) is None or part.value >= whole.value:
        return None
    among = WITHIN.match(text, whole.end, rest.start)
    if among is None or STILL.search(rest.head) is None or UNUSED.match(text, rest.end, rest.end + 24) is None:
        return None
    right = whole.value - part.value
    slip = rest.value == right or misprints.like_count(f"{rest.value:f}", f"{right:f}")
    return Account(passage, whole, [(-1, part)], rest) if slip else None


def _together(passage: Passage, one: Figure, other: Figure, total: Figure) -> Account | None:
    """十四个行政村和两个社区，散布在山梁与河谷之间，合起来16个村（社区）"""
    text = passage.plain
    kind = TWO_KINDS.fullmatch(text, one.end, other.start)
    if kind is None or TOGETHER.search(_own(passage, total)) is None or len(other.tail) < LAST:
        return None
    tail = text[total.end : total.end + 8]
    if kind["kind"][-1] not in tail or other.tail[0] not in tail and other.tail[1] not in tail:
        return None
    before = text[max(0, one.start - 8) : one.start]
    return None if before.endswith("、") else Account(passage, None, [(1, one), (1, other)], total)


def _otherwise(passage: Passage, behind: list[Figure], account: Account) -> bool:
    """Is there another whole that the part and the rest make, or another part behind the rest?"""
    if account.opening is None:
        return False
    rest, made = account.stated, account.stated.value + account.moves[0][1].value
    if account.computed == rest.value:
        return False
    own = {each.start for each in account.figures}
    if any(each.kind == rest.kind and each.value == made and each.start not in own for each in passage.figures):
        return True
    following = behind[0] if behind else None
    if following is None or following.clause - rest.clause > 1 or following.value == Decimal(0):
        return False
    words = _own(passage, following)
    return bool(REST.search(words) or MORE.search(words) or NOT_YET.search(words)) or passage.plain.startswith(
        "、", rest.end + len(rest.tail)
    )
