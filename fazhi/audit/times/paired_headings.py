"""The heading that looks back and the one that looks ahead: 一、2021年工作回顾 … 二、2023年工作安排; 三、2024年下半年工作打算 of 2025."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Told = tuple[Passage, tuple[int, int], str, str | None]
BACK = re.compile(r"(?P<year>20\d\d)年(?:度)?(?:全年)?[^，。；、\d]{0,12}(?:回顾|总结|情况|成效|完成)")
AHEAD = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?P<half>下半年)?[^，。；、\d]{0,12}(?:安排|打算|计划|思路|部署|重点|目标任务|工作任务)"
)


def told(manuscript: Manuscript) -> Iterator[Told]:
    """Every such heading whose year does not go with the other's, or with that of the document."""
    back: tuple[Passage, re.Match[str]] | None = None
    ahead: tuple[Passage, re.Match[str]] | None = None
    for top in (each for each in manuscript.headings if each.level == 1):
        passage = manuscript.passages[top.passage]
        looking_ahead, looking_back = AHEAD.search(passage.plain), BACK.search(passage.plain)
        if looking_ahead is not None and ahead is None:
            ahead = passage, looking_ahead
        elif looking_back is not None and back is None:
            back = passage, looking_back
    if ahead is None:
        return
    passage, match = ahead
    year = int(match["year"])
    if match["half"] and manuscript.year is not None and year != manuscript.year and back is None:
        message = f"标题是{manuscript.year}年的，这里打算的却是{year}年下半年的工作。"
        yield passage, (match.start("year"), match.end("year") + 1), message, f"{manuscript.year}年"
    if back is not None and int(back[1]["year"]) not in (year, year - 1):
        yield _unlike(manuscript, back, ahead)


def _unlike(manuscript: Manuscript, back: tuple[Passage, re.Match[str]], ahead: tuple[Passage, re.Match[str]]) -> Told:
    """The one of the two whose year the document has less often is the slip."""
    past, future = back[1]["year"], ahead[1]["year"]
    named = manuscript.text.count(f"{int(future) - 1}年"), manuscript.text.count(f"{int(past) + 1}年")
    (passage, match), right = (back, int(future) - 1) if named[0] >= named[1] else (ahead, int(past) + 1)
    message = f"一处标题回顾{past}年，一处标题安排{future}年的工作，两年不相接。"
    return passage, (match.start("year"), match.end("year") + 1), message, f"{right}年"
