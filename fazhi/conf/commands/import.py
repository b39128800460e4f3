"""`fazhi import SYSTEM.LEDGER F.xlsx`: a workbook into a ledger, with its difference first and row-exact errors."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.conf.errors import CommandError

if TYPE_CHECKING:
    from fazhi.kernel.imports import Preview

SUMMARY = "把 Excel 台账导入（先比较差异，有一行不对就整份不导入）"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", help="台账，如 disputes.staff；全部台账见 fazhi systems")
    parser.add_argument("file", type=Path, help="Excel 工作簿（.xlsx）")
    parser.add_argument("--dry-run", action="store_true", help="只比较差异，不写入")
    parser.add_argument("--errors", type=Path, help="有问题时，把标注好的工作簿写到这里")
    parser.add_argument("--town", default="", help="乡镇：12 位区划代码或名称（只为一个乡镇编报告时可省略）")
    parser.add_argument("--as", dest="username", default="", help="以哪个账号的岗位办理（默认为本镇经办人）")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.conf.commands._common import actor_in, chosen_ledger, chosen_town
    from fazhi.kernel import imports, workbooks
    from fazhi.kernel.doing import Refused
    from fazhi.people import scopes

    town, book = chosen_town(arguments.town), chosen_ledger(arguments.ledger)
    actor = actor_in(town, arguments.username)
    try:
        with scopes.within(town):
            found = imports.preview(book, town, arguments.file)
            _print(found)
            if found.faults:
                if arguments.errors:
                    workbooks.write_faults(found.sheet, found.faults, arguments.errors)
                    print(f"标注了问题的工作簿已写到 {arguments.errors}")
                return 1
            if arguments.dry_run:
                print("这是试运行，没有写入。")
                return 0
            done = imports.apply(book, actor, found, _progress)
    except workbooks.BadWorkbook as error:
        raise CommandError(str(error)) from error
    except Refused as error:
        raise CommandError(error.sentence) from error
    print(f"已写入 {done} 行。")
    return 0


def _print(found: Preview) -> None:
    print(found.statement)
    for _, differs in found.changed[:20]:
        print(
            "  变更："
            + "；".join(f"{title} {before or '空'} → {after or '空'}" for title, (before, after) in differs.items())
        )
    for number, sentences in list(found.faults.items())[:50]:
        print(f"  第 {number} 行：{'；'.join(sentences)}")


def _progress(done: int, of: int) -> None:
    if done == of or done % 50 == 0:
        print(f"\r正在写入 {done}/{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)
