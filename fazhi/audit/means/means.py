"""What a mean is spread over, read from its words: 平均每个网格, 单案平均, 每万人拥有, 人均月接话, 半年月均, 乡镇平均."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from fazhi.audit.text import rounding, wording
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.former_levels import left_behind
from fazhi.audit.text.items import bracketed_off
from fazhi.audit.text.passages import Passage

BREAK = re.compile(r"[，。；：、\n]")
# 人均月接话（以受理量28731件计）132.8件; 人均处罚件数，以执法人员73名计，为5.5件.
ASIDE = re.compile(
    r"(?<![每个]村)(?<![每个]乡镇)（(?!(?:社区|街道|居)）平?均)[^（）]{0,40}）|，(?:以|按)[^，。；（）]{1,24}(?:计算?|测算|折算)，"
)
ABOUT = re.compile(r"(?:约|大约|近|为|是|达到?|有|仅|只有|则为|计)$")
ALL = re.compile(r"[已在为由按于获被能未不可与]|受(?!理)")
# 按全年52周计算，周均…; 按调解成功的纠纷计算，每起…; 按在岗人数计算人均…
RECKONED = re.compile(r"(?:按照?|以)(?P<base>[^，。；：（）]{1,24}?)(?:来?计算|测算|折算|平均|[计算])[，]?$")
# 按受理件数平均每件; 按年末在册人数平均每人
BY_NUMBER = re.compile(r"(?:按照?|以)(?P<base>[^，。；：（）]{2,12}[数量])$")
# 每个村（社区）算下来，平均自办2.9场; 平均下来一个村一年有24.2件.
ON_AVERAGE = re.compile(r"(?<=平均)下来，?(?=一个)|(?:平均|摊|折算?|算)(?:下来|起来)，?")
# 平均每检查一家次, but 平均每两周一次.
DONE = r"(?:(?![一二两三四五六七八九十百千几半天日周月年季])[\u4e00-\u9fff])"
# 平均每个乡镇不到1.3人 is less than that.
UNDER = re.compile(r"(?:不到|不足|未满|不及)$")
PERIODS = {
    "工作日": "day",
    "周": "week",
    "天": "day",
    "日": "day",
    "夜": "day",
    "月": "month",
    "季": "quarter",
    "季度": "quarter",
    "年": "year",
}
TWICE = 2
SPREAD = re.compile(r"[每月年日天周季]")
REACH = 48
"""So far before its figure the words of a mean are looked for."""
SUBJECT = 80
MOST_BEFORE, MOST_BEHIND = 40, 3
"""So many figures around a mean may make it: a text without full stops would ask for all of them each time."""
# 亩均产450.8公斤 of 1.74万吨.
ONE = Fraction(1)
WEIGHTS = {"斤": Fraction(1, 2), "公斤": Fraction(1), "千克": Fraction(1), "吨": Fraction(1000)}
# 人均收入, 人均得分: means of what the text does not count.
# 7月最高，日均419件: of that month, whose number stands in a list
FOREMOST_MONTH, MONTH_LEAD = re.compile(r"\d月份?(?:最[高低多少大小]|居首)，?(?:全月\d\d天，)?$"), 16
# 日均3313.4个，较上半年日均2135.36个多55.17%: of the time before, over days of its own.
OF_BEFORE = re.compile(
    r"(?:[比较]|[低高]于|[少多]于|超过)(?:[去上]年|上半年|上个?月|上一?季度|上一?周|20\d\d年|同期|前[一期]?)(?:同期|全年)?的?[^，。；\d]{0,4}$"
    # 日均3205件，当日量低于日均259件: by so much.
    r"|[低高少多]于$"
    # 受理28460件。上年按全年366天计算，日均113.8件: of the year before, whose total is not told.
    r"|(?:[上去]年|同期)(?:[^，。；\d]{0,3})[按以][^，。；]{2,16}，$"
)
# 年末人口2.83万人，按年平均人口计算，人均6.54万元: the mean of two levels, of which one is told.
BETWEEN = re.compile(r"平均[\u4e00-\u9fff]{0,4}人(?:口|数|员)?$")
FOREIGN = re.compile(
    r"收入|支出|消费|耕地|有粮|占有|寿命|学时|年限|得分|年龄|时长|用时|耗时|储蓄|余额|工资|增收|增长|提高|压缩|缩短|节省|至少|不少于|不低于|最多"
)
FOREIGN_UNITS = frozenset(
    ("年", "岁", "分", "小时", "分钟", "学时", "课时", "个工作日", "工作日", "个月", "天", "倍", "公里", "米")
)
# 事故486起，矿业占59.47%，平均每天4.7起: the mean may be that of the mines.
OF_A_SHARE = re.compile(r"[，；][\u4e00-\u9fff]{1,10}占[^，。；\d]{0,8}\d[\d.]*%，")
# 诉求3.74万件。以“电动车进楼”为例，治理前月均512件: from here on the mean is of one of them.
FOR_EXAMPLE = re.compile(r"以[^，。；：]{1,24}为例")
TELLING = 1000
"""每天10169件 is counted, 每天受理30件 may be meant."""


@dataclass(frozen=True, slots=True)
class Mean:
    """One printed mean. ``thing``: what it is spread over (村, 案, 人); ``over``: or which stretch of time (month)."""

    passage: Passage
    figure: Figure
    start: int
    """Where its words begin."""
    thing: str
    over: str
    deed: str
    per: int
    """10000 for 每万人."""
    plain: bool
    """Called a mean (均), not only 每件."""
    subject: str
    """The words of its sentence up to it, and what is done."""
    base: str = ""
    """What the text says that it was divided by: 全年52周, 调解成功的纠纷."""
    done: str = ""
    """What is done to each of them: 检查 of 平均每检查一家次."""

    @property
    def stated(self) -> Decimal:
        """The value as printed: 1.97 of 1.97万元."""
        return self.figure.value / self.scale

    @property
    def scale(self) -> int:
        """In what the value is printed: 10000 of 1.97万元."""
        return self.figure.scale


@cache
def _words() -> re.Pattern[str]:
    data = wording.load("means")
    things = "|".join(sorted(data["things"], key=len, reverse=True))
    short, deed = data["short"], r"(?P<deed{0}>[\u4e00-\u9fff]{{0,10}})$"
    return re.compile(
        r"(?:(?:平均)?每一?(?P<per>十万|百万|万|千|百)?个?|平均(?:一个|一|个)|(?:平均)?每(?P<done>"
        + DONE
        + r"{2,4}?)一个?)(?P<each>"
        + things
        + r"|[天日夜周月年]|季度?)(?:平均|均)?"
        + deed.format(1)
        + r"|单(?P<single>[案件个户笔人])(?:的)?平?均"
        + deed.format(2)
        + rf"|(?P<noun>{things})(?:平均|(?<=）)均)"
        + deed.format(3)
        + rf"|(?P<short>月人|[{short}]|[日夜周月年季])均"
        + deed.format(4)
        + r"|平均(?P<yield>亩)产(?:量)?$"
    )


def mean(passage: Passage, figure: Figure) -> Mean | None:
    """The mean that a figure is, or ``None``; read once for all rules."""
    known: dict[int, Mean | None] = passage.memory.setdefault("means", {})
    if figure.start not in known:
        known[figure.start] = _mean(passage, figure)
    return known[figure.start]


def _mean(passage: Passage, figure: Figure) -> Mean | None:
    if figure.percent or not figure.count or figure.value <= 0:
        return None
    text = passage.plain
    begin = max(0, figure.start - REACH)
    lead = text[begin : figure.start]
    if "均" not in lead and "每" not in lead:
        return None
    if UNDER.search(lead) is not None:
        return None
    lead_as_written = lead
    for aside in (ASIDE, ON_AVERAGE):
        lead = aside.sub(_set_aside, lead)
    lead = ABOUT.sub("", lead)
    words = BREAK.split(lead)[-1]
    # What was set aside stays as a mark, so that places in the text can be counted.
    bare = words.replace("\ue000", "")
    match = _words().search(bare)
    if match is None:
        return None
    if match["short"] and (bare[: match.start()][-1:].isdigit() or ALL.match(bare, match.end("short") + 1)):
        return None  # 5件均在367件之内: all of them
    thing = match["each"] or match["single"] or match["noun"] or match["short"] or match["yield"]
    deed = next((match[f"deed{number}"] for number in (1, 2, 3, 4) if match[f"deed{number}"]), "")
    per = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}.get(match["per"] or "", 1)
    plain = per > 1 or "均" in bare[match.start() :] or "平均" in bare or ON_AVERAGE.search(lead_as_written) is not None
    start = begin + len(lead) - len(words) + _position(words, match.start())
    reckoned = RECKONED.search(text, max(0, start - REACH), start)
    reckoned = reckoned or BY_NUMBER.search(text, max(0, start - REACH), start)
    plain = plain or reckoned is not None
    begin = max(start - SUBJECT, *(text.rfind(mark, max(0, start - SUBJECT), start) + 1 for mark in "。；\n"), 0)
    base = "" if reckoned is None else reckoned["base"]
    subject = text[begin:start] + deed
    over = PERIODS.get(thing, "")
    return Mean(passage, figure, start, thing, over, deed, per, plain, subject, base, match["done"] or "")


def _set_aside(match: re.Match[str]) -> str:
    return "\ue000" * len(match.group())


def _position(words: str, at: int) -> int:
    """The place in ``words`` of the ``at``-th character outside brackets."""
    for position, character in enumerate(words):
        if character != "\ue000":
            if at == 0:
                return position
            at -= 1
    return 0


def same_measure(total: Figure, part: Figure) -> Fraction | None:
    """By what a total is multiplied to be of the mean's unit: 1 for 件 and 起, 人次 and 人, 1000 for 吨 and 公斤; ``None`` if it cannot be."""
    if total.kind == part.kind or not part.unit:
        return ONE
    if total.unit == f"{part.unit}次":
        return ONE  # 出动1236人次，平均每次出动3人
    if total.unit in WEIGHTS and part.unit in WEIGHTS:
        return WEIGHTS[total.unit] / WEIGHTS[part.unit]
    return None


