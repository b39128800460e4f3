"""`fazhi tick`: what time alone brings about: seal the log, recompute provisional limits. Safe to run at any time, any number of times."""

from __future__ import annotations

import argparse

SUMMARY = "封存日志、重算暂定期限（可由 cron 定时运行，重复运行无害）"


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    del arguments
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.accounts.sessions import SessionStore
    from fazhi.kernel import deadlines, seals

    changed = deadlines.recompute_provisional()
    made = seals.seal()
    SessionStore.clear_expired()
    print(f"重算暂定期限 {changed} 个；{f'封存日志 {made.count} 条' if made else '没有需要封存的日志'}。")
    return 0
