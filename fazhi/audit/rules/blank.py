"""Figures that were never filled in, or broken while typing: 成功率%, 纠纷 件, XX次, 截止11底, 1。.06."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from fazhi.audit.blanks import lost_digits, single_signs, unfilled
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.times import lost_date_signs

NO_PERCENT = re.compile(r"率(?:高?达到?|为|约|均为|均达)?%")
PLACE_START = re.compile(r"[Xx×✕_○〇*□]")
PLACE = re.compile(
    r"(?:[Xx]{2,}|[×✕]{1,4}|_{2,}|(?<![一二三四五六七八九○〇])[○〇]{2,}(?![一二三四五六七八九])|\*{2,}|□{1,4})(?:余|多)?"
    r"(?P<unit>万元|万|学时|课时|小时|天|人次|件次|场次|%|年|月|日|次|件|起|名|人|个|项|条|份|场|期|户|家(?!人)|处|周年|元|亩|吨|平方公里|公里|(?P<place>镇|乡|街道|县|区|村))"
)
# A noun of two characters, then a unit and a mark: 纠纷件。 The unit first, because it is what is rare. 隐患处, 活动场,
# 建议件 are words of their own and not looked for.
# Each alternative begins with a character of its own, so that only these are looked at.
NO_NUMBER = re.compile(
    r"(?:平方公里(?:(?<=面积平方公里)|(?<=面积约平方公里)|(?<=面积为平方公里)|(?<=面积达平方公里))"
    r"|平方米(?<=面积平方米)|公里(?<=里程公里)|亩(?<=面积亩)|公顷(?<=面积公顷)"
    r"|份(?:(?<=资料份)|(?<=(?:共计|合计|总计|累计).))"
    r"|件(?:(?<=(?:纠纷|案件|工单|事项)件)|(?<=(?:共计|合计|总计|累计).))"
    r"|条(?:(?<=(?:反馈|意见|建议)条)|(?<=(?:共计|合计|总计|累计).))"
    r"|个(?:(?<=(?:隐患|问题)个)|(?<=(?:共计|合计|总计|累计).))"
    + "".join(
        rf"|{unit}(?<=(?:会议|培训|讲座|活动|题会|共计|合计|总计|累计)..)" for unit in ("场次", "件次", "人次", "万元")
    )
    # 不计入前述活动场次: the number of those told before
    + r")(?<!述活动场次)(?=[，。；、）])"
)
# 覆盖面不足%。 — words that call for a number, then a bare sign.
CALLING, BEHIND_PERCENT = "[足达到为占约近超降升长高低至]", "(?=[，。；、）]|以上|以下|以内|左右)"
BARE_PERCENT = re.compile(
    rf"了%(?<={CALLING}了%){BEHIND_PERCENT}|%(?:(?<={CALLING}%){BEHIND_PERCENT}"
    # 一级危房24809户，%，  满意率90%-%的
    r"|(?<=[，。；、]%)(?=[，。；、])|(?<=\d%[-—～~至]%))"
)
# 新增公职律师名。 — a thing that is counted, its unit, and no number. 办事处、报名 and the like are words of their own.
NOBODY = re.compile(
    r"(?:新增|新建|建成|聘请|培育|招录|配备|增加|新设|改扩建|招聘|吸纳|创建|选聘|培养)[\u4e00-\u9fff、“”]{0,8}?"
    r"(?:(?:律师|调解员|网格员|人员|法律顾问|志愿者|明白人|协管员|辅警|法官|检察官)[”]?名|(?:点位|站点|中心|基地|公园|广场|监控)处"
    r"|(?:司法所|调委会|委员会|工作室|平台|服务站|示范点|示范村)个)(?=[，。；、）]|$)",
    re.MULTILINE,
)
GAP = re.compile(
    r"(?<=[\u4e00-\u9fff（(])[ \u3000_]+(人次|件次|场次|万元|亿元|元|余?辆|余次|余人次|余件次|余场次|余万元|余[名人件次份场起户条]|名|件|起|人|次|项|场|份|户|个|条|处|家|%)(?=[，。；、：（）();,)]|的?基础|$)"
)
# 根据 年对矛盾纠纷的统计
YEAR_GAP = re.compile(r"[据至自从](?P<gap>[ \u3000_]+)年(?=[\u4e00-\u9fff])")
# 出生107xxxx，同比上升0.6xxxx千分点; no masked number of a telephone, a card or a case
DIGITS_GONE = re.compile(r"[Xx]{2,}(?P<place>)(?=[，。；]|个?千分点)")
MASKED = re.compile(r"电话|手机|[号证码卡]|账户")
ONE_SIGN = re.compile(r"[xX][个件起名户次条处场家]")
HANZI = re.compile(r"[\u4e00-\u9fff]")
MASK_LEAD = 12
# 会 议 文 件: the words of a title, set wide
SPACED_OUT = re.compile(r"[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff]$|[一二两三四五六七八九十几]$")
LOOSE = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
BROKEN = re.compile(
    r"。(?:(?=\d{1,2}[万亿%])|\.(?=\d))|，\.(?=\d)|\.(?:(?:。|\.+|，)(?=\d)|[ \u3000\u00a0]*%|\d+\.\d+%)|%%"
)
WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]{1,6}$")
# 9 .%: a figure was lost on either side of the point.
DIGITS_BEFORE = re.compile(r"\d+[ \u3000\u00a0]*$")
DIGITS_AFTER = re.compile(r"\d*")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every blank or broken figure, each told once."""
    told: dict[int, list[Finding]] = {}
    for each in _marked(manuscript):
        told.setdefault(each.paragraph, []).append(each)
        yield each
    signs = ((*each, "占位符没有填写。", True) for each in single_signs.left(manuscript))
    for passage, span, message, certain in chain(signs, unfilled.unfilled(manuscript)):
        result = _report(passage, span, message, None)
        if any(each.meets(result) for each in told.get(result.paragraph, ())):
            continue
        told.setdefault(result.paragraph, []).append(result)
        if not certain:
            # A draft leaves its own number and day open until it is issued.
            result.verdict, result.message = Verdict.HINT, message + "印发前请补全。"
        yield result


