"""A count told again with one figure wrong or two swapped, where nothing but the likeness of the words says that it is one.

Measured on clean reports: the count that is told in the words most like those of another one, in another part, has the same
number in three of four cases, and where it has not, the two numbers are hardly ever one slip apart. Of two numbers that hold
the same figures in another order, and stand nowhere else, less likeness is enough (decision 0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats.closing_totals import closing_totals
from fazhi.audit.repeats.covering import cover, missing_in
from fazhi.audit.repeats.distinct import OPENED, distinct
from fazhi.audit.repeats.echoes import comparable_deeds
from fazhi.audit.repeats.levels_to_beat import Level, levels_to_beat
from fazhi.audit.repeats.opening_totals import opening_totals
from fazhi.audit.repeats.resemblance import Resemblance, Resemblances
from fazhi.audit.repeats.staffing import staff_pairs
from fazhi.audit.repeats.summings_up import apart, one_deed, sums_up
from fazhi.audit.repeats.tellings import Telling, is_report, told
from fazhi.audit.repeats.told_elsewhere import ToldElsewhere
from fazhi.audit.repeats.told_late import told_late
from fazhi.audit.repeats.words_beside import words_of
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, plans
from fazhi.audit.text.change_words import FROM_LEVEL
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.pairs import pairs

THREE = 3
FIFTH, SHARE, WEIGHT = 0.2, 0.3, 3.0
"""So much two tellings have in common that may be one; see :class:`~fazhi.audit.resemblance.Resemblance`."""
SURE = 0.4
"""As much within one part of a report, where like things stand side by side."""
HALF = 0.5
"""Of swapped figures, so much of the words of the one must be said anywhere around the other."""
ALIKE = 2
"""So many pairs of characters that two counts share."""
NEARLY_ALL = 0.7
"""As much of numbers of one figure, which always differ in one."""
# 重复信访由43件减到29件: the level of before.
TO = re.compile(r"[^，。；\d]{1,8}[到至]\d")
# 核定床位2460张 … 还有1107张床位空着; 已治理2150米 … 还有1250米没完工
EMPTY = re.compile(r"空[着置余缺闲]|闲置|剩|富余|[还尚仍]有\|[^，。；\d]{0,4}[没未]")
# 涉企检查中落实扫码的211次; 排查的纠纷中调处成功421件; 有14座水库通过评价: a part, whose whole is another number.
NUMBERED = re.compile(r"(?:\d{1,2}[.、．]|（\d{1,2}）)[^，。；：\d]{2,16}\d[\d,.]*[^，。；：\d]{1,4}[；。]?$")
PART = re.compile(r"[中里][^，。；：、\d]{2,12}$|(?<![现共还仍尚])有$")
YEAR_END = re.compile(r"(20\d\d)年[末底]")
# 抓紧办结上年结转的1件, in the plan: what this year leaves to the next.
LAST_YEAR = re.compile(r"[上去]年")
DEALT = re.compile(r"(?:分别|依次)[为是有达]?$")
FEW = re.compile(r"[只仅]有?$")
AIMED = re.compile(r"(?:达到?|[增升]?至|到|新[增建])$")
# 上级交办积案12件……自排积案9件……两项合计积案21件
ADDED = re.compile(r"合计|[两三四]项[合相]|加起来|合起来")
NEAR = 100
"""Numbers that differ by less than such a part are told of two stages."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for the later of two such counts."""
    if not is_report(manuscript):
        return
    settled = {(each.paragraph, each.end) for each in manuscript.found if each.verdict.settled}
    wrong = {(each.paragraph, each.end) for each in manuscript.found if each.verdict is Verdict.WRONG}
    lists = manuscript.settled(lambda each: each.rule == "parts" and each.verdict is Verdict.RIGHT)
    said: set[frozenset[int]] = set()
    for pair in _pairs(manuscript):
        both = frozenset(id(each) for each in pair)
        at = [(each.mention.passage.index, each.mention.figure.end) for each in pair]
        if both in said or any(each in wrong for each in at):
            continue
        if _one_of_several(*pair) or _one_of_several(*pair[::-1]):
            continue
        # That one of the two is the total of its list says nothing of the other, its figures in another order.
        if any(each in settled for each in at) and (all(each in settled for each in at) or not _turned(*pair)):
            continue
        # 未办结29件，油烟扰民13件…… 立案312件，油烟噪声31件……: each makes up the total of a list of its own. 信访268件，到期252件、未到期16件……
        # 镇级调解225件: one of them is enough where they have no word in common.
        listed = [_of_a_list(each, lists) for each in pair]
        if all(listed) or any(listed) and pairs(pair[0].own).isdisjoint(pairs(pair[1].own)):
            continue
        said.add(both)
        first, later = sorted(pair, key=lambda each: each.place)
        settled.update(at)
        wrong.update(at)
        yield _report(manuscript, later, first)
    for level in chain(
        levels_to_beat(manuscript), opening_totals(manuscript), closing_totals(manuscript), told_late(manuscript)
    ):
        if (level.passage.index, level.figure.end) not in settled:
            settled.add((level.passage.index, level.figure.end))
            yield _of_level(manuscript, level)


