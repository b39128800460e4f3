"""Reports handed to the auditor's page: examined at once when that is quick, by the worker when it is not.

A report and all that is made of it lie in `web.uploads` under its token, for a day at most; nothing of its text enters
the database. Examining twice is examining once: what has an outcome is passed over.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.db import transaction

from fazhi.audit import Audit, KnownFigures, Unreadable, Verdict, audit_file, kept
from fazhi.audit.against import names_place
from fazhi.audit.engine import Source
from fazhi.audit.summary import headline
from fazhi.indicators.places import FIRST_YEAR, towns_under
from fazhi.kernel.jobs import Progress
from fazhi.kernel.today import today
from fazhi.people.actors import Actor
from fazhi.people.divisions import level
from fazhi.people.identifiers import new_id
from fazhi.people.models import Division
from fazhi.report import known
from fazhi.web import uploads

logger = logging.getLogger(__name__)
ANSWER, OUTCOME = "audit.json", "outcome.json"
QUICK_FORMATS = (".docx", ".txt", ".html", ".htm", ".pdf", ".ofd")
QUICK_BYTES = 1024 * 1024
QUICK_FILES = 5
WAITING = "这份报告还没有审校完，没有结果可看；请在审校结果表中等它完成。"
GONE = "这份报告已超过一天，原文件已清除，没有保留副本；请重新上传。"


class Handed(msgspec.Struct, frozen=True):
    """A report as it was handed in. `without`: rules switched off, each with its reason; `held`: against the ledger too."""

    token: str
    name: str
    year: int | None = None
    without: dict[str, str] = {}
    held: bool = True


class Outcome(msgspec.Struct, frozen=True):
    """What came of a report, for the table: the sentence on why it was not audited, or the counts."""

    error: str = ""
    wrong: int = 0
    hint: int = 0
    unsure: int = 0
    right: int = 0
    headline: str = ""
    year: int | None = None
    docx: bool = False
    ledger: str = ""


def is_quick(files: Sequence[tuple[str, int]]) -> bool:
    """Whether somebody can wait for these (name, bytes): a few small ones, none of which LibreOffice has to convert."""
    readable = all(name.lower().endswith(QUICK_FORMATS) for name, _size in files)
    return readable and len(files) <= QUICK_FILES and sum(size for _name, size in files) <= QUICK_BYTES


def outcome(token: str) -> Outcome | None:
    """What came of a report; None while nothing has come of it yet, or when it is gone."""
    place = uploads.beside(token, OUTCOME)
    return msgspec.json.decode(place.read_bytes(), type=Outcome) if place and place.exists() else None


def answer(token: str) -> Audit | None:
    """The whole audit of a report; None when it is gone."""
    place = uploads.beside(token, ANSWER)
    return kept.loads(place.read_bytes()) if place and place.exists() else None


def examine(handed: Handed, source: Source) -> Outcome:
    """Audit a report that lies in the uploads and keep what came of it; must run inside the actor's scope.

    One that cannot be read leaves only its sentence.
    """
    found = outcome(handed.token)
    if found is None:
        found = _examined(handed, source)
        place = uploads.beside(handed.token, OUTCOME)
        if place:
            _write(place, msgspec.json.encode(found))
        if found.error:
            uploads.drop(handed.token)
    return found


def _examined(handed: Handed, source: Source) -> Outcome:
    path, place = uploads.find(handed.token), uploads.beside(handed.token, ANSWER)
    if path is None or place is None:
        return Outcome(GONE)
    try:
        # A savepoint: a query that fails here must not take the transaction from the reports that follow.
        with transaction.atomic():
            audit = audit_file(path, year=handed.year, without=handed.without, known=source if handed.held else None)
    except Unreadable as error:
        return Outcome(str(error))
    except Exception:  # a fault of ours in one report must not keep the others from their answers
        logger.exception("audit of one report")
        return Outcome(f"审校“{handed.name}”时程序出错，这份没有结果，其余不受影响；请告知系统管理员。")
    _write(place, kept.dumps(audit))
    return Outcome(
        wrong=audit.count(Verdict.WRONG),
        hint=audit.count(Verdict.HINT),
        unsure=audit.count(Verdict.UNSURE),
        right=audit.count(Verdict.RIGHT),
        headline=headline(audit),
        year=audit.year,
        docx=is_docx(audit),
        ledger=audit.ledger,
    )


def is_docx(audit: Audit) -> bool:
    """Whether comments can be written: a converted .doc is read as .docx, but the kept file is not one."""
    return audit.document.format == "docx" and not any("LibreOffice" in note for note in audit.document.notes)


def figures_of(actor: Actor) -> Source:
    """What tells the figures of the town a report is of: the actor's own, for a county post the one the report names.

    They are counted once for each town and year.
    """
    own = level(actor.town) == "town"

    @cache
    def told(town: Division, year: int) -> KnownFigures | str:
        return known.figures(town, year, given=False, query="" if own else f"?town={town.pk}")

    @cache
    def choice() -> list[Division]:
        return [Division.objects.get(pk=actor.town)] if own else towns_under(actor.division)

    def tell(year: int | None, towns: Sequence[str]) -> KnownFigures | str:
        if year is None or not FIRST_YEAR <= year <= today().year:
            return "没有辨认出可用的报告年度，没有与台账核对；需要核对的，请填写年度后重新审校。"
        named = choice() if own else [town for town in choice() if names_place(towns, town.name)]
        if len(named) != 1:
            return "标题和落款没有写明是本县哪个乡镇（街道）的报告，没有与台账核对。"
        return told(named[0], year)

    return tell


def work(actor: Actor, arguments: dict[str, Any], progress: Progress) -> str:
    """The auditing of many reports as long work (kernel.jobs). Repeating it does only what was not done."""
    files = msgspec.convert(arguments["files"], list[Handed])
    outcomes, source = [], figures_of(actor)
    for done, handed in enumerate(files):
        progress(done, len(files))
        outcomes.append(examine(handed, source))
    progress(len(files), len(files))
    faulty = sum(1 for one in outcomes if one.error)
    unread = f"，其中 {faulty} 份读不了" if faulty else ""
    return f"{len(files)} 份报告已审校完{unread}。"


def _write(place: Path, content: bytes) -> None:
    """In one piece: a page that looks at this moment sees all of it or nothing.

    Two workers may be at one report (it was asked for again while the first went on), and somebody may have cleared it
    meanwhile: then nothing is to be kept.
    """
    half = place.with_name(f"{place.name}.{new_id()}")
    with suppress(FileNotFoundError):
        half.write_bytes(content)
        half.replace(place)


def described(files: Sequence[Handed]) -> dict[str, Any]:
    """The arguments of a job."""
    return {"files": msgspec.to_builtins(list(files))}
