"""Growth between two years of a row: 2021年、2022年、2023年办件量分别为5218件、5893件、6547件；2023年同比增长11.1%，较2021年增长25.5%."""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi.audit.growths.changes import Levels
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

ROW = re.compile(
    r"(?P<years>20\d\d年?(?:[、，]20\d\d年?)+|20\d\d年?(?:至|到|—|-)20\d\d年)(?P<name>[^，。；：、\d]{1,16}?)(?:依次|分别)(?:为|是|有|达到?)?(?=\d)"
)
YEAR = re.compile(r"20\d\d")
THROUGH = re.compile(r"至|到|—|-")
# 2023年办件量同比增长, 较2021年增长
COMPARED = re.compile(
    r"(?:同比|[比较]上一?年|[比较](?P<base>20\d\d)年)[^，。；：\d]{0,6}?(?:增长|增加|上升|提高|下降|减少|[增升降])了?$"
)
LEAD = 24
JOINED = frozenset("、，和")
MOST_YEARS = 8


def levels(claim: Percentage) -> list[Levels]:
    """The two counts of the row between which the growth lies; none where the words leave a doubt."""
    text, end = claim.passage.plain, claim.figure.start
    compared = COMPARED.search(text, max(0, end - LEAD), end) if "年" in text else None
    row = _row(claim.passage, end) if compared is not None else None
    if compared is None or row is None:
        return []
    name, counts, since = row
    named = [int(each) for each in YEAR.findall(text[since : compared.start()])]
    now = named[-1] if named else max(counts)
    base = int(compared["base"]) if compared["base"] else now - 1
    subject = text[max(text.rfind(mark, 0, compared.start()) for mark in "，。；") + 1 : compared.start()]
    said = YEAR.sub("", subject).strip("年的")
    if now not in counts or base not in counts or now == base or said and pairs(said).isdisjoint(pairs(name)):
        return []
    return [Levels(counts[now], counts[base], True, only=True)]


def _row(passage: Passage, until: int) -> tuple[str, dict[int, Figure], int] | None:
    """(what is counted, the counts by year, where the row ends) of the last row before ``until``."""
    matches = list(ROW.finditer(passage.plain, 0, until))
    if not matches:
        return None
    match = matches[-1]
    years = [int(each) for each in YEAR.findall(match["years"])]
    if THROUGH.search(match["years"]) is not None:
        years = list(range(years[0], years[-1] + 1))
    figures = [each for each in passage.figures if match.end() <= each.start < until][: len(years)]
    sound = 1 < len(years) == len(figures) <= MOST_YEARS and all(
        each.count and each.exact and each.kind == figures[0].kind for each in figures
    )
    joined = all(passage.plain[one.end : two.start] in JOINED for one, two in pairwise(figures))
    return (match["name"], dict(zip(years, figures, strict=True)), figures[-1].end) if sound and joined else None
