"""Figures and marks that no reading makes sense of: 98，5%, 147。3万元, 2O23年, 20223年, 3.5%个百分点, ，，."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding

MEASURE = r"(?:万|亿|%|个百分点|亩|吨|元|公里|平方公里|平方千米|千米|平方米|公顷)"
UNIT = r"(?:万元|亿元|万|亿|%|人次|件次|场次|场|亩|元|人|名|件|起|个|条|份|户|家|处)"
COUNTED = r"(?:人次|件次|场次|户次|批次)"
# Each begins with a digit, so that the search stops at digits only.
NUMBERS = tuple(
    (name, re.compile(pattern), message)
    for name, pattern, message in (
        (
            "point",
            rf"\d+[。，]\d{{1,2}}(?={MEASURE})|\d{{1,3}}。\d(?={COUNTED})|(?<=[\u4e00-\u9fff])\d。\d{{1,2}}(?={UNIT}[，。；、）])",
            "小数点误作标点。",
        ),
        ("points", rf"\d+\.\d+(?:\.\d+)+(?={MEASURE})", "一个数字里有两个小数点。"),
        ("stop", r"\d{2,}，[人件户名](?=[，。；])", "数字与单位之间有多余的标点。"),
        ("percent", r"\d+[件人户起名]%", "“%”多余。"),
        ("points", r"\d+(?:\.\d+)?百分点", "“百分点”前缺“个”字。"),
        # 96。00份: no sentence begins with 00.
        ("stop", rf"\d{{1,3}}。0\d{{1,2}}余?(?={UNIT})", "数字中间有多余的标点。"),
        ("about", rf"(?<!\d)\d{{1,2}}余\d{{2,3}}(?={UNIT})", "“余”应写在数字之后。"),
        ("about", rf"\d[百千万亿]余\d{{1,3}}(?={UNIT})", "“余”之后不应再有数字。"),
        ("dots", r"\d+\.?(?:万|亿)\.(?=[元人亩吨件])", "数字与单位之间有多余的点。"),
        ("points", rf"\d+\.\d+\.(?=[万亿]|{UNIT})", "数字与单位之间有多余的点。"),
        # 5.2023个工作日: a year was put where figures stood.
        ("points", r"\d+\.20[12]\d(?=个|天|日|小时|人|件|次|名)", "小数部分当是误改成年份。"),
        # 占87.政府法制办: the figure breaks off.
        ("off", r"\d{1,3}\.(?=[\u4e00-\u9fff，。；、]|\n|\Z)", "小数点后缺数字。"),
        ("open", rf"\d+\.(?=(?:{UNIT}|平方米|公里)(?!以[上下]))", "小数点后缺数字。"),
        (
            "letter",
            r"\d+[OoＯ]\d*(?=[年月日万亿%件起人名次个条份户家处亩元吨])|\d+[ilI]\d+(?=[年月日件起人名次亩元吨])",
            "数字中混入字母。",
        ),
        ("stop", rf"\d+(?:[。.]{{2,}}(?={UNIT})|。(?={UNIT}[，。；、）]))", "数字与单位之间有多余的标点。"),
        (
            "year",
            r"(?<!\d)(?:20[0-4]\d\d年(?!前)|20[0-4]\d{3}年(?=\d{1,2}月|，)|202年(?=度|\d{1,2}月|底|末|以来|全))",
            "年份位数不对。",
        ),
        ("percent", r"\d+(?:\.\d+)?%个?百分点", "“%”与“百分点”只能用一个。"),
        ("about", rf"\d+[百千万亿]?(?:余多|多余|余几|几余|余余){UNIT}", "约数词重复。"),
        ("split", r"\d+(?:人|件|场|批|户)[余多]次(?![\u4e00-\u9fff]{2})", "“余”应写在数字之后、“人次”之前。"),
        ("units", r"\d+(?:人|件|场|户|家|批|台|起)次次", "计量单位重复。"),
        (
            "units",
            r"\d+(?:人次[人名件]|场次[件人次]|个(?:人次|件次|户次)|名[件起次]|[件起](?=[人户家件起][，。；、])[人户家件起])(?=[，。；、])",
            "计量单位重复或混用。",
        ),
        ("thousands", r"\d千余?\d{2,3}(?=[余多]?[万人名件起户家份条元个场])", "“千”与数字混写。"),
        ("hundreds", r"\d+[余多][百千](?=[万人名件起户家份条元个])", "“余”应写在“百”“千”之后。"),
        (
            "units",
            r"\d+(?:\.\d+)?(?:(万元|亿元|人次|件次|场次)\1|万万元|亿亿元|亿万元|[万亿]元元|([件起名户场条份项次个家处元])\2(?=[，。；、]))",
            "计量单位重复。",
        ),
    )
)
RISKY = re.compile(
    r"\d(?:[。，]\d{1,2}[万亿%个亩吨元公平人名件起场条份户家处批]|[。.]{2}|。[万亿%人件场亩元名起个条份户家处]|[万亿]\.|亿万|\.\d+\.|\.[万亿亩平公件人元名起个条份户家处场]|[OoＯilI]|。0\d|余\d{2}|[人件场户家批台起]次次|%个?百|[余多人件场批户][余多几次百千]|[人件户起名]%|百分点|，[人件户名][，。；]|千余?\d|\.20[12]\d|\.(?:[\u4e00-\u9fff，。；、]|\n|\Z)|\d{4}年|(?<=202)年|[万亿人件场][元次万亿]|元元|人次[人名件]|场次[件人]|个[人件户]次|名[件起次]|[件起][人户家件起][，。；、]|([件起名户场条份项次个家处])\1)"
)
# 性别比为.29: the figure before the point is lost.
POINT_FIRST = re.compile(r"\.(?:(?<=[为达占到]\.)\d{1,3}%?(?=[，。；])|(?<=[\u4e00-\u9fff]\.)\d{1,3}(?:%|个百分点))")
# 占l8.4%
LETTER_FIRST = re.compile(r"[lI]\d{1,2}(?:\.\d{1,2})?%")
LETTER_LEAD = frozenset("占增降达为长升")
# 占87.
OFF_LEAD = re.compile(r"(?:率|占|占比|增长|上升|下降|提高|降低|减少)(?:了|约|为|达到?)?\Z")
# 《法治中国建设规划（2020—2025年）《法治…: nothing nested begins right behind the years of a title.
UNCLOSED = re.compile(r"《[^《》\n]{2,40}（20\d\d年?[-～至]{0,2}20\d\d年?）(?=《)")
HUNDRED_PERCENT = re.compile(r"百分之\d+(?:\.\d+)?%")
MARKS = re.compile(r"([，、；：。](?<![，、；：。].)[，、；：。%])(?![，、；：。])")
# 办结率达100%. and 为0条.内容: the full stop of another script.
WESTERN_STOP = re.compile(r"(?:%|[\u4e00-\u9fff])\.(?=\n|\Z)|(?<=\d)[条件次个起份户家名项]\.(?=[\u4e00-\u9fff])")
MOST_STOPS, LONG = 3, 12
LOST = ("，，", "，；", "，。", "，、", "；，", "；；", "。。")
MOST_MARKS = 4
HANZI = re.compile(r"[\u4e00-\u9fff]")
# 1、：… under a row of pictures: the label of a caption.
LABEL = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,3}")
LISTED = re.compile(r"分别|依次|[、和]$")
# 单位：%, 单位：人、% over a table
UNITS_ABOVE = re.compile(r"单位(?:：[\u4e00-\u9fff]{1,4}(?:、[\u4e00-\u9fff]{1,4}){0,4})?$")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every figure or pair of marks that is broken."""
    text = manuscript.text
    last = -1
    for risky in RISKY.finditer(text):
        start = risky.start()
        while start > 0 and (
            text[start - 1].isdigit() or text[start - 1] == "." and text[start - 2 : start - 1].isdigit()
        ):
            start -= 1
        if start <= last:
            continue
        for name, pattern, message in NUMBERS:
            match = pattern.match(text, start)
            if match is None or (name == "point" and not _one_number(text, match)):
                continue
            if name == "off" and not OFF_LEAD.search(text, max(0, start - 8), start):
                continue
            if name in ("points", "open") and not HANZI.match(text[start - 1 : start]):
                continue  # the number of a paragraph, or a date
            if name == "letter" and text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
                continue
            last = match.end()
            yield _report(manuscript, match.start(), match.end(), f"“{match.group()}”：{message}")
            break
    if "百分之" in text:
        for _passage, match, _offset in manuscript.matches(HUNDRED_PERCENT):
            yield _report(manuscript, match.start(), match.end(), f"“{match.group()}”：“百分之”与“%”只能用一个。")
    for _passage, match, _offset in manuscript.matches(POINT_FIRST):
        yield _report(manuscript, match.start(), match.end(), f"“{match.group()}”：小数点前缺数字。")
    for _passage, match, _offset in manuscript.matches(LETTER_FIRST):
        if text[match.start() - 1] in LETTER_LEAD:
            yield _report(manuscript, match.start(), match.end(), f"“{match.group()}”：数字中混入字母。")
    if "）《" in text:
        for _passage, match, _offset in manuscript.matches(UNCLOSED):
            yield _report(manuscript, match.start(), match.end(), f"“{match.group()}”：书名号没有关上。")
    yield from _western_stops(manuscript)
    found = list(manuscript.matches(MARKS))
    marks = [match for _passage, match, _offset in found if match[1] in LOST]
    # A page whose marks were doubled all through was badly converted; its author wrote none of them.
    converted = len(marks) >= MOST_MARKS
    if converted:
        start, end = marks[0].span(1)
        message = f"全文“{marks[0][1]}”一类重复标点有{len(marks)}处，当是网页转换所致，请核对原件。"
        yield _report(manuscript, start, end, message, Verdict.HINT)
    for passage, match, offset in found:
        if converted and match[1] in LOST:
            continue
        labelled = match[1] == "、：" and LABEL.fullmatch(passage.plain[: match.start(1) - offset]) is not None
        # 单位：% over a picture or a table
        labelled = labelled or match[1][1] == "%" and UNITS_ABOVE.search(text, 0, match.start(1)) is not None
        if passage.paragraph.place == "body" and not labelled:
            yield _report(manuscript, match.start(1), match.end(1), f"标点“{match[1]}”重复或多余。")


