"""A rate or a share without its sign, wherever it stands: 办结率达100，满意率97。 占91.7，.

Not every 率 is a percentage (汇率, 死亡率 of so many in a million), and a share printed as 0.35 is none without its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from fazhi.audit.text import wording
from fazhi.audit.text.passages import Passage

Lost = tuple[tuple[int, int], str]
"""(span, the words with their sign)"""
NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?=[，。；）]|以上[，。；）])"
SAID = r"(?:均|已|都|仅)?(?:高?达到?|为|约为?|是|[提上][升高][到至]|[下降][降低][到至]|保持在|稳定在)?"
SHARE = re.compile(
    rf"占(?:比{SAID}{NUMBER}|(?:[^，。；：、\d%]{{0,8}}的)?(?P<part>[1-9]\d?\.\d{{1,2}})(?=[，。；）]))"
    r"|占[^，。；：、\d%]{1,8}总(?:量|数|额|人口|人数|件数)的(?P<whole>[1-9]\d)(?=[，。；）])"
)
# 较去年同期上升13，: a count without its unit may be meant, unless others of the sentence have lost their sign.
CHANGE = re.compile(
    r"(?:同比|环比|[比较](?:上年|去年)(?:同期)?)(?:增长|上升|下降|降低|提高)了?约?(?P<number>\d{1,3}(?:\.\d{1,2})?)(?=[，。；）])"
)
# 接待1126件，较去年同期1258件下降了10，: what the two levels give is the percentage, and not the difference.
COUNTED = r"(?:件次|批次|人次|[件批起宗户次个例]|人)(?:（[^）]{1,3}）)?(?:次|人)?"
THAN = re.compile(
    rf"(?<!\d)(?P<now>\d{{1,7}}){COUNTED}，(?:同)?[比较](?:上年|去年|上月)(?:同期)?的?(?P<base>\d{{1,7}}){COUNTED}"
    r"(?:相比)?，?(?:增长|增加|上升|下降|降低|减少)了?(?P<number>\d{1,3}(?:\.\d{1,2})?)(?=[，。；）])"
)
SIGNED = re.compile(r"占(?:比|[^，。；：、\d%]{0,8}的)?\d{1,2}(?:\.\d{1,2})?%")
A_COLUMN = 2
"""So many shares of a paragraph without a sign, and most of them, are a column whose head may have borne it."""
DEALT = re.compile(r"分别|依次|各占|得分|指数|排名|位次|系数|每[万千百]|‰|比值|倍")
BEGINS = "。；\n"
HUNDRED = 100


@cache
def _rate() -> re.Pattern[str]:
    """A rate that is always a percentage."""
    return re.compile(rf"率(?<=(?:{wording.load('blanks')['percent_rates']})率){SAID}{NUMBER}")


def lost(passage: Passage) -> Iterator[Lost]:
    """Every such rate of a paragraph."""
    text = passage.plain
    found = [match for match in _rate().finditer(text) if _percentage(text, match)]
    shares = [match for match in SHARE.finditer(text) if _percentage(text, match)]
    if len(shares) < A_COLUMN or len(shares) <= len(SIGNED.findall(text)):
        found += shares
    found += [match for match in THAN.finditer(text) if _fits(match)]
    if found:
        found += CHANGE.finditer(text)
    for match in sorted(found, key=re.Match.start):
        start = match.start()
        while start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff" and match.start() - start < 6:
            start -= 1
        yield (start, match.end()), f"{text[start : match.end()]}%"


def _fits(match: re.Match[str]) -> bool:
    now, base, printed = int(match["now"]), int(match["base"]), Decimal(match["number"])
    change = abs(now - base)
    return base > 0 and printed != change and abs(Fraction(HUNDRED * change, base) - Fraction(printed)) < 1


def _percentage(text: str, match: re.Match[str]) -> bool:
    groups = match.groupdict()
    printed = groups["number"] or groups.get("part") or groups.get("whole") or "0"
    begin = max(text.rfind(mark, 0, match.start()) for mark in BEGINS) + 1
    end = min((at for mark in BEGINS if (at := text.find(mark, match.end())) >= 0), default=len(text))
    return 1 <= float(printed) <= HUNDRED and DEALT.search(text[begin:end]) is None
