"""`fazhi keys`: the master keys of this installation; `--rotate` makes a new one and carries everything over."""

from __future__ import annotations

import argparse
import sys

SUMMARY = "查看加密身份信息的主密钥，或更换主密钥"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rotate", action="store_true", help="生成新的主密钥，并把全部数据密钥改由它加密（可边用边换）"
    )


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.errors import CommandError
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.accounts import secrets
    from fazhi.kernel import keyring
    from fazhi.kernel.keys import KeyFault, ring

    try:
        if arguments.rotate:
            print("正在更换主密钥……", file=sys.stderr, flush=True)
            swept = keyring.rotate()
            seeds = secrets.sweep()
            print(
                f"已更换：{swept.rewrapped} 把数据密钥改由新主密钥加密，{swept.reindexed} 项盲索引重算，{seeds} 个动态口令种子改由新主密钥加密；案件密文和日志不变。"
            )
        known, needed, seeds_under = ring().ids(), keyring.needed(), secrets.needed()
    except KeyFault as fault:
        raise CommandError(fault.sentence) from fault
    for at, key in enumerate(known):
        used, held = needed.get(key, 0), seeds_under[key]
        advice = "" if used or held or not at else "，已无数据使用；确认旧备份不再需要后可以移走它的文件"
        print(
            f"{key}　{'现用' if not at else '旧'}　数据密钥 {used} 把{f'、动态口令种子 {held} 个' if held else ''}{advice}"
        )
    missing = sorted({*needed, *seeds_under} - set(known))
    if missing:
        print(f"库中有数据使用的主密钥 {'、'.join(missing)} 不在密钥文件夹中，这部分身份信息打不开；请从备份中恢复。")
    return 1 if missing else 0
