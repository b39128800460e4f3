"""Every two characters that stand side by side: by these the words of two places are held against each other."""

from __future__ import annotations

PAIR = 2


def pairs(words: str) -> set[str]:
    """投诉举报 → 投诉, 诉举, 举报"""
    return {words[at : at + PAIR] for at in range(len(words) - 1)}
