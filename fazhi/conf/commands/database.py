"""`fazhi database start|stop|status`: the embedded database by hand."""

from __future__ import annotations

import argparse
import sys

from fazhi.conf import database

SUMMARY = "启动、停止或查看内嵌数据库"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["start", "stop", "status"], help="start 启动，stop 停止，status 查看")


def run(arguments: argparse.Namespace) -> int:
    state = database.status()
    if state.external:
        print("数据库由 DATABASE_URL 指定，不归本命令管理。")
        return 0
    if arguments.action == "start":
        print(database.ensure())
        return 0
    if arguments.action == "stop":
        print("数据库已停止。" if database.stop() else "数据库本来就没有运行。")
        return 0
    if not state.version:
        print(f"数据库还没有建立；启动后将放在 {state.data}")
        return 1
    print(f"{'运行中' if state.running else '未运行'}，PostgreSQL {state.version}")
    print(f"数据  {state.data}\n记录  {state.log}\n地址  {state.url}")
    if not state.running and state.pid:
        print(f"进程 {state.pid} 正在启动或恢复。", file=sys.stderr)
    return 0 if state.running else 1
