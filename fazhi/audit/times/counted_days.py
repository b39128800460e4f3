"""Days kept every year: on which date (12月4日国家宪法日), and the how-manieth it was (2024: 第十一个, being kept since 2014)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.text import numerals, wording
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Counted = tuple[tuple[int, int], str, str | None]
YEAR = re.compile(r"(20\d\d)年")
OTHER = re.compile(r"去年|上年|明年|次年|来年")


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(wording.load("dates")["kept_since"], key=len, reverse=True))
    return re.compile(rf"第(?P<number>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})个[“‘\"《]?(?:全国)?(?P<name>{names})")


@cache
def _fixed() -> re.Pattern[str]:
    names = "|".join(sorted(wording.load("dates")["kept_on"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\d至到\-～和])(?<!\d日、)(?P<month>1?\d)月(?P<day>\d{{1,2}})日(?:（[^（）]{{1,8}}）)?(?:当天)?(?:，(?:在|是|正值|恰逢)?(?=第))?(?:是|为|恰逢|正值|的|（)?"
        rf"(?:第[^，。；]{{1,3}}个)?[“‘\"]?(?P<name>{names})(?!前夕|前一|来临|到来|临近|宣传[周月]|后|期间)"
    )


DOTS = re.compile(r"\d[·•・.]\d")


@cache
def _by_figures() -> re.Pattern[str]:
    """12·4国家宪法日; with a full point (“12.4”) in quotation marks only, for 4.15 may number a paragraph."""
    names = "|".join(sorted(wording.load("dates")["kept_on"], key=len, reverse=True))
    return re.compile(
        r"(?<![\d.·])(?P<month>1?\d)(?:[·•・]|(?<=[“‘\"]\d)\.|(?<=[“‘\"]\d\d)\.)(?P<day>[1-3]?\d)[”’\"]?"
        rf"(?:[“‘\"《])?(?P<name>{names})"
    )


def misdated(passage: Passage) -> Iterator[Counted]:
    """11月4日国家宪法日: a day kept on another date."""
    if "日" not in passage.plain:
        return
    dotted = _by_figures().finditer(passage.plain) if DOTS.search(passage.plain) else ()
    for match in (*_fixed().finditer(passage.plain), *dotted):
        month, day = wording.load("dates")["kept_on"][match["name"]]
        if (int(match["month"]), int(match["day"])) != (month, day):
            message = f"{match['name']}是{month}月{day}日，文中写{match['month']}月{match['day']}日。"
            yield (match.start(), match.end()), message, f"{month}月{day}日"


def counted(manuscript: Manuscript, passage: Passage, planned: bool) -> Iterator[Counted]:
    """(span, message, right words) for every such day whose number is not that of its year."""
    for match in _pattern().finditer(passage.plain):
        begin = max(passage.plain.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        lead = passage.plain[begin : match.start()]
        named = list(YEAR.finditer(lead))
        stated = int(named[-1][1]) if named else manuscript.year
        number = int(match["number"]) if match["number"].isdigit() else numerals.read(match["number"])
        if stated is None or not number or not named and (OTHER.search(lead) or planned):
            continue
        first = int(wording.load("dates")["kept_since"][match["name"]])
        if first + number - 1 == stated or not named and first + number - 1 == (manuscript.year or 0) + 1:
            continue
        right = stated - first + 1
        start = begin + named[-1].start() if named else match.start()
        message = (
            f"{match['name']}自{first}年起每年一次，{stated}年是第{right}个，第{number}个在{first + number - 1}年。"
        )
        yield (start, match.end()), message, f"第{right}个"


@cache
def _misnamed() -> tuple[re.Pattern[str], dict[str, str]]:
    """Found by their last character, which is rarer than the first ones."""
    data = wording.load("dates")["misnamed"]
    names: dict[str, str] = data["days"] | data["loosely"]
    return re.compile("日(?:" + "|".join(f"(?<={each})" for each in names) + ")"), names


def misnamed(passage: Passage) -> Iterator[tuple[Counted, bool]]:
    """“3·15”消费者权益保障日: a name that no day bears; with it, whether it is certain that none is called so."""
    pattern, names = _misnamed()
    for match in pattern.finditer(passage.plain):
        name = max((each for each in names if passage.plain.endswith(each, 0, match.end())), key=len)
        start = match.end() - len(name)
        start -= 2 if passage.plain.startswith("国际", start - 2) else 0
        message = f"没有名为“{passage.plain[start : match.end()]}”的纪念日、宣传日，规范名称是“{names[name]}”。"
        yield ((start, match.end()), message, names[name]), name in wording.load("dates")["misnamed"]["days"]
