"""Two levels of one rate whose roles the words name, and the points between them, however the levels are told.

由2022年的76%提高到2023年的92%，上升16个百分点      占总数的45%，去年的这一比例为38.5%，前后相差6.5个百分点
网上办理的5103件，占54%……；网办比例与去年的46.5%相比提高了7.5个百分点      力争持证率提高到100%，较2023年提高8个百分点 (92% of 2023 stands
elsewhere).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.growths.point_levels import Points
from fazhi.audit.text import misprints, rounding, short_names
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, percentages

YEAR = r"(?:20\d\d|\d{1,2})[年月](?:度|份|全年|年?[底末初])?"
TIME = rf"(?:{YEAR}|今年|本年|当年|目前|现在|[年期]末|年底|[一二三四]季度末?|[上下]半年)"
FROM = re.compile(rf"(?:由|从)(?:[^，。；：%\d]{{0,10}}|[^，。；：%\d]{{0,6}}{YEAR}[^，。；：%\d]{{0,6}})$")
TO = re.compile(rf"(?<![直甚])[到至为成](?:了|{TIME})?的?$")
VERB = re.compile(
    r"(?:(?P<less>下降|降低|减少|回落|下滑|下跌|压降|缩小|走低|[降跌减]幅|降|低)|(?P<apart>相差|相距|差距?|变动|变化)"
    r"|(?P<more>提高|上升|增长|提升|增加|攀升|上涨|扩大|走高|增进|[升增涨]幅|高出?|[升涨]))(?:了|达到?|为|约|共|有|出|是)*$"
)
# 上升21.05个百分点; ，前后相差; ，一年提高了; ，两年相比下降
BETWEEN = re.compile(
    r"[，；]?(?:[一两三]年[来间]?|前后|首尾|两[者年相]|二者|相比|同比|净|共|累计|总共|合计|实际|整整|实现|比上年|较上年|比去年|较去年|"
    r"之间|来看|而言|下来|就|也|即|又|则|便)*，?(?:同比|净|共|累计|实际|整整)?"
)
THIS = re.compile(
    r"(?:这一?|该|此|同一|上述)(?:项|个)?(?:比例|比率|比重|占比|数字|指标|数据|数值|水平|份额|[\u4e00-\u9fff]{0,6}率)"
)
EARLY = re.compile(
    r"(?:[去上前]一?年|前一?年|往年|20\d\d年|年初|期初|同期|上[个一]?(?:月|季度)|上半年)(?:同期|全年|年?[末底]|度)?"
)
WITH = re.compile(
    rf"(?P<subject>[^，。；：%\d]{{0,16}}?)(?:相比于?|相较于?|对比|比|较|与|同|和|跟)(?:{EARLY.pattern})的?[^，。；：%\d]{{0,4}}$"
)
AFTER_BASE = re.compile(r"(?:的[\u4e00-\u9fff]{1,6})?(?:相比较?|相较|比较|比起来|比)?，?(?:净|共|又|再)?$")
TOWARDS = re.compile(
    rf"(?:比|较|相比于?|相较于?|与|同)(?:(?P<year>20\d\d)年|今年|本年|当年)(?P<end>年?[末底]|全年|度)?(?:的?水平|相比)?，?(?:再|又|净|还要|将|要|力争|计划)*{VERB.pattern}"
)
NAMED = re.compile(
    r"([\u4e00-\u9fff]{2,12}?率)(?:要|将|力争|争取|确保|计划|稳定|保持|达|升|提高|提升|上升|增加|增至|到|至|为|在)*$"
)
AIMED = re.compile(r"^(?:力争|确保|争取|实现|推动|推进|促使|使|将|要|把|保持|努力|做到|全[镇乡县区市街省年])+")
SHARE = re.compile(r"的?(?:占比|比例|比重|份额)$")
ROLES, GROWTH = frozenset(("rate", "share", "other")), "growth"
LEAD, SHORTEST, PAIR = 30, 2, 2


def slipped(points: Points) -> bool:
    """Does what is printed look like the distance of the two: near it, a figure lost or too many, or told per cent of the base?"""
    distance = abs(points.now.exactly - points.base.exactly)
    if misprints.near(points.change.value, distance) or misprints.figure_lost(points.change.value, distance):
        return True
    relative = [Fraction(100) * distance / each.exactly for each in (points.base, points.now) if each.value]
    return bool(distance) and any(rounding.fits(points.change.value, each) for each in relative)


def changes(passage: Passage) -> Iterator[Points]:
    """Every change in points of a passage of which the words name both levels."""
    found = None
    for change in passage.figures:
        if change.kind != POINTS or change.vague or change.bound:
            continue
        found = _levels(passage) if found is None else found
        before = [each for each in found if each.figure.end <= change.start]
        if len(before) < PAIR:
            continue
        points = _from_to(passage, before, change) or _anaphor(passage, before, change)
        points = points or _with_base(passage, before, change)
        if points is not None:
            yield points


def _levels(passage: Passage) -> list[Percentage]:
    """The percentages that say how high a rate is: 提高到92% is one, 提高92% is not."""
    return [
        each for each in percentages(passage)
        if each.figure.percent and not each.figure.vague and not each.figure.bound
        and (each.role in ROLES or each.role == GROWTH and TO.search(_lead(passage, each.figure)) is not None)
    ]  # fmt: skip


def _lead(passage: Passage, figure: Figure) -> str:
    return passage.plain[max(figure.begins, figure.start - LEAD) : figure.start]


def _turn(passage: Passage, since: int, change: Figure) -> re.Match[str] | None:
    """The verb of a change right behind its levels."""
    words = passage.plain[since : change.start]
    verb = VERB.search(words)
    return verb if verb is not None and BETWEEN.fullmatch(words[: verb.start()]) is not None else None


def _told(base: Figure, now: Figure, change: Figure, verb: re.Match[str], *, firm: bool = True) -> Points:
    return Points(base, now, change, None if verb["apart"] else verb["less"] is not None, firm, firm)


def _from_to(passage: Passage, before: list[Percentage], change: Figure) -> Points | None:
    """由上年的76%提高到今年的92%，上升16个百分点"""
    base, now = (each.figure for each in before[-PAIR:])
    if base.sentence != change.sentence or now is not _last(passage, change):
        return None
    if FROM.search(_lead(passage, base)) is None or TO.search(passage.plain[base.end : now.start]) is None:
        return None
    verb = _turn(passage, now.end, change)
    return None if verb is None or "，" in passage.plain[base.end : now.start][1:-8] else _told(base, now, change, verb)


def _last(passage: Passage, change: Figure) -> Figure | None:
    """The figure right before a change."""
    before = [each for each in passage.figures if each.end <= change.start]
    return before[-1] if before else None


def _anaphor(passage: Passage, before: list[Percentage], change: Figure) -> Points | None:
    """占总数的45%，去年的这一比例为38.5%，前后相差6.5个百分点: what “this share” is stands right before it."""
    first, second = (each.figure for each in before[-PAIR:])
    between = passage.plain[first.end : second.start]
    if second is not _last(passage, change) or THIS.search(between) is None or first.sentence != change.sentence:
        return None
    if any(first.end <= each.start and each.end <= second.start for each in passage.figures):
        return None
    early = [_early(passage, each) for each in (first, second)]
    verb = _turn(passage, second.end, change)
    if verb is None or early.count(True) != 1:
        return None
    base, now = (first, second) if early[0] else (second, first)
    return _told(base, now, change, verb)


def _early(passage: Passage, figure: Figure) -> bool:
    """Is a level told of a time before that of the report?"""
    words = f"{figure.period}{figure.head}"
    year = figure.period[:4]
    if year.isdigit():
        return bool(passage.now) and year < passage.now
    return figure.compared or EARLIER.search(words) is not None or EARLY.search(figure.head) is not None


def _with_base(passage: Passage, before: list[Percentage], change: Figure) -> Points | None:
    """网办比例与去年的46.5%相比提高了7.5个百分点: the base stands right before the change, its subject names the level now."""
    base = before[-1].figure
    lead = WITH.search(_lead(passage, base))
    words = passage.plain[base.end : change.start]
    verb = VERB.search(words)
    if base is not _last(passage, change) or lead is None or verb is None or verb["apart"]:
        return None
    if AFTER_BASE.fullmatch(words[: verb.start()]) is None:
        return None
    subject = lead["subject"]
    levels = [
        each for each in before[:-1]
        if change.sentence - each.figure.sentence <= 1 and not _early(passage, each.figure)
    ]  # fmt: skip
    named = [each for each in levels if _called(passage, each, subject)]
    if len({each.figure.value for each in named}) != 1:
        return None
    points = _told(base, named[-1].figure, change, verb, firm=False)
    points.firm = slipped(points)
    return points


def _called(passage: Passage, level: Percentage, subject: str) -> bool:
    """Does the subject name the share of a level (网办比例, 网上办理的占比) or its rate?"""
    share = SHARE.search(subject)
    if share is None:
        return level.role == "rate" and len(subject) > SHORTEST and f"{level.name}率".endswith(subject[-4:])
    name = subject[: share.start()]
    if level.role != "share" or len(name) < SHORTEST:
        return False
    parts = [each for each in level.sentence.figures if each.end <= level.start and each.count]
    part = parts[-1] if parts else None
    if part is None or level.figure.clause - part.clause > 1:
        return False
    return name in part.head or short_names.stands_for(name, passage.plain, part.start)


def towards(manuscript: Manuscript) -> Iterator[tuple[Passage, Points]]:
    """力争持证率提高到100%，较2023年提高8个百分点: the level of that year is told elsewhere under the name of the rate."""
    for passage in manuscript.passages:
        for number, change in enumerate(passage.figures):
            if change.kind != POINTS or change.vague or change.bound or not number:
                continue
            now = passage.figures[number - 1]
            if not now.percent or now.vague or now.bound or now.sentence != change.sentence:
                continue
            than = TOWARDS.fullmatch(passage.plain[now.end : change.start].lstrip("，（"))
            name = NAMED.search(_lead(passage, now))
            if than is None or name is None or than["apart"]:
                continue
            year = than["year"] or (str(manuscript.year) if manuscript.year is not None else "")
            base = _of_year(manuscript, year, name[1], now)
            if base is not None:
                points = Points(base, now, change, than["less"] is not None)
                if slipped(points):
                    yield passage, points


def _of_year(manuscript: Manuscript, year: str, name: str, now: Figure) -> Figure | None:
    """The one level of a rate that the report tells for a year: with the year, or else as that of the report's own."""
    dated: list[Figure] = []
    own: list[Figure] = []
    for passage in manuscript.passages:
        if name[-3:] not in passage.plain:
            continue
        for each in _levels(passage):
            said = NAMED.search(_lead(passage, each.figure)) or _of_both(passage, each.figure)
            if each.figure is now or said is None or not _one_name(said[1], name):
                continue
            if year and f"{year}年" in passage.plain[max(0, each.figure.start - 8) : each.figure.start]:
                dated.append(each.figure)
            elif year == str(manuscript.year) and not manuscript.planned(passage) and not _early(passage, each.figure):
                own.append(each.figure)
    for found in (dated, own):
        if found:
            return found[0] if len({each.value for each in found}) == 1 else None
    return None


def _of_both(passage: Passage, figure: Figure) -> re.Match[str] | None:
    """持证率由2022年的76%提高到2023年的92%: the name stands before the level from which it rose."""
    before = [each for each in passage.figures if each.end <= figure.start and each.sentence == figure.sentence]
    if not before or not before[-1].percent or TO.search(_lead(passage, figure)) is None:
        return None
    return re.search(rf"([\u4e00-\u9fff]{{2,12}}?率)(?:由|从){YEAR}的?$", _lead(passage, before[-1]))


def _one_name(one: str, other: str) -> bool:
    """持证率 and 执法人员持证率, not 满意率 and 不满意率."""
    shorter, longer = sorted((AIMED.sub("", one), AIMED.sub("", other)), key=len)
    return longer.endswith(shorter) and longer[: -len(shorter)][-1:] not in ("不", "未", "非")
