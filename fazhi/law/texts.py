"""The shelf of instruments: one version of one statute, regulation or document each, and references to their articles.

A reference is written `instrument#article`: `penalty-law-2021#60`, with paragraph and item `licensing-law-2019#32①(4)`
or `#32.1(4)`; a document without articles is referred to by its id alone. The instrument may be named by the id of one
version, by its family (`penalty-law`: the version in force on the day, else the newest) or by its Chinese title.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from fazhi.law.errors import LawError
from fazhi.law.numerals import to_chinese
from fazhi.law.reading import Fields, read_yaml

FOLDER = Path(__file__).resolve().parent / "instruments"
KINDS = ("law", "regulation", "interpretation", "party", "document", "standard", "local", "practice")
CONFIDENCES = ("statute", "local")
# How the words were checked: read in full text, seen on a published page, known by heart.
_VERIFIED = ("full_text", "published_page", "recollection")
_ARTICLE = re.compile(r"^(\d+)(?:[之-](\d+))?(?:\.(\d+)|([①-⑳]))?(?:[（(](\d+)[)）])?$")


@dataclass(frozen=True)
class Article:
    """A place inside an instrument; paragraph, item and insert are 0 when not named."""

    number: int
    paragraph: int = 0
    item: int = 0
    insert: int = 0

    def __str__(self) -> str:
        """In the words of a legal citation: 第三十二条第一款第四项 (no brackets around the item in a citation)."""
        words = f"第{to_chinese(self.number)}条" + (f"之{to_chinese(self.insert)}" if self.insert else "")
        words += f"第{to_chinese(self.paragraph)}款" if self.paragraph else ""
        return words + (f"第{to_chinese(self.item)}项" if self.item else "")


def read_article(text: str) -> Article:
    """60, 61①, 61.1, 32①(4), 64(1), 120之1; LawError for anything else."""
    match = _ARTICLE.match(text.strip())
    if match is None or match[1].strip("0") == "":
        raise LawError(f"「{text}」不是条款的写法，请写成 60、61①、32①(4) 这样的形式。")
    number, insert, paragraph, circled, item = match.groups()
    circled_number = ord(circled) - ord("①") + 1 if circled else 0
    return Article(int(number), int(paragraph or circled_number), int(item or 0), int(insert or 0))


@dataclass(frozen=True)
class Words:
    """What is kept of an article: its own words (`text`) where they are certain, else what it says (`gist`)."""

    gist: str = ""
    text: str = ""


@dataclass(frozen=True)
class Instrument:
    """One version of one instrument. `in_force_to` is its last day, None while it holds.

    `in_force_confidence` is `local` where the day it came into force is not certain: no verdict may rest on it.
    """

    id: str
    family: str
    title: str
    short: str
    kind: str
    number: str
    issuer: str
    in_force_from: date
    in_force_to: date | None
    confidence: str
    verified: str
    in_force_confidence: str = "statute"
    version: str = ""
    note: str = ""
    articles: Mapping[Article, Words] = field(default_factory=dict)

    def holds_on(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def words(self, article: Article) -> Words | None:
        """What is kept of an article, of the whole article when nothing is kept of the paragraph."""
        return self.articles.get(article) or self.articles.get(Article(article.number, insert=article.insert))

    def cite(self, article: Article | None = None, *, short: bool = False) -> str:
        """《中华人民共和国行政处罚法》第六十条; a document without articles is followed by its number."""
        if self.kind == "practice":
            return self.title
        name = f"《{self.short if short else self.title}》"
        if article is not None:
            return f"{name}{article}"
        return f"{name}（{self.number}）" if self.number and not short else name


class Shelf:
    """All instruments at hand, found by id, family or title."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._by_id: dict[str, Instrument] = {}
        self._versions: dict[str, list[Instrument]] = {}
        for instrument in sorted(instruments, key=lambda one: one.in_force_from):
            if instrument.id in self._by_id:
                raise LawError(f"法律文件编号「{instrument.id}」重复，请改用不同的编号。")
            self._by_id[instrument.id] = instrument
            for name in {instrument.family, _plain(instrument.title), _plain(instrument.short)}:
                self._versions.setdefault(name, []).append(instrument)

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._by_id.values())

    def versions(self, name: str) -> tuple[Instrument, ...]:
        """Every version under an id, a family or a title (with or without 《》, 中华人民共和国), oldest first."""
        if name in self._by_id:
            return (self._by_id[name],)
        plain = _plain(name)
        found = self._versions.get(plain) or self._versions.get(plain.removeprefix("中华人民共和国"), [])
        return tuple(found)

    def find(self, name: str, day: date | None = None) -> Instrument | None:
        """The version in force on a day; without a day the newest. None when there is none."""
        versions = self.versions(name)
        if day is not None:
            versions = tuple(version for version in versions if version.holds_on(day))
        return versions[-1] if versions else None

    def split(self, reference: str, day: date | None = None) -> tuple[Instrument, Article | None]:
        """The instrument and the article a reference names; LawError when the instrument is not on the shelf."""
        name, mark, article = reference.strip().partition("#")
        instrument = self.find(name, day) or self.find(name)
        if instrument is None:
            raise LawError(
                f"依据「{reference}」所指的法律文件「{name}」不在法规目录中，请先补录该文件，或更正依据的写法。"
            )
        return instrument, read_article(article) if mark else None


def _plain(title: str) -> str:
    return re.sub(r"[《》〈〉<>\s]", "", title).replace("（", "(").replace("）", ")")


def _read_one(path: Path) -> Instrument:
    fields = Fields(read_yaml(path), f"{path.parent.name}/{path.name}")
    title = fields.text("title")
    articles: dict[Article, Words] = {}
    if fields.has("articles"):
        content = fields.raw("articles")
        if not isinstance(content, Mapping):
            raise fields.fail("「articles」应为“条号: 内容”的对照表。")
        for key, words in content.items():
            kept = Fields(words, f"{fields.where} 第 {key} 条")
            try:
                article = read_article(str(key))
            except LawError as error:
                raise fields.fail(str(error)) from error
            articles[article] = Words(kept.optional_text("gist") or "", kept.optional_text("text") or "")
            kept.done()
    instrument = Instrument(
        id=fields.text("id"),
        family=fields.text("family"),
        title=title,
        short=fields.optional_text("short") or title,
        kind=fields.choice("kind", KINDS),
        number=fields.optional_text("number") or "",
        issuer=fields.text("issuer"),
        version=fields.optional_text("version") or "",
        in_force_from=fields.day("in_force_from"),
        in_force_to=fields.optional_day("in_force_to"),
        confidence=fields.choice("confidence", CONFIDENCES),
        verified=fields.choice("verified", _VERIFIED),
        in_force_confidence=fields.choice("in_force_confidence", CONFIDENCES, "statute"),
        note=fields.optional_text("note") or "",
        articles=articles,
    )
    fields.done()
    if instrument.id != path.stem:
        raise fields.fail(f"文件名应与编号「{instrument.id}」一致。")
    if instrument.in_force_to is not None and instrument.in_force_to < instrument.in_force_from:
        raise fields.fail("失效日期早于施行日期，请核对。")
    return instrument


@lru_cache(maxsize=8)
def shelf(places: Path | None = None) -> Shelf:
    """The instruments of the package and those each county keeps in its own `instruments/`; read once per folder."""
    paths = sorted(FOLDER.glob("*.yaml"))
    if places is not None:
        paths += sorted(places.glob("*/instruments/*.yaml"))
    return Shelf(_read_one(path) for path in paths)
