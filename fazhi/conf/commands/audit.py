"""`fazhi audit FILE…`: findings on finished reports. Needs no database and no settings, unless held against a ledger.

Exit 0: nothing wrong. 1: something is wrong in at least one file.
2: nothing wrong was found, but a file could not be read or the comments could not be written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fazhi.audit import Audit, KnownFigures, Unreadable, Verdict, audit_file, summary
from fazhi.audit.engine import Source, check_switched_off, check_year
from fazhi.conf.errors import CommandError

SUMMARY = "审校成稿的年度报告：找出可以证实的错误"
CLEAN, WRONG, UNREADABLE = 0, 1, 2
Results = list[tuple[str, Audit | str]]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="报告：.docx .doc .wps .pdf .ofd .html .txt，可多份")
    parser.add_argument("--json", action="store_true", help="输出 JSON（一份文件为一个对象，多份为数组）")
    parser.add_argument("--year", type=int, metavar="Y", help="报告年度；不写则从标题辨认")
    parser.add_argument("--all", action="store_true", help="连同无法判断和相符的论断一并列出")
    parser.add_argument("--comments", type=Path, metavar="OUT.docx", help="另存一份副本，把发现写成 Word 批注")
    off = "停用一条规则，须写明理由，可多次使用"
    parser.add_argument("--without", action="append", default=[], metavar="规则=理由", help=off)
    held = "并与台账核对：签发稿冻结的读数；没有冻结的，用现在的台账"
    parser.add_argument("--ledger", action="store_true", help=held)
    parser.add_argument("--town", metavar="乡镇", help="与哪个乡镇的台账核对：12 位区划代码，或不重名的名称")


def run(arguments: argparse.Namespace) -> int:
    without = _switched_off(arguments.without)
    try:
        check_year(arguments.year)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if arguments.comments is not None and len(arguments.files) > 1:
        raise CommandError("--comments 一次只能用于一份文件，未审校；请逐份运行。")
    if arguments.ledger != bool(arguments.town):
        raise CommandError("--ledger 与 --town 要一起写明，未审校；如 --ledger --town 500235116000。")
    results: Results = []
    try:
        with _ledger(arguments.town) as known:
            for number, name in enumerate(arguments.files, start=1):
                _progress(number, arguments.files)
                results.append((name, _audit(name, arguments.year, without, known)))
    except KeyboardInterrupt:
        _print(results, arguments)
        left = len(arguments.files) - len(results)
        print(f"\n已中断：审校了{len(results)}份，其余{left}份没有审校；再次运行即从头审校。", file=sys.stderr)
        raise
    _print(results, arguments)
    if arguments.comments is not None and isinstance(results[0][1], Audit):
        _comment(Path(arguments.files[0]), results[0][1], arguments.comments)
    audits = [result for _name, result in results if isinstance(result, Audit)]
    if any(audit.count(Verdict.WRONG) for audit in audits):
        return WRONG
    return CLEAN if len(audits) == len(results) else UNREADABLE


def _audit(name: str, year: int | None, without: dict[str, str], known: Source | None) -> Audit | str:
    """The audit of one file, or the sentence on why there is none, told at once."""
    try:
        return audit_file(Path(name), year=year, without=without, known=known)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return str(error)


def _progress(number: int, files: Sequence[str]) -> None:
    if len(files) > 1:
        print(f"[{number}/{len(files)}] {files[number - 1]}", file=sys.stderr, flush=True)


@contextmanager
def _ledger(town: str | None) -> Iterator[Source | None]:
    """What tells the figures of a town for the year of a document; the database is asked once a year."""
    if town is None:
        yield None
        return
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.conf.commands._figures import find_town
    from fazhi.people import scopes
    from fazhi.people.models import Division
    from fazhi.report import known

    code, _name = find_town(town)
    told: dict[int, KnownFigures | str] = {}

    def tell(year: int | None, _towns: Sequence[str]) -> KnownFigures | str:
        if year is None:
            return "没有辨认出报告年度，没有与台账核对；请用 --year 写明年度。"
        if year not in told:
            told[year] = known.figures(Division.objects.get(pk=code), year, given=True)
        return told[year]

    with scopes.within(code):
        yield tell


def _comment(source: Path, audit: Audit, target: Path) -> None:
    from fazhi.audit import comments

    try:
        count = comments.write(source, audit, target)
    except Unreadable as error:
        raise CommandError(str(error)) from error
    print(f"已在副本“{target}”写入{count}条批注，原文件未改动。", file=sys.stderr)


def _switched_off(words: list[str]) -> dict[str, str]:
    """Rule → reason."""
    pairs = [word.partition("=") for word in words]
    try:
        return check_switched_off({rule: reason for rule, _equals, reason in pairs})
    except ValueError as error:
        raise CommandError(f"{error}写法：--without 规则=理由。") from error


def _print(results: Results, arguments: argparse.Namespace) -> None:
    if arguments.json:
        objects = [
            {**result.as_json(), "file": name} if isinstance(result, Audit) else {"file": name, "error": result}
            for name, result in results
        ]
        one = len(arguments.files) == 1 and objects
        print(json.dumps(objects[0] if one else objects, ensure_ascii=False, indent=2))
        return
    texts = [summary.text(result, everything=arguments.all) for _name, result in results if isinstance(result, Audit)]
    if texts:
        print("\n\n".join(texts))
    if len(results) > 1:
        print("\n" + summary.table(results))
