"""平均每期、件均、批均、户均: an average recomputed from a total and the number of things it is spread over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.means import divisors, means, said_divisors, spreading
from fazhi.audit.means.shared_by import of_the_others
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import otherwise
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import CLASSES, Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.items import in_list
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

NAME = 16
LEAD = re.compile(
    r"(?:平均每|每)(?:一|1)?个?(?P<each>公里|公顷|平方米|小时|[\u4e00-\u9fff]{1,3}?)(?![民委级组干])(?:（[\u4e00-\u9fff]{1,4}）)?平?均?"
    r"(?P<deed>次?[\u4e00-\u9fff]{0,6}(?:（[\u4e00-\u9fff]{1,4}）)?)$"
    r"|(?P<short>[件案批户人村期场次家所镇队站校班课组车店厂乡县点宗台篇轮条份笔起通])均(?P<done>[\u4e00-\u9fff]{0,6})$"
)
# 人均收入、人均面积: means of other things than the counts around them.
FOREIGN = re.compile(
    r"月补|月人均|均月|耕地|有粮|占有|收入|支出|消费|产值|总值|面积|寿命|学时|年限|得分|年龄|时长|用时|储蓄|余额|占地|工资"
)
TOTAL_AFTER = re.compile(r"[^，。；\d]{0,8}[，（][^，。；\d]{0,4}(?:共|合计|总计|累计|总数)[^，。；\d]{0,4}")
ALL = re.compile(r"(?:共|合计|总计)[^，。；：、\d]{0,4}$")
GIVEN = re.compile(r"[，（](?:以|按)[^，。；（）\d]{0,12}")
EVERY = re.compile(r"平均|均")
# 平均每村（社区）: spread over both, which is read by rule mean; 平均每个社区每月2次: spread out twice.
BOTH = re.compile(r"村（")
TWICE = re.compile(r"每[^每]{1,4}每[天日周月季年]")
# 平均每检查一家次出动2.6人次: 一家次 is what the mean is spread over.
SPREAD_OVER = re.compile(r"[\u4e00-\u9fff]{0,10}\d")
WEEKDAY = re.compile(r"[一二三四五六日末]")  # 平均每个周六
EACH_ONE = r"[^，。；：、\d]{1,8}[各均][^，。；：、\d]{0,5}[一1]"
REACH = 20
NAMED = 3
BACK = 18
NEAREST = 4
CLAUSES = FEWEST = 3
CLOSE = Fraction(1, 10)
"""All pairs of counts give nearly one mean, and the printed one is far from it."""
PLACES = ("村", "社区", "镇", "乡", "所", "网格")
"""Of these a unit has one number, wherever it is said."""
KIND_OF = re.compile(r"^(?:行政|自然|建制|中心)")
LONGEST_PLACE, LONGEST_NAME = 5, 8
COMPOUND = ("民", "委", "级", "组", "干")
"""97个村民小组 are no 97 villages."""
VEHICLES = {"车": "辆"}
UNITS = {"案": "件", "村": "个", "镇": "个", "所": "个", "校": "所", "站": "个", "队": "支"}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every average over things whose total and number are printed before it."""
    for passage in manuscript.passages:
        text = passage.plain
        if "均" not in text:
            continue
        for each in said_divisors.said(manuscript, passage):
            yield _said(passage, each)
        for figure in passage.figures:
            if figure.spelled and figure.value == 1 and SPREAD_OVER.match(text, figure.end):
                continue
            lead = text[max(0, figure.start - BACK) : figure.start]
            match = LEAD.search(lead) if "均" in lead else None
            if match is not None and FOREIGN.search(match.group() + passage.plain[figure.end : figure.end + 2]):
                continue
            if match is None or EVERY.search(match.group()) is None or figure.percent or means.UNDER.search(lead):
                continue
            claim = means.mean(passage, figure)
            if claim is not None and (claim.base or divisors.named(claim) or of_the_others(claim)):
                continue  # the text says by what it divided, which rule mean reads
            if (match["each"] or "") in means.PERIODS and WEEKDAY.match(match["deed"] or "") is None:
                continue  # 持证人员11人，检查268次，平均每月22.3次: not over the people
            if BOTH.search(match.group()) is not None or TWICE.search(match.group()) is not None:
                continue
            if _of_others(manuscript, passage, figure, match):
                continue
            result = _judge(manuscript, passage, figure, match["each"] or match["short"], len(match.group()))
            wrong = result is not None and result.verdict is Verdict.WRONG
            if result is not None and not (wrong and claim and spreading.told_otherwise(claim)):
                yield result


