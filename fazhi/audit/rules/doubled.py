"""Words, clauses, sentences and paragraphs that stand twice: 加强加强, 目标任务，目标任务，, a paragraph pasted twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

CLAUSE, SENTENCE, PARAGRAPH = 6, 12, 20
"""Characters from which the same words twice are no figure of speech."""
CLAUSES = re.compile(r"[^，。；！？\n]+")
SENTENCES = re.compile(r"[^。！？\n]+")
SHORT = TWICE = 2
# “七五”七五普法: what was quoted is typed once more.
QUOTED = re.compile(r"“([\u4e00-\u9fff]{2,8})”\1")
# “干事、干事、干成事”: an item of a list twice; 层层、层层 is no list.
LISTED = re.compile(r"(?<![\u4e00-\u9fff])(?!持平|不变|相同|合格)([\u4e00-\u9fff]{2,8})、\1(?=[、”和及与等])")
DEALT = re.compile(r"分别|依次|各为")
# 信息公开工作工作总结, but 工作工作者
WORK = re.compile(r"(工作)\1(?=总结|情况|报告|要点|计划|方案|机制|制度|[，。；、])")
AMONG = re.compile(r"其中[，：]?其中")
HANZI = re.compile(r"[\u4e00-\u9fff]")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Everything that was typed or pasted twice."""
    yield from _words(manuscript)
    before: Passage | None = None
    for passage in manuscript.passages:
        text = passage.plain
        if passage.paragraph.place != "body":
            before = None
            continue
        if before is not None and text == before.plain and len(text) >= PARAGRAPH and text.endswith("。"):
            yield _report(passage, (0, len(text)), "这一段与上一段完全相同，当是重复粘贴。")
        else:
            yield from _parts(passage)
        before = passage


def _words(manuscript: Manuscript) -> Iterator[Finding]:
    text, words = manuscript.text, wording.load("doubled")["words"]
    for passage, match, offset in manuscript.matches(_twice()):
        if match[1] in words:
            span = (match.start() - offset, match.end() - offset)
            yield _report(passage, span, f"“{match[1]}”写了两次。", match[1])
    for word in words:
        if len(word) > SHORT and word + word in text:
            yield from _found(manuscript, re.compile(word + word), word)
    for pattern in (QUOTED, LISTED, WORK):
        for passage, match, offset in manuscript.matches(pattern):
            span = (match.start() - offset, match.end() - offset)
            # 同比分别上升、持平、持平: told of one thing after the other
            if pattern is not LISTED or DEALT.search(passage.plain[: span[0]].rpartition("。")[2]) is None:
                yield _report(passage, span, f"“{match[1]}”写了两次。", match[1])
    if "其中" in text:
        yield from _found(manuscript, AMONG, "其中")
    for word, (before, after, *begun) in wording.load("doubled")["characters"].items():
        if word + word in text:
            yield from _found(manuscript, _alone(word, before, after, *begun), word)


@cache
def _twice() -> re.Pattern[str]:
    """Words of two characters: one look at the text for all that may be one of them."""
    words = [each for each in wording.load("doubled")["words"] if len(each) == SHORT]
    first, second = ("".join(sorted({each[at] for each in words})) for at in (0, 1))
    return re.compile(rf"([{first}][{second}])\1")


@cache
def _alone(word: str, before: str, after: str, begun: str = "$^") -> re.Pattern[str]:
    """的的, but not 目的的确: never beside the characters that make another word of it, nor thrice; nor 自动履行和和解履行, where a word is begun."""
    return re.compile(rf"{word}{word}(?<![{before}{word}]{word}{word})(?![{after}{word}]|{begun})")


def _found(manuscript: Manuscript, pattern: re.Pattern[str], word: str) -> Iterator[Finding]:
    for passage, match, offset in manuscript.matches(pattern):
        span = (match.start() - offset, match.end() - offset)
        yield _report(passage, span, f"“{word}”写了两次。", word)


def _parts(passage: Passage) -> Iterator[Finding]:
    """The same sentence, or the same clause, twice running."""
    text = passage.plain
    pieces = text.replace("。", "，").replace("；", "，").split("，")
    if len(set(pieces)) == len(pieces):
        return
    told = -1
    for pattern, least, name in ((SENTENCES, SENTENCE, "句"), (CLAUSES, CLAUSE, "分句")):
        for run in _runs(text, pattern):
            if len(HANZI.findall(run[0].group())) < least or run[1].start() < told:
                continue
            told = run[-1].end()
            if len(run) == TWICE:
                yield _report(passage, run[1].span(), f"与前一{name}完全相同，当是重复粘贴。")
            else:
                # What stands there many times fills up a page that is not written yet.
                message = f"同一{name}连写了{len(run)}遍，当是占位的文字，请核对。"
                yield _report(passage, (run[1].start(), run[-1].end()), message, verdict=Verdict.HINT)


def _runs(text: str, pattern: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """Stretches of pieces that are the same, one right behind the other."""
    run: list[re.Match[str]] = []
    for piece in pattern.finditer(text):
        again = run and piece.group() == run[-1].group() and piece.start() - run[-1].end() == 1
        if again and text[run[-1].end()] not in "！？":
            run.append(piece)
            continue
        if len(run) >= TWICE:
            yield run
        run = [piece]
    if len(run) >= TWICE:
        yield run


def _report(
    passage: Passage,
    span: tuple[int, int],
    message: str,
    computed: str | None = None,
    verdict: Verdict = Verdict.WRONG,
) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.FORMAT,
        verdict=verdict,
        rule="doubled",
        message=message,
        computed=computed,
        basis="同样的字句不重复" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="doubled",
    title="重复的字句",
    source="同样的字句不重复",
    why="剪切粘贴、改句时留下的重复，校对的人顺着意思读，往往看不出来。",
    wrong="进一步进一步健全机制，压实各级责任，压实各级责任，",
    right="进一步健全机制，压实各级责任，",
    check=check,
)
