"""A count taken up again with another value: 网上信访861件……816件网上信访中；设司法所16个……18个司法所中有4个。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from fazhi.audit import misprints, wording
from fazhi.audit.figures import Figure, summed
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule
from fazhi.audit.rules.repeat import pattern

MARK = re.compile(r"[，。；：、！？\n（）]")
ENDS = frozenset("，。；、：（）")
LAST = frozenset("的是这该述上县市区镇乡但虽然而且另外有前")
"""What the words before a count that is taken up end in."""
HANZI = re.compile(r"[^\u4e00-\u9fff]")
LEAST = 3
SHORTEST = 2
SPECIFIC = 3
TAIL = 8
AROUND = 3
"""So many paragraphs back the counts stand of which a taken-up one may be the sum."""
LONGEST_SUM = 4
MOST = 300
"""So many counts of a unit back it is looked for."""
NEAREST = 3
CLOSE = Decimal("0.3")
ATTRIBUTE = "*"
LEAD_IN = re.compile(r"[，,]?(?:共计?|合计|总计|累计|计|达到?|为|有|约)+$")
THINGS = re.compile(r"案件|件|事项|人员|工作|对象|问题")
"""Words that name nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Count:
    """A count with its paragraph."""

    passage: Passage
    figure: Figure

    @property
    def words(self) -> str:
        """The words around it, up to the next mark."""
        after = MARK.split(self.passage.plain[self.figure.end : self.figure.end + TAIL], maxsplit=1)[0]
        return HANZI.sub("", self.figure.head + after)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(wording.load("repeats")["taken_up_lead"])


