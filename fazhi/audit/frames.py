"""The words by which known figures are spoken of, as patterns over a text in which every figure is one mark.

A pattern is a sentence with slots (共排查发现{disputes.found}矛盾纠纷，调处化解{disputes.settled}). It is matched clause by clause,
the later clauses optional; in a clause with one slot the words after the figure may also stand before it
(排查发现矛盾纠纷546起). A slot takes any figure: whether it is the right one is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fazhi.audit.known import KnownFigures, Pattern
from fazhi.audit.text import wording
from fazhi.audit.text.passages import plain_text

MARK = "\ue000"
BOUND = "\ue001"
SLOT = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")
CLAUSE = re.compile(r"[，。；]")
ENDS = r"(?=[，。；、：！？\n]|$)"
LEAD_IN = re.compile(r"(?:达到|达|为)$")


@dataclass(frozen=True, slots=True)
class Frame:
    """A compiled pattern: ``slots`` are the figures of its groups s0, s1 … in order; the groups ours0 … name the place.

    A group list0, list1 … holds a run of items; its slots are found in it by the pattern of one item.
    """

    pattern: re.Pattern[str]
    slots: tuple[str, ...]
    group: str
    items: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """A mark of the text that a pattern or a title binds to a figure: the mark's offset, and the span of the words."""

    at: int
    figure: str
    start: int
    end: int
    group: str
    subject: bool


class _Writer:
    """Writes one regular expression; counts its groups."""

    def __init__(self, known: KnownFigures, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.known = known
        self.lists = lists
        self.slots: list[str] = []
        self.subjects = 0
        self.items: list[tuple[re.Pattern[str], tuple[str, ...]]] = []

    def clause(self, words: str) -> str:
        """One clause; where it has one slot and words on both sides, the figure may also come last."""
        names = [match[1] for match in SLOT.finditer(words) if match[1] in self.known.figures]
        if len(names) != 1:
            return self.run(words)
        head, tail = words.split("{" + names[0] + "}")
        usual = self.run(words)
        if not tail:
            return usual
        return f"(?:{usual}|{self.run(head + tail)}{_load('between')}{self.slot(names[0])})"

    def run(self, words: str) -> str:
        """Words and slots in their order."""
        made, end = "", 0
        for match in SLOT.finditer(words):
            literal, name = words[end : match.start()], match[1]
            end = match.end()
            if name in self.known.figures:
                made += _literal(LEAD_IN.sub("", literal)) + _load("between") + self.slot(name)
            else:
                made += _literal(literal) + self.word(name)
        return made + _literal(words[end:])

    def slot(self, name: str) -> str:
        """A group that holds one mark."""
        self.slots.append(name)
        return f"{_load('about')}(?P<s{len(self.slots) - 1}>{MARK})"

    def word(self, name: str) -> str:
        """A word with its alternatives, or a list of items; the town's own name may be left out."""
        if name in self.lists:
            return self.run_of(self.lists[name])
        words = self.known.words.get(name, ())
        choice = "|".join(_literal(one) for one in sorted(words, key=len, reverse=True))
        if name != "our":
            return f"(?:{choice})"
        self.subjects += 1
        return f"(?P<ours{self.subjects}>{choice})?"

    def run_of(self, items: tuple[str, ...]) -> str:
        """Items joined by 、, each of them any of these. A group that repeats keeps only its last mark: hence two steps."""
        one = _Writer(self.known, {})
        choice = "|".join(one.run(item) for item in items)
        self.items.append((re.compile(f"(?:{choice})"), tuple(one.slots)))
        bare = re.sub(r"\(\?P<\w+>", "(?:", choice)
        return f"(?P<list{len(self.items) - 1}>(?:{bare})(?:、(?:{bare}))*)"


def _literal(words: str) -> str:
    """Words as a pattern; a 共 before a verb may be left out."""
    plain, _ = plain_text(words)
    escaped = re.escape(plain)
    return re.sub(r"^共(?=.)", "共?", escaped)


def _load(name: str) -> str:
    return str(wording.load("known")[name])


def compile_frame(pattern: Pattern, known: KnownFigures) -> Frame | None:
    """The frame of a pattern, or ``None`` when none of its slots is known."""
    writer = _Writer(known, pattern.lists)
    lead, made = "", ""
    for words in CLAUSE.split(pattern.say):
        names = [match[1] for match in SLOT.finditer(words)]
        counts = any(name in known.figures or _counts(pattern.lists.get(name, ()), known) for name in names)
        if not counts and not made:
            # A clause that only says when is no part of the frame: whether it may stand there is asked later.
            lead += f"{writer.run(words)}，" if words and not re.fullmatch(r"(?:\{[a-z_]+\}|年度?)*", words) else ""
        elif counts:
            clause = writer.clause(words) + ENDS
            made += f"{lead}{clause}" if not made else f"(?:[，；、]{clause})?"
    if not made or not (writer.slots or any(slots for _item, slots in writer.items)):
        return None
    return Frame(re.compile(made), tuple(writer.slots), pattern.group, tuple(writer.items))


def _counts(items: tuple[str, ...], known: KnownFigures) -> bool:
    """Whether a list holds figures (names of places do not)."""
    return any(name in known.figures for item in items for name in SLOT.findall(item))


def by_frame(frame: Frame, text: str) -> Iterator[Bound]:
    """What a frame binds in a text with marks."""
    for match in frame.pattern.finditer(text):
        subject = any(match[name] for name in match.groupdict() if name.startswith("ours"))
        for at, name in _marks(frame, match, text):
            yield Bound(at, name, match.start(), match.end(), frame.group, subject)


def _marks(frame: Frame, match: re.Match[str], text: str) -> Iterator[tuple[int, str]]:
    """(offset, figure) of every slot that took a mark."""
    for number, name in enumerate(frame.slots):
        if match[f"s{number}"]:
            yield match.start(f"s{number}"), name
    for position, (item, slots) in enumerate(frame.items):
        start, end = match.span(f"list{position}")
        for one in item.finditer(text, max(start, 0), max(end, 0)):
            yield from ((one.start(f"s{number}"), name) for number, name in enumerate(slots) if one[f"s{number}"])


def titles(known: KnownFigures) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of every title beside a mark, and the figure of each title (titles that two figures share are left out)."""
    names: dict[str, list[str]] = {}
    for one in known.figures.values():
        names.setdefault(plain_text(one.title)[0], []).append(one.id)
    single = {title: ids[0] for title, ids in names.items() if len(ids) == 1}
    choice = "|".join(re.escape(title) for title in sorted(single, key=len, reverse=True)) or "(?!)"
    about = _load("about")
    return (
        re.compile(
            f"(?P<before>{choice}){_load('between')}{about}(?P<last>{MARK}){ENDS}|{about}(?P<first>{MARK})(?P<after>{choice}){ENDS}"
        ),
        single,
    )
