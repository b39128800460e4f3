"""The foremost of something, counted and told: 排前五位的分别是甲区12519件、乙区6062件、丙区5376件、丁市4151件和戊市3101件; 投诉量居前三位的是食品、服装和家电.

甲类、乙类、丙类和丁类投诉量居前五位 tells them before. That 产值、投资、消费增速位居全市前三位 counts no names is seen by what is first of all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.sums.name_lists import JOINED, NameList
from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

NUMBER = r"前(?P<number>\d{1,2}|[两三四五六七八九十]{1,2})"
BEHIND = re.compile(
    rf"{NUMBER}(?:[位名]的?[^，。；：、\d（]{{0,14}}?(?:分别|依次)?(?:[是为]：?|：)|(?:类|个(?![月季年周小工]))的?[^，。；：、\d（]{{0,10}}?(?:分别|依次)(?:[是为]：?|：))"
)
FOREMOST = re.compile(rf"{NUMBER}[位名类个]")
NAMES = re.compile(r"[^，。；：（）\d\n]{3,300}(?=[，。；（])")
BEFORE = re.compile(
    rf"(?:^|[，。；：）])(?P<names>[^，。；：（）\d]{{4,200}}?)的?[^，。；：、\d]{{0,8}}[量数](?:居|列|位居|位列|排名?|排在|名列)?{NUMBER}[位名](?=[，。；]|$)"
)
# 与上月相比减少5件, 共占62%, 其中…; 末位丙镇93.8%: no item of the list
OTHER = re.compile(
    r"[，；。](?:[比较]|与[上去]|同比|环比|增[长加]|减少|共|其[他余中]|末[位名尾]|[最末]后|后[\d两三四五六七八九十]{1,2}[位名]|倒数|垫底|上升|下降|分别|以上|上述|最[多少高低])|[比较][上去]|[合总共]计|共占|分别"
    r"|[类项地者家个位]共|全[国省市县区]"
)
# 甲村（96分）、乙村（95分）、丙村（94分），“黑榜”为丁村（78分），全乡平均89分: behind items joined by 、 a clause with its own predicate
PREDICATE = re.compile(r"）?，[^，。；：、\d]{1,10}(?:[为是][^，。；：、\d]{2,14}|平均)")
SIDE_BY_SIDE = re.compile(r"[^，。；]*、[^，。；]*")
OPEN = re.compile(r"等|其中|除|以外|之外|[“”《》]")
JOINT = re.compile(r"[、，；和及与]|以及")
END = re.compile(r"[。\n]")
WIDEST, NEAR, FEWEST = 48, 30, 2
MOST = 80
"""So many figures behind the words are looked at."""


def foremost_lists(passage: Passage) -> Iterator[NameList]:
    """Every such list that may be told apart into its items, with how many they are."""
    text = passage.plain
    if "前" not in text or FOREMOST.search(text) is None:
        return
    for match in BEHIND.finditer(text):
        yield from _behind(passage, match)
    for match in BEFORE.finditer(text):
        listed = text[match.start("names") : match.start("number")]
        names = listed.split("、")
        if len(names) > FEWEST and OPEN.search(listed) is None:
            yield _list(match, match.start("names"), match.end(), (len(names), _most(names)))


def _behind(passage: Passage, match: re.Match[str]) -> Iterator[NameList]:
    text = passage.plain
    first = bisect_left(passage.figures, match.end(), key=lambda each: each.start)
    figures = passage.figures[first : first + MOST]
    stop = END.search(text, match.end())
    end = stop.start() if stop is not None else len(text)
    if figures and figures[0].start < min(end, match.end() + NEAR):
        run = _run(text, figures, end)
        cut_off = end == len(text)  # an excerpt that ends before its list does
        if len(run) >= FEWEST and not cut_off and "等" not in text[run[-1].end : run[-1].end + 2]:
            yield _list(match, match.start(), run[-1].end, (len(run), len(run)))
        return
    listed = NAMES.match(text, match.end())
    if listed is not None and OPEN.search(listed.group()) is None and "、" in listed.group():
        names = listed.group().split("、")
        yield _list(match, match.start(), listed.end(), (len(names), _most(names)))


def _most(names: list[str]) -> int:
    return len(names) + sum(len(JOINED.findall(each)) for each in names)


def _run(text: str, figures: list[Figure], end: int) -> list[Figure]:
    """The counts of one unit that are told one behind the other, whatever is said behind each; none where an item may be missed."""
    run = figures[:1]
    for each in figures[1:]:
        if each.end > end or each.percent and not run[0].percent:
            continue
        gap = text[run[-1].end : each.start]
        # 甲78件，同比增长12.5%；乙45件: what is said of an item ends where the next one begins.
        begun = gap[max(0, gap.rfind("；")) :]
        if OTHER.search(begun) is not None or PREDICATE.fullmatch(gap) is not None and _side_by_side(text, run):
            break
        if each.kind != run[0].kind or len(gap) > WIDEST or JOINT.search(gap) is None:
            return []  # 行政强制705，举报投诉处理562件: an item in another unit
        run.append(each)
    return run if all(not each.vague and not each.compared for each in run) else []


def _side_by_side(text: str, run: list[Figure]) -> bool:
    """Are there two items at least, and none joined by a ，?"""
    gaps = [text[one.end : two.start] for one, two in pairwise(run)]
    return bool(gaps) and all(SIDE_BY_SIDE.fullmatch(each) for each in gaps)


def _list(match: re.Match[str], start: int, end: int, counts: tuple[int, int]) -> NameList:
    number = match["number"]
    value = int(number) if number.isdigit() else numerals.counted(number)
    said = match.string[match.start("number") - 1 : match.end("number") + 1]
    return NameList(said, Decimal(value), start, end, *counts)
