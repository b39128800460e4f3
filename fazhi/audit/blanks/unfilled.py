"""Numbers that were never filled in: 常住人口为人, 同比减少件, 辖个行政村, 第季度, 〔2024〕号, 于年月日.

Each reading asks for words that call for a number; a unit alone (办理件, 展销会场) may be part of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.blanks.bare_units import bare
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import STROKES, Passage

Unfilled = tuple[Passage, tuple[int, int], str, bool]
"""(passage, span, message, is it certain?)"""
LEAD = 26
"""Characters before a unit in which the words stand that call for its number."""
OPENING, CLOSING = 14, 8
"""Among the first and the last paragraphs a draft leaves its own number and day open until it is issued."""
# The last character of a unit before a mark, and no number before it: what is rare is asked first.
ENDS = re.compile(
    r"[人件次元名份场起户亩吨里米顷个项例宗点%‰期时天支条幅册张本块台辆所处](?=[，。；、）\n]|\Z)(?<!\d.)(?<!\d[万亿千余多几个人件场户家平百公]\S)"
)
PERCENT_WORDS = re.compile(r"百分之(?=[，。；、）])")
ABOVE = re.compile(r"以上(?=[，。；、）])")
ORDINAL = re.compile(r"第(?:季度|届|款(?!项)|条(?=[\u4e00-\u9fff，。；、）]))(?<![及次等门品]第..)(?<![及次等门品]第.)")
# 〔2024〕号, 〔〕12号, 第号
# 排名第。 占妇女总数的。 0条占；  2件，件案件分别是  反映问题类件，占比79.62%
OTHERWISE = re.compile(
    r"第(?=[，。；、])(?<=(?:排名|位列|位居|名列)第)|数的(?=[，。；])(?<=占.{2}数的)|数的(?=[，。；])(?<=占.{3}数的)|数的(?=[，。；])(?<=占.{4}数的)"
    r"|占(?=[，。；])(?<=\d[件条人户起个名]占)|件(?=案件|纠纷|提案|建议)(?<=[，。；]件)|类[件条起宗](?=，占)"
    # Each alternative begins with a character of its own, so that only these are looked at.
    + "".join(rf"|{side}(?:接|临|邻|靠|连|界|毗邻|接壤)(?=[，。；])" for side in "东南西北")
)
DOCUMENT = re.compile(r"〔20\d\d〕第?号|〔〕第?\d+号|第号(?<!次第号)(?!码)")
# 于年月日, 2024年月日, 2024年12月日; not 12月日均.
NO_DAY = re.compile(
    r"年(?:(?:月日(?<=于年月日)|月日(?<=[自从至]年月日)|月日(?<=20\d\d年月日)|月\d{1,2}日(?<=20\d\d年月\d日)|月\d{1,2}日(?<=20\d\d年月\d\d日))(?![均记])"
    r"|\d{1,2}月日(?=[，。；、）至起前\n]|召开|举行|举办|印发|开展|组织|\Z))"
)
# 20年，我局办理…; 20年度，全镇…: a paragraph that begins with the year of which the last figures were never written.
NO_YEAR = re.compile(
    r"(?:（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}、)?(?P<year>(?:20|202)年度?)，(?=[我本][县市区镇乡局院街办]|全[县市区镇乡省局院街])"
)
YEAR_BEFORE = re.compile(r"20\d\d$")
YEAR_BEGINS = frozenset("2（一二三四五六七八九十")
# 金额单位为万元, 货币单位未注明的为人民币万元
UNIT_IS = re.compile(r"单位[^，。；]{0,8}(?:为|是)[^，。；]{0,4}$")
NUMBER = "计量单位前缺数字。"


@cache
def _words(key: str) -> str:
    return str(wording.load("blanks")[key])


@cache
def _called_for() -> re.Pattern[str]:
    """Words that call for a number, and its unit, at the end of a text."""
    unit, of = _words("units"), "(?:合计|共计|总计|累计|共|计|约|为|达到?)?"
    readings = (
        rf"(?:{_words('compared')})(?:{_words('changes')})了?(?:{unit})",
        rf"(?:{_words('points')})了?个[百千]分点",
        rf"(?<![{_words('before_rest')}])余(?:人次|件次|场次|户次|万元|份|件|场|起|条|名)",
        rf"(?<!述)(?:{_words('deeds')})余?(?:次|场次|人次)",  # 不计入前述活动场次
        r"(?:组织|举办|开展)[^，。；：、\d]{0,10}(?:培训|普法|宣讲|讲座|宣传)(?:共|计)?(?:期|场)",
        r"净[增减]了?(?:名|人|件|起|项|户|家|场|条)",
        rf"(?:{_words('having')})[\u4e00-\u9fff“”]{{0,8}}?(?:{_words('persons')})[”]?(?:共|约|余|近|达|为)?名",
        rf"(?:{_words('money')})(?:{of}余(?:万元|亿元|元)|(?:合计|共计|总计|累计)?(?:万元|亿元|元)|{of}元)",
        rf"(?:{_words('sizes')}){of}余?(?:万人|万亩|平方公里|平方米|公里|亩|公顷|户|人)",
        rf"(?:{_words('bounds')})(?:人次|次|场|小时|学时|万元|元|%|个百分点|天|个工作日|期)",
        rf"[\u4e00-\u9fff](?<![一二三四五六七八九十百千零〇两半点{_words('signs')}])(?<!百分比)%",
        r"(?:达|约|共计|累计|合计)(?:人次|件次|场次|户次|家次)",
        rf"(?:{_words('visited')})余?(?:家次|户次)",
        rf"(?:{_words('earned')})(?:{_words('earning')})了?(?:万元|亿元|元)",
        r"距(?:离)?[\u4e00-\u9fff]{1,6}(?<![一二三四五六七八九十百千数几两半])公里",
        r"(?:群众|居民)(?:约|为)?万人|(?:工作队|宣讲队)支|(?:队员|成员|出生|死亡)人",
        *(rf"(?:{of})(?:约|共|为|有|达)?余?(?:{unit})" for of, unit in wording.load("blanks")["things"].items()),
        r"[户达为有共]户人|率(?:为|达|是)?‰",
        r"[\u4e00-\u9fff](?<![多数几每])批人次|(?:交办|受理|承办|转办|督办)件件",
        r"人均(?:万元|元)|(?:总产|产量)(?:达)?(?:万吨|吨|万公斤)|(?:收到|受理)[^，。；\d对]{0,10}诉求件",
        r"共受理[^，。；\d]{0,14}(?:诉求|工单|投诉|举报|咨询|申请|求助)件",
    )
    return re.compile("(?:" + "|".join(readings) + ")$")


@cache
def _counted_places() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_words('holding')})了?|[，、；与和对在])个$")


@cache
def _places() -> re.Pattern[str]:
    return re.compile(rf"个(?=(?:{_words('places')})(?!别))")


@cache
def _staff() -> re.Pattern[str]:
    """配备了名综治专干"""
    return re.compile(rf"(?:{_words('having')})了名(?=[\u4e00-\u9fff]{{0,6}}(?:{_words('persons')}|专干|干事))")


@cache
def _rate_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('rates')})(?:均|都)?(?:达到?|保持在|稳定在|保持|[提上][高升][到至]|在|为)?$")


@cache
def _placeholders() -> list[re.Pattern[str]]:
    """One pattern each: of all together the first characters are too many to look for."""
    return [re.compile(each) for each in wording.load("blanks")["placeholders"]]


def unfilled(manuscript: Manuscript) -> Iterator[Unfilled]:
    """Every number that is missing."""
    yield from _units(manuscript)
    yield from ((passage, span, NUMBER, True) for passage, span in bare(manuscript))
    text = manuscript.text
    if "以上" in text:
        for passage, match, offset in manuscript.matches(ABOVE):
            lead = _rate_before().search(passage.plain, max(0, match.start() - offset - LEAD), match.start() - offset)
            if lead is not None:
                yield passage, (lead.start(), match.end() - offset), "“以上”前缺数字。", True
    for passage, match, offset in manuscript.matches(PERCENT_WORDS) if "百分之" in text else ():
        yield passage, (match.start() - offset, match.end() - offset), "“百分之”后缺数字。", True
    for passage, match, offset in manuscript.matches(ORDINAL):
        yield passage, (match.start() - offset, match.end() - offset), f"“{match.group()}”缺数字。", True
    for passage, match, offset in manuscript.matches(OTHERWISE):
        if passage.paragraph.place == "body":
            span = (match.start() - offset, match.end() - offset)
            yield passage, span, f"“{match.group()}”处没有填写完整。", True
    for passage in manuscript.passages:
        lost = NO_YEAR.match(passage.plain) if passage.plain[:1] in YEAR_BEGINS else None
        if lost is not None:
            yield passage, lost.span("year"), "年份没有填写完整。", True
    yield from _document_numbers(manuscript)
    yield from _days(manuscript)
    if not any(each in text for each in wording.load("blanks")["placeholder_signs"]):
        return
    found = (each for placeholder in _placeholders() for each in manuscript.matches(placeholder))
    for passage, match, offset in sorted(found, key=lambda each: each[1].start()):
        span = (match.start() - offset, match.end() - offset)
        yield passage, span, f"“{match.group()}”是模板里的字样，没有填写。", True


# 完成预算%, in a line of its own: every cell of a table stands in one.
COLUMN_NAME, PUNCTUATED, CELLS = re.compile(r"[\u4e00-\u9fff]{2,10}%"), re.compile(r"[，。；：]"), 3


def _units(manuscript: Manuscript) -> Iterator[Unfilled]:
    """常住人口为人, and 辖个行政村."""
    for passage, match, offset in manuscript.matches(ENDS):
        # 指标名称 | 增加值 | 同比增长%: the head of a column
        head = STROKES.search(passage.plain) is not None or COLUMN_NAME.fullmatch(passage.plain) is not None
        # 产品名称 产量（吨） 比上年增长%: the heads of all of them, set apart by spaces
        head = head or len(passage.original.split()) >= CELLS and not PUNCTUATED.search(passage.plain)
        if passage.paragraph.place == "body" and not head:
            end = match.end() - offset
            lead = _called_for().search(passage.plain, max(0, end - LEAD), end)
            if lead is not None and UNIT_IS.search(passage.plain, max(0, end - LEAD), end) is None:
                yield passage, (lead.start(), end), NUMBER if match.group() != "%" else "百分号前缺数字。", True
    for passage, match, offset in manuscript.matches(_staff()) if "了名" in manuscript.text else ():
        yield passage, (match.start() - offset, match.end() - offset), NUMBER, True
    for passage, match, offset in manuscript.matches(_places()):
        end = match.end() - offset
        lead = _counted_places().search(passage.plain, max(0, end - LEAD), end)
        if lead is not None and passage.paragraph.place == "body":
            yield passage, (lead.start(), end), NUMBER, True


def _document_numbers(manuscript: Manuscript) -> Iterator[Unfilled]:
    if "〕" not in manuscript.text and "第号" not in manuscript.text:
        return
    opening = {each.index for each in manuscript.passages[:OPENING]}
    for passage, match, offset in manuscript.matches(DOCUMENT):
        span = (match.start() - offset, match.end() - offset)
        behind = passage.plain[span[1] :].strip()
        own = passage.index in opening and (behind == "" or behind.startswith("签发人"))
        yield passage, span, "发文字号没有填写完整。", not own


def _days(manuscript: Manuscript) -> Iterator[Unfilled]:
    if "月日" not in manuscript.text and "年月" not in manuscript.text:
        return
    closing = {each.index for each in manuscript.passages[-CLOSING:]}
    for passage, match, offset in manuscript.matches(NO_DAY):
        start, end = match.start() - offset, match.end() - offset
        year = YEAR_BEFORE.search(passage.plain, 0, start)
        start = start if year is None else year.start()
        own = passage.index in closing and start == 0 and end == len(passage.plain)
        yield passage, (start, end), "日期没有填写完整。", not own
