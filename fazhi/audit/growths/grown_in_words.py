"""Growth told in words: 由22件增至44件，翻了一番; 审核125份，较上年增长四分之一（上年为100份）; 12件，比上年的6件增加一倍.

A word stands for a stretch of changes; called wrong is only what lies clearly outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths import increments
from fazhi.audit.growths.changes import Levels, falls, levels
from fazhi.audit.rates.spelled_shares import WORD, within
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import EXACT, PERCENT, Figure
from fazhi.audit.text.passages import Passage, Sentence
from fazhi.audit.text.percentages import Percentage

DOUBLED = re.compile(r"翻了?(?P<times>[一两二三123])番(?![多半])")
GROWN = re.compile(
    rf"(?:增长|增加|上升|提高|下降|减少|降低|压缩|压减|缩短|扩大|精简|节约|[增升降])了?(?P<word>{WORD})(?=[，。；、（）])"
)
TIMES = {"一": 1, "两": 2, "二": 2, "三": 3, "1": 1, "2": 2, "3": 3}
# 比2021年减少超过三成: of that year's level, and of no other.
AGAINST = re.compile(r"[比较](20\d\d)年[^，。；：\d]*$")
OF_BEFORE = re.compile(
    r"[（，](?:而)?(?:[去上前]一?年|20\d\d年|同期|年初)(?:同期|全年|年?[末底]|度)?[\u4e00-\u9fff]{0,4}"
)
LED = re.compile(
    r"，?[^，。；：、（）\d]{0,4}(?:[比较](?:[去上前]一?年|20\d\d年|年初)(?:同期|全年|度)?|同比)?[^，。；：、（）\d]{0,6}"
)
NEAR = Fraction(15, 100)
"""So much may a doubling be off: 翻了一番 said of anything from 1.85 to 2.3 times."""
MOST_TIMES, DAY = 16, "day"
CLAUSE, OF_TIME = re.compile(r"[，。；：]"), re.compile(r"时限|时间|时长|用时|周期")
"""141件，比上年的119件增加22件，承诺时限平均压缩六成以上: how long it took is another matter."""


@dataclass(slots=True)
class Told:
    """One growth in words with the two levels that the words compare."""

    start: int
    end: int
    pair: Levels
    fits: bool


def grown(passage: Passage) -> Iterator[Told]:
    """The growths in words whose two levels the passage gives beyond doubt."""
    text = passage.plain
    doubled, spoken = "番" in text, any(each in text for each in ("分之", "成", "半"))
    if not doubled and not spoken:
        return
    for sentence in passage.sentences:
        for pattern in (DOUBLED, GROWN):
            if pattern is DOUBLED and not doubled or pattern is GROWN and not spoken:
                continue
            for match in pattern.finditer(text, sentence.start, sentence.end):
                told = _told(passage, sentence, match, pattern is DOUBLED)
                if told is not None:
                    yield told


def _told(passage: Passage, sentence: Sentence, match: re.Match[str], doubled: bool) -> Told | None:
    at = match.start() if doubled else match.start("word")
    word = Figure(
        start=at, end=match.end(), text=match.group(), value=Decimal(1), step=EXACT, unit=PERCENT, kind=PERCENT,
        vague=False, bound="", spelled=True,
    )  # fmt: skip
    word.sentence = next((each.sentence for each in sentence.figures), 0)
    word.segment = next((each.segment for each in reversed(sentence.figures) if each.start < at), 0)
    claim = Percentage(passage, sentence, word, "growth", "", match.start(), "")
    found = [each for each in [*increments.levels(claim), *levels(claim)] if _sound(each)]
    said = CLAUSE.split(passage.plain[sentence.start : match.start()])[-1]
    found = [each for each in found if each.now.kind == DAY or OF_TIME.search(said) is None]
    year = AGAINST.search(passage.plain[sentence.start : match.start()])
    if year is not None:
        found = [each for each in found if not each.base.period or year[1] in each.base.period]
    if not found or year is not None and not any(year[1] in each.base.period for each in found):
        return None
    found = found[:1] if found[0].only else found
    fits = [_fits(each, match, doubled, falls(claim)) for each in found]
    if not any(fits) and not found[0].sure:
        return None
    if (
        doubled
        and not any(fits)
        and not _other_doubling(found[0], match)
        and not _in_one_breath(passage, found[0], match)
    ):
        return None
    return Told(match.start(), match.end(), found[fits.index(True) if any(fits) else 0], any(fits))


def _sound(pair: Levels) -> bool:
    # 比2024年实际多384件；……提高到1500件，增加四分之一: what is more is no level.
    more = pair.change is None and CHANGE.search(pair.base.head) is not None
    return not more and not any(each.vague or each.bound for each in (pair.now, pair.base)) and pair.base.low > 0


def _fits(pair: Levels, match: re.Match[str], doubled: bool, fall: bool) -> bool:
    now, base = pair.now.exactly, pair.base.exactly
    if doubled:
        return _is_times(now / base, 2 ** TIMES[match["times"]])
    return within(100 * (base - now if fall else now - base) / base, match)


def _other_doubling(pair: Levels, match: re.Match[str]) -> bool:
    """6件 to 12件 printed as 翻了两番: another doubling fits, so that this one is the slip."""
    ratio = pair.now.exactly / pair.base.exactly
    return ratio < MOST_TIMES and any(_is_times(ratio, 2**each) for each in {1, 2, 3} - {TIMES[match["times"]]})


def _in_one_breath(passage: Passage, pair: Levels, match: re.Match[str]) -> bool:
    """132次，比上年翻了一番（上年96次）: is the level right before the word, and that of before in brackets right behind it?"""
    behind = OF_BEFORE.fullmatch(passage.plain, match.end(), pair.base.start)
    return behind is not None and LED.fullmatch(passage.plain, pair.now.end, match.start()) is not None


def _is_times(ratio: Fraction, times: int) -> bool:
    return times * (1 - NEAR / 2) <= ratio <= times * (1 + NEAR)
