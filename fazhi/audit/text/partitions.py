"""When parts exhaust their total: words that close a list, and sets of outcomes of which every case has exactly one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fazhi.audit.text import wording
from fazhi.audit.text.figures import Figure

PAIR = 2
FEWEST = 3
SHORT_NAME = 6
# 上级补助96万元，另有镇级自筹82万元
BESIDES = re.compile(r"另|此外|还|除")
LONGEST_NAME = 14
BEHIND = re.compile(r"([\u4e00-\u9fff]{2,12})(?=[、，。；）]|和|及|$)")
BARE_NAME = re.compile(r"[\u4e00-\u9fff]{2,7}")
# What turned names, and words that divide a total, hold, and what these end in: asked first, for hardly any words do.
NEGATES = re.compile("[不未没无非]")
DIVIDES, DIVISION_ENDS = re.compile("[中从按依分]"), frozenset("，：中看分计类讲说\n")


@cache
def pattern(key: str) -> re.Pattern[str]:
    """A pattern of ``data/partitions.yaml`` by its key."""
    return re.compile(wording.load("partitions")[key])


def divided(lead: str) -> re.Match[str] | None:
    """The words at the end of ``lead`` that divide a total: 从领域看，…; 按性质分：…"""
    if lead[-1:] not in DIVISION_ENDS or DIVIDES.search(lead) is None:
        return None
    return pattern("divided").search(lead)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A set of outcomes of which every case has exactly one; ``closing`` are those that show the list to be complete."""

    members: tuple[re.Pattern[str], ...]
    any_member: re.Pattern[str]
    closing: re.Pattern[str]
    every: bool
    pending: bool
    needed: re.Pattern[str]
    """Some name must hold this as well."""


@cache
def _sets() -> tuple[Outcomes, ...]:
    return tuple(
        Outcomes(
            tuple(re.compile(each) for each in entry["members"]),
            re.compile("|".join(entry["members"])),
            re.compile("|".join(entry.get("closed_by", entry["members"]))),
            bool(entry.get("every")),
            bool(entry.get("pending")),
            re.compile(entry.get("with", "")),
        )
        for entry in wording.load("partitions")["sets"]
    )


@cache
def _any_outcome() -> re.Pattern[str]:
    return re.compile("|".join(each.any_member.pattern for each in _sets()))


@cache
def opposites() -> re.Pattern[str]:
    """Any word that closes a set; without one there is nothing to look for."""
    return re.compile("|".join(each.closing.pattern for each in _sets()))


def closed(parts: list[Figure], total: Figure | None = None) -> bool:
    """Do the names of the parts exhaust their total (… 其他N件; 满意/不满意)?

    With ``total`` only opposites count, and none of them may be the total's own name (满意…、不满意… are no 满意 total).
    """
    if total is None and len(parts) > 1 and named_rest(parts):
        return True
    return _outcomes(parts, "" if total is None else f"{total.head}|{total.tail}") is not None


def named_rest(parts: list[Figure]) -> bool:
    """Is the last part 其他 or 其余?"""
    return pattern("closing").search(parts[-1].head) is not None


def opposed(parts: list[Figure]) -> bool:
    """Does one part bear the name of the other, only turned round (电话41424件，非电话5229件; 同意718件，不同意46件)?"""
    if len(parts) != PAIR:
        return False
    names = [each.head or each.tail for each in parts]
    if NEGATES.search("|".join(names)) is None:
        return False
    return any(
        _turned(names[0], names[1], key) or _turned(names[1], names[0], key) for key in ("negation", "other_than")
    )


def unfinished(parts: list[Figure]) -> bool:
    """May a case still have neither of the two outcomes (成功…、未成功…)?"""
    if pending(parts):
        return True
    names = [each.head or each.tail for each in parts]
    return len(parts) == PAIR and (_turned(names[0], names[1], "negation") or _turned(names[1], names[0], "negation"))


def _graded(heads: list[str]) -> bool:
    """优秀93卷、合格37卷: marks, the best first; in 合格118人、优秀37人 the best may be among the others."""
    marks = [match.group()[:1] for each in heads if (match := pattern("mark").search(each)) is not None]
    order = ["优良中合基不".find(each) for each in marks]
    return len(marks) == len(heads) and order == sorted(set(order))


def _turned(name: str, other: str, key: str) -> bool:
    match = pattern(key).search(other)
    if match is None or pattern(key).search(name) is not None:
        return False
    core = other[match.end() :].rstrip("的")
    return bool(core) and (name.rstrip("的").endswith(core) or len(core) > 1 and core[:2] in name)


@cache
def _complements(key: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(one), re.compile(other)) for one, other in wording.load("partitions")[key])


def complementary(parts: list[Figure], total: Figure) -> bool:
    """县城12个、乡镇19个: is each of two parts of the one kind or of the other, and the total named by neither?

    58人，其中在编32人、聘用18人: the others may be of some third kind, but no fewer than the two are all.
    """
    first, second = (f"{each.head}|{each.tail}" for each in parts)
    if BESIDES.search(first + second) is not None:
        return False
    more = parts[0].value + parts[1].value >= total.value
    for one, other in _complements("complements") + (_complements("complements_of_some") if more else ()):
        sides = [(one.search(name), other.search(name)) for name in (first, second)]
        apart = [bool(left) != bool(right) for left, right in sides] == [True, True]
        if apart and bool(sides[0][0]) != bool(sides[1][0]):
            name = f"{total.head}|{total.tail}"
            return one.search(name) is None and other.search(name) is None
    return False


