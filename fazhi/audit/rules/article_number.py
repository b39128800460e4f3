"""An article that the cited law does not have, and a law of the state that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit import numerals, wording
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule

STATE = "中华人民共和国"
ARTICLE = re.compile(
    r"《(?:中华人民共和国)?([\u4e00-\u9fff]{2,24})》(?:（[^（）]{1,16}）)?第([一二三四五六七八九十百千零〇\d]{1,9})条"
)
LAW = re.compile(r"《中华人民共和国([\u4e00-\u9fff]{2,24}法)》")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every article number beyond the last one, and every title of a family that holds no such law."""
    if "》" not in manuscript.text:
        return
    data = wording.load("articles")
    for passage, match, offset in (
        manuscript.matches(ARTICLE) if "》第" in manuscript.text or "）第" in manuscript.text else ()
    ):
        most = data["counts"].get(match[1])
        number = int(match[2]) if match[2].isdigit() else numerals.read(match[2])
        if most is not None and number is not None and number > most:
            span = (match.start() - offset, match.end() - offset)
            message = f"《{match[1]}》至多{most}条，没有第{match[2]}条。"
            yield finding(
                passage,
                span,
                kind=Kind.CITATION,
                verdict=Verdict.WRONG,
                rule="article_number",
                message=message,
                basis=data["basis"],
            )
    for passage, match, offset in manuscript.matches(LAW):
        for beginning, titles in data["families"].items():
            if match[1].startswith(beginning) and match[1] not in titles:
                right = "或".join(f"《{STATE}{each}》" for each in titles)
                yield finding(
                    passage,
                    (match.start() - offset, match.end() - offset),
                    kind=Kind.CITATION,
                    verdict=Verdict.WRONG,
                    rule="article_number",
                    message=f"没有名为“{STATE}{match[1]}”的法律，当为{right}。",
                    computed=right,
                    basis="法律的正式名称",
                )


RULE = Rule(
    id="article_number",
    title="条文序号与法律名称",
    source="各法律、法规的全文；条数取各次修订中最多的一次",
    why="凭记忆引条文，序号常超出全文的条数；法律的名称记错一字，查无此法。",
    wrong="《中华人民共和国行政处罚法》第九十三条",
    right="《中华人民共和国行政处罚法》第三十三条",
    check=check,
)
