"""`fazhi work`: the worker that does long work (imports); runs beside the server, or once from cron."""

from __future__ import annotations

import argparse
from typing import cast

SUMMARY = "处理后台任务（导入等耗时工作；Ctrl-C 停止）"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="处理完现有任务就结束")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import prepare

    prepare()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    print("后台任务处理已启动。" if not arguments.once else "正在处理现有任务……", flush=True)
    connector = cast(DjangoConnector, app.connector)
    worker = app.with_connector(connector.get_worker_connector())
    worker.run_worker(
        queues=["fazhi"], wait=not arguments.once, install_signal_handlers=True, listen_notify=not arguments.once
    )
    return 0
