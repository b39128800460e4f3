"""Is a growth said of another thing than the levels beside it: 结算15208人次、支付4326万元，人次比上年增长28.4%（上年11840人次），支付额增长31.2%?"""

from __future__ import annotations

import re

from fazhi.audit.text.change_words import PERIOD_WORDS, PREDICATE, TOTAL_OF
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import CLAUSE, Percentage

SUBJECT = 16
# What such words are counted in: 支付额, 罚款金额 in 元, 面积 in no 件.
MEASURED = (
    (re.compile(r"(?:额|资金|款|收入|支出|产值|经费|损失)$"), frozenset(("元", "万元", "亿元"))),
    (re.compile(r"面积$"), frozenset(("平方米", "平方公里", "亩", "公顷"))),
    (re.compile(r"(?:人次|人数)$"), frozenset(("人", "名", "人次", "位"))),
    (re.compile(r"(?:死亡|受伤|伤亡)$"), frozenset(("人", "名"))),
    (re.compile(r"(?:件数|起数|案件数)$"), frozenset(("件", "起", "宗", "例"))),
)
WHOLE_CLAUSE = re.compile(r"[、和及与]|分别|均")


CALLED = 4
"""Characters of a name that is surely one."""
FILLER = re.compile(
    r"提高|提升|缩短|压缩|压减|精简|降低|回落|攀升|[增升涨降]幅|[增减升降涨也均都共约则又]|大幅|小幅|明显|持续|继续|显著|快速|稳步|同期|其中|增速|增长率|总体|整体|累计|分别|达到?"
)
THAN = re.compile(r"[比较](?P<base>[^，。；：]{2,40}?)(?:增加|增长|减少|下降|上升|多|少|增|减|降)")
MEAN = re.compile("[均每]")
DEALT = re.compile(r"[和、及与]")
BEFORE, BEHIND = 40, 8


def counted_in(words: str) -> frozenset[str]:
    """The units that a word of measure asks for (抽查金额占…: 元, not 人数: those may be told in other words); empty where it asks for none."""
    return next((units for named, units in MEASURED[:2] if named.search(words)), frozenset())


def compared_otherwise(claim: Percentage, change: Figure) -> bool:
    """比报告数增加8226万元，增长1.5%；比决算数增长12%: is the increase told by another percentage, or compared with another base?"""
    between = [
        each
        for each in claim.sentence.figures
        if each.percent and change.end <= each.start and each.end <= claim.figure.start
    ]
    text = claim.passage.plain
    own, theirs = (
        THAN.search(text, begin, end)
        for begin, end in ((change.end, claim.figure.start), (change.begins, change.start))
    )
    return bool(between) or own is not None and theirs is not None and own["base"] != theirs["base"]


def called_otherwise(claim: Percentage, level: Figure) -> bool:
    """打掉25个黑恶组织后，市场主体增长65%; 进出口总值41.76万亿元……；同期海关监管货物量也增长54.5%: does the clause of the growth name
    what not a word around the level speaks of, or is it one of several growths, with one level for all?"""
    text, sentence = claim.passage.plain, claim.sentence
    before = [each for each in sentence.figures if each.percent and each.end <= claim.figure.start]
    if before and DEALT.fullmatch(text, before[-1].end, claim.figure.start) is not None:
        return True
    words = FILLER.sub("", _subject(claim))
    if words and MEAN.search(level.head) is not None:
        return True  # 日均接电320个，比上月增加28个，总量增长5%
    begin = max(level.begins, level.start - BEFORE)
    around = f"{text[begin : level.start]}|{CLAUSE.split(text[level.end : level.end + BEHIND])[0]}"
    named = len(words) >= CALLED and not any(each.isdigit() for each in words)
    return named and level.end <= claim.figure.start and pairs(words).isdisjoint(pairs(around))


def _subject(claim: Percentage) -> str:
    """What stands in the clause of a growth before the word of change."""
    text = claim.passage.plain
    clause = CLAUSE.split(text[max(claim.sentence.start, claim.figure.start - SUBJECT) : claim.figure.start])[-1]
    return PERIOD_WORDS.sub("", PREDICATE.split(clause.removeprefix("同期"))[0])


def of_another_thing(claim: Percentage, level: Figure) -> bool:
    """Does the clause of the growth begin with a word that is counted in another unit than the level?"""
    words = _subject(claim)
    if len(words) <= 1 or WHOLE_CLAUSE.search(words) or any(each.isdigit() for each in words):
        return False
    return any(
        named.search(words) is not None or named.search(TOTAL_OF.sub("", words)) is not None
        for named, units in MEASURED
        if level.unit not in units
    )
