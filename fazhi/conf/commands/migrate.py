"""`fazhi migrate`: bring the tables up to date, as their owner."""

from __future__ import annotations

import argparse

SUMMARY = "建立或更新数据表（重复运行无害）"


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    del arguments
    from fazhi.conf.start import prepare

    prepare(migrated=True)
    print("数据表已是最新。")
    return 0
