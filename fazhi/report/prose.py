"""Text that somebody typed: references become figures, digits typed by hand are marked, forbidden words are refused.

Excepted from the mark are years, dates, ordinals, names of laws, numbers of documents and set phrases (wording.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import msgspec
import yaml

from fazhi.indicators.readings import Reading
from fazhi.report.pieces import Piece, figure, plain, unsupported

REFERENCE = re.compile(r"\{([^{}]*)\}")
_NUMERAL = "[〇零一二两三四五六七八九十百千万亿]"
_COUNTED = "(?:人次|个百分点|万元|亿元|场次|件次|次|件|起|处|宗|人|名|户|场|份|册|项|条|期|家)"
FIGURE = re.compile(
    rf"(?:[0-9０-９]+(?:[.,．，][0-9０-９]+)*\s*(?:[%％‰]|个百分点|{_COUNTED})?"
    rf"|百分之{_NUMERAL}+(?:点{_NUMERAL}+)?"
    rf"|(?!一(?:次|件|起|项|条|期|家|人|名|户|场))(?<!第){_NUMERAL}+[余多]?{_COUNTED})"
)
_YEAR = "(?:19|20)[0-9]{2}"
EXCEPTED = re.compile(
    rf"《[^》]*》(?:（[^）]*）)?|〔{_YEAR}〕\s*[0-9]+号|{_YEAR}\s*(?:[—–～\-至]|年至)\s*{_YEAR}\s*年|{_YEAR}\s*年度?"
    rf"|[0-9]{{1,2}}\s*月(?:[0-9]{{1,2}}\s*日)?|第\s*(?:[0-9]+|{_NUMERAL}+)|[“「『][^”」』]{{1,12}}[”」』]|（{_NUMERAL}+）"
)


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of wording.yaml."""

    acts: tuple[str, ...]
    classes: tuple[PersonClass, ...]
    phrases: tuple[str, ...]


class PersonClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a class of persons, and what may be said instead."""

    words: tuple[str, ...]
    instead: str


@cache
def wording() -> Wording:
    """The list of words, read once."""
    text = resources.files("fazhi.report").joinpath("wording.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Wording)


def refusal(text: str) -> str:
    """One Chinese sentence when the text says that a class of persons is kept under control; else empty."""
    for sentence in re.split(r"[。；！？\n]", text):
        act = next((word for word in wording().acts if word in sentence), "")
        for kind in wording().classes if act else ():
            named = next((word for word in kind.words if word in sentence), "")
            if named:
                return (
                    f"“{named}”与“{act}”不能写入报告：乡镇无权按身份、疾病、信仰或经历对人建档管控，文字没有保存；"
                    f"可以改写为{kind.instead}。"
                )
    return ""


def pieces(text: str, readings: Mapping[str, Reading]) -> list[Piece]:
    """Typed text as pieces, in order; their texts joined give what is printed."""
    result: list[Piece] = []
    end = 0
    for reference in REFERENCE.finditer(text):
        result += _marked(text[end : reference.start()])
        result.append(_referred(reference, readings))
        end = reference.end()
    return result + list(_marked(text[end:]))


def _referred(reference: re.Match[str], readings: Mapping[str, Reading]) -> Piece:
    reading = readings.get(reference.group(1).strip())
    if reading is None:
        return unsupported(reference.group(), f"没有名为 {reference.group(1)} 的指标，请从本页的指标清单中选用")
    if reading.value is None:
        return unsupported(reading.printed, f"指标“{reading.title}”没有可以计算的对象，不能写成数字")
    return figure(reading)


def _marked(text: str) -> Iterator[Piece]:
    safe = [match.span() for match in EXCEPTED.finditer(text)]
    for phrase in wording().phrases:
        safe += [(match.start(), match.end()) for match in re.finditer(re.escape(phrase), text)]
    end = 0
    for match in FIGURE.finditer(text):
        if any(start <= match.start() < stop for start, stop in safe):
            continue
        if match.start() > end:
            yield plain(text[end : match.start()])
        yield unsupported(match.group(), "手工填写的数字，没有台账依据")
        end = match.end()
    if end < len(text):
        yield plain(text[end:])
