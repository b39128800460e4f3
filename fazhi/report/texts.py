"""What the editor writes: read the last version of every text, add a version. Only the town's editor may."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import IntegrityError, transaction

from fazhi.kernel import act
from fazhi.kernel.act import signature
from fazhi.kernel.today import now
from fazhi.papers.writing import printable
from fazhi.people.actors import Actor
from fazhi.people.divisions import level
from fazhi.report.models import DraftText
from fazhi.report.outline import Outline
from fazhi.report.prose import refusal

EDITOR = "editor"
LONGEST = 5000
# From how many characters on, and from which likeness on, a text counts as copied from last year.
LONG_ENOUGH, COPIED = 20, 0.9


class NotSaved(ValueError):
    """A text was not kept; the Chinese sentence says why and what to do."""


@dataclass(frozen=True)
class Place:
    """A place in the outline where the editor may write."""

    key: str
    title: str
    hint: str
    rows: int = 6


def may_edit(actor: Actor, town: str) -> bool:
    """Only the report editor of that very town; the county reads."""
    return actor.role == EDITOR and actor.division == town and level(town) == "town"


def latest(town: str, year: int) -> dict[str, DraftText]:
    """The last version of every text of a town and year by key; one query."""
    found = DraftText.objects.filter(town=town, year=year).order_by("key", "-version").distinct("key")
    return {text.key: text for text in found}


def copied(town: str, year: int, written: Mapping[str, DraftText]) -> list[str]:
    """Keys of this year's texts that are nearly those of last year; years and their digits do not count as a difference."""
    before = latest(town, year - 1)
    return [
        key
        for key in sorted(written.keys() & before.keys())
        if len(written[key].text) >= LONG_ENOUGH and _alike(written[key].text, before[key].text)
    ]


def _alike(text: str, other: str) -> bool:
    first, second = (re.sub(r"[0-9]+", "", one) for one in (text, other))
    compared = SequenceMatcher(None, first, second, autojunk=False)
    # The quick bound first: the full comparison of two long, different texts takes seconds.
    return compared.quick_ratio() >= COPIED and compared.ratio() >= COPIED


def save(actor: Actor, town: str, year: int, key: str, text: str, seen: int) -> DraftText:
    """Add a version; `seen` is the version she started from. NotSaved when she may not or somebody was faster."""
    if not may_edit(actor, town):
        raise NotSaved("只有本镇的报告编辑（司法所）可以修改报告文字，文字没有保存；需要修改的请与司法所联系。")
    if len(text) > LONGEST:
        raise NotSaved(f"这段文字有 {len(text)} 字，超过 {LONGEST} 字，没有保存；请精简或分到别的部分。")
    refused = refusal(text)
    if refused:
        raise NotSaved(refused)
    try:
        with transaction.atomic():
            written = DraftText(
                town=town,
                year=year,
                key=key,
                version=seen + 1,
                text=printable(text.replace("\r\n", "\n")).strip(),
                written_by_id=actor.person_id,
                signature=signature(actor),
                written_at=now(),
            )
            act.record(actor, "report.write", [written])
            return written
    except IntegrityError as error:
        raise NotSaved(
            "这段文字刚刚被别人改过，您的修改没有保存；请先复制您写的内容，再打开最新文字合并后保存。"
        ) from error


def places(outline: Outline, headings: Iterable[tuple[str, str]], words: Mapping[str, str]) -> dict[str, Place]:
    """Every place of an outline by key; `headings`: (id, title) of the ten systems; `words` of the town and year."""
    found = [
        Place("number", "发文字号", "如：沙市委文〔2023〕3号", 1),
        Place("addressee", "主送机关", "报送的上级机关", 1),
        Place("opening", "开头一段", "报告的缘起，不写具体数字", 3),
        Place("date", "成文日期", "最后一位签发人签发的日期，如：2023年1月31日", 1),
    ]
    for section in outline.sections:
        if section.kind == "systems":
            hint = "举措和做法；数字请用下方清单中的指标引用，系统生成的句子会接在这段文字后面"
            found += [Place(f"{section.id}.{key}", title, hint) for key, title in headings]
        elif section.kind == "parts":
            found += [Place(part.id, part.heading, part.hint) for part in section.parts]
        else:
            title = section.heading.format(**words)
            found.append(Place(section.id, title, section.hint, 10))
            if section.lead:
                found.append(Place(f"{section.id}.lead", f"{title}（引言）", "一句引言", 2))
    return {place.key: place for place in found}
