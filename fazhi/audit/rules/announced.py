"""主要存在三个方面的问题：一是…二是…三是…四是…: how many points were announced, and how many follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import numerals
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.outline import Heading
from fazhi.audit.text.passages import Passage

ORDINALS = "一二三四五六七八九十"
# 重点做好四个方面的工作：, 还有四点不足。, 主要存在三个问题，
NOUN = (
    r"(?:的)?(?:主要|突出|具体|重点)?(?:工作|问题|不足|短板|原因|举措|措施|任务|特点|环节|差距|难点|困难|要求|意见|建议|做法|部分|情况)"
    r"(?:[和与](?:不足|问题|原因|短板))?"
)
ANNOUNCED = re.compile(
    rf"(?P<number>[两二三四五六七八九十]|(?<![\d.])\d)(?:(?:个(?:大)?|大)?方面(?:{NOUN})?|大?点(?:{NOUN})?|(?:个|条|项|大){NOUN})[：。，]"
)
BEFORE = re.compile(r"(?:[前后每各第这一二三四五六七八九十百]|其[余他中]|上述|以上|另外?)$")
"""前三个方面, 每两个: no count of what follows."""
# 全文包括总体情况、公开情况、存在问题和改进措施四个部分。: the parts are told already.
TOLD = re.compile(r"(?:包括|包含|分为|由)(?!于)[^。；：]+、[^，。；：]*$")
FIRST = (
    (re.compile(r"一[是要]"), "{0}[是要]"),
    (re.compile(r"第一(?:点|个)?[，、：是]"), "第{0}(?:点|个)?[，、：是]"),
    (re.compile(r"1[、.．](?!\d)"), r"(?<!\d)N[、.．](?!\d)"),
    (re.compile(r"（1）"), "（N）"),
    (re.compile(r"（一）"), "（{0}）"),
)
ORDINAL = re.compile("|".join(first.pattern for first, _all in FIRST))
LONGEST = 24
"""Characters of an announcement."""
MORE = re.compile(r"最后|此外|同时|另外|其次|再次|还[有要是将]|以及")
"""Behind the last ordinal a further point may be told without one."""
FEWEST, MOST, RUNS_ON = 2, 10, 2
ENDS = ("。", "！", "？", "”", "）", ".")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every announcement right before the first of the points, in the same paragraph or before numbered ones."""
    headings = {each.passage: number for number, each in enumerate(manuscript.headings)}
    for position, passage in enumerate(manuscript.passages):
        if passage.paragraph.place != "body":
            continue
        # Points follow within the paragraph, or it ends with their announcement.
        begin = 0 if ORDINAL.search(passage.plain) is not None else max(0, len(passage.plain) - LONGEST)
        for match in ANNOUNCED.finditer(passage.plain, begin):
            number, before = numerals.counted(match["number"]), passage.plain[: match.start()]
            if not FEWEST <= number <= MOST or BEFORE.search(before) or TOLD.search(before):
                continue
            if match.end() < len(passage.plain):
                follow = _inline(manuscript, position, match.end())
            else:
                follow = _below(manuscript, position, headings)
            if follow is not None and follow >= FEWEST:
                yield _report(passage, match, number, follow)


def _inline(manuscript: Manuscript, position: int, start: int) -> int | None:
    """How many ordinals run on from here; ``None`` where none begins or it cannot be said where they end."""
    text = manuscript.passages[position].plain
    style = next((number for number, (first, _all) in enumerate(FIRST) if first.match(text, start) is not None), None)
    if style is None:
        return None
    again = FIRST[style][0].search(text, start + 2)
    end = len(text) if again is None else again.start()
    count, at = 0, start
    while count < MOST and (match := _of(style, count + 1).search(text, at, end)) is not None:
        count, at = count + 1, match.end()
    if again is not None:
        return count
    runs_on = any(
        _of(style, min(count + 1, MOST)).match(passage.plain) is not None
        for passage in manuscript.passages[position + 1 : position + 1 + RUNS_ON]
    )
    # A text that breaks off, as the first page of a longer one does, lost the points that are lacking.
    runs_on = runs_on or position + 1 == len(manuscript.passages) and not text.endswith(ENDS)
    return None if runs_on or MORE.search(text, at) is not None else count


@cache
def _of(style: int, ordinal: int) -> re.Pattern[str]:
    """One ordinal in the style of the first."""
    words = FIRST[style][1]
    if "{0}" in words:
        return re.compile(words.format(ORDINALS[ordinal - 1]))
    return re.compile(words.replace("N", str(ordinal)))


def _below(manuscript: Manuscript, position: int, headings: dict[int, int]) -> int | None:
    """How many numbered paragraphs follow, the first right behind."""
    number = headings.get(position + 1)
    if number is None:
        return None
    found = manuscript.headings
    first = found[number]
    if first.ordinal != 1:
        return None
    count = 0
    for each in found[number:]:
        if each.level < first.level or each.level == first.level and each.ordinal != count + 1:
            break
        count += each.level == first.level
    own = _own(found, number)
    return None if own is not None and own.level >= first.level else count


def _own(found: list[Heading], number: int) -> Heading | None:
    """The heading before the first of the points; one of the same level announces nothing below itself."""
    return found[number - 1] if number and found[number].passage - found[number - 1].passage == 1 else None


def _report(passage: Passage, match: re.Match[str], number: int, follow: int) -> Finding:
    said, right = match.group()[:-1], number == follow
    told = (
        f"以下列{follow}点，相符" if right else f"以下只列了{follow}点" if follow < number else f"以下却列了{follow}点"
    )
    return finding(
        passage,
        (match.start(), match.end() - 1),
        kind=Kind.STRUCTURE,
        verdict=Verdict.RIGHT if right else Verdict.WRONG,
        rule="announced",
        message=f"称“{said}”，{told}。",
        computed=None if right else str(follow),
        basis="" if right else "所称点数应与所列点数一致",
    )


RULE = Rule(
    id="announced",
    title="所称点数与所列点数",
    source="所称点数应与所列点数一致",
    why="改稿时增删了一点，前面的“三个方面”没有跟着改。",
    wrong="主要存在三个方面的问题：一是力量不足；二是保障不够；三是宣传不深；四是机制不全。",
    right="主要存在四个方面的问题：一是力量不足；二是保障不够；三是宣传不深；四是机制不全。",
    check=check,
)
