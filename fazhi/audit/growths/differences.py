"""Increases printed between two printed levels: which three figures belong together.

18起，比2022年的15起增加3起      由38项调整为52项，增加14项      48件，上年为41件，增加7件      较年初增加12万元，而年初为81万元
2016年末322名，五年净增88名，2021年末410名
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from fazhi.audit.growths import by_period
from fazhi.audit.growths.changes import AFTER, FROM, LEAD, LEVEL_BEFORE, SUBJECT_END, own_subject, subject_of
from fazhi.audit.growths.increments import CHANGES, CLAUSE, COMPARED, VERB, is_level, said_of, verb_of
from fazhi.audit.sums.stock_roles import CAME, WENT, came_or_went
from fazhi.audit.text import misprints, short_names
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO, DONE, EARLIER, PERIOD_WORDS, REMARK
from fazhi.audit.text.figures import Figure, whole_before
from fazhi.audit.text.items import in_list
from fazhi.audit.text.passages import Passage

THAN = re.compile(
    r"(?:比|较|同|与|和)(?:去年|上年|上一年|20\d\d年|上(?:一?个)?月|[上前]一?周|上一?季度|第?[一二三四]季度|\d{1,2}月)(?:同期|全年|度|末|底)?的?$"
)
INCREASE = re.compile(
    rf"(?:相比|比|相较)?，?(?:增加|减少|净?[多少]{DONE}|上升|下降|增长|净增|净减"
    r"|压减|压缩|缩短|缩减|精简|提高|降低|扩充|增补|拓展|核减|削减|调减|调增|精减|[增减升降])了?"
)
# 增至现在的水平，增加48条
TO_PRESENT = re.compile(
    r"[^，。；：\d]{0,4}[到至为成](?:了)?(?:现在|目前|今年|本年|当前|如今|现有|眼下|这个|这一)的?(?:水平|规模|数量|数字|总量|程度|[件条人户个项家]?数)?"
    rf"，(?:共|净|一年|实际|累计)?{INCREASE.pattern.removeprefix('(?:相比|比|相较)?，?')}"
)
# 由312个增加到386个，新增74个: what came new is the difference, where nothing went.
ADDED = re.compile(r"，(?:共|累计)?(?:新增加?|增添|新添|增补|增设|添置|新纳入|新加入|扩充|扩容|拓展)了?")
LEFT = re.compile(r"注销|退出|撤销|撤并|淘汰|关停|减少|核减|合并|拆除|死亡|取消|报废")
THIS_YEAR = re.compile(rf"，(?:今年|本年|今年则)(?:净|再)?(?:增加|减少|[多少增减]{DONE})了?")
# 对比上年的44起，较预算1200万元, 比3.3人
# not 中稻和一季晚稻面积18.51万亩, not 性别比为110.2
THAN_BASE = re.compile(
    r"(?:(?<!性别)比(?![为是达])|较|(?<![\u4e00-\u9fff])[与同和])[^，。；：、\d]{0,10}(?:(?:20\d\d|\d{1,2})[年月])?[^，。；：、\d]{0,10}$"
)
FROM_BEHIND = re.compile(r"，(?:由|从)(?:去年|上年|原来|原先|20\d\d年)?的?")
TO = re.compile(r"(?:提高|增加|提升|上调|降低|减少|压缩|缩短|[增升降减])[至到为]了?")
UNTIL_NOW = re.compile(r"，(?:到|至)?(?:20\d\d年|今年|目前|现在?|年末|年底)(?:末|底|年末|年底)?[^，。；\d]{0,6}")
OF_PERIODS = re.compile(
    rf"(?:其中)?{by_period.NAME}(?:环比|同比)?(?:比|较){by_period.NAME}(?:净|再)?(?:增加|减少|增长|下降|[多少增减]{DONE})了?"
)
# 第三季度为全年峰值，较第二季度增加33件: this period opens the sentence.
OPENED_BY_PERIOD = re.compile(
    rf"{by_period.NAME}[^，。；：、\d]{{1,12}}，(?:比|较){by_period.NAME}(?:净|再)?(?:增加|减少|[多少增减]{DONE})了?"
)
CHANGES_ITSELF = re.compile(r"，同比(?:增加|减少|增长|下降|上升)")
ADDED_TO = re.compile(r"[加＋+](?=\d)")
MOVE = re.compile(r"[、，][^，。；：、\d]{1,8}")
FARTHEST = 120
MOST_COMMAS = 3
TOTAL = re.compile(r"(?:合计|共计|总计|总数|共有?|累计|达到?|总量)(?:为|达)?$")
SCORED = "分"
OCCURRED = re.compile(r"(?:一?共|总共|累计|则)?(?:发生|受理|办理|查处|登记|接报|收到|有)了?")
WITHIN = re.compile(r"[中里]$")
PARTED = 3
# 上年5起，起数减少3起
NUMBER_OF = re.compile(r"(?<=[，年])(?:总量|数量|总数|[起件人户宗批次场]数)$")
SAME_OF = re.compile(r"，(?:上一?年|去年|20\d\d年)(?:同期|全年)?(?:为|是|仅)?")
OF_BEFORE = re.compile(r"^(?:比|较|与|同|和)(?:去年|上一?年|20\d\d年)(?:同期|全年)?的?")
AVERAGE = "均"
SHORTEST = 2
"""So many characters before a comparison are a subject of its own (来访批次比上年…), which _than looks up."""
AMONG = re.compile(r"其中[，：:]?(?!\d)")


@dataclass(slots=True)
class Difference:
    """An increase with its base and the counts of this period that may be meant, the likeliest first."""

    now: list[Figure]
    base: Figure
    change: Figure
    sure: bool = True
    proved: bool = False
    """Does the percentage right behind the increase fit the two levels, so that none of the others can be meant?"""


def differences(passage: Passage) -> Iterator[Difference]:
    """Every increase with its two levels: 18起，比2022年的15起增加3起; 由38项增加到52项，增加14项."""
    figures, by_name = passage.figures, list(_of_periods(passage))
    named = {each.change.start for each in by_name}
    for number, (base, change) in enumerate(pairwise(figures)):
        if change.start in named:
            continue  # 三季度比二季度增加42件: of no other two, whatever stands beside it
        if base.kind != change.kind or not (base.count or base.unit == SCORED) or base.sentence != change.sentence:
            continue
        if base.vague or change.vague or base.bound or change.bound:
            continue
        found = list(_around(passage, number, base, change)) or list(_from_to(passage, number, base, change))
        if not found and not _is_increase(base, change):
            found = list(_beside(passage, number, base, change)) or list(_to_present(passage, number, base, change))
            found = found or _than(passage, number, base, change)
            found = found or _before(passage, number, base, change)
            found += _net(passage, number, base, change)
        yield from found
    yield from by_name


def _of_periods(passage: Passage) -> Iterator[Difference]:
    """上半年1368次，下半年1546次，下半年比上半年多178次: both levels are named by their periods."""
    text = passage.plain
    if (
        "比" not in text
        and "较" not in text
        or not any(each.search(text) for each in (OF_PERIODS, OPENED_BY_PERIOD, by_period.SHARED))
    ):
        return
    for sentence in passage.sentences:
        for change in sentence.figures:
            if not change.count or change.vague or change.bound:
                continue
            clause = CLAUSE.split(text[sentence.start : change.start])[-1]
            begin = max(sentence.start, text.rfind("；", sentence.start, change.start) + 1)
            opened = OPENED_BY_PERIOD.fullmatch(text, begin, change.start)
            opened = opened or by_period.FOREMOST.search(text, begin, change.start)
            if opened is None and OF_PERIODS.fullmatch(clause) is None:
                continue
            levels = by_period.pair(passage, sentence, change)
            if levels is not None and all(each.kind == change.kind and not each.bound for each in levels):
                # 二季度日均246.0件……三季度22400件: no mean is a level of the other
                plain = all(AVERAGE not in each.head and each.step == change.step for each in levels)
                yield Difference([levels[0]], levels[1], change, proved=plain)


def _beside(passage: Passage, number: int, base: Figure, change: Figure) -> Iterator[Difference]:
    """由38项调整为52项，增加14项; 18起，比2022年的15起增加3起"""
    text, figures = passage.plain, passage.figures
    gross = ADDED.fullmatch(text, base.end, change.start) is not None and LEFT.search(text, change.end) is None
    if not gross and INCREASE.fullmatch(text, base.end, change.start) is None:
        return
    lead = text[max(0, base.start - LEAD) : base.start]
    earlier = [each for each in figures[:number] if each.kind == base.kind and each.segment == base.segment]
    if CHANGED_TO.search(lead) and earlier and FROM.search(text[: earlier[-1].start]):
        if not gross or _slip_of(base, earlier[-1], change):
            yield Difference([base], earlier[-1], change)
    elif THAN.search(lead) and earlier and len(_rest(THAN.sub("", _between(passage, earlier[-1], base)))) < SHORTEST:
        now = [each for each in earlier if not each.compared and not each.vague and not each.bound]
        # 其中，检举控告401件，比上年同期的687件少268件: with no total before 其中 the item itself is compared.
        alone = len(now) == 1 and AMONG.match(text, now[0].begins) is not None
        now = [each for each in now if alone or not in_list(passage, each)]
        now = [each for each in now if _one_scale(each, base)] or now
        if now and text[now[-1].end : base.start].count("，") <= 2:
            yield Difference([*_together(text, now), *reversed(now[:-1])], base, change)


def _between(passage: Passage, before: Figure, base: Figure) -> str:
    """The last words between a count and that which it is compared with; a comma may be missing: 123件比上年同期298件少157件."""
    return CLAUSE.split(passage.plain[max(before.end, base.start - LEAD) : base.start])[-1]


def _to_present(passage: Passage, number: int, base: Figure, change: Figure) -> Iterator[Difference]:
    """公开436条，由上年的388条增至现在的水平，增加48条: the level now is the count before the one from which it came."""
    text, before = passage.plain, passage.figures[number - 1] if number else None
    if TO_PRESENT.fullmatch(text, base.end, change.start) is None or before is None or before.sentence != base.sentence:
        return
    if FROM.search(text[max(0, base.start - LEAD) : base.start]) is None or before.kind != base.kind:
        return
    if before.exact and not before.compared and text[before.end : base.start].count("，") == 1:
        yield Difference([before], base, change)


def _slip_of(now: Figure, base: Figure, change: Figure) -> bool:
    """What came new may have been more than the difference; it is meant where it is like it."""
    actual, printed = (f"{each.normalize():f}" for each in (abs(now.value - base.value), change.value))
    return actual == printed or misprints.like_count(printed, actual)


def _than(passage: Passage, number: int, base: Figure, change: Figure) -> list[Difference]:
    """集体访14批……。集体访批次比上年的19批少5批; 征收129万元，较预算120万元超收9万元"""
    text = passage.plain
    verb = verb_of(text[base.end : change.start])
    if verb is None or _rest(text[base.end : base.end + verb.start()]):
        return []
    clause = CLAUSE.split(text[max(0, base.start - LEAD) : base.start])[-1]
    than = THAN_BASE.search(clause)
    if than is None:
        return []
    found = _of(passage, number, base, change, _rest(clause[: than.start()]))
    # 全年拆除73处，……。与上年拆除61处相比，增加12处: what is said of the base is said of this year's.
    own = OF_BEFORE.sub("", than.group())
    return found if found or len(own) < SHORTEST else _of(passage, number, base, change, own)


def _before(passage: Passage, number: int, base: Figure, change: Figure) -> list[Difference]:
    """登记21件，上年登记28件，减少7件; 平均46.5日，上年51.2日，缩短4.7日"""
    text = passage.plain
    verb = verb_of(text[base.end : change.start])
    if verb is None or _rest(text[base.end : base.end + verb.start()]):
        return []
    clause = CLAUSE.split(text[max(0, base.start - LEAD) : base.start])[-1]
    if LEVEL_BEFORE.search(clause) is None:
        return []
    if THAN_BASE.search(clause) or base.compared:
        return []
    return _of(passage, number, base, change, SUBJECT_END.sub("", PERIOD_WORDS.sub("", EARLIER.sub("", clause))))


def _of(passage: Passage, number: int, base: Figure, change: Figure, subject: str) -> list[Difference]:
    """This period's count, by the words that the base is given for, else the nearest of its kind."""
    earlier = [
        each for each in passage.figures[:number]
        if each.kind == base.kind and base.start - each.end < FARTHEST and base.sentence - each.sentence <= 1
        and not each.compared and not each.vague and not each.bound and _could_become(passage, each, base)
        and EARLIER.search(f"{each.period}{each.head}") is None and not in_list(passage, each)
    ]  # fmt: skip
    if len(subject) >= SHORTEST:
        if OCCURRED.fullmatch(subject) is not None and (opened := _opened(passage, number, base, change)):
            return opened
        earlier = [each for each in earlier if said_of(subject, _with_own_words(each))]
        sure = len({each.value for each in earlier}) == 1
    else:
        own = [each for each in earlier if each.segment == base.segment]
        if not own:
            return _behind_total(passage.figures[:number], base, change)
        earlier = own
        sure = passage.plain.count("，", earlier[-1].end, base.start) < MOST_COMMAS if earlier else False
        sure = sure and (len(earlier) < 2 or "、" not in passage.plain[earlier[-2].end : earlier[-1].start])
    return [Difference(earlier[::-1], base, change, sure)] if earlier else []


