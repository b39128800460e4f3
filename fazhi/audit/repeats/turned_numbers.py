"""A number told again with its figures in another order, beside the same words: 接到投诉举报17071件 …… 投诉举报接收总量17017件.

Of five figures hardly two numbers of a document hold the same in another order by chance; of four and three the words beside them
must have a name in common. No number that stands anywhere else, and none of another period, is one of the two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from fazhi.audit.repeats.distinct import distinct
from fazhi.audit.repeats.mentions import alike
from fazhi.audit.repeats.tellings import FAR, content, places
from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, row_of_table

Place = tuple[Passage, Figure]
SHORTEST, MOST = 3, 6
NAME = {3: 5, 4: 4}
"""Characters of a name that both have beside them, by how many figures the numbers have; of more, ``SURE``."""
SURE = 3
BEFORE, BEHIND = 14, 12
LINE = 16
PERIOD = re.compile(r"[上下]半年|[前一二三四]季度|(?<!\d)1?\d月|20\d\d年|[上去]年|同期")
PLACE = re.compile(
    r"(?<![\u4e00-\u9fff])(?![各本我该在由向经对与到报为被从将])(?!通过|根据|按照|围绕|针对|结合|配合|依托)[\u4e00-\u9fff]{1,6}?(?:省|市|区|县|州|旗|镇|乡|街道|村|局|院|所|中心|委员会)"
)
ALL_OF = "全"
COUNTED = re.compile(r"(?:[接受]收|[总数]量|总数|合计|累计|共计|总共|[共达为有约是])+$")
WORDS = re.compile(r"[^\u4e00-\u9fff]+")


def turned(manuscript: Manuscript) -> Iterator[tuple[Place, Place]]:
    """(later, earlier) of two counts that are one, by their words and by their figures."""
    by_figures: dict[tuple[str, str, int, str], list[Place]] = defaultdict(list)
    every: Counter[str] = Counter()
    starts = places(manuscript)
    for passage in manuscript.passages:
        for figure in passage.figures:
            digits = re.sub(r"\D", "", figure.text)
            every[digits] += 1
            if (
                len(digits) >= SHORTEST
                and len(set(digits)) > 1
                and _plain(figure)
                and not row_of_table(passage.original)
            ):
                key = "".join(sorted(digits)), figure.kind, len(figure.text.partition(".")[2]), figure.scale_word
                by_figures[key].append((passage, figure))
    for found in by_figures.values():
        for one, two in combinations(found[:MOST], 2):
            if one[0] is two[0] and one[1].sentence == two[1].sentence or starts[id(two[0])] - starts[id(one[0])] > FAR:
                continue
            if any(every[re.sub(r"\D", "", each.text)] > 1 for _passage, each in (one, two)):
                continue
            if misprints.turned(one[1].value, two[1].value) and _one_thing(manuscript, one, two):
                yield two, one


def _plain(figure: Figure) -> bool:
    sound = figure.count and not figure.vague and not figure.bound and not figure.spelled and not figure.compared
    return sound and EARLIER.search(f"{figure.period}{figure.head}") is None and CHANGE.search(figure.head) is None


def _one_thing(manuscript: Manuscript, one: Place, two: Place) -> bool:
    """Of one period, no part of anything, and known by one name."""
    periods = {each.period for _passage, each in (one, two) if each.period not in ("", manuscript.year_told)}
    if len(periods) > 1 or any(manuscript.planned(passage) for passage, _figure in (one, two)) or distinct(one, two):
        return False
    if _apart(*(_said(PERIOD, *each, stops="。；\n") for each in (one, two))):
        return False
    if _of_other_places(manuscript, one, two):
        return False
    # 61.7万人次 is one number of many more that could be printed.
    digits = len(re.sub(r"\D", "", one[1].text)) + (one[1].step > 0)
    return _common(one, two) >= NAME.get(digits, SURE)


def _headed(manuscript: Manuscript, passage: Passage) -> set[str]:
    """（一）东城区, alone on the line before."""
    at = manuscript.passages.index(passage)
    line = manuscript.passages[at - 1].plain if at else ""
    return set(PLACE.findall(line)) if len(line) <= LINE else set()


def _said(pattern: re.Pattern[str], passage: Passage, figure: Figure, stops: str) -> set[str]:
    """What the sentence, or the paragraph, says of it as far as the number."""
    begin = max(passage.plain.rfind(mark, 0, figure.start) for mark in stops) + 1
    return set(pattern.findall(passage.plain, begin, figure.start))


def _apart(one: set[str], two: set[str]) -> bool:
    return bool(one and two) and one.isdisjoint(two)


def _of_other_places(manuscript: Manuscript, one: Place, two: Place) -> bool:
    """全市综合指数4.78 … 东城区综合指数4.87; but 全市 may be the 临江市 of the headline."""
    mine, theirs = (_said(PLACE, *each, stops="\n") | _headed(manuscript, each[0]) for each in (one, two))
    whole = {each[-1] for each in mine | theirs if each.startswith(ALL_OF)}
    return _apart(mine, theirs) and not all(any(each[-1] in whole for each in side) for side in (mine, theirs))


def _common(one: Place, two: Place) -> int:
    """How long is the longest name that stands right at the one number, and anywhere in the clause of the other?"""
    return max(_at_number(*pair) for pair in ((one, two), (two, one)))


def _at_number(one: Place, two: Place) -> int:
    before, behind = _beside(*one)
    clause = "|".join(_beside(*two))
    names = [before[at:] for at in range(len(before))] + [behind[:end] for end in range(1, len(behind) + 1)]
    return max((len(content(each)) for each in names if each in clause), default=0)


def _beside(passage: Passage, figure: Figure) -> tuple[str, str]:
    """The characters of its clause before a number, and those behind it."""
    before = re.split(r"[，。；：]", passage.plain[max(0, figure.start - BEFORE) : figure.start])[-1]
    behind = re.split(r"[，。；：、]", passage.plain[figure.end : figure.end + BEHIND])[0]
    left = COUNTED.sub("", alike(before))
    return WORDS.split(left)[-1], WORDS.split(alike(behind))[0]
