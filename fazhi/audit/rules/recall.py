"""A number taken up again with another value: 设司法所16个 … 18个司法所中有4个仅1名工作人员."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats.companions import companions, of_another_fate, of_another_whole, share_of_the_other
from fazhi.audit.repeats.comparing import Comparison, from_to
from fazhi.audit.repeats.echoes import echoes
from fazhi.audit.repeats.mentions import DEFINITE, Mention, bare, pattern
from fazhi.audit.repeats.nameless import nameless
from fazhi.audit.repeats.naming import LONG, NAMED, SHORTEST, Match, named, of_one_total, taken_up_by
from fazhi.audit.repeats.only_so_many import only_so_many
from fazhi.audit.repeats.retold_rates import retold_rates
from fazhi.audit.repeats.rounded_echoes import rounded_echoes
from fazhi.audit.repeats.taken_up_again import taken_up_again
from fazhi.audit.repeats.tellings import told
from fazhi.audit.repeats.told_elsewhere import ToldElsewhere
from fazhi.audit.repeats.unfinished import Remainder, unfinished
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, plans
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import Percentage

MOST = 60
"""Mentions that one is compared with."""
THREE = 3
LONG_NAME = 4
CONTEXT = 40
MARK = re.compile(r"[，。；：、\n]")
CLOSE = 12
"""Counts back to the one that 这28件 may take up."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """For every number taken up again: the mentions of the same thing, and whether one of them has its value."""
    planned = plans.planned(manuscript)
    comparable = Comparison(manuscript)
    words_of = told(manuscript)
    found = [each.mention for each in words_of]
    spoken = [taken_up_by(each) for each in found]
    index = _index(found, [each for each in spoken if each])
    said: set[int] = set()
    doubtful: dict[int, Finding] = {}
    values = Counter((each.key, each.digits) for each in found)
    for number, again in enumerate(found):
        words = spoken[number]
        others: list[tuple[Mention, Match]] = []
        if len(words) >= SHORTEST:
            near = [each for each in _near(index, again, words) if each is not again]
            # Words are dear to compare: nothing is asked of them where no number is a slip of another one.
            if any(_could_prove(again, each) for each in near):
                others = [
                    (other, match)
                    for other in near
                    if other.passage.index not in planned
                    and comparable.of_one_text(other, again)
                    and (match := named(again, words, other)) is not None
                    and not comparable.apart(other, again)
                ]
        elif again.form in ("these", "some", "every", "reckoned") and not again.topic:
            if values[again.key, again.digits] == 1:
                others = list(_close(found, number, again))
        if others:
            yield from _judge(manuscript, again, others, said, doubtful, values, again.passage.index in planned)
    twice = ((*pair, 0, 0) for pair in _stated_twice(found, comparable.period, planned, said) if comparable(*pair))
    again_told = (
        each
        for each in echoes(manuscript, words_of, planned, comparable)
        if not _told_both(each.again, each.other) and not of_another_whole(each.again, each.other)
    )
    rounded = ((*pair, 0, 0) for pair in rounded_echoes(words_of, planned, comparable))
    together = ((*pair, 0, 0) for pair in companions(found, planned, comparable))
    taken = ((*pair, 0, 0) for pair in nameless(found))
    short = ((*pair, 0, 0) for pair in only_so_many(words_of, planned))
    bound = ((*pair, 0, 0) for pair in taken_up_again(manuscript))
    elsewhere = ToldElsewhere(words_of)
    for one, two, for_one, for_two in chain(twice, again_told, rounded, together, taken, short, bound):
        if elsewhere.another_thing(one, two) or of_another_whole(one, two) or of_another_fate(one, two):
            continue
        if share_of_the_other(one, two):
            continue
        for place, there, wrong in ((one, two, for_one <= for_two), (two, one, for_two <= for_one)):
            if id(place) not in said:
                said.add(id(place))
                yield _report(manuscript, place, there, Verdict.WRONG if wrong else Verdict.HINT)
    for mention, rest in unfinished(
        manuscript, found, planned, lambda each: not comparable.period(each) and not each.compared
    ):
        if id(mention) not in said:
            said.add(id(mention))
            yield _report_rest(manuscript, mention, rest)
    yield from (each for mention, each in doubtful.items() if mention not in said)
    for rate, other, certain in retold_rates(manuscript, planned):
        yield _report_rate(manuscript, rate, other, certain)


def _told_both(one: Mention, two: Mention) -> bool:
    """大队实有在岗28人……持证的其中大队26人 … 大队在岗28人: does the paragraph of the one tell the small number of the other beside it?"""
    if max(len(one.digits), len(two.digits)) >= THREE or not any("其中" in each.left for each in (one, two)):
        return False
    return any(
        each.kind == other.figure.kind
        and each.value == other.figure.value
        and each.head[-2:] == other.figure.head[-2:] != ""
        for mention, other in ((one, two), (two, one))
        for each in mention.passage.figures
    )


def _stated_twice(
    found: list[Mention], period: Callable[[Mention], str], planned: frozenset[int], said: set[int]
) -> Iterator[tuple[Mention, Mention]]:
    """Two statements under one name of which one has the other's figures in another order: 发放资料6200份 … 2600份."""
    known: dict[tuple[str, ...], list[Mention]] = {}
    for mention in found:
        name = bare(mention.name)
        if mention.form or len(name) < LONG_NAME or mention.passage.index in planned or mention.compared:
            continue
        if not (mention.proper or len(mention.digits) >= THREE) or id(mention) in said or _narrowed(mention):
            continue
        earlier = known.setdefault((*mention.key, mention.figure.unit, period(mention), name), [])
        if all(each.figure.value != mention.figure.value and not from_to(each, mention) for each in earlier):
            alike = (
                each for each in earlier if misprints.swapped(each.digits, mention.digits) or _called(each, mention)
            )
            yield from ((each, mention) for each in islice(alike, 1))
        earlier.append(mention)


