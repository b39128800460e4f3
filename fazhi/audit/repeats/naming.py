"""Do two mentions name one thing? 16个司法所中 is of what 设司法所16个 states, 首违不罚的612宗案件 of 首违不罚案件612宗."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fazhi.audit.repeats.mentions import AMONG, DEFINITE, Mention, bare, canonical, pattern

SHORTEST = 2
NAMED = 3
"""Characters by which a thing is known without further proof."""
LONG = 6
KIND = re.compile(r"类?(?:案件|纠纷|投诉|诉求|警情|事项|问题|隐患)")
LEAST_TOTAL = 20
"""A total by which two sentences are known to speak of one thing; 11个 is said of many things."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well two mentions name one thing: characters in common, and whether the other has words besides."""

    common: int
    exact: bool
    kind: bool = False
    """Is the other one called by the name of the kind only?"""


def taken_up_by(mention: Mention) -> str:
    """The words by which a number is taken up again; nothing where it is only stated."""
    if mention.form == "reckoned":
        return ""
    if mention.form in ("some", "every", "which", "subject", "all"):
        return mention.thing or bare(mention.name) or (mention.topic if mention.form == "some" else "")
    if mention.form == "of" and not mention.name:
        return mention.thing  # 240人次的实地走访
    if mention.form in DEFINITE:
        return bare(mention.name)
    if mention.base is not None and ("中" in mention.left or "里" in mention.left):
        among = AMONG.sub("", mention.left)
        if among != mention.left:
            return bare(canonical(among))  # 1087名人民调解员中专职的只有128名
    return bare(mention.name) if mention.name.startswith("应") else ""


def named(again: Mention, words: str, other: Mention) -> Match | None:
    """Do the words of ``again`` name what ``other`` counts?"""
    different = pattern("other").search(other.left)
    if different is not None and different.group() not in words and other.form not in DEFINITE:
        return None
    if again.form == other.form == "which" and _go_apart(again.thing, other.thing, len(again.name)):
        return None
    name = other.name or (other.topic if not other.thing else "")
    if of_one_total(again, other) and words in name:
        return Match(len(words), True)
    if again.form == "some" and not again.thing:
        # 公证员仍少，全市68名中…: the topic begins with the thing.
        thing = bare(name)
        return Match(len(thing), True) if len(thing) >= NAMED and words.startswith(thing) else None
    thing = bare(name)
    if again.form == "subject" and len(thing) >= NAMED and again.topic.startswith(thing):
        return Match(len(thing), True)  # 预付卡投诉居高不下，321件投诉占…
    whole = again.whole if words is again.thing else len(words)
    best = _covered(words, whole, name) if name else None
    if other.thing and (other.whole or other.form == "subject"):
        same = 0
        while same < min(len(words), len(other.thing)) and words[same] == other.thing[same]:
            same += 1
        least = max(whole, other.whole, NAMED)
        if same >= least and (best is None or same > best.common):
            best = Match(same, True)
    return best


def _go_apart(one: str, two: str, name: int) -> bool:
    """153件议案涉及的12个立法项目, 37件议案涉及的22个监督项目: what was said before the two numbers is the same, what they count is not."""
    first, second = one[name:][:SHORTEST], two[name:][:SHORTEST]
    return one[:name] == two[:name] and len(first) == len(second) == SHORTEST and first != second


def of_one_total(again: Mention, other: Mention) -> bool:
    """Are both parts of one total: 下放38项，能接住27项 … 38项里，接住的27项?"""
    one, two = again.base, other.base
    if one is None or two is None or one is two:
        return False
    return one.value == two.value and one.kind == two.kind and again.figure.value < one.value > LEAST_TOTAL


@cache
def _covered(words: str, whole: int, name: str) -> Match | None:
    """``words`` from their beginning in ``name``, in pieces of two characters at least, up to its end."""
    at = position = 0
    first = None
    while at < len(words):
        size = 0
        for length in range(min(len(words) - at, len(name) - position), SHORTEST - 1, -1):
            start = name.find(words[at : at + length], position)
            if start >= 0:
                first = start if first is None else first
                position, size = start + length, length
                break
        if not size:
            break
        at += size
    if at < SHORTEST or first is None:
        return _contained(words, whole, name)
    rest, behind = words[at:whole], name[position:]
    if rest and pattern("plain").fullmatch(rest) is None:
        return _contained(words, whole, name)
    if behind and pattern("plain").fullmatch(behind) is None and at < LONG - 1:
        return None
    if not whole and behind and at < LONG:
        return None
    return Match(at, len(bare(name)) <= at + len(behind) and not name[:first].strip() or bare(name) == name[first:])


def _contained(words: str, whole: int, name: str) -> Match | None:
    """县住建局 is called 住建 in a list, 受援军人军属 are the 军人军属 of another one."""
    thing = bare(name)
    at = words.find(thing)
    if not whole or at < 0 or len(thing) < SHORTEST:
        return None
    before, after = words[:at], words[at + len(thing) : whole]
    if pattern("affix").search(before) and pattern("affix").fullmatch(after):
        return Match(len(thing), True)
    if before == "" and KIND.fullmatch(after) is not None:
        return Match(len(thing), False, True)  # 物业类纠纷, called 物业 in a list
    return Match(len(thing), False) if not after and len(thing) > NAMED else None
