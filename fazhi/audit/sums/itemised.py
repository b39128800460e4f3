"""A total told with several counts side by side, and the numbered lines under it that tell the same of each kind.

发生较大事故24起、死亡92人，同比增加6起、22人；环比增加7起、20人。
1.煤矿发生1起、死亡3人，同比减少1起、5人；环比增加1起、3人。
2.建筑施工发生2起、死亡8人，同比事故起数持平、人数增加2人；环比增加1起、5人。

Every column (起, 人, 同比起, 同比人 …) is the sum of its items. Where one column comes out, the list is whole, and the others
come out as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.numerals import read
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.rounding import place

NUMBERED = re.compile(
    r"^(?:（?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.．、]|）[.、]?|是[：，]?)|(?P<circled>[①-⑳]))(?!\d)"
)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CLAUSE = re.compile(r"[^，。；：]+")
PIECE = re.compile(r"[^、]+")
COUNT = re.compile(
    r"(?P<number>\d{1,9}(?:,\d{3}){0,2}(?:\.\d{1,4})?)(?P<scale>[万亿]?)(?P<unit>人次|件次|批次|[\u4e00-\u9fff])"
)
PERCENT = re.compile(r"\d[\d.]*(?:%|个百分点)")
SCOPES = (
    ("同比", re.compile(r"同比|[较比](?:去年|上年)(?:同期)?|[较比]20\d\d年")),
    ("环比", re.compile(r"环比|[较比]上(?:个?月|季度|周|期)")),
)
ALONE = re.compile(r"[同环]比")
RISE, FALL = re.compile(r"增加|上升|增长|多|增"), re.compile(r"减少|下降|降低|少|减")
LEVEL = re.compile(r"持平|无变化|没有变化")
NONE = re.compile(r"未发生|没有发生|无事故")
NO_PERSONS = re.compile(r"(?:无|未造成|没有)(?:人员)?(?:死亡|伤亡)")
# What a count of persons may be called in the one line and not in the other.
ROLES = (("伤", re.compile(r"伤")), ("死亡", re.compile(r"死亡|亡|下落不明|失踪|遇难")))
OPENS = re.compile(r"(?:其中|如下|分别是|分别为)[：，]?$")
CASES = re.compile(r"起数|件数|事故起|案件数")
PERSONS = re.compile(r"人数")
STOP = re.compile("。")
# Of a choice nothing can be added up.
CHOSEN = re.compile(r"主要|排名|前[两二三四五六七八九十\d]{1,2}[位名类个]?|重点|典型|突出|部分")
ASIDE = re.compile(r"其中|（")
# ，22人 goes on with the change; ，死亡22人 tells the level again.
NEW_MATTER = re.compile(r"[\u4e00-\u9fff]{2}\d|^[^\d]*$")
NOT_EXACT = re.compile(r"约|近|余|多\d|超过|以上|左右|平均|每|人均")
SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
UNITS_OF_TIME = frozenset("年月日天周季个倍位")
MOST_ITEMS = 30
Key = tuple[str, str]
"""同比 (or nothing) and the unit: ("同比", "人")."""


@dataclass(slots=True)
class Line:
    """The counts of one line by column, each with its place; ``level`` holds the scopes of which all is 持平."""

    passage: Passage
    counts: dict[Key, tuple[Decimal, int, int, Decimal]] = field(default_factory=dict)
    level: set[str] = field(default_factory=set)
    none: bool = False
    clear: bool = True
    twice: set[Key] = field(default_factory=set)
    """Columns of which the line has a third count: 案件141件，审查逮捕41件，审查起诉99件，二审抗诉1件."""
    persons: str = "人"
    """What the persons of the total are, where the line itself does not say."""

    def value(self, key: Key) -> Decimal | None:
        """What the line says of a column; ``None`` where it says nothing."""
        scope, _unit = key
        if key in self.counts:
            return self.counts[key][0]
        return Decimal(0) if scope in self.level or not scope and self.none else None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of such a list: the total and its items, in the order of the lines."""

    key: Key
    passage: Passage
    start: int
    end: int
    stated: Decimal
    items: list[Decimal]
    scale: str
    """万, where the total is printed so."""
    slack: Decimal
    """So much the total may be off because the amounts were rounded: 512.3万元."""

    @property
    def made(self) -> Decimal:
        """What the items come to."""
        return sum(self.items, Decimal(0))

    def shown(self, value: Decimal) -> str:
        """A value as the total prints it."""
        number = f"{value / SCALES[self.scale]:f}"
        return f"{number.rstrip('0').rstrip('.') if '.' in number else number}{self.scale}"

    @property
    def fits(self) -> bool:
        """Does it come out?"""
        return abs(self.made - self.stated) <= self.slack

    @property
    def tells(self) -> bool:
        """Is it no matter of course: two items at least that are not nothing?"""
        return sum(1 for each in self.items if each) > 1


