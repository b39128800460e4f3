"""Lists of which the words themselves say that they add up: 线上办理48510件，线下办理24990件，线上和线下之和即为业务总量.

No number stands behind; the total is the one count of the unit told before the list that is not another year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import rounded_away, slipped
from fazhi.audit.text import numerals
from fazhi.audit.text.change_words import CHANGED_TO, EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

SUMMED = re.compile(
    r"[，；。（](?P<of>[^，。；：（）\d]{2,20}?)(?:之和|相加|加总|加起来|合起来|累加|汇总|合并)(?:计算|后|起来)?"
    r"(?:正好|恰好|刚好|恰|正|便|也|就|即)*(?:为|是|等于|构成)(?:[^，。；：（）\d]{0,12})"
    r"(?:总[数量额]|总计|全部[\u4e00-\u9fff]{0,6}|总[\u4e00-\u9fff]{2,6}数?)[，。；）]"
)
NUMBER = re.compile(r"([两二三四五六七八九十])(?:项|者|类|种|块|部分|方面|个|级|支|路|笔)")
NAMES = re.compile(r"[和与及同、加]")
LEAST, MOST = 2, 12
SLIP = 2


def called_whole(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, parts) of every such list that does not come to its total."""
    for match in SUMMED.finditer(passage.plain):
        before = [each for each in passage.figures if each.end <= match.start() + 1 and each.count and each.unit]
        number = _number(match["of"])
        if not before or number < LEAST or number > MOST:
            continue
        same = [each for each in before if each.kind == before[-1].kind]
        parts, wholes = same[-number:], same[:-number]
        sound = all(not (each.vague or each.bound or EARLIER.search(each.head)) for each in parts)
        if (
            len(parts) < number
            or not sound
            or parts[0].sentence != parts[-1].sentence
            or not _named(parts, match["of"])
        ):
            continue
        total = _total(wholes, parts)
        if total is not None:
            yield total, parts


def _number(words: str) -> int:
    """四项 → 4, 线上和线下 → 2"""
    said = NUMBER.search(words)
    value = numerals.read(said[1]) if said is not None else len(NAMES.split(words))
    return value or 0


def _named(parts: list[Figure], words: str) -> bool:
    """Are the parts those that the words name, if they do: 线上和线下, not 四项?"""
    if NUMBER.search(words) is not None:
        return True
    return all(
        name[-LEAST:] in each.head or name[:LEAST] in each.head
        for name, each in zip(NAMES.split(words), parts, strict=True)
    )


def _total(wholes: list[Figure], parts: list[Figure]) -> Figure | None:
    """The one count that may be meant; nothing where any is what the parts come to."""
    if any(rounded_away(each, parts) for each in wholes):
        return None
    most = max(each.value for each in parts)
    now = [each for each in wholes if each.value > most and not each.bound and not each.vague]
    # 由2024年的40万元增至2025年的46.8万元
    now = [each for each in now if CHANGED_TO.search(each.head) or not EARLIER.search(f"{each.period}{each.head}")]
    for found in (now, [each for each in now if slipped(parts, each, SLIP)]):
        if len({each.value for each in found}) == 1:
            return found[-1]
    return None
