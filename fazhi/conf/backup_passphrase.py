"""The passphrase of a backup: from a file, or typed (twice when a backup is made, for nobody can recover it)."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from fazhi.conf.errors import CommandError

SHORTEST = 12


def read(file: Path | None, *, new: bool) -> str:
    """The passphrase; raises CommandError when there is none, or for a new backup when it is too short."""
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"口令文件 {file} 读不出来（{error}），没有做任何改动。") from error
    elif sys.stdin.isatty():
        text = getpass.getpass("备份口令：")
        if new and text != getpass.getpass("再输一次："):
            raise CommandError("两次输入的口令不同，没有备份；请重新运行。")
    else:
        raise CommandError("没有口令：请用 --passphrase-file 指明口令文件；没有做任何改动。")
    if not text:
        raise CommandError("口令是空的，没有做任何改动。")
    if new and len(text) < SHORTEST:
        raise CommandError(f"备份口令至少 {SHORTEST} 个字符（里面有全部密钥），没有备份；请换一个更长的。")
    return text