@cache
def _likely() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(re.compile(each) for each in members) for members in wording.load("partitions")["likely"])


def together(parts: list[Figure]) -> bool:
    """13个快于全市、7个慢于全市; 完成320件，推进中55件: are the parts a set that is mostly, but not always, the whole?"""
    names = [f"{each.head}|{each.tail}" for each in parts]
    for members in _likely():
        if len(members) == len(names):
            found = [[number for number, each in enumerate(members) if each.search(name)] for name in names]
            if sorted(each[0] for each in found if len(each) == 1) == list(range(len(members))):
                return True
    return False


def pending(parts: list[Figure]) -> bool:
    """May further cases be unfinished (调解成功…、不成功…), so that parts below the total prove nothing?"""
    found = _outcomes(parts, "")
    return found is not None and found.pending


@lru_cache(maxsize=4096)
def _sets_of(name: str) -> frozenset[int]:
    """The sets of which a name may be a member; asked again for every list that a count may stand in."""
    if _any_outcome().search(name) is None:
        return frozenset()
    return frozenset(number for number, each in enumerate(_sets()) if each.any_member.search(name))


def of_one_set(name: str, other: str) -> bool:
    """优秀, 不合格: are both outcomes of one set?"""
    return not _sets_of(name).isdisjoint(_sets_of(other))


def _outcomes(parts: list[Figure], total: str) -> Outcomes | None:
    possible: frozenset[int] | None = None
    names = []
    for each in parts:
        names.append(f"{each.head}|{each.tail}")
        sets = _sets_of(names[-1])
        possible = sets if possible is None else possible & sets
        if not possible:
            return None
    for number in sorted(possible or ()):
        outcomes = _sets()[number]
        if total and outcomes.any_member.search(total):
            continue
        matched = {member for name in names for member, each in enumerate(outcomes.members) if each.search(name)}
        enough = len(matched) == len(outcomes.members) if outcomes.every else len(matched) > 1
        enough = enough and any(outcomes.needed.search(name) for name in names)
        if enough and any(outcomes.closing.search(name) for name in names):
            return outcomes
    return None


def told_apart(text: str, parts: list[Figure]) -> bool:
    """道路运输4起，建筑施工2起，工矿商贸1起: bare short names one after the other, none of them an outcome or a stage."""
    opening = re.split(r"[，。；：]|其中|中，", text[: parts[0].start])[-1]
    starts = [parts[0].start - len(opening), *(each.end for each in parts)]
    names = [text[start : each.start].lstrip("，、") for start, each in zip(starts, parts, strict=False)]
    if len(set(names)) < max(len(names), FEWEST) or parts[0].kind == "person":
        return False
    vague = any(pattern(key).search(each) for key in ("stage", "statement", "crosswise") for each in names)
    # 中央件化解15件，省级件化解9件: the same came of each.
    vague = vague and len({each[-2:] for each in names}) > 1
    return not vague and all(BARE_NAME.fullmatch(each) for each in names)


def disjoint(text: str, parts: list[Figure]) -> bool:
    """Are the parts kinds of one thing (婚姻纠纷、邻里纠纷; 维持、驳回), so that none is counted twice?"""
    opening = re.split(r"[，。；：]|其中|中，", text[: parts[0].start])[-1]
    starts = [parts[0].start - len(opening), *(each.end for each in parts)]
    gaps = [text[start : each.start] for start, each in zip(starts, parts, strict=False)]
    if _named_behind(text, parts):
        return True
    heads = [gap.strip("、，和及与：（）").removeprefix("其中") for gap in gaps]
    if len(parts) < 2 or any(len(head) < 2 or pattern("crosswise").search(head) for head in heads):
        return False
    listed = all(gap.startswith(("、", "和", "及", "与")) for gap in gaps[1:])
    if _graded(heads):
        return True
    alike = any(len({each[part] for each in heads}) == 1 for part in (slice(-2, None), slice(0, 2)))
    alike = alike or (len(parts) >= FEWEST and {each[-1] for each in heads} in ({"类"}, {"型"}, {"级"}, {"色"}, {"奖"}))
    if not listed and not (alike and all(len(each) <= SHORT_NAME for each in heads)):
        return False
    if parts[0].kind == "person":
        names = [head + each.tail for head, each in zip(heads, parts, strict=True)]
        if any(pattern("attributes").search(name) for name in names):
            return False
        return alike or all(pattern("roles").search(head) for head in heads) or closed(parts)
    staged = sum(1 for head in heads if pattern("stage").search(head))
    return staged == 0 or len({head[-2:] for head in heads}) == 1


def _named_behind(text: str, parts: list[Figure]) -> bool:
    """20项行政许可、5项行政确认、1项其他行政权利: kinds named behind their numbers, each by its own name, the last of them 其他?"""
    ends = [*(each.start for each in parts[1:]), parts[-1].end + LONGEST_NAME]
    names = [BEHIND.match(text[each.end : end]) for each, end in zip(parts, ends, strict=True)]
    if len(parts) < FEWEST or parts[0].kind == "person" or any(each is None for each in names):
        return False
    told = [each.group(1) for each in names if each is not None]
    listed = all(text[each.start - 1] in "、和及" for each in parts[1:])
    return listed and len(set(told)) == len(told) and told[-1].startswith(("其他", "其它", "其余"))
