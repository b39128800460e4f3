"""A count, and right behind it a list of its unit: 养老机构23家，公办14家、民办9家; 普法活动46场：讲座18场，宣传12场，文艺16场.

Built so, a list leaves nothing out: of some six hundred of them in clean reports nineteen in twenty add up, the rest names flows
(接收、解除) or belongs to another total, and next to none of these misses by a slip of the hand (decision 0017). What the words
mean is hardly asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from fazhi.audit.sums.addition import among_some, rounded_away, slipped, spread
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import PERCENT, Figure, summed
from fazhi.audit.text.partitions import closed, complementary, pattern, pending
from fazhi.audit.text.passages import Passage

PAIR, THREE, FOUR, MOST = 2, 3, 4, 12
HELD = frozenset(("time", "session"))
TENTH = Decimal("0.1")
# 12345热线1289件: the number of a public line is part of a name.
NAME = r"(?:[^，。；：、（）\d]|12[0-9]{3}(?=[\u4e00-\u9fff])|（[^（）\d]{1,20}）){1,16}"
# 占43.01%，占比43%，（占43%）
SHARE = r"(?:[，（]?(?:占[^，。；、\d]{0,8})?\d+(?:\.\d+)?%）?)?"
# 受理2129件，同比上升2.45%；其中旧存602件，同比上升240.11%；新收1527件，同比下降19.67%
CHANGED = r"(?:，(?:同比|环比|[比较][上去]年(?:同期)?)(?:上升|下降|增长|增加|减少|[升降增减])了?\d+(?:\.\d+)?%)?"
OPENED = re.compile(
    rf"{CHANGED}(?:[，；（]?(?:其中|包括|包含|含|按[^，。：；\d]{{1,8}}分)[：，]?|：){NAME}|[，；（][^，。；：、\d]{{0,16}}(?:分别|依次)[为是]"
    rf"(?:{NAME})?"
)
HEADED = re.compile(rf"[，（]{NAME}")
# 1864场次里头，县直部门办了612场次
AMONG = re.compile(rf"(?:[^，。；：、\d]{{0,4}}(?<!集)中|里头|里面|当中|之中)，?{NAME}")
TAKEN_UP = re.compile(r"，(?P<name>[\u4e00-\u9fff]{2,8}?)(?:当中|之中|中)")
OPENERS, AMID = frozenset("，；（：其包含按"), 5
# 在编41人（执法大队19人，乡镇自然资源所22人）: nothing but the list stands in the brackets.
BRACKETED = re.compile(r"[^，。；：、（）\d]{0,8}（(?!其中|含|另)[^，。；：、（）\d]{1,12}")
BRACKET_ENDS = re.compile(r"[^，。；：、（）\d]{0,6}）")
DEALT = re.compile(r"[^，。；：、\d]{0,4}(?:分别|依次)")
LAST = re.compile(rf"{SHARE}{CHANGED}[和及与](?:{NAME})?")
# 三期分别为92人次、105人次和100人次: no names between.
JOINED = {mark: re.compile(rf"{SHARE}{CHANGED}{mark}(?:{NAME})?") for mark in "、，；"}
# 电话98417件，微信小程序、网站等网络渠道21806件: a name that is itself a list; 房管、人事各3件 are two
JOINED["，"] = re.compile(rf"{SHARE}{CHANGED}，(?:(?:[^、，。；：（）\d]{{1,8}}、){{0,3}}{NAME}(?<![各均]))?")
# 在册54人，全年接收33人、解除29人; 研究议题17次，会议2次; of 38名 12名 are 党员.
CROSSING = re.compile(
    r"同比|环比|[比较]上|[比较]年初|增加|减少|增长|下降|去年|上年|累计|平均|每|均|超(?![员载速重限标])|余|党员|妇女|女性|少数民族|以上|以下|首|先后|至|本年|按期|及时"
    r"|接收|解除|新增|新接|新纳|新登|净|退出|注销|清理|转入|转出|流入|流出|到期|被"
)

# 受理各类矛盾纠纷186件: so the total of kinds is named, or with the deed that was done to all of them.
ALL_OF_A_KIND = re.compile(
    r"矛盾|各[类种项级]|民间|受理|调解|排查|共|总|全|累计|化解|发现|办理|开展|组织|举办|立案|查处|处理|接|收|有|设|建|检查|抽查|计划|培训|宣传"
)


class HeadedList:
    """``total`` and the ``parts`` behind it, of which no other count of the passage is the sum."""

    def __init__(self, passage: Passage, total: Figure, parts: list[Figure], opened: bool, mark: str) -> None:
        self.passage, self.total, self.parts = passage, total, parts
        self.opened = opened
        """Do words or a colon say that a list follows?"""
        self.mark = mark
        """What joins the parts."""
        self.amount = summed(parts)

    def slips(self) -> bool:
        """Is it certain that the list should make up its total, and does not?"""
        # 61623.9万吨 of 56516.5, 1729.4 and 3377.9: so little is lost by rounding.
        rounded = abs(self.total.value - self.amount) <= self.total.step * len(self.parts)
        if (
            rounded
            or rounded_away(self.total, self.parts)
            or any(each.value >= self.total.value for each in self.parts)
        ):
            return False
        return self._misses() and not self._explained()

    def _misses(self) -> bool:
        if self._bracketed() or len(self.parts) >= THREE and any(not each.value for each in self.parts):
            return self._like(
                1
            )  # 案件141件，审查逮捕41件；…；二审上诉0件: who tells what there was none of leaves nothing out
        if len(self.parts) < THREE and complementary(self.parts, self.total):
            # Of a hundred pairs like 县城12个、乡镇19个 in clean text none misses its total by a slip.
            return self._like(1 if self.opened or self.mark == "、" else PAIR) and self._begins()
        if self._alike_in_name():
            # 登记机动车934万辆，其中汽车登记657万辆，摩托车登记271万辆: of some kinds few are registered
            if self.opened and self.total.step and len(self.parts) < THREE and self.amount < self.total.value:
                return False
            return self._like(PAIR) and self._begins()
        if not self.opened and self.mark != "、":
            return len(self.parts) >= THREE and self.mark == "，" and self._like(FOUR) and self._begins()
        return self._pair_misses() if len(self.parts) < THREE else self._list_misses()

    def _bracketed(self) -> bool:
        """Does the list fill a bracket right behind its total? Of thirty such lists in clean text none misses it."""
        text, (first, *_, last) = self.passage.plain, self.parts
        opened = BRACKETED.fullmatch(text, self.total.end, first.start) is not None
        return opened and BRACKET_ENDS.match(text, last.end) is not None

    def _pair_misses(self) -> bool:
        """Of two parts something may be left out; and what is not enumerated may be two things said of it."""
        # 化解的351件中，镇级140件、村级121件 leave some open; 承接186项，其中本级121项、社区65项 do not.
        names = "".join(f"{each.head}{each.tail}" for each in (self.total, *self.parts))
        taken_up = TAKEN_UP.match(self.passage.plain, self.total.end)
        if taken_up is not None and self.total.head.endswith(taken_up["name"]):
            return False  # 书面协议83件，书面协议中申请确认19件、裁定确认19件: of some of them
        if self.mark != "、" or pending(self.parts) and pattern("outcome").search(names) is not None:
            return False
        if self.opened and self.amount < self.total.value:
            # Of 230 that 其中 and 、 join, in clean text two fall short of their total: one of last year's, one rounded.
            # 党委会24次，其中专题研究法治4次、传达文件10次: what else a meeting was about is not told.
            # 879件，其中下水道175件、停车164件: two that come to less than half are the foremost.
            few = self.amount * PAIR < self.total.value
            dated = few or self.total.step or EARLIER.search(self.total.period) is not None or self.total.kind in HELD
            return not dated and self._like(PAIR)
        return self._like(THREE)

    def _list_misses(self) -> bool:
        over = self.amount - self.total.value
        persons = over > 0 and self.total.kind == "person"
        # 162名持证人员中局机关49人: what stands before 中 is said of the total.
        if persons and any(pattern("attributes").search(each.head.rpartition("中")[2]) for each in self.parts):
            return False
        if among_some(self.passage, self.total, self.parts) and not self._closed():
            return slipped(self.parts, self.total, FOUR, THREE)
        return self._like(1) or Decimal(0) < over <= max(self.total.value * TENTH, Decimal(1))

    def _closed(self) -> bool:
        return closed(self.parts) or closed(self.parts, self.total)

    def _alike_in_name(self) -> bool:
        """抽查计划42批次，部门内部抽查29批次，部门联合抽查13批次: do all parts end in a word of the total's name, or four in one word?

        学习10次，中心组学习6次、支部学习6次 may have been held together.
        """
        names = {each.head[-PAIR:] for each in self.parts}
        if len(names) > 1:
            return False
        # 邻里纠纷178件，物业纠纷132件，婚姻家庭纠纷64件: the first item of a list is named like the others.
        if self.total.head.endswith(next(iter(names))) and ALL_OF_A_KIND.search(self.total.head) is None:
            return False
        together = len(self.parts) < THREE and self.total.kind in HELD
        # 调解组织19个，镇调委会1个，村调委会14个，居调委会2个，专业调委会2个
        return len(self.parts) > THREE or names.pop() in self.total.head and not together

    def _explained(self) -> bool:
        """Is another count of the passage the sum, or the one right behind the list what is left of the total?"""
        others = [
            each
            for each in self.passage.figures
            if each.kind == self.total.kind and all(each is not part for part in (self.total, *self.parts))
        ]
        behind = [each for each in others if each.start > self.parts[-1].end][:1]
        # 立案390件（简易程序110件，普通程序280件，撤销立案8件）: the first of them are all of it.
        if any(summed(self.parts[:end]) == self.total.value for end in range(PAIR, len(self.parts))):
            return True
        return any(each.value == self.amount for each in others) or any(
            self.amount + each.value == self.total.value for each in behind
        )

    def _begins(self) -> bool:
        """Is the total no item of the list?"""
        counts = (each for each in self.passage.figures if each.sentence == self.total.sentence)
        return all(each.start >= self.total.start for each in counts if each.kind == self.total.kind)

    def _like(self, fewest: int) -> bool:
        return slipped(self.parts, self.total, fewest)


def listed(passage: Passage) -> list[Figure]:
    """The figures of a passage that may be parts and totals: no shares, and not the 三期 of 三期分别为92人次、105人次, nor the 三处
    of 花在三处：阵地92.4万元、资料41.6万元."""
    found: list[Figure] | None = passage.memory.get("listed")
    if found is None:
        text = passage.plain
        found = passage.memory["listed"] = [
            each
            for each in passage.figures
            if each.kind != PERCENT
            and not (each.spelled and (text.startswith("：", each.end) or DEALT.match(text, each.end)))
        ]
    return found


def headed_lists(passage: Passage) -> Iterator[HeadedList]:
    """Every count with the longest list right behind it that begins with a smaller one."""
    text, figures = passage.plain, listed(passage)
    for number, total in enumerate(figures[:-PAIR]):
        first = figures[number + 1]
        if total.kind != first.kind or first.value >= total.value or not (_whole(total) and _whole(first)):
            continue
        opened = _opened(text, total.end, first.start)
        headed = opened or text.startswith(("，", "（"), total.end) and HEADED.fullmatch(text, total.end, first.start)
        if not headed:
            continue
        for mark in JOINED:
            joined = run(text, figures[number + 1 : number + MOST + 2], mark)
            parts = list(takewhile(_item, joined))
            if len(parts) > PAIR and opened and complementary(parts[:PAIR], total):
                parts = joined = parts[:PAIR]  # 受理139件；其中旧存47件；新收92件；结案78件
            # 168万元，上级补助96万元，镇级自筹72万元，比上年的140万元增长20%: two that are all of it end their list.
            whole = len(parts) == len(joined) or len(parts) == PAIR and complementary(parts, total)
            if PAIR <= len(parts) <= MOST and whole and all(each.step == total.step for each in parts):
                yield HeadedList(passage, total, parts, opened, mark)
                break


def _opened(text: str, start: int, end: int) -> bool:
    if text[start] in OPENERS and OPENED.fullmatch(text, start, end) is not None:
        return True
    lead = text[start : start + AMID]
    return ("中" in lead or "里" in lead) and AMONG.fullmatch(text, start, end) is not None


def run(text: str, figures: list[Figure], mark: str) -> list[Figure]:
    """The first of the figures and all that the mark joins to it, one by one."""
    parts = figures[:1]
    for each in figures[1:]:
        if each.kind != parts[0].kind or not _joins(text, mark, parts[-1].end, each.start) or spread(each):
            break
        parts.append(each)
    return parts


def _joins(text: str, mark: str, start: int, end: int) -> bool:
    """Does no more than the mark, or 和, and a name stand in between?"""
    if mark in text[start:end] and JOINED[mark].fullmatch(text, start, end) is not None:
        return True
    return LAST.fullmatch(text, start, end) is not None


def addable(figure: Figure, other: Figure) -> bool:
    """Is it a sound count of the other's unit, printed in the same steps?"""
    if figure.kind != other.kind or figure.vague or figure.bound or figure.compared:
        return False
    return figure.count and figure.step == other.step


def _whole(figure: Figure) -> bool:
    return bool(figure.unit) and not (figure.vague or figure.bound or figure.compared) and figure.count


def _item(figure: Figure) -> bool:
    return _whole(figure) and CROSSING.search(figure.head) is None
