"""The five contents that an annual report must have, and the reasons beside the shortcomings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Missing contents of a whole annual report.

    An unsigned text may be an extract, and 书记主持研究… may be the content without its heading: there it is only worth a look.
    """
    if not manuscript.annual_report:
        return
    data = wording.load("report")["parts"]
    title = manuscript.title_passages[-1]
    complete = manuscript.signed is not None
    for part in data["required"]:
        if re.search(part["found"], manuscript.text) is None and not _planned(manuscript, part):
            touched = re.search(part["touched"], manuscript.text) is not None
            message = f"全文未见{'专写' if touched else ''}必备内容“{part['name']}”{'的部分，请核对是否写全' if touched else ''}。"
            sure = complete and not touched and "报告" in manuscript.title
            verdict = Verdict.WRONG if sure else Verdict.HINT
            yield _missing(title, verdict, part["name"], message, data["basis"])
    shortcoming = next((each for each in _sections(manuscript) if re.search(data["shortcoming"], each[0])), None)
    if shortcoming is not None and re.search(data["cause"], shortcoming[1]) is None:
        message = "“不足”部分没有写原因；规定要求写明存在的不足和原因。"
        yield _missing(shortcoming[2], Verdict.HINT, "原因", message, data["basis"])


def _planned(manuscript: Manuscript, part: dict[str, str]) -> bool:
    """2025年重点任务 as a heading of a report on 2024 is the plan, whatever it is called."""
    if "下一年度" not in part["name"] or manuscript.year is None:
        return False
    return any(f"{manuscript.year + 1}年" in each.words for each in manuscript.headings if each.level == 1)


def _sections(manuscript: Manuscript) -> Iterator[tuple[str, str, Passage]]:
    """(heading words, text, heading passage) of each part of the first level."""
    tops = [each for each in manuscript.headings if each.level == 1]
    for number, top in enumerate(tops):
        end = tops[number + 1].passage if number + 1 < len(tops) else len(manuscript.passages)
        body = manuscript.passages[top.passage : end]
        yield top.words, "\n".join(each.plain for each in body), body[0]


def _missing(passage: Passage, verdict: Verdict, part: str, message: str, basis: str) -> Finding:
    return finding(
        passage,
        (0, len(passage.plain)),
        kind=Kind.STRUCTURE,
        verdict=verdict,
        rule="structure",
        message=message,
        stated="缺",
        computed=part,
        basis=basis,
    )


RULE = Rule(
    id="structure",
    title="年度报告五项内容",
    source="《法治政府建设与责任落实督察工作规定》第二十五条",
    why="缺项的报告会被退回；“原因”最常漏写。",
    wrong="全文只有举措成效和下一步计划，没有不足，也没有第一责任人履职情况",
    right="举措和成效、不足和原因、第一责任人履职、下年度安排俱全",
    check=check,
)
