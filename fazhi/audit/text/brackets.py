"""Is a place of a text inside a bracket that was opened before it, or behind one that has been closed?"""

from __future__ import annotations

import re

# （其中…, （城市名单见说明1，以下简称168城市）
ASIDE = re.compile(r"其中|[^，。；：（）\d]{0,6}(?:名单|以下(?:简称|统称)|简称|详见|见[说附])")


def told_aside(text: str, at: int) -> bool:
    """Does the bracket that is opened there hold no list of all that stands before it?"""
    return ASIDE.match(text, at + 1) is not None


def inside_bracket(text: str, start: int, end: int) -> bool:
    """Does the figure stand in a bracket that was opened after ``start`` (婚姻85件（成功84件）、…)?"""
    lead = text[start:end]
    return lead.count("（") > lead.count("）")


def bracket_closed(text: str, start: int, end: int) -> bool:
    """Has a bracket that was open at ``start`` been closed before ``end``?"""
    if "）" not in text[start:end]:
        return False
    depth = 0
    for character in text[start:end]:
        depth += (character == "（") - (character == "）")
        if depth < 0:
            return True
    return False
