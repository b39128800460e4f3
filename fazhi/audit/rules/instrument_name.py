"""Names and years of outlines and statutes: 《法治社会建设实施纲要（2020—2025年）》, not 2021—2025."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import plans, titles, wording
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

TITLE = re.compile(r"《([^《》]{3,60})》")
YEARS = re.compile(r"^(?:中共中央国务院)?([^（]+)（(20\d\d)年?[-～至]{0,2}(20\d\d)年?）?$")
NO_SIGN = re.compile(r"20\d\d[-～至]{1,2}20\d\d）$")
TASK = re.compile(r"落实|贯彻|按照|根据|对照|围绕|执行")
PAST = re.compile(r"收官|总结|评估|期间|完成|以来|期满|终期|验收")
AFTER = re.compile(r"^（(20\d\d)年?[-～至]{0,2}(20\d\d)年?）")
LAW = re.compile(r"^[\u4e00-\u9fff]{2,29}(?<![办方做说看用书语文])法$")
CALLED_LAW = re.compile(r"(?:根据|依据|依照|按照)$")
# 国务院发布的《…暂行条例》同时废止: what a law took the place of.
FORMER = re.compile(r"发布的|公布的|通过的|批准的|原")
REACH = 12
NATIONAL_SHARE = 4
"""Of what is called a law of the State one character in four may be wrong: there is none beside those listed."""
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
        if title in data["branches"]:
            message = f"没有名为《{title}》的法律，{title}是一类法律的总称，不用书名号。"
            yield _report(passage, span, message, title, data["misspelt"]["basis"])
            continue
        right = data["misspelt"]["titles"].get(title)
        if right is not None:
            message = f"没有名为“{title}”的文件，正式名称是《{right}》。"
            yield _report(passage, span, message, f"《{right}》", data["misspelt"]["basis"])
        else:
            yield from _misnomer(manuscript, passage, span, title)


def _misnomer(manuscript: Manuscript, passage: Passage, span: tuple[int, int], title: str) -> Iterator[Finding]:
    """《中华人民共和国行政惩罚法》: no law is called so, and exactly one nearly so."""
    central = titles.distinctive(title)
    if central is not None:
        message = f"没有名为“{title}”的文件，正式名称是《{central}》。"
        yield _report(passage, span, message, f"《{central}》", "有关法律、文件的正式名称")
        return
    national, name = title.startswith(titles.PREFIX), title.removeprefix(titles.PREFIX)
    meant = _meant(name, national)
    if meant is None or FORMER.search(passage.plain, max(0, span[0] - REACH), span[0]) is not None:
        return
    data = wording.load("statutes")
    another = titles.stem(meant) == titles.stem(name) and meant not in titles.laws()
    called = (
        national or another or CALLED_LAW.search(passage.plain, 0, span[0]) or passage.plain.startswith("第", span[1])
    )
    right = f"《{titles.PREFIX if national and meant in titles.laws() else ''}{meant}》"
    message = f"没有名为“{title}”的法律，正式名称是{right}。"
    result = _report(passage, span, message, right, data["laws"]["basis"])
    if not called or (manuscript.year or 0) > data["as_of"]:
        result.verdict, result.message = Verdict.HINT, f"未见名为“{title}”的法律，是否为{right}，请核对。"
    yield result


def _meant(name: str, national: bool) -> str | None:
    """The instrument that a name which is none was meant to be: a law nearly of that name, or what has its stem."""
    if name in titles.instruments():
        return None
    if len(name) < LONG_NAME - 1:
        return titles.cut_short(name) if national and len(name) == LONG_NAME - 2 and LAW.match(name) else None
    if LAW.match(name) is not None:
        other = titles.of_another_class(name)
        if other is not None and other not in titles.laws():
            return other
        few = 2 if len(name) >= LONG_NAME else 1
        near = titles.turned_about(name) or titles.nearest(
            name, max(few, len(name) // NATIONAL_SHARE) if national else few
        )
        return near or (titles.cut_short(name) if national else None)
    if national and name.endswith("条例") and "暂行" not in name and name not in wording.load("instruments")["former"]:
        other = titles.of_another_class(name)
        return other if other in titles.laws() else None
    return None


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
    elif inside is not None and NO_SIGN.search(match[1]) is not None:
        right = f"《{name}（{first}—{last}年）》"
        yield _report(passage, (span[0], end), f"标题的年限缺“年”字，正式名称是{right}。", right, str(data["basis"]))


def _expired(
    manuscript: Manuscript,
    passage: Passage,
    span: tuple[int, int],
    match: re.Match[str],
    data: dict[str, dict[str, list[list[int]]]],
) -> Iterator[Finding]:
    """落实《…（2015—2020年）》 in a report on 2023: the edition that has run out, cited as the task in hand."""
    inside, year = YEARS.match(match[1]), manuscript.year or plans.year(manuscript)
    if inside is None or year is None or [int(inside[2]), int(inside[3])] not in data["titles"].get(inside[1], []):
        return
    later = [edition for edition in data["titles"][inside[1]] if edition[0] > int(inside[3])]
    if not later or year <= later[0][0]:
        return
    before, after = passage.plain[max(0, span[0] - 10) : span[0]], passage.plain[span[1] : span[1] + 12]
    if passage.index in plans.planned(manuscript) and year > later[0][0] + 1:
        after = after.partition("，")[0]  # 落实《…》，重点做好收官前的工作: what ends is another one
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