@cache
def _after() -> re.Pattern[str]:
    return re.compile(wording.load("repeats")["taken_up"])


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every count that is taken up and that nothing before it, or after it, agrees with."""
    known: dict[str, list[Count]] = {}
    taken: list[tuple[Passage, Figure, str, str, int]] = []
    said: Counter[tuple[str, Decimal]] = Counter()
    for passage in manuscript.passages:
        text = passage.plain
        if passage.paragraph.place == "table":
            continue
        for figure in passage.figures:
            if not figure.count or not figure.exact or not figure.unit or figure.value < LEAST:
                continue
            counts = known.setdefault(figure.kind, [])
            counts.append(Count(passage, figure))
            said[figure.kind, figure.value] += 1
            if (
                figure.spelled
                or text[figure.end : figure.end + 1] in ENDS
                or not (figure.head == "" or figure.head[-1] in LAST)
            ):
                continue
            clause = MARK.split(text[max(0, figure.start - 24) : figure.start])[-1]
            lead = _lead().match(clause)
            match = None if lead is None else _after().match(text, figure.end)
            if lead is not None and match is not None:
                noun = HANZI.sub("", match["noun"] or match["set"] or "")
                taken.append((passage, figure, noun, lead["words"] or "", len(counts) - 1))
            elif lead is not None and figure.tail:
                taken.append((passage, figure, ATTRIBUTE, "", len(counts) - 1))
    for passage, figure, noun, words, at in taken:
        if said[figure.kind, figure.value] > 1:
            continue
        result = _judge(passage, figure, noun, words, known[figure.kind][max(0, at - MOST) : at])
        if result is not None:
            yield result


def _judge(passage: Passage, figure: Figure, noun: str, words: str, before: list[Count]) -> Finding | None:
    if _reckoned(passage, figure, before):
        return None
    if noun == ATTRIBUTE:
        named = [each for each in before if _attribute(each, figure)]
        slips = [each for each in named if figure.value >= 100 and _alike(each, figure)]
        return _report(passage, figure, slips[-1]) if len({each.figure.value for each in slips}) == 1 else None
    named = [each for each in before if _same(each, figure, noun, words)]
    if not named and not words and len(noun) < SHORTEST:
        return _bare(passage, figure, before)
    values = {each.figure.value for each in named}
    slips = [each for each in named if _alike(each, figure)]
    if len({each.figure.value for each in slips}) == 1:
        return _report(passage, figure, slips[-1])
    if (
        len(values) == 1
        and len(noun) >= SPECIFIC
        and not words
        and _whole(named[-1], noun)
        and _near(named[-1], figure)
    ):
        return _report(passage, figure, named[-1])
    return None


def _alike(count: Count, figure: Figure) -> bool:
    return misprints.alike(f"{count.figure.value:f}", f"{figure.value:f}")


def _near(count: Count, figure: Figure) -> bool:
    """A part may be taken up by the name of the whole; it is seldom so near to it."""
    return abs(count.figure.value - figure.value) <= count.figure.value * CLOSE


def _attribute(count: Count, figure: Figure) -> bool:
    """165次夜查多靠抽调 ← 夜查156次: does the noun behind the one stand before the other?"""
    name = LEAD_IN.sub("", count.figure.head)[-SHORTEST:]
    return len(name) == SHORTEST and name in figure.tail[:TAIL] and not count.figure.compared


def _bare(passage: Passage, figure: Figure, before: list[Count]) -> Finding | None:
    """超过15天的82件，都卡在产权上。这28件…: no noun, so only the counts just before can be meant."""
    near = [each for each in before if each.passage is passage and each.figure.sentence >= figure.sentence - 1][
        -NEAREST:
    ]
    slips = [each for each in near if _alike(each, figure)]
    if len({each.figure.value for each in slips}) == 1:
        return _report(passage, figure, slips[-1])
    single = len({each.figure.value for each in near}) == 1
    if single and _near(near[-1], figure):
        return _report(passage, figure, near[-1])
    return None


def _same(count: Count, figure: Figure, noun: str, words: str) -> bool:
    """Does the count carry the noun that was taken up, or the words before it (领导包案的32件 ← 领导包案23件)?"""
    other = count.figure
    if other.compared or other.period != figure.period and other.period and figure.period:
        return False
    plain = THINGS.sub("", noun) or noun
    if len(plain) >= SHORTEST:
        return _in_order(plain, count.words)
    if words:
        pairs = [words[at : at + 2] for at in range(len(words) - 1)]
        return 2 * sum(1 for each in pairs if each in count.words) >= len(pairs)
    return False


def _in_order(name: str, words: str) -> bool:
    """Are all characters of the name found in the words, in their order?"""
    at = 0
    for character in name:
        at = words.find(character, at) + 1
        if at == 0:
            return False
    return True


def _whole(count: Count, noun: str) -> bool:
    """Does the count say no more than that there are so many of them?"""
    rest = pattern("strip").sub("", count.words).replace(noun, "")
    return len(pattern("whole").sub("", rest)) <= SHORTEST


def _reckoned(passage: Passage, figure: Figure, before: list[Count]) -> bool:
    """Is the number the sum, or the difference, of counts that stand side by side shortly before?"""
    near = [each.figure for each in before if each.passage.index >= passage.index - AROUND]
    for start in range(len(near)):
        for length in range(2, LONGEST_SUM + 1):
            if summed(near[start : start + length]) == figure.value:
                return True
    values = {each.value for each in near}
    return any(each + figure.value in values for each in values)


def _report(passage: Passage, figure: Figure, count: Count) -> Finding:
    start = figure.start
    said = count.passage.plain[max(0, count.figure.start - len(count.figure.head)) : count.figure.end]
    end = figure.end
    return finding(
        passage,
        (start, end),
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG,
        rule="taken_up",
        message=f"此处所说的{figure.text}，前文写作“{said}”，同一数量前后不一。",
        stated=figure.text,
        computed=count.figure.text,
        basis="后文所指的数应与前文相同",
    )


RULE = Rule(
    id="taken_up",
    title="后文所指的数",
    source="“……件中”“这……件”所指的数，应与前文给出的相同",
    why="前文的数改了，后文再提到时没有跟着改。",
    wrong="全县设司法所16个。18个司法所中有4个仅1名工作人员",
    right="全县设司法所16个。16个司法所中有4个仅1名工作人员",
    check=check,
)
