"""6期，每期3天，累计18天: so many of so much each, held against the sum printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, numerals
from fazhi.audit.text.figures import CLASSES, Figure, in_scale
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.times.places_together import Together, places_together
from fazhi.audit.times.rounds import A_YEAR, RHYTHM

EACH = re.compile(
    r"(?:[^，。；：\d每均]{0,16}[，、（]?每一?个?(?P<thing>[\u4e00-\u9fff])|(?P<things>[\u4e00-\u9fff]{1,4}?)(?:分别|各))[^，。；：、\d均]{0,24}"
)
MORE_THAN_ONE = re.compile(r"每[^，。；：每]{1,6}每")
OF_A_KIND = re.compile(r"^(?:行政|自然|建制|中心)")
SUM = re.compile(
    r"[^，。；：、\d均每]{0,8}[，、）]{0,2}[^，。；：、\d均]{0,6}(?:共|累计|合计|总计|计)[^，。；：、\d均]{0,14}"
)
# Days and money are fixed for each; how many came is only planned.
EVERY = re.compile(r"，每[\u4e00-\u9fff]{1,2}")
EACH_FIRST = re.compile(
    r"(?<!平均)每(?:[\u4e00-\u9fff]{2,4}?(?=一))?一?个?(?P<thing>[\u4e00-\u9fff])[^，。；：、\d均]{0,16}$"
)
FIRST_THEN = re.compile(r"(?:的标准[^，。；：、\d]{0,16})?，(?:全[县镇乡市街道]{1,2})?")
# 每化解一件补助180元，村级全年化解的873件共发放补助157140元
PAID_THEN = re.compile(r"(?:的标准[^，。；：、\d]{0,16})?，[^，。；：、\d每]{0,12}")
LEAD, DEED = 24, 2
OFTEN = re.compile(r"每[^，。；：]{0,8}每|每一?个?(?:月|季|年|周|日|天|次|轮|期)|至少")
HANZI = re.compile(r"[\u4e00-\u9fff]+")
# 补贴3.52万元，对176件卷宗按每件200元的标准发放; 奖励1.2万元，为60名网格员每人发放200元; 补助22.08万元，按46名网格员每人每年4800元计算.
PAID = re.compile(r"，(?:共|分别)?[对按为向给以][^，。；：、\d（）]{0,8}")
RATED = re.compile(
    r"[^，。；：、\d均每]{0,14}，?(?:按照?|以)?每一?个?(?P<thing>[\u4e00-\u9fff]{1,3}?)(?:每年)?(?:的?标准)?(?:发放|补助|补贴|奖励|给予)?"
)
BY_RATE = re.compile(r"(?:的)?(?:标准|计算|计发|计|发放|补助|兑现|兑付|拨付|[，。；）])")
# 对18个村（社区）督查2轮，计36村（社区）次; 走访12家企业3遍，合计36家次
PLACES = 12
AT_ALL = re.compile(
    r"对|走遍|走访|检查|巡查|督查|督导|指导|辅导|评查|巡回|回访|深入|覆盖|完成|全[县镇乡市]|各|下辖|所辖"
)
IN_ROUNDS = re.compile(
    r"[\u4e00-\u9fff（）、]{0,14}?(?:督查|督察|督导|检查|巡查|巡检|走访|回访|评查|巡讲|宣讲|指导|普查|排查|轮训|体检|各|全覆盖|开展|进行)?了?"
)
IN_ALL = re.compile(r"，?(?:累计|合计|总计|共计|一共|共|计)(?:督查|检查|走访|巡查|督导|为|达)?")
VISITS = re.compile(r"(?:村|户|家|个|所|校|点|处|企业|单位|站|店|组|社区|场)[\u4e00-\u9fff（）]{0,6}?次")
AT_ONCE = re.compile(r"，(?:共|合计|共计|总共|一共)(?:有|设|配备?)?")
FIXED = frozenset(("天", "元", "学时", "课时", "小时", "日"))


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every product whose three figures follow one another."""
    for passage in manuscript.passages:
        figures = passage.figures
        if "计" in passage.plain or "共" in passage.plain:
            for one, two, three in zip(figures, figures[1:], figures[2:], strict=False):
                result = _rounds(passage, one, two, three)
                if result is not None:
                    yield result
        if "每" not in passage.plain and "各" not in passage.plain:
            continue
        for together in places_together(passage):
            yield _of_places(passage, together)
        for one, two, three in zip(figures, figures[1:], figures[2:], strict=False):
            result = (
                _judge(passage, one, two, three)
                or _dealt(passage, one, two, three)
                or _turned_round(passage, one, two, three)
                or _paid(passage, one, two, three)
            )
            if result is not None:
                yield result


