"""同比 and 环比 confused; a fall of several 倍."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

# 与12月同比降幅不同: what is compared is the change over the year itself.
NO_CHANGE_ITSELF = r"(?!(?:[增降升跌涨减]幅|增速)(?!(?:为|达|是)?\d))"
YEAR_ON_YEAR = re.compile(
    r"同比(?:与|较|比|，)?(?:上个?月|上周|上季度|前一[月周日])"
    rf"|(?:较|比|与|同)(?:上个?月|上周|上季度|前一[月周日])(?:相比)?[^，。；、同环\d]{{0,4}}同比{NO_CHANGE_ITSELF}"
)
# 与2022年二季度（环比）, of the third quarter
NO_PART = r"(?!第?[一二三四]季度|[上下]半年|1?\d月)"
MONTH_ON_MONTH = re.compile(
    rf"环比(?:与|较|比|，)?(?:去年|上年|上一年|20\d\d年){NO_PART}(?:同期)?"
    rf"|(?:较|比|与|同)(?:去年|上年|上一年|20\d\d年){NO_PART}(?:同期)?(?:相比)?[^，。；、同环\d]{0, 4}环比"
)
PART = r"(?:上个?月|上周|上一?季度|第?[一二三四]季度|上半年|(?<!\d)1?\d月份?)"
BASE_PART = re.compile(
    rf"(?:较|比|与|同)(?:今年|本年)?{PART}(?!同期)的?(?:[\d.,]+[万亿]?[\u4e00-\u9fff]{{1,3}}?)?(?:相比|比较|比)?，?[^，。；、同环\d]{{0,4}}同比{NO_CHANGE_ITSELF}"
)
THAN_PART = re.compile(rf"同比(?:与|较|比)?(?:今年|本年)?{PART}的(?=\d)")
AGAINST_PART = re.compile(rf"(?P<now>{PART})(?:的)?同比(?:与|较|比)?(?:今年|本年)?(?P<base>{PART})(?!同期)")
# 三季度同比（与二季度比）增加10.23%
BRACKETED_PART = re.compile(rf"同比（(?:与|较|比|对|同)?(?:今年|本年)?{PART}(?!同期)[^（）。；\d]{{0,6}}）")
BRACKETED_YEAR = re.compile(r"环比（(?:与|较|比|对|同)?(?:去年|上年|上一年|20\d\d年)[^（）。；\d]{0,6}）")
# 第四季度受理71件，同比增长22.41%（第三季度58件）
BASE_BEHIND = re.compile(
    rf"(?P<word>同比|环比)(?P<way>[^，。；、\d%（）]{{1,6}})\d{{1,4}}(?:\.\d{{1,2}})?(?:%|个百分点|[\u4e00-\u9fff]{{1,2}})"
    rf"（(?P<base>(?:今年|本年)?{PART}|(?:去年|上年|20\d\d年)[^（）。；，\d]{{0,8}})(?!同期)(?:为|是|有)?[^（）。；，\d]{{0,8}}\d[^（）。；，]{{0,14}}）"
)
# 5月受理62件，同比（4月50件）增长24%; 第三季度受理97件，同比二季度增加9件
BASE_BETWEEN = re.compile(
    rf"(?P<word>同比|环比)(?:（(?P<base>(?:今年|本年)?{PART}|(?:去年|上年|20\d\d年)[^（）。；，\d]{{0,8}})(?!同期)(?:为|是|有)?[^（）。；，\d]{{0,8}}\d[^（）。；，]{{0,14}}）"
    rf"|(?:与|较|比)?(?P<than>(?:今年|本年)?{PART})(?!同期)(?:相比)?，?)(?=增|减|多|少|升|降|上|下|提)"
)
RELATIVE = re.compile(r"(?P<turn>上一?个?|本|这个?)(?P<unit>月|季度|周)")
# 第四季度同比增长5%（第三季度增长3%）: how it grew then is no base.
TREND = re.compile(r"%|百分|增|降|升|减|涨|落")
SCOPE_OF_YEARS = re.compile(
    r"环比(?:比较|数据|计算|分析)?的?(?:口径|基数|对象|基期)[^，。；]{0,6}(?:各年|历年|上年|去年)"
)
FROM_TO = re.compile(
    r"由(?P<base>20\d\d年|上年|去年|上个?月|上季度)度?的?(?P<low>\d[\d.]*)(?P<unit>[\u4e00-\u9fff%]{1,4}?)(?:提高|提升|增加|增至|上升|降低|下降|减少|压缩)"
    r"(?:到|至|为)?(?P<high>\d[\d.]*)(?P=unit)，(?P<term>[较比](?P<other>上个?月|上周|上季度|上年|去年))"
    r"(?:提高|提升|增加|上升|降低|下降|减少|压缩)了?(?P<by>\d[\d.]*)(?:个)?(?:百分点|(?P=unit))"
)
CHANGE = re.compile(
    r"(?P<word>同比|环比|[较比与](?:上年|去年)同期(?:相比)?)[^，。；、\d%]{0,4}(?P<way>升|增|涨|多|降|减|少|下滑|回落)[^，。；、\d%]{0,3}(?P<rate>\d+(?:\.\d+)?)%"
)
# 环比增加8件, from 49件 of the year before: the difference, not the rate.
BY_COUNT = re.compile(
    r"(?P<word>同比|环比)(?:净|共)?(?P<way>增加|增多|多|减少|少|上升|下降)了?(?P<count>\d{1,6})(?P<unit>件次|人次|件|起|宗|人|户|个|批|次|例)"
)
# 死亡人数同比增长2.5个百分点: counts grow by per cent; 消费支出拉动国内生产总值增长2.2个百分点 is part of a growth.
POINTS_OF_COUNTS = re.compile(
    r"(?:(?:受理|办理|办结|信访|投诉|案件|发案|警情|工单|来访|举报|检查)总?[量数]|人数|件数|起数|户数|数量|总量|金额|次数|产值|总值)(?:同比|环比|[较比](?:去年|上年|上月)(?:同期)?)?"
    r"(?:增长|上升|增加|下降|减少|降低|提高)了?\d{1,3}(?:\.\d{1,2})?个百分点"
)
# 网办比例38%，上年为31.4%，环比提高6.6个百分点
LEVEL_BETWEEN = re.compile(
    r"(?P<one>\d{1,3}(?:\.\d{1,3})?)%[，；（](?:而|其中)?(?P<base>[上去]一?年(?:同期|全年)?|20\d\d年(?:同期|全年)?|上个?月|上一?季度|上周)[^，。；：\d%]{0,6}?(?:为|是|有)?(?P<two>\d{1,3}(?:\.\d{1,3})?)%[，）]，?"
    r"(?P<quote>(?P<word>同比|环比)(?:提高|上升|增长|提升|增加|下降|降低|减少|回落|升|降)了?(?P<by>\d{1,3}(?:\.\d{1,3})?)个百分点)"
)
LAST_YEAR = re.compile(r"去年|上年|上一年|20\d\d年")
PERIOD = re.compile(r"第?([一二三四])季度|(上|下)半年|(?<!\d)(1?\d)月份?")
DEALT = re.compile(r"^和$|分别|依次")
PERIOD_BEFORE = re.compile(r"上个?月|上周|上一?季|上期|上半年")
DIFFERENCE = re.compile(r"增加|减少|多|少|净增|下降|上升|增长")
ORDINALS = "一二三四"
FAR = 160
LEAD = 24
TOLD_BEFORE = {
    "环比": re.compile(r"[比较与](?:上个?月|上周|上一?季度?|上期)[^，。；]{0,14}，$"),
    "同比": re.compile(r"[比较与](?:去年|上年)[^，。；]{0,14}，$"),
}
TIMES_LESS = re.compile(r"(?:减少|下降|降低|缩短|压缩)了?(?:近|约|超过?)?(\d+(?:\.\d+)?|[一二两三四五六七八九十])倍")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every confused term of comparison."""
    for pattern, word, used in ((YEAR_ON_YEAR, "环比", "同比"), (MONTH_ON_MONTH, "同比", "环比")):
        if used not in manuscript.text:
            continue
        for passage, match, offset in manuscript.matches(pattern):
            message = f"“{match.group()}”：与上一期相比称环比，与上年同期相比称同比，此处应为“{word}”。"
            yield _report(passage, (match.start() - offset, match.end() - offset), message, word)
    for passage in manuscript.passages:
        if any(each in passage.plain for each in ("同比", "环比", "年同期")):
            yield from _by_words(passage)
            yield from _base_behind(passage)
            yield from _by_figures(passage)
            yield from _by_counts(passage)
        if "由" in passage.plain:
            for match in FROM_TO.finditer(passage.plain):
                yield from _from_to(passage, match)
        if "百分点" in passage.plain:
            for match in POINTS_OF_COUNTS.finditer(passage.plain):
                if "拉动" in passage.plain[max(0, match.start() - LEAD) : match.start()]:
                    continue
                message = f"“{match.group()}”：数量的增减用百分数，比率之差才用百分点。"
                yield _report(passage, match.span(), message, None)
            yield from _between(passage)
    if "倍" not in manuscript.text:
        return
    for passage, match, offset in manuscript.matches(TIMES_LESS):
        message = f"“{match.group()}”：减少不能用倍数表示，应写减少百分之几或减少到几分之几。"
        yield _report(passage, (match.start() - offset, match.end() - offset), message, None)


