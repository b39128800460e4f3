"""The lexer of figures: every count, amount and percentage of a paragraph, with its unit and its vagueness.

A figure is not: a year or a date, an article number, a document number, part of a name (A类, 5G, “1+N”, 12345热线).
Chinese numerals count only in front of a unit and only when they cannot be a fixed phrase (一件事, 四个亲自).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.text import numerals

UNITS = (
    "个百分点|百分点|个工作日|个自然日|个小时|个月|秒钟|秒|平方公里|平方米|立方米|人次|件次|批次|场次|车次|户次|家次|起次|台次|辆次|天次|万元|亿元|千米|公里|学时|课时|小时|分钟|公顷|余元"
    "|件|起|宗|例|案|批|次|人|名|位|户|家|个|项|条|部|份|本|册|场|期|轮|处|所|支|台|套|张|篇|辆|块|幅|面|亩|元|天|日|月|年|吨"
    "|米|岁|周|届|倍|成|村|站|栋|只|头|类|组|门|节|课|讲|面|盏|具|棵|株|幢|间|座|片|瓶|袋|箱|桶|斤|公斤|千克|款|则|号|级|度|℃|分|工作日|点|街|艘|枚|副|卷|堂|封|通|笔|单|对|趟|桩"
)
CLASSES = {
    "件": "case", "起": "case", "宗": "case", "例": "case", "案": "case",
    "件次": "case-time", "起次": "case-time",
    "人": "person", "名": "person", "位": "person",
    "人次": "person-time", "次": "time",
    "场": "session", "场次": "session", "期": "session",
    "批": "batch", "批次": "batch",
    "家": "house", "户": "household",
    "工作日": "day", "个工作日": "day", "个自然日": "day", "天": "day", "日": "day",
}  # fmt: skip
EXACT = Decimal(0)
NEARLY_ONE = Fraction(999, 1000)
PERCENT = "%"
POINTS = "percentage point"
BEFORE = {
    "累计超": "at_least", "不少于": "at_least", "不低于": "at_least", "超过": "at_least", "至少": "at_least",
    "不超过": "at_most", "不到": "at_most", "超": "at_least", "逾": "at_least", "突破": "at_least",
    "接近": "", "将近": "", "大约": "", "近": "", "约": "",
}  # fmt: skip
# 已签约117家 counts exactly.
ENDS_OF_WORDS = (
    "签约",
    "预约",
    "违约",
    "续约",
    "履约",
    "节约",
    "公约",
    "民约",
    "合约",
    "规约",
    "契约",
    "附近",
    "最近",
    "邻近",
    "临近",
)
# 审查合同四十五件: a thing that ends like a word that binds a numeral (同一件).
CONTRACTS = re.compile(r"(?:审查|审核|审签|签订|订立|把关|起草|清理)[^，。；：、其\d]{0,6}合同$")
BEHIND = {"以上": "at_least", "以下": "at_most", "以内": "at_most"}
FEW_MORE = ("多", "余")
BEFORE_ENDS = frozenset(word[-1] for word in BEFORE)
START = re.compile(r"[\d一二两三四五六七八九十百千]")
# 5.36批次/千人: a density is a unit of its own; 元/人 and 起/天 are means, which others read.
PER = re.compile(r"(?<!元)/(?:百|千|万|十万|百万)?(?:人|户|车|辆|台|家|公里|平方公里)(?![次均])")
# 17件（次），占30%; 91件（批）: the other unit that is meant as well belongs to the figure.
OR_UNIT = re.compile(r"(?<=[件起宗人批家户])（[次批起人]）")
# No spelled number is longer than twenty characters; without that bound a page of 一一一… takes minutes.
FIGURE = re.compile(
    r"(?:百分之(?P<percent>[一二两三四五六七八九十百零〇]{1,12}(?:点[一二三四五六七八九零〇]{1,12})?|\d{1,12}(?:\.\d{1,12})?)"
    r"|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d{1,4}万\d{3,4}(?:\.\d+)?(?=亿)|\d+(?:\.\d+)?)"
    r"|(?P<words>[一二两三四五六七八九十百千零〇]{1,20})(?=[余多]?[万亿]?[余多]?(?:" + UNITS + r")))"
    r"(?P<vague>[余多来几])?(?P<scale>[万亿千](?!分之|元以|方百|克|瓦))?(?P<vague2>[余多])?"
    r"(?P<unit>%|‰|" + UNITS + r")?(?P<after>以上|以下|以内|左右|上下|多(?=[，。；、）]))?"
)
IDIOM_UNITS = frozenset("个件张支站条类家网体面处点口街批章位度门")
PLAIN_UNITS = frozenset("件条家")
ENDED = re.compile(r"[，。；、）]|$")
NAMED_UNITS = frozenset("年月日号届级度分点周天层")
TEN = 10
RATIO = ("∶", "：")
YEARS = re.compile(r"(?:19|20)\d\d(?:、(?:19|20)\d\d)+年")
SCALE = re.compile(r"[\d.][余多]?([万亿]|千(?!克|米|瓦))")
PRINTED_SCALES = {None: 1, "千": 1000, "万": 10_000, "亿": 100_000_000}
SCALES = {"万": 10_000, "亿": 100_000_000}
SCALED, MYRIAD = "万亿", 10_000
LONGEST_NUMBER = 20
"""No office counts that far; what is longer is a code, or a key held down."""
# 12345、12328、12315, 96110: the short numbers of public lines, five figures long; and those of three.
PUBLIC_LINE = re.compile(r"12[0-9]{3}|96[0-9]{3}|110|119|120|122")
TOGETHER = re.compile(
    r"(?:连|连同|同|与|和|跟|合在|加在|放在|算在)[^，。；]{0,10}一起|一起(?:[，。；、]|算|计|看|来|去|抓|推|做|办|干|上|下|向|开|参|组|把|为|，)"
)
KNOWN_LINES = frozenset(("12345", "12348", "12315"))
WAYS = ("APP", "App", "app")
ALARM_LINES = frozenset(("110", "119", "120", "122"))
ALARM = re.compile(r"类?(?:有效|无效)?(?:报警|警情|接警|接处警|出警|求助|指挥|平台|联动)")
FEWEST_PARTS = 3
"""Of two counts some third one is too often the sum."""
NOT_COUNTED = frozenset((PERCENT, POINTS, "倍", "成", "‰", "岁", "级", "度", "℃", "分", "年", "月", "号", "届"))


@dataclass(slots=True)
class Figure:
    """One figure. ``start``/``end`` span number and unit in the plain text; values are in single units (3.2万 = 32000)."""

    start: int
    end: int
    text: str
    value: Decimal
    step: Decimal
    """The unit of the last printed place where that is not one (3.2万: 1000), else 0."""
    unit: str
    kind: str
    vague: bool
    bound: str
    spelled: bool
    head: str = ""
    tail: str = ""
    begins: int = 0
    """Where its segment (from one ；or 。 to the next) begins."""
    clause: int = 0
    segment: int = 0
    sentence: int = 0
    period: str = ""
    compared: bool = False
    more: bool = False
    """Is it so many and a few more (9400多家): not less than printed, and short of the next round number?"""
    _fraction: Fraction | None = field(default=None, init=False, repr=False, compare=False)
    """``exactly``, once it was asked for: fractions are dear, and every reading of a claim asks anew."""

    @property
    def exact(self) -> bool:
        """A whole count, printed in full."""
        return not self.vague and not self.bound and not self.step

    @property
    def scale(self) -> int:
        """In what it is printed: 10000 of 1.97万元, 1000 of 7.9千元."""
        return PRINTED_SCALES[self.scale_word or None]

    @property
    def scale_word(self) -> str:
        """万 of 1.97万元, nothing where single units are printed."""
        match = SCALE.search(self.text)
        return "" if match is None else match[1]

    @property
    def low(self) -> Fraction:
        """The least true value: half a step below the printed one."""
        return self.exactly - Fraction(self.step) / 2 if self.step and not self.more else self.exactly

    @property
    def high(self) -> Fraction:
        """The greatest true value: if cut off, just short of a whole step above the printed one."""
        return self.exactly + Fraction(self.step) * NEARLY_ONE if self.step else self.exactly

    @property
    def percent(self) -> bool:
        """A percentage (百分点 is not one)."""
        return self.kind == PERCENT

    @property
    def count(self) -> bool:
        """Something that can be a part or a whole of a rate."""
        return self.kind not in NOT_COUNTED

    @property
    def exactly(self) -> Fraction:
        """The value as a fraction."""
        if self._fraction is None:
            self._fraction = Fraction(self.value)
        return self._fraction


def figures(text: str) -> Iterator[Figure]:
    """All figures of ``text`` (plain: half-width digits, no spaces inside figures), from left to right."""
    position = 0
    while (start := START.search(text, position)) is not None:
        match = FIGURE.match(text, start.start())
        if match is None:
            position = start.end()
            continue
        position = match.end()
        figure = _figure(text, match)
        if figure is not None and text.startswith("/", position) and (per := PER.match(text, position)) is not None:
            position = figure.end = per.end()
            figure.unit = figure.kind = figure.unit + per.group()
            figure.text += per.group()
        if figure is not None and text.startswith("（", position) and (also := OR_UNIT.match(text, position)):
            position = figure.end = also.end()
            figure.text += also.group()
        if figure is not None:
            yield figure


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    number, words, unit, printed_scale = match.group("number", "words", "unit", "scale")
    unit = unit or ""
    value: Decimal | None
    if number is not None:
        if _not_a_count(text, number, unit, start, end):
            return None
        value = _number(number)
    elif words is not None:
        value = _spelled(text, match)
    else:
        unit = PERCENT
        spelled = match["percent"]
        value = Decimal(spelled) if spelled[0].isdigit() else numerals.read_decimal(spelled)
    if value is None:
        return None
    vague, bound = _margin(text, match)
    scale = PRINTED_SCALES[printed_scale]
    step = EXACT
    if unit != PERCENT and (scale > 1 or (number is not None and "." in number)):
        exponent = value.as_tuple().exponent
        step = Decimal(scale).scaleb(exponent) if isinstance(exponent, int) else EXACT
    more = vague and not bound and any(match[each] in FEW_MORE for each in ("vague", "vague2", "after"))
    if more and not step and value:
        step = Decimal(10) ** (len(f"{value:f}") - len(f"{value:f}".rstrip("0")))
    kind = POINTS if unit.endswith("百分点") else CLASSES.get(unit, unit)
    value = value if scale == 1 else value * scale
    return Figure(start, end, text[start:end], value, step, unit, kind, vague, bound, number is None, more=more)


def _number(printed: str) -> Decimal:
    """1,284; 3万4993.1 (亿), in two scales as some papers print it."""
    thousands, _mark, rest = printed.replace(",", "").rpartition("万")
    return Decimal(rest) + (MYRIAD * int(thousands) if thousands else 0)


def _margin(text: str, match: re.Match[str]) -> tuple[bool, str]:
    """(about so many, at least or at most so many) from the words around a number."""
    before, behind, after = match.group("vague", "vague2", "after")
    bound = BEHIND.get(after, "")
    vague = bool(before or behind) or after in ("左右", "上下", "多")
    start = match.start()
    if start == 0 or text[start - 1] not in BEFORE_ENDS:
        return vague, bound
    lead = text[max(0, start - 3) : start]
    if lead.endswith(ENDS_OF_WORDS):
        return vague, bound
    for word, meaning in BEFORE.items():
        if lead.endswith(word):
            if meaning:
                return vague, bound or meaning
            return True, bound
    return vague, bound


def _not_a_count(text: str, number: str, unit: str, start: int, end: int) -> bool:
    """Years, dates, article and document numbers, parts of names."""
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    if len(number) > LONGEST_NUMBER:
        return True
    behind_scale = before != "" and before in SCALED and text[start - 2 : start - 1].isdigit()
    if behind_scale or text[end - 1] in SCALED and after.isdigit():
        return True  # 3万4993.1亿元: one number in two scales, as few print it
    if before and (before in "第〔[.+/·＋" or before.isascii() and before.isalpha()):
        # 手机APP7028件: what is counted came that way; A4、G318、ISO9001 are names.
        return not (unit and text[:start].endswith(WAYS))
    if number in ALARM_LINES and ALARM.match(text, end - len(unit)) is not None:
        return True  # 110类报警5544起, 122警情
    if unit in ("年", "月", "日", "号") or unit == "位" and before == "前":
        return True
    if after in RATIO and text[end + 1 : end + 2].isdigit():
        return True
    if before in RATIO and text[start - 2 : start - 1].isdigit():
        return True
    if unit:
        return False
    if after and (after in "〕]＋+—-~～/·." or after.isascii() and after.isalpha()):
        return True
    if after == "、" and YEARS.match(text, start) is not None:
        return True
    if PUBLIC_LINE.fullmatch(number) is not None:
        return number in KNOWN_LINES or (after != "" and not after.isascii() and after not in "、，；。）（")
    if before in "（〔" and len(number) == 4 and number.startswith(("19", "20")):
        return True
    return len(number) >= 11 and "." not in number


def _spelled(text: str, match: re.Match[str]) -> Decimal | None:
    """A Chinese numeral that really counts, else ``None``."""
    unit, start = match["unit"] or "", match.start()
    before = text[start - 1] if start else ""
    bound = (
        before != ""
        and before in "第每同统专单唯某任进逐万亿另这那哪"
        and not (before == "同" and CONTRACTS.search(text, max(0, start - 12), start) is not None)
    )
    if not unit or bound or unit in NAMED_UNITS and unit != "天":
        return None
    value = numerals.read(match["words"])
    if unit == "天" and (value is None or value <= TEN):
        return None  # 一百八十三天 is counted, 一天 may be any
    if value is None:
        return None
    if value <= 10 and not match["vague"] and (unit in IDIOM_UNITS or text.startswith("”", match.end())):
        # 扫码入企“综合查一次”, 四个亲自; but 年末结转七件。 counts
        if value == 1 or unit not in PLAIN_UNITS or not before or ENDED.match(text, match.end()) is None:
            return None
    if (
        unit == "次"
        and SESSION.match(text, match.end()) is not None
        and SESSION_OF.search(text, max(0, start - 8), start)
    ):
        return None  # 市政协五届四次会议提案, 八届二次全会
    if match["words"] == "一" and text[max(0, start - 2) : start - 1] == "一":
        return None  # 一格一名, 一村一个
    if match.group() == "一起" and TOGETHER.search(text, max(0, start - 12), match.end() + 2) is not None:
        return None  # 连基本满意一起算
    if text.startswith(("办", "性", "步", "所", "制", "户", "及以上"), match.end()):
        return None
    return Decimal(value)


SESSION, SESSION_OF = re.compile(r"会议|全会|全体"), re.compile(r"届$|人大$|政协$|[党代]会$")
FEW = re.compile(
    r"(?<=[的了有和与及为是出余剩增减销并撤补共达到入设办结成过至置除废弃改通])(?P<words>[一二两三四五六七八九十])(?P<unit>[个件处条家支站])"
    r"(?!别|性|案|方面|人|体|月|小时|季|年|多|把|劲|身|样|百分|道|庭|户|常|学|例|街|个|件|点|理)"
)


def few_in_words(text: str) -> Iterator[Figure]:
    """Up to ten in words, where a word of counting or doing stands right before: 核销五处, 废止了九件, 低风险的六个."""
    for match in FEW.finditer(text):
        value, unit = numerals.read(match["words"]), match["unit"]
        if value is not None:
            kind = CLASSES.get(unit, unit)
            yield Figure(*match.span(), match.group(), Decimal(value), EXACT, unit, kind, False, "", True)


def summed(figures: list[Figure]) -> Decimal:
    """All values added up."""
    return sum([each.value for each in figures], EXACT)


def whole_before(row: list[Figure]) -> list[Figure]:
    """法律援助42件，其中民事35件、刑事5件、行政2件，比上年增加8件: the count of a row that all behind it make, if any, which is what grew."""
    starts = [at for at in range(len(row) - FEWEST_PARTS) if summed(row[at + 1 :]) == row[at].value]
    return [row[starts[-1]]] if starts else []


def joined(row: list[Figure]) -> Figure:
    """Several counts taken together as one: （146件＋55件）, from where the first begins to where the last ends."""
    first, end, step = row[0], max(each.end for each in row), max(each.step for each in row)
    text = f"（{'＋'.join(each.text for each in row)}）"
    return replace(first, text=text, value=summed(row), end=end, step=step)


def in_scale(value: Decimal, like: Figure) -> str:
    """105万 beside 15万元."""
    scale = next((each for each in SCALES if each in like.text), "")
    return f"{(value / SCALES.get(scale, 1)).normalize():f}{scale}"
