"""Levels of numbering: 一、（一）1.（1）; none twice, none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import outline
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.outline import Heading
from fazhi.audit.text.passages import Passage

SHORT = 40
SECOND_ITEM = 2
FAR = 80
"""So many paragraphs on, another text may have begun in the same file."""
MOST = 20
"""So many slips of one paragraph are told; somebody held a key down where there are more."""
# 一、本级收入, 一、本级支出, 二、转移性收入: the rows of a budget of two columns, one under the other.
ROW_OF_BUDGET = re.compile(r"[\u4e00-\u9fff]{1,10}(?:收入|支出|结余)")
NAMED = re.compile(
    r"标题(?:为|是|写)?[“\"]([一二三四五六七八九十])、[^”\"]*[”\"][^“\"。]{0,20}小标题[^“\"。]{0,8}[“\"]\1、[^”\"]*[”\"]"
)
CHINESE = "一二三四五六七八九十"
# （一）（一）, 一、一、, 1.1. at the head of a paragraph.
TWICE = re.compile(
    rf"(?P<one>（[{CHINESE}]{{1,3}}）|[{CHINESE}]{{1,3}}、|（\d{{1,2}}）|\d{{1,2}}[.、．])(?P<two>(?P=one))(?!\d)"
)
# （1）（1）, 一是一是: in the midst of a paragraph.
INLINE_TWICE = re.compile(
    rf"([{CHINESE}（](?:(?<=（)(?:\d{{1,2}}|[{CHINESE}]{{1,3}})）|(?<!（)(?<![{CHINESE}]{{2}})[是要]))(?=\1)"
)
# 二是 may be said otherwise: 其二, 第二, 二则.
SECOND = "其次|再次|再者|另外|其{0}|第{0}|{0}[是要则来者为、]|（{0}）"
ORDINAL = re.compile(r"(\d{1,2})[、.．]")
DECIMAL = re.compile(r"(\d{1,2})\.(\d{1,2})(?!\d)")
# 一是…二是…二是…: the ordinals of a list that runs on in one paragraph.
INLINE = re.compile(
    rf"(?P<words>[{CHINESE}（])(?:(?<!（)(?P<verb>[是要])(?![{CHINESE}])|(?<=（)(?P<digits>\d{{1,2}})）)"
)
BEGINS = "。；：，"
# 第一，…第二，…第二，…
NTH = re.compile(rf"(?:^|(?<=[。；：]))第(?P<words>[{CHINESE}])[，、]")
PART = re.compile(
    rf"第(?P<words>[{CHINESE}])部分(?=[：:、\u4e00-\u9fff\d]|$)(?!的|是|为|共|主要(?![做工举成问措任经情亮特存])|内容)"
)
# 四是… at the head of a paragraph: a list that runs on from the paragraph before.
HEAD = re.compile(rf"(?P<words>[{CHINESE}])(?P<verb>是|要)(?![{CHINESE}])")
RUNS_ON = 3
"""So many paragraphs on, a list may still run on."""
# 七七、工作计划, （（一）, （一））, 1。.: a sign of the number itself twice, or one that belongs to no number.
GARBLED = re.compile(
    rf"(?P<one>[{CHINESE}])(?P=one)、|（（[{CHINESE}\d]{{1,3}}）{{1,2}}|（[{CHINESE}\d]{{1,3}}））"
    rf"|[{CHINESE}]{{1,3}}(?:。|、[、，。])(?=[\u4e00-\u9fff])|[{CHINESE}]{{1,2}}）(?=[\u4e00-\u9fff])"
    r"|\d{1,2}(?:。[.．、]|[.．、]。)(?=[\u4e00-\u9fff])"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Repeated and missing ordinals of the first two levels; below them, and within a paragraph, repeated ones."""
    yield from _twice(manuscript)
    yield from _garbled(manuscript)
    yield from _lower(manuscript)
    yield from _across(manuscript)
    if "部分" in manuscript.text:
        yield from _of_parts(manuscript)
    for passage in manuscript.passages:
        if passage.paragraph.place == "body":
            yield from islice(_inline(passage), MOST)
    yield from _upper(manuscript)
    if "小标题" in manuscript.text:
        for passage, match, offset in manuscript.matches(NAMED):
            span = (match.start() - offset, match.end() - offset)
            yield _report(passage, span, Verdict.WRONG, "下一层小标题又用同一层序号，应当用（一）。", "（一）")


