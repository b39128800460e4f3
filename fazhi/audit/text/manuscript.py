"""A whole document as the rules see it: passages, outline, report year, issuer; and the two ways of making a finding."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import dropwhile, pairwise
from typing import Any

from fazhi.audit.model import Document, Finding, Kind, Verdict
from fazhi.audit.text import outline, own_periods
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage, passages

TITLE_YEAR = re.compile(
    r"(?<![-\d])(20\d\d)(?![-\d至～])年?(?:度|年度)?[^。，；]{0,30}?(?:报告|总结|通报|情况|[年月季简]报)"
)
ANNUAL_REPORT = re.compile(r"法治政府建设[^。，；]{0,16}(?:报告|总结|情况)")
SPELLED_YEAR = re.compile(r"二[○〇零Ｏ][一二三][○〇零Ｏ一二三四五六七八九](?=年)")
YEAR_DIGITS = str.maketrans("○〇零Ｏ一二三四五六七八九", "0000123456789")
# 发布日期：2025年12月02日: put there by the web page, not signed.
WEB_PAGE = re.compile(r"(?:发布|发文|公开|更新|编辑|上传)(?:日期|时间)")
OWN_PERIOD = re.compile(r"[上下]半年|第?[一二三四]季度")
WHOLE_YEAR = re.compile(r"20\d\d年?度?[^，。；]{0,30}(?:报告|总结|情况|通报|年报)")
NOT_WHOLE_YEAR = re.compile(r"政府工作报告|计划|要点|打算|方案|半年|季度|[\d一二三四五六七八九十]月|周")
# 2024年工作总结及2025年工作思路, 上半年工作总结和下半年打算
SECOND_HALF = re.compile(
    r"[及暨与和、](?:下一?步|下一?年度?|明年|今后|20\d\d年度?|下半年|第?[二三四]季度)[^，。]{0,20}(?:计划|安排|打算|思路|要点|重点|任务|方向)$"
)
TITLE_LINES = 12
NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]部分")
PLAN = re.compile(r"重点任务|主要任务|工作重点|计划|打算|安排|下一步|思路|下步|努力方向|明年|建议")
# What was found in one year is put right, and told of, in the next ones.
FOLLOW_UP = re.compile(r"整改|审议意见[^，。；]{0,8}(?:落实|办理|处理)")
PAST = re.compile(r"完成|落实情况|举措|成效|不足|问题|履行|工作开展|工作情况|做法|成绩|回顾|执行情况")
WHOLE_REPORT_CHARACTERS = 700
TOTAL_WORDS = re.compile(
    r"共|总|受理|收到|接到|接收|收案|新收|排查|办理|承办|审结|办结|调解|调处|警情|申请|转派|立案|处理|形成|诉求"
)
DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class Day:
    """A full date found in the text, with the passage it stands in and its span in the plain text."""

    passage: Passage
    start: int
    end: int
    year: int
    month: int
    day: int


class Manuscript:
    """The document with everything that several rules need, computed once and only when asked for."""

    def __init__(self, document: Document, year: int | None = None) -> None:
        self.document = document
        self.passages = [
            each for paragraph in document.paragraphs if paragraph.text.strip() for each in passages(paragraph)
        ]
        self._year = year
        self.memory: dict[str, Any] = {}
        """What a rule found in the whole document, kept for its next question."""
        self.found: list[Finding] = []
        """What the rules before this one found."""
        now = str(self.year) if self.whole_year else ""
        own = frozenset(each.removeprefix("第") for each in OWN_PERIOD.findall(self.title))
        if not now:
            now, shorter = own_periods.told(self.passages)
            own |= shorter
        self.now = now
        """The year that the whole document is about, though it be no annual report; empty if it is about none or a part of one."""
        for each in self.passages:
            each.own, each.now = own, now

    @cached_property
    def stride(self) -> int:
        """From one paragraph to the next: 2 where a page was copied with an empty line after each."""
        steps = Counter(behind.index - each.index for each, behind in pairwise(self.passages))
        return max(1, steps.most_common(1)[0][0]) if steps else 1

    def settled(self, wanted: Callable[[Finding], bool]) -> dict[int, list[Finding]]:
        """What the rules before this one proved either way, of the wanted findings, by paragraph."""
        by_paragraph: dict[int, list[Finding]] = {}
        for each in self.found:
            if each.verdict.settled and wanted(each):
                by_paragraph.setdefault(each.paragraph, []).append(each)
        return by_paragraph

    def shown_right(self, rules: frozenset[str]) -> set[tuple[int, int]]:
        """(paragraph, end) of what some of the rules before this one showed to be right."""
        return {
            (each.paragraph, each.end) for each in self.found if each.verdict is Verdict.RIGHT and each.rule in rules
        }

    def left_open(self, rules: frozenset[str]) -> set[tuple[int, int]]:
        """(paragraph, end) of what some rules saw and no rule before this one proved either way."""
        proved = {(each.paragraph, each.end) for each in self.found if each.verdict.settled}
        return {(each.paragraph, each.end) for each in self.found if each.rule in rules} - proved

    @cached_property
    def headings(self) -> list[outline.Heading]:
        """Numbered paragraphs."""
        return outline.headings(self.passages)

    def planned(self, passage: Passage) -> bool:
        """Does a paragraph stand in a part that plans the next year?"""
        tops = self._plans
        number = bisect_right(tops, (passage.index, True)) - 1
        return number >= 0 and tops[number][1]

    @cached_property
    def _plans(self) -> list[tuple[int, bool]]:
        tops = [each for each in self.headings if each.level == 1]
        return [
            (each.paragraph, PLAN.search(each.words) is not None and PAST.search(each.words) is None) for each in tops
        ]

    @cached_property
    def addresses(self) -> dict[int, str]:
        """Paragraph index → address for people."""
        names = outline.addresses(self.passages, self.headings)
        known = {passage.index: "标题" for passage in self.title_passages}
        if self.signed is not None:
            known[self.signed.passage.index] = "落款"
        return {
            passage.index: known.get(passage.index, name) for passage, name in zip(self.passages, names, strict=True)
        }

    @cached_property
    def title_passages(self) -> list[Passage]:
        """The paragraphs of the title: from the issuer's line to the line that names 报告/情况/总结; empty if none."""
        opening: list[Passage] = []
        # 一、2023年工作回顾: what stands in a table of contents above the title is none.
        for passage in dropwhile(lambda each: NUMBERED.match(each.plain), self.passages[:TITLE_LINES]):
            if passage.paragraph.place != "body" or len(passage.plain) > 60 or re.search(r"[。；：]", passage.plain):
                if opening and not passage.plain.startswith(("栏目", "标题")):
                    break
                continue
            opening.append(passage)
            if re.search(
                r"(?:报告|总结|通报|情况|要点|计划|安排|打算|思路|汇报|分析|综述|公报|白皮书|[年月季简]报)(?:（[^）]*）)?$",
                passage.plain,
            ):
                return [each for each in opening if not re.search(r"签发人|〔|\[20|号$", each.plain)]
        return []

    @cached_property
    def title(self) -> str:
        """The words of the title in one line, its year in digits (二○二四年 → 2024年)."""
        words = "".join(passage.plain for passage in self.title_passages)
        return SPELLED_YEAR.sub(lambda match: match.group().translate(YEAR_DIGITS), words)

    @cached_property
    def subject(self) -> str:
        """The title without the plan that it announces as well."""
        return SECOND_HALF.sub("", self.title)

    @cached_property
    def year(self) -> int | None:
        """The year reported on: given by the caller, else named in the title, else in the opening sentence."""
        if self._year is not None:
            return self._year
        match = TITLE_YEAR.search(self.title)
        if match is None:
            for passage in self.passages[:TITLE_LINES]:
                match = re.search(r"将(?:我|全|本)?\w{0,6}?(20\d\d)年", passage.plain) or re.search(
                    r"(20\d\d)年(?:度)?[^，。；\d]{0,16}?(?:报告|总结|通报)", passage.plain
                )
                if match is not None:
                    break
        return int(match[1]) if match is not None else None

    @property
    def year_told(self) -> str:
        """The year of what is told without any: the one reported on, or the one of the headline; empty if there is none."""
        return str(self.year or self.now)

    @cached_property
    def annual_report(self) -> bool:
        """Is this a whole annual report on 法治政府建设 (not a news item, an extract or a table)?"""
        length = sum(len(passage.plain) for passage in self.passages)
        parts = sum(1 for each in self.headings if each.level == 1)
        return length >= WHOLE_REPORT_CHARACTERS and parts >= 2 and ANNUAL_REPORT.search(self.title) is not None

    @cached_property
    def whole_year(self) -> bool:
        """Does the title announce a year's work and no part of it (not 上半年, not a plan or 政府工作报告)?"""
        return (
            self.year is not None
            and WHOLE_YEAR.search(self.subject) is not None
            and NOT_WHOLE_YEAR.search(self.subject) is None
        )

    @cached_property
    def text(self) -> str:
        """All plain text, one paragraph a line."""
        return "\n".join(passage.plain for passage in self.passages)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for passage in self.passages:
            starts.append(position)
            position += len(passage.plain) + 1
        return starts

    def located(self, start: int) -> tuple[Passage, int]:
        """The passage that holds an offset of :attr:`text`, and the offset at which that passage begins."""
        number = bisect_right(self._starts, start) - 1
        return self.passages[number], self._starts[number]

    def matches(self, pattern: re.Pattern[str], having: str = "") -> Iterable[tuple[Passage, re.Match[str], int]]:
        """(passage, match in the whole text, offset of the passage) — one scan of the document for one pattern.

        What would run on into the next passage is no match. With ``having``, words without which there is no match, only
        the passages that have them are scanned: a pattern that begins with any figure is dear, and looking for words is not.
        """
        for match in self._within(pattern, having) if having else pattern.finditer(self.text):
            passage, offset = self.located(match.start())
            if match.end() <= offset + len(passage.plain):
                yield passage, match, offset

    def _within(self, pattern: re.Pattern[str], having: str) -> Iterator[re.Match[str]]:
        at = self.text.find(having)
        while at >= 0:
            passage, offset = self.located(at)
            end = offset + len(passage.plain)
            yield from pattern.finditer(self.text, offset, end + 1)
            at = self.text.find(having, end)

    def prints(self, kind: str, value: Decimal, until: int) -> bool:
        """Is there a count of this unit that is just so great, up to the paragraph of that index?"""
        return any(
            each.value == value and each.kind == kind and each.count and not each.vague and not each.bound
            for passage in self.passages
            if passage.index <= until
            for each in passage.figures
        )

    def totals(self, kind: str, until: int, most: int) -> list[Figure]:
        """The last ``most`` exact counts of one unit up to a paragraph that may be totals, in the order of the text."""
        return [figure for _index, figure in self.total_figures(kind, until, most)]

    def total_figures(self, kind: str, until: int, most: int) -> list[tuple[int, Figure]]:
        """The same, each with the index of its paragraph."""
        found = self._totals.get(kind, [])
        end = bisect_right(found, until, key=lambda each: each[0])
        return found[max(0, end - most) : end]

    @cached_property
    def _totals(self) -> dict[str, list[tuple[int, Figure]]]:
        found: dict[str, list[tuple[int, Figure]]] = {}
        for passage in self.passages:
            for figure in passage.figures:
                if figure.count and figure.exact and TOTAL_WORDS.search(figure.head):
                    found.setdefault(figure.kind, []).append((passage.index, figure))
        return found

    def of_kind(self, kind: str) -> list[tuple[Passage, Figure]]:
        """Every figure of one unit with its passage, in the order of the text."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[Passage, Figure]]]:
        found: dict[str, list[tuple[Passage, Figure]]] = {}
        for passage in self.passages:
            for figure in passage.figures:
                found.setdefault(figure.kind, []).append((passage, figure))
        return found

    def within(self, first: int, last: int) -> list[Passage]:
        """The passages of the paragraphs from one index to another, both among them."""
        begin = bisect_left(self.passages, first, key=lambda each: each.index)
        return self.passages[begin : bisect_right(self.passages, last, key=lambda each: each.index)]

    @cached_property
    def printed(self) -> dict[str, dict[Decimal, tuple[int, Figure]]]:
        """Every exact count of the document by its unit and value, with the paragraph where it stands first."""
        found: dict[str, dict[Decimal, tuple[int, Figure]]] = {}
        for passage in self.passages:
            for figure in passage.figures:
                if figure.count and figure.exact and not figure.compared:
                    found.setdefault(figure.kind, {}).setdefault(figure.value, (passage.index, figure))
        return found

    @cached_property
    def days(self) -> list[Day]:
        """All full dates (2023年1月31日)."""
        return [
            Day(passage, match.start() - offset, match.end() - offset, int(match[1]), int(match[2]), int(match[3]))
            for passage, match, offset in self.matches(DATE)
        ]

    @cached_property
    def signed(self) -> Day | None:
        """成文日期: a date alone on one of the last paragraphs."""
        last = {passage.index for passage in self.passages[-8:]}
        for day in reversed(self.days):
            # 2020年1月22日，被命名为国家园林县城。
            told = day.passage.plain.startswith(("，", "、", "起"), day.end) or WEB_PAGE.match(day.passage.plain)
            if (
                day.passage.index in last
                and not told
                and len(day.passage.plain.strip("（）")) <= day.end - day.start + 12
            ):
                return day
        return None


def finding(
    passage: Passage,
    span: tuple[int, int],
    *,
    kind: Kind,
    verdict: Verdict,
    rule: str,
    message: str,
    stated: str = "",
    computed: Decimal | str | None = None,
    basis: str = "",
    roundings: frozenset[str] = frozenset(),
) -> Finding:
    """A finding on a span of the plain text of a passage; the quote is taken from the original."""
    start, end, quote = passage.quote(*span)
    return Finding(
        passage.index, start, end, quote, kind, stated or quote, computed, verdict, rule, message, basis, "", roundings
    )
