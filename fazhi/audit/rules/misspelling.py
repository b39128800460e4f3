"""Words that are wrong wherever they stand: 法制政府, 以法治国, 矛盾纠份."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from fazhi.audit.blanks import fixed_phrases
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.times import counted_days


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(wording.load("misspellings")["words"], key=len, reverse=True)))


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every misspelt term outside the title of an instrument, which has its own rule (but 中华人名共和国 is wrong there too)."""
    data = wording.load("misspellings")
    for passage, match, offset in manuscript.matches(_pattern()):
        span = (match.start() - offset, match.end() - offset)
        if not _in_title(passage, span[0]) or match.group().startswith("人名"):
            right = next(each for word, each in data["words"].items() if re.fullmatch(word, match.group()))
            yield _report(passage, span, f"“{match.group()}”应为“{right}”。", right, data["basis"])
    for passage, span, message, phrase in fixed_phrases.slips(manuscript):
        if not _in_title(passage, span[0]):
            yield _report(passage, span, message, phrase, wording.load("fixed_phrases")["basis"])
    for word, right in data["doubtful"].items():
        # Once is enough: who writes 截止2024年底 writes it throughout.
        for passage, match, offset in islice(manuscript.matches(re.compile(word)), 1):
            told = f"“{match.group()}”后面一般不直接带时间，应写“{right}”。"
            result = _report(passage, (match.start() - offset, match.end() - offset), told, None, data["basis"])
            result.verdict = Verdict.HINT
            yield result
    for passage in manuscript.passages:
        for (span, message, name), certain in counted_days.misnamed(passage) if "日" in passage.plain else ():
            result = _report(passage, span, message, name, wording.load("dates")["misnamed"]["basis"])
            result.verdict = Verdict.WRONG if certain else Verdict.HINT
            yield result


def _in_title(passage: Passage, start: int) -> bool:
    return passage.plain.rfind("《", 0, start) > passage.plain.rfind("》", 0, start)


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str | None, basis: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.TERM,
        verdict=Verdict.WRONG,
        rule="misspelling",
        message=message,
        computed=computed,
        basis=basis,
    )


RULE = Rule(
    id="misspelling",
    title="固定用语的错别字",
    source="规范用语；词表只收任何语境都不对的写法",
    why="“法制政府”“以法治国”一旦印发即成笑柄，校对时却常读不出来。",
    wrong="深入推进法制政府建设",
    right="深入推进法治政府建设",
    check=check,
)