@dataclass(frozen=True, slots=True)
class Itemised:
    """A total with its lines: the columns that every line tells."""

    passage: Passage
    columns: list[Column]
    numbered: bool


def itemised(manuscript: Manuscript) -> Iterator[Itemised]:
    """Every line of counts with at least two lines of the same counts under it."""
    passages = manuscript.passages
    for at, head in enumerate(passages[:-2]):
        if COUNT.search(head.plain) is None:
            continue
        numbers = [NUMBERED.match(each.plain) for each in passages[at + 1 : at + 3]]
        numbered = all(numbers)
        if not (numbered and _number(numbers[0]) == 1 or OPENS.search(head.plain)):
            continue
        if CHOSEN.search(head.plain):
            continue
        total = _read(head, first_sentence(head.plain))
        items = _items(passages[at + 1 : at + 1 + MOST_ITEMS], numbered, total)
        if len(items) > 1 and total.clear and total.counts and not total.twice:
            columns = list(_columns(total, items))
            if columns:
                yield Itemised(head, columns, numbered)


def _number(match: re.Match[str] | None) -> int:
    if match is None:
        return 0
    number = match["number"]
    return CIRCLED.index(match["circled"]) + 1 if not number else int(number) if number.isdigit() else read(number) or 0


def first_sentence(text: str) -> tuple[int, int]:
    """The sentence with the first count, without the number of its own line."""
    lead = NUMBERED.match(text)
    start = lead.end() if lead is not None else 0
    first = COUNT.search(text, start)
    begin = max(start, text.rfind("。", 0, first.start()) + 1) if first is not None else start
    end = text.find("。", begin)
    return begin, len(text) if end < 0 else end


def _items(passages: list[Passage], numbered: bool, total: Line) -> list[Line]:
    items: list[Line] = []
    for each in passages:
        lead = NUMBERED.match(each.plain)
        if numbered and _number(lead) != len(items) + 1:
            break
        start = lead.end() if lead else 0
        line = _read(each, (start, _end(each.plain, start)), only_persons(total))
        said = set(line.counts) & set(total.counts) or line.none
        if not said or not numbered and lead is not None:
            break
        items.append(line)
    return items


def _end(text: str, start: int) -> int:
    """开展培训3场、参训120人（含网上）。…: what is said aside, or in the next sentence, is no column."""
    aside, stop = ASIDE.search(text, start), STOP.search(text, start)
    counted = COUNT.search(text, start)
    while stop is not None and counted is not None and stop.start() < counted.start():
        stop = STOP.search(text, stop.end())
    return min(len(text) if stop is None else stop.start(), len(text) if aside is None else aside.start())


