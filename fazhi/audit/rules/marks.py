"""Marks that stand in pairs and of which one is missing: 《法治中国建设规划《…》, 一键申报”模式, （含兼职。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

PAIRS = {"《": "》", "“": "”", "（": "）", "〔": "〕", "【": "】"}
NAMES = {"《": "书名号", "“": "引号", "（": "括号", "〔": "六角括号", "【": "方头括号"}
BASIS = "GB/T 15834—2011《标点符号用法》"
# Only a paragraph that ends as one: a line that a page broke goes on in the next.
WHOLE = re.compile(r"[。；！？][”’）》]?$")
# 1）, 一）, a）, ①）: a number with half a bracket.
HALF = re.compile(r"(?:^|(?<=[。；：，、！？”）]))[\da-zA-Z一二三四五六七八九十①-⑳]{1,3}）")
# 關（guān）, 。▍^: a page whose signs were mangled; its author wrote none of them.
MANGLED = re.compile(r"（[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,7}[）？]|[▍┯ㄊ\ufffd]|？[）《]")
# （一加强组织领导: a heading whose number was not closed.
HEADING = re.compile(r"（[一二三四五六七八九十]{1,2}(?=[\u4e00-\u9fff])[^（）。]{2,40}$")
OTHER_QUOTES = re.compile(r"[\"＂″'‘’「」『』]")
SHOWN_BEHIND, SHOWN_BEFORE = 16, 12
TOLD_BY = frozenset(("broken", "blank"))


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every sort of mark of a paragraph that does not come out even."""
    before = ""
    for passage in manuscript.passages:
        text, above = passage.plain, before
        before = text
        uneven = [opening for opening, closing in PAIRS.items() if text.count(opening) != text.count(closing)]
        if uneven == ["（"] and HEADING.match(text) is not None and passage.paragraph.place == "body":
            yield _report(passage, "（", 0)
            continue
        if not uneven or passage.paragraph.place != "body" or not _whole(passage) or MANGLED.search(text):
            continue
        for opening in uneven:
            place = _unpaired(text, opening)
            # A title or a quotation that a page broke in two: its other half stands in the line above.
            if place is not None and text[place] != opening and above.count(opening) > above.count(text[place]):
                continue
            if place is not None and not _of_several_paragraphs(text, opening, place):
                result = _report(passage, opening, place)
                if opening == "“" and (text.count("“") - text.count("”")) % 2 == 0:
                    # “枫桥式司法所“: typing programs turn marks that way, and a reader loses nothing.
                    result.verdict, result.message = Verdict.HINT, "后引号写成了前引号，请核对。"
                if not _told(manuscript, result):
                    yield result


def _whole(passage: Passage) -> bool:
    return len(passage.original) == len(passage.paragraph.text) and WHOLE.search(passage.plain) is not None


def _unpaired(text: str, opening: str) -> int | None:
    """Where the first mark stands that has no other one."""
    closing, numbers = PAIRS[opening], {match.end() - 1 for match in HALF.finditer(text)} if opening == "（" else set()
    open_ones: list[int] = []
    for match in re.finditer(f"[{opening}{closing}]", text):
        if match.group() == opening:
            open_ones.append(match.start())
        elif open_ones:
            open_ones.pop()
        elif match.start() not in numbers:
            return match.start()
    return open_ones[0] if open_ones else None


def _of_several_paragraphs(text: str, opening: str, place: int) -> bool:
    """A quotation or a remark that goes on over paragraphs, or quotation marks of several sorts."""
    if opening == "“" and OTHER_QUOTES.search(text) is not None:
        return True
    if text[place] == opening:
        return place == 0 or opening != "《" and text[place - 1] == "："
    return place >= len(text) - 2


def _told(manuscript: Manuscript, result: Finding) -> bool:
    """《…（2020—2025年）《…, 〔202465号: another rule has said it."""
    return any(
        each.paragraph == result.paragraph
        and each.rule in TOLD_BY
        and each.start < result.end
        and result.start < each.end
        for each in manuscript.found
    )


def _report(passage: Passage, opening: str, place: int) -> Finding:
    text, lacks_end = passage.plain, passage.plain[place] == opening
    if lacks_end:
        end = min(len(text), place + SHOWN_BEHIND)
        span = (place, end)
    else:
        span = (max(0, place - SHOWN_BEFORE), place + 1)
    side = "没有后一半" if lacks_end else "没有前一半"
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=Verdict.WRONG,
        rule="marks",
        message=f"“{text[place]}”：{NAMES[opening]}{side}。",
        basis=BASIS,
    )


RULE = Rule(
    id="marks",
    title="成对的标点缺一半",
    source=BASIS,
    why="增删词句时书名号、引号、括号只删了一半，读者不知引到哪里为止。",
    wrong="推行线上一键申报+线下专员代办”模式",
    right="推行“线上一键申报+线下专员代办”模式",
    check=check,
)