def _between(passage: Passage) -> Iterator[Finding]:
    """38%，上年为31.4%，环比提高6.6个百分点: the points are those to the level between, whose time is named."""
    for match in LEVEL_BETWEEN.finditer(passage.plain):
        yearly = LAST_YEAR.match(match["base"]) is not None
        same = yearly == (match["word"] == "同比")
        if same or abs(Decimal(match["one"]) - Decimal(match["two"])) != Decimal(match["by"]):
            continue
        right = "同比" if yearly else "环比"
        message = f"{match['by']}个百分点是与{match['base']}相比得出的，与上一期相比称环比，与上年同期相比称同比，此处应为“{right}”。"
        yield _report(passage, match.span("quote"), message, right)


def _by_words(passage: Passage) -> Iterator[Finding]:
    """与二季度的1187件比，同比…; 三季度同比二季度…; 环比的口径为各年1至11月: the base is named beside the term."""
    for pattern, right in (
        (BASE_PART, "环比"),
        (THAN_PART, "环比"),
        (BRACKETED_PART, "环比"),
        (BRACKETED_YEAR, "同比"),
        (AGAINST_PART, "环比"),
        (SCOPE_OF_YEARS, "同比"),
    ):
        for match in pattern.finditer(passage.plain):
            named = match.groupdict()
            if "now" in named and named["now"].removeprefix("第") == named["base"].removeprefix("第"):
                continue
            message = f"“{match.group()}”：与上一期相比称环比，与上年同期相比称同比，此处应为“{right}”。"
            yield _report(passage, match.span(), message, right)


