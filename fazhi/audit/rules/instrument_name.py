"""Names and years of outlines and statutes: 《法治社会建设实施纲要（2020—2025年）》, not 2021—2025."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit import wording
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

TITLE = re.compile(r"《([^《》]{4,60})》")
YEARS = re.compile(r"^(?:中共中央国务院)?([^（]+)（(20\d\d)年?[-～至]{0,2}(20\d\d)年?）?$")
TASK = re.compile(r"落实|贯彻|按照|根据|对照|围绕|执行")
PAST = re.compile(r"收官|总结|评估|期间|完成|以来|期满|终期|验收")
AFTER = re.compile(r"^（(20\d\d)年?[-～至]{0,2}(20\d\d)年?）")
LAW = re.compile(r"^(中华人民共和国)?([\u4e00-\u9fff]{3,30}法)(?<![办方做说看用书语文])$")
CALLED_LAW = re.compile(r"(?:根据|依据|依照|按照)$")
LONG_NAME = 6
"""A name so long may have two characters wrong and still be nobody else's; a shorter one but one."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every 《…》 whose years or wording cannot be right."""
    data = wording.load("instruments")
    if "《" not in manuscript.text:
        return
    for passage, match, offset in manuscript.matches(TITLE):
        span = (match.start() - offset, match.end() - offset)
        yield from _years(passage, span, match, data["years"])
        yield from _expired(manuscript, passage, span, match, data["years"])
        title = match[1].partition("（")[0]
        right = data["misspelt"]["titles"].get(title)
        if right is not None:
            message = f"没有名为“{title}”的文件，正式名称是《{right}》。"
            yield _report(passage, span, message, f"《{right}》", data["misspelt"]["basis"])
        else:
            yield from _misnomer(manuscript, passage, span, title)


@cache
def _laws() -> frozenset[str]:
    return frozenset(wording.load("statutes")["laws"]["titles"].split())


@cache
def _meant(name: str) -> tuple[str, ...]:
    """The laws whose names are nearly this one."""
    most = 2 if len(name) >= LONG_NAME else 1
    same = (law for law in _laws() if len(law) == len(name))
    return tuple(law for law in same if sum(a != b for a, b in zip(law, name, strict=True)) <= most)


def _misnomer(manuscript: Manuscript, passage: Passage, span: tuple[int, int], title: str) -> Iterator[Finding]:
    """《中华人民共和国行政惩罚法》: no law is called so, and exactly one nearly so."""
    match = LAW.match(title)
    if match is None or match[2] in _laws() or len(match[2]) < LONG_NAME - 1:
        return
    meant = _meant(match[2])
    if len(meant) != 1:
        return
    data = wording.load("statutes")
    called = match[1] or CALLED_LAW.search(passage.plain, 0, span[0]) or passage.plain.startswith("第", span[1])
    right = f"《{match[1] or ''}{meant[0]}》"
    message = f"没有名为“{title}”的法律，正式名称是{right}。"
    result = _report(passage, span, message, right, data["laws"]["basis"])
    if not called or (manuscript.year or 0) > data["as_of"]:
        result.verdict, result.message = Verdict.HINT, f"未见名为“{title}”的法律，是否为{right}，请核对。"
    yield result


def _years(
    passage: Passage, span: tuple[int, int], match: re.Match[str], data: dict[str, dict[str, list[list[int]]]]
) -> Iterator[Finding]:
    inside = YEARS.match(match[1])
    name = inside[1] if inside is not None else match[1]
    stated = inside
    end = span[1]
    if inside is None:
        stated = AFTER.match(passage.plain[end : end + 16])
        end += 0 if stated is None else stated.end()
    editions = data["titles"].get(name)
    if stated is None or editions is None:
        return
    first, last = (int(stated[2]), int(stated[3])) if inside is not None else (int(stated[1]), int(stated[2]))
    if first > max(finish for _begin, finish in editions):
        return  # a later edition than those on record: nothing can be said
    if [first, last] not in editions:
        right = "或".join(f"{begin}—{finish}年" for begin, finish in editions)
        message = f"《{name}》的年限是{right}，不是{first}—{last}年。"
        yield _report(passage, (span[0], end), message, f"《{name}（{right}）》", str(data["basis"]))


def _expired(
    manuscript: Manuscript,
    passage: Passage,
    span: tuple[int, int],
    match: re.Match[str],
    data: dict[str, dict[str, list[list[int]]]],
) -> Iterator[Finding]:
    """落实《…（2015—2020年）》 in a report on 2023: the edition that has run out, cited as the task in hand."""
    inside, year = YEARS.match(match[1]), manuscript.year
    if inside is None or year is None or [int(inside[2]), int(inside[3])] not in data["titles"].get(inside[1], []):
        return
    later = [edition for edition in data["titles"][inside[1]] if edition[0] > int(inside[3])]
    if not later or year <= later[0][0]:
        return
    before, after = passage.plain[max(0, span[0] - 10) : span[0]], passage.plain[span[1] : span[1] + 12]
    if TASK.search(before) and not PAST.search(before + after):
        right = f"《{inside[1]}（{later[-1][0]}—{later[-1][1]}年）》"
        message = f"《{match[1]}》已经到期，{year}年应当落实的是{right}。"
        yield _report(passage, span, message, right, str(data["basis"]))


def _report(passage: Passage, span: tuple[int, int], message: str, computed: str, basis: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.CITATION,
        verdict=Verdict.WRONG,
        rule="instrument_name",
        message=message,
        computed=computed,
        basis=basis,
    )


RULE = Rule(
    id="instrument_name",
    title="纲要、法律的名称和年限",
    source="各纲要、规划印发时的标题；法律法规的正式名称",
    why="三个名称相近的中央文件年限不同，最易张冠李戴；“督察”错成“督查”，“法治”错成“法制”。",
    wrong="《法治社会建设实施纲要（2021—2025年）》",
    right="《法治政府建设实施纲要（2021—2025年）》",
    check=check,
)
