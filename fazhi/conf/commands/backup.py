"""`fazhi backup FILE`: the whole house in one encrypted file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

SUMMARY = "把数据库、佐证文件和密钥备份成一个加密文件"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="文件", help="备份写到哪里（不覆盖已有文件）")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="口令文件", help="从文件读取备份口令；不写则现场输入两次"
    )


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf import backup, backup_passphrase
    from fazhi.conf.start import prepare

    passphrase = backup_passphrase.read(arguments.passphrase_file, new=True)
    prepare()
    from fazhi.kernel import seals

    print("正在备份并读回核对……", file=sys.stderr, flush=True)
    seals.seal()
    made = backup.make(arguments.file.resolve(), passphrase, backup.Source.here())
    size = arguments.file.stat().st_size / 1024 / 1024
    print(f"已备份到 {arguments.file}：{made.size}，共 {size:.1f} MB。")
    print(f"日志封签 {made.checkpoint or '（尚无）'}（请抄存于库外）。口令丢失后备份无法打开，请与备份分开保管。")
    if made.missing:
        print(
            f"有 {len(made.missing)} 个佐证文件在备份前就已不在（{made.missing[0][:12]}…）；其余已备份，请运行 fazhi verify 核查。",
            file=sys.stderr,
        )
    return 1 if made.missing else 0