def _opened(passage: Passage, number: int, base: Figure, change: Figure) -> list[Difference]:
    """全县9起事故中，道路5起、工矿商贸4起，上年共发生12起，少了3起: the total of which the sentence tells the parts."""
    same = [
        each for each in passage.figures[:number]
        if each.segment == base.segment and each.kind == base.kind and not each.compared
    ]  # fmt: skip
    if len(same) < PARTED or WITHIN.search(same[0].tail) is None or any(not each.exact for each in same):
        return []
    return [Difference(same[:1], base, change)] if sum(each.value for each in same[1:]) == same[0].value else []


def _with_own_words(figure: Figure) -> Figure:
    """162名持证人员中局机关49人: what stands before 中 is said of the count before it."""
    return replace(figure, head=figure.head.rpartition("中")[2]) if "中" in figure.head else figure


def _behind_total(earlier: list[Figure], base: Figure, change: Figure) -> list[Difference]:
    """三级合计82个，占……；上年末为74个，一年净增8个: the one total of the sentence, which the level of before is set against."""
    same = [each for each in earlier if each.sentence == base.sentence and each.kind == base.kind and not each.compared]
    totals = [each for each in same if TOTAL.search(each.head) and not each.vague and not each.bound]
    return [Difference(totals[-1:], base, change)] if len({each.value for each in totals}) == 1 else []


