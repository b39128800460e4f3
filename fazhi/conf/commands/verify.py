"""`fazhi verify`: the log and every file against their seals."""

from __future__ import annotations

import argparse
import json
import sys

SUMMARY = "核验日志、数据和佐证文件是否被改动"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--checkpoint", default="", help="另存于库外的封签（64 位十六进制），用于发现整体重写")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.kernel import seals
    from fazhi.kernel.models import LogEntry, Seal

    if not arguments.json:
        print("正在封存未封存的日志并逐行核验……", file=sys.stderr, flush=True)
    seals.seal()
    broken = list(seals.verify(arguments.checkpoint))
    last = Seal.objects.using(seals.OWNER).order_by("-serial").first()
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
