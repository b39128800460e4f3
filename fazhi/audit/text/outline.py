"""Numbering and addresses: which part, item and paragraph a passage stands in, as a person would name it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi.audit.text import numerals
from fazhi.audit.text.passages import STROKES, Passage

CHINESE = "[一二三四五六七八九十百]+"
LEVELS = (
    # 一、二、三产业结构为20.8∶50.6∶28.6 begins no part.
    (1, re.compile(rf"({CHINESE})、(?!{CHINESE}(?:、{CHINESE})?(?:次?产业|季度|级|类|线))")),
    (2, re.compile(rf"（({CHINESE})）")),
    (3, re.compile(r"(\d{1,2})(?:[.、](?!\d)|．)")),
    (4, re.compile(r"（(\d{1,2})）")),
)
END = re.compile("[。，；：]")
AMOUNT = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?|[-—/]")
ROW = 2
# What a table that was cut in pieces leaves of 一、本级收入: 一、本
# 四、结转下年度继续办理⇥12⇥1⇥0: a line of a table, its cells set apart by tabs.
ROW_OF_NUMBERS = re.compile(r"\t[\d.,%—-]*\t[\d.,%—-]*(?:\t|$)")
PIECE = re.compile(r"[一二三四五六七八九十]+、.?")
PREFIX = "一二三四五六七八九十百（0123456789"


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered beginning of a paragraph: level 1 (一、) to 4 (（1）), its ordinal, and the words of the heading."""

    passage: int
    paragraph: int
    level: int
    ordinal: int
    label: str
    words: str


def heading(passage: Passage, position: int) -> Heading | None:
    """The numbering at the start of a paragraph, typed or automatic, or ``None``."""
    text = passage.paragraph.number + passage.plain
    if not text or text[0] not in PREFIX or passage.paragraph.place != "body" or passage.base:
        return None
    if PIECE.fullmatch(text) is not None or STROKES.search(text) is not None or ROW_OF_NUMBERS.search(text):
        return None
    for level, pattern in LEVELS:
        match = pattern.match(text)
        if match is not None:
            digits = match[1]
            ordinal = int(digits) if digits.isdigit() else numerals.read(digits)
            if not ordinal:
                return None
            end = END.search(text, match.end())
            words = text[match.end() : len(text) if end is None else end.start()]
            return Heading(position, passage.index, level, ordinal, match.group(), words)
    return None


def headings(passages: list[Passage]) -> list[Heading]:
    """All numbered paragraphs in the order of the text."""
    found = (heading(passage, position) for position, passage in enumerate(passages))
    return [each for each in found if each is not None and not _names_a_row(passages, each.passage)]


def _names_a_row(passages: list[Passage], position: int) -> bool:
    """四、结转下年度继续办理, and below it 5, 0, 0: the name of a line of a table, each of whose cells was copied into one of its own."""
    behind = passages[position + 1 : position + 2 + ROW]
    if behind and behind[0].plain.startswith("（一）"):
        behind = behind[1:]  # 三、本年度办理结果, （一）予以公开, 2, 1, 0
    return len(behind) >= ROW and all(AMOUNT.fullmatch(each.plain) for each in behind[:ROW])


def addresses(passages: list[Passage], found: list[Heading]) -> list[str]:
    """For each passage its address: 第一部分（七）第2段, 标题, 开头第1段, 表1第2行第3列, 脚注."""
    by_passage = {each.passage: each for each in found}
    labels: dict[int, str] = {}
    count = 0
    result = []
    for position, passage in enumerate(passages):
        paragraph = passage.paragraph
        if paragraph.place == "table" and paragraph.cell is not None:
            table, row, column = paragraph.cell
            result.append(f"表{table}第{row}行第{column}列")
            continue
        if paragraph.place != "body":
            result.append(NAMES.get(paragraph.place, paragraph.place))
            continue
        current = by_passage.get(position)
        if current is not None:
            labels = {level: label for level, label in labels.items() if level < current.level}
            labels[current.level] = _label(current)
            count = 0
        count += 1
        lead = "".join(labels[level] for level in sorted(labels)) or "开头"
        result.append(f"{lead}第{count}段")
    return result


NAMES = {"footnote": "脚注", "endnote": "尾注", "textbox": "文本框", "header": "页眉", "footer": "页脚"}


def _label(found: Heading) -> str:
    if found.level == 1:
        return f"第{found.label[:-1]}部分"
    return found.label.rstrip("、") if found.level != 3 else f"第{found.ordinal}项"