def _one_scale(now: Figure, base: Figure) -> bool:
    """6734件，日均18.4件，比上年的6105件增加629件: the mean beside the total is not what is compared."""
    return (
        AVERAGE in now.head or 0 < now.step < 1
        if AVERAGE in base.head or 0 < base.step < 1
        else AVERAGE not in now.head
    )


def _could_become(passage: Passage, now: Figure, base: Figure) -> bool:
    """Is the count one that a base like this may have grown to? 2.62人 a household is compared with 3.10人, not with 512人."""
    average = 0 < base.step < 1
    if average != (0 < now.step < 1) or VERB.search(now.head) is not None:
        return False
    return average or is_level(passage, now) or _told_side_by_side(passage, now, base)


def _told_side_by_side(passage: Passage, now: Figure, base: Figure) -> bool:
    """人均可支配收入17386元，上年为16258元，增收1128元: are both levels told of the very same, whatever that is?"""
    return now.step == base.step and SAME_OF.fullmatch(passage.plain, now.end, base.start) is not None


def _net(passage: Passage, number: int, base: Figure, change: Figure) -> Iterator[Difference]:
    """2016年末322名，五年净增88名，2021年末410名: the level before, the increase, the level after."""
    last = passage.figures[number + 2] if number + 2 < len(passage.figures) else None
    if last is None or last.kind != base.kind or last.vague or last.bound or last.sentence != base.sentence:
        return
    text = passage.plain
    verb = verb_of(text[base.end : change.start])
    if verb is None or _rest(text[base.end : base.end + verb.start()]) or not base.period.isdigit():
        return
    if UNTIL_NOW.fullmatch(text, change.end, last.start) and not base.compared and last.period != base.period:
        yield Difference([last], base, change)


