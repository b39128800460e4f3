"""A number that a report tells once more where it begins or draws to its end, with two figures turned round.

信访总量压到196件次, in the last paragraph, and 信访总量169件次 thirty before: what a report tells there it has told. Two
pairs of characters must be the same; but of three figures and more only few numbers are another one turned round, and this one stands nowhere else and follows
from nothing beside it. In a million characters of published pages no two numbers look so by chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache

from fazhi.audit.corroboration import accounts, counts, printed
from fazhi.audit.repeats.distinct import distinct
from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.repeats.tellings import content
from fazhi.audit.repeats.words_beside import HANZI, words_of
from fazhi.audit.text import misprints, plans, rounding, wording
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO
from fazhi.audit.text.denials import denied
from fazhi.audit.text.denials import told as tells
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage, row_of_table

Place = tuple[int, Passage, Figure]
TELLING = 3
# 增加到120名 is what another number grew to; 信访总量压到196件次 is what there was.
CHANGED = re.compile(rf"{CHANGE.pattern}|(?:{CHANGED_TO.pattern})(?<!压到)")
END, OPENING = 0.55, 0.1
"""Such parts of a report are its end and its beginning."""
LAST = 0.7
"""In this last part the words further off say what is counted as well."""
FEWEST, MORE, LONG = 2, 3, 4
"""So many pairs of characters must be the same, and more of a number of two figures; of a number of so many figures one."""
# 力争达到120名; 首批承接的33项事项中尚有21项: what is wanted, or left, was not told before.
AIMED = re.compile(r"(?:力争|争取)[^，。；：\d]{0,12}$|[还尚仍]有$")
LEAD, BEHIND, FORWARD = 16, 8, 12
"""Characters beside a number that may say what it counts."""
WIDE_LEAD, WIDE_BEHIND = 24, 12
# 服务类投诉28.34万件，占投诉总量的42.88%: one of a list
SHARE = re.compile("，占")
# 到明年培育法律明白人120名, but 在去年拆除37处的基础上: among what is to come this was told before.
TOLD = re.compile(r"(?:[今去本全]年|现有|已)[^，。；：\d]{0,12}$")
LONGEST = 5
YEARLY = re.compile(r"全年(?:共)?[\u4e00-\u9fff]{2}")
LOOK_BACK = re.compile(r"回头看|总的看|总的来看|总体看|回顾")
NAME = 4
"""So many characters in a row name one thing (信访总量, 执法人员)."""
# 12.7亿元，比上年同期下降18.1%; 21.7亿元，比上年同期下降20.3%
COMPARED = re.compile(r"(?:比|较|与|同)?(?:上年|去年|同期|上月|年初)\S*|[同环]比\S*")
STOP, MARK = re.compile(r"[。；\d]"), re.compile(r"[，：、（）“”《》]")
APART = 4
"""So many paragraphs lie between the two."""


def told_late(manuscript: Manuscript) -> Iterator[Level]:
    """Every such number, and where it was told before."""
    every = _places(manuscript)
    last, planned = len(manuscript.passages), plans.planned(manuscript)
    for (value, unit), places in every.items():
        number, passage, figure = places[0]
        if len(places) > 1 or OPENING < number / last < END or _of_another(passage, figure):
            continue
        others = [each for due in misprints.turns(value) for each in every.get((due, unit), ())]
        if not others or any(abs(number - each[0]) < APART for each in others) or _accounted(passage, figure):
            continue
        if rounding.telling(value) >= TELLING:
            long = rounding.telling(value) >= LONG
            named = _named(places[0], others, 1 if long else FEWEST) or _opened(manuscript, places[0], others)
            if not named and number / last >= LAST:
                named = _widely_named(places[0], others, 1 if long else FEWEST)
        else:
            of_unit = (each for (_value, of), told in every.items() if of == unit for each in told)
            named = [] if passage.index in planned else _called_so(places[0], others, of_unit)
            of_now = passage.index not in planned or TOLD.search(_lead(passage, figure)) is not None
            if not named and number / last >= LAST and of_now:
                named = _widely_named(places[0], others, MORE)
        named = [each for each in named if not distinct((passage, figure), each[1:])]
        if named and not any(_leaves(there, passage, figure) for _number, there, _other in named):
            _number, there, other = named[0]
            yield Level(passage, figure, there, other)


def _of_another(passage: Passage, figure: Figure) -> bool:
    """Is it wanted, or left, or one item of a list with its share?"""
    return AIMED.search(_lead(passage, figure)) is not None or SHARE.match(passage.plain, figure.end) is not None


def _leaves(there: Passage, passage: Passage, rest: Figure) -> bool:
    """排查2286件，…，其他395件；化解1927件 … 未化解的359件: is it what the deed that it denies leaves of a count told there?"""
    deed, row = denied(passage, rest), counts(there)
    done = [at for at, each in enumerate(row) if each.kind == rest.kind and tells(each, deed)] if deed else []
    return any(each.kind == rest.kind and each.value - row[at].value == rest.value for at in done for each in row[:at])


def _named(told: Place, others: Sequence[Place], least: int) -> list[Place]:
    """Those with so many pairs of characters beside them as well, or with one longer name."""
    words, names = _words(*told[1:]), _names(*told[1:])
    return [each for each in others if len(words & _words(*each[1:])) >= least or names & _names(*each[1:])]


def _widely_named(told: Place, others: Sequence[Place], least: int) -> list[Place]:
    """Those with so many pairs of characters in the rest of the sentence as well."""
    words = _wide_words(*told[1:])
    return [each for each in others if len(words & _wide_words(*each[1:])) >= least]


def _wide_words(passage: Passage, figure: Figure) -> set[str]:
    sentence = next(each for each in passage.sentences if each.start <= figure.start < each.end)
    before = passage.plain[max(sentence.start, figure.start - WIDE_LEAD) : figure.start]
    behind = passage.plain[figure.end : min(sentence.end, figure.end + WIDE_BEHIND)]
    words = HANZI.findall(COMPARED.sub("|", f"{before}|{behind}"))
    return {pair for each in words for pair in pairs(each)} - _generic()


@cache
def _generic() -> frozenset[str]:
    return frozenset(wording.load("mentions")["pairs"].split())


def _called_so(told: Place, others: Sequence[Place], of_unit: Iterable[Place]) -> list[Place]:
    """Those that a longer name calls like it, and no other number of their unit."""
    names = _names(*told[1:])
    called = [each for each in of_unit if each is not told and names & _names(*each[1:])] if names else []
    same = {printed(figure) for _number, _passage, figure in called}
    return [each for each in others if same == {printed(each[2])}]


def _names(passage: Passage, figure: Figure) -> set[str]:
    """Every few characters in a row on both sides of a number, as far as its sentence goes and to the next number."""
    text = passage.plain
    before = STOP.split(_lead(passage, figure))[-1]
    beside = f"{before}，{STOP.split(text[figure.end : figure.end + FORWARD])[0]}"
    words = (COMPARED.sub("", each) for each in MARK.split(beside))
    names = {each[at : at + NAME] for each in words for at in range(len(each) - NAME + 1)}
    return {each for each in names if content(each)}  # 全年召开 names nothing


def _places(manuscript: Manuscript) -> dict[tuple[Decimal, str], list[Place]]:
    """Where each number is printed with its unit, in figures and in full."""
    places: dict[tuple[Decimal, str], list[Place]] = defaultdict(list)
    for number, passage in enumerate(manuscript.passages):
        if passage.paragraph.place == "table" or row_of_table(passage.original):
            continue
        for each in counts(passage):
            stated = None if each.spelled or each.compared or not each.unit else printed(each)
            if stated is not None and not (CHANGED.search(each.head) and not _looked_back(passage, each)):
                places[stated, each.unit].append((number, passage, each))
    return places


def _looked_back(passage: Passage, figure: Figure) -> bool:
    """回头看，来访下降到1068批: what a look back says a number has come to is what it was."""
    return LOOK_BACK.match(passage.plain) is not None and CHANGED_TO.search(figure.head) is not None


def _opened(manuscript: Manuscript, told: Place, others: Sequence[Place]) -> list[Place]:
    """全年受理各类政务服务事项21864件 … 全年受理办件21846件: a number of five figures that the same deed of the year begins."""
    _number, _passage, figure = told
    deed = YEARLY.match(figure.head)
    if deed is None or rounding.telling(figure.value) < LONGEST:
        return []
    return [each for each in others if each[2].head.startswith(deed.group())]


def _lead(passage: Passage, figure: Figure) -> str:
    return passage.plain[max(0, figure.start - LEAD) : figure.start]


def _words(passage: Passage, figure: Figure) -> set[str]:
    text = passage.plain
    behind = COMPARED.sub("", text[figure.end : figure.end + BEHIND])
    return words_of(f"{_lead(passage, figure)}|{behind}")


def _accounted(passage: Passage, figure: Figure) -> bool:
    return any(figure is each for account in accounts(passage) for each in account)
