"""`fazhi export SYSTEM.LEDGER F.xlsx`: a ledger into a workbook that says its filters, range and completeness."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from fazhi.conf.errors import CommandError

SUMMARY = "把台账导出为 Excel"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", help="台账，如 disputes.disputes；全部台账见 fazhi systems")
    parser.add_argument("file", type=Path, help="写到哪个 .xlsx 文件")
    parser.add_argument("--town", default="", help="乡镇：12 位区划代码或名称（只为一个乡镇编报告时可省略）")
    parser.add_argument("--year", type=int, help="只导出这一年度的")
    parser.add_argument("--search", default="", help="只导出含这些字的")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.conf.commands._common import chosen_ledger, chosen_town
    from fazhi.kernel import workbooks
    from fazhi.kernel.ledgers import Criteria
    from fazhi.people import scopes

    town, book = chosen_town(arguments.town), chosen_ledger(arguments.ledger)
    year = arguments.year
    if year is not None and not 1949 <= year <= 9998:
        raise CommandError(f"年度「{year}」不对，请写四位年份，没有写出文件。")
    criteria = Criteria(
        since=date(year, 1, 1) if year else None, until=date(year, 12, 31) if year else None, search=arguments.search
    )
    try:
        with scopes.within(town):
            statement = workbooks.export(book, town, criteria, arguments.file)
    except OSError as error:
        raise CommandError(f"写不了文件 {arguments.file}：{error.strerror}，请换一个位置再导出。") from error
    print(f"{book.title} → {arguments.file}\n{statement}")
    return 0