def _judge(passage: Passage, one: Figure, each: Figure, total: Figure) -> Finding | None:
    if not (one.exact and each.exact and total.exact) or total.sentence != one.sentence or total.percent:
        return None
    match = EACH.fullmatch(passage.plain, one.end, each.start)
    if match is None or SUM.fullmatch(passage.plain, each.end, total.start) is None:
        return None
    thing = match["thing"] or match["things"]  # 为4个村各配备2名，共配备8名
    named = one.unit.startswith(thing) or OF_A_KIND.sub("", one.tail).startswith(thing)
    if not (named or thing == "人" and one.kind == "person") or total.kind[:6] != each.kind[:6]:
        return None
    before = passage.plain[max(0, one.start - 12) : one.start]
    if MORE_THAN_ONE.search(match.group()) is not None:
        return None  # 12个村……，每村每月坐班1天: so much each month
    if one.value <= 1 or each.value <= 0 or re.search(r"\d[^，。；]{0,3}[、和及与]", before):
        return None  # 简单43件、复杂20件，每件200元
    product = one.value * each.value
    same = product == total.value
    # 为15个村各配备1名法律顾问，共聘请6名: who serves several is told of once.
    proven = match["things"] is None and (
        _refuted(each, total, product) or _fallen_short(passage, each, total, product)
    )
    if not same and not proven and not _one_deed(passage, each, total):
        return None
    return _report(passage, one, each, total, product, same)


def _of_places(passage: Passage, told: Together) -> Finding:
    """14个村和3个社区各开展1次，合计17次"""
    same = told.made == told.stated
    return finding(
        passage,
        told.span,
        kind=Kind.SUM,
        verdict=Verdict.RIGHT if same else Verdict.WRONG,
        rule="product",
        message=f"各处相加为{told.made}{told.unit}，" + ("相符。" if same else f"文中写{told.stated}{told.unit}。"),
        stated=f"{told.stated}{told.unit}",
        computed=Decimal(told.made),
        basis="" if same else "总数＝个数×每个的数",
    )


def _rounds(passage: Passage, one: Figure, rounds: Figure, total: Figure) -> Finding | None:
    """对18个村（社区）督查2轮，计36村（社区）次: so many places, so many rounds, and the visits that makes."""
    if not (one.exact and rounds.exact and total.exact) or total.sentence != one.sentence or one.value <= 1:
        return None
    text = passage.plain
    lead = text[max(0, one.start - PLACES) : one.start]
    visits = VISITS.match(text, total.end - len(total.unit))
    if rounds.unit not in ("轮", "遍", "次", "轮次") or rounds.value <= 1 or visits is None:
        return None
    if AT_ALL.search(lead) is None or IN_ROUNDS.fullmatch(text, one.end, rounds.start) is None:
        return None
    if IN_ALL.fullmatch(text, rounds.end, total.start) is None or visits[0][0] not in f"{one.unit}{one.tail[:1]}":
        return None
    product = one.value * rounds.value
    if product == total.value:
        return _report(passage, one, rounds, total, product, True)
    rows = ((one.value, total.value / rounds.value), (rounds.value, total.value / one.value), (total.value, product))
    # Of some places a round may have left one out; a slip leaves the account wrong by whole places, or by its figures.
    if not any(
        right == int(right) and misprints.could_be_miswritten(printed, Decimal(int(right))) for printed, right in rows
    ):
        return None
    return _report(passage, one, rounds, total, product, False)


def _dealt(passage: Passage, one: Figure, total: Figure, each: Figure) -> Finding | None:
    """培训6期432人次，每期27人次: the number and the total side by side, and what that makes for each."""
    text = passage.plain
    if not (one.exact and each.exact and total.exact) or one.end != total.start or one.value <= 1:
        return None
    if EVERY.fullmatch(text, total.end, each.start) is None or not text.startswith(
        one.unit, each.start - len(one.unit)
    ):
        return None
    if each.unit != total.unit or text[each.end : each.end + 1] not in "，。；）":
        return None
    product = one.value * each.value
    share = total.exactly / one.exactly
    if product != total.value and not misprints.swapped(f"{each.value:f}", f"{share.numerator}"):
        return None
    same = product == total.value
    return finding(
        passage,
        (one.start, each.end),
        kind=Kind.RATE,
        verdict=Verdict.RIGHT if same else Verdict.WRONG,
        rule="product",
        message=f"{total.text}÷{one.text}＝{share}{each.unit}，" + ("相符。" if same else f"文中写{each.text}。"),
        stated=each.text,
        computed=Decimal(share.numerator) / share.denominator,
        basis="" if same else "每个的数＝总数÷个数",
    )