def _of_others(manuscript: Manuscript, passage: Passage, figure: Figure, match: re.Match[str]) -> bool:
    """志愿者86名……入户1304人次，平均每名帮教对象8人次, of 163名帮教对象: are they called by a name that the document counts, and no count of this
    sentence bears?"""
    name = match["deed"] or ""
    if len(name) < NAMED or match["each"] not in ("名", "人", "个", "家", "户"):
        return False
    here = [each for each in passage.figures if each.sentence == figure.sentence and each.end <= figure.start]
    if any(name in f"{each.head}{each.tail}" for each in here):
        return False
    return any(each.tail.startswith(name) for one in manuscript.passages for each in one.figures)


def _said(passage: Passage, told: said_divisors.Said) -> Finding:
    """结案案件罚款9.27万元，件均1972元, where 45 were ended"""
    places = max(1 if told.right >= 1 else 2, rounding.decimals(told.figure.value / told.scale))
    computed = rounding.show(told.right, places)
    printed = f"{computed}{told.figure.scale_word}{told.figure.unit.removeprefix('万')}"
    return finding(
        passage,
        (told.start, told.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="per_unit",
        message=f"{told.total.text}÷{told.said}＝{printed}，文中写{told.figure.text}。",
        stated=told.figure.text,
        computed=computed,
        basis=said_divisors.BASIS,
    )


def _judge(manuscript: Manuscript, passage: Passage, figure: Figure, thing: str, length: int) -> Finding | None:
    text = passage.plain
    sound = [each for each in passage.figures if not each.vague and not each.bound]
    before = [each for each in sound if each.end <= figure.start]
    before = [each for each in before if each.count and not each.compared]
    here = [each for each in before if each.sentence == figure.sentence]
    totals = [
        each for each in reversed(here)
        if (each.kind == figure.kind or each.unit == thing + figure.unit or _of_times(each, figure, thing))
        and each.value > figure.value
    ]  # fmt: skip
    totals = [each for each in totals if CHANGE.search(each.head) is None]
    after = [each for each in sound if each.start > figure.end and each.kind == figure.kind]
    told = bool(totals) and figure.clause - totals[0].clause == 1 and ALL.search(totals[0].head) is not None
    if told:
        totals = totals[:1]
    elif after and TOTAL_AFTER.fullmatch(passage.plain[figure.end : after[0].start]) and after[0].value > figure.value:
        totals = [after[0]]
    # 培养819名，其中男性612名、女性207名，村均…: the whole, not its parts.
    totals = [each for each in totals if not in_list(passage, each)] or totals
    totals = [each for each in totals if not _averaged(text, each)]
    here = [each for each in here if not in_list(passage, each)] or here
    given = _given_after(passage, figure)
    numbers = [given] if given is not None else [each for each in reversed(here) if _counts(passage.plain, each, thing)]
    numbers = numbers or [
        each for each in reversed(before) if _counts(passage.plain, each, thing) and not in_list(passage, each)
    ]
    if not past(figure, passage.now):
        # 处罚2856件，2022年为3124件；……罚没685.44万元，件均2400元: not over the cases of another year.
        numbers = [each for each in numbers if not past(each, passage.now)] or numbers
    if not numbers and thing in PLACES and manuscript.year is not None:
        numbers = _of_the_unit(manuscript, thing)
    certain = bool(numbers)
    if not numbers:
        numbers = [each for each in reversed(here) if each.exact and each.kind != figure.kind and each.value > 1]
        numbers = [each for each in numbers if each.segment == figure.segment]
    pairs = [(total, number) for total in totals[:NEAREST] for number in numbers[:NEAREST] if total is not number]
    if not pairs or figure.vague or figure.bound:
        return None
    if (right := _right(figure, pairs)) is not None:
        return _report(passage, figure, length, *right, Verdict.RIGHT)
    items = _items(manuscript, passage)
    whole = [each for each in numbers if not _averaged(text, each) and each.start not in items]
    of_all = [(total, number) for total in totals[:NEAREST] for number in whole[:NEAREST] if total is not number]
    if of_all:
        pairs, numbers = of_all, whole
        if (right := _right(figure, pairs)) is not None:
            return _report(passage, figure, length, *right, Verdict.RIGHT)
    elif all(_averaged(text, number) for _total, number in pairs):
        return None  # 参训846人次，平均每期47人次，人均参训13.6次: a mean says not how many there are
    of_the_thing = [each for each in otherwise.beside(passage, figure) if _counts(text, each, thing)]
    called_so = [each for each in otherwise.beside(passage, figure) if _called_so(text, each, thing)]
    # 实有57人，其中司法所工作人员41人，平均每所2.9人, of the 14所 told elsewhere: spread over them may be the one of a list.
    if _otherwise(passage, figure, of_the_thing + called_so + (numbers if certain else []), totals):
        return None
    if _of_a_part(text, figure, totals, of_the_thing):
        return _report(passage, figure, length, *pairs[0], Verdict.HINT)
    slips = [
        each for each in pairs if misprints.misprinted(figure.value / _scale(figure), _mean(*each) / _unit(figure))
    ]
    if len(slips) == 1 and (certain or not of_the_thing):
        return _report(passage, figure, length, *slips[0], Verdict.WRONG)
    level = means.levels().search(text[max(0, figure.start - NAME) : figure.start]) is not None
    alone = len({each.value for each in totals}) == 1 and len({each.value for each in numbers}) == 1
    values = [_mean(*each) / _unit(figure) for each in pairs]
    agreed = max(values) - min(values) <= min(values) * CLOSE
    if (
        certain
        and agreed
        and not min(values) * (1 - CLOSE) <= figure.exactly / _unit(figure) <= max(values) * (1 + CLOSE)
    ):
        return _report(passage, figure, length, *pairs[0], Verdict.HINT if level else Verdict.WRONG)
    near = certain and alone and numbers[0].segment == figure.segment and totals[0].segment == figure.segment
    beside = certain and all(each in here and figure.clause - each.clause <= CLAUSES for each in pairs[0])
    single = len({each.value for each in totals}) == 1
    near = near or (beside and single and pairs[0][0].start > pairs[0][1].start)
    near = near and not (thing == "人" and numbers[0].kind == "person-time")  # 人均 of 人次: each may have come twice
    if not certain and not near and misprints.too_far(figure.value / _scale(figure), values[0]):
        return None  # 13428户、38976人，平均每个网格服务464人: of the things nothing is known, and so far off are no others
    return _report(passage, figure, length, *pairs[0], Verdict.WRONG if near and not level else Verdict.HINT)


def _right(figure: Figure, pairs: list[tuple[Figure, Figure]]) -> tuple[Figure, Figure] | None:
    """The total and the number that make the mean, if any do."""
    stated, unit = figure.value / _scale(figure), _unit(figure)
    return next(
        (
            (total, number)
            for total, number in pairs
            if rounding.fits(stated, total.low / number.high / unit, total.high / number.low / unit)
        ),
        None,
    )


def _averaged(text: str, figure: Figure) -> bool:
    """日均4次: a mean is neither what is spread out nor what it is spread over."""
    return EVERY.search(text[max(0, figure.start - 4) : figure.start]) is not None


def _items(manuscript: Manuscript, passage: Passage) -> set[int]:
    """Where the items of lists stand that make up their totals: 案卷96卷，优秀31卷、良好48卷、合格15卷、不合格2卷; a mean is over all of them."""
    lists = manuscript.settled(lambda each: each.rule == "parts" and each.verdict is Verdict.RIGHT)
    items: set[int] = set()
    for told in lists.get(passage.index, []):
        start, end = told.start - passage.base, told.end - passage.base
        held = [each for each in passage.figures if start <= each.start < end and each.count]
        own = {each.start for each in held if each.value != told.computed}
        # 31件不予处罚，对其余112件罚款…，平均每件: the rest is spoken of by itself
        if len(own) >= FEWEST:
            items |= own
    return items


def _of_times(total: Figure, figure: Figure, thing: str) -> bool:
    """32名领导接待118批246人次，平均每批2.08人: those who came are counted by the time."""
    return figure.kind == "person" and total.kind == "person-time" and thing != "人"


def _of_a_part(text: str, figure: Figure, totals: list[Figure], numbers: list[Figure]) -> bool:
    """补贴32万元，受益640人，其中残疾人160人，人均800元: a number of its own after 其中, and no amount."""
    since = text.rfind("其中", 0, figure.start)
    own = any(since < each.start for each in numbers) and all(each.start < since for each in totals)
    return own and totals[0].sentence == figure.sentence


def _otherwise(passage: Passage, figure: Figure, numbers: list[Figure], likely: list[Figure]) -> bool:
    """其中讨薪27件，涉及61.2万元，件均2.27万元: does another amount and number of such things, of a list or not, give it?"""
    beside = otherwise.beside(passage, figure)
    totals = likely + [each for each in beside if each.kind == figure.kind and each.value > figure.value]
    unit = _unit(figure)
    divisors = [(each.low, each.high) for each in numbers]
    # 口头协议155件，书面协议书86份。涉及金额318.6万元，平均每件1.32万元: both together.
    exact = [each for each in beside if each.exact]
    divisors += [(one.exactly + two.exactly,) * 2 for one, two in pairwise(exact) if one in numbers or two in numbers]
    return any(
        rounding.fits(figure.value / unit, total.low / high / unit, total.high / low / unit)
        for total in totals
        for low, high in divisors
        if low != total.low
    )


def _given_after(passage: Passage, figure: Figure) -> Figure | None:
    """件均108.8元（以调成的261起计）: the number that the text itself says the total was divided by."""
    after = next((each for each in passage.figures if each.start > figure.end), None)
    if after is None or not after.count or not after.exact or after.value <= 1:
        return None
    return after if GIVEN.fullmatch(passage.plain[figure.end : after.start]) is not None else None


def _of_the_unit(manuscript: Manuscript, thing: str) -> list[Figure]:
    """The one number of villages, of communities that the document names, or nothing when it names several."""
    known: dict[str, dict[Decimal, Figure]] | None = manuscript.memory.get("places")
    if known is None:
        known = manuscript.memory["places"] = {each: {} for each in PLACES}
        for passage in manuscript.passages:
            for figure in passage.figures:
                named = passage.plain[figure.end : figure.end + LONGEST_PLACE]
                for each in PLACES:
                    if each in named and _counts(passage.plain, figure, each) and not in_list(passage, figure):
                        known[each].setdefault(figure.value, figure)
    found = known[thing]
    return list(found.values()) if len(found) == 1 else []


def _counts(text: str, figure: Figure, thing: str) -> bool:
    """Is this the number of such things: 12期, 412批次 for 批, 14个村 for 村?"""
    if figure.vague or figure.bound or figure.value <= 1 or figure.spelled:
        return False
    if thing not in PLACES and UNITS.get(thing, "个") == figure.unit and figure.head.endswith(thing):
        return True
    if VEHICLES.get(thing) == figure.unit and thing in f"{figure.head[-4:]}{figure.tail[:4]}":
        return True
    if figure.unit == thing or CLASSES.get(thing, thing) == figure.kind or figure.unit.removesuffix("次") == thing:
        return True
    # 15个村各组建一支应急队伍: as many teams
    if UNITS.get(thing, "个") == figure.unit or figure.unit == "个":
        if re.match(EACH_ONE + thing, text[figure.end : figure.end + REACH]) is not None:
            return True
    named = KIND_OF.sub("", text[figure.end : figure.end + len(thing) + 3])[: len(thing) + 1]
    return UNITS.get(thing, "个") == figure.unit and named.startswith(thing) and named[len(thing) :] not in COMPOUND


def _called_so(text: str, figure: Figure, thing: str) -> bool:
    """改造9个乡级文化工作站，其余6个站点上年已改造，……站均3.3万元: is the thing what the longer name of those counted ends with?"""
    if figure.unit not in ("个", UNITS.get(thing, "个")) or not figure.exact or figure.value <= 1:
        return False
    name = re.match(rf"[\u4e00-\u9fff]{{1,{LONGEST_NAME}}}?{thing}", text[figure.end : figure.end + REACH])
    return name is not None and text[figure.end + name.end() : figure.end + name.end() + 1] not in COMPOUND


def _unit(figure: Figure) -> int:
    """2.06万元 is printed in 万."""
    return figure.scale


def _scale(figure: Figure) -> Decimal:
    return Decimal(_unit(figure))


def _mean(total: Figure, number: Figure) -> Fraction:
    return total.exactly / number.exactly


def _report(passage: Passage, figure: Figure, length: int, total: Figure, number: Figure, verdict: Verdict) -> Finding:
    places = max(1, rounding.decimals(figure.value / _scale(figure)))
    computed = rounding.show(_mean(total, number) / _unit(figure), places)
    printed = f"{computed}{figure.scale_word}{figure.unit.removeprefix('万')}"
    message = (
        f"{total.text}÷{number.text}＝{printed}，{'相符' if verdict is Verdict.RIGHT else f'文中写{figure.text}'}。"
    )
    if verdict is Verdict.HINT:
        message += "若另有所指，请写明。"
    start = figure.start - length
    start += len(passage.plain[start : figure.start]) - len(passage.plain[start : figure.start].lstrip("，。；（、"))
    return finding(
        passage,
        (start, figure.end),
        kind=Kind.RATE,
        verdict=verdict,
        rule="per_unit",
        message=message,
        stated=figure.text,
        computed=computed,
        basis="平均数＝总数÷个数" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="per_unit",
    title="平均每期、件均、户均",
    source="平均数＝总数÷个数",
    why="总数或期数改动后，平均数没有跟着重算。",
    wrong="培训班12期，培训1356人次，平均每期131人次",
    right="培训班12期，培训1356人次，平均每期113人次",
    check=check,
)
