"""What a report finds too little of, told in the body by the same name: 进集市21场、进企业9场……。进企业的场次只有9场.

Nobody says 只有 of another number than the one told before, so the name alone decides, however few figures the number has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.repeats.mentions import Mention
from fazhi.audit.repeats.summings_up import sums_up
from fazhi.audit.repeats.tellings import Telling

ONLY = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{2,8}?)(?:的)?(?:场次|次数|数量|人数|件数|户数|家数)?(?:全年|目前|也)?(?:只有|仅有|仅为|仅|才)$"
)
LEADING = re.compile(r"^(?:其中|但|而|且|特别是|尤其是|目前|全[镇县乡市区]|我[镇县乡市局])+")
TRAILING = re.compile(r"(?:共|有|为|达|了)+$")
CONTEXT = 24


def only_so_many(found: list[Telling], planned: frozenset[int]) -> Iterator[tuple[Mention, Mention]]:
    """(what is told of the body, what is told again) with another number, where the body has just one under that name."""
    asked = [(each, name) for each in found if (name := _name(each)) and sums_up(each)]
    for again, name in asked:
        figure = again.mention.figure
        told = [
            each.mention
            for each in found
            if each.mention.figure.kind == figure.kind and each.mention.figure.unit == figure.unit
            if each.mention.passage.index not in planned and not each.mention.compared and not sums_up(each)
            if TRAILING.sub("", LEADING.sub("", each.mention.figure.head)) == name
        ]
        if told and len({each.figure.value for each in told}) == 1 and told[0].figure.value != figure.value:
            yield told[0], again.mention


def _name(telling: Telling) -> str:
    mention = telling.mention
    text, start = mention.passage.plain, mention.figure.start
    if not mention.figure.exact or mention.compared or text[start - 1 : start] not in ("有", "为", "仅", "才"):
        return ""
    begin = max(text.rfind(mark, 0, start) for mark in "，。；：、") + 1
    match = ONLY.fullmatch(LEADING.sub("", text[max(begin, start - CONTEXT) : start]))
    return match["name"] if match is not None else ""