def _of_parts(manuscript: Manuscript) -> Iterator[Finding]:
    """第一部分…第二部分…第二部分…; a head that a page bears again is the same in all its words."""
    last: tuple[int, str] | None = None
    for passage in manuscript.passages:
        match = PART.match(passage.plain) if passage.paragraph.place == "body" else None
        if match is None:
            continue
        ordinal = CHINESE.index(match["words"]) + 1
        if last is not None and passage.plain != last[1] and ordinal > 1 and ordinal in (last[0], last[0] + 2):
            message = "重复" if ordinal == last[0] else f"前缺第{CHINESE[last[0]]}部分"
            yield _report(passage, match.span(), Verdict.WRONG, f"“{match.group()}”{message}。", None)
        last = (ordinal, passage.plain)


def _upper(manuscript: Manuscript) -> Iterator[Finding]:
    """The first two levels; where 1. stands above （一）, each 1. begins the second level anew."""
    last: dict[int, Heading] = {}
    begun: dict[int, Heading] = {}
    """The heading with which a level began."""
    below = above = False
    for at, each in enumerate(manuscript.headings):
        if each.level > 2:
            below, above = True, above or 2 not in last
            if above:
                last.pop(2, None)
            continue
        before = last.get(each.level)
        if each.level == 1:
            last.pop(2, None)
            above = False
        last[each.level] = each
        if before is None:
            begun[each.level] = each
        if each.level == 1 or not below or each.ordinal > 1:
            first = before is not None and begun.get(each.level) is before
            result = _out_of_row(manuscript, before, each, at)
            if result is not None and before is not None:
                last[each.level] = replace(each, ordinal=before.ordinal + 1)
            result = result or _judge(manuscript, before, each, first)
            if result is not None:
                yield result
        below = False


def _out_of_row(manuscript: Manuscript, before: Heading | None, each: Heading, at: int) -> Finding | None:
    """（二）（五）（四）: the ordinals before and behind it say which one this should be."""
    passage = manuscript.passages[each.passage]
    behind = next((later for later in manuscript.headings[at + 1 :] if later.level <= each.level), None)
    if before is None or behind is None or behind.level != each.level or passage.paragraph.number:
        return None
    right = before.ordinal + 1
    if each.ordinal == right or behind.ordinal != right + 1 or each.ordinal in (1, before.ordinal):
        return None
    message = f"序号“{each.label}”在“{before.label}”与“{behind.label}”之间，应为第{right}项。"
    return _report(passage, (0, max(1, len(each.label))), Verdict.WRONG, message, None)


def _garbled(manuscript: Manuscript) -> Iterator[Finding]:
    """七七、工作计划; （（一）坚持目标引领; 1。.队伍建设."""
    for passage in manuscript.passages:
        if passage.plain[:1] not in outline.PREFIX or passage.paragraph.place != "body":
            continue
        match = GARBLED.match(passage.plain)
        if match is not None and not _eleventh(manuscript, passage, match):
            yield _report(passage, match.span(), Verdict.WRONG, f"序号“{match.group()}”写坏了。", None)


