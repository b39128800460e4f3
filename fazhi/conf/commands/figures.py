"""`fazhi figures YEAR --town CODE [--json]`: every indicator of one town and year."""

from __future__ import annotations

import argparse

from fazhi.conf.commands._figures import find_town, read_year
from fazhi.conf.errors import CommandError

SUMMARY = "列出一个乡镇某年度的全部指标及其分子、分母和口径"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="年度", help="四位年度，如 2022")
    parser.add_argument("--town", required=True, metavar="乡镇", help="12 位区划代码，或不重名的乡镇名称")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import prepare

    year = read_year(arguments.year)
    prepare()
    code, name = find_town(arguments.town)
    from fazhi.indicators.definitions import BrokenIndicator
    from fazhi.indicators.listing import as_json, as_text
    from fazhi.indicators.readings import read_all
    from fazhi.people import scopes

    with scopes.within(code):
        try:
            readings = list(read_all(code, year).values())
        except BrokenIndicator as error:
            raise CommandError(str(error)) from error
    print(as_json(code, year, readings) if arguments.json else as_text(name, year, readings))
    return 0