def _called(one: Mention, two: Mention) -> bool:
    """“周五法治课堂”22期 … 全年“周五法治课堂”32期: a name of its own, said of the whole year, one figure wrong."""
    year = any(pattern("total").search(each.left) or "全年" in each.left for each in (one, two))
    return one.proper and two.proper and year and misprints.one_wrong(one.digits, two.digits) and len(one.digits) > 1


def _narrowed(mention: Mention) -> bool:
    """Does the sentence speak of a part of the unit or of the time?"""
    lead = _lead(mention)
    return (
        pattern("scope").search(lead) is not None or "其中" in lead or pattern("other").search(mention.left) is not None
    )


def _lead(mention: Mention) -> str:
    text, start = mention.passage.plain, mention.figure.start
    return text[max(0, text.rfind("。", 0, start) + 1, start - CONTEXT) : start]


def _close(found: list[Mention], number: int, again: Mention) -> Iterator[tuple[Mention, Match]]:
    """这28件, 38天次里, 按420批次算: no name, so one of the counts just before; which is asked only if none has its value."""
    near = [each for each in found[max(0, number - CLOSE) : number] if each.key == again.key]
    same = [each for each in near if each.passage is again.passage]
    if again.form == "every" and again.thing:
        same = [each for each in same if again.thing in each.thing[:NAMED]]
    elif again.form == "reckoned":
        counted = near if again.left.endswith("按") else found[:number]
        same = [each for each in counted if each.figure.unit == again.figure.unit and len(each.digits) >= THREE]
    elif again.form == "some" and not same and len(again.digits) >= THREE:
        same = [each for each in near if misprints.swapped(each.digits, again.digits)]
    for each in same:
        if each.figure.value != again.figure.value:
            yield each, Match(SHORTEST, len(same) == 1 and again.form == "some" and each.passage is again.passage)


