"""`fazhi verify`: the log and every file against their seals."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from fazhi.conf.errors import CommandError

SEAL = 64
SUMMARY = "核验日志、数据和佐证文件是否被改动"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--checkpoint",
        default="",
        help="库外的封签：报告上印的核验码（64 位），或 --export 存下的文件，用于发现整体重写",
    )
    parser.add_argument("--export", metavar="F.json", help="把全部封签写进一个文件，存到库外（如报县司法局）")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.kernel import seals
    from fazhi.kernel.models import LogEntry, Seal

    if not arguments.json:
        print("正在封存未封存的日志并逐行核验……", file=sys.stderr, flush=True)
    seals.seal()
    broken = list(seals.verify(_checkpoint(arguments.checkpoint)))
    last = Seal.objects.using(seals.OWNER).order_by("-serial").first()
    if arguments.export:
        told = list(Seal.objects.using(seals.OWNER).order_by("serial").values("serial", "sealed_at", "count", "chain"))
        try:
            Path(arguments.export).write_text(json.dumps(told, default=str, indent=1), encoding="utf-8")
        except OSError as error:
            raise CommandError(
                f"封签文件 {arguments.export} 写不了（{error.strerror}），没有核验；请换一个位置。"
            ) from error
    summary = {
        "entries": LogEntry.objects.using(seals.OWNER).count(),
        "seals": Seal.objects.using(seals.OWNER).count(),
        "checkpoint": last.chain if last else "",
        "broken": [vars(one) for one in broken],
    }
    if arguments.json:
        print(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        for one in broken:
            print(one.sentence)
        print(f"日志 {summary['entries']} 条、封签 {summary['seals']} 道，发现问题 {len(broken)} 处。")
        print(f"最新封签 {summary['checkpoint']}（请抄存于库外）")
    return 1 if broken else 0


def _checkpoint(given: str) -> str:
    """The seal that was given, or the last one of a file that `--export` wrote. Raises CommandError."""
    if not given or len(given) == SEAL and not Path(given).exists():
        return given
    try:
        told = json.loads(Path(given).read_text(encoding="utf-8"))
        return str(told[-1]["chain"]) if told else ""
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise CommandError(
            f"“{given}”既不是 64 位核验码，也不是封签文件，没有核验；请照报告末尾的核验码重新填写。"
        ) from error
