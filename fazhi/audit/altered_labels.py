"""The corpus the other way round: each claim it calls right is given one wrong digit and must then be called wrong.

The slips that people left in published reports are few; the figures that are right are many, and were written by as many
offices. A figure is altered only where every number it follows from is printed, so that the text can prove the slip.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from fazhi.audit import Finding, Verdict, audit_text
from fazhi.audit.corruption import MOST_PERCENT, corrupted

KINDS = ("rate", "sum", "growth")
TRIES = 4
"""So many wrong digits for each figure, one at a time."""
NEIGHBOURHOOD = 150
"""Characters on each side in which the numbers of a claim are looked for."""


def alterations(text: str, label: dict[str, Any], seed: int) -> Iterator[tuple[str, int, int, int]]:
    """(altered text, paragraph from 1, start, end of the altered figure in it) for a label that is right; or nothing."""
    stated = label["stated"].rstrip("%")
    place = _place(text, label)
    if label["verdict"] != "right" or label["kind"] not in KINDS or place is None:
        return
    chance, seen = random.Random(seed), {stated}
    for _try in range(TRIES):
        wrong = corrupted(stated, chance)
        if wrong in seen or (label["kind"] == "rate" and label["stated"].endswith("%") and float(wrong) > MOST_PERCENT):
            continue
        seen.add(wrong)
        start = place - (text.rfind("\n", 0, place) + 1)
        altered = text[:place] + wrong + text[place + len(stated) :]
        yield altered, text.count("\n", 0, place) + 1, start, start + len(wrong)


def is_shown(finding: Finding, paragraph: int, start: int, end: int, figure: str) -> bool:
    """Is the altered figure under a ``wrong``, or does such a finding reckon with it?"""
    if finding.verdict is not Verdict.WRONG:
        return False
    touches = finding.paragraph == paragraph and finding.start < end and start < finding.end
    return touches or re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", finding.message) is not None


def found(text: str, label: dict[str, Any], seed: int) -> tuple[int, int, list[str]]:
    """(figures altered, of those called wrong, the altered figures that were not) for one label."""
    made, called, missed = 0, 0, []
    for altered, paragraph, start, end in alterations(text, label, seed):
        figure = altered.split("\n")[paragraph - 1][start:end]
        shown = any(is_shown(each, paragraph, start, end, figure) for each in audit_text(altered).findings)
        made, called = made + 1, called + shown
        if not shown:
            missed.append(f"{label['stated']}→{figure}：{label['sentence']}")
    return made, called, missed


def text_of(folder: Path, label: dict[str, Any]) -> str:
    """The report a label is of."""
    path: Path = folder / "reports" / label["file"]
    return path.read_text(encoding="utf-8")


def _place(text: str, label: dict[str, Any]) -> int | None:
    """Where the stated figure stands, among the numbers it follows from; None where one of them is not printed near it."""
    stated: str = label["stated"]
    numbers = label.get("values", {}).get("numbers", ())
    others = {f"{Decimal(str(each)).normalize():f}" for each in numbers} - {"1"}
    percent = r"\s*[%％]" if stated.endswith("%") else ""
    for match in re.finditer(rf"(?<![\d.]){re.escape(stated.rstrip('%'))}(?!\d|\.\d){percent}", text):
        around = text[max(0, match.start() - NEIGHBOURHOOD) : match.end() + NEIGHBOURHOOD]
        printed = set(re.findall(r"\d+(?:\.\d+)?", around))
        if stated and others and others <= printed:
            return match.start()
    return None
