"""`fazhi demo`: database, tables, the demo town, and a server; Ctrl-C stops it all."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import unicodedata

from fazhi.conf.errors import CommandError

SUMMARY = "装入示范乡镇并启动（沙市镇，2022 年全年数据）"
PORT = 8000


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="只装入数据，不启动服务")
    parser.add_argument("--port", type=int, default=PORT, metavar="端口", help=f"服务端口（默认 {PORT}）")


def run(arguments: argparse.Namespace) -> int:
    if not arguments.no_serve:
        refuse_busy(arguments.port)
    from fazhi.conf import database
    from fazhi.conf.start import prepare

    running = database.status()
    print("准备数据库……", flush=True)
    prepare(migrated=True)
    from fazhi.demo.loading import load

    try:
        print(load().sentence, flush=True)
    except KeyboardInterrupt:
        print("\n装入中断：已装入的保留，再次运行会接着装入。", flush=True)
        raise
    print(table())
    if arguments.no_serve:
        return 0
    serve(arguments.port)
    # The embedded database goes down with the server that brought it up, unless somebody else is using it by now.
    if not running.external and not running.running:
        from django.db import connections

        connections.close_all()  # ours would count as somebody else's
        database.stop(only_if_idle=True)
    print("已停止。", flush=True)
    return 0


def refuse_busy(port: int) -> None:
    """CommandError when another program has the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OverflowError:
            raise CommandError(f"端口 {port} 不对，应在 1 至 65535 之间，没有启动。") from None
        except PermissionError:
            raise CommandError(
                f"端口 {port} 需要管理员权限，请换一个 1024 以上的端口，如 --port 8100，没有启动。"
            ) from None
        except OSError:
            raise CommandError(f"端口 {port} 已被别的程序占用，请换一个，如 --port {port + 1}，没有启动。") from None


def table() -> str:
    """The accounts as a table, columns aligned for wide characters."""
    from fazhi.demo.skeleton import PASSWORD, accounts

    rows = [("账号", "姓名", "角色", "机构")]
    rows += [(one.username, one.name, one.role, one.office) for one in accounts()]
    widths = [max(_width(row[at]) for row in rows) + 2 for at in range(4)]
    lines = ["".join(cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(row)).rstrip() for row in rows]
    return "\n".join(["", f"示范账号（密码都是 {PASSWORD}）：", *lines, ""])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def serve(port: int) -> None:
    """Serve until Ctrl-C."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ["FAZHI_DEMO"] = "1"  # the log-in page names the demo accounts
    print(f"请用浏览器打开 http://127.0.0.1:{port}/ ，按 Ctrl-C 停止。", flush=True)
    server = Granian(
        "fazhi.conf.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_access=False,
        log_enabled=False,
    )
    worker = subprocess.Popen([sys.executable, "-m", "fazhi", "work"], stdout=subprocess.DEVNULL)
    try:
        server.serve()
    finally:
        worker.terminate()
        worker.wait()