def _pairs(manuscript: Manuscript) -> Iterator[tuple[Telling, Telling]]:
    every = told(manuscript)
    # 年初持证执法人员11人 … 14名持证人员: of two days
    yield from (
        pair
        for pair in staff_pairs(every)
        if len({bool(OPENED.search(each.mention.left)) for each in pair}) == 1
        and len({_end_of_another(each, manuscript.year) for each in pair}) == 1
    )
    known, elsewhere = Resemblances(every, manuscript.year_told), ToldElsewhere(every)
    planned = {id(each) for each in known.told if each.mention.passage.index in plans.planned(manuscript)}
    summing = planned | {id(each) for each in known.told if sums_up(each)}
    for number, again in enumerate(known.told):
        if again.mention.form == "reckoned":  # 新就业群体的活动在86场中只占17场
            continue
        if known.told_as_part(number) or EMPTY.search(f"{again.mention.left}|{again.mention.right}") is not None:
            continue
        companions = known.companions(number)
        if id(again) not in planned:
            other = _miscopied(again, [each for each in companions if id(each.other) not in planned])
            if other is not None and not any(_named_elsewhere(each, every) for each in (again, other)):
                yield again, other
        if id(again) in summing:
            body = [each for each in companions if id(each.other) not in summing]
            other = _retold(again, body, id(again) in planned)
            if id(again) in planned and LAST_YEAR.search(again.mention.left) is not None:
                continue
            if other is None or _of_before(again) or _named_elsewhere(again, every) or elsewhere.again(again, other):
                continue
            if len(again.mention.digits) > 1 or not _said_elsewhere(again, known.told):
                yield again, other
    for one, two, around in known.permuted():
        # 力争达到120名: what is aimed at is no number told again.
        if any(ADDED.search(each.mention.left) for each in (one, two)) or _a_part(one, two):
            continue
        if all(NUMBERED.match(each.mention.passage.plain) for each in (one, two)):
            continue  # 4.停车管理类85件； … 6.燃气管理类58件；: two items of one list
        if any(id(each) in planned and AIMED.search(each.mention.left) for each in (one, two)):
            continue
        # Of such pairs in clean reports, one of them in a part that sums up or plans, none shares a quarter of its words.
        retold = apart(one, two) or (id(one) in planned) != (id(two) in planned)
        long = len(one.mention.digits) >= THREE
        if not (long and retold and len(one.mention.digits) > THREE) and words_of(one.own).isdisjoint(
            words_of(two.own)
        ):
            continue  # 危货运输违法17件 … 公交71件; 申请司法确认1846件 … 临港街道调解1864件
        taken_up = long and apart(one, two) and (one.definite or two.definite)
        if (
            (around >= HALF or taken_up or long and retold and around >= SHARE)
            and not _one_sentence(one, two)
            and _one_deed(one, two)
        ):
            yield one, two


def _a_part(one: Telling, two: Telling) -> bool:
    """Is the less of two told as a part of something, and the greater not? Or one of them as what is not there yet?"""
    if len({EMPTY.search(f"{each.mention.left}|{each.mention.right}") is None for each in (one, two)}) > 1:
        return True
    less, more = sorted((one, two), key=lambda each: each.mention.figure.value)
    return PART.search(less.mention.left) is not None and PART.search(more.mention.left) is None


def _one_of_several(dealt: Telling, other: Telling) -> bool:
    """早稻、晚稻……亩产分别为410公斤、475公斤。油菜1.42万亩，亩产140公斤: is the one dealt out to things by whose names the other is not called?"""
    named = pairs(other.own.strip("|")) - pairs(DEALT.sub("", dealt.own.strip("|")))
    return DEALT.search(dealt.mention.left) is not None and DEALT.search(other.mention.left) is None and not named