def _index(found: list[Mention], words: list[str]) -> dict[tuple[str, str], dict[str, list[Mention]]]:
    """Mentions by two characters of their names, and by the two with which their things begin, as far as asked for."""
    asked = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    index: dict[tuple[str, str], dict[str, list[Mention]]] = {}
    for each in found:
        name = each.name or each.topic
        pairs = {name[at : at + 2] for at in range(len(name) - 1)}
        pairs.add(each.thing[:2])
        pairs &= asked
        if pairs:
            group = index.setdefault(each.key, {})
            for pair in pairs:
                group.setdefault(pair, []).append(each)
    return index


def _near(index: dict[tuple[str, str], dict[str, list[Mention]]], again: Mention, words: str) -> Iterable[Mention]:
    """Those whose name begins where ``words`` do, or somewhere within them."""
    seen: dict[int, Mention] = {}
    for key in (again.key, ("", again.key[1])):  # 住建136、人社91: a list may leave the unit out
        group = index.get(key, {})
        for at in range(len(words) - 1):
            for other in group.get(words[at : at + 2], ())[:MOST]:
                seen[id(other)] = other
    return seen.values()


def _judge(
    manuscript: Manuscript,
    again: Mention,
    others: list[tuple[Mention, Match]],
    said: set[int],
    doubtful: dict[int, Finding],
    values: Counter[tuple[tuple[str, str], str]],
    plan: bool,
) -> Iterator[Finding]:
    """What is stated of the thing has the value taken up again, or one of the two is wrong."""
    value = again.figure.value
    stated = [(other, match) for other, match in others if not taken_up_by(other)]
    if any(other.figure.value == value for other, _match_of in stated):
        return
    alone = len({other.figure.value for other, match in stated if match.exact}) <= 1
    best: tuple[bool, bool, int, Mention] | None = None
    for other, match in others:
        if other.figure.value == value or (taken_up_by(other) and stated) or _in_one_clause(again, other):
            continue
        proven = _proven(again, other, match, alone)
        if plan and again.form != "base" and not misprints.swapped(again.digits, other.digits):
            proven = None
        if proven is not None:
            rank = (proven, misprints.swapped(again.digits, other.digits), match.common)
            if best is None or rank > best[:3]:
                best = (*rank, other)
    if best is None:
        return
    proven, _alike, _common, other = best
    if not proven:
        doubtful.setdefault(id(again), _report(manuscript, again, other, Verdict.HINT))
        return
    witnesses, against = (_witnesses(each, others, values) for each in (again, other))
    for place, there, wrong in ((again, other, witnesses <= against), (other, again, against <= witnesses)):
        if id(place) not in said:
            said.add(id(place))
            yield _report(manuscript, place, there, Verdict.WRONG if wrong else Verdict.HINT)


def _in_one_clause(one: Mention, two: Mention) -> bool:
    """14个包案点位年内销号11个: two numbers of one clause are two quantities."""
    first, second = sorted((one.figure, two.figure), key=lambda each: each.start)
    return one.passage is two.passage and MARK.search(one.passage.plain, first.end, second.start) is None


def _witnesses(
    mention: Mention, others: list[tuple[Mention, Match]], values: Counter[tuple[tuple[str, str], str]]
) -> int:
    """How often the document has the number for this thing; a long number for any."""
    if len(mention.digits) >= THREE:
        return values[mention.key, mention.digits]
    return sum(1 for each, _match_of in others if each.digits == mention.digits and each is not mention) + 1


def _could_prove(again: Mention, other: Mention) -> bool:
    """Do the numbers leave room for a proof, whatever the words say (see :func:`_proven`)?"""
    if again.figure.value == other.figure.value:
        return False
    if misprints.swapped(again.digits, other.digits):
        return True
    if again.form == "though":
        return again.figure.value > other.figure.value
    return bool(other.figure.unit) and misprints.one_wrong(again.digits, other.digits)


