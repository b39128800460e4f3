"""One file per rule. Each names its source, says why it exists, and shows a wrong and a right sentence.

Beside ``rate.py`` lies ``rate.yaml``: sentences that must and must not be found, run as tests. A rule is a function from a
manuscript to findings; it may look at the whole document but speaks only about its own subject.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from fazhi.audit.model import Finding
from fazhi.audit.text.manuscript import Manuscript


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule checks and on what authority. ``check`` yields findings in any order."""

    id: str
    title: str
    source: str
    why: str
    wrong: str
    right: str
    check: Callable[[Manuscript], Iterable[Finding]]
    late: bool = False
    """Does it speak of what the other rules left open, and so come after them?"""
    after: frozenset[str] = frozenset()
    """The rules whose open questions it answers: where they are switched off, it has nothing to say."""


@cache
def load() -> dict[str, Rule]:
    """All rules by id, in the order of their file names, the late ones last."""
    rules: dict[str, Rule] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        rule: Rule = importlib.import_module(f"{__name__}.{module}").RULE
        if rule.id in rules or rule.id != module:
            raise ValueError(f"规则编号“{rule.id}”与文件名“{module}”不一致或重复。")
        rules[rule.id] = rule
    return dict(sorted(rules.items(), key=lambda each: each[1].late))