def _base_behind(passage: Passage) -> Iterator[Finding]:
    """同比增长22.41%（第三季度58件）, of the fourth quarter: the bracket names the base."""
    text = passage.plain
    for match in (*BASE_BEHIND.finditer(text), *BASE_BETWEEN.finditer(text)):
        if TREND.search(match.group().partition("（")[2]) is not None:
            continue
        named = match["base"] or match["than"]
        of_a_year = LAST_YEAR.match(named) is not None
        begin = max(passage.plain.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        now = list(PERIOD.finditer(passage.plain, begin, match.start()))
        if match["word"] == "环比":
            wrong = of_a_year
        else:
            base = _place(named)
            place = _place(now[-1].group()) if now else None
            one_on = base is not None and place is not None and place == (base[0], base[1] + 1)
            earlier = match["base"] is not None and named.startswith("上") and named != "上半年"
            wrong = not of_a_year and (one_on or earlier)
        if wrong:
            right = "同比" if of_a_year else "环比"
            message = f"基数是“{named}”的，与上一期相比称环比，与上年同期相比称同比，此处应为“{right}”。"
            yield _report(passage, match.span(), message, right)


def _from_to(passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
    """由2022年的3分提高到5分，较上月提高2分: the difference is the one to the year named."""
    yearly = LAST_YEAR.match(match["base"]) is not None
    same = yearly == (LAST_YEAR.match(match["other"]) is not None)
    if same or abs(Decimal(match["high"]) - Decimal(match["low"])) != Decimal(match["by"]):
        return
    right = match["term"][0] + ("上年" if yearly else match["base"])
    message = f"前面是与{match['base']}相比，此处却写“{match['term']}”，应为“{right}”。"
    yield _report(passage, (match.start("term"), match.end()), message, right)


def _by_figures(passage: Passage) -> Iterator[Finding]:
    """一季度113起，二季度101起，二季度同比下降10.62%: the rate is that against the quarter before."""
    for match in CHANGE.finditer(passage.plain):
        near = [
            each for each in passage.figures
            if match.start() - FAR <= each.start < match.start() and not each.vague and not each.bound
        ]  # fmt: skip
        used = "环比" if match["word"] == "环比" else "同比"
        if TOLD_BEFORE[used].search(passage.plain[max(0, match.start() - LEAD) : match.start()]) is not None:
            continue  # 比上月减少55件，环比降低0.2%: the base stands in the clause before
        bases = _years(near) if used == "环比" else _parts(near, passage)
        others = _parts(near, passage) if used == "环比" else _years(near)
        sign = -1 if match["way"] in "降减少下滑回落" else 1
        if _explained(bases, match["rate"], sign) and not _explained(others, match["rate"], sign):
            right = "环比" if used == "同比" else "同比"
            base = "上一期" if right == "环比" else "上年"
            message = (
                f"{match['rate']}%是与{base}相比得出的，与上年同期相比称同比，与上一期相比称环比，此处应为“{right}”。"
            )
            yield _report(passage, match.span(), message, right)


def _by_counts(passage: Passage) -> Iterator[Finding]:
    """57件…，上年同类纠纷为49件，环比增加8件."""
    for match in BY_COUNT.finditer(passage.plain):
        near = [
            each for each in passage.figures
            if match.start() - FAR <= each.start < match.start() and each.exact and each.unit == match["unit"]
        ]  # fmt: skip
        used, by = match["word"], int(match["count"])
        if used == "环比" and any(PERIOD_BEFORE.search(each.head) for each in near):
            continue
        bases, others = (
            (_years(near), _parts(near, passage)) if used == "环比" else (_parts(near, passage), _years(near))
        )
        sign = -1 if match["way"][0] in "减少下" else 1
        explained, otherwise = (any(change * sign == by for _base, change in each) for each in (bases, others))
        if explained and not otherwise:
            right = "环比" if used == "同比" else "同比"
            base = "上一期" if right == "环比" else "上年"
            message = f"{by}{match['unit']}是与{base}相比的差，此处应为“{right}”。"
            yield _report(passage, match.span(), message, right)


def _explained(pairs: list[tuple[Figure, Fraction]], rate: str, sign: int) -> bool:
    """Is the rate the change from one of the bases (by that much)?"""
    stated = Decimal(rate)
    return any(
        base.value > 0 and change * sign > 0 and rounding.fits(stated, 100 * abs(change) / base.exactly)
        for base, change in pairs
    )


def _years(near: list[Figure]) -> list[tuple[Figure, Fraction]]:
    """Counts of a year before, each with the changes from it that the text allows."""
    found = []
    last_year = False
    for base in near:
        # 上年四个季度分别立案15件、20件: the whole row is last year's.
        last_year = last_year and not base.head or LAST_YEAR.search(base.head) is not None
        if not last_year:
            continue
        for other in near:
            if other is base or other.kind != base.kind:
                continue
            if DIFFERENCE.search(other.head) is not None:
                found += [(base, other.exactly), (base, -other.exactly)]
            elif LAST_YEAR.search(other.head) is None:
                found.append((base, other.exactly - base.exactly))
    return found


def _parts(near: list[Figure], passage: Passage | None = None) -> list[tuple[Figure, Fraction]]:
    """Counts of the quarter, half or month before, with the change to that of the next."""
    placed = [(place, each) for each in near if (place := _place_of(passage, each)) is not None]
    found = []
    for place, base in placed:
        for other_place, other in placed:
            if other.kind == base.kind and other_place[0] == place[0] and other_place[1] == place[1] + 1:
                found.append((base, other.exactly - base.exactly))
    return found


def _place_of(passage: Passage | None, figure: Figure) -> tuple[str, int] | None:
    """By its own words, those of the clause before, or its turn in a row (四个季度分别立案17件、21件)."""
    if not figure.head or DEALT.search(figure.head) is not None:
        return _place(figure.period)
    return _place(figure.head) or _place_before(passage, figure)


def _place_before(passage: Passage | None, figure: Figure) -> tuple[str, int] | None:
    """二季度进入高峰，立案41件: the period at the head of the clause before, where the count's own clause has none."""
    if passage is None:
        return None
    clauses = passage.plain[max(0, figure.start - len(figure.head) - LEAD) : figure.start - len(figure.head)]
    before = clauses.removesuffix("，").rpartition("，")[2]
    opening = None if re.search(r"[。；\d]", before) else PERIOD.match(before)
    return None if opening is None else _place(before)


def _place(head: str) -> tuple[str, int] | None:
    """(季度, 2) for 二季度受理; nothing where a year before is meant."""
    match = PERIOD.search(head)
    if LAST_YEAR.search(head) is not None:
        return None
    if match is None:
        turn = RELATIVE.search(head)
        return None if turn is None else (f"本{turn['unit']}", 0 if turn["turn"].startswith("上") else 1)
    if match[1]:
        return "季度", ORDINALS.index(match[1])
    return ("半年", "上下".index(match[2])) if match[2] else ("月", int(match[3]))


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str | None) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.TERM,
        verdict=Verdict.WRONG,
        rule="comparison_term",
        message=message,
        computed=computed,
        basis="统计用语：同比对上年同期，环比对上一统计期；GB/T 15835—2011",
    )


RULE = Rule(
    id="comparison_term",
    title="同比、环比与倍数",
    source="统计用语通则",
    why="月报改年报时“环比”常误留为“同比”。",
    wrong="受理1205件，环比去年同期下降5.2%",
    right="受理1205件，同比下降5.2%，环比上升1.1%",
    check=check,
)
