"""A cited law must have been in force in the year reported on. The law itself is asked of :mod:`fazhi.law`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript, finding

NEW = ("施行", "颁布", "出台", "即将", "修订", "废止", "起草", "送审", "草案", "征求意见")
CONTEXT = 24
# 《…法》（2022年1月1日起施行）、《…》: what stands in brackets is told of the law before.
BRACKETED = re.compile(r"（[^（）]{0,20}）")
TITLE = re.compile(r"《([^《》\n]{2,80})》")
BASIS = re.compile(
    r"(?:根据|依据|依照|按照|遵照|对照|执行|贯彻|落实|适用|宣传|宣讲|学习|普及)(?:[^。；，]{0,24}|[^。；，《]{0,16}(?:《[^《》]{2,40}》(?:（[^（）]{0,20}）)?[、和及与]{0,2}){1,6})$"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Citations of instruments that had ended before the year, or began after it."""
    year = manuscript.year
    if year is None or "《" not in manuscript.text:
        return
    yield from _ended(manuscript, year)
    from fazhi.law import citations

    first, last = date(year, 1, 1), date(year, 12, 31)
    plan = _plan_start(manuscript)
    suspect: dict[str, bool] = {}
    for passage, match, offset in manuscript.matches(TITLE):
        title = match[1]
        if title not in suspect:
            known = bool(citations.versions(title))
            suspect[title] = known and not (citations.in_force(title, last) or citations.in_force(title, first))
        if not suspect[title]:
            continue
        versions = citations.versions(title)
        start, end = match.start() - offset, match.end() - offset
        around = passage.plain[max(0, start - CONTEXT) : end + CONTEXT]
        certain = all(each.in_force_confidence == "statute" for each in versions)
        ended = versions[-1].in_force_to
        if ended is not None and ended < first:
            verdict = Verdict.WRONG if certain and not any(word in around for word in NEW) else Verdict.HINT
            message = f"《{title}》已于{_say(ended)}后失效，{year}年不能作为依据。"
        elif versions[0].in_force_from > last and (plan is None or passage.index < plan):
            verdict = Verdict.HINT
            message = f"《{title}》自{_say(versions[0].in_force_from)}起施行，{year}年尚未施行；请核对版本。"
        else:
            continue
        yield finding(
            passage,
            (start, end),
            kind=Kind.CITATION,
            verdict=verdict,
            rule="in_force",
            message=message,
            basis=versions[-1].cite(),
        )


def _ended(manuscript: Manuscript, year: int) -> Iterator[Finding]:
    """Laws of which no version holds any more, named as what is applied or taught in a later year."""
    data = wording.load("statutes")["ended"]
    if not any(f"{title}》" in manuscript.text for title in data["last_day"]):
        return
    for passage, match, offset in manuscript.matches(TITLE):
        name = match[1].removeprefix("中华人民共和国")
        last = data["last_day"].get(name)
        if last is None or last.year >= year:
            continue
        start, end = match.start() - offset, match.end() - offset
        lead = BRACKETED.sub("", passage.plain[max(0, start - 3 * CONTEXT) : start])[-CONTEXT:]
        around = lead + passage.plain[start : end + CONTEXT]
        certain = BASIS.search(passage.plain, 0, start) is not None and not any(word in around for word in NEW)
        yield finding(
            passage,
            (start, end),
            kind=Kind.CITATION,
            verdict=Verdict.WRONG if certain else Verdict.HINT,
            rule="in_force",
            message=f"《{match[1]}》已于{_say(last)}后失效，{year}年不能作为依据。",
            basis=data["basis"],
        )


def _plan_start(manuscript: Manuscript) -> int | None:
    """The paragraph at which the plan for next year begins: there a new law may be named ahead of its day."""
    tops = [each for each in manuscript.headings if each.level == 1]
    return tops[-1].paragraph if len(tops) > 1 else None


def _say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


RULE = Rule(
    id="in_force",
    title="所引法律是否现行有效",
    source="各法律、法规、文件的施行和废止日期（fazhi.law）",
    why="《信访条例》2022年5月起已由《信访工作条例》取代，沿用旧稿仍会引它。",
    wrong="2023年的报告：严格执行《信访条例》",
    right="2023年的报告：严格执行《信访工作条例》",
    check=check,
)