def _western_stops(manuscript: Manuscript) -> Iterator[Finding]:
    """A full stop of another script behind a sentence; whoever ends all his sentences so does not hear of each."""
    found = [
        (passage, match, offset)
        for passage, match, offset in manuscript.matches(WESTERN_STOP, having=".")
        if passage.paragraph.place == "body" and match.end() - offset > LONG and "。" in manuscript.text
    ]
    for _passage, match, _offset in found if len(found) <= MOST_STOPS else found[:1]:
        verdict = Verdict.WRONG if len(found) <= MOST_STOPS else Verdict.HINT
        yield _report(manuscript, match.start(), match.end(), f"“{match.group()}”：句号误用西文句点。", verdict)


def _one_number(text: str, match: re.Match[str]) -> bool:
    """Not 分别为3，5%, nor a sentence that ends in a number and another that begins with one."""
    whole = match.group().replace("，", "。").partition("。")[0]
    sentence = text[max(0, match.start() - 24) : match.start()]
    if len(whole) == 4 and whole.startswith(("19", "20")):
        return False
    if "，" in match.group() and (not text.startswith("%", match.end()) or match.group().startswith("0，")):
        return False  # 变更0，0%；责令履行8，0.2%
    return LISTED.search(re.split(r"[。；\n]", sentence)[-1]) is None


def _report(manuscript: Manuscript, start: int, end: int, message: str, verdict: Verdict = Verdict.WRONG) -> Finding:
    passage, offset = manuscript.located(start)
    return finding(
        passage,
        (start - offset, end - offset),
        kind=Kind.FORMAT,
        verdict=verdict,
        rule="broken",
        message=message,
        basis="GB/T 15835—2011《出版物上数字用法》；GB/T 15834—2011《标点符号用法》",
    )


RULE = Rule(
    id="broken",
    title="写坏的数字和标点",
    source="GB/T 15835—2011《出版物上数字用法》；GB/T 15834—2011《标点符号用法》",
    why="小数点打成句号、字母代替零、单位重复，印发后读者无从知道本来的数。",
    wrong="罚没147。3万元，增长98，5%",
    right="罚没147.3万元，增长98.5%",
    check=check,
)
