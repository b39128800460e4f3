"""A sentence that only divides what was told before it: 全年许可342件，上年318件，增长7.55%。其中经营许可118件，零售许可205件，生产许可19件.

It begins with 其中, 按…分, 从…看 or …中 and lists three kinds or more. Of a hundred such lists in clean reports not one misses all
counts of its unit before it and yet one of them by a slip of the hand (decision 0017). Where the words say by what it is divided,
that may stand within a sentence, and behind another division of the same: 按程序分，普通109件，简易45件；按类别分，公共场所61件，…; of
a hundred and fifty of these none misses by figures in another order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.headed_lists import CROSSING, FOUR, JOINED, MOST, PAIR, THREE, addable, listed, run
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.items import SAYS_NOTHING
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

OPENED = re.compile(
    r"(?:其中|按[^，。：；\d]{1,14}|从[^，。：；\d]{1,10}[看分]|[^，。；：\d]{0,12}(?:(?<!集)中|里头|里面))[，：]?[^，。；：\d]{0,16}"
)
# 按类别分，…; 就纠纷种类看，…; 以信访渠道论，…; 案件来源为：…: within a sentence only words that say by what is divided.
DIVIDED = re.compile(
    r"(?:^|[，。；：）])(?:[按从就以依论](?![法时期规照例然旧])[^，。；：\d]{1,14}?(?:[看分论讲说计]|为序|上|类|口径)?|[^，。；：\d]{0,10}(?:分类|构成|分布|来源|类型)[为是看]?)[，：]"
    r"[^，。；：、\d]{0,16}$"
)
DIVIDING = re.compile("[按从就以依论类构布源]")
LEAD = 40
# 实际支出178.5万元。钱花在三处：…; 图斑312个。判定：…: only what the same paragraph told can be so divided.
TITLED = re.compile(r"[^，。；：\d]{1,12}：[^，。；：\d]{0,16}")
SCOPE = re.compile(r"(?:在|上述|这些|全部|以上)?([^，。；：\d]{2,12}?)(?<!集)(?<!其)[中里]")
STOPS = "。！？\n"
BACK = 6
"""So many counts of the paragraph before may be the total."""
FEWEST = 2
"""Figures of a number of which one may be wrong."""
TELLING = 100
"""Of smaller counts some three make up a fourth by chance."""
ALMOST = 100
"""A list that falls short of the total by less than such a part may leave out that little."""


def opened_lists(manuscript: Manuscript, number: int) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, parts) of every such list of the passage of that number that misses its total by a slip."""
    passage = manuscript.passages[number]
    items: set[int] = set()
    divided: set[Decimal] = set()
    for parts in _lists(passage):
        items.update(each.start for each in parts)
        amount, begin = summed(parts), _begin(passage, parts[0])
        # 按程序分，普通109件，简易45件；按类别分，…: an item of the division before is no total.
        before = [each for each in passage.figures if each.end <= parts[0].start and each.start not in items]
        if number and (_divided(passage.plain, parts[0]) or OPENED.match(passage.plain, begin) is not None):
            before = manuscript.passages[number - 1].figures[-BACK:] + before
        most = max(each.value for each in parts)
        year = str(manuscript.year or "")
        counts = [each for each in before if addable(each, parts[0]) and each.value > most and _of_now(each, year)]
        counts = [each for each in _of_scope(passage.plain, begin, counts) if not _item_of_a_sum(each, before)]
        sums = {summed(parts[:end]) for end in range(2, len(parts) + 1)}
        # 城关61件、柳河52件、住建39件、东岗33件，四家合计185件: the sum may be told behind the list.
        behind = [each for each in passage.figures if each.start > parts[-1].start and addable(each, parts[0])]
        if any(each.value in sums for each in counts + behind):
            divided.add(amount)
            continue
        fewest = FEWEST if len(parts) >= THREE else MOST
        missed = {each.value: each for each in counts if _slip(parts, each, amount, fewest, divided)}
        swapped = {value: each for value, each in missed.items() if _slip(parts, each, amount, MOST, divided)}
        for each in (missed, swapped):
            if len(each) == 1:
                yield next(iter(each.values())), parts
                break


