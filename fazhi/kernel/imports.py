"""A workbook into a ledger: first the difference (new, changed, removed, faults), then all of it in one transaction or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, transaction

from fazhi.kernel import files, workbooks
from fazhi.kernel.doing import Refused
from fazhi.kernel.ledgers import Importer, Ledger, ledger
from fazhi.kernel.workbooks import BadWorkbook, Sheet
from fazhi.people.actors import Actor

Progress = Callable[[int, int], None]
# More rows than this are written by the worker: a page should answer while somebody waits for it.
LONG_WORK = 200


@dataclass
class Preview:
    """What an import would do. `faults`: row number in the file → sentences; `removed`: keys the file no longer has."""

    sheet: Sheet
    new: list[Mapping[str, Any]] = field(default_factory=list)
    changed: list[tuple[Mapping[str, Any], dict[str, tuple[str, str]]]] = field(default_factory=list)
    same: int = 0
    removed: list[tuple[str, ...]] = field(default_factory=list)
    faults: dict[int, list[str]] = field(default_factory=dict)

    @property
    def writes(self) -> int:
        """How many rows an import would write."""
        return len(self.new) + len(self.changed)

    @property
    def statement(self) -> str:
        """The difference as one Chinese sentence."""
        said = (
            f"共读取 {len(self.sheet.rows)} 行：新增 {len(self.new)}、变更 {len(self.changed)}、无变化 {self.same}、"
            f"台账有而表中没有 {len(self.removed)}（不会删除）"
        )
        if self.faults:
            return f"{said}；{len(self.faults)} 行有问题，更正之前整份都不会导入。"
        return f"{said}；没有发现问题。"


def importer_of(book: Ledger) -> Importer:
    """The ledger's importer; BadWorkbook when its rows come only from work."""
    if book.importer is None:
        raise BadWorkbook(f"「{book.title}」由办理过程自动形成，不能导入，台账没有改动。")
    return book.importer


def preview(book: Ledger, town: str, path: Path) -> Preview:
    """Read a workbook and compare it with the ledger; writes nothing. BadWorkbook when the file itself is unusable."""
    importer = importer_of(book)
    titles = {name: title for title, name in importer.headings.items()}
    sheet = workbooks.read(path, tuple(titles[name] for name in importer.required))
    found = Preview(sheet)
    existing, clean = importer.existing(town), importer.cleaner(town)
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(sheet.rows, start=sheet.first_row):
        if not any(line.values()):
            continue
        row = {name: line[title] for title, name in importer.headings.items() if title in line}
        _compare(importer, clean, existing, seen, found, number, row, titles)
    found.removed = [key for key in existing if key not in seen]
    return found


def _compare(
    importer: Importer,
    clean: Callable[[Mapping[str, str]], Mapping[str, Any]],
    existing: Mapping[tuple[str, ...], Mapping[str, str]],
    seen: dict[tuple[str, ...], int],
    found: Preview,
    number: int,
    row: dict[str, str],
    titles: Mapping[str, str],
) -> None:
    key = tuple(row.get(name, "") for name in importer.key)
    before = existing.get(key, {})
    differs = {titles[name]: (before[name], row[name]) for name in row if name in before and before[name] != row[name]}
    if before and not differs and key not in seen:
        # A row as the ledger has it writes nothing, so it is asked nothing: work under way leaves columns empty.
        seen[key] = number
        found.same += 1
        return
    wrong = [f"「{titles[name]}」不能为空" for name in importer.required if not row.get(name)]
    wrong += [
        f"「{titles[name]}」的数字在 Excel 中已丢失精度，请改为文本格式重填" for name in row if row[name] == "#精度丢失"
    ]
    if key in seen and not wrong and any(key):
        wrong.append(f"与第 {seen[key]} 行重复")
    cleaned: Mapping[str, Any] = {}
    if not wrong:
        try:
            cleaned = clean(row)
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        found.faults[number] = wrong
        return
    seen[key] = number
    if before:
        found.changed.append((cleaned, differs))
    else:
        found.new.append(cleaned)


def apply(book: Ledger, actor: Actor, found: Preview, progress: Progress = lambda done, of: None) -> int:
    """Write a faultless preview, all rows in one transaction; returns how many. Refused (nothing written) otherwise."""
    if found.faults:
        raise Refused(f"{len(found.faults)} 行有问题，整份没有导入，台账没有改动；请按标注更正后重新导入。")
    importer = importer_of(book)
    work = [*found.new, *(values for values, _ in found.changed)]
    with transaction.atomic():
        for done, values in enumerate(work, start=1):
            _write(importer, actor, values)
            progress(done, len(work))
    return len(work)


def _write(importer: Importer, actor: Actor, values: Mapping[str, Any]) -> None:
    try:
        importer.write(actor, values)
    except (ValidationError, DataError) as error:
        titles = {name: title for title, name in importer.headings.items()}
        which = "、".join(f"「{titles[name]}」为“{values.get(name, '')}”" for name in importer.key)
        said = error.messages if isinstance(error, ValidationError) else ["有一格内容过长或超出范围"]
        raise Refused(
            f"{which}的一行写不进台账：{'；'.join(one.rstrip('。') for one in said)}；整份没有导入，台账没有改动。"
        ) from error


def work(actor: Actor, arguments: dict[str, Any], progress: Progress) -> str:
    """An import as long work (kernel.jobs): the file lies in the store under its digest. Repeating it changes nothing more."""
    book = ledger(arguments["ledger"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(arguments["name"]).name
        path.write_bytes(files.read(arguments["digest"]))
        found = preview(book, actor.town, path)
    written = apply(book, actor, found, progress)
    return f"「{book.title}」已导入 {written} 条；{found.statement}"
