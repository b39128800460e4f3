"""Numbers that name something and have the wrong form: 〔2024〕12）, 〔20245〕3号, 25时10分, 手机1381234567, 12354热线."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

DOCUMENT_BASIS = "GB/T 9704—2012第7.2.5条（发文字号由机关代字、年份、发文顺序号组成）"
TIME_BASIS = "GB/T 7408《日期和时间的表示》"
DATE_BASIS = "公历日期的写法"
# Each with a word that must be in the text before it is looked for; the figures before a match are taken in afterwards.
FORMS = tuple(
    (word, re.compile(pattern), message, basis)
    for word, pattern, message, basis in (
        ("〔", r"〔20\d\d〕\d{1,4}(?=[）》，。；])", "发文字号缺“号”字。", DOCUMENT_BASIS),
        ("〔", r"〔(?:\d{5,6}|\d{1,3})〕(?:第)?\d+号", "发文字号的年份应当是四位数。", DOCUMENT_BASIS),
        ("〔", r"〔20\d\d〕\d+号号", "“号”字重复。", DOCUMENT_BASIS),
        ("时", r"时(?<=(?:2[5-9]|[3-9]\d)时)(?<!\d\d\d时)\d{1,2}分(?!钟)", "一天只有24小时。", TIME_BASIS),
        ("时", r"时(?<=\d时)(?<!\d\d\d时)[6-9]\d分(?!钟)", "一小时只有60分。", TIME_BASIS),
        ("上午", r"上午(?:1[3-9]|2[0-4])(?:时|点|：[0-5]\d)", "上午没有这个时刻。", TIME_BASIS),
        ("凌晨", r"凌晨(?:[89]|1\d|2[0-3])(?:时|点|：[0-5]\d)", "凌晨没有这个时刻。", TIME_BASIS),
        ("年年", r"年年(?<=20\d\d年年)(?=[，。；、]|\d{1,2}月|全[县市区镇乡])", "“年”字重复。", DATE_BASIS),
        ("月月", r"月月(?<=\d月月)(?=[，。；、]|\d{1,2}日)", "“月”字重复。", DATE_BASIS),
        ("日日", r"日日(?<=\d日日)(?=[，。；、])", "“日”字重复。", DATE_BASIS),
        ("年20", r"(20\d\d年)\1", "年份写了两次。", DATE_BASIS),
        ("日至", r"(\d{1,2}月\d{1,2}日)至\1", "起止是同一天。", DATE_BASIS),
        ("月至", r"(?<!\d)(1?\d月)至\1(?![\d份底])", "起止是同一个月。", DATE_BASIS),
        ("第第", r"第第(?=[\d一二三四五六七八九十])", "“第”字重复。", "数字须书写正确"),
        *(
            (
                word,
                rf"{word}(?:号码?)?(?:为|：)?(?:1[3-9]\d{{8}}|1[3-9]\d{{10}})(?!\d)",
                "手机号码应当是11位。",
                "《电信网编号计划》",
            )
            for word in ("手机", "电话")
        ),
        ("邮", r"邮(?:政编码|编)(?:为|：)?(?:\d{5}|\d{7})(?!\d)", "邮政编码应当是6位。", "邮政编码的编制规则"),
        (
            "12",
            r"12(?<!\d12)(?:354|435|3445|3455|2345)(?!\d)[”\"’]?(?=政务|政府服务|便民|市民|热线|平台|工单|投诉)",
            "政务服务便民热线的号码是12345。",
            "国办发〔2020〕53号",
        ),
        (
            "12",
            r"12(?<!\d12)(?:384|438|3448|2348)(?!\d)[”\"’]?(?=公共法律|法律服务|法律援助|热线|平台)",
            "公共法律服务热线的号码是12348。",
            "司法部关于公共法律服务热线的规定",
        ),
    )
)
OF_LATER_YEAR = re.compile(r"〔(?P<year>20\d\d)〕\d+号")
YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
OPENING = re.compile(r"^(?:关于)?(20\d\d)年")
# 发文日期2031年12月21日 over 发文字号皖交发〔2021〕63号
ISSUED = re.compile(r"^(?:发文|印发|发布|成文)日期：?(?P<year>20\d\d)[年-]")
NUMBERED = re.compile(r"^(?:发文字号|文号)：?[^〔]{2,12}〔(?P<year>20\d\d)〕")
BESIDE = 3
"""Lines apart in a card of facts about one document."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every number that cannot be what it says it is."""
    text = manuscript.text
    for word, pattern, message, basis in FORMS:
        if word in text:
            for passage, match, offset in manuscript.matches(pattern, having=word):
                start = match.start() - offset  # 25 of 25时10分
                while start > 0 and passage.plain[start - 1].isdigit():
                    start -= 1
                yield _report(passage, (start, match.end() - offset), message, basis)
    if "〕" in text:
        yield from _later(manuscript)
        yield from _card(manuscript)


def _later(manuscript: Manuscript) -> Iterator[Finding]:
    """（厅字〔2029〕28号） in a report on 2025: what it cites was issued by the year after at the latest."""
    opening = OPENING.match(manuscript.passages[0].plain) if manuscript.passages else None
    year = manuscript.year or (int(opening[1]) if opening is not None else None)
    if year is None:
        return
    latest = max([year, *(int(each) for each in YEAR.findall(manuscript.text) if int(each) <= year + 1)])
    for passage, match, offset in manuscript.matches(OF_LATER_YEAR):
        if int(match["year"]) > latest + 1:
            message = f"本文写{year}年的事，所引文件的文号却是{match['year']}年的。"
            span = (match.start() - offset, match.end() - offset)
            yield _report(passage, span, message, "所引文件应当已经印发")


def _card(manuscript: Manuscript) -> Iterator[Finding]:
    """The day of issue and the number of one document are of one year."""
    for position, passage in enumerate(manuscript.passages):
        issued = ISSUED.match(passage.plain)
        if issued is None:
            continue
        for other in manuscript.passages[max(0, position - BESIDE) : position + BESIDE + 1]:
            numbered = NUMBERED.match(other.plain)
            if numbered is not None and numbered["year"] != issued["year"]:
                message = f"发文字号是{numbered['year']}年的，发文日期却在{issued['year']}年。"
                yield _report(passage, issued.span("year"), message, DOCUMENT_BASIS)


def _report(passage: Passage, span: tuple[int, int], message: str, basis: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=Verdict.WRONG,
        rule="number_form",
        message=f"“{passage.plain[span[0] : span[1]]}”：{message}",
        basis=basis,
    )


RULE = Rule(
    id="number_form",
    title="文号、时刻、电话号码的写法",
    source="GB/T 9704—2012；GB/T 7408；电话、邮政编码的编号规则",
    why="号码多一位少一位，读者照着找不到文件、打不通电话。",
    wrong="根据《通知》（云政发〔2024〕12）要求，拨打12354热线",
    right="根据《通知》（云政发〔2024〕12号）要求，拨打12345热线",
    check=check,
)
