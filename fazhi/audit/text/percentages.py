"""Every percentage of a passage as a claim: a named rate, a share, a growth, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fazhi.audit.text.figures import PERCENT, POINTS, Figure
from fazhi.audit.text.passages import Passage, Sentence

GROWTH = re.compile(
    r"(增长|上升|下降|减少|增加|提高|提升|降低|增幅|降幅|涨幅|升幅|压缩|缩短|缩减|减幅|下跌|回落|攀升|同比|环比|压减|精简|扩大|涨|上涨|下浮|上浮|优于|增产|减产|增收|减收|[升降增减]了?(?:约|近)?$"
    r"|(?<![至不最许很大])[多少]了?(?:约|近)?$)"
)
NO_RATE = ("满意度", "结收比")
"""Rates by another name, each of three characters."""
SHARE = re.compile(r"(占|比例|比重|相当于)")
CHANGE_TO = re.compile(r"(?:到|至|为|达|成)$")
JOINED = re.compile(r"((?:[\u4e00-\u9fff]{1,12}率(?:、|和|及|与|，))+)$")
RISEN = re.compile(
    r"^(?:由|从)[^，。；]{0,12}%(?:提高|提升|上升|增长|下降|降低|升|降)(?:到|至|为)(?:了|今年的|目前的)?$"
)
CLAUSE = re.compile(r"[，。；：]")
BROKEN_OFF = re.compile(r"\d|[。；：]")
CONTINUED = re.compile(
    r"，(?:均|分别|已|更|也)?(?:高?达到?|为|保持|稳定)[\u4e00-\u9fff]{0,4}"
    # 床位使用率不高，年末仅为59.0%
    r"|(?:还|仍|较|偏|不够|不太|不|有待提)*[高低]，(?:年末|目前|全年|全[县市区镇乡])?(?:仅|只|才)(?:为|有|达到?)?"
)
CONJUNCT = re.compile(r"率(?:和|及|与)")
RATE_IS = re.compile(r"[\u4e00-\u9fff]率(?:高?达到?|为)$")
GROWTH_RATE = re.compile(r"(?:增长|上升|下降|减少|增加|提高|提升|降低|压缩|缩短|缩减|压减|精简|扩大|增|降|涨)$")
SHRUNK = re.compile(r"(?:压缩|缩短|缩减|压减|精简|(?<=[，；])增)$")
REACHED = re.compile(r"(?:(?:高?达到?|为|是)了?)?")
MOST_OF = re.compile(
    r"所?占(?:[\u4e00-\u9fff]{2,10}(?:比例|比重)|比|总[数量])?(?:例|重)?(?:(?:最高|最大|最多|居首|第一|过半|[一大]半以上|半数以上)，(?:为|达|达到)"
    r"|[近超约]?过?[一二三四五六七八九]成[^，。；\d]{0,2}，(?:具体)?(?:为|是))$"
)
# 全年计划30场次，已完成计划的63.3%
OF_PLAN = re.compile(
    r"(?<=[，已])完成$|完成了?(?:全年|年度|年初)?(?:的)?(?:计划|任务|目标)(?:任务|总?数|总量)?的$|(?<=，)为(?:全年|年度|年初)的?(?:计划|任务|目标)(?:任务|数|投资)?的$"
)
AND = re.compile(r"[、，和及与]")
DEALT = re.compile(r"分别|依次|各(?:占|为)")
OF = re.compile(r"[\u4e00-\u9fff]{0,4}的(?:约|近)?")
CHANGED_BY = re.compile(
    r"(?P<verb>(?<![至不最许很大])[多少]|增加|减少|上升|下降|增长|净增|[增减])了?\d[\d.,]*[万亿]?[\u4e00-\u9fff]{0,3}（$"
)
RANGE = re.compile(r"[～—至到-]{1,2}\d+(?:\.\d+)?%(?:之间|区间|范围|不等)|或\d+[\u4e00-\u9fff]{1,2}以[上下]")
BACK = 40


@dataclass(slots=True)
class Percentage:
    """One percentage with the words that say of what. ``start`` is where its name begins, for the quote."""

    passage: Passage
    sentence: Sentence
    figure: Figure
    role: str
    """rate | share | growth | points | plan | other"""
    name: str
    start: int
    link: str
    unsigned: bool = False
    order: int = 0
    """Which of several shares dealt out by position this is, from 1; 0 for a share that stands alone."""
    series: int = 0
    """Where the first of those shares stands."""

    @property
    def stated(self) -> str:
        """As printed: 99.9%."""
        return self.figure.text


def claims(passages: Iterable[Passage], *roles: str) -> Iterator[Percentage]:
    """The percentages of all passages that play one of the roles, in the order of the text."""
    for passage in passages:
        text = passage.plain
        if "%" in text or "率" in text or "百分之" in text:
            yield from (each for each in percentages(passage) if each.role in roles)


def percentages(passage: Passage) -> list[Percentage]:
    """All percentages of a passage; a pair of names with one figure (参考率、合格率均达100%) gives two."""
    known = passage.memory.get("percentages")
    if known is None:
        known = passage.memory["percentages"] = list(_percentages(passage))
    return known


def series(passage: Passage) -> dict[int, list[Percentage]]:
    """The percentages of a passage that are dealt out by position (分别为38.6%、43.5%), by their series."""
    found: dict[int, list[Percentage]] | None = passage.memory.get("series of percentages")
    if found is None:
        found = passage.memory["series of percentages"] = {}
        for each in percentages(passage):
            if each.order:
                found.setdefault(each.series, []).append(each)
    return found


def _percentages(passage: Passage) -> Iterator[Percentage]:
    for sentence in passage.sentences:
        previous: list[Percentage] = []
        for figure in sentence.figures:
            if figure.kind not in (PERCENT, POINTS) and (figure.unit or not _unsigned(passage.plain, figure)):
                continue
            found = _read(passage, sentence, figure, previous)
            yield from found
            previous = found


def _bare_in_brackets(passage: Passage, sentence: Sentence, figure: Figure) -> bool:
    """Does a percentage stand alone in brackets right behind a count?"""
    text, opening = passage.plain, figure.start - 1
    if text[opening : figure.start] != "（" or text[figure.end : figure.end + 1] != "）":
        return False
    return any(each.end == opening and each.count for each in sentence.figures)


def _unsigned(text: str, figure: Figure) -> bool:
    """成功率达99， — a rate whose percent sign was lost."""
    if figure.unit or figure.value > 100 or figure.value < 20 or text[figure.end : figure.end + 1] not in "，。；、":
        return False
    return RATE_IS.search(text[max(0, figure.start - 8) : figure.start]) is not None


def _read(passage: Passage, sentence: Sentence, figure: Figure, previous: list[Percentage]) -> list[Percentage]:
    text = passage.plain
    left_start = max(sentence.start, figure.start - BACK)
    left = text[left_start : figure.start]
    unsigned = figure.kind not in (PERCENT, POINTS)
    if figure.kind == POINTS:
        return [Percentage(passage, sentence, figure, "points", "", figure.start, left[-8:])]
    if RANGE.match(text, figure.end) is not None:
        # 优良天数比例在50%～80%之间: no share of one count
        return [Percentage(passage, sentence, figure, "other", "", figure.start, left[-8:])]
    if previous and left.endswith(("、", "和", "及", "与")) and previous[-1].figure.end == figure.start - 1:
        return _listed(passage, sentence, figure, previous)
    if previous and previous[-1].order and AND.fullmatch(text[previous[-1].figure.end : figure.start]):
        return [_next_share(previous[-1], figure)]
    if _bare_in_brackets(passage, sentence, figure):
        change = CHANGED_BY.search(text, sentence.start, figure.start)
        if change is not None:
            # 少51572起（13.6%）: by so much less than before.
            begin, name = change.start("verb"), change["verb"]
            return [Percentage(passage, sentence, figure, "growth", name, begin, change.group())]
        # 邻里278件（32%）: a share that has no word but its brackets.
        return [Percentage(passage, sentence, figure, "share", "（", figure.start, "")]
    rate, share = max(left.rfind("率"), *(left.rfind(each) + 2 if each in left else -1 for each in NO_RATE)), -1
    clause = CLAUSE.split(left)[-1]
    clause_start = len(left) - len(clause)
    for match in SHARE.finditer(left, clause_start):
        # 占全国幼儿园的比例…: one share, that begins with its 占.
        if share < 0 or match.group() == "占" or BROKEN_OFF.search(left, share, match.start()):
            share = match.start()
    growth_matches = list(GROWTH.finditer(left, clause_start))
    growth = growth_matches[-1].start() if growth_matches else -1
    link = left[rate + 1 :]
    if rate >= 0 and RISEN.search(link):
        return _rates(passage, sentence, figure, left_start, rate, unsigned)
    if rate >= 0 and (len(link) > 12 or BROKEN_OFF.search(link) or ("，" in link and not _continues(link))):
        rate = -1
    if rate >= 0 and growth >= 0 and GROWTH_RATE.search(left, 0, rate):
        return [Percentage(passage, sentence, figure, "growth", left[growth:], left_start + growth, left[growth:])]
    if rate >= 0 and REACHED.fullmatch(link) is not None and (shrunk := SHRUNK.search(left, 0, rate)) is not None:
        # 法定平均14.5个工作日，实际3.2个工作日，压缩率达到77.9%; 支出9.0433亿元，同比增支2.5602亿元，增率39.49%
        begin = shrunk.start()
        return [Percentage(passage, sentence, figure, "growth", left[begin:], left_start + begin, left[begin:])]
    if rate > max(share, growth) or (rate >= 0 and growth > rate and CHANGE_TO.search(left)):
        return _rates(passage, sentence, figure, left_start, rate, unsigned)
    if growth >= 0 and (growth > share or share > 0 and GROWTH_RATE.search(left, 0, share) and left[share] == "比"):
        # 压缩比例70%: how much less, no share.
        return [Percentage(passage, sentence, figure, "growth", left[growth:], left_start + growth, left[growth:])]
    if share >= 0:
        link, start = left[share:], left_start + share
        order = 1 if DEALT.search(left[max(clause_start, share - 4) :]) else 0
        return [Percentage(passage, sentence, figure, "share", link, start, link, False, order, figure.start)]
    most = MOST_OF.search(left)
    if most is not None:
        # 劳动争议占比最高，为39.01%
        return [Percentage(passage, sentence, figure, "share", "占", left_start + most.start(), "占")]
    plan = OF_PLAN.search(left)
    if plan is not None:
        return [Percentage(passage, sentence, figure, "plan", "计划完成", left_start + plan.start(), plan.group())]
    base = _of_base(passage, sentence, figure)
    if base is not None:
        return [Percentage(passage, sentence, figure, "share", "的", base.start - len(base.head), "的")]
    return [Percentage(passage, sentence, figure, "other", "", figure.start, clause[-8:], unsigned)]


def _next_share(last: Percentage, figure: Figure) -> Percentage:
    """占59.1%和48.7%: the shares of one list belong to the counts before it by position."""
    if not last.order:
        last.order, last.series = 1, last.figure.start
    start, order = figure.start, last.order + 1
    return Percentage(last.passage, last.sentence, figure, "share", "", start, last.link, False, order, last.series)


def _of_base(passage: Passage, sentence: Sentence, figure: Figure) -> Figure | None:
    """为年初预算2180万元的44.5%: the count that a percentage says itself to be one of."""
    for each in sentence.figures:
        if each.end < figure.start and each.head and each.count:
            if OF.fullmatch(passage.plain, each.end, figure.start):
                return each
    return None


def _continues(link: str) -> bool:
    """调处成功率，达到98.7%"""
    return CONTINUED.fullmatch(link) is not None


def _rates(
    passage: Passage, sentence: Sentence, figure: Figure, left_start: int, rate: int, unsigned: bool
) -> list[Percentage]:
    text, position = passage.plain, left_start + rate
    link = text[position + 1 : figure.start]
    start = position
    while start > sentence.start and position - start < 12 and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    names = [(start, text[start:position])]
    joined = JOINED.search(text[max(sentence.start, start - 40) : start])
    conjunct = CONJUNCT.search(text[start:position])
    if joined is not None and ("均" in link or "都" in link or "分别" in link or text[start - 1] == "、"):
        offset = start - len(joined.group())
        for each in re.finditer(r"([\u4e00-\u9fff]{1,12})率", joined.group()):
            names.insert(-1, (offset + each.start(), each[1]))
    elif conjunct is not None:
        cut = start + conjunct.end()
        names = [(start, text[start : start + conjunct.start()]), (cut, text[cut:position])]
    if "分别" in link and len(names) > 1:
        return [Percentage(passage, sentence, figure, "rate", names[0][1], names[0][0], link, unsigned)] + [
            Percentage(passage, sentence, figure, "later", name, begin, link) for begin, name in names[1:]
        ]
    return [Percentage(passage, sentence, figure, "rate", name, begin, link, unsigned) for begin, name in names]


def _listed(passage: Passage, sentence: Sentence, figure: Figure, previous: list[Percentage]) -> list[Percentage]:
    """The next of several percentages joined by 、: names are dealt out in their order, a role is shared."""
    waiting = [each for each in previous if each.role == "later"]
    if waiting:
        first = waiting[0]
        result = [Percentage(passage, sentence, figure, "rate", first.name, first.start, first.link)]
        return result + [
            Percentage(passage, sentence, figure, "later", each.name, each.start, each.link) for each in waiting[1:]
        ]
    last = previous[-1]
    if last.role == "share" and last.link != "（":
        return [_next_share(last, figure)]
    role = last.role if last.role in ("growth", "points") else "other"
    return [Percentage(passage, sentence, figure, role, last.name, figure.start, last.link)]
