"""`fazhi audit FILE…`: findings on finished reports. Needs no database and no settings.

Exit 0: nothing wrong. 1: something is wrong in at least one file.
2: nothing wrong was found, but a file could not be read or the comments could not be written.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from fazhi.audit import Audit, Unreadable, Verdict, audit_file, summary
from fazhi.conf.errors import CommandError

SUMMARY = "审核成稿的年度报告：找出可以证实的错误"
CLEAN, WRONG, UNREADABLE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="报告：.docx .doc .wps .pdf .ofd .html .txt，可多份")
    parser.add_argument("--json", action="store_true", help="输出 JSON（一份文件为一个对象，多份为数组）")
    parser.add_argument("--year", type=int, metavar="Y", help="报告年度；不写则从标题辨认")
    parser.add_argument("--all", action="store_true", help="连同无法判断和相符的论断一并列出")
    parser.add_argument("--comments", type=Path, metavar="OUT.docx", help="另存一份副本，把发现写成 Word 批注")
    off = "停用一条规则，须写明理由，可多次使用"
    parser.add_argument("--without", action="append", default=[], metavar="规则=理由", help=off)


def run(arguments: argparse.Namespace) -> int:
    without = _switched_off(arguments.without)
    if arguments.comments is not None and len(arguments.files) > 1:
        raise CommandError("--comments 一次只能用于一份文件，未审核；请逐份运行。")
    results: list[tuple[str, Audit | str]] = []
    many = len(arguments.files) > 1
    for number, name in enumerate(arguments.files, start=1):
        if many and sys.stderr.isatty():
            print(f"[{number}/{len(arguments.files)}] {name}", file=sys.stderr)
        try:
            results.append((name, audit_file(Path(name), year=arguments.year, without=without)))
        except Unreadable as error:
            results.append((name, str(error)))
            print(error, file=sys.stderr)
    _print(results, arguments)
    if arguments.comments is not None and isinstance(results[0][1], Audit):
        _comment(Path(arguments.files[0]), results[0][1], arguments.comments)
    audits = [result for _name, result in results if isinstance(result, Audit)]
    if any(audit.count(Verdict.WRONG) for audit in audits):
        return WRONG
    return CLEAN if len(audits) == len(results) else UNREADABLE


def _comment(source: Path, audit: Audit, target: Path) -> None:
    from fazhi.audit import comments

    try:
        count = comments.write(source, audit, target)
    except Unreadable as error:
        raise CommandError(str(error)) from error
    print(f"已在副本“{target}”写入{count}条批注，原文件未改动。", file=sys.stderr)


def _switched_off(words: list[str]) -> dict[str, str]:
    """Rule → reason."""
    from fazhi.audit import rules

    known = rules.load()
    off: dict[str, str] = {}
    for word in words:
        rule, equals, reason = word.partition("=")
        if rule not in known:
            raise CommandError(f"没有“{rule}”这条规则，未审核；可停用的规则有：{'、'.join(known)}。")
        if not equals or not reason.strip():
            raise CommandError(f"停用规则“{rule}”必须写明理由，未审核；请写成 --without {rule}=理由。")
        off[rule] = reason.strip()
    return off


def _print(results: list[tuple[str, Audit | str]], arguments: argparse.Namespace) -> None:
    if arguments.json:
        objects = [
            {**result.as_json(), "file": name} if isinstance(result, Audit) else {"file": name, "error": result}
            for name, result in results
        ]
        print(json.dumps(objects if len(objects) > 1 else objects[0], ensure_ascii=False, indent=2))
        return
    texts = [summary.text(result, everything=arguments.all) for _name, result in results if isinstance(result, Audit)]
    if texts:
        print("\n\n".join(texts))
    if len(results) > 1:
        print("\n" + summary.table(results))
