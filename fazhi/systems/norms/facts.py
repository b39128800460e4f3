"""Reading a document for what can contradict another one: articles cited, amounts, periods, dates, what is allowed or forbidden.

A fact is what is spoken of (`phrase`), in which unit, with which value, in which words. Two facts contradict each other
when phrase and unit agree and the value does not. Everything is plain text; nothing is asked of the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.search import pairs as searchable
from fazhi.law import citations as law
from fazhi.law.errors import LawError
from fazhi.law.numerals import from_chinese

LONGEST_TEXT = 400_000
LONGEST_QUOTE = 120
LEAST_PHRASE = 2

_SENTENCE = re.compile(r"[^。；;！？\n]+")
_CLAUSE = re.compile(r"[^，,、]+")
_NUMERAL = r"(?:\d[\d,]*(?:\.\d+)?万?|[〇零一二两三四五六七八九十百千]+(?:万[〇零一二两三四五六七八九十百千]*)?)"
# 「四五百米」「七八人」: two digits side by side say about how much, and contradict nothing.
_ROUGH = re.compile(r"[一二两三四五六七八九]{2}")
_UNITS = {
    "个工作日": "工作日", "工作日": "工作日", "个月": "月", "个月内": "月", "小时": "小时", "分钟": "分钟",
    "日": "日", "天": "日", "年": "年", "周": "周",
    "亿元": "元", "元": "元",
    "平方米": "平方米", "立方米": "立方米", "公顷": "公顷", "亩": "亩",
    "公里": "公里", "千米": "公里", "厘米": "厘米", "米": "米",
    "公斤": "公斤", "千克": "公斤", "吨": "吨", "克": "克",
    "分贝": "分贝", "度": "度", "倍": "倍", "%": "%", "％": "%",
    "周岁": "岁", "岁": "岁", "人": "人", "户": "户", "次": "次", "头": "头", "只": "只", "处": "处", "层": "层",
}  # fmt: skip
_TIMES = {"亿元": 100_000_000}
_MYRIAD = 10_000
_NUMBER = re.compile(
    rf"(?P<value>{_NUMERAL})(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})"
)
_DAY = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|初|上旬|中旬|下旬)"
_DATE = re.compile(rf"(?:每年)?(?P<first>{_DAY})(?:[至到—-]+(?:次年)?(?P<last>{_DAY}))?")
# Numbers of articles, of documents and calendar years say nothing about the matter.
_STRUCTURE = re.compile(
    r"第\s*[0-9〇零一二两三四五六七八九十百千]+\s*[章节条款项批次号]|[（(〔][^）)〕]{0,30}\d{4}[^）)〕]{0,20}[）)〕]\d*号?|\d{4}\s*年(?!\d)|"
    r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*"
)
# Every document has its own day of making, of force and of expiry: they contradict nothing.
_OWN = re.compile(r"施行|印发|发布|公布|有效期|废止|失效|会议|会审议|通过")
_FORBID = re.compile(r"严禁|禁止|不得|不准|不允许|一律不")
_ALLOW = re.compile(r"可以|允许|准予|鼓励|支持(?=[^部])")
_EMPTY = re.compile(
    r"应当|必须|严禁|禁止|不得|不准|不允许|一律不|可以|允许|准予|鼓励|支持|原则上|一般|最高|最低|最长|最短|最多|最少|"
    r"不?超过|不?少于|不?低于|不?高于|不?多于|不?大于|不?小于|不晚于|不早于|以内|之内|以上|以下|之日起|之前|以前|"
    r"应|须|内|前|为|是|的|按照|按|标准|给予|予以|一次性|并|和|与|及|将|由|在|自|从|起|其|该|本镇|本办法|本|对|于|至|到|达到|共计|合计|"
    r"每年|时间|期限|范围|进行|作出|完成|左右|约|不|了|等"
)
_CONNECTED = re.compile(r"《[^》]*》|[^一-鿿A-Za-z]")
_REPEALED = re.compile(r"(?:废止|失效|停止执行|不再执行)")
_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,80}》){2,120})》(?:[（(]([^（）()\n]{2,40})[)）])?")
_STOCK = re.compile(
    r"^关于|^.{2,12}?人民政府(?:办公室)?(?:关于)?|印发|《|》|[（(][^）)]*[）)]|的?通知$|"
    r"(?:实施|管理|暂行)*(?:办法|细则|规定|规则|意见|通告|公告|决定|方案|通知)$|试行|暂行|实施细则|工作|管理|进一步|加强|规范|做好|实施"
)


@dataclass(frozen=True)
class Fact:
    """One thing a text lays down. `kind`: number, date or permission."""

    kind: str
    phrase: str
    unit: str
    value: str
    quote: str

    @property
    def key(self) -> str:
        """By which the same thing is found elsewhere, as one word of the index."""
        return f"={self.unit}|{self.phrase}"

    def as_json(self) -> dict[str, str]:
        """As the register keeps it."""
        return {name: getattr(self, name) for name in ("kind", "phrase", "unit", "value", "quote")}


@dataclass(frozen=True)
class Cited:
    """An article that the text cites, in canonical words."""

    title: str
    article: str
    quote: str

    @property
    def key(self) -> str:
        """One word of the index: the same however the article was written."""
        return f"#{plain_title(self.title)}{self.article}"

    def as_json(self) -> dict[str, str]:
        """As the register keeps it."""
        return {"title": self.title, "article": self.article, "quote": self.quote}


@dataclass(frozen=True)
class Repeal:
    """A document that the text itself says shall cease."""

    title: str
    number: str
    quote: str


@dataclass(frozen=True)
class Read:
    """All that was read out of one text."""

    citations: tuple[Cited, ...] = ()
    facts: tuple[Fact, ...] = ()
    repeals: tuple[Repeal, ...] = ()


def read(text: str) -> Read:
    """Everything that may contradict another document; what lies beyond LONGEST_TEXT characters is not read."""
    text = text[:LONGEST_TEXT]
    repeals = tuple(_repeals(text))
    cancelled = {one.title for one in repeals}
    cited = [one for one in _citations(text) if one.title not in cancelled]
    return Read(tuple(dict.fromkeys(cited)), tuple(dict.fromkeys(_facts(text))), repeals)


def core(title: str) -> str:
    """What a title is about: 《沙市镇农村自建房管理办法（试行）》 → 农村自建房."""
    rest, before = title.strip(), ""
    while rest != before:
        rest, before = _STOCK.sub("", rest).strip("的 "), rest
    return re.sub(r"^[一-鿿]{1,4}(?:镇|乡|县|区|市)(?=[一-鿿]{3})", "", rest)


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters."""
    letters = re.sub(r"[\W_]+", "", text)
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Twice the common pairs over all pairs: 1 for the same words in any order, 0 for nothing in common."""
    whole = len(first) + len(second)
    return 2 * len(first & second) / whole if whole else 0.0


def plain_title(title: str) -> str:
    """A title without the name of the state and without spaces."""
    return re.sub(r"\s", "", title).removeprefix("中华人民共和国")


def words(title: str, subject: str, number: str, found: Read) -> set[str]:
    """Every word under which a document stands in the index: pairs to be searched, subjects, articles and facts whole."""
    return {
        *searchable(f"{title} {subject} {number}"),
        *subject_words(title, subject),
        *(one.key for one in found.citations if one.article),
        *(one.key for one in found.facts),
    }


def subject_words(title: str, subject: str) -> set[str]:
    """The pairs of what a document is about, marked so that they match subjects only."""
    return {f"~{pair}" for pair in pairs(core(title)) | pairs(subject)}


def _citations(text: str) -> Iterator[Cited]:
    for one in law.find(text):
        if _OWN.search(text[one.end : one.end + 6]) and one.article is None:
            continue
        yield Cited(one.title, str(one.article) if one.article else "", one.quote[:LONGEST_QUOTE])


def _repeals(text: str) -> Iterator[Repeal]:
    for sentence in _SENTENCE.findall(text):
        said = _REPEALED.search(sentence)
        if said:
            for match in _TITLE.finditer(sentence, 0, said.start()):
                yield Repeal(re.sub(r"\s", "", match[1]), (match[2] or "").strip(), sentence.strip()[:LONGEST_QUOTE])


def _facts(text: str) -> Iterator[Fact]:
    for sentence in _SENTENCE.findall(text):
        head, mark, rest = sentence.rpartition("：")
        topic = _phrase(_STRUCTURE.sub("", head)) if mark and len(head) <= 40 else ""
        carried = ""
        for clause in _CLAUSE.findall(rest if mark else sentence):
            found = list(_of_clause(clause, topic or carried, sentence.strip()[:LONGEST_QUOTE]))
            yield from found
            # 「普通户500元、低保户200元」: what follows speaks of what came before.
            carried = "" if found else _phrase(_STRUCTURE.sub("", clause))[:12]


def _of_clause(clause: str, topic: str, quote: str) -> Iterator[Fact]:
    bare = _STRUCTURE.sub("", clause.strip())
    dates = [] if _OWN.search(bare) else list(_DATE.finditer(bare))
    for match in dates:
        phrase = _about(bare, match, topic)
        if len(phrase) >= LEAST_PHRASE:
            yield Fact("date", phrase, "日期", _dates(match), quote)
    numbers = [] if dates or _OWN.search(bare) else [one for one in _NUMBER.finditer(bare) if _counts(one)]
    for match in numbers:
        phrase = _about(bare, match, topic)
        if len(phrase) >= LEAST_PHRASE:
            yield Fact("number", phrase, _UNITS[match["unit"]], _value(match), quote)
    if not dates and not numbers:
        yield from _permission(bare, quote)


def _permission(clause: str, quote: str) -> Iterator[Fact]:
    forbidden, allowed = _FORBID.search(clause), _ALLOW.search(clause)
    if bool(forbidden) == bool(allowed):
        return
    phrase = _phrase(clause)
    if len(phrase) >= 2 * LEAST_PHRASE:
        yield Fact("permission", phrase, "许可", "forbidden" if forbidden else "allowed", quote)


def _about(clause: str, match: re.Match[str], topic: str) -> str:
    """What a figure speaks of: the words before and after it, with the heading of the list it stands in."""
    before = _NUMBER.sub("", _DATE.sub("", clause[: match.start()]))
    after = _NUMBER.sub("", _DATE.sub("", clause[match.end() :]))
    own = _phrase(before) or _phrase(after)
    said = _phrase(before + after)
    return (topic + said if len(own) < 2 * LEAST_PHRASE else said)[:60]


def _phrase(text: str) -> str:
    return _EMPTY.sub("", _CONNECTED.sub("", text))


def _counts(match: re.Match[str]) -> bool:
    """Whether a number counts something exactly: 「2022年」 is a year of the calendar, 「十百」 no numeral at all."""
    if _ROUGH.search(match["value"]):
        return False
    try:
        amount = _amount(match["value"])
    except LawError:
        return False
    return match["unit"] != "年" or amount < 1900


def _amount(numeral: str) -> float:
    """3,000, 0.5万, 一百零五, 一万五千; LawError when it is no numeral."""
    whole, mark, rest = numeral.replace(",", "").partition("万")
    amount = _plain(whole)
    return amount * _MYRIAD + (_plain(rest) if rest else 0) if mark else amount


def _plain(digits: str) -> float:
    return float(digits) if digits[0].isdigit() else float(from_chinese(digits))


def _value(match: re.Match[str]) -> str:
    amount = _amount(match["value"]) * _TIMES.get(match["unit"], 1)
    return f"{amount:.6f}".rstrip("0").rstrip(".")


def _dates(match: re.Match[str]) -> str:
    found = [_date(part) for part in (match["first"], match["last"]) if part]
    return "—".join(found)


def _date(text: str) -> str:
    year = re.match(r"(\d{4})年", text)
    month = re.search(r"(\d{1,2})月", text)
    day = re.search(r"月(\d{1,2}日|底|初|上旬|中旬|下旬)", text)
    assert month and day
    last = f"{int(day[1][:-1]):02d}" if day[1].endswith("日") else day[1]
    return f"{year[1] + '-' if year else ''}{int(month[1]):02d}-{last}"


def from_json(found: Iterable[dict[str, Any]]) -> list[Fact]:
    """Facts as the register keeps them."""
    return [Fact(**one) for one in found]
