"""Last year's number where a report looks back once more or plans from it: 热线投诉512件, where the body has 438件，较上年的512件减少74件.

The words beside it name the same thing, nothing there speaks of another year, and wherever else the number is printed it is told
of the year before. Opening stocks (年初, 结转) are told of now and of the year before at once; a plan says from what it starts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.repeats.levels_to_beat import AIMED, Level
from fazhi.audit.repeats.words_beside import words_beside, words_of
from fazhi.audit.text import plans, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Place = tuple[int, Passage, Figure]
OPENING, END, APART = 4, 0.6, 2
"""Up to such a paragraph a report opens, from such a part of them on it looks back; the two stand so many paragraphs apart."""
LEAST, FEWEST, MANY = 10, 2, 4
"""The least number; so many digits do where the words say 由8.0, and so many (追回的达41921件) are not met twice by chance."""
LEAD, BEFORE, BEHIND = 30, 60, 20
WIDE, RIGHT_BEHIND = 24, 12
CLAUSE = re.compile(r"[，。；：]")
EARLIER = re.compile(r"上一?年|[去前]年|同期|以往|历年|往年|上届|上期|年初|期初|结转|未结|(?<!新)增|[升降减]|幅")
WAS = r"[比较与同由从上去]{label}[^，。；：\d]{{0,12}}$"
REACHED = re.compile(r"[到至成]$|(?<!新)增|减|[由从].*为$")
# 上年发现隐患1985处、整改1912处: the year is said of the second as of the first.
LISTED = re.compile(r"\d[\d.]*[\u4e00-\u9fff]{1,3}、")
# 全年列管（上年底在册加本年接收）592人: what a closed bracket says of the year before is not said of the number.
BRACKET = re.compile(r"（[^（）]*）")
# 上年结转9件、本年新收277件; 上年窗口人员也是22人: of this year, or of both.
OF_BOTH = re.compile(r"[今本]年|也[是为有]|同[样为]|均[为是]|都是")
# 由1752件增加到2150件, 在874户次的基础上, 现有的213名: a plan starts from what there is; 达到40件 is wanted.
STARTED = re.compile(r"[由从在比较以对]|现有|[今本]年|上半年|20\d\d年")
# 在今年办理登记26983件的基础上, 紧盯2025年455.7万元罚款: the words name the year.
THIS = re.compile(r"[今本]年[^，。；：\d]{0,10}$|上半年的?$|20\d\d年$")
START = re.compile(r"[由在]$")
# 在上半年的46场中, in the report of a whole year: of a half of it alone.
HALF = re.compile(r"[上下]半年")
YEAR = re.compile(r"20\d\d(?=年)")
# 2021年至2023年，受理…分别为742件、918件、1187件；应诉案件分别为869件、812件、734件
ROW_OF_YEARS = re.compile(r"20\d\d年?[至到—-]+20\d\d年[^。]*(?:分别|依次)[^。]*$")
FROM = re.compile(r"[由从自比较]")
CHANGED_TO = re.compile(r"[^，。；：\d]{0,8}[到至为]\d")
# 在今年176场的基础上，全年普法不少于200场: what is aimed at names what it starts from.
AIM_SAID = re.compile(r"的?基础上，([^，。；：\d]{2,12})\d")
# 下半年，将推动…达到97%: a sentence so begun says what is to come, in whatever part it stands.
TO_COME = re.compile(r"(?:下半年|下一?步|今后)，?[^，。；\d]{0,6}[将拟]")
# 总的来看，2023年…, under 下一步打算: it looks back for all that.
BACK = re.compile(
    r"总的来?[看说]|回顾|综观|综合(?:全年|来看|起来看)|总体(?:上|来)?看|过去(?:的)?一年|一年来|总结(?:成绩|过去|全年)"
)


def not_updated(manuscript: Manuscript) -> Iterator[Level]:
    """Every such number, and where it is told of the year before."""
    last = len(manuscript.passages)
    places: dict[tuple[Decimal, str], list[Place]] = defaultdict(list)
    for number, passage in enumerate(manuscript.passages):
        for each in passage.figures:
            if each.count or each.percent:
                places[each.value, each.unit].append((number, passage, each))
    for told in places.values():
        if len(told) < FEWEST:
            continue
        if told[-1][0] >= END * last:
            yield from _of_last_year(manuscript, told[-1], told[:-1])
        if told[0][0] <= OPENING:
            yield from _of_last_year(manuscript, told[0], told[1:])


def _of_last_year(manuscript: Manuscript, place: Place, others: list[Place]) -> Iterator[Level]:
    """The number that looks back or ahead, where all others are told of the year before and one of them names the same thing."""
    number, passage, figure = place
    planned = plans.planned(manuscript)
    if not _now(manuscript, passage, figure):
        return
    if any(abs(number - each[0]) < APART or each[1].index in planned for each in others):
        return
    if not all(_then(manuscript, each[1], each[2]) for each in others):
        return
    words = words_beside(passage, figure, WIDE, RIGHT_BEHIND) | _aim(passage, figure)
    telling = rounding.telling(figure.value) >= MANY
    named = (each for each in others if telling or words & _beside(passage, figure, *each[1:]))
    found = next((each for each in named if not _aimed_from(passage, figure, each[1])), None)
    if found is not None:
        yield Level(passage, figure, *found[1:])


def _aim(passage: Passage, figure: Figure) -> set[str]:
    match = AIM_SAID.match(passage.plain, figure.end)
    return words_of(match[1]) if match is not None else set()


def _beside(passage: Passage, figure: Figure, there: Passage, other: Figure) -> set[str]:
    """The words beside it in the body; those of its whole sentence where the year is named (在今年176场的基础上)."""
    beside = words_beside(there, other, BEFORE, BEHIND)
    if THIS.search(_clause(passage, figure)) is None:
        return beside
    begun = there.plain.rfind("。", 0, other.start) + 1
    return beside | words_of(there.plain[begun : other.start])


def _clause(passage: Passage, figure: Figure) -> str:
    return CLAUSE.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]


def _now(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """Is it told of this year, or by a plan as that from which it starts?"""
    lead = _clause(passage, figure)
    # 达到97%以上 is a bound, and no number that was told before; 控制在2022年的16个以内 starts from one.
    if figure.bound and YEAR.search(lead) is None and THIS.search(lead) is None:
        return False
    if figure.vague or figure.spelled or EARLIER.search(lead) is not None:
        return False
    if manuscript.whole_year and HALF.search(lead) is not None:
        return False
    started = THIS.search(lead) or START.search(lead)
    if figure.value < LEAST and not (started and len(rounding.figures(figure.value)) >= FEWEST):
        return False
    if any(int(each) != manuscript.year for each in YEAR.findall(lead)):
        return False
    if _ahead(manuscript, passage, figure):
        return STARTED.search(lead) is not None
    begun = passage.plain.rfind("。", 0, figure.start) + 1
    if (
        figure.period.isdigit()
        and figure.period != str(manuscript.year)
        or ROW_OF_YEARS.search(passage.plain, begun, figure.start)
    ):
        return False  # 2021年至2023年分别为648件、573件、512件
    return FROM.search(lead) is None


def _ahead(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """Does it stand in the plan (but 总的来看，2023年… looks back there), or behind what its sentence aims at (力争, 下半年，将)?"""
    begun = passage.plain.rfind("。", 0, figure.start) + 1
    if AIMED.search(passage.plain, begun, figure.start) or TO_COME.match(passage.plain, begun):
        return True
    return passage.index in plans.planned(manuscript) and BACK.match(passage.plain) is None


def _then(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """上年为512件; 比2023年的512件: is it told as of the year before?"""
    lead = LISTED.sub("", BRACKET.sub("", _clause(passage, figure)))
    years = ["年", *([f"{manuscript.year - 1}年"] if manuscript.year else [])]
    said = any(re.search(WAS.format(label=each), lead) is not None for each in years)
    return said and REACHED.search(lead) is None and OF_BOTH.search(lead) is None


def _aimed_from(passage: Passage, figure: Figure, there: Passage) -> bool:
    """巩固由362次减少到214次的成果: is the level it changed to told there as well? Not of one that is told of this year by name."""
    if CHANGED_TO.match(passage.plain, figure.end) is None or THIS.search(_clause(passage, figure)) is not None:
        return False
    behind = next((each for each in passage.figures if figure.end <= each.start), None)
    return behind is not None and any(behind.value == each.value and behind.kind == each.kind for each in there.figures)
