"""Recall at scale: every figure of a report that the auditor confirmed is given one wrong digit, and must then be wrong.

Seeded, so that two runs agree. A digit may fall within what rounding allows, or turn a list into one that need not be
complete; so the share found is below one by nature, and only its fall is a fault.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

from fazhi.audit import Finding, Kind, Verdict, audit_text

NUMBER = re.compile(r"\d+(?:\.\d+)?")
KINDS = (Kind.RATE, Kind.SUM, Kind.GROWTH)
MOST_PERCENT = 100
TRIES = 20


def corrupted(number: str, chance: random.Random) -> str:
    """``number`` with one digit changed or two neighbours swapped."""
    places = [place for place, sign in enumerate(number) if sign.isdigit()]
    for _try in range(TRIES):
        signs = list(number)
        if chance.random() < 1 / 3 and len(places) > 1:
            first = chance.randrange(len(places) - 1)
            one, other = places[first], places[first + 1]
            signs[one], signs[other] = signs[other], signs[one]
        else:
            place = chance.choice(places)
            signs[place] = chance.choice([digit for digit in "0123456789" if digit != signs[place]])
        result = "".join(signs)
        if result != number and (result[0] != "0" or result.startswith("0.")):
            return result
    return number


def corruptions(clean: str, seed: int) -> Iterator[tuple[Finding, str]]:
    """(a claim found right, the text with one of its figures corrupted)"""
    chance = random.Random(seed)
    lines = clean.splitlines()
    for each in audit_text(clean).of(Verdict.RIGHT):
        line = lines[each.paragraph - 1]
        numbers = list(NUMBER.finditer(line, each.start, each.end))
        if each.kind not in KINDS or not numbers:
            continue
        hit = chance.choice(numbers) if each.kind is Kind.SUM else numbers[-1]
        wrong = corrupted(hit.group(), chance)
        if wrong == hit.group() or (each.rule in ("rate", "share") and float(wrong) > MOST_PERCENT):
            continue
        changed = line[: hit.start()] + wrong + line[hit.end() :]
        yield each, "\n".join([*lines[: each.paragraph - 1], changed, *lines[each.paragraph :]])


def recall(texts: list[str], seed: int = 7) -> dict[str, tuple[int, int]]:
    """By rule: (figures corrupted, of those called wrong)."""
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number, clean in enumerate(texts):
        for claim, text in corruptions(clean, seed + number):
            made[claim.rule] += 1
            found[claim.rule] += any(
                each.paragraph == claim.paragraph and each.start < claim.end + 2 and claim.start < each.end
                for each in audit_text(text).of(Verdict.WRONG)
            )
    return {rule: (made[rule], found[rule]) for rule in sorted(made)}
