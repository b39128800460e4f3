"""Figures that were never filled in, or broken while typing: 成功率%, 纠纷 件, XX次, 截止11底, 1。.06."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

NO_PERCENT = re.compile(r"[\u4e00-\u9fff]{1,6}率(?:高?达到?|为|约|均为|均达)?%")
PLACE = re.compile(r"(?:20)?(?:[Xx]{2,}|[×✕]{1,4}|_{2,}|[○〇]{2,}|\*{2,}|□{1,4})(?:余|多)?(万元|万|人次|件次|场次|%|年|月|日|次|件|起|名|人|个|项|条|份|场|期|户|家|处|镇|乡|街道|县|区|村)")
NO_NUMBER = re.compile(
    r"(?:宣传资料|资料|矛盾纠纷|纠纷|案件|隐患|问题|工单|信访事项)(?:份|起|件|处|条|个)(?=[，。；、）])"
    r"|(?:反馈|意见|建议)(?:条|件)(?=[，。；、）])|(?:专题会议|会议|培训|讲座|宣传活动|专题会)(?:场次|场)(?=[，。；、）])"
    r"|(?:面积|里程)(?:约|为|达)?(?:平方公里|平方米|公里|亩|公顷)|(?:共计?|合计|总计|累计)(?:件次|人次|场次|万元|份|件|起|名)(?=[，。；、）])"
)
GAP = re.compile(r"(?<=[\u4e00-\u9fff（(])[ \u3000_]+(人次|件次|场次|万元|余名|名|件|起|人|次|项|场|份|户|个|条|处|家|%)(?=[，。；、：（）();,)]|$)")
LOOSE = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
MONTH_SIGN = re.compile(r"(?:截[至止]|到)(?:20\d\d年)?(?:目前)?(1?\d)底")
YEAR_SIGN = re.compile(r"(?<![\d年-])(20[12]\d)(?=(?:年度)?法治政府建设|法治建设|度法治)(?!年)")
BROKEN = re.compile(r"\d+(?:。\.|\.。|\.\.+|，\.|\.，)\d+|%%|\d+\.%|\d+\.\d+\.\d+%")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every blank or broken figure."""
    plain = chain(
        _plain(manuscript, NO_PERCENT, "百分号前缺数字。", "%"),
        _plain(manuscript, PLACE, "占位符没有填写。", ""),
        _plain(manuscript, NO_NUMBER, "计量单位前缺数字。", ""),
        _plain(manuscript, BROKEN, "数字中混入多余的标点。", ""),
    )
    yield from plain
    for passage, match, offset in manuscript.matches(MONTH_SIGN):
        message = f"“{match[1]}底”缺“月”字。"
        yield _report(passage, (match.start() - offset, match.end() - offset), message, f"{match[1]}月底")
    for passage, match, offset in manuscript.matches(YEAR_SIGN):
        message = f"“{match[1]}”后缺“年”字。"
        yield _report(passage, (match.start() - offset, match.end() - offset), message, f"{match[1]}年")
    for passage in manuscript.passages:
        yield from _gaps(passage)


def _plain(manuscript: Manuscript, pattern: re.Pattern[str], message: str, needed: str) -> Iterator[Finding]:
    if needed and needed not in manuscript.text:
        return
    for passage, match, offset in manuscript.matches(pattern):
        yield _report(passage, (match.start() - offset, match.end() - offset), message, None)


def _gaps(passage: Passage) -> Iterator[Finding]:
    """对象 名（管制 名 — spaces where a number should stand. Pages that space out all their text are left alone."""
    text = passage.original
    if " " not in text and "\u3000" not in text and "_" not in text:
        return
    found = list(GAP.finditer(text))
    if not found or len(LOOSE.findall(text)) > 2 * len(found) + 2:
        return
    spans: list[tuple[int, int]] = []
    for match in found:
        start = match.start()
        while start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff" and match.start() - start < 6:
            start -= 1
        if spans and start - spans[-1][1] <= 2:
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append((start, match.end()))
    for start, end in spans:
        result = _report(passage, (0, 1), "计量单位前缺数字。", None)
        result.start, result.end = start, end
        result.quote = result.stated = text[start:end]
        yield result


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str | None) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=Verdict.WRONG,
        rule="blank",
        message=message,
        computed=computed,
        basis="数字须填写完整",
    )


RULE = Rule(
    id="blank",
    title="空缺和破损的数字",
    source="数字须填写完整",
    why="套用模板留空、删改时多删一位，印发后无法补救。",
    wrong="调处195件，成功193件，成功率%",
    right="调处195件，成功193件，成功率98.97%",
    check=check,
)
