"""The two levels of a growth that stand sentences apart, found by what the growth is said of.

受理468件……。去年上半年受理412件，……。受理数增长13.6%      罚款58.59万元……。2024年罚款51.24万元，今年罚款数增长14.3%
居民随手拍5018件。……居民随手拍去年同期为3146件，一年涨了59.5%      2021年咨询总量9144人次，2022年增长11.5%

Words so far apart leave a doubt: what is found here confirms a growth, or shows it to be a plain slip, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi.audit.growths.changes import COPULA, SUBJECT_END, VERBS, Levels
from fazhi.audit.growths.increments import COMPARED, is_level, said_of, verb_of
from fazhi.audit.text.change_words import CHANGED_TO, EARLIER, PERIOD_WORDS, PREDICATE, TOTAL_OF
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import in_list
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import CLAUSE, Percentage

BACK = 3
"""So many sentences before the growth its base may stand."""
SHORTEST = 2
LONGEST_SUBJECT = 12
NOT_A_SUBJECT = re.compile(r"[^\u4e00-\u9fff]|分别|依次|各|均|共|其中|与之|两[下相]")
OPENED = re.compile(r"而?(?:[去上]一?年|前年|上个?月|上季度)")
# 上年同样安排260万元，支出195万元，今年的支出增长20.0%
BEFORE_TOLD = re.compile(r"(?:^|(?<=[，。；]))而?(?:[去上]一?年|前年)(?:同期)?[^，。；：\d比较]{1,10}")
STILL = re.compile(r"\d[\d.,]*[万亿]?[\u4e00-\u9fff]{1,3}，[^，。；：\d比较今]{1,10}")
NOW_AGAIN = re.compile(r"，而?(?:今年|本年)(?:度)?的?")
THIS_PERIOD = re.compile(r"今年|本年|本月|本季度|相?比|较")
AVERAGE = re.compile(r"均|平均|每")
COUNTED = re.compile(r"(?:案件|纠纷|事项|工单|[件起宗人户家场批次个份]次?)数?$")
"""新收案件, 检查家次: of the words before the unit."""
WHERE = re.compile(r"^[全本我][县市区镇乡局院街]")
TOTAL = re.compile(r"总[数量]$")


def levels(
    claim: Percentage, earlier: Sequence[Passage] = (), subject: str | None = None, kind: str = ""
) -> list[Levels]:
    """The pairs that a growth may compare, unsure, at most three.

    ``earlier``: the passages before, in which this period's count may stand; ``subject``: what a list says the growth is of
    (立案数、罚没款分别增长); ``kind``: that of the levels, where it is known.
    """
    own = subject_of(claim) if subject is None else subject
    counts = [each for each in _counts(claim.passage, claim.figure.start) if not kind or each.kind == kind]
    base = _base(claim, counts, own)
    if base is None or _told_of_another(claim, counts, base):
        return []
    name = own or _name(claim, base)
    if not name:
        return []
    now = _now(claim.passage, counts, base, name)
    for passage in reversed(earlier):
        now = now or _now(passage, _counts(passage, len(passage.plain)), base, name)
    if not now and TOTAL.search(name) is not None:
        now = [each for each in counts if each.kind == base.kind and not in_list(claim.passage, each)][:1]
    unlike = {each.value: each for each in now if each.start != base.start and each.value != base.value}
    return [Levels(each, base) for each in unlike.values()] if len(unlike) <= BACK else []


def _counts(passage: Passage, until: int) -> list[Figure]:
    """What may be a level up to a place of the passage."""
    found: list[Figure] | None = passage.memory.get("levels")
    if found is None:
        found = passage.memory["levels"] = [each for each in passage.figures if could_be(each)]
    return [each for each in found if each.end <= until]


def could_be(figure: Figure) -> bool:
    """May it be a level: a sound count that is neither an increase nor a mean?"""
    sound = figure.count and not figure.vague and not figure.bound and figure.value > 0
    return sound and verb_of(figure.head) is None and AVERAGE.search(figure.head) is None


def _base(claim: Percentage, counts: list[Figure], subject: str) -> Figure | None:
    """The one level of before that the subject names; without a subject that of the sentence, or the last of the one before."""
    at = claim.figure.sentence
    found = [each for each in counts if at - each.sentence <= BACK and of_before(claim.passage, each)]
    if subject:
        found = [each for each in found if _said(subject, each)]
    else:
        found = [each for each in found if each.sentence == at or each is counts[-1] and at - each.sentence == 1]
    found = [each for each in found if found[-1].sentence == each.sentence]
    return found[-1] if len({(each.value, each.kind) for each in found}) == 1 else None


def _told_of_another(claim: Percentage, counts: list[Figure], base: Figure) -> bool:
    """总产比上年2.441万吨增长1.9%。油菜种植1.42万亩，产菜籽1988吨，面积、产量分别增长: has the base had its growth, and this one a level beside it?"""
    if base.sentence == claim.figure.sentence:
        return False
    grown = any(
        each.percent and each.sentence == base.sentence and each.start >= base.end for each in claim.passage.figures
    )
    own = (each for each in counts if each.sentence == claim.figure.sentence and each.kind == base.kind)
    return grown and any(not of_before(claim.passage, each) for each in own)


def _now(passage: Passage, counts: list[Figure], base: Figure, name: str) -> list[Figure]:
    found = [
        each for each in counts
        if each.kind == base.kind and not each.compared and not of_before(passage, each)
        and is_level(passage, each) and (_said(name, each) or _said_of_both(passage, name, each))
    ]  # fmt: skip
    return [each for each in found if not in_list(passage, each)] or found


def of_before(passage: Passage, figure: Figure) -> bool:
    """Is a count said to be of an earlier period than that of the whole text or of the others?"""
    if EARLIER.search(f"{figure.period}{figure.head}") is not None and CHANGED_TO.search(figure.head) is None:
        return True
    if _still_before(passage, figure):
        return True
    # 去年7起，损失26.3万元
    if OPENED.match(passage.plain, figure.begins, figure.start) is not None:
        return THIS_PERIOD.search(passage.plain, figure.begins, figure.start) is None
    year = figure.period[:4]
    # Where no title tells the year, whatever has a year of its own is set against what has none.
    return year.isdigit() and (not passage.now or year < passage.now)


def _still_before(passage: Passage, figure: Figure) -> bool:
    """上年同样安排260万元，支出195万元，今年的支出: what last year's clause goes on to tell, until this year is named again."""
    text = passage.plain
    if NOW_AGAIN.match(text, figure.end) is None:
        return False
    opened = [match.end() for match in BEFORE_TOLD.finditer(text, figure.begins, figure.start)]
    return bool(opened) and STILL.fullmatch(text, opened[-1], figure.start) is not None


