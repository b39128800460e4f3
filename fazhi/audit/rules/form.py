"""GB/T 9704—2012: page, margins, type, document number, signers, date, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Day, Manuscript, finding
from fazhi.audit.text.passages import Passage

STANDARD = "GB/T 9704—2012"
OPENING = 14
NUMBER_LINE = re.compile(r"^([\u4e00-\u9fff]{2,10})([（\[【〔])(20\d\d)([）\]】〕])(第)?(0\d*|\d+)号(?:$|签发人)")
PADDED = re.compile(r"20\d\d年(?:0\d月\d{1,2}日|\d{1,2}月0\d日)")
CHINESE_DATE = re.compile(
    r"^二[○〇Oo零]([○〇Oo零一二三四五六七八九]){2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """The form of a whole official report. Page facts are known of a .docx only."""
    if "法治政府建设" not in manuscript.title and not manuscript.annual_report:
        return
    data = wording.load("form")
    for passage in manuscript.passages[:OPENING]:
        yield from _number(passage, data["number"]["clause"])
    signed = manuscript.signed
    if signed is not None:
        yield from _number_year(manuscript, signed)
        padded = PADDED.search(signed.passage.plain)
        if padded is not None:
            yield _report(
                signed.passage,
                padded.span(),
                Verdict.WRONG,
                "成文日期的月、日不编虚位（1月不写作01月）。",
                data["date"]["clause"],
            )
    for passage in manuscript.passages[-8:]:
        match = CHINESE_DATE.match(passage.plain)
        if match is not None:
            yield _report(passage, match.span(), Verdict.WRONG, "成文日期应当用阿拉伯数字。", data["date"]["clause"])
    form = manuscript.document.form
    if form is not None and manuscript.annual_report:
        yield from _page(manuscript.passages[0], form, data)


def _number(passage: Passage, clause: str) -> Iterator[Finding]:
    match = NUMBER_LINE.match(passage.plain)
    if match is None:
        return
    if match[5]:
        yield _report(passage, match.span(), Verdict.WRONG, "发文字号的序号前不加“第”字。", clause)
    elif match[6].startswith("0"):
        yield _report(passage, match.span(), Verdict.WRONG, "发文字号的序号不编虚位。", clause)
    elif match[2] != "〔" or match[4] != "〕":
        message = "发文字号的年份应当用六角括号〔〕括入。"
        yield _report(passage, match.span(), Verdict.HINT, message, clause)


def _number_year(manuscript: Manuscript, signed: Day) -> Iterator[Finding]:
    """发文字号的年份 is that in which the document is issued."""
    for passage in manuscript.passages[:OPENING]:
        match = NUMBER_LINE.match(passage.plain)
        if match is not None and int(match[3]) != signed.year:
            message = f"发文字号的年份是{match[3]}年，成文日期却在{signed.year}年。"
            result = _report(passage, match.span(), Verdict.WRONG, message, "第7.2.5条、第7.3.5条")
            result.kind, result.computed = Kind.DATE, f"〔{signed.year}〕"
            yield result


def _page(passage: Passage, form: dict[str, Any], data: dict[str, Any]) -> Iterator[Finding]:
    remarks: list[tuple[str, str]] = []
    size, margins = form.get("page"), form.get("margins") or {}
    if (
        size
        and None not in size
        and any(
            abs(found - wanted) > data["page"]["tolerance"]
            for found, wanted in zip(size, data["page"]["size"], strict=True)
        )
    ):
        remarks.append((f"纸张为{size[0]}×{size[1]}毫米，应为A4（210×297毫米）", data["page"]["clause"]))
    for side, name in (("top", "上边距"), ("left", "左边距")):
        found = margins.get(side)
        if found is not None and abs(found - data["margins"][side]) > data["margins"]["tolerance"]:
            remarks.append((f"{name}{found}毫米，应为{data['margins'][side]}毫米", data["margins"]["clause"]))
    font, height = form.get("default_font"), form.get("default_size")
    if font and height and font not in data["body"]["fonts"] and height != data["body"]["size"]:
        remarks.append((f"正文样式为{font}{height:g}磅，一般用3号（16磅）仿宋", data["body"]["clause"]))
    if form.get("page_numbers") is False:
        remarks.append(("没有页码", "第7.5条"))
    if remarks:
        message = "版式：" + "；".join(text for text, _clause in remarks) + "。"
        clauses = "、".join(dict.fromkeys(clause for _text, clause in remarks))
        yield _report(passage, (0, len(passage.plain)), Verdict.HINT, message, clauses)


def _report(passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, clause: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=verdict,
        rule="form",
        message=message,
        basis=f"{STANDARD}《党政机关公文格式》{clause}",
    )


RULE = Rule(
    id="form",
    title="公文格式",
    source="GB/T 9704—2012《党政机关公文格式》",
    why="格式不合的文件会被退文；发文字号和成文日期最常写错。",
    wrong="青石委文〔2023〕第03号",
    right="青石委文〔2023〕3号",
    check=check,
)
