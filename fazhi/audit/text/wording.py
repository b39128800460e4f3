"""The auditor's word lists (``data/*.yaml``), read once, when first asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# 平均入住率: a mean rate says nothing of all.
EVERY = r"(?:全部|(?<!平)均已?|悉数|都已?)(?:[得到成功妥善及时有效依法按期完已顺利]{0,6})"
NEGATIONS = ("不", "未")
STEM = 2
"""Characters of a word in the name of a rate."""


@cache
def load(name: str) -> Any:
    """The content of ``data/<name>.yaml``."""
    return yaml.safe_load(files("fazhi.audit").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class RateName:
    """How a rate of that name is formed; see the head of ``data/rates.yaml`` for the meaning of each field."""

    name: str
    part: re.Pattern[str]
    weak: re.Pattern[str] | None
    whole: re.Pattern[str]
    add: re.Pattern[str] | None = None
    sum: re.Pattern[str] | None = None
    over: re.Pattern[str] | None = None
    strict: bool = False
    firm: bool = False
    carried: bool = False
    above: bool = False
    adjacent: bool = False
    soft: bool = False
    across: bool = False
    received: bool = False
    known: bool = False
    negative: bool = False
    """Is it the rate of those of which the name is not true (不合格率)?"""


@cache
def rate_names() -> dict[str, RateName]:
    """All rates of ``data/rates.yaml`` by name."""
    names = {}
    for entry in load("rates")["rates"]:
        for name in entry["names"]:
            names[name] = RateName(
                name,
                re.compile(entry["part"].replace("{name}", name)),
                _pattern(entry.get("weak")),
                re.compile(entry["whole"]),
                _pattern(entry.get("add")),
                _pattern(entry.get("sum")),
                _pattern(entry.get("over")),
                bool(entry.get("strict")),
                bool(entry.get("firm")),
                bool(entry.get("carried")),
                bool(entry.get("above")),
                bool(entry.get("adjacent")),
                bool(entry.get("soft")),
                bool(entry.get("across")),
                bool(entry.get("received")),
                True,
            )
    return names


@cache
def rate_name(words: str) -> RateName:
    """The rate whose name ends ``words`` (矛盾纠纷化解 → 化解); an unknown one is read by its own characters.

    参训 is found in 参加年度培训2011人 as well, 整改到位 in 已到位129个 and, less surely, in 整改129个.
    """
    known = rate_names()
    for length in range(min(6, len(words)), 1, -1):
        if words[-length:] in known:
            found, negation = known[words[-length:]], words[-length - 1 : -length]
            return found if negation not in NEGATIONS else _negative(found, negation)
    stem = words[-2:] or "率"
    part = re.escape(stem)
    if len(stem) == STEM:
        # A name may end in a sign that was scattered into it: 占*.
        part += f"|{re.escape(stem[0])}[^，。；：、率\\d]{{1,5}}{re.escape(stem[1])}"
    earlier = [words[at : at + STEM] for at in range(max(0, len(words) - 4), len(words) - STEM)]
    weak = re.compile("|".join(re.escape(each) for each in earlier)) if earlier else None
    return RateName(words, re.compile(part), weak, re.compile(load("rates")["generic_whole"]))


def _negative(rule: RateName, negation: str) -> RateName:
    """不合格率: of the same base as 合格率, but of the others."""
    name = negation + rule.name
    return replace(rule, name=name, part=re.compile(re.escape(name)), weak=None, add=None, sum=None, negative=True)


@cache
def entirely(rule: RateName) -> re.Pattern[str]:
    """全部化解, 均已整改到位: all of a count was done that the rate speaks of."""
    return re.compile(EVERY + "(?:" + rule.part.pattern + ")")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of ``data/rates.yaml`` by its key: qualifiers, above_hundred, bounded."""
    return re.compile(load("rates")[name])


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return re.compile(text) if text else None
