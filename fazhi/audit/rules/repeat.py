"""The same quantity with two values: one deed, one thing, one unit of count, one year, different numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats.distinct import distinct
from fazhi.audit.rules import Rule
from fazhi.audit.text import items, misprints, wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

CONTEXT = 40
LONGEST_COMMON = 8
"""Characters that a phrase needs to be compared by itself; shorter ones (召开专题会议) are said of many things."""
SHORTEST_COMMON = 6
LONG_ENOUGH = 12
MOST_COMPARED = 40
ALIKE = 0.8
HANZI = re.compile(r"[^\u4e00-\u9fff]")


@dataclass(slots=True)
class Mention:
    """One count with the name under which it is compared."""

    passage: Passage
    figure: Figure
    key: str
    start: int
    total: bool
    specific: bool
    scoped: bool = False
    witnesses: int = 1
    """How often the number was said before."""
    totals: str = ""
    """Words of which one may say that the count is a total; read, as the next, only where two numbers differ."""
    scopes: str = ""
    """Words of which one may narrow the count to a part."""
    digits: str = ""
    pairs: frozenset[str] = frozenset()
    """Every two characters of a phrase."""


DAYS = re.compile(r"\d日?[至到—－～~-](?:\d{1,2}月)?\d{1,2}日")
DEALT_OUT = re.compile(r"[、和]\d")
RANKS = str.maketrans(dict.fromkeys("省市州区县镇乡街村", "□"))
SHARE = re.compile(r"[，、（]?占")
THIS_KIND = re.compile(r"[此该这]类")


@cache
def pattern(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("repeats")[key])


@cache
def _same() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(variant), word) for variant, word in wording.load("repeats")["same"]]


@cache
def _any_same() -> re.Pattern[str]:
    return re.compile("|".join(variant for variant, _word in wording.load("repeats")["same"]))


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """For every later mention that contradicts the first one."""
    first: dict[tuple[str, str, str], Mention] = {}
    said: set[tuple[int, int]] = set()
    year = manuscript.year_told
    for passage in manuscript.passages:
        for mention in _mentions(passage):
            period = "" if mention.figure.period == year else mention.figure.period
            key = (mention.key, mention.figure.kind, period)
            earlier = first.setdefault(key, mention)
            if earlier is not mention and earlier.figure.value != mention.figure.value:
                _settle(earlier)
                _settle(mention)
                results = list(_judge(manuscript, earlier, mention))
                if results:
                    said.add((mention.passage.index, mention.figure.start))
                yield from results
    for earlier, mention in _phrases(manuscript):
        if (mention.passage.index, mention.figure.start) not in said:
            swapped = misprints.alike(earlier.digits, mention.digits)
            either = earlier.total or mention.total
            plain = manuscript.annual_report and min(len(earlier.key), len(mention.key)) >= LONG_ENOUGH
            proven = (
                earlier.total and mention.total or either and (swapped or plain) or swapped and earlier.witnesses > 1
            )
            earlier.total = mention.total = proven
            yield from _judge(manuscript, earlier, mention)


def _phrases(manuscript: Manuscript) -> Iterator[tuple[Mention, Mention]]:
    """(earlier, later) mentions of one long phrase with two values: 立案查处违法案件386件 … 立案查处违法案件368件."""
    known: dict[tuple[str, str, str], list[Mention]] = {}
    said: dict[tuple[str, str, str], Decimal] = {}
    heard: dict[tuple[str, str, str], Mention] = {}
    year = manuscript.year_told
    for passage in manuscript.passages:
        if passage.paragraph.place == "table":
            continue
        for figure in passage.figures:
            if not figure.count or not figure.exact or not figure.unit or figure.spelled or figure.compared:
                continue
            if len(figure.head) + len(figure.tail) < SHORTEST_COMMON or DEALT_OUT.match(passage.plain, figure.end):
                continue
            words = _words(figure)
            if len(words) < SHORTEST_COMMON or _of_its_kind(figure):
                continue
            period = "" if figure.period == year else figure.period
            exact = (period, figure.unit, words)
            if said.setdefault(exact, figure.value) == figure.value and exact in heard:
                heard[exact].witnesses += 1
                continue
            earlier = known.setdefault((period, figure.unit, words[-2:]), [])
            mention = Mention(passage, figure, words, figure.start - len(figure.head), False, True)
            mention.digits, mention.pairs = f"{figure.value:f}", _pairs(words)
            heard.setdefault(exact, mention)
            for other in earlier[-MOST_COMPARED:]:
                if other.figure.value != figure.value and _one_thing(other, mention):
                    yield other, mention
                    break
            earlier.append(mention)


def _of_its_kind(figure: Figure) -> bool:
    """停电较多，办理此类工单25件……重复投诉较多，办理此类工单99件; of two orders, 责令补种375株 … 责令补种246株"""
    return (
        "责令" in figure.head
        or ("类" in figure.head or "类" in figure.tail)
        and THIS_KIND.search(f"{figure.head}{figure.tail}") is not None
    )


def _with_shares(one: Mention, other: Mention) -> bool:
    """互联网平台共接收投诉举报127件，占9.8%；App共接收投诉举报121件，占9.34%: items of one list, each with its share."""
    text = one.passage.plain
    return one.passage is other.passage and all(SHARE.match(text, each.figure.end) for each in (one, other))


def _of_two_places(one: str, other: str) -> bool:
    """市长信箱共受理诉求99件 … 区长信箱共受理诉求119件: words that differ in the rank of a place alone."""
    return one != other and one.translate(RANKS) == other.translate(RANKS)


def _settle(mention: Mention) -> None:
    """Is it a total, and is it said of a part, by the words around it?"""
    mention.total = mention.total or pattern("total").search(mention.totals) is not None
    mention.scoped = pattern("scope").search(mention.scopes) is not None


def _complete(mention: Mention) -> bool:
    """Fill in what the words around a phrase say of it; ``False`` for an item of a list, which is compared with nothing."""
    figure, passage = mention.figure, mention.passage
    if items.in_list(passage, figure):
        return False
    lead = passage.plain[max(figure.begins, figure.start - CONTEXT) : figure.start]
    own = pattern("strip").sub("", figure.head)
    around = lead.removesuffix(figure.head).replace("第一责任人", "").replace(own, "")
    mention.scoped = pattern("scope").search(around) is not None
    mention.total = pattern("total").search(lead) is not None
    return True


def _one_thing(other: Mention, mention: Mention) -> bool:
    """Are the two phrases nearly the same, or is one part of the other and the number a plain misprint?"""
    pairs, others = mention.pairs, other.pairs
    common = len(pairs & others)
    long = len(other.key) >= LONGEST_COMMON <= len(mention.key) and 2 * common >= ALIKE * (len(pairs) + len(others))
    if _with_shares(other, mention) or _of_two_places(other.key, mention.key):
        return False
    if not long and not (common >= min(len(pairs), len(others)) and misprints.alike(other.digits, mention.digits)):
        return False
    if not _complete(other) or not _complete(mention):
        return False
    return other.passage is not mention.passage or (other.total and mention.total)


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def _mentions(passage: Passage) -> Iterator[Mention]:
    text = passage.plain
    thing = ""
    sentence = -1
    for figure in passage.figures:
        if figure.sentence != sentence:
            thing, sentence = "", figure.sentence
        if not figure.count or not figure.exact or not figure.unit or figure.spelled or figure.compared:
            continue
        if DEALT_OUT.match(text, figure.end) is not None:
            continue  # 2021年至2025年分别开展742、816、986场次: the first of several years
        if _of_its_kind(figure):
            continue
        thing_had = _had(figure)
        if thing_had and not items.in_list(passage, figure):
            yield _stock(passage, figure, thing_had)
            continue
        name = _name(figure)
        found = pattern("specific").search(name)
        inherited = found is None
        if found is not None:
            thing = found.group()
        elif thing and pattern("bare").match(name):
            name += thing
            found = pattern("specific").search(name)
        if len(name) < 3 or pattern("deeds").search(name) is None or items.in_list(passage, figure):
            continue
        before = max((text.rfind(mark, 0, figure.start) for mark in "。！？\n"), default=-1) + 1
        lead = text[max(before, figure.start - CONTEXT) : figure.start]
        yield Mention(
            passage,
            figure,
            name,
            figure.start - len(figure.head),
            False,
            found is not None,
            totals="" if inherited else lead,
            scopes=lead + figure.tail,
        )


def _had(figure: Figure) -> str:
    """现有网格员52名, 配备52名网格员 → 网格员: the thing of which the unit has so many, or nothing."""
    match = pattern("stock").search(figure.head)
    if match is None:
        return ""
    thing = match["thing"] or figure.tail
    return thing.removeprefix("专兼职").removeprefix("人民") if pattern("things").match(thing) else ""


def _stock(passage: Passage, figure: Figure, thing: str) -> Mention:
    text = passage.plain
    before = max((text.rfind(mark, 0, figure.start) for mark in "。！？\n"), default=-1) + 1
    lead = text[max(before, figure.start - CONTEXT) : figure.start].replace("村（社区）", "").replace(thing, "")
    return Mention(passage, figure, f"有{thing}", figure.start - len(figure.head), True, True, scopes=lead)


def _words(figure: Figure) -> str:
    """The words around a count without those that say nothing of the thing (全年, 我镇, 共)."""
    return HANZI.sub("", pattern("strip").sub("", f"{figure.head}{figure.tail}"))


def _name(figure: Figure) -> str:
    words = _words(figure)
    if _any_same().search(words) is not None:
        for variant, word in _same():
            words = variant.sub(word, words)
    return words


def _judge(manuscript: Manuscript, earlier: Mention, later: Mention) -> Iterator[Finding]:
    """The contradiction stands at the later mention; where that is certain, the earlier one gets a remark as well."""
    if earlier.scoped or later.scoped or distinct((earlier.passage, earlier.figure), (later.passage, later.figure)):
        return
    if _of_days(earlier) != _of_days(later):
        return
    proven = earlier.total and later.total and later.specific
    if not proven and not later.specific:
        return
    place = manuscript.addresses.get(earlier.passage.index, "")
    message = (
        f"{place}写“{earlier.passage.plain[earlier.start : earlier.figure.end]}”，"
        f"此处写“{later.passage.plain[later.start : later.figure.end]}”，同一数量前后不一。"
    )
    near = earlier.passage is later.passage and later.start - earlier.figure.end < CONTEXT
    yield finding(
        later.passage,
        (earlier.start if near else later.start, later.figure.end),
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG if proven else Verdict.HINT,
        rule="repeat",
        message=message if proven else message + "若口径不同，请写明。",
        stated=f"{earlier.figure.text}/{later.figure.text}" if near else later.figure.text,
        computed=earlier.figure.text,
        basis="同一期间、同一对象的同一数量只能有一个值" if proven else "",
    )

    if proven and not near:
        there = manuscript.addresses.get(later.passage.index, "")
        yield finding(
            earlier.passage,
            (earlier.start, earlier.figure.end),
            kind=Kind.REPEAT,
            verdict=Verdict.HINT,
            rule="repeat",
            message=f"{there}同一数量写作{later.figure.text}，两处必有一误。",
            stated=earlier.figure.text,
            computed=later.figure.text,
        )


def _of_days(mention: Mention) -> bool:
    """6月3日至6月9日，受理诉求4997件 … 从全年来看，截止6月9日，受理诉求120334件: is it of some days that its sentence names?"""
    text, start = mention.passage.plain, mention.figure.start
    return DAYS.search(text, text.rfind("。", 0, start) + 1, start) is not None


RULE = Rule(
    id="repeat",
    title="同一数量前后不一",
    source="同一期间、同一对象的同一数量只能有一个值",
    why="各科室分头报数，前后两处各抄各的；年份整体替换后，两年的数也会撞成一年。",
    wrong="2023年共调处民间纠纷186件，2023年共调处民间纠纷118件",
    right="2022年共调处民间纠纷186件，2023年共调处民间纠纷118件",
    check=check,
)
