"""A cited article must exist: 《行政处罚法》第九十三条, of 86 articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit import wording
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.law.errors import LawError
from fazhi.law.numerals import NUMERAL, from_chinese, to_chinese

CITED = re.compile(
    r"《(?:中华人民共和国)?([^《》（）\n]{2,40})(?:（[^《》（）\n]{2,24}）)?》(?:（[^（）\n]{2,24}）)?(?=第)"
)
ARTICLE = re.compile(rf"[、和及与至到]?第({NUMERAL})条(?:第{NUMERAL}款)?(?:第[（(]?{NUMERAL}[)）]?项)?")


@cache
def _last() -> dict[str, tuple[int, int]]:
    """Title → (its last article, the last year for which that is certain)."""
    data = wording.load("statutes")
    listed, before = data["articles"]["last"], data["articles"]["before"]
    return {title: (number, data["as_of"]) for title, number in listed.items()} | {
        title: (number, data["as_of"] - 1) for title, number in before.items()
    }


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every article whose number is greater than the statute has articles."""
    if "》第" not in manuscript.text and "）第" not in manuscript.text:
        return
    for passage, match, offset in manuscript.matches(CITED):
        known = _last().get(match[1])
        if known is None:
            continue
        last, certain_until = known
        position = match.end()
        while (article := ARTICLE.match(manuscript.text, position)) is not None:
            position = article.end()
            number = _number(article[1])
            if number is None or number <= last:
                continue
            certain = manuscript.year is None or manuscript.year <= certain_until
            message = f"《{match[1]}》至多到第{to_chinese(last)}条，没有第{article[1]}条。"
            yield finding(
                passage,
                (article.start() + article.group().index("第") - offset, article.end() - offset),
                kind=Kind.CITATION,
                verdict=Verdict.WRONG if certain else Verdict.HINT,
                rule="article",
                message=message if certain else message + "若法律新近修改，请核对新文本。",
                basis=wording.load("statutes")["articles"]["basis"] if certain else "",
            )


def _number(words: str) -> int | None:
    try:
        return from_chinese(words)
    except LawError:
        return None


RULE = Rule(
    id="article",
    title="所引条文是否存在",
    source="各法律、法规的条数（data/statutes.yaml）",
    why="引用条文时写错序号，依据就落了空；超过该法最末一条的，一定是写错。",
    wrong="依据《中华人民共和国行政处罚法》第九十三条不予处罚",
    right="依据《中华人民共和国行政处罚法》第三十三条不予处罚",
    check=check,
)
