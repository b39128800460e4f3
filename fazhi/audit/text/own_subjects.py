"""Is a growth said of another thing than the levels beside it: 结算15208人次、支付4326万元，人次比上年增长28.4%（上年11840人次），支付额增长31.2%?"""

from __future__ import annotations

import re

from fazhi.audit.text.change_words import PERIOD_WORDS, PREDICATE, TOTAL_OF
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import CLAUSE, Percentage

SUBJECT = 16
FEWEST = 2
"""Pairs of characters of a word that names something."""
# What such words are counted in: 支付额, 罚款金额 in 元, 面积 in no 件.
MEASURED = (
    (re.compile(r"(?:额|资金|款|收入|支出|产值|经费|损失|投资)$"), frozenset(("元", "万元", "亿元"))),
    (re.compile(r"面积$"), frozenset(("平方米", "平方公里", "亩", "公顷"))),
    (re.compile(r"(?:人次|人数)$"), frozenset(("人", "名", "人次", "位"))),
    (re.compile(r"(?:死亡|受伤|伤亡)$"), frozenset(("人", "名"))),
    (re.compile(r"(?:件数|起数|案件数)$"), frozenset(("件", "起", "宗", "例"))),
)
WHOLE_CLAUSE = re.compile(r"[、和及与]|分别|均")


def counted_in(words: str) -> frozenset[str]:
    """The units that a word of measure asks for (抽查金额占…: 元, not 人数: those may be told in other words); empty where it asks for none."""
    return next((units for named, units in MEASURED[:2] if named.search(words)), frozenset())


def of_another_thing(claim: Percentage, level: Figure) -> bool:
    """Does the clause of the growth begin with a word that is counted in another unit than the level?"""
    text = claim.passage.plain
    clause = CLAUSE.split(text[max(claim.sentence.start, claim.figure.start - SUBJECT) : claim.figure.start])[-1]
    words = PERIOD_WORDS.sub("", PREDICATE.split(clause)[0])
    if len(words) <= 1 or WHOLE_CLAUSE.search(words) or any(each.isdigit() for each in words):
        return False
    if words.endswith("数") and _told_apart(claim, words, level):
        return True
    return any(
        named.search(words) is not None or named.search(TOTAL_OF.sub("", words)) is not None
        for named, units in MEASURED
        if level.unit not in units
    )


def _told_apart(claim: Percentage, words: str, level: Figure) -> bool:
    """下达整改通知，共156处……。查出隐患数比上年的612处下降14.5%: does a sentence before tell the level, and by none of the words of what grew?"""
    text, named = claim.passage.plain, pairs(words.removesuffix("数"))
    around = text[max(0, level.start - SUBJECT) : level.start] + level.tail
    here = any(each is level for each in claim.passage.figures)
    return here and level.sentence != claim.figure.sentence and len(named) >= FEWEST and named.isdisjoint(pairs(around))