def _marked(manuscript: Manuscript) -> Iterator[Finding]:
    """What its own signs give away: a bare %, XX, a space, a doubled point."""
    text = manuscript.text
    if "率%" in text or "达%" in text or "为%" in text or "到%" in text or "约%" in text:
        for passage, match, offset in manuscript.matches(NO_PERCENT):
            lead = WORD_BEFORE.search(text, max(offset, match.start() - 6), match.start())
            start = match.start() if lead is None else lead.start()
            yield _report(passage, (start - offset, match.end() - offset), "百分号前缺数字。", None)
    if PLACE_START.search(text) is not None:
        for passage, match, offset in _places(manuscript):
            start = match.start() - (2 if text.startswith("20", match.start() - 2) else 0)
            result = _report(passage, (start - offset, match.end() - offset), "占位符没有填写。", None)
            if match["place"]:
                # Published versions blot out the names of villages; only a missing figure is certainly a slip.
                result.verdict, result.message = Verdict.HINT, "地名用占位符代替，若不是公开时隐去，请补全。"
            yield result
    for passage, match, offset in manuscript.matches(NO_NUMBER):
        if passage.paragraph.place != "body":
            continue
        lead = WORD_BEFORE.search(text, max(offset, match.start() - 4), match.start())
        start = match.start() if lead is None else lead.start()
        yield _report(passage, (start - offset, match.end() - offset), "计量单位前缺数字。", None)
    if "%" in text:
        for passage, match, offset in manuscript.matches(BARE_PERCENT):
            yield _report(passage, (match.start() - 1 - offset, match.end() - offset), "百分号前缺数字。", None)
    for passage, match, offset in manuscript.matches(NOBODY):
        yield _report(passage, (match.start() - offset, match.end() - offset), "计量单位前缺数字。", None)
    for passage, match, offset in manuscript.matches(BROKEN):
        lead = DIGITS_BEFORE.search(text, max(offset, match.start() - 12), match.start())
        if lead is not None and not lead.group().isdigit() and not match.group().endswith("%"):
            continue
        tail = DIGITS_AFTER.match(text, match.end())
        if lead is not None and tail is not None:
            yield _report(passage, (lead.start() - offset, tail.end() - offset), "数字中混入多余的标点。", None)
    for passage, span, message, right in (*lost_date_signs.lost(manuscript), *lost_digits.lost(manuscript)):
        result = _report(passage, span, message, right)
        if passage in manuscript.title_passages:
            result.verdict = Verdict.HINT  # 某街道2024法治政府建设年度报告: some offices print so above their reports
        yield result
    for passage in manuscript.passages if "x" in text or "X" in text else ():
        signs = [match for match in ONE_SIGN.finditer(passage.plain) if HANZI.match(passage.plain, match.start() - 1)]
        for match in signs if len(signs) > 1 else ():
            yield _report(passage, match.span(), "占位符没有填写。", None)
    for passage in manuscript.passages:
        if " " in passage.original or "\u3000" in passage.original or "_" in passage.original:
            yield from _gaps(passage)


def _places(manuscript: Manuscript) -> Iterator[tuple[Passage, re.Match[str], int]]:
    """Marks that hold the place of a number: looked for by their first character, which is rare."""
    text, position = manuscript.text, 0
    while (start := PLACE_START.search(text, position)) is not None:
        match = PLACE.match(text, start.start()) or _digits_gone(text, start.start())
        position = start.end() if match is None else match.end()
        if match is not None:
            passage, offset = manuscript.located(match.start())
            yield passage, match, offset


def _digits_gone(text: str, at: int) -> re.Match[str] | None:
    """出生107xxxx，: the last figures were never filled in."""
    before = text[at - 1 : at]
    if before.isdigit() and MASKED.search(text, max(0, at - MASK_LEAD), at) is None:
        return DIGITS_GONE.match(text, at)
    return None


def _gaps(passage: Passage) -> Iterator[Finding]:
    """对象 名（管制 名 — spaces where a number should stand. Pages that space out all their text are left alone."""
    text = passage.original
    found = [match for match in GAP.finditer(text) if SPACED_OUT.search(text, 0, match.start()) is None]
    for match in YEAR_GAP.finditer(text):
        result = _report(passage, (0, 1), "“年”前缺数字。", None)
        result.start, result.end = passage.base + match.start(), passage.base + match.end()
        result.quote = result.stated = match.group()
        yield result
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
        result.start, result.end = passage.base + start, passage.base + end
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
