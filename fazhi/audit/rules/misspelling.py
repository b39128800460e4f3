"""Words that are wrong wherever they stand: 法制政府, 以法治国, 矛盾纠份."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit import counted_days, wording
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(wording.load("misspellings")["words"], key=len, reverse=True)))


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every misspelt term outside the title of an instrument, which has its own rule (but 中华人名共和国 is wrong there too)."""
    words = wording.load("misspellings")["words"]
    for passage, match, offset in manuscript.matches(_pattern()):
        start, end = match.start() - offset, match.end() - offset
        titled = passage.plain.rfind("《", 0, start) > passage.plain.rfind("》", 0, start)
        if titled and not match.group().startswith("人名"):
            continue
        right = next(each for word, each in words.items() if re.fullmatch(word, match.group()))
        yield finding(
            passage,
            (start, end),
            kind=Kind.TERM,
            verdict=Verdict.WRONG,
            rule="misspelling",
            message=f"“{match.group()}”应为“{right}”。",
            computed=right,
            basis=wording.load("misspellings")["basis"],
        )
    for passage in manuscript.passages:
        for (span, message, right), certain in counted_days.misnamed(passage) if "日" in passage.plain else ():
            yield finding(
                passage,
                span,
                kind=Kind.TERM,
                verdict=Verdict.WRONG if certain else Verdict.HINT,
                rule="misspelling",
                message=message,
                computed=right,
                basis=wording.load("dates")["misnamed"]["basis"],
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
