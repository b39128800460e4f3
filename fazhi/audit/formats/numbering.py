"""Automatic numbering of Word, computed: Word stores only list ids and levels, readers see 一、（一）1.

Follows ECMA-376 part 1, 17.9: ``num`` → ``abstractNum`` → ``lvl`` with overrides; a level restarts when a higher one moves.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHINESE_DIGITS = "零一二三四五六七八九"
STYLE_DEPTH = 12
LEVELS = 9
LARGEST_SPELLED = 10_000
BULLET = "•"
"""Word stores a letter of a font of symbols."""


def chinese(number: int) -> str:
    """12 → 十二, up to 9999 as Word prints chineseCounting; beyond that, digits."""
    if not 0 <= number < LARGEST_SPELLED:
        return str(number)
    if number < 10:
        return CHINESE_DIGITS[number]
    text = ""
    pending_zero = False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if pending_zero and text else "") + CHINESE_DIGITS[digit] + word
            pending_zero = False
        elif text:
            pending_zero = True
    return text[1:] if text.startswith("一十") else text


def printed(number: int, style: str) -> str:
    """A number in one of Word's number formats; formats reports do not use fall back to Arabic."""
    if style in (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
    ):
        return chinese(number)
    if style == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x245F + number)
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if style == "upperLetter" else letter
    return "" if style in ("bullet", "none") else str(number)


@dataclass(slots=True)
class Level:
    """One level of a list definition."""

    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """List definitions of one document with the running counters."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, list[int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """Advance the list and give the label of this paragraph: （三）."""
        if list_id == "0" or list_id not in self.lists or not 0 <= level < LEVELS:
            return ""
        abstract_id, overrides = self.lists[list_id]
        levels = self.abstract.get(abstract_id, {})
        if level not in levels:
            return ""
        counters = self.counters.setdefault(abstract_id, [0] * LEVELS)
        if level in overrides and (list_id, level) not in self.started:
            self.started.add((list_id, level))
            counters[level] = overrides[level]
        else:
            counters[level] = counters[level] + 1 if counters[level] else levels[level].start
        for deeper in range(level + 1, LEVELS):
            counters[deeper] = 0
        label = levels[level].text
        for number in range(LEVELS, 0, -1):
            if f"%{number}" in label:
                own = levels.get(number - 1, Level())
                label = label.replace(f"%{number}", printed(counters[number - 1] or own.start, own.format))
        return BULLET if levels[level].format == "bullet" else label


def _value(parent: etree._Element, tag: str) -> str | None:
    child = parent.find(f"{W}{tag}")
    return None if child is None else child.get(f"{W}val")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.lstrip("-").isdigit() else default


def read(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """List definitions from ``numbering.xml`` and the lists that styles bring with them from ``styles.xml``."""
    result = Numbering()
    if numbering is not None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {}
            for level in abstract.iter(f"{W}lvl"):
                number = _whole(level.get(f"{W}ilvl"), 0)
                levels[number] = Level(
                    _whole(_value(level, "start"), 1),
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                )
            result.abstract[abstract.get(f"{W}abstractNumId") or ""] = levels
        for each in numbering.iter(f"{W}num"):
            overrides = {}
            for override in each.iter(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None:
                    overrides[_whole(override.get(f"{W}ilvl"), 0)] = _whole(start, 1)
            result.lists[each.get(f"{W}numId") or ""] = (_value(each, "abstractNumId") or "", overrides)
    if styles is not None:
        _read_styles(styles, result)
    return result


def _read_styles(styles: etree._Element, result: Numbering) -> None:
    based: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        identifier = style.get(f"{W}styleId") or ""
        parent = _value(style, "basedOn")
        if parent:
            based[identifier] = parent
        properties = style.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            list_id = _value(properties, "numId")
            if list_id is not None:
                result.styles[identifier] = (list_id, _whole(_value(properties, "ilvl"), 0))
    for identifier in based:
        current, depth = identifier, 0
        while current not in result.styles and current in based and depth < STYLE_DEPTH:
            current, depth = based[current], depth + 1
        if current in result.styles:
            result.styles.setdefault(identifier, result.styles[current])