def subject_of(claim: Percentage) -> str:
    """受理数 of 两下一比，受理数增长13.6%; 罚款额 of 与之相比，罚款额下降."""
    text, sentence = claim.passage.plain, claim.sentence
    clause = CLAUSE.split(text[max(sentence.start, claim.figure.start - 2 * LONGEST_SUBJECT) : claim.figure.start])[-1]
    words = PREDICATE.split(clause)[0]
    words = VERBS.sub("", PERIOD_WORDS.sub("", COMPARED.sub("", EARLIER.sub("", words))))
    words = SUBJECT_END.sub("", words)
    return _plain(words)


def _name(claim: Percentage, base: Figure) -> str:
    """What the base itself is said of: 2021年咨询总量9144人次; else what its sentence begins with (居民随手拍……，去年同期为)."""
    words = PERIOD_WORDS.sub("", COMPARED.sub("", EARLIER.sub("", base.head)))
    words = _plain(COPULA.sub("", words))
    if words or base.sentence != claim.figure.sentence:
        return words
    counts = (each for each in claim.passage.figures if each.count and each.end < base.start)
    heads = [each.head for each in counts if len(each.head) > SHORTEST]
    return max(
        (each for each in heads if claim.passage.plain.startswith(each, claim.sentence.start)), key=len, default=""
    )


def _plain(words: str) -> str:
    if len(words) < SHORTEST or len(words) > LONGEST_SUBJECT or NOT_A_SUBJECT.search(words) is not None:
        return ""
    return words


def _said_of_both(passage: Passage, name: str, figure: Figure) -> bool:
    """拆除违法建设342处、4.86万平方米: the words before the first of two counts in two units are said of the second as well."""
    if figure.head or not passage.plain.startswith("、", figure.start - 1):
        return False
    first = next((each for each in passage.figures if each.end == figure.start - 1), None)
    return first is not None and first.kind != figure.kind and _said(name, first)


def _said(name: str, figure: Figure) -> bool:
    short = COUNTED.sub("", TOTAL_OF.sub("", name))
    words = f"{figure.head}|{figure.tail}"
    # 耕地面积 is not 违法面积
    if len(WHERE.sub("", short)) >= 2 * SHORTEST and WHERE.sub("", short)[:SHORTEST] not in words:
        return False
    return said_of(name, figure) or len(short) >= SHORTEST and short[-SHORTEST:] in words