def _eleventh(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> bool:
    """十十、 may be anything; 二二、 stands for 二十二、 only where twenty went before."""
    if match["one"] is None:
        return False
    before = [each for each in manuscript.headings if each.level == 1 and each.passage < passage.index]
    return bool(before) and before[-1].ordinal > len(CHINESE)


def _across(manuscript: Manuscript) -> Iterator[Finding]:
    """一是…二是…三是…四是… and, paragraphs on, 四是…: a list that runs on with an ordinal it has had."""
    last: tuple[int, str, int] | None = None
    tops = {each.passage for each in manuscript.headings}
    for position, passage in enumerate(manuscript.passages):
        text = passage.plain
        if position in tops or passage.paragraph.place != "body":
            last = None
            continue
        head = HEAD.match(text)
        found = [each for each in _ordinals(passage) if each["verb"]]
        if head is not None and last is not None and position - last[0] <= RUNS_ON and head["verb"] == last[1]:
            ordinal = CHINESE.index(head["words"]) + 1
            if ordinal == last[2] > 1:
                yield _report(passage, head.span(), Verdict.WRONG, f"序号“{head.group()}”重复。", None)
        if not found:
            continue
        ordinals = [CHINESE.index(each["words"]) + 1 for each in found]
        runs_on = last is not None and head is not None and found[0]["verb"] == last[1] and ordinals[0] == last[2] + 1
        begun = ordinals[0] == 1 or runs_on
        last = (position, found[-1]["verb"], ordinals[-1]) if begun and _in_order(found, ordinals) else None


def _ordinals(passage: Passage) -> list[re.Match[str]]:
    """The ordinals of a paragraph that stand where a clause begins."""
    found: list[re.Match[str]] | None = passage.memory.get("inline ordinals")
    if found is None:
        text = passage.plain
        any_there = "是" in text or "要" in text or "（" in text
        every = INLINE.finditer(text) if any_there else ()
        found = [each for each in every if each.start() == 0 or text[each.start() - 1] in BEGINS]
        passage.memory["inline ordinals"] = found
    return found


def _in_order(found: list[re.Match[str]], ordinals: list[int]) -> bool:
    """One list, one after another, and no other beside it."""
    return len({each["verb"] for each in found}) == 1 and all(
        after == before + 1 for before, after in pairwise(ordinals)
    )


def _twice(manuscript: Manuscript) -> Iterator[Finding]:
    """（一）（一）加强领导; 1.1. is a numbering of its own where 1.2. follows."""
    heads = [
        each for each in manuscript.passages if each.plain[:1] in outline.PREFIX and each.paragraph.place == "body"
    ]
    decimals = [match.groups() for each in heads if (match := DECIMAL.match(each.plain)) is not None]
    for passage in heads:
        match = TWICE.match(passage.plain)
        if match is None:
            continue
        first = match["one"].rstrip(".、．")
        if len({each[1] for each in decimals if each[0] == first}) < 2:
            yield _report(passage, match.span(), Verdict.WRONG, f"序号“{match['one']}”写了两次。", match["one"])


def _lower(manuscript: Manuscript) -> Iterator[Finding]:
    """1. 2. 2.: an ordinal other than the first, twice in a row under one heading."""
    last: dict[int, Heading] = {}
    for each in manuscript.headings:
        before = last.get(each.level)
        last = {level: heading for level, heading in last.items() if level < each.level}
        last[each.level] = each
        passage = manuscript.passages[each.passage]
        if each.level < 3 or before is None or passage.paragraph.number:
            continue
        if each.ordinal == before.ordinal + 2 and _left_out(manuscript, before, each):
            message = f"序号由“{before.label}”跳到“{each.label}”，缺第{before.ordinal + 1}项。"
            yield _report(passage, (0, len(each.label)), Verdict.WRONG, message, None)
        if before.ordinal != each.ordinal:
            continue
        earlier = manuscript.passages[before.passage].plain
        if _follows(manuscript.passages[each.passage - 1].plain, each.ordinal):
            continue
        if each.ordinal > 1 and not DECIMAL.match(passage.plain) and not DECIMAL.match(earlier):
            yield _report(passage, (0, len(each.label)), Verdict.WRONG, f"序号“{each.label}”重复。", None)


def _left_out(manuscript: Manuscript, before: Heading, each: Heading) -> bool:
    """1. 2. 4.: one paragraph after another, and none between that may bear the number in another form."""
    if not manuscript.title or before.ordinal < 2 or each.passage - before.passage > 3:
        return False
    between = manuscript.passages[before.passage : each.passage]
    missing = re.compile(
        rf"(?:^|[。；：])[（(]?(?:{before.ordinal + 1}|{CHINESE[before.ordinal % len(CHINESE)]})[.、．）)]"
    )
    decimal = any(DECIMAL.match(other.plain) for other in (*between, manuscript.passages[each.passage]))
    return not decimal and not any(missing.search(other.plain) for other in between)


def _follows(before: str, ordinal: int) -> bool:
    """1、1月10日…  2、图为…: does the paragraph before, though no heading, bear the ordinal before?"""
    match = ORDINAL.match(before)
    return match is not None and int(match[1]) == ordinal - 1


def _inline(passage: Passage) -> Iterator[Finding]:
    """一是…二是…二是…"""
    text = passage.plain
    for match in INLINE_TWICE.finditer(text) if "是" in text or "要" in text or "（" in text else ():
        if match.start() and (text[match.start() - 1] in BEGINS or match[1].startswith("（")):
            span = (match.start(), match.end() + len(match[1]))
            yield _report(passage, span, Verdict.WRONG, f"序号“{match[1]}”写了两次。", match[1])
    told: list[str] = []
    for match in NTH.finditer(text) if "第一" in text else ():
        if told and match["words"] == told[-1] != CHINESE[0] and told[0] == CHINESE[0]:
            yield _report(
                passage, (match.start(), match.end() - 1), Verdict.WRONG, f"序号“第{match['words']}”重复。", None
            )
        told.append(match["words"])
    before: dict[str, int] = {}
    begun: set[str] = set()
    # 一是工业……：一是药厂；二是轮胎厂。二是农业……: the list that another one interrupted goes on.
    outer: dict[str, list[int]] = {}
    for match in _ordinals(passage):
        sort = match["verb"] or "（）"
        ordinal = int(match["digits"]) if match["digits"] else CHINESE.index(match["words"]) + 1
        last = before.get(sort, 0)
        before[sort] = ordinal
        if ordinal == 1:
            begun.add(sort)
            outer.setdefault(sort, []).append(last)
        elif last + 1 != ordinal and any(each and each + 1 == ordinal for each in outer.get(sort, ())):
            continue
        if ordinal == last > 1 and sort in begun:
            yield _report(passage, match.span(), Verdict.WRONG, f"序号“{match.group()}”重复。", None)
        elif last and ordinal == last + 2:
            message = f"序号跳到“{match.group()}”，缺第{last + 1}项。"
            missing = match["verb"] and sort in begun and not _said_otherwise(text, CHINESE[last])
            verdict = Verdict.WRONG if missing and ordinal <= len(CHINESE) else Verdict.HINT
            yield _report(passage, match.span(), verdict, message, None)


def _said_otherwise(text: str, ordinal: str) -> bool:
    """Is the ordinal that is looked for there in other words?"""
    return re.search(SECOND.format(ordinal), text) is not None


def _judge(manuscript: Manuscript, before: Heading | None, each: Heading, first: bool = False) -> Finding | None:
    passage = manuscript.passages[each.passage]
    span = (0, max(1, len(each.label) - len(passage.paragraph.number)))
    expected = before.ordinal + 1 if before is not None else 1
    if each.ordinal == expected or passage.paragraph.number or ROW_OF_BUDGET.fullmatch(each.words):
        return None
    if each.ordinal == 1 or before is None:
        if before is not None and before.ordinal == 1:
            far = each.passage - before.passage > FAR
            verdict = Verdict.HINT if far else Verdict.WRONG
            return _report(passage, span, verdict, f"序号“{each.label}”接连出现两次，层次不清。", None)
        return None
    if each.ordinal == before.ordinal:
        if before.ordinal == SECOND_ITEM and first:
            # 四、……（二）深化……（二）打好……: the first of them was to be the one before.
            there = manuscript.passages[before.passage]
            span = (0, max(1, len(before.label) - len(there.paragraph.number)))
            return _report(there, span, Verdict.WRONG, f"序号“{before.label}”重复，前一处应为第1项。", None)
        return _report(passage, span, Verdict.WRONG, f"序号“{each.label}”重复。", None)
    if each.ordinal > expected:
        between = manuscript.passages[before.passage + 1 : each.passage]
        hidden = any(len(other.plain) <= SHORT and not other.plain.endswith("。") for other in between)
        extract = not manuscript.title
        verdict = Verdict.HINT if hidden or extract or each.ordinal > expected + 1 else Verdict.WRONG
        message = f"序号由“{before.label}”跳到“{each.label}”，缺第{expected}项。"
        return _report(passage, span, verdict, message, None)
    return _report(passage, span, Verdict.HINT, f"序号“{each.label}”排在“{before.label}”之后，次序有误。", None)


def _report(passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, computed: str | None) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=verdict,
        rule="numbering",
        message=message,
        computed=computed,
        basis="GB/T 9704—2012第7.3.3条（层次序数依次为一、（一）1.（1））" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="numbering",
    title="层次序数",
    source="GB/T 9704—2012第7.3.3条",
    why="删一段、加一段之后序号没有顺延。",
    wrong="（一）加强学习；（二）健全制度；（二）强化监督",
    right="（一）加强学习；（二）健全制度；（三）强化监督",
    check=check,
)
