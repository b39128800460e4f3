"""`fazhi drill [FILE]`: is the backup any good? Put back on a clean place and tried."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

SUMMARY = "备份恢复演练：在空环境恢复，逐表逐文件核对，核验日志并登录"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="文件", help="演练这份备份；不写则现做一份、演练后删除")
    parser.add_argument("--passphrase-file", type=Path, metavar="口令文件", help="从文件读取备份口令；不写则现场输入")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf import backup, backup_drill, backup_passphrase
    from fazhi.conf.start import prepare, settings_only

    with tempfile.TemporaryDirectory(prefix="fazhi-drill-backup-") as folder:
        source = None
        if arguments.file:
            passphrase, file = backup_passphrase.read(arguments.passphrase_file, new=False), arguments.file.resolve()
            settings_only()
        else:
            passphrase, file = secrets.token_urlsafe(32), Path(folder) / "house.fazhi"
            prepare()
            source = backup.Source.here()
            print("正在制作一份备份……", file=sys.stderr, flush=True)
            backup.make(file, passphrase, source)
        print("正在空环境恢复并核对……", file=sys.stderr, flush=True)
        checks = list(backup_drill.run(file, passphrase, source))
    passed = all(check.passed for check in checks)
    if arguments.json:
        print(
            json.dumps({"passed": passed, "checks": [asdict(check) for check in checks]}, ensure_ascii=False, indent=2)
        )
    else:
        for check in checks:
            took = f"（{check.seconds:.1f} 秒）" if check.seconds else ""
            print(f"{'通过' if check.passed else '未过'}　{check.title}：{check.detail}{took}")
        print("演练通过，备份可用。" if passed else "演练未通过，这份备份不可靠，请查明后重做。")
    return 0 if passed else 1
