"""`fazhi restore FILE --into FOLDER`: a backup put back on a clean place."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

SUMMARY = "把备份恢复到一个空文件夹（和一个空数据库）"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="文件", help="fazhi backup 制作的备份")
    parser.add_argument("--into", type=Path, required=True, metavar="文件夹", help="恢复后的 FAZHI_HOME，须为空")
    parser.add_argument(
        "--database", default="", metavar="地址", help="恢复到这个空数据库；不写则在文件夹内新建内嵌数据库"
    )
    parser.add_argument("--passphrase-file", type=Path, metavar="口令文件", help="从文件读取备份口令；不写则现场输入")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf import backup_passphrase
    from fazhi.conf.backup_restoring import restore

    passphrase = backup_passphrase.read(arguments.passphrase_file, new=False)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.conf.settings")
    print("正在解密、核对并恢复……", file=sys.stderr, flush=True)
    done = restore(arguments.file.resolve(), passphrase, arguments.into.resolve(), arguments.database)
    print(f"已恢复 {done.manifest.made_at} 的备份：{done.manifest.size}，逐表核对一致。")
    if (done.home / "places").is_dir():
        print(f"地方设置恢复在 {done.home / 'places'}，启动时请设置 FAZHI_PLACES 指向它。")
    print(f"启动前请设置 FAZHI_HOME={done.home}" + ("，并设置 DATABASE_URL。" if arguments.database else "。"))
    if done.manifest.missing:
        print(
            f"备份时已有 {len(done.manifest.missing)} 个佐证文件缺失，恢复后仍缺，请运行 fazhi verify 核查。",
            file=sys.stderr,
        )
    return 1 if done.manifest.missing else 0
