"""A cited article must exist: 《行政处罚法》第九十三条, of 86 articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import antecedents, wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.law.errors import LawError
from fazhi.law.numerals import NUMERAL, from_chinese, to_chinese

CITED = re.compile(
    r"《(?:中华人民共和国)?([^《》（）\n]{2,40})(?:（[^《》（）\n]{2,24}）)?》(?:（[^（）\n]{2,24}）)?(?=（?第)"
)
# 该法第五十一条, 严格按照条例第三十四条, 按照第三十一条规定
REFERRED = re.compile(
    r"(?:(?:该|此)(?P<this>法|条例|办法|规定|细则)|(?<=[，。；、（：])(?P<bare>条例)"
    rf"|(?:依据|依照|按照|根据|对照|适用)(?:(?P<by>条例)|其)?)(?=第{NUMERAL}条)"
)
# 根据行政处罚法第三十三条
UNMARKED = re.compile(rf"(?:法|条例)(?=第{NUMERAL}条)")
OTHER_TEXT = re.compile(r"条例|办法|合同|协议|章程|公约|省|市条例|本办法|方案|通知|意见")
ARTICLE = re.compile(rf"[、和及与至到（]?第({NUMERAL})条(?:第{NUMERAL}款)?(?:第[（(]?{NUMERAL}[)）]?项)?")


@cache
def _last() -> dict[str, tuple[int, int]]:
    """Title → (its last article, the last year for which that is certain)."""
    data = wording.load("statutes")
    listed, before = data["articles"]["last"], data["articles"]["before"]
    return {title: (number, data["as_of"]) for title, number in listed.items()} | {
        title: (number, data["as_of"] - 1) for title, number in before.items()
    }


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every article beyond the last one of its law."""
    if "条" not in manuscript.text:
        return
    for passage, match, offset in manuscript.matches(UNMARKED, having="条"):
        named = antecedents.without_marks(antecedents.words(passage.plain, match.end() - offset), _last())
        if named is not None:
            yield from _beyond(manuscript, passage, match.end() - offset, named)
    for passage, match, offset in manuscript.matches(CITED, having="第"):
        yield from _beyond(manuscript, passage, match.end() - offset, match[1])
    for passage, match, offset in manuscript.matches(REFERRED, having="条"):
        titles = _meant(passage.plain, match, match.start() - offset)
        # Where another instrument named before has that many articles, it may be the one meant.
        if titles and all(title in _last() for title in titles):
            most = max(titles, key=lambda title: _last()[title][0])
            yield from _beyond(manuscript, passage, match.end() - offset, most)


def _meant(text: str, match: re.Match[str], start: int) -> list[str]:
    """The instruments that 该法, 条例 or a bare 按照第三十一条规定 may mean."""
    of_class = match["this"] or match["bare"] or match["by"]
    if of_class:
        return antecedents.before(text, start, of_class)
    title = antecedents.in_sentence(text, start)
    if title is None or OTHER_TEXT.search(text, text.rfind("》", 0, start), start) is not None:
        return []
    return [title]


def _beyond(manuscript: Manuscript, passage: Passage, position: int, title: str) -> Iterator[Finding]:
    """The articles printed at a position that the instrument does not have."""
    known = _last().get(title)
    if known is None:
        return
    last, certain_until = known
    while (article := ARTICLE.match(passage.plain, position)) is not None:
        position = article.end()
        number = _number(article[1])
        if number is None or number <= last:
            continue
        certain = manuscript.year is None or manuscript.year <= certain_until
        message = f"《{title}》至多到第{to_chinese(last)}条，没有第{article[1]}条。"
        yield finding(
            passage,
            (article.start() + article.group().index("第"), article.end()),
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
