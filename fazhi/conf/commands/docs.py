"""`fazhi docs`: write the generated reference, or tell whether it is up to date."""

from __future__ import annotations

import argparse
from pathlib import Path

SUMMARY = "生成参考手册（docs/reference）"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--into", type=Path, default=Path("docs/reference"), help="写到哪个文件夹")
    parser.add_argument("--check", action="store_true", help="只检查是否与现有文件一致")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import settings_only

    settings_only()
    from fazhi.conf.reference import pages

    made = pages()
    folder: Path = arguments.into
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} if folder.is_dir() else {}
    stale = sorted(name for name in made.keys() | present.keys() if made.get(name) != present.get(name))
    if arguments.check:
        print(f"与数据不一致的参考页：{'、'.join(stale)}；请运行 fazhi docs。" if stale else "参考手册与数据一致。")
        return 1 if stale else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in made:
            (folder / name).write_text(made[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    print(f"参考手册共 {len(made)} 页，更新 {len(stale)} 页，在 {folder}。")
    return 0