def _from_to(passage: Passage, number: int, change: Figure, base: Figure) -> Iterator[Difference]:
    """基础养老金月人均提高20元，由165元增至185元: the change first."""
    last = passage.figures[number + 2] if number + 2 < len(passage.figures) else None
    if last is None or last.kind != base.kind or last.vague or last.bound or last.sentence != base.sentence:
        return
    text = passage.plain
    if verb_of(change.head) and FROM_BEHIND.fullmatch(text, change.end, base.start):
        if TO.fullmatch(text, base.end, last.start):
            yield Difference([last], base, change)


def _is_increase(base: Figure, change: Figure) -> bool:
    """指数103.1，比上月增加0.5点，比2月增加1.4点: an increase is no base of the next."""
    return verb_of(base.head) is not None and COMPARED.match(change.head) is not None


def _rest(words: str) -> str:
    """What a comparison says besides comparing."""
    return COMPARED.sub("", REMARK.sub("", NUMBER_OF.sub("", words))).strip("，的")


def _around(passage: Passage, number: int, first: Figure, second: Figure) -> Iterator[Difference]:
    """较上年同期少21起（上年同期158起）; 去年审22份，今年多审15份: the change before its base, or this period's verb behind it."""
    text = passage.plain
    changes = CHANGES.search(first.head) is not None and CHANGE.search(first.head) or verb_of(first.head)
    # 同比增加11.85万人，上年增6.30万人: what was gained then is no level.
    # 同比增加6.33万人，同期失业人员39.36万人，同比增加3.67万人: a level that has a change of its own
    own = CHANGE.search(second.head) is not None or CHANGES_ITSELF.match(text, second.end) is not None
    # 个人350元，比上年人均提高50元（上年580元加330元）: two levels that are added are neither of them the base.
    own = own or ADDED_TO.match(text, second.end) is not None or _in_account(passage, number, first)
    if changes and not own and AFTER.match(text[first.end : second.start]):
        now = [each for each in _levels_before(passage, number, first) if each.segment == first.segment]
        short = [each for each in now if short_names.stands_for(subject_of(first), text, each.start)]
        if now and own_subject(first, now[-1]):
            yield Difference([*whole_before(now), now[-1]], second, first)
        elif len({each.value for each in short}) == 1:
            # 13个村达到县级标准，达标面比上年增加3个（上年为10个）
            yield Difference(short[-1:], second, first)
    elif first.period and EARLIER.search(first.period) and THIS_YEAR.fullmatch(text, first.end, second.start):
        earlier = _levels_before(passage, number, first)
        if len({each.value for each in earlier}) == 1:
            yield Difference([earlier[-1]], first, second)


