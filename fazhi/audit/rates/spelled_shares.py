"""Shares told in words: 日常巡查21900件，占总数的一半      18个司法所中有12个…，占三分之二      30名，其中农民身份的有一半，即15名

A word stands for a stretch of shares; called wrong is only what lies clearly outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.rates import divided, named_parts
from fazhi.audit.rates.named_bases import core
from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage, Sentence

WORD = (
    r"(?P<about>近|接近|将近|约|大约|超过?|逾|不足|不到)?(?:(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])"
    r"|(?P<half>一半|半数)|(?P<tenths>[一二三四五六七八九])成(?:(?P<five>半)|(?P<unit>[一二三四五六七八九]))?)(?P<more>以上|还?多|强)?(?:左右|上下)?"
)
SAID = re.compile(
    rf"(?:占(?:比|到|了|去)?(?P<all>总数|全部|总量)?的?|(?:占|为|是|达到?|相当于|完成)(?P<name>[\u4e00-\u9fff]{{2,10}}?)的){WORD}(?=[，。；、）])"
)
THAT_IS = re.compile(rf"[有占]{WORD}(?=(?P<is>，即)\d)")
AMONG = re.compile(rf"(?<=\d[件起户人名个家]){named_parts.AMONG}{WORD}(?=[，。；、）])")
GAP = re.compile(r"[^，。；：\d]{0,20}，?约?")
SUBJECT = re.compile(r"[，。；：（](?:其中)?(?P<subject>[\u4e00-\u9fff]{2,10}?)(?:类|数量|件数|总数)?(?:大?约|仅|只)?$")
OF_BEFORE = re.compile(r"去年|上一?年|同期|往年|以前|原来|计划|目标|任务|平均")
OUT_OF = re.compile(r"[^，。；：\d]{0,10}[中里]，?[^，。；：\d]{0,12}")
TOGETHER = re.compile(r"(?:共|合计|共计|加起来|相加)[^，。；：\d]{0,4}$")
PERIOD = re.compile(r"第?[一二三四]季度|[上下]半年|1?\d月")
# 一、四季度合计84起 is neither of the first quarter nor of the last.
WITH_ANOTHER = re.compile(r"[一二三四度年月\d][、和及与至到]$")
NEARLY, PAIR = Fraction(1, 50), 2
HALF, DIGITS = "一半", "零一二三四五"
TOLD_OFF = re.compile(r"[\u4e00-\u9fff]{0,4}[，（：]其中")
MEAN = re.compile(r"平均|均$|^每")
LEAD, BACK, SHORTEST = 24, 1, 2
LEAST = 10
TENTH, PART, EXACTLY = 8, 6, 3
"""Percentage points that a word may be off: 四成 said of anything from 32 to 48, 四分之一 from 19 to 31."""
ROUND = 1
"""近三成 is less, 超三成 more; by so much either may be the round share itself."""
BELOW = ("近", "接近", "将近", "不足", "不到")
ABOVE = ("超", "超过", "逾")
FAR_BELOW = 12


Elsewhere = Callable[[Figure, str], Figure | None]
"""Asked for the whole of a part by the name that the share gives it, or for the part of a whole."""


@dataclass(slots=True)
class Spelled:
    """One share in words with its two counts."""

    start: int
    end: int
    part: Figure
    base: Figure
    fits: bool


def spelled(passage: Passage, elsewhere: Elsewhere, parts: Elsewhere) -> Iterator[Spelled]:
    """The shares in words whose two counts the passage gives, or whose base ``elsewhere`` finds by the part and the name.

    ``parts`` finds the part by the whole and its name.
    """
    text = passage.plain
    if "分之" not in text and "成" not in text and "半" not in text:
        return
    for sentence in passage.sentences:
        if not sentence.figures:
            continue
        for pattern in (SAID, THAT_IS, AMONG):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                if pattern is SAID:
                    pair = _told(passage, sentence, match, elsewhere)
                else:
                    pair = _that_is(sentence, match) if pattern is THAT_IS else _among(sentence, match, parts)
                if pair is None:
                    continue
                part, base = pair
                fits = within(100 * part.exactly / base.exactly, match)
                named = pattern is SAID and match["name"] is not None
                if fits or named or not _by_another(passage, part, match):
                    yield Spelled(match.start(), match.end(), part, base, fits)


def _told(
    passage: Passage, sentence: Sentence, match: re.Match[str], elsewhere: Elsewhere
) -> tuple[Figure, Figure] | None:
    """The count right before 占, out of the one before it, or of what it and its neighbours add up to."""
    before = [each for each in sentence.figures if each.end <= match.start()]
    called = _called(passage, sentence, match.start())
    if called is not None or match["name"]:
        return _by_name(passage, sentence, match, called, elsewhere)
    part = before[-1] if before else None
    if part is None or not _sound(part) or GAP.fullmatch(passage.plain, part.end, match.start()) is None:
        return None
    whole = before[-2] if len(before) > 1 else None
    if whole is not None and OUT_OF.fullmatch(passage.plain, whole.end, part.start) and not match["all"]:
        return (part, whole) if _of(part, whole) else None
    told_off = whole is not None and TOLD_OFF.match(passage.plain, whole.end, part.start) is not None
    if whole is not None and told_off and not match["all"] and _of(part, whole):
        return part, whole  # 办件18940件，其中即办件16095件，占八成五
    base = divided.proven(passage, part) or _of_list(passage, part)
    return (part, base) if base is not None and _of(part, base) else None


def _of_list(passage: Passage, part: Figure) -> Figure | None:
    """新收64件中公安17件、自然资源14件、……。公安、自然资源、人社三个领域共43件，约占四分之三: the total of the list, for some of it together."""
    if TOGETHER.search(part.head) is None:
        return None
    before = [each for each in passage.figures if each.end <= part.start and each.kind == part.kind and _sound(each)]
    for at, whole in enumerate(before):
        if whole.value > part.value and part.sentence - whole.sentence <= BACK:
            if any(summed(before[at + 1 : end]) == whole.value for end in range(at + 3, len(before) + 1)):
                return whole
    return None


def _called(passage: Passage, sentence: Sentence, end: int) -> Figure | None:
    """通组路11.2公里、产业路5.6公里，通组路占…: the one count that bears the words right before the share."""
    found = SUBJECT.search(passage.plain, max(sentence.start, end - LEAD), end)
    if found is None:
        return None
    name = found["subject"]
    named = [each for each in sentence.figures if each.end <= found.start() + 1 and _plain(each)]
    named = [each for each in named if each.head.removeprefix("其中").endswith(name) or each.tail.startswith(name)]
    return named[-1] if len({each.value for each in named}) == 1 else None


def _by_name(
    passage: Passage, sentence: Sentence, match: re.Match[str], called: Figure | None, elsewhere: Elsewhere
) -> tuple[Figure, Figure] | None:
    """The count that is called so or stands right before, out of the one that the share names, or that 其中 tells it off from."""
    text, before = passage.plain, [each for each in sentence.figures if each.end <= match.start()]
    part = called
    if part is None and before and GAP.fullmatch(text, before[-1].end, match.start()):
        part = before[-1]
    if part is None or not _plain(part) or MEAN.search(part.head):
        return None
    greater = [
        each for each in passage.figures
        if each.end <= part.start and _plain(each) and each.kind == part.kind and each.value > part.value
        and part.sentence - each.sentence <= BACK and (each.value >= LEAST or each.step)
    ]  # fmt: skip
    if match["name"]:
        name = core(match["name"]).rstrip("量数额")
        if len(name) < SHORTEST or OF_BEFORE.search(match["name"]):
            return None
        period = PERIOD.match(name)
        if period is None:
            named = [each for each in greater if name[-SHORTEST:] in f"{each.head}|{each.tail[:4]}"]
        else:
            named = [each for each in greater if _of_period(text, each, period.group())]
        if match["name"].startswith("全") and "总" in match["name"]:
            # 山林面积10927.53公顷，其中毛竹山1747.87公顷，占全县总面积的五分之一: only what is called the total is it.
            named = [each for each in named if "总" in each.head or match["name"][:SHORTEST] in each.head]
        if not named:
            whole = elsewhere(part, match["name"])
            return (part, whole) if whole is not None else None
        return (part, named[-1]) if len({each.value for each in named}) == 1 else None
    told_off = [each for each in greater if TOLD_OFF.match(text, each.end) and each.sentence == part.sentence]
    return (part, told_off[-1]) if told_off and told_off[-1] is greater[-1] else None


def _of_period(text: str, figure: Figure, period: str) -> bool:
    """一季度48起, of 占一季度的近一半: is it told of that period, and of no other with it?"""
    at = text.rfind(period, figure.start - len(figure.head), figure.start)
    return at >= 0 and WITH_ANOTHER.search(text, max(0, at - PAIR), at) is None


def _plain(figure: Figure) -> bool:
    """An amount may be the part or the whole of a share in words as well as a count."""
    return figure.count and not figure.vague and not figure.bound and not figure.compared


def _that_is(sentence: Sentence, match: re.Match[str]) -> tuple[Figure, Figure] | None:
    """30名…，其中农民身份的有一半，即15名"""
    part = next((each for each in sentence.figures if each.start == match.end("is")), None)
    before = [each for each in sentence.figures if each.end <= match.start() and part and each.kind == part.kind]
    return (part, before[-1]) if part is not None and before and _sound(part) and _of(part, before[-1]) else None


def _among(sentence: Sentence, match: re.Match[str], parts: Elsewhere) -> tuple[Figure, Figure] | None:
    """物业纠纷186件……。738件中物业纠纷已占到四分之一"""
    whole = next((each for each in sentence.figures if each.end == match.start()), None)
    part = None if whole is None else parts(whole, match["name"])
    return (part, whole) if part is not None and whole is not None else None


def _by_another(passage: Passage, part: Figure, match: re.Match[str]) -> bool:
    """办结90件，其中调解45件，占一半；判决30件，占三分之一: 45 is the sum of two others by chance, and 90 gives the share."""
    before = [each for each in passage.figures if each.end <= part.start and _of(part, each)]
    return any(within(100 * part.exactly / each.exactly, match) for each in before)


def _sound(figure: Figure) -> bool:
    return figure.count and figure.exact and not figure.compared


def _of(part: Figure, whole: Figure) -> bool:
    return _sound(whole) and whole.kind == part.kind and whole.value > part.value and whole.value >= LEAST


def within(percent: Fraction, match: re.Match[str]) -> bool:
    """Would somebody say this word of so many percent?"""
    said, off = _said(match)
    if match["about"] in BELOW:
        return said - max(off, FAR_BELOW) <= percent <= said + ROUND
    if match["about"] in ABOVE or match["more"]:
        return percent >= said - ROUND
    return abs(percent - said) <= off


def _said(match: re.Match[str]) -> tuple[Fraction, int]:
    """(the share in percent, how far off it may be)"""
    if match["half"]:
        return Fraction(50), PART
    if match["tenths"]:
        tenths = 10 * (numerals.read(match["tenths"]) or 0)
        if match["unit"]:
            return Fraction(tenths + (numerals.read(match["unit"]) or 0)), EXACTLY  # 七成五
        return Fraction(tenths + (5 if match["five"] else 0)), TENTH
    return Fraction(100 * (numerals.read(match["above"]) or 0), numerals.read(match["below"]) or 1), PART


def in_words(share: Fraction) -> str:
    """The plain fraction that a share is as good as, as a report would write it; empty if it is none."""
    for below, above in ((2, 1), (3, 1), (3, 2), (4, 1), (4, 3), (5, 1), (5, 2), (5, 3), (5, 4)):
        if abs(share - Fraction(above, below)) < NEARLY:
            return HALF if below == PAIR else f"{DIGITS[below]}分之{DIGITS[above]}"
    return ""