def fits(claim: Mean, total: Figure, number: Fraction | int) -> bool:
    """Is the mean, rounded or cut off, what a total makes over so many?"""
    if not number:
        return False
    by = (same_measure(total, claim.figure) or ONE) * claim.per / claim.scale / number
    return bool(rounding.fits(claim.stated, total.low * by, total.high * by))


def twice(claim: Mean) -> bool:
    """人均每月1.8件, 平均每所月均2.8件: is it spread out a second time?"""
    words = claim.passage.plain[claim.start : claim.figure.start].removeprefix("平均").removeprefix("每")
    return not claim.over and SPREAD.search(words) is not None


@cache
def levels() -> re.Pattern[str]:
    """月人均补助水平: means that no total of the text gives."""
    return re.compile(wording.load("means")["levels"])


def around(claim: Mean) -> list[Figure]:
    """The figures about a mean that it may be made of, itself left out, in the order of the text."""
    found = claim.passage.figures
    at = bisect_left(found, claim.figure.start, key=lambda each: each.start)
    return found[max(0, at - MOST_BEFORE) : at] + found[at + 1 : at + 1 + MOST_BEHIND]


def foreign(claim: Mean) -> bool:
    """Is it a mean of what the text does not count (人均收入), of another period, or an amount paid for each?"""
    text = claim.passage.plain
    if BETWEEN.search(claim.base) is not None or claim.deed.endswith(("由", "从")):
        return True  # 日均线索由17.3条降为16.4条: the former one is of the former total
    if OF_BEFORE.search(text, max(0, claim.start - REACH), claim.start) is not None:
        return True
    if FOREMOST_MONTH.search(text, max(0, claim.start - MONTH_LEAD), claim.start) is not None:
        return True
    words = text[max(0, claim.start - 4) : claim.figure.start]
    words += BREAK.split(text[claim.figure.end : claim.figure.end + 4])[0]
    if not claim.plain and not rounding.decimals(claim.stated) and not (claim.over and claim.stated >= TELLING):
        return True  # 书面协议每件补助800元: what is paid for each
    return FOREIGN.search(words) is not None or claim.figure.unit in FOREIGN_UNITS


def set_aside(passage: Passage, figure: Figure, until: int) -> bool:
    """三季度环比上升16.21%（二季度31385件），日均396.4件: of another period, in brackets, and not spoken of any more. 上年1126件，今年比上年增加158件，
    月均107件: the mean is of this year."""
    off = bool(figure.period) and bracketed_off(passage.plain, figure, until)
    exemplified = FOR_EXAMPLE.search(passage.plain, figure.end, until) is not None
    return off or exemplified or left_behind(passage.plain, figure, until, passage.now)


def whole_first(counts: list[Figure]) -> list[Figure]:
    """办理23464件，窗口办理8916件，网上办理11052件，自助办理3496件: the counts, that of which the others are all the parts before them."""
    amount = summed(counts)
    whole = [each for each in counts if each.value * TWICE == amount] if len(counts) > TWICE else []
    return [*whole, *(each for each in counts if each not in whole)] if len(whole) == 1 else counts