def _proven(again: Mention, other: Mention, match: Match, alone: bool) -> bool | None:
    """Is it certain that both speak of one number? ``None``: they need not, and nothing is said.

    Figures in another order, or one wrong among three, are hardly ever those of another quantity under the same name. Of
    two figures one may differ by chance, so the words must leave no doubt; so they must where nothing is alike.
    """
    misprint = misprints.one_wrong(again.digits, other.digits)
    greater = again.figure.value > other.figure.value
    definite = again.form in DEFINITE
    if pattern("scope").search(_lead(other) + again.left) is not None:
        return None
    if misprints.swapped(again.digits, other.digits):
        if match.kind and len(again.digits) < THREE:
            return None
        return True if again.figure.unit == other.figure.unit or other.figure.unit or match.exact else None
    if again.form == "though":
        return True if greater and match.common >= LONG else None
    if not misprint or not other.figure.unit:
        return None
    if of_one_total(again, other) and match.exact:
        return True
    if len(again.digits) >= THREE and (definite or greater):
        return match.common >= NAMED
    if not definite or not match.exact or not alone:
        return None
    if again.base is other.figure and again.form in ("some", "every"):
        return True if greater and match.common >= NAMED else None  # 制定文件2件，3件文件均已备案
    if len(again.digits) < len("10"):
        return None
    named = match.common >= NAMED or (pattern("total").search(other.left) is not None)
    if again.form in ("some", "which", "every"):
        return named and (greater or again.all)
    return None


def _report(manuscript: Manuscript, mention: Mention, other: Mention, verdict: Verdict) -> Finding:
    there = manuscript.addresses.get(other.passage.index, "")
    message = (
        f"{there}写“{other.quote}”，此处写“{mention.quote}”，所指是同一数量，两处必有一误。"
        if verdict is Verdict.WRONG
        else f"{there}写“{other.quote}”，此处写“{mention.quote}”，若是同一数量请改为一致。"
    )
    return finding(
        mention.passage,
        (mention.figure.start, mention.figure.end),
        kind=Kind.REPEAT,
        verdict=verdict,
        rule="recall",
        message=message,
        computed=other.figure.text,
        basis="同一期间、同一对象的同一数量只能有一个值" if verdict is Verdict.WRONG else "",
    )


def _report_rest(manuscript: Manuscript, mention: Mention, rest: Remainder) -> Finding:
    """What no slip of the hand would make the rest may be the rest of something else."""
    there = manuscript.addresses.get(rest.passage.index, "")
    likely = misprints.could_be_miswritten(mention.figure.value, rest.value)
    end = "，两处必有一误。" if likely else "；若说的是同一事项，请改为一致。"
    return finding(
        mention.passage,
        (mention.figure.start, mention.figure.end),
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG if likely else Verdict.HINT,
        rule="recall",
        message=f"按{there}的{rest.whole.text}减{rest.part.text}，应为{rest.value:f}{mention.figure.unit}{end}",
        computed=f"{rest.value:f}{mention.figure.unit}",
        basis="未完成的数＝总数－已完成的数",
    )


def _report_rate(manuscript: Manuscript, rate: Percentage, other: Percentage, certain: bool) -> Finding:
    there = manuscript.addresses.get(other.passage.index, "")
    which = "该处与其分子、分母相符，此处有误" if certain else "两处必有一误"
    return finding(
        rate.passage,
        (rate.start, rate.figure.end),
        kind=Kind.REPEAT,
        verdict=Verdict.WRONG,
        rule="recall",
        message=f"{there}同一比率写作{other.figure.text}，{which}。",
        stated=rate.figure.text,
        computed=other.figure.text,
        basis="同一期间、同一对象的同一数量只能有一个值",
    )


RULE = Rule(
    id="recall",
    title="回指的数量前后不一",
    source="同一期间、同一对象的同一数量只能有一个值",
    why="“16个司法所中有4个”说的是前文已写的总数；总数改了，后文常忘了改。",
    wrong="设司法所16个。18个司法所中有4个仅1名工作人员",
    right="设司法所16个。16个司法所中有4个仅1名工作人员",
    check=check,
)
