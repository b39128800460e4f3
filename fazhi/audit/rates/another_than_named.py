"""A share that names its whole and to the last figure is that of another count: 培训48场。……演练26场，其中消防15场，占演练总场次的31.3% (15÷48).

The whole is the count before the share whose words bear the name; the part stands right before the share, or is called by its subject, in the unit
that either names (集体访人次占来访总人次的 ← 集体访61批、724人次). Where no count of the name gives the figure, and one beside them does that is not
called so (培训48场, 上年3671人次), that one was divided by. Of some thousand shares of clean reports that name their whole no other reading is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.rates.named_bases import core
from fazhi.audit.rates.over_last_year import Taken
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.passages import Passage

BASIS = "占比＝部分÷所写的总数"
LEAD, TELLING, TEN, HUNDRED = 44, 3, 10, 100
SHORTEST, SUBJECT, NAME_NEAR, BEHIND = 2, 4, 14, 4
MARKS = re.compile(r"[，。；：、]")
SHARE = re.compile(
    r"(?P<subject>[\u4e00-\u9fff“”]*?)(?:已|仅|就|即|只|约|则)?所?占了?(?P<name>[\u4e00-\u9fff“”（）\d]{2,14}?)的(?:比例|比重)?(?:为|达到?|仅|约)?$"
)
# 以受理数计算的查实率为
BY_NAME = re.compile(
    r"(?P<subject>)(?:以|按照?)(?P<name>[\u4e00-\u9fff]{2,8}?)[数量]?(?:计算|为基数|为分母|计)的[\u4e00-\u9fff]{2,8}率(?:为|达到?|仅|约)?$"
)
SAYS_NOTHING = re.compile(
    r"（[^（）]*）|\d|全部|所有|总的?|合计|全[年县市区镇乡街]道?|本[年县市区镇乡]|今年|各[类级]|同期|我[县市区局镇]|[数量]$|[件人户]数$|[人场批]次$|的|[件户场批家处所座项个]$|案件$|人员$|类$"
)
FOREMOST = re.compile(
    r"，(?:各项之中|其中)?以?(?P<subject>[\u4e00-\u9fff“”]{2,8}?)(?:一家独大|最多|最高|居各?类?之?首位?|排在首位|位居第一|最?为突出|领先|为大头|为主|为首)，$"
)
OPENED = re.compile(r"^其中|(?:一个月|一项|一类|支出|[类件个项])$")
MEASURE = re.compile(r"(?:人次|人数|金额|资金|面积)$")
UNITS = {
    "人次": ("人次",),
    "人数": ("人", "名"),
    "金额": ("元", "万元", "亿元"),
    "资金": ("元", "万元", "亿元"),
    "面积": ("平方米", "亩", "公顷"),
}
BROKEN, APART, ENDED = re.compile(r"[。；\d]"), re.compile(r"[，。；]"), re.compile(r"[。；]")
ALL = re.compile(r"全部|所有")
# 投诉523件、咨询812件，合计1335件。……占受理总数的: it may have been called otherwise.
TOTAL = re.compile(r"(?:[总合共]计|两[项者类]|总共|总数|总量)[\u4e00-\u9fff]{0,4}$")
SEVERAL = re.compile(r"合计|[两三四五六七八九共和与及]|以[上下]")


@dataclass(frozen=True, slots=True)
class Named:
    """A share, where its words begin, its part, the words of its whole and what they say."""

    figure: Figure
    start: int
    part: Figure
    words: str
    name: str


def another_than_named(passage: Passage) -> Iterator[Taken]:
    """Every such share of a passage."""
    for each in shares(passage):
        found = _of(passage, each)
        if found is not None:
            yield found


def shares(passage: Passage) -> Iterator[Named]:
    """Every share of a passage that names its whole, with its part."""
    for figure in passage.figures if "%" in passage.plain else ():
        if not figure.percent or figure.vague or figure.bound or figure.value >= HUNDRED or not _telling(figure):
            continue
        clause = MARKS.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]
        said = SHARE.fullmatch(clause) or BY_NAME.fullmatch(clause)
        name = "" if said is None else core(said["name"], SAYS_NOTHING)
        if said is None or len(name) < SHORTEST:
            continue
        begin = figure.start - len(said[0])
        before = [each for each in passage.figures if sound(each) and not each.percent and each.end <= begin]
        part = _part(passage, before, begin, said) if before else None
        if part is not None and not past(part, passage.now) and CHANGE.search(part.head) is None:
            yield Named(figure, begin, part, said["name"], name)


def _telling(figure: Figure) -> bool:
    """Three figures, be the last of them a nought: 49.0."""
    printed = rounding.decimals(figure.value) > 0 and figure.value >= TEN
    return printed or rounding.telling(figure.value) >= TELLING


def _of(passage: Passage, share: Named) -> Taken | None:
    figure, part = share.figure, share.part
    wholes = [each for each in called(passage, share) if not past(each, passage.now)]
    if not wholes or any(gives(figure.value, part, each) for each in wholes):
        return None
    counts = [each for each in passage.figures if each.count and each.kind == part.kind and each is not part]
    plain = (each for each in counts if not each.vague and not each.bound and each.low > 0 and each.value >= part.value)
    taken = next((each for each in plain if gives(figure.value, part, each)), None)
    if taken is None or TOTAL.search(taken.head) is not None or ALL.search(share.words) and _holds(taken, wholes[-1]):
        return None
    return Taken(passage, figure, share.start, part, wholes[-1], taken)


def called(passage: Passage, share: Named) -> list[Figure]:
    """The greater counts before the share that bear its name."""
    row = [each for each in passage.figures if sound(each) and not each.percent and each.end <= share.figure.start]
    greater = [each for each in row if each.kind == share.part.kind and each.value > share.part.value]
    return [each for each in greater if bears(share.name, each)]


def bears(name: str, figure: Figure) -> bool:
    """组织应急演练26场; 46件举报"""
    return name in figure.head or name in figure.tail[: len(name) + BEHIND]


def _holds(taken: Figure, whole: Figure) -> bool:
    """调委会187个，其中村调委会158个……占全部调委会的75.9%: all of them are those of the whole list."""
    return taken.end <= whole.start and taken.sentence == whole.sentence and taken.value > whole.value


def _part(passage: Passage, before: list[Figure], begin: int, said: re.Match[str]) -> Figure | None:
    text, last = passage.plain, before[-1]
    foremost = FOREMOST.search(text, last.end, begin)
    subject = said["subject"] or ("" if foremost is None else foremost["subject"])
    gap = text[last.end : begin]
    if SEVERAL.search(subject) is not None:
        return None
    if len(subject) < SHORTEST:
        return None if BROKEN.search(gap) else last
    measure = MEASURE.search(said["name"]) or MEASURE.search(subject)
    name = OPENED.sub("", OPENED.sub("", MEASURE.sub("", subject)))[:SUBJECT]
    named = [each for each in before if name and name in each.head[-NAME_NEAR:]]
    if not named:
        return last if len(gap) <= 1 and ENDED.search(gap) is None else None
    if measure is None:
        return named[-1]
    beside = [each for each in before if named[-1].start <= each.start and each.unit in UNITS[measure[0]]]
    return next((each for each in beside if APART.search(text, named[-1].end, each.start) is None), None)