def _read(passage: Passage, span: tuple[int, int], persons: str = "") -> Line:
    line = Line(passage, persons=persons or "人")
    scopes: list[str] = []
    sign, joined = 0, False
    for clause in CLAUSE.finditer(passage.plain, *span):
        words = clause.group()
        moves = RISE.search(words) or FALL.search(words) or LEVEL.search(words)
        if not moves and NEW_MATTER.search(words):
            scopes = []
        for piece in PIECE.finditer(passage.plain, clause.start(), clause.end()):
            named = [name for name, pattern in SCOPES if pattern.search(piece.group())]
            if named:
                # 同比、环比均增加1起、3人: one change of both.
                scopes, sign = (scopes + named, sign) if joined else (named, 0)
            joined = bool(named) and ALONE.fullmatch(piece.group()) is not None
            sign = _piece(line, piece, scopes, sign)
    return line


def _piece(line: Line, piece: re.Match[str], scopes: list[str], sign: int) -> int:
    words = piece.group()
    count = COUNT.search(words)
    rise, fall = RISE.search(words), FALL.search(words)
    if rise is not None or fall is not None:
        sign = -1 if rise is None else 1 if fall is None else 0
    if NONE.search(words) and not scopes:
        line.none = True
    if LEVEL.search(words) and scopes:
        _flat(line, words, scopes)
        return sign
    if NO_PERSONS.search(words) and not scopes:
        line.counts.setdefault(("", "死亡"), (Decimal(0), piece.start(), piece.end(), Decimal(0)))
    if count is None or count["unit"] in UNITS_OF_TIME or PERCENT.search(words):
        return sign
    if NOT_EXACT.search(words.replace("增多", "")) or COUNT.search(words, count.end()) or scopes and not sign:
        line.clear = False
        return sign
    number, scale = Decimal(count["number"].replace(",", "")), SCALES[count["scale"]]
    value, step = number * scale, place(number) * scale
    unit = _unit(words, count, line)
    for scope in scopes or [""]:
        if (scope, unit) in line.counts and not scope:
            unit = (
                f"{unit}，第二项"  # 排查隐患520处，整改510处: two columns of one unit, in the same order in every line
            )
        if (scope, unit) in line.counts:
            if not scope:
                line.twice.add((scope, unit))
            continue
        where = (piece.start() + count.start(), piece.start() + count.end())
        line.counts[(scope, unit)] = (value * (sign if scope else 1), *where, Decimal(0) if step == 1 else step)
    return sign


def _flat(line: Line, words: str, scopes: list[str]) -> None:
    """同比持平 is all of it; 事故起数持平 only the accidents."""
    unit = "起" if CASES.search(words) else "死亡" if PERSONS.search(words) or ROLES[1][1].search(words) else ""
    for scope in scopes:
        if unit:
            line.counts.setdefault((scope, unit), (Decimal(0), 0, 0, Decimal(0)))
        else:
            line.level.add(scope)


def _unit(words: str, count: re.Match[str], line: Line) -> str:
    """死亡3人 and 下落不明3人 are of one column; 22人 is of the only column of persons there is."""
    unit = count["unit"]
    if unit not in ("人", "名"):
        return unit
    role = next((name for name, pattern in ROLES if pattern.search(words[: count.start()])), "")
    return role or (only_persons(line) or line.persons)


def only_persons(line: Line) -> str:
    """The one column of persons that a line has beside nothing."""
    persons = [name for scope, name in line.counts if not scope and name in ("死亡", "伤", "人")]
    return persons[0] if len(persons) == 1 else ""


def _columns(total: Line, items: list[Line]) -> Iterator[Column]:
    if not all(each.clear and total.counts.keys().isdisjoint(each.twice) for each in items):
        return
    for key, (stated, start, end, step) in total.counts.items():
        values = [each.value(key) for each in items]
        known = [each for each in values if each is not None]
        if end and len(known) == len(values):
            steps = [each.counts[key][3] for each in items if key in each.counts]
            scale = next((each for each in SCALES if each and each in total.passage.plain[start:end]), "")
            yield Column(key, total.passage, start, end, stated, known, scale, (step + sum(steps, Decimal(0))) / 2)