def _of_a_list(telling: Telling, lists: dict[int, list[Finding]]) -> bool:
    """Does the count stand in a list that comes to its total?"""
    passage, figure = telling.mention.passage, telling.mention.figure
    return any(
        each.start <= passage.base + figure.start and passage.base + figure.end <= each.end
        for each in lists.get(passage.index, ())
    )


def _end_of_another(telling: Telling, year: int | None) -> bool:
    """2024年底持证12人, in a report on 2025"""
    ended = YEAR_END.search(telling.mention.left)
    return ended is not None and year is not None and int(ended[1]) != year


def _of_before(again: Telling) -> bool:
    """由43件减到29件"""
    mention = again.mention
    return (
        FROM_LEVEL.search(mention.left) is not None and TO.match(mention.passage.plain, mention.figure.end) is not None
    )


def _named_elsewhere(again: Telling, every: list[Telling]) -> bool:
    """食品药品安全领域29件, of a list 食品药品安全29件、安全生产21件: is the number told by all its name elsewhere?"""
    words = pairs(again.own)
    return len(again.mention.digits) > 1 and any(
        each is not again
        and each.mention.key == again.mention.key
        and each.mention.figure.value == again.mention.figure.value
        and len(pairs(each.own)) >= THREE
        and len(words & pairs(each.own)) >= NEARLY_ALL * len(pairs(each.own))
        for each in every
    )


def _said_elsewhere(again: Telling, every: list[Telling]) -> bool:
    """在岗执法人员9名，另有执法辅助人员4名……9名执法人员中: has another count of like words the number already?"""
    words = pairs(again.own)
    return any(
        each is not again
        and each.mention.key == again.mention.key
        and each.mention.figure.value == again.mention.figure.value
        and len(words & pairs(each.own)) >= ALIKE
        for each in every
    )


def _retold(again: Telling, body: list[Resemblance], plan: bool) -> Telling | None:
    """The count of the body that one of the opening, of the leaders, of what is amiss or of the plan tells again.

    There hardly a figure is new. Where its words take it up (对一般程序的84件案件, 63名安置帮教对象中), no likeness of the numbers is
    asked for: of a hundred and fifty such counts in clean reports three have another number in the body.
    """
    if not body or _told_too(again, body):
        return None
    share, weight, other = body[0]
    alike, as_long = _alike(again, other), len(again.mention.digits) == len(other.mention.digits)
    if share < FIFTH or not as_long or not comparable_deeds(again, other) or not _one_deed(again, other):
        return None
    if _a_part(again, other):
        return None
    # 年内接入全部26家: what a plan wants all of is not there yet.
    if again.definite and weight >= WEIGHT and (not plan or alike and not again.strong and again.mention.form != "all"):
        return other
    # 工作人员五名, and elsewhere 三名同志 of them
    in_words = again.mention.figure.spelled or other.mention.figure.spelled
    enough = share >= SURE or not in_words or len(again.mention.digits) > 1
    return other if alike and enough and not plan and not _lacking(again, other) else None


def _miscopied(again: Telling, companions: list[Resemblance]) -> Telling | None:
    """The companion whose number is that of ``again`` but for a slip; if the number is told anywhere else, there is none."""
    if not companions:
        return None
    share, weight, other = companions[0]
    if share < SHARE or weight < WEIGHT or not _like(again, other) or not _one_thing(again, other, share):
        return None
    if _a_part(again, other):
        return None
    return None if _told_too(again, companions) else other


def _told_too(again: Telling, companions: list[Resemblance]) -> bool:
    """Is the same number told in nearly so like words as the likeliest?"""
    least = min(SHARE, companions[0].share / 2)
    return any(each.share >= least and each.other.mention.digits == again.mention.digits for each in companions)


def _like(again: Telling, other: Telling) -> bool:
    one, two = again.mention.digits, other.mention.digits
    if misprints.swapped(one, two):
        return True
    # 全系统156名干部, 实际参考155人: so near, they are two stages of one matter.
    near = abs(again.mention.figure.value - other.mention.figure.value) * NEAR < again.mention.figure.value
    return misprints.one_wrong(one, two) and not near


def _turned(one: Telling, two: Telling) -> bool:
    first, second = one.mention.digits, two.mention.digits
    return len(first) > THREE and misprints.swapped(first, second)