def _turned_round(passage: Passage, each: Figure, one: Figure, total: Figure) -> Finding | None:
    """每村培养“法律明白人”6名，11个村共66名: what is for each told first, then how many there are and the sum."""
    text = passage.plain
    if not (one.exact and each.exact and total.exact) or total.sentence != each.sentence or each.unit != total.unit:
        return None
    lead = EACH_FIRST.search(text[max(0, each.start - LEAD) : each.start])
    then = PAID_THEN if each.unit == "元" else FIRST_THEN
    between = then.fullmatch(text, each.end, one.start)
    if lead is None or between is None or one.value <= 1 or SUM.fullmatch(text, one.end, total.start) is None:
        return None
    named = re.compile(rf"{lead['thing']}[区道户位]?(?:（[^（）\d]{{1,4}}）)?(?:总?共|累计|合计|总?计|，)")
    if not one.unit.endswith(lead["thing"]) and named.match(text, one.end) is None:
        return None
    product = one.value * each.value
    same = product == total.value
    if not same and not _refuted(each, total, product) and not _by_rhythm(passage, each, total.value / one.value):
        return None
    return _report(passage, one, each, total, product, same)


def _by_rhythm(passage: Passage, each: Figure, share: Decimal) -> bool:
    """社区普法每月一场、每个社区全年10场，11个社区共132场: what the total makes for each, does the rhythm before make it as well?"""
    start = max(passage.plain.rfind(mark, 0, each.start) for mark in "。；\n") + 1
    rhythms = list(RHYTHM.finditer(passage.plain, start, each.start))
    if len(rhythms) != 1 or rhythms[0]["of"] != each.unit:
        return False
    a_year = A_YEAR.get(rhythms[0]["period"], 0) * numerals.counted(rhythms[0]["times"])
    return a_year > 1 and share == a_year


def _paid(passage: Passage, total: Figure, one: Figure, each: Figure) -> Finding | None:
    """以案定补3.52万元，对176件卷宗按每件200元的标准发放: the sum first, then for how many, and at what rate it was paid."""
    text = passage.plain
    sound = total.count and total.kind == each.kind and not (total.vague or total.bound or total.compared)
    if not (sound and one.exact and each.exact) or each.unit != "元" or one.value <= 1 or total.value <= each.value:
        return None
    between = RATED.fullmatch(text, one.end, each.start)
    if PAID.fullmatch(text, total.end, one.start) is None or between is None or not BY_RATE.match(text, each.end):
        return None
    if not f"{one.unit}{one.tail}".startswith(between["thing"]) and one.kind != CLASSES.get(between["thing"]):
        return None
    product = one.value * each.value
    same = abs(product - total.value) * 2 <= total.step
    unit = total.step or Decimal(1)
    if not same and not _slip(total.value / unit, product / unit):
        return None
    return _report(passage, one, each, total, product, same)


def _report(passage: Passage, one: Figure, each: Figure, total: Figure, product: Decimal, same: bool) -> Finding:
    """So many, so much for each, and the sum: whatever order they stand in."""
    every = (one, each, total)
    message = f"{one.text}×{each.text}＝{in_scale(product, total)}{total.unit}，"
    return finding(
        passage,
        (min(figure.start for figure in every), max(figure.end for figure in every)),
        kind=Kind.SUM,
        verdict=Verdict.RIGHT if same else Verdict.WRONG,
        rule="product",
        message=message + ("相符。" if same else f"文中写{total.text}。"),
        stated=total.text,
        computed=product,
        basis="" if same else "总数＝个数×每个的数",
    )


def _one_deed(passage: Passage, each: Figure, total: Figure) -> bool:
    """每村开展3场，共开展26场: are both told of by the same verb?"""
    text = passage.plain
    deed = text[max(0, each.start - DEED) : each.start]
    if OFTEN.search(text, max(0, each.start - LEAD), each.start) is not None:
        return False  # 每人每月接访一次，全年接访336次
    return len(deed) == DEED and HANZI.fullmatch(deed) is not None and deed in text[each.end : total.start]


def _slip(printed: Decimal, product: Decimal) -> bool:
    """Is the sum that was paid the product but for a slip of the hand?"""
    rows = f"{printed:.0f}", f"{product:.0f}"
    return misprints.alike(*rows)


def _refuted(each: Figure, total: Figure, product: Decimal) -> bool:
    """每村培养5名，全镇共65名 (14 villages): more there may be, beside the villages; fewer, or a slip of the hand, contradict."""
    if each.unit in FIXED or misprints.swapped(f"{total.value:f}", f"{product:f}"):
        return True
    return product > total.value >= each.value and (product - total.value) % each.value == 0


def _fallen_short(passage: Passage, each: Figure, total: Figure, product: Decimal) -> bool:
    """12个村，每村设代办员3名，共32名 (36): fewer than each of them has, by one figure, and of nothing else is told."""
    told = f"{total.value:f}", f"{product:f}"
    return (
        product > total.value
        and AT_ONCE.fullmatch(passage.plain, each.end, total.start) is not None
        and misprints.like_count(*told)
    )


RULE = Rule(
    id="product",
    title="每期、每户与合计",
    source="总数＝个数×每个的数",
    why="期数、户数改了，合计没有跟着重算。",
    wrong="集中培训6期，每期3天，累计28天",
    right="集中培训6期，每期3天，累计18天",
    check=check,
)