def _in_account(passage: Passage, number: int, change: Figure) -> bool:
    """现有412处，年内核销46处、新增18处，年初440处: what went and what came together lead from the one level to the other."""
    before = passage.figures[number - 1] if number else None
    if before is None or before.kind != change.kind or MOVE.fullmatch(passage.plain, before.end, change.start) is None:
        return False
    return {came_or_went(before.head), came_or_went(change.head)} == {CAME, WENT}


def _levels_before(passage: Passage, number: int, first: Figure) -> list[Figure]:
    """The counts of a unit before one, of its sentence and the two before."""
    return [
        each
        for each in passage.figures[:number]
        if each.kind == first.kind
        and each.sentence >= first.sentence - 2
        and not (each.compared or each.vague or each.bound)
    ]


def _together(text: str, now: list[Figure]) -> list[Figure]:
    """建议5件、提案8件，比去年的9件增加4件: counts side by side are compared together; then the last alone."""
    total, run = now[-1], 1
    for figure in reversed(now[:-1]):
        if "，" in text[figure.end : total.start] or "、" not in text[figure.end : total.start]:
            break
        total = Figure(
            figure.start, total.end, f"{figure.text}＋{total.text}", figure.value + total.value, max(figure.step, total.step),
            total.unit, total.kind, False, "", False,
        )  # fmt: skip
        run += 1
    return now[-1:] if run == 1 else [total, now[-1]]
