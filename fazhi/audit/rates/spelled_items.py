"""Shares in words of an item that is called by its name behind its list: 邻里纠纷138件、…、其他47件。邻里纠纷占到四分之一左右 (138 of 412).

And those that follow their two counts without any 占: 27名执法人员中取得职称的仅9名，刚好四分之一. Wrong is only what lies clearly outside of the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.rates import item_shares
from fazhi.audit.rates.closed_divisions import EARLIER
from fazhi.audit.rates.item_shares import LEAST, NOT_AN_ITEM, ROW, bare, called_so
from fazhi.audit.rates.spelled_shares import WORD, Spelled, within
from fazhi.audit.text.countable import sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, Sentence

OF_ITEM = re.compile(
    r"[，。；：（](?P<subject>[^，。；：、\d（）]{2,14}?)(?:(?:数量)?(?:最多|最高|居首|一家独大|排在首位)，)?(?:差不多|大体|大致|几乎)?"
    rf"所?占(?:比|到|了|去)?了?(?:总数|全部|总量)?的?(?:刚好|正好|整整|恰好)?{WORD}(?=[，。；、）])"
)
JUST = re.compile(rf"，(?:刚好|正好|恰好|整整|达到)(?:占(?:到|了)?)?{WORD}(?=[，。；、）])")
OUT_OF = re.compile(
    r"[^，。；：\d]{0,14}[中里]，?[^，。；：\d]{0,16}|[^，。；：\d]{0,8}，(?:其中)?(?:已经?|有|仅)?[^，。；：\d]{0,10}"
)
FEWEST = 6


def slips(manuscript: Manuscript) -> Iterator[tuple[Passage, Spelled]]:
    """Every such share that does not fit."""
    for passage in manuscript.passages:
        if any(each in passage.plain for each in ("分之", "成", "半")):
            yield from ((passage, each) for each in _of_items(manuscript, passage))
            for sentence in passage.sentences:
                yield from ((passage, each) for each in _of_two(passage, sentence))


def _of_items(manuscript: Manuscript, passage: Passage) -> Iterator[Spelled]:
    for match in OF_ITEM.finditer(passage.plain):
        subject = bare(item_shares.FOREMOST.sub("", match["subject"]))
        if len(subject) < 2 or NOT_AN_ITEM.search(subject) or EARLIER.search(match.group()):
            continue
        before = [each for each in passage.figures if each.end <= match.start() + 1][-ROW:]
        if not before:
            continue
        here = before[-1].sentence + ("。" in passage.plain[before[-1].end : match.start() + 1])
        row = [each for each in before if sound(each) and not each.spelled]
        if len({each.value for each in row if called_so(subject, each)}) == 1:
            for whole, items in item_shares.lists(manuscript, passage, here, row):
                called = [each for each in items if called_so(subject, each)]
                if len(called) == 1 and whole.value >= LEAST and not _fits(called[0], whole, match):
                    yield Spelled(match.start("subject"), match.end(), called[0], whole, False)
                    break


def _of_two(passage: Passage, sentence: Sentence) -> Iterator[Spelled]:
    """The two counts right before 刚好四分之一, the one of them out of the other."""
    for match in JUST.finditer(passage.plain, sentence.start, sentence.end):
        before = [each for each in sentence.figures if each.end <= match.start() and each.count][-2:]
        if len(before) < 2 or before[1].end != match.start():
            continue
        whole, part = before
        if not (sound(whole) and sound(part)) or whole.kind != part.kind or whole.value <= part.value:
            continue
        out_of = OUT_OF.fullmatch(passage.plain, whole.end, part.start) is not None
        if out_of and whole.value >= FEWEST and not _fits(part, whole, match):
            yield Spelled(match.start() + 1, match.end(), part, whole, False)


def _fits(part: Figure, whole: Figure, match: re.Match[str]) -> bool:
    return within(100 * part.exactly / whole.exactly, match)
