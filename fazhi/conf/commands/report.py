"""`fazhi report YEAR --town CODE --out F.docx [--json]`: compile the annual report into Word and say what it lacks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.conf.commands._figures import find_town, read_year
from fazhi.conf.errors import CommandError

if TYPE_CHECKING:
    from fazhi.report.summary import Summary

SUMMARY = "由台账编成年度报告（Word），并列出缺少、无依据和自相矛盾之处"
INCOMPLETE = 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="年度", help="四位年度，如 2022")
    parser.add_argument("--town", required=True, metavar="乡镇", help="12 位区划代码，或不重名的乡镇名称")
    parser.add_argument("--out", required=True, metavar="文件", help="写到哪个 .docx 文件")
    parser.add_argument("--red-head", action="store_true", help="印出红色版头（不写时为套红纸留白）")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出编报情况")


def run(arguments: argparse.Namespace) -> int:
    """0 when every figure stands; 1 when a figure is missing, unsupported or contradicts (the draft is written all the same)."""
    year = read_year(arguments.year)
    target = _target(arguments.out)
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.people import scopes
    from fazhi.people.models import Division
    from fazhi.report.building import build
    from fazhi.report.document import write
    from fazhi.report.outline import NoOutline
    from fazhi.report.summary import summary

    code, _ = find_town(arguments.town)
    with scopes.within(code):
        try:
            built = build(Division.objects.get(pk=code), year)
        except NoOutline as error:
            raise CommandError(str(error)) from error
    found = summary(built, str(target))
    try:
        target.write_bytes(write(built.draft, letterhead="red" if arguments.red_head else "preprinted"))
    except OSError as error:
        raise CommandError(
            f"文件 {target} 写不进去（{error.strerror}），报告没有写出；请换一个位置或关闭该文件后再试。"
        ) from error
    _tell(found, arguments.json)
    return 0 if found.sound else INCOMPLETE


def _target(text: str) -> Path:
    target = Path(text)
    if target.suffix.lower() != ".docx":
        raise CommandError(f"“{text}”不是 .docx 文件名，报告没有编写；请写成如 报告.docx 的文件名。")
    if not target.resolve().parent.is_dir():
        raise CommandError(f"文件夹 {target.resolve().parent} 不存在，报告没有编写；请先建好文件夹或换一个位置。")
    return target


def _tell(found: Summary, as_json: bool) -> None:
    if as_json:
        print(found.as_json())
        return
    print(found.headline)
    for line in found.lines:
        print(line, file=sys.stderr)