def _alike(one: Telling, two: Telling) -> bool:
    first, second = one.mention.digits, two.mention.digits
    return misprints.swapped(first, second) or misprints.one_wrong(first, second)


def _one_thing(again: Telling, other: Telling, share: float) -> bool:
    if _one_sentence(again, other):
        return False
    if again.part == other.part and (len(again.mention.digits) < THREE or share < SURE):
        return False
    return _said_of_both(again, other, share) and _one_deed(again, other)


def _one_sentence(one: Telling, two: Telling) -> bool:
    first, second = one.mention, two.mention
    return first.passage is second.passage and first.figure.sentence == second.figure.sentence


def _one_deed(one: Telling, two: Telling) -> bool:
    first, second = one.mention, two.mention
    return one_deed(one, two) and not distinct((first.passage, first.figure), (second.passage, second.figure))


def _said_of_both(again: Telling, other: Telling, share: float) -> bool:
    """Figures in another order prove enough; else only one may say more than the other, and of single figures none."""
    one, two = again.mention.digits, other.mention.digits
    if misprints.swapped(one, two):
        return True
    less = min(again, other, key=lambda each: each.mention.figure.value)
    lacking = {id(each): _lacking(each, there) for each, there in ((again, other), (other, again))}
    # 执法队现有16名, 队中持有执法证的只有14名: what says more of fewer is a part.
    if not comparable_deeds(again, other) or lacking[id(less)] and FEW.search(less.mention.left) is not None:
        return False
    if len(one) > 1:
        return not all(lacking.values())
    return share >= NEARLY_ALL and not any(lacking.values())


def _lacking(again: Telling, other: Telling) -> bool:
    """Does it say something of its thing that is not said around the other one?"""
    around = f"{other.sentence}|{other.frame}"
    return missing_in(cover(again.words, around)[1]) > 0


def _report(manuscript: Manuscript, later: Telling, first: Telling) -> Finding:
    there = manuscript.addresses.get(first.mention.passage.index, "")
    mention, other = later.mention, first.mention
    slip = "数字抄错一位或颠倒，" if _alike(later, first) else ""
    verdict, end = _verdict(mention.figure, other.figure)
    return finding(
        mention.passage,
        (mention.figure.start, mention.figure.end),
        kind=Kind.REPEAT,
        verdict=verdict,
        rule="miscopied",
        message=f"{there}写“{other.quote}”，此处写“{mention.quote}”，{end.format(slip=slip)}",
        stated=mention.figure.text,
        computed=other.figure.text if verdict is Verdict.WRONG else None,
        basis="同一期间、同一对象的同一数量只能有一个值",
    )


def _verdict(one: Figure, other: Figure) -> tuple[Verdict, str]:
    """Wrong only where the one is plainly the other with a slip of the hand: on reports that nobody had read, nine in ten of
    the others were two quantities (docs/decisions/0021)."""
    if misprints.plain_slip(one.value, other.value):
        return Verdict.WRONG, "所指是同一数量，{slip}两处必有一误。"
    return Verdict.HINT, "所指若是同一数量，两处必有一误，请核对。"


def _of_level(manuscript: Manuscript, level: Level) -> Finding:
    """比今年的986件至少多办32件, in a plan, or 受理386起, in the opening, where the body has 968件 and 368起."""
    there = manuscript.addresses.get(level.there.index, "")
    verdict, end = _verdict(level.figure, level.other)
    return finding(
        level.passage,
        (level.figure.start, level.figure.end),
        kind=Kind.REPEAT,
        verdict=verdict,
        rule="miscopied",
        message=f"此处写“{level.figure.text}”，{there}写“{level.other.text}”，{end.format(slip='数字抄错一位或颠倒，')}",
        stated=level.figure.text,
        computed=level.other.text if verdict is Verdict.WRONG else None,
        basis="同一期间、同一对象的同一数量只能有一个值",
    )


RULE = Rule(
    id="miscopied",
    title="前后抄写不一的数量",
    source="同一期间、同一对象的同一数量只能有一个值",
    why="前文写过的数，后文换一种说法再写时抄错一位，逐段核对看不出来。",
    wrong="一、培育示范户1083户……三、1038户示范户的作用发挥不够",
    right="一、培育示范户1083户……三、1083户示范户的作用发挥不够",
    check=check,
    late=True,
)