def _item_of_a_sum(count: Figure, before: list[Figure]) -> bool:
    """调解4530件……。村级3018件，乡镇级1147件，行业性365件: an item of a list that adds up is not divided as if it were all."""
    same = [each for each in before if each.kind == count.kind]
    at = next((number for number, each in enumerate(same) if each is count), None)
    if at is None or count.value < TELLING:
        return False
    values = {each.value for each in same[:at]}
    runs = (same[first:last] for first in range(max(0, at - MOST), at + 1) for last in range(at + 1, at + MOST))
    return any(len(run) >= THREE and summed(run) in values for run in runs if len(run) < MOST)


def _of_scope(text: str, begin: int, counts: list[Figure]) -> list[Figure]:
    """调解协议中，书面2716件、…: of the counts that speak of agreements, where the words before 中 say of what they speak."""
    match = SCOPE.match(text, begin)
    said = "" if match is None else SAYS_NOTHING.sub("", match[1])
    if len(said) <= 1:
        return counts
    pairs = [said[at : at + 2] for at in range(len(said) - 1)]
    return [each for each in counts if any(pair in f"{each.head}{each.tail}" for pair in pairs)]


def _of_now(figure: Figure, year: str) -> bool:
    return figure.period in ("", year) or not (figure.period.isdigit() or EARLIER.search(figure.period))


def _slip(parts: list[Figure], total: Figure, amount: Decimal, fewest: int, divided: set[Decimal]) -> bool:
    """With figures in another order, or one wrong of ``fewest`` or more (of so many none are).

    By source 562, 248 and 126 of 936; by penalty 211, 678 and 38: what was divided once to the last leaves nothing out.
    """
    least = Decimal(1) if total.value in divided and total.value >= TELLING else max(total.value / ALMOST, Decimal(1))
    return slipped(parts, total, fewest) and (amount > total.value or total.value - amount > least)


def _lists(passage: Passage) -> Iterator[list[Figure]]:
    """The first counts of every sentence that begins so, and those behind words that say by what is divided."""
    text, figures = passage.plain, listed(passage)
    for at, first in enumerate(figures):
        divided = _divided(text, first)
        if not divided and at and figures[at - 1].sentence == first.sentence:
            continue
        lead = _begin(passage, first), first.start
        titled = at > 0 and TITLED.fullmatch(text, *lead) is not None
        if not (divided or titled or OPENED.fullmatch(text, *lead)):
            continue
        for mark in JOINED:
            parts = run(text, figures[at : at + MOST + 1], mark)
            # 申请司法确认203件，确认有效198件: a deed done to the one before is no further item.
            if any(len(two.head) > 1 and two.head[:2] == one.head[-2:] for one, two in pairwise(parts)):
                break
            least = PAIR if divided and not _shared(text, parts) else THREE
            if least <= len(parts) <= MOST and all(_item(each, first) for each in parts):
                if len(parts) >= FOUR and divided or _ends(text, figures, parts, divided):
                    yield parts
                break


def _divided(text: str, figure: Figure) -> bool:
    """Do the words right before a count say by what is divided?"""
    lead = text[max(figure.begins, figure.start - LEAD) : figure.start]
    return DIVIDING.search(lead) is not None and DIVIDED.search(lead) is not None


def _shared(text: str, parts: list[Figure]) -> bool:
    """Two kinds with their shares need not be all: 市场监管13件，占38%，公共资源12件，占35%."""
    return "%" in text[parts[0].end : parts[-1].start]


def _ends(text: str, figures: list[Figure], parts: list[Figure], divided: bool) -> bool:
    """公安33件，国土13件，劳动4件，房管、人事各3件: does no count of the sentence go on with the list?"""
    last = parts[-1]
    behind = [each for each in figures if each.start > last.start and each.kind == last.kind]
    # 没收38宗（一案多罚的按主罚种计）
    behind = [each for each in behind if not inside_bracket(text, last.end, each.start)]
    return all(each.segment != last.segment if divided else each.sentence != last.sentence for each in behind)


def _begin(passage: Passage, figure: Figure) -> int:
    return max(passage.plain.rfind(mark, 0, figure.start) for mark in STOPS) + 1


def _item(figure: Figure, first: Figure) -> bool:
    return addable(figure, first) and bool(figure.unit) and CROSSING.search(figure.head) is None
